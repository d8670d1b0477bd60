"""Columns and rows without rules: filled rows, tables continued on the next page, rows with gaps between them."""

from __future__ import annotations

from itertools import pairwise

from extract.model.document import Grid, Line
from extract.read.layout.columns import NARROWEST, column_edges, pieces
from extract.read.layout.page_blocks import page_blocks, page_layout
from extract.read.layout.printed import Cluster, PrintedLine, Rule
from tests.extract.read.layout.builders import page_of, printed

LEFT, RIGHT = 50.0, 550.0
EDGES = (150.0, 350.0, 450.0)
HEADER = printed((55, "มิติ"), (155, "โครงการ"), (355, "ปี 2566"), (455, "ปี 2567"), at=115)


def row(name, first, second, at, dimension=""):
    parts = [(155, name), (355, first), (455, second)]
    return printed(*([(55, dimension)] if dimension else []), *parts, at=at)


def across(*ys):
    return [Rule(y, LEFT, RIGHT) for y in ys]


def texts(grid):
    return [[cell.text for cell in cells] for cells in grid.rows()]


def test_a_table_goes_on_in_the_columns_of_the_page_before():
    first = page_of(
        [HEADER, row("โครงการหนึ่ง", "10", "20,000", 130, "สุจริต"), row("สอง", "-", "-", 150)], across(100, 118, 138, 158)
    )
    above = page_layout(first)
    lines = [row("โครงการสาม", "-", "5,000", 115), printed((155, "โครงการสี่ของเมือง"), (455, "7,000"), at=135)]
    (grid,) = page_layout(page_of(lines, across(100, 118, 138)), above).blocks
    assert isinstance(grid, Grid)
    assert texts(grid) == [["", "โครงการสาม", "-", "5,000"], ["", "โครงการสี่ของเมือง", "", "7,000"]]


def test_columns_of_the_page_before_are_forced_on_no_prose():
    above = page_layout(page_of([HEADER, row("หนึ่ง", "1,000", "2,000", 130, "สุจริต")], across(100, 118, 138)))
    prose = "ข้อความยาวที่พิมพ์ต่อเนื่องข้ามทุกสดมภ์โดยไม่มีช่องว่างกว้างใดเลย"
    blocks = page_layout(page_of([printed((55, prose), at=115), printed((55, prose), at=130)]), above).blocks
    assert [block.text for block in blocks if isinstance(block, Line)] == [prose, prose]


def filled(top, bottom):
    """A row of filled cells: the sides of each are rules."""
    return across(top, bottom), [Rule(x, top, bottom) for x in (LEFT, *EDGES, RIGHT)]


def test_rows_between_filled_rows_have_their_columns():
    bands = [filled(100, 120), filled(140, 160)]
    rules = [rule for band, _ in bands for rule in band]
    upright = [rule for _, sides in bands for rule in sides]
    lines = [
        HEADER,
        row("หนึ่ง", "10,000", "20,000", 135, "สุจริต"),
        row("สอง", "-", "-", 155),
        printed((55, "รวมจำนวน 2 โครงการทั้งหมด"), (355, "10,000"), (455, "20,000"), at=175),
        row("สาม", "-", "5,000", 195, "โปร่งใส"),
    ]
    (grid,) = page_blocks(page_of(lines, [*rules, *across(180, 200)], [*upright, *filled(180, 200)[1]]))
    assert isinstance(grid, Grid)
    assert texts(grid) == [
        ["มิติ", "โครงการ", "ปี 2566", "ปี 2567"],
        ["สุจริต", "หนึ่ง", "10,000", "20,000"],
        ["", "สอง", "-", "-"],
        ["รวมจำนวน 2 โครงการทั้งหมด", "10,000", "20,000"],
        ["โปร่งใส", "สาม", "-", "5,000"],
    ]


def test_rows_below_a_filled_header_have_its_columns():
    rules, upright = filled(100, 120)
    lines = [
        HEADER,
        row("หนึ่ง", "10,000", "20,000", 135, "สุจริต"),
        row("สอง", "-", "-", 155),
        printed((55, "จบ"), at=300),
    ]
    grid, line = page_blocks(page_of(lines, rules, upright))
    assert isinstance(grid, Grid)
    assert isinstance(line, Line)
    assert (grid.column_count, line.text) == (4, "จบ")
    # two rows without numbers or a gap cannot be separated: their amounts are in order in one cell
    assert texts(grid) == [["มิติ", "โครงการ", "ปี 2566", "ปี 2567"], ["สุจริต", "หนึ่งสอง", "10,000\n-", "20,000\n-"]]


