"""The summary table over all its pages: rows inherit missing values from the rows above."""

import pytest

from extract.model.document import Place
from extract.model.plan import Scope, code_of
from extract.parse import parse_plan
from extract.tables.summary import read_summary
from extract.tables.summary_types import Above
from extract.tables.table_context import TableContext
from tests.extract.builders import grid, read

HEADER = "มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 | หมายเหตุ"
LOWER = " | | | งบประมาณ (บาท) | งบประมาณ (บาท) | "
FIRST = "1. การสร้างวัฒนธรรมสุจริต | 1.1 การเสริมสร้างจิตสำนึก | 1) โครงการปลูกใจซื่อ | 10,000 | - | กจ."
SECOND = " | | 2) กิจกรรมประตูเปิดทุกวัน | - | 20,000 | สป."
THIRD = " | 1.2 เยาวชน | 3) มาตรการยิ้มรับทุกคำถาม | - | - | สป."


def summary_of(*tables, headings=()):
    """Tables of rows, each on its own page."""
    return read_summary([grid(rows, 10, page) for page, rows in enumerate(tables, 1)], headings)


def projects(summary):
    return [
        (p.number, p.name, p.dimension, p.section, code_of(p.path, 3)) for row in summary.rows for p in row.projects
    ]  # fmt: skip


def names(summary):
    return [project.name for row in summary.rows for project in row.projects]


def sections(summary):
    return [(project.dimension, project.section) for row in summary.rows for project in row.projects]


# -- rows ----------------------------------------------------------------------------------------------------------


def test_a_row_inherits_its_dimension_and_section():
    summary = summary_of([HEADER, FIRST, SECOND, THIRD])
    assert projects(summary) == [
        ("1", "โครงการปลูกใจซื่อ", 1, "1.1", ""),
        ("2", "กิจกรรมประตูเปิดทุกวัน", 1, "1.1", ""),
        ("3", "มาตรการยิ้มรับทุกคำถาม", 1, "1.2", ""),
    ]
    assert [[(c.fiscal_year, c.text) for c in row.money] for row in summary.rows] == [
        [(2566, "10,000"), (2567, "-")], [(2566, "-"), (2567, "20,000")], [(2566, "-"), (2567, "-")],
    ]  # fmt: skip
    assert [row.remarks for row in summary.rows] == ["กจ.", "สป.", "สป."]
    assert [row.place.line for row in summary.rows] == [11, 12, 13]
    assert summary.years == [2566, 2567]


def test_headings_that_cells_print():
    summary = summary_of([HEADER, FIRST, SECOND, THIRD])
    assert [(h.path[0], h.name) for h in summary.dimensions] == [(1, "การสร้างวัฒนธรรมสุจริต")]
    assert [(code_of(h.path, 2), h.name) for h in summary.sections] == [("1.1", "การเสริมสร้างจิตสำนึก"), ("1.2", "เยาวชน")]


def test_a_new_dimension_ends_the_section():
    summary = summary_of([HEADER, FIRST, "2. การบริหารราชการด้วยความโปร่งใส | | 4) โครงการบ้านกระจก | - | - | สป."])
    assert sections(summary) == [(1, "1.1"), (2, "")]


def test_a_section_says_the_dimension_that_no_cell_prints():
    summary = summary_of([HEADER, " | 2.1 เปิดเผยข้อมูล | 1) โครงการบ้านกระจก | - | - | สป."])
    assert sections(summary) == [(2, "2.1")]


def test_a_code_in_the_dimension_cell_belongs_to_the_section():
    summary = summary_of([HEADER, "2.1 | การเปิดเผยข้อมูล | 1) โครงการบ้านกระจก | - | - | สป."])
    assert [(code_of(h.path, 2), h.name) for h in summary.sections] == [("2.1", "การเปิดเผยข้อมูล")]


def test_a_section_without_its_code_is_known_by_its_standard_name():
    row = " | มาตรการส่งเสริมคุณธรรมและความโปร่งใส | 1) โครงการบ้านกระจก | - | - | สป."
    assert sections(summary_of([HEADER, "2. สอง | 2.1 หนึ่ง | 1) โครงการดี ก | - | - |", row]))[-1] == (2, "2.2")


def test_a_section_printed_in_every_row_is_not_inherited():
    rows = [f"1 | 1.{n} ภารกิจ | {n}) โครงการที่ดีมาก | - | - | สป." for n in range(1, 6)]
    summary = summary_of([HEADER, *rows, "1 | | 6) โครงการไร้ภารกิจ | - | - | สป."])
    assert sections(summary)[-1] == (1, "")


