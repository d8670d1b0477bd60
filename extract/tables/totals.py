"""The totals printed in the summary table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extract.model.plan import Scope, Total, Value
from extract.tables.group_sums import money_of, same_sums
from extract.tables.summary_types import SummaryRow, SummaryTotal
from normalize.money import parse_money
from normalize.readings import printed


def read_totals(found: Iterable[SummaryTotal], rows: Sequence[SummaryRow]) -> list[Total]:
    """One total per fiscal year for each totals row. A row with only a count gives one without year and amount."""
    totals: list[Total] = []
    for row in _with_grand(list(_without_groups(list(found), rows)), rows):
        count = Value(row.count, row.label, row.place) if row.count is not None else None
        cells = [cell for cell in row.money if cell.role != "total"] or row.money
        for cell in cells:
            amount = printed(cell.in_baht())
            value = None if amount is None else Value(amount, cell.raw, cell.place, confidence=cell.confidence)
            unread = "" if value is not None else cell.raw
            totals.append(
                Total(
                    row.scope, row.dimension, cell.fiscal_year, value, count, row.place, unread=unread, unit=cell.unit
                )
            )
        blank = set(row.years) - {cell.fiscal_year for cell in cells} if cells else set()
        totals += [
            Total(row.scope, row.dimension, year, None, count, row.place, is_blank=True) for year in sorted(blank)
        ]
        if not cells and count is not None:
            totals.append(Total(row.scope, row.dimension, None, None, count, row.place))
    return totals


def _without_groups(totals: Sequence[SummaryTotal], rows: Sequence[SummaryRow]) -> Iterator[SummaryTotal]:
    """The totals without those of groups that are no levels: รวมไตรมาส sums the rows above it, of any dimension."""
    for total in totals:
        is_bare = total.scope is Scope.DIMENSION and not total.is_numbered and not total.section
        sums_all = same_sums(_printed(total), money_of(rows))
        if not is_bare or sums_all or not _sums_group(total, [row for row in rows if row.place < total.place]):
            yield total


def _sums_group(total: SummaryTotal, above: Sequence[SummaryRow]) -> bool:
    """Whether the fewest rows right above a total that give its sum are of several dimensions."""
    money = _printed(total)
    for first in range(len(above) - 1, -1, -1):
        summed = above[first:]
        if any(money.values()) and same_sums(money, money_of(summed)):
            dimensions = {project.dimension for row in summed for project in row.projects}
            return len(dimensions) > 1
    return False


def _printed(total: SummaryTotal) -> dict[int | None, Decimal]:
    """What a total prints by year; a year that cannot be read is less than nothing, and no sum."""
    values = ((cell.fiscal_year, printed(cell.in_baht())) for cell in total.money)
    return {year: Decimal(-1) if value is None else value for year, value in values}


def _with_grand(totals: list[SummaryTotal], rows: Sequence[SummaryRow]) -> list[SummaryTotal]:
    """Finds the grand total if no label names it: the last total, if it sums or counts more than one dimension."""
    if any(total.scope is Scope.GRAND for total in totals):
        return totals
    by_years: dict[tuple[int | None, ...], list[SummaryTotal]] = {}
    for total in totals:
        by_years.setdefault(tuple(cell.fiscal_year for cell in total.money), []).append(total)
    if len(by_years) > 1 and all(len(years) == 1 for years in by_years):
        for of_year in by_years.values():
            _name_grand_of_year(of_year, rows)
        return totals
    return _name_grand(totals, rows)


def _name_grand_of_year(totals: list[SummaryTotal], rows: Sequence[SummaryRow]) -> None:
    """The same for the totals of a year with tables of its own. The only one without a level's number is of all."""
    bare = [total for total in totals if not total.is_numbered]
    if len(bare) == 1:
        bare[0].scope, bare[0].dimension = Scope.GRAND, None
    else:
        _name_grand(totals, rows)


def _name_grand(totals: list[SummaryTotal], rows: Sequence[SummaryRow]) -> list[SummaryTotal]:
    """Makes the last total the grand total if it sums or counts more than one dimension."""
    last = totals[-1] if totals else None
    if last is None or last.is_numbered:
        return totals
    before = totals[:-1]
    projects = [project for row in rows for project in row.projects]
    several = len({project.dimension for project in projects}) > 1
    sums_others = bool(before) and _sums(before) == _sums([last])
    counts_all = last.count is not None and last.count == len(projects)
    if last.dimension is None or sums_others or (several and (not before or counts_all)):
        last.scope, last.dimension = Scope.GRAND, None
    return totals


def _sums(rows: Iterable[SummaryTotal]) -> dict[int | None, Decimal]:
    sums: dict[int | None, Decimal] = {}
    for row in rows:
        for cell in row.money:
            value = (parse_money(cell.text).value or Decimal(0)) * cell.unit
            sums[cell.fiscal_year] = sums.get(cell.fiscal_year, Decimal(0)) + value
    return sums
