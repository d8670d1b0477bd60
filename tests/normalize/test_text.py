"""`repair` is idempotent, loses nothing visible, leaves well-formed Thai alone; `comparable` tells spellings apart."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import text as text_module
from normalize.text import comparable, join_lines, normalize_line, repair

DAMAGED = st.text(alphabet="กนตลห เแาำํ่้๊์ิีุู็ัฺ\u200b\xa0\xad\n\tAb1.-", max_size=30)
ANY_TEXT = st.text(max_size=40) | DAMAGED
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200d\u2060\ufeff]")

SYLLABLE = st.from_regex(r"[เแโใไ]?[กขคงจชดตทนบปพมยรลวสหอ][ิีึืุูั็]?[่้]?[กงนมย]?", fullmatch=True)
WORD = st.lists(SYLLABLE | st.sampled_from(["น้ำ", "ทำ", "สิทธิ์", "ป่า", "ฯ", "ๆ"]), min_size=1, max_size=6).map("".join)
CLEAN_THAI = st.lists(WORD | st.sampled_from(["2566", "๑๒", "(ก)", "พ.ศ."]), max_size=8).map(" ".join)


@given(ANY_TEXT)
def test_repair_is_idempotent(text):
    once = repair(text)
    assert repair(once) == once


@given(ANY_TEXT)
def test_repaired_text_is_nfc_without_invisible_characters(text):
    repaired = repair(text)
    assert unicodedata.is_normalized("NFC", repaired)
    assert not INVISIBLE.search(repaired)


@given(CLEAN_THAI.filter(lambda text: "เเ" not in text and unicodedata.is_normalized("NFC", text)))
def test_clean_thai_stays_byte_for_byte(text):
    assert repair(text) == text


@given(DAMAGED)
def test_no_consonant_or_latin_letter_is_lost(text):
    def kept(string):
        return re.findall("[กนตลหAb1.\n\t-]", string)

    assert kept(repair(text)) == kept(text)


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("ท\u0e48\u0e35", "ที่"),
        ("ผ\u0e49\u0e39ใหญ่", "ผู้ใหญ่"),
        ("สิทธ\u0e4c\u0e34", "สิทธิ์"),
        ("ที่่", "ที่"),
        ("ดีี", "ดี"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("นำ\u0e49", "น้ำ"),
        ("ก\u0e4d\u0e32หนด", "กำหนด"),
        ("กา\u0e4dหนด", "กำหนด"),
        ("กำาหนด", "กำหนด"),
        ("ลา\u0e49น", "ล้าน"),
        ("เเผน", "แผน"),
        ("แผ\u200bน\ufeff", "แผน"),
        ("แผ\xadน", "แผน"),
        ("แผน\xa0งาน\u2009ดี", "แผน งาน ดี"),
        ("แผน\x07งาน\r\n\t", "แผนงาน\n\t"),
        ("e\u0301", "é"),
    ],
)
def test_repairs(damaged, sound):
    assert repair(damaged) == sound


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("ก าหนด", "กำหนด"),
        ("ท างาน", "ทำงาน"),
        ("อ  าเภอ", "อำเภอ"),
        ("น ้า", "น้ำ"),
        ("ต ่ากว่า", "ต่ำกว่า"),
        ("ซ ้าซ้อน", "ซ้ำซ้อน"),
        ("เหลื่อมล ้า", "เหลื่อมล้ำ"),
    ],
)
def test_sara_am_whose_ring_became_a_space(damaged, sound):
    assert repair(damaged) == sound


@pytest.mark.parametrize("text", ["หน ้า", "เจ ้าหน ้าที่", "ต ่าง", "สองล ้านบาท", "ย ้าย", "ว ่า"])
def test_a_tone_mark_that_is_cut_off_makes_no_sara_am(text):
    assert repair(text) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("ปฏ ิบ ัติ", "ปฏิบัติ"),
        ("ที ่ 1", "ที่ 1"),
        ("ผู ้บริหาร", "ผู้บริหาร"),
        ("ปฏ\uf701บ\uf710ต\uf701หน\uf70bาท\uf702\uf705", "ปฏิบัติหน้าที่"),
    ],
)
def test_a_mark_set_apart_or_drawn_moved_is_its_letter_s(damaged, sound):
    assert repair(damaged) == sound


@pytest.mark.parametrize("text", ["เก า", "ถ ้า", "รวม ่ 5"])
def test_what_may_be_two_things_stays(text):
    assert repair(text) == text


def test_digits_stay_until_the_line_is_normalized():
    assert repair("ปี ๒๕๖๖") == "ปี ๒๕๖๖"
    assert normalize_line("ก าหนด ๑") == "กำหนด 1"


@pytest.mark.parametrize(
    "text",
    ["a\u0301\u0323", "ṩ\u0f71\u0f72", "ุ่", "ก ", "ำ่", "าํ", "เ", "ก  า", "\u200b"],
    ids=["latin", "tibetan", "thai", "spaces", "am", "ring", "sara e", "split", "zero width"],
)
def test_hostile_lines_take_linear_time(text):
    line = "ก" + text * (400_000 // len(text))
    started = time.process_time()
    repair(line)
    assert time.process_time() - started < 5  # quadratic time would take minutes


@given(ANY_TEXT)
def test_comparable_is_idempotent_and_without_white_space(text):
    form = comparable(text)
    assert comparable(form) == form
    assert not re.search(r"\s", form)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("โครงการ “เทศบาล โปร่งใส”", "โครงการเทศบาลโปร่งใส"),
        ("- ข้อ ๑.๒ : ก าหนด", "ข้อ 1.2 กำหนด"),
        ("ITA  2566", "ita–2566"),
        ("• แผน, งาน…", "แผนงาน"),
    ],
)
def test_spellings_that_compare_equal(one, other):
    assert comparable(one) == comparable(other)


def test_brackets_and_slashes_tell_spellings_apart():
    assert comparable("งาน (ก)") != comparable("งาน ก")
    assert comparable("1/2") != comparable("12")


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["การป้องกันการ", "ทุจริต"], "การป้องกันการทุจริต"),
        (["ประจำปี", "2566", "เป็นต้น"], "ประจำปี 2566 เป็นต้น"),
        (["Integrity and", "Transparency"], "Integrity and Transparency"),
        (["ดำเนินการ,", "ติดตาม"], "ดำเนินการ, ติดตาม"),
        (["โครงการ/", "กิจกรรม"], "โครงการ/กิจกรรม"),
        (["หน่วยงาน (", "กองคลัง", ")"], "หน่วยงาน (กองคลัง)"),
        (["ต่าง", "ๆ และ"], "ต่าง ๆ และ"),
        (["ปี 2566-", "2570"], "ปี 2566-2570"),
        (["เงิน 100,", "000 บาท"], "เงิน 100,000 บาท"),
        (["ข้อ 1,", "2"], "ข้อ 1, 2"),
        (["ท", "ำงาน"], "ทำงาน"),
        (["  ", "แผน ", "", " งาน"], "แผนงาน"),
        ([], ""),
    ],
)
def test_join_lines(lines, joined):
    assert join_lines(lines) == joined


@given(st.lists(ANY_TEXT, max_size=6))
def test_joining_loses_and_adds_nothing_but_white_space(lines):
    assert "".join(join_lines(lines).split()) == "".join("".join(lines).split())


@given(st.text(st.sampled_from("กนาำเแ ้่ัิฺุู์ํ๎็aß1๑\xa0\n\t“-•.:é\u0301✓\ufeff\u200b\x07"), max_size=12))
def test_the_fast_search_for_damage_finds_all_that_the_slow_one_finds(text):
    codes = text_module._sound_codes(text)
    assert codes is None or text_module._is_sound_unicode(text)
    slow = repair(text_module._IGNORED.sub("", normalize_line(text).casefold()))
    assert comparable(text) == slow
