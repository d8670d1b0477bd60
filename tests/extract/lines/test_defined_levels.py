"""Levels whose names a line of definitions gives, and headings that name those who benefit."""

import pytest

from extract.parse import parse_plan
from tests.extract.builders import read

TITLE = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2569\nเทศบาลตำบลเขาเขียวน้อย\n\n"
TABLE = """
| ที่ | โครงการ | มิติที่ | งบประมาณ |
|---|---|---|---|
| 1 | โครงการครูพาคิด | 1 | 9,000 |
| 2 | มาตรการใช้รถหลวง | 2 | - |
"""


@pytest.mark.parametrize("means", ["หมายถึง ", ": ", "คือ ", "= ", "ได้แก่ ", "– "])
def test_a_level_is_named_by_its_definition(means):
    defined = f"มิติที่ 1 {means}การสร้างวัฒนธรรมสุจริต\n\nมิติที่ 2 {means}การบริหารราชการด้วยความโปร่งใส\n"
    plan = parse_plan(read(TITLE + defined + TABLE))
    assert [d.name for d in plan.dimensions] == ["การสร้างวัฒนธรรมสุจริต", "การบริหารราชการด้วยความโปร่งใส"]
    assert [p.path[:1] for p in plan.projects] == [(1,), (2,)]


BLOCK = """
{number}. ชื่อโครงการ : {name}
วัตถุประสงค์
1) เพื่อให้รู้จักของส่วนรวม
{whom}
{people}
วิธีดำเนินการ
1) จัดหาวิทยากร
2) สอนเดือนละครั้ง
งบประมาณ
9,000 บาท
ผู้รับผิดชอบ
กองการศึกษา
ประโยชน์ที่คาดว่าจะได้รับ
1) แยกแยะเป็น
"""


@pytest.mark.parametrize("whom", ["ผู้ได้รับประโยชน์", "ผู้รับประโยชน์", "กลุ่มผู้ได้รับประโยชน์", "ผู้รับประโยชน์โดยตรง"])
def test_who_benefits_is_the_target_group(whom):
    blocks = [("โครงการครูพาคิด", "นักเรียน 60 คน"), ("โครงการอ่านงบ", "ประชาชนทั่วไป"), ("โครงการเวทีเยาวชน", "เยาวชน 20 คน")]
    text = "มิติที่ 1 การสร้างวัฒนธรรมสุจริต\n"
    for number, (name, people) in enumerate(blocks, 1):
        text += BLOCK.format(number=number, name=name, whom=whom, people=people)
    plan = parse_plan(read(TITLE + text))
    assert [p.fields["target_group"].value for p in plan.projects] == [people for _, people in blocks]
    assert [[i.text for i in p.items if i.field == "results"] for p in plan.projects] == [["แยกแยะเป็น"]] * 3


def test_a_section_with_its_word_is_no_item_of_the_block_with_its_number():
    names = ("โครงการครูพาคิด", "โครงการอ่านงบ", "โครงการเวทีเยาวชน")
    blocks = [BLOCK.format(number=n, name=name, whom="กลุ่มเป้าหมาย", people="ทุกคน") for n, name in enumerate(names, 1)]
    text = "มิติที่ 1 สร้างคน\nภารกิจที่ 1.1 ปลูกจิตสำนึก" + blocks[0]
    text += "มิติที่ 2 เปิดเผย\nภารกิจที่ 2.1 เปิดข้อมูล" + blocks[1] + "ภารกิจที่ 2.2 ส่งเสริมความโปร่งใส" + blocks[2]
    plan = parse_plan(read(TITLE + text.replace("\n\n", "\n")))
    assert [p.path for p in plan.projects] == [(1, 1), (2, 1), (2, 2)]