def test_a_template_code_says_section_and_subsection():
    summary = summary_of([HEADER, "2. สอง | | 2.2.1 (3) โครงการบ้านกระจก | - | - | สป."])
    assert projects(summary) == [("2.2.1 (3)", "โครงการบ้านกระจก", 2, "2.2", "2.2.1")]


def test_a_template_code_of_another_dimension_says_nothing():
    summary = summary_of([HEADER, "1. หนึ่ง | | 2.2.1 (3) โครงการบ้านกระจก | - | - | สป."])
    assert projects(summary) == [("2.2.1 (3)", "โครงการบ้านกระจก", 1, "", "")]


def test_several_projects_in_one_cell():
    row = "1. หนึ่ง | 1.1 หนึ่งหนึ่ง | 1) โครงการปลูกใจซื่อ 2) กิจกรรมประตูเปิด | 10,000 20,000 | - - | กจ. สป."
    summary = summary_of([HEADER, row])
    assert names(summary) == ["โครงการปลูกใจซื่อ", "กิจกรรมประตูเปิด"]
    assert [len(found.projects) for found in summary.rows] == [2]


def test_the_order_column_numbers_a_project_without_number():
    table = ["ลำดับ | โครงการ/กิจกรรม | งบประมาณ (บาท) | ผู้รับผิดชอบ", "7 | โครงการปลูกใจซื่อ | 10,000 | กองคลัง"]
    (row,) = summary_of(table).rows
    assert (row.projects[0].number, row.projects[0].fields) == ("7", {"responsible": "กองคลัง"})
    assert [(cell.fiscal_year, cell.text) for cell in row.money] == [(None, "10,000")]


# -- headers -------------------------------------------------------------------------------------------------------


def test_a_header_on_two_rows_repeated_on_every_page():
    summary = summary_of([HEADER, LOWER, FIRST], [HEADER, LOWER, SECOND])
    assert sections(summary) == [(1, "1.1"), (1, "1.1")]
    assert [row.after_page_break for row in summary.rows] == [True, True]


def test_a_header_missing_on_the_next_page():
    summary = summary_of([HEADER, FIRST], [SECOND, THIRD])
    assert names(summary) == ["โครงการปลูกใจซื่อ", "กิจกรรมประตูเปิดทุกวัน", "มาตรการยิ้มรับทุกคำถาม"]
    assert [row.after_page_break for row in summary.rows] == [True, True, False]


def test_a_header_repeated_within_a_table():
    summary = summary_of([HEADER, FIRST, HEADER, LOWER, SECOND])
    assert len(summary.rows) == 2
    assert summary.rows[1].after_page_break


def test_the_next_page_may_lack_a_column_or_stand_beside_its_header():
    summary = summary_of([HEADER, FIRST], ["2) กิจกรรมประตูเปิดทุกวัน | - | 20,000 | สป."])
    (_, row) = summary.rows
    assert (row.projects[0].name, row.shift, row.remarks) == ("กิจกรรมประตูเปิดทุกวัน", -2, "สป.")
    assert [(cell.fiscal_year, cell.text) for cell in row.money] == [(2566, "-"), (2567, "20,000")]


def test_another_table_ends_the_summary():
    other = ["ชื่อ | ตำแหน่ง | โทร", "สุขใจ | ปลัด | -"]
    summary = summary_of([HEADER, FIRST], other, [SECOND])
    assert names(summary) == ["โครงการปลูกใจซื่อ"]


@pytest.mark.parametrize(
    "table",
    [
        ["โครงการ | รวม", "โครงการปลูกใจซื่อ | 10,000"],
        ["มิติ | โครงการ | โครงการ | งบประมาณ", "1 | 12 | 9 | 10,000"],
        ["มิติ | โครงการ | งบประมาณ | ผู้รับผิดชอบ", "1 | 12 | 10,000 | กจ.", "2 | 9 | 5,000 | กจ."],
    ],
)
def test_tables_of_counts_are_no_summary(table):
    assert summary_of(table).rows == []


def test_no_table_no_summary():
    assert read_summary([]).rows == []


# -- rows that are no projects -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    ["มิติที่ 2 การบริหารราชการด้วยความโปร่งใส", "มิติที่ 2 การบริหารราชการด้วยความโปร่งใส | | | | |", " | | มิติที่ 2 การบริหาร | | |"],
)
def test_a_dimension_may_spread_over_the_table(row):
    summary = summary_of([HEADER, FIRST, row, " | | 4) โครงการบ้านกระจก | - | - | สป."])
    assert sections(summary) == [(1, "1.1"), (2, "")]
    assert [h.path[0] for h in summary.dimensions] == [1, 2]


