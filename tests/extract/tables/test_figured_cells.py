"""Tables of figures that stand as lines, one cell a line."""

from __future__ import annotations

from extract.model.document import Grid
from extract.parse import parse_plan
from extract.tables.figured_cells import with_figured_tables
from tests.extract.builders import document

HEAD = "รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567 รอบ 12 เดือน\nเทศบาลตำบลดอนสมมุติ\n"
TITLES = ["มิติ", "จำนวนโครงการ", "ดำเนินการแล้ว", "งบประมาณตามแผน (บาท)", "เบิกจ่าย (บาท)"]
ROWS = [
    ["มิติที่ 1", "3", "2", "79,000", "51,950"],
    ["มิติที่ 2", "2", "2", "-", "-"],
    ["มิติที่ 3", "4", "1", "18,000.50", "900"],
    ["รวม", "9", "5", "97,000.50", "52,850"],
]


def as_lines(rows):
    return "\n".join(cell for row in rows for cell in row)


def grids(text):
    made = with_figured_tables(document(text))
    return [[[cell.text for cell in row] for row in block.rows()] for block in made.blocks() if isinstance(block, Grid)]


def test_rows_of_a_label_and_as_many_figures_are_a_table():
    assert grids(HEAD + "1. ภาพรวม\n" + as_lines([TITLES, *ROWS]) + "\nข้อเสนอแนะ\nไม่มี") == [[TITLES, *ROWS]]


def test_the_figures_of_the_levels_are_read():
    plan = parse_plan(document(HEAD + "1. ภาพรวม\n" + as_lines([TITLES, *ROWS])))
    assert [(row.dimension, int(row.values["projects_done"].value)) for row in plan.progress] == [
        (1, 2),
        (2, 2),
        (3, 1),
        (None, 5),
    ]
    assert not [heading for heading in plan.headings if heading.name.isdecimal()]


def test_rows_of_unlike_length_projects_and_titles_that_lack_are_none():
    assert grids(as_lines([TITLES, ROWS[0], ROWS[1][:-1], ROWS[2]])) == []
    assert grids(as_lines([TITLES[1:], *ROWS])) == []
    assert grids(as_lines([TITLES, *[[f"โครงการ{row[0]}", *row[1:]] for row in ROWS]])) == []
