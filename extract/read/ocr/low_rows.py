"""Finds the vertical rules of rows of one line, which are shorter than strokes of letters are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.read.layout.printed import Rule

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

LOW, FULL, THIN = (0.08, 0.35), 0.95, 0.025
"""Heights of low rows in inches; the printed share and the maximum width, in inches at half size, of their columns."""

TO_END = 0.15
"""Maximum distance in inches from the end of a rule to the rule at which it ends."""

SAME = 0.02
"""Maximum distance in inches of two rules of one column."""

FEWEST = 3
"""Minimum number of columns of a row, their outer sides included."""


def short_columns(horizontal: Sequence[Rule], vertical: Sequence[Rule], soft: Array, dpi: float) -> Iterator[Rule]:
    """The vertical rules of rows too low for a rule to be long: thin lines from one horizontal rule to the next.

    At least three, two of them at the ends of the row. No letter touches both rules, but a stamp
    may: where longer rules, `vertical`, run through a row, its columns are theirs. `soft` is the mask of what is dark
    at half size.
    """
    reach = TO_END * dpi
    for upper, lower in pairwise(sorted(horizontal, key=lambda rule: rule.at)):
        start, end = max(upper.start, lower.start), min(upper.end, lower.end)
        is_row = abs(upper.start - lower.start) <= reach and abs(upper.end - lower.end) <= reach
        if not (is_row and LOW[0] * dpi <= lower.at - upper.at <= LOW[1] * dpi):
            continue
        left = max(0, round(start / 2) - 4)
        band = soft[round(upper.at / 2) + 2 : round(lower.at / 2) - 1, left : round(end / 2) + 5]
        lines = [2.0 * (left + (a + b) / 2) for a, b in stretches(band.mean(axis=0) >= FULL) if b - a <= THIN * dpi]
        if any(rule.start <= upper.at + reach / 2 and rule.end >= lower.at - reach / 2 for rule in vertical):
            lines = [x for x in lines if any(abs(rule.at - x) <= SAME * dpi for rule in vertical)]
        if len(lines) >= FEWEST and lines[0] <= start + reach and lines[-1] >= end - reach:
            yield from (Rule(x, upper.at, lower.at) for x in lines)


def stretches(flags: Array) -> list[tuple[int, int]]:
    """The ranges of set flags."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
