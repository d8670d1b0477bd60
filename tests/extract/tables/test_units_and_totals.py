"""Units stated anywhere or proved by totals and blocks; totals of sections, of lines, of several years."""

from decimal import Decimal

import pytest

from extract.model.plan import Basis, Scope
from extract.parse import parse_plan
from phaen.check.total_checks import check_totals
from schemas.checks import CheckCode
from tests.extract.builders import document

YEARS = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)\nเทศบาลตำบลน้ำใส"
HEADER = "มิติ | โครงการ | ปี 2566 | ปี 2567"
ROWS = ["1. คนของเรา | 1. โครงการปลูกใจ | 120 | 130", " | 2. กิจกรรมเปิดประตู | 80 | -"]


def amounts(plan):
    return [
        [int(a.money.value) if a.money else None for a in p.amounts if a.basis is Basis.SUMMARY] for p in plan.projects
    ]


def totals(plan):
    return [(t.scope, t.dimension, t.fiscal_year, int(t.printed.value)) for t in plan.totals if t.printed]


THOUSANDS = [[120_000, 130_000], [80_000, 0]]


@pytest.mark.parametrize("caption", ["หน่วยเป็นพันบาท", "(งบประมาณแสดงเป็นหลักพันบาท)", "(หน่วยเงิน : พันบาท)", "ตัวเลข : พันบาท"])
def test_a_caption_states_the_unit_in_any_words(caption):
    assert amounts(parse_plan(document(YEARS, caption, [HEADER, *ROWS]))) == THOUSANDS


def test_prose_above_a_table_states_no_unit():
    plan = parse_plan(document(YEARS, "ปีนี้ใช้เงินไป 2 ล้านบาท", [HEADER, "1. คน | โครงการปลูกใจ | 1,200 | 1,300"]))
    assert amounts(plan) == [[1_200, 1_300]]


def test_each_column_of_a_year_states_its_own_unit():
    plan = parse_plan(document(YEARS, ["ที่ | โครงการ | 2566 (พันบาท) | 2567 (บาท)", "1 | โครงการปลูกใจ | 12.5 | 14,000"]))
    assert amounts(plan) == [[12_500, 14_000]]


def test_a_unit_behind_an_amount_is_not_multiplied_twice():
    rows = ["ที่ | โครงการ | ปี 2566 (พันบาท) | ปี 2567 (พันบาท)", "1 | โครงการปลูกใจ | 15 พันบาท | 9,500 บาท"]
    assert amounts(parse_plan(document(YEARS, rows))) == [[15_000, 9_500]]


def test_the_label_of_a_total_states_the_unit_of_rows_that_sum_to_it():
    plan = parse_plan(document(YEARS, [HEADER, *ROWS, "รวมทั้งสิ้น (พันบาท) | | 200 | 130"]))
    assert amounts(plan) == THOUSANDS
    assert totals(plan) == [(Scope.GRAND, None, 2566, 200_000), (Scope.GRAND, None, 2567, 130_000)]


def test_a_total_in_baht_below_rows_in_thousands_is_taken_as_it_sums():
    plan = parse_plan(document(YEARS, "หน่วย : พันบาท", [HEADER, *ROWS, "รวมมิติที่ 1 | | 200,000 | 130,000"]))
    assert amounts(plan) == THOUSANDS
    assert totals(plan) == [(Scope.DIMENSION, 1, 2566, 200_000), (Scope.DIMENSION, 1, 2567, 130_000)]


BLOCK = """มิติที่ 1 คนของเรา
ลำดับที่ 1
1. ชื่อโครงการ : โครงการปลูกใจ
2. หลักการและเหตุผล
เพื่อให้คนรู้ตัว
3. วัตถุประสงค์
เพื่อให้คนซื่อ
4. งบประมาณ
ปี 2566 จำนวน 120,000 บาท ปี 2567 จำนวน 130,000 บาท
5. ผู้รับผิดชอบ
สำนักปลัด"""


def test_a_detail_block_proves_the_unit_of_a_table_that_states_none():
    plan = parse_plan(document(YEARS, [HEADER, *ROWS], BLOCK))
    assert amounts(plan) == THOUSANDS
    assert CheckCode.UNIT_DOUBTFUL not in [finding.code for finding in plan.findings]


def test_a_table_of_small_figures_without_a_unit_is_doubtful():
    plan = parse_plan(document(YEARS, [HEADER, *ROWS]))
    assert [f.found for f in plan.findings if f.code is CheckCode.UNIT_DOUBTFUL] == ["130"]


def test_the_unit_and_the_year_of_a_row_stand_in_columns():
    rows = [
        "ที่ | โครงการ | งบประมาณ | ปี | หน่วย",
        "1 | โครงการปลูกใจ | 120 | 2566 | พันบาท",
        "2 | กิจกรรมเปิดประตู | 80,000 | 2567 | บาท",
    ]
    plan = parse_plan(document(YEARS, "มิติที่ 1 คนของเรา", rows))
    assert [[(a.fiscal_year, int(a.money.value)) for a in p.amounts] for p in plan.projects] == [
        [(2566, 120_000)],
        [(2567, 80_000)],
    ]


