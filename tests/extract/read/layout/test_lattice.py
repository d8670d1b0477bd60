"""From rules to tables: lattices, spans, frames, drawings."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extract.read.layout.lattice import MOST_RULES, ruled_tables
from extract.read.layout.printed import Rule

STEP = 20.0


def lattice(rows, columns):
    across = [Rule(STEP * r, 0, STEP * columns) for r in range(rows + 1)]
    down = [Rule(STEP * c, 0, STEP * rows) for c in range(columns + 1)]
    return across, down


@given(st.integers(1, 8), st.integers(2, 8), st.randoms())
def test_a_full_lattice_has_a_cell_in_every_place(rows, columns, random):
    across, down = lattice(rows, columns)
    random.shuffle(across)
    random.shuffle(down)
    (table,) = ruled_tables(across, down)
    assert (table.rows, table.columns, len(table.cells)) == (rows, columns, rows * columns)
    assert all((cell.row_span, cell.column_span) == (1, 1) for cell in table.cells)


def test_a_rule_that_is_missing_joins_two_places():
    across, down = lattice(2, 2)
    down[1] = Rule(STEP, STEP, 2 * STEP)  # only next to the second row
    (table,) = ruled_tables(across, down)
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [
        (0, 0, 1, 2),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


def test_rules_in_pieces_are_one_rule():
    across, down = lattice(2, 2)
    pieces = [Rule(rule.at, start, start + STEP) for rule in across for start in (0, STEP)]
    assert ruled_tables(pieces, down) == ruled_tables(across, down)


def test_a_frame_alone_is_no_table_and_two_tables_stand_in_order():
    across, down = lattice(1, 1)
    assert ruled_tables(across, down) == []
    across, down = lattice(1, 2)
    lower = [Rule(rule.at + 500, rule.start, rule.end) for rule in across]
    lower_down = [Rule(rule.at, rule.start + 500, rule.end + 500) for rule in down]
    tables = ruled_tables(lower + across, lower_down + down)
    assert [table.top for table in tables] == [0, 500]


def test_a_drawing_of_too_many_rules_is_no_table():
    rules = [Rule(10.0 * n, 0, 10.0 * MOST_RULES) for n in range(MOST_RULES + 1)]
    assert ruled_tables(rules, rules) == []


def test_a_row_that_the_end_of_the_page_leaves_open_is_a_row():
    across, down = lattice(2, 2)
    [closed] = ruled_tables(across, down)
    assert ruled_tables(across[:-1], down) == [replace(closed, is_cut_below=True)]
    assert ruled_tables(across[1:], down) == [replace(closed, is_cut_above=True)]


def test_the_rest_of_a_row_alone_on_its_page_is_a_row():
    across, down = lattice(1, 3)
    [closed] = ruled_tables(across, down)
    assert ruled_tables(across[1:], down) == [replace(closed, is_cut_above=True)]
    assert ruled_tables([], down) == []
    assert ruled_tables(across[1:], down[:-1]) == []  # the columns of a web page


def test_a_rule_that_parts_no_cells_makes_no_column():
    across, down = lattice(3, 2)
    stroke = Rule(1.5 * STEP, STEP + 5, STEP + 10)  # a quarter of the row
    (table,) = ruled_tables(across, [*down, stroke])
    (plain,) = ruled_tables(across, down)
    assert table == plain


def test_the_rules_of_one_table_do_not_move_those_of_another():
    """Browsers draw a frame around each cell: two rules three points apart, in tables with columns of their own."""

    def frames(xs, top):
        cells = [(x0 + 1.2, x1 - 1.2) for x0, x1 in pairwise(xs)]
        sides = [Rule(x, top + 20 * r + 1.1, top + 20 * r + 18.9) for r in range(3) for cell in cells for x in cell]
        ends = [Rule(top + 20 * r + y, *cell) for r in range(3) for cell in cells for y in (1.1, 18.9)]
        outer = [Rule(top, xs[0], xs[-1]), Rule(top + 60, xs[0], xs[-1])]
        return [*ends, *outer], [*sides, Rule(xs[0], top, top + 60), Rule(xs[-1], top, top + 60)]

    first, second = frames([50, 100, 300], 100), frames([50, 103, 300], 400)
    tables = ruled_tables([*first[0], *second[0]], [*first[1], *second[1]])
    assert [(table.rows, table.columns) for table in tables] == [(3, 2), (3, 2)]
