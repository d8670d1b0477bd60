"""Finds rows without rules between them: all columns leave more room there than between lines of one text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.read.layout.columns import ASCENT, DESCENT, NARROWEST, column_of, crosses, pieces
from extract.read.layout.printed import PrintedLine

ROOM = 1.12
"""Minimum distance between two rows, in distances between lines of one text."""

LEAST_STEP = 1.2
"""Minimum distance of two lines of one text, in letter heights. Closer lines are side by side."""

FEWEST_FILLED = 2
"""Minimum number of columns filled by a row, unless it is a label across columns."""


def row_cuts(lines: Sequence[PrintedLine], edges: Sequence[float], fewest: int = 1) -> list[float]:
    """The vertical positions between the rows of a table's lines, from top to bottom; empty without clear gaps.

    The first line of a row fills at least `fewest` columns, or is a label across them.
    """
    if len(lines) < 2 or not edges:
        return []
    filled = [_filled(line, edges) for line in lines]
    steps = _steps_within_columns(lines, filled)
    starts = _starts(lines, filled, steps, fewest)
    return [_between(lines[index - 1], lines[index]) for index in starts]


def _filled(line: PrintedLine, edges: Sequence[float]) -> set[int]:
    """The columns filled by a line; -1 represents a label across several."""
    found = list(pieces(line, line.height * NARROWEST))
    return {-1 if crosses(piece, edges) else column_of(piece, edges) for piece in found}


def _steps_within_columns(lines: Sequence[PrintedLine], filled: Sequence[set[int]]) -> list[float]:
    """The sorted distances of successive lines in one column."""
    last: dict[int, float] = {}
    steps: list[float] = []
    for line, columns in zip(lines, filled, strict=True):
        for column in columns:
            if column in last and line.baseline - last[column] >= LEAST_STEP * line.height:
                steps.append(line.baseline - last[column])
            last[column] = line.baseline
    return sorted(steps)


def _starts(lines: Sequence[PrintedLine], filled: Sequence[set[int]], steps: Sequence[float], fewest: int) -> list[int]:
    """The numbers of the lines that begin a row, except the first."""
    if not steps:
        return []
    usual = steps[len(steps) // 5]
    starts: list[int] = []
    row = set(filled[0])
    for index, (above, line) in enumerate(pairwise(lines), start=1):
        begins = len(filled[index]) >= fewest or -1 in filled[index]
        if begins and line.baseline - above.baseline > ROOM * usual and _is_row(row):
            starts.append(index)
            row = set()
        row = row | filled[index]
    if starts and not _is_row(row):
        starts.pop()
    return starts


def _is_row(columns: set[int]) -> bool:
    return -1 in columns or len(columns) >= FEWEST_FILLED


def _between(above: PrintedLine, below: PrintedLine) -> float:
    return (above.baseline + DESCENT * above.height + below.baseline - ASCENT * below.height) / 2
