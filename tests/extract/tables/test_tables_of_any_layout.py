"""Summary tables of any layout, from the document to the plan."""

from dataclasses import replace
from decimal import Decimal

import pytest

from extract.model.document import Grid
from extract.model.plan import Basis, Scope
from extract.parse import parse_plan
from schemas.checks import CheckCode
from tests.extract.builders import document, read

TITLE = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลน้ำใส"
YEARS = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)\nเทศบาลตำบลน้ำใส"


def amounts(plan):
    return [
        [(a.fiscal_year, a.money.value if a.money else None, a.unit) for a in p.amounts if a.basis is Basis.SUMMARY]
        for p in plan.projects
    ]


def names(plan):
    return [project.name.value for project in plan.projects]


def texts(plan, field):
    return [project.fields[field].value if field in project.fields else "" for project in plan.projects]


def codes(plan):
    return [(f.code, f.found) for f in plan.findings]


def test_thousands_above_a_table_are_baht():
    plan = parse_plan(
        document(
            TITLE,
            "(หน่วย : พันบาท)",
            [
                "ที่ | โครงการ | งบประมาณ | หน่วยงาน",
                "1 | โครงการปลูกใจซื่อ | 22 | กองช่าง",
                "2 | กิจกรรมประตูเปิด | 0.5 | กองคลัง",
                "รวมทั้งสิ้น | | 22.5 | ",
            ],
        )
    )
    assert amounts(plan) == [[(2567, Decimal(22_000), 1_000)], [(2567, Decimal(500), 1_000)]]
    assert [(t.scope, t.printed.value, t.unit) for t in plan.totals] == [(Scope.GRAND, Decimal(22_500), 1_000)]


def test_a_fraction_of_a_million_is_money():
    plan = parse_plan(
        document(YEARS, ["รายการ | งบประมาณ (ล้านบาท) | ", " | 2566 | 2567", "โครงการปลูกใจซื่อ | 0.250 | 0.075"])
    )
    assert amounts(plan) == [[(2566, Decimal(250_000), 1_000_000), (2567, Decimal(75_000), 1_000_000)]]


def test_a_department_is_responsible_and_no_remark():
    plan = parse_plan(document(TITLE, ["ที่ | โครงการ | งบประมาณ | หน่วยงาน", "1 | โครงการปลูกใจซื่อ | 500 | กองช่าง"]))
    assert (texts(plan, "responsible"), texts(plan, "remarks")) == (["กองช่าง"], [""])


def test_departments_in_brackets_are_cut_and_other_brackets_stay():
    rows = [
        "โครงการ | ปี 2566 | ปี 2567",
        "โครงการปลูกใจซื่อ (ระยะที่ 2) (กองช่าง) | 500 | -",
        "กิจกรรมประตูเปิด (สำนักปลัด) | - | 500",
    ]
    plan = parse_plan(document(YEARS, rows))
    assert names(plan) == ["โครงการปลูกใจซื่อ (ระยะที่ 2)", "กิจกรรมประตูเปิด"]
    assert texts(plan, "responsible") == ["กองช่าง", "สำนักปลัด"]


def test_marks_of_quarters_are_the_schedule():
    rows = ["ที่ | โครงการ | งบประมาณ | ไตรมาส 1 | ไตรมาส 2 | ไตรมาส 3", "1 | โครงการปลูกใจซื่อ | 500 | ✓ | | ✓"]
    assert texts(parse_plan(document(TITLE, rows)), "schedule") == ["ไตรมาส 1, ไตรมาส 3"]


def test_an_amount_a_year_belongs_to_the_marked_years():
    rows = ["โครงการ | งบประมาณ (บาท/ปี) | ปีที่ดำเนินการ | | ", " | | 66 | 67 | 68", "โครงการปลูกใจซื่อ | 500 | / | / | "]
    assert [[a[:2] for a in found] for found in amounts(parse_plan(document(YEARS, rows)))] == [
        [(2566, 500), (2567, 500)]
    ]


def test_letters_number_projects():
    rows = ["มิติ | โครงการ | ปี 2566 | ปี 2567", "1. ปลูกใจ | ก) โครงการปลูกใจซื่อ | 500 | -", " | ข) กิจกรรมประตูเปิด | - | 500"]
    plan = parse_plan(document(YEARS, rows))
    assert [(p.item, p.name.value) for p in plan.projects] == [("ก", "โครงการปลูกใจซื่อ"), ("ข", "กิจกรรมประตูเปิด")]


def test_a_plain_list_is_a_summary():
    plan = parse_plan(
        document(
            TITLE,
            """
            มิติที่ 1 การปลูกใจ

            1. โครงการปลูกใจซื่อ งบประมาณ 85,000 บาท (กองช่าง)

            2. กิจกรรมประตูเปิดทุกวัน ไม่ใช้งบประมาณ

            รวมมิติที่ 1 จำนวน 2 โครงการ งบประมาณ 85,000 บาท
            """,
        )
    )
    assert names(plan) == ["โครงการปลูกใจซื่อ", "กิจกรรมประตูเปิดทุกวัน"]
    assert [[a[1] for a in found] for found in amounts(plan)] == [[85_000], [0]]
    assert texts(plan, "responsible") == ["กองช่าง", ""]
    assert [(t.scope, t.dimension, t.printed.value) for t in plan.totals] == [(Scope.DIMENSION, 1, 85_000)]


