"""One cell of money that prints every year with its amount."""

import pytest

from extract.model.plan import Basis
from extract.parse import parse_plan
from tests.extract.builders import document

TITLE = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2568 - 2570)\nองค์การบริหารส่วนตำบลห้วยหินขาว"
HEADER = "ที่ | โครงการ | งบประมาณ (บาท) | ผู้รับผิดชอบ"


def by_year(plan):
    return [
        {a.fiscal_year: int(a.money.value) for a in p.amounts if a.basis is Basis.SUMMARY and a.money}
        for p in plan.projects
    ]


def sums(plan):
    return {(total.scope.value, total.fiscal_year): int(total.printed.value) for total in plan.totals if total.printed}


def read(cells, total, header=HEADER):
    names = ("โครงการพี่สอนน้อง", "กิจกรรมตลาดคนซื่อ", "มาตรการติดราคากลาง")
    rows = [f"{i} | {name} | {cell} | กองคลัง" for i, (name, cell) in enumerate(zip(names, cells, strict=True), 1)]
    return parse_plan(document(TITLE, "มิติที่ 1 สร้างคน", [header, *rows, f" | รวมทั้งสิ้น | {total} | "]))


@pytest.mark.parametrize(
    "form",
    [
        "ปี 2568 = {}\nปี 2569 = {}\nปี 2570 = {}",
        "ปี ๒๕๖๘ - {}\nปี ๒๕๖๙ - {}\nปี ๒๕๗๐ - {}",
        "2568: {} / 2569: {} / 2570: {}",
        "ปีที่ 1 (2568) {}, ปีที่ 2 (2569) {}, ปีที่ 3 (2570) {}",
        "{} ปี 2568\n{} ปี 2569\n{} ปี 2570",
        "ปีงบ 68 : {} บาท\nปีงบ 69 : {} บาท\nปีงบ 70 : {} บาท",
    ],
)
def test_each_year_has_its_amount(form):
    cells = [form.format("12,000", "13,000", "14,000"), form.format("900", "950", "1,000"), "ไม่ใช้งบประมาณ"]
    plan = read(cells, form.format("12,900", "13,950", "15,000"))
    zero = dict.fromkeys((2568, 2569, 2570), 0)
    years = [{2568: 12_000, 2569: 13_000, 2570: 14_000}, {2568: 900, 2569: 950, 2570: 1_000}, zero]
    assert by_year(plan) == years
    assert {year: value for (_, year), value in sums(plan).items()} == {2568: 12_900, 2569: 13_950, 2570: 15_000}


def test_a_column_of_unknown_title_is_money_by_such_cells():
    cells = ["ปีที่ 1 (2568) 5,000, ปีที่ 2 (2569) 6,000", "ปีที่ 1 (2568) 900, ปีที่ 2 (2569) 950", "-"]
    total = "ปีที่ 1 (2568) 5,900, ปีที่ 2 (2569) 6,950"
    plan = read(cells, total, HEADER.replace("งบประมาณ", "แผนเงิน"))
    assert by_year(plan)[:2] == [{2568: 5_000, 2569: 6_000}, {2568: 900, 2569: 950}]


def test_a_single_year_of_its_own_is_the_year_of_the_amount_and_that_of_its_source_is_not():
    plan = read(["ปี 2570 = 50,000", "30,000 (ปี 2569)", "20,000 บาท (เงินสะสมปี 2567)"], "100,000")
    assert by_year(plan) == [{2570: 50_000}, {2569: 30_000}, {}]


@pytest.mark.parametrize("cell", ["ปี 2568 = 1O,000\nปี 2569 = 6,000", "ปี 2568 = 4,000\nปี 2569 = 6,000\nรวม 11,000"])
def test_a_damaged_or_contradictory_cell_gives_no_year_its_amount(cell):
    plan = read(["ปี 2568 = 1,000", cell, "-"], "-")
    assert by_year(plan)[1] == {}


def test_a_table_of_sums_alone_goes_on_with_the_columns_above_it():
    rows = [HEADER, "1 | โครงการพี่สอนน้อง | ปี 2568 = 7,000\nปี 2569 = 8,000 | กองคลัง"]
    alone = ["รวมทั้งสิ้น | ปี 2568 = 7,000\nปี 2569 = 8,000 | "]
    plan = parse_plan(document(TITLE, "มิติที่ 1 สร้างคน", rows, "ยอดรวมทั้งแผน", alone))
    assert sums(plan) == {("grand", 2568): 7_000, ("grand", 2569): 8_000}


def test_amounts_in_the_order_of_the_years_in_the_title():
    header = HEADER.replace("(บาท)", "(ปี 2568 / 2569 / 2570)")
    plan = read(["12,000 / 13,000 / -", "- / - / 5,000", "- / - / -"], "12,000 / 13,000 / 5,000", header)
    assert by_year(plan) == [
        {2568: 12_000, 2569: 13_000, 2570: 0},
        {2568: 0, 2569: 0, 2570: 5_000},
        {2568: 0, 2569: 0, 2570: 0},
    ]
    assert {year: value for (_, year), value in sums(plan).items()} == {2568: 12_000, 2569: 13_000, 2570: 5_000}
