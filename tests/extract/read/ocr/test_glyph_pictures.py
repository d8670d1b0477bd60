import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.ocr.glyph_pictures import above_to_below, describe, glyph_rows
from extract.read.ocr.ink import Ink


def line(y: int, count: int = 5, letter: int = 20) -> list[Ink]:
    return [Ink(x * 24, y, x * 24 + letter, y + letter) for x in range(count)]


def test_letters_beside_one_another_are_a_row():
    rows = glyph_rows([*line(100), *line(140)])
    assert [(row.top, row.bottom, len(row.glyphs)) for row in rows] == [(100, 120, 5), (140, 160, 5)]


def test_no_ink_makes_no_row():
    assert glyph_rows([]) == []


def test_a_mark_belongs_to_the_letter_it_stands_over():
    above = Ink(24, 91, 36, 97)  # between two lines, closer to the one below
    rows = glyph_rows([*line(64), *line(100), above])
    assert above in rows[1].ink
    assert above not in rows[0].ink


def test_a_mark_close_below_a_letter_belongs_to_it():
    below = Ink(24, 86, 34, 92)
    rows = glyph_rows([*line(64), *line(108), below])
    assert below in rows[0].ink


def test_a_tone_above_a_vowel_goes_where_the_vowel_goes():
    vowel, tone = Ink(24, 131, 40, 138), Ink(34, 122, 40, 128)
    rows = glyph_rows([*line(100), *line(141), vowel, tone])
    assert vowel in rows[1].ink
    assert tone in rows[1].ink


def test_marks_with_high_tones_make_no_row_of_their_own():
    marks = [Ink(x * 24, 126, x * 24 + 14, 140) for x in range(4)]
    rows = glyph_rows([*line(100), *line(142), *marks])
    assert len(rows) == 2


def test_ink_above_ink_is_one_glyph():
    rows = glyph_rows([*line(100), Ink(24, 92, 38, 98)])
    assert len(rows[0].glyphs) == 5
    assert rows[0].glyphs[1].top == 92


TAIL = Ink(124, 90, 150, 120)
"""A digit behind five letters, whose tail rises above them."""


@pytest.mark.parametrize("sign", [Ink(144, 114, 151, 121), Ink(145, 113, 150, 120), Ink(143, 114, 149, 124)])
def test_a_stop_or_comma_below_the_tail_of_a_digit_is_a_glyph(sign):
    (row,) = glyph_rows([*line(100), TAIL, sign])
    assert len(row.glyphs) == 7
    assert row.glyphs[5].below_tail == sign
    assert (row.glyphs[6].x0, row.glyphs[6].x1) == (sign.x0, sign.x1)


@pytest.mark.parametrize(
    "mark",
    [
        Ink(142, 122, 150, 130),  # sara u, below the line
        Ink(126, 114, 133, 121),  # not below the end of the digit
        Ink(137, 114, 144, 121),
        Ink(140, 100, 149, 108),  # not on the line
        Ink(138, 108, 151, 121),  # too large
    ],
)
def test_other_ink_below_ink_is_a_mark_of_it(mark):
    (row,) = glyph_rows([*line(100), TAIL, mark])
    assert len(row.glyphs) == 6


def test_the_picture_of_a_digit_lacks_the_stop_below_its_tail():
    page = np.full((140, 180), 255, np.uint8)
    page[100:120, 124:140] = 0
    page[90:112, 147:150] = 0
    sign = Ink(144, 114, 151, 121)
    alone = describe(page, *_first(glyph_rows([*line(100), TAIL])))
    page[sign.top : sign.bottom, sign.x0 : sign.x1] = 0
    assert np.array_equal(describe(page, *_first(glyph_rows([*line(100), TAIL, sign]))), alone)


def _first(rows):
    """The row of a page, and its digit."""
    return rows[0], [rows[0].glyphs[5]]


def test_dust_is_left_out():
    rows = glyph_rows([*line(100), Ink(300, 100, 302, 102)])
    assert len(rows[0].glyphs) == 5


boxes = st.builds(
    lambda x, y, w, h: Ink(x, y, x + w, y + h),
    st.integers(0, 900),
    st.integers(0, 900),
    st.integers(1, 60),
    st.integers(1, 60),
)


@given(st.lists(boxes, max_size=40))
def test_no_ink_is_in_two_rows_and_none_is_invented(found):
    rows = glyph_rows(found)
    placed = [piece for row in rows for piece in row.ink]
    assert all(placed.count(piece) <= found.count(piece) for piece in placed)
    for row in rows:
        assert row.glyphs
        assert row.glyphs == sorted(row.glyphs, key=lambda glyph: glyph.x0)


def test_a_dash_alone_on_its_line_of_a_cell_is_a_row():
    dash = Ink(40, 148, 50, 152)
    amounts = [*line(100), *line(180)]
    assert [(len(row.glyphs), row.top) for row in glyph_rows([*amounts, dash], is_cell=True)] == [
        (5, 100),
        (1, 140),
        (5, 180),
    ]
    assert len(glyph_rows([*amounts, dash])) == 2  # in a text it is dirt


def test_ink_above_the_letters_shows_which_way_is_up():
    marks = [Ink(x * 24, 90, x * 24 + 14, 96) for x in range(0, 15, 2)]
    below = [Ink(3 * 24, 124, 3 * 24 + 10, 130)]
    upright = [*line(100, 15), *marks, *below]
    reversed_ = [Ink(400 - p.x1, 300 - p.bottom, 400 - p.x0, 300 - p.top) for p in upright]
    assert above_to_below(glyph_rows(upright)) > 3
    assert above_to_below(glyph_rows(reversed_)) < 1 / 3


