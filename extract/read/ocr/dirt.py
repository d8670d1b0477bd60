"""Streaks that dirt on a scanner's glass draws from edge to edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

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
