"""Duplicates of glyphs are removed; letters that are only alike stay."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model.document import Line
from extract.read.pdf.doubles import OVERLAP, without_doubles
from extract.read.pdf.glyphs import Char, glyphs_of
from extract.read.pdf.pdf_reader import read_pdf
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import Glyph, glyphs, pdf

LINES = ["โครงการ ttff กก 100,000 บาท -", "มาตรการ 5,500 บาท พ.ศ. 2567", "3 - 4"]


def drawn() -> list[Glyph]:
    return [glyph for number, line in enumerate(LINES) for glyph in glyphs(line, 60, 700 - 20 * number)]


def texts(data: bytes) -> list[str]:
    (page,) = read_pdf(ReadableSource("plan.pdf", data)).pages
    return [block.text for block in page.blocks if isinstance(block, Line)]


def test_alike_letters_side_by_side_stay():
    assert texts(pdf([drawn()])) == LINES


@pytest.mark.parametrize(
    "offset", [(0.4, 0), (1, -1), (-1.2, 0.8), (2.5, -2), (6, -3), (-3, 0)], ids=lambda offset: "{}:{}".format(*offset)
)
@pytest.mark.parametrize("by_glyph", [False, True])
def test_a_shadow_is_no_text(offset, by_glyph):
    def moved(glyph: Glyph) -> Glyph:
        return Glyph(glyph.seen, glyph.told, glyph.x + offset[0], glyph.y + offset[1])

    shown = drawn()[:-2] if by_glyph else drawn()  # lone signs far aside may be text
    if by_glyph:
        if abs(offset[0]) >= 3:  # inks that hardly overlap may be two letters
            pytest.skip("letters drawn one by one, each followed by a far shadow")
        content = [part for glyph in shown for part in (moved(glyph), glyph)]
    else:
        content = [*map(moved, shown), *shown]
    expected = texts(pdf([shown]))
    assert texts(pdf([content])) == expected


def test_an_outline_is_printed_many_times():
    around = [(-0.5, 0), (0.5, 0), (0, 0.5), (0, -0.5), (0, 0)]
    assert texts(pdf([[Glyph(g.seen, g.told, g.x + x, g.y + y) for x, y in around for g in drawn()]])) == LINES


def test_the_letters_of_a_ligature_share_its_box():
    letters = [Char("f", 0, 10, 0, 4, 6, 10, 1, index=0, run=3), Char("f", 0, 10, 0, 4, 6, 10, 1, index=1, run=3)]
    again = [Char("f", 0, 10, 0, 4, 6, 10, 1, index=2, run=4)]
    repairs: Counter[str] = Counter()
    assert len(without_doubles(glyphs_of(letters), repairs)) == 2
    assert not repairs
    assert len(without_doubles(glyphs_of([letters[0], *again]), repairs)) == 1
    assert repairs["doubled"] == 1


def test_slanted_letters_of_one_object_may_overlap():
    slanted = [Char("/", x, 10, x, 4, x + 6, 10, 1, index=index, run=1) for index, x in enumerate((0.0, 2.6, 5.2))]
    assert len(without_doubles(glyphs_of(slanted), Counter())) == 3


def test_the_offset_of_the_page_tells_small_doubles():
    places = [(0.0, 10.0), (1.4, 11.0), (3.0, 10.0), (4.4, 11.0)]
    dots = [Char(".", x, y, x, y - 1, x + 1, y, 1, index=at, run=at) for at, (x, y) in enumerate(places)]
    assert len(without_doubles(glyphs_of(dots), Counter())) == 4
    assert len(without_doubles(glyphs_of(dots), Counter(), np.array([[1.4, 1.0]]))) == 2


@given(st.lists(st.tuples(st.sampled_from("กข "), st.integers(0, 40), st.integers(0, 3)), max_size=30, unique=True))
def test_no_two_inks_of_one_letter_overlap_afterwards(places):
    chars = [
        Char(code, x / 2, 10 + 9 * y, x / 2, 9 * y, x / 2 + 4, 9 * y + 5, 1, index=index)
        for index, (code, x, y) in enumerate(places)
    ]
    kept = without_doubles(glyphs_of(chars), Counter()).chars()
    for at, char in enumerate(kept):
        for other in kept[:at]:
            if char.char == other.char and not char.char.isspace() and char.top == other.top:
                assert abs(char.x0 - other.x0) > 4 * (1 - OVERLAP)
    assert [c for c in chars if c.char.isspace()] == [c for c in kept if c.char.isspace()]
