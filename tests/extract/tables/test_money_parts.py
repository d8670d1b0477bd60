"""Columns that are parts of a year's money: by source beside their sum."""

from __future__ import annotations

from extract.model.plan import Basis
from extract.parse import parse_plan
from tests.extract.builders import document

TITLE = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568"


def money(*rows: str) -> list[list[int]]:
    plan = parse_plan(document(TITLE, "มิติที่ 1 สร้างคน", list(rows)))
    assert not plan.findings or {finding.code.value for finding in plan.findings}.isdisjoint({"budget_repeated"})
    return [[int(a.money.value) for a in p.amounts if a.basis is Basis.SUMMARY and a.money] for p in plan.projects]


HEAD = ("ที่ | โครงการ | งบประมาณ ปี 2568 | | ", " | | งบเทศบาล | งบจังหวัด | รวม")


def test_the_sum_beside_its_parts_is_the_budget():
    rows = ("1 | โครงการอบรมคน | 30,000 | 5,000 | 35,000", "2 | กิจกรรมเดินรณรงค์ | 2,000 | - | 2,000")
    assert money(*HEAD, *rows) == [[35_000], [2_000]]


def test_a_table_in_which_only_one_source_gives_money():
    rows = ("1 | โครงการอบรมคน | 30,000 | - | 30,000", "2 | กิจกรรมเดินรณรงค์ | 2,000 | - | 2,000")
    assert money(*HEAD, *rows) == [[30_000], [2_000]]


def test_columns_of_several_years_are_no_parts():
    head = "ที่ | โครงการ | ปี 2567 | ปี 2568 | รวม"
    rows = ("1 | โครงการอบรมคน | 30,000 | 5,000 | 35,000", "2 | กิจกรรมเดินรณรงค์ | 2,000 | 1,000 | 3,000")
    assert money(head, *rows) == [[30_000, 5_000], [2_000, 1_000]]
