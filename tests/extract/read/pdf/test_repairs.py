"""Text layers with realistic damage, on pages of rectangles: what is read, and how it is counted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.pdf_reader import printed_pages
from extract.read.reader_interface import ReadableSource
from tests.extract.read.pdf.pdf_maker import ADVANCE, SIZE, Glyph, glyphs, pdf


def read(data):
    (page,) = printed_pages(ReadableSource("plan.pdf", data), ReadOptions(ocr=OcrMode.NEVER))
    lines = [" ".join(s.text for s in line.segments()) for part in page.parts for line in part.lines]
    return lines, {code: count for code, count in page.repairs.items() if count}


def retold(text, told):
    return [Glyph(g.seen, told.get(g.seen, g.told), g.x, g.y) for g in glyphs(text, 60, 500)]


# -- clean pages --------------------------------------------------------------------------------------------------

CONSONANTS = st.sampled_from("กขคงจฉชซญฐดตถทนบปผฝพฟภมยรลวศษสหฬอฮ")
ABOVE = st.sampled_from(["", "", "ั", "ิ", "ี", "ึ", "ื", "็"])
TONE = st.sampled_from(["", "", "่", "้", "๊", "๋", "์"])
SYLLABLES = st.one_of(
    st.builds("{}{}{}".format, CONSONANTS, ABOVE, TONE),
    st.builds("{}{}{}".format, CONSONANTS, st.sampled_from("ุู"), TONE),
    st.builds("{}{}{}".format, st.sampled_from("เแโใไ"), CONSONANTS, TONE),
    st.builds("{}{}{}".format, CONSONANTS, TONE, st.sampled_from("ะาๅ")),
    st.sampled_from(["2566", "๑๒", "(ก)", "ๆ", "ฯ", "É", "Résumé", "A4", "1,250.00"]),
)
LINES = st.lists(st.lists(SYLLABLES, min_size=1, max_size=6).map("".join), min_size=1, max_size=3).map(" ".join)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_a_clean_page_comes_out_character_by_character(text):
    lines, repairs = read(pdf([glyphs(text, 60, 500)]))
    assert lines == [text]
    assert repairs.keys() <= {"not_thai", "foreign"}  # random syllables are not language: these are no repairs


# -- codes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told", "repair"),
    [
        ("ที่นี้", {"่": "\uf88a", "้": "\uf88d"}, "private_use"),
        ("ญฐ", {"ญ": "\uf70f", "ฐ": "\uf700"}, "private_use"),
        ("ที่นี้", {"่": "É", "้": "Ê"}, "old_code"),
        ("ฌ่ ฏ้", {"่": "É", "้": "Ê"}, "raised_tone"),  # no words that decide
        ("การประชุมสภาเทศบาล", {c: c.encode("cp874").decode("cp1252") for c in "การปะชุมสภเทศบล"}, "old_code"),
    ],
)
def test_codes_of_old_fonts_mean_thai(text, told, repair):
    lines, repairs = read(pdf([retold(text, told)]))
    assert lines == [text]
    assert repairs[repair] >= 1


def test_accented_letters_of_other_languages_stay():
    assert read(pdf([glyphs("École ÉÊË àéîõü", 60, 500)])) == (["École ÉÊË àéîõü"], {})


def test_a_character_beyond_the_first_plane_is_one():
    lines, repairs = read(pdf([retold("กขค", {"ข": "\U0001f4cc"})]))
    assert (lines, repairs) == (["ก\U0001f4ccค"], {})


@pytest.mark.parametrize("code", ["\ud83d", "\udccc"])
def test_half_a_surrogate_pair_is_an_unknown_letter(code):
    lines, repairs = read(pdf([retold("กขค", {"ข": code})]))
    assert lines == ["ก\ufffdค"]
    assert repairs["unmapped"] == 1


@pytest.mark.parametrize("code", ["า\u200b", "\u200dา", "\ufeffา", "า\u2060", "า\u202c"])
def test_characters_without_width_are_none(code):
    assert read(pdf([retold("การบ้าน", {"า": code})])) == (["การบ้าน"], {})


@pytest.mark.parametrize("ring", [" ", "\xa0", "ํ"])
def test_a_space_and_sara_aa_in_one_glyph_are_sara_am(ring):
    lines, repairs = read(pdf([retold("ทำน้ำ", {"ำ": ring + "า"})]))
    assert lines == ["ทำน้ำ"]
    assert repairs == {"sara_am_joined": 2}


def test_two_sara_e_look_like_sara_ae():
    near = [Glyph("เ", "เ", 60, 500), Glyph("เ", "เ", 60 + 0.55 * SIZE, 500), Glyph("ก", "ก", 73, 500)]
    assert read(pdf([near])) == (["แก"], {"double_sara_e": 1})


# -- order --------------------------------------------------------------------------------------------------------


def test_marks_one_letter_late_in_the_content_go_back():
    line = glyphs("ที่นี้ดี", 60, 500)
    late = sorted(line, key=lambda g: g.x + (1.5 * ADVANCE * SIZE if g.seen in "ี่้" else 0))
    assert read(pdf([late]))[0] == ["ที่นี้ดี"]


# -- spaces -------------------------------------------------------------------------------------------------------


def test_a_space_that_moves_nothing_is_none():
    line = glyphs("1250 บาท", 60, 500)
    false = Glyph("space", " ", line[2].x - 0.2, 500)
    lines, _ = read(pdf([[*line[:2], false, *line[2:]]]))
    assert lines == ["1250 บาท"]


@pytest.mark.parametrize("room", [2.0, 4.0, 7.0])
def test_there_is_no_space_before_the_comma_of_a_number(room):
    """The place of a 1 is wider than its ink, and some programs draw a space there."""
    line = glyphs("ใช้ 1,200 บาท", 60, 500)
    comma = next(at for at, glyph in enumerate(line) if glyph.seen == ",")
    moved = [Glyph(g.seen, g.told, g.x + room * (at >= comma), g.y) for at, g in enumerate(line)]
    drawn = Glyph("space", " ", line[comma].x, 500)
    assert read(pdf([moved]))[0] == ["ใช้ 1,200 บาท"]
    assert read(pdf([[*moved[:comma], drawn, *moved[comma:]]]))[0] == ["ใช้ 1,200 บาท"]


def test_a_gap_between_two_numbers_is_a_space():
    line = glyphs("ข้อ 1 1,200 และ 3 ,5", 60, 500)
    assert read(pdf([line]))[0] == ["ข้อ 1 1,200 และ 3 ,5"]


def test_letter_spaced_type_has_spaces_between_words_alone():
    wide = [Glyph(g.seen, g.told, 60 + (g.x - 60) * 1.6, g.y) for g in glyphs("แผนงานของเรา ปีนี้", 60, 500)]
    assert read(pdf([wide]))[0] == ["แผนงานของเรา ปีนี้"]


# -- invisible text -----------------------------------------------------------------------------------------------

TEXT = glyphs("ลับ", 60, 500)
SEEN, HIDDEN = (["ลับ"], {}), {"hidden": 3}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1 g", ""),  # white on white
        ("3 Tr", ""),  # not drawn
        ("0 0 20 20 re W n", ""),  # outside of its clip
        ("", "1 g 0 400 595 200 re f"),  # under a white shape
        ("", "0 g 0 400 595 200 re f"),  # under a black one
    ],
)
def test_text_that_nobody_can_see_is_left_out_and_counted(before, after):
    assert read(pdf([TEXT], before=before, after=after)) == ([], {"no_text": 1, "hidden": 3})


def test_the_marks_of_a_line_cut_by_a_clip_are_seen_if_its_letters_are():
    line = glyphs("ปีนี้ กู้", 60, 500)
    assert read(pdf([line], before="0 506 595 300 re W n"))[1] == {"no_text": 1, "hidden": 8}
    assert read(pdf([line], before="0 0 595 505 re W n")) == (["ปีนี้ กู้"], {})


def test_text_above_a_shape_or_outside_of_it_is_seen():
    assert read(pdf([TEXT], before="0.9 g 0 400 595 200 re f 0 g")) == SEEN
    assert read(pdf([TEXT], after="0.9 g 0 100 595 200 re f")) == SEEN


def test_text_off_the_page_is_left_out_and_counted():
    beside = glyphs("นอก", -100, 500)
    assert read(pdf([[*TEXT, *beside]])) == (["ลับ"], HIDDEN)


def test_writing_in_another_direction_is_a_part_of_its_own():
    upwards = [Glyph(g.seen, g.told, 300, g.x, (0, 1, -1, 0)) for g in glyphs("ขึ้น", 100, 0)]
    assert read(pdf([[*glyphs("แผนงาน", 60, 500), *upwards]])) == (["แผนงาน", "ขึ้น"], {"other_direction": 4})
