import numpy as np
import pytest

from extract.read.ocr.digits import CLASSES, OTHER
from extract.read.ocr.glyphs import Glyph, GlyphRow
from extract.read.ocr.number_cells import is_number_row, lone_dash, whole_row


def row(*widths, height=14, gap=3):
    glyphs, x = [], 0
    for width in widths:
        glyphs.append(Glyph(x, 0, x + width, height if width > 4 else 4))
        x += width + gap
    return GlyphRow(glyphs, 0, height, [])


def chances(text, sure=0.95):
    """The probabilities of a text, `?` for a glyph that is none of the classes."""
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
