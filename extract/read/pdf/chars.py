"""The characters of a PDF page as pdfium gives them: code, origin, ink box, font, direction.

Everything is turned into the frame of the reader: x grows along the line of writing, y grows downwards, whatever the
rotation of the page or of its content. Nothing is repaired here.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extract.read.layout.printed import Bounds, Frame, displayed


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


@dataclass(slots=True)
class PageChars:
    """The characters of one direction of writing, in the order of the content, and how many nobody can see."""

    frame: Frame
    chars: list[Char]
    unseen: int = 0


INVISIBLE = 3
"""The render mode of text that is not drawn, such as the layer under a scan."""

WHITE = 250
"""A channel from here on (0..255) is white."""


@dataclass(frozen=True, slots=True)
class _TextObject:
    """What all glyphs of one text object share."""

    font: int
    font_name: str
    clip: Bounds | None
    white: bool
    invisible: bool


def _meet(a: Bounds | None, b: Bounds) -> Bounds:
    if a is None:
        return b
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def read_chars(page: Any, raw: Any) -> list[PageChars]:  # noqa: ANN401 (pypdfium2 has no types)
    """All characters of a pypdfium2 page by direction of writing, the direction with the most characters first."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        reader = _Reader(text_page.raw, raw, page.get_rotation() // 90 % 4, width, height)
        reader.draw = lambda: page.render(scale=1, grayscale=True).to_pil().convert("L")
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
        self.objects: dict[int, _TextObject] = {}
        self.background: Any = None
        self.names: dict[int, str] = {}
        self.draw: Callable[[], Any] = lambda: None
        self.unseen = 0

    def read(self) -> list[PageChars]:
        raw, page = self.raw, self.page
        left, bottom, right, top = (ctypes.c_double() for _ in range(4))
        x, y = ctypes.c_double(), ctypes.c_double()
        found: dict[int, list[Char]] = {}
        turns: dict[int, int] = {}
        frames: dict[int, Frame] = {}
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
                self.objects[address] = self._object(owner, index)
            turn = turns[address]
            made = self.objects[address]
            if not self._is_seen(made, left.value, bottom.value, right.value, top.value):
                self.unseen += not chr(code).isspace()
                continue
            font, name = made.font, made.font_name
            frame = frames.setdefault(turn, Frame(turn, self.width, self.height))
            box = frame.from_content(self.rotation, (left.value, bottom.value, right.value, top.value))
            origin = frame.from_content(self.rotation, (x.value, y.value, x.value, y.value))
            unsure = raw.FPDFText_HasUnicodeMapError(page, index) == 1
            char = Char(chr(code), origin[0], origin[1], *box, font, address, unsure, name)
            found.setdefault(turn, []).append(char)
        counts = Counter({turn: len(chars) for turn, chars in found.items()})
        pages = [PageChars(Frame(turn, self.width, self.height), found[turn]) for turn, _ in counts.most_common()]
        if pages:
            pages[0].unseen = self.unseen
        return pages

    def _turn(self, index: int) -> int:
        """Quarter turns clockwise of the writing on the displayed page."""
        angle = float(self.raw.FPDFText_GetCharAngle(self.page, index))
        # pdfium gives the angle clockwise in the unrotated page; the display turns the page clockwise as well
        return (self.rotation + round(angle / (math.pi / 2))) % 4

    def _object(self, owner: Any, index: int) -> _TextObject:  # noqa: ANN401
        font, name = self._font(owner)
        if not owner:
            return _TextObject(font, name, None, False, False)
        invisible = self.raw.FPDFTextObj_GetTextRenderMode(owner) == INVISIBLE
        return _TextObject(font, name, self._clip(owner), self._is_white(index), invisible)

    def _clip(self, owner: Any) -> Bounds | None:  # noqa: ANN401
        """The rectangle that an object's clip paths leave of it, None if it is not clipped."""
        path = self.raw.FPDFPageObj_GetClipPath(owner)
        count = self.raw.FPDFClipPath_CountPaths(path) if path else 0
        clip: Bounds | None = None
        x, y = ctypes.c_float(), ctypes.c_float()
        for number in range(max(count, 0)):
            xs, ys = [], []
            for part in range(self.raw.FPDFClipPath_CountPathSegments(path, number)):
                segment = self.raw.FPDFClipPath_GetPathSegment(path, number, part)
                self.raw.FPDFPathSegment_GetPoint(segment, x, y)
                xs.append(x.value)
                ys.append(y.value)
            if xs:
                clip = _meet(clip, (min(xs), min(ys), max(xs), max(ys)))
        return clip

    def _is_white(self, index: int) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        self.raw.FPDFText_GetFillColor(self.page, index, red, green, blue, alpha)
        return alpha.value == 0 or min(red.value, green.value, blue.value) >= WHITE

    def _is_seen(self, made: _TextObject, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether a glyph can be seen: on the page, inside its clip, drawn, and not white on white."""
        x, y = (left + right) / 2, (bottom + top) / 2
        page = (self.height, self.width) if self.rotation % 2 else (self.width, self.height)
        if made.invisible or not (0 <= x <= page[0] and 0 <= y <= page[1]):
            return False
        clip = made.clip
        if clip is not None and not (clip[0] - 1 <= x <= clip[2] + 1 and clip[1] - 1 <= y <= clip[3] + 1):
            return False
        return not made.white or self._is_dark(left, bottom, right, top)

    def _is_dark(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether the page is anything but white where a white glyph stands; the page is drawn once for that."""
        if self.background is None:
            self.background = self.draw()
        x0, y0, x1, y1 = displayed(self.rotation, self.width, self.height, (left, bottom, right, top))
        area = self.background.crop((int(x0), int(y0), max(int(x1) + 1, int(x0) + 2), max(int(y1) + 1, int(y0) + 2)))
        return bool(area.getextrema()[0] < WHITE - 30)

    def _font(self, owner: Any) -> tuple[int, str]:  # noqa: ANN401
        font = self.raw.FPDFTextObj_GetFont(owner) if owner else None
        address = ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0
        if address and address not in self.names:
            self.names[address] = _text(lambda buffer, size: self.raw.FPDFFont_GetBaseFontName(font, buffer, size))
        return address, self.names.get(address, "")


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
