"""Texts that were copied into a document: the signs that they kept."""

from dataclasses import replace

import pytest

from extract.model.document import TextSource
from extract.read.copied_text import (
    WEB_FRAME,
    with_read_tones,
    without_doubled_letters,
    without_pasted_signs,
    without_site,
)
from extract.read.reader_interface import ReadableSource
from extract.read.text.text_reader import read_text
from tests.extract.builders import document


def texts(found):
    return [block.text for page in found.pages for block in page.blocks if hasattr(block, "text")]


def test_signs_of_markdown_pasted_into_a_document_are_no_text():
    pasted = document("## โครงการริมธาร\n**วัตถุประสงค์** เพื่อให้น้ำใส\n**งบประมาณ** 5,000 บาท", ["ชื่อ | **กองช่าง**"])
    assert texts(without_pasted_signs(pasted)) == ["โครงการริมธาร", "วัตถุประสงค์ เพื่อให้น้ำใส", "งบประมาณ 5,000 บาท"]
    assert without_pasted_signs(pasted).pages[0].blocks[-1].cells[1].text == "กองช่าง"
    raw = [line.raw for line in without_pasted_signs(pasted).pages[0].blocks[:-1]]
    assert raw == texts(pasted)


def test_a_document_without_pairs_keeps_its_asterisks():
    plain = document("โครงการริมธาร **\n# 5 ของตำบล\n** ใช้เงินนอกงบประมาณ")
    assert without_pasted_signs(plain) == replace(plain)


def test_only_what_ocr_read_gets_lost_tones_back():
    read = document("โครงการดูแลพืนที", ["ลดขันตอน | 5,000"])
    assert with_read_tones(read) == read
    scan = replace(read, pages=tuple(replace(page, text_source=TextSource.OCR) for page in read.pages))
    page = with_read_tones(scan).pages[0]
    assert (page.blocks[0].text, page.blocks[0].raw) == ("โครงการดูแลพื้นที่", "โครงการดูแลพืนที")
    assert page.blocks[1].cells[0].text == "ลดขั้นตอน"
    assert page.repairs == {"tones_lost": 2}


def read(text):
    return read_text(ReadableSource("a.txt", text.encode()))


def test_letters_of_the_first_line_of_the_next_page_are_printed_once():
    pages = "เพื่อลดค่าไฟ\nตั้\n\nชั้\n\n5\n\f1. แต่งตั้งผู้ดูแลชั้นบน"
    assert texts(without_doubled_letters(read(pages))) == ["เพื่อลดค่าไฟ", "1. แต่งตั้งผู้ดูแลชั้นบน"]


@pytest.mark.parametrize("pages", ["เพื่อลดค่าไฟ\nที่\n\f1. แต่งตั้งผู้ดูแล", "ตั้\n\f1. กลาง\n2. แต่งตั้ง"])
def test_other_short_lines_at_the_end_of_a_page_stay(pages):
    assert texts(without_doubled_letters(read(pages))) == texts(read(pages))


def test_words_of_a_site_below_its_text_are_left_out():
    found = without_site(read("ผลลัพธ์\nคนรู้ระเบียบ\n\nเข้าชม : 1,284 ครั้ง\nพิมพ์หน้านี้\n\nสำนักงาน ถนนกลาง\nสงวนลิขสิทธิ์ 2566"))
    assert texts(found) == ["ผลลัพธ์", "คนรู้ระเบียบ"]
    assert found.pages[-1].repairs[WEB_FRAME] == 4
    plain = read("ผลลัพธ์\nผู้เข้าชมเว็บไซต์รู้ระเบียบ\n\nจำนวนผู้เข้าชมเว็บไซต์เพิ่มขึ้นร้อยละ 20 ของปีก่อน")
    assert texts(without_site(plain)) == texts(plain)
