"""Straightens pages whose sides lean: pictures taken by hand, sheets that a feeder pulled askew.

Rotating such a page makes its lines level, and its columns lean still, each by another angle. Then the rules of two
tables one below the other are taken for neighbours. The long rules show how much they lean at each place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.read.ocr.preparation import Straight, ink_mask
from extract.read.ocr.scanned_rules import long_pieces

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

RUN = 0.22
"""Length in inches of straight ink that may be a piece of a rule."""

LONG = 1.0
"""Minimum length in inches of a rule that shows how much it leans."""

STEEPEST = 0.06
"""Maximum lean of a rule, as the share of its length by which its end is aside."""

FEWEST, ALL = 4, 8.0
"""Minimum number of such rules of one direction, and of their lengths together in inches."""

ALIKE = 0.004
"""Maximum usual difference of the lean of a rule from that of its place: all follow one law."""

ASIDE = 0.03
"""Minimum distance in inches by which the law moves a corner of the page. Less does no harm."""


def without_keystone(straight: Straight, dpi: float) -> Straight:
    """A straight image whose columns are upright as well, if its rules show that they lean."""
    import cv2
    import numpy as np

    height, width = straight.ink.shape
    lean, tilt = _law(straight.ink.T, dpi), _law(straight.ink, dpi)
    if max(_aside(lean, width, height), _aside(tilt, height, width)) < ASIDE * dpi:
        return straight
    x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    across = np.zeros_like(x) if lean is None else np.polyval(lean, x).astype(np.float32)
    down = np.zeros_like(y) if tilt is None else np.polyval(tilt, y).astype(np.float32)
    from_x = x[None, :] + across[None, :] * (y[:, None] - height / 2)
    from_y = y[:, None] + down[:, None] * (x[None, :] - width / 2)
    grey: Array = cv2.remap(straight.grey, from_x, from_y, cv2.INTER_CUBIC, borderValue=(255.0,))
    return replace(straight, grey=grey, ink=ink_mask(grey, cv2))


def _aside(law: Array | None, along: int, across: int) -> float:
    """The most pixels by which a law moves a corner of a page of these sides."""
    import numpy as np

    return 0.0 if law is None else float(np.abs(np.polyval(law, [0, along])).max()) * across / 2


def _law(ink: Array, dpi: float) -> Array | None:
    """The slope of horizontal rules in a mask as a linear function of their height; None if it is not known."""
    import cv2
    import numpy as np

    run = round(RUN * dpi)
    near = cv2.dilate(np.ascontiguousarray(ink), np.ones((3, 1), np.uint8))
    pieces = cv2.morphologyEx(near, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    if cv2.countNonZero(pieces) < ALL * dpi:
        return None
    labels, stats, _ = long_pieces(pieces)
    found = []
    for label, (x, y, width, height, _) in enumerate(stats.tolist()):
        if label and width >= LONG * dpi and height <= STEEPEST * width + 0.05 * dpi:
            part = labels[y : y + height, x : x + width] == label
            columns = np.flatnonzero(part.any(axis=0))
            middle = (part * np.arange(height)[:, None]).sum(axis=0)[columns] / part.sum(axis=0)[columns]
            slope = float(np.polyfit(columns, middle, 1)[0])
            found.append((y + height / 2, slope, width))
    if len(found) < FEWEST or sum(width for *_, width in found) < ALL * dpi:
        return None
    at, slopes, lengths = np.array(found, dtype=np.float64).T
    is_spread = np.ptp(at) >= 2 * dpi
    law: Array = np.polyfit(at, slopes, 1 if is_spread else 0, w=lengths)
    apart = np.abs(np.polyval(law, at) - slopes)
    return law if float(np.median(apart)) <= ALIKE else None
