"""Tables without rules are found by the numbers of their rows, and divided where the room between them is widest."""

from __future__ import annotations

from extract.model.document import Grid
from extract.read.layout.columns import Columns
from extract.read.layout.marked_tables import _repeats, marked_tables
from extract.read.layout.marks import texts_of
from extract.read.layout.page_blocks import Layout, page_blocks, page_layout
from extract.read.layout.printed import PrintedLine
from tests.extract.read.layout.builders import page_of, printed

HEAD = ((50.0, "ที่"), (90.0, "โครงการ"), (300.0, "งบประมาณ"), (400.0, "ผู้รับผิดชอบ"))


def row(at: float, number: str, name: str, money: str, office: str) -> PrintedLine:
    return printed((50, number), (90, name), (300, money), (400, office), at=at)


def texts(lines: list[PrintedLine], before: Layout | None = None) -> list[list[str]]:
    """The rows of the only table of a page."""
    [grid] = [block for block in page_layout(page_of(lines), before).blocks if isinstance(block, Grid)]
    return [[cell.text for cell in cells] for cells in grid.rows()]


def in_the_middle() -> list[PrintedLine]:
    """Two rows whose names are on two lines, with the other texts between them, and a row on one line."""
    return [
        printed(*HEAD, at=100),
        printed((90, "โครงการปลูกป่า"), at=118),
        printed((50, "1"), (300, "5,000"), (400, "กองช่าง"), at=125),
        printed((90, "ชายเลนประจำปี"), at=132),
        printed((90, "โครงการเรือยาว"), at=150),
        printed((50, "2"), (300, "8,000"), (400, "กองคลัง"), at=157),
        printed((90, "เล่าเรื่องคลอง"), at=164),
        row(182, "3", "โครงการตลาดน้ำ", "9,000", "กองคลัง"),
    ]


def test_texts_in_the_middle_of_their_rows_are_divided_by_room():
    assert [cells[:3] for cells in texts(in_the_middle())] == [
        ["ที่", "โครงการ", "งบประมาณ"],
        ["1", "โครงการปลูกป่าชายเลนประจำปี", "5,000"],
        ["2", "โครงการเรือยาวเล่าเรื่องคลอง", "8,000"],
        ["3", "โครงการตลาดน้ำ", "9,000"],
    ]


def test_a_text_that_reaches_the_next_column_is_parted_where_few_lines_cross():
    lines = [printed(*HEAD, at=100)]
    lines += [row(118 + 18 * at, str(at + 1), "โครงการตลาดน้ำ", "9,000", "กองคลัง") for at in range(4)]
    lines.append(printed((50, "5"), (90, "กิจกรรม" + "ก" * 34), (303, "7,000"), (400, "กองช่าง"), at=190))
    assert texts(lines)[5] == ["5", "กิจกรรม" + "ก" * 34, "7,000", "กองช่าง"]


def test_labels_go_across_and_totals_are_rows():
    lines = [
        printed(*HEAD, at=100),
        printed((50, "มิติที่ 1 ชุมชนสุจริตและโปร่งใส"), at=118),
        row(136, "1", "โครงการตลาดน้ำ", "9,000", "กองคลัง"),
        printed((90, "รวม"), (300, "9,000"), at=154),
        printed((50, "มิติที่ 2 ท้องถิ่นเปิดเผยข้อมูล"), at=172),
        row(190, "2", "โครงการคลองใส", "4,000", "กองช่าง"),
        printed((50, "แผนนี้ให้ใช้ตั้งแต่วันที่ประกาศเป็นต้นไป"), at=225),
    ]
    made = texts(lines)
    assert [cells[0] for cells in made] == [
        "ที่",
        "มิติที่ 1 ชุมชนสุจริตและโปร่งใส",
        "1",
        "",
        "มิติที่ 2 ท้องถิ่นเปิดเผยข้อมูล",
        "2",
    ]
    assert made[3][1:3] == ["รวม", "9,000"]


def test_tables_below_one_another_have_names_of_their_own():
    lines = [
        printed(*HEAD, at=100),
        row(118, "1", "โครงการตลาดน้ำ", "9,000", "กองคลัง"),
        printed((50, "กิจกรรมที่ไม่ต้องใช้เงินของตำบล"), at=150),
        printed((50, "ที่"), (90, "กิจกรรม"), (300, "ผู้รับผิดชอบ"), at=168),
        printed((50, "1"), (90, "กิจกรรมเล่านิทาน"), (300, "กองช่าง"), at=186),
    ]
    grids = [block for block in page_blocks(page_of(lines)) if isinstance(block, Grid)]
    assert [grid.column_count for grid in grids] == [4, 3]


