import numpy as np
import pytest

from extract.read.ocr.digit_reader import CLASSES, OTHER, numbers
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow
from extract.read.ocr.number_cells import (
    DECIDED,
    LOST_COMMA,
    ends,
    has_words,
    is_mostly_digits,
    is_number_row,
    lone_dash,
    whole_row,
)
from extract.read.ocr.ocr_interface import Piece


def row(*widths, height=14, gap=3):
    glyphs, x = [], 0
    for width in widths:
        glyphs.append(Glyph(x, 0, x + width, height if width > 4 else 4))
        x += width + gap
    return GlyphRow(glyphs, 0, height, [])


def chances(text, sure=0.95):
    """The probabilities of a text, `?` for a glyph that belongs to no class."""
    made = np.zeros((len(text), len(CLASSES)), np.float32)
    for index, char in enumerate(text):
        made[index, OTHER if char == "?" else CLASSES.index(char)] = sure
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [("๓๐๐", True), ("-", True), ("๓?๐๐", True), ("?๒๕๖๖", False), ("๔๐?", False), ("๑?๒", False), ("???", False)],
)
def test_numbers_are_told_from_text(text, expected):
    assert is_number_row(chances(text)) is expected


def test_an_unknown_glyph_in_a_number_is_told():
    (number,) = whole_row(row(10, 10, 10, 10), chances("๓?๐๐"))
    assert (number.text, number.confidence) == ("๓\ufffd๐๐", 0.0)


def test_a_letter_that_may_be_a_digit_is_a_doubtful_one():
    likely = chances("?0500")
    likely[0, CLASSES.index("1")] = 0.05
    (number,) = whole_row(row(10, 10, 10, 10, 10), likely)
    assert number.text == "10500"
    assert 0 < number.confidence <= DECIDED


def test_a_digit_that_may_be_a_letter_is_sure_among_digits():
    likely = chances("10500", 0.9)
    likely[0] = 0
    likely[0, [CLASSES.index("1"), OTHER]] = 0.7, 0.3
    (number,) = whole_row(row(10, 10, 10, 10, 10), likely)
    assert number.confidence > 0.95
    likely[0, [CLASSES.index("7"), OTHER]] = 0.3, 0
    (number,) = whole_row(row(10, 10, 10, 10, 10), likely)
    assert number.confidence == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("text", "is_sure"), [("30,000", True), ("30,0006", False), ("50,00000", False), ("1,200.50", True), ("5200", True)]
)
def test_an_amount_with_a_comma_in_another_place_is_doubtful(text, is_sure):
    (number,) = whole_row(row(*(10 if char.isdigit() else 3 for char in text)), chances(text))
    assert (number.confidence > DECIDED) is is_sure


@pytest.mark.parametrize(("text", "is_read"), [("สำนักปลัด", True), ("(665.(262()", False), ("9ว3,6์4", False)])
def test_words_are_told_from_junk_in_place_of_a_number(text, is_read):
    assert has_words([Piece(text, (0, 0, 9, 9), 0.95)]) is is_read


def test_words_without_confidence_are_junk():
    assert not has_words([Piece("สำนักปลัด", (0, 0, 9, 9), 0.6)])


@pytest.mark.parametrize(
    ("texts", "expected"), [(["\ufffd.500"], True), (["\ufffd\ufffd", "๒๐"], False), (["-"], False)]
)
def test_what_has_more_digits_than_other_glyphs_may_be_a_number(texts, expected):
    assert is_mostly_digits(texts) is expected


@pytest.mark.parametrize(
    ("text", "expected", "is_doubtful"),
    [("69,1", "69.1", True), ("๑,๒๐๐,๕", "๑,๒๐๐.๕", True), ("69,100", "69,100", False), ("69,10", "69,10", True)],
)
def test_a_comma_before_a_single_digit_is_a_point(text, expected, is_doubtful):
    (number,) = whole_row(row(*(10 if char.isdigit() else 3 for char in text)), chances(text))
    assert (number.text, number.confidence <= DECIDED) == (expected, is_doubtful)


