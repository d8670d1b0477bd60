"""The text quality distinguishes language from the garbage of a broken text layer."""

from __future__ import annotations

import random
import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read import quality
from extract.read.quality import USUAL, foreign_letters, is_damaged, text_quality, thai_likeness

CLEAN = (
    "โครงการอบรมคุณธรรม จริยธรรม สำหรับผู้บริหาร สมาชิกสภา และพนักงานเทศบาล ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ "
    "เพื่อปลูกฝังค่านิยมความซื่อสัตย์สุจริตให้แก่เด็กและเยาวชนในพื้นที่ งบประมาณ 1,250,000 บาท น้ำท่วมขังลดลง ฤดูฝน ฯลฯ "
    "ก่อสร้างถนน เก็บขยะ เฝ้าระวัง เรื่อย ๆ เข้าใจ เยี่ยม ใต้ ไม่ กตัญญู ศักดิ์สิทธิ์ กฎหมาย"
)
ENGLISH = "The council adopted an anti-corruption plan. A résumé of naïve cafés in Örebro, ITA (LPA) and NACC, 95.5 %."


@pytest.mark.parametrize("text", [CLEAN, ENGLISH, CLEAN + ENGLISH, "", " \n", "ก", "1,234.50 บาท", "๑. - (2) ☐"])
def test_clean_text_is_trusted_in_full(text):
    assert text_quality([text]) == 1.0


def letters_swapped(text):
    letters = [chr(code) for code in range(0x0E01, 0x0E2F)]
    swapped = dict(zip(letters, random.Random(3).sample(letters, len(letters)), strict=True))
    return "".join(swapped.get(char, char) for char in text)


GARBAGE = {
    "letters of a wrong map": letters_swapped(CLEAN),
    "all characters in disorder": "".join(random.Random(4).sample(CLEAN, len(CLEAN))),
    "Thai in a Latin code page": CLEAN.encode("cp874", "ignore").decode("cp1252", "replace"),
    "glyph numbers as Latin letters": re.sub("[ก-๎]", lambda m: chr(0x100 + ord(m[0]) % 0x80), CLEAN),
    "glyph numbers as ASCII": re.sub("[ก-๎]", lambda m: chr(0x21 + 7 * ord(m[0]) % 0x5E), CLEAN),
    "no map at all": re.sub("[ก-๎]", "\ufffd", CLEAN),
    "private use": re.sub("[ก-๎]", lambda m: chr(0xF000 + ord(m[0]) % 0x100), CLEAN),
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_garbage_is_told_from_text(kind):
    assert text_quality([GARBAGE[kind]]) < 0.5


DAMAGED = {
    "tones as accented letters": CLEAN.replace("่", "É").replace("้", "Ê"),
    "tones lost to U+FFFD": re.sub("[่้]", "\ufffd", CLEAN),
    "marks at the beginning of words": re.sub("([ก-ฮ])([ิีุู])", r" \2\1", CLEAN),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_damaged_text_lies_between(kind):
    assert 0.5 < text_quality([DAMAGED[kind]]) < 0.985


@given(st.lists(st.text(max_size=50), max_size=5))
def test_quality_is_a_share(texts):
    assert 0.0 <= text_quality(texts) <= 1.0


@pytest.mark.parametrize(
    ("text", "damaged"), [("น้ำ", False), ("ท\ufffd", True), ("ก่้", True), ("É ่", True), ("ๆ", False)]
)
def test_a_short_text_is_damaged_or_not(text, damaged):
    assert is_damaged(text) == damaged


@given(st.text(alphabet="การพัฒนาเ่ิๆ ๏ab\n", max_size=200))
def test_likeness_is_the_share_of_common_trigrams(text):
    data = tomllib.loads(files("schemas").joinpath("thai_trigrams.toml").read_text("utf-8"))
    common = {row[at : at + 3] for row in data["trigrams"].split() for at in range(0, len(row), 3)}
    trigrams = [run[at : at + 3] for run in re.findall("[ก-ฺเ-๎]{3,}", text) for at in range(len(run) - 2)]
    found = sum(trigram in common for trigram in trigrams)
    assert thai_likeness(text) == (min(1.0, found / len(trigrams) / USUAL) if trigrams else 1.0)


OTHER_SCRIPTS = {
    "Cyrillic": {char: chr(0x410 + ord(char) % 0x40) for char in CLEAN if char >= "ก"},
    "Chinese": {char: chr(0x4E00 + 7 * ord(char)) for char in CLEAN if char >= "ก"},
    "Greek": {char: chr(0x3B1 + ord(char) % 24) for char in CLEAN if char >= "ก"},
}


@pytest.mark.parametrize("script", OTHER_SCRIPTS)
def test_letters_of_other_scripts_are_no_language(script):
    assert text_quality([CLEAN.translate(str.maketrans(OTHER_SCRIPTS[script]))]) < 0.5


@pytest.mark.parametrize(
    ("letter", "other"), [("ก", "δ"), ("น", "u"), ("ร", "ß"), ("ส", "\u0416"), ("ย", "√"), ("า", "中")]
)
def test_one_letter_of_another_script_in_thai_words_lowers_the_quality(letter, other):
    text = CLEAN.replace(letter, other)
    assert foreign_letters([text]) >= 0.7 * CLEAN.count(letter)
    assert text_quality([text]) < 0.985


@pytest.mark.parametrize(
    "text",
    ["ระบบ ITA ของ OIT", "ระบบITAของ", "E-planนิ่ง", "5×2 เมตร ±3 °C", "ก☐ ข☑ค", "• “ก”–ข…", "ขนาด A4", "บริษัทABCจำกัด"],
)
def test_latin_words_and_signs_in_thai_text_are_not_foreign(text):
    assert foreign_letters([text]) == 0


@given(st.text(st.sampled_from("กนาำะเแ ้่ัิฺุู์ํ๎็aB1\n\xa0\ufffd\x01\ue001é\u0301๙๛\u0e7f"), max_size=12))
def test_ill_formed_characters_are_counted_by_pairs_as_by_the_expression(text):
    assert quality._ill_formed(text) == len(quality._ILL_FORMED.findall(text))
