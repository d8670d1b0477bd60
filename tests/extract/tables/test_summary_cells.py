"""Cells of the summary table: money, labels of totals, several projects in one cell."""

from dataclasses import replace

import pytest
from hypothesis import example, given

from extract.grammar.family import family
from extract.model.document import Cell, Grid, Place
from extract.tables.headers import find_header, matrix, text_of
from extract.tables.project_cells import split_projects
from extract.tables.row_shifts import continues, fit, moved, row_shift, total_fit
from extract.tables.spread_cells import carried_down
from extract.tables.summary_cells import (
    cell_of,
    completed,
    dimension_parts,
    flat,
    is_grand,
    is_name,
    money_cells,
    raw_of,
    total_label,
    without_idle_years,
)
from tests.extract.builders import grid, letters, plan_like_text, promptly


def header_of(row):
    return find_header(matrix(grid([row])), family().columns)


HEADER = header_of("มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 | หมายเหตุ")
ONE_BUDGET = header_of("ลำดับ | โครงการ/กิจกรรม/มาตรการ | งบประมาณ (บาท) | รวม | ผู้รับผิดชอบ")


def row_of(text):
    return matrix(grid([text]))[0]


# -- rows ----------------------------------------------------------------------------------------------------------


def test_an_unnamed_column_left_of_the_sections_holds_the_dimensions():
    header = header_of(" | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566")
    assert header.column("dimension") is None
    assert completed(header).column("dimension") == 0
    ordered = header_of("ลำดับ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566")
    assert completed(ordered).column("dimension") is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([" | | 2) โครงการปลูกใจซื่อ | - | - | กจ."], True),
        (["ก | ข | ค | ง | จ | ฉ"], True),
        ([" | 2) โครงการปลูกใจซื่อ | 10,000 | - | กจ."], True),
        (["2) โครงการปลูกใจซื่อ | 10,000 | 20,000 | กจ."], True),
        (["คะแนน | ก | ข | ค | ง"], False),
        (["2) โครงการปลูกใจซื่อ | 10,000 | -"], False),
        ([" | | 2) โครงการปลูกใจซื่อ | - | - | กจ. | | | "], False),
    ],
)
def test_whether_a_table_without_header_goes_on(rows, expected):
    table = grid(rows)
    assert continues(HEADER, table, matrix(table)) is expected


def test_cells_of_a_row():
    row = row_of("1. หนึ่ง | | โครงการ\nปลูกใจซื่อ | 10,000 | |")
    assert flat(cell_of(row, 2)) == "โครงการ ปลูกใจซื่อ"
    assert raw_of(row, 2) == "โครงการ\nปลูกใจซื่อ"
    assert (cell_of(row, 1), cell_of(row, None), cell_of(row, 99)) == (None, None, None)
    assert (flat(None), raw_of(row, 1)) == ("", "")


def test_a_shifted_row_is_moved_back():
    row = row_of(" | | | 2) กิจกรรมประตูเปิดทุกวัน | 10,000 | -")
    assert row_shift(HEADER, row) == 1
    assert [cell and cell.text for cell in moved(row, 1, len(row))] == [
        "",
        "",
        "2) กิจกรรมประตูเปิดทุกวัน",
        "10,000",
        "-",
        None,
    ]
    assert moved(row, 0, len(row)) is row


def test_a_dash_in_another_column_moves_no_row():
    header = header_of("ภารกิจ | ข้อ | ชื่อโครงการ | กลุ่มเป้าหมาย | งบประมาณ (บาท) | แหล่งเงิน | ผู้รับผิดชอบ")
    row = row_of(" | 3 | โครงการตลาดนัดสีขาว | ผู้ค้าในตลาดทุกคน | | - | กองคลัง")
    assert row_shift(header, row) == 0
    lost = row_of("3 | โครงการตลาดนัดสีขาว | ผู้ค้าในตลาดทุกคน | 5,000 | - | กองคลัง")
    assert row_shift(header, lost) == -1


def test_a_row_that_ocr_has_read_stands_where_it_is_printed():
    row = row_of(" | | | 2) กิจกรรมประตูเปิดทุกวัน | 10,000 | -")
    read = [cell and replace(cell, confidence=0.9) for cell in row]
    assert row_shift(HEADER, read) == 0


