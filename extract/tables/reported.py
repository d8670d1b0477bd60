"""What a row of a project table reports about its project: progress, reasons for delay, and money."""

from __future__ import annotations

from collections.abc import Iterator

from extract.grammar.field import Field
from extract.grammar.reports import column_meaning, is_status, says_nothing, tells_reason, ticked, ticked_choice
from extract.model.document import Cell
from extract.model.plan import Reported, Value
from extract.tables.headers import Header, Row
from normalize.money import parse_money

MONEY = {"budget_planned": "budget_plan", "budget_ordinance": "budget_ordinance", "budget_spent": "budget_spent"}
"""Columns of a project's report, by the meaning of their titles."""


def read_reported(header: Header, row: Row) -> Reported | None:
    """The report in a row. None if the table has no column for a status, for approved money or for spent money."""
    found = Reported()
    for column, title, cell in _cells(header, row):
        _text(found, header, column, title, cell)
        _money(found, header, column, title, cell)
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
    role = MONEY.get(column_meaning(title.split("|")))
    money = parse_money(cell.text) if role is not None else None
    if role is None or role in found.money or money is None or money.value is None:
        return
    found.money[role] = Value(money.value * header.units.get(column, header.unit), cell.raw, cell.place)
