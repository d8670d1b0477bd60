"""Recurring headings whose words say nothing: their field is what their contents show."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567 - 2568
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""


def block(name, money, who, *, budget="ทุนที่ต้องมี"):
    return f"""
**ชื่อโครงการ**
{name}
**เหตุผลความจำเป็น**
ชาวบ้านขอมา
**จุดประสงค์**
- เพื่อให้เห็นกันทั่ว
**{budget}**
{money}
**ใครเป็นหัวเรือ**
{who}
**ทำตอนไหน**
ปีงบประมาณ พ.ศ. 2567 - 2568
**เล่าให้ฟัง**
{name} คนมาดูเกินร้อย
"""


WORKS = [
    ("โครงการอบรมคนทำงานให้ซื่อตรง", "ปี 2567 จำนวน 20,000 บาท, ปี 2568 จำนวน 5,000 บาท", "สำนักปลัด"),
    ("กิจกรรมเดินรณรงค์รอบตลาด", "ปี 2567 จำนวน 5,000 บาท", "กองคลัง"),
    ("มาตรการเปิดซองต่อหน้าคน", "ไม่ใช้งบประมาณ", "กองช่าง"),
]


def test_money_a_time_and_a_department_show_the_field_of_their_heading():
    plan = parse_plan(read(HEAD + "".join(block(*work) for work in WORKS)))
    assert [p.budget_total.value for p in plan.projects] == [25000, 5000, 0]
    assert [p.fields["responsible"].value for p in plan.projects] == ["สำนักปลัด", "กองคลัง", "กองช่าง"]
    assert [p.fields["duration"].value for p in plan.projects] == ["ปีงบประมาณ พ.ศ. 2567 - 2568"] * 3
    assert [finding.found for finding in plan.findings] == ["เล่าให้ฟัง"]


def test_what_another_heading_holds_is_not_looked_for_again():
    blocks = "".join(f"{block(*work)}**งบประมาณ**\n1,000 บาท\n" for work in WORKS)
    plan = parse_plan(read(HEAD + blocks))
    assert [p.budget_total.value for p in plan.projects] == [1000, 1000, 1000]


def asked(name, money, who):
    return f"""
{name}
ทำไปทำไม
ชาวบ้านขอมา
ทำเพื่ออะไร
- เพื่อให้เห็นกันทั่ว
ใช้เงินเท่าไร: {money}
ใครทำ: {who}
เล่าต่อ
{name} จบแล้วไปไหน
"""


def test_a_document_may_head_all_its_fields_in_words_of_its_own():
    table = "โครงการ\tปี 2567\tปี 2568\n" + "".join(f"{name}\t1,000\t-\n" for name, *_ in WORKS)
    plan = parse_plan(read(HEAD + table + "\n" + "".join(asked(*work) for work in WORKS)))
    assert [p.name.value for p in plan.projects] == [name for name, *_ in WORKS]
    assert [p.fields["responsible"].value for p in plan.projects] == ["สำนักปลัด", "กองคลัง", "กองช่าง"]
    assert [p.fields["rationale"].value for p in plan.projects] == ["ชาวบ้านขอมา"] * 3
