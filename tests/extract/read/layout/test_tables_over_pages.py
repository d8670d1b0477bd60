"""A table over several pages is one table on the page where it begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model.document import Box, Cell, Grid, Line, Page, Place, TextSource
from extract.read.layout.tables_over_pages import with_tables_joined
from tests.extract.read.layout.builders import text_page

HEAD = ("มิติ", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "ผู้รับผิดชอบ")
LEFTS = (50.0, 130.0, 300.0, 400.0, 550.0)


def table(page, top, *rows, spans=()):
    """A page with one table, whose rows are 30 points high. `spans`: rows of merged cells, by row and column."""
    merged = dict(spans)
    covered = {(row + n, column) for (row, column), span in merged.items() for n in range(1, span)}
    cells = [
        Cell(text, text, row, column, Place(page, row + 1, Box(x, y, LEFTS[column + 1], y + 30)), span)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if (row, column) not in covered
        for x, y, span in [(LEFTS[column], top + 30 * row, merged.get((row, column), 1))]
    ]
    grid = Grid(tuple(cells), len(rows), len(rows[0]), Place(page, 1))
    return Page(page, (grid,), TextSource.PDF_TEXT, 600, 800)


def rows(grid):
    """The texts of each row, with the number of rows of a merged cell."""
    return [[cell.text + (f" [{cell.row_span}]" if cell.row_span > 1 else "") for cell in row] for row in grid.rows()]


def grids(*pages):
    return [block for page in with_tables_joined(pages) for block in page.blocks if isinstance(block, Grid)]


A = ("สุจริต", "โครงการหนึ่ง", "10,000", "สำนักปลัด")
B = ("", "โครงการสอง", "-", "กองคลัง")
C = ("โปร่งใส", "โครงการสาม", "5,000", "กองช่าง")


def test_a_table_with_its_header_on_each_page_is_one():
    pages = table(1, 650, HEAD, A, B), table(2, 60, HEAD, C, *[B] * 22), table(3, 60, HEAD, A)
    made = with_tables_joined(pages)
    assert [len(page.blocks) for page in made] == [1, 0, 0]
    [grid] = grids(*pages)
    assert rows(grid) == list(map(list, [HEAD, A, B, C, *[B] * 22, A]))
    assert [cell.place.page for cell in grid.cells if cell.column == 1] == [1, 1, 1, *[2] * 23, 3]


def test_rows_without_a_header_go_on_if_rows_above_are_like_them():
    [grid] = grids(table(1, 650, HEAD, A, B), table(2, 60, C, B))
    assert rows(grid) == list(map(list, [HEAD, A, B, C, B]))


@pytest.mark.parametrize(
    "head",
    [
        ("ขั้นตอน", "ความเสี่ยง", "ระดับ", "มาตรการป้องกัน"),
        ("มิติ", "โครงการ", "ปี 2567", "หน่วยงาน"),
        ("มิติ", "โครงการ", "๒๕๖๗", "หน่วยงาน"),
    ],
)
def test_a_table_with_another_header_is_another_one(head):
    assert len(grids(table(1, 650, HEAD, A, B), table(2, 60, head, C, B))) == 2


def test_a_table_below_a_line_is_another_one():
    page = table(2, 90, HEAD, C)
    title = text_page(2, (60, "บัญชีโครงการ ปีงบประมาณ 2567")).blocks
    made = with_tables_joined([table(1, 650, HEAD, A, B), Page(2, (*title, *page.blocks), page.text_source, 600, 800)])
    assert [type(block) for page in made for block in page.blocks] == [Grid, Line, Grid]


def test_a_merged_cell_goes_on_in_the_empty_cell_below_the_break():
    above = table(1, 650, HEAD, A, B, spans={(1, 0): 2})
    below = table(2, 60, HEAD, ("", *B[1:]), ("", *C[1:]), C, spans={(1, 0): 2})
    [grid] = grids(above, below)
    assert [row[0] for row in rows(grid)] == ["มิติ", "สุจริต [4]", "โครงการสอง", "โครงการสอง", "โครงการสาม", "โปร่งใส"]


def test_the_text_of_a_merged_cell_goes_on_with_that_of_a_torn_row():
    above = table(1, 650, HEAD, A, ("การบริหาร", "กิจกรรมวันท้องถิ่นไทย", "9,000", "กองคลัง"))
    below = table(2, 60, HEAD, ("โปร่งใส", "18 มีนาคม", "", ""), ("", *C[1:]), spans={(1, 0): 2})
    [grid] = grids(above, below)
    assert rows(grid)[2:] == [["การบริหารโปร่งใส [2]", "กิจกรรมวันท้องถิ่นไทย 18 มีนาคม", "9,000", "กองคลัง"], list(C[1:])]


def test_the_rest_of_a_name_is_none_of_the_rows_of_levels_that_fill_its_column_alone():
    level = ("แนวทางที่ 3.1 เปิดเผย", "", "", "")
    head = ("โครงการ/กิจกรรม", "เจ้าของ", "งบประมาณ", "หมายเหตุ")
    torn = ("กิจกรรมรับเรื่องและแจ้ง", "นิติกร", "0", "")
    above = table(1, 620, head, level, ("กิจกรรมหนึ่ง", "กองคลัง", "0", ""), torn)
    [grid] = grids(above, table(2, 60, head, ("เบาะแสการทุจริต", "", "", ""), ("แนวทางที่ 3.2 เครือข่าย", "", "", "")))
    assert [row[0] for row in rows(grid)[3:]] == ["กิจกรรมรับเรื่องและแจ้งเบาะแสการทุจริต", "แนวทางที่ 3.2 เครือข่าย"]


def test_a_row_whose_cells_a_browser_moved_to_the_next_page_is_one():
    above = table(1, 620, HEAD, A, C, ("มิติที่ 3", "", "-", "กองคลัง"))
    [grid] = grids(above, table(2, 60, ("ร่วมตรวจสอบ", "3. กิจกรรมเสียงตามสาย", "", ""), A))
    assert rows(grid)[3:] == [["มิติที่ 3 ร่วมตรวจสอบ", "3. กิจกรรมเสียงตามสาย", "-", "กองคลัง"], list(A)]


def test_a_total_without_name_takes_no_row_of_the_next_page():
    total = ("รวม", "", "10,000", "")
    for below in (("มิติที่ 2 โปร่งใส", "", "", ""), ("", "กิจกรรมประกาศเจตจำนง", "", "กองช่าง")):
        [grid] = grids(table(1, 650, HEAD, A, total), table(2, 60, HEAD, below, C))
        assert rows(grid)[2:4] == [list(total), list(below)]


def test_a_row_that_the_rules_leave_open_on_both_pages_is_one_whatever_its_words():
    """A browser cuts through a row: the rules at the end of the page and at the top of the next one are open."""
    above, below = (
        table(1, 650, HEAD, A, ("", "3. มาตรการ", "9,000", "กอง")),
        table(2, 60, ("", "โครงการ 1 ตำบล", "", "ช่าง")),
    )
    cut = [
        Page(page.number, (replace(page.blocks[0], **{side: True}),), page.text_source, 600, 800)
        for page, side in ((above, "is_cut_below"), (below, "is_cut_above"))
    ]
    [grid] = grids(*cut)
    assert rows(grid)[2:] == [["", "3. มาตรการโครงการ 1 ตำบล", "9,000", "กองช่าง"]]


def laid(page, turn, shift=0.0):
    """A page of a scan whose sheet lies in a direction, and elsewhere."""

    def moved(box):
        x0, top, x1, bottom = box.x0 + shift, box.top + shift, box.x1 + shift, box.bottom + shift
        return {
            0: Box(x0, top, x1, bottom),
            1: Box(800 - bottom, x0, 800 - top, x1),
            2: Box(600 - x1, 800 - bottom, 600 - x0, 800 - top),
            3: Box(top, 600 - x1, bottom, 600 - x0),
        }[turn]

    [grid] = page.blocks
    cells = tuple(replace(cell, place=replace(cell.place, box=moved(cell.place.box))) for cell in grid.cells)
    size = (800, 600) if turn % 2 else (600, 800)
    return Page(page.number, (replace(grid, cells=cells),), TextSource.OCR, *size)


@pytest.mark.parametrize("turns", [(0, 1), (1, 3), (2, 0), (3, 2), (3, 3)])
def test_a_table_goes_on_over_scanned_pages_that_lie_in_different_directions(turns):
    pages = table(1, 650, HEAD, A, B), table(2, 60, C, B)
    [grid] = grids(*(laid(page, turn, 12.0 * turn) for page, turn in zip(pages, turns, strict=True)))
    assert rows(grid) == list(map(list, [HEAD, A, B, C, B]))


WIDE = (50.0, 130.0, 220.0, 300.0, 400.0, 550.0)


def wide(page, top, *rows):
    """A page with a table whose cells span columns: for each row its texts by their first columns."""
    starts = sorted({column for row in rows for column in row})
    cells = []
    for at, row in enumerate(rows):
        for first, end in zip(row, [*list(row)[1:], 5], strict=True):
            box = Box(WIDE[first], top + 30 * at, WIDE[end], top + 30 * at + 30)
            column, span = starts.index(first), sum(first <= start < end for start in starts)
            cells.append(Cell(row[first], row[first], at, column, Place(page, at + 1, box), 1, span))
    return Page(page, (Grid(tuple(cells), len(rows), len(starts), Place(page, 1)),), TextSource.PDF_TEXT, 600, 800)


def test_sums_alone_on_the_last_page_are_in_the_columns_of_the_table():
    head = {0: "มิติ", 1: "แผนงาน", 2: "โครงการ/กิจกรรม", 3: "งบประมาณ", 4: "ผู้รับผิดชอบ"}
    row = {0: "สุจริต", 1: "แผนงานหนึ่ง", 2: "โครงการหนึ่ง", 3: "10,000", 4: "สำนักปลัด"}
    sums = {0: "รวม", 3: "10,000", 4: ""}
    [whole] = grids(wide(1, 650, head, row, sums, row), wide(2, 60, {**sums, 3: "20,000"}))
    last = [(cell.text, cell.column, cell.column_span) for cell in whole.rows()[-1]]
    assert last == [("รวม", 0, 3), ("20,000", 3, 1), ("", 4, 1)]


def test_a_table_with_edges_of_its_own_is_another_one():
    row = {0: "รวม", 1: "โครงการ", 2: "10,000", 3: "-", 4: ""}
    above, below = wide(1, 650, row, row, row), wide(2, 60, {0: "รวม", 2: "10,000", 3: "-", 4: ""})
    cells = list(below.blocks[0].cells)
    box = replace(cells[1].place.box, x0=cells[1].place.box.x0 + 20)
    cells[1] = replace(cells[1], place=replace(cells[1].place, box=box))
    assert len(grids(above, replace(below, blocks=(replace(below.blocks[0], cells=tuple(cells)),)))) == 2


def test_a_part_in_which_no_cell_begins_one_of_its_columns():
    """A cell that is no rectangle hides a column: its place is not known, so the part is a table of its own."""
    row = {0: "รวม", 1: "โครงการ", 2: "10,000", 3: "-", 4: ""}
    above, below = wide(1, 650, row, row, row), wide(2, 60, {0: "รวม", 2: "20,000", 4: "ปลัด"})
    grid = below.blocks[0]
    hidden = [replace(c, column=c.column + (c.column > 1), column_span=1 + (c.column == 1)) for c in grid.cells]
    part = replace(grid, cells=tuple(hidden), column_count=4)
    assert [block.rows()[0][0].text for block in grids(above, replace(below, blocks=(part,)))] == ["รวม", "รวม"]


def test_names_at_the_end_of_a_page_have_the_rows_of_the_next():
    [grid] = grids(table(1, 740, HEAD), table(2, 60, A, B))
    assert rows(grid) == list(map(list, [HEAD, A, B]))
    assert len(grids(table(1, 740, A), table(2, 60, C))) == 2


def test_a_total_on_the_next_page_is_that_of_the_amounts_above():
    total = ("รวมทุกเรื่อง", "", "15,000", "")
    [grid] = grids(table(1, 650, HEAD, A, C), table(2, 60, total))
    assert rows(grid)[3:] == [list(total)]
    assert len(grids(table(1, 650, HEAD, A, C), table(2, 60, ("รวมทุกเรื่อง", "15,000", "", "")))) == 2


def test_what_rules_leave_open_goes_on_with_any_row():
    above = table(1, 650, HEAD, A)
    odd = ("ชุมชน", "โครงการสี่", "ตามจริง", "กองช่าง")
    below = table(2, 60, odd, B)
    assert len(grids(above, below)) == 2
    cut = Page(1, (replace(above.blocks[0], is_cut_below=True),), above.text_source, 600, 800)
    [grid] = grids(cut, below)
    assert rows(grid)[2:] == [list(odd), list(B)]
