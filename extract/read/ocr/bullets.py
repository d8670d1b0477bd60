"""Recognizes round bullets and dashes before a text by their shape.

OCR engines read round ones as full stops, and dashes as part of the first word or as other signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.read.ocr.digit_reader import ReadNumber
from extract.read.ocr.glyph_pictures import GlyphRow
from extract.read.ocr.number_cells import is_dash
from extract.read.ocr.ocr_interface import PixelBox

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

SIZE = (0.2, 0.65)
"""Minimum and maximum size of a bullet, in letter heights."""

LARGEST, SOLID, DARK = 0.9, 0.72, 128
"""Maximum size of a bullet in letter heights whose box is filled, the minimum dark share of it, as that of a disc, and
its maximum grey (0..255). Digits and letters are hollow."""

MIDDLE = (0.25, 0.75)
"""Range of its middle between the top of the letters (0) and the baseline (1)."""

GAP = 0.25
"""Minimum distance from the text, in letter heights."""

COLUMN = 2.0
"""Minimum gap between two columns, in letter heights. The text of a bullet is nearer."""

ROUND = "•"

DASH = 0.25
"""Minimum width of a dash, in letter heights."""

CONFIDENCE = 0.9


def bullets(row: GlyphRow, picture: Array | None = None) -> list[ReadNumber]:
    """The bullets of a row: at its start, and before the texts of its other columns. `picture` is the grey image of
    the page. Only the first may be a dash: others are amounts."""
    starts = [at for at, glyph in enumerate(row.glyphs) if at and glyph.x0 - row.glyphs[at - 1].x1 > COLUMN * row.body]
    found = [mark for at in (0, *starts) if (mark := _bullet(row, at, picture)) is not None]
    return [mark for mark in found if mark.indexes[0] == 0 or mark.text == ROUND]


def _bullet(row: GlyphRow, at: int, picture: Array | None) -> ReadNumber | None:
    """The bullet that a glyph of a row is, or None."""
    if len(row.glyphs) < at + 3:
        return None
    first, second = row.glyphs[at : at + 2]
    height = ((first.top + first.bottom) / 2 - row.top) / row.body
    if not MIDDLE[0] <= height <= MIDDLE[1] or not GAP <= (second.x0 - first.x1) / row.body <= COLUMN:
        return None
    box = (first.x0, first.top, first.x1, first.bottom)
    indexes = range(at, at + 1)
    if is_dash(first.width, first.height, row.body) and first.width >= DASH * row.body:
        return ReadNumber("-", box, CONFIDENCE, indexes)
    is_round = 0.75 <= first.width / first.height <= 1.33
    is_sized = SIZE[0] * row.body <= first.height <= SIZE[1] * row.body
    is_sized = is_sized or (first.height <= LARGEST * row.body and _is_solid(box, picture))
    return ReadNumber(ROUND, box, CONFIDENCE, indexes) if is_round and is_sized else None


def _is_solid(box: PixelBox, picture: Array | None) -> bool:
    x0, top, x1, bottom = box
    return picture is not None and bool((picture[top:bottom, x0:x1] < DARK).mean() >= SOLID)
