"""ActualText: assigns the characters that a PDF gives for several glyphs to the positions of these glyphs.

Browsers and layout programs write one per Thai cluster (a letter with its marks, a sara am). pdfium returns its
characters in place of the first glyph, all with the origin of that glyph and equal shares of its box. It returns
nothing for the other glyphs, or repeats the whole text if one of them comes after a glyph of the next cluster.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from extract.read.layout.printed import Bounds
from extract.read.pdf.calls import Calls, page_objects
from extract.read.pdf.glyph_arrays import Integers, Numbers
from extract.read.pdf.letters import MARKS

KEY = b"ActualText"

NEAR = 1e-3
"""Tolerance in points for equal numbers from pdfium."""


@dataclass(slots=True)
class _Mark:
    """The text objects replaced by one ActualText, in content order, with their boxes."""

    addresses: list[int] = field(default_factory=list)
    boxes: list[Bounds] = field(default_factory=list)


def place_told(page: Any, calls: Calls, codes: Integers, boxes: Numbers, addresses: Integers) -> None:  # noqa: ANN401
    """Move the characters of ActualTexts to the positions of their glyphs, in place. Codes of repeats are erased.

    `page` is a pypdfium2 page; `codes`, `boxes` (left, right, bottom, top) and `addresses` (of the text objects) are
    those of its characters.
    """
    runs = _runs(calls, codes, boxes, addresses)
    if not runs:
        return
    marks = _marks(page, calls.raw)
    number_of = {address: number for number, mark in enumerate(marks) for address in mark.addresses}
    given: dict[int, list[range]] = defaultdict(list)
    for run in runs:
        number = number_of.get(int(addresses[run[0]]))
        if number is not None:
            given[number].append(run)
    for number, again in given.items():
        mark = marks[number]
        first, *others = sorted(again, key=lambda run: mark.addresses.index(int(addresses[run[0]])))
        for run in others:
            codes[run] = 0
        _place(first, mark, codes, boxes)


def _runs(calls: Calls, codes: Integers, boxes: Numbers, addresses: Integers) -> list[range]:
    """The runs of characters that share the box and the origin of one glyph."""
    width = boxes[:, 1] - boxes[:, 0]
    shared = (addresses[1:] == addresses[:-1]) & (codes[1:] != 0) & (codes[:-1] != 0) & (width[1:] > 0)
    shared &= (abs(boxes[1:, 0] - boxes[:-1, 1]) < NEAR) & (abs(width[1:] - width[:-1]) < NEAR)
    shared &= (abs(boxes[1:, 2:] - boxes[:-1, 2:]) < NEAR).all(axis=1)
    at = np.flatnonzero(shared)
    if not len(at):
        return []
    here, behind = calls.origins(at.tolist()), calls.origins((at + 1).tolist())
    pairs = set(at[(abs(here - behind) < NEAR).all(axis=1)].tolist())
    return [range(start, _end(start, pairs)) for start in sorted(pairs) if start - 1 not in pairs]


def _end(start: int, pairs: set[int]) -> int:
    """The index after the last character of a run. `pairs`: indices of characters followed by another of their run."""
    while start in pairs:
        start += 1
    return start + 1


def _marks(page: Any, raw: Any) -> Sequence[_Mark]:  # noqa: ANN401 (pypdfium2 has no types)
    """The ActualTexts of a page."""
    found: dict[int, _Mark] = defaultdict(_Mark)
    sides = [ctypes.c_float() for _ in range(4)]
    for item, kind in page_objects(raw, page.raw):
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        for number in range(raw.FPDFPageObj_CountMarks(item)):
            mark = raw.FPDFPageObj_GetMark(item, number)
            if raw.FPDFPageObjMark_GetParamValueType(mark, KEY) == raw.FPDF_OBJECT_STRING:
                entry = found[ctypes.cast(mark, ctypes.c_void_p).value or 0]
                raw.FPDFPageObj_GetBounds(item, *sides)
                left, bottom, right, top = (side.value for side in sides)
                entry.addresses.append(ctypes.cast(item, ctypes.c_void_p).value or 0)
                entry.boxes.append((left, bottom, right, top))
    return list(found.values())


def _place(run: range, mark: _Mark, codes: Integers, boxes: Numbers) -> None:
    """Give each letter of a run the box of its glyph. Marks get that of the letter before them.

    A last letter after the first one and its marks may have several glyphs, as sara am.
    """
    letters = [index for index in run if chr(codes[index]) not in MARKS]
    others = np.array(mark.boxes[1:])
    if letters == [run[0]] or (letters == [run[0], run[-1]] and len(others)):
        right = boxes[run[-1], 1]
        boxes[run] = boxes[run[0]]
        boxes[run, 1] = right
        if len(letters) > 1:
            boxes[run[-1]] = others[:, 0].min(), others[:, 2].max(), others[:, 1].min(), others[:, 3].max()
        return
    if len(letters) < 2 or letters[0] != run[0] or not len(others):
        return  # letters that share one glyph are side by side in it
    for letter, end, (left, bottom, right, top) in zip(
        letters, [*letters[1:], run[-1] + 1], _letter_boxes(mark.boxes, len(letters)), strict=True
    ):
        boxes[letter:end] = left, right, bottom, top


def _letter_boxes(boxes: Sequence[Bounds], count: int) -> Sequence[Bounds]:
    """The boxes of the glyphs on the line, or equal parts of all boxes if their number is another one."""
    _, low, _, high = boxes[0]
    on_line = [box for box in boxes if min(box[3], high) - max(box[1], low) > min(box[3] - box[1], high - low) / 2]
    if len(on_line) == count:
        return on_line
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    step = (right - left) / count
    return [(left + at * step, low, left + (at + 1) * step, high) for at in range(count)]
