"""The lines of a document: wrapped lines joined, each with its possible meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.lines.blanks import filled_in
from extract.lines.contents import without_contents
from extract.lines.counted_sections import with_counted_sections
from extract.lines.department_headings import with_department_headings
from extract.lines.field_tables import field_tables
from extract.lines.form import Known, with_form, without_tail
from extract.lines.heading_style import HeadingStyle, heading_style
from extract.lines.labels import begins_as_field
from extract.lines.marks import Mark, is_field_heading, marks
from extract.lines.plain_sections import with_plain_sections
from extract.lines.questions import without_askers
from extract.lines.run_in import one_field_a_line
from extract.lines.separators import without_separators
from extract.lines.ticks import ticked_out
from extract.lines.wraps import unwrapped
from extract.model.document import Block, Document, Grid, Line, Place
from normalize.money import looks_like_money
from normalize.text import comparable

MOST_CELLS = 2
"""Maximum number of cells that contain one project's name. A more frequent text is a state, a department or a sum."""

LONGEST_TITLE = 120
"""Characters of the title of a table."""

SHORTEST_NAME = 10
"""Minimum length in characters of a project name in comparable form."""


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
    printed = without_askers(list(filled_in(without_contents(document.blocks()))))
    style = heading_style(printed)
    blocks = tuple(ticked_out(one_field_a_line(unwrapped(printed, style))))
    known = Known(_names(blocks))
    formed = with_department_headings(with_form(list(marks(blocks, style)), known))
    found = without_separators(with_plain_sections(with_counted_sections(formed)))
    return DocumentLines(blocks, style, tuple(found), known)


def _is_title(text: str) -> bool:
    """Whether a line may be the title of a table of money."""
    words = comparable(text)
    levels = (word.word for word in family().levels if word.usual)
    stems = (comparable(stem) for stem, key in family().stems.items() if key is Field.BUDGET)
    return (
        len(text) <= LONGEST_TITLE and parse_number(text) is None and any(word in words for word in (*levels, *stems))
    )


def _names(blocks: Iterable[Block]) -> frozenset[str]:
    """Texts of table cells that may be project names, in comparable form: long texts that occur in few cells."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    fields = field_tables(grids, is_field_heading)
    counts = Counter(
        word
        for block in grids
        if block.place not in fields
        for cell in block.cells
        if cell.row and not cell.is_header
        for text in cell.text.split("\n")
        if len(word := comparable(_body(text))) >= SHORTEST_NAME
        and not looks_like_money(text)
        and not (is_field_heading(text) or begins_as_field(word))
    )
    names = (word for word, count in counts.items() if count <= MOST_CELLS)
    return frozenset(form for name in names for form in (name, without_tail(name)) if len(form) >= SHORTEST_NAME)


def _body(text: str) -> str:
    number = parse_number(text)
    return number.rest if number is not None else text
