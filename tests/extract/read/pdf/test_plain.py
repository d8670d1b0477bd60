"""Columns of plain rows give the same result as `rings`, `marks` and `clusters` glyph by glyph."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from extract.read.pdf import thai
from extract.read.pdf.calls import Calls
from extract.read.pdf.chars import read_chars
from extract.read.pdf.glyph_rows import by_baseline, medians, rows
from extract.read.pdf.glyphs import Char, glyphs_of
from extract.read.pdf.language import Speller
from extract.read.pdf.naming import FontBook, name_glyphs, needs_names
from extract.read.pdf.plain import plain_rows
from extract.read.pdf.thai import page_text

DOCUMENTS = {
    "3_khet_suan_mali.web": 0.75,
    "4_tambon_khlong_dok_kaeo": 0.75,
    "6_nakhon_thara_thong.turned": 0.75,
    "2_tambon_ban_fa_sai.damaged": 0.3,
}
"""Documents, with the minimum share of plain rows. Otherwise nothing would be compared."""


def glyph_by_glyph(glyphs):
    """The text of a page without plain rows."""

    def none_plain(found):
        plain = plain_rows(found)
        plain.leave(np.arange(len(found)))
        return plain

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thai, "plain_rows", none_plain)
        return page_text(glyphs)


def assert_same(glyphs):
    plain, other = page_text(glyphs), glyph_by_glyph(glyphs)
    assert plain.lines == other.lines
    assert +plain.repairs == +other.repairs


# -- pages of documents -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_of_documents_are_the_same_either_way(root, name):
    data = (root / "samples" / "documents" / f"{name}.pdf").read_bytes()
    document = pypdfium2.PdfDocument(data)
    speller, book = Speller(document, FontBook(raw, data)), FontBook(raw, data)
    shares = []
    for index, page in enumerate(document):
        for part in speller.read(page, index).parts:
            assert_same(part.glyphs)
            shares += plain_rows(rows(part.glyphs)).is_plain.tolist()
        text_page = page.get_textpage()
        calls = Calls(raw, text_page.raw)
        for part in read_chars(page, calls)[0]:
            changed = part.glyphs.chars()
            name_glyphs(changed, calls, book, Counter())
            assert needs_names(part.glyphs, book) or changed == part.glyphs.chars()
        text_page.close()
    assert sum(shares) > DOCUMENTS[name] * len(shares)


# -- difficult pages ----------------------------------------------------------------------------------------------

CODES = "กขปฟญฐเเแโาาำะฯๆ่้์ิีัุู็ํํ12A“0. \xa0\ufffd\uf70a"
MARKS = "่้์ิีัุู็ํ"
SMALL = st.floats(-3, 3).map(lambda value: round(value, 2))


@st.composite
def hard_rows(draw):
    """Glyphs of a few rows in any order of the content, with approximately correct inks and origins."""
    chars = []
    aside = draw(st.sampled_from([0.0, 0.0, 2.0, 3.4]))  # how far to the right the font draws all marks
    for row in range(draw(st.integers(1, 3))):
        x = 0.0
        for code in draw(st.text(alphabet=CODES, min_size=1, max_size=14)):
            off = draw(st.sampled_from([0.0, 0.0, 0.0, 0.0, 1.0]))
            jitter, rise = off * draw(SMALL), off * draw(SMALL)
            if code in MARKS:
                jitter += aside + draw(st.sampled_from([0.0] * 6 + [-3.0, -6.0]))  # towards the preceding letter
            foot = 20.0 * row + 10
            chars.append(_char(draw, code, x + jitter, foot + rise, len(chars)))
            if code in MARKS and draw(st.sampled_from([False] * 9 + [True])):  # as given by an ActualText
                chars.insert(-1, replace(chars[-1], x=x - 6, x0=x - 6, top=foot - 5, x1=x - 1, bottom=foot))
                chars[-1].index += 1
            x += 0.0 if code in MARKS else 6.0
    if draw(st.booleans()):
        chars = draw(st.permutations(chars))
        for index, char in enumerate(chars):
            char.index = index + index // 5
    return chars


def _char(draw, code, x, foot, index):
    ink = (x, foot - 5, x + 5, foot)
    if code in "่้์ํ":
        ink = (x - 2.5, foot - 9.5, x - 1, foot - 7.5)
    elif code in "ิีั็":
        ink = (x - 4, foot - 7.5, x - 1 + draw(st.sampled_from([0.0, 0.0, 0.0, 4.0])), foot - 5.5)
    elif code in "ุู":
        ink = (x - 2, foot + 0.5, x - 1, foot + 2)
    elif code in " \xa0":
        ink = (x, foot, x + 3, foot)
    elif code in "ำ“":
        ink = (x, foot - 8, x + 5, foot - (0 if code == "ำ" else 6))
    x0, top, x1, bottom = ink
    lead = draw(st.sampled_from([None, 0.0, 3.0])) if code == " " else None
    spaced = draw(st.sampled_from([False, False, False, True]))
    font = draw(st.sampled_from([1, 1, 1, 2]))
    return Char(code, x0, foot, x0, top, x1, bottom, font, index=index, lead=lead, spaced=spaced)


def row(*inks):
    """Glyphs of one row with a baseline at 10: code, left, top, right, bottom."""
    return [Char(c, x0, 10.0, x0, top, x1, bottom, 1, index=at) for at, (c, x0, top, x1, bottom) in enumerate(inks)]


def test_a_tone_on_a_wide_vowel_of_the_letter_before_goes_there_with_it():
    glyphs = glyphs_of(row(("ก", 0, 5, 5, 10), ("ิ", 1, 2, 9, 4), ("ข", 6, 5, 11, 10), ("่", 7.9, 0, 9.3, 1.9)))
    assert_same(glyphs)
    assert not plain_rows(rows(glyphs)).is_plain.any()


def test_a_mark_is_judged_from_where_its_font_draws_marks():
    drawn_aside = [ink for x in range(0, 60, 6) for ink in (("ก", x, 5, x + 5, 10), ("่", x + 6.4, 1, x + 7.9, 3))]
    early = row(("ก", 0, 5, 5, 10), ("ข", 6, 5, 11, 10), ("่", 6.4, 1, 7.9, 3))
    below = [replace(c, y=30.0, top=c.top + 20, bottom=c.bottom + 20, index=c.index + 100) for c in early]
    glyphs = glyphs_of([*row(*drawn_aside), *below])
    assert_same(glyphs)
    assert [cluster.text for cluster in page_text(glyphs).lines[1].clusters] == ["ก่", "ข"]


@given(hard_rows())
@settings(max_examples=600)
def test_hard_pages_are_the_same_either_way(chars):
    assert_same(glyphs_of(chars))


def test_rows_of_which_anything_is_in_question_are_not_plain():
    def plain(*inks):
        return plain_rows(rows(glyphs_of(row(*inks)))).is_plain.tolist()

    letter, tone = ("ก", 0, 5, 5, 10), ("่", 3, 1, 4.5, 3)
    assert plain(letter, tone) == [True]
    assert plain(tone, letter) == [False]  # a mark before its letter
    assert plain(("ข", 6, 5, 11, 10), letter) == [False]  # letters from right to left
    assert plain(letter, ("ํ", 3, 1, 4.5, 3)) == [False]  # a ring without sara aa
    assert plain(letter, ("0", 3, 1, 4.5, 3), ("า", 6, 5, 11, 10)) == [False]  # a raised zero
    assert plain(letter, ("ำ", 6, 5, 11, 10)) == [False]  # sara am without a ring
    assert plain(("เ", 0, 5, 2, 10), ("เ", 3, 5, 5, 10)) == [False]


def test_a_letter_alone_behind_a_gap_is_a_line():
    text = page_text(glyphs_of([Char("ก", 0, 10, 0, 5, 5, 10, 1, index=3, spaced=True)]))
    assert [[cluster.text for cluster in line.clusters] for line in text.lines] == [["ก"]]


# -- columns ------------------------------------------------------------------------------------------------------


@given(hard_rows())
def test_objects_and_columns_are_the_same(chars):
    assert glyphs_of(chars).chars() == list(chars)


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(-1e6, 1e6))))
def test_medians_are_those_of_each_group(pairs):
    groups = np.array([group for group, _ in pairs], dtype=np.int64)
    found = medians(np.array([value for _, value in pairs], dtype=np.float64), groups, 5)
    for group in range(5):
        values = [value for of, value in pairs if of == group]
        assert found[group] == median(values) if values else np.isnan(found[group])


@given(st.lists(st.floats(0, 60).map(lambda y: round(y, 1)), min_size=1), st.sampled_from([5.0, 10.0]))
def test_rows_end_where_baselines_part_or_lead_too_far(feet, height):
    feet.sort()
    numbers, first = [0], feet[0]
    for above, y in pairwise(feet):
        begins = y - above > 0.2 * height or y - first > 0.6 * height
        first = y if begins else first
        numbers.append(numbers[-1] + begins)
    assert by_baseline(np.array(feet), height).tolist() == numbers
