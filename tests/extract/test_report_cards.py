"""Reports without tables: a card for each project, with its status, its monies and what was done."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.lines.blanks import without_rules
from extract.model.plan import Scope
from extract.parse import parse_plan
from phaen.check import check_plan
from schemas.checks import CheckCode
from tests.extract.builders import read

CARDS = """
รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต
ประจำปีงบประมาณ พ.ศ. 2566 รอบ 6 เดือน
องค์การบริหารส่วนตำบลหินลอยน้ำ อำเภอเมืองเลย จังหวัดเลย

มิติที่ 1 ปลูกใจซื่อ
1.1 โครงการค่ายลูกเสือใจซื่อ
แผน 40,000 บาท | ข้อบัญญัติ 35,000 บาท | เบิกจ่าย 33,150 บาท
สถานะ: ดำเนินการแล้วเสร็จ
การดำเนินงาน: จัดค่ายสองคืนที่โรงเรียนบ้านหินลอยน้ำ
ผลที่ได้: ลูกเสือ 48 คนผ่านค่าย
ผู้รับผิดชอบ: กองการศึกษา
1.2 กิจกรรมปิดสวิตช์ก่อนกลับบ้าน
แผน - | ข้อบัญญัติ - | เบิกจ่าย -
สถานะ: อยู่ระหว่างดำเนินการ
การดำเนินงาน: ติดป้ายข้างประตู
ผลที่ได้: ค่าไฟลดลงร้อยละ 4
ผู้รับผิดชอบ: สำนักปลัด
มิติที่ 2 งานเปิดเผย
2.1 มาตรการถ่ายรูปงานก่อนจ่ายเงิน
แผน 5,000 บาท | ข้อบัญญัติ 5,000 บาท | เบิกจ่าย 0 บาท
สถานะ: ยังไม่ได้ดำเนินการ
เหตุขัดข้อง: รอจัดหากล้อง
ผู้รับผิดชอบ: กองช่าง
2.2 โครงการพัฒนาเว็บไซต์ตำบล
แผน 60,000 บาท | ข้อบัญญัติ 60,000 บาท | เบิกจ่าย 59,000 บาท
สถานะ: ดำเนินการแล้วเสร็จ
การดำเนินงาน: จ้างผู้พัฒนาระบบ
ผลที่ได้: เว็บไซต์เปิดให้ชาวบ้านใช้
ผู้รับผิดชอบ: สำนักปลัด
"""

TICKED = """
รายงานติดตามผลการดำเนินการตามแผนป้องกันการทุจริต ประจำปี พ.ศ. ๒๕๖๕ (รอบ ๑๒ เดือน)
เทศบาลตำบลดอนกระจับ อำเภอพาน จังหวัดเชียงราย

มิติที่ ๑ คนดี
๑.๑ โครงการอบรมครูผู้ดูแลเด็กเรื่องของหลวง
( / ) ดำเนินการแล้ว   (   ) อยู่ระหว่างดำเนินการ   (   ) ยังไม่ดำเนินการ
งบประมาณที่ตั้งไว้ ...๑๒,๐๐๐... บาท  ใช้ไป ...๑๑,๔๐๐... บาท
สรุปสิ่งที่ทำ อบรมครู ๑๔ คน ที่ศาลากลางบ้าน
ผลลัพธ์ ครูทำบัญชีของเล่นได้ทุกห้อง
๑.๒ กิจกรรมวันรวมใจไม่เอาของฝาก
(   ) ดำเนินการแล้ว   (   ) อยู่ระหว่างดำเนินการ   ( / ) ยังไม่ดำเนินการ
งบประมาณที่ตั้งไว้ ...๖,๐๐๐... บาท  ใช้ไป ...-... บาท
เหตุที่ไม่ได้ทำ น้ำท่วมถนนเข้าหมู่บ้าน
มิติที่ ๒ งานดี
๒.๑ มาตรการคืนของที่ยืมภายในเจ็ดวัน
( / ) ดำเนินการแล้ว   (   ) อยู่ระหว่างดำเนินการ   (   ) ยังไม่ดำเนินการ
งบประมาณที่ตั้งไว้ .............. บาท  ใช้ไป .............. บาท
สรุปสิ่งที่ทำ ทำสมุดยืมคืนไว้ที่หน้าห้องพัสดุ
ผลลัพธ์ ของคืนครบทุกชิ้น
๒.๒ โครงการตรวจนับครุภัณฑ์กลางปี
(   ) ดำเนินการแล้ว   ( / ) อยู่ระหว่างดำเนินการ   (   ) ยังไม่ดำเนินการ
งบประมาณที่ตั้งไว้ ...๓,๐๐๐... บาท  ใช้ไป ...๑,๐๐๐... บาท
สรุปสิ่งที่ทำ นับแล้วสองกอง
ผลลัพธ์ พบเก้าอี้เกินบัญชีสามตัว
"""

FORM = """
แบบรายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต
ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๑๒ เดือน
ชื่อหน่วยงาน องค์การบริหารส่วนตำบลบึงตะไคร้ อำเภอลาดยาว จังหวัดนครสวรรค์

