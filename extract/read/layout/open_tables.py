"""The tables of a part of a page: those with rules, with all that lack some, and those without any.

Every reader of a page asks here, so that what is converted and what is printed as text have the same tables.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.read.layout.across import lacking_rules
from extract.read.layout.columns import FEWEST_COLUMNS, Columns
from extract.read.layout.doubtful_tables import with_doubt
from extract.read.layout.drawn_cells import drawn_tables
from extract.read.layout.forms import form_tables
from extract.read.layout.lattice import NEAR, RuledTable, ruled_tables
from extract.read.layout.lost_sides import with_lost_sides
from extract.read.layout.marked_tables import marked_tables
from extract.read.layout.printed import PrintedLine, PrintedPage, PrintedPart, Rule
from extract.read.layout.unruled import unruled_tables

FEWEST_RULED = 3
"""Minimum number of rows of a table that has rules between all of them."""

LEAST_RULED = 0.5
"""Minimum share of the length of a table that the rules between two of its rows or columns cover."""


def tables_of_rules(part: PrintedPart, above: Columns | None = None) -> list[RuledTable]:
    """The tables with rules, also those that lack some. `above`: columns that may continue from the page before."""
    lacking = lacking_rules(part.horizontal, part.vertical, part.lines, above)
    tables = ruled_tables([*part.horizontal, *lacking.horizontal], [*part.vertical, *lacking.vertical])
    tables = [with_lost_sides(table, [line for line in part.lines if is_inside(line, table)]) for table in tables]
    return [_drawn_instead(table, part) for table in tables]


def _drawn_instead(table: RuledTable, part: PrintedPart) -> RuledTable:
    """A table that lacks rules between its rows or its columns, as the order of its texts shows it, if this fits."""
    has_columns = all(_is_ruled(x, part.vertical, table.top, table.bottom) for x in table.xs[1:-1])
    has_rows = all(_is_ruled(y, part.horizontal, table.x0, table.x1) for y in table.ys[1:-1])
    if has_columns and has_rows and table.rows >= FEWEST_RULED:
        return table
    inside = [line for line in part.lines if is_inside(line, table)]
    known = Columns(table.x0, table.x1, table.xs[1:-1]) if has_columns else None
    drawn = drawn_tables(inside, known)
    if len(drawn) != 1 or not all(is_inside(line, drawn[0]) for line in inside):
        return table
    is_finer = drawn[0].rows > table.rows if has_columns else drawn[0].columns != table.columns
    return drawn[0] if is_finer else table


def _is_ruled(at: float, rules: Sequence[Rule], start: float, end: float) -> bool:
    """Whether rules are at a place, along a part of a table's length."""
    own = [rule for rule in rules if abs(rule.at - at) <= NEAR and rule.end > start and rule.start < end]
    return sum(min(rule.end, end) - max(rule.start, start) for rule in own) >= LEAST_RULED * (end - start)


def open_tables(
    lines: Sequence[PrintedLine],
    above: Columns | None = None,
    ahead: Sequence[PrintedLine] = (),
    starts: Sequence[float] = (),
) -> list[RuledTable]:
    """The tables without rules among lines outside the others: by their marks, by gaps that all lines share, else as
    forms of labels and texts.

    `ahead`: the lines of the next page, on which the last table may go on. `starts`: where the texts of the forms of
    the page before begin.
    """
    drawn = drawn_tables(lines, above)
    lines, all_lines = [line for line in lines if not any(is_inside(line, table) for table in drawn)], lines
    marked = marked_tables(lines, above, ahead)
    rest = [line for line in lines if not any(is_inside(line, table) for table in marked)]
    found = sorted([*drawn, *marked, *unruled_tables(rest, above)], key=lambda table: table.top)
    outside = [line for line in lines if not any(is_inside(line, table) for table in found)]
    forms = form_tables(outside, starts, ahead)
    outside = [line for line in outside if not any(is_inside(line, table) for table in forms)]
    found = sorted([*found, *forms], key=lambda table: table.top)
    lines = all_lines
    return [with_doubt(table, [line for line in lines if is_inside(line, table)], outside) for table in found]


def is_inside(line: PrintedLine, table: RuledTable) -> bool:
    """Whether a line is within the outline of a table."""
    middle = line.baseline - line.height / 2
    left, right = line.clusters[0].x0, line.clusters[-1].x1
    return table.top - 1 <= middle <= table.bottom + 1 and left < table.x1 and right > table.x0


def last_columns(tables: Sequence[RuledTable]) -> Columns | None:
    """The columns of the lowest table of a page, which it may keep on the next one; None without a table."""
    last = max((t for t in tables if t.columns >= FEWEST_COLUMNS), key=lambda table: table.bottom, default=None)
    return Columns(last.xs[0], last.xs[-1], last.xs[1:-1]) if last is not None else None


def lines_ahead(main: PrintedPart, ahead: PrintedPage | None) -> Sequence[PrintedLine]:
    """The lines of the next page, if it is printed in the same direction."""
    if ahead is None or not ahead.parts or ahead.parts[0].frame.turn != main.frame.turn:
        return ()
    return ahead.parts[0].lines
