"""The letters and words of a scan that rules must be told from: lines run through their tops and bottoms as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.read.layout.printed import Rule
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow, glyph_rows
from extract.read.ocr.ink import Ink, letter_height

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

TOUCH = 2
"""Maximum distance in pixels from a word to a line that may be a stroke of it."""

NARROW = 0.25
"""Maximum width of ink that may be a piece of a rule, in letter heights."""

WORD_GAP = 0.7
"""Maximum gap between letters of a word, in letter heights."""

MOST_TEXT = 0.35
"""Maximum share of a horizontal rule that letters touch."""


@dataclass(frozen=True, slots=True)
class Word:
    """The box of adjacent letters in pixels. `x0` and `x1` are along the lines that are judged, as for a Rule."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Text:
    """The letters of a page in rows, and the words that they form. `letter` is their usual height in pixels."""

    rows: list[GlyphRow]
    letter: float

    @property
    def letters(self) -> list[Glyph]:
        """All letters."""
        return [glyph for row in self.rows for glyph in row.glyphs]

    def words(self, xs: Sequence[float] = (), ys: Sequence[float] = ()) -> list[Word]:
        """The words. Ink on two lines of a lattice that cross, of which `xs` and `ys` are the positions, is a piece of
        both and no letter."""
        return [word for row in self.rows for word in _words(_off_lattice(row, xs, ys), WORD_GAP * self.letter)]

    def is_edge(self, row: Rule) -> bool:
        """Whether a horizontal line runs along words: the tops or bottoms of most letters. A high letter alone may
        touch the rule above its row."""
        near = [letter for letter in self.letters if letter.top - TOUCH <= row.at <= letter.bottom + TOUCH]
        length = sum(max(0.0, min(letter.x1, row.end) - max(letter.x0, row.start)) for letter in near)
        return length > MOST_TEXT * (row.end - row.start)


def find_text(ink: Array, letter: float = 0.0) -> Text:
    """The text in a mask of ink without rules. `letter` is the letter height of the page in pixels, if known: dashes,
    and boxes of them, are most ink of some pages."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = [(x, y, x + w, y + h, 0) for x, y, w, h, area in stats[1:].tolist() if area > 4]
    if not boxes:
        return Text([], 0.0)
    pieces = [Ink(*box) for box in boxes]
    usual = letter or letter_height(pieces)
    letters = [
        piece
        for piece in pieces
        if 0.4 * usual <= piece.bottom - piece.top <= 3 * usual and piece.x1 - piece.x0 > NARROW * usual
    ]
    return Text(glyph_rows(letters), usual)


def _off_lattice(row: GlyphRow, xs: Sequence[float], ys: Sequence[float]) -> list[Glyph]:
    """The glyphs of a row without the ink that is a piece of two crossing lines, as above or below a letter."""
    both = [ink for ink in row.ink if _holds(ink.x0, ink.x1, xs) and _holds(ink.top, ink.bottom, ys)]
    if not both:
        return row.glyphs
    kept: list[Glyph] = []
    for glyph in row.glyphs:
        own = [ink for ink in row.ink if glyph.x0 <= ink.x0 < glyph.x1 and ink not in both]
        if own:
            sides = zip(*(ink[:4] for ink in own), strict=True)
            kept.append(Glyph(*(choose(side) for choose, side in zip((min, min, max, max), sides, strict=True))))
    return kept


def _holds(start: float, end: float, places: Sequence[float]) -> bool:
    """Whether an interval holds the position of a line."""
    return any(start <= place <= end for place in places)


def _words(glyphs: Sequence[Glyph], far: float) -> list[Word]:
    words: list[Word] = []
    for glyph in glyphs:
        last = words[-1] if words else None
        if last is not None and glyph.x0 - last.x1 <= far:
            top, bottom = min(last.top, glyph.top), max(last.bottom, glyph.bottom)
            words[-1] = Word(last.x0, max(last.x1, glyph.x1), top, bottom)
        else:
            words.append(Word(glyph.x0, glyph.x1, glyph.top, glyph.bottom))
    return words
