"""One column of money for several years: sums per year apply to the years of the row. Sums of years in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.model.plan import Plan
from phaen.pipeline import read_plan

PLAN = """เทศบาลตำบลบ้านดงเย็น อำเภอศรีสัชนาลัย จังหวัดสุโขทัย
แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2567 - 2569)
มิติที่ 1 การสร้างสังคมที่ไม่ทนต่อการทุจริต
ที่ | โครงการ/กิจกรรม | ระยะเวลา | งบประมาณ (บาท) | ผู้รับผิดชอบ
1 | โครงการค่ายลูกหลานคนซื่อ 1/ | ปี 2567 - 2569 | ปีละ 15,000 | กองการศึกษา
2 | กิจกรรมตลาดนัดไม่มีคนขาย | 2567-2569 | 4,500 บาท/ปี | สำนักปลัด
3 | มาตรการประกาศชื่อผู้มาติดต่อ | ปี 2567 - 2569 | ไม่มี | กองคลัง
4 | โครงการอบรมกรรมการจัดซื้อ | ปี 2568 | 12,000 2/ | กองคลัง
5 | โครงการพิมพ์คู่มือประชาชน | ปี 2567 และ 2569 | 8,000 ต่อปี | สำนักปลัด
6 | โครงการปรับปรุงห้องรับเรื่อง | ปี 2567 - 2568 | 60,000 | กองช่าง
"""
NOTES = """1/ งบประมาณอาจเปลี่ยนตามจำนวนผู้เข้าร่วม
2/ ตามข้อบัญญัติ
"""


def read(tmp_path: Path, text: str) -> Plan:
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    return read_plan(tmp_path / "plan.txt")


def test_a_sum_per_year_is_that_of_each_year_of_the_row(tmp_path):
    plan = read(tmp_path, PLAN + NOTES)
    assert [{a.fiscal_year: int(a.money.value) for a in p.amounts if a.money} for p in plan.projects] == [
        {2567: 15_000, 2568: 15_000, 2569: 15_000},
        {2567: 4_500, 2568: 4_500, 2569: 4_500},
        {2567: 0, 2568: 0, 2569: 0},
        {2568: 12_000},
        {2567: 8_000, 2569: 8_000},
        {},
    ]
    assert plan.projects[5].budget_total.value == 60_000


def test_the_mark_of_a_printed_note_is_no_part_of_a_name_or_an_amount(tmp_path):
    plan = read(tmp_path, PLAN + NOTES)
    assert plan.projects[0].name.value == "โครงการค่ายลูกหลานคนซื่อ"
    assert plan.document.pages[0].repairs["note_mark"] == 2


def test_a_mark_without_a_note_stays(tmp_path):
    assert read(tmp_path, PLAN).projects[0].name.value == "โครงการค่ายลูกหลานคนซื่อ 1/"


@pytest.mark.parametrize(
    "sentence",
    [
        "รวมงบประมาณทั้งสิ้นปี 2567 - 2569 เป็นเงิน 27,500 31,500 และ 27,500 บาท ตามลำดับ",
        "รวมเป็นเงิน 27,500 / 31,500 / 27,500 บาท (ปี 2567 / 2568 / 2569)",
        "งบประมาณรวมปี 2567 27,500 บาท ปี 2568 31,500 บาท ปี 2569 27,500 บาท รวมสามปี 86,500 บาท",
        "รวมงบประมาณปีแรก 27,500 บาท ปีที่สอง 31,500 บาท ปีที่สาม 27,500 บาท",
    ],
)
def test_the_sums_of_the_years_in_a_sentence_are_known_by_the_projects(tmp_path, sentence):
    text = "\n".join(line for line in PLAN.split("\n") if "60,000" not in line)
    plan = read(tmp_path, text + sentence)
    assert [(t.fiscal_year, int(t.printed.value), int(t.computed)) for t in plan.totals] == [
        (2567, 27_500, 27_500),
        (2568, 31_500, 31_500),
        (2569, 27_500, 27_500),
    ]


def test_a_sum_that_is_no_well_formed_amount_refuses_no_plan(tmp_path):
    assert len(read(tmp_path, f"{PLAN}รวมงบประมาณทั้งสิ้น 0,000 บาท\n").projects) == 6
