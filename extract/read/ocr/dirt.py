"""Dirt that is no ink of the page: streaks that a scanner draws from edge to edge, and specks far from any letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.read.ocr.arrays import Array
    from extract.read.ocr.glyphs import Ink

PARTS = 24
"""Parts of the page's height in each of which a streak shows: no rule of a table goes on over both margins."""

DARKER = 0.02
"""Share of the light beside it that a streak takes, at the least."""

LEAST_LIGHT = 0.15
"""Share of the light below which nothing is left to be seen under a streak."""

BESIDE = 5
"""Pixels from a streak's middle to what is beside it: dirt on a scanner's glass is narrow."""

ROWS = 8
"""Rows of pixels that are taken together: noise is then small beside a streak."""

SPECK = 0.3
"""Letter heights, across and down, from which on ink is more than a speck: full stops are smaller as well."""

REACH = 1.5
"""Letter heights from a speck to the nearest larger ink, beyond which it belongs to none."""

LEADERS = 3
"""Specks so close together that they are a line of dots."""

COARSE = 4
"""Pixels that are one when the surroundings of specks are looked at."""


def without_streaks(grey: Array) -> Array:
    """A picture as scanned without the straight lines that dirt on the scanner's glass drew, down or across."""
    down = _streaks(grey)
    if down is not None:
        grey = _lighter(grey, down)
    across = _streaks(grey.T)
    return _lighter(grey.T, across).T if across is not None else grey


def _streaks(grey: Array) -> Array | None:
    """The share of light that each column lets through, shape (PARTS, width), 1 but for streaks; None without any."""
    import cv2
    import numpy as np

    height, width = grey.shape
    if height < PARTS * ROWS * 2 or width < 4 * BESIDE:
        return None
    rows = height // ROWS // PARTS * PARTS
    small = cv2.resize(grey, (width, rows), interpolation=cv2.INTER_AREA).astype(np.float32)
    light = np.ones_like(small)
    beside = (small[:, : -2 * BESIDE] + small[:, 2 * BESIDE :]) / 2
    light[:, BESIDE:-BESIDE] = small[:, BESIDE:-BESIDE] / np.maximum(beside, 1)
    found = np.median(light.reshape(PARTS, rows // PARTS, width), axis=1)
    # the middle of a streak shows everywhere, its blurred edge nearly so
    sure = (found <= 1 - DARKER).all(axis=0)
    if not sure.any():
        return None
    near = np.convolve(sure, np.ones(BESIDE), "same") > 0
    result: Array = np.where(near, np.minimum(found, 1), 1)
    return result


def _lighter(grey: Array, light: Array) -> Array:
    import cv2
    import numpy as np

    columns = np.flatnonzero((light < 1).any(axis=0))
    share = cv2.resize(np.ascontiguousarray(light[:, columns]), (len(columns), len(grey)))
    lighter: Array = grey.copy()
    lighter[:, columns] = np.clip(grey[:, columns] / np.maximum(share, LEAST_LIGHT), 0, 255).astype(np.uint8)
    return lighter


def without_specks(pieces: Sequence[Ink], letter: float, size: tuple[int, int]) -> list[Ink]:
    """The ink but for specks far from larger ink; `letter` is a letter's height, `size` the picture's width and height.

    Specks in a row of their like are the dots that lead to a page's number, and stay.
    """
    import cv2
    import numpy as np

    small = [_is_speck(piece, letter) for piece in pieces]
    if not any(small):
        return list(pieces)
    shape = (size[1] // COARSE + 2, size[0] // COARSE + 2)
    ink, specks = np.zeros(shape, np.uint8), np.zeros(shape, np.float32)
    for piece, is_small in zip(pieces, small, strict=True):
        x0, x1, top, bottom = (value // COARSE for value in (piece.x0, piece.x1, piece.top, piece.bottom))
        if is_small:
            specks[top, x0] += 1
        else:
            ink[top : bottom + 1, x0 : x1 + 1] = 1
    reach = 2 * max(1, round(REACH * letter / COARSE)) + 1
    near = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    window = (4 * reach + 1, max(3, reach // 3))
    crowd = cv2.boxFilter(specks, -1, window, normalize=False, borderType=cv2.BORDER_CONSTANT)
    return [
        piece
        for piece, is_small in zip(pieces, small, strict=True)
        if not is_small
        or near[piece.top // COARSE, piece.x0 // COARSE]
        or crowd[piece.top // COARSE, piece.x0 // COARSE] > LEADERS
    ]


def _is_speck(piece: Ink, letter: float) -> bool:
    return max(piece.x1 - piece.x0, piece.bottom - piece.top) < SPECK * letter
