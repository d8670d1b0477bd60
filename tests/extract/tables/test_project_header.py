"""Recognition of a project table's header: by known words, or by the content of the cells below."""

import pytest

from extract.grammar.field import Field
from extract.model.document import Grid
from extract.tables.headers import matrix
from extract.tables.project_header import find_project_header, repeats, unit_of
from tests.extract.builders import grid, read

ROW = "1 | โครงการปลูกใจซื่อที่ริมธาร | 10,000 | กองช่าง"


def header_of(*rows):
    return find_project_header(matrix(grid(rows)))


def test_two_known_words_are_enough():
    header = header_of("ลำดับ | สิ่งที่จะทำ | งบประมาณ | ใครทำ", ROW, "2 | กิจกรรมประตูเปิดทุกวันของตำบล | - | กองคลัง")
    assert header is not None
    assert header.roles == {0: "order", 1: "project", 2: Field.BUDGET, 3: Field.RESPONSIBLE}
    assert header.unknown == {}


def test_a_column_of_projects_is_known_by_its_cells():
    header = header_of("ลำดับ | สิ่งที่จะทำ | งบประมาณ (บาท)", "1 | โครงการปลูกใจซื่อที่ริมธาร | 10,000")
    assert header is not None
    assert header.column("project") == 1


def test_an_unknown_column_refuses_no_table_and_is_named():
    header = header_of(
        "ลำดับ | โครงการ | งบประมาณ | ความคุ้มค่า", "1 | โครงการปลูกใจซื่อ | 10,000 | คุ้มมาก", "2 | กิจกรรมประตูเปิด | - | พอใช้"
    )
    assert header is not None
    assert header.unknown == {3: "ความคุ้มค่า"}


def test_codes_and_orders_are_harmless():
    header = header_of("เลขา | โครงการ | งบประมาณ", "A01 | โครงการปลูกใจซื่อ | 10,000", "A02 | กิจกรรมประตูเปิด | -")
    assert header is not None
    assert header.unknown == {}


def test_amounts_that_cannot_be_read_are_no_marks_of_a_schedule():
    header = header_of(
        "โครงการ | ปี 2567 งบประมาณ (บาท) | ปี 2568 งบประมาณ (บาท) | หมายเหตุ",
        "โครงการปลูกใจซื่อที่ริมธาร | 10,000 | \ufffd | กองช่าง",
        "กิจกรรมประตูเปิดทุกวัน | - | - | กองคลัง",
    )
    assert header is not None
    assert header.years == {1: 2567, 2: 2568}


def test_quarters_with_marks_are_a_schedule_and_no_numbers():
    header = header_of(
        "ที่ | โครงการ | งบประมาณ | ไตรมาส | | ",
        " | | | 1 | 2 | 3",
        "1 | โครงการปลูกใจซื่อ | 10,000 | ✓ | | ✓",
    )
    assert header is not None
    assert header.row_count == 2
    assert [header.roles.get(column) for column in (3, 4, 5)] == ["schedule"] * 3
    assert header.ticked[3] != header.ticked[4]


def test_short_years_that_count_up_are_years():
    header = header_of("โครงการ | งบประมาณ | | ", " | 66 | 67 | 68", "โครงการปลูกใจซื่อ | 10,000 | - | 20,000")
    assert header is not None
    assert header.years == {1: 2566, 2: 2567, 3: 2568}


def test_a_heading_row_is_no_lower_header():
    header = header_of("ลำดับ | โครงการ | งบประมาณ", "ยุทธศาสตร์ที่ 1 ปลูกใจ | | ", ROW)
    assert header is not None
    assert header.row_count == 1


def test_the_header_printed_again_is_known():
    header = header_of("ลำดับ | โครงการ | งบประมาณ | หน่วยงาน", ROW)
    rows = matrix(grid(["ลำดับ | โครงการ | งบประมาณ | หน่วยงาน", "(1) | (2) | (3) | (4)", ROW]))
    assert header is not None
    assert [repeats(header, row) for row in rows] == [True, True, False]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("งบประมาณ (พันบาท)", 1_000),
        ("หน่วย : ล้านบาท", 1_000_000),
        ("(หน่วย: บาท)", 1),
        ("พันบาท", 1_000),
        ("งบประมาณ", None),
    ],
)
def test_units_of_titles(title, unit):
    assert unit_of(title) == unit


@pytest.mark.parametrize(
    "rows",
    [
        ("มิติ | จำนวนโครงการตามแผน | ดำเนินการแล้ว", "มิติที่ 1 | 4 | 2"),
        ("ชื่อ | ตำแหน่ง", "นายใจดี งามยิ่ง | ประธาน"),
    ],
)
def test_other_tables_have_no_header_of_projects(rows):
    assert header_of(*rows) is None


@pytest.mark.parametrize(
    ("title", "cells", "unused"),
    [
        ("สาระของงาน", ("ชวนลูกบ้านมาเล่าเรื่องคนซื่อในตลาด", "เปิดประตูห้องทำงานให้เห็นกันทุกวัน", "พาเด็กเดินดูบ่อขยะของหมู่บ้าน"), True),
        ("จำนวนผลงาน", ("3 โครงการ", "1 โครงการ", "12 โครงการ"), True),
        ("ผู้ประสาน", ("กองช่าง", "ผู้ใหญ่บ้านหมู่ที่ 2", "กองช่าง"), False),
        ("ชาวบ้านคนที่รับผิดชอบ", ("นายสมควร แซ่เล้าตระกูลใหญ่", "นางพิกุล บานสะพรั่งยามเช้า", "นายสน ทนลมหนาวริมน้ำ"), False),
    ],
)
def test_a_column_that_may_hold_what_the_dataset_has_is_unknown_any_other_unused(title, cells, unused):
    rows = [f"{n} | โครงการปลูกใจซื่อรุ่นที่ {n} | 10,000 | กองคลัง | {cell}" for n, cell in enumerate(cells, 1)]
    header = header_of(f"ลำดับ | โครงการ | งบประมาณ | ผู้รับผิดชอบ | {title}", *rows)
    assert header is not None
    assert (header.unknown, header.unused) == ({4: title}, {4} if unused else set())


def test_a_title_across_the_years_is_of_the_header_where_the_titles_beside_reach_down():
    above = "".join(f"<th rowspan='2'>{title}</th>" for title in ("มิติ", "โครงการ/กิจกรรม"))
    years = "".join(f"<th>ปี {year}</th>" for year in (2566, 2567, 2568))
    cells = "".join(f"<td>{text}</td>" for text in ("1. ปลูกใจ", "โครงการตลาดสีขาว", "5,000", "-", "4,000"))
    text = f"<table><tr>{above}{years}</tr><tr><th colspan='3'>งบประมาณ (บาท)</th></tr><tr>{cells}</tr></table>"
    (table,) = [block for block in read(text).blocks() if isinstance(block, Grid)]
    header = find_project_header(matrix(table))
    assert header is not None
    assert header.row_count == 2


def test_a_second_row_that_repeats_merged_titles_is_of_the_header_whatever_else_it_says():
    upper = "ข้อ | โครงการ | งบประมาณที่ได้รับ | สถานะ | | หมายเหตุ"
    lower = "ข้อ | โครงการ | งบประมาณที่ได้รับ | ลุล่วง | ค้างอยู่ | หมายเหตุ"
    header = header_of(upper, lower, "1 | โครงการปลูกใจซื่อที่ริมธาร | 10,000 | / | | -")
    assert header is not None
    assert header.row_count == 2
