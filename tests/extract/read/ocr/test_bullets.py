import numpy as np
import pytest

from extract.read.ocr.bullets import bullets
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow

LETTERS = [Glyph(x, 0, x + 12, 20) for x in (30, 45, 60)]


@pytest.mark.parametrize(
    ("first", "found"),
    [
        (Glyph(0, 6, 8, 14), "•"),
        (Glyph(0, 9, 12, 11), "-"),
        (Glyph(0, 9, 4, 11), None),  # a speck
        (Glyph(0, 17, 3, 20), None),  # a full stop on the baseline
        (Glyph(0, 18, 12, 20), None),  # a line under the text
        (Glyph(0, 0, 20, 20), None),  # a letter
        (Glyph(20, 6, 28, 14), None),  # no gap
        (Glyph(14, 9, 28, 11), None),  # a dash within a word
    ],
)
def test_a_bullet_is_round_and_small_or_a_dash_and_stands_apart(first, found):
    read = bullets(GlyphRow([first, *LETTERS], 0, 20, []))
    assert [mark.text for mark in read] == ([found] if found else [])


def test_a_lone_dot_is_no_bullet():
    assert not bullets(GlyphRow([Glyph(0, 6, 8, 14)], 0, 20, []))


def test_a_large_bullet_is_filled():
    """A Thai zero before a text is as large, and hollow."""
    row = GlyphRow([Glyph(0, 4, 16, 20), *LETTERS], 0, 20, [])
    page = np.full((40, 100), 255, np.uint8)
    page[4:20, 0:16] = 0
    assert [mark.text for mark in bullets(row, page)] == ["•"]
    page[6:18, 2:14] = 255
    assert not bullets(row, page)
    assert not bullets(row)


def test_the_text_of_another_column_begins_with_a_bullet():
    """A dash there is an amount, and a dot within a word is none."""
    label = [Glyph(x, 0, x + 12, 20) for x in (0, 15)]
    text = [Glyph(x, 0, x + 12, 20) for x in (110, 125, 140)]
    for mark, found in ((Glyph(88, 5, 98, 15), "•"), (Glyph(88, 9, 100, 11), "")):
        assert "".join(m.text for m in bullets(GlyphRow([*label, mark, *text], 0, 20, []))) == found
    assert not bullets(GlyphRow([*label, Glyph(37, 5, 47, 15), Glyph(55, 0, 67, 20), *text], 0, 20, []))
