"""Columns of figures that prove what they are: in each row one of them is the sum of those beside it.

| งาน            | ไตรมาส 1 | ไตรมาส 2 | ทั้งปี   |
| ปลุกใจพนักงาน    | 10.0    | 5.5     | 15.5  |
| เด็กดีศรีตำบล      | 0.0     | 20.0    | 20.0  |

The sum is the budget, the others are its parts, whatever their titles are and however the figures are printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from extract.grammar.field import Field
from extract.tables.headers import Header, Row, text_of
from normalize.money import MoneyStatus, parse_money

FEWEST = 2
"""Rows in which two parts or more are not zero, at the least."""

MOST = 0.9
"""Share of the rows with figures in which the sum is right, and of a column's filled cells that are figures."""

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?")

_REPLACED = ("source", "schedule", "total", "dimension", "section", "order", "code", "status", Field.BUDGET)
"""Roles, by the words of a title, that a proof outweighs."""


def prove_sums(header: Header, body: Sequence[Row]) -> frozenset[int]:
    """Makes the column that is proved to be the sum of those beside it the budget, and these its parts.

    Returns the columns. A table with columns of years has its own proof.
    """
    if header.years:
        _sum_of_years(header, body)
        return frozenset()
    figures = {c: found for c in range(header.width) if (found := _figures(header, body, c))}
    proofs = [
        (whole, parts)
        for whole in figures
        for parts in (_beside(figures, whole, -1), _beside(figures, whole, 1))
        if _is_sum(figures, whole, parts)
    ]
    if len(proofs) != 1:
        return frozenset()
    whole, parts = proofs[0]
    for column in (whole, *parts):
        header.ticked.pop(column, None)
        header.roles[column] = "source"
    for other in [other for other, role in header.roles.items() if role == Field.BUDGET]:
        del header.roles[other]
    header.roles[whole] = Field.BUDGET
    return frozenset((whole, *parts))


def _sum_of_years(header: Header, body: Sequence[Row]) -> None:
    """Makes a column without a known title the total, if it is the sum of all years in each row."""
    years = sorted(header.years)
    figures = {c: found for c in range(header.width) if (found := _figures(header, body, c))}
    free = [c for c in figures if c not in header.years and c not in header.roles]
    sums = [c for c in free if all(year in figures for year in years) and _is_sum(figures, c, years)]
    if len(sums) == 1:
        header.roles[sums[0]] = "total"


def _figures(header: Header, body: Sequence[Row], column: int) -> dict[int, Decimal]:
    """The figures of a column by row; empty if it holds other things, or counts its rows."""
    if header.roles.get(column) not in (None, *_REPLACED):
        return {}
    texts = {at: text for at, row in enumerate(body) if (text := text_of(row, column))}
    found = {at: value for at, text in texts.items() if (value := _value(text)) is not None}
    counts = list(found.values()) == [Decimal(number) for number in range(1, len(found) + 1)]
    return found if len(found) >= max(FEWEST, MOST * len(texts)) and not counts else {}


def _value(text: str) -> Decimal | None:
    if _FIGURE.fullmatch(text):
        return Decimal(text.replace(",", ""))
    money = parse_money(text)
    return Decimal(0) if money.status is MoneyStatus.NONE else money.value


def _beside(figures: Mapping[int, Mapping[int, Decimal]], whole: int, step: int) -> tuple[int, ...]:
    """The columns of figures next to one, on one side, without a gap."""
    found: list[int] = []
    column = whole + step
    while column in figures:
        found.append(column)
        column += step
    return tuple(found)


def _is_sum(figures: Mapping[int, Mapping[int, Decimal]], whole: int, parts: Sequence[int]) -> bool:
    if len(parts) < FEWEST:
        return False
    rows = [row for row, value in figures[whole].items() if value or any(figures[c].get(row) for c in parts)]
    right = sum(figures[whole][row] == sum(figures[c].get(row, Decimal(0)) for c in parts) for row in rows)
    several = sum(sum(bool(figures[c].get(row)) for c in parts) >= FEWEST for row in rows)
    return several >= FEWEST and right >= MOST * len(rows)
