"""Removes round stamps in the colour of the text from a scan: their rings and their large letters.

Copies have office seals over the text. Removing a ring damages the text that it crosses, which is then read with less
confidence; with the ring it could not be read at all. Coloured stamps are made pale before (`preparation.to_grey`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from extract.read.ocr.ink import Ink
from extract.read.ocr.ocr_interface import PixelBox

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

RADIUS = (0.3, 1.6)
"""Minimum and maximum size of a seal in inches."""

MOST = 3
"""Maximum number of stamps searched for on a page."""

ARC = 0.2
"""Inches. Connected ink at least this wide or high may be a piece of a ring that is cut by crossing rules."""

RING = 0.38
"""Minimum share of a circle covered by such ink in a ring."""

SURE = 0.5
"""Minimum share covered of the best circle of a stamp."""

LARGE = 2.0
"""Minimum height of ink inside a ring that belongs to the stamp, in letter heights of the page."""

EDGE = 3
"""Variation of the thickness of a worn ring, in pixels."""

CRUMB = 0.3
"""Ink on a ring smaller than this share of the letter height belongs to the ring."""

RIM = 3
"""Additional width in pixels for erasing a ring, whose blurred edge is one pixel wide."""

DARKEST = 35
"""Percentile of a ring's ink, from dark to light, with the darkness of the ring alone. Darker ink includes print."""

LIGHT = 60
"""Minimum grey (0..255) of a ring from which print under it can be distinguished. It fails in bilevel scans."""

BLACK = 0.35
"""Grey of black print under a ring, as a share of the ring's grey."""

PRINT = 175
"""Maximum grey (0..255) of ink in the remains of a ring."""

ANGLES = 360

VOTES = 22
"""Minimum number of votes for a circle to be measured. A worn ring has few."""

REACH = (0.55, 1.3)
"""Limits of the radii of the rings of a stamp, as shares of the radius of the circle that was found."""

SMALLER, PART = 4, 60
"""The search begins in a mask of a part of the size, where a pixel of this value (0..255) or more is ink."""

COARSE_STEPS, FINE_STEPS = ((2, 4), (1, 2)), ((2, 1), (1, 2))
"""Steps in pixels of the smaller and of the full mask, and how many a centre is moved to each side."""

MOVED = 60
"""Maximum distance in pixels by which a centre is moved."""

FEW_ANGLES = 120
"""Number of angles at which a circle is measured during the search."""

HOPEFUL = 0.42
"""Minimum share covered of the best circle in the smaller mask."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Centre and ring radii in pixels."""

    x: int
    y: int
    radii: tuple[int, ...]


def find_stamps(ink: Array, dpi: float) -> list[Stamp]:
    """The rings in an ink mask (1: ink) without rules. Most pages have no ink large enough to be examined."""
    import cv2
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    large = stats[:, 2:4].max(axis=1) >= ARC * dpi
    large[0] = False
    if not large.any():
        return []
    arcs: Array = large[labels].astype(np.uint8)
    stamps: list[Stamp] = []
    circles = _circles(arcs, dpi)[: 2 * MOST]
    if not circles:
        return []
    small, full = _Circles(ink, dpi, SMALLER), _Circles(ink, dpi, 1)
    for circle in circles:
        stamp = _measured(small, full, circle)
        if stamp is not None and not any(hypot(stamp.x - s.x, stamp.y - s.y) < s.radii[-1] for s in stamps):
            stamps.append(stamp)
    return stamps[:MOST]


