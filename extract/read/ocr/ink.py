"""Finds the connected pieces of ink in an image, without dust and without specks far from any letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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

SPECKLED, FEWEST_SPECKS = 0.01, 60
"""Minimum number of specks far from letters on a speckled page: for each square of a letter height, and in all."""

LETTER = 0.6
"""Minimum size of letters on a speckled page, in letter heights. Specks and marks are smaller."""

DASH = 0.35
"""Minimum width of a dash far from letters on a speckled page, in letter heights."""

MARK, ABOVE = 0.25, 0.5
"""Minimum height of a mark and its maximum distance above a letter, in letter heights."""

BEHIND, ON_LINE = 0.8, 0.17
"""Maximum distance of a full stop from the letter before it, and from its line, in letter heights."""

_IN_PLACE, _NEAR, _LEADER, _FAR = range(4)
"""Where a piece is: itself a letter, near one, among the dots of a leader, far from letters."""

COARSE = 4
"""Pixels per grid step when the surroundings of specks are examined."""


class Ink(NamedTuple):
    """The box of one connected piece of ink in pixels (x1 and bottom exclusive), and its label."""

    x0: int
    top: int
    x1: int
    bottom: int
    label: int = 0


def find_ink(mask: Array, letter: float = 0.0) -> tuple[Array, list[Ink]]:
    """The labels of the connected ink in a mask (non-zero: ink), of the mask's shape, and the pieces without dust.

    `letter` is the letter height of the page in pixels; without it, it is estimated from all ink, specks included.
    """
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = [
        Ink(x, y, x + w, y + h, label) for label, (x, y, w, h, area) in enumerate(stats.tolist()) if label and area > 1
    ]
    if not pieces:
        return labels, []
    # a stamp or a photograph may contain more ink than all letters
    letter = letter or min(letter_height(pieces), 1.5 * median(piece.bottom - piece.top for piece in pieces))
    return labels, without_speckle(without_specks(pieces, letter, mask.shape[::-1]), pieces, labels, letter)


def letter_height(boxes: Sequence[Ink]) -> float:
    """The usual letter height: half of all ink, by area, is in boxes at least this high. Marks have little area."""
    by_height = sorted((b[3] - b[1], (b[2] - b[0]) * (b[3] - b[1])) for b in boxes)
    half = sum(area for _, area in by_height) / 2
    for height, area in by_height:
        half -= area
        if half <= 0:
            return float(height)
    return float(by_height[-1][0])


def without_specks(pieces: Sequence[Ink], letter: float, size: tuple[int, ...]) -> list[Ink]:
    """The ink without specks far from larger ink. `letter` is the letter height, `size` the image's width and height.

    Specks in a row are the dots of a leader before a page number, and are kept.
    """
    small = [_is_speck(piece, letter) for piece in pieces]
    if not any(small):
        return list(pieces)
    around = _around(pieces, small, letter, size)
    return [
        piece
        for piece, is_small in zip(pieces, small, strict=True)
        if not is_small or around.is_near(piece) or around.beside(piece) > LEADERS
    ]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around each place of an image, in steps of COARSE pixels: larger ink, and the number of specks."""

    near: Array
    thin: Array
    high: Array

    def is_near(self, piece: Ink) -> bool:
        """Whether larger ink is within REACH."""
        return bool(self.near[piece.top // COARSE, piece.x0 // COARSE])

    def beside(self, piece: Ink) -> float:
        """The number of specks on the line of a piece."""
        return float(self.thin[piece.top // COARSE, piece.x0 // COARSE])

    def is_leader(self, piece: Ink) -> bool:
        """Whether a piece is one of a line of dots, above and below which there are none."""
        return LEADERS < self.beside(piece) > 0.5 * float(self.high[piece.top // COARSE, piece.x0 // COARSE])


def _around(pieces: Sequence[Ink], small: Sequence[bool], letter: float, size: tuple[int, ...]) -> _Around:
    import cv2
    import numpy as np

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
    height = max(3, reach // 3)
    thin, high = (
        cv2.boxFilter(specks, -1, (4 * reach + 1, rows), normalize=False, borderType=cv2.BORDER_CONSTANT)
        for rows in (height, 4 * height + 1)
    )
    return _Around(near, thin, high)


def _is_speck(piece: Ink, letter: float) -> bool:
    return max(piece.x1 - piece.x0, piece.bottom - piece.top) < SPECK * letter


# -- speckled pages -----------------------------------------------------------------------------------------------


def without_speckle(kept: list[Ink], pieces: Sequence[Ink], labels: Array, letter: float) -> list[Ink]:
    """The ink of a page without the specks between and beside letters, if it has specks everywhere; else `kept`.

    What is no larger than the round specks far from letters stays where marks and full stops belong: above a letter,
    or on the line behind one.
    """
    import numpy as np

    small = [_longer(piece) < LETTER * letter for piece in pieces]
    around = _around(pieces, small, letter, labels.shape[::-1])
    places = [
        _IN_PLACE if not is_small else _NEAR if around.is_near(piece) else _LEADER if around.is_leader(piece) else _FAR
        for piece, is_small in zip(pieces, small, strict=True)
    ]
    far = [_longer(piece) for piece, at in zip(pieces, places, strict=True) if at == _FAR and _is_round(piece)]
    if len(far) < max(FEWEST_SPECKS, SPECKLED * labels.size / letter**2):
        return kept
    largest = float(np.percentile(far, 95))
    bottoms = np.zeros(int(labels.max()) + 1, np.int64)
    for piece, is_small in zip(pieces, small, strict=True):
        bottoms[piece.label] = 0 if is_small else piece.bottom

    def stays(piece: Ink, at: int) -> bool:
        if at == _NEAR:
            return _longer(piece) > largest or _is_in_place(piece, labels, bottoms, letter)
        return at != _FAR or (_longer(piece) > max(largest, DASH * letter) and not _is_round(piece))

    return [piece for piece, at in zip(pieces, places, strict=True) if stays(piece, at)]


def _longer(piece: Ink) -> int:
    return max(piece.x1 - piece.x0, piece.bottom - piece.top)


def _is_round(piece: Ink) -> bool:
    width, height = piece.x1 - piece.x0, piece.bottom - piece.top
    return max(width, height) < 2 * min(width, height)


def _is_in_place(piece: Ink, labels: Array, bottoms: Array, letter: float) -> bool:
    """Whether a small piece is directly above a letter, or on its line behind it. `bottoms` is 0 but for letters."""
    x0, top, x1, bottom, _ = piece
    if bottom - top >= MARK * letter:
        below = labels[bottom : bottom + max(2, round(ABOVE * letter)), (x0 + x1) // 2]
        if bottoms[below].any():
            return True
    row = labels[max(0, bottom - round(0.3 * letter)), max(0, x0 - round(BEHIND * letter)) : x0]
    ends = bottoms[row]
    ends = ends[ends > 0]
    return len(ends) > 0 and -ON_LINE * letter <= bottom - int(ends[-1]) <= 2 * ON_LINE * letter
