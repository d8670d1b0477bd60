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

BESIDE = 0.5
"""Maximum distance of two lines printed beside one another, in letter heights."""

FEWEST_RESTS = 2
"""Minimum number of lines closer to the line above them than rows are, which show how close lines of one text are."""

FEWEST_FILLED = 2
"""Minimum number of columns filled by a row, unless it is a label across columns."""


def row_cuts(lines: Sequence[PrintedLine], edges: Sequence[float], fewest: int = 1) -> list[float]:
    """The vertical positions between the rows of a table's lines, from top to bottom; empty without clear gaps.

    The first line of a row fills at least `fewest` columns, or is a label across them.
    """
    if len(lines) < 2 or not edges:
        return []
    steps = _steps_within_columns(lines, [_filled(line, edges) for line in lines])
    groups = _beside(lines)
    filled = [set[int]().union(*(_filled(line, edges) for line in group)) for group in groups]
    last = [group[-1] for group in groups]
    usual = steps[len(steps) // 5] if steps else 0.0
    rest = _step_of_rests(last, filled, usual)
    starts = _starts(last, filled, rest or usual, fewest, is_sure=rest > 0)
    return [_between(groups[index - 1][-1], groups[index][0]) for index in starts]


def _beside(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The lines, those together that are printed beside one another: words and figures of two fonts."""
    groups: list[list[PrintedLine]] = []
    for line in lines:
        if groups and line.baseline - groups[-1][0].baseline <= BESIDE * line.height:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


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


def _step_of_rests(lines: Sequence[PrintedLine], filled: Sequence[set[int]], usual: float) -> float:
    """The distance between the lines of one text in a table whose rows mostly have one line; 0 if it is not certain.

    Closer than the others are only lines that go on in some columns of the line above them, and not in the first.
    """
    near = [
        (below.baseline - above.baseline, at)
        for at, (above, below) in enumerate(pairwise(lines))
        if LEAST_STEP * below.height <= below.baseline - above.baseline < usual / ROOM
    ]
    first = min((column for columns in filled for column in columns if column >= 0), default=0)
    are_rests = all(filled[at + 1] < filled[at] and not filled[at + 1] & {first, -1} for _, at in near)
    return max(near)[0] if len(near) >= FEWEST_RESTS and are_rests else 0.0


def _starts(
    lines: Sequence[PrintedLine], filled: Sequence[set[int]], usual: float, fewest: int, *, is_sure: bool
) -> list[int]:
    """The numbers of the lines that begin a row, except the first. `usual`: the distance between lines of one text; if
    it `is_sure`, what has room above and below is a row, even if it fills one column."""
    if not usual:
        return []
    starts: list[int] = []
    row = set(filled[0])
    for index, (above, line) in enumerate(pairwise(lines), start=1):
        begins = len(filled[index]) >= fewest or -1 in filled[index]
        if begins and line.baseline - above.baseline > ROOM * usual and (is_sure or _is_row(row)):
            starts.append(index)
            row = set()
        row = row | filled[index]
    if starts and not (is_sure or _is_row(row)):
        starts.pop()
    return starts


def _is_row(columns: set[int]) -> bool:
    return -1 in columns or len(columns) >= FEWEST_FILLED


def _between(above: PrintedLine, below: PrintedLine) -> float:
    return (above.baseline + DESCENT * above.height + below.baseline - ASCENT * below.height) / 2
