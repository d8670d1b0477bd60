"""Amounts of a money column without a year, in a plan of several years."""

from __future__ import annotations

import pytest

from extract.model.plan import Basis
from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import read

TITLE = """แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2567 - 2569)
เทศบาลตำบลห้วยยางทอง อำเภอทับสะแก จังหวัดประจวบคีรีขันธ์

"""


def plan(money, time, head="ระยะเวลา", amounts="วงเงิน"):
    return parse_plan(read(TITLE + f"""
| มิติ | โครงการ/มาตรการ | {amounts} | {head} |
|---|---|---|---|
| 1. คนซื่อ | 1.1 โครงการเรือพายเก็บขยะในคลอง | {money} | {time} |
| | 1.2 มาตรการติดป้ายบอกราคาค่าปรับ | - | 2568 - 2569 |
| | 1.3 กิจกรรมล้อมวงถามนายก | 900 | 2569 |
"""))  # fmt: skip


@pytest.mark.parametrize(
    ("money", "time", "years", "whole"),
    [
        ("ปีละ ๒๐,๐๐๐ บาท", "2567 - 2569", {2567: 20_000, 2568: 20_000, 2569: 20_000}, 60_000),
        ("20,000 บาท/ปี", "2567 และ 2569", {2567: 20_000, 2569: 20_000}, 40_000),
        ("20,000 บาทต่อปี", "ทุกปี", {2567: 20_000, 2568: 20_000, 2569: 20_000}, 60_000),
        ("40,000 บาท (ปีละ 20,000 บาท)", "2568 - 2569", {2568: 20_000, 2569: 20_000}, 40_000),
        ("ครั้งละ 3,000 บาท ปีละ 2 ครั้ง", "ปี 2567 ถึง ปี 2568", {2567: 6_000, 2568: 6_000}, 12_000),
        ("๑๐,๐๐๐ x ๒", "2568", {2568: 20_000}, 20_000),
        ("เล่มละ 90 บาท จำนวน 200 เล่ม", "2567", {2567: 18_000}, 18_000),
        ("10,000 x 2", "2567 - 2568", {}, 20_000),  # a sum of several years is never divided
        ("ไม่ใช้งบประมาณ", "2567 - 2568", {2567: 0, 2568: 0}, 0),
    ],
)
def test_the_years_of_an_amount_are_those_of_its_row(money, time, years, whole):
    made = plan(money, time)
    project = made.projects[0]
    assert {a.fiscal_year: a.money.value for a in project.amounts if a.basis is Basis.SUMMARY} == years
    assert project.budget_total.value == whole
    assert CheckCode.BUDGET_UNDATED not in {finding.code for finding in made.findings}
    others = [{a.fiscal_year: a.money.value for a in p.amounts} for p in made.projects[1:]]
    assert others == [{2568: 0, 2569: 0}, {2569: 900}]


def test_an_amount_per_year_without_years_is_of_all_and_another_is_told():
    made = plan("ปีละ 20,000 บาท", "กองช่าง", "ผู้รับผิดชอบ")
    assert [a.fiscal_year for a in made.projects[0].amounts] == [2567, 2568, 2569]
    made = plan("10,000 x 2", "กองช่าง", "ผู้รับผิดชอบ")
    assert made.projects[0].amounts == []
    assert [f.found for f in made.findings if f.code is CheckCode.BUDGET_UNDATED][:1] == ["10,000 x 2"]


def test_the_title_may_say_that_the_amounts_are_those_of_each_year():
    made = plan("4,000", "2567 - 2568", amounts="งบประมาณ (บาท/ปี)")
    assert [(a.fiscal_year, a.money.value) for a in made.projects[0].amounts] == [(2567, 4_000), (2568, 4_000)]
    assert made.projects[0].budget_total.value == 8_000


def test_a_column_of_years_is_a_duration_whatever_it_is_called():
    made = plan("ปีละ 5,000", "2567 - 2568", "จะทำเมื่อ")
    assert made.projects[0].fields["duration"].value == "2567 - 2568"


METHODS = """
รายละเอียดโครงการ
1. ชื่อโครงการ : โครงการเรือพายเก็บขยะในคลอง
2. วิธีดำเนินการ : (1) นัดชาวบ้าน (2) พายเรือ (3) ชั่งขยะ
3. งบประมาณ : 5,000 บาท
4. ผู้รับผิดชอบ : กองช่าง
"""


def test_items_on_one_line_are_lines_of_their_field():
    project = parse_plan(read(TITLE + METHODS)).projects[0]
    assert project.fields["methods"].value == "(1) นัดชาวบ้าน\n(2) พายเรือ\n(3) ชั่งขยะ"


def test_contents_that_name_projects_are_no_lost_table():
    names = (("เรือพายเก็บขยะในคลอง", 3), ("ห้องสมุดริมทางรถไฟ", 7), ("ตลาดเช้าวันเสาร์", 9))
    contents = "\n".join(f"   - โครงการ{name}และโครงการอื่นในมิติเดียวกัน\t{page}" for name, page in names)
    made = parse_plan(read(f"{TITLE}สารบัญ\nบทที่ 1 บทนำ\t1\nบทที่ 2 โครงการ\t2\n{contents}\n\n{METHODS}"))
    assert CheckCode.TABLE_UNREAD not in {finding.code for finding in made.findings}


def test_years_beside_an_amount_per_year_are_those_of_the_money():
    duration = "4. ระยะเวลา : ปีงบประมาณ พ.ศ. 2566 - 2570\n5. ผู้รับผิดชอบ"
    budget = "ปีละ 3,000 บาท (ดำเนินการในปี 2566 ปี 2568 และปี 2570)"
    text = METHODS.replace("5,000 บาท", budget).replace("4. ผู้รับผิดชอบ", duration)
    project = parse_plan(read(TITLE + text)).projects[0]
    assert [a.fiscal_year for a in project.amounts] == [2566, 2568, 2570]
    assert project.budget_total.value == 9_000


def test_an_office_of_officers_keeps_its_name():
    text = """
1. โครงการเรือพายเก็บขยะในคลอง
เทศบาลจะพายเรือเก็บขยะทุกเดือนตลอดคลองแสนยาว ตั้งงบประมาณไว้จำนวน 5,000 บาท มอบหมายให้กองการเจ้าหน้าที่เป็นผู้ดำเนินการ
2. โครงการห้องสมุดริมทางรถไฟ
เปิดห้องสมุดให้เด็กริมทางรถไฟอ่านหนังสือ ตั้งงบประมาณไว้จำนวน 6,000 บาท มอบหมายให้กองการศึกษาเป็นหน่วยงานที่รับผิดชอบ
"""
    projects = parse_plan(read(TITLE.replace("2567 - 2569", "2567") + text)).projects
    assert [p.fields["responsible"].value for p in projects] == ["กองการเจ้าหน้าที่", "กองการศึกษา"]
