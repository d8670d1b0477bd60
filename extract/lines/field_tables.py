"""Tables that hold the fields of projects: a heading in one column, its content beside it.

Where most rows begin with the heading of a field, the first column holds headings, and the words that are not known
head a field as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grammar.numbering import parse_number
from extract.model.document import Cell, Grid, Line

FEWEST_HEADINGS = 3
"""Rows of a table that begin with a field's heading, at the least."""

WIDEST = 4
"""Columns: a number, a heading, a content; or two pairs of heading and content."""

LONGEST_CELL = 80
"""Characters of a cell that holds a heading."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of fields; `is_heading` tells that it stands where headings do, with content beside it."""

    line: Line
    is_heading: bool


def field_entries(grid: Grid, is_heading: Callable[[str], bool]) -> list[Entry]:
    """The lines of a table of fields in reading order; none where a table is another one.

    `is_heading` tells whether a text is the heading of a field.
    """
    rows = [_without_number(row) for row in grid.rows()]
    rows = [row for row in rows if row]
    if not rows or max(map(len, rows)) > WIDEST:
        return []
    headed = [row for row in rows if is_heading(row[0].text)]
    labelled = [row for row in rows if len(row) > 1 and row[0].text]
    if len(headed) < FEWEST_HEADINGS or len(headed) * 3 < len(labelled):
        return []
    if any(len(row) == WIDEST for row in rows) and not any(is_heading(row[2].text) for row in rows if len(row) == WIDEST):
        return []
    return [entry for row in rows for entry in _row_entries(row, is_heading)]


def _without_number(row: Sequence[Cell]) -> list[Cell]:
    """A row's cells without empty ones at its end; a number in a cell of its own is joined to the heading behind it."""
    cells = list(row)
    while cells and not cells[-1].text:
        cells.pop()
    if len(cells) > 1 and cells[1].text and _is_number(cells[0].text):
        return [replace(cells[1], text=f"{cells[0].text} {cells[1].text}"), *cells[2:]]
    return cells


def _is_number(text: str) -> bool:
    number = parse_number(f"{text.strip()} x")
    return number is not None and number.rest == "x" and len(text) <= 6


def _row_entries(row: Sequence[Cell], is_heading: Callable[[str], bool]) -> Iterator[Entry]:
    headings = {0} if len(row) > 1 and row[0].text and len(row[0].text) <= LONGEST_CELL else set()
    if len(row) == WIDEST and is_heading(row[2].text):
        headings.add(2)
    for index, cell in enumerate(row):
        if index in headings:
            text = " ".join(cell.text.split())
            yield Entry(Line(text, cell.raw, cell.place), is_heading=True)
        else:
            yield from (Entry(Line(text, cell.raw, cell.place), False) for text in cell.text.split("\n") if text.strip())
