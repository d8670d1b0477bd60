"""Recognizes round bullets by their shape, as OCR engines read them as full stops."""

from __future__ import annotations

from extract.read.ocr.digit_reader import ReadNumber
from extract.read.ocr.glyph_pictures import GlyphRow

SIZE = (0.2, 0.65)
"""Minimum and maximum size of a bullet, in letter heights."""

MIDDLE = (0.25, 0.75)
"""Range of its middle between the top of the letters (0) and the baseline (1)."""

GAP = 0.25
"""Minimum distance from the text, in letter heights."""

CONFIDENCE = 0.9


def bullet(row: GlyphRow) -> ReadNumber | None:
    """The bullet at the start of a row, or None."""
    if len(row.glyphs) < 3:
        return None
    first, second = row.glyphs[:2]
    is_round = 0.75 <= first.width / first.height <= 1.33
    is_sized = SIZE[0] * row.body <= first.height <= SIZE[1] * row.body
    height = ((first.top + first.bottom) / 2 - row.top) / row.body
    if not (is_round and is_sized and MIDDLE[0] <= height <= MIDDLE[1] and second.x0 - first.x1 >= GAP * row.body):
        return None
    return ReadNumber("•", (first.x0, first.top, first.x1, first.bottom), CONFIDENCE, range(1))
