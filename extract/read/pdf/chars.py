"""The characters of a PDF page as pdfium gives them: code, ink box, baseline, font, direction.

Everything is turned into the frame of the reader: x grows along the line of writing, y grows downwards, whatever the
rotation of the page or of its content. Nothing is repaired here. Reading is one call a character for its ink and one
for its text object; all that the characters of an object share is asked once an object, the codes once a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.read.layout.printed import Frame
from extract.read.pdf.calls import Calls
from extract.read.pdf.covers import covered_objects
from extract.read.pdf.letters import MARKS
from extract.read.pdf.text_objects import ASKEW, TextObject, TextObjects

Array = npt.NDArray[np.float64]

LONGEST_SIDE = 4_000
"""Pixels of the longer side of a page that is drawn to see what stands under white text; A0 has 3,370 points."""

WHITE = 250
"""A channel from here on (0..255) is white."""


OFF_PAGE = (-9e3, -9e3, -9e3, -9e3)
"""Where a glyph that something is drawn over counts as standing."""


@dataclass(slots=True)
class Char:
    """One glyph. x0 top x1 bottom is its ink, `y` its baseline, all in points of the turned frame.

    `x` is the origin of a space and of what may be given twice (see `_origins`), else the left side of the ink.
    `unsure` tells that the font has no Unicode value for it: `char` is then its code in the font. `lead` is how far
    behind a space's own origin the next glyph's is; None where nothing follows. `index` counts the page's characters
    in the order of the content. `spaced` tells that pdfium sees a gap before it: it gives spaces that are objects of
    their own no place.
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
    index: int = -1
    lead: float | None = None
    spaced: bool = False

    @property
    def width(self) -> float:
        """The width of the ink."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """The height of the ink."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The middle of the ink across."""
        return (self.x0 + self.x1) / 2

    @property
    def middle_height(self) -> float:
        """The middle of the ink from top to bottom."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class PageChars:
    """The characters of one direction of writing, in the order of the content."""

    frame: Frame
    chars: list[Char]


@dataclass(slots=True)
class _Read:
    """All characters of a page as columns; boxes are left, right, bottom, top of the unrotated page."""

    codes: npt.NDArray[np.uint32]
    boxes: Array
    owners: npt.NDArray[np.int64]
    objects: list[TextObject]
    unsure: set[int] = field(default_factory=set)
    spaced: set[int] = field(default_factory=set)


def read_chars(page: Any, calls: Calls) -> tuple[list[PageChars], Counter[str]]:  # noqa: ANN401 (pypdfium2 has no types)
    """All characters of a pypdfium2 page and its text page that can be seen, and how many are left out, by reason.

    `hidden` cannot be seen; `askew` stands among the lines and belongs to none, as a watermark or a stamp does.

    They come by direction of writing, the one with the most characters first.
    """
    width, height = page.get_size()
    rotation = page.get_rotation() // 90 % 4
    read = _columns(calls, TextObjects(calls, rotation))
    if read is None:
        return [], Counter()
    covered = covered_objects(page, calls.raw, {made.address for made in read.objects if not made.invisible})
    if covered:
        hidden = np.array([made.address in covered for made in read.objects])[read.owners]
        read.boxes[hidden] = OFF_PAGE
    scale = min(1.0, LONGEST_SIDE / max(width, height, 1.0))
    seen = _seen(read, lambda: page.render(scale=scale, grayscale=True).to_pil().convert("L"), rotation, width, height)
    printing = ~np.isin(read.codes, [0, *_BLANK])
    turns = np.array([made.turn for made in read.objects])[read.owners]
    askew = seen & printing & (turns == ASKEW)
    left_out = Counter(hidden=int(np.count_nonzero(~seen & printing)), askew=int(np.count_nonzero(askew)))
    seen &= turns != ASKEW
    pages = []
    for turn, _ in Counter(turns[seen].tolist()).most_common():
        frame = Frame(int(turn), width, height)
        pages.append(PageChars(frame, _chars(read, np.flatnonzero(seen & (turns == turn)), frame, rotation, calls)))
    return pages, left_out


_BLANK = [0x09, 0x0A, 0x0D, 0x20, 0xA0]


# -- reading ------------------------------------------------------------------------------------------------------


def _columns(calls: Calls, known: TextObjects) -> _Read | None:
    count = calls.count()
    if count <= 0:
        return None
    codes, boxes = calls.codes(count), calls.boxes(count)
    addresses, first, owners = np.unique(calls.owners(count), return_index=True, return_inverse=True)
    objects = [known.read(int(address), int(index)) for address, index in zip(addresses, first, strict=True)]
    read = _Read(codes, boxes, owners, objects)
    _drop_generated(read, calls)
    read.unsure = set(_unsure(read, calls))
    return read


def _drop_generated(read: _Read, calls: Calls) -> None:
    """Mark what pdfium put in by itself (spaces and line ends that no content draws) as not there."""
    if read.objects[0].address:
        return
    for index in np.flatnonzero(read.owners == 0):
        if calls.is_generated(int(index)):
            if read.codes[index] == 0x20:
                read.spaced.add(int(index) + 1)
            read.codes[index] = 0


def _unsure(read: _Read, calls: Calls) -> Iterator[int]:
    """The characters that their font has no Unicode value for.

    Thai codes are trusted. The rest are asked for once a font and code, and one by one in a font that has some.
    """
    fonts = np.array([made.font for made in read.objects])[read.owners]
    other = np.flatnonzero(((read.codes < 0x0E00) | (read.codes > 0x0E7F)) & (read.codes != 0))
    if not len(other):
        return
    _, numbers = np.unique(fonts[other], return_inverse=True)
    pairs, first = np.unique(numbers * 0x110000 + read.codes[other], return_index=True)
    doubted = {int(pair) // 0x110000 for pair, at in zip(pairs, first, strict=True) if calls.is_unsure(int(other[at]))}
    for index in other[np.isin(numbers, list(doubted))] if doubted else ():
        if calls.is_unsure(int(index)):
            yield int(index)


# -- what can be seen ---------------------------------------------------------------------------------------------


def _seen(read: _Read, draw: Callable[[], Any], rotation: int, width: float, height: float) -> npt.NDArray[np.bool_]:
    """Which characters can be seen: on the page, inside their clip, drawn, and not white on white."""
    x, y = (read.boxes[:, 0] + read.boxes[:, 1]) / 2, (read.boxes[:, 2] + read.boxes[:, 3]) / 2
    frame = Frame(0, width, height)
    page = (height, width) if rotation % 2 else (width, height)
    clips = np.array([made.clip or (-1e9, -1e9, 1e9, 1e9) for made in read.objects])[read.owners]
    drawn = np.array([not made.invisible for made in read.objects])[read.owners]
    seen: npt.NDArray[np.bool_] = (read.codes != 0) & drawn & (x >= 0) & (x <= page[0]) & (y >= 0) & (y <= page[1])
    seen &= (x >= clips[:, 0] - 1) & (x <= clips[:, 2] + 1) & (y >= clips[:, 1] - 1) & (y <= clips[:, 3] + 1)
    white = np.array([made.white for made in read.objects])[read.owners] & seen
    if white.any():
        boxes = frame.from_content(rotation, tuple(read.boxes[:, (0, 2, 1, 3)].T))
        page_drawn = draw()
        _drop_white(seen, np.flatnonzero(white), np.array(boxes).T * (page_drawn.width / max(width, 1.0)), page_drawn)
    return seen


def _drop_white(seen: npt.NDArray[np.bool_], white: npt.NDArray[np.int64], boxes: Array, drawn: Any) -> None:  # noqa: ANN401
    """White glyphs are seen where the page, drawn once for that, is anything but white; boxes are in its pixels."""
    for index in white:
        x0, y0, x1, y1 = boxes[index].tolist()
        box = (int(x0), int(y0), max(int(x1) + 1, int(x0) + 2), max(int(y1) + 1, int(y0) + 2))
        seen[index] = drawn.crop(box).getextrema()[0] < WHITE - 30


# -- characters ---------------------------------------------------------------------------------------------------


def _chars(read: _Read, places: npt.NDArray[np.int64], frame: Frame, rotation: int, calls: Calls) -> list[Char]:
    """The characters at `places`, turned upright."""
    left, right, bottom, top = read.boxes[places].T
    x0, y0, x1, y1 = frame.from_content(rotation, (left, bottom, right, top))
    owners = read.owners[places].tolist()
    objects = read.objects
    feet = [frame.from_content(rotation, (*made.origin, *made.origin))[1] for made in objects]
    texts = list(map(chr, read.codes[places].tolist()))
    made = [objects[owner] for owner in owners]
    left, top = x0.tolist(), y0.tolist()  # type: ignore[attr-defined]
    right, bottom = x1.tolist(), y1.tolist()  # type: ignore[attr-defined]
    chars = list(
        map(
            Char,
            texts,
            left,
            [feet[owner] for owner in owners],
            left,
            top,
            right,
            bottom,
            [item.font for item in made],
            [item.address for item in made],
            repeat(False),
            [item.font_name for item in made],
            places.tolist(),
        )
    )
    if read.unsure or read.spaced:
        for char in chars:
            char.unsure, char.spaced = char.index in read.unsure, char.index in read.spaced
    _origins(chars, read.codes[places], frame, rotation, calls)
    return chars


_MARKS = sorted(map(ord, MARKS))


def _origins(chars: list[Char], codes: npt.NDArray[np.uint32], frame: Frame, rotation: int, calls: Calls) -> None:
    """The origins of what may stand at another glyph's place, and how wide the spaces are.

    An ActualText of several characters for one glyph gives all of them its origin; as most characters have an object
    in common with their neighbours, a mark and the letter before it are asked for where their inks touch.
    """

    def origin(char: Char) -> float:
        x, y = calls.origin(char.index)
        return frame.from_content(rotation, (x, y, x, y))[0]

    for at in np.flatnonzero(codes[:-1] == 0x20):
        space = chars[at]
        space.x = origin(space)
        space.lead = origin(chars[at + 1]) - space.x
    for at in np.flatnonzero(np.isin(codes[1:], _MARKS)):
        before, mark = chars[at], chars[at + 1]
        if mark.bottom > before.bottom - 0.3 * before.height and before.char not in MARKS:
            mark.x, before.x = origin(mark), origin(before)
