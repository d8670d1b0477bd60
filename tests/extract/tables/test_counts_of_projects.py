"""The form ผ.01: how many projects each level has a year, and for how much. Its rows are levels, its sums totals."""

from __future__ import annotations

from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import document

TITLE = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)\nเทศบาลเมืองริมโขง"
COUNTS = [
    "มิติ/แผนงาน | ปี 2566 | | ปี 2567 | ",
    " | จำนวนโครงการ | งบประมาณ (บาท) | จำนวนโครงการ | งบประมาณ (บาท)",
    "มิติที่ 1 สร้างคนซื่อ | | | | ",
    "แผนงานบริหารงานทั่วไป | 1 | 20,000 | 1 | 25,000",
    "แผนงานการศึกษา | 1 | 15,000 | 0 | 0",
    "รวม | 2 | 35,000 | 1 | 25,000",
    "รวมทั้งสิ้น | 2 | 35,000 | 1 | 25,000",
]
PROJECTS = [
    "มิติ | โครงการ | 2566 | 2567",
    "มิติที่ 1 สร้างคนซื่อ | โครงการธรรมะริมโขง | 20,000 | 25,000",
    " | โครงการค่ายเด็กดีริมน้ำ | 15,000 | -",
]


def test_a_level_with_the_number_of_its_projects_is_no_project():
    plan = parse_plan(document(TITLE, COUNTS, "ภาคผนวก", PROJECTS))
    assert [p.name.value for p in plan.projects] == ["โครงการธรรมะริมโขง", "โครงการค่ายเด็กดีริมน้ำ"]
    assert [int(total.printed.value) for total in plan.totals] == [35_000, 25_000, 35_000, 25_000]
    assert not [f for f in plan.findings if f.code is CheckCode.COLUMN_UNKNOWN]


def test_a_table_of_projects_may_count_too():
    rows = ["โครงการ | จำนวนกิจกรรม | งบประมาณ", "โครงการธรรมะริมโขง | 3 | 20,000", "โครงการค่ายเด็กดีริมน้ำ | 1 | 15,000"]
    assert len(parse_plan(document(TITLE, rows)).projects) == 2
