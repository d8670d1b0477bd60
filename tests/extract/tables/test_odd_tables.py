"""Tables without a header, with a cell too many, with headings of several levels in one cell, without a budget."""

import pytest

from extract.model.plan import Basis
from extract.parse import parse_plan
from extract.tables.headerless import header_by_content
from extract.tables.headers import matrix
from extract.tables.summary_cells import section_parts
from schemas.checks import CheckCode
from tests.extract.builders import document, grid

YEARS = "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2567)\nเทศบาลตำบลน้ำใส"
TITLE = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567\nเทศบาลตำบลน้ำใส"


def amounts(plan):
    return [
        [int(a.money.value) if a.money else None for a in p.amounts if a.basis is Basis.SUMMARY] for p in plan.projects
    ]


def places(plan):
    return [(project.section, project.summary_path) for project in plan.projects]


def headings(plan):
    return [(heading.path, heading.name) for heading in plan.headings]


BARE = [
    "1 | โครงการปลูกใจ | 1,000 | 2,000 | สำนักปลัด",
    "2 | กิจกรรมเปิดประตู | 500 | - | กองช่าง",
    "รวม | | 1,500 | 2,000 | ",
]


def test_a_table_without_a_header_is_read_by_what_its_columns_hold():
    plan = parse_plan(document(YEARS, "มิติที่ 1 คน", BARE))
    assert amounts(plan) == [[1_000, 2_000], [500, 0]]
    assert [p.fields["responsible"].value for p in plan.projects] == ["สำนักปลัด", "กองช่าง"]


def test_columns_of_money_that_are_not_the_years_of_the_plan_are_not_guessed():
    rows = matrix(grid(BARE))
    assert header_by_content(rows, (2566, 2567)) is not None
    assert header_by_content(rows, (2566, 2567, 2568, 2569)) is None


def test_an_empty_cell_too_many_moves_no_amount():
    rows = [
        "มิติ | โครงการ | ปี 2566 | ปี 2567",
        "1. คน | โครงการปลูกใจ | | 1,000 | 2,000",
        " | กิจกรรมเปิดประตู | | 500 | -",
        " | โครงการแรงกาย | | 300 | -",
    ]
    assert amounts(parse_plan(document(YEARS, rows))) == [[1_000, 2_000], [500, 0], [300, 0]]


def test_a_remark_behind_an_empty_cell_too_many_is_one():
    rows = [
        "มิติ | โครงการ | ปี 2566 | ปี 2567 | หมายเหตุ",
        "1. คน | โครงการปลูกใจ | 1,000 | 2,000 | ก",
        " | กิจกรรมเปิดประตู | 500 | 700 | | ข",
    ]
    plan = parse_plan(document(YEARS, rows))
    assert [p.fields["remarks"].value for p in plan.projects] == ["ก", "ข"]


@pytest.mark.parametrize(
    ("text", "path", "parts"),
    [
        ("2.1 ใจ 2.1.1 ใจซื่อ 2.1.2 ใจกว้าง", (2,), ["2.1 ใจ", "2.1.1 ใจซื่อ", "2.1.2 ใจกว้าง"]),
        ("ของคนทำงาน 2.2 กาย", (2, 1), ["ของคนทำงาน", "2.2 กาย"]),
        ("2.1 ใจ ตามข้อ 4.5 ของระเบียบ", (2,), ["2.1 ใจ ตามข้อ 4.5 ของระเบียบ"]),
    ],
)
def test_a_cell_of_sections_is_cut_where_codes_count_on(text, path, parts):
    assert section_parts(text, path) == parts


def test_sections_of_three_levels_in_rows_are_subsections():
    rows = [
        "มิติ | ภารกิจ | โครงการ | ปี 2566 | ปี 2567",
        "1. คน | 1.1 ใจ | | | ",
        " | 1.1.1 ใจซื่อ | โครงการปลูกใจ | 1,000 | 2,000",
        " | 1.2 กาย | โครงการแรงกาย | 10 | 10",
    ]
    assert places(parse_plan(document(YEARS, rows))) == [("1.1", (1, 1, 1)), ("1.2", (1, 2))]


def test_headings_of_three_levels_may_share_a_cell_with_their_projects():
    cell = "1.1 ใจ\n1.1.1 ใจซื่อ\n1) โครงการปลูกใจ\n2) กิจกรรมเปิดประตู\n1.1.2 ใจกว้าง\n1) โครงการแบ่งปัน"
    rows = ["มิติ | โครงการ | ปี 2566 | ปี 2567", f"1. คน | {cell} | 100\n200\n- | 100\n-\n300"]
    plan = parse_plan(document(YEARS, rows))
    assert amounts(plan) == [[100, 100], [200, 0], [0, 300]]
    assert [path for _, path in places(plan)] == [(1, 1, 1), (1, 1, 1), (1, 1, 2)]
    assert ((1, 1), "ใจ") in headings(plan)


