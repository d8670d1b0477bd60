"""Columns that only count the projects, beside the fields of a table."""

from __future__ import annotations

from extract.lines.field_tables import field_tables
from extract.lines.margins import count_of
from extract.lines.marks import is_field_heading
from extract.parse import parse_plan
from tests.extract.builders import document, grid

FORM = ["ชื่อโครงการ | โครงการคลองใส", "วิธีดำเนินการ | ประชุม", " | ลงพื้นที่", "งบประมาณ | 5,000 บาท"]


def margined(first: str, rows=FORM) -> list[str]:
    return [f"{first if at == 0 else ''} | {row}" for at, row in enumerate(rows)]


def entries(*grids):
    return [
        [(entry.line.text, entry.is_heading, entry.count) for entry in found]
        for found in field_tables(grids, is_field_heading).values()
    ]


def test_the_cell_of_a_margin_stands_before_the_fields_and_counts_the_project():
    assert entries(grid(margined("แผ่นที่ 7")))[0] == [("แผ่นที่ 7", False, 7), *entries(grid(FORM))[0]]


def test_a_margin_that_repeats_its_cell_counts_once():
    found = entries(grid([f"ป.2 | {row}" for row in FORM]))[0]
    assert found == [("ป.2", False, 2), *entries(grid(FORM))[0]]


def test_a_margin_counts_each_project_of_one_table():
    found = entries(grid([*margined("1"), *margined("2")]))[0]
    assert [count for _, _, count in found if count] == [1, 2]


def test_what_a_margin_says_beside_counting_is_a_line():
    assert entries(grid(margined("กองช่าง")))[0][0] == ("กองช่าง", False, 0)


def test_what_a_page_break_cut_off_goes_on_without_a_count():
    found = entries(grid(margined("แผ่นที่ 1")), grid([" | กลุ่มเป้าหมาย | ชาวบ้าน"], start=9))
    assert found[1] == [("กลุ่มเป้าหมาย", True, 0), ("ชาวบ้าน", False, 0)]


def test_numbers_of_the_fields_are_no_margin():
    rows = [f"{at} | {row}" for at, row in enumerate([FORM[0], FORM[1], FORM[3]], 1)]
    assert [count for _, _, count in entries(grid(rows))[0]] == [0] * 6


def test_unknown_headings_beside_a_margin_are_known_by_recurring():
    names = [f"โครงการ{word}" for word in ("คลองใส", "ถนนดี", "บ้านงาม")]
    cards = [
        grid(margined(f"ใบที่ {at}", [f"เรื่อง | {name}", "ของที่มี | กล่อง", "คนทำ | ช่าง"]), start=at * 9)
        for at, name in enumerate(names, 1)
    ]
    assert [found[0] for found in entries(*cards)] == [(f"ใบที่ {at}", False, at) for at in (1, 2, 3)]


def test_what_counts():
    assert [count_of(text) for text in ("เลขที่ 12", "P-01", "3.", "ปี 2568", "กองช่าง")] == [12, 1, 3, 0, 0]


def test_projects_in_tables_with_a_margin_are_read():
    names = ("โครงการคลองใส", "โครงการถนนดี")
    tables = [
        margined(f"แผ่นที่ {at}", [f"ชื่อโครงการ | {name}", "วัตถุประสงค์ | เพื่อดูแล", "งบประมาณ | 5,000 บาท"])
        for at, name in enumerate(names, 1)
    ]
    assert [project.name.value for project in parse_plan(document(*tables)).projects] == list(names)
