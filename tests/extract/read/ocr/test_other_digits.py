"""What else the digits of a number may be."""

from __future__ import annotations

import numpy as np
import pytest

from extract.read.ocr.digit_reader import CLASSES
from extract.read.ocr.other_digits import MOST, other_digits, other_texts, with_other


def glyph(**chances: float):
    """The class probabilities of a glyph: the named ones, and the rest for any letter."""
    found = np.zeros(len(CLASSES), np.float32)
    for name, chance in chances.items():
        found[CLASSES.index(name[1:])] = chance
    found[-1] = 1 - found.sum()
    return found


SURE, EITHER = glyph(_0=0.99), glyph(_3=0.6, _7=0.4)


def test_the_likeliest_numbers_come_first() -> None:
    found = other_digits([EITHER, SURE, glyph(_1=0.9, _4=0.1)], 0.6)
    assert [text for text, _ in found] == ["301", "701", "304", "704"]
    assert [chance for _, chance in found] == pytest.approx([0.5346, 0.3564, 0.0594, 0.0396], abs=1e-3)


def test_a_number_that_is_certain_has_no_alternatives() -> None:
    assert other_digits([EITHER], 0.98) == ()


def test_a_glyph_that_is_no_digit_leaves_nothing_to_choose() -> None:
    assert other_digits([EITHER, glyph()], 0.0) == ()


def test_digits_are_of_the_kind_that_the_number_has() -> None:
    found = other_digits([glyph(_๓=0.5, _3=0.2, _๗=0.3), glyph(_๐=0.8, _0=0.2)], 0.5)
    assert [text for text, _ in found] == ["๓๐", "๗๐"]


def test_there_are_few_alternatives_of_a_number_that_may_be_anything() -> None:
    assert len(other_digits([glyph(**{f"_{digit}": 0.09 for digit in "0123456789"})] * 4, 0.09)) == MOST


@pytest.mark.parametrize(
    ("text", "digits", "other"),
    [
        ("๓๐,๐๐๐", "๗๐๐๐๐", [("๗๐,๐๐๐", 0.3)]),
        ("\ufffd0,000.50", "8000050", [("80,000.50", 0.3)]),
        ("30,000", "30000", []),  # itself
        ("30,000", "3000", []),  # a digit less
    ],
)
def test_other_digits_stand_between_the_same_signs(text: str, digits: str, other: list[tuple[str, float]]) -> None:
    assert list(other_texts(text, ((digits, 0.3),))) == other


def test_the_other_readers_digits_are_one_more_alternative() -> None:
    others = (("๗๐๐", 0.3),)
    assert with_other(others, "๓๐๐", "500", 0.5) == (("๕๐๐", 0.5), ("๗๐๐", 0.3))
    assert with_other(others, "๓๐๐", "700", 0.5) == others
    assert with_other(others, "๓๐๐", "300", 0.5) == others
    assert with_other(others, "๓๐๐", "30", 0.5) == others
