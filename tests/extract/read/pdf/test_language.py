"""Marks identified neither by the text layer nor by the font are identified by the language, or stay unknown."""

from __future__ import annotations

import re

import pytest

from extract.read.options import OcrMode, ReadOptions
from extract.read.pdf.language import FEWEST, put_in, spell
from extract.read.pdf.letters import MARKS, STAND_INS
from extract.read.pdf.pdf_reader import printed_pages
from extract.read.reader_interface import ReadableSource
from normalize.thai_words import in_words
from tests.extract.read.pdf.font_maker import Shape, Typeface, font_pdf

LOWER, UPPER = STAND_INS[0], STAND_INS[16]
LOW, RAISED, BELOW = (-300, 550, -100, 700), (-250, 750, -100, 850), (-300, -220, -100, -60)
WORDS = ("ที่ดิน", "ที่นา", "พื้นที่", "หน้าที่", "สถานที่", "เจ้าหน้าที่", "ที่พัก")
BELOW_WORDS = ("หมู่บ้าน", "ความรู้", "ครูใหญ่", "ประตูวัด", "ถูกต้อง", "รูปแบบ")


def page(words, lost, told):
    """A page with one word per line in a font without names. The text layer gives `told` for the mark `lost`."""
    line, at, numbers = [], 0.0, {}
    for word in words:
        for char in word:
            numbers.setdefault(char, len(numbers) + 40)
            at += 0.6 * (char not in MARKS)
            line.append((numbers[char], round(at if char in MARKS else at - 0.6, 1)))
        at += 1.2
    shapes = {}
    for step, (char, number) in enumerate(numbers.items()):
        box = {"่": RAISED, "ู": BELOW}.get(char, LOW if char in MARKS else (50, 0, 400 + 3 * step, 500))
        shapes[number] = Shape((box[0] - 4 * step, *box[1:]) if char in MARKS else box)
    codes = {number: char for char, number in numbers.items() if char != lost}
    return font_pdf(Typeface(shapes, named=False), line, {**codes, **({numbers[lost]: told} if told else {})})


def read(data):
    (found,) = printed_pages(ReadableSource("plan.pdf", data), ReadOptions(ocr=OcrMode.NEVER))
    return " ".join(" ".join(s.text for s in line.segments()) for line in found.parts[0].lines), found.repairs


@pytest.mark.parametrize("told", ["", "5", "\ufffd"])
def test_a_raised_tone_that_nothing_names_is_the_one_that_makes_words(told):
    text, repairs = read(page(WORDS, "่", told))
    assert text.split() == list(WORDS)
    assert repairs["font_language"] == "".join(WORDS).count("่")
    assert not repairs["unmapped"]
    assert not repairs["unmapped_mark"]


def test_a_mark_below_the_letters_that_is_called_a_semicolon_is_a_vowel():
    text, repairs = read(page(BELOW_WORDS, "ู", ";"))
    assert text.split() == list(BELOW_WORDS)
    assert repairs["font_language"] == len(BELOW_WORDS)


def test_a_few_occurrences_tell_nothing():
    text, repairs = read(page(WORDS[: FEWEST - 1], "่", "5"))
    assert text.count("\ufffd") == FEWEST - 1
    assert repairs["font_language"] == 0


def test_one_word_again_and_again_is_one_witness():
    assert read(page(WORDS[:1] * 10, "่", "5"))[1]["font_language"] == 0


def test_a_clear_majority_is_needed():
    assert spell([word.replace("่", UPPER) for word in WORDS], {UPPER: "่้"}) == {UPPER: "่"}
    mixed = [*WORDS, "น้ำใจ", "บ้านเรือน", "ท้องทะเล", "สร้างสรรค์", "ป้องกัน"]
    assert spell([re.sub("[่้]", UPPER, word) for word in mixed], {UPPER: "่้"}) == {}


def test_what_is_found_helps_to_find_the_rest():
    words = ("ผู้นำ", "ผู้ใหญ่", "ผู้ช่วย", "ความรู้", "ผู้หญิง", "เรียนรู้", *BELOW_WORDS)
    texts = [word.replace("ู", LOWER).replace("้", UPPER) for word in words]
    assert spell(texts, {LOWER: "ุู", UPPER: "่้"}) == {LOWER: "ู", UPPER: "้"}


def test_a_mark_goes_where_storage_order_has_it():
    assert put_in(f"ผ้{LOWER}", LOWER, "ู") == "ผู้"
    assert put_in(f"ท{UPPER}ี", UPPER, "่") == "ที่"
    assert put_in(f"น{UPPER}้า", UPPER, "ํ") == "น้ำ"


def test_long_words_tell_more_than_short_ones():
    assert in_words("ท้องถิ่น") > in_words("ท้องถิน") > 0
    assert in_words("ฆฌฎ") == 0
