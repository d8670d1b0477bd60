"""Grand totals that a plan prints in a sentence, and money that a cell of steps states."""

from __future__ import annotations

from decimal import Decimal

from extract.model.plan import Basis, Plan, Scope
from extract.parse import parse_plan
from tests.extract.builders import document

ONE_YEAR = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568"
TWO_YEARS = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2567 - 2568)"
STEPS = [
    "มาตรการ/แนวทาง | วิธีการดำเนินการ | ระยะเวลา | ผู้รับผิดชอบ",
    "มาตรการตู้ฟังเสียง | 1. ตั้งตู้ | ต.ค. 67 | กองคลัง",
    "โครงการค่ายใจซื่อ | 1. เข้าค่าย\n2. ปลูกป่า\nงบประมาณ 5,000 บาท | ม.ค. 68 | กองช่าง",
    "กิจกรรมเสียงตามสาย | 1. จัดรายการ 2,000 ครั้ง\nใช้เวลา 30 นาที | ก.พ. 68 | กองช่าง",
]
YEARS = [
    "มิติ | โครงการ | ปี 2567 | ปี 2568",
    "1. คน | โครงการค่ายใจซื่อ | 1,000 | 5,000",
    " | กิจกรรมเสียงตามสาย | 500 | -",
]


def grand(plan: Plan) -> list[tuple[int | None, Decimal | None]]:
    return [(t.fiscal_year, t.printed.value if t.printed else None) for t in plan.totals if t.scope is Scope.GRAND]


def test_a_cell_of_steps_states_the_budget():
    plan = parse_plan(document(ONE_YEAR, "ด้านที่ 1 คน", STEPS))
    money = [[a.money.value for a in p.amounts if a.basis is Basis.SUMMARY and a.money] for p in plan.projects]
    assert money == [[], [5_000], []]


def test_a_sentence_with_the_sum_of_the_projects_is_the_grand_total():
    plan = parse_plan(document(ONE_YEAR, "ด้านที่ 1 คน", STEPS, "งบประมาณที่ใช้ตามแผนนี้จึงรวมเป็นเงิน 5,000 บาท (ห้าพันบาทถ้วน)"))
    assert grand(plan) == [(2568, 5_000)]


def test_a_sentence_with_another_sum_is_no_total():
    plan = parse_plan(document(ONE_YEAR, "ด้านที่ 1 คน", STEPS, "รายได้ของเทศบาลรวมเป็นเงิน 7,000,000 บาท"))
    assert grand(plan) == []


def test_a_sentence_with_the_sums_of_the_years():
    told = "งบประมาณรวมทั้งสิ้น ปี 2567 จำนวน 1,500 บาท ปี 2568 จำนวน 5,000 บาท"
    assert grand(parse_plan(document(TWO_YEARS, YEARS, told))) == [(2567, 1_500), (2568, 5_000)]


def test_closing_words_with_a_sum_are_no_part_of_the_last_block():
    block = """
    มิติที่ 1 คน
    1. ชื่อโครงการ : โครงการค่ายใจซื่อ
    2. วัตถุประสงค์
    เพื่อให้คนซื่อ
    3. ระยะเวลาดำเนินการ
    ปีงบประมาณ พ.ศ. 2568
    4. งบประมาณ
    5,000 บาท
    5. ผู้รับผิดชอบ
    กองช่าง
    6. ผลที่คาดว่าจะได้รับ
    คนซื่อขึ้น
    งบประมาณตามแผนทั้งสิ้น 5,000 บาท
    """
    plan = parse_plan(document(ONE_YEAR, block))
    assert plan.projects[0].fields["results"].value == "คนซื่อขึ้น"
    assert grand(plan) == [(2568, 5_000)]


def test_a_sentence_for_each_year_with_its_sum():
    told = ["ปี 2567 เราทำ 2 อย่าง หมดเงิน 1,500 บาท", "ปี 2568 เราทำอย่างเดียว หมดเงิน 5,000 บาท"]
    assert grand(parse_plan(document(TWO_YEARS, YEARS, *told))) == [(2567, 1_500), (2568, 5_000)]
    assert grand(parse_plan(document(TWO_YEARS, YEARS, "ปี 2567 เทศบาลมีรายได้ 1,600 บาท"))) == []
