"""Rows that name a group of projects and print its sum are no projects, whatever the groups are called."""

from extract.parse import parse_plan
from phaen.check import check_plan
from tests.extract.builders import read

GROUPED = """แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567 - 2568
องค์การบริหารส่วนตำบลดอนใส อำเภอเมือง จังหวัดน่าน

| ที่ | โครงการ/กิจกรรม | ปี 2567 | ปี 2568 |
| | งานบริหารทั่วไป | 30,000 | 20,000 |
| 1 | โครงการอบรมพนักงาน | 20,000 | 20,000 |
| 2 | กิจกรรมวันต่อต้านโกง | 10,000 | - |
| | งานการศึกษา | 15,000 | 15,000 |
| 3 | โครงการค่ายเด็กดี | 15,000 | 15,000 |
| รวม | | 45,000 | 35,000 |
"""


def names(plan):
    return [project.summary_name.value for project in plan.projects]


def test_rows_that_sum_the_rows_below_them_are_groups():
    plan = parse_plan(read(GROUPED))
    assert names(plan) == ["โครงการอบรมพนักงาน", "กิจกรรมวันต่อต้านโกง", "โครงการค่ายเด็กดี"]
    check_plan(plan)
    assert not {finding.code.value for finding in plan.findings} & {"amount_unplaced", "total_mismatch"}


def test_rows_whose_money_is_not_that_of_the_rows_below_stay():
    plan = parse_plan(read(GROUPED.replace("| 15,000 | 15,000 |\n| 3", "| 14,000 | 15,000 |\n| 3")))
    assert "งานการศึกษา" in names(plan)


LEVELS = """แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567 - 2568
องค์การบริหารส่วนตำบลดอนใส อำเภอเมือง จังหวัดน่าน

| โครงการ/กิจกรรม | ปี 2567 | ปี 2568 |
| มิติที่ 1 สร้างคนดี (2 รายการ) | 30,000 | 20,000 |
| โครงการอบรมพนักงาน | 20,000 | 20,000 |
| กิจกรรมวันต่อต้านโกง | 10,000 | - |
| มิติที่ 2 เปิดบ้าน (1 รายการ) | 15,000 | 15,000 |
| โครงการค่ายเด็กดี | 15,000 | 15,000 |
| รวม | 45,000 | 35,000 |
"""


def test_a_level_with_its_sum_is_a_heading_and_a_total():
    plan = parse_plan(read(LEVELS))
    assert [(p.summary_name.value, p.path) for p in plan.projects] == [
        ("โครงการอบรมพนักงาน", (1,)), ("กิจกรรมวันต่อต้านโกง", (1,)), ("โครงการค่ายเด็กดี", (2,))
    ]  # fmt: skip
    assert [(h.path, h.name) for h in plan.headings] == [((1,), "สร้างคนดี"), ((2,), "เปิดบ้าน")]
    sums = [(t.dimension, t.fiscal_year, int(t.printed.value)) for t in plan.totals if t.dimension]
    assert sums == [(1, 2567, 30_000), (1, 2568, 20_000), (2, 2567, 15_000), (2, 2568, 15_000)]
