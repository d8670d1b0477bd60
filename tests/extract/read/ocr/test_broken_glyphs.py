import numpy as np
import pytest

from extract.read.ocr.broken_glyphs import joined, whole
from extract.read.ocr.digit_reader import CLASSES, DIGITS, OTHER
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow


def row(text, gap=3):
    """Glyphs of a text, `(` and `)` half as wide as digits and close to each other."""
    glyphs, x = [], 0
    for char in text:
        width = 5 if char in "()" else 3 if char == "," else 10
        glyphs.append(Glyph(x, 10 if char == "," else 0, x + width, 14))
        x += width + (1 if char == "(" else gap)
    return GlyphRow(glyphs, 0, 14, [])


def kinds(text):
    return [OTHER if char == "?" else CLASSES.index(char) for char in text]


def says(digit, sure):
    def judge(row, glyphs):
        made = np.zeros((len(glyphs), len(CLASSES)), np.float32)
        made[:, CLASSES.index(digit)] = sure
        made[:, OTHER] = 1 - sure
        return made

    return judge


@pytest.mark.parametrize(
    ("text", "expected"),
    [("8()", [(1, 3)]), ("5(),0()", [(1, 3), (5, 7)]), ("3,()()()", [(2, 4), (4, 6), (6, 8)]), ("()", []), ("85", [])],
)
def test_the_halves_of_a_zero_are_one_digit(text, expected):
    assert joined(row(text), kinds(text), DIGITS, OTHER, says("0", 0.9)) == expected


def test_pieces_that_form_no_certain_digit_stay():
    assert joined(row("8()"), kinds("8()"), DIGITS, OTHER, says("0", 0.6)) == []


def test_letters_of_a_word_with_a_digit_stay():
    text = "???2????"
    assert joined(row(text.replace("?", "(")), kinds(text), DIGITS, OTHER, says("0", 0.9)) == []


def test_pieces_with_a_space_between_them_stay():
    apart = row("8()")
    apart.glyphs[2].x0 += 10
    apart.glyphs[2].x1 += 10
    assert joined(apart, kinds("8()"), DIGITS, OTHER, says("0", 0.9)) == []


def test_the_whole_has_the_bounds_of_its_pieces():
    assert whole([Glyph(2, 5, 8, 20), Glyph(9, 3, 14, 18)]) == Glyph(2, 3, 14, 20)
