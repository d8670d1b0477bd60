"""The lines of a document: wrapped lines joined, each with its possible meaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.lines.barred import facts_apart
from extract.lines.blanks import filled_in
from extract.lines.contents import without_contents
from extract.lines.copular import with_colons
from extract.lines.counted_groups import with_counted_groups
from extract.lines.counted_sections import with_counted_sections
from extract.lines.counters import with_counters
from extract.lines.department_headings import with_department_headings
from extract.lines.form import with_form
from extract.lines.heading_style import HeadingStyle, heading_style
from extract.lines.known_names import Known, known_names
from extract.lines.label_signs import with_label_colons
from extract.lines.marks import Mark, marks
from extract.lines.plain_dimensions import with_plain_dimensions
from extract.lines.plain_sections import with_plain_sections
from extract.lines.questions import without_askers
from extract.lines.run_in import one_field_a_line
from extract.lines.separators import without_separators
from extract.lines.ticks import ticked_out
from extract.lines.told_names import names_apart
from extract.lines.wraps import unwrapped
from extract.model.document import Block, Document, Grid, Line, Place
from normalize.text import comparable

LONGEST_TITLE = 120
"""Characters of the title of a table."""


@dataclass(frozen=True, slots=True)
class DocumentLines:
    """Lines and tables in reading order, the style of the headings, and the mark of each line."""

    blocks: tuple[Block, ...]
    style: HeadingStyle
    marks: tuple[Mark, ...]
    known: Known = field(default_factory=lambda: Known(frozenset()))
    """The names of projects that its tables hold."""

    @property
    def lines(self) -> list[Line]:
        """The lines without the tables."""
        return [block for block in self.blocks if isinstance(block, Line)]

    @property
    def captions(self) -> frozenset[Place]:
        """The places of lines right above a table that are its title: they stand alone, or name money or a level."""
        return frozenset(
            line.place
            for line, following in pairwise(self.blocks)
            if isinstance(line, Line) and isinstance(following, Grid) and (line.gap or _is_title(line.text))
        )

    @property
    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(line.text for line in self.lines)


def read_lines(document: Document) -> DocumentLines:
    """The lines of a document as the author typed them, with their marks."""
    printed = with_label_colons(facts_apart(list(filled_in(without_contents(document.blocks())))))
    printed = with_colons(without_askers(printed))
    style = heading_style(printed)
    blocks = tuple(names_apart(list(ticked_out(one_field_a_line(unwrapped(printed, style))))))
    known = known_names(blocks)
    formed = with_department_headings(with_form(with_counters(list(marks(blocks, style))), known))
    found = with_plain_sections(with_counted_sections(formed))
    found = without_separators(found if known.names else with_plain_dimensions(found))
    return DocumentLines(blocks, style, tuple(with_counted_groups(found)), known)


def _is_title(text: str) -> bool:
    """Whether a line may be the title of a table of money."""
    words = comparable(text)
    levels = (word.word for word in family().levels if word.usual)
    stems = (comparable(stem) for stem, key in family().stems.items() if key is Field.BUDGET)
    return (
        len(text) <= LONGEST_TITLE and parse_number(text) is None and any(word in words for word in (*levels, *stems))
    )
