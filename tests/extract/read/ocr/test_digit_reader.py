import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.ocr import digit_reader
from extract.read.ocr.digit_reader import (
    ARABIC,
    CLASSES,
    NEITHER,
    OTHER,
    THAI,
    among_digits,
    is_set_off,
    judge,
    numbers,
    other_kinds,
    with_bracket,
    with_commas,
)
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow, glyph_rows
from extract.read.ocr.ink import find_ink
from extract.read.ocr.preparation import flatten, ink_mask


def read(picture):
    import cv2

    flat = flatten(picture)
    rows = glyph_rows(find_ink(ink_mask(flat, cv2))[1])
    chances = judge(flat, rows)
    return rows, chances, [n for row, chance in zip(rows, chances, strict=True) for n in numbers(row, chance)]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("thai_amount", "๑๔,๙๖๗,๘๓๐"),
        ("thai_amount_bold", "๒๙,๕๐๐,๐๐๐"),
        ("thai_amount_touching", "๗๘,๖๙๔"),
        ("arabic_amount", "3,847,569.10"),
    ],
)
def test_amounts_are_read(picture, name, printed):
    _, _, found = read(picture(name))
    assert [number.text for number in found] == [printed]


def test_a_year_is_found_in_a_line_of_text(picture):
    _, _, found = read(picture("line"))
    assert "๒๕๖๘" in [number.text for number in found]


def test_letters_are_told_from_digits(picture):
    _, chances, _ = read(picture("line_latin"))
    letters = np.concatenate(chances).argmax(1) == OTHER
    assert letters.mean() > 0.85


@given(st.integers(0, 10**9), st.booleans())
def test_groups_of_three_are_parted_by_commas(value, thai):
    text = f"{value:,}"
    text = text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if thai else text
    assert with_commas(text.replace(",", ".")) == text


@pytest.mark.parametrize("text", ["1.50", "12.5", "1.1.3", "2566", "1,234.50", "-"])
def test_other_points_stay(text):
    assert with_commas(text) == text


def row_of(*boxes):
    glyphs = [Glyph(x0, 0, x1, 20) for x0, x1 in boxes]
    return GlyphRow(glyphs, 0.0, 20.0, [])


def chances_of(*kinds):
    """Probabilities of glyphs, each given as the probabilities of its characters ("" for a letter)."""
    found = np.full((len(kinds), len(CLASSES)), 1e-6, np.float32)
    for row, kind in enumerate(kinds):
        for character, chance in kind.items():
            found[row, CLASSES.index(character)] = chance
    return found / found.sum(axis=1, keepdims=True)


NEAR = [(0, 10), (12, 22), (24, 34)]
LIKE_ONE = {"1": 0.3, "": 0.7}


@pytest.mark.parametrize(
    ("kinds", "boxes", "read"),
    [
        ([{"5": 1.0}, LIKE_ONE, {"0": 1.0}], NEAR, "510"),
        ([LIKE_ONE, {"5": 1.0}, {"0": 1.0}], NEAR, "150"),
        ([{"5": 1.0}, {",": 1.0}, LIKE_ONE], NEAR, "5,1"),
        ([{"": 1.0}, LIKE_ONE, {"0": 1.0}], NEAR, "??0"),
        ([{"": 1.0}, {"1": 0.02, "": 0.98}, {"": 1.0}], NEAR, "???"),
        ([{"5": 1.0}, {"1": 0.02, "": 0.98}, {"0": 1.0}], NEAR, "5?0"),
        ([{"5": 1.0}, LIKE_ONE, {"": 1.0}], NEAR, "5??"),
        ([LIKE_ONE], NEAR[:1], "?"),
        ([{"5": 1.0}, LIKE_ONE, {"": 1.0}], [(0, 10), (12, 22), (60, 70)], "51?"),
    ],
)
def test_what_stands_among_digits_is_hardly_a_letter(kinds, boxes, read):
    found = among_digits(row_of(*boxes), chances_of(*kinds))
    assert "".join(CLASSES[index] or "?" for index in found.argmax(axis=1)) == read
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("kinds", "surely"),
    [
        ([{"๘": 0.99}, {"๖": 0.99}], True),
        ([{"๘": 0.6, "๖": 0.39}, {"๖": 0.99}], True),
        ([{"๘": 0.6, "": 0.4}, {"๖": 0.99}], False),
    ],
)
def test_a_number_is_set_off_where_no_digit_may_be_a_letter(kinds, surely):
    row, found = row_of(*NEAR[:2]), chances_of(*kinds)
    (number,) = numbers(row, found)
    assert is_set_off(row, found, number) is surely