def test_amounts_show_nothing_of_it():
    commas = [Ink(60, 117, 64, 126), Ink(130, 117, 134, 126)]
    assert above_to_below(glyph_rows([*line(100, 8), *commas])) == 1


def amount(x: int, y: int, letter: int = 20) -> list[Ink]:
    return [Ink(x + n * 16, y, x + n * 16 + 12, y + letter) for n in range(5)]


def test_a_dark_edge_as_high_as_the_page_makes_no_row():
    edge = Ink(900, 0, 940, 900)
    above = Ink(24, 91, 36, 97)
    rows = glyph_rows([*line(64), *line(100), *line(140), above, edge])
    assert [len(row.glyphs) for row in rows] == [5, 5, 5]
    assert above in rows[1].ink


def test_an_amount_between_the_lines_of_a_name_is_a_row_of_its_own():
    rows = glyph_rows([*line(100), *line(138), *amount(400, 119)])
    assert [(row.top, len(row.glyphs)) for row in rows] == [(100, 5), (119, 5), (138, 5)]


def test_marks_go_to_the_letters_they_stand_over_where_rows_are_beside_one_another():
    vowel, comma = Ink(24, 127, 40, 134), Ink(429, 136, 432, 144)  # both at the height of another column's row
    rows = glyph_rows([*line(100), *line(138), *amount(400, 119), vowel, comma])
    assert vowel in rows[2].ink
    assert comma in rows[1].ink


def test_specks_between_the_lines_of_another_column_make_no_row():
    rows = glyph_rows([*line(100), *line(138), Ink(400, 121, 440, 137)])
    assert len(rows) == 2


def test_a_comma_behind_a_narrow_digit_is_of_its_row_though_it_is_below_none():
    digits = [Ink(0, 100, 6, 120), Ink(24, 100, 40, 120), Ink(44, 100, 60, 120)]
    comma = Ink(13, 116, 17, 126)
    assert [comma in row.ink for row in glyph_rows([*digits, comma])] == [True]


def test_a_zero_alone_on_its_line_among_digits_with_tails_is_a_row():
    tails = [ink for y in (100, 220) for ink in line(y, letter=24)]
    zero = Ink(0, 160, 15, 175)
    assert [len(row.glyphs) for row in glyph_rows([*tails, zero], is_cell=True)] == [5, 1, 5]
    mark = Ink(0, 90, 15, 97)
    assert [len(row.ink) for row in glyph_rows([*tails, mark], is_cell=True)] == [6, 5]


def heading(y: int, letter: int = 40) -> list[Ink]:
    """Letters twice as high as others, each with a mark above it that is as high as their letters."""
    letters = [Ink(x * 48, y, x * 48 + letter, y + letter) for x in range(6)]
    return [*letters, *(Ink(x0 + 8, y - 24, x0 + 38, y - 4) for x0, *_ in letters[1:5])]


def test_marks_of_a_heading_in_large_type_make_no_row():
    text = [piece for y in range(200, 500, 50) for piece in line(y, 20)]
    rows = glyph_rows([*heading(100), *text])
    assert [len(row.ink) for row in rows] == [10] + [20] * 6
    assert (rows[0].top, rows[0].bottom) == (100, 140)


def test_a_line_above_a_heading_is_a_row():
    text = [piece for y in range(200, 500, 50) for piece in line(y, 20)]
    rows = glyph_rows([*line(44, 20), *heading(100), *text])
    assert [len(row.ink) for row in rows] == [20, 10] + [20] * 6


def test_marks_below_a_heading_make_no_row():
    text = [piece for y in range(200, 500, 50) for piece in line(y, 20)]
    below = [Ink(x * 48 + 10, 144, x * 48 + 26, 160) for x in range(5)]
    rows = glyph_rows([*heading(100), *below, *text])
    assert [len(row.ink) for row in rows] == [15] + [20] * 6


def test_text_below_headings_in_large_type_is_no_dust():
    """Most of the ink may be that of the headings."""
    headings = [piece for y in (100, 170, 240) for piece in heading(y)]
    rows = glyph_rows([*headings, *line(320, 8, 18)], letter=18)
    assert [len(row.ink) for row in rows] == [10, 10, 10, 8]
    assert len(glyph_rows([*headings, *line(320, 8, 18)])) == 3


def test_dust_is_measured_by_the_letters_of_its_row():
    speck = Ink(90, 115, 94, 119)
    text = [piece for y in range(200, 500, 50) for piece in line(y, 20)]
    rows = glyph_rows([*heading(100), speck, *text], letter=20)
    assert speck not in rows[0].ink
    assert Ink(90, 115, 96, 121) in glyph_rows([*heading(100), Ink(90, 115, 96, 121), *text], letter=20)[0].ink


def test_marks_of_a_label_in_the_middle_of_its_texts_are_its_own():
    """Lines of one text leave more room; a vowel and its tone that touch are as high as a letter."""
    label = [Ink(x, 130, x + 16, 150) for x in (0, 20, 40)]
    mark, high = Ink(2, 112, 14, 119), Ink(22, 106, 36, 122)
    rows = glyph_rows(
        [*(Ink(400 + b.x0, b.top, 400 + b.x1, b.bottom) for y in (100, 160) for b in line(y)), *label, mark, high]
    )
    assert [row.top for row in rows] == [100, 130, 160]
    assert {mark, high} <= set(rows[1].ink)
