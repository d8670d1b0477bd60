"""The letter of a mark, and the meaning of a raised glyph, determined from ink alone."""

from __future__ import annotations

import pytest

from extract.read.pdf.glyphs import Char, glyphs_of
from extract.read.pdf.thai import page_text


def char(text, x0, x1, top=0.0, bottom=7.0):
    return Char(text, x0, 7.0, x0, top, x1, bottom, font=1)


def printed(*chars):
    (line,) = page_text(glyphs_of(chars)).lines
    return "".join(segment.text for segment in line.segments())


def test_a_mark_that_begins_left_of_a_narrow_letter_belongs_to_it():
    assert printed(char("จ", 0.0, 5.2), char("ร", 6.9, 12.3), char("ิ", 5.7, 11.1, -4, -1), char("ต", 13, 18.9)) == "จริต"


def test_a_mark_that_reaches_over_the_next_letter_stays_on_its_own():
    assert printed(char("ด", 0.0, 5.1), char("้", 2.7, 7.1, -4, -1), char("ร", 5.8, 10.2)) == "ด้ร"


@pytest.mark.parametrize("code", ["0", "\x13", "e"])
def test_a_ring_before_aa_is_read_whatever_its_code(code):
    assert printed(char("ก", 0, 5), char(code, 3, 5.6, -3.5, -1), char("า", 6, 10), char("ร", 11, 16)) == "กำร"


@pytest.mark.parametrize("code", ["้", "“"])
def test_what_also_stands_raised_before_another_letter_is_no_ring(code):
    before_aa = (char("ก", 0, 5), char(code, 3, 5.6, -3.5, -1), char("า", 6, 10))
    elsewhere = (char("ด", 11, 16), char(code, 14, 16.6, -3.5, -1), char("ว", 17, 22))
    text = printed(*before_aa, *elsewhere)
    assert "ำ" not in text
    assert text.count(code) == 2


def test_a_zero_on_the_baseline_is_a_zero():
    assert printed(char("1", 0, 4), char("0", 5, 10), char("า", 11, 15)) == "10า"