@pytest.mark.parametrize(
    ("column", "text", "score"),
    [
        (3, "10,000", 2),
        (3, "กจ.", -3),
        (2, "โครงการปลูกใจซื่อ", 2),
        (2, "10,000", -2),
        (0, "10,000", -1),
        (0, "1. หนึ่ง", 0),
        (5, "กจ.", 0),
        (6, "กจ.", -4),
        (-1, "กจ.", -4),
        (3, "", 0),
    ],
)
def test_how_well_a_text_suits_a_column(column, text, score):
    assert fit(HEADER, column, text) == score


@pytest.mark.parametrize(
    ("column", "text", "score"), [(3, "10,000", 2), (3, "รวม", -2), (2, "รวม", 0), (2, "10,000", -1), (6, "1", -4)]
)
def test_how_well_a_text_of_a_total_suits_a_column(column, text, score):
    assert total_fit(HEADER, column, text) == score


def test_money_cells_know_their_year_and_role():
    found = money_cells(HEADER, row_of(" | | ก | 10,000 | | กจ."))
    assert [(cell.fiscal_year, cell.role, cell.text) for cell in found] == [(2566, "year", "10,000")]
    found = money_cells(ONE_BUDGET, row_of("1 | ก | 10,000 | 20,000 | กจ."))
    assert [(cell.fiscal_year, cell.role, cell.text) for cell in found] == [
        (None, "budget", "10,000"),
        (None, "total", "20,000"),
    ]
    assert money_cells(ONE_BUDGET, row_of("1 | ก | | | กจ.")) == []


# -- dimensions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("1. การสร้างวัฒนธรรมสุจริต", 1, "การสร้างวัฒนธรรมสุจริต"),
        ("มิติที่ 2 การบริหารราชการ", 2, "การบริหารราชการ"),
        ("มติที่ 2 การบริหารราชการ", 2, "การบริหารราชการ"),
        ("มิติที่ 3", 3, ""),
        ("4", 4, ""),
        ("การสร้างวัฒนธรรมสุจริต", 1, "การสร้างวัฒนธรรมสุจริต"),
        ("การปลูกต้นไม้ริมธาร", None, "การปลูกต้นไม้ริมธาร"),
        ("2566", None, "2566"),
        ("มิติ : การปลูกต้นไม้ริมธาร", None, "การปลูกต้นไม้ริมธาร"),
    ],
)
def test_dimension_parts(text, number, name):
    assert dimension_parts(text) == (number, name)


# -- totals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label",
    [
        "รวม",
        "รวมทั้งสิ้น",
        "รวม มิติที่ 1",
        "รวมมิติที่ 1 จำนวน 12 โครงการ",
        "รวม 12 โครงการ",
        "มิติที่ 1 รวม",
        "มิติที่ 1 รวม 12 โครงการ",
        "รวมทั้งสิ้น 4 มิติ",
        "รวมจำนวน 12 โครงการ",
        "รวมงบประมาณ",
        "รวมเป็นเงิน",
        "ยอดรวม",
        "รวมทุกมิติ",
        "รวม มติที่ 2",
        "รวมเงิน (บาท)",
        "รวมทั้งสิ้น (ก่อนเปลี่ยนแปลง)",
    ],
)
@pytest.mark.parametrize("columns_before", [0, 1, 2])
def test_labels_of_totals(label, columns_before):
    row = row_of(" | " * columns_before + label + " | " * (3 - columns_before) + "10,000 | 20,000 | ")
    assert total_label(HEADER, row) is not None


def test_a_label_in_the_first_money_column_of_a_shifted_row():
    assert total_label(HEADER, row_of(" | | | รวม | 10,000 | 20,000")) is not None
    assert total_label(HEADER, row_of(" | | | | รวม | 20,000")) is None


@pytest.mark.parametrize(
    "name",
    [
        "รวมพลังต้านโกง",
        "โครงการรวมใจไทยริมธาร",
        "กิจกรรมรวมพลคนซื่อ",
        "รวมใจ",
        "รวมน้ำใจชาวตะวันฉาย",
        "1) รวมพลังเยาวชน",
        "ประชุมร่วม",
        "ส่วนรวม",
        "รวมกลุ่มเฝ้าระวัง 12 หมู่บ้าน",
        "รวมมิตรคนซื่อ",
        "รวมโครงการดีเด่นปลอดทุจริต",
        "ความร่วมมือรวมทุกภาคส่วน",
    ],
)
def test_names_that_merely_begin_with_the_word(name):
    assert total_label(HEADER, row_of(f" | | {name} | 10,000 | 20,000 | กจ.")) is None