def test_a_total_in_a_sentence_is_the_grand_one():
    rows = ["ที่ | โครงการ | งบประมาณ", "1 | โครงการปลูกใจซื่อ | 92,500"]
    plan = parse_plan(document(TITLE, rows, "รวมงบประมาณทั้งสิ้น 92,500 บาท (เก้าหมื่นสองพันห้าร้อยบาทถ้วน)"))
    assert [(t.scope, t.fiscal_year, t.printed.value) for t in plan.totals] == [(Scope.GRAND, 2567, 92_500)]


def test_carried_sums_are_neither_totals_nor_projects():
    rows = [
        "ที่ | โครงการ | งบประมาณ",
        "ยอดยกมา | | 7,000",
        "1 | โครงการปลูกใจซื่อ | 500",
        "ยอดยกไป | | 7,500",
        "รวม | | 500",
    ]
    plan = parse_plan(document(TITLE, rows))
    assert (names(plan), [t.printed.value for t in plan.totals]) == (["โครงการปลูกใจซื่อ"], [500])


@pytest.mark.parametrize("words", ["(ห้าร้อยบาทถ้วน)", "(สีร้อยบาทถ้วน)"])
def test_a_sum_in_words_is_no_rest_of_the_last_project(words):
    rows = ["ที่ | โครงการ | งบประมาณ", "1 | โครงการปลูกใจซื่อ | 500", "| รวม | 500", f"| {words} |"]
    plan = parse_plan(document(TITLE, rows))
    assert (names(plan), [t.printed.value for t in plan.totals]) == (["โครงการปลูกใจซื่อ"], [500])


def test_last_years_table_is_no_summary():
    past = ["โครงการเดิม | ตั้งไว้ | ใช้ไป", "โครงการลานบ้านลานใจ | 900 | 800"]
    rows = ["ที่ | โครงการ | งบประมาณ", "1 | โครงการปลูกใจซื่อ | 500"]
    plan = parse_plan(document(TITLE, "ผลการดำเนินงานปีที่ผ่านมา", past, "บัญชีโครงการตามแผน", rows))
    assert names(plan) == ["โครงการปลูกใจซื่อ"]


def test_a_table_of_the_plans_own_years_is_no_table_of_last_year():
    rows = ["ที่ | โครงการ | ปี 2567 | ปี 2568", "1 | โครงการปลูกใจซื่อ | 500 | 700"]
    plan = parse_plan(document(f"{TITLE} (พ.ศ. 2567 - 2568)", "เรื่องร้องเรียนน้อยลงจากปีก่อน", rows))
    assert names(plan) == ["โครงการปลูกใจซื่อ"]


def test_an_unknown_column_is_named_with_its_place():
    rows = ["ที่ | โครงการ | งบประมาณ | ความคุ้มค่า", "1 | โครงการปลูกใจซื่อ | 500 | คุ้มมาก"]
    assert (CheckCode.COLUMN_UNKNOWN, "ความคุ้มค่า") in codes(parse_plan(document(TITLE, rows)))


def test_a_table_that_may_list_projects_and_was_not_read_is_named():
    rows = ["โครงการปลูกใจซื่อที่ริมธารน้ำใสของเรา | ดี", "กิจกรรมประตูเปิดทุกวันของตำบลน้ำใส | ดี"]
    plan = parse_plan(document(TITLE, ["ที่ | โครงการ | งบประมาณ", "1 | โครงการปลูกใจซื่อ | 500"], "บทที่ 3", rows))
    assert [code for code, _ in codes(plan) if code is CheckCode.TABLE_UNREAD] == [CheckCode.TABLE_UNREAD]


def test_a_table_of_projects_in_doubtful_columns_is_told():
    made = document(TITLE, ["ที่ | โครงการ | งบประมาณ", "1 | โครงการปลูกใจซื่อ | 500"])
    assert CheckCode.TABLE_DOUBTFUL not in dict(codes(parse_plan(made)))
    pages = [
        replace(page, blocks=tuple(replace(b, is_doubtful=True) if isinstance(b, Grid) else b for b in page.blocks))
        for page in made.pages
    ]
    assert (CheckCode.TABLE_DOUBTFUL, "ที่") in codes(parse_plan(replace(made, pages=pages)))


def test_a_table_of_names_alone_lists_projects_if_the_line_above_says_that_they_cost_nothing():
    paid = (
        "โครงการที่ใช้งบประมาณ\n\nที่ | โครงการ | งบประมาณ\n1 | โครงการป้ายบอกบัญชีตลาด | 5,000\n2 | โครงการตาชั่งตรง | 7,000\n\n"
    )
    free = "โครงการที่ไม่ใช้งบประมาณ\n\nที่ | โครงการ\n3 | กิจกรรมประตูเปิดทุกวันศุกร์\n4 | มาตรการใบเสร็จทุกแผง\n"
    plan = parse_plan(read("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2567\nมิติที่ 1 สร้างคน\n" + paid + free))
    assert [int(project.amounts[0].money.value) for project in plan.projects] == [5_000, 7_000, 0, 0]
