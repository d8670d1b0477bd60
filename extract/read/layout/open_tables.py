"""The tables of a part of a page: those with rules, with all that lack some, and those without any.

Every reader of a page asks here, so that what is converted and what is printed as text have the same tables.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.read.layout.across import lacking_rules
from extract.read.layout.columns import FEWEST_COLUMNS, Columns
from extract.read.layout.doubtful_tables import with_doubt
from extract.read.layout.drawn_cells import drawn_tables
from extract.read.layout.drawn_instead import drawn_instead, is_inside, without_rules_of
from extract.read.layout.forms import form_tables
from extract.read.layout.lattice import RuledTable, ruled_tables
from extract.read.layout.lost_sides import with_lost_sides
from extract.read.layout.marked_tables import marked_tables
from extract.read.layout.printed import PrintedLine, PrintedPage, PrintedPart
from extract.read.layout.unruled import unruled_tables


def tables_of_rules(part: PrintedPart, above: Columns | None = None) -> list[RuledTable]:
    """The tables with rules, also those that lack some. `above`: columns that may continue from the page before.

    The order of drawing is asked first: it tells what would have to be guessed from gaps.
    """
    drawn = drawn_instead(part, above)
    rest = without_rules_of(part, drawn)
    lacking = lacking_rules(rest.horizontal, rest.vertical, rest.lines, above)
    tables = ruled_tables([*rest.horizontal, *lacking.horizontal], [*rest.vertical, *lacking.vertical])
    tables = [with_lost_sides(table, [line for line in rest.lines if is_inside(line, table)]) for table in tables]
    return sorted([*drawn, *tables], key=lambda table: (table.top, table.x0))


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


def last_columns(tables: Sequence[RuledTable]) -> Columns | None:
    """The columns of the lowest table of a page, which it may keep on the next one; None without a table."""
    last = max((t for t in tables if t.columns >= FEWEST_COLUMNS), key=lambda table: table.bottom, default=None)
    return Columns(last.xs[0], last.xs[-1], last.xs[1:-1]) if last is not None else None


def lines_ahead(main: PrintedPart, ahead: PrintedPage | None) -> Sequence[PrintedLine]:
    """The lines of the next page, if it is printed in the same direction."""
    if ahead is None or not ahead.parts or ahead.parts[0].frame.turn != main.frame.turn:
        return ()
    return ahead.parts[0].lines
