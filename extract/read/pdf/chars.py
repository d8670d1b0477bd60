"""Reads the characters of a PDF page from pdfium: code, ink box, baseline, font, direction.

All coordinates are transformed to the reading frame: x grows along the line of text, y grows downwards, whatever the
rotation of the page or of its content. Nothing is repaired here. Each character needs one call for its ink box and
one for its text object. Properties shared by the characters of an object are fetched once per object, the codes once
per page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from extract.read.layout.printed import Frame
from extract.read.pdf.actual_text import place_told
from extract.read.pdf.calls import Calls
from extract.read.pdf.covers import Scene, hidden_glyphs, read_scene
from extract.read.pdf.drawing import UNMOVED, Drawn, moved
from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import Kind, kinds_of
from extract.read.pdf.page_frame import FEWEST_PIECES, climb, page_frame, straight, text_frame
from extract.read.pdf.repeated import place_repeated
from extract.read.pdf.text_objects import ASKEW, TextObjects, read_objects
from extract.read.pdf.watermarks import watermarks
from normalize.script import NIKHAHIT, SARA_AA, SARA_AM

LONGEST_SIDE = 4_000
"""Longer side in pixels of a page drawn to examine the background of white text. A0 has 3,370 points."""

WHITE = 250
"""Minimum value (0..255) of a white colour channel."""

OFF_PAGE = (-9e3, -9e3, -9e3, -9e3)
"""Position assigned to a glyph that is covered by later drawing."""


@dataclass(slots=True)
class PageChars:
    """The characters of one writing direction, in content order.

    `shadows` are the distances to the right and down at which text is repeated that pdfium omits, shape (n, 2).
    """

    frame: Frame
    glyphs: Glyphs
    shadows: Numbers


@dataclass(slots=True)
class _Read:
    """All characters of a page as columns. Boxes are left, right, bottom, top on the unrotated page."""

    codes: Integers
    boxes: Numbers
    owners: Integers
    objects: TextObjects
    unsure: Flags
    spaced: Flags
    runs: Integers
    """The number of each object in drawing order."""
    joined: int = 0
    """Number of sara am that were a space and sara aa."""


def read_chars(
    page: Any,  # noqa: ANN401 (pypdfium2 has no types)
    calls: Calls,
    scene: Scene | None = None,
) -> tuple[list[PageChars], Counter[str]]:
    """All visible characters of a pypdfium2 page and its text page, and the number of omitted ones by reason.

    Reasons: `hidden` is invisible; `askew` is slanted text that belongs to no line, such as a watermark or a stamp;
    `watermark` is pale text under or between the lines; `sara_am_joined` is the first character of a sara am in two.

    Characters are grouped by writing direction, the one with the most characters first. `scene`: the objects that are
    drawn on the page.
    """
    scene = scene or read_scene(page, calls.raw)
    sheet, rotation = page_frame(page, calls.raw), page.get_rotation() // 90 % 4
    read = _columns(page, calls, rotation, scene.objects)
    if read is None:
        return [], Counter()
    objects = read.objects
    moves, aways = place_repeated(calls.raw, scene.objects, objects.addresses, objects.fonts, _inks(read))
    if len(aways):
        read.boxes += moves[read.owners][:, (0, 0, 1, 1)]
        objects.origins[:] += moves
    shown = np.flatnonzero(~objects.invisible[read.owners])
    hidden = hidden_glyphs(page, calls.raw, scene, read.boxes[shown], objects.addresses[read.owners[shown]])
    read.boxes[_with_blanks(read, shown[hidden])] = OFF_PAGE
    scale = min(1.0, LONGEST_SIDE / max(sheet.width, sheet.height, 1.0))
    seen = _seen(read, lambda: page.render(scale=scale, grayscale=True).to_pil().convert("L"), rotation, sheet)
    printing = ~np.isin(read.codes, _BLANK)
    turns = objects.turns[read.owners]
    askew = seen & printing & (turns == ASKEW)
    left_out = Counter(hidden=int(np.count_nonzero(~seen & printing)), askew=int(np.count_nonzero(askew)))
    left_out["sara_am_joined"] += read.joined
    seen &= turns != ASKEW
    if (objects.colours[:, :3] * objects.colours[:, 3:] > 0).any():  # not all black
        shown = np.flatnonzero(seen)
        marks = shown[watermarks(read.codes[shown], read.boxes[shown], objects.colours[read.owners[shown]])]
        seen[marks] = False
        left_out["watermark"] = int(np.count_nonzero(printing[marks]))
    pages = []
    for turn, _ in Counter(turns[seen].tolist()).most_common():
        places = np.flatnonzero(seen & (turns == turn))
        owners = read.owners[places]
        frame = text_frame(sheet, int(turn), objects.slants[owners], read.boxes[places])
        if not frame.skew and len(objects.addresses) > FEWEST_PIECES:
            first = places[np.flatnonzero(np.diff(owners, prepend=-1))]
            x, y = _turned_points(frame, rotation, objects.origins[read.owners[first]])
            frame = replace(frame, skew=climb(x, y, read.boxes[first]))
        x, y = _turned_points(replace(frame, skew=0.0), rotation, np.concatenate((np.zeros((1, 2)), aways)))
        shadows = np.stack((x[1:] - x[0], y[1:] - y[0]), axis=1)
        pages.append(PageChars(frame, _glyphs(read, places, frame, rotation, calls), shadows))
    return pages, left_out


def _with_blanks(read: _Read, hidden: Integers) -> Integers:
    """The hidden characters, and the blanks behind one of their object. Nobody sees whether a blank is hidden."""
    is_blank = np.isin(read.codes, _BLANK)
    last = np.maximum.accumulate(np.where(is_blank, -1, np.arange(len(is_blank))))
    gone = np.zeros(len(is_blank), dtype=np.bool_)
    gone[hidden[~is_blank[hidden]]] = True
    is_behind = is_blank & (last >= 0) & (read.owners[last] == read.owners)
    return np.flatnonzero(gone | (is_behind & gone[last]))


_BLANK = [0, 0x09, 0x0A, 0x0D, 0x20, 0xA0]
_SPACE = 0x20
_AA = ord(SARA_AA)
_RINGS = [0x20, 0xA0, ord(NIKHAHIT), 0xFFFD, 0xB0, 0x2DA]


# -- reading ------------------------------------------------------------------------------------------------------


def _columns(page: Any, calls: Calls, rotation: int, drawn: Sequence[Drawn]) -> _Read | None:  # noqa: ANN401
    count = calls.count()
    if count <= 0:
        return None
    codes, boxes = calls.codes(count).astype(np.int64), calls.boxes(count)
    addresses, first, owners = np.unique(calls.owners(count), return_index=True, return_inverse=True)
    objects = _with_clips_in_place(read_objects(calls, rotation, addresses.tolist(), first.tolist()), drawn)
    order = {entry.address: number for number, entry in enumerate(drawn)}
    runs = np.array([order.get(address, -1) for address in addresses.tolist()], dtype=np.int64)
    read = _Read(codes, boxes, owners, objects, np.zeros(count, np.bool_), np.zeros(count + 1, np.bool_), runs)
    _drop_generated(read, calls)
    read.joined = _join_am(codes, boxes, owners)
    place_told(page, calls, codes, boxes, objects.addresses[owners])
    read.unsure[list(_unsure(read, calls))] = True
    return read


def _inks(read: _Read) -> Numbers:
    """The width and the height of the ink of each object."""
    inked = np.flatnonzero((read.codes != 0) & (read.boxes[:, 1] > read.boxes[:, 0]))
    count = len(read.objects.addresses)
    low, high = np.full((count, 2), np.inf), np.full((count, 2), -np.inf)
    np.minimum.at(low, read.owners[inked], read.boxes[inked][:, (0, 2)])
    np.maximum.at(high, read.owners[inked], read.boxes[inked][:, (1, 3)])
    sizes: Numbers = high - low
    return sizes


def _with_clips_in_place(objects: TextObjects, drawn: Sequence[Drawn]) -> TextObjects:
    """The objects, with the clips of those inside form XObjects moved to their place on the page."""
    inner = {entry.address: entry.matrix for entry in drawn if entry.matrix != UNMOVED}
    if objects.clips is None or not inner:
        return objects
    pairs = zip(objects.addresses.tolist(), objects.clips.tolist(), strict=True)
    return replace(objects, clips=np.array([moved(inner.get(address, UNMOVED), clip) for address, clip in pairs]))


def _drop_generated(read: _Read, calls: Calls) -> None:
    """Mark characters generated by pdfium (spaces and line ends that are not in the content) as absent.

    Those between two objects are of none, those in a gap within an object are of it.
    """
    asked = read.codes == _SPACE
    if not read.objects.addresses[0]:
        asked |= read.owners == 0
    places = np.flatnonzero(asked)
    generated = places[calls.are_generated(places.tolist())]
    read.spaced[generated[read.codes[generated] == _SPACE] + 1] = True
    read.codes[generated] = 0


def _join_am(codes: Integers, boxes: Numbers, owners: Integers) -> int:
    """Name the glyphs whose text is a space, or a ring, and sara aa: they are sara am. pdfium gives both one box."""
    joined = np.flatnonzero((codes[1:] == _AA) & np.isin(codes[:-1], _RINGS) & (owners[1:] == owners[:-1]))
    joined = joined[(boxes[joined] == boxes[joined + 1]).all(axis=1)]
    codes[joined], codes[joined + 1] = 0, ord(SARA_AM)
    return len(joined)


def _unsure(read: _Read, calls: Calls) -> Iterator[int]:
    """The characters without a Unicode value in their font.

    Thai codes are trusted. Others are checked once per font and code, and one by one in a font with such characters.
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


