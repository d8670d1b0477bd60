"""Headings of unknown words are known by what all blocks print below them."""

from extract.parse import parse_plan
from tests.extract.builders import read

BLOCK = """
1. ชื่อโครงการ {name}
2. วัตถุประสงค์ เพื่อให้คนรู้จัก
3. ทุนรอน
{money}
4. กาลที่ทำ
ปีงบประมาณ 2567 - 2568
5. วิธีดำเนินการ ประชุมและลงพื้นที่
6. ใครทำ
{who}
"""
NAMES = ("โครงการแม่น้ำสะอาด", "กิจกรรมประตูเปิด", "มาตรการบัญชีโปร่งใส")


def plan(*moneys, who="กองช่าง"):
    blocks = (BLOCK.format(name=name, money=money, who=who) for name, money in zip(NAMES, moneys, strict=True))
    return parse_plan(read("มิติที่ 1 สร้างคนดี\n" + "\n".join(blocks)))


def test_money_years_and_departments_name_their_heading():
    projects = plan("5,000 บาท", "ไม่ใช้งบประมาณ", "ปี 2567 จำนวน 2,000 บาท ปี 2568 จำนวน 3,000 บาท").projects
    assert [int(p.budget_total.value) for p in projects] == [5_000, 0, 5_000]
    assert {p.fields["responsible"].value for p in projects} == {"กองช่าง"}


def test_contents_of_several_sorts_name_nothing():
    assert all(p.budget_total is None for p in plan("5,000 บาท", "สามคน", "ที่ว่าการอำเภอ").projects)
