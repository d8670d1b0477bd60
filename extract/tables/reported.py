"""What a row of a project table reports about its project: progress, reasons for delay, and money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.reports import (
    column_meaning,
    is_status,
    report_round,
    round_of,
    says_nothing,
    tells_reason,
    ticked,
    ticked_choice,
)
from extract.lines.labels import planned_part
from extract.model.document import Cell
from extract.model.plan import Reported, Value
from extract.tables.headers import Header, Row, text_of
from extract.tables.level_column import figure_of
from normalize.money import parse_money
from normalize.years import column_year

BUDGET_SHARE = "percent_budget"

SUMMED = ("projects_done", "budget_planned", "budget_ordinance", "budget_spent", BUDGET_SHARE)
"""Columns of `progress` that the sums of a table of projects have."""

MONEY = {"budget_planned": "budget_plan", "budget_ordinance": "budget_ordinance", "budget_spent": "budget_spent"}
"""Columns of a project's report, by the meaning of their titles."""


SHARE = "percent"
"""The role of a column of shares."""


def read_sums(header: Header, row: Row, count: int | None) -> tuple[dict[str, Value[Decimal]], dict[str, Value[str]]]:
    """The figures in a row of sums by column of `progress`, and its cells in these columns that hold no number.

    Empty if no column of the table tells what came of the projects. `count` is the number of projects that the row's
    label states. Of several rounds, the latest counts.
    """
    told: dict[str, Value[Decimal]] = {}
    unread: dict[str, Value[str]] = {}
    rounds = rounds_of(header)
    latest = max(rounds.values(), default=None)
    for column, title, cell in _cells(header, row):
        if rounds.get(column, latest) != latest:
            continue
        meaning = column_meaning(title.split("|")) or (SHARE if header.roles.get(column) == SHARE else "")
        meaning = BUDGET_SHARE if meaning == SHARE else meaning
        is_money = meaning.startswith("budget_")
        if meaning not in SUMMED or meaning in told or header.roles.get(column) in ("project", "order"):
            continue
        amount = figure_of(cell.text, header.units.get(column, header.unit) if is_money else 1)
        if amount is not None:
            told[meaning] = Value(amount, cell.raw, cell.place)
        elif is_money:
            unread[meaning] = Value(" ".join(cell.text.split()), cell.raw, cell.place)
    if not told.keys() & {"budget_spent", "budget_ordinance"}:
        return {}, {}
    if count is not None:
        first = next(cell for cell in row if cell is not None and cell.text.strip())
        told["projects_planned"] = Value(Decimal(count), first.raw, first.place)
    return told, unread


def read_reported(header: Header, row: Row) -> Reported | None:
    """The report in a row. None if the table has no column for a status, for approved money or for spent money.

    Where the columns are those of several rounds, it is that of the latest, with the others in `earlier`.
    """
    rounds = rounds_of(header)
    reports = [_report(header, row, months, rounds) for months in sorted(set(rounds.values()))]
    told = [report for report in reports if report is not None]
    if len(told) < 2:
        return _report(header, row, None, {})
    told[-1].earlier = tuple(told[:-1])
    return told[-1]


def rounds_of(header: Header) -> dict[int, int]:
    """The months of the round that a column of a report is about, by column. Empty if all are about one."""
    found = {column: months for column, title in enumerate(header.titles) if (months := _months_of(title))}
    return found if len(set(found.values())) > 1 else {}


@lru_cache(maxsize=512)
def _months_of(title: str) -> int | None:
    return report_round([title])


def _report(header: Header, row: Row, months: int | None, rounds: Mapping[int, int]) -> Reported | None:
    """The report of one round. A status without a round is that of the latest."""
    found = Reported(months=months)
    is_latest = not rounds or months == max(rounds.values())
    for column, title, cell in _cells(header, row):
        if rounds.get(column, months) != months:
            continue
        if is_latest or column in rounds:
            _text(found, header, column, title, cell)
        _money(found, header, column, title, cell)
        found.months = found.months or round_of(title, cell.text)
    found.fiscal_year = column_year(text_of(row, header.column("year")))
    tells = found.status is not None or found.money.keys() & {"budget_ordinance", "budget_spent"}
    return found if tells else None


def _cells(header: Header, row: Row) -> Iterator[tuple[int, str, Cell]]:
    for column, cell in enumerate(row):
        title = header.titles[column] if column < len(header.titles) else ""
        if cell is not None and cell.text.strip() and title:
            yield column, title, cell


def _text(found: Reported, header: Header, column: int, title: str, cell: Cell) -> None:
    role, text = header.roles.get(column), " ".join(cell.text.split())
    choice = _status(header, column, title, text)
    if choice and (found.status is None or column in header.ticked):
        found.status = found.status or Value(choice, cell.raw, cell.place)
    elif role not in ("project", Field.BUDGET, "spent") and tells_reason(title) and not says_nothing(text):
        found.reason = found.reason or Value(text, cell.raw, cell.place)


def _status(header: Header, column: int, title: str, text: str) -> str:
    """The status printed in a cell, or named by its title if the cell is a tick."""
    role, label = header.roles.get(column), title.rsplit("|", maxsplit=1)[-1]
    named = header.ticked.get(column) or label
    if ticked(text):
        return " ".join(named.split()) if is_status(named) else ""
    if role in ("status", Field.RESULTS):
        choice = ticked_choice(text)
        return choice or (text if is_status(text) else "")
    return ""


def _money(found: Reported, header: Header, column: int, title: str, cell: Cell) -> None:
    if header.roles.get(column) not in (Field.BUDGET, "spent", "total") and column not in header.years:
        return
    unit = header.units.get(column, header.unit)
    if (planned := planned_part(cell.text)) != cell.text:  # both in one cell: ตั้งไว้ 20,000 ใช้ไป 18,500
        for key, part in (("budget_plan", planned), ("budget_spent", cell.text[len(planned) :])):
            amount = parse_money(patterns().cells.spent.sub("", part)).value
            if amount is not None:
                found.money.setdefault(key, Value(amount * unit, cell.raw, cell.place))
        return
    role = MONEY.get(column_meaning(title.split("|")))
    money = parse_money(cell.text) if role is not None else None
    if role is None or role in found.money or money is None or money.value is None:
        return
    found.money[role] = Value(money.value * unit, cell.raw, cell.place)
