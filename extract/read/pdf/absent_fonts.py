"""Positions of Thai glyphs whose font is not in the PDF.

pdfium draws such text with another font: Latin letters, boxes or nothing at the right places, but with the wrong ink.
The origins, the widths and the order of the glyphs are those of the PDF. Ink is assigned from them: letters on the
line, marks above and below the letter before them. So the result does not depend on the fonts of the machine either.
"""

from __future__ import annotations

import ctypes
from dataclasses import replace

import numpy as np

from extract.read.pdf.calls import Calls
from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import Kind
from normalize.script import SARA_AM

LETTER, RING = 0.5, 0.8
"""The height of a letter and of sara am, in font sizes."""

INK = 0.85
"""The width of the ink of a letter, as a share of its advance."""

USUAL, WIDEST = 0.5, 1.5
"""The advance of a letter with none behind it, and the widest one, in font sizes."""

MARK = 0.2
"""The width of a mark, in font sizes."""

FIRST, SECOND, UNDER = (0.58, 0.7), (0.75, 0.87), (-0.25, -0.08)
"""Bottom and top of marks above the letters, of those above another mark, and of marks below, in font sizes."""


def with_usual_ink(glyphs: Glyphs, calls: Calls) -> Glyphs:
    """The glyphs, with those of Thai fonts that are not embedded at their usual places."""
    absent = [font for font in np.unique(glyphs.fonts).tolist() if font and not _is_embedded(font, calls)]
    is_thai = (glyphs.kinds & (Kind.CONSONANT | Kind.MARK)) != 0
    thai = set(np.unique(glyphs.fonts[is_thai]).tolist()) & set(absent)
    if not thai:
        return glyphs
    return _placed(glyphs, np.flatnonzero(np.isin(glyphs.fonts, list(thai)) & (glyphs.codes != 0)), calls)


def _is_embedded(font: int, calls: Calls) -> bool:
    return bool(calls.raw.FPDFFont_GetIsEmbedded(ctypes.cast(font, calls.raw.FPDF_FONT)) == 1)


def _placed(glyphs: Glyphs, places: Integers, calls: Calls) -> Glyphs:
    indices = glyphs.indices[places].tolist()
    matrices = np.array([calls.matrix(index) for index in indices])
    sizes = np.array([calls.font_size(index) for index in indices]) * np.hypot(matrices[:, 0], matrices[:, 1])
    along = _along(calls.origins(indices), matrices, glyphs.x0[places])
    kinds, y = glyphs.kinds[places], glyphs.y[places]
    is_mark, is_space = (kinds & Kind.MARK) != 0, (kinds & Kind.SPACE) != 0
    advance = _advances(along, y, sizes)
    left, right = along + (1 - INK) / 2 * advance, along + (1 + INK) / 2 * advance
    height = np.where(glyphs.codes[places] == ord(SARA_AM), RING, LETTER)
    low, high = np.zeros(len(places)), np.where(is_space, 0.0, height)
    base = np.maximum.accumulate(np.where(is_mark, 0, np.arange(len(places))))
    right[is_mark] = right[base[is_mark]]
    left[is_mark] = right[is_mark] - MARK * sizes[is_mark]
    _stack(kinds, is_mark, low, high)
    x0, x1, top, bottom, x = (side.copy() for side in (glyphs.x0, glyphs.x1, glyphs.top, glyphs.bottom, glyphs.x))
    x0[places], x1[places] = left, right
    top[places], bottom[places] = y - high * sizes, y - low * sizes
    x[places] = np.where(is_space, along, left)
    return replace(glyphs, x0=x0, x1=x1, top=top, bottom=bottom, x=x)


def _along(origins: Numbers, matrices: Numbers, x0: Numbers) -> Numbers:
    """The origins along the line, in the frame of the glyphs."""
    lengths = np.maximum(np.hypot(matrices[:, 0], matrices[:, 1]), 1e-9)
    along: Numbers = (origins[:, 0] * matrices[:, 0] + origins[:, 1] * matrices[:, 1]) / lengths
    return along + float(np.median(x0 - along))


def _advances(along: Numbers, y: Numbers, sizes: Numbers) -> Numbers:
    """The distances to the next origin, or a usual one where it is elsewhere."""
    advance: Numbers = np.append(np.diff(along), 0.0)
    is_elsewhere = (advance <= 0) | (advance > WIDEST * sizes) | (np.abs(np.diff(y, append=1e9)) > 0.3 * sizes)
    return np.where(is_elsewhere, USUAL * sizes, advance)


def _stack(kinds: Integers, is_mark: Flags, low: Numbers, high: Numbers) -> None:
    """Set bottom and top of the marks, in font sizes."""
    is_below = (kinds & Kind.BELOW) != 0
    is_raised = is_mark & ~is_below
    behind_raised = np.zeros(len(kinds), dtype=np.bool_)
    behind_raised[1:] = is_raised[:-1]
    for which, (bottom, top) in (
        (is_raised & ~behind_raised, FIRST), (is_raised & behind_raised, SECOND), (is_mark & is_below, UNDER)
    ):  # fmt: skip
        low[which], high[which] = bottom, top
