import pytest

from extract.read.ocr.glyph_pictures import GlyphRow
from extract.read.ocr.ink import Ink
from extract.read.ocr.lines import on_ink, printed_line, with_numbers, without_junk
from extract.read.ocr.ocr_interface import Piece

ROW = GlyphRow([], 100, 120, [])


def piece(text: str, x0: int, x1: int, confidence: float = 0.9) -> Piece:
    return Piece(text, (x0, 100, x1, 120), confidence)


def text(pieces, numbers) -> str:
    line = printed_line(with_numbers(pieces, numbers), ROW, frozenset(map(id, numbers)), 0.5)
    return " ".join(segment.text for segment in line.segments())


def test_a_number_stands_where_it_was():
    assert text([piece("ปี", 0, 20), piece("ถึง", 100, 130)], [piece("๒๕๖๖", 40, 90)]) == "ปี ๒๕๖๖ ถึง"


def test_a_number_close_to_letters_has_no_space():
    assert text([piece("ปี", 0, 20), piece("ถึง", 72, 100)], [piece("๒๕๖๖", 22, 70)]) == "ปี๒๕๖๖ถึง"


def test_a_piece_that_reaches_over_a_number_is_cut():
    number = piece("๑", 50, 60)
    assert text([piece("กขคง", 0, 110)], [number]) == "กข๑คง"


def test_pieces_that_touch_keep_their_space():
    assert text([piece("กข", 0, 50), piece("คง", 50, 90)], []) == "กข คง"


def test_places_are_in_points():
    line = printed_line([piece("กข", 10, 50)], ROW, frozenset(), 0.5)
    cluster = line.clusters[0]
    assert (cluster.x0, cluster.x1, cluster.top, cluster.bottom) == (5, 25, 50, 60)
    assert (line.height, line.baseline) == (10, 60)
    assert cluster.confidence == 0.9


def ink(x0: int, x1: int, height: int = 20) -> Ink:
    return Ink(x0, 120 - height, x1, 120, 1)


def sides(boxes, pieces) -> list[tuple[int, int]]:
    return [(x0, x1) for x0, _, x1, _ in on_ink([(x0, 100, x1, 120) for x0, x1 in boxes], pieces, 20)]


def test_the_box_of_a_word_is_that_of_its_ink():
    letters = [ink(0, 18), ink(20, 38), ink(60, 70), ink(85, 100), ink(102, 120)]
    # the white behind the first word, most of the only sign of the second, the first letter of the third
    assert sides([(0, 55), (66, 70), (101, 120)], letters) == [(0, 38), (60, 70), (85, 120)]


def test_specks_and_ink_of_two_words_move_no_box():
    assert sides([(0, 40), (80, 120)], [ink(0, 40), ink(60, 64, 4), ink(80, 120)]) == [(0, 40), (80, 120)]
    assert sides([(0, 40), (60, 100)], [ink(0, 45), ink(30, 65), ink(55, 100)]) == [(0, 45), (55, 100)]


def test_the_number_of_an_entry_has_a_full_stop():
    assert text([piece("1,", 0, 20), piece("กขค", 30, 60)], []) == "1. กขค"
    assert text([piece("1,", 0, 20)], []) == "1,"
    assert text([piece("500,", 0, 20), piece("กขค", 30, 60)], []) == "500, กขค"


def test_the_code_of_a_heading_has_a_full_stop():
    assert text([piece("๒,๑", 0, 30), piece("ความเป็นมา", 40, 200)], []) == "๒.๑ ความเป็นมา"
    assert text([piece("2,1", 0, 30)], []) == "2,1"
    assert text([piece("12,50", 0, 30), piece("บาท", 40, 70)], []) == "12,50 บาท"


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("|กอง ช่าง|", "กอง ช่าง"),
        ("[โครงการ ใหม่", "โครงการ ใหม่"),
        ("[ก] ข้อ", "[ก] ข้อ"),  # brackets
        ("| กอง", "กอง"),
        ("|) กอง", "|) กอง"),  # a number
    ],
)
def test_pieces_of_rules_are_no_text(row, left):
    pieces = [piece(word, 40 * at, 40 * at + 36) for at, word in enumerate(row.split())]
    assert " ".join(p.text for p in without_junk(pieces, 20)) == left


def test_signs_far_from_all_words_are_specks():
    pieces = [piece("กอง", 0, 40), piece("'", 100, 104), piece(".", 400, 404)]
    assert [p.text for p in without_junk(pieces, 20)] == ["กอง"]
    assert [p.text for p in without_junk([pieces[0], piece(".", 50, 54)], 20)] == ["กอง", "."]
    assert not without_junk([], 20)