def test_a_section_may_spread_over_the_table():
    row = "2.2 มาตรการส่งเสริมคุณธรรมและความโปร่งใส | | | | |"
    assert sections(summary_of([HEADER, FIRST, row, SECOND])) == [(1, "1.1"), (2, "2.2")]


@pytest.mark.parametrize("rest", ["ในโรงเรียนริมธารทุกแห่ง", "ทุกตำบล"])
def test_a_name_cut_by_the_page_break_goes_on(rest):
    summary = summary_of([HEADER, FIRST], [f" | | {rest} | | |", SECOND])
    assert names(summary) == [f"โครงการปลูกใจซื่อ {rest}", "กิจกรรมประตูเปิดทุกวัน"]
    assert len(summary.rows) == 2
    assert summary.sections[0].name == "การเสริมสร้างจิตสำนึก"


def test_a_sections_name_cut_by_the_page_break_goes_on():
    summary = summary_of([HEADER, FIRST], [" | แก่บุคลากร | 2) กิจกรรมประตูเปิดทุกวัน | - | - | สป."])
    assert [h.name for h in summary.sections] == ["การเสริมสร้างจิตสำนึก แก่บุคลากร"]


def test_money_without_a_project_stays_a_row():
    summary = summary_of([HEADER, FIRST, " | | | 30,000 | - |"])
    assert [len(row.projects) for row in summary.rows] == [1, 0]
    assert [cell.text for cell in summary.rows[1].money] == ["30,000", "-"]


# -- heading lines above a table -----------------------------------------------------------------------------------

NARROW = "ลำดับ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 | ผู้รับผิดชอบ"


def test_lines_above_a_table_say_what_it_has_no_columns_for():
    headings = [Above(Place(1, 1), (1,)), Above(Place(1, 2), (1, 2)), Above(Place(2, 1), (2,))]
    first = [NARROW, "1 | โครงการปลูกใจซื่อ | - | - | กจ."]
    second = [NARROW, "1 | กิจกรรมประตูเปิด | - | - | กจ."]
    assert sections(summary_of(first, second, headings=headings)) == [(1, "1.2"), (2, "")]


def test_lines_above_a_table_with_columns_of_its_own_do_not_count():
    assert sections(summary_of([HEADER, FIRST], headings=[Above(Place(1, 1), (3, 1))])) == [(1, "1.1")]


def test_lines_below_a_table_do_not_count():
    assert sections(summary_of([NARROW, "1 | โครงการปลูกใจซื่อ | - | - | กจ."], headings=[Above(Place(5, 1), (2,))])) == [
        (None, "")
    ]


# -- totals --------------------------------------------------------------------------------------------------------


def total_of(row):
    summary = summary_of([HEADER, FIRST, row])
    assert len(summary.rows) == 1
    (total,) = summary.totals
    return total


@pytest.mark.parametrize(
    ("row", "scope", "dimension", "count"),
    [
        ("รวม | | | 10,000 | 20,000 |", Scope.DIMENSION, 1, None),
        (" | | รวม | 10,000 | 20,000 |", Scope.DIMENSION, 1, None),
        ("มิติที่ 1 | รวม | 12 โครงการ | 10,000 | 20,000 |", Scope.DIMENSION, 1, 12),
        ("มิติที่ 1 รวม 12 โครงการ | | | 10,000 | 20,000 |", Scope.DIMENSION, 1, 12),
        ("รวมมิติที่ 3 จำนวน 7 โครงการ | | | 10,000 | 20,000 |", Scope.DIMENSION, 3, 7),
        ("รวม มติที่ 3 | | | 10,000 | 20,000 |", Scope.DIMENSION, 3, None),
        ("รวมทั้งสิ้น | | 40 โครงการ | 10,000 | 20,000 |", Scope.GRAND, None, 40),
        ("รวมทุกมิติ | | | 10,000 | 20,000 |", Scope.GRAND, None, None),
        ("รวมทั้งสิ้น 4 มิติ | | | 10,000 | 20,000 |", Scope.GRAND, None, None),
    ],
)
def test_totals(row, scope, dimension, count):
    total = total_of(row)
    assert (total.scope, total.dimension, total.count) == (scope, dimension, count)
    assert [(cell.fiscal_year, cell.text) for cell in total.money] == [(2566, "10,000"), (2567, "20,000")]
    assert total.place.line == 12


