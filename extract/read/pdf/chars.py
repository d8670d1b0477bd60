"""The characters of a PDF page as pdfium gives them: code, ink box, baseline, font, direction.

Everything is turned into the frame of the reader: x grows along the line of writing, y grows downwards, whatever the
rotation of the page or of its content. Nothing is repaired here. Reading is one call a character for its ink and one
for its text object; all that the characters of an object share is asked once an object, the codes once a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from extract.read.layout.printed import Frame
from extract.read.pdf.actual_text import place_told
from extract.read.pdf.calls import Calls
from extract.read.pdf.covers import covered_objects
from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import Kind, kinds_of
from extract.read.pdf.text_objects import ASKEW, TextObjects, read_objects

LONGEST_SIDE = 4_000
"""Pixels of the longer side of a page that is drawn to see what stands under white text; A0 has 3,370 points."""

WHITE = 250
"""A channel from here on (0..255) is white."""


OFF_PAGE = (-9e3, -9e3, -9e3, -9e3)
"""Where a glyph that something is drawn over counts as standing."""


@dataclass(slots=True)
class PageChars:
    """The characters of one direction of writing, in the order of the content."""

    frame: Frame
    glyphs: Glyphs


@dataclass(slots=True)
class _Read:
    """All characters of a page as columns; boxes are left, right, bottom, top of the unrotated page."""

    codes: Integers
    boxes: Numbers
    owners: Integers
    objects: TextObjects
    unsure: Flags
    spaced: Flags


def read_chars(page: Any, calls: Calls) -> tuple[list[PageChars], Counter[str]]:  # noqa: ANN401 (pypdfium2 has no types)
    """All characters of a pypdfium2 page and its text page that can be seen, and how many are left out, by reason.

    `hidden` cannot be seen; `askew` stands among the lines and belongs to none, as a watermark or a stamp does.

    They come by direction of writing, the one with the most characters first.
    """
    width, height = page.get_size()
    rotation = page.get_rotation() // 90 % 4
    read = _columns(page, calls, rotation)
    if read is None:
        return [], Counter()
    objects = read.objects
    covered = covered_objects(page, calls.raw, set(objects.addresses[~objects.invisible].tolist()))
    if covered:
        read.boxes[np.isin(objects.addresses, list(covered))[read.owners]] = OFF_PAGE
    scale = min(1.0, LONGEST_SIDE / max(width, height, 1.0))
    seen = _seen(read, lambda: page.render(scale=scale, grayscale=True).to_pil().convert("L"), rotation, width, height)
    printing = ~np.isin(read.codes, _BLANK)
    turns = objects.turns[read.owners]
    askew = seen & printing & (turns == ASKEW)
    left_out = Counter(hidden=int(np.count_nonzero(~seen & printing)), askew=int(np.count_nonzero(askew)))
    seen &= turns != ASKEW
    pages = []
    for turn, _ in Counter(turns[seen].tolist()).most_common():
        frame = Frame(int(turn), width, height)
        pages.append(PageChars(frame, _glyphs(read, np.flatnonzero(seen & (turns == turn)), frame, rotation, calls)))
    return pages, left_out


_BLANK = [0, 0x09, 0x0A, 0x0D, 0x20, 0xA0]


# -- reading ------------------------------------------------------------------------------------------------------


def _columns(page: Any, calls: Calls, rotation: int) -> _Read | None:  # noqa: ANN401
    count = calls.count()
    if count <= 0:
        return None
    codes, boxes = calls.codes(count).astype(np.int64), calls.boxes(count)
    addresses, first, owners = np.unique(calls.owners(count), return_index=True, return_inverse=True)
    objects = read_objects(calls, rotation, addresses.tolist(), first.tolist())
    read = _Read(codes, boxes, owners, objects, np.zeros(count, np.bool_), np.zeros(count + 1, np.bool_))
    _drop_generated(read, calls)
    place_told(page, calls, codes, boxes, objects.addresses[owners])
    read.unsure[list(_unsure(read, calls))] = True
    return read


def _drop_generated(read: _Read, calls: Calls) -> None:
    """Mark what pdfium put in by itself (spaces and line ends that no content draws) as not there."""
    if read.objects.addresses[0]:
        return
    ownerless = np.flatnonzero(read.owners == 0)
    generated = ownerless[calls.are_generated(ownerless.tolist())]
    read.spaced[generated[read.codes[generated] == 0x20] + 1] = True
    read.codes[generated] = 0


def _unsure(read: _Read, calls: Calls) -> Iterator[int]:
    """The characters that their font has no Unicode value for.

    Thai codes are trusted. The rest are asked for once a font and code, and one by one in a font that has some.
    """
    fonts = read.objects.fonts[read.owners]
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


def _seen(read: _Read, draw: Callable[[], Any], rotation: int, width: float, height: float) -> Flags:
    """Which characters can be seen: on the page, inside their clip, drawn, and not white on white."""
    x, y = (read.boxes[:, 0] + read.boxes[:, 1]) / 2, (read.boxes[:, 2] + read.boxes[:, 3]) / 2
    frame = Frame(0, width, height)
    page = (height, width) if rotation % 2 else (width, height)
    objects = read.objects
    seen: Flags = (read.codes != 0) & (x >= 0) & (x <= page[0]) & (y >= 0) & (y <= page[1])
    if objects.invisible.any():
        seen &= ~objects.invisible[read.owners]
    if objects.clips is not None:
        clips = objects.clips[read.owners]
        seen &= (x >= clips[:, 0] - 1) & (x <= clips[:, 2] + 1) & (y >= clips[:, 1] - 1) & (y <= clips[:, 3] + 1)
    white = objects.white[read.owners] & seen if objects.white.any() else objects.white
    if white.any():
        boxes = frame.from_content(rotation, tuple(read.boxes[:, (0, 2, 1, 3)].T))
        page_drawn = draw()
        _drop_white(seen, np.flatnonzero(white), np.array(boxes).T * (page_drawn.width / max(width, 1.0)), page_drawn)
    return seen


def _drop_white(seen: Flags, white: Integers, boxes: Numbers, drawn: Any) -> None:  # noqa: ANN401
    """White glyphs are seen where the page, drawn once for that, is anything but white; boxes are in its pixels."""
    for index in white:
        x0, y0, x1, y1 = boxes[index].tolist()
        box = (int(x0), int(y0), max(int(x1) + 1, int(x0) + 2), max(int(y1) + 1, int(y0) + 2))
        seen[index] = drawn.crop(box).getextrema()[0] < WHITE - 30


# -- glyphs -------------------------------------------------------------------------------------------------------


def _glyphs(read: _Read, places: Integers, frame: Frame, rotation: int, calls: Calls) -> Glyphs:
    """The glyphs at `places`, turned upright."""
    left, right, bottom, top = read.boxes[places].T
    x0, y0, x1, y1 = _turned(frame, rotation, left, bottom, right, top)
    owners, codes = read.owners[places], read.codes[places]
    glyphs = Glyphs(
        codes,
        kinds_of(codes),
        x0,
        _turned_points(frame, rotation, read.objects.origins)[1][owners],
        x0,
        y0,
        x1,
        y1,
        read.objects.fonts[owners],
        read.unsure[places],
        places,
        np.full(len(places), np.nan),
        read.spaced[places],
        read.objects.font_names,
    )
    _set_origins(glyphs, lambda at: _turned_points(frame, rotation, calls.origins(places[at].tolist()))[0])
    return glyphs


def _turned_points(frame: Frame, rotation: int, points: Numbers) -> tuple[Numbers, Numbers]:
    """x and y in the frame of points of the unrotated page."""
    x, y = points.T
    return _turned(frame, rotation, x, y, x, y)[:2]


def _turned(frame: Frame, rotation: int, *box: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Boxes of the unrotated page in the frame, all of them at once."""
    turned: Any = frame.from_content(rotation, box)  # type: ignore[arg-type]
    return turned  # type: ignore[no-any-return]


def _set_origins(glyphs: Glyphs, origins: Callable[[Integers], Numbers]) -> None:
    """The origins of what may stand at another glyph's place, and how wide the spaces are.

    An ActualText of several characters for one glyph gives all of them its origin; as most characters have an object
    in common with their neighbours, a mark and the letter before it are asked for where their inks touch.
    """
    spaces = np.flatnonzero(glyphs.codes[:-1] == 0x20)
    is_mark = (glyphs.kinds & Kind.MARK) != 0
    letters = np.flatnonzero(is_mark[1:] & ~is_mark[:-1])
    feet = glyphs.bottom[letters]
    touching = letters[glyphs.bottom[letters + 1] > feet - 0.3 * (feet - glyphs.top[letters])]
    if len(spaces):
        here, behind = origins(spaces), origins(spaces + 1)
        glyphs.x = glyphs.x.copy()
        glyphs.x[spaces], glyphs.lead[spaces] = here, behind - here
    if len(touching):
        here, behind = origins(touching), origins(touching + 1)
        glyphs.x = glyphs.x.copy()
        glyphs.x[touching], glyphs.x[touching + 1] = here, behind
