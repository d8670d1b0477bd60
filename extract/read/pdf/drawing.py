"""The objects drawn on a PDF page in order, those inside form XObjects too, and which of them change the page."""

from __future__ import annotations

import ctypes
import math
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.read.layout.printed import Bounds
from extract.read.pdf.calls import MOST_OBJECTS, page_objects
from extract.read.pdf.page_frame import page_frame

DEEPEST = 6
"""Maximum number of form XObjects within each other."""

LAYER = "OC"
"""The mark of content on a layer (ISO 32000, 14.6)."""

LONGEST_STREAM = 20_000_000
"""Bytes of an unpacked object stream."""

SMALL = 5.0
"""Pixels. The ink of a smaller glyph may be beside its box, which pdfium rounds."""

Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UNBOUNDED: Bounds = (-1e9, -1e9, 1e9, 1e9)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn object. `matrix` transforms the space of its form XObject to the unrotated page.

    `layered`: it is on a layer that may be switched off, or in a form XObject that may be.
    """

    item: Any
    kind: int
    matrix: Matrix
    layered: bool

    @property
    def address(self) -> int:
        """Identifies the object."""
        return ctypes.c_void_p.from_buffer(self.item).value or 0


def drawn_objects(page: Any, raw: Any, layers: bool = False) -> list[Drawn]:  # noqa: ANN401 (pypdfium2 has no types)
    """The objects of a page (an FPDF_PAGE) in drawing order, up to a maximum number, without the form XObjects
    themselves. `layers`: whether the document has layers."""
    objects: list[Drawn] = []
    for item, kind in page_objects(raw, page):
        layered = layers and _is_layered(item, raw)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            objects += _inside(Drawn(item, kind, UNMOVED, layers), raw, 1)
        else:
            objects.append(Drawn(item, kind, UNMOVED, layered))
    return objects[:MOST_OBJECTS]


def _inside(form: Drawn, raw: Any, depth: int) -> Iterator[Drawn]:  # noqa: ANN401
    own = raw.FS_MATRIX()
    if depth > DEEPEST or not raw.FPDFPageObj_GetMatrix(form.item, own):
        return
    matrix = both((own.a, own.b, own.c, own.d, own.e, own.f), form.matrix)
    for number in range(min(raw.FPDFFormObj_CountObjects(form.item), MOST_OBJECTS)):
        item = raw.FPDFFormObj_GetObject(form.item, number)
        inner = Drawn(item, raw.FPDFPageObj_GetType(item), matrix, form.layered)
        if inner.kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _inside(inner, raw, depth + 1)
        else:
            yield inner


def both(first: Matrix, then: Matrix) -> Matrix:
    """The transformation by one matrix, then by another."""
    if then == UNMOVED:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved_point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A transformed point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def moved(matrix: Matrix, box: Bounds) -> Bounds:
    """The bounds of a transformed box."""
    if matrix == UNMOVED:
        return box
    corners = [moved_point(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def bounds(drawn: Drawn, raw: Any) -> Bounds | None:  # noqa: ANN401
    """The box of an object on the unrotated page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(drawn.item, left, bottom, right, top):
        return None
    return moved(drawn.matrix, (left.value, bottom.value, right.value, top.value))


def clip_of(drawn: Drawn, raw: Any) -> Bounds:  # noqa: ANN401
    """The rectangle left visible by the clip paths of an object, on the unrotated page."""
    path = raw.FPDFPageObj_GetClipPath(drawn.item)
    left, bottom, right, top = UNBOUNDED
    for number in range(max(raw.FPDFClipPath_CountPaths(path), 0) if path else 0):
        points = list(_clip_points(path, number, raw))
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            left, bottom, right, top = max(left, min(xs)), max(bottom, min(ys)), min(right, max(xs)), min(top, max(ys))
    return moved(drawn.matrix, (left, bottom, right, top))


def _clip_points(path: Any, number: int, raw: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(max(raw.FPDFClipPath_CountPathSegments(path, number), 0)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, number, at), x, y)
        yield x.value, y.value


# -- layers -------------------------------------------------------------------------------------------------------


def has_layers(data: bytes) -> bool:
    """Whether a PDF may have layers (optional content). pdfium does not say so."""
    key = b"/OCProperties"
    if key in data:
        return True
    if b"/ObjStm" not in data:
        return False
    return b"/Encrypt" in data or any(key in _unpacked(data, found.end()) for found in _OBJECT_STREAM.finditer(data))


