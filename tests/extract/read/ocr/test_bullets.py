import numpy as np
import pytest

from extract.read.ocr.bullets import bullet
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
    read = bullet(GlyphRow([first, *LETTERS], 0, 20, []))
    assert (read and read.text) == found


def test_a_lone_dot_is_no_bullet():
    assert bullet(GlyphRow([Glyph(0, 6, 8, 14)], 0, 20, [])) is None


def test_a_large_bullet_is_filled():
    """A Thai zero before a text is as large, and hollow."""
    row = GlyphRow([Glyph(0, 4, 16, 20), *LETTERS], 0, 20, [])
    page = np.full((40, 100), 255, np.uint8)
    page[4:20, 0:16] = 0
    found = bullet(row, page)
    assert found is not None
    assert found.text == "•"
    page[6:18, 2:14] = 255
    assert bullet(row, page) is None
    assert bullet(row) is None
