"""The frames of a PDF page: where its content is on the page, and how the text of a writing direction is skewed."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from extract.read.layout.printed import Frame
from extract.read.pdf.glyph_arrays import Numbers

Boxes = tuple[Numbers, Numbers, Numbers, Numbers]

LEAST_SKEW = 0.02
"""Degrees. Text with less skew is straight: over the width of a page it rises by less than a quarter of a point."""

SAME_SKEW = 0.25
"""Degrees. Maximum difference of two slants of one skewed content."""

STEEPEST = 0.07
"""Maximum rise of pieces of one line over their distance (4 degrees)."""

LEAST_CLIMB = 0.15
"""Degrees. Straight lines of pieces in several fonts rise by less."""

FEWEST_PIECES = 8
"""Minimum number of successive pieces of lines to see that they climb."""

ALIKE = 0.6
"""Minimum share of them with the same slope."""

LETTERS = (2.0, 24.0)
"""Usual heights in points of a page's characters. Tolerances in points fit no others."""

SMALL = 0.3
"""Share of the height of high characters below which others are dots, marks and dashes."""

USUAL = 8.0
"""Height in points that fits them best."""


def page_frame(page: Any, raw: Any) -> Frame:  # noqa: ANN401 (pypdfium2 has no types)
    """The frame of a page as displayed. Its boxes may begin anywhere in the coordinates of its content."""
    width, height = page.get_size()
    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page.raw, box):
        return Frame(0, width, height)
    return Frame(0, width, height, origin=(box.left, box.bottom))


def text_frame(sheet: Frame, turn: int, slants: Numbers, boxes: Numbers) -> Frame:
    """The frame in which the text of one writing direction is upright and of usual size.

    `slants` are the directions in degrees of its characters beyond `turn`, `boxes` their left, right, bottom, top.
    """
    return replace(sheet, turn=turn, skew=_skew(slants), unit=_unit(boxes[:, 3] - boxes[:, 2]))


def _skew(slants: Numbers) -> float:
    """The slant of most characters; 0 if they have no slant in common, or so little that it does not matter."""
    usual = float(np.median(slants)) if len(slants) and slants.any() else 0.0
    if abs(usual) < LEAST_SKEW:
        return 0.0
    return usual if np.count_nonzero(np.abs(slants - usual) <= SAME_SKEW) * 2 > len(slants) else 0.0


def climb(x: Numbers, y: Numbers, boxes: Numbers) -> float:
    """The skew in degrees of pieces of text that are upright themselves, but climb or fall along each line; else 0.

    `x` and `y` are their origins in the frame, in content order, and `boxes` left, right, bottom, top of their first
    characters.
    """
    across, down = np.diff(x), np.diff(y)
    height = float(np.median(boxes[:, 3] - boxes[:, 2]))
    follows = (across > height / 2) & (np.abs(down) < np.minimum(across * STEEPEST, height))
    slopes = np.degrees(np.arctan2(down[follows], across[follows]))
    usual = float(np.median(slopes)) if len(slopes) >= FEWEST_PIECES else 0.0
    alike = np.count_nonzero(np.abs(slopes - usual) <= SAME_SKEW)
    return usual if abs(usual) >= LEAST_CLIMB and alike >= ALIKE * len(slopes) else 0.0


def straight(boxes: Boxes, origins: Numbers, moved: Numbers, slants: Numbers) -> Boxes:
    """The boxes of glyphs (x0, y0, x1, y1), each turned back about the origin of its object, which is moved.

    `origins` and `moved` are x and y of the object of each glyph, `slants` its slant in degrees.
    """
    cosine, sine = np.cos(np.radians(slants)), np.sin(np.radians(slants))
    x, y = (boxes[0] + boxes[2]) / 2 - origins[0], (boxes[1] + boxes[3]) / 2 - origins[1]
    x, y = x * cosine + y * sine + moved[0], y * cosine - x * sine + moved[1]
    across, down = (boxes[2] - boxes[0]) / 2, (boxes[3] - boxes[1]) / 2
    area, sine = cosine * cosine - sine * sine, np.abs(sine)
    across, down = (
        np.maximum((across * cosine - down * sine) / area, 0.0),
        np.maximum((down * cosine - across * sine) / area, 0.0),
    )
    return x - across, y - down, x + across, y + down


def _unit(heights: Numbers) -> float:
    """The scale, a power of 2 so that pages of one document share it, that gives characters a usual height."""
    high = heights > SMALL * float(np.percentile(heights, 95)) if len(heights) else np.zeros(0, dtype=np.bool_)
    usual = float(np.median(heights[high])) if high.any() else USUAL
    if usual <= 0 or LETTERS[0] <= usual <= LETTERS[1]:
        return 1.0
    return float(2.0 ** round(math.log2(USUAL / usual)))
