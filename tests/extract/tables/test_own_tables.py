"""Tables of clerks' own design, proved by their sums and by the numbers of their rows."""

import pytest

from extract.parse import parse_plan
from extract.tables.counted_cells import with_counted_tables
from extract.tables.years_above import years_above
from tests.extract.builders import document, lines, read

HEAD = "เทศบาลตำบลหนองกุง จังหวัดขอนแก่น\n\nแผนปฏิบัติการป้องกันการทุจริต ปีงบประมาณ พ.ศ. {years}\n\n"
ROWS = [
    ("ปลุกใจพนักงานใหม่", "10.0", "5.5", "15.5", "สำนักปลัด"),
    ("เด็กดีศรีหนองกุง", "0.0", "20.0", "20.0", "กองการศึกษา"),
    ("เปิดซองกลางตลาด", "0.0", "0.0", "0.0", "กองคลัง"),
    ("แผนที่ถนนออนไลน์", "80.0", "45.0", "125.0", "กองช่าง"),
]
BAHT = [15_500, 20_000, 0, 125_000]


@pytest.mark.parametrize(
    "unit", ["เงินในตารางคิดเป็นพันบาท", "หน่วยนับของเงินในปฏิทินนี้คือ พันบาท (เช่น 1.5 หมายถึง 1,500 บาท)", "(หน่วย : พันบาท)"]
)
@pytest.mark.parametrize("titles", ["ครึ่งต้น\tครึ่งปลาย\tทั้งหมด", "ไตรมาส 1-2\tไตรมาส 3-4\tทั้งปี", "จากรัฐ\tจากตำบล\tได้มา"])
def test_a_column_that_sums_those_beside_it_is_the_budget_whatever_the_titles_are(unit, titles):
    rows = "".join(f"ก{at}\t" + "\t".join(row) + "\n" for at, row in enumerate(ROWS, 1))
    table = f"ที่\tเรื่องที่ทำ\t{titles}\tผู้เดินเรื่อง\n{rows}\tรวมทั้งตำบล\t90.0\t70.5\t160.5\t\n"
    plan = parse_plan(read(f"{HEAD.format(years=2568)}{unit}\n\n{table}"))
    assert [p.name.value for p in plan.projects] == [name for name, *_ in ROWS]
    assert [p.budget_total.value for p in plan.projects] == BAHT
    assert [p.fields["responsible"].value for p in plan.projects] == [row[-1] for row in ROWS]
    assert [(t.scope.value, t.printed.value) for t in plan.totals] == [("grand", 160_500)]


def test_columns_that_sum_nothing_prove_nothing():
    rows = "".join(f"{at}\tโครงการงานที่ {name}\t{at}.0\t{at}.5\t{at}.0\n" for at, name in enumerate("กขคง", 1))
    plan = parse_plan(read(f"{HEAD.format(years=2568)}ที่\tงาน\tครึ่งต้น\tครึ่งปลาย\tทั้งหมด\n{rows}"))
    assert all(p.budget_total is None for p in plan.projects)


def test_the_sum_of_the_years_is_no_unknown_column():
    rows = "".join(f"{at}\tโครงการงานที่ {name}\t{at},000\t{at},500\t{2 * at},500\n" for at, name in enumerate("กขคง", 1))
    plan = parse_plan(read(f"{HEAD.format(years='2568 - 2569')}ที่\tโครงการ\tปี 2568\tปี 2569\tเบ็ดเสร็จสองปี\n{rows}"))
    assert not [f for f in plan.findings if f.code.value == "column_unknown"]
    assert [[a.money.value for a in p.amounts] for p in plan.projects][1] == [2_000, 2_500]


CELLS = ["เลขที่", "จะทำอะไร", "ปี 2568", "ปี 2569", "ใครทำ"]
LINES = [
    ("1", "ปลุกใจพนักงานใหม่", "10,000", "ไม่มี", "สำนักปลัด"),
    ("2", "เด็กดีศรีหนองกุง", "20,000", "20,000", "กองการศึกษา"),
    ("3", "เปิดซองกลางตลาด", "ไม่มี", "ไม่มี", "กองคลัง"),
    ("4", "แผนที่ถนนออนไลน์", "80,000", "45,000", "กองช่าง"),
]


def one_a_line(*rows):
    return "\n".join(cell for row in rows for cell in row) + "\n"


