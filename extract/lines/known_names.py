"""The names of projects that the tables and lists of a document hold: a line with one of them names a block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.grammar.family import family
from extract.grammar.numbering import parse_number
from extract.grammar.terms import kind_of
from extract.lines.field_tables import field_tables
from extract.lines.labels import begins_as_field
from extract.lines.marks import is_field_heading
from extract.model.document import Block, Cell, Grid, Line
from normalize.money import MoneyStatus, looks_like_money, parse_money
from normalize.text import comparable

MOST_CELLS = 2
"""Maximum number of cells that contain one project's name. A more frequent text is a state, a department or a sum."""

SHORTEST_NAME = 10
"""Minimum length in characters of a project name in comparable form."""

FEWEST_NAMED, NAMED = 2, 0.6
"""Cells of a column that begin as the name of a project does, at the least, and their share, for a column of names."""

LONGEST_ENTRY = 300
"""Characters of an entry of a list."""

TAIL = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
"""What stands in brackets behind a name."""


@dataclass(frozen=True, slots=True)
class Known:
    """Project names known from the tables of the document, and entries of lists that begin with one."""

    names: frozenset[str]
    entries: tuple[str, ...] = ()
    """With the money behind the name."""
    above: frozenset[str] = frozenset()
    """Those that stand above the headings of the blocks."""

    def is_name(self, text: str) -> bool:
        """Whether a text is a project name from a table or a list."""
        name = comparable(without_tail(text))
        return comparable(text) in self.names or name in self.names or self._begins_entry(name)

    def _begins_entry(self, name: str) -> bool:
        return len(name) >= SHORTEST_NAME and any(e.startswith(name) and len(e) > len(name) for e in self.entries)


def without_tail(text: str) -> str:
    """A name without what stands in brackets behind it: the department, where the other half does not print it."""
    return TAIL.sub("", text)


def known_names(blocks: Iterable[Block]) -> Known:
    """The names in a document's tables and the entries of its lists."""
    kept = list(blocks)
    return Known(_names(kept), _entries(kept))


def _names(blocks: Iterable[Block]) -> frozenset[str]:
    """Texts of table cells that may be project names, in comparable form: long texts that occur in few cells."""
    kept = list(blocks)
    grids = [block for block in kept if isinstance(block, Grid)]
    fields = field_tables(kept, is_field_heading)
    counts = Counter(
        word
        for block in grids
        if block.place not in fields
        for cell in _named_cells(block)
        if cell.row and not cell.is_header and not _is_across(cell, block)
        for text in cell.text.split("\n")
        if len(word := comparable(_body(text))) >= SHORTEST_NAME
        and not looks_like_money(text)
        and not (is_field_heading(text) or begins_as_field(word))
    )
    names = (word for word, count in counts.items() if count <= MOST_CELLS)
    return frozenset(form for name in names for form in (name, without_tail(name)) if len(form) >= SHORTEST_NAME)


def _named_cells(grid: Grid) -> Sequence[Cell]:
    """The cells that may name projects: those of the columns that mostly do, by their first words, if there are any.

    What the other columns tell of a project may be printed in its block, too.
    """
    filled = Counter(cell.column for cell in grid.cells if cell.row and cell.text.strip())
    named = Counter(cell.column for cell in grid.cells if cell.row and kind_of(_body(cell.text)))
    columns = {column for column, count in named.items() if count >= max(FEWEST_NAMED, NAMED * filled[column])}
    return [cell for cell in grid.cells if cell.column in columns] if columns else grid.cells


def _entries(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The numbered lines that tell money behind a text, in comparable form: 2. ตลาดนัดสีขาว ตั้งไว้ 8,000 บาท."""
    lines = (block.text for block in blocks if isinstance(block, Line) and len(block.text) <= LONGEST_ENTRY)
    numbered = (number.rest for text in lines if (number := parse_number(text)) is not None)
    return tuple(comparable(text) for text in numbered if tells_money(text))


def tells_money(text: str) -> bool:
    """Whether a text tells an amount with its unit, or that there is none."""
    has_unit = any(unit in text for unit in family().units)
    status = parse_money(text).status
    return status is MoneyStatus.NONE or (status is MoneyStatus.AMOUNT and has_unit)


def _is_across(cell: Cell, grid: Grid) -> bool:
    """Whether a cell is across the whole table: it heads rows, or tells of one, and names no project."""
    return cell.column_span >= grid.column_count > 1


def _body(text: str) -> str:
    number = parse_number(text)
    return number.rest if number is not None else text
