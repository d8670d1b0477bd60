"""What reports sum up: rows of sums, status tables in several parts, sentences; several rounds; tables of portals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.parse import parse_plan
from phaen.check import check_plan
from schemas.checks import CheckCode
from tests.extract.builders import read

TITLE = """รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568{more}
องค์การบริหารส่วนตำบลนาเกลือทอง อำเภอเมืองตราด จังหวัดตราด

"""


def report(*parts, more=""):
    plan = parse_plan(read(TITLE.format(more=more) + "\n\n".join(map(table, parts))))
    check_plan(plan)
    return plan


def table(part):
    """Rows become a table of Markdown."""
    if isinstance(part, str):
        return part
    head, *rows = part
    return "\n".join(f"| {row} |" for row in (head, "|".join("---" for _ in head.split("|")), *rows))


def sums(plan):
    return {row.dimension: {name: float(v.value) for name, v in row.values.items()} for row in plan.progress}


def codes(plan):
    return {finding.code for finding in plan.findings}


HEAD = "ที่ | โครงการ/มาตรการ | วงเงิน | ตั้งจ่ายตามข้อบัญญัติ | ใช้ไป | คงเหลือ | ร้อยละ | สถานะ"
ROWS = (
    "มิติที่ 1 คนไม่โกง | | | | | | |",
    "1 | โครงการปั่นจักรยานตามหาคนดี | 12,000 | 10,000 | 9,000 | 1,000 | 90.00 | แล้วเสร็จ",
    "2 | มาตรการประกาศชื่อผู้รับจ้าง | - | - | - | - | - | แล้วเสร็จ",
    "| รวมมิติที่ 1 | 12,000 | 10,000 | 9,000 | 1,000 | 90.00 |",
    "มิติที่ 2 งานไม่เงียบ | | | | | | |",
    "3 | โครงการวิทยุชุมชนเล่างบ | 10,000 | 10,000 | 2,500 | 7,500 | 25.00 | อยู่ระหว่างดำเนินการ",
    "| รวมมิติที่ 2 | 10,000 | 10,000 | 2,500 | 7,500 | 25.00 |",
    "| รวมทั้งสองมิติ 3 โครงการ | 22,000 | 20,000 | 11,500 | 8,500 | 57.50 |",
)


def test_rows_of_sums_are_progress_by_dimension_and_of_all():
    plan = report((HEAD, *ROWS), more=" รอบ 12 เดือน")
    assert sums(plan)[1] == {
        "budget_planned": 12_000, "budget_ordinance": 10_000, "budget_spent": 9_000, "percent_budget": 90,
    }  # fmt: skip
    assert sums(plan)[None] == {
        "projects_planned": 3, "budget_planned": 22_000, "budget_ordinance": 20_000, "budget_spent": 11_500,
        "percent_budget": 57.5,
    }  # fmt: skip
    assert [r.budget_ordinance.value for r in plan.project_progress] == [10_000, 0, 10_000]
    assert not codes(plan) & {CheckCode.PROGRESS_MISMATCH, CheckCode.AMOUNT_UNPLACED}


def test_a_sum_that_the_projects_do_not_give_is_told():
    plan = report((HEAD, *(row.replace("11,500", "11,600") for row in ROWS)))
    found = [(f.expected, f.found) for f in plan.findings if f.code is CheckCode.PROGRESS_MISMATCH]
    assert ("11600", "11500") in found


CARDS = """มิติที่ ๑ ปลูกฝังใจ
๑.๑ โครงการค่ายลูกเสือใจซื่อ
งบประมาณตามแผน ๔๐,๐๐๐ บาท เบิกจ่ายแล้ว ๓๓,๑๕๐ บาท
สถานะ : ดำเนินการแล้วเสร็จ
ผลการดำเนินงาน : ลูกเสือ ๔๘ คนผ่านค่าย
ผู้รับผิดชอบ : กองการศึกษา
๑.๒ กิจกรรมปิดสวิตช์ก่อนกลับบ้าน
งบประมาณตามแผน - เบิกจ่ายแล้ว -
สถานะ : อยู่ระหว่างดำเนินการ
ผลการดำเนินงาน : ติดป้ายข้างประตู
ผู้รับผิดชอบ : สำนักปลัด"""

ONE_LINE = "รวมทั้งสิ้น ๒ โครงการ แล้วเสร็จ ๑ โครงการ คิดเป็นร้อยละ ๕๐ งบประมาณ ๔๐,๐๐๐ บาท เบิกจ่าย ๓๓,๑๕๐ บาท คิดเป็นร้อยละ ๘๒.๘๘"
LINES = """สรุปภาพรวม โครงการตามแผนจำนวน ๒ โครงการ งบประมาณรวม ๔๐,๐๐๐ บาท
ดำเนินการแล้ว ๑ โครงการ (ร้อยละ ๕๐) อยู่ระหว่างดำเนินการ ๑ โครงการ
ใช้จ่ายงบประมาณไปทั้งสิ้น ๓๓,๑๕๐ บาท คิดเป็นร้อยละ ๘๒.๘๘ ของงบประมาณตามแผน"""


@pytest.mark.parametrize("closing", [ONE_LINE, LINES])
def test_a_closing_passage_is_the_grand_row(closing):
    plan = report(CARDS, closing)
    assert sums(plan) == {None: {
        "projects_planned": 2, "projects_done": 1, "percent_projects": 50, "budget_planned": 40_000,
        "budget_spent": 33_150, "percent_budget": 82.88,
    }}  # fmt: skip
    assert plan.projects[-1].fields["responsible"].value == "สำนักปลัด"
    assert CheckCode.PROGRESS_MISMATCH not in codes(plan)


def test_a_sentence_that_contradicts_the_table_is_left_out():
    plan = report((HEAD, *ROWS), "รวมเบิกจ่าย 9,999 บาท จากงบประมาณ 22,000 บาท ดำเนินการแล้ว 3 โครงการ")
    assert sums(plan)[None]["budget_spent"] == 11_500
    assert "projects_done" not in sums(plan)[None]


def test_several_columns_below_each_level():
    rows = (
        "รายการ | ด้านที่ 1 | | ด้านที่ 2 | | รวมทุกด้าน |",
        "| จำนวนโครงการ | งบประมาณ (บาท) | จำนวนโครงการ | งบประมาณ (บาท) | จำนวนโครงการ | งบประมาณ (บาท)",
        "ตามแผน | 4 | 80,000 | 6 | 12,500 | 10 | 92,500",
        "ดำเนินการ/เบิกจ่ายจริง | 3 | 61,000 | 6 | 12,500 | 9 | 73,500",
    )
    assert sums(report(rows))[None] == {
        "projects_planned": 10, "budget_planned": 92_500, "projects_done": 9, "budget_spent": 73_500,
    }  # fmt: skip


def test_a_table_of_counts_and_one_of_money_complete_each_other():
    counts = ("มิติ | บรรจุในข้อบัญญัติ | แล้วเสร็จ | ยกเลิก | รวมทั้งสิ้น", "มิติที่ 1 | 4 | 3 | 1 | 4", "มิติที่ 2 | 3 | 2 | 1 | 3")
    money = ("มิติ | งบประมาณตามแผน | เบิกจ่าย | ร้อยละ", "มิติที่ 1 | 50,000 | 45,000 | 90", "มิติที่ 2 | 10,000 | 4,000 | 40")
    assert sums(report("สถานะ", counts, "เงิน", money))[2] == {
        "projects_planned": 3, "projects_done": 2, "budget_planned": 10_000, "budget_spent": 4_000,
        "percent_budget": 40,
    }  # fmt: skip


def test_two_columns_are_enough_in_a_report():
    rows = ("มิติ | จำนวนโครงการ | งบประมาณ", "มิติที่ 1 | 4 | 50,000", "มิติที่ 2 | 1 | -", "รวม | 5 | 50,000")
    assert sums(report(rows)) == {
        1: {"projects_planned": 4, "budget_planned": 50_000},
        2: {"projects_planned": 1, "budget_planned": 0},
        None: {"projects_planned": 5, "budget_planned": 50_000},
    }


PROJECTS = (
    "1 | โครงการค่ายเยาวชนคนกล้าพูดความจริง | 40,000 | {} | {}",
    "2 | มาตรการแขวนใบเสร็จทุกวันศุกร์ | - | - | ดำเนินการแล้ว",
)


def rounds(plan):
    return [(r.months, r.budget_spent.value, r.status.value if r.status else "") for r in plan.project_progress]


def test_rounds_as_columns():
    rows = ("ที่ | โครงการ/มาตรการ | งบประมาณ | เบิกจ่าย รอบ 6 เดือน | เบิกจ่าย รอบ 12 เดือน | สถานะ",
            "1 | โครงการค่ายเยาวชนคนกล้าพูดความจริง | 40,000 | 10,000 | 38,000 | ดำเนินการแล้ว",
            "2 | มาตรการแขวนใบเสร็จทุกวันศุกร์ | - | - | - | ดำเนินการแล้ว",
            "| รวมทั้งสิ้น | 40,000 | 10,000 | 38,000 |")  # fmt: skip
    plan = report(rows)
    assert rounds(plan)[:2] == [(6, 10_000, ""), (12, 38_000, "ดำเนินการแล้ว")]
    assert len(plan.projects) == 2
    assert sums(plan)[None]["budget_spent"] == 38_000
    assert CheckCode.AMOUNT_UNPLACED not in codes(plan)


def test_rounds_as_tables():
    head = "ที่ | โครงการ/มาตรการ | งบประมาณ | เบิกจ่าย | สถานะ"
    first, last = (
        (head, *(row.format(paid, state) for row in PROJECTS), f"| รวมทั้งสิ้น | 40,000 | {paid} |")
        for paid, state in (("10,000", "อยู่ระหว่างดำเนินการ"), ("38,000", "ดำเนินการแล้ว"))
    )
    plan = report("รอบ 6 เดือน", first, "รอบ 12 เดือน", last)
    assert rounds(plan)[:2] == [(6, 10_000, "อยู่ระหว่างดำเนินการ"), (12, 38_000, "ดำเนินการแล้ว")]
    assert len(plan.projects) == 2
    assert sums(plan)[None]["budget_spent"] == 38_000


def test_a_portal_tells_kind_dimension_and_round_in_columns():
    rows = (
        "# | ประเภท | ชื่อเรื่อง | งบตามแผน | จ่ายจริง | สถานะ | รายงานรอบ | อยู่ภายใต้",
        "1 | กิจกรรม | เดินรณรงค์ไม่ขายเสียง | 8,000 | 7,200 | แล้วเสร็จ | 6 เดือน | มิติที่ 1 สังคมไม่ทน",
        "2 | มาตรการ | ประกาศราคากลางหน้าเว็บไซต์ | - | - | แล้วเสร็จ | 12 เดือน | มิติที่ 2 บริหารโปร่งใส",
    )
    plan = report(rows)
    assert [(p.kind, p.name.value, p.dimension) for p in plan.projects] == [
        ("กิจกรรม", "เดินรณรงค์ไม่ขายเสียง", 1),
        ("มาตรการ", "ประกาศราคากลางหน้าเว็บไซต์", 2),
    ]
    assert rounds(plan) == [(6, Decimal(7200), "แล้วเสร็จ"), (12, Decimal(0), "แล้วเสร็จ")]


CARD = """{name}
ประเภท : {kind}
มิติ : มิติที่ {number}
งบประมาณตามแผน : {planned} บาท
เบิกจ่ายจริง : {spent} บาท
สถานะ : {status}
รอบการรายงาน : {months} เดือน"""
ENTRY = """- {name} (มิติที่ {number})
สถานะ: {status} งบประมาณ: {planned} บาท เบิกจ่าย: {spent} บาท รอบ: {months} เดือน"""
FORM = ("ชื่อ | {name}", "ประเภท | {kind}", "มิติ | มิติที่ {number}", "งบตามแผน (บาท) | {planned}", "จ่ายจริง | {spent}",
        "สถานะ | {status}", "รอบรายงาน | {months} เดือน")  # fmt: skip
SHOWN = [
    {"name": "โครงการเยาวชนต้นกล้าซื่อสัตย์", "kind": "โครงการ", "number": 1, "planned": "30,000", "spent": "24,100",
     "status": "แล้วเสร็จ", "months": 12},
    {"name": "มาตรการลงชื่อรับของทุกครั้ง", "kind": "มาตรการ", "number": 3, "planned": "0", "spent": "0",
     "status": "อยู่ระหว่างดำเนินการ", "months": 6},
]  # fmt: skip


@pytest.mark.parametrize("form", [CARD, ENTRY, FORM])
def test_cards_of_a_portal(form):
    cards = [
        form.format(**shown) if isinstance(form, str) else tuple(row.format(**shown) for row in form) for shown in SHOWN
    ]
    plan = report("พบข้อมูลทั้งหมด 2 รายการ", *cards, "สงวนลิขสิทธิ์")
    assert [(p.name.value, p.kind, p.dimension, p.budget_total.value) for p in plan.projects] == [
        ("โครงการเยาวชนต้นกล้าซื่อสัตย์", "โครงการ", 1, 30_000),
        ("มาตรการลงชื่อรับของทุกครั้ง", "มาตรการ", 3, 0),
    ]
    assert rounds(plan) == [(12, 24_100, "แล้วเสร็จ"), (6, 0, "อยู่ระหว่างดำเนินการ")]
    assert plan.headings == []


DONE = (
    "ชื่อโครงการ | งบประมาณ (บาท) | การดำเนินการ | ผลที่ได้ | สถานะ",
    "{}. โครงการปลูกจิตสำนึกคนรุ่นใหม่ | ๔๐,๐๐๐ | จัดอบรม ๒ วัน | เยาวชน ๖๐ คน | แล้วเสร็จ",
    "{}. มาตรการแจ้งยอดเงินทุกสิ้นเดือน | - | ปิดประกาศ | ประชาชนรับรู้ | แล้วเสร็จ",
)
COUNTED = ("มิติ | จำนวนโครงการ | งบประมาณ (บาท)", "มิติที่ ๑ | ๒ | ๔๐,๐๐๐", "มิติที่ ๒ | ๒ | ๔๐,๐๐๐", "รวม | ๔ | ๘๐,๐๐๐")
NAMED = ("ที่ | มิติ | จำนวน (โครงการ) | เงิน (บาท)", "๑ | การปลูกฝังใจ | ๒ | ๔๐,๐๐๐", "๒ | การเปิดเผยงาน | ๒ | ๔๐,๐๐๐",
         "| รวมทั้งสิ้น | ๔ | ๘๐,๐๐๐")  # fmt: skip
SAID = """สรุปจำนวนโครงการและงบประมาณ
มิติที่ ๑ จำนวน ๒ โครงการ งบประมาณ ๔๐,๐๐๐ บาท
มิติที่ ๒ จำนวน ๒ โครงการ งบประมาณ ๔๐,๐๐๐ บาท
รวม ๔ โครงการ งบประมาณ ๘๐,๐๐๐ บาท"""


ONE_SENTENCE = " ".join(SAID.split("\n")[1:])


@pytest.mark.parametrize("ending", [COUNTED, NAMED, SAID, ONE_SENTENCE])
@pytest.mark.parametrize(
    "heads",
    [
        ("ตารางที่ ๑ ผลการดำเนินการ มิติที่ ๑ การปลูกฝังใจ", "ตารางที่ ๒ ผลการดำเนินการ มิติที่ ๒ การเปิดเผยงาน"),
        ("๑. มิติการปลูกฝังใจ", "๒. มิติการเปิดเผยงาน"),
    ],
)
def test_dimensions_in_captions_and_sums_at_the_end(heads, ending):
    first, last = (tuple(row.format(n + i) for i, row in enumerate(DONE)) for n in (0, 2))
    plan = report(heads[0], first, heads[1], last, "สรุปภาพรวม", ending)
    assert [(d.path, d.name) for d in plan.headings] == [((1,), "การปลูกฝังใจ"), ((2,), "การเปิดเผยงาน")]
    assert [p.dimension for p in plan.projects] == [1, 1, 2, 2]
    each = {"projects_planned": 2, "budget_planned": 40_000}
    assert sums(plan) == {1: each, 2: each, None: {"projects_planned": 4, "budget_planned": 80_000}}
    assert not codes(plan) & {CheckCode.TABLE_UNREAD, CheckCode.COLUMN_UNKNOWN, CheckCode.TOTAL_COUNT_MISMATCH}


@pytest.mark.parametrize(
    "ending",
    [
        tuple(row.replace("๑ |", "๑ การปลูกฝังใจ |").replace("ที่ ๒ |", "ที่ ๒ การเปิดเผยงาน |") for row in COUNTED),
        ("มิติ | โครงการ | บาท", "๑. การปลูกฝังใจ | ๒ | ๔๐,๐๐๐", "๒. การเปิดเผยงาน | ๒ | ๔๐,๐๐๐", "รวม | ๔ | ๘๐,๐๐๐"),
    ],
)
def test_dimensions_that_only_the_status_table_names(ending):
    first, last = (tuple(row.format(n + i) for i, row in enumerate(DONE)) for n in (0, 2))
    plan = report("มิติที่ ๑", first, "มิติที่ ๒", last, "สรุปภาพรวม", ending)
    assert [(d.path, d.name) for d in plan.headings] == [((1,), "การปลูกฝังใจ"), ((2,), "การเปิดเผยงาน")]
    assert sums(plan)[2] == {"projects_planned": 2, "budget_planned": 40_000}
