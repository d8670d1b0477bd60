"""What a report states about each project, from report tables and from the lines of blocks."""

import pytest

from extract.grammar.reports import report_round
from extract.model.plan import DocumentKind
from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import document

TITLE = "รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567 รอบ 6 เดือน"
PLACE = "เทศบาลตำบลทุ่งหมอกขาว อำเภอเมืองน่าน จังหวัดน่าน"
BLOCK = """1. โครงการตลาดนัดคนซื่อ
การดำเนินการ
- เปิดแผงขาย 3 วัน
ผลการดำเนินการ
- ขายดี
"""


def parsed(*parts):
    return parse_plan(document(f"{TITLE}\n{PLACE}\nมิติที่ 1 คนซื่อ", *parts))


def said(plan):
    return [
        (
            r.months,
            r.status and r.status.value,
            r.reason and r.reason.value,
            *(v and int(v.value) for v in (r.budget_plan, r.budget_ordinance, r.budget_spent)),
        )
        for r in plan.project_progress
    ]


def test_columns_of_ticks():
    header = "ที่ | โครงการ/กิจกรรม/มาตรการ | งบประมาณ | ใช้จ่ายจริง | ดำเนินการแล้ว | ยังไม่ดำเนินการ | สาเหตุ"
    plan = parsed(
        [header, "1 | โครงการตลาดนัดคนซื่อ | 900 | 800 | ☑ | ☐ | -", "2 | กิจกรรมเล่านิทานคุณธรรม | 50 | - | ☐ | ☑ | ฝนตก"]
    )
    assert said(plan) == [(6, "ดำเนินการแล้ว", None, 900, None, 800), (6, "ยังไม่ดำเนินการ", "ฝนตก", 50, None, 0)]


def test_a_column_of_words_and_money_of_three_kinds():
    header = "ที่ | โครงการ | งบตามแผน | งบตามข้อบัญญัติ | เบิกจ่ายแล้ว | ผลการดำเนินการ"
    plan = parsed(
        [
            header,
            "1 | โครงการตลาดนัดคนซื่อ | 900 | 850 | 800 | แล้วเสร็จ",
            "2 | กิจกรรมเล่านิทานคุณธรรม | 50 | 50 | 20 | ไม่ได้ดำเนินการ",
        ]
    )
    assert said(plan) == [(6, "แล้วเสร็จ", None, 900, 850, 800), (6, "ไม่ได้ดำเนินการ", None, 50, 50, 20)]
    (finding,) = [f for f in plan.findings if f.code is CheckCode.STATUS_CONFLICT]
    assert finding.about is plan.project_progress[1]


def test_lines_of_a_block():
    plan = parsed(
        BLOCK
        + "งบประมาณตามแผน 12,500 บาท เบิกจ่ายจริง 9,000 บาท\nสถานะ ☐ ดำเนินการแล้ว ☑ อยู่ระหว่างดำเนินการ\nปัญหา/อุปสรรค: ถนนขาด"
    )
    assert said(plan) == [(6, "อยู่ระหว่างดำเนินการ", "ถนนขาด", 12_500, None, 9_000)]
    assert plan.projects[0].budget_total.value == 12_500


def test_the_closing_words_of_a_report_are_no_project_s():
    plan = parsed(BLOCK + "งบประมาณ 500 บาท\nสรุป ดำเนินการ 1 โครงการ งบประมาณรวม 500 บาท\nเบิกจ่าย 400 บาท")
    assert [line[-1] for line in said(plan)] == [None]


def test_a_document_without_a_title_is_a_report_by_its_rows():
    header = "ที่ | โครงการ | งบประมาณ | เบิกจ่าย | สถานะ"
    plan = parse_plan(document(f"{PLACE}\nมิติที่ 1 คนซื่อ", [header, "1 | โครงการตลาดนัดคนซื่อ | 900 | 800 | แล้วเสร็จ"]))
    assert plan.facts.kind is DocumentKind.PROGRESS_REPORT


def test_a_cell_that_is_no_number_is_named():
    header = "มิติ | โครงการตามแผน | ดำเนินการแล้ว | เบิกจ่าย"
    plan = parsed([header, "มิติที่ 1 | 4 | 3 | ราวหมื่น", "มิติที่ 2 | 1 | 1 | 5"])
    (finding,) = [f for f in plan.findings if f.code is CheckCode.PROGRESS_UNREAD]
    assert (finding.field, finding.found) == ("budget_spent", "ราวหมื่น")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("รอบ ๖ เดือน", 6), ("รอบหกเดือน", 6), ("ครึ่งปีแรก", 6), ("ไตรมาสที่ 1 - 2", 6), ("ไตรมาส 4", 12), ("ครึ่งปีหลัง", 12),
        ("ต.ค. 66 - มี.ค. 67", 6), ("(ตุลาคม 2566 - กันยายน 2567)", 12), ("ประจำปีงบประมาณ 2567", None),
    ],
)  # fmt: skip
def test_the_round_of_a_report(text, months):
    assert report_round(["คำนำ", text]) == months


def test_planned_and_spent_money_below_headings_of_a_form():
    works = [("โครงการตลาดนัดคนซื่อ", "900", "800"), ("กิจกรรมเล่านิทานคุณธรรม", "50", "50"), ("โครงการค่ายใจซื่อ", "700", "10")]
    blocks = [
        [
            f"ลำดับที่ {n} | {name}",
            "ผู้รับผิดชอบ | กองคลัง",
            f"งบประมาณที่ได้รับ | {planned} บาท",
            f"งบประมาณที่ใช้จริง | {spent} บาท",
            "การดำเนินงาน | 1. ตั้งแผง",
            "ผลการดำเนินงาน | ขายดี",
        ]
        for n, (name, planned, spent) in enumerate(works, 1)
    ]
    plan = parsed(*(part for block in blocks for part in (block, "")))
    assert [money[-3:] for money in said(plan)] == [(900, None, 800), (50, None, 50), (700, None, 10)]
    assert [p.budget_total.value for p in plan.projects if p.budget_total] == [900, 50, 700]
