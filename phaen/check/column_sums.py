"""Which figures of a table's columns are sums of the figures above them, those carried to the next page among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal

from extract.model.document import Cell, Grid
from normalize.text import normalize_line

FIGURES = re.compile(r"(?<![\d.,/])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d/])|(?<![\d.,/])\d+(?:\.\d+)?(?![\d,/])")


class ColumnSums:
    """The running sums of each column of figures, over the pages that a table goes on to.

    A sum counts from the beginning of the table or from any sum above it. Tables with another number of columns are
    other tables.
    """

    def __init__(self) -> None:
        self._begin(0)

    def _begin(self, columns: int) -> None:
        self._columns = columns
        self._sums: dict[int, Decimal] = defaultdict(Decimal)
        self._starts: dict[int, set[Decimal]] = defaultdict(lambda: {Decimal(0)})

    def sums(self, grid: Grid, is_part: Callable[[Iterable[Cell]], bool]) -> set[tuple[int, int]]:
        """Row and column of the cells whose one figure is such a sum; rows that `is_part` accepts are summed."""
        if grid.column_count != self._columns:
            self._begin(grid.column_count)
        found: set[tuple[int, int]] = set()
        for row in grid.rows():
            if is_part(row):
                for cell in row:
                    self._sums[cell.column] += sum(figures(cell.text), Decimal(0))
            else:
                found |= {(cell.row, cell.column) for cell in row if self._is_sum(cell)}
        return found

    def _is_sum(self, cell: Cell) -> bool:
        values = figures(cell.text)
        column = cell.column
        if len(values) != 1 or not values[0]:
            return False
        total, starts = self._sums[column], self._starts[column]
        is_sum = total - values[0] in starts
        starts.add(total)
        return is_sum


def figures(text: str) -> list[Decimal]:
    """The figures of a cell.

    >>> figures("12,000 7,500.50")
    [Decimal('12000'), Decimal('7500.50')]
    """
    return [Decimal(match[0].replace(",", "")) for match in FIGURES.finditer(normalize_line(text))]
