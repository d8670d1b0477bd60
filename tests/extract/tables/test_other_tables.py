"""The other tables of a plan: titles, risks, indicator targets, the status in a report."""

from decimal import Decimal

import pytest

from extract.tables.progress import read_progress
from extract.tables.risks import read_risks
from extract.tables.targets import read_targets
from extract.tables.titled import TITLE_LENGTH, all_tables
from tests.extract.builders import document, grid

# -- titles --------------------------------------------------------------------------------------------------------


def test_every_table_is_kept_with_the_short_line_above_it():
    source = document("ตารางที่ 1 สรุป\n", ["ก | ข"], ["ค | ง"], "ก" * (TITLE_LENGTH + 1), ["จ | ฉ"], "ท้าย")
    assert [(table.table_id, table.title) for table in all_tables(source)] == [
        ("T1", "ตารางที่ 1 สรุป"),
        ("T2", ""),
        ("T3", ""),
    ]
    assert all_tables(document("ไม่มีตาราง")) == []


# -- risks ---------------------------------------------------------------------------------------------------------

RISK_HEADER = "ลำดับ ที่ | ขั้นตอน การดำเนินงาน | ประเด็นความเสี่ยงการ ทุจริต | Risk Score | มาตรการ ควบคุมความเสี่ยงการทุจริต"
RISK = "1 | การจัดหาพัสดุ | รู้ข่าวล่วงหน้า | สูง | แจ้งทุกคนพร้อมกัน"


def risks(*tables):
    return [(r.order, r.step, r.score, r.risks, r.measures) for r in read_risks([grid(rows) for rows in tables])]


def test_the_steps_of_the_risk_assessment():
    assert risks([RISK_HEADER, RISK, "2 | การอนุญาต | แซงลำดับ | 12 | บัตรคิว"]) == [
        (1, "การจัดหาพัสดุ", "สูง", "รู้ข่าวล่วงหน้า", "แจ้งทุกคนพร้อมกัน"),
        (2, "การอนุญาต", "12", "แซงลำดับ", "บัตรคิว"),
    ]


@pytest.mark.parametrize(
    ("more", "measures"),
    [("และทุกวัน", "แจ้งทุกคนพร้อมกัน และทุกวัน"), ("2. ติดประกาศ", "แจ้งทุกคนพร้อมกัน\n2. ติดประกาศ")],
)
@pytest.mark.parametrize("header", [[], [RISK_HEADER]])
def test_a_step_goes_on_over_a_page_break(header, more, measures):
    (found,) = risks([RISK_HEADER, RISK], [*header, f" | | | | {more}"])
    assert found == (1, "การจัดหาพัสดุ", "สูง", "รู้ข่าวล่วงหน้า", measures)


def test_a_header_within_the_table_and_an_empty_row_are_no_steps():
    assert len(risks([RISK_HEADER, RISK, " | | | | ", RISK_HEADER, RISK])) == 2


def test_where_a_step_stands():
    (found,) = read_risks([grid([RISK_HEADER, RISK], start=5)])
    assert found.place.line == 6


@pytest.mark.parametrize(
    "table",
    [
        ["ลำดับ | โครงการ/กิจกรรม | มาตรการ | ระดับ", "1 | ก | ข | สูง"],
        ["ก | ข | ค | ง | จ", RISK],
        [RISK],
    ],
)
def test_other_tables_hold_no_risks(table):
    assert risks(table) == []


def test_another_table_ends_the_risks():
    assert len(risks([RISK_HEADER, RISK], ["ก | ข"], [RISK])) == 1


# -- targets -------------------------------------------------------------------------------------------------------

TARGET_HEADER = "ตัวชี้วัด | ปี 2566 | ปี 2567"


def targets(*tables):
    found = read_targets([grid(rows) for rows in tables])
    return [(t.indicator, t.fiscal_year, t.value, t.unit, t.text) for table in found for t in table]


def test_targets_by_indicator_and_year():
    assert targets([TARGET_HEADER, "1. คะแนน ITA | 85 คะแนน | ร้อยละ 90.5", "เรื่องร้องเรียน | ไม่เกิน 1,200 เรื่อง | ไม่มี"]) == [
        ("คะแนน ITA", 2566, Decimal(85), "คะแนน", "85 คะแนน"),
        ("คะแนน ITA", 2567, Decimal("90.5"), "ร้อยละ", "ร้อยละ 90.5"),
        ("เรื่องร้องเรียน", 2566, Decimal(1200), "ไม่เกิน เรื่อง", "ไม่เกิน 1,200 เรื่อง"),
        ("เรื่องร้องเรียน", 2567, None, "", "ไม่มี"),
    ]


def test_a_column_of_units_serves_all_years():
    header = "ตัวชี้วัด | หน่วยนับ | ปี 2566 | ปี 2567"
    assert [unit for *_, unit, _ in targets([header, "คะแนน ITA | คะแนน | 85 | 90"])] == ["คะแนน", "คะแนน"]


