"""The unit of a summary table that states none: detail blocks may prove it, small figures make it doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.grammar.family import family
from extract.model.plan import Finding, Project, RowRef
from extract.tables.summary_cells import MoneyCell
from extract.tables.summary_types import Summary, SummaryRow
from schemas.checks import CheckCode

DOUBTFUL_BELOW = 1000
"""Baht. A table all of whose amounts are smaller may print thousands."""

FEWEST = 2
"""Amounts that a table has, at the least, for their size to say something."""


def settle_table_units(rows: Sequence[tuple[SummaryRow, list[Project]]], summary: Summary) -> list[Finding]:
    """Gives the unit of money to rows and totals whose header states none, where the detail blocks prove it.

    Every project with a sum in its detail block must agree. A finding where all amounts stay too small for baht.
    """
    bare = [cell for row, _ in rows for cell in row.money if cell.unit == 1 and cell.is_bare()]
    units = {unit for row, projects in rows if (unit := _shown(row, projects)) is not None}
    if len(units) == 1 and not units & {0, 1}:
        unit = units.pop()
        for cell in (*bare, *(cell for total in summary.totals for cell in total.money)):
            if cell.unit == 1 and cell.is_bare():
                cell.unit = unit
        return []
    return [] if 1 in units else _doubt(bare)


def _shown(row: SummaryRow, projects: Sequence[Project]) -> int | None:
    """The unit by which a row's figures are those of its project's block; 0 if none is, None if nothing tells."""
    if len(projects) != 1 or projects[0].budget_total is None or not projects[0].in_details:
        return None
    figures = [cell.figure() for cell in row.money if cell.unit == 1 and cell.is_bare() and cell.role != "total"]
    values = [value for value in figures if value]
    total = projects[0].budget_total.value
    if not values or not total:
        return None
    fits = [unit for unit in family().units.values() if total in (sum(values) * unit, max(values) * unit)]
    return fits[0] if len(fits) == 1 else 0


def _doubt(cells: Iterable[MoneyCell]) -> list[Finding]:
    amounts = [(value, cell) for cell in cells if (value := cell.figure())]
    if len(amounts) < FEWEST or max(value for value, _ in amounts) >= Decimal(DOUBTFUL_BELOW):
        return []
    largest, cell = max(amounts, key=lambda found: found[0])
    return [Finding(CheckCode.UNIT_DOUBTFUL, RowRef("tables", ""), found=f"{largest:f}", place=cell.place)]
