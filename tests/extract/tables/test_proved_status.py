"""Status tables whose titles say little: their figures prove what the columns are."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import PAGE_BREAK, document

TITLE = "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566 รอบ 12 เดือน"
HEADER = "มิติ | ตั้งไว้ | ทำแล้ว | เงินที่มี | เงินที่ออก | คิดเป็น"
ROWS = [
    "มิติที่ 1 คนซื่อ | 4 | 3 | 20,000 | 15,000 | 75.00",
    "มิติที่ 2 เมืองใส | 2 | 2 | 10,000 | 9,000 | 90.00",
    "มิติที่ 3 ตาสว่าง | 3 | 0 | 8,000 | 2,000 | 25.00",
    "รวม | 9 | 5 | 38,000 | 26,000 | 68.42",
]
WHOLE = {
    "projects_planned": 9,
    "projects_done": 5,
    "budget_planned": 38_000,
    "budget_spent": 26_000,
    "percent_budget": 68.42,
}


def grand(plan):
    (line,) = (line for line in plan.progress if line.dimension is None)
    return {column: float(value.value) for column, value in line.values.items()}


def test_columns_are_proved_by_the_share_of_one_in_the_other():
    plan = parse_plan(document(TITLE, [HEADER, *ROWS]))
    assert grand(plan) == WHOLE
    assert [line.dimension for line in plan.progress] == [1, 2, 3, None]


def test_a_table_over_pages_is_one_table():
    plan = parse_plan(document(TITLE, [HEADER, *ROWS[:3]], PAGE_BREAK, [HEADER, ROWS[3]]))
    assert grand(plan) == WHOLE


def test_figures_that_prove_nothing_are_no_status_table():
    rows = [row.replace("75.00", "7").replace("90.00", "8").replace("25.00", "9").replace("68.42", "5") for row in ROWS]
    assert not any(line.values.get("percent_budget") for line in parse_plan(document(TITLE, [HEADER, *rows])).progress)


def test_a_page_with_the_titles_of_a_list_of_projects_and_a_sum_only_is_no_status_table():
    header = "ที่ | โครงการ | งบประมาณตามแผน | เบิกจ่าย | ผลการดำเนินงาน"
    rows = [f"{n} | โครงการลานวัด {n} | 1,000 | 900 | แล้วเสร็จ" for n in (1, 2, 3)]
    parts = ["มิติที่ 1 คนซื่อ", [header, *rows], PAGE_BREAK, [header, "มิติที่ 1 ใช้เงิน |  | 3,000 | 2,700 | "]]
    plan = parse_plan(document(TITLE, *parts))
    assert [int(t.printed.value) for t in plan.totals if t.printed and t.dimension == 1] == [3_000]
    assert [h.name for h in plan.headings] == ["คนซื่อ"]
