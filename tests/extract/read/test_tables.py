"""Tables written with tabs, pipes or HTML all become a Grid."""

import pytest

from extract.model.document import Grid, Line


def blocks(document):
    return list(document.blocks())


def grids(document):
    return [block for block in document.blocks() if isinstance(block, Grid)]


def texts(grid):
    return [[cell.text for cell in row] for row in grid.rows()]


def spans(grid):
    return {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}


def test_tab_rows(read):
    (grid,) = grids(read("หัวตาราง\n\tปี ๒๕๖๖\tหมายเหตุ\n๑\t-\t\n๒\n"))
    assert texts(grid) == [["", "ปี 2566", "หมายเหตุ"], ["1", "-", ""]]
    assert (grid.row_count, grid.column_count) == (2, 3)
    assert [row[0].place.line for row in grid.rows()] == [2, 3]
    assert grid.cells[1].raw == "ปี ๒๕๖๖"


def test_ragged_rows_keep_their_own_cells(read):
    (grid,) = grids(read("ก\tข\tค\nง\tจ\n"))
    assert [len(row) for row in grid.rows()] == [3, 2]
    assert grid.column_count == 3


def test_one_row_is_a_table_and_a_blank_line_ends_one(read):
    first, second = grids(read("ก\tข\n\n \nค\tง"))
    assert (texts(first), first.gap, first.place.line) == ([["ก", "ข"]], False, 1)
    assert (texts(second), second.gap, second.place.line) == ([["ค", "ง"]], True, 4)


def test_an_empty_row_stays_within_a_table_only(read):
    (grid,) = grids(read("ก\tข\n\t\nค\tง\n\t\n\t\n"))
    assert texts(grid) == [["ก", "ข"], ["", ""], ["ค", "ง"]]


def test_a_tab_or_two_before_a_paragraph_is_an_indentation(read):
    first, second, grid = blocks(read("\tย่อหน้าแรก\n\t\t- ข้อย่อย\n\n\t\t\t\tท้ายแถว"))
    assert [first.text, second.text] == ["ย่อหน้าแรก", " - ข้อย่อย"]
    assert texts(grid) == [["", "", "", "", "ท้ายแถว"]]


def test_paragraphs_in_a_tab_cell(read):
    (grid,) = grids(read("๑\t<p>๑. ก</p> <p>๒. ข</p>\tต่ำ"))
    assert texts(grid) == [["1", "1. ก\n2. ข", "ต่ำ"]]


def test_pipe_table(read):
    document = read("ก่อน\n| มิติ | งบ\\|เงิน |\n|---|:--:|\n| ๑ | **๑๐๐** |\n| ๒ | |\nหลัง")
    before, grid, after = blocks(document)
    assert texts(grid) == [["มิติ", "งบ|เงิน"], ["1", "100"], ["2", ""]]
    assert [row[0].is_header for row in grid.rows()] == [True, False, False]
    assert [row[0].place.line for row in grid.rows()] == [2, 4, 5]
    assert (before.text, after.text) == ("ก่อน", "หลัง")


def test_a_pipe_table_goes_on_without_a_separator_row(read):
    (grid,) = grids(read("| ๑ | ก |\n| ๒ | ข |"))
    assert texts(grid) == [["1", "ก"], ["2", "ข"]]
    assert not any(cell.is_header for cell in grid.cells)


def test_loose_pipes_need_a_separator_row(read):
    assert texts(grids(read("ก | ข\n--- | ---\n๑ | ๒"))[0]) == [["ก", "ข"], ["1", "2"]]
    document = read("เทศบาล | อบต.\nก | ข")
    assert [block.text for block in blocks(document)] == ["เทศบาล | อบต.", "ก | ข"]


def test_rows_with_as_many_pipes_each_are_a_table_without_frame(read):
    (grid,) = grids(read("ที่ | โครงการ | งบประมาณ\nมิติที่ ๑ ปลูกใจ | |\n๑ | โครงการปลูกใจซื่อ | ๑๐,๐๐๐\nรวม | | ๑๐,๐๐๐"))
    assert [len(row) for row in grid.rows()] == [3, 3, 3, 3]
    (grid,) = grids(read(" | ชื่อ | งบ\n๑ | ก | ๕\n | ข | "))
    assert texts(grid) == [["", "ชื่อ", "งบ"], ["1", "ก", "5"], ["", "ข", ""]]


@pytest.mark.parametrize("text", ["ก | ข | ค", "ก | ข\nค | ง", "ก | ข | ค\nง | จ", "ก | ข\nค | ง | จ\nฉ | ช"])
def test_other_pipes_are_text(read, text):
    assert grids(read(text)) == []


def test_html_table_over_many_lines(read):
    document = read(
        "ก่อน\n<table>\n<thead>\n<tr>\n<th rowspan=2>มิติ</th><th colspan='2'>งบ</th></tr>\n"
        "<tr><td>๒๕๖๖</td>\n<td>๒๕๖๗</td></tr></thead>\n<tbody>\n<tr><td>๑</td><td>ก<br>ข</td><td>\nค\nง</td></tr>\n"
        "</tbody></table>\nหลัง"
    )
    before, grid, after = blocks(document)
    assert spans(grid) == {
        "มิติ": (0, 0, 2, 1),
        "งบ": (0, 1, 1, 2),
        "2566": (1, 1, 1, 1),
        "2567": (1, 2, 1, 1),
        "1": (2, 0, 1, 1),
        "ก\nข": (2, 1, 1, 1),
        "ค ง": (2, 2, 1, 1),
    }
    assert [cell.place.line for cell in grid.cells] == [5, 5, 6, 7, 9, 9, 9]
    assert [cell.is_header for cell in grid.cells] == [True] * 4 + [False] * 3
    assert (before.place.line, after.place.line, after.text) == (1, 13, "หลัง")


