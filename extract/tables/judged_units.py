"""What a table's money means: its unit where the printed totals prove another one, its blank cells."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extract.grammar.family import family
from extract.tables.project_header import unit_of
from extract.tables.summary_cells import MoneyCell
from extract.tables.summary_types import Summary, SummaryRow, SummaryTotal
from normalize.money import MoneyStatus, parse_money
from normalize.readings import printed

Sums = dict[int | None, Decimal]
"""Sums by fiscal year (None: a column without a year)."""

FEWEST_GAPS = 2
"""Rows with blank cells beside filled ones that show what a blank cell means in a table."""


def judge_blanks(summary: Summary) -> None:
    """Blank cells stand for no money where some stand beside filled ones, and no cell prints a dash or words."""
    cells = [cell for row in summary.rows for cell in row.money]
    has_gaps = sum(0 < len(row.money) < len(row.years) for row in summary.rows) >= FEWEST_GAPS
    is_said = any(parse_money(cell.text).status is MoneyStatus.NONE for cell in cells)
    for row in summary.rows:
        row.is_blank_none = has_gaps and not is_said


def judge_units(summary: Summary) -> None:
    """Settles rows and totals in one table whose units differ: `รวมทั้งสิ้น (ล้านบาท)`, rows in thousands, totals in baht.

    Where the bare figures of the rows sum to those of a total whose label states a unit, the rows are of that unit.
    Where the sum of the rows in baht is the total in another unit in every year, the total is of that unit.
    """
    for total in summary.totals:
        rows = _rows_of(total, summary.rows)
        stated = unit_of(total.label)
        if stated is not None and stated > 1 and _bare(total.money) == _of(total, _sums(rows, in_baht=False)):
            _give_unit([cell for row in rows for cell in row.money], stated)
            _give_unit(total.money, stated)
    for total in summary.totals:
        _judge_total(total, _rows_of(total, summary.rows))


def _judge_total(total: SummaryTotal, rows: list[SummaryRow]) -> None:
    sums = _of(total, _sums(rows, in_baht=True))
    bare = _bare(total.money)
    if not any(sums.values()) or sums == _baht(total.money):
        return
    units = [unit for unit in family().units.values() if {year: n * unit for year, n in bare.items()} == sums]
    if len(units) == 1:
        for cell in total.money:
            cell.unit = units[0]


def _rows_of(total: SummaryTotal, rows: Iterable[SummaryRow]) -> list[SummaryRow]:
    """The rows that a total sums: all, or those of its dimension."""
    if total.dimension is None:
        return list(rows)
    return [row for row in rows if any(project.dimension == total.dimension for project in row.projects)]


def _of(total: SummaryTotal, sums: Sums) -> Sums:
    """The sums of the years that a total prints."""
    years = {cell.fiscal_year for cell in total.money if cell.role != "total"}
    return {year: sums.get(year, Decimal(0)) for year in years}


def _sums(rows: Iterable[SummaryRow], *, in_baht: bool) -> Sums:
    sums: Sums = {}
    for row in rows:
        for year, value in (_baht(row.money) if in_baht else _bare(row.money)).items():
            sums[year] = sums.get(year, Decimal(0)) + value
    return sums


def _bare(money: Iterable[MoneyCell]) -> Sums:
    """The figures as printed, whatever their unit."""
    return {cell.fiscal_year: cell.figure() or Decimal(0) for cell in money if cell.role != "total"}


def _baht(money: Iterable[MoneyCell]) -> Sums:
    return {cell.fiscal_year: printed(cell.in_baht()) or Decimal(0) for cell in money if cell.role != "total"}


def _give_unit(money: Iterable[MoneyCell], unit: int) -> None:
    for cell in money:
        if cell.unit == 1 and cell.is_bare():
            cell.unit = unit
