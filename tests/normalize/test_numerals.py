"""Digits of every script, grouped integers, and numbers in Thai words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import bahttext, num_to_thaiword

from normalize.numerals import arabic, parse_integer, words_pattern, words_to_number

TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@given(st.text())
def test_arabic_keeps_every_position_and_every_other_character(text):
    result = arabic(text)
    assert len(result) == len(text)
    assert arabic(result) == result
    assert all(new == old or new in "0123456789,." for new, old in zip(result, text, strict=True))


@given(st.integers(0, 10**17))
def test_integers_read_back_from_thai_and_grouped_digits(number):
    assert parse_integer(str(number).translate(TO_THAI)) == number
    assert parse_integer(f" {number:,} ") == number


def test_full_width_digits():
    assert arabic("１２，５００．５０") == "12,500.50"


@pytest.mark.parametrize("text", ["", " ", "-5", "1.5", "1,00", "12 คน", "1 2", ",100", "²", "9" * 5000])
def test_what_is_no_integer(text):
    assert parse_integer(text) is None


@given(st.integers(0, 10**12))
def test_whole_numbers_in_words_read_back(number):
    assert words_to_number(num_to_thaiword(number)) == number


@given(st.decimals(min_value="0.01", max_value="999999999.99", places=2))
def test_baht_and_satang_in_words_read_back(amount):
    assert words_to_number(bahttext(float(amount))) == amount


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("หนึ่งแสนบาทถ้วน", 100_000),
        ("สองล้านห้าแสนบาท", 2_500_000),
        ("ยี่สิบเอ็ด", 21),
        ("ห้าสิบสตางค์", Decimal("0.50")),
        ("สิบบาทยี่สิบห้าสตางค์", Decimal("10.25")),
        (" ห้า หมื่น บาท ถ้วน ", 50_000),
        ("สองแสนห้าหมืนบาท", 250_000),
        ("หนึงแสนบาท", 100_000),
        ("ศูนย์บาท", 0),
    ],
)
def test_numbers_in_words(words, number):
    assert words_to_number(words) == number


@pytest.mark.parametrize(
    "words",
    ["", "บาท", "บาทถ้วน", "แผน", "สองร้อยสามแสน", "ลบห้าบาท", "ห้าร้อยสตางค์", "ห้าบาทหก", "หนึ่งล้านสองล้าน", "หนึ่ง" * 100_000],
)
def test_words_that_are_no_number(words):
    assert words_to_number(words) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("รวม (หนึ่งแสนบาทถ้วน) เท่านั้น", ["หนึ่งแสนบาทถ้วน"]),
        ("หกพันบาทห้าสิบสตางค์", ["หกพันบาทห้าสิบสตางค์"]),
        ("ส่งเสริมบทบาท", []),
        ("หนึ่งแสงห้าพันบาท", []),  # a slip before the last words must not leave 5,000
    ],
)
def test_amounts_in_words_are_found_whole(text, found):
    assert [match[0] for match in words_pattern().finditer(text)] == found
