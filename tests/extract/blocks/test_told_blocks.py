"""Projects of a table that a paragraph tells about below the tables."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import read

TOLD = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568
เทศบาลตำบลหนองดอกจาน อำเภอเมืองเลย จังหวัดเลย

มิติที่ 1 การสร้างคนสุจริต
| ที่ | โครงการ | งบประมาณ (บาท) | หน่วยงาน |
| 1 | โครงการอบรมคุณธรรมพนักงาน | 30,000 | สำนักปลัด |
| 2 | มาตรการแสดงเจตนารมณ์ | - | สำนักปลัด |
| 3 | กิจกรรมค่ายเด็กซื่อตรง | 18,500 | กองการศึกษา |

มิติที่ 2 การตรวจสอบ
| ที่ | โครงการ | งบประมาณ (บาท) | หน่วยงาน |
| 4 | โครงการตาสับปะรดตำบล | 12,000 | กองช่าง |
| 5 | มาตรการตรวจสอบภายใน | - | หน่วยตรวจสอบภายใน |

รายละเอียดโครงการที่มีงบประมาณ
1. โครงการอบรมคุณธรรมพนักงาน
พนักงานทุกคนต้องยึดมั่นคุณธรรม เทศบาลจึงจัดอบรมให้ครบทุกคนภายในไตรมาสที่สอง โดยใช้ห้องประชุมของเทศบาลและเชิญวิทยากรจากภายนอก ใช้งบประมาณ
30,000 บาท (สามหมื่นบาทถ้วน) โดยมีสำนักปลัดเป็นผู้ดำเนินการ
3. กิจกรรมค่ายเด็กซื่อตรง
เด็กเป็นกำลังของชาติ จึงควรปลูกฝังความซื่อตรงตั้งแต่ยังเล็ก กองการศึกษาจะพาเด็ก 80 คนเข้าค่าย 2 วัน
งบประมาณ 18,500 บาท (หนึ่งหมื่นแปดพันห้าร้อยบาทถ้วน)
4. โครงการตาสับปะรดตำบล
ประชาชนช่วยกันดูแลการก่อสร้างในหมู่บ้าน โดยกองช่างจะจัดอบรมตัวแทนหมู่บ้านละ 2 คน ตั้งงบประมาณไว้ 12,000 บาท (หนึ่งหมื่นสองพันบาทถ้วน)

(นายสมชาย ใจซื่อ)
นายกเทศมนตรีตำบลหนองดอกจาน
"""


def test_a_paragraph_with_only_the_money_is_the_block_of_a_project_that_a_table_lists() -> None:
    plan = parse_plan(read(TOLD))
    told = [(p.item, p.path, int(p.budget_total.value)) for p in plan.projects if p.in_details and p.budget_total]
    assert told == [("1", (1,), 30_000), ("3", (1,), 18_500), ("4", (2,), 12_000)]
    assert [p.in_details for p in plan.projects] == [True, False, True, True, False]


def test_a_paragraph_wrapped_wide_is_read_to_its_last_line() -> None:
    block = parse_plan(read(TOLD)).projects[0]
    assert block.detail_last is not None
    assert block.detail_last.line == TOLD[: TOLD.index("3. กิจกรรมค่าย")].count("\n")


def test_text_about_a_project_without_money_is_no_block() -> None:
    text = TOLD.replace("ใช้งบประมาณ\n30,000 บาท (สามหมื่นบาทถ้วน)", "\nในห้องใหญ่")
    assert not parse_plan(read(text)).projects[0].in_details


SAID = """
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568
เทศบาลตำบลหนองดอกจาน อำเภอเมืองเลย จังหวัดเลย

| ที่ | โครงการ | งบประมาณ (บาท) | หน่วยงาน |
| 1 | โครงการอบรมคุณธรรม (Good Heart) | 30,000 | กองคลัง |
| 2 | มาตรการแสดงเจตนารมณ์ | - | กองช่าง |

1. โครงการอบรมคุณธรรม (Good Heart)

กฎหมายว่าด้วยจริยธรรม พ.ศ. 2562 ให้ทุกหน่วยงานอบรมคน แต่ของเราไม่มีใครเคยอบรมมาก่อนเลยสักครั้ง

เราจึงขอทำงานนี้ เพื่อให้พนักงานรู้จักแยกแยะ และเพื่อเป็นตัวอย่าง

กลุ่มเป้าหมายได้แก่ พนักงานทุกคน 40 คน จัดขึ้น ณ ศาลาประชาคม ในไตรมาสที่ 2 พ.ศ. 2568 งบประมาณ 30,000 บาท โดยมีกองคลังเป็นผู้รับผิดชอบ

ปีหน้าคาดว่าพนักงานจะเข้าใจกันทุกคน

2. มาตรการแสดงเจตนารมณ์

ผู้บริหารต้องเป็นแบบอย่างของคนทั้งตำบลในเรื่องความซื่อตรงต่อหน้าที่และต่อบ้านเมือง

กลุ่มเป้าหมายได้แก่ ผู้บริหารและหัวหน้ากอง จัดขึ้น ณ ลานหน้าที่ทำการ ตลอดปี 2568 โดยไม่ใช้งบประมาณ โดยมีกองช่างเป็นผู้รับผิดชอบ

ปีหน้าคาดว่าชาวบ้านจะเชื่อใจเรา
"""


def test_sentences_say_whom_where_why_and_what_for() -> None:
    plan = parse_plan(read(SAID))
    first = plan.projects[0]
    assert first.fields["rationale"].value.startswith("กฎหมายว่าด้วยจริยธรรม")
    assert first.fields["objectives"].value == "เพื่อให้พนักงานรู้จักแยกแยะ และเพื่อเป็นตัวอย่าง"
    assert [p.fields["target_group"].value for p in plan.projects] == ["พนักงานทุกคน 40 คน", "ผู้บริหารและหัวหน้ากอง"]
    assert [p.fields["location"].value for p in plan.projects] == ["ศาลาประชาคม", "ลานหน้าที่ทำการ"]
    assert [p.fields["results"].value for p in plan.projects] == ["พนักงานจะเข้าใจกันทุกคน", "ชาวบ้านจะเชื่อใจเรา"]
    assert [int(p.budget_total.value) for p in plan.projects if p.budget_total] == [30_000, 0]
    assert first.fields["duration"].value == "พ.ศ. 2568"
