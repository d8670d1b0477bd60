"""Round stamps in the ink's own colour: their rings and their large letters are taken out of a scan.

Seals of offices stand over the text of copies. What a ring crosses is damaged by taking it out, and reads with less
confidence; with the ring it could not be read at all. Coloured stamps are made pale before (`picture.to_grey`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.read.ocr.glyphs import Ink

if TYPE_CHECKING:
    from extract.read.ocr.arrays import Array

RADIUS = (0.3, 1.6)
"""Inches; the smallest and the largest seal."""

MOST = 3
"""Stamps of a page that are looked for."""

ARC = 0.2
"""Inches; connected ink at least this wide or high may be a piece of a ring, cut by the rules it crosses."""

RING = 0.38
"""Share of a circle that has such ink where it is part of a ring."""

SURE = 0.5
"""Share of the best circle, without which nothing is a stamp."""

LARGE = 1.5
"""Letter heights of the page from which on ink inside a ring is the stamp's own."""

ANGLES = 360


@dataclass(frozen=True, slots=True)
class Stamp:
    """Middle and ring radii in pixels."""

    x: int
    y: int
    radii: tuple[int, ...]


def find_stamps(ink: Array, dpi: float) -> list[Stamp]:
    """The rings in a mask of ink (1: ink) without its rules; most pages have no ink large enough to be looked at."""
    import cv2
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    large = stats[:, 2:4].max(axis=1) >= ARC * dpi
    large[0] = False
    if not large.any():
        return []
    arcs: Array = large[labels].astype(np.uint8)
    small = cv2.resize(arcs * 255, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    found = cv2.HoughCircles(
        cv2.GaussianBlur(small, (5, 5), 0),
        cv2.HOUGH_GRADIENT,
        dp=2,
        minDist=0.25 * RADIUS[0] * dpi,
        param1=120,
        param2=30,
        minRadius=round(0.25 * RADIUS[0] * dpi),
        maxRadius=round(0.25 * RADIUS[1] * dpi),
    )
    if found is None:
        return []
    stamps: list[Stamp] = []
    for x, y, radius in found.reshape(-1, 3)[: 2 * MOST].tolist():
        stamp = _measured(ink, round(4 * x), round(4 * y), round(4 * radius))
        if stamp is not None and not any(abs(stamp.x - s.x) + abs(stamp.y - s.y) < s.radii[-1] for s in stamps):
            stamps.append(stamp)
    return stamps[:MOST]


def _measured(ink: Array, x: int, y: int, radius: int) -> Stamp | None:
    """The rings about a middle that is moved to where they fit best; None where they cover too little."""
    import numpy as np

    angles = np.radians(np.arange(ANGLES))
    radii = np.arange(max(4, round(0.55 * radius)), round(1.3 * radius))
    best: tuple[float, int, int, Array] | None = None
    for across in range(-12, 13, 3):
        for down in range(-12, 13, 3):
            xs = (x + across + np.outer(radii, np.cos(angles))).round().astype(int).clip(0, ink.shape[1] - 1)
            ys = (y + down + np.outer(radii, np.sin(angles))).round().astype(int).clip(0, ink.shape[0] - 1)
            covered = ink[ys, xs].mean(axis=1)
            if best is None or covered.max() > best[0]:
                best = (float(covered.max()), x + across, y + down, covered)
    if best is None or best[0] < SURE:
        return None
    return Stamp(best[1], best[2], tuple(radii[best[3] >= RING].tolist()))


def erase_rings(clean: Array, ink: Array, stamps: list[Stamp]) -> None:
    """Makes the rings paper, in the picture (255: paper) and in the mask."""
    import cv2

    for stamp in stamps:
        for radius in stamp.radii:
            cv2.circle(clean, (stamp.x, stamp.y), radius, 255, 2)
            cv2.circle(ink, (stamp.x, stamp.y), radius, 0, 2)


def without_letters(pieces: list[Ink], stamps: list[Stamp]) -> list[Ink]:
    """The ink without the large letters inside rings."""
    if not stamps or not pieces:
        return pieces
    heights = sorted(piece.bottom - piece.top for piece in pieces if piece.bottom - piece.top > 4)
    usual = heights[len(heights) // 2] if heights else 1
    return [piece for piece in pieces if piece.bottom - piece.top < LARGE * usual or not _inside(piece, stamps)]


def _inside(piece: Ink, stamps: list[Stamp]) -> bool:
    x, y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
    return any((x - s.x) ** 2 + (y - s.y) ** 2 <= s.radii[-1] ** 2 for s in stamps)
