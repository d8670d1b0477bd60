"""Tables of Word files: every cell in its place, with its spans and text."""

from hypothesis import given
from hypothesis import strategies as st

from tests.extract.read.word.docx_maker import cell, level, listed, numbering, para, row, run, table

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def shape(grid):
    return [(c.text, c.row, c.column, c.row_span, c.column_span) for c in grid.cells]


def test_cells_in_rows_and_columns(word):
    (grid,) = word(table(row("ก", "๒๐,๐๐๐"), row("", "ค"))).grids
    assert shape(grid) == [("ก", 0, 0, 1, 1), ("20,000", 0, 1, 1, 1), ("", 1, 0, 1, 1), ("ค", 1, 1, 1, 1)]
    assert (grid.row_count, grid.column_count, grid.cells[1].raw) == (2, 2, "๒๐,๐๐๐")


def test_cells_over_several_columns(word):
    (grid,) = word(table(row(cell("ปี", wide(2)), "ก"), row("๑", "๒", "๓"))).grids
    assert shape(grid)[:2] == [("ปี", 0, 0, 1, 2), ("ก", 0, 2, 1, 1)]


def test_cells_over_several_rows(word):
    rows = [row(cell("มิติ", RESTART), "ก"), row(cell("", CONTINUE), "ข"), row(cell("", CONTINUE), "ค"), row("ง", "จ")]
    (grid,) = word(table(*rows)).grids
    assert shape(grid) == [
        ("มิติ", 0, 0, 3, 1), ("ก", 0, 1, 1, 1), ("ข", 1, 1, 1, 1), ("ค", 2, 1, 1, 1),
        ("ง", 3, 0, 1, 1), ("จ", 3, 1, 1, 1),
    ]  # fmt: skip


def test_cells_over_rows_and_columns(word):
    rows = [
        row("ก", cell("ข", wide(2) + RESTART), "ค"),
        row("ง", cell("", wide(2) + CONTINUE), "จ"),
        row("ฉ", "ช", "ซ", "ญ"),
    ]
    (grid,) = word(table(*rows)).grids
    assert ("ข", 0, 1, 2, 2) in shape(grid)
    assert ("จ", 1, 3, 1, 1) in shape(grid)


def test_a_merged_cell_may_begin_anew_at_once(word):
    rows = [row(cell("ก", RESTART), "๑"), row(cell("ข", RESTART), "๒"), row(cell("", CONTINUE), "๓")]
    (grid,) = word(table(*rows)).grids
    assert [cell for cell in shape(grid) if cell[2] == 0] == [("ก", 0, 0, 1, 1), ("ข", 1, 0, 2, 1)]


def test_a_continuation_of_nothing_is_a_cell(word):
    rows = [row(cell("ก", CONTINUE), "๑"), row(cell("ข", CONTINUE + wide(2)), "๒"), row("ค", cell("ง", CONTINUE))]
    (grid,) = word(table(*rows)).grids
    assert shape(grid)[2:] == [("ข", 1, 0, 1, 2), ("2", 1, 2, 1, 1), ("ค", 2, 0, 1, 1), ("ง", 2, 1, 1, 1)]


def test_the_text_of_covered_cells_is_not_shown_but_counted(word):
    read = word(table(row(cell("ก", RESTART), "๑"), row(cell("ซ่อน", CONTINUE), "๒")))
    assert "ซ่อน" not in [c.text for c in read.grids[0].cells]
    assert read.repairs == {"hidden": 1}