มิติที่ ๑ สร้างสังคมสุจริต
๑.๑ ชื่อโครงการ ..โครงการวันครอบครัวใจซื่อ..
    ผลการดำเนินงาน  ☑ ดำเนินการแล้วเสร็จ  ☐ อยู่ระหว่างดำเนินการ  ☐ ไม่ได้ดำเนินการ
    งบประมาณตามแผน ..๑๘,๐๐๐.. บาท  เบิกจ่ายจริง ..๑๗,๒๕๐.. บาท
    วิธีดำเนินการ จัดงานที่ลานวัดหนึ่งวัน
    ผลที่ได้รับ มีครอบครัวมาร่วม ๕๕ ครอบครัว
    ภาพที่ ๑ ครอบครัวลงนามในใบสัญญา
๑.๒ ชื่อโครงการ ..กิจกรรมจดหมายถึงนายก..
    ผลการดำเนินงาน  ☐ ดำเนินการแล้วเสร็จ  ☐ อยู่ระหว่างดำเนินการ  ☑ ไม่ได้ดำเนินการ
    เพราะ  ☑ ไม่มีงบประมาณ  ☐ ไม่มีเวลา  ☐ อื่น ๆ
    งบประมาณตามแผน ..๒,๐๐๐.. บาท  เบิกจ่ายจริง ..๐.. บาท
มิติที่ ๒ งานโปร่งใส
๒.๑ ชื่อโครงการ ..มาตรการติดราคากลางหน้าห้อง..
    ผลการดำเนินงาน  ☐ ดำเนินการแล้วเสร็จ  ☑ อยู่ระหว่างดำเนินการ  ☐ ไม่ได้ดำเนินการ
    งบประมาณตามแผน ..ไม่ใช้.. บาท  เบิกจ่ายจริง ..-.. บาท
    วิธีดำเนินการ พิมพ์ราคากลางทุกวันจันทร์
    ผลที่ได้รับ ผู้ขายมาดูสัปดาห์ละ ๙ ราย
    ภาพที่ ๒ ป้ายราคากลาง
"""


HEAD = """
รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566 (รอบ 12 เดือน)
เทศบาลเมืองเขาหินตั้ง อำเภอเมืองกระบี่ จังหวัดกระบี่

