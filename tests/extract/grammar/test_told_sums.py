"""Sentences that sum up a report: which figure is which."""

from __future__ import annotations

import pytest

from extract.grammar.titles import misspelled_title_kind, own_title_kind, title_kind
from extract.grammar.told_sums import told_sums
from extract.model.plan import DocumentKind

PLANNED, DONE, BUDGET, SPENT = "projects_planned", "projects_done", "budget_planned", "budget_spent"
SHARE, BUDGET_SHARE = "percent_projects", "percent_budget"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "รวมทั้งสิ้น ๕ โครงการ แล้วเสร็จ ๔ โครงการ คิดเป็นร้อยละ ๘๐ งบประมาณ ๕๐,๐๐๐ บาท ใช้จ่าย ๔๑,๕๐๐ บาท คิดเป็นร้อยละ ๘๓",
            {PLANNED: 5, DONE: 4, SHARE: 80, BUDGET: 50_000, SPENT: 41_500, BUDGET_SHARE: 83},
        ),
        (
            "ทั้งหมด 8 เรื่อง ทำแล้ว 6 เรื่อง (75 %) กำลังดำเนินการ 2 เรื่อง (25 %)",
            {PLANNED: 8, DONE: 6, SHARE: 75},
        ),
        (
            "เบิกจ่ายแล้ว 30,000 บาท จากงบประมาณ 40,000 บาท คิดเป็นร้อยละ 75.00 คงเหลือ 10,000 บาท คิดเป็นร้อยละ 25.00",
            {SPENT: 30_000, BUDGET: 40_000, BUDGET_SHARE: 75},
        ),
        ("ใช้งบประมาณ 12,000 บาท จากที่ตั้งไว้ 20,000 บาท", {SPENT: 12_000, BUDGET: 20_000}),
        ("โครงการที่ต้องดำเนินการ 9 โครงการ ดำเนินการได้ 7 โครงการ", {PLANNED: 9, DONE: 7}),
        ("รวม 4 โครงการ 3 มาตรการ ดำเนินการแล้ว 6 รายการ", {PLANNED: 7, DONE: 6}),
        ("ดำเนินการแล้วเสร็จ 9 โครงการ เป็นเงิน 83,000 บาท", {DONE: 9}),  # planned or spent
        ("จัดอบรมประชาชน 40 คน เมื่อวันที่ 3 มีนาคม 2567", {}),
    ],
)
def test_figures_of_sums(text, figures):
    assert told_sums(text) == figures


@pytest.mark.parametrize("title", ["แผนปฎิบัตการป้องกันการทุจริต 4 ปี", "แผ่นปฏิบัติการป้องกันการทุจริต", "แผนปฏบัติการต่อต้านการทุจริต"])
def test_misspelled_titles(title):
    assert title_kind(title) is None or title_kind(title) is DocumentKind.ACTION_PLAN
    assert misspelled_title_kind(title) is DocumentKind.ACTION_PLAN
    assert misspelled_title_kind("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)") is None


def test_the_title_of_a_report_in_words_of_its_own_speaks_of_what_plans_are_about():
    assert own_title_kind("รายงานเทียบของที่คิดกับของที่ทำ เรื่องไม่ทุจริต ปี 2567") is DocumentKind.PROGRESS_REPORT
    assert own_title_kind("รายงานการประชุมสภา") is None
    assert own_title_kind("เรื่องไม่ทุจริต ปี 2567") is None