def test_the_old_way_to_merge_across(word):
    rows = [
        row(cell("ก", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>'), "ข"),
        row("๑", "๒", "๓"),
    ]
    (grid,) = word(table(*rows)).grids
    assert shape(grid)[:2] == [("ก", 0, 0, 1, 2), ("ข", 0, 2, 1, 1)]


def test_a_cell_merged_across_beside_one_merged_down_is_a_cell(word):
    across = '<w:hMerge w:val="continue"/>'
    rows = [row("ก", cell("ข", RESTART), "ค"), row("ง", cell("", CONTINUE), cell("จ", across))]
    (grid,) = word(table(*rows)).grids
    assert shape(grid)[3:] == [("ง", 1, 0, 1, 1), ("จ", 1, 2, 1, 1)]


def test_columns_left_free_before_a_row(word):
    (grid,) = word(table(row("ก", "ข", "ค"), row("ง", properties='<w:gridBefore w:val="2"/>'))).grids
    assert shape(grid)[3:] == [("", 1, 0, 1, 1), ("", 1, 1, 1, 1), ("ง", 1, 2, 1, 1)]


def test_header_rows(word):
    (grid,) = word(table(row("โครงการ", "งบ", properties="<w:tblHeader/>"), row("ก", "๑"))).grids
    assert [c.is_header for c in grid.cells] == [True, True, False, False]


def test_paragraphs_and_breaks_in_a_cell_are_lines(word):
    content = para("ก", "<w:r><w:br/></w:r>", "ข") + para("") + listed("ค") + listed("ง", level=1)
    (grid,) = word(table(row(cell(content), "")), numbering=numbering(level(0, "%1."), level(1, "(%2)"))).grids
    assert grid.cells[0].text == "ก\nข\n1. ค\n(1) ง"


def test_a_list_that_goes_down_a_column(word):
    read = word(table(row(cell(listed("ก")), "๑"), row(cell(listed("ข")), "๒")), numbering=numbering(level(0, "%1.")))
    assert [c.text for c in read.grids[0].cells if c.column == 0] == ["1. ก", "2. ข"]


def test_a_table_in_a_cell_is_part_of_its_text(word):
    inner = table(row("๑", "ก"), row("๒", "ข"))
    (grid,) = word(table(row(cell(para("ก่อน") + inner + para("หลัง")), "ค"))).grids
    assert grid.cells[0].text == "ก่อน\n1 ก\n2 ข\nหลัง"


def test_a_table_of_one_cell_is_a_frame(word):
    read = word(table(row(cell(para("หัวเรื่อง") + table(row("๑", "ก")) + para("ท้าย")))))
    assert read.texts == ["หัวเรื่อง", "ท้าย"]
    assert [c.text for c in read.grids[0].cells] == ["1", "ก"]


def test_rows_and_cells_in_content_controls(word):
    wrap = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    one = row("ก", "ข").replace(cell("ข"), wrap.format(cell("ข")))
    (grid,) = word(table(one, wrap.format(row("ค", "ง")))).grids
    assert [c.text for c in grid.cells] == ["ก", "ข", "ค", "ง"]


def test_rows_that_were_struck_out_or_hidden(word):
    rows = [row("ก", "๑"), row("ข", "๒", properties='<w:del w:id="1"/>'), row("ค", "๓", properties="<w:hidden/>")]
    read = word(table(*rows))
    assert [c.text for c in read.grids[0].cells] == ["ก", "1"]
    assert read.repairs == {"deleted": 1, "hidden": 1}


def test_cells_that_were_struck_out(word):
    read = word(table(row("ที่", "งาน"), row("๑", cell("เดิม", '<w:cellDel w:id="1"/>'), "บ้านใส")))
    assert [text for text, *_ in shape(read.grids[0])] == ["ที่", "งาน", "1", "บ้านใส"]
    assert read.repairs == {"deleted": 1}


def test_a_table_in_a_text_box_in_a_cell(word):
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{table(row('๑', 'ก'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    (grid,) = word(table(row(cell(para("นอก", box)), "ข"))).grids
    assert grid.cells[0].text == "นอก\n1 ก"


def test_spans_that_claim_too_much(word):
    read = word(table(row(cell("ก", wide(10**8)), "ข"), row(cell("ค", wide(0)), cell("ง", '<w:gridSpan w:val="x"/>'))))
    assert [(c.text, c.column, c.column_span) for c in read.grids[0].cells] == [
        ("ก", 0, 100), ("ข", 100, 1), ("ค", 0, 1), ("ง", 1, 1),
    ]  # fmt: skip


def test_a_table_without_cells_is_none(word):
    assert word(table(row()) + table() + para("ก", run("ข"))).grids == []


MERGES = st.sampled_from(["", RESTART, CONTINUE, '<w:hMerge w:val="continue"/>'])
CELLS = st.tuples(st.integers(1, 3), MERGES).map(lambda made: cell("ก", wide(made[0]) + made[1]))
ROWS = st.tuples(st.lists(CELLS, max_size=4), st.integers(0, 2)).map(
    lambda made: row(*made[0], properties=f'<w:gridBefore w:val="{made[1]}"/>')
)


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_no_place_is_covered_twice(word, rows):
    for grid in word(para("ก") + table(*rows)).grids:
        places = [
            (cell.row + down, cell.column + across)
            for cell in grid.cells
            for down in range(cell.row_span)
            for across in range(cell.column_span)
        ]
        assert len(places) == len(set(places))
        assert all(line < grid.row_count and column < grid.column_count for line, column in places)