# -- visibility ---------------------------------------------------------------------------------------------------


def _seen(read: _Read, draw: Callable[[], Any], rotation: int, sheet: Frame) -> Flags:
    """Which characters are visible: on the page, inside their clip, drawn, and not white on white."""
    x, y = (read.boxes[:, 0] + read.boxes[:, 1]) / 2, (read.boxes[:, 2] + read.boxes[:, 3]) / 2
    left, bottom = sheet.origin
    right, top = (sheet.height, sheet.width) if rotation % 2 else (sheet.width, sheet.height)
    objects = read.objects
    seen: Flags = (read.codes != 0) & (x >= left) & (x <= left + right) & (y >= bottom) & (y <= bottom + top)
    if objects.invisible.any():
        seen &= ~objects.invisible[read.owners]
    if objects.clips is not None:
        clips = objects.clips[read.owners]
        inside = (x >= clips[:, 0] - 1) & (x <= clips[:, 2] + 1) & (y >= clips[:, 1] - 1) & (y <= clips[:, 3] + 1)
        seen &= _with_letters(read, inside)
    white = objects.white[read.owners] & seen if objects.white.any() else objects.white
    if white.any():
        boxes = sheet.from_content(rotation, tuple(read.boxes[:, (0, 2, 1, 3)].T))
        drawn = draw()
        _drop_white(seen, np.flatnonzero(white), np.array(boxes).T * (drawn.width / max(sheet.width, 1.0)), drawn)
    return seen


