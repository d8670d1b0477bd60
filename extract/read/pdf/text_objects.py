"""What all glyphs of one text object share: font, direction, clip, colour."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extract.read.layout.printed import Bounds
from extract.read.pdf.calls import Calls

INVISIBLE = 3
"""The render mode of text that is not drawn, such as the layer under a scan."""

WHITE = 250
"""A channel from here on (0..255) is white."""


LEANING = 0.11
"""Quarter turns by which a line of writing leans at the most; a watermark or a stamp is turned further."""

ASKEW = -1
"""The direction of writing of what stands askew."""


@dataclass(frozen=True, slots=True)
class TextObject:
    """One text object; `origin` is that of its first glyph on the unrotated page, `turn` its direction of writing.

    `turn` counts quarter turns clockwise on the displayed page or is ASKEW, `clip` is left, bottom, right, top.
    """

    address: int
    font: int
    font_name: str
    origin: tuple[float, float]
    turn: int
    clip: Bounds | None
    white: bool
    invisible: bool


def direction(angle: float, rotation: int) -> int:
    """The quarter turns of text at an angle in radians, clockwise in the unrotated page; ASKEW if it is far from any.

    The display turns the page by `rotation` quarter turns clockwise as well.
    """
    turns = angle / (math.pi / 2)
    return (rotation + round(turns)) % 4 if abs(turns - round(turns)) <= LEANING else ASKEW


class TextObjects:
    """Reads the text objects of one page; `rotation` is the page's, in quarter turns."""

    def __init__(self, calls: Calls, rotation: int) -> None:
        self.raw, self.calls, self.rotation = calls.raw, calls, rotation
        self.names: dict[int, str] = {}
        self._font, self._mode = calls.function("FPDFTextObj_GetFont"), calls.function("FPDFTextObj_GetTextRenderMode")
        self._clip_path, self._paths = (
            calls.function("FPDFPageObj_GetClipPath"),
            calls.function("FPDFClipPath_CountPaths"),
        )

    def read(self, address: int, index: int) -> TextObject:
        """The object at an address (0: none), whose first character is number `index`."""
        turn = direction(self.calls.angle(index), self.rotation)
        origin = self.calls.origin(index)
        if not address:
            return TextObject(0, 0, "", origin, turn, None, False, False)
        font = self._font(address) or 0
        invisible = self._mode(address) == INVISIBLE
        red, green, blue, alpha = self.calls.colour(index)
        white = alpha == 0 or min(red, green, blue) >= WHITE
        return TextObject(address, font, self._name(font), origin, turn, self._clip(address), white, invisible)

    def _clip(self, address: int) -> Bounds | None:
        """The rectangle that an object's clip paths leave of it, None if it is not clipped."""
        path = self._clip_path(address)
        count = self._paths(path) if path else 0
        clip: Bounds | None = None
        for number in range(max(count, 0)):
            box = self._path_box(path, number)
            clip = box if clip is None or box is None else _meet(clip, box)
        return clip

    def _path_box(self, address: int, number: int) -> Bounds | None:
        path = ctypes.cast(address, self.raw.FPDF_CLIPPATH)
        x, y = ctypes.c_float(), ctypes.c_float()
        xs, ys = [], []
        for part in range(self.raw.FPDFClipPath_CountPathSegments(path, number)):
            segment = self.raw.FPDFClipPath_GetPathSegment(path, number, part)
            self.raw.FPDFPathSegment_GetPoint(segment, x, y)
            xs.append(x.value)
            ys.append(y.value)
        return (min(xs), min(ys), max(xs), max(ys)) if xs else None

    def _name(self, address: int) -> str:
        if address and address not in self.names:
            font = ctypes.cast(address, self.raw.FPDF_FONT)
            self.names[address] = _text(lambda buffer, size: self.raw.FPDFFont_GetBaseFontName(font, buffer, size))
        return self.names.get(address, "")


def _meet(a: Bounds, b: Bounds) -> Bounds:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _text(fill: Callable[[Any, int], int]) -> str:
    """A string that pdfium writes into a buffer; its length counts the closing zero. Old Thai names are in TIS-620."""
    size = fill(None, 0)
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size)
    fill(buffer, size)
    try:
        return buffer.value.decode("utf-8")
    except UnicodeDecodeError:
        return buffer.value.decode("cp874", "replace")
