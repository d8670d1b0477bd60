"""A table found by its marks, and the distance of two lines of one text in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.read.layout.columns import BETWEEN_GROUPS, pieces
from extract.read.layout.marks import Text
from extract.read.layout.printed import PrintedLine
from extract.read.layout.row_gaps import LEAST_STEP

ALIKE = 0.98
"""A distance between two lines is as wide as another from this share of it on."""

ROOM = 1.12
"""Minimum distance of two rows that leave room between them, in distances of two lines of one text."""

EVEN = 1.06
"""Maximum distance between two lines of one text, in the smallest one."""

EACH_STEP = 12
"""One in so many distances between lines is that of two lines of one text."""


@dataclass(slots=True)
class MarkedTable:
    """The lines of a table, the number of those of its header, the lines that have the marks of a row, its columns."""

    lines: list[PrintedLine]
    head: int
    anchors: list[int]
    edges: list[float]
    step: float
    texts: list[tuple[Text, ...]] = field(default_factory=list)


def usual_step(lines: Sequence[PrintedLine]) -> float:
    """The distance of two lines of one text: the smallest of lines that begin at one place, if it is not the only one.
    Browsers round distances to pixels."""
    steps: list[float] = []
    last: dict[int, float] = {}
    wide = max((line.height for line in lines), default=1.0)
    for line in lines:
        for x0, _ in pieces(line, line.height * BETWEEN_GROUPS):
            at = round(x0 / wide)
            above = (line.baseline - last[place] for place in (at - 1, at, at + 1) if place in last)
            steps += [step for step in above if step >= LEAST_STEP * line.height]
            last[at] = line.baseline
    alike = ([step for step in steps if least <= step <= EVEN * least] for least in sorted(steps))
    fewest = max(min(2, len(steps) // 4), len(steps) // EACH_STEP)
    found = next((own for own in alike if len(own) >= fewest), None) or [min(steps, default=0.0)]
    return max(found)
