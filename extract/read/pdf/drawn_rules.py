"""Reads the ruling lines drawn on a PDF page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from extract.read.layout.lattice import merged
from extract.read.layout.printed import Bounds, Frame, Rule
from extract.read.pdf.calls import MOST_OBJECTS, page_objects

THIN = 3.0
"""Points. A rectangle of at most this thickness is a rule."""

SHORTEST = 5.0
"""Points. Shorter strokes are parts of drawings, unless they are dashes of a longer line."""

DASH = 2.0
"""Minimum ratio of length to thickness of a stroke. Dots and squares are not dashes."""


def read_rules(page: Any, raw: Any, frame: Frame, rotation: int) -> tuple[list[Rule], list[Rule]]:  # noqa: ANN401
    """The horizontal and vertical rules of a pypdfium2 page in `frame`. `rotation`: of the page, in quarter turns."""
    horizontal, vertical = [], []
    for x0, top, x1, bottom in (frame.from_content(rotation, box) for box in _strokes(page.raw, raw)):
        width, height = x1 - x0, bottom - top
        if height <= THIN and width >= DASH * height:
            horizontal.append(Rule((top + bottom) / 2, x0, x1))
        elif width <= THIN and height >= DASH * width:
            vertical.append(Rule((x0 + x1) / 2, top, bottom))
    return _without_short(horizontal), _without_short(vertical)


def _without_short(rules: list[Rule]) -> list[Rule]:
    """The rules, with dashes joined, without those that remain short (parts of drawings)."""
    if all(rule.end - rule.start >= SHORTEST for rule in rules):
        return rules
    return [rule for rule in merged(rules) if rule.end - rule.start >= SHORTEST]


def _strokes(page: Any, raw: Any) -> Iterator[Bounds]:  # noqa: ANN401
    """The boxes of thin shapes and the sides of stroked or filled rectangles."""
    for item, kind in page_objects(raw, page):
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            yield from _object(item, kind, raw, 0)


def _object(item: Any, kind: int, raw: Any, depth: int) -> Iterator[Bounds]:  # noqa: ANN401
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < 3:
        for number in range(min(raw.FPDFFormObj_CountObjects(item), MOST_OBJECTS)):
            inner = raw.FPDFFormObj_GetObject(item, number)
            yield from _object(inner, raw.FPDFPageObj_GetType(inner), raw, depth + 1)
    if kind != raw.FPDF_PAGEOBJ_PATH:
        return
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return
    box = (left.value, bottom.value, right.value, top.value)
    if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
        yield box
        return
    yield from _sides(item, raw)


def _sides(item: Any, raw: Any) -> Iterator[Bounds]:  # noqa: ANN401
    """The straight sides of a path: all segments parallel to an axis."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for number in range(min(raw.FPDFPath_CountSegments(item), 2000)):
        segment = raw.FPDFPath_GetPathSegment(item, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield _span(last, point)
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield _span(point, start)
        last = point


def _span(a: tuple[float, float], b: tuple[float, float]) -> Bounds:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