def test_a_shifted_total_is_moved_back():
    total = total_of("รวม | | 10,000 | 20,000 | |")
    assert [(cell.fiscal_year, cell.text) for cell in total.money] == [(2566, "10,000"), (2567, "20,000")]


def test_a_name_that_merely_begins_like_a_total_is_a_project():
    summary = summary_of([HEADER, FIRST, " | | รวมพลังต้านโกงริมธาร | 10,000 | 20,000 | กจ."])
    assert names(summary)[-1] == "รวมพลังต้านโกงริมธาร"
    assert summary.totals == []


# -- rows split by the end of a page --------------------------------------------------------------------------------

WIDE = "มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | วัตถุประสงค์ | งบประมาณ ปี 2566 | หมายเหตุ"
TORN = "1. การสร้าง | 1.1 การเสริมสร้าง | 1) โครงการปลูกใจ | เพื่อให้รู้ | ไม่ใช้ | โครงการอบรม"
REST = "วัฒนธรรมสุจริต | จิตสำนึก | ซื่อในโรงเรียน | เท่าทัน | งบประมาณ | ของกองคลัง"


def test_every_column_goes_on_right_below_the_header_of_the_next_page():
    summary = summary_of([WIDE, TORN], [WIDE, REST, " | | 2) กิจกรรมประตูเปิดทุกวัน | เพื่อเปิด | 5,000 | สป."])
    first, _ = summary.rows
    assert names(summary) == ["โครงการปลูกใจ ซื่อในโรงเรียน", "กิจกรรมประตูเปิดทุกวัน"]
    assert [cell.text for cell in first.money] == ["ไม่ใช้ งบประมาณ"]
    assert (first.remarks, first.projects[0].fields["objectives"]) == ("โครงการอบรม ของกองคลัง", "เพื่อให้รู้\nเท่าทัน")
    assert [(h.path[0], h.name) for h in summary.dimensions] == [(1, "การสร้างวัฒนธรรมสุจริต")]
    assert [h.name for h in summary.sections] == ["การเสริมสร้าง จิตสำนึก"]


def test_a_row_with_money_or_a_number_is_no_rest():
    money = " | | ประตูเปิดทุกวัน | เพื่อเปิด | 5,000 | สป."
    assert names(summary_of([WIDE, TORN], [WIDE, money])) == ["โครงการปลูกใจ", "ประตูเปิดทุกวัน"]
    number = " | | 2) ประตูเปิดทุกวัน | เพื่อเปิด | | สป."
    assert names(summary_of([WIDE, TORN], [WIDE, number])) == ["โครงการปลูกใจ", "ประตูเปิดทุกวัน"]


def test_rows_that_lack_their_first_cells_are_moved_under_the_header():
    rows = ["1. วัฒนธรรม | 1.1 คน | 1) โครงการปลูกใจซื่อ | 10,000 | - | กจ."]
    rows += [f"{n}) กิจกรรมประตูเปิดวันที่ {n} | {n},000 | {n},000 | สป." for n in range(2, 6)]
    summary = summary_of([HEADER, *rows])
    assert names(summary) == ["โครงการปลูกใจซื่อ", *(f"กิจกรรมประตูเปิดวันที่ {n}" for n in range(2, 6))]
    assert [[cell.text for cell in row.money] for row in summary.rows][1] == ["2,000", "2,000"]


# -- one table per year ------------------------------------------------------------------------------------------------


def test_the_rows_of_one_project_in_tables_of_several_years_are_one():
    header = "ลำดับ | โครงการ/กิจกรรม/มาตรการ | งบประมาณ (บาท) | ผู้รับผิดชอบ"
    tables = [
        [header, "1 | โครงการปลูกใจซื่อ | 10,000 | สป.", "2 | กิจกรรมประตูเปิดทุกวัน | - | กค."],
        [header, "1 | โครงการปลูกใจซื่อ | 20,000 | สป.", "2 | มาตรการยิ้มรับ | 5,000 | กค."],
    ]
    grids = [grid(rows, 10, page) for page, rows in enumerate(tables, 1)]
    summary = read_summary(grids, (), {grids[0].place: TableContext(2566), grids[1].place: TableContext(2567)})
    money = [[(cell.fiscal_year, cell.text) for cell in row.money] for row in summary.rows]
    assert names(summary) == ["โครงการปลูกใจซื่อ", "กิจกรรมประตูเปิดทุกวัน", "มาตรการยิ้มรับ"]
    assert money == [[(2566, "10,000"), (2567, "20,000")], [(2566, "-")], [(2567, "5,000")]]
    assert summary.years == [2566, 2567]