def test_numbered_sentences_without_names_above_are_no_table():
    lines = [
        printed((50, str(at + 1)), (90, "เทศบาลจัดงาน"), (300, "ทุกปี"), (400, "ในตำบล"), at=100 + 18 * at)
        for at in range(3)
    ]
    assert marked_tables(lines) == []


def test_the_rest_of_a_torn_row_is_above_the_first_number_of_a_page():
    lines = [printed(*HEAD, at=100), printed((90, "ประจำตำบล"), at=118), *in_the_middle()[1:]]
    lines = [*lines[:2], *(moved(line, 22) for line in lines[2:])]
    made = texts(lines)
    assert made[1] == ["", "ประจำตำบล", "", ""]
    assert made[2][:2] == ["1", "โครงการปลูกป่าชายเลนประจำปี"]


def moved(line: PrintedLine, by: float) -> PrintedLine:
    made = printed(*((cluster.x0, cluster.text) for cluster in line.clusters), at=line.baseline + by)
    made.spaces = line.spaces
    return made


def test_a_total_alone_on_its_page_has_the_columns_of_the_page_before():
    above = Columns(40, 500, (80, 280, 390))
    lines = [printed(*HEAD, at=100), printed((90, "รวมทั้งหมด"), (290, "1,120,000"), (400, "500,000"), at=125)]
    made = texts(lines, Layout([], above))
    assert made == [[text for _, text in HEAD], ["", "รวมทั้งหมด", "1,120,000", "500,000"]]


def test_the_names_of_groups_are_over_columns_that_the_rows_prove():
    lines = [
        printed((50, "ที่"), (90, "โครงการ"), (270, "เงินของแผนทั้งสองปี"), at=100),
        printed((270, "2567"), (330, "2568"), at=115),
        *(printed((50, str(n)), (90, "โครงการน้ำใส"), (270, "5,000"), (330, "-"), at=115 + 18 * n) for n in (1, 2, 3)),
    ]
    assert texts(lines)[2:] == [[str(n), "โครงการน้ำใส", "5,000", "-"] for n in (1, 2, 3)]


LEVELS = ((30.0, "มิติ"), (130.0, "ที่"), (160.0, "โครงการ"), (330.0, "2566"), (400.0, "2567"), (470.0, "หน่วยงาน"))


def levelled() -> list[PrintedLine]:
    """Rows that are numbered in the second column; the first one goes on beside two rows, and counts begin again."""
    return [
        printed(*LEVELS, at=100),
        printed(
            (30, "มิติ ก สร้างคน"), (130, "1"), (160, "โครงการหนึ่ง"), (330, "5,000"), (400, "-"), (470, "กองช่าง"), at=120
        ),
        printed((30, "ให้เห็นแก่"), (160, "ของตำบล"), at=134),
        printed((30, "ส่วนรวม"), at=148),
        printed((130, "2"), (160, "โครงการสอง"), (330, "7,000"), (400, "8,000"), (470, "กองคลัง"), at=156),
        printed((30, "รวม"), (330, "12,000"), (400, "8,000"), at=176),
        printed(
            (30, "มิติ ข เปิดเผย"), (130, "1"), (160, "โครงการสาม"), (330, "-"), (400, "4,000"), (470, "กองช่าง"), at=196
        ),
    ]


def test_rows_are_numbered_in_any_column_and_count_again():
    made = texts(levelled())
    assert [cells[1] for cells in made] == ["ที่", "1", "2", "", "1"]
    assert [cells[3:5] for cells in made[1:]] == [
        ["5,000", "-"],
        ["7,000", "8,000"],
        ["12,000", "8,000"],
        ["-", "4,000"],
    ]


def test_a_text_that_goes_on_beside_several_rows_is_that_of_one_cell():
    assert texts(levelled())[1][0] == "มิติ ก สร้างคนให้เห็นแก่ส่วนรวม"


