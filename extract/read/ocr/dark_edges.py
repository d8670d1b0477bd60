"""Removes what a scanner or copier sees besides the sheet: the dark lid around it, punch holes, the shadow of a fold.

A dark edge at a table would be its rule, and its cells would be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.read.layout.printed import Rule
from extract.read.ocr.ink import Ink

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

SMALLER = 4
"""The image is examined at a part of its size."""

DARK = 120
"""Maximum grey (0..255) of the lid, and of the inside of a hole."""

BLURRED = 235
"""Maximum grey (0..255) of the blurred boundary of such an area."""

SOLID = 0.07
"""Minimum width of a dark area in inches. Strokes of letters and rules are thinner."""

HOLE = 0.36
"""Maximum diameter of a punch hole in inches, with a torn edge. Usual holes have 0.24."""

ROUND = 0.6
"""Minimum share of a hole's box that is dark."""

MARGIN = 0.9
"""Maximum distance of a hole from the edge of the page in inches. No text is further outside."""

DEEPEST = 0.3
"""Maximum share of the page that all dark edges cover. More is a dark page."""

EDGE = 0.2
"""Maximum distance in inches from the side of the image at which its own edge, dark in the shadow of a fold, may be."""

NARROW, HIGH = 0.2, 0.5
"""Maximum width and minimum height of a piece of such an edge, in letter heights."""

MEETS = 0.03
"""Maximum distance in inches of the rules of one table where they meet."""


def without_edges(vertical: Sequence[Rule], horizontal: Sequence[Rule], width: int, dpi: float) -> list[Rule]:
    """The vertical rules of an image without those at its sides that no horizontal one meets."""
    near, sides = MEETS * dpi, (EDGE * dpi, width - EDGE * dpi)
    return [
        rule
        for rule in vertical
        if sides[0] <= rule.at <= sides[1]
        or any(
            r.start - near <= rule.at <= r.end + near and rule.start - near <= r.at <= rule.end + near
            for r in horizontal
        )
    ]


def is_sliver(piece: Ink, width: int, dpi: float, letter: float) -> bool:
    """Whether ink is a piece of the edge of the image. `letter` is the letter height, 0 if it is not known."""
    is_outside = piece.x1 <= EDGE * dpi or piece.x0 >= width - EDGE * dpi
    return is_outside and piece.x1 - piece.x0 < NARROW * letter and piece.bottom - piece.top > HIGH * letter


def without_dark_edges(grey: Array, dpi: float) -> Array:
    """A grey image with the dark areas at its edges, and the punch holes in its margins, made white."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=1 / SMALLER, fy=1 / SMALLER, interpolation=cv2.INTER_AREA)
    dark = cv2.threshold(small, DARK, 1, cv2.THRESH_BINARY_INV)[1]
    size = max(3, round(SOLID * dpi / SMALLER))
    # what is beyond the picture counts as paper: the rules of a table that was cut out end there
    framed = cv2.copyMakeBorder(dark, size, size, size, size, cv2.BORDER_CONSTANT, value=0)
    solid = cv2.morphologyEx(framed, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    solid = np.ascontiguousarray(solid[size:-size, size:-size])
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    gone = _at_edge(stats, small.shape) | _holes(stats, small.shape, dpi / SMALLER)
    gone[0] = False
    mask: Array = gone[labels].astype(np.uint8)
    if not mask.any() or mask.mean() > DEEPEST:
        return grey
    mask = _with_slivers(mask, dark, size)
    blurred = cv2.threshold(small, BLURRED, 1, cv2.THRESH_BINARY_INV)[1]
    mask = cv2.bitwise_and(cv2.dilate(mask, np.ones((5, 5), np.uint8)), blurred)
    mask = cv2.resize(mask, grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8))  # the smaller image does not always fill the larger one
    result: Array = np.where(mask > 0, np.uint8(255), grey)
    return result


def _with_slivers(mask: Array, dark: Array, size: int) -> Array:
    """The mask with what belongs to its dark areas: their thin ends along the edges of the image, where the sheet lies
    askew, and the crumbs along them, where its edge is ragged or torn. What reaches further into the sheet stays."""
    import cv2
    import numpy as np

    frame: Array = np.ones_like(mask)
    frame[size:-size, size:-size] = 0
    labels = cv2.connectedComponents(cv2.bitwise_or(mask, cv2.bitwise_and(dark, frame)))[1]
    found: Array = np.isin(labels, np.unique(labels[mask > 0])).astype(np.uint8)
    near, far = (cv2.dilate(found, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) for reach in (size, 3 * size))
    count, crumbs = cv2.connectedComponents(cv2.bitwise_and(dark, 1 - found), connectivity=8)
    touches, goes_on = (np.bincount(crumbs[part > 0], minlength=count) > 0 for part in (near, 1 - far))
    is_crumb = touches & ~goes_on
    is_crumb[0] = False
    result: Array = np.maximum(found, is_crumb[crumbs].astype(np.uint8))
    return result


def _at_edge(stats: Array, shape: tuple[int, ...]) -> Array:
    """Which pieces touch the edge of an image. Letters and rules that run over it are not solid."""
    x0, top, width, height = stats[:, 0], stats[:, 1], stats[:, 2], stats[:, 3]
    touches: Array = (x0 <= 1) | (top <= 1) | (x0 + width >= shape[1] - 1) | (top + height >= shape[0] - 1)
    return touches


def _holes(stats: Array, shape: tuple[int, ...], dpi: float) -> Array:
    """Which pieces are as large and as round as a punch hole, and in a margin."""
    x0, top, width, height, area = stats.T
    middle = x0 + width / 2, top + height / 2
    apart = [middle[0], shape[1] - middle[0], middle[1], shape[0] - middle[1]]
    near = sum(((side < MARGIN * dpi).astype(int) for side in apart), start=0)
    small = (width <= HOLE * dpi) & (height <= HOLE * dpi) & (width >= HOLE / 3 * dpi) & (height >= HOLE / 3 * dpi)
    holes: Array = (near > 0) & small & (area >= ROUND * width * height)
    return holes
