"""Headings, sums and quarters within the cells of a summary table; figures of the years before the plan."""

from __future__ import annotations

from extract.model.plan import Basis, Plan, Scope
from extract.parse import parse_plan
from phaen.check.accounts import account
from tests.extract.builders import document

YEARS = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)"
ONE_YEAR = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568"
IN_CELLS = [
    "ยุทธศาสตร์ / กลยุทธ์ / โครงการ | ปี 2566 | ปี 2567 | ผู้รับผิดชอบ",
    "ยุทธศาสตร์ที่ 1 คนซื่อ\nกลยุทธ์ที่ 1.1 ปลูกใจ\nให้ทั่วเมือง\n1. โครงการค่ายใจซื่อ | 1,000 | 2,000 | กองช่าง",
    "2. กิจกรรมเสียงตามสาย | - | 500 | กองคลัง",
    "รวมกลยุทธ์ที่ 1.1 | 1,000 | 2,500 |",
    "กลยุทธ์ที่ 1.2 ขยายใจ\n3. มาตรการตู้ฟังเสียง | 700 | - | กองช่าง",
    "รวมกลยุทธ์ที่ 1.2 | 700 | - |",
    "รวมยุทธศาสตร์ที่ 1 จำนวน 3 โครงการ | 1,700 | 2,500 |",
    "รวมทั้งสิ้น 3 โครงการ | 1,700 | 2,500 |",
]
QUARTERS = [
    "ที่ | โครงการ | แผนการใช้จ่าย (บาท) | | | | | ผู้รับผิดชอบ",
    " | | ไตรมาส 1 | ไตรมาส 2 | ไตรมาส 3 | ไตรมาส 4 | รวม | ",
    "1 | โครงการค่ายใจซื่อ | 5,000 | - | - | 5,000 | 10,000 | กองช่าง",
    "2 | กิจกรรมเสียงตามสาย | - | 40,000 | - | - | 40,000 | กองคลัง",
    "3 | มาตรการตู้ฟังเสียง | - | - | - | - | - | กองคลัง",
    "รวมหน้านี้ | | 5,000 | 40,000 | - | 5,000 | 50,000 | ",
    "รวมทุกหน้า | | 5,000 | 40,000 | - | 5,000 | 50,000 | ",
]


def names(plan: Plan) -> list[str]:
    return [project.name.value for project in plan.projects if project.name]


def amounts(plan: Plan) -> list[list[int]]:
    return [
        [int(a.money.value) for a in project.amounts if a.basis is Basis.SUMMARY and a.money]
        for project in plan.projects
    ]


def test_headings_that_begin_a_project_cell():
    plan = parse_plan(document(YEARS, IN_CELLS))
    assert names(plan) == ["โครงการค่ายใจซื่อ", "กิจกรรมเสียงตามสาย", "มาตรการตู้ฟังเสียง"]
    assert [project.path for project in plan.projects] == [(1, 1), (1, 1), (1, 2)]
    assert [(heading.path, heading.name) for heading in plan.headings] == [
        ((1,), "คนซื่อ"), ((1, 1), "ปลูกใจ ให้ทั่วเมือง"), ((1, 2), "ขยายใจ"),
    ]  # fmt: skip


def test_the_sums_of_the_inner_level_are_no_projects_and_no_totals():
    plan = parse_plan(document(YEARS, IN_CELLS))
    found = [(total.scope, total.dimension, total.printed and int(total.printed.value)) for total in plan.totals]
    assert found == [
        (Scope.DIMENSION, 1, 1_700), (Scope.DIMENSION, 1, 2_500),
        (Scope.GRAND, None, 1_700), (Scope.GRAND, None, 2_500),
    ]  # fmt: skip


def test_the_sum_of_the_quarters_is_the_amount_of_the_year():
    plan = parse_plan(document(ONE_YEAR, "มิติที่ 1 คน", QUARTERS))
    assert names(plan) == ["โครงการค่ายใจซื่อ", "กิจกรรมเสียงตามสาย", "มาตรการตู้ฟังเสียง"]
    assert amounts(plan) == [[10_000], [40_000], [0]]
    assert {amount.fiscal_year for project in plan.projects for amount in project.amounts} == {2568}


def test_the_sum_of_a_page_is_none_of_the_plan():
    plan = parse_plan(document(ONE_YEAR, "มิติที่ 1 คน", QUARTERS))
    assert [(total.scope, total.printed and int(total.printed.value)) for total in plan.totals] == [
        (Scope.GRAND, 50_000)
    ]


def test_the_quarters_of_a_sum_that_was_read_are_not_lost():
    plan = parse_plan(document(ONE_YEAR, "มิติที่ 1 คน", QUARTERS))
    assert account(plan) == []


def test_a_table_of_the_years_before_the_plan_lists_no_projects_of_it():
    rows = ["ประเภทเรื่อง | 2563 | 2564 | 2565", "โครงการก่อสร้างไม่ได้มาตรฐาน | 9 | 12 | 6", "การจัดซื้อจัดจ้าง | 2 | 1 | 1"]
    plan = parse_plan(document(YEARS, IN_CELLS, rows))
    assert names(plan) == ["โครงการค่ายใจซื่อ", "กิจกรรมเสียงตามสาย", "มาตรการตู้ฟังเสียง"]
