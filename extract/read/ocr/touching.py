"""Splits touching digits: one piece of ink is split if each part is then read as a digit or a sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from extract.read.ocr.glyph_pictures import Glyph, GlyphRow

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

NARROWEST = 0.75
"""Minimum width of a digit touching a comma, in letter heights."""

MOST_WIDE = 12.0
"""Maximum width of touching digits, in letter heights. Wider ink is a drawing."""

PART = (0.1, 2.2)
"""Minimum and maximum width of a part, in letter heights. In a row with zeros letters are low, and digits wide."""

STEPS = 60
"""How many ends are tried in a letter's height. In larger letters and in black areas, not at every column."""

FOUND = 0.6
"""Minimum probability of each part. With less, ink damaged by a stamp is read as digits that are not there."""

Judge = Callable[[GlyphRow, Sequence[Glyph]], "Array"]
"""Class probabilities of glyphs: digits, signs, and last, any other glyph."""


def may_touch(glyph: Glyph, row: GlyphRow) -> bool:
    """Whether a glyph is as large as two adjacent characters."""
    return NARROWEST * row.body <= glyph.width <= MOST_WIDE * row.body and glyph.height <= 2.5 * row.body


def part(grey: Array, row: GlyphRow, glyph: Glyph, judge: Judge) -> list[Glyph]:
    """The characters that a piece of ink consists of; empty unless each is read as a digit or a sign.

    A tail may extend over the next digit, so that no column between them is light. Therefore every position is tried,
    from the left, where the ink before it is read as one character.
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
    """Adjacent characters, and the lowest of their probabilities."""

    least: float
    parts: tuple[Glyph, ...]

    def worth(self) -> tuple[float, int]:
        """The sort key of paths: the probability, then fewer characters."""
        return round(self.least, 2), -len(self.parts)


def _characters(ink: Array, row: GlyphRow, whole: Glyph, start: int, judge: Judge) -> Iterator[tuple[Glyph, float]]:
    """The possible characters at the start of the ink from a column on, and their probabilities.

    Of neighbouring ends with the same character, the most likely is used.
    """
    least, most = max(1, round(PART[0] * row.body)), round(PART[1] * row.body)
    step = max(1, int(row.body / STEPS))
    ends = [*range(start + least, min(start + most, whole.width), step)]
    if whole.width <= start + most:
        ends.append(whole.width)
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
    """The part of a glyph between two columns, cropped at top and bottom."""
    import numpy as np

    dark = np.flatnonzero(ink[:, left:right].max(axis=1) > 0.4 * max(int(ink.max()), 1))
    if not len(dark):
        return None
    top, bottom = whole.top + int(dark[0]), whole.top + int(dark[-1]) + 1
    return Glyph(whole.x0 + left, top, whole.x0 + right, bottom)
