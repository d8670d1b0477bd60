"""Rows of sums labelled in words that no list has, and tables that page breaks leave with little."""

from __future__ import annotations

from extract.parse import parse_plan
from tests.extract.builders import document, read

TITLE = "แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566"
PLACES = ("ลานวัด", "ตลาดนัด", "ท่าเรือ")


def totals(plan):
    return [(t.dimension, int(t.printed.value)) for t in plan.totals if t.printed]


def test_a_row_below_the_projects_of_a_level_that_names_it_is_its_sum_whatever_is_behind_its_number():
    header = "ที่ | โครงการ | งบประมาณ"
    parts: list[object] = [TITLE]
    for at, title in enumerate(("คนซื่อ", "เมืองใส"), 1):
        rows = [f"{n} | โครงการ{place}{title} | {n},000" for n, place in enumerate(PLACES, 1)]
        parts += [f"เสาที่ {at} {title}", [header, *rows, f"เสาที่ {at} ใช้เงิน |  | 6,000"]]
    plan = parse_plan(document(*parts))
    assert [h.name for h in plan.headings] == ["คนซื่อ", "เมืองใส"]
    assert totals(plan) == [(1, 6_000), (2, 6_000)]


def rows_of_levels(amounts, *sums):
    rows = [
        f"เสาที่ {at} {title} | โครงการ{place}{title} | {amount}"
        for at, title in enumerate(("คนซื่อ", "เมืองใส"), 1)
        for place, amount in zip(PLACES, amounts, strict=True)
    ]
    return [*rows, *sums]


def test_words_in_the_column_of_levels_with_nothing_but_money_name_no_level():
    plan = parse_plan(
        document(
            TITLE, ["เสา | โครงการ | งบประมาณ", *rows_of_levels(("1,000", "2,000", "3,000"), "ยอดทั้งแผน |  | 12,000")]
        )
    )
    assert [h.name for h in plan.headings] == ["คนซื่อ", "เมืองใส"]
    assert totals(plan) == [(None, 12_000)]


def test_sums_of_levels_in_millions():
    sums = ("ยอดของเสาที่ 1 |  | 6.00", "ยอดของเสาที่ 2 |  | 6.00")
    table = ["เสา | โครงการ | งบประมาณ (ล้านบาท)", *rows_of_levels(("1.00", "2.00", "3.00"), *sums)]
    plan = parse_plan(document(TITLE, table))
    assert totals(plan) == [(1, 6_000_000), (2, 6_000_000)]


def test_the_last_row_below_a_sum_with_nothing_but_a_label_and_money_is_a_sum_though_a_wrong_one():
    rows = [f"{n} | โครงการ{place} | {n},000 | กองช่าง" for n, place in enumerate((*PLACES, "สะพาน"), 1)]
    plan = parse_plan(
        document(
            TITLE, ["ที่ | โครงการ | งบประมาณ | ผู้รับผิดชอบ", *rows, "รวมมิติที่ 1 |  | 10,000 | ", " | เงินทั้งแผน | 10,001 | "]
        )
    )
    assert len(plan.projects) == 4
    assert [int(t.printed.value) for t in plan.totals if t.printed] == [10_000, 10_001]


def test_the_sums_of_tables_of_a_year_each():
    parts: list[object] = ["แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566 - 2567"]
    for year, factor in ((2566, 1), (2567, 2)):
        rows = rows_of_levels([f"{n * factor},000" for n in (1, 2, 3)], f"ทุกเสาใช้เงิน |  | {12 * factor},000")
        parts += [f"ปีงบประมาณ พ.ศ. {year}", ["เสา | โครงการ | งบประมาณ", *rows]]
    plan = parse_plan(document(*parts))
    assert [(t.fiscal_year, int(t.printed.value)) for t in plan.totals if t.printed] == [(2566, 12_000), (2567, 24_000)]
    assert [h.name for h in plan.headings] == ["คนซื่อ", "เมืองใส"]


def test_a_column_that_one_table_leaves_open_is_read_by_the_others_with_its_titles():
    header = "เบอร์ | ชื่อโครงการ | ยอดเงิน (บาท) | ผู้รับผิดชอบ"
    first = [f"{n} | โครงการ{place} | {n},000 | กองช่าง" for n, place in enumerate(PLACES, 1)]
    text = "\n".join("| " + row + " |" for row in (header, "---|---|---|---", *first))
    last = "\n".join("| " + row + " |" for row in (header, "---|---|---|---", "4 | โครงการสะพาน | 0.00 | กองคลัง"))
    plan = parse_plan(read(f"{TITLE}\n\nมิติที่ 1 คนซื่อ\n\n{text}\n\nมิติที่ 2 เมืองใส\n\n{last}\n"))
    assert [p.budget_total.value for p in plan.projects] == [1_000, 2_000, 3_000, 0]


def test_the_last_sparse_column_of_words_holds_remarks():
    rows = ["1 | โครงการลานวัด | 1,000 | ", "2 | โครงการตลาดนัด | 500 | ทำต่อจากปีก่อน", "3 | กิจกรรมเสียงตามสาย | 700 | "]
    plan = parse_plan(document(TITLE, ["ที่ | โครงการ | งบประมาณ | ข้อความเพิ่มเติม", *rows]))
    assert [p.fields["remarks"].value if "remarks" in p.fields else "" for p in plan.projects] == [
        "",
        "ทำต่อจากปีก่อน",
        "",
    ]


def test_a_table_of_one_project_below_the_heading_of_a_level_and_the_unit():
    block = "1. ชื่อโครงการ : โครงการ{0}\n2. วัตถุประสงค์\nให้สะอาด\n3. ผู้รับผิดชอบ\nกองช่าง\n"
    table = "| ที่ | โครงการ | งบประมาณ |\n|---|---|---|\n| 1 | โครงการ{0} | 1,000 |\n\n"
    parts = [
        f"มิติที่ {at} ด้านของ{place}\nหน่วย : บาท\n\n{table.format(place)}{block.format(place)}\n"
        for at, place in enumerate(PLACES, 1)
    ]
    plan = parse_plan(read(f"{TITLE}\n\n{''.join(parts)}"))
    assert [bool(p.summary_place and p.detail_place) for p in plan.projects] == [True] * 3
