import pytest

from extract.read.ocr.bullets import bullet
from extract.read.ocr.glyph_pictures import Glyph, GlyphRow

LETTERS = [Glyph(x, 0, x + 12, 20) for x in (30, 45, 60)]


@pytest.mark.parametrize(
    ("first", "found"),
    [
        (Glyph(0, 6, 8, 14), True),
        (Glyph(0, 17, 3, 20), False),  # a full stop on the baseline
        (Glyph(0, 9, 12, 11), False),  # a dash
        (Glyph(0, 0, 20, 20), False),  # a letter
        (Glyph(20, 6, 28, 14), False),  # no gap
    ],
)
def test_a_bullet_is_round_small_and_stands_apart(first, found):
    assert (bullet(GlyphRow([first, *LETTERS], 0, 20, [])) is not None) is found


def test_a_lone_dot_is_no_bullet():
    assert bullet(GlyphRow([Glyph(0, 6, 8, 14)], 0, 20, [])) is None