_OBJECT_STREAM = re.compile(rb"/ObjStm[^\0]{0,400}?stream\r?\n")


def _unpacked(data: bytes, start: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data[start:], LONGEST_STREAM)
    except zlib.error:
        return b""


def _is_layered(item: Any, raw: Any) -> bool:  # noqa: ANN401
    for number in range(raw.FPDFPageObj_CountMarks(item)):
        name, size = (ctypes.c_ushort * 8)(), ctypes.c_ulong()
        mark = raw.FPDFPageObj_GetMark(item, number)
        is_known = raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
        if is_known and size.value == 2 * len(LAYER) + 2 and bytes(name)[: 2 * len(LAYER)] == LAYER.encode("utf-16-le"):
            return True
    return False


# -- what changes the page ----------------------------------------------------------------------------------------


class Changes:
    """Which pixels of a page change if some of its objects are not drawn."""

    def __init__(self, page: Any, raw: Any, scale: float) -> None:  # noqa: ANN401
        """`scale`: pixels per point of the rendered page."""
        self._page, self._raw, self._scale = page, raw, scale
        self._frame, self._rotation = page_frame(page, raw), page.get_rotation() // 90 % 4
        self._whole = _picture(page, scale)
        self._changed: npt.NDArray[np.bool_] = self._whole != self._whole

    def without(self, items: Collection[int]) -> Changes:
        """Examine what changes without the objects at some addresses."""
        with undrawn(self._raw, items):
            self._changed = self._whole != _picture(self._page, self._scale)
        return self

    def inside(self, boxes: Sequence[Bounds]) -> npt.NDArray[np.bool_]:
        """Whether a pixel changes in each of some boxes of the unrotated page."""
        found = (self._changed[y0:y1, x0:x1].any() for x0, y0, x1, y1 in map(self._pixels, boxes))
        return np.fromiter(found, np.bool_, len(boxes))

    def share(self, box: Bounds) -> float:
        """The share of the length of a narrow box of the unrotated page at which a pixel changes."""
        x0, y0, x1, y1 = self._pixels((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1))
        part = self._changed[y0:y1, x0:x1]
        return float(part.any(axis=0 if x1 - x0 > y1 - y0 else 1).mean()) if part.size else 0.0

    def _pixels(self, box: Bounds) -> tuple[int, int, int, int]:
        x0, y0, x1, y1 = (value * self._scale for value in self._frame.from_content(self._rotation, box))
        height, width = self._changed.shape
        left, right = _pixels_of(x0, x1, width)
        top, bottom = _pixels_of(y0, y1, height)
        return left, top, right, bottom


def _pixels_of(start: float, end: float, count: int) -> tuple[int, int]:
    """The pixels of an interval, of so many. Where it is small, as that of a tone mark, with those beside it."""
    first, last = (math.floor(start) - 1, math.ceil(end) + 1) if end - start < SMALL else (round(start), round(end))
    first = min(max(first, 0), count - 1)
    return first, min(max(last, first + 1), count)


def _picture(page: Any, scale: float) -> npt.NDArray[np.uint8]:  # noqa: ANN401
    drawn = page.render(scale=scale, grayscale=True).to_numpy()
    picture: npt.NDArray[np.uint8] = drawn.reshape(drawn.shape[0], drawn.shape[1], -1)[:, :, 0].copy()
    return picture


@contextmanager
def undrawn(raw: Any, items: Collection[int]) -> Iterator[None]:  # noqa: ANN401
    """Leave the objects at some addresses out of the rendered page."""
    _switch(raw, items, False)
    try:
        yield
    finally:
        _switch(raw, items, True)


@contextmanager
def removed(page: Any, raw: Any, objects: Sequence[Drawn]) -> Iterator[None]:  # noqa: ANN401
    """Take objects that nobody sees from a page, for good, and destroy them at the end.

    pdfium compares text with that of objects before it that are not drawn, too. Objects of form XObjects are only left
    out.
    """
    taken = [drawn.item for drawn in objects if raw.FPDFPage_RemoveObject(page.raw, drawn.item)]
    try:
        with undrawn(raw, {drawn.address for drawn in objects if drawn.item not in taken}):
            yield
    finally:
        for item in taken:
            raw.FPDFPageObj_Destroy(item)


def _switch(raw: Any, items: Collection[int], active: bool) -> None:  # noqa: ANN401
    for address in items:
        raw.FPDFPageObj_SetIsActive(ctypes.cast(address, raw.FPDF_PAGEOBJECT), active)