def test_a_target_that_is_not_printed_is_absent():
    assert [year for _, year, *_ in targets([TARGET_HEADER, "คะแนน ITA | | 90"])] == [2567]


def test_targets_go_on_over_a_page_break():
    assert len(targets([TARGET_HEADER, "คะแนน ITA | 85 | 90"], ["เรื่องร้องเรียน | 5 | 4"])) == 4
    assert len(targets([TARGET_HEADER, "คะแนน ITA | 85 | 90"], ["ก | ข | ค | ง"], ["เรื่องร้องเรียน | 5 | 4"])) == 2


@pytest.mark.parametrize(
    "table",
    [
        ["มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566", "1 | 1.1 | ก | 10"],
        [TARGET_HEADER, "โครงการปลูกใจซื่อ | 85 | 90"],
    ],
)
def test_tables_of_projects_hold_no_targets(table):
    assert targets(table) == []


# -- progress ------------------------------------------------------------------------------------------------------

STATUS = ["มิติ | โครงการ | | งบประมาณ | |", " | ตามแผน | ดำเนินการแล้ว | ตามแผน | ตามข้อบัญญัติ | เบิกจ่าย"]
ROWS = [
    "มิติที่ 1 | 12 | 9 | 100,000 | 90,000 | 80,000.50",
    "มิติที่ 2 | 5 | - | 10,000 | - | -",
    "รวม | 17 | 9 | 110,000 | 90,000 | 80,000.50",
]


def progress(*tables):
    return read_progress([grid(rows) for rows in tables]).lines


def test_the_status_by_dimension_and_its_grand_row():
    found = progress([*STATUS, *ROWS])
    assert [p.dimension for p in found] == [1, 2, None]
    assert {key: value.value for key, value in found[0].values.items()} == {
        "projects_planned": Decimal(12), "projects_done": Decimal(9), "budget_planned": Decimal(100_000),
        "budget_ordinance": Decimal(90_000), "budget_spent": Decimal("80000.50"),
    }  # fmt: skip
    assert found[1].values["projects_done"].value == 0
    assert found[0].values["budget_spent"].raw == "80,000.50"
    assert [p.place.line for p in found] == [3, 4, 5]


def test_shares_lose_their_sign():
    header = ["มิติ | โครงการ | | ร้อยละดำเนินการ |", " | ตามแผน | ดำเนินการแล้ว | โครงการ | งบประมาณ"]
    (found,) = progress([*header, "มิติที่ 1 | 12 | 9 | 75.00% | 80 %"])
    assert (found.values["percent_projects"].value, found.values["percent_budget"].value) == (75, 80)


def test_amounts_in_larger_units_are_in_baht():
    (found,) = progress([*STATUS, "มิติที่ 1 | 12 โครงการ | 9 | 1.5 ล้านบาท | 90 พันบาท | 80,000 บาท"])
    assert [found.values[key].value for key in ("projects_planned", "budget_planned", "budget_ordinance")] == [
        12, 1_500_000, 90_000,
    ]  # fmt: skip
    assert found.values["budget_spent"].value == 80_000


def test_what_is_no_number_is_absent():
    (found,) = progress([*STATUS, "มิติที่ 1 | 12 | เก้า | | ประมาณ 90,000 | 1"])
    assert set(found.values) == {"projects_planned", "budget_spent"}
    assert {key: value.value for key, value in found.unread.items()} == {
        "projects_done": "เก้า",
        "budget_ordinance": "ประมาณ 90,000",
    }


def test_of_several_status_tables_the_fullest_wins():
    poor = ["มิติ | โครงการ | | งบประมาณ", " | ตามแผน | ดำเนินการแล้ว | ตามแผน", "มิติที่ 1 | 1 | 1 | 1"]
    assert [p.dimension for p in progress(poor, [*STATUS, *ROWS], poor)] == [1, 2, None]


@pytest.mark.parametrize("table", [[], ["ก"], [*STATUS], ["มิติ | โครงการ", " | ตามแผน", "มิติที่ 1 | 1"], ROWS])
def test_other_tables_hold_no_status(table):
    assert progress(table) == []


@pytest.mark.parametrize("title", ["ลักษณะความเสี่ยง", "พฤติการณ์เสี่ยงที่อาจเกิดขึ้น"])
def test_a_column_of_unknown_words_that_speaks_of_risks_holds_them(title):
    header = f"กระบวนงาน | ระดับความเสี่ยง | {title} | มาตรการป้องกัน"
    assert risks([header, "จัดซื้อ | สูง | ซื้อรายเดิม | สุ่มถาม"]) == [(1, "จัดซื้อ", "สูง", "ซื้อรายเดิม", "สุ่มถาม")]


def test_a_table_of_projects_below_is_no_part_of_the_assessment():
    projects = ["ที่|โครงการ/กิจกรรม|งบประมาณ (บาท)|ผู้รับผิดชอบ|หมายเหตุ", "1|โครงการตลาดนัดสีขาว|5,000|กองคลัง|-"]
    assert len(risks([RISK_HEADER, RISK], projects)) == 1
