"""Tables with the fields of projects."""

from __future__ import annotations

from extract.lines.field_tables import field_tables
from extract.lines.marks import is_field_heading, marks
from extract.parse import parse_plan
from tests.extract.builders import document, grid, read

FORM = ["ชื่อโครงการ | โครงการคลองใส", "ของที่ต้องเตรียม | กล่อง", "วิธีดำเนินการ | ประชุม", "งบประมาณ | 5,000 บาท"]


def entries(*grids):
    return [
        [(entry.line.text, entry.is_heading) for entry in found]
        for found in field_tables(grids, is_field_heading).values()
    ]


def test_words_that_are_not_known_head_a_field_as_well():
    assert ("ของที่ต้องเตรียม", True) in entries(grid(FORM))[0]
    assert ("กล่อง", False) in entries(grid(FORM))[0]


def test_a_number_in_a_cell_of_its_own_stands_before_the_heading():
    rows = [f"{at} | {row}" for at, row in enumerate(FORM, 1)]
    assert entries(grid(rows))[0][0] == ("1 ชื่อโครงการ", True)


def test_two_pairs_in_one_row():
    rows = ["ชื่อโครงการ | โครงการคลองใส", "งบประมาณ | 5,000 บาท | ระยะเวลาดำเนินการ | ปี 2566", "วิธีดำเนินการ | ประชุม"]
    assert ("ระยะเวลาดำเนินการ", True) in entries(grid(rows))[0]


def test_pieces_that_a_page_break_cut_off_are_tables_of_fields():
    assert len(entries(grid(FORM), grid(FORM[:3], start=9), grid(FORM[3:], start=19))) == 3


def test_a_row_that_a_page_break_tore_is_one():
    form = [f"{at}. {row}" for at, row in enumerate(FORM, 1)]
    above, below = ["1. ชื่อ | โครงการ"], ["โครงการ/กิจกรรม | คลองใส", *form[1:]]
    found = entries(grid(form), grid(above, start=9), grid(below, start=19))
    assert found[1] == [("1. ชื่อ โครงการ/กิจกรรม", True), ("โครงการ", False), ("คลองใส", False)]
    assert found[2] == found[0][2:]
    unnumbered = entries(grid(FORM), grid(["กลุ่มเป้าหมาย | ชาวบ้าน"], start=9), grid(FORM, start=19))
    assert unnumbered[2] == unnumbered[0]


def test_what_goes_on_without_a_heading():
    assert len(entries(grid(FORM), grid([" | และอีกหนึ่งหมื่นบาท"], start=9))) == 2


def test_a_table_of_projects_is_none():
    assert entries(grid(["ชื่อโครงการ | งบประมาณ", "คลองใส | 5,000", "ทางเดินใหม่ | 6,000"])) == []


def test_a_row_written_as_a_line_is_a_heading_before_a_colon():
    found = list(marks(document("- งบประมาณ | 5,000 บาท").blocks()))
    assert [(mark.key, mark.text) for mark in found] == [("budget", "5,000 บาท")]


def test_a_form_that_lacks_fields_is_known_by_the_labels_of_the_others():
    words = ["เงินที่ตั้ง | 5,000 บาท", "คนดูแล | กองช่าง", "ที่ทำไป | ประชุม", "ตอนนี้ | เสร็จ", "หมายเหตุ | ไม่มี"]
    whole = [*FORM[:1], *words, "ผลผลิต | มีคนมา", "งบประมาณ | 5,000 บาท"]
    found = entries(grid(whole), grid(whole, start=20), grid(words, start=40))
    assert len(found) == 3
    assert ("คนดูแล", True) in found[2]


def test_money_beside_a_label_is_no_level():
    form = "ชื่อโครงการ\t{}\nตั้งไว้\t5,000 บาท\nจ่ายไป\t0 บาท\nวิธีดำเนินการ\tประชุม\nผู้รับผิดชอบ\tกองคลัง\n\n"
    plan = parse_plan(read("มิติที่ 1 ปลุกใจคน\n\n" + form.format("โครงการคลองใส") + form.format("กิจกรรมล้างตลาด")))
    assert [(p.name.value, p.dimension) for p in plan.projects] == [("โครงการคลองใส", 1), ("กิจกรรมล้างตลาด", 1)]
