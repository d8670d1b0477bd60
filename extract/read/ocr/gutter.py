"""Finds the gutter of a sheet with two pages side by side, which are read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.read.ocr.ink import Ink

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

WIDE = 1.2
"""Minimum ratio of width to height of a sheet with two pages."""

MIDDLE = 0.06
"""Maximum distance of the middle of the gutter from that of the sheet, as a share of its width."""

GAP = 0.055
"""Minimum width of a gutter, as a share of the sheet: two margins. Columns of one page are closer."""

FEWEST = 150
"""Minimum number of pieces of ink on each page."""

STRAY = 0.01
"""Maximum ink in the gutter, as a share of the height: specks, a number."""

FEWEST_RULES = 2
"""Rules across the gutter that show one page: of a table without vertical ones. A single one may be a fold or dirt."""

STEP = 8
"""Pixels per column that is examined."""


def find_gutter(
    ink: Sequence[Ink],
    tables: Sequence[tuple[float, float]],
    size: tuple[int, int],
    rules: Sequence[tuple[float, float]] = (),
) -> int | None:
    """The x between two pages on a sheet, in pixels, or None.

    `tables` are the sides of ruled tables, `rules` the ends of all horizontal rules.
    """
    import numpy as np

    width, height = size
    if width < WIDE * height or len(ink) < 2 * FEWEST:
        return None
    dark: Array = np.zeros(width // STEP + 2)
    for piece in ink:
        dark[piece.x0 // STEP : piece.x1 // STEP + 1] += piece.bottom - piece.top
    empty = dark <= STRAY * height
    middle = (width // STEP) // 2
    reach = round(MIDDLE * width / STEP)
    at = next((x for offset in range(reach) for x in (middle + offset, middle - offset) if empty[x]), None)
    if at is None:
        return None
    filled = np.flatnonzero(~empty)
    left, right = filled[filled < at], filled[filled > at]
    if not len(left) or not len(right) or right[0] - left[-1] < GAP * width / STEP:
        return None
    gutter = int((left[-1] + right[0]) / 2 * STEP)
    beside = sum(piece.x1 <= gutter for piece in ink)
    is_central = abs(gutter - width / 2) <= MIDDLE * width
    is_crossed = any(x0 < gutter < x1 for x0, x1 in tables)
    is_crossed = is_crossed or sum(x0 < gutter < x1 for x0, x1 in rules) >= FEWEST_RULES
    return gutter if is_central and not is_crossed and min(beside, len(ink) - beside) >= FEWEST else None
