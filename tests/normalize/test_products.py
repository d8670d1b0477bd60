"""Amounts printed as products, marks of notes behind amounts, spaces within them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.money import MoneyStatus, looks_like_money, parse_money, split_amounts
from normalize.note_marks import without_note_marks
from normalize.products import products


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,000 x 3", 36000),
        ("3 × 12,000 บาท", 36000),
        ("12,000 บาท x 3 ครั้ง", 36000),
        ("40 คน x 150 บาท x 2 วัน", 12000),
        ("๓ รุ่น ๆ ละ ๑๒,๐๐๐ บาท", 36000),
        ("จำนวน 3 รุ่น รุ่นละ 12,000 บาท", 36000),
        ("2 รุ่น ๆ ละ 40 คน ๆ ละ 150 บาท", 12000),
        ("4 ตำบล ๆ ละ 1 หมื่นบาท", 40000),
        ("36,000 บาท (3 รุ่น ๆ ละ 12,000 บาท)", 36000),
        ("12,000 x 3 = 36,000", 36000),
    ],
)
def test_a_product_is_computed_where_it_is_certain(text: str, value: int) -> None:
    money = parse_money(text)
    assert (money.value, money.status) == (value, MoneyStatus.AMOUNT)


@pytest.mark.parametrize(
    "text",
    [
        "12,000*3",  # a product, or an amount with the mark of a note
        "40 คน ๆ ละ 150 บาท x 2 วัน",
        "40 คน ๆ ละ 150 บาท จำนวน 2 วัน",
        "ค่าวิทยากร 2 คน ๆ ละ 900 บาท ค่าอาหาร 7,000 บาท",
        "9,000 บาท (2 รุ่น ๆ ละ 4,000 บาท)",
        "12,000 x 3 = 30,000",
    ],
)
def test_an_uncertain_product_is_suspect(text: str) -> None:
    assert parse_money(text).status is MoneyStatus.SUSPECT


def test_years_that_are_counted_have_a_yearly_amount() -> None:
    money = parse_money("4 ปี ๆ ละ 25,000 บาท")
    assert (money.value, money.yearly, money.per_year) == (100000, 25000, False)


def test_sizes_are_no_money() -> None:
    assert not list(products("ป้ายขนาด 1.5 x 3 เมตร จำนวน 2 ป้าย"))
    assert parse_money("ป้ายขนาด 1.5 x 3 เมตร 900 บาท").value == 900


def test_each_year_of_a_text_may_print_a_product() -> None:
    money = parse_money("ปี 2567 2 รุ่น ๆ ละ 8,000 บาท ปี 2568 3 รุ่น ๆ ละ 8,000 บาท")
    assert money.by_year == {2567: Decimal(16000), 2568: Decimal(24000)}


@pytest.mark.parametrize(
    "text", ["7,500¹", "7,500 ²⁾", "7,500*", "7,500 **", "7,500 2)", "7,500 (2)", "7,500[2]", "7,5002)", "7,500†"]
)
def test_marks_of_notes_are_no_digits(text: str) -> None:
    money = parse_money(text)
    assert (money.value, money.status) == (7500, MoneyStatus.AMOUNT)
    assert looks_like_money(text)
    assert split_amounts(text) == [text] or split_amounts(text) == ["7,500", "**"]


def test_numbers_of_a_list_are_no_marks() -> None:
    assert without_note_marks("1) 500\n2) 700") == "1) 500\n2) 700"
    assert parse_money("1) 5,000 2) 7,000").value is None


def test_a_mark_glued_to_a_plain_number_is_suspect() -> None:
    assert parse_money("7502)").status is MoneyStatus.SUSPECT


@pytest.mark.parametrize(("text", "value"), [("3 6,500", 36500), ("36,5 00", 36500), ("1 20,000 บาท", 120000)])
def test_a_space_in_an_amount_is_suspect(text: str, value: int) -> None:
    money = parse_money(text)
    assert (money.value, money.status) == (value, MoneyStatus.SUSPECT)


def test_two_whole_amounts_are_not_joined() -> None:
    assert parse_money("500 36,500").value != 50036500
