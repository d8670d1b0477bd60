"""Tables in which a tick below the number of a level tells the level of each project: they get one column of numbers.

|         | มิติที่        |        |      |         | มิติที่ |        |
| โครงการ | 1   | 2   | งบประมาณ |  =>  | โครงการ | 1    | งบประมาณ |
| ค่ายคนดี  | ✓   |     | 5,000  |      | ค่ายคนดี  | 1    | 5,000  |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grammar.family import family
from extract.grammar.patterns import patterns
from extract.model.document import Cell, Grid
from extract.tables.headers import MOST_COLUMNS, Row, matrix, text_of

TOP_ROWS = 3
"""Number of rows in which the numbers of the levels must be."""

FEWEST_LEVELS, FEWEST_ROWS = 2, 2

MOSTLY = 0.8
"""Share of the rows with something in these columns that have exactly one tick there."""

_NUMBER = re.compile(r"(?P<word>\D{0,20}?)\(?(?P<number>\d{1,2})[.)]?")


@dataclass(frozen=True, slots=True)
class _Ticked:
    """The row with the numbers of the levels and their columns, the first of which is for number 1."""

    row: int
    columns: range


def with_level_numbers(grid: Grid) -> Grid:
    """The table with a column of numbers in place of columns of ticks, if their titles count a level."""
    if grid.column_count > MOST_COLUMNS or grid.row_count <= FEWEST_ROWS:
        return grid
    rows = matrix(grid)
    found = next((ticked for top in range(min(TOP_ROWS, len(rows))) if (ticked := _ticked(rows, top))), None)
    return replace(grid, cells=tuple(_cells(grid, rows, found))) if found is not None else grid


def _ticked(rows: Sequence[Row], top: int) -> _Ticked | None:
    """The columns whose titles in this row count up from 1, below or with the word of the outermost level."""
    for first in range(len(rows[top])):
        last = first
        while _number(rows[top], last) == last - first + 1:
            last += 1
        columns = range(first, last)
        if len(columns) >= FEWEST_LEVELS and _is_level(rows, top, first) and _are_ticks(rows[top + 1 :], columns):
            return _Ticked(top, columns)
    return None


def _number(row: Row, column: int) -> int:
    match = _NUMBER.fullmatch(text_of(row, column).strip()) if column < len(row) else None
    return int(match["number"]) if match is not None else 0


def _is_level(rows: Sequence[Row], top: int, column: int) -> bool:
    """Whether the title of a column, or the one above it, is the word of the outermost level."""
    match = _NUMBER.fullmatch(text_of(rows[top], column).strip())
    words = [match["word"] if match is not None else "", *(text_of(row, column) for row in rows[:top])]
    return any(family().columns.match(word.strip()) == "dimension" for word in words if word.strip())


def _are_ticks(body: Sequence[Row], columns: range) -> bool:
    counts = []
    for row in body:
        texts = [text for column in columns if (text := text_of(row, column).strip())]
        if texts:
            counts.append(len(texts) if all(map(patterns().cells.mark.fullmatch, texts)) else 0)
    return counts.count(1) >= max(FEWEST_ROWS, MOSTLY * len(counts))


def _cells(grid: Grid, rows: Sequence[Row], ticked: _Ticked) -> Iterator[Cell]:
    """The cells of the table, a tick as the number of its level in the first of the columns, the others blank."""
    word = _NUMBER.fullmatch(text_of(rows[ticked.row], ticked.columns[0]).strip())
    for cell in grid.cells:
        if cell.column not in ticked.columns:
            yield cell
        elif cell.column != ticked.columns[0]:
            yield replace(cell, text="")
        elif cell.row > ticked.row:
            yield _level(cell, rows[cell.row], ticked.columns)
        else:
            title = word["word"].strip() if word is not None and cell.row == ticked.row else cell.text
            yield replace(cell, text=title, column_span=1)


def _level(first: Cell, row: Row, columns: range) -> Cell:
    at = next((at for at, column in enumerate(columns, 1) if text_of(row, column).strip()), None)
    tick = row[columns[at - 1]] if at is not None else None
    if tick is None:
        return first
    return replace(first, text=str(at), raw=tick.raw, place=tick.place, confidence=tick.confidence)
