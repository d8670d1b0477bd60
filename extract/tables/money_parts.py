"""Columns whose amounts are parts of another column's: money by source or by quarter beside their sum.

The sum is the year's budget, and the cells prove it: in each row it is what the other columns of the year add up to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.tables.headers import Header, Row, text_of
from normalize.money import parse_money

FEWEST = 2
"""Minimum number of rows with money that prove a sum."""

MANY = 0.8
"""Minimum share of these rows that add up. A clerk may have miscounted one."""


def set_parts_aside(header: Header, body: Sequence[Row]) -> None:
    """Leaves one column a year where the others are parts of it: the others become columns of sources."""
    by_year: dict[int | None, list[int]] = defaultdict(list)
    for column, year in header.years.items():
        by_year[year].append(column)
    if not header.years:
        by_year[None] = sorted(column for column, role in header.roles.items() if role == Field.BUDGET)
    for fiscal_year, columns in by_year.items():
        totals = [column for column in header.columns("total") if column == max(columns, default=0) + 1]
        beside = max(columns, default=0) + 1
        if beside not in header.roles and _lowest(header, beside).startswith(family().totals.sums):
            totals.append(beside)  # รวมทั้งปี
        totals += [column for column in columns if _lowest(header, column).startswith(family().totals.sums)]
        whole = _whole(list(dict.fromkeys([*columns, *totals])), totals, body) if len(columns) > 1 else None
        if whole is None:
            continue
        for column in columns:
            header.years.pop(column, None)
            header.roles[column] = "source"
        header.roles.pop(whole, None)
        if fiscal_year is None:
            header.roles[whole] = Field.BUDGET
        else:
            header.years[whole] = fiscal_year


def whole_of(columns: Sequence[int], body: Sequence[Row]) -> int | None:
    """The only one of columns of money that holds the sums of several others in each row."""
    return _whole(columns, (), body)


def _lowest(header: Header, column: int) -> str:
    """The lowest title of a column, in comparable form."""
    return header.titles[column].rpartition("|")[2] if column < len(header.titles) else ""


def _whole(columns: Sequence[int], totals: Sequence[int], body: Sequence[Row]) -> int | None:
    """The column that holds the sums of the others, by its title (`totals`) or by the cells alone, else None."""
    amounts = [{column: _value(text_of(row, column)) for column in columns} for row in body]
    found = [column for column in columns if _is_sum(column, amounts)]
    titled = [column for column in found if column in totals]
    proved = [column for column in found if _parts(column, amounts) > 1]
    return next(iter(titled or (proved if len(proved) == 1 else ())), None)


def _is_sum(column: int, amounts: Sequence[Mapping[int, Decimal]]) -> bool:
    filled = [row for row in amounts if any(row.values())]
    right = sum(2 * row[column] == sum(row.values()) for row in filled)
    return right >= max(FEWEST, MANY * len(filled))


def _parts(column: int, amounts: Sequence[Mapping[int, Decimal]]) -> int:
    """How many other columns have money in any row."""
    return len({other for row in amounts for other, value in row.items() if other != column and value})


def _value(text: str) -> Decimal:
    return parse_money(text).value or Decimal(0)
