"""Digits that touch: one piece of ink is cut where each part then reads as a digit or a sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.read.ocr.glyphs import Glyph, GlyphRow

if TYPE_CHECKING:
    from extract.read.ocr.arrays import Array

NARROWEST = 0.75
"""Letter heights that a digit and a comma that touch are wide, at the least."""

MOST_WIDE = 12.0
"""Letter heights beyond which ink is a drawing, not touching digits."""

MOST_CUTS = 16
"""Places in one piece of ink that are tried: a round zero is as light in its middle as where it touches the next."""

PART = (0.1, 2.2)
"""Narrowest and widest part, in letter heights: a row of zeros has low letters, and other digits look wide in it."""

FOUND = 0.6
"""Probability that each part must reach. With less, what a stamp has damaged becomes digits that never stood there."""

Judge = Callable[[GlyphRow, Sequence[Glyph]], "Array"]
"""Probabilities of glyphs being digits and signs, and last, none of them."""


def may_touch(glyph: Glyph, row: GlyphRow) -> bool:
    """Whether a glyph is as large as two characters side by side."""
    return NARROWEST * row.body <= glyph.width <= MOST_WIDE * row.body and glyph.height <= 2.5 * row.body


def part(grey: Array, row: GlyphRow, glyph: Glyph, judge: Judge) -> list[Glyph]:
    """The characters that a piece of ink consists of; empty unless each reads as a digit or a sign."""
    ink = 255 - grey[glyph.top : glyph.bottom, glyph.x0 : glyph.x1].astype("int32")
    bounds = [0, *_cuts(ink.sum(axis=0).tolist(), row.body), glyph.width]
    if len(bounds) < 3:
        return []
    spans = [
        (a, b)
        for index, a in enumerate(bounds)
        for b in bounds[index + 1 :]
        if PART[0] * row.body <= b - a <= PART[1] * row.body
    ]
    parts = {span: _glyph(ink, glyph, *span) for span in spans}
    kept = [span for span in spans if parts[span] is not None]
    glyphs = [found for span in kept if (found := parts[span]) is not None]
    if not glyphs:
        return []
    chances = judge(row, glyphs)[:, :-1].max(axis=1).tolist()
    path = _best_path(bounds, dict(zip(kept, chances, strict=True)))
    return [found for span in path if (found := parts[span]) is not None]


def _cuts(columns: Sequence[int], body: float) -> list[int]:
    """The columns with the least ink among their neighbours, the lightest ones, left to right."""
    reach = max(1, round(0.12 * body))
    valleys = [x for x in range(2, len(columns) - 2) if columns[x] == min(columns[max(0, x - reach) : x + reach + 1])]
    apart = [x for i, x in enumerate(valleys) if i == 0 or x - valleys[i - 1] > 1]
    return sorted(sorted(apart, key=lambda x: columns[x])[:MOST_CUTS])


def _glyph(ink: Array, whole: Glyph, left: int, right: int) -> Glyph | None:
    """The part of a glyph between two columns, without the paper above and below."""
    import numpy as np

    dark = np.flatnonzero(ink[:, left:right].max(axis=1) > 0.4 * max(int(ink.max()), 1))
    if not len(dark):
        return None
    top, bottom = whole.top + int(dark[0]), whole.top + int(dark[-1]) + 1
    return Glyph(whole.x0 + left, top, whole.x0 + right, bottom)


def _best_path(bounds: Sequence[int], chances: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The parts from end to end whose least likely one is the likeliest; none where it is below FOUND."""
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {bounds[0]: (1.0, [])}
    for end in bounds[1:]:
        for start in [b for b in bounds if b < end and b in best]:
            chance = chances.get((start, end), 0.0)
            least = min(best[start][0], chance)
            if least >= FOUND and least > best.get(end, (0.0, []))[0]:
                best[end] = (least, [*best[start][1], (start, end)])
    path = best.get(bounds[-1], (0.0, []))[1]
    assert all(a[1] == b[0] for a, b in pairwise(path))
    return path if len(path) > 1 else []
