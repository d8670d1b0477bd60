"""Reports whose cells print what was set aside and what was spent of it, both."""

import pytest

from extract.grammar.titles import title_kind
from extract.model.plan import DocumentKind
from extract.parse import parse_plan
from phaen.emit.plan_rows import plan_rows
from tests.extract.builders import document

HEAD = "โครงการ | การดำเนินการ | ผลผลิต | ผลลัพธ์ | งบประมาณ | ผู้รับผิดชอบ | หลักฐาน"


@pytest.mark.parametrize(
    "title", ["รายงานผลการดำเนินการตามแผนป้องกันการทุจริต ปี 2566", "แผนปฏิบัติการป้องกันการทุจริต ปี 2566 รอบ 12 เดือน"]
)
@pytest.mark.parametrize("money", ["ตั้งไว้ 20,000 ใช้ไป 18,500", "ตั้งไว้ 20,000 บาท / ใช้ไป 18,500 บาท"])
def test_set_and_spent_in_one_cell(title, money):
    rows = [
        HEAD,
        f"โครงการอบรมคุณธรรม | จัดอบรมที่หอประชุม | ผู้เข้าอบรม 48 คน | บุคลากรมีวินัย | {money} | สำนักปลัด | ภาพถ่าย",
        "มาตรการงดรับของขวัญ | แจ้งเวียน | ประกาศ 1 ฉบับ | ไม่มีผู้รับ | ไม่ใช้งบประมาณ | สำนักปลัด | ประกาศ",
    ]
    plan = parse_plan(document(f"{title}\nเทศบาลตำบลโคกดี", "มิติที่ 1 คนดี", rows))
    assert plan.facts.kind is DocumentKind.PROGRESS_REPORT
    first = plan.projects[0]
    assert (first.in_details, int(first.budget_total.value)) == (True, 20_000)
    assert first.fields["results"].value == "ผู้เข้าอบรม 48 คน\nบุคลากรมีวินัย"
    report = plan.project_progress[0]
    assert (int(report.budget_plan.value), int(report.budget_spent.value)) == (20_000, 18_500)


def test_a_finding_on_an_amount_of_a_row_that_becomes_a_block_is_on_the_block():
    rows = [HEAD, "โครงการอบรม | จัดอบรม | 48 คน | มีวินัย | 20,00O ใช้แล้ว 5 | สำนักปลัด | ภาพถ่าย"]
    plan = parse_plan(document("รายงานผลการดำเนินการตามแผนป้องกันการทุจริต ปี 2566\nเทศบาลตำบลโคกดี", "มิติที่ 1 คนดี", rows))
    assert plan_rows(plan)["checks"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ผลการปฏิบัติตามแผนปฏิบัติการป้องกันการทุจริต รอบ 12 เดือน", DocumentKind.PROGRESS_REPORT),
        ("รายงานการประเมินผลแผนปฏิบัติการป้องกันการทุจริต", DocumentKind.PROGRESS_REPORT),
        ("รายงานการประชุมสภา", None),
        ("แผนปฏิบัติการป้องกันการทุจริต", DocumentKind.ACTION_PLAN),
    ],
)
def test_a_report_is_named_after_its_plan(text, kind):
    assert title_kind(text) is kind