def test_rows_without_numbers_are_those_with_amounts():
    head = printed((50, "โครงการ"), (300, "งบประมาณ"), (400, "ผู้รับผิดชอบ"), at=100)
    lines = [head]
    for at, (name, money) in enumerate((("ตลาดน้ำ", "9,000"), ("คลองใส", "-"), ("ป่าชุมชน", "12,000"))):
        lines += [printed((50, name), (300, money), (400, "กองช่าง"), at=120 + 40 * at)]
        lines += [printed((50, "ของเรา"), (400, "และกองคลัง"), at=134 + 40 * at)]
    assert texts(lines)[1:] == [
        [f"{name}ของเรา", money, "กองช่างและกองคลัง"]
        for name, money in (("ตลาดน้ำ", "9,000"), ("คลองใส", "-"), ("ป่าชุมชน", "12,000"))
    ]


def test_names_at_the_end_of_a_page_have_the_columns_of_the_next():
    head = printed((60, "ที่"), (170, "โครงการ"), (330, "งบประมาณ"), (430, "หน่วยงาน"), at=760)
    rows = [
        printed((50, str(at)), (90, "โครงการปลูกป่าชายเลนประจำปี"), (330, "9,000"), (430, "กองคลัง"), at=60 + 20 * at)
        for at in (1, 2, 3)
    ]
    first = page_layout(page_of([head]), None, page_of(rows))
    [grid] = [block for block in first.blocks if isinstance(block, Grid)]
    assert grid.column_count == 4
    assert first.columns is not None
    assert 80 < first.columns.edges[0] < 90


def test_tables_with_the_same_names_below_one_another_are_two():
    lines: list[PrintedLine] = []
    for top in (100, 200):
        lines += [printed((50, "ด้านที่ 1 ปลูกใจ"), at=top), printed(*HEAD, at=top + 25)]
        lines += [row(top + 25 + 18 * n, str(n), "โครงการตลาดน้ำ", "9,000", "กองคลัง") for n in (1, 2)]
    grids = [block for block in page_blocks(page_of(lines)) if isinstance(block, Grid)]
    assert [grid.row_count for grid in grids] == [3, 3]


def test_words_for_no_money_go_across_columns_of_amounts():
    head = ((50.0, "ที่"), (90.0, "โครงการ"), (300.0, "2566"), (360.0, "2567"), (420.0, "2568"))
    rows = [
        printed((50, "1"), (90, "ตลาดน้ำ"), (300, "9,000"), (360, "9,000"), (420, "9,000"), at=120),
        printed((50, "2"), (90, "คลองใส"), (300, "ไม่ใช้งบประมาณ"), at=140),
        printed((50, "3"), (90, "ป่าชุมชน"), (300, "ไม่ใช้งบประมาณ"), at=160),
        printed((50, "4"), (90, "บ้านสวย"), (300, "1,000"), (360, "2,000"), (420, "3,000"), at=180),
    ]
    [grid] = [block for block in page_blocks(page_of([printed(*head, at=100), *rows])) if isinstance(block, Grid)]
    assert grid.column_count == 5
    spans = {cell.row: cell.column_span for cell in grid.cells if cell.text == "ไม่ใช้งบประมาณ"}
    assert spans == {2: 3, 3: 3}


def test_a_number_that_nearly_touches_the_words_beside_it_is_in_a_column_of_its_own():
    """Spreadsheets draw all numbers first, and leave little room between a number and the words at its right."""
    line = printed((50, "1"), (57, "โครงการ"), at=100)
    for cluster in line.clusters:
        cluster.run = 3 if cluster.text == "1" else 90
    assert [text.text for text in texts_of(line)] == ["1", "โครงการ"]
    for cluster in line.clusters:
        cluster.run = 3
    assert [text.text for text in texts_of(line)] == ["1โครงการ"]


def test_letters_that_are_set_apart_are_one_text():
    line = printed((50, "โครงการ"), (200, "9,000"), at=100)
    for at, cluster in enumerate(line.clusters):
        cluster.run = at
        cluster.x1 -= 1
    wide = printed(*((50 + 9 * at, char) for at, char in enumerate("โครงการคลอง")), (300, "5"), at=100)
    for cluster in wide.clusters:
        cluster.run = 1
    assert [text.text for text in texts_of(wide)] == ["โครงการคลอง", "5"]