def _circles(arcs: Array, dpi: float) -> list[tuple[int, int, int]]:
    """Centres and radii in pixels of possible circles, the most likely first, searched at a quarter of the size."""
    import cv2

    small = cv2.resize(arcs * 255, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    found = cv2.HoughCircles(
        cv2.GaussianBlur(small, (5, 5), 0),
        cv2.HOUGH_GRADIENT,
        dp=2,
        minDist=0.25 * RADIUS[0] * dpi,
        param1=120,
        param2=VOTES,
        minRadius=round(0.25 * RADIUS[0] * dpi),
        maxRadius=round(0.25 * RADIUS[1] * dpi),
    )
    circles = [] if found is None else found.reshape(-1, 3).tolist()
    return [(round(4 * x), round(4 * y), round(4 * radius)) for x, y, radius in circles]


class _Circles:
    """Measures the ink on circles. The mask has a border, so that no circle ends outside."""

    def __init__(self, ink: Array, dpi: float, smaller: int) -> None:
        import cv2
        import numpy as np

        mask = ink
        if smaller > 1:
            mask = cv2.resize(ink * 255, None, fx=1 / smaller, fy=1 / smaller, interpolation=cv2.INTER_AREA)
            mask = (mask > PART).astype(np.uint8)
        self._border = round((REACH[1] * RADIUS[1] * dpi + MOVED) / smaller) + 2
        padded = np.pad(mask, self._border)
        self._width = padded.shape[1]
        self._flat = padded.ravel()
        self._size = mask.shape

    def covered(self, centres: Array, radii: Array, angles: int) -> Array:
        """The share of circles about each centre that is ink, shape (centres, radii)."""
        import numpy as np

        turn = np.radians(np.arange(angles) * (360 / angles))
        across, down = np.outer(radii, np.cos(turn)).round(), np.outer(radii, np.sin(turn)).round()
        offsets = (down * self._width + across).astype(np.int64)
        xs = centres[:, 0].clip(0, self._size[1] - 1) + self._border
        ys = centres[:, 1].clip(0, self._size[0] - 1) + self._border
        share: Array = self._flat[(ys * self._width + xs)[:, None, None] + offsets].mean(axis=2)
        return share

    def best(self, centre: Array, radii: Array, step: int, count: int) -> tuple[Array, Array]:
        """The centre up to `count` steps around one with the ink at the fewest radii, and the shares of its radii."""
        import numpy as np

        moves = np.stack(np.meshgrid(*[np.arange(-count, count + 1) * step] * 2), axis=2).reshape(-1, 2)
        share = self.covered(centre + moves, radii, FEW_ANGLES)
        chosen = int((share**2).sum(axis=1).argmax())
        return centre + moves[chosen], share[chosen]


def _measured(small: _Circles, full: _Circles, circle: tuple[int, int, int]) -> Stamp | None:
    """The rings about a centre, after moving it to the best fit; None if too little of the circle is covered.

    The best fit has the ink at few radii, measured by the sum of squares. It is sought in a smaller mask first: most
    circles are none, and are given up there.
    """
    import numpy as np

    centre, radius = np.array(circle[:2], dtype=np.int64), circle[2]
    radii = np.arange(max(4, round(REACH[0] * radius)), round(REACH[1] * radius))
    coarse = np.arange(max(2, radii[0] // SMALLER), radii[-1] // SMALLER + 1)
    found, share = centre // SMALLER, np.zeros(1)
    for step, count in COARSE_STEPS:
        found, share = small.best(found, coarse, step, count)
    if share.max() < HOPEFUL:
        return None
    centre = found * SMALLER + SMALLER // 2
    for step, count in FINE_STEPS:
        centre, _ = full.best(centre, radii, step, count)
    share = full.covered(centre[None, :], radii, ANGLES)[0]
    x, y = centre.tolist()
    return Stamp(x, y, tuple(radii[share >= RING].tolist())) if share.max() >= SURE else None


def lift_rings(clean: Array, ink: Array, stamps: Sequence[Stamp], rules: Array) -> None:
    """Erase the rings in the image (255: paper) and in its ink mask. `rules` is the mask of its rules.

    Ink on ink is darker than either. Parts of a ring that are darker than the ring are print under it, and are kept.
    """
    import cv2
    import numpy as np

    for stamp in stamps:
        band: Array = np.zeros_like(ink)
        for radius in stamp.radii:
            cv2.circle(band, (stamp.x, stamp.y), radius, 1, RIM)
        inside = band > 0
        own = clean[inside & (ink > 0) & (rules == 0)]
        level = float(np.percentile(own, DARKEST)) if own.size else 0.0
        if level < LIGHT:
            lifted: Array = np.full(clean[inside].shape, 255.0)
        else:
            lifted = np.clip((clean[inside] / level - BLACK) * 255 / (1 - BLACK), 0, 255)
        clean[inside] = lifted.astype(np.uint8)
        ink[inside] = lifted < PRINT


def without_stamps(labels: Array, pieces: list[Ink], stamps: Sequence[Stamp]) -> list[Ink]:
    """The ink without that of stamps: small remains of their rings, and the large letters inside.

    A worn letter is broken into pieces. Pieces as close as the strokes of one letter are joined.
    """
    if not stamps or not pieces:
        return pieces
    heights = sorted(piece.bottom - piece.top for piece in pieces if piece.bottom - piece.top > 4)
    usual = heights[len(heights) // 2] if heights else 1
    inside = [piece for piece in pieces if any(_is_inside(piece, stamp) for stamp in stamps)]
    large = _large_labels(labels, inside, LARGE * usual)
    own = {p for p in inside if p.label in large or any(_is_crumb(p, stamp, usual) for stamp in stamps)}
    return [piece for piece in pieces if piece not in own]


def _large_labels(labels: Array, pieces: Sequence[Ink], large: float) -> set[int]:
    """The labels of pieces that are at least `large` high together with the ink within one or two pixels of them."""
    import cv2
    import numpy as np

    if not pieces:
        return set()
    x0, top = min(p.x0 for p in pieces), min(p.top for p in pieces)
    x1, bottom = max(p.x1 for p in pieces), max(p.bottom for p in pieces)
    part = labels[top:bottom, x0:x1]
    mask = np.isin(part, [piece.label for piece in pieces]).astype(np.uint8)
    _, groups, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3))))
    high = stats[:, cv2.CC_STAT_HEIGHT] >= large
    high[0] = False
    return set(np.unique(part[high[groups] & (mask > 0)]).tolist())


