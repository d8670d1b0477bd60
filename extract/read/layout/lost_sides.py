"""Cells of a scan that seem merged because the rule between them was lost: their texts show that they are two.

The text of the second begins where the texts of its column do in the other rows, and nothing crosses that place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from extract.read.layout.columns import pieces
from extract.read.layout.lattice import RuledCell, RuledTable
from extract.read.layout.printed import PrintedLine

SAME_START = 3.0
"""Maximum distance in points of texts that begin at one place."""

FEWEST = 2
"""Minimum number of other rows whose texts begin there, as most of them do."""

SPACE = 0.2
"""Minimum gap between two texts, in letter heights."""


def with_lost_sides(table: RuledTable, lines: Sequence[PrintedLine]) -> RuledTable:
    """A table with the sides between two cells that were lost. `lines` are those within it."""
    if not any(cell.column_span > 1 for cell in table.cells) or not _is_scan(lines):
        return table
    inside = {cell: _inside(cell, lines) for cell in table.cells}
    starts = [_start([inside[cell] for cell in table.cells if cell.column == at]) for at in range(table.columns)]
    cells = tuple(part for cell in table.cells for part in _parts(cell, inside[cell], starts, table))
    return replace(table, cells=cells)


def _is_scan(lines: Sequence[PrintedLine]) -> bool:
    return any(cluster.confidence is not None for line in lines for cluster in line.clusters)


def _inside(cell: RuledCell, lines: Sequence[PrintedLine]) -> list[list[tuple[float, float]]]:
    """The texts of each line that are within a cell."""
    own = [line for line in lines if cell.top < line.baseline - line.height / 2 < cell.bottom]
    rows = [[p for p in pieces(line, SPACE * line.height) if cell.x0 < (p[0] + p[1]) / 2 < cell.x1] for line in own]
    return [row for row in rows if row]


def _start(cells: Sequence[Sequence[Sequence[tuple[float, float]]]]) -> float | None:
    """Where the texts of the cells of a column begin; None unless most do at one place."""
    starts = [min(row[0][0] for row in cell) for cell in cells if cell]
    usual = median(starts) if starts else 0.0
    near = sum(abs(start - usual) <= SAME_START for start in starts)
    return usual if near >= max(FEWEST, len(starts) / 2) else None


def _parts(
    cell: RuledCell,
    rows: Sequence[Sequence[tuple[float, float]]],
    starts: Sequence[float | None],
    table: RuledTable,
) -> Iterator[RuledCell]:
    """A cell, or the two that it consists of."""
    inner = range(cell.column + 1, cell.column + cell.column_span)
    at = next((at for at in inner if (start := starts[at]) is not None and _are_two(rows, start)), None)
    if at is None:
        yield cell
        return
    span, x = at - cell.column, table.xs[at]
    yield replace(cell, column_span=span, x1=x)
    yield replace(cell, column=at, column_span=cell.column_span - span, x0=x)


def _are_two(rows: Sequence[Sequence[tuple[float, float]]], start: float) -> bool:
    left = [x1 for row in rows for _, x1 in row if x1 < start]
    right = [row for row in rows if any(abs(x0 - start) <= SAME_START for x0, _ in row)]
    crossed = any(x0 < start - SAME_START and x1 > start + SAME_START for row in rows for x0, x1 in row)
    return bool(left) and bool(right) and not crossed