# -- several projects in one cell ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "projects"),
    [
        ("โครงการปลูกใจซื่อ", [("", "โครงการปลูกใจซื่อ")]),
        ("3) โครงการปลูก\nใจซื่อ", [("3", "โครงการปลูก ใจซื่อ")]),
        ("3. โครงการปลูกใจซื่อ", [("3", "โครงการปลูกใจซื่อ")]),
        ("(3) โครงการปลูกใจซื่อ", [("3", "โครงการปลูกใจซื่อ")]),
        ("2.2.1 (3) โครงการปลูกใจซื่อ", [("2.2.1 (3)", "โครงการปลูกใจซื่อ")]),
        ("6) โครงการ ก 7) โครงการ ข", [("6", "โครงการ ก"), ("7", "โครงการ ข")]),
        ("6) โครงการ ก\n7) กิจกรรม ข\n8) มาตรการ ค", [("6", "โครงการ ก"), ("7", "กิจกรรม ข"), ("8", "มาตรการ ค")]),
        ("- 6) โครงการ ก - 7) โครงการ ข", [("6", "โครงการ ก"), ("7", "โครงการ ข")]),
        ("1.1.1 (1) โครงการ ก 1.1.1 (2) โครงการ ข", [("1.1.1 (1)", "โครงการ ก"), ("1.1.1 (2)", "โครงการ ข")]),
        ("โครงการ ก\nในตำบล\nกิจกรรม ข", [("", "โครงการ ก ในตำบล"), ("", "กิจกรรม ข")]),
        ("- โครงการ ก\n- กิจกรรม ข", [("", "โครงการ ก"), ("", "กิจกรรม ข")]),
    ],
)
def test_projects_of_a_cell(text, projects):
    assert split_projects(text) == projects


@pytest.mark.parametrize(
    "text",
    [
        "6) โครงการ ก ตามข้อ 3) ของแผน",
        "6) โครงการ 5 ส. 7. วัน",
        "โครงการ ก 6) และ 7) ด้วย",
        "6) โครงการ ก ปี 2566 - 2570",
        "ความดี\nโครงการ ก\nกิจกรรม ข",
    ],
)
def test_one_project_that_looks_like_several(text):
    assert len(split_projects(text)) == 1


def test_projects_of_one_cell_may_skip_a_number_before_a_kind_word():
    assert [number for number, _ in split_projects("12.โครงการปลูกใจ 14.กิจกรรมเปิดประตู")] == ["12", "14"]
    assert len(split_projects("12.โครงการปลูกใจ 14.รุ่นแรก")) == 1
    assert len(split_projects("12.โครงการปลูกใจ 19.กิจกรรมเปิดประตู")) == 1


@given(plan_like_text(10))
@example("1)) ก 2) ข")
@example("- 1) ก\n2) ข")
@example("((1)) ก")
@example("1.1.1. ก 1.1.1.) ข")
def test_no_letter_of_a_cell_is_lost(text):
    ignored = str.maketrans("", "", "-.()•–·* ")
    pieces = letters("".join(number + name for number, name in split_projects(text)))
    assert pieces.translate(ignored) == letters(text).translate(ignored)


@pytest.mark.parametrize("unit", ["1) ก ", "1.1.1 ก ", "โครงการ\n", "(1", "1.", " "])
def test_long_cells_take_linear_time(unit):
    assert promptly(split_projects, unit * 50_000)


# -- headers completed ---------------------------------------------------------------------------------------------


def test_of_several_columns_of_money_the_first_is_planned():
    header = completed(header_of("โครงการ/กิจกรรม | งบประมาณ (บาท) | งบประมาณที่ได้รับ | หมายเหตุ"))
    assert header.roles == {0: "project", 1: "budget", 2: "spent", 3: "remarks"}


