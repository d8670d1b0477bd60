"""Headers and labels outside the drawn part of a table, and lines below a table that are no rows of it."""

from __future__ import annotations

from extract.model.document import Grid, Line
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.printed import Rule
from tests.extract.read.layout.builders import page_of, printed

XS = (50.0, 90.0, 350.0, 450.0, 550.0)
HEAD = printed((60, "ที่"), (100, "รายการ"), (370, "แผน"), (470, "จ่าย"), at=115)


def row(number, name, at):
    return printed((60, number), (95, name), (380, "5,000"), (480, "4,000"), at=at)


def blocks(lines, *bands):
    across = [Rule(y, XS[0], XS[-1]) for band in bands for y in band]
    return page_blocks(page_of(lines, across, [Rule(x, *band) for band in bands for x in XS]))


def texts(grid):
    assert isinstance(grid, Grid)
    return [[cell.text for cell in cells] for cells in grid.rows()]


def test_a_header_above_filled_rows_is_part_of_the_table():
    title = printed((60, "ก" * 70), at=80)
    label = printed((55, "กองช่างเทศบาล"), at=135)
    lines = [title, HEAD, label, row("1", "ขุดบ่อ", 155), row("2", "ปลูกป่า", 175), row("3", "ทำฝาย", 195)]
    first, grid = blocks(lines, (140, 160), (180, 200))
    assert isinstance(first, Line)
    assert texts(grid)[0] == ["ที่", "รายการ", "แผน", "จ่าย"]
    assert texts(grid)[1][0] == "กองช่างเทศบาล"
    assert texts(grid)[-1] == ["3", "ทำฝาย", "5,000", "4,000"]


def test_prose_above_filled_rows_is_not():
    lines = [printed((60, "ก" * 70), at=135), row("1", "ขุดบ่อ", 155), row("2", "ปลูกป่า", 175), row("3", "ทำฝาย", 195)]
    first, grid = blocks(lines, (140, 160), (180, 200))
    assert isinstance(first, Line)
    assert len(texts(grid)) == 3


def test_the_label_above_the_next_filled_row_is_part_of_the_table():
    label = printed((55, "กองช่างเทศบาล"), at=195)
    rows = [row("1", "ขุดบ่อ", 135), row("2", "ปลูกป่า", 155), row("3", "ทำฝาย", 175), row("4", "สร้าง", 215)]
    (grid,) = blocks([HEAD, *rows[:3], label, rows[3]], (120, 140), (140, 160), (200, 220))
    assert [cells[0] for cells in texts(grid)][-3:] == ["3", "กองช่างเทศบาล", "4"]


def bare(*below):
    """A table without rules, and lines below it."""
    return page_blocks(page_of([HEAD, row("1", "ขุดบ่อ", 130), row("2", "ปลูกป่า", 145), *below]))


def test_a_wide_label_of_a_level_does_not_end_a_table_without_rules():
    label = printed((60, "มิติสาม " + "ก" * 70), at=160)
    (grid,) = bare(label, row("3", "ทำฝาย", 175), row("4", "สร้างสระ", 190))
    assert texts(grid)[-1] == ["4", "สร้างสระ", "5,000", "4,000"]


def test_prose_does():
    grid, *rest = bare(printed((60, "ก" * 80), at=160), printed((60, "ก" * 70), at=175))
    assert len(texts(grid)) == 3
    assert all(isinstance(block, Line) for block in rest)


def test_a_heading_below_a_table_without_rules_is_no_row_of_it():
    grid, heading = bare(printed((55, "อุปสรรค"), at=175))
    assert len(texts(grid)) == 3
    assert isinstance(heading, Line)


def test_figures_in_a_font_with_another_baseline_are_in_the_row_of_their_words():
    lines = [HEAD]
    for n, at in ((1, 135), (2, 175)):
        lines += [
            printed((60, str(n)), (380, "5,000"), (480, "4,000"), at=at - 3),
            printed((95, "ขุดบ่อน้ำตื้น"), at=at),
        ]
        lines.append(printed((95, "หมู่บ้าน"), at=at + 18))
    across = [Rule(y, XS[0], XS[-1]) for y in (100, 120, 200)]
    (grid,) = page_blocks(page_of(lines, across))
    assert texts(grid)[1:] == [
        ["1", "ขุดบ่อน้ำตื้นหมู่บ้าน", "5,000", "4,000"],
        ["2", "ขุดบ่อน้ำตื้นหมู่บ้าน", "5,000", "4,000"],
    ]
