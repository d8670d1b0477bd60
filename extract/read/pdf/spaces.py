"""Selects the real spaces among those drawn in a PDF: some have no width, some are inside words and numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

NARROWEST = 0.12
"""Minimum distance by which a space moves the following glyph, in letter heights."""

SEEN = 0.22
"""Minimum excess of a gap, also seen by pdfium, over the usual gap of the row, in letter heights."""

FARTHEST = 8.0
"""Maximum distance of a glyph that follows a space, in letter heights. A glyph further away is elsewhere."""


Drawn = tuple[float, float | None]
"""A drawn space: its middle, and the distance from its origin to that of the next glyph."""


@dataclass(slots=True)
class Letters:
    """The left and right sides of the ink of a row's letters, from left to right.

    `gaps` are the numbers of letters that follow the previous letter in the content, but after a gap seen by pdfium.
    """

    left: Sequence[float]
    right: Sequence[float]
    gaps: Sequence[int]

    def between(self, at: int) -> float:
        """The midpoint between the middles of letter `at` and of the letter before it."""
        before, after = (self.left[at - 1] + self.right[at - 1]) / 2, (self.left[at] + self.right[at]) / 2
        return (before + after) / 2


def spaces(drawn: Sequence[Drawn], letters: Letters, height: float, repairs: Counter[str]) -> list[float]:
    """The positions of the real spaces between letters. Spaces that move nothing are counted and omitted."""
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
    """Whether a space moves the following glyph: by the glyph's origin, or by the gap of the inks if that is far."""
    if lead is not None and -0.5 * height <= lead <= FARTHEST * height:
        return lead >= NARROWEST * height
    return gap >= NARROWEST * height
