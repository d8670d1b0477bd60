"""The characters of a PDF page as pdfium gives them: code, origin, ink box, font, direction.

Everything is turned into the frame of the reader: x grows along the line of writing, y grows downwards, whatever the
rotation of the page or of its content. Nothing is repaired here.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

UPRIGHT = 0


@dataclass(slots=True)
class Char:
    """One glyph. `x`, `y` is its origin, x0 top x1 bottom its ink, all in points of the turned frame.

    `unsure` tells that the font has no Unicode value for it: `char` is then its code in the font.
    """

    char: str
    x: float
    y: float
    x0: float
    top: float
    x1: float
    bottom: float
    font: int
    object_id: int
    unsure: bool = False
    font_name: str = ""

    @property
    def width(self) -> float:
        """The width of the ink."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """The height of the ink."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Frame:
    """How a direction of writing on a page is turned upright, and how boxes are turned back to the page as displayed.

    `turn` is the direction of writing on the displayed page in quarter turns clockwise (0: left to right).
    """

    turn: int
    width: float
    height: float

    def to_page(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """A box of the turned frame as x0 top x1 bottom of the displayed page."""
        if self.turn == 0:
            return x0, top, x1, bottom
        if self.turn == 1:  # written downwards
            return self.width - bottom, x0, self.width - top, x1
        if self.turn == 2:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        return top, self.height - x1, bottom, self.height - x0


@dataclass(slots=True)
class PageChars:
    """The characters of one direction of writing, in the order of the content."""

    frame: Frame
    chars: list[Char]


def read_chars(page: Any, raw: Any) -> list[PageChars]:  # noqa: ANN401 (pypdfium2 has no types)
    """All characters of a pypdfium2 page by direction of writing, the direction with the most characters first."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        reader = _Reader(text_page.raw, raw, page.get_rotation() // 90 % 4, width, height)
        return reader.read()
    finally:
        text_page.close()


class _Reader:
    """Reads one text page; what belongs to a text object (font, direction) is asked once an object."""

    def __init__(self, text_page: Any, raw: Any, rotation: int, width: float, height: float) -> None:  # noqa: ANN401
        self.page = text_page
        self.raw = raw
        self.rotation = rotation
        self.width, self.height = width, height
        self.objects: dict[int, tuple[int, str]] = {}
        self.names: dict[int, str] = {}

    def read(self) -> list[PageChars]:
        raw, page = self.raw, self.page
        left, bottom, right, top = (ctypes.c_double() for _ in range(4))
        x, y = ctypes.c_double(), ctypes.c_double()
        found: dict[int, list[Char]] = {}
        turns: dict[int, int] = {}
        for index in range(raw.FPDFText_CountChars(page)):
            if raw.FPDFText_IsGenerated(page, index):
                continue
            code = raw.FPDFText_GetUnicode(page, index)
            raw.FPDFText_GetCharBox(page, index, left, right, bottom, top)
            raw.FPDFText_GetCharOrigin(page, index, x, y)
            owner = raw.FPDFText_GetTextObject(page, index)
            address = ctypes.cast(owner, ctypes.c_void_p).value or 0
            if address not in turns:
                turns[address] = self._turn(index)
                self.objects[address] = self._font(owner)
            turn = turns[address]
            font, name = self.objects[address]
            box = self._turned(turn, left.value, bottom.value, right.value, top.value)
            origin = self._turned(turn, x.value, y.value, x.value, y.value)
            unsure = raw.FPDFText_HasUnicodeMapError(page, index) == 1
            char = Char(chr(code), origin[0], origin[1], *box, font, address, unsure, name)
            found.setdefault(turn, []).append(char)
        counts = Counter({turn: len(chars) for turn, chars in found.items()})
        return [PageChars(Frame(turn, self.width, self.height), found[turn]) for turn, _ in counts.most_common()]

    def _turn(self, index: int) -> int:
        """Quarter turns clockwise of the writing on the displayed page."""
        angle = float(self.raw.FPDFText_GetCharAngle(self.page, index))
        # pdfium gives the angle counter-clockwise in the unrotated page; the display turns the page clockwise
        return (self.rotation - round(angle / (3.141592653589793 / 2))) % 4

    def _font(self, owner: Any) -> tuple[int, str]:  # noqa: ANN401
        font = self.raw.FPDFTextObj_GetFont(owner) if owner else None
        address = ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0
        if address and address not in self.names:
            self.names[address] = _text(lambda buffer, size: self.raw.FPDFFont_GetBaseFontName(font, buffer, size))
        return address, self.names.get(address, "")

    def _turned(self, turn: int, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box of the unrotated page (y up) in the frame of the writing (y down)."""
        box = _display(self.rotation, self.width, self.height, x0, y0, x1, y1)
        a, b, c, d = box
        if turn == 0:
            return box
        if turn == 1:
            return b, self.width - c, d, self.width - a
        if turn == 2:
            return self.width - c, self.height - d, self.width - a, self.height - b
        return self.height - d, a, self.height - b, c


def _display(
    rotation: int, width: float, height: float, x0: float, y0: float, x1: float, y1: float
) -> tuple[float, float, float, float]:
    """A box of the unrotated page (y up) on the page as displayed (y down); width and height are the displayed ones."""
    if rotation == 0:
        return x0, height - y1, x1, height - y0
    if rotation == 1:
        return y0, x0, y1, x1
    if rotation == 2:
        return width - x1, y0, width - x0, y1
    return width - y1, height - x1, width - y0, height - x0


def _text(fill: Callable[[Any, int], int]) -> str:
    """A string that pdfium writes into a buffer; its length counts the closing zero."""
    size = fill(None, 0)
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size)
    fill(buffer, size)
    return buffer.value.decode("utf-8", "replace")