SURE, LESS = {"๖": 0.99, "": 0.01}, {"๑": 0.86, "": 0.14}


@pytest.mark.parametrize(
    ("kinds", "boxes", "surely"),
    [
        ([SURE, SURE, LESS], NEAR, True),
        ([LESS], NEAR[:1], False),
        ([SURE, LESS, {"": 1.0}], NEAR, False),
        ([SURE, LESS, {"": 1.0}], [(0, 10), (12, 22), (40, 50)], True),
    ],
)
def test_one_doubtful_digit_of_several_apart_from_letters_does_not_reject_a_number(kinds, boxes, surely):
    row, found = row_of(*boxes), chances_of(*kinds)
    (number,) = numbers(row, found)
    assert is_set_off(row, found, number) is surely


THAI_YEAR = [{"": 1.0}] * 5 + [{"๒": 1.0}, {"๕": 1.0}, {"๖": 1.0}, {"๘": 0.5, "8": 0.5}]
AMOUNT = [{"5": 1.0}, {"": 0.6, ",": 0.4}, {"0": 1.0}, {"0": 1.0}, {"๐": 0.5, "0": 0.5}]


@pytest.mark.parametrize(
    ("rows", "banned"),
    [
        ([THAI_YEAR, THAI_YEAR, *[AMOUNT] * 9], [ARABIC, ARABIC, *[THAI] * 9]),
        ([THAI_YEAR, *[AMOUNT] * 9], [NEITHER, *[THAI] * 9]),
        ([THAI_YEAR] * 4, [ARABIC] * 4),
        ([[{"": 1.0}] * 5, *[AMOUNT] * 4], [THAI] * 5),
        ([[*THAI_YEAR, *[{"": 1.0}] * 7, *AMOUNT], *[AMOUNT] * 4], [NEITHER, *[THAI] * 4]),
    ],
)
def test_texts_and_amounts_have_each_their_kind_of_digits(rows, banned):
    glyphs = [row_of(*((12 * at, 12 * at + 10) for at in range(len(kinds)))) for kinds in rows]
    assert other_kinds(glyphs, [chances_of(*kinds) for kinds in rows]) == banned


def test_what_is_narrow_behind_the_number_of_a_row_is_its_bracket():
    """As ๗) where an underline was removed. A word of two letters has no digit, and no letter is as narrow."""
    digit, letter = {"๗": 0.99}, {"": 0.99}
    cut = row_of((0, 22), (24, 31), (45, 65), (68, 88))
    assert numbers(cut, with_bracket(cut, chances_of(digit, letter, letter, letter)))[0].text == "๗)"
    for boxes, kinds in (
        (((0, 22), (24, 42), (56, 76), (79, 99)), (digit, letter, letter, letter)),  # a letter
        (((0, 22), (24, 31), (33, 53), (56, 76)), (digit, letter, letter, letter)),  # no space
        (((0, 22), (24, 31), (45, 65), (68, 88)), ({"๗": 0.6, "": 0.4}, letter, letter, letter)),
    ):
        other = row_of(*boxes)
        assert numbers(other, with_bracket(other, chances_of(*kinds)))[0].text == "๗"


@pytest.mark.parametrize(("arabic", "gap", "count"), [(0.0, 8, 10), (0.0, 4, 9), (0.1, 8, 9)])
def test_touching_digits_alone_among_words_are_split(monkeypatch, arabic, gap, count):
    """Of a page with Thai digits only, between two spaces."""
    monkeypatch.setattr(digit_reader, "part", lambda grey, row, glyph, judge: [glyph, glyph])
    letters = [(x, x + 12) for x in range(0, 60, 15)]
    row = row_of(*letters, (57 + gap, 90), *((90 + gap + x, 90 + gap + x1) for x, x1 in letters))
    found = chances_of(*({"": 0.9} for _ in row.glyphs))
    found[:, ARABIC] = arabic
    split = digit_reader._parted(np.zeros((1, 1)), row, found, lambda row, glyphs: chances_of({"๗": 0.9}, {"๗": 0.9}))
    assert len(split) == len(row.glyphs) == count
