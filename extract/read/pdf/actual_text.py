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
from extract.read.pdf.kinds import Kind, kinds_of
from extract.read.pdf.letters import MARKS, RANK
from normalize.script import SARA_AM

KEY = b"ActualText"

SMALL = 0.7
"""Maximum height of a ring, in heights of a letter."""

NEIGHBOURS = 40
"""Number of characters on both sides by which the height of a letter is known."""

HALF = 0.5
"""Minimum share of the height of a letter that is on the line. Marks have less."""

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
    rings = _rings(codes, boxes)
    if not runs and not len(rings):
        return
    marks = _marks(page, calls.raw)
    number_of = {address: number for number, mark in enumerate(marks) for address in mark.addresses}
    for ring in rings.tolist():
        number = number_of.get(int(addresses[ring]))
        if number is not None:
            left, bottom, right, top = np.array(marks[number].boxes).T
            boxes[ring] = left.min(), right.max(), bottom.min(), top.max()
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
        _place(first, mark, codes, boxes, _line(first, calls, codes, boxes))


def _line(run: range, calls: Calls, codes: Integers, boxes: Numbers) -> tuple[float, float]:
    """The baseline of a run and the top of a usual letter there."""
    near = slice(max(run[0] - NEIGHBOURS, 0), run[-1] + NEIGHBOURS)
    is_plain = (codes[near] >= 0x0E01) & (codes[near] <= 0x0E2E)
    is_plain[:-1] &= kinds_of(codes[near][1:]) & Kind.MARK == 0
    heights = (boxes[near, 3] - boxes[near, 2])[is_plain]
    y = calls.origin(run[0])[1]
    return y, y + float(np.median(heights)) if len(heights) else float("inf")


def _rings(codes: Integers, boxes: Numbers) -> Integers:
    """The sara am that are only as high as their ring: an ActualText for ring and sara aa, placed at the ring."""
    found = np.flatnonzero(codes == ord(SARA_AM))
    if not len(found):
        return found
    heights = boxes[:, 3] - boxes[:, 2]
    letters = heights[(codes >= 0x0E01) & (codes <= 0x0E2E)]
    return found[heights[found] < SMALL * np.median(letters)] if len(letters) else found[:0]


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


def _place(run: range, mark: _Mark, codes: Integers, boxes: Numbers, line: tuple[float, float]) -> None:
    """Give each letter of a run the box of its glyphs. Marks get that of the letter before them.

    `line` are the baseline and the top of a usual letter, for glyphs that have one box together.
    """
    letters = [index for index in run if chr(codes[index]) not in MARKS]
    if not letters:
        _place_marks(run, mark, codes, boxes)
    elif len(mark.boxes) > 1 and _share_on_line(tuple(boxes[run[0], 2:].tolist()), line) < HALF:
        # pdfium returns the text with the leftmost glyph, which may be a mark that is drawn far to the left
        left, bottom, right, top = max(mark.boxes, key=lambda box: _share_on_line((box[1], box[3]), line))
        boxes[run] = left, right, bottom, top
    if letters[:1] != [run[0]]:
        if letters and codes[letters[0]] == ord(SARA_AM):  # a tone and sara am: its ring is one of the glyphs
            left, bottom, right, top = np.array(mark.boxes).T
            boxes[letters[0]] = left.min(), right.max(), bottom.min(), top.max()
        return
    if len(mark.boxes) == 1 and len(run) > 1:
        bottom, top = boxes[run[0], 2:].tolist()
        # ink above the letters is that of marks alone, as where the letter is cut off
        boxes[run, 2] = line[0] if bottom >= line[1] else max(bottom, line[0])
        boxes[run, 3] = max(min(top, line[1]), float(boxes[run[0], 2]))
        boxes[[at for at in run if codes[at] == ord(SARA_AM)], 3] = top
    if len(letters) == 1:
        boxes[run, 0], boxes[run, 1] = boxes[run[0], 0], boxes[run[-1], 1]
        boxes[run, 2:] = boxes[run[0], 2:]
        return
    bottom, top = boxes[run[0], 2:].tolist()
    found = _letter_boxes(mark.boxes, len(letters), (bottom, top))
    for letter, end, (box, before) in zip(letters, [*letters[1:], run[-1] + 1], found, strict=True):
        boxes[letter:end] = np.array(box)[[0, 2, 1, 3]]
        if codes[letter] == ord(SARA_AM) and len(mark.boxes) == 1:
            boxes[letter:end, 3] = mark.boxes[0][3]
        elif codes[letter] == ord(SARA_AM) and before:  # its ring is a glyph of its own
            around = np.array([box, *before])
            boxes[letter:end, 0], boxes[letter:end, 1] = around[:, 0].min(), around[:, 2].max()
            boxes[letter:end, 3] = around[:, 3].max()
        elif codes[letter] == ord(SARA_AM):  # its ring is drawn with the letter before
            boxes[letter:end, 3] = max(box[3] for box in mark.boxes)


def _share_on_line(ink: tuple[float, ...], line: tuple[float, float]) -> float:
    """The share of the height of an ink, from its bottom to its top, that is as high as a usual letter."""
    bottom, top = ink
    return (min(top, line[1]) - max(bottom, line[0])) / max(top - bottom, NEAR)


def _place_marks(run: range, mark: _Mark, codes: Integers, boxes: Numbers) -> None:
    """Give each mark of a run without letters the box of its glyph, from the bottom to the top."""
    if len(mark.boxes) != len(run):
        return
    upwards = sorted(run, key=lambda index: RANK.get(chr(codes[index]), len(RANK)))
    for index, (left, low, right, high) in zip(upwards, sorted(mark.boxes, key=lambda box: box[1]), strict=True):
        boxes[index] = left, right, low, high


def _letter_boxes(
    boxes: Sequence[Bounds], count: int, line: tuple[float, float]
) -> Sequence[tuple[Bounds, Sequence[Bounds]]]:
    """The boxes of the glyphs on the line, each with those of the glyphs between it and the letter before.

    If their number is another one, equal parts of all boxes. `line` are bottom and top of the first letter.
    """
    low, high = line
    found: list[tuple[Bounds, Sequence[Bounds]]] = []
    start = 0
    for at, box in enumerate(boxes):
        if min(box[3], high) - max(box[1], low) > min(box[3] - box[1], high - low) / 2:
            found.append((box, boxes[start:at]))
            start = at + 1
    if len(found) == count:
        return found
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    step = (right - left) / count
    return [((left + at * step, low, left + (at + 1) * step, high), ()) for at in range(count)]