def test_text_between_two_tables_of_one_width_parts_them():
    lines = [
        HEADER,
        row("หนึ่ง", "1,000", "2,000", 130, "สุจริต"),
        printed((55, "ขั้นตอน"), (255, "ความเสี่ยง"), (480, "ระดับ"), at=215),
        printed((55, "จัดซื้อพัสดุของหน่วยงาน"), (255, "เลือกผู้ขายรายเดิมเสมอมา"), (480, "ต่ำ"), at=230),
    ]
    first, second = page_blocks(page_of(lines, across(100, 118, 138, 200, 218, 238)))
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    assert texts(second) == [
        ["ขั้นตอน", "ความเสี่ยง", "ระดับ"],
        ["จัดซื้อพัสดุของหน่วยงาน", "เลือกผู้ขายรายเดิมเสมอมา", "ต่ำ"],
    ]


def wordy(at, first, second="", third=""):
    places = ((55, first), (250, second), (450, third))
    return printed(*((x, text) for x, text in places if text), at=at)


def test_a_table_of_words_without_any_rules_has_rows_where_its_columns_leave_room():
    lines = [
        wordy(115, "ขั้นตอน", "ความเสี่ยง", "ระดับ"),
        wordy(138, "จัดซื้อพัสดุ", "เลือกผู้ขาย", "สูง"),
        wordy(153, "", "รายเดิม"),
        wordy(176, "ออกใบอนุญาต", "เรียกรับเงิน", "ต่ำ"),
        wordy(191, "ก่อสร้าง"),
    ]
    (grid,) = page_blocks(page_of(lines))
    assert isinstance(grid, Grid)
    assert texts(grid) == [
        ["ขั้นตอน", "ความเสี่ยง", "ระดับ"],
        ["จัดซื้อพัสดุ", "เลือกผู้ขายรายเดิม", "สูง"],
        ["ออกใบอนุญาตก่อสร้าง", "เรียกรับเงิน", "ต่ำ"],
    ]


def test_prose_with_wide_spaces_is_no_table():
    lines = [
        printed((55, "ตามที่กฎหมาย"), (125, "กำหนด"), (165, "ให้หน่วยงานของรัฐทุกแห่งจัดทำแผน"), at=115),
        printed((55, "ปฏิบัติการ"), (120, "ป้องกันการทุจริต"), (212, "และรายงานผลทุกปี"), at=130),
        printed((55, "ต่อผู้บริหาร"), (130, "และประชาชน"), (200, "โดยเปิดเผยต่อสาธารณะ"), at=145),
    ]
    assert not [block for block in page_blocks(page_of(lines)) if isinstance(block, Grid)]


def test_a_row_across_a_ruled_table_is_one_cell_where_its_words_part_at_a_boundary():
    ys = (100, 118, 138, 158, 178)
    bands = [filled(top, bottom) for top, bottom in pairwise(ys)]
    upright = [
        rule for index, (_, sides) in enumerate(bands) for rule in sides if index != 1 or rule.at in (LEFT, RIGHT)
    ]
    heading = printed((110, "มิติที่"), (152, "2 บ้านเมืองโปร่งใส"), at=130)
    lines = [HEADER, heading, row("โครงการหนึ่ง", "10,000", "-", 152, "1"), row("สอง", "-", "5,000", 172, "2")]
    gap = heading.clusters[7].x0 - heading.clusters[6].x1
    assert 0.35 * heading.height < gap < 0.8 * heading.height
    (grid,) = page_layout(page_of(lines, across(*ys), upright)).blocks
    assert isinstance(grid, Grid)
    assert texts(grid)[1] == ["มิติที่ 2 บ้านเมืองโปร่งใส"]


def test_a_single_space_in_the_first_column_is_no_gap_between_columns():
    head = printed((85, "มิติ"), (200, "แผน"), (300, "ผล"), at=100)
    rows = [printed((60, "มิติที่"), (100, str(n)), (200, "9"), (300, "8"), at=115 + 15 * n) for n in range(4)]
    for row in rows:
        row.spaces = [97.0]
    assert len(column_edges([head, *rows], [head])) == 2


