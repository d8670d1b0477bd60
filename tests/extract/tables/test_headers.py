"""Headers: their rows, the content of each column, and the shift of a row from its header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.family import family
from extract.model.document import Cell, Grid, Place
from extract.tables.headers import (
    best_shift,
    find_header,
    is_header_row,
    matrix,
    text_of,
)
from extract.tables.row_shifts import fit
from tests.extract.builders import grid

COLUMNS = family().columns
ONE_ROW = "มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 | หมายเหตุ"
UPPER = "มิติ | ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 | ปี 2567 | หมายเหตุ"
LOWER = " | | | งบประมาณ (บาท) | งบประมาณ (บาท) | "
ROW = "1. หนึ่ง | 1.1 หนึ่งหนึ่ง | 1) โครงการปลูกใจซื่อ | 10,000 | 20,000 | กจ."


def header_of(*rows):
    return find_header(matrix(grid(rows)), COLUMNS)


def spanned(*cells):
    """A grid of (row, column, text, row span, column span)."""
    made = tuple(
        Cell(text, text, row, column, Place(1, row + 1), down, right) for row, column, text, down, right in cells
    )
    rows, columns = max(c.row + c.row_span for c in made), max(c.column + c.column_span for c in made)
    return Grid(made, rows, columns, Place(1, 1))


# -- cells ---------------------------------------------------------------------------------------------------------


def test_matrix_leaves_out_what_is_covered_or_ragged():
    rows = matrix(spanned((0, 0, "ก", 2, 1), (0, 1, "ข", 1, 2), (1, 1, "ค", 1, 1)))
    assert [[cell and cell.text for cell in row] for row in rows] == [["ก", "ข", None], [None, "ค", None]]


@pytest.mark.parametrize(("column", "text"), [(0, "ก"), (1, ""), (2, ""), (-1, ""), (None, "")])
def test_text_of_a_cell_that_may_be_absent(column, text):
    assert text_of(matrix(grid([" ก | "]))[0], column) == text


# -- header rows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ONE_ROW, True),
        ("มติ | ภารกจตามมติ | โครงการ/กิจกรรม/ มาตรการ | ปี 2566", True),
        ("ปี 2566 | ปี 2567", True),
        ("โครงการ | ปี 2566 | แปลก", True),
        ("โครงการ | ปี 2566 | แปลก | ประหลาด", False),
        ("โครงการ | แปลก", False),
        ("โครงการ", False),
        (" | | ", False),
        (ROW, False),
        (f"โครงการ | ปี 2566 | งบประมาณ | {'ก' * 91}", False),
    ],
)
def test_is_header_row(row, expected):
    assert is_header_row(matrix(grid([row]))[0], COLUMNS) is expected


def test_a_header_of_one_row():
    header = header_of(ONE_ROW, ROW)
    assert header.roles == {0: "dimension", 1: "section", 2: "project", 5: "remarks"}
    assert header.years == {3: 2566, 4: 2567}
    assert (header.first_row, header.row_count, header.width) == (0, 1, 6)
    assert header.money_columns() == [3, 4]
    assert (header.column("project"), header.column("total")) == (2, None)


def test_a_header_of_two_rows():
    header = header_of(UPPER, LOWER, ROW)
    assert (header.row_count, header.years) == (2, {3: 2566, 4: 2567})
    assert header.roles == {0: "dimension", 1: "section", 2: "project", 5: "remarks"}


def test_years_below_one_cell_of_money():
    cells = [(0, 0, "โครงการ", 2, 1), (0, 1, "งบประมาณ (บาท)", 1, 2), (0, 3, "หมายเหตุ", 2, 1)]
    header = find_header(matrix(spanned(*cells, (1, 1, "2566", 1, 1), (1, 2, "2567", 1, 1))), COLUMNS)
    assert header.years == {1: 2566, 2: 2567}
    assert header.roles == {0: "project", 3: "remarks"}


def test_captions_may_stand_above_a_header_but_not_many():
    assert header_of("ตารางสรุปโครงการ |", "ของตำบลน้ำใส |", ONE_ROW).first_row == 2
    assert header_of("หนึ่ง |", "สอง |", "สาม |", ONE_ROW) is None


def test_a_single_column_of_money():
    header = header_of("ที่ | โครงการ/กิจกรรม | งบประมาณ (บาท) | ผู้รับผิดชอบ", "1 | ปลูกใจซื่อ | 10,000 | กจ.")
    assert header.roles == {0: "order", 1: "project", 2: "budget", 3: "responsible"}
    assert (header.years, header.money_columns()) == ({}, [2])


def test_a_header_of_three_rows():
    header = header_of(UPPER, LOWER, " | | | (บาท) | (บาท) | ", ROW)
    assert (header.row_count, header.years) == (3, {3: 2566, 4: 2567})


def test_a_lower_row_of_a_header_may_hold_the_end_of_a_name_that_begins_above():
    header = header_of(
        "หน่วยงานเจ้าของ | | | รวม 3 ปี | งบประมาณ (บาท) | | ",
        "เรื่อง | ที่ | โครงการ/กิจกรรม | (บาท) | ปี 2566 | ปี 2567 | ปี 2568",
        "กองคลัง | 1 | ปลูกใจซื่อ | 60,000 | 10,000 | 20,000 | 30,000",
    )
    assert (header.row_count, header.years) == (2, {4: 2566, 5: 2567, 6: 2568})


@pytest.mark.parametrize(
    ("printed", "read", "corrected"),
    [
        ([2566, 2567, 2568, 2569, 2570], [2566, 2567, 2568, 2569, 2570], {}),
        ([2566, 2567, 2567, 2569, 2570], [2566, 2567, 2568, 2569, 2570], {3: 2567}),
        ([2561, 2562, 2568, 2564], [2561, 2562, 2563, 2564], {3: 2568}),
        ([2566, 2566, 2566, 2566], [2566, 2566, 2566, 2566], {}),
        ([2566, 2567, 2567], [2566, 2567, 2567], {}),
    ],
)
def test_a_year_that_breaks_the_order_of_its_columns_is_put_right(printed, read, corrected):
    header = header_of(" | ".join(["โครงการ/กิจกรรม/มาตรการ", *(f"ปี {year}" for year in printed)]))
    assert list(header.years.values()) == read
    assert header.corrected == corrected


@pytest.mark.parametrize("cell", ["10,000", "12 โครงการ", "จำนวน 3 กิจกรรม"])
def test_money_or_a_count_stands_in_no_header(cell):
    assert not is_header_row(matrix(grid([f"โครงการ | ปี 2566 | {cell}"]))[0], COLUMNS)


def test_a_table_too_wide_for_a_plan_has_no_header():
    assert header_of(" | ".join([ONE_ROW] * 11)) is None


def test_no_header():
    assert header_of(ROW, ROW) is None
    assert find_header([], COLUMNS) is None


# -- shifted rows --------------------------------------------------------------------------------------------------

HEADER = header_of(ONE_ROW, ROW)


def shift_of(row):
    return best_shift(matrix(grid([row]))[0], lambda column, text: fit(HEADER, column, text))


@pytest.mark.parametrize(
    ("row", "shift"),
    [
        (ROW, 0),
        (" | | 2) กิจกรรมประตูเปิด | 10,000 | - |", 0),
        (" | 2) กิจกรรมประตูเปิดทุกวัน | 10,000 | 20,000 | กจ. |", -1),
        ("2) กิจกรรมประตูเปิดทุกวัน | 10,000 | 20,000 | กจ. | |", -2),
        (" | | | 2) กิจกรรมประตูเปิดทุกวัน | 10,000 | 20,000 | กจ.", 1),
        (" | | | | | ", 0),
    ],
)
def test_how_far_a_row_stands_off_its_header(row, shift):
    assert shift_of(row) == shift


NAMES = st.sampled_from(["1) โครงการปลูกใจซื่อ", "กิจกรรมประตูเปิดทุกวัน", "มาตรการยิ้มรับทุกคำถาม"])
MONEY = st.sampled_from(["", "10,000", "-", "ไม่ใช้งบประมาณ", "1,250,000 บาท"])
SECTIONS = st.sampled_from(["", "1.1 หนึ่งหนึ่ง"])
UNSHIFTED = st.tuples(
    st.sampled_from(["", "1. หนึ่ง"]), SECTIONS, NAMES, MONEY, MONEY, st.sampled_from(["", "กจ.", "สป."])
)


@given(UNSHIFTED)
def test_a_row_under_its_header_is_not_shifted(cells):
    assert shift_of(" | ".join(cells)) == 0


@pytest.mark.parametrize("row", [" | | วันธรรมะ | - | - | กจ.", " | | 3) วันพระ | | |"])
def test_a_short_name_shifts_no_row(row):
    assert shift_of(row) == 0


@given(st.lists(st.text(max_size=5), max_size=8), st.integers(0, 3))
def test_staying_put_wins_a_tie(texts, limit):
    row = [Cell(text, text, 0, column, Place(1, 1)) for column, text in enumerate(texts)]
    assert best_shift(row, lambda column, text: 1, limit) == 0


def test_a_year_that_cannot_be_read_is_the_one_between_its_neighbours():
    cells = [(0, 0, "โครงการ", 2, 1), (0, 1, "2566", 1, 1), (0, 2, "2๕ธ?", 1, 1), (0, 3, "2568", 1, 1)]
    lower = [(1, column, "งบประมาณ (บาท)", 1, 1) for column in (1, 2, 3)]
    header = find_header(matrix(spanned(*cells, *lower)), COLUMNS)
    assert header.years == {1: 2566, 2: 2567, 3: 2568}
    assert header.roles == {0: "project"}


def test_a_column_of_something_else_between_years_stays_what_it_is():
    cells = [(0, 0, "โครงการ", 1, 1), (0, 1, "2566", 1, 1), (0, 2, "หมายเหตุ", 1, 1), (0, 3, "2568", 1, 1)]
    header = find_header(matrix(spanned(*cells)), COLUMNS)
    assert header.years == {1: 2566, 3: 2568}
    assert header.roles == {0: "project", 2: "remarks"}
