"""The lines of a document: wraps undone, each with what it may be."""

from __future__ import annotations

from dataclasses import dataclass

from extract.lines.heading_style import HeadingStyle, heading_style
from extract.lines.marks import Mark, marks
from extract.lines.wraps import unwrapped
from extract.model.document import Block, Document, Line


@dataclass(frozen=True, slots=True)
class DocumentLines:
    """Lines and tables in reading order, the style of the headings, and what each line may be."""

    blocks: tuple[Block, ...]
    style: HeadingStyle
    marks: tuple[Mark, ...]

    @property
    def lines(self) -> list[Line]:
        """The lines alone."""
        return [block for block in self.blocks if isinstance(block, Line)]

    @property
    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(line.text for line in self.lines)


def read_lines(document: Document) -> DocumentLines:
    """The lines of a document as an author typed them, with what each may be."""
    style = heading_style(document.blocks())
    blocks = tuple(unwrapped(document.blocks(), style))
    return DocumentLines(blocks, style, tuple(marks(blocks, style)))
