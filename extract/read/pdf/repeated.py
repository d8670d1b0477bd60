"""Text objects that pdfium omits because they repeat another one a little aside: shadows and outlines.

It keeps the left or the first one of each pair, whichever is the shadow. All are moved to the place of the one that is
drawn last, so that the letters of a line have one baseline.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from extract.read.pdf.drawing import Drawn, bounds
from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers

FARTHEST = 1.5
"""Maximum distance of an object from its repetition, in its heights."""

SAME_SIZE = 0.05
"""Points. Maximum difference of the sizes of an object and its repetition."""

SAME_OFFSET = 0.2
"""Points. Maximum difference of two distances of objects from their repetitions."""

BESIDE = 0.8
"""Distance from which an object on the same line is another one, in its widths."""

LEAST_RISE = 0.1
"""Minimum distance up or down of a repetition that is not over its object, in heights of the object."""

FEWEST = 3
"""Minimum number of repetitions at one distance."""

MOST = 5_000
"""Maximum number of omitted objects examined."""


def place_repeated(
    raw: Any,  # noqa: ANN401 (pypdfium2 has no types)
    drawn: Sequence[Drawn],
    addresses: Integers,
    fonts: Integers,
    inks: Numbers,
) -> tuple[Numbers, Numbers]:
    """How far each object of `addresses` is to be moved, shape (n, 2), and the distances of the repetitions.

    `inks` are the sizes of their glyphs together, shape (n, 2).
    Both are to the right and up on the unrotated page, from the first to the last one drawn.
    """
    moves = np.zeros((len(addresses), 2))
    number_of = {address: number for number, address in enumerate(addresses.tolist())}
    texts = [(at, entry) for at, entry in enumerate(drawn) if entry.kind == raw.FPDF_PAGEOBJ_TEXT]
    omitted = [(at, entry) for at, entry in texts if entry.address not in number_of]
    if len(omitted) < FEWEST:
        return moves, np.zeros((0, 2))
    kept = [(at, number_of[entry.address], _box(entry, raw)) for at, entry in texts if entry.address in number_of]
    places = np.array([at for at, *_ in kept])
    numbers, boxes = np.array([number for _, number, _ in kept]), np.array([box for *_, box in kept]).reshape(-1, 4)
    pairs = []
    for at, entry in omitted[:MOST]:
        if raw.FPDFPageObj_CountMarks(entry.item) > 0:  # part of an ActualText
            continue
        box = _box(entry, raw)
        found = _twin(box, boxes, fonts[numbers] == _font(entry, raw))
        # the box of a text in a Type 3 font is that of all its letters, and tells nothing
        is_known = found is not None and bool(np.allclose(inks[numbers[found]], box[2:] - box[:2], atol=1.0))
        if found is not None and is_known and not _is_beside(box, boxes[found]):
            later = at > places[found]
            away = box[:2] - boxes[found, :2] if later else boxes[found, :2] - box[:2]
            pairs.append((int(numbers[found]), later, away))
    return _common(pairs, moves)


def _common(pairs: Sequence[tuple[int, bool, Numbers]], moves: Numbers) -> tuple[Numbers, Numbers]:
    """The moves of objects that are repeated at a distance at which others are, too."""
    aways = np.array([away for *_, away in pairs]).reshape(-1, 2)
    shared = [np.count_nonzero((np.abs(aways - away) <= SAME_OFFSET).all(axis=1)) >= FEWEST for away in aways]
    for (number, later, away), is_shared in zip(pairs, shared, strict=True):
        if is_shared and later:
            moves[number] = away
    return moves, aways[np.array(shared, dtype=np.bool_)]


def _is_beside(box: Numbers, other: Numbers) -> bool:
    """Whether two boxes are side by side: the dots of a leader, two digits."""
    across, down = np.abs(box[:2] - other[:2])
    return bool(across >= BESIDE * (box[2] - box[0]) and down < LEAST_RISE * (box[3] - box[1]))


def _twin(box: Numbers, boxes: Numbers, same_font: Flags) -> int | None:
    """The number of the nearest box of the same size."""
    width, height = box[2] - box[0], box[3] - box[1]
    if not len(boxes) or width <= 0 or height <= 0:
        return None
    near = np.abs(boxes[:, :2] - box[:2]).max(axis=1)
    sizes = np.abs(boxes[:, 2:] - boxes[:, :2] - (width, height)).max(axis=1)
    near[(sizes > SAME_SIZE) | ~same_font] = np.inf
    found = int(near.argmin())
    return found if near[found] <= FARTHEST * height else None


def _box(entry: Drawn, raw: Any) -> Numbers:  # noqa: ANN401
    return np.array(bounds(entry, raw) or (0.0, 0.0, 0.0, 0.0))


def _font(entry: Drawn, raw: Any) -> int:  # noqa: ANN401
    return ctypes.cast(raw.FPDFTextObj_GetFont(entry.item), ctypes.c_void_p).value or 0
