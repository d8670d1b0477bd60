"""Projects in lines, with the money of each year behind the name or below it."""

import pytest

from extract.model.plan import Basis
from extract.parse import parse_plan
from tests.extract.builders import document

TITLE = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2569 - 2570)\nเทศบาลตำบลหนองกก"


def read(plan):
    return [
        (
            p.name.value,
            p.dimension,
            [int(a.money.value) for a in p.amounts if a.basis is Basis.SUMMARY and a.money],
            p.fields["responsible"].value if "responsible" in p.fields else "",
        )
        for p in plan.projects
    ]


EXPECTED = [
    ("โครงการค่ายคุณธรรม", 1, [20_000, 0], "กองการศึกษา"),
    ("มาตรการห้ามรับของขวัญ", 1, [0, 0], "สำนักปลัด"),
    ("กิจกรรมหน่วยเคลื่อนที่", 2, [12_500, 12_500], "กองคลัง"),
]

BEHIND = """
มิติที่ 1 สร้างคน
1. โครงการค่ายคุณธรรม ปี 2569 จำนวน 20,000 บาท ปี 2570 ไม่ใช้งบประมาณ
ผู้รับผิดชอบ กองการศึกษา
2. มาตรการห้ามรับของขวัญ ปี 2569 ไม่ใช้งบประมาณ ปี 2570 ไม่ใช้งบประมาณ
ผู้รับผิดชอบ สำนักปลัด
มิติที่ 2 สร้างระบบ
1. กิจกรรมหน่วยเคลื่อนที่ ปี 2569 จำนวน 12,500 บาท ปี 2570 จำนวน 12,500 บาท
ผู้รับผิดชอบ กองคลัง
"""

IN_BRACKETS = """
มิติที่ ๑ สร้างคน
๑) โครงการค่ายคุณธรรม (๒๕๖๙ : ๒๐,๐๐๐ / ๒๕๗๐ : -) กองการศึกษา
๒) มาตรการห้ามรับของขวัญ (๒๕๖๙ : - / ๒๕๗๐ : -) สำนักปลัด
มิติที่ ๒ สร้างระบบ
๓) กิจกรรมหน่วยเคลื่อนที่ (๒๕๖๙ : ๑๒,๕๐๐ / ๒๕๗๐ : ๑๒,๕๐๐) กองคลัง
"""


@pytest.mark.parametrize("text", [BEHIND, IN_BRACKETS])
def test_money_by_year_behind_the_name(text):
    assert read(parse_plan(document(TITLE, text.strip()))) == EXPECTED


def test_money_and_department_below_names_without_a_kind():
    text = """
ยุทธศาสตร์ที่ 1 สร้างคน
แนวทางที่ 1.1 บุคลากร
(1) อบรมวินัยข้าราชการ
    ปี 2569 ตั้งไว้ 30,000 บาท  ปี 2570 ตั้งไว้ 30,000 บาท
    หน่วยงานรับผิดชอบ : สำนักปลัด
(2) ปฏิญาณตนประจำเดือน
    ปี 2569 ไม่ตั้งงบประมาณ  ปี 2570 ไม่ตั้งงบประมาณ
    หน่วยงานรับผิดชอบ : สำนักปลัด
ยุทธศาสตร์ที่ 2 สร้างระบบ
แนวทางที่ 2.1 ระบบงาน
(1) ตู้รับฟังความเห็น
    ปี 2569 ตั้งไว้ 4,000 บาท  ปี 2570 ไม่ตั้งงบประมาณ
    หน่วยงานรับผิดชอบ : กองช่าง
"""
    assert read(parse_plan(document(TITLE, text.strip()))) == [
        ("อบรมวินัยข้าราชการ", 1, [30_000, 30_000], "สำนักปลัด"),
        ("ปฏิญาณตนประจำเดือน", 1, [0, 0], "สำนักปลัด"),
        ("ตู้รับฟังความเห็น", 2, [4_000, 0], "กองช่าง"),
    ]
