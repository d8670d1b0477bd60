"""The amounts of a table's row that sum the others, and the parts of a sum that was read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from extract.model.document import Cell, Grid
from normalize.text import normalize_line
from phaen.check.placed import YEAR

FEWEST_PARTS = 2
HEADER_ROWS = 3
"""Rows of a table whose titles may name the year of a column."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def within_row_sums(grid: Grid, is_read: Callable[[Cell], bool], *, is_report: bool = False) -> set[tuple[int, int]]:
    """Rows and columns of the amounts that need no place in the plan: sums of a row, and parts of a sum that was read.

    Parts are the months or quarters of one year. An amount below a year is no part, since each year has its own. In a
    report, what is left of a budget needs no place either: the difference of two amounts to its left that were read.
    """
    dated = {cell.column + n for cell in grid.cells if cell.row < HEADER_ROWS and YEAR.search(normalize_line(cell.text))
             for n in range(cell.column_span)}  # fmt: skip
    found: set[tuple[int, int]] = set()
    for row in grid.rows():
        figures = list(_figures(row))
        for at, (cell, value) in enumerate(figures):
            parts = _parts(figures[:at], value)
            if len(parts) >= FEWEST_PARTS:
                found.add((cell.row, cell.column))
            if is_report and _is_difference(value, [other for other in figures[:at] if is_read(other[0])]):
                found.add((cell.row, cell.column))
            if parts and is_read(cell):
                found |= {(part.row, part.column) for part in parts if part.column not in dated}
    return found


def _is_difference(value: Decimal, read: Sequence[tuple[Cell, Decimal]]) -> bool:
    amounts = {amount for _, amount in read}
    return any(amount - value in amounts for amount in amounts)


def _figures(row: Sequence[Cell]) -> Iterator[tuple[Cell, Decimal]]:
    for cell in row:
        text = normalize_line(cell.text).strip()
        if _FIGURE.fullmatch(text):
            yield cell, Decimal(text.replace(",", ""))


def _parts(before: Sequence[tuple[Cell, Decimal]], value: Decimal) -> list[Cell]:
    """The figures directly left of a sum that it sums, as far as the first that is too many."""
    left = value
    for at in range(len(before) - 1, -1, -1):
        left -= before[at][1]
        if left <= 0:
            return [cell for cell, _ in before[at:]] if left == 0 and value else []
    return []
