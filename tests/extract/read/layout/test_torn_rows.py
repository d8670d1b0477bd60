"""A row torn by a page break is one row, on the page where it begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model.document import Box, Cell, Grid, Page, Place, TextSource
from extract.read.layout.tables_over_pages import with_tables_joined

HEAD = ("ที่", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "ผู้รับผิดชอบ")
LEFTS = (50.0, 80.0, 300.0, 400.0, 550.0)


def table(page, top, *rows):
    """A page with one table, whose rows are 30 points high."""
    place = Place(page, 1)
    cells = [
        Cell(text, text, row, column, Place(page, row + 1, Box(x, y, LEFTS[column + 1], y + 30)))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        for x, y in [(LEFTS[column], top + 30 * row)]
    ]
    return Page(page, (Grid(tuple(cells), len(rows), 4, place),), TextSource.PDF_TEXT, 600, 800)


def joined(last, first, head=HEAD):
    """The texts of the row below `last`'s two rows, and the numbers of the rows after it.

    `last` ends a page, and `first` begins the next one, below a header that is printed again.
    """
    above = table(1, 640, HEAD, ("1", "โครงการหนึ่ง", "10,000", "สำนักปลัด"), ("2", "โครงการสอง", "-", "กองคลัง"), last)
    below = table(2, 60, *([head] if head else []), first, ("9", "โครงการเก้า", "9,000", "กองช่าง"))
    rows = [[cell.text for cell in row] for row in whole(above, below).rows()]
    return rows[3], [row[0] for row in rows[4:]]


def whole(*pages):
    """The one table of some pages."""
    [grid] = [block for page in with_tables_joined(pages) for block in page.blocks]
    assert isinstance(grid, Grid)
    return grid


@pytest.mark.parametrize(
    ("last", "first", "row"),
    [
        (("3", "กิจกรรมช่วงพัก", "-", "กอง"), ("", "เที่ยง", "", "ช่าง"), ("3", "กิจกรรมช่วงพักเที่ยง", "-", "กองช่าง")),
        (("3", "กิจกรรมตรวจ", "35,", "คลัง"), ("", "สอบ", "000.00", ""), ("3", "กิจกรรมตรวจสอบ", "35,000.00", "คลัง")),
        (("", "รวม", "1,2", ""), ("", "", "50,000.0\n0", ""), ("", "รวม", "1,250,000.00", "")),
        (("3", "กิจกรรมตรวจ", "1", "คลัง"), ("", "สอบ", "5,000", ""), ("3", "กิจกรรมตรวจสอบ", "15,000", "คลัง")),
        (("", "โครงการคนดี", "", ""), ("3", "ศรีตำบล", "10,000", "กองคลัง"), None),
        (("", "โครงการคนดี", "", "กอง"), ("3", "ศรี", "10,000", "คลัง"), ("3", "โครงการคนดีศรี", "10,000", "กองคลัง")),
    ],
)  # fmt: skip
def test_the_rest_of_a_row_is_joined_to_it(last, first, row):
    upper, lower = joined(last, first)
    assert upper == list(row or last)
    assert lower == (["9"] if row else [first[0], "9"])


@pytest.mark.parametrize(
    "first",
    [
        ("4", "โครงการสี่", "5,000", "กองคลัง"),
        ("", "โครงการสี่", "", ""),
        ("", "มิติที่ 2 การบริหารราชการ", "", ""),
        ("", "2.1 การแสดงเจตจำนง", "", ""),
        ("", "รวม", "15,000", ""),
        ("", "ส่งเสริม", "5,000", ""),
    ],
)
def test_a_row_that_begins_something_is_none(first):
    last = ("3", "โครงการสาม", "5,000", "กองคลัง")
    assert joined(last, first) == (list(last), [first[0], "9"])


def test_a_header_printed_again_may_be_cut_off():
    last, first = ("3", "กิจกรรมบริการช่วงพัก", "-", ""), ("", "เที่ยง", "", "")
    assert joined(last, first, ("ที", "โครงการ/", "งบประมาณ", ""))[0][1] == "กิจกรรมบริการช่วงพักเที่ยง"
    assert joined(last, first, None)[0][1] == "กิจกรรมบริการช่วงพักเที่ยง"


def test_the_label_of_a_level_in_one_cell_goes_on():
    assert joined(("", "มิติที่ 2 เปิด", "", ""), ("", "เผยและโปร่งใส", "", ""))[0][1] == "มิติที่ 2 เปิดเผยและโปร่งใส"
    assert joined(("", "คนโคกดี", "", ""), ("", "เปิดเผยและโปร่งใส", "", ""))[0][1] == "คนโคกดี"


@pytest.mark.parametrize(
    ("last", "first", "row"),
    [
        (  # the number of a project is alone on its line
            ("", "3)", "5,000", "กอง"),
            ("", "โครงการบุญ\n4) กิจกรรมทาน", "700", "คลัง"),
            ("", "3)\nโครงการบุญ\n4) กิจกรรมทาน", "5,000\n700", "กองคลัง"),
        ),
        (  # a cell has an amount more than projects
            ("", "3) โครงการบุญ", "5,000\n700", ""),
            ("", "4) กิจกรรมทาน", "", ""),
            ("", "3) โครงการบุญ\n4) กิจกรรมทาน", "5,000\n700", ""),
        ),
        (("", "3) โครงการบุญ", "5,000", ""), ("", "4) กิจกรรมทาน", "", ""), None),
    ],
)  # fmt: skip
def test_a_cell_of_several_projects_goes_on_with_the_next_one(last, first, row):
    upper, lower = joined(last, first)
    assert upper == [text.replace("3)\nโ", "3) โ") for text in row or last]
    assert lower == (["9"] if row else ["", "9"])


def test_rows_of_a_pattern_that_the_table_has_are_rows():
    rows = (("1", "โกงเงิน", "สูง", "ตรวจ"), ("", "โกงเวลา", "สูง", ""))
    above, below = table(1, 640, HEAD, *rows, ("2", "โกงพัสดุ", "ต่ำ", "นับ")), table(2, 60, ("", "โกงงาน", "สูง", ""))
    assert with_tables_joined([above, below]) == (above, below)


def test_a_table_in_the_middle_of_a_page_is_complete():
    above = table(1, 200, HEAD, ("3", "กิจกรรมบริการช่วงพัก", "-", ""))
    below = table(2, 60, ("", "เที่ยง", "", ""))
    assert with_tables_joined([above, below]) == (above, below)


def test_numbers_of_a_torn_row_that_might_stand_alone_go_on_with_those_that_cannot():
    head = ("ที่", "ปี 2566", "ปี 2567", "ปี 2568")
    rows = ("1", "10,000", "20,000", "30,000"), ("2", "-", "5,000", "-")
    above = table(1, 640, head, *rows, ("รวม", "81", "3", "2"))
    below = table(2, 60, head, ("", "5,000.00", ",075,000.0\n0", "12,000.00"), ("3", "9,000", "9,000", "9,000"))
    assert [[c.text for c in row] for row in whole(above, below).rows()][3] == [
        "รวม",
        "815,000.00",
        "3,075,000.00",
        "212,000.00",
    ]


def test_a_level_alone_is_what_the_word_of_a_total_sums_up():
    upper, lower = joined(("", "รวม", "19,000", ""), ("", "ภารกิจที่ 2", "", ""))
    assert upper == ["", "รวมภารกิจที่ 2", "19,000", ""]
    assert lower == ["9"]


def test_a_number_goes_on_with_the_word_that_makes_it_an_ordinal():
    upper, lower = joined(("3", "โครงการสาม", "-", "คำสั่งที่"), ("", "", "", "12/2567"))
    assert upper == ["3", "โครงการสาม", "-", "คำสั่งที่ 12/2567"]
    assert lower == ["9"]


def cut(page, *, above):
    """The page with its table open at the page break."""
    [grid] = page.blocks
    return replace(page, blocks=(replace(grid, is_cut_above=above, is_cut_below=not above),))


def open_at_break(last, first):
    """The numbers of a table without rules between rows, and whether its parts are one."""
    above = table(1, 640, HEAD, ("1", "โครงการหนึ่ง", "10,000", "สำนักปลัด"), ("2", "โครงการสอง", "-", "กองคลัง"), last)
    below = table(2, 60, first, ("9", "โครงการเก้า", "9,000", "กองช่าง"))
    return [row[0].text for row in whole(cut(above, above=False), cut(below, above=True)).rows()]


def test_a_row_open_at_the_page_break_is_one():
    rest = ("", "ของเยาวชน", "", "")
    assert open_at_break(("3", "โครงการสาม", "5,000", "กองช่าง"), rest) == ["ที่", "1", "2", "3", "9"]


def test_the_next_number_begins_a_row_in_a_table_without_rules_between_rows():
    last, first = ("3", "โครงการสาม", "ไม่ใช้งบประมาณ", "กองช่าง"), ("4", "โครงการสี่", "7,000", "กองคลัง")
    assert open_at_break(last, first) == ["ที่", "1", "2", "3", "4", "9"]


def test_a_label_is_no_rest_of_the_row_above_it():
    above = table(1, 640, HEAD, ("1", "โครงการหนึ่ง", "10,000", "สำนักปลัด"), ("2", "โครงการสอง", "-", "กองคลัง"))
    below = table(2, 60, ("มิติที่ 2 บริหารงานโปร่งใส", "", "", ""), ("3", "โครงการสาม", "9,000", "กองช่าง"))
    [grid] = below.blocks
    [label, *_] = grid.cells
    merged = replace(label, column_span=4, place=replace(label.place, box=Box(50, 60, 550, 90)))
    grid = replace(grid, cells=(merged, *grid.cells[4:]))
    made = whole(cut(above, above=False), cut(replace(below, blocks=(grid,)), above=True))
    assert [row[0].text for row in made.rows()] == ["ที่", "1", "2", "มิติที่ 2 บริหารงานโปร่งใส", "3"]
