"""Divides cells whose rule was left out beside a text that is too long for its column: `โครงการ... 6,000`.

Such a cell spans columns that other rows divide. It is divided, too, if an amount begins in a column of amounts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.read.layout.cell_lines import DASHES, CellLine
from extract.read.layout.lattice import RuledCell, RuledTable
from extract.read.layout.printed import PrintedLine
from normalize.money import looks_like_money
from normalize.numerals import arabic

FEWEST_AMOUNTS = 2
"""Minimum number of other rows with an amount in a column of amounts."""


def divide_spans(
    table: RuledTable, filled: Mapping[int, Sequence[CellLine]], lines: Sequence[PrintedLine]
) -> RuledTable:
    """The table with such cells divided; the same object if there are none."""
    spans = [i for i, cell in enumerate(table.cells) if cell.column_span > 1 and cell.row_span == 1 and filled.get(i)]
    if not spans:
        return table
    amounts = Counter(
        table.cells[i].column
        for i, found in filled.items()
        if table.cells[i].column_span == 1 and len(found) == 1 and _is_amount(found[0].text)
    )
    cuts: dict[int, list[int]] = {}
    for i in spans:
        cell = table.cells[i]
        inside = [line for line in lines if cell.top <= line.baseline - line.height / 2 < cell.bottom]
        columns = {bisect_right(table.xs, x) - 1 for line in inside for x in _amounts(line, cell, table.xs)}
        found = sorted(at for at in columns if at > cell.column and amounts[at] >= FEWEST_AMOUNTS)
        if found and not _is_amount(filled[i][0].text):
            cuts[i] = found
    if not cuts:
        return table
    cells = [part for i, cell in enumerate(table.cells) for part in _parts(cell, cuts.get(i, ()), table.xs)]
    return replace(table, cells=tuple(cells))


def _is_amount(text: str) -> bool:
    text = arabic(text).strip()
    return text in DASHES or looks_like_money(text)


def _amounts(line: PrintedLine, cell: RuledCell, xs: Sequence[float]) -> Iterator[float]:
    """Where amounts begin in a cell: figures or a dash with no words behind them in their column, as a name has."""
    for at, cluster in enumerate(line.clusters):
        if cell.x0 < cluster.x0 < cell.x1 and line.begins_amount(at):
            edge = xs[bisect_right(xs, cluster.x0)]
            text = "".join(each.text for each in line.clusters[at:] if each.x0 < edge)
            if _is_amount(text) or not any(map(str.isalpha, text)):
                yield cluster.x0


def _parts(cell: RuledCell, columns: Sequence[int], xs: Sequence[float]) -> Iterator[RuledCell]:
    starts = [cell.column, *columns]
    for start, end in zip(starts, [*columns, cell.column + cell.column_span], strict=True):
        yield replace(cell, column=start, column_span=end - start, x0=xs[start], x1=xs[end])
