"""Rows that no rule parts: where all columns leave more room than between two lines of one text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.read.layout.columns import ASCENT, DESCENT, NARROWEST, column_of, crosses, pieces
from extract.read.layout.printed import PrintedLine

ROOM = 1.12
"""A row stands further below the one above than this many distances between two lines of one text."""

LEAST_STEP = 1.2
"""Distance of two lines of one text, in letter heights, at the least; what stands closer is beside."""

FEWEST_FILLED = 2
"""Columns that a row fills, at the least, unless it is a label across them."""


def row_cuts(lines: Sequence[PrintedLine], edges: Sequence[float], fewest: int = 1) -> list[float]:
    """The heights between the rows of a table's lines, top down; none where nothing parts them.

    The first line of a row prints in `fewest` columns at the least, or is a label across them.
    """
    if len(lines) < 2 or not edges:
        return []
    filled = [_filled(line, edges) for line in lines]
    steps = _steps_within_columns(lines, filled)
    starts = _starts(lines, filled, steps, fewest)
    return [_between(lines[index - 1], lines[index]) for index in starts]


def _filled(line: PrintedLine, edges: Sequence[float]) -> set[int]:
    """The columns in which a line prints; -1 stands for a label across several."""
    found = list(pieces(line, line.height * NARROWEST))
    return {-1 if crosses(piece, edges) else column_of(piece, edges) for piece in found}


def _steps_within_columns(lines: Sequence[PrintedLine], filled: Sequence[set[int]]) -> list[float]:
    """The distances of lines that follow each other in one column, in order of size."""
    last: dict[int, float] = {}
    steps: list[float] = []
    for line, columns in zip(lines, filled, strict=True):
        for column in columns:
            if column in last and line.baseline - last[column] >= LEAST_STEP * line.height:
                steps.append(line.baseline - last[column])
            last[column] = line.baseline
    return sorted(steps)


def _starts(lines: Sequence[PrintedLine], filled: Sequence[set[int]], steps: Sequence[float], fewest: int) -> list[int]:
    """The numbers of the lines that begin a row, but for the first."""
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