def test_cells_one_a_line_below_titles_that_no_list_has():
    text = one_a_line(CELLS, ["มิติที่ 1 คนดี"], *LINES[:2], ["รวมมิติที่ 1", "30,000", "20,000"], ["มิติที่ 2 งานใส"], *LINES[2:])
    plan = parse_plan(read(HEAD.format(years="2568 - 2569") + text))
    assert [p.name.value for p in plan.projects] == [row[1] for row in LINES]
    assert [p.path for p in plan.projects] == [(1,), (1,), (2,), (2,)]
    assert [[a.money.value for a in p.amounts] for p in plan.projects] == [
        [10_000, 0],
        [20_000, 20_000],
        [0, 0],
        [80_000, 45_000],
    ]
    assert [p.fields["responsible"].value for p in plan.projects] == [row[-1] for row in LINES]
    assert [(t.dimension, t.fiscal_year, t.printed.value) for t in plan.totals] == [
        (1, 2568, 30_000),
        (1, 2569, 20_000),
    ]


def test_a_sum_in_words_of_its_own_has_as_many_figures_as_the_rows_have():
    text = one_a_line(CELLS, *LINES, ["ยอดทั้งตำบล", "110,000", "65,000"], ["ผู้จัดทำ"])
    plan = parse_plan(read(HEAD.format(years="2568 - 2569") + text))
    assert [(t.scope.value, t.fiscal_year, t.printed.value) for t in plan.totals] == [
        ("grand", 2568, 110_000),
        ("grand", 2569, 65_000),
    ]


def test_lines_between_rows_that_are_no_heading_and_no_sum_prove_no_columns():
    text = document(
        one_a_line(CELLS, LINES[0], ["ต้องทำก่อนฝน"], LINES[1], ["ต้องทำหลังฝน"], LINES[2], ["แล้วแต่ฝน"], LINES[3])
    )
    assert with_counted_tables(text) == text


@pytest.mark.parametrize("dash", ["-", "―", "－"])
@pytest.mark.parametrize("count", [["2 งาน"], []])
def test_headings_between_most_rows_and_counts_behind_sums(dash, count):
    sums = ["รวมมิติที่ 1", "30,000", dash, *count]
    rows = [[*row[:2], *(dash if cell == "-" else cell for cell in row[2:])] for row in LINES]
    parts = [["1.1 คนใน"], rows[0], ["1.2 คนนอก"], rows[1], sums, ["มิติที่ 2 งานใส"], ["2.1 งานเปิด"], *rows[2:]]
    plan = parse_plan(read(HEAD.format(years="2568 - 2569") + one_a_line(CELLS, ["มิติที่ 1 คนดี"], *parts)))
    assert [p.name.value for p in plan.projects] == [row[1] for row in LINES]
    assert [p.path for p in plan.projects] == [(1, 1), (1, 2), (2, 1), (2, 1)]
    assert [[a.money and a.money.value for a in p.amounts] for p in plan.projects] == [
        [10_000, 0],
        [20_000, 20_000],
        [0, 0],
        [80_000, 45_000],
    ]
    assert [p.fields["responsible"].value for p in plan.projects] == [row[-1] for row in LINES]


LISTED = """
มีสองมิติ
มิติที่ 1 คนดี
มิติที่ 2 งานใส

{first}
1) โครงการคนต้นแบบ 12,000 บาท (มิติ 1) กองการศึกษา
2) โครงการป้ายบอกราคา ไม่ใช้งบประมาณ (มิติ 2) กองช่าง
{second}
3) โครงการสอนงานรุ่นน้อง 9,000 บาท [มิติที่ 1]
4) โครงการตลาดนัดข้อมูล 15,000 บาท [มิติที่ 2]
"""


@pytest.mark.parametrize("year", ["ปีงบประมาณ {} ทำสองเรื่อง", "สิ่งที่จะทำในปี {}", "ปี {}"])
def test_lists_below_years_with_the_level_behind_the_money(year):
    text = LISTED.format(first=year.format(2568), second=year.format(2569))
    plan = parse_plan(read(HEAD.format(years="2568 - 2569") + text))
    assert [(p.path, [(a.fiscal_year, a.money.value) for a in p.amounts]) for p in plan.projects] == [
        ((1,), [(2568, 12_000)]), ((2,), [(2568, 0)]), ((1,), [(2569, 9_000)]), ((2,), [(2569, 15_000)]),
    ]  # fmt: skip
    assert plan.projects[0].fields["responsible"].value == "กองการศึกษา"


