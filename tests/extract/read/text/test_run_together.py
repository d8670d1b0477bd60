"""Texts whose line breaks mean nothing: lines begin where numbers count up, at levels and totals."""

import pytest

from extract.model.document import Grid, Line
from extract.read.reader_interface import ReadableSource
from extract.read.text.run_together import is_run_together
from extract.read.text.text_reader import read_text

FIELDS = "1) ชื่อ : โครงการ{} 2) วัตถุประสงค์ 2.1 เพื่อให้รู้ระเบียบ 2.2 เพื่อลดข้อร้องเรียน 3) เป้าหมาย พนั\nกงาน {} คน"
ROWS = "{}) โครงการ ตรวจคลอง {} 5,000 - 6,000"
TEXT = f"""\
แผนของตำบลบ้านทุ่งไผ่
312 views

Page 1: แผนของตำบล
1 แผนของตำบล ฉบับใหม่ รวม ๓ ปี

Page 2: แผนของตำบล
2 มิติ/ โครงการ/ กิจกรรม ปี ๒๕๖๖ (บาท) ปี ๒๕๖๗ (บาท) ปี ๒๕๖๘ (บาท) มิติที่ ๑ สร้างคน ๑.๑ ปลูกใจ
{ROWS.format(1, "หนึ่ง")} {ROWS.format(2, "สอง")} รวม 10,000 - 12,000

Page 3: แผนของตำบล
3 มิติ/ โครงการ/ กิจกรรม ปี ๒๕๖๖ (บาท) ปี ๒๕๖๗ (บาท) ปี ๒๕๖๘ (บาท) ทั้งตำบล มิติที่ ๒ บริหาร
{ROWS.format(3, "สาม")} {ROWS.format(4, "สี่")}

Download to read offline

Page 4: แผนของตำบล
4 มิติที่ ๑ สร้างคน {FIELDS.format("ก", 5)} {FIELDS.format("ข", 6)} มิติที่ ๒ บริหาร
{FIELDS.format("ค", 7)} 4) งบประมาณ รวม ๕,๐๐๐ บาท ตัวชี้วัด นี้ คั้

Page 5: แผนของตำบล
5 ผู้ทำนี้คั้น กองช่าง

Recommended
แผนอื่น
"""


def read(text):
    return read_text(ReadableSource("a.txt", text.encode()))


def test_lines_begin_at_numbers_and_levels_and_words_of_the_site_are_left_out():
    found = [block.text for block in read(TEXT).blocks() if isinstance(block, Line)]
    first = found.index("1) ชื่อ : โครงการก")
    assert found[first - 1 : first + 2] == ["มิติที่ 1 สร้างคน", "1) ชื่อ : โครงการก", "2) วัตถุประสงค์"]
    assert found[first + 2 : first + 5] == ["2.1 เพื่อให้รู้ระเบียบ", "2.2 เพื่อลดข้อร้องเรียน", "3) เป้าหมาย พนักงาน 5 คน"]
    assert found[-2:] == ["4) งบประมาณ รวม 5,000 บาท ตัวชี้วัด", "ผู้ทำนี้คั้น กองช่าง"]
    assert [page.number for page in read(TEXT).pages] == [1, 2, 3, 4, 5]


def test_amounts_at_the_ends_of_lines_are_cells_below_the_years():
    first, second = (b for b in read(TEXT).blocks() if isinstance(b, Grid))
    texts = [[cell.text for cell in row] for row in first.rows()]
    assert texts[0] == ["โครงการ/ กิจกรรม", "ปี 2566 (บาท)", "ปี 2567 (บาท)", "ปี 2568 (บาท)"]
    assert texts[2][0] == "1.1 ปลูกใจ ทั้งตำบล"
    assert texts[3:] == [
        ["1) โครงการ ตรวจคลอง หนึ่ง", "5,000", "-", "6,000"],
        ["2) โครงการ ตรวจคลอง สอง", "5,000", "-", "6,000"],
        ["รวม", "10,000", "-", "12,000"],
    ]
    assert [row[0].text for row in second.rows()[1:]] == [
        "มิติที่ 2 บริหาร",
        "3) โครงการ ตรวจคลอง สาม",
        "4) โครงการ ตรวจคลอง สี่",
    ]
    assert {cell.place.page for cell in second.cells} == {3}


def test_lists_on_one_line_are_no_such_text():
    lists = "\n".join(f"วิธีดำเนินการ 1) ประชุม 2) อบรม 3) สรุป 4) รายงาน ครั้งที่ {n}" for n in range(9))
    assert not is_run_together(f"มิติที่ 1 สร้างคน\n{lists}\nมิติที่ 2 บริหาร\n{lists}")
    assert is_run_together(TEXT)


@pytest.mark.parametrize("gap", [" | ", "\t", "     "])
def test_rows_of_cells_are_no_such_text(gap: str):
    levels = [gap.join(("ลำดับ", f"มิติที่ {n} สร้างคนที่ {n}", f"{n}.1 ปลูกจิตสำนึก")) for n in range(1, 5)]
    projects = [gap.join(("กองช่าง", f"{n}.", f"โครงการตรวจคลองสาย {n}", "5,000")) for n in range(1, 16)]
    assert not is_run_together("\n".join([*levels, *projects]))


@pytest.mark.parametrize("sign", ["### ", "**", "• "])
def test_signs_before_headings_and_entries_are_not_text_before_them(sign: str):
    levels = [f"{sign}มิติที่ {n} สร้างคนที่ {n}\n{sign}{n}.1 ปลูกจิตสำนึก" for n in range(1, 5)]
    projects = [f"{sign}{n}. โครงการตรวจคลองสาย {n}" for n in range(1, 16)]
    assert not is_run_together("\n".join([*levels, *projects]))


def test_a_web_page_is_none_however_long_its_lines_are():
    page = "".join(f"<p>{line}</p>" for line in TEXT.split("\n") if line.strip())
    found = [block.text for block in read(f"<html><body>{page}</body></html>").blocks() if isinstance(block, Line)]
    assert "แผนของตำบลบ้านทุ่งไผ่" in found
    assert not any("<p>" in text for text in found)