def test_a_tiny_unknown_glyph_in_a_number_is_a_comma():
    (number,) = whole_row(row(10, 10, 10, 3, 10, 10, 10), chances("๓๐๐?๐๐๐"))
    assert number.text == "๓๐๐,๐๐๐"


def test_a_wide_gap_parts_numbers():
    two = row(10, 10)
    two.glyphs[1].x0 += 40
    two.glyphs[1].x1 += 40
    assert [number.text for number in whole_row(two, chances("๓๐"))] == ["๓", "๐"]


@pytest.mark.parametrize(
    ("width", "height", "found"), [(6, 2, True), (12, 3, True), (2, 2, False), (40, 2, False), (8, 8, False)]
)
def test_a_dash_is_known_by_its_shape(width, height, found):
    alone = GlyphRow([Glyph(0, 0, width, height)], 0, height, [])
    assert (lone_dash([alone], 14) is not None) is found


def test_specks_beside_a_dash_are_no_digits():
    dash, specks = Glyph(40, 20, 48, 24), [Glyph(90, y, 92, y + 4) for y in (22, 30, 44)]
    rows = [
        GlyphRow([dash, specks[0]], 20, 24, []),
        *(GlyphRow([speck], speck.top, speck.bottom, []) for speck in specks[1:]),
    ]
    assert lone_dash(rows, 14).box == (40, 20, 48, 24)
    digit = GlyphRow([Glyph(60, 10, 62, 24)], 10, 24, [])
    assert lone_dash([*rows, digit], 14) is None
    assert lone_dash([*rows, GlyphRow([dash], 20, 24, [])], 14) is None


def test_an_amount_with_a_damaged_end_is_a_number_and_says_so():
    assert is_number_row(chances("?๔,๕๐๐"))
    assert not is_number_row(chances("??,๕๐๐"))
    assert not is_number_row(chances("?๔๕๐๐"))


def spread(text, at):
    """A row with a wide gap before the glyphs with the given indices."""
    made, x = row(*[10 for _ in text]), 0
    for index, glyph in enumerate(made.glyphs):
        x += 14 if index in at else 3
        glyph.x0, glyph.x1 = x, x + 10
        x += 10
    return made


def test_groups_of_three_digits_had_a_comma_between_them():
    (number,) = whole_row(spread("๓๐๐๐๐๐", {3}), chances("๓๐๐๐๐๐", sure=0.99))
    assert number.text == "๓๐๐,๐๐๐"
    assert number.confidence == LOST_COMMA
    assert number.indexes == range(6)


def test_an_amount_with_satang_had_a_comma_too():
    (number,) = whole_row(spread("๔๐๐๐๐.๐๐", {2}), chances("๔๐๐๐๐.๐๐", sure=0.99))
    assert (number.text, number.confidence) == ("๔๐,๐๐๐.๐๐", LOST_COMMA)


def test_other_numbers_beside_one_another_stay_apart():
    assert [n.text for n in whole_row(spread("๓๐๐๐", {2}), chances("๓๐๐๐"))] == ["๓๐", "๐๐"]


def test_tall_ink_right_beside_a_number_is_its_end():
    (number,) = numbers(row(10, 10, 10), chances("?๓๐"))
    before, after = ends(number, row(10, 10, 10))
    assert (before, after) == ((0, 0, 10, 14), None)
    assert ends(number, spread("?๓๐", {1})) == [None, None]


def test_an_abbreviation_is_a_word():
    assert has_words([Piece("พ.ศ.", (0, 0, 9, 9), 0.95)])
    assert not has_words([Piece("ก.5", (0, 0, 9, 9), 0.95)])


def test_an_amount_with_a_point_and_a_dash_is_whole():
    text = "๘,๐๐๐.-"
    (number,) = whole_row(row(*(10 if char.isdigit() else 3 for char in text)), chances(text))
    assert number.text == text
    assert number.confidence > DECIDED
