"""Raised marks of notes behind words and figures of a PDF page, which are no part of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from extract.read.pdf.glyph_arrays import Flags, Integers
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import Kind, kinds_of
from extract.read.raised import NOTE_MARK, REACH, raised_text
from normalize.script import DIGITS

SMALLER = 0.78
"""Maximum height of a raised digit, in heights of the character before it."""

RISE = (0.2, 0.9)
"""Limits of the height of its baseline over that of the character before it, in heights of that."""

TOP = 0.15
"""Maximum distance of its top below that of the character before it, in heights of that."""

NEAR = 0.4
"""Maximum distance from the character before it, in heights of that."""

SIGNS = np.array([ord(char) for char in DIGITS + "0123456789*†‡"])
BRACKETS = np.array([ord(char) for char in "()[],"])


def without_note_marks(glyphs: Glyphs, repairs: Counter[str]) -> Glyphs:
    """The glyphs without raised marks of notes, which are counted. A raised 2 or 3 behind a unit of length is a power,
    on the line of its unit."""
    heights = glyphs.bottom - glyphs.top
    letters = (glyphs.kinds & (Kind.FLAT | Kind.ALNUM)) != 0
    letters &= ((glyphs.kinds & (Kind.MARK | Kind.SPACE)) == 0) & (heights > 0)
    usual = float(np.median(heights[letters])) if letters.any() else 0.0
    small = np.flatnonzero(np.isin(glyphs.codes, SIGNS) & (heights > 0) & (heights <= SMALLER * usual))
    if not len(small):
        return glyphs
    dropped = np.zeros(len(glyphs), dtype=np.bool_)
    powers: dict[int, tuple[int, str]] = {}
    for mark in _marks(glyphs, small):
        base = _base(glyphs, letters, mark)
        if base is None:
            continue
        text = "".join(chr(code) for code in glyphs.codes[mark].tolist())
        read = raised_text(text, _before(glyphs, base, float(glyphs.x0[mark].min())))
        if read is not None:
            dropped[mark] = True
            repairs[NOTE_MARK] += not read
            if read:
                powers[int(mark[0])] = base, read
    return _changed(glyphs, dropped, powers)


def _marks(glyphs: Glyphs, small: Integers) -> list[Integers]:
    """The small digits and signs in groups: those that follow each other on one baseline, with brackets around them."""
    brackets = np.flatnonzero(np.isin(glyphs.codes, BRACKETS))
    fonts = set(zip(glyphs.fonts[small].tolist(), np.round(glyphs.y[small], 1).tolist(), strict=True))
    near = [at for at in brackets.tolist() if (int(glyphs.fonts[at]), round(float(glyphs.y[at]), 1)) in fonts]
    order = np.array(
        sorted({*small.tolist(), *near}, key=lambda at: (round(float(glyphs.y[at])), float(glyphs.x0[at])))
    )
    x0, x1, y = glyphs.x0[order], glyphs.x1[order], glyphs.y[order]
    heights = np.maximum((glyphs.bottom - glyphs.top)[order], 1.0)
    apart = (x0[1:] - x1[:-1] > heights[1:]) | (np.abs(np.diff(y)) > 0.3 * heights[1:])
    groups = np.split(order, np.flatnonzero(apart) + 1)
    is_small = np.isin(np.arange(len(glyphs)), small)
    return [group for group in groups if is_small[group].any()]


def _base(glyphs: Glyphs, letters: Flags, mark: Integers) -> int | None:
    """The character before a raised mark; None if it is not raised, or behind nothing."""
    left, top, baseline = glyphs.x0[mark].min(), glyphs.top[mark].min(), float(glyphs.y[mark[0]])
    height = float(np.median((glyphs.bottom - glyphs.top)[mark]))
    heights = glyphs.bottom - glyphs.top
    dots = glyphs.x0[(glyphs.codes == ord(".")) & (np.abs(left - glyphs.x1) <= NEAR * height) & (glyphs.y > baseline)]
    left = dots.min() if len(dots) else left
    rise = (glyphs.y - baseline) / np.maximum(heights, 0.1)
    fits = letters & (height <= SMALLER * heights) & (rise >= RISE[0]) & (rise <= RISE[1])
    fits &= (glyphs.x1 <= left + NEAR * heights) & (left - glyphs.x1 <= NEAR * heights)
    fits &= top <= glyphs.top + TOP * heights
    fits[mark] = False
    places = np.flatnonzero(fits)
    return int(places[np.argmax(glyphs.x1[places])]) if len(places) else None


def _before(glyphs: Glyphs, base: int, right: float) -> str:
    """The text on the line of a character up to `right`."""
    height = float(glyphs.bottom[base] - glyphs.top[base])
    line = np.flatnonzero((np.abs(glyphs.y - glyphs.y[base]) < 0.2 * height) & (glyphs.x0 < right))
    line = line[np.argsort(glyphs.x0[line], kind="stable")][-REACH:]
    return "".join(chr(code) for code in glyphs.codes[line].tolist() if code)


def _changed(glyphs: Glyphs, dropped: Flags, powers: dict[int, tuple[int, str]]) -> Glyphs:
    if not dropped.any():
        return glyphs
    codes, y, top, bottom = glyphs.codes.copy(), glyphs.y.copy(), glyphs.top.copy(), glyphs.bottom.copy()
    for at, (base, read) in powers.items():
        codes[at], y[at], top[at], bottom[at] = ord(read), glyphs.y[base], glyphs.top[base], glyphs.bottom[base]
        dropped[at] = False
    return replace(glyphs, codes=codes, kinds=kinds_of(codes), y=y, top=top, bottom=bottom).at(~dropped)