def test_a_legend_of_levels_heads_no_list():
    text = LISTED.format(first="", second="").replace("(มิติ 1)", "").replace("[มิติที่ 1]", "")
    plan = parse_plan(read(HEAD.format(years=2568) + text))
    assert [p.path for p in plan.projects] == [(), (2,), (), (2,)]


def test_a_year_alone_or_with_money_heads_nothing():
    assert years_above(lines("ปี 2568 ทำเรื่องนี้\nก\nข")) == {}
    assert years_above(lines("ปี 2568 ใช้ 5,000 บาท\nก\nปี 2569 ใช้ 6,000 บาท")) == {}


def test_levels_and_departments_behind_most_names_of_a_list_are_no_part_of_them():
    entries = [("โครงการคนตรง", 1, "สำนักปลัด"), ("โครงการนิทานคนดี", 1, "กองการศึกษา"), ("โครงการป้ายราคา", 2, "กองช่าง")]
    text = "".join(f"{name} มิติที่ {level} {who} {n},000 บาท\n" for n, (name, level, who) in enumerate(entries, 1))
    plan = parse_plan(read(f"{HEAD.format(years=2568)}มิติที่ 1 คนดี\nมิติที่ 2 งานใส\n\nเดือนตุลาคม\n{text}"))
    assert [(p.name.value, p.path, p.fields["responsible"].value) for p in plan.projects] == [
        (name, (level,), who) for name, level, who in entries
    ]


def test_a_table_whose_levels_recur_lists_projects_however_they_are_called():
    rows = "1\tเวทีคนกล้าบอก\t1\tสำนักปลัด\t5,000\n2\tห้องเรียนสองสี\t1\tกองช่าง\t900\n3\tตู้แจ้งเหตุด่วนดี\t2\tกองคลัง\t-\n"
    table = f"ลำดับ\tงานที่คิดไว้\tมิติ\tเจ้าภาพ\tปี 2568\n{rows}รวมเป็นเงิน\t\t\t\t5,900\n"
    plan = parse_plan(read(f"{HEAD.format(years=2568)}มิติ 1 = สร้างคน  2 = เปิดงาน\n\n{table}"))
    assert [(p.name.value, p.path) for p in plan.projects] == [
        ("เวทีคนกล้าบอก", (1,)), ("ห้องเรียนสองสี", (1,)), ("ตู้แจ้งเหตุด่วนดี", (2,)),
    ]  # fmt: skip
    assert [heading.name for heading in plan.headings] == ["สร้างคน", "เปิดงาน"]


def test_the_unit_may_stand_in_a_note_below_the_table():
    rows = "".join(f"{n}\tโครงการงานที่ {name}\t1{n}.5\n" for n, name in enumerate("กขคง", 1))
    text = f"{HEAD.format(years=2568)}ที่\tโครงการ\tงบประมาณ\n{rows}\n(ตัวเลขเงินทุกช่องเป็นพันบาท)\n"
    assert [p.budget_total.value for p in parse_plan(read(text)).projects] == [11_500, 12_500, 13_500, 14_500]


def test_numbers_before_the_names_count_the_rows_as_well():
    titles = ["ภารกิจ / โครงการ", "พ.ศ. 2568", "พ.ศ. 2569", "รวม 2 ปี"]
    rows = [
        [f"{n}. {row[1]}", row[3], row[4], row[2]]
        for n, row in enumerate([["", f"โครงการงานที่{name}", "30", "10", "20"] for name in "กขคง"], 1)
    ]
    parts = [["มิติที่ 1 คนดี"], ["1.1 คนใน"], rows[0], ["1.1.1 คนในกอง"], rows[1], ["1.2 คนนอก"], *rows[2:]]
    plan = parse_plan(read(HEAD.format(years="2568 - 2569") + one_a_line(titles, *parts)))
    assert [p.name.value for p in plan.projects] == [f"โครงการงานที่{name}" for name in "กขคง"]
    assert all(len(p.amounts) == 2 and all(a.money for a in p.amounts) for p in plan.projects)
