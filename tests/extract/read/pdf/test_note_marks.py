"""Raised marks of notes are no part of the word or figure before them."""

from __future__ import annotations

from collections import Counter

import pytest

from extract.read.pdf.glyphs import Char, glyphs_of
from extract.read.pdf.note_marks import without_note_marks

HEIGHT, BASELINE = 8.0, 100.0


def printed(text, x=0.0, height=HEIGHT, rise=0.0):
    """Characters of a width of 5 eighths of their height, the first at `x`."""
    step = height * 5 / 8
    foot = BASELINE - rise
    return [
        Char(
            char, x + n * step, foot, x + n * step, foot - (1 if char == "." else height), x + (n + 0.9) * step, foot, 1
        )
        for n, char in enumerate(text)
    ]


def kept(*chars):
    repairs = Counter()
    left = without_note_marks(glyphs_of([char for part in chars for char in part]), repairs)
    return "".join(char.char for char in left.chars()), repairs


@pytest.mark.parametrize("mark", ["1", "12", "(1)", "๒", "*", "1,2"])
def test_a_mark_behind_a_figure_is_left_out_and_counted(mark):
    text, repairs = kept(printed("20,000"), printed(mark, 30.5, height=5, rise=4), printed("25,000", 60))
    assert text == "20,00025,000"
    assert repairs == {"note_mark": 1}


def test_a_power_behind_a_unit_is_kept_on_its_line():
    text, repairs = kept(printed("40ตร.ม."), printed("2", 35.5, height=5, rise=4))
    assert text == "40ตร.ม.²"
    assert not repairs.total()


@pytest.mark.parametrize(
    "other",
    [
        printed("2", 30.5, height=8, rise=4),  # as high as the figure
        printed("2", 30.5, height=5, rise=0),  # on the line
        printed("2", 50, height=5, rise=4),  # apart
        printed("2", 30.5, height=5, rise=12),  # on the line above
        printed("2", 30.5, height=4, rise=2),  # in the middle of the line
        printed("2500", 30.5, height=5, rise=4),  # no mark
    ],
)
def test_other_digits_stay(other):
    text, repairs = kept(printed("20,000"), other)
    assert text == "20,000" + "".join(char.char for char in other)
    assert not repairs.total()