@pytest.mark.parametrize(("cells", "years"), [("✓ | →", {}), ("10,000 | ✓", {3: 2566}), ("- | ", {3: 2566, 4: 2567})])
def test_years_without_any_money_are_a_calendar(cells, years):
    header = header_of("มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 | หมายเหตุ")
    assert without_idle_years(header, [row_of(f" | | โครงการปลูกใจซื่อ | {cells} | กจ.")]).years == years


@pytest.mark.parametrize("damaged", ["0.", "\ufffd", "3,\ufffd00", "-.", "1\ufffd,000."])
def test_a_year_whose_only_amount_a_scan_has_damaged_is_no_calendar(damaged):
    header = header_of("มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 | หมายเหตุ")
    row = row_of(f" | | โครงการปลูกใจซื่อ | 10,000 | {damaged} | กจ.")
    assert without_idle_years(header, [row]).years == {3: 2566, 4: 2567}


def spanning(*cells):
    """The rows of a table of (row, column, text, row span, column span)."""
    made = tuple(
        Cell(text, text, row, column, Place(1, row + 1), down, right) for row, column, text, down, right in cells
    )
    return matrix(Grid(made, max(c.row + c.row_span for c in made), 6, Place(1, 1)))


def test_a_cell_that_spans_rows_stands_in_each():
    rows = spanning((0, 2, "ก", 1, 1), (0, 5, "กจ.", 2, 1), (1, 2, "ข", 1, 1), (2, 2, "ค", 1, 1))
    assert [text_of(row, 5) for row in carried_down(rows, (5, None))] == ["กจ.", "กจ.", ""]
    assert [text_of(row, 5) for row in rows] == ["กจ.", "", ""]


def test_no_budget_spread_over_the_years_means_each_of_them():
    (row,) = spanning((0, 2, "โครงการปลูกใจซื่อ", 1, 1), (0, 3, "ไม่ใช้งบประมาณ", 1, 2), (0, 5, "กจ.", 1, 1))
    assert [(cell.fiscal_year, cell.text) for cell in money_cells(HEADER, row)] == [
        (2566, "ไม่ใช้งบประมาณ"),
        (2567, "ไม่ใช้งบประมาณ"),
    ]
    (row,) = spanning((0, 2, "โครงการปลูกใจซื่อ", 1, 1), (0, 3, "10,000", 1, 2), (0, 5, "กจ.", 1, 1))
    assert [(cell.fiscal_year, cell.text) for cell in money_cells(HEADER, row)] == [(2566, "10,000")]


@pytest.mark.parametrize(
    ("text", "expected"), [("ปลูกป่า", True), ("-", False), ("", False), ("12", False), ("ไม่มีโครงการ", False)]
)
def test_whether_a_cell_names_anything(text, expected):
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("รวมทั้งสิ้น", True),
        ("รวมทุกมิติ", True),
        ("รวมทุกเสาหลัก", True),
        ("รวม 4 มิติ", True),
        ("รวม", False),
        ("รวมมิติที่ 2 ทั้งสิ้น", False),
    ],
)
def test_totals_of_the_whole_plan(label, expected):
    assert is_grand(label) is expected


@pytest.mark.parametrize(
    ("amounts", "names"),
    [(2, ["โครงการ ก", "กิจกรรม ข"]), (0, ["โครงการ ก กิจกรรม ข"]), (3, ["โครงการ ก กิจกรรม ข"])],
)
def test_unnumbered_projects_on_one_line_need_as_many_amounts(amounts, names):
    assert [name for _, name in split_projects("โครงการ ก กิจกรรม ข", amounts)] == names


@pytest.mark.parametrize("label", ["รวมทั้งสิ้น", "รวมทั้งสิน", "รวมทังสิน จำนวน 40 โครงการ"])
def test_a_grand_total_is_known_without_its_tone_marks(label):
    assert is_grand(label)


@pytest.mark.parametrize(
    ("text", "total"), [("จำนวน 4 โครงการ", True), ("4) โครงการจำนวน", False), ("จำนวน 4 โครงการย่อยที่ริเริ่ม", False)]
)
def test_a_count_tells_a_total_whose_word_is_lost(text, total):
    assert (total_label(HEADER, row_of(f"- |  | {text} | 10,000 | -")) is not None) is total