def test_names_that_are_alike_begin_another_table():
    """The names of years are printed again, in a header that is unlike the first one."""
    lines = [printed((50, "กิจกรรม"), (200, "ปีแรก"), (300, "ปีที่สอง"), (400, "ปีที่สาม"), at=100)]
    lines += [printed((50, "ตลาดน้ำ"), (200, "9,000"), (300, "-"), (400, "4,000"), at=120 + 20 * n) for n in range(2)]
    lines += [printed((50, "ด้านที่ 2"), at=175)]
    lines += [printed((50, "โครงการ"), (200, "งบปี"), (300, "งบปี"), (400, "งบปี"), at=200)]
    lines += [printed((50, "คลองใส"), (200, "9,000"), (300, "-"), (400, "4,000"), at=220 + 20 * n) for n in range(2)]
    grids = [block for block in page_blocks(page_of(lines)) if isinstance(block, Grid)]
    assert len(grids) == 2
    assert [cell.text for cell in grids[1].rows()[0]] == ["โครงการ", "งบปี", "งบปี", "งบปี"]


def test_small_amounts_with_hundredths_and_coded_numbers_are_marks():
    """Tables in thousands of baht have no larger amounts."""
    lines = [printed(*HEAD, at=100)]
    lines += [row(118 + 18 * at, f"1.{at + 1}", "โครงการตลาดน้ำ", "5.50", "กองคลัง") for at in range(3)]
    assert texts(lines)[1:] == [[f"1.{n}", "โครงการตลาดน้ำ", "5.50", "กองคลัง"] for n in (1, 2, 3)]


def test_the_name_of_a_group_goes_on_over_the_years():
    lines = [
        printed((50, "ที่"), (90, "โครงการ"), (300, "งบประมาณ"), at=100),
        printed((300, "(พันบาท)"), at=115),
        printed((300, "ปี 2568"), (360, "ปี 2569"), (420, "ปี 2570"), at=145),
    ]
    lines += [
        printed((50, f"{n}"), (90, "โครงการตลาดน้ำ"), (300, "10.00"), (360, "12.00"), (420, "9.50"), at=160 + 30 * n)
        for n in (1, 2, 3)
    ]
    assert texts(lines)[0] == ["ที่", "โครงการ", "งบประมาณ\n(พันบาท)"]
    assert texts(lines)[1] == ["ปี 2568", "ปี 2569", "ปี 2570"]


def test_the_rest_of_a_number_too_wide_for_its_cell_is_no_row():
    lines = [
        printed(*HEAD, at=100),
        row(118, "1", "โครงการตลาดน้ำ", "2,060,00", "กองคลัง"),
        printed((90, "ประจำปี"), (300, "0"), at=132),
        row(150, "2", "โครงการปลูกป่า", "1,990,00", "กองช่าง"),
        printed((90, "ชายเลน"), (300, "0"), at=164),
    ]
    assert [cells[:3] for cells in texts(lines)[1:]] == [
        ["1", "โครงการตลาดน้ำประจำปี", "2,060,000"],
        ["2", "โครงการปลูกป่าชายเลน", "1,990,000"],
    ]


def test_names_of_years_alone_begin_another_table():
    years = printed((50, "2568"), (150, "2569"), (250, "2570"), at=100)
    assert _repeats(years)
    assert not _repeats(printed((50, "2568"), (150, "สูง"), (250, "2570"), at=100))


def test_rows_numbered_in_one_place_are_of_one_table_though_their_dashes_are_in_the_middle():
    lines = [printed(*HEAD, at=100)]
    for at, label in enumerate(("1.1 การสร้างจิตสำนึกในชุมชน", "1.2 การยกย่องผู้ทำความดีใน", "1.3 การเผยแพร่มาตรฐานของ")):
        lines.append(printed((50, label), at=130 + 60 * at))
        money = [(280.0, "-")] if at == 1 else [(300.0, f"{at + 1},500")]
        lines.append(printed((55, "1"), (90, f"โครงการ{'กขค'[at]}"), *money, (400, "กองช่าง"), at=160 + 60 * at))
    lines.append(printed((50, "มิติ : การบริหารราชการด้วยความโปร่งใส"), at=317))
    found = texts(lines)
    assert [cells[1] for cells in found if cells[0] == "1"] == ["โครงการก", "โครงการข", "โครงการค"]
    assert not any("มิติ" in cell for cells in found for cell in cells)
