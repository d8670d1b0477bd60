"""Two readings of a row, with English and without: words of each."""

from __future__ import annotations

from extract.read.ocr.languages import settled
from extract.read.ocr.ocr_interface import Piece, RecognizedLine

Word = tuple[str, float]


def line(*words: Word) -> list[RecognizedLine]:
    """Words of one width."""
    pieces = tuple(Piece(text, (50 * at, 0, 50 * at + 40, 20), sure) for at, (text, sure) in enumerate(words))
    return [RecognizedLine(pieces, (0, 0, 50 * len(words), 20))]


def text(lines) -> str:
    return " ".join(piece.text for line in lines for piece in line.pieces)


def test_a_thai_word_is_no_latin_one():
    thai = line(("7.500", 0.9), ("บาท", 0.99), ("อบต.", 0.98))
    both = line(("7,500", 0.99), ("vin", 0.99), ("oun.", 0.99))
    assert text(settled(thai, both)) == "7,500 บาท อบต."


def test_latin_words_stay():
    thai = line(("มาตรการ", 0.99), ("ผ๐", 0.97), ("แฒซ", 0.97))
    both = line(("มาตรการ", 0.99), ("No", 0.99), ("Gift", 0.99))
    assert text(settled(thai, both)) == "มาตรการ No Gift"


def test_capitals_are_read_with_english_though_the_row_is_not():
    thai = line(("โครงการติดตั้งระบบติดตาม", 0.99), ("(605)", 0.97), ("บาท", 0.99))
    both = line(("โครงการติดตั้งระบบติดตาม", 0.96), ("(GPS)", 0.99), ("UM", 0.99))
    assert text(settled(thai, both)) == "โครงการติดตั้งระบบติดตาม (GPS) บาท"
    assert text(settled(thai, line(("โครงการ", 0.9), ("(GPS)", 0.9), ("บาท", 0.9)))) == text(thai)


def test_readings_of_several_lines_are_not_mixed():
    thai, both = line(("บาท", 0.99)), line(("um", 1.0))
    assert settled([*thai, *thai], [*both, *both]) == [*both, *both]


def test_a_short_thai_word_is_no_digit():
    thai = line(("ปี", 0.94), ("66", 0.97))
    assert text(settled(thai, line(("7", 0.99), ("66", 0.99)))) == "ปี 66"
    joined = [RecognizedLine((Piece("7166", (0, 0, 90, 20), 0.99),), (0, 0, 90, 20))]
    assert text(settled(thai, joined)) == "ปี 66"


def test_digits_stay_where_thai_data_reads_no_word():
    both = line(("7", 0.99), ("66", 0.99))
    assert text(settled(line(("ฆค", 0.94), ("66", 0.97)), both)) == "7 66"
    assert text(settled(line(("ปี", 0.8), ("66", 0.97)), both)) == "7 66"
    assert text(settled(line(("1", 0.94), ("66", 0.97)), both)) == "7 66"
