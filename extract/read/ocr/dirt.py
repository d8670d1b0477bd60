"""Removes streaks from edge to edge caused by dirt on the scanner glass."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

PARTS = 24
"""Number of parts of the page height that must all show a streak. No table rule extends over both margins."""

DARKER = 0.02
"""Minimum share of light that a streak absorbs, compared with its surroundings."""

LEAST_LIGHT = 0.15
"""Minimum share of light for which print under a streak can be restored."""

BESIDE = 5
"""Pixels from the middle of a streak to its surroundings. Dirt on the scanner glass is narrow."""

ROWS = 8
"""Number of pixel rows that are averaged, so that noise is small compared with a streak."""


def without_streaks(grey: Array) -> Array:
    """A scanned image without the vertical or horizontal lines caused by dirt on the scanner glass."""
    down = _streaks(grey)
    if down is not None:
        grey = _lighter(grey, down)
    across = _streaks(grey.T)
    return _lighter(grey.T, across).T if across is not None else grey


def _streaks(grey: Array) -> Array | None:
    """The share of light let through by each column, shape (PARTS, width), 1 except for streaks; None without any."""
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
    # the middle of a streak is visible everywhere, its blurred edge almost everywhere
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
