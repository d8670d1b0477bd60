"""The letter before a heading, and the space behind it."""

import pytest

from extract.read.ocr.glyph_pictures import Glyph, GlyphRow
from extract.read.ocr.ocr_interface import Piece
from extract.read.ocr.outline_letters import with_letter_apart

WORD = [Glyph(x, 0, x + 16, 20) for x in (32, 50, 68)]
STOP = Glyph(18, 16, 22, 20)


def read(text: str, stop: Glyph = STOP) -> list[str]:
    row = GlyphRow([Glyph(0, 0, 16, 20), stop, *WORD], 0, 20, [])
    return [piece.text for piece in with_letter_apart([Piece(text, (0, 0, 84, 20), 0.9)], row)]


@pytest.mark.parametrize("text", ["ข.สถานที่", "ข,สถานที่", "ข,.สถานที่"])
def test_a_letter_is_set_apart_where_the_ink_shows_a_space(text):
    assert read(text) == ["ข.", "สถานที่"]


def test_a_letter_read_apart_has_a_full_stop():
    row = GlyphRow([Glyph(0, 0, 16, 20), STOP, *WORD], 0, 20, [])
    pieces = [Piece("ข,.", (0, 0, 22, 20), 0.9), Piece("สถานที่", (32, 0, 84, 20), 0.9)]
    assert [piece.text for piece in with_letter_apart(pieces, row)] == ["ข.", "สถานที่"]


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("ก.ย.นี้", Glyph(18, 16, 30, 20)),  # an abbreviation: no space behind its full stop
        ("ก.ย.นี้", Glyph(18, 0, 22, 20)),  # another letter
        ("ขสถานที่", STOP),
        ("12.สถานที่", STOP),
    ],
)
def test_other_beginnings_stay(text, stop):
    assert read(text, stop) == [text]


def test_no_text_stays_none():
    assert with_letter_apart([], GlyphRow([], 0, 20, [])) == []