def test_html_table_within_a_line(read):
    before, grid, after = blocks(read("ก <table><tr><td>ข</td></tr></table> ค"))
    assert (before.text, texts(grid), after.text) == ("ก", [["ข"]], "ค")
    assert not (grid.gap or after.gap)


def test_html_end_tags_may_be_missing(read):
    document = read("<table><tr><td>ก<td>ข<tr><td>ค<td>ง</table>\nหลัง")
    assert texts(grids(document)[0]) == [["ก", "ข"], ["ค", "ง"]]
    assert blocks(document)[-1].text == "หลัง"


def test_an_unclosed_table_ends_with_the_line_of_its_last_row(read):
    document = read("<table>\n<tr><td>ก</td></tr>\nหลัง\n<table><tr><td>ข</td></tr></table>")
    first, after, second = blocks(document)
    assert (texts(first), after.text, texts(second)) == ([["ก"]], "หลัง", [["ข"]])


def test_two_tables_on_a_line_the_first_unclosed(read):
    first, second = grids(read("<table><tr><td>ก</td></tr><table><tr><td>ข</td></tr></table>"))
    assert (texts(first), texts(second)) == ([["ก"]], [["ข"]])


def test_a_nested_table_is_text_of_its_cell(read):
    (grid,) = grids(read("<table><tr><td>ก<table><tr><td>ข</td><td>ค</td></tr></table></td><td>ง</td></tr></table>"))
    assert texts(grid) == [["ก\nข\nค", "ง"]]


def test_what_stands_in_no_cell_is_not_lost(read):
    document = read("<table><caption>ตารางที่ ๑</caption>\nลอย<tr><td>ก</td></tr></table>")
    assert [block.text for block in blocks(document) if isinstance(block, Line)] == ["ตารางที่ 1", "ลอย"]
    assert texts(grids(document)[0]) == [["ก"]]


def test_row_tags_without_a_table_are_paragraphs(read):
    assert [block.text for block in blocks(read("<tr><td>ก</td><td>ข</td></tr>"))] == ["ก", "ข"]


@pytest.mark.parametrize("attributes", ["rowspan=0 colspan=0", "rowspan=99999", 'rowspan="x" colspan', "ROWSPAN='1'"])
def test_odd_spans_stay_within_the_table(read, attributes):
    (grid,) = grids(read(f"<table><tr><td {attributes}>ก</td><td>ข</td></tr><tr><td>ค</td></tr></table>"))
    assert all(cell.row + cell.row_span <= grid.row_count for cell in grid.cells)
    assert all(cell.column + cell.column_span <= grid.column_count for cell in grid.cells)


def test_a_table_without_frame_may_have_empty_cells_at_its_ends(read):
    (grid,) = grids(read("มิติ | โครงการ | หมายเหตุ\n---|---|---\nก | ข | ค\n | ง | \n | จ | ฉ\n"))
    assert texts(grid)[1:] == [["ก", "ข", "ค"], ["", "ง", ""], ["", "จ", "ฉ"]]


def test_a_page_number_parts_no_table_without_frame(read):
    (grid,) = grids(read("มิติ | โครงการ | หมายเหตุ\n---|---|---\nก | ข | ค\n๑๒\n | ง | \n"))
    assert texts(grid)[1:] == [["ก", "ข", "ค"], ["", "ง", ""]]


def test_a_text_repeated_in_a_whole_row_is_one_cell_across_it(read):
    level = "<td>มิติที่ ๑ คนซื่อ</td>" * 3
    total = "<td>รวมมิติที่ ๑</td><td>รวมมิติที่ ๑</td><td>๕,๐๐๐</td>"
    rows = f"<tr><td>ที่</td><td>โครงการ</td><td>งบ</td></tr><tr>{level}</tr><tr>{total}</tr>"
    rows += "<tr><td>-</td><td>-</td><td>-</td></tr><tr><td>กองช่างรวม</td><td>กองช่างรวม</td><td>๕</td></tr>"
    (grid,) = [block for block in read(f"<table>{rows}</table>", name="a.html").blocks() if isinstance(block, Grid)]
    assert [[(cell.text, cell.column_span) for cell in row] for row in grid.rows()][1:] == [
        [("มิติที่ 1 คนซื่อ", 3)],
        [("รวมมิติที่ 1", 2), ("5,000", 1)],
        [("-", 1)] * 3,
        [("กองช่างรวม", 1), ("กองช่างรวม", 1), ("5", 1)],
    ]


def test_the_name_of_a_level_is_no_rest_of_the_row_above(read):
    rows = [
        "ที่\tโครงการ\tปี ๒๕๖๖",
        "\tแนวทางที่ ๑.๑ คนซื่อ\t",
        "๑\tโครงการค่าย\t๕,๐๐๐",
        "\tแนวทางที่ ๑.๒ งานใส\t",
        "๒\tโครงการบัญชี\t๖,๐๐๐",
    ]
    (grid,) = grids(read("\n".join(rows)))
    assert [row[1] for row in texts(grid)][1:] == ["แนวทางที่ 1.1 คนซื่อ", "โครงการค่าย", "แนวทางที่ 1.2 งานใส", "โครงการบัญชี"]
