"""Rules one below the other that are a table without upright rules."""

from __future__ import annotations

from extract.read.layout.printed import Rule
from extract.read.ocr.ladders import divided, ladders, with_open_rows

DPI = 100
ROWS = [Rule(at, 50, 650) for at in (100, 160, 220, 280)]


def test_rules_of_one_width_are_a_ladder_and_one_that_lost_its_end_is_of_it():
    (ladder,) = ladders([*ROWS[:2], Rule(220, 140, 640), ROWS[3]], DPI)
    assert [(rule.at, rule.start, rule.end) for rule in ladder] == [(rule.at, 50, 650) for rule in ROWS]
    assert not ladders(ROWS[:2], DPI)
    assert not ladders([Rule(at, 50, 250) for at in (100, 160, 220)], DPI)  # words
    assert len(ladders([*ROWS, *(Rule(rule.at + 600, 50, 650) for rule in ROWS)], DPI)) == 2


def test_rows_beside_a_cell_that_spans_them_are_no_ladder_of_their_own():
    inner = [Rule(at, 200, 650) for at in (80, 120, 140, 200)]
    (ladder,) = ladders([*ROWS, *inner], DPI)
    assert [rule.at for rule in ladder] == sorted(rule.at for rule in (*ROWS, *inner))
    assert ladder[0] == inner[0]


def test_columns_that_go_on_together_show_a_row_that_a_page_break_cut():
    columns = [Rule(50, 100, 340), Rule(300, 100, 338), Rule(650, 100, 400)]
    rows, kept = with_open_rows(ladders(ROWS, DPI), ROWS, [Rule(339, 50, 300)], columns, DPI)
    assert rows == [*ROWS, Rule(340, 50, 650)]
    assert [column.end for column in kept] == [340, 340, 340]


def test_one_column_that_goes_on_is_cut_and_columns_that_cross_more_rows_are_not():
    fold = Rule(300, 100, 340)
    rows, kept = with_open_rows(ladders(ROWS, DPI), ROWS, [], [fold, Rule(50, 100, 280)], DPI)
    assert (rows, kept[0].end) == (ROWS, 280)
    more = [*ROWS, Rule(330, 50, 450)]
    assert with_open_rows(ladders(ROWS, DPI), more, [], [fold, Rule(50, 100, 340)], DPI)[1][0] == fold


def test_a_row_beside_a_cell_that_goes_on_is_not_the_last():
    inner = [Rule(at, 200, 650) for at in (250, 310, 340)]
    columns = [Rule(50, 100, 400), Rule(200, 100, 380), Rule(650, 100, 400)]
    rows, kept = with_open_rows(ladders([*ROWS, *inner], DPI), [*ROWS, *inner], [], columns, DPI)
    assert (rows, kept) == ([*ROWS, *inner], columns)


def test_tables_of_other_widths_below_one_another_share_no_side():
    below = [Rule(at, 50, 400) for at in (320, 380, 440)]
    side = Rule(50, 100, 440)
    parts = list(divided(ladders([*ROWS, *below], DPI), [*ROWS, *below], [side, Rule(650, 100, 280)], DPI))
    assert [[(c.start, c.end) for c in columns if c.at == 50] for _, columns in parts[:2]] == [
        [(100, 280)],
        [(320, 440)],
    ]
    assert list(divided(ladders(ROWS, DPI), ROWS, [side], DPI)) == [(ROWS, [side])]
