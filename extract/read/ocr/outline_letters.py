"""Sets the letter before a heading (ก.) apart from it where the ink shows a space that the engine did not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.read.ocr.glyph_pictures import Glyph, GlyphRow
from extract.read.ocr.ocr_interface import Piece
from normalize.script import CONSONANT

LETTER = re.compile(rf"([{CONSONANT}])[.,]{{1,2}}")
"""A letter with its full stop, which may be read as a comma, or as both."""

SMALL, ON_LINE = 0.35, 0.2
"""Maximum size of a full stop, and its maximum distance from the line, in letter heights."""

GAP = 0.25
"""Minimum width of the space behind it, in letter heights. Abbreviations have none: ก.ย."""


def with_letter_apart(pieces: Sequence[Piece], row: GlyphRow) -> list[Piece]:
    """The pieces of a row, its first word divided behind a letter with a full stop if there is a space."""
    if not pieces or len(row.glyphs) < 3:
        return list(pieces)
    first, *others = sorted(pieces, key=lambda piece: piece.box[0])
    match = LETTER.match(first.text)
    letter, stop, behind = row.glyphs[:3]
    if match is None or not _is_stop(stop, row) or behind.x0 - stop.x1 < GAP * row.body or letter.x1 > stop.x0:
        return list(pieces)
    x0, top, x1, bottom = first.box
    rest = first.text[match.end() :]
    head = replace(first, text=f"{match[1]}.", box=(x0, top, stop.x1, bottom))
    tail = [replace(first, text=rest, box=(behind.x0, top, max(x1, behind.x1), bottom))] if rest else []
    return [head, *tail, *others]


def _is_stop(glyph: Glyph, row: GlyphRow) -> bool:
    is_small = max(glyph.width, glyph.height) <= SMALL * row.body
    return is_small and abs(glyph.bottom - row.bottom) <= ON_LINE * row.body