def _with_letters(read: _Read, inside: Flags) -> Flags:
    """Which characters are inside their clip; a mark is if its letter is.

    A clip at the end of a page or cell may cut a line so that only the marks of its letters are on the other side.
    """
    marks, (bottom, top) = np.isin(read.codes, _MARKS), read.boxes[:, 2:].T
    letters = np.maximum.accumulate(np.where(marks | (read.codes == 0), 0, np.arange(len(marks))))
    is_own = marks & (np.abs(bottom - bottom[letters]) <= 2 * np.abs(top - bottom)[letters])
    return np.where(is_own, inside[letters], inside)


_MARKS = [0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)]


def _drop_white(seen: Flags, white: Integers, boxes: Numbers, drawn: Any) -> None:  # noqa: ANN401
    """Remove white glyphs on a white background from `seen`. `drawn` is the rendered page; boxes are in its pixels."""
    for index in white:
        x0, y0, x1, y1 = boxes[index].tolist()
        box = (int(x0), int(y0), max(int(x1) + 1, int(x0) + 2), max(int(y1) + 1, int(y0) + 2))
        seen[index] = drawn.crop(box).getextrema()[0] < WHITE - 30


# -- glyphs -------------------------------------------------------------------------------------------------------


def _glyphs(read: _Read, places: Integers, frame: Frame, rotation: int, calls: Calls) -> Glyphs:
    """The glyphs at indices `places`, in the upright frame."""
    left, right, bottom, top = read.boxes[places].T
    owners, codes, objects = read.owners[places], read.codes[places], read.objects
    flat, origins = replace(frame, skew=0.0), np.array(_turned_points(frame, rotation, objects.origins))
    x0, y0, x1, y1 = _turned(flat, rotation, left, bottom, right, top)
    if frame.skew or objects.slants[owners].any():
        slanted = np.array(_turned_points(flat, rotation, objects.origins))[:, owners]
        x0, y0, x1, y1 = straight((x0, y0, x1, y1), slanted, origins[:, owners], objects.slants[owners])
    glyphs = Glyphs(
        codes,
        kinds_of(codes),
        x0,
        origins[1][owners],
        x0,
        y0,
        x1,
        y1,
        objects.fonts[owners],
        read.unsure[places],
        places,
        np.full(len(places), np.nan),
        read.spaced[places],
        read.runs[owners],
        objects.font_names,
    )
    _set_origins(glyphs, lambda at: _turned_points(frame, rotation, calls.origins(places[at].tolist()))[0])
    return glyphs


def _turned_points(frame: Frame, rotation: int, points: Numbers) -> tuple[Numbers, Numbers]:
    """Transform points of the unrotated page to x and y in the frame."""
    x, y = points.T
    return _turned(frame, rotation, x, y, x, y)[:2]


def _turned(frame: Frame, rotation: int, *box: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Transform boxes of the unrotated page to the frame, all at once."""
    turned: Any = frame.from_content(rotation, box)  # type: ignore[arg-type]
    return turned  # type: ignore[no-any-return]


def _set_origins(glyphs: Glyphs, origins: Callable[[Integers], Numbers]) -> None:
    """Set the origins of glyphs that may share the position of another glyph, and the widths of spaces.

    All characters of an ActualText for one glyph have the origin of that glyph. As most characters share a text object
    with their neighbours, the origins of a mark and the letter before it are fetched only if their ink boxes touch.
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