def _is_inside(piece: Ink, stamp: Stamp) -> bool:
    return (
        hypot((piece.x0 + piece.x1) / 2 - stamp.x, (piece.top + piece.bottom) / 2 - stamp.y) <= stamp.radii[-1] + EDGE
    )


def _is_crumb(piece: Ink, stamp: Stamp, usual: float) -> bool:
    """Whether a piece is too small for a letter and is on a ring."""
    if max(piece.x1 - piece.x0, piece.bottom - piece.top) >= CRUMB * usual:
        return False
    return _on_ring((piece.x0, piece.top, piece.x1, piece.bottom), stamp, EDGE)


def _on_ring(box: PixelBox, stamp: Stamp, reach: float) -> bool:
    """Whether a box is within `reach` pixels of a ring."""
    across = max(box[0] - stamp.x, stamp.x - box[2], 0), max(abs(box[0] - stamp.x), abs(box[2] - stamp.x))
    down = max(box[1] - stamp.y, stamp.y - box[3], 0), max(abs(box[1] - stamp.y), abs(box[3] - stamp.y))
    nearest, farthest = hypot(across[0], down[0]) - reach, hypot(across[1], down[1]) + reach
    return any(nearest <= radius <= farthest for radius in stamp.radii)


def is_stamped(box: PixelBox, stamps: Sequence[Stamp], reach: float) -> bool:
    """Whether a box is in a stamp or within `reach` pixels of one, which may have removed or added ink."""
    x0, top, x1, bottom = box
    return any(
        hypot(max(x0 - s.x, s.x - x1, 0), max(top - s.y, s.y - bottom, 0)) <= s.radii[-1] + reach for s in stamps
    )
