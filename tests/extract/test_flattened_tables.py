"""Tables whose cells stand as lines."""

from __future__ import annotations

import pytest

from extract.parse import parse_plan
from phaen.check import check_plan
from schemas.checks import CheckCode
from tests.extract.builders import read

TITLE = """แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2567 - 2568)
เทศบาลตำบลห้วยยางทอง อำเภอทับสะแก จังหวัดประจวบคีรีขันธ์

มิติที่ 1 คนซื่อ
"""
BY_PROJECT = """ลำดับ
โครงการ/กิจกรรม
ปี 2567 (บาท)
ปี 2568 (บาท)
ผู้รับผิดชอบ
1
โครงการเรือพายเก็บขยะในคลอง
20,000
22,000
กองการศึกษา
2
มาตรการติดป้ายบอกราคาค่าปรับ
-
-
กองคลัง
3
กิจกรรมปลูกต้นไม้ริมถนน
ทุกวันสำคัญ
5,000
ไม่ใช้งบประมาณ
กองช่าง
รวมทั้งสิ้น
25,000
22,000
"""
BY_COLUMN = """ภารกิจตามมิติ โครงการ/กิจกรรม/มาตรการ ปี 2567 ปี 2568 หน่วยงาน
1.1 ปลูกฝังคนรุ่นใหม่
1) โครงการเรือพายเก็บขยะในคลอง
2) มาตรการติดป้ายบอกราคาค่าปรับ
20,000
-
22,000
-
กองการศึกษา
กองคลัง
1.2 สร้างเครือข่าย
1) กิจกรรมปลูกต้นไม้ริมถนนทุกวันสำคัญ
5,000
ไม่ใช้งบประมาณ
กองช่าง
"""


@pytest.mark.parametrize(("text", "sections"), [(BY_PROJECT, ["", "", ""]), (BY_COLUMN, ["1.1", "1.1", "1.2"])])
def test_lines_become_a_table_again(text, sections):
    plan = parse_plan(read(TITLE + text))
    check_plan(plan)
    assert [(p.name.value, p.fields["responsible"].value) for p in plan.projects] == [
        ("โครงการเรือพายเก็บขยะในคลอง", "กองการศึกษา"),
        ("มาตรการติดป้ายบอกราคาค่าปรับ", "กองคลัง"),
        ("กิจกรรมปลูกต้นไม้ริมถนนทุกวันสำคัญ", "กองช่าง"),
    ]
    assert [p.section for p in plan.projects] == sections
    assert [[int(a.money.value) for a in p.amounts] for p in plan.projects] == [[20_000, 22_000], [0, 0], [5_000, 0]]
    assert not {f.code for f in plan.findings} & {CheckCode.BLOCK_UNPLACED, CheckCode.AMOUNT_UNPLACED}


def test_amounts_that_do_not_fit_the_names_are_not_guessed():
    plan = parse_plan(read(TITLE + BY_COLUMN.replace("22,000\n", "")))
    assert not any(a.money and a.money.value for p in plan.projects for a in p.amounts)


OWN_TITLES = """ภารกิจตามมิติ
ข้อ
ชื่องาน
ปี 2567
ปี 2568
1.1 ปลูกฝังคนรุ่นใหม่
1
โครงการเรือพายเก็บขยะในคลอง
20,000
22,000
1.2 สร้างเครือข่าย
1
กิจกรรมปลูกต้นไม้ริมถนนทุกวันสำคัญ
5,000
-
วงเงินของมิติที่ 1
25,000
22,000
"""


def test_a_title_with_unknown_words_may_be_that_of_the_projects():
    plan = parse_plan(read(TITLE + "มิติที่ 1 ปลุกใจคน\n" + OWN_TITLES))
    assert [(p.name.value, p.section, p.summary_item) for p in plan.projects] == [
        ("โครงการเรือพายเก็บขยะในคลอง", "1.1", "1"),
        ("กิจกรรมปลูกต้นไม้ริมถนนทุกวันสำคัญ", "1.2", "1"),
    ]
    assert [[int(a.money.value) for a in p.amounts] for p in plan.projects] == [[20_000, 22_000], [5_000, 0]]
    assert [(t.dimension, t.fiscal_year, int(t.printed.value)) for t in plan.totals] == [
        (1, 2567, 25_000),
        (1, 2568, 22_000),
    ]


LEVELS = ["มิติที่", "ลำดับ", "ชื่อแผนงาน", "ปี 2567", "ปี 2568", "ผู้รับผิดชอบ"]
ROWS = [
    ["1", "1", "โครงการเรือพายเก็บขยะในคลอง", "20,000", "22,000", "กองการศึกษา"],
    ["1", "2", "มาตรการติดป้ายบอกราคาค่าปรับ", "-", "-", "กองคลัง"],
    ["2", "3", "กิจกรรมปลูกต้นไม้ริมถนนทุกวันสำคัญ", "5,000", "-", "กองช่าง"],
]


def test_the_number_of_a_level_stands_before_that_of_its_row():
    plan = parse_plan(read(TITLE + "\n".join(cell for row in (LEVELS, *ROWS) for cell in row)))
    assert [(p.name.value, p.dimension, p.summary_item) for p in plan.projects] == [
        (row[2], int(row[0]), row[1]) for row in ROWS
    ]
    assert [[int(a.money.value) for a in p.amounts] for p in plan.projects] == [[20_000, 22_000], [0, 0], [5_000, 0]]
