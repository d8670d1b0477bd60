"""Words that are nearly a known heading: all blocks spell them alike, so they are no slip of it."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import read

HEAD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567 - 2568
เทศบาลตำบลธารทอง อำเภอเมืองน่าน จังหวัดน่าน

"""
WORKS = ["โครงการนกเงือกคืนป่า", "มาตรการติดกล้องหน้าห้องพัสดุ", "กิจกรรมล้างตลาดวันศุกร์"]


def block(name, *, label="แผนการปฏิบัติ", group="คนที่จะได้"):
    return f"""
ชื่อโครงการ : {name}
วัตถุประสงค์ : เพื่อให้เห็นผลจริง
{group} : ลูกบ้านทั้งตำบล
สถานที่ดำเนินการ : ลานหน้าวัด
{label}
1. เตรียมของ
2. ลงมือทำ
งบประมาณ : 4,000 บาท
ผลสำเร็จและตัวชี้วัด
1. งานเสร็จ
2. คนมาเกินร้อย
"""


def fields(text):
    return [{key: p.fields[key].value for key in p.fields} for p in parse_plan(read(HEAD + text)).projects]


def test_what_is_nearly_a_heading_of_results_is_none_beside_another_one():
    for found in fields("".join(map(block, WORKS))):
        assert found["methods"] == "1. เตรียมของ\n2. ลงมือทำ"
        assert found["results"] == "1. งานเสร็จ\n2. คนมาเกินร้อย"


def test_what_stands_before_the_place_is_no_result():
    for found in fields("".join(block(name, label="วิธีดำเนินการ") for name in WORKS)):
        assert found["results"] == "1. งานเสร็จ\n2. คนมาเกินร้อย"


def test_a_slip_in_one_block_is_that_heading():
    labels = ["วิธีดำเนินการ", "วิธีดำเนินกาา", "วิธีดำเนินการ"]
    text = "".join(block(name, label=label, group="กลุ่มเป้าหมาย") for name, label in zip(WORKS, labels, strict=True))
    assert [found["methods"] for found in fields(text)] == ["1. เตรียมของ\n2. ลงมือทำ"] * 3
