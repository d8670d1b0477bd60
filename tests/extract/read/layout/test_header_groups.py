"""The names of groups of columns, texts beside names centred in wide columns, and labels across columns."""

from __future__ import annotations

from extract.model.document import Grid
from extract.read.layout.columns import column_edges, header_groups
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.printed import Rule
from tests.extract.read.layout.builders import page_of, printed

LEFT, RIGHT = 50.0, 550.0


def across(*ys):
    return [Rule(y, LEFT, RIGHT) for y in ys]


def texts(grid):
    return [[cell.text for cell in cells] for cells in grid.rows()]


def grid_of(lines, rules):
    (grid,) = page_blocks(page_of(lines, rules))
    assert isinstance(grid, Grid)
    return grid


UPPER = printed((60, "ที่"), (90, "รายการ"), (365, "จ่าย"), (500, "ที่มา"), at=115)
LOWER = printed((290, "ต้นปี"), (360, "ปลายปี"), (430, "รวมปี"), at=135)
HALVES = [
    printed((60, "1"), (90, "ขุดบ่อ"), (280, "10,000"), (350, "20,000"), (425, "30,000"), (500, "กองช่าง"), at=155),
    printed((60, "2"), (90, "ปลูกป่าชุมชนริมน้ำ"), (310, "-"), (355, "5,000"), (430, "5,000"), (500, "กองคลัง"), at=175),
]


def test_a_name_in_the_middle_of_several_names_is_that_of_their_group():
    (group,) = header_groups([UPPER, LOWER])
    assert (group.name[0], group.columns) == (365, (290, 455))
    grid = grid_of([UPPER, LOWER, *HALVES], across(100, 140, 160, 180))
    assert texts(grid)[0] == ["ที่", "รายการ", "จ่าย", "ที่มา"]
    assert [cell.column_span for cell in grid.rows()[0]] == [1, 1, 3, 1]
    assert texts(grid)[1] == ["ต้นปี", "ปลายปี", "รวมปี"]
    assert texts(grid)[2] == ["1", "ขุดบ่อ", "10,000", "20,000", "30,000", "กองช่าง"]


def test_the_rule_below_a_name_shows_its_columns_wherever_it_is():
    upper = printed((60, "ที่"), (90, "รายการ"), (290, "จ่าย"), (500, "ที่มา"), at=115)
    assert not header_groups([upper, LOWER])
    (group,) = header_groups([upper, LOWER], rules=[Rule(120, 280, 470)])
    assert (group.columns, group.bottom) == ((290, 455), 120)


def test_a_rule_below_several_names_shows_no_group():
    years = printed((290, "2566"), (360, "2567"), (430, "2568"), at=115)
    units = printed((285, "บาท"), (355, "บาท"), (425, "บาท"), at=135)
    assert not header_groups([years, units], rules=[Rule(120, 280, 470)])


def test_a_name_over_the_gap_between_two_others_is_no_group():
    upper = printed((380, "ที่มา"), at=115)
    lower = printed((290, "เงิน"), (480, "เหตุ"), at=135)
    assert not header_groups([upper, lower])


def test_texts_beside_a_centred_name_do_not_end_a_table_of_horizontal_rules():
    head = printed((160, "มิติ"), (330, "แผน"), (400, "จ่าย"), (470, "ร้อยละ"), at=115)
    rows = [
        printed((60, "มิติหนึ่ง สั้น"), (335, "4"), (400, "3"), (475, "75.00"), at=135),
        printed((60, "มิติสอง การบริหารราชการด้วยความโปร่งใส"), (335, "4"), (400, "4"), (475, "99.00"), at=155),
        printed((60, "มิติสาม ภาคประชาชน"), (335, "2"), (400, "2"), (475, "98.00"), at=175),
    ]
    grid = grid_of([head, *rows], across(100, 120, 140, 160, 180))
    assert [len(row) for row in texts(grid)] == [4, 4, 4, 4]
    assert texts(grid)[2] == ["มิติสอง การบริหารราชการด้วยความโปร่งใส", "4", "4", "99.00"]


def test_rows_below_labels_of_levels_go_on_with_the_table():
    head = printed((60, "หน่วยงาน"), (150, "ที่"), (240, "โครงการ"), (430, "ปี 2566"), (500, "ปี 2567"), at=115)
    labels = [printed((55, "มิติที่ 1 วัฒนธรรมสุจริต"), at=135), printed((55, "กลยุทธ์ที่ 1.1 บุคลากร"), at=155)]
    rows = [
        printed((55, "กองคลัง"), (150, "1"), (175, "โครงการอบรมพนักงานใหม่ทุกคน"), (435, "10,000"), (505, "9,000"), at=175),
        printed((55, "กองช่าง"), (150, "2"), (175, "โครงการป้ายหน้างาน"), (435, "20,000"), (505, "8,000"), at=195),
    ]
    grid = grid_of([head, *labels, *rows], across(100, 120, 140, 160, 180, 200))
    assert texts(grid)[3] == ["กองคลัง", "1", "โครงการอบรมพนักงานใหม่ทุกคน", "10,000", "9,000"]


def test_labels_across_columns_close_no_gap_between_columns():
    head = printed((60, "ที่"), (200, "โครงการ"), (400, "บาท"), at=115)
    rows = [
        printed((50, "มิติที่ 1 วัฒนธรรมสุจริต"), at=135),
        *(printed((60, str(n)), (90, "โครงการอบรม"), (400, "5,000"), at=140 + 15 * n) for n in range(1, 5)),
    ]
    assert len(column_edges([head, *rows], [head])) == 2


def test_a_group_begins_where_the_first_of_columns_alike_does():
    """Names aligned at the left: that of the group is over the first of its columns only."""
    lines = [
        printed((50, "โครงการ"), (300, "ระยะเวลา"), (500, "หมายเหตุ"), at=100),
        printed((300, "ไตรมาส 1"), (350, "ไตรมาส 2"), (400, "ไตรมาส 3"), (450, "ไตรมาส 4"), at=115),
    ]
    [group] = header_groups(lines)
    assert group.columns == (300, 490)
