"""Which of the spaces that a PDF draws are spaces: some have no width, some are drawn inside words and numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.read.pdf.chars import Char
from extract.read.pdf.marks import Base

NARROWEST = 0.12
"""How far, in letter heights, a space moves what follows it, at the least."""

SEEN = 0.22
"""By how much a gap that pdfium too takes for a space exceeds the row's usual one, in letter heights."""

FARTHEST = 8.0
"""What stands further behind a space than this, in letter heights, does not follow it but stands elsewhere."""


def spaces(drawn: Sequence[Char], bases: Sequence[Base], height: float, repairs: Counter[str]) -> list[float]:
    """Where spaces stand, each between two letters; those that move nothing are counted and left out."""
    places = list(_seen_gaps(bases, height))
    if not drawn or len(bases) < 2:
        return places
    middles = [(base.char.x0 + base.char.x1) / 2 for base in bases]
    for space in drawn:
        at = bisect_left(middles, space.middle)
        if not 0 < at < len(bases):
            continue
        left, right = bases[at - 1].char, bases[at].char
        if not _moves(space, right.x0 - left.x1, height):
            repairs["false_space"] += 1
        else:
            places.append((left.middle + right.middle) / 2)
    return sorted(set(places))


def _seen_gaps(bases: Sequence[Base], height: float) -> Iterator[float]:
    pairs = [(left.char, right.char) for left, right in pairwise(bases)]
    if not any(right.spaced for _, right in pairs):
        return
    least = max(median(b.x0 - a.x1 for a, b in pairs), 0.0) + SEEN * height
    for a, b in pairs:
        if b.spaced and b.index > a.index and b.x0 - a.x1 >= least:
            yield (a.middle + b.middle) / 2


def _moves(space: Char, gap: float, height: float) -> bool:
    """Whether what follows a space stands behind it: by its own origin, or by the gap of the inks where that is far."""
    if space.lead is not None and -0.5 * height <= space.lead <= FARTHEST * height:
        return space.lead >= NARROWEST * height
    return gap >= NARROWEST * height
