"""Running headers, footers and page numbers are found, left out of the text, and counted."""

from __future__ import annotations

import pytest

from extract.read.layout.furniture import without_furniture
from tests.extract.read.layout.builders import text_page


def texts(pages):
    return [[block.text for block in page.blocks] for page in without_furniture(pages)]


def body(number):
    return (200, f"เนื้อความที่ {number} ของแผน")


@pytest.mark.parametrize("sign", ["{}", "- {} -", "หน้า {}", "หน้าที่ {}", "{}/10", "({})"])
def test_page_numbers_are_left_out_and_counted(sign):
    pages = [text_page(n, body(n), (770, sign.format(n + 4))) for n in range(1, 6)]
    assert texts(pages) == [[body(n)[1]] for n in range(1, 6)]
    assert [page.repairs["furniture"] for page in without_furniture(pages)] == [1] * 5


def test_roman_numbers_and_letters_of_the_first_pages_are_page_numbers():
    pages = [text_page(n, body(n), (770, sign)) for n, sign in enumerate(["ก", "ข", "i", "ii", "iii"], 1)]
    assert texts(pages) == [[body(n)[1]] for n in range(1, 6)]


def test_a_number_that_does_not_count_with_the_pages_stays():
    pages = [text_page(n, body(n), (770, str(value))) for n, value in enumerate([7, 31, 2, 90], 1)]
    assert texts(pages) == [[body(n)[1], str(value)] for n, value in enumerate([7, 31, 2, 90], 1)]


def test_headers_of_odd_and_even_pages_and_none_on_the_first():
    heads = ["", "แผนของเมือง", "ส่วนที่หนึ่ง", "แผนของเมือง", "ส่วนที่หนึ่ง", "แผนของเมือง", "ส่วนที่หนึ่ง"]
    pages = [text_page(n, *([(30, head)] if head else []), body(n)) for n, head in enumerate(heads, 1)]
    assert texts(pages) == [[body(n)[1]] for n in range(1, 8)]


def test_a_heading_that_begins_pages_stands_where_text_stands_and_stays():
    tops = ["มิติที่ 1 สุจริต", "กกกก", "มิติที่ 1 สุจริต", "ขขขข", "มิติที่ 2 สุจริต", "คคคค", "งงงง", "มิติที่ 2 สุจริต", "จจจจ"]
    pages = [text_page(n, (60, top), body(n)) for n, top in enumerate(tops, 1)]
    assert texts(pages) == [[top, body(n)[1]] for n, top in enumerate(tops, 1)]


def test_pages_without_furniture_are_as_they_were():
    pages = [text_page(n, body(n)) for n in range(1, 4)]
    assert without_furniture(pages) == tuple(pages)


def test_a_heading_that_begins_pages_by_chance_is_printed_elsewhere_as_well():
    head = "10. ผลที่คาดว่าจะได้รับ :"
    pages = [text_page(n, (770, head)) if n % 3 == 0 else text_page(n, body(n), (400, head)) for n in range(1, 13)]
    assert sum(head in page for page in texts(pages)) == 12


def test_a_heading_that_ends_or_begins_a_page_of_every_block_is_due_there():
    pages = []
    for block in range(5):
        first = [(100 + 20 * n, f"{n}. หัวข้อ{word}") for n, word in enumerate(("ชื่อ", "เหตุผล", "วิธี"), 1)]
        pages.append(text_page(2 * block + 1, (30, "แผนของเมือง"), *first, (740, "4. งบประมาณ")))
        pages.append(text_page(2 * block + 2, (30, "แผนของเมือง"), (60, "5. ผู้รับผิดชอบ"), (200, f"กองที่ {block}")))
    found = texts(pages)
    assert found[0] == ["1. หัวข้อชื่อ", "2. หัวข้อเหตุผล", "3. หัวข้อวิธี", "4. งบประมาณ"]
    assert found[1] == ["5. ผู้รับผิดชอบ", "กองที่ 0"]


def test_a_running_title_may_have_a_number():
    pages = [text_page(n, (30, "2. แผนของเมือง"), (200, f"{n}. เนื้อความ"), (300, f"ที่ {n}")) for n in range(1, 7)]
    assert [len(page) for page in texts(pages)] == [2] * 6


def test_lines_that_differ_in_their_numbers_alone_are_no_running_title():
    amounts = [text_page(n, (60, f"{n * n}0,000 บาท"), body(n)) for n in range(1, 6)]
    labels = [text_page(n, (60, f"โครงการที่ {n // 2}") if n % 2 else body(n), body(n)) for n in range(1, 12)]
    for pages in (amounts, labels):
        assert texts(pages) == [[block.text for block in page.blocks] for page in pages]


@pytest.mark.parametrize("sign", ["แผนของเมือง หน้า {}", "{}/12 แผนปี 2567"])
def test_a_running_title_may_hold_the_number_of_the_page(sign):
    pages = [text_page(n, body(n), (770, sign.format(n))) for n in range(1, 6)]
    assert texts(pages) == [[body(n)[1]] for n in range(1, 6)]


def test_a_running_title_may_count_the_chapters():
    pages = [text_page(n, (30, f"ส่วนที่ {1 + n // 4} ของแผน"), body(n)) for n in range(1, 12)]
    assert texts(pages) == [[body(n)[1]] for n in range(1, 12)]


def test_a_title_printed_again_on_the_second_of_two_pages_is_kept_once():
    pages = [text_page(n, (40, "แบบติดตามงานของตำบล"), body(n)) for n in (1, 2)]
    assert texts(pages) == [["แบบติดตามงานของตำบล", body(1)[1]], [body(2)[1]]]
    other = [text_page(1, (40, "แบบติดตามงานของตำบล"), body(1)), text_page(2, (60, "แบบติดตามงานของตำบล"), body(2))]
    assert texts(other)[1] == ["แบบติดตามงานของตำบล", body(2)[1]]


def test_a_year_that_a_title_left_to_a_line_of_its_own_is_no_page_number():
    pages = [
        text_page(1, (150, "แผนของเมืองในปี พ.ศ."), (180, "2569"), body(1)),
        *[text_page(n, body(n)) for n in (2, 3)],
    ]
    assert texts(pages)[0] == ["แผนของเมืองในปี พ.ศ.", "2569", body(1)[1]]
