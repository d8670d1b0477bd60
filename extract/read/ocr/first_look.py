"""What a page's ink shows before anything is read: the height of its letters, and whether its lines are level.

The letters of a line are closer to one another than to the next line. They are counted on the connected pieces of ink,
without an engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

LONGEST = 2200
"""Longer side in pixels at which a page is looked at: 190 dots per inch of A4."""

INK, PALEST = 0.7, 0.9
"""Limits of the maximum brightness of ink, as a share of the paper around it. In pale pictures only thick print is
darker than the lower one: headings, whose letters are larger than those of the page."""

LETTER = (5, 0.04)
"""Limits of the height and width of a letter: in pixels, and as a share of the longer side of the page."""

SHAPE = 3.5
"""Maximum ratio of the sides of a letter, or of a few letters that touch."""

FILLED = (0.12, 0.9)
"""Limits of the share of a letter's box that is ink. Less is a frame or a slanting stroke, more is a bar or a speck."""

FEWEST = 40
"""Minimum number of letters from which a page is judged."""

ALIKE, MANY = 1.1, 0.5
"""Maximum ratio of the heights of letters that count as one height, and the minimum share of the most frequent one."""

LOWEST = 0.55
"""Minimum height of a letter as a share of the height that half of the letters have, by area."""

LETTER_SIZE = 0.7
"""Minimum size of a letter, in letter heights. Marks are smaller."""

NEAR = 0.6
"""Maximum gap between the letters of a line, in letter heights."""

SURE_LINES = 1.3
"""Ratio by which more letters have a neighbour along the lines than across them."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The letter height in pixels of the image (0 if unknown), and whether its lines run up or down."""

    letter: float = 0.0
    is_sideways: bool = False


def first_look(grey: Array) -> FirstLook:
    """Letter height and direction of the lines of a grey image, from its ink alone."""
    import cv2
    import numpy as np

    share = min(1.0, LONGEST / max(grey.shape))
    small = cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA) if share < 1 else grey
    _, labels, stats, _ = cv2.connectedComponentsWithStats(_ink(small), connectivity=8)
    stats[0, 2:4] = 0  # the paper
    sizes = stats[:, 2:4]
    likely = (sizes >= LETTER[0]).all(axis=1) & (sizes <= LETTER[1] * max(small.shape)).all(axis=1)
    likely &= sizes.max(axis=1) <= SHAPE * sizes.min(axis=1)
    filled = stats[:, 4] / np.maximum(sizes.prod(axis=1), 1)
    likely &= (filled >= FILLED[0]) & (filled <= FILLED[1])
    if likely.sum() < FEWEST:
        return FirstLook()
    is_letter = likely & (sizes.max(axis=1) >= LETTER_SIZE * _usual(sizes[likely].max(axis=1), sizes[likely]))
    x0, top, width, height, _ = stats[is_letter].T
    page = is_letter[labels]
    letter = _usual(np.maximum(width, height), sizes[is_letter])
    reach = np.arange(1, max(3, round(NEAR * letter)) + 1)
    across = _beside(page, top, height, x0 + width, reach)
    down = _beside(page.T, x0, width, top + height, reach)
    is_sideways = down > SURE_LINES * max(across, 1)
    heights = sizes[likely, 0 if is_sideways else 1]
    return FirstLook(_alone(heights, _usual(heights, sizes[likely])) / share, is_sideways)


def _ink(grey: Array) -> Array:
    """Mask of what is darker than the paper around it in an image: non-zero is ink."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 15)
    paper = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    shares = cv2.divide(grey, paper, scale=255)
    between, _ = cv2.threshold(shares, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    limit = min(max(between, 255 * INK), 255 * PALEST)
    return cv2.threshold(shares, limit, 1, cv2.THRESH_BINARY_INV)[1]


def _usual(heights: Array, sizes: Array) -> float:
    """The height that half of the letters, by area, have at least."""
    import numpy as np

    order = np.argsort(heights)
    area = np.cumsum(sizes.prod(axis=1)[order])
    return float(heights[order][np.searchsorted(area, area[-1] / 2)])


def _alone(heights: Array, usual: float) -> float:
    """The height of letters without marks. `usual` is the height by area.

    In heavy print letters merge with their neighbours and their marks. Such pieces are large, but their heights differ,
    and those of letters alone are one height, the lowest that many have. What is much lower is marks and specks.
    """
    import numpy as np

    counts = np.bincount(heights[heights >= LOWEST * usual], minlength=1)
    total = np.concatenate([[0], np.cumsum(counts)])
    each = np.arange(len(counts))
    low, high = np.ceil(each / ALIKE).astype(np.int64), np.minimum((each * ALIKE).astype(np.int64), len(counts) - 1)
    near = total[high + 1] - total[low]
    first = int((near >= MANY * near.max()).argmax())
    best = first + int(near[first : high[first] + 1].argmax())
    alike = heights[(heights >= low[best]) & (heights <= high[best])]
    return float(np.median(alike)) if len(alike) else usual


def _beside(page: Array, start: Array, length: Array, end: Array, reach: Array) -> int:
    """How many letters have another one within reach behind their end. `page` is True on letters."""
    import numpy as np

    found = np.zeros(len(end), np.bool_)
    for part in (0.3, 0.5, 0.7):
        rows = (start + length * part).astype(np.int64)[:, None]
        found |= page[rows, np.minimum(end[:, None] - 1 + reach, page.shape[1] - 1)].any(axis=1)
    return int(found.sum())