"""


def table(*rows):
    """A table in mark-up, its cells parted by bars; a slash in a cell is a line break."""
    titles = ["ที่", "โครงการ/กิจกรรม/มาตรการ", "การดำเนินการ", "ผลการดำเนินการ", "ปัญหาอุปสรรค"]
    head = "".join(f"<th>{title}</th>" for title in titles)
    body = ["".join(f"<td>{cell.replace(' / ', '<br>')}</td>" for cell in row.split("|")) for row in rows]
    return "\n".join(["<table>", *(f"<tr>{row}</tr>" for row in (head, *body)), "</table>", ""])


ROWS = (
    HEAD
    + "มิติที่ 1 ปลูกใจ\n"
    + table(
        "1|โครงการหนังกลางแปลงเรื่องของหลวง / (งบประมาณ 25,000 บาท)|1. เช่าเครื่องฉาย / 2. ฉายหกหมู่บ้าน|ผู้ชม 600 คน|ฝนตก",
        "2|กิจกรรมครูพี่เลี้ยงบัญชี / (ไม่ใช้งบประมาณ)|1. จับคู่ครู / 2. สอนทุกวันพุธ|ครู 12 คนทำบัญชีได้|-",
        "3|มาตรการไม่รับกระเช้า / (ไม่ใช้งบประมาณ)|ติดป้ายหน้าห้อง|ไม่มีกระเช้า|-",
    )
    + "มิติที่ 2 เปิดงาน\n"
    + table(
        "4|โครงการจอแสดงรายจ่าย / (งบประมาณ 45,000 บาท)|ซื้อจอ|ชาวบ้านแวะดูวันละ 20 คน|จอเสีย",
        "5|มาตรการเปิดซองกลางลาน / (ไม่ใช้งบประมาณ)|เปิดซองหน้าเสาธง|ผู้ขายร่วมทุกครั้ง|-",
    )
)


def names(plan):
    return [(project.name.value, project.dimension) for project in plan.projects]


def said(plan):
    return [
        (
            entry.status.value if entry.status else "",
            *(
                money.value if money else None
                for money in (entry.budget_plan, entry.budget_ordinance, entry.budget_spent)
            ),
        )
        for entry in plan.project_progress
    ]


def checked(printed):
    plan = parse_plan(read(printed))
    check_plan(plan)
    return plan


def text(project, key):
    return project.fields[key].value if key in project.fields else ""


def test_a_card_begins_at_its_name_though_the_headings_above_and_below_are_neighbours_each_time():
    plan = parse_plan(read(CARDS))
    assert names(plan) == [
        ("โครงการค่ายลูกเสือใจซื่อ", 1),
        ("กิจกรรมปิดสวิตช์ก่อนกลับบ้าน", 1),
        ("มาตรการถ่ายรูปงานก่อนจ่ายเงิน", 2),
        ("โครงการพัฒนาเว็บไซต์ตำบล", 2),
    ]
    assert [text(project, "responsible") for project in plan.projects] == ["กองการศึกษา", "สำนักปลัด", "กองช่าง", "สำนักปลัด"]


def test_three_monies_in_a_line_are_planned_approved_and_spent_and_dashes_are_none():
    plan = parse_plan(read(CARDS))
    assert [entry[1:] for entry in said(plan)] == [
        (Decimal(40000), Decimal(35000), Decimal(33150)),
        (Decimal(0), Decimal(0), Decimal(0)),
        (Decimal(5000), Decimal(5000), Decimal(0)),
        (Decimal(60000), Decimal(60000), Decimal(59000)),
    ]
    assert [project.budget_total.value for project in plan.projects] == [40000, 0, 5000, 60000]


def test_the_status_is_the_ticked_one_and_words_that_recur_head_fields():
    plan = parse_plan(read(TICKED))
    assert [entry[0] for entry in said(plan)] == ["ดำเนินการแล้ว", "ยังไม่ดำเนินการ", "ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ"]
    assert [text(project, "results") for project in plan.projects] == [
        "ครูทำบัญชีของเล่นได้ทุกห้อง", "", "ของคืนครบทุกชิ้น", "พบเก้าอี้เกินบัญชีสามตัว",
    ]  # fmt: skip
    assert text(plan.projects[0], "methods") == "อบรมครู 14 คน ที่ศาลากลางบ้าน"


def test_a_form_is_read_without_the_dots_of_its_blanks_and_without_the_captions_of_its_pictures():
    plan = parse_plan(read(FORM))
    assert names(plan) == [("โครงการวันครอบครัวใจซื่อ", 1), ("กิจกรรมจดหมายถึงนายก", 1), ("มาตรการติดราคากลางหน้าห้อง", 2)]
    assert [text(project, "results") for project in plan.projects] == [
        "มีครอบครัวมาร่วม 55 ครอบครัว",
        "",
        "ผู้ขายมาดูสัปดาห์ละ 9 ราย",
    ]
    assert [entry.reason.value if entry.reason else "" for entry in plan.project_progress] == ["", "ไม่มีงบประมาณ", ""]
    assert not plan.findings


@pytest.mark.parametrize("line", ["1. โครงการเวทีชาวบ้าน ............ 4", "ลงชื่อ................", "ปลัด อบต."])
def test_dots_that_lead_to_a_page_or_to_nothing_stay(line):
    assert without_rules(line) == line


def test_a_row_that_tells_what_was_done_and_what_came_of_it_is_the_block_of_its_project():
    plan = parse_plan(read(ROWS))
    assert [(p.in_summary, p.in_details, p.budget_total.value) for p in plan.projects] == [
        (False, True, amount) for amount in (25000, 0, 0, 45000, 0)
    ]
    assert names(plan)[0] == ("โครงการหนังกลางแปลงเรื่องของหลวง", 1)
    assert not any(finding.code is CheckCode.TABLE_UNREAD for finding in checked(ROWS).findings)


@pytest.mark.parametrize(
    "words",
    [
        "รวมทั้งสิ้น 5 โครงการ/กิจกรรม/มาตรการ ใช้จ่ายงบประมาณ 70,000 บาท",
        "งบประมาณที่ใช้ทั้งหมด 70,000 บาท (เจ็ดหมื่นบาทถ้วน)",
        "สรุปทำครบ 5 โครงการ งบประมาณรวม 70,000 บาท เบิกจ่าย 66,000 บาท",
        "สรุป ทำครบทั้ง 5 โครงการ คิดเป็นร้อยละ 100 งบประมาณรวม 70,000 บาท เบิกจ่าย 66,000 บาท",
    ],
)
def test_the_closing_words_of_a_report_are_its_grand_total(words):
    plan = checked(ROWS + words)
    assert [(total.scope, total.printed.value, total.computed) for total in plan.totals] == [
        (Scope.GRAND, 70000, 70000)
    ]


def test_a_closing_sum_that_is_wrong_has_a_finding():
    plan = checked(ROWS + "รวมทั้งสิ้น 5 โครงการ เป็นเงิน 75,000 บาท")
    assert [finding.code for finding in plan.findings if finding.code is CheckCode.TOTAL_MISMATCH]
