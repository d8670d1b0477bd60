"""The sums of a problem as equations, solved as far as elimination goes.

Elimination finds at once that sums contradict each other, where narrowing bounds would take a step for each satang.
Cells that may be anything are eliminated first: what is left says what the sums demand of the printed readings.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import gcd

from phaen.check.solve.problem import Problem

Row = dict[int, int]
"""The factor of each cell of an equation; none is 0."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Cells that, each times its factor, add up to a number of satang."""

    cells: tuple[int, ...]
    factors: tuple[int, ...]
    total: int


def equations_of(problem: Problem) -> list[Equation] | None:
    """The sums and what follows from them by elimination. None if they contradict each other."""
    rows: list[tuple[Row, int]] = [(dict.fromkeys(entry.cells, 1), entry.total) for entry in problem.sums]
    printed = {cell for choice in problem.choices for cell in choice.cells}
    order = sorted({cell for row, _ in rows for cell in row}, key=lambda cell: (cell in printed, cell))
    reduced = _reduced(rows, order)
    if any(total and not row for row, total in reduced):
        return None
    unique = {(tuple(row.items()), total): (row, total) for row, total in [*rows, *reduced] if row}
    return [Equation(tuple(row), tuple(row.values()), total) for row, total in unique.values()]


def sums_in_doubt(problem: Problem) -> Collection[int]:
    """The sums of a contradictory problem one of which must be left out to make its equations agree, by number.

    Each equation is given a cell of its own, with a negative number, that is not eliminated. An equation of such cells
    alone names the sums that contradict each other: the rest cannot agree while all of them are kept.
    """
    rows = [({**dict.fromkeys(s.cells, 1), ~number: 1}, s.total) for number, s in enumerate(problem.sums)]
    numbers = set(range(len(rows)))
    for row, total in _reduced(rows, sorted({cell for entry in problem.sums for cell in entry.cells})):
        if total and all(cell < 0 for cell in row):
            numbers &= {~cell for cell in row}
    return sorted(numbers)


def _reduced(rows: list[tuple[Row, int]], order: list[int]) -> list[tuple[Row, int]]:
    """The reduced echelon form of the rows."""
    left, done = list(rows), list[tuple[Row, int]]()
    for cell in order:
        at = next((number for number, (row, _) in enumerate(left) if cell in row), None)
        if at is None:
            continue
        pivot = left.pop(at)
        left = [_without(entry, pivot, cell) if cell in entry[0] else entry for entry in left]
        done = [_without(entry, pivot, cell) if cell in entry[0] else entry for entry in done]
        done.append(pivot)
    return [*done, *left]


def _without(entry: tuple[Row, int], pivot: tuple[Row, int], cell: int) -> tuple[Row, int]:
    """An equation after a cell that it has is eliminated by another equation."""
    row, total = entry
    factor, by = row[cell], pivot[0][cell]
    cells = [*row, *(other for other in pivot[0] if other not in row)]
    mixed = {at: row.get(at, 0) * by - pivot[0].get(at, 0) * factor for at in cells}
    total = total * by - pivot[1] * factor
    found = {at: value for at, value in mixed.items() if value}
    shared = gcd(total, *found.values()) if found else 1
    sign = -1 if sum(value < 0 for value in found.values()) * 2 > len(found) else 1
    shared *= sign
    return {at: value // shared for at, value in found.items()}, total // shared if found else total
