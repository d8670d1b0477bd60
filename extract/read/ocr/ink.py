"""Finds the connected pieces of ink in an image, without dust and without specks far from any letter."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

SPECK = 0.3
"""Minimum width or height of ink that is not a speck, in letter heights. Full stops are smaller as well."""

REACH = 1.5
"""Maximum distance of a speck from larger ink that it belongs to, in letter heights."""

LEADERS = 3
"""Minimum number of close specks in a line of dots."""

COARSE = 4
"""Pixels per grid step when the surroundings of specks are examined."""


class Ink(NamedTuple):
    """The box of one connected piece of ink in pixels (x1 and bottom exclusive), and its label."""

    x0: int
    top: int
    x1: int
    bottom: int
    label: int = 0


def find_ink(mask: Array) -> tuple[Array, list[Ink]]:
    """The labels of the connected ink in a mask (non-zero: ink), of the mask's shape, and the pieces without dust."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = [
        Ink(x, y, x + w, y + h, label) for label, (x, y, w, h, area) in enumerate(stats.tolist()) if label and area > 1
    ]
    if not pieces:
        return labels, []
    # a stamp or a photograph may contain more ink than all letters
    letter = min(letter_height(pieces), 1.5 * median(piece.bottom - piece.top for piece in pieces))
    height, width = mask.shape
    return labels, without_specks(pieces, letter, (width, height))


def letter_height(boxes: Sequence[Ink]) -> float:
    """The usual letter height: half of all ink, by area, is in boxes at least this high. Marks have little area."""
    by_height = sorted((b[3] - b[1], (b[2] - b[0]) * (b[3] - b[1])) for b in boxes)
    half = sum(area for _, area in by_height) / 2
    for height, area in by_height:
        half -= area
        if half <= 0:
            return float(height)
    return float(by_height[-1][0])


def without_specks(pieces: Sequence[Ink], letter: float, size: tuple[int, int]) -> list[Ink]:
    """The ink without specks far from larger ink. `letter` is the letter height, `size` the image's width and height.

    Specks in a row are the dots of a leader before a page number, and are kept.
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
