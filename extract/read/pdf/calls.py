"""pdfium's functions on a text page, called with as little ceremony as ctypes allows.

pypdfium2's own declarations check and wrap every argument; a page has thousands of characters, so the few functions
that are called for each of them are declared here anew, with addresses as plain integers.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    # name: (result, arguments...)
    "FPDFText_GetCharBox": (_INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS),
    "FPDFText_GetCharOrigin": (_INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS),
    "FPDFText_GetTextObject": (_ADDRESS, _ADDRESS, _INT),
    "FPDFText_GetUnicode": (ctypes.c_uint, _ADDRESS, _INT),
    "FPDFText_GetCharAngle": (ctypes.c_float, _ADDRESS, _INT),
    "FPDFText_GetFillColor": (_INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS),
    "FPDFText_IsGenerated": (_INT, _ADDRESS, _INT),
    "FPDFText_HasUnicodeMapError": (_INT, _ADDRESS, _INT),
    "FPDFText_GetFontSize": (ctypes.c_double, _ADDRESS, _INT),
    "FPDFText_GetMatrix": (_INT, _ADDRESS, _INT, _ADDRESS),
    "FPDFTextObj_GetFont": (_ADDRESS, _ADDRESS),
    "FPDFTextObj_GetTextRenderMode": (_INT, _ADDRESS),
    "FPDFPageObj_GetClipPath": (_ADDRESS, _ADDRESS),
    "FPDFClipPath_CountPaths": (_INT, _ADDRESS),
}


@cache
def _function(raw: Any, name: str) -> Any:  # noqa: ANN401 (pypdfium2 has no types)
    return ctypes.CFUNCTYPE(*_SIGNATURES[name])(ctypes.cast(getattr(raw, name), _ADDRESS).value or 0)


class Calls:
    """The characters of one open text page."""

    def __init__(self, raw: Any, text_page: Any) -> None:  # noqa: ANN401
        self.raw = raw
        self.text_page = text_page
        self.page = ctypes.cast(text_page, _ADDRESS).value
        self._numbers = (ctypes.c_double * 4)()
        self._colours = (ctypes.c_uint * 4)()

    def function(self, name: str) -> Any:  # noqa: ANN401
        """A function named in `_SIGNATURES`, to be called with addresses as integers."""
        return _function(self.raw, name)

    def count(self) -> int:
        """How many characters there are; below 0 if pdfium fails."""
        return int(self.raw.FPDFText_CountChars(self.text_page))

    def codes(self, count: int) -> npt.NDArray[np.uint32]:
        """The code points of all characters: in one call where every one of them is given, else one by one."""
        buffer = (ctypes.c_ushort * (count + 1))()
        if self.raw.FPDFText_GetText(self.text_page, 0, count, buffer) == count + 1:
            codes: npt.NDArray[np.uint32] = np.frombuffer(bytes(buffer), dtype=np.uint16)[:count].astype(np.uint32)
            if not ((codes >= 0xD800) & (codes <= 0xDFFF)).any() and not (codes == 0).any():
                return codes
        unicode = _function(self.raw, "FPDFText_GetUnicode")
        codes = np.array([unicode(self.page, index) for index in range(count)], dtype=np.uint32)
        codes[codes > 0x10FFFF] = 0xFFFD
        return codes

    def boxes(self, count: int) -> npt.NDArray[np.float64]:
        """Left, right, bottom, top of the ink of each character, in points of the unrotated page."""
        boxes = np.zeros((count, 4))
        call, page, at = _function(self.raw, "FPDFText_GetCharBox"), self.page, boxes.ctypes.data
        for index in range(count):
            call(page, index, at, at + 8, at + 16, at + 24)
            at += 32
        return boxes

    def owners(self, count: int) -> list[int]:
        """The address of each character's text object, 0 where it has none."""
        call, page = _function(self.raw, "FPDFText_GetTextObject"), self.page
        return [call(page, index) or 0 for index in range(count)]

    def code(self, index: int) -> str:
        """The code point of one character; U+FFFD for a value that is none."""
        value = int(_function(self.raw, "FPDFText_GetUnicode")(self.page, index))
        return chr(value) if value <= 0x10FFFF else "\ufffd"

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

    def colour(self, index: int) -> tuple[int, int, int, int]:
        """The fill colour of a character: red, green, blue, alpha."""
        at = ctypes.addressof(self._colours)
        self._colours[0] = self._colours[1] = self._colours[2] = 0
        self._colours[3] = 255
        _function(self.raw, "FPDFText_GetFillColor")(self.page, index, at, at + 4, at + 8, at + 12)
        return self._colours[0], self._colours[1], self._colours[2], self._colours[3]

    def angle(self, index: int) -> float:
        """The direction of writing in radians, clockwise."""
        return float(_function(self.raw, "FPDFText_GetCharAngle")(self.page, index))

    def is_generated(self, index: int) -> bool:
        """Whether pdfium put a character in that no content draws."""
        return bool(_function(self.raw, "FPDFText_IsGenerated")(self.page, index))

    def is_unsure(self, index: int) -> bool:
        """Whether a character's font has no Unicode value for it."""
        return bool(_function(self.raw, "FPDFText_HasUnicodeMapError")(self.page, index) == 1)
