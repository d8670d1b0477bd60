"""What a page's ink shows before anything is read: the height of its letters, and the direction of its lines.

The letters of a line are closer to one another than to the next line. Thai marks are above their letters far more often
than below them. Both are counted on the connected pieces of ink, without an engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

LONGEST = 2200
"""Longer side in pixels at which a page is looked at: 190 dots per inch of A4."""

INK = 0.7
"""Maximum brightness of ink, as a share of the paper around it."""

LETTER = (5, 0.04)
"""Limits of the height and width of a letter: in pixels, and as a share of the longer side of the page."""

SHAPE = 3.5
"""Maximum ratio of the sides of a letter, or of a few letters that touch."""

FILLED = (0.12, 0.9)
"""Limits of the share of a letter's box that is ink. Less is a frame or a slanting stroke, more is a bar or a speck."""

FEWEST = 40
"""Minimum number of letters from which a page is judged."""

LETTER_SIZE, MARK_SIZE = 0.7, (0.25, 0.6)
"""Minimum height of a letter, and limits of that of a mark, in letter heights."""

NEAR = 0.6
"""Maximum gap between the letters of a line, and between a letter and its mark, in letter heights."""

SURE_LINES = 1.3
"""Ratio by which more letters have a neighbour along the lines than across them."""

SURE_MARKS, MAJORITY = 3.0, 0.25
"""Minimum majority of the marks on one side of their letters, in standard deviations of a chance result (as specks
give), and as a share of all."""

Boxes = tuple["Array", "Array", "Array", "Array"]
"""x0, top, x1 and bottom of pieces of ink, as columns."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The letter height in pixels of the image (0 if unknown), and the turn by which the lines are level.

    `turn` is in quarter turns counter-clockwise of the image. `is_sure`: the page is not upside down after it.
    """

    letter: float = 0.0
    turn: int = 0
    is_sure: bool = False


def first_look(grey: Array) -> FirstLook:
    """Letter height and direction of a grey image, from its ink alone."""
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
    letter = _usual(sizes[likely])
    is_letter = likely & (sizes.max(axis=1) >= LETTER_SIZE * letter)
    boxes = (stats[:, 0], stats[:, 1], stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3])
    page = is_letter[labels]
    reach = np.arange(1, max(3, round(NEAR * letter)) + 1)
    across = _beside(page, _chosen(boxes, is_letter), reach)
    down = _beside(page.T, _swapped(_chosen(boxes, is_letter)), reach)
    is_sideways = down > SURE_LINES * max(across, 1)
    if is_sideways:  # a quarter turn counter-clockwise: what was at the right is at the top
        width = small.shape[1]
        page = np.rot90(page)
        boxes = (boxes[1], width - boxes[2], boxes[3], width - boxes[0])
        sizes = sizes[:, ::-1]
    letter = _usual(sizes[is_letter][:, ::-1], single=True)
    high = sizes.max(axis=1)
    is_mark = (high >= max(2.0, MARK_SIZE[0] * letter)) & (high <= MARK_SIZE[1] * letter)
    above, below = _marks(page, _chosen(boxes, is_mark), reach)
    count, more = above + below, abs(above - below)
    is_sure = more >= SURE_MARKS * count**0.5 and more >= MAJORITY * max(count, 1)
    turn = int(is_sideways) + (2 if is_sure and below > above else 0)
    return FirstLook(letter / share, turn, is_sure)


def _ink(grey: Array) -> Array:
    """Mask with 1 where an image is darker than the paper around it."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 15)
    paper = cv2.resize(cv2.convertScaleAbs(paper, alpha=INK), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    ink: Array = cv2.compare(grey, paper, cv2.CMP_LT)
    return ink


def _usual(sizes: Array, *, single: bool = False) -> float:
    """The usual size of letters, half of which, by area, are at least as high: their longer side, or their second."""
    import numpy as np

    height = sizes[:, 0] if single else sizes.max(axis=1)
    order = np.argsort(height)
    area = np.cumsum(sizes.prod(axis=1)[order])
    return float(height[order][np.searchsorted(area, area[-1] / 2)])


def _chosen(boxes: Boxes, which: Array) -> Boxes:
    x0, top, x1, bottom = boxes
    return x0[which], top[which], x1[which], bottom[which]


def _swapped(boxes: Boxes) -> Boxes:
    x0, top, x1, bottom = boxes
    return top, x0, bottom, x1


def _beside(page: Array, letters: Boxes, reach: Array) -> int:
    """How many letters have another one within reach at their right. `page` is True on letters."""
    import numpy as np

    _, top, x1, bottom = letters
    found = np.zeros(len(x1), np.bool_)
    for part in (0.3, 0.5, 0.7):
        ys = (top + (bottom - top) * part).astype(np.int64)
        found |= page[ys[:, None], np.minimum(x1[:, None] - 1 + reach, page.shape[1] - 1)].any(axis=1)
    return int(found.sum())


def _marks(page: Array, marks: Boxes, reach: Array) -> tuple[int, int]:
    """How many marks have a letter within reach only below them, and how many only above them."""
    import numpy as np

    x0, top, x1, bottom = marks
    if not len(x0):
        return 0, 0
    over, under = np.zeros(len(x0), np.bool_), np.zeros(len(x0), np.bool_)
    for part in (0.15, 0.5, 0.85):
        xs = (x0 + (x1 - x0) * part).astype(np.int64)[:, None]
        over |= page[np.minimum(bottom[:, None] - 1 + reach, page.shape[0] - 1), xs].any(axis=1)
        under |= page[np.maximum(top[:, None] - reach, 0), xs].any(axis=1)
    return int((over & ~under).sum()), int((under & ~over).sum())