def test_tables_of_several_years_keep_their_totals_and_what_a_page_break_hides_of_a_row():
    header = "มิติ | โครงการ/กิจกรรม/มาตรการ | งบประมาณ (บาท)"
    first, second = "1. ความซื่อตรง | 1. โครงการปลูกใจซื่อ | {}", "2. ความโปร่งใส | 2. กิจกรรมประตูเปิดทุกวัน | {}"
    tables = [
        [header, first.format("10,000"), second.format("500"), " | รวมงบประมาณปี 2566 | 10,500"],
        [
            header,
            first.format("20,000"),
            second.format("700").replace("2. ความโปร่งใส", ""),
            " | รวมงบประมาณปี 2567 | 20,700",
        ],
    ]
    grids = [grid(rows, 10, page) for page, rows in enumerate(tables, 1)]
    summary = read_summary(grids, (), {grids[0].place: TableContext(2566), grids[1].place: TableContext(2567)})
    assert [(project.dimension, len(row.money)) for row in summary.rows for project in row.projects] == [(1, 2), (2, 2)]
    assert [total.money[0].text for total in summary.totals] == ["10,500", "20,700"]


def test_without_years_above_the_tables_they_stay_apart():
    header = "ลำดับ | โครงการ/กิจกรรม/มาตรการ | งบประมาณ (บาท) | ผู้รับผิดชอบ"
    tables = [[header, "1 | โครงการปลูกใจซื่อ | 10,000 | สป."], [header, "1 | โครงการปลูกใจซื่อ | 20,000 | สป."]]
    assert names(summary_of(*tables)) == ["โครงการปลูกใจซื่อ", "โครงการปลูกใจซื่อ"]


def test_a_dimensions_name_cut_by_the_page_break_goes_on_where_dimensions_print_numbers():
    second = "2. การบริหารราชการด้วย | 2.1 การเปิดเผย | 4) โครงการป้ายราคาหน้าตลาด | 5,000 | - | สป."
    rest = "ความซื่อตรงของ ทุกคน | ข้อมูลแก่ผู้เสีย ภาษี | | | | "
    rest_beside_a_project = "ความซื่อตรงของ ทุกคน | | 5) มาตรการนับคะแนนเปิดเผย | - | - | สป."
    assert names(summary_of([HEADER, FIRST, second], [HEADER, rest_beside_a_project]))[-1] == "มาตรการนับคะแนนเปิดเผย"
    for row in (rest, rest_beside_a_project):
        summary = summary_of([HEADER, FIRST, second], [HEADER, row])
        assert [h.path for h in summary.dimensions] == [(1,), (2,)]
        assert summary.dimensions[1].name == "การบริหารราชการด้วยความซื่อตรงของ ทุกคน"
        assert sections(summary)[-1] == (2, "2.1")


def test_what_goes_on_right_of_the_names_is_no_heading():
    header = "มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | วัตถุประสงค์ | งบประมาณ"
    first = "1. ความซื่อตรง | 1.1 ปลูกฝัง | 1.1.1 โครงการปลูกใจซื่อ | เพื่อให้คนในตำบลรู้จัก | 10,000"
    second = " | | 1.1.2 โครงการตลาดตาชั่งตรง | เพื่อให้ผู้ซื้อได้ของครบ | -"
    summary = summary_of([header, first, second], [" | | | น้ำหนักและเป็นธรรม | ", second])
    assert [h.path for h in summary.headings] == [(1,), (1, 1)]
    assert set(sections(summary)) == {(1, "1.1")}


def test_a_code_alone_heads_projects_though_its_name_begins_with_a_kind_word():
    plan = parse_plan(
        read("""
แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567
องค์การบริหารส่วนตำบลบางจากทอง
| ที่ | โครงการ/กิจกรรม/มาตรการ | งบประมาณ | หน่วยงาน |
|---|---|---|---|
| | 1.1 การสร้างจิตสำนึกแก่บุคลากร | | |
| 1 | โครงการอบรมครูบัญชี | 5,000 | กองคลัง |
| | 1.2 มาตรการกันคนเฝ้าประตู | | |
| 1 | โครงการแม่น้ำสะอาด | 6,000 | กองช่าง |
""")
    )
    assert [(p.name.value, p.path) for p in plan.projects] == [
        ("โครงการอบรมครูบัญชี", (1, 1)),
        ("โครงการแม่น้ำสะอาด", (1, 2)),
    ]
