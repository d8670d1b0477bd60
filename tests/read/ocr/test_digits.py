import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.ocr.digits import CLASSES, OTHER, judge, numbers, probabilities, weights, with_commas
from extract.read.ocr.glyphs import find_ink, glyph_rows
from extract.read.ocr.picture import flatten, ink_mask


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


def test_probabilities_are_probabilities():
    described = np.random.default_rng(0).random((5, weights()["w0"].shape[0])).astype(np.float32)
    found = probabilities(weights(), described)
    assert found.shape == (5, len(CLASSES))
    assert np.allclose(found.sum(1), 1, atol=1e-5)


@given(st.integers(0, 10**9), st.booleans())
def test_groups_of_three_are_parted_by_commas(value, thai):
    text = f"{value:,}"
    text = text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if thai else text
    assert with_commas(text.replace(",", ".")) == text


@pytest.mark.parametrize("text", ["1.50", "12.5", "1.1.3", "2566", "1,234.50", "-"])
def test_other_points_stay(text):
    assert with_commas(text) == text