SECTIONS = [
    "มิติ | ภารกิจ | โครงการ | ปี 2566 | ปี 2567",
    "1. คน | 1.1 ใจ | 1. โครงการปลูกใจ | 1,200 | 1,300",
    " | | 2. กิจกรรมเปิดประตู | 800 | -",
    " | {} | | 2,000 | 1,300",
    " | 1.2 กาย | 3. โครงการแรงกาย | 700 | 700",
    " | {} | | 700 | 700",
    "รวมมิติที่ 1 | | | 2,700 | 2,000",
]


@pytest.mark.parametrize("labels", [("รวม 1.1", "รวม 1.2"), ("รวม", "รวม"), ("รวมภารกิจที่ 1.1", "รวมภารกิจที่ 1.2")])
def test_totals_of_sections_are_no_totals_of_the_dimension(labels):
    label = iter(labels)
    plan = parse_plan(document(YEARS, [row.format(next(label)) if "{}" in row else row for row in SECTIONS]))
    assert totals(plan) == [(Scope.DIMENSION, 1, 2566, 2_700), (Scope.DIMENSION, 1, 2567, 2_000)]
    assert CheckCode.TOTAL_MISMATCH not in [f.code for f in [*plan.findings, *check_totals(plan)]]


def test_a_total_of_a_section_that_differs_is_told():
    rows = [row.format("รวม 1.1") if "2,000 | 1,300" in row else row.format("รวม 1.2") for row in SECTIONS]
    plan = parse_plan(document(YEARS, [row.replace("2,000 | 1,300", "2,100 | 1,300") for row in rows]))
    told = [(f.expected, f.found) for f in plan.findings if f.code is CheckCode.TOTAL_MISMATCH]
    assert told == [("2100", "2000")]


def test_totals_of_lines_may_give_a_year_each_or_stand_in_words():
    plan = parse_plan(
        document(
            YEARS,
            "มิติที่ 1 คน",
            ["ที่ | โครงการ | ปี 2566 | ปี 2567", "1 | โครงการปลูกใจ | 1,000 | 2,000"],
            "รวมมิติที่ 1 ปี 2566 เป็นเงิน 1,000 บาท ปี 2567 เป็นเงิน 2,000 บาท\nรวมทั้งแผนเป็นเงินทั้งสิ้นสามพันบาทถ้วน",
        )
    )
    assert totals(plan) == [
        (Scope.DIMENSION, 1, 2566, 1_000),
        (Scope.DIMENSION, 1, 2567, 2_000),
        (Scope.GRAND, None, None, 3_000),
    ]
    assert check_totals(plan) == []
    assert plan.totals[-1].computed == Decimal(3_000)


def test_a_bare_number_that_might_be_a_year_of_the_common_era_is_money_in_a_column_of_money():
    plan = parse_plan(document(YEARS, [HEADER, "1. คน | โครงการปลูกใจ | 2000 | 2024"]))
    assert amounts(plan) == [[2_000, 2_024]]


def test_totals_of_tables_of_a_year_each_are_no_totals_of_sections():
    parts = []
    for year in (2566, 2567):
        rows = [
            f"มิติ | โครงการ | งบประมาณ ปี {year}",
            "1. คน | โครงการปลูกใจ | 1,000",
            "2. งาน | กิจกรรมเปิดประตู | 500",
            f" | รวมงบประมาณปี {year} | 1,500",
        ]
        parts += [f"แผน ประจำปีงบประมาณ พ.ศ. {year}", rows]
    plan = parse_plan(document(YEARS, *parts))
    assert totals(plan) == [(Scope.GRAND, None, 2566, 1_500), (Scope.GRAND, None, 2567, 1_500)]


def test_a_count_below_a_year_is_no_money_beside_a_column_of_money():
    rows = ["ที่ | โครงการ | ปี 2566 | งบประมาณ", "1 | โครงการปลูกใจ | 2 | 12,000", "2 | กิจกรรมเปิดประตู | 1 | 5,000"]
    plan = parse_plan(document(YEARS, rows))
    assert [int(p.budget_total.value) for p in plan.projects if p.budget_total] == [12_000, 5_000]
    assert amounts(plan) == [[], []]


def test_a_year_of_zeros_beside_money_is_a_year_without_money():
    rows = ["ที่ | โครงการ | ปี 2566 | ปี 2567", "1 | โครงการปลูกใจ | 12,000 | 0", "2 | กิจกรรมเปิดประตู | 5,000 | 0"]
    assert amounts(parse_plan(document(YEARS, rows))) == [[12_000, 0], [5_000, 0]]


def test_lines_of_a_level_its_count_and_its_money_are_totals():
    titles = "เดือน|โครงการ|มิติ|งบประมาณ 2568 (บาท)"
    rows = ["ตุลาคม|โครงการสะพานไม้|1|5,000", "ธันวาคม|กิจกรรมเสียงตามสาย|2|4,000", "มีนาคม|โครงการคันเบ็ด|2|1,000"]
    told = "แยกตามมิติได้ดังนี้\nมิติที่ 1 จำนวน 1 รายการ งบประมาณ 5,000 บาท\nมิติที่ 2 จำนวน 2 รายการ งบประมาณ 5,000 บาท"
    plan = parse_plan(document("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2568", [titles, *rows, "รวมทั้งปี|||10,000"], told))
    assert sorted((t.scope.value, t.dimension, int(t.printed.value)) for t in plan.totals if t.printed) == [
        ("dimension", 1, 5000),
        ("dimension", 2, 5000),
        ("grand", None, 10_000),
    ]
