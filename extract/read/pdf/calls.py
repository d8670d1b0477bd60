"""pdfium's functions on a text page, called through ctypes with minimal overhead.

The declarations of pypdfium2 check and wrap every argument. As a page has thousands of characters, the functions used
here are declared again, with addresses as plain integers. Functions called for every character have no declared
arguments at all. Their arguments are prepared in advance, above all the output buffers, which are created once for
`STRIDE` characters and reused for all pages.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.read.layout.printed import Bounds
from extract.read.pdf.glyph_arrays import Integers, Numbers

MOST_OBJECTS = 20_000
"""Maximum number of drawn objects examined per page. Maps have more, tables never."""

LAST = 0xEFFFF
"""The last code point outside the private planes."""

STRIDE = 1024
"""Number of characters whose values are fetched before they are copied."""

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int
_OF_OBJECTS: dict[str, Any] = {  # result types of functions whose only argument is an object
    "FPDFTextObj_GetFont": ctypes.c_size_t,
    "FPDFTextObj_GetTextRenderMode": _INT,
    "FPDFPageObj_GetClipPath": ctypes.c_size_t,
    "FPDFClipPath_CountPaths": _INT,
}
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    # name: (result, arguments...)
    "FPDFText_GetCharBox": (_INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS),
    "FPDFText_GetCharOrigin": (_INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS),
    "FPDFText_GetUnicode": (ctypes.c_uint, _ADDRESS, _INT),
    "FPDFText_HasUnicodeMapError": (_INT, _ADDRESS, _INT),
    "FPDFText_GetFontSize": (ctypes.c_double, _ADDRESS, _INT),
    "FPDFText_GetMatrix": (_INT, _ADDRESS, _INT, _ADDRESS),
}


@cache
def _function(raw: Any, name: str) -> Any:  # noqa: ANN401 (pypdfium2 has no types)
    return ctypes.CFUNCTYPE(*_SIGNATURES[name])(ctypes.cast(getattr(raw, name), _ADDRESS).value or 0)


@cache
def _bare(raw: Any, name: str, result: Any) -> Any:  # noqa: ANN401
    """A function without declared arguments. They are passed unchanged, integers as C int."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(getattr(raw, name), _ADDRESS).value or 0)


@cache
def _slots(
    width: int, kind: type[ctypes.c_double | ctypes.c_float | ctypes.c_uint]
) -> tuple[npt.NDArray[Any], list[list[Any]]]:
    """A buffer for `width` numbers of `STRIDE` characters, and pointers to the first, second, ... number of each.

    It is shared by all documents. Like pdfium, it must be used by one thread only.
    """
    room, size = (kind * (width * STRIDE))(), ctypes.sizeof(kind)
    pointers = [[ctypes.byref(room, size * (width * at + column)) for at in range(STRIDE)] for column in range(width)]
    return np.ctypeslib.as_array(room).reshape(STRIDE, width), pointers


def page_objects(raw: Any, page: Any) -> list[tuple[Any, int]]:  # noqa: ANN401
    """The objects of a page (an FPDF_PAGE) in drawing order, with their types, up to a maximum number."""
    count = range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS))
    items = list(map(_bare(raw, "FPDFPage_GetObject", raw.FPDF_PAGEOBJECT), repeat(page), count))
    return list(zip(items, map(_bare(raw, "FPDFPageObj_GetType", _INT), items), strict=True))


