"""Tables with one row per year within each project, and the sums of each year."""

import pytest

from extract.model.plan import Basis, Scope
from extract.parse import parse_plan
from tests.extract.builders import document

TITLE = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2568 - 2569)\nเทศบาลตำบลท่าไร่"
HEAD = "ที่ | โครงการ/กิจกรรม | ปี | เป้าหมาย | งบประมาณ (บาท) | หน่วยงาน"


def read(plan):
    return {
        p.name.value: [int(a.money.value) for a in p.amounts if a.basis is Basis.SUMMARY and a.money]
        for p in plan.projects
    }


def sums(plan):
    return {
        (None if t.scope is Scope.GRAND else t.dimension, t.fiscal_year): int(t.printed.value)
        for t in plan.totals
        if t.printed is not None
    }


@pytest.mark.parametrize("repeated", [False, True])
def test_the_years_of_a_project_are_one_row(repeated):
    first = ["1 | โครงการเวทีริมไร่", "2 | มาตรการตรงเวลา"]
    blank = first if repeated else [" | ", " | "]
    rows = [
        HEAD,
        f"{first[0]} | 2568 | 20 คน | 12,000 | กองช่าง",
        f"{blank[0]} | 2569 | 30 คน | 15,000 | กองช่าง",
        f"{first[1]} | 2568 | ทุกคน | ไม่มีค่าใช้จ่าย | สำนักปลัด",
        f"{blank[1]} | 2569 | ทุกคน | - | สำนักปลัด",
        "รวม | | 2568 | | 12,000 | ",
        f"{'รวม' if repeated else ''} | | 2569 | | 15,000 | ",
    ]
    plan = parse_plan(document(TITLE, "มิติที่ 1 คนดี", rows))
    assert read(plan) == {"โครงการเวทีริมไร่": [12_000, 15_000], "มาตรการตรงเวลา": [0, 0]}
    assert list(sums(plan).values()) == [12_000, 15_000]
    assert [p.fields["responsible"].value for p in plan.projects] == ["กองช่าง", "สำนักปลัด"]


def test_a_sum_may_name_its_year():
    rows = [
        "ลำดับ | ชื่อโครงการ | ปีงบประมาณ | จำนวนเงิน | ผู้รับผิดชอบ",
        "1 | โครงการเวทีริมไร่ | ปีงบประมาณ 2568 | 12,000 | กองช่าง",
        "1 | โครงการเวทีริมไร่ | ปีงบประมาณ 2569 | 15,000 | กองช่าง",
        " | รวมปีงบประมาณ 2568 | | 12,000 | ",
        " | รวมปีงบประมาณ 2569 | | 15,000 | ",
    ]
    plan = parse_plan(document(TITLE, "มิติที่ 1 คนดี", rows))
    assert read(plan) == {"โครงการเวทีริมไร่": [12_000, 15_000]}
    assert list(sums(plan).values()) == [12_000, 15_000]


def test_projects_of_different_years_stay_apart():
    rows = [
        HEAD,
        "1 | โครงการเวทีริมไร่ | 2568 | 20 คน | 12,000 | กองช่าง",
        "2 | โครงการป่าชุมชน | 2569 | - | 15,000 | กองช่าง",
    ]
    assert len(parse_plan(document(TITLE, "มิติที่ 1 คนดี", rows)).projects) == 2


def test_targets_of_indicators_list_no_projects():
    targets = [
        "รายการตัวชี้วัด | ปี 2568 | ปี 2569",
        "คะแนนการประเมิน | 85 คะแนน | 90 คะแนน",
        "เรื่องร้องเรียน | ไม่เกิน 3 เรื่อง | ไม่เกิน 1 เรื่อง",
    ]
    rows = ["ที่ | โครงการ | 2568 | 2569", "1 | โครงการเวทีริมไร่ | 12,000 | 15,000"]
    plan = parse_plan(document(TITLE, rows, "เป้าหมายของแผน", targets))
    assert [p.name.value for p in plan.projects] == ["โครงการเวทีริมไร่"]


PROJECTS = [
    "มิติ | โครงการ | 2568 | 2569",
    "มิติที่ 1 คนดี | โครงการเวทีริมไร่ | 12,000 | 15,000",
    " | โครงการป่าชุมชน | 8,000 | -",
    "มิติที่ 2 งานดี | มาตรการเปิดบัญชี | 5,000 | 5,000",
]
GRAND = {(None, 2568): 25_000, (None, 2569): 20_000}
BY_LEVEL = [
    "มิติ | จำนวน | ปี 2568 | ปี 2569",
    "มิติที่ 1 | 2 โครงการ | 20,000 | 15,000",
    "2 | 1 | 5,000 | 5,000",
    "รวมทั้งสิ้น | 3 | 25,000 | 20,000",
]
PARTS = {(1, 2568): 20_000, (1, 2569): 15_000, (2, 2568): 5_000, (2, 2569): 5_000}
ALL = PARTS | GRAND


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (BY_LEVEL, ALL),
        (["ปี | มิติที่ 1 | มิติที่ 2 | รวม", "2568 | 20,000 | 5,000 | 25,000", "2569 | 15,000 | 5,000 | 20,000"], ALL),
        (["ปีงบประมาณ | งบประมาณ (บาท)", "2568 | 25,000", "2569 | 20,000", "รวม 2 ปี | 45,000"], GRAND),
        (["รวมทั้งแผน ปี 2568 | 25,000", "รวมทั้งแผน ปี 2569 | 20,000"], GRAND),
        (["ปี | งบประมาณ", "2568 | 99,000", "2569 | 88,000"], {}),  # not the sums of this plan
    ],
)
def test_a_table_of_sums_gives_totals(rows, expected):
    plan = parse_plan(document(TITLE, PROJECTS, "สรุปงบประมาณ", rows))
    assert {key: value for key, value in sums(plan).items() if key[1] is not None} == expected
    assert len(plan.projects) == 3


def test_sums_of_another_unit():
    rows = ["มิติ | 2568 (พันบาท) | 2569 (พันบาท)", "มิติที่ 1 | 20 | 15", "มิติที่ 2 | 5 | 5"]
    assert sums(parse_plan(document(TITLE, PROJECTS, "(หน่วย : พันบาท)", rows))) == PARTS