def test_headings_alone_in_their_row_are_no_names_without_kind_words():
    rows = [
        "ที่ | ชื่อโครงการ | วงเงิน | หน่วยงาน",
        " | มิติที่ 1 คน | | ",
        " | ภารกิจที่ 1.1 ใจ | | ",
        "1 | โครงการปลูกใจ | 500 | กองช่าง",
        " | มิติที่ 2 งาน | | ",
        "1 | โครงการแรงกาย | 700 | กองคลัง",
    ]
    assert [int(p.budget_total.value) for p in parse_plan(document(TITLE, rows)).projects] == [500, 700]


def test_a_title_says_that_the_projects_of_a_table_use_no_budget():
    plan = parse_plan(
        document(
            TITLE,
            "มิติที่ 1 คน",
            ["ที่ | โครงการ | งบประมาณ", "1 | โครงการปลูกใจ | 5,000"],
            "กิจกรรมที่ไม่ใช้งบประมาณ",
            ["ที่ | โครงการ | หน่วยงาน", "2 | กิจกรรมเปิดประตู | กองช่าง"],
        )
    )
    assert amounts(plan) == [[5_000], [0]]


def test_blank_rows_cost_nothing_where_blank_cells_do():
    rows = [
        "มิติ | โครงการ | ปี 2566 | ปี 2567",
        "1. คน | โครงการปลูกใจ | 1,000 | ",
        " | กิจกรรมเปิดประตู | | 500",
        " | มาตรการเงียบ | | ",
    ]
    assert amounts(parse_plan(document(YEARS, rows))) == [[1_000, 0], [0, 500], [0, 0]]


def test_blank_rows_stay_unknown_where_a_dash_says_none():
    rows = [
        "มิติ | โครงการ | ปี 2566 | ปี 2567",
        "1. คน | โครงการปลูกใจ | 1,000 | ",
        " | กิจกรรมเปิดประตู | - | 500",
        " | กิจกรรมสอง | | 500",
        " | มาตรการเงียบ | | ",
    ]
    assert amounts(parse_plan(document(YEARS, rows)))[-1] == [None, None]


def test_an_entry_of_a_list_without_a_kind_word_is_one_by_its_number():
    lines = (
        "มิติที่ 1 คน\n1. โครงการปลูกใจ งบประมาณ 5,000 บาท\n2. การจัดทำคู่มือ งบประมาณ 700 บาท\n3. กิจกรรมเปิดประตู ไม่ใช้งบประมาณ"
    )
    plan = parse_plan(document(TITLE, lines))
    assert [p.name.value for p in plan.projects] == ["โครงการปลูกใจ", "การจัดทำคู่มือ", "กิจกรรมเปิดประตู"]
    assert CheckCode.NO_PROJECTS not in [f.code for f in plan.findings]


def test_an_entry_of_a_list_without_money_costs_nothing_in_each_year_of_the_list():
    lines = "1) โครงการปลูกใจ ปี 2566 จำนวน 1,000 บาท, ปี 2567 จำนวน 500 บาท\n2) กิจกรรมเปิดประตู ไม่ใช้งบประมาณ"
    plan = parse_plan(document("แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566 - 2567", lines))
    assert [[(a.fiscal_year, a.money.value) for a in project.amounts] for project in plan.projects] == [
        [(2566, 1_000), (2567, 500)],
        [(2566, 0), (2567, 0)],
    ]


def test_a_number_below_the_dimension_with_its_word_in_the_column_of_sections():
    header = "แนวทาง | ที่ | โครงการ | งบประมาณ"
    parts = ["แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566"]
    for number in (1, 2):
        rows = [f"แนวทางที่ {n} งานที่ {number}{n} | {n} | โครงการปลูกใจ{number}{n} | 1,000" for n in (1, 2)]
        parts += [f"ยุทธศาสตร์ที่ {number} เรื่องที่ {number}", [header, *rows]]
    plan = parse_plan(document(*parts))
    assert [project.path for project in plan.projects] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert [heading.name for heading in plan.headings if len(heading.path) == 2] == [
        "งานที่ 11", "งานที่ 12", "งานที่ 21", "งานที่ 22",
    ]  # fmt: skip
