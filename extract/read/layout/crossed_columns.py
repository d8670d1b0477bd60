"""The columns of tables without rules: where the fewest lines cross.

A text may be longer than its column, the names of columns are wider or narrower than what is below them, and labels go
across. So no place need be free over all lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.layout.columns import (
    BETWEEN_GROUPS,
    BETWEEN_NAMES,
    NARROWEST,
    Stretch,
    header_names,
    overlap,
    pieces,
)
from extract.read.layout.printed import PrintedLine

WIDER = 0.5
"""A text that begins in the column of numbers and is wider than these by so much, in letter heights, is a label."""

EACH_CROSSED = 12
"""One in so many lines may cross a boundary between two columns: a text that is longer than its column."""

FEWEST_ROWS = 3
"""Minimum number of rows whose texts prove a gap that is as wide as one between words."""

WORDS = 0.5
"""Minimum gap between two words, in letter heights."""


def is_label(line: PrintedLine, right: float) -> bool:
    """Whether a line begins in the column of numbers with a text that is wider than these, which end at `right`."""
    x0, x1 = next(iter(pieces(line, line.height * BETWEEN_NAMES)))
    return x0 < right and x1 > right + WIDER * line.height


def fewest_crossed(
    lines: Sequence[PrintedLine], rows: Sequence[PrintedLine], header: Sequence[PrintedLine], right: float
) -> list[float]:
    """The column boundaries: where the fewest lines cross. `rows` are the lines with a number, which end at `right`."""
    texts: list[Stretch] = []
    for line in lines:
        own = list(strips(line))
        if is_label(line, right):  # it ends where its first text does
            end = next(iter(pieces(line, line.height * BETWEEN_NAMES)))[1]
            own = [strip for strip in own if strip[0] > end]
        texts += own
    least = len(lines) // EACH_CROSSED
    gaps = _proved_gaps(_covered(texts, least), rows)
    named = header_names(header) if header else []
    names = [name for name in named if not any(name[0] < gap[0] and gap[1] < name[1] for gap in gaps)]
    columns = _covered([*texts, *names * (least + 1)], least)
    found: list[float] = []
    left = columns[0]
    for column in columns[1:]:
        if _parts(left, column, rows, texts, names):
            found.append(_fewest([*texts, *names], left[1], column[0]))
            left = column
        else:
            left = left[0], column[1]
    return found


def _proved_gaps(columns: Sequence[Stretch], rows: Sequence[PrintedLine]) -> list[Stretch]:
    """The gaps that part two texts of most rows. Over them are the names of groups, and names that touch others."""
    if len(rows) < FEWEST_ROWS:
        return []
    return [
        (left[1], right[0])
        for left, right in pairwise(columns)
        if right[0] - left[1] > BETWEEN_NAMES * rows[0].height and _are_beside(left, right, rows)
    ]


def _are_beside(left: Stretch, right: Stretch, rows: Sequence[PrintedLine]) -> bool:
    """Whether at least half of the rows have a text in each of two columns."""
    filled = [list(pieces(row, row.height * NARROWEST)) for row in rows]
    both = sum(any(overlap(p, left) for p in row) and any(overlap(p, right) for p in row) for row in filled)
    return 2 * both >= len(rows)


def _parts(
    left: Stretch, right: Stretch, rows: Sequence[PrintedLine], texts: Sequence[Stretch], names: Sequence[Stretch]
) -> bool:
    """Whether two covered stretches are columns of their own: a name parts them, or the texts of most rows do."""
    height = rows[0].height
    if not all(any(overlap(text, each) for text in texts) for each in (left, right)):
        return right[0] - left[1] > BETWEEN_GROUPS * height
    if not names:
        return right[0] - left[1] > BETWEEN_NAMES * height
    named = [any(overlap(name, each) for name in names) for each in (left, right)]
    if all(named) and not any(overlap(name, left) and overlap(name, right) for name in names):
        return True
    enough = BETWEEN_NAMES if len(rows) >= FEWEST_ROWS else BETWEEN_GROUPS
    return right[0] - left[1] > enough * height and _are_beside(left, right, rows)


def _counts(texts: Sequence[Stretch]) -> list[tuple[float, float, int]]:
    """The stretches between the ends of texts, with the number of texts there."""
    ends = sorted([(x0, 1) for x0, _ in texts] + [(x1, -1) for _, x1 in texts])
    made: list[tuple[float, float, int]] = []
    count = 0
    for (x, change), (following, _) in pairwise(ends):
        count += change
        if following > x:
            made.append((x, following, count))
    return made


def _covered(texts: Sequence[Stretch], least: int) -> list[Stretch]:
    """The stretches where more than `least` texts are."""
    found: list[Stretch] = []
    for x0, x1, count in _counts(texts):
        if count <= least:
            continue
        if found and x0 <= found[-1][1]:
            found[-1] = (found[-1][0], x1)
        else:
            found.append((x0, x1))
    return found or [(0.0, 0.0)]


def _fewest(texts: Sequence[Stretch], left: float, right: float) -> float:
    """The middle of the widest stretch between two places where the fewest texts are."""
    inside = [(max(x0, left), min(x1, right), count) for x0, x1, count in _counts(texts) if x1 > left and x0 < right]
    best = min(inside, key=lambda each: (each[2], each[0] - each[1]), default=(left, right, 0))
    return (best[0] + best[1]) / 2


def strips(line: PrintedLine) -> Iterator[Stretch]:
    """The words of a line: also the single space between two texts parts them, as it is beside a column boundary."""
    start, end = line.clusters[0].x0, line.clusters[0].x1
    for cluster in line.clusters[1:]:
        if cluster.x0 - end > WORDS * line.height:
            yield start, end
            start = cluster.x0
        end = max(end, cluster.x1)
    yield start, end
