"""Digits that touch: one piece of ink is cut where each part then reads as a digit or a sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from extract.read.ocr.glyph_pictures import Glyph, GlyphRow

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

NARROWEST = 0.75
"""Letter heights that a digit and a comma that touch are wide, at the least."""

MOST_WIDE = 12.0
"""Letter heights beyond which ink is a drawing, not touching digits."""

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
    """The characters that a piece of ink consists of; empty unless each reads as a digit or a sign.

    A tail may reach over the next digit, so that no column between them is light: every place is tried where what
    stands before it reads as one character, from the left on.
    """
    ink = 255 - grey[glyph.top : glyph.bottom, glyph.x0 : glyph.x1].astype("int32")
    paths = {0: _Path(1.0, ())}
    for start in range(glyph.width):
        if start in paths:
            for character, chance in _characters(ink, row, glyph, start, judge):
                path = _Path(min(paths[start].least, chance), (*paths[start].parts, character))
                end = character.x1 - glyph.x0
                paths[end] = max(path, paths.get(end, path), key=_Path.worth)
    found = paths.get(glyph.width)
    return list(found.parts) if found is not None and len(found.parts) > 1 else []


@dataclass(frozen=True, slots=True)
class _Path:
    """Characters side by side, and the probability of the least likely."""

    least: float
    parts: tuple[Glyph, ...]

    def worth(self) -> tuple[float, int]:
        """What tells the better of two paths: how likely it is, and of two as likely the one of fewer characters."""
        return round(self.least, 2), -len(self.parts)


def _characters(ink: Array, row: GlyphRow, whole: Glyph, start: int, judge: Judge) -> Iterator[tuple[Glyph, float]]:
    """The characters that ink may begin with at a column, and their probabilities.

    Of neighbouring ends at which it reads as the same character, the likeliest.
    """
    least, most = max(1, round(PART[0] * row.body)), round(PART[1] * row.body)
    ends = range(start + least, min(start + most, whole.width) + 1)
    parts = [found for end in ends if (found := _glyph(ink, whole, start, end)) is not None]
    if not parts:
        return
    chances = judge(row, parts)
    kinds, sure = chances.argmax(axis=1).tolist(), chances.max(axis=1).tolist()
    other = chances.shape[1] - 1
    for kind, run in groupby(zip(kinds, sure, parts, strict=True), key=lambda entry: entry[0]):
        likely = [(part, chance) for _, chance, part in run if kind != other and chance >= FOUND]
        if likely:
            yield max(likely, key=lambda entry: entry[1])
            if likely[-1][0].x1 == whole.x1:
                yield likely[-1]


def _glyph(ink: Array, whole: Glyph, left: int, right: int) -> Glyph | None:
    """The part of a glyph between two columns, without the paper above and below."""
    import numpy as np

    dark = np.flatnonzero(ink[:, left:right].max(axis=1) > 0.4 * max(int(ink.max()), 1))
    if not len(dark):
        return None
    top, bottom = whole.top + int(dark[0]), whole.top + int(dark[-1]) + 1
    return Glyph(whole.x0 + left, top, whole.x0 + right, bottom)
