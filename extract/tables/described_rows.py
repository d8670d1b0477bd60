"""Details in a wide table of their own, one row a project: they describe the projects that a table before them lists.

| ที่ | โครงการ        | งบประมาณ |      | โครงการ        | วัตถุประสงค์ | วิธีดำเนินการ | ผู้ทำ   |
| 1  | โครงการค่ายคนดี | 20,000   |      | โครงการค่ายคนดี | เพื่อ...   | 1) ประชุม    | กองคลัง |
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.tables.annex_rows import join_annex
from extract.tables.summary_types import SummaryRow
from normalize.money import parse_money
from normalize.text import comparable

FEWEST, MOST = 2, 0.7
"""Minimum number of rows that describe listed projects, and their share of all rows with as many texts."""

FEWEST_TEXTS = 3
"""Texts about a project that a row has which describes it, at the least, beyond those of the row that lists it."""


def join_tables(rows: Sequence[SummaryRow]) -> list[SummaryRow]:
    """The rows, with the money and the texts that tables of their own print for projects that another table lists."""
    return join_described(join_annex(rows))


def join_described(rows: Sequence[SummaryRow]) -> list[SummaryRow]:
    """The rows; those that only describe a project listed above are made its texts.

    A row whose money differs from that of the list stays a row of its own: neither amount is dropped.
    """
    listed: dict[str, SummaryRow] = {}
    pairs: list[tuple[SummaryRow, SummaryRow]] = []
    wide = 0
    for row in rows:
        name = _name(row)
        first = listed.setdefault(name, row) if name else row
        is_wide = first is not row and len(row.projects[0].fields) >= FEWEST_TEXTS + len(first.projects[0].fields)
        wide += is_wide
        if is_wide and _agrees(first, row):
            pairs.append((first, row))
    if len(pairs) < FEWEST or len(pairs) < MOST * wide or len({id(first) for first, _ in pairs}) < len(pairs):
        return list(rows)
    for first, row in pairs:
        first.projects[0].fields = {**row.projects[0].fields, **first.projects[0].fields}
        first.money = first.money or row.money
    taken = {id(row) for _, row in pairs}
    return [row for row in rows if id(row) not in taken]


def _name(row: SummaryRow) -> str:
    return comparable(row.projects[0].name) if len(row.projects) == 1 else ""


def _agrees(row: SummaryRow, other: SummaryRow) -> bool:
    """Whether two rows do not print different amounts."""
    amounts, others = _amounts(row), _amounts(other)
    return not others or not amounts or others == amounts or others == [sum(amounts, Decimal(0))]


def _amounts(row: SummaryRow) -> list[Decimal]:
    read = [parse_money(cell.text).value for cell in row.money if cell.text.strip()]
    return [amount for amount in read if amount is not None]
