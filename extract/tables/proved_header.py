"""Headers of unknown words above tables whose cells prove what they are: names of projects, and what is said of each.

| งานที่จะทำ      | งวดแรก | งวดหลัง | ทั้งปี   | ใครทำ   |
| โครงการค่ายคนดี | 5,000  | 15,000 | 20,000 | กองคลัง |
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.names import named_kind
from extract.grammar.reports import column_meaning
from extract.tables.column_content import LONG, MOST, ColumnContent
from extract.tables.headers import Header, Row, begins_sum, text_of
from extract.tables.money_parts import whole_of
from extract.tables.summary_cells import total_label
from normalize.money import looks_like_money
from normalize.text import comparable

FEWEST = 2
"""Names of projects, at the least."""

REPORTED_MONEY = ("budget_ordinance", "budget_spent", "budget_left")
"""Meanings of columns of a report that hold money beside the planned one."""

TOLD = ("years", Field.BUDGET, Field.RESPONSIBLE, Field.DURATION, "total")
"""What the cells of a table of projects say of each: one of these at the least."""


def is_proved(header: Header, rows: Sequence[Row]) -> bool:
    """Whether the rows below a header list projects and say something of each, whatever its titles are."""
    column = header.column("project")
    title = text_of(rows[header.first_row], column)
    beside = [text_of(rows[header.first_row], c) for c in range(header.width)]
    has_figure = any(looks_like_money(text) or text.isdecimal() for text in beside if text)
    is_name = bool(named_kind(title)) and family().columns.match(title) is None and has_figure
    told = {*header.roles.values(), *(["years"] if header.years else [])}.intersection(TOLD)
    if column is None or is_name or not told:
        return False
    body = rows[header.first_row + header.row_count :]
    names = [name for row in body if _is_entry(header, row) and (name := text_of(row, column))]
    projects = [name for name in names if named_kind(name) and len(comparable(name)) > LONG]
    return len(projects) >= FEWEST and len(projects) >= MOST * len(names)


FEWEST_ENTRIES, FEWEST_TOLD = 3, 2
"""Rows, and what their cells say of each, at the least, where no word tells that they are projects."""


def is_told(header: Header, rows: Sequence[Row]) -> bool:
    """Whether the rows below a header have names that all differ, and say of each its money, its time, who does it."""
    column = header.column("project")
    told = {*header.roles.values(), *(["years"] if header.years else [])}.intersection(TOLD)
    if column is None or len(told - {"total"}) < FEWEST_TOLD:
        return False
    names = [
        comparable(name)
        for row in rows[header.first_row + header.row_count :]
        if _is_entry(header, row) and (name := text_of(row, column))
    ]
    return len(names) >= FEWEST_ENTRIES and len(set(names)) == len(names)


def _is_entry(header: Header, row: Row) -> bool:
    """Whether a row is neither a heading of others nor their sum."""
    is_sum = begins_sum(row) or total_label(header, row) is not None
    return sum(bool(text_of(row, c)) for c in range(len(row))) > 1 and not is_sum


def untitled_budget(header: Header, contents: Sequence[ColumnContent], body: Sequence[Row]) -> int | None:
    """The column of the budget where no title is known: the only one that holds money, or the sum of the others.

    Of others, the only one whose title speaks of money. The parts of a sum become columns of sources.
    """
    if header.money_columns():
        return None
    free = [c for c in range(len(contents)) if c not in header.roles and c not in header.years]
    money = [c for c in free if contents[c].filled and contents[c].money >= MOST and contents[c].orders < MOST]
    money = [c for c in money if column_meaning(header.titles[c].split("|")) not in REPORTED_MONEY]
    if len(money) < 2:
        return next(iter(money), None)
    whole = whole_of(money, body)
    if whole is not None:
        header.roles.update({column: "source" for column in money if column != whole})
        return whole
    named = [column for column in money if _speaks_of_money(header, column)]
    return named[0] if len(named) == 1 else None


def _speaks_of_money(header: Header, column: int) -> bool:
    stems = (*family().fields[Field.BUDGET].stems, *family().units)
    return column < len(header.titles) and any(stem in header.titles[column] for stem in stems)
