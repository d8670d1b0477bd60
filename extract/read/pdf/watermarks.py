"""Finds watermarks among the text of a page: pale words under or between its lines, usually repeated.

Colour alone proves nothing: headings and hints may be pale. But text is never printed over other text.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers

PALE = 165.0
"""Minimum brightness (0..255) on white paper of a watermark. Orange has 190, bright green 150."""

PALER = 80.0
"""Minimum difference in brightness of a watermark from the text of the page."""

FEWEST_UNDER = 3
"""Minimum number of pale glyphs that are under others."""

UNDER = 0.02
"""Minimum share of them among the glyphs of their colour. Tiles are mostly beside the text."""

COLOURFUL = 100
"""Difference of channels (0..255) from which a colour is no grey. Marker colours may touch other text."""

UNDER_COLOUR = 0.15
"""Minimum share of glyphs under others in such a colour."""

SHARED = 0.3
"""Minimum share of the sides of a glyph's box that another one covers."""

PHRASE = 6
"""Number of successive letters by which repetition is measured."""

REPEATED = 6
"""Minimum number of times each phrase of a tiled watermark is printed."""

SPREAD = 0.6
"""Minimum share of the height and of the width of the page's text over which tiles are spread."""


def watermarks(codes: Integers, boxes: Numbers, colours: Numbers) -> Flags:
    """Which visible glyphs of a page are a watermark.

    `boxes` are left, right, bottom, top, `colours` red, green, blue, alpha (0..255) of each glyph, in content order.
    """
    found = np.zeros(len(codes), dtype=np.bool_)
    colours = 255 - (255 - colours[:, :3]) * colours[:, 3:] / 255  # on white paper
    shades = colours @ np.array([0.299, 0.587, 0.114])
    if not len(codes) or shades.max() < PALE:
        return found
    main = _main_shade(shades)
    dark = shades < max(main + PALER / 2, 1.0)
    shown = np.round(colours) @ np.array([2**16, 2**8, 1])
    for colour in np.unique(shown[(shades >= PALE) & (shades >= main + PALER)]).tolist():
        pale = np.flatnonzero(shown == colour)
        channels = colours[pale[0]]
        is_grey = channels.max() - channels.min() <= COLOURFUL
        under = _under(boxes[pale], boxes[dark])
        least = max(FEWEST_UNDER, (UNDER if is_grey else UNDER_COLOUR) * len(pale))
        if under >= least or (is_grey and _is_tiled(codes[pale], boxes[pale], boxes)):
            found[pale] = True
    return found


def _main_shade(shades: Numbers) -> float:
    """The darkest shade of a fair share of the text."""
    values, counts = np.unique(np.round(shades), return_counts=True)
    return float(values[counts >= 0.05 * len(shades)][0]) if (counts >= 0.05 * len(shades)).any() else float(values[0])


def _under(pale: Numbers, dark: Numbers) -> int:
    """The number of pale glyphs that share much of their ink box with a dark one."""
    if not len(dark):
        return 0
    order = np.argsort(dark[:, 2])
    dark = dark[order]
    tallest = float((dark[:, 3] - dark[:, 2]).max())
    first = np.searchsorted(dark[:, 2], pale[:, 2] - tallest)
    last = np.searchsorted(dark[:, 2], pale[:, 3])
    count = 0
    for box, start, end in zip(pale, first.tolist(), last.tolist(), strict=True):
        near = dark[start:end]
        across = np.minimum(near[:, 1], box[1]) - np.maximum(near[:, 0], box[0])
        down = np.minimum(near[:, 3], box[3]) - np.maximum(near[:, 2], box[2])
        width = np.minimum(near[:, 1] - near[:, 0], box[1] - box[0])
        height = np.minimum(near[:, 3] - near[:, 2], box[3] - box[2])
        count += bool(((across > SHARED * width) & (down > SHARED * height)).any())
    return count


def _is_tiled(codes: Integers, boxes: Numbers, page: Numbers) -> bool:
    """Whether glyphs repeat a few phrases all over the text of the page."""
    letters = codes > 0x20
    text = "".join(map(chr, codes[letters].tolist()))
    phrases = Counter(text[at : at + PHRASE] for at in range(len(text) - PHRASE + 1))
    if not phrases or len(text) < REPEATED * len(phrases):
        return False
    own, whole = boxes[letters], page
    across = (own[:, 1].max() - own[:, 0].min()) / max(whole[:, 1].max() - whole[:, 0].min(), 1.0)
    down = (own[:, 3].max() - own[:, 2].min()) / max(whole[:, 3].max() - whole[:, 2].min(), 1.0)
    return bool(across >= SPREAD and down >= SPREAD)
