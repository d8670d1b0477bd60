"""Tables of projects without a header row: what the columns hold alone tells what they are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.grammar.field import Field
from extract.tables.column_content import MOST, ColumnContent, content_of
from extract.tables.headers import MOST_COLUMNS, Header, Row, text_of
from extract.tables.summary_cells import total_label
from normalize.money import parse_money

FEWEST = 2
"""Rows of projects that a table without a header has, at the least."""


def header_by_content(rows: Sequence[Row], years: Sequence[int]) -> Header | None:
    """The header that a table of projects would have, None where its columns do not tell.

    One column must hold names of projects. Columns of money are those of the plan's fiscal years (`years`, in order)
    where there are as many, with one for their sum at most, or the one column of the budget.
    """
    if not rows or not 2 <= len(rows[0]) <= MOST_COLUMNS:
        return None
    width = len(rows[0])
    plain = Header(width=width)
    body = [
        row for row in rows if total_label(plain, row) is None and sum(bool(text_of(row, c)) for c in range(width)) > 1
    ]
    contents = [content_of(text_of(row, column) for row in body) for column in range(width)]
    project = max(range(width), key=lambda column: (contents[column].kinds, contents[column].letters))
    if len(body) < FEWEST or contents[project].kinds < MOST:
        return None
    money = [c for c, content in enumerate(contents) if _holds_money(content) and c > project]
    header = Header(roles={project: "project"}, width=width, titles=("",) * width)
    if not _give_money(header, body, money, years):
        return None
    _give_fields(header, contents)
    return header


def _holds_money(content: ColumnContent) -> bool:
    return bool(content.filled) and content.money >= MOST and content.orders < MOST


def _give_money(header: Header, body: Sequence[Row], money: Sequence[int], years: Sequence[int]) -> bool:
    """Give the columns of money their years; whether they could be told."""
    if len(money) == 1 and len(years) <= 1:
        header.roles[money[0]] = Field.BUDGET
    elif years and len(money) == len(years):
        header.years.update(zip(money, years, strict=True))
    elif years and len(money) == len(years) + 1 and all(_is_sum(row, money) for row in body):
        header.years.update(zip(money[:-1], years, strict=True))
        header.roles[money[-1]] = "total"
    else:
        return False
    return True


def _is_sum(row: Row, money: Sequence[int]) -> bool:
    values = [parse_money(text_of(row, column)).value or Decimal(0) for column in money]
    return values[-1] == sum(values[:-1])


def _give_fields(header: Header, contents: Sequence[ColumnContent]) -> None:
    project = header.column("project") or 0
    for column, content in enumerate(contents):
        if column in header.roles or column in header.years or not content.filled:
            continue
        if content.orders >= MOST and header.column("order") is None:
            header.roles[column] = "order"
        elif content.coded >= MOST and column < project and header.column("section") is None:
            header.roles[column] = "section"
        elif content.departments >= MOST and header.column(Field.RESPONSIBLE) is None:
            header.roles[column] = Field.RESPONSIBLE
        elif content.times >= MOST and header.column(Field.DURATION) is None:
            header.roles[column] = Field.DURATION
        elif column > project and column == len(contents) - 1:
            header.roles[column] = Field.REMARKS
