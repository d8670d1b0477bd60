"""Tables that lack some of their rules, read by the order in which their texts were drawn."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.document import Grid
from extract.read.layout.drawn_instead import drawn_instead
from extract.read.layout.page_blocks import page_blocks
from extract.read.layout.printed import PrintedPart, Rule
from tests.extract.read.layout.builders import UPRIGHT, page_of
from tests.extract.read.layout.test_drawn_cells import TABLE, WANTED, Drawn, printed_in_order, row


def part_of(texts: Sequence[Drawn], across: Sequence[Rule], upright: Sequence[Rule] = ()) -> PrintedPart:
    return PrintedPart(UPRIGHT, printed_in_order(texts), list(across), list(upright))


def grids(texts: Sequence[Drawn], across: Sequence[Rule], upright: Sequence[Rule] = ()) -> list[list[list[str]]]:
    """The texts of all tables of a page."""
    blocks = page_blocks(page_of(printed_in_order(texts), across, upright))
    return [
        [[cell.text.replace("\n", " ") for cell in own] for own in block.rows()]
        for block in blocks
        if isinstance(block, Grid)
    ]


def box(left: float, top: float, right: float, bottom: float) -> tuple[list[Rule], list[Rule]]:
    """The rules around a frame."""
    return [Rule(top, left, right), Rule(bottom, left, right)], [Rule(left, top, bottom), Rule(right, top, bottom)]


def test_a_table_of_which_only_the_outline_is_ruled():
    assert grids(TABLE, *box(52, 80, 250, 230)) == [WANTED]


def test_two_framed_tables_and_a_title_between_them_are_no_table_of_three_rules():
    second = [(x + (6 if x > 60 else 0), at + 190, text) for x, at, text in TABLE]
    frames = [box(52, 80, 250, 230), box(52, 272, 250, 420)]
    texts = [*TABLE, (60.0, 252.0, "บัญชีที่สอง"), *second]
    across, upright = ([rule for frame in frames for rule in frame[side]] for side in (0, 1))
    assert grids(texts, across, upright) == [WANTED, WANTED]


def test_upright_rules_show_the_columns_and_which_of_them_a_name_is_above():
    texts = [
        (60.0, 100.0, "ที่"), (150.0, 100.0, "เงินของปี"),
        (130.0, 120.0, "หก"), (200.0, 120.0, "เจ็ด"),
        (60.0, 140.0, "1"), (130.0, 140.0, "500"), (200.0, 140.0, "70"),
        (60.0, 160.0, "2"), (130.0, 160.0, "-"), (200.0, 160.0, "80"),
    ]  # fmt: skip
    across, sides = box(52, 80, 260, 170)
    upright = [*sides, Rule(120, 80, 170), Rule(190, 105, 170)]
    tables = drawn_instead(part_of(texts, across, upright))
    assert [(table.rows, table.columns) for table in tables] == [(4, 3)]
    spans = [(cell.column, cell.column_span) for cell in tables[0].cells if cell.row == 0]
    assert spans == [(0, 1), (1, 2)]


def test_touching_frames_whose_upright_rules_differ_are_two_tables():
    first = [text for at in (100, 120, 140) for text in ((60.0, at, "ชื่อ"), (130.0, at, "ปลูกป่า"))]
    second = [text for at in (170, 190, 210) for text in ((60.0, at, "ผู้รับผิดชอบ"), (160.0, at, "กองช่าง"))]
    across = [Rule(80, 52, 260), Rule(155, 52, 260), Rule(220, 52, 260)]
    upright = [*(Rule(x, 80, 220) for x in (52, 260)), Rule(124, 80, 155), Rule(154, 155, 220)]
    assert [(t.rows, t.columns) for t in drawn_instead(part_of([*first, *second], across, upright))] == [(3, 2), (3, 2)]


def test_a_rule_within_a_drawn_row_contradicts_it():
    """The texts on both sides of the rule are no lines of one cell."""
    frame = box(52, 80, 250, 230)
    assert drawn_instead(part_of(TABLE, *frame))
    assert not any(
        cell.top < 132 < cell.bottom
        for table in drawn_instead(part_of(TABLE, [*frame[0], Rule(132, 52, 250)], frame[1]))
        for cell in table.cells
    )


def test_a_coloured_row_is_no_table_and_parts_none():
    heading = (58.0, 160.0, "หมวดน้ำใส")
    texts = [*TABLE[:9], heading, *[(x, at + 20, text) for x, at, text in TABLE[9:]]]
    bar = box(52, 148, 250, 166)
    across = [*bar[0], Rule(80, 52, 250), Rule(250, 52, 250)]
    [grid] = grids(texts, across, bar[1])
    assert [own[0] for own in grid] == ["ก", "1", "หมวดน้ำใส", "2", "3"]


def test_tables_with_all_their_rules_are_left_to_these():
    across = [Rule(y, 52, 250) for y in (80, 110, 150, 190, 230)]
    upright = [Rule(x, 80, 230) for x in (52, 70, 147, 205, 250)]
    assert drawn_instead(part_of(TABLE, across, upright)) == []


def test_amounts_in_the_row_of_a_total_are_in_the_columns_of_the_page_before():
    """Alone on its page, its amounts nearly touch."""
    from extract.read.layout.columns import Columns
    from extract.read.layout.drawn_cells import drawn_tables

    total = [(60.0, 100.0, "รวม"), (135.0, 100.0, "9000000"), (176.0, 100.0, "8000000"), (217.0, 100.0, "7000000")]
    columns = Columns(52, 270, (130.0, 173.0, 214.0))
    [table] = drawn_tables(printed_in_order(total), columns)
    assert (table.rows, table.columns) == (1, 4)
    assert drawn_tables(printed_in_order(total)) == []
    assert drawn_tables(printed_in_order(row(100, "1", ["ปลูก", "ป่า"], ["กองช่าง"], "500")))
