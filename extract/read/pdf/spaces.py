"""Which of the spaces that a PDF draws are spaces: some have no width, some are drawn inside words and numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

NARROWEST = 0.12
"""How far, in letter heights, a space moves what follows it, at the least."""

SEEN = 0.22
"""By how much a gap that pdfium too takes for a space exceeds the row's usual one, in letter heights."""

FARTHEST = 8.0
"""What stands further behind a space than this, in letter heights, does not follow it but stands elsewhere."""


Drawn = tuple[float, float | None]
"""A space that is drawn: its middle, and how far behind its origin the next glyph's is."""


@dataclass(slots=True)
class Letters:
    """The inks of a row's letters from left to right: their left and right sides.

    `gaps` are the numbers of those before which pdfium sees a gap, and which follow the letter before them in the
    content.
    """

    left: Sequence[float]
    right: Sequence[float]
    gaps: Sequence[int]

    def between(self, at: int) -> float:
        """The middle between the letter before number `at` and that letter, seen from their own middles."""
        before, after = (self.left[at - 1] + self.right[at - 1]) / 2, (self.left[at] + self.right[at]) / 2
        return (before + after) / 2


def spaces(drawn: Sequence[Drawn], letters: Letters, height: float, repairs: Counter[str]) -> list[float]:
    """Where spaces stand, each between two letters; those that move nothing are counted and left out."""
    places = list(_seen_gaps(letters, height)) if letters.gaps else []
    if not drawn or len(letters.left) < 2:
        return places
    middles = [(x0 + x1) / 2 for x0, x1 in zip(letters.left, letters.right, strict=True)]
    for middle, lead in drawn:
        at = bisect_left(middles, middle)
        if not 0 < at < len(middles):
            continue
        if not _moves(lead, letters.left[at] - letters.right[at - 1], height):
            repairs["false_space"] += 1
        else:
            places.append(letters.between(at))
    return sorted(set(places))


def _seen_gaps(letters: Letters, height: float) -> Iterator[float]:
    gaps = [b - a for a, b in zip(letters.right, letters.left[1:], strict=False)]
    least = max(median(gaps), 0.0) + SEEN * height
    for at in letters.gaps:
        if gaps[at - 1] >= least:
            yield letters.between(at)


def _moves(lead: float | None, gap: float, height: float) -> bool:
    """Whether what follows a space stands behind it: by its own origin, or by the gap of the inks where that is far."""
    if lead is not None and -0.5 * height <= lead <= FARTHEST * height:
        return lead >= NARROWEST * height
    return gap >= NARROWEST * height