def paired(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Codes without surrogates: the first of two is the character, the second 0. Others become U+FFFD.

    So do invalid codes and those of the private planes, which phaen uses itself (`letters.STAND_INS`).
    """
    is_first, is_second = (codes >> 10) == 0xD800 >> 10, (codes >> 10) == 0xDC00 >> 10
    first = np.flatnonzero(is_first[:-1] & is_second[1:])
    codes = codes.copy()
    codes[first] = 0x10000 + ((codes[first] & 0x3FF) << 10) + (codes[first + 1] & 0x3FF)
    codes[first + 1] = 0
    codes[((codes >= 0xD800) & (codes <= 0xDFFF)) | (codes > LAST)] = 0xFFFD
    return codes


def handles_of(addresses: Iterable[int]) -> list[Any]:
    """Addresses as arguments for functions."""
    return list(map(_ADDRESS, addresses))


def _boxes_around(points: Numbers, sizes: Sequence[int]) -> Iterator[Bounds | None]:
    """The boxes around successive groups of so many points; None for an empty group."""
    starts = np.cumsum([0, *(size for size in sizes if size)])[:-1]
    low, high = (call.reduceat(points, starts).tolist() if len(points) else [] for call in (np.minimum, np.maximum))
    boxes = iter([(*corner, *other) for corner, other in zip(low, high, strict=True)])
    yield from (next(boxes) if size else None for size in sizes)


class Calls:
    """The characters of one open text page."""

    def __init__(self, raw: Any, text_page: Any) -> None:  # noqa: ANN401
        self.raw = raw
        self.text_page = text_page
        self.page = ctypes.cast(text_page, _ADDRESS).value
        self._bare_page = _ADDRESS(self.page)
        self._numbers = (ctypes.c_double * 4)()

    def count(self) -> int:
        """The number of characters; negative if pdfium fails."""
        return int(self.raw.FPDFText_CountChars(self.text_page))

    def codes(self, count: int) -> npt.NDArray[np.uint32]:
        """The code points of all characters: in one call if that returns all of them, else one by one."""
        buffer = (ctypes.c_ushort * (count + 1))()
        if self.raw.FPDFText_GetText(self.text_page, 0, count, buffer) == count + 1:
            codes: npt.NDArray[np.uint32] = np.frombuffer(bytes(buffer), dtype=np.uint16)[:count].astype(np.uint32)
            if not ((codes >= 0xD800) & (codes <= 0xDFFF)).any() and not (codes == 0).any():
                return codes
        unicode = _function(self.raw, "FPDFText_GetUnicode")
        return paired(np.array([unicode(self.page, index) for index in range(count)], dtype=np.uint32))

    def boxes(self, count: int) -> Numbers:
        """Left, right, bottom, top of the ink of each character, in points of the unrotated page."""
        return self._numbers_of("FPDFText_GetCharBox", range(count), 4)

    def origins(self, indices: Sequence[int]) -> Numbers:
        """x and y of the origins of some characters, in points of the unrotated page."""
        return self._numbers_of("FPDFText_GetCharOrigin", indices, 2)

    def colours(self, indices: Sequence[int]) -> Integers:
        """The fill colours of some characters: red, green, blue, alpha; black if there is none."""
        return self._numbers_of("FPDFText_GetFillColor", indices, 4, ctypes.c_uint, (0, 0, 0, 255))

    def _numbers_of(
        self,
        name: str,
        indices: Sequence[int],
        width: int,
        kind: type[ctypes.c_double | ctypes.c_uint] = ctypes.c_double,
        default: tuple[int, ...] = (0,),
    ) -> npt.NDArray[Any]:
        """The numbers that a function returns for each character; the default if it fails."""
        call, (room, pointers) = _bare(self.raw, name, _INT), _slots(width, kind)
        parts = []
        for start in range(0, len(indices), STRIDE):
            part = indices[start : start + STRIDE]
            room[: len(part)] = default
            deque(map(call, repeat(self._bare_page), part, *pointers), maxlen=0)
            parts.append(room[: len(part)].copy())
        return np.concatenate(parts) if len(parts) != 1 else parts[0]

    def owners(self, count: int) -> npt.NDArray[np.uint64]:
        """The address of each character's text object, or 0."""
        call = _bare(self.raw, "FPDFText_GetTextObject", ctypes.c_size_t)
        return np.fromiter(map(call, repeat(self._bare_page), range(count)), np.uint64, count)

    def angles(self, indices: Sequence[int]) -> Numbers:
        """The directions of the baselines of some characters in radians, clockwise.

        FPDFText_GetCharAngle returns the direction of the stems instead, which differs in slanted letters.
        """
        call, size = _bare(self.raw, "FPDFText_GetMatrix", _INT), ctypes.sizeof(ctypes.c_float) * 6
        room = (ctypes.c_float * (6 * len(indices)))()
        rooms = [ctypes.byref(room, size * at) for at in range(len(indices))]
        deque(map(call, repeat(self._bare_page), indices, rooms), maxlen=0)
        matrices = np.ctypeslib.as_array(room).reshape(-1, 6)
        angles: Numbers = np.arctan2(-matrices[:, 1], matrices[:, 0]).astype(np.float64)
        return angles

    def of_objects(self, name: str, handles: Iterable[Any]) -> list[int]:
        """The results of a function named in `_OF_OBJECTS` for some handles from `handles_of`."""
        return list(map(_bare(self.raw, name, _OF_OBJECTS[name]), handles))

    def clip_boxes(self, paths: Sequence[Any], counts: Sequence[int]) -> list[list[Bounds | None]]:
        """The boxes of the paths of each of some clip paths, on the unrotated page; None for a path without points.

        `counts` are their numbers of paths. A page has thousands of clips, so all points are fetched together.
        """
        clips = [path for path, count in zip(paths, counts, strict=True) for _ in range(count)]
        numbers = [number for count in counts for number in range(max(count, 0))]
        sizes = list(map(_bare(self.raw, "FPDFClipPath_CountPathSegments", _INT), clips, numbers))
        sizes = [max(size, 0) for size in sizes]
        found = _boxes_around(self._points([*zip(clips, numbers, sizes, strict=True)]), sizes)
        return [[next(found) for _ in range(count)] for count in counts]

    def _points(self, paths: Sequence[tuple[Any, int, int]]) -> Numbers:
        """The points of some paths, given as a clip path, a number in it, and a number of points."""
        segment = _bare(self.raw, "FPDFClipPath_GetPathSegment", self.raw.FPDF_PATHSEGMENT)
        point = _bare(self.raw, "FPDFPathSegment_GetPoint", _INT)
        (room, pointers), parts = _slots(2, ctypes.c_float), [np.zeros((0, 2))]
        segments = (segment(clip, number, part) for clip, number, size in paths for part in range(size))
        while batch := list(islice(segments, STRIDE)):
            deque(map(point, batch, *pointers), maxlen=0)
            parts.append(room[: len(batch)].astype(np.float64))
        return np.concatenate(parts)

    def code(self, index: int) -> str:
        """The code point of one character; U+FFFD for invalid values."""
        value = int(_function(self.raw, "FPDFText_GetUnicode")(self.page, index))
        return chr(value) if value <= LAST and not 0xD800 <= value <= 0xDFFF else "\ufffd"

    def origin(self, index: int) -> tuple[float, float]:
        """The origin of a character in points of the unrotated page."""
        at = ctypes.addressof(self._numbers)
        _function(self.raw, "FPDFText_GetCharOrigin")(self.page, index, at, at + 8)
        return self._numbers[0], self._numbers[1]

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom, top of the ink of one character."""
        at = ctypes.addressof(self._numbers)
        _function(self.raw, "FPDFText_GetCharBox")(self.page, index, at, at + 8, at + 16, at + 24)
        return self._numbers[0], self._numbers[1], self._numbers[2], self._numbers[3]

    def font_size(self, index: int) -> float:
        """The font size of a character before its matrix is applied."""
        return float(_function(self.raw, "FPDFText_GetFontSize")(self.page, index))

    def matrix(self, index: int) -> tuple[float, float, float, float]:
        """a, b, c, d of a character's text matrix."""
        values = (ctypes.c_float * 6)()
        _function(self.raw, "FPDFText_GetMatrix")(self.page, index, ctypes.addressof(values))
        return values[0], values[1], values[2], values[3]

    def are_generated(self, indices: Sequence[int]) -> list[bool]:
        """Whether characters were generated by pdfium and are not in the content."""
        call = _bare(self.raw, "FPDFText_IsGenerated", _INT)
        return [bool(answer) for answer in map(call, repeat(self._bare_page), indices)]

    def is_unsure(self, index: int) -> bool:
        """Whether a character's font has no Unicode value for it."""
        return bool(_function(self.raw, "FPDFText_HasUnicodeMapError")(self.page, index) == 1)