def test_rules_that_close_single_cells_of_a_ruled_table_are_no_table():
    """A cell merged down parts the rules between rows; the page's number below has the columns of no row."""
    whole, parts = (100, 120, 200), (140, 160, 180)
    rules = [*across(*whole), *(Rule(y, *ends) for y in parts for ends in ((LEFT, EDGES[0]), (EDGES[1], RIGHT)))]
    upright = [Rule(x, 100, 200) for x in (LEFT, *EDGES, RIGHT)]
    rows = [printed((55, str(n)), (355, "1,000"), (455, "2,000"), at=115 + 20 * n) for n in range(1, 5)]
    number = printed((290, "6"), at=240)
    grid, line = page_blocks(page_of([HEADER, *rows, number], rules, upright))
    assert isinstance(grid, Grid)
    assert isinstance(line, Line)
    assert texts(grid)[1:] == [["1", "", "1,000", "2,000"], *([str(n), "1,000", "2,000"] for n in range(2, 5))]


def two_tables(upper_edges, *captions):
    """A table of three rows above HEADER's, of the same width, with captions between them."""
    upper_ys, lower_ys = (40, 55, 70, 85), (120, 140, 160, 180)
    upright = [Rule(x, 40, 85) for x in (LEFT, *upper_edges, RIGHT)]
    upright += [Rule(x, 120, 180) for x in (LEFT, *EDGES, RIGHT)]
    above = [printed(*((x + 5, f"ข้อ{n}") for x in (LEFT, *upper_edges)), at=52 + 15 * n) for n in range(3)]
    head = printed((55, "มิติ"), (155, "โครงการ"), (355, "ปี 2566"), (455, "ปี 2567"), at=135)
    rows = [row(name, "10,000", "-", 155 + 20 * n, "สุจริต") for n, name in enumerate(("หนึ่ง", "สอง"))]
    between = [printed(caption, at=98 + 13 * n) for n, caption in enumerate(captions)]
    return page_blocks(page_of([*above, *between, head, *rows], across(*upper_ys, *lower_ys), upright))


def test_captions_between_two_tables_of_equal_width_are_no_row_of_either():
    for edges in ((250.0,), EDGES):
        upper, *lines, lower = two_tables(edges, (55, "บัญชีโครงการ"), (440, "(หน่วย : พันบาทต่อปี)"))
        assert isinstance(upper, Grid)
        assert isinstance(lower, Grid)
        assert [line.text for line in lines if isinstance(line, Line)] == ["บัญชีโครงการ", "(หน่วย : พันบาทต่อปี)"]
        assert (upper.column_count, lower.column_count) == (len(edges) + 1, 4)
        assert [len(each) for each in texts(lower)] == [4, 4, 4]


def line_with_ones():
    """A level and an amount with ones, whose ink is two points wide in places of eight, ten points high."""
    clusters = [Cluster("ที่", 40, 46, 90, 100)]
    for at, text in ((54, "1"), (150, "1"), (158, "2"), (166, "0"), (174, "1"), (182, "1"), (190, "0")):
        inset = 3 if text == "1" else 0.5
        clusters.append(Cluster(text, at + inset, at + 8 - inset, 90, 100))
    return PrintedLine(clusters, [52.0], 8, 100)


def test_the_room_beside_a_one_is_no_gap_between_columns():
    line = line_with_ones()
    assert [round(x0) for x0, _ in pieces(line, line.height * NARROWEST)] == [40, 153]


def test_a_heading_with_a_wide_space_between_two_rules_shows_no_columns():
    lines = [
        printed((50, "ที่"), (110, "โครงการ"), (230, "2566"), (310, "2567"), at=75),
        printed((45, "ภารกิจที่"), (110, "1.1"), (142, "ปลูกจิตสำนึกบุคลากร"), at=95),
        printed((50, "1"), (85, "อบรมพนักงานใหม่"), (230, "100"), (310, "200"), at=115),
        printed((50, "2"), (85, "ประชุมประจำเดือน"), (230, "300"), (310, "400"), at=135),
    ]
    grids = [block for block in page_blocks(page_of(lines, across(60, 80, 100, 120, 140))) if isinstance(block, Grid)]
    assert [grid.row_count for grid in grids] == [4]
    assert texts(grids[0])[2:] == [["1", "อบรมพนักงานใหม่", "100", "200"], ["2", "ประชุมประจำเดือน", "300", "400"]]
