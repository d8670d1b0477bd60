"""Reconstructs lost amounts of the summary table from the detail blocks and the printed totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extract.model.plan import Amount, Basis, Finding, Method, Plan, Project, Scope, Value
from normalize.money import split_amounts
from normalize.readings import plain, readings
from schemas.checks import CheckCode


class DetailMeaning(StrEnum):
    """Meaning of the single total of a detail block if the table has several years."""

    EACH_YEAR = "each_year"
    ALL_YEARS = "all_years"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Lost:
    """A printed amount that could not be read, and the amount in its project's detail block."""

    project: Project
    amount: Amount
    detail: Decimal | None

    @property
    def holds_several(self) -> bool:
        """Whether its cell contains several amounts: then the rest of a total does not prove a single amount."""
        return len(split_amounts(self.amount.text)) > 1

    @property
    def reading(self) -> Decimal | None:
        """The only plain reading of a misprint such as 1O,000 or 20.000, None if there is none."""
        return plain(self.amount.readings or readings(self.amount.text))


def reconcile(plan: Plan) -> list[Finding]:
    """Fill the unreadable amounts of the summary if another part of the plan proves them."""
    meaning = detail_meaning(plan.projects)
    findings: list[Finding] = []
    for scope_total, parts in _groups(plan):
        lost = [
            _Lost(project, amount, _detail_amount(project, amount.fiscal_year, meaning))
            for project, amount in parts
            if amount.money is None
        ]
        if lost:
            known = sum((a.money.value for _, a in parts if a.money is not None), Decimal(0))
            findings += _settle(lost, None if scope_total is None else scope_total - known)
    _single_budgets(plan.projects)
    return findings


def _single_budgets(projects: Sequence[Project]) -> None:
    """The single amount of a project that is only in the summary is its budget, whether reconciled or not."""
    for project in projects:
        amounts = [a.money for a in project.amounts if a.basis is Basis.SUMMARY]
        if project.budget_total is None and not project.in_details and len(amounts) == 1:
            project.budget_total = amounts[0]


def detail_meaning(projects: Sequence[Project]) -> DetailMeaning:
    """Determine from projects with both parts readable whether the details state one year's amount or the sum."""
    each = whole = 0
    for project in projects:
        amounts = [a.money.value for a in project.amounts if a.basis is Basis.SUMMARY and a.money]
        total = project.budget_total.value if project.in_details and project.budget_total else None
        if not total or len(amounts) < 2 or not any(amounts):
            continue
        each += amounts[0] == total
        whole += sum(amounts) == total
    if each == whole:
        return DetailMeaning.UNKNOWN
    return DetailMeaning.EACH_YEAR if each > whole else DetailMeaning.ALL_YEARS


def _groups(plan: Plan) -> Iterator[tuple[Decimal | None, list[tuple[Project, Amount]]]]:
    """The summary's amounts by dimension and year, each group with its printed total (None if none is printed)."""
    groups: dict[tuple[int | None, int], list[tuple[Project, Amount]]] = {}
    for project in plan.projects:
        for amount in project.amounts:
            if amount.basis is Basis.SUMMARY:
                groups.setdefault((project.summary_dimension, amount.fiscal_year), []).append((project, amount))
    printed = {
        (total.dimension if total.scope is Scope.DIMENSION else None, total.fiscal_year): total.printed.value
        for total in plan.totals
        if total.printed is not None and total.scope in (Scope.DIMENSION, Scope.GRAND)
    }
    whole: dict[int, list[tuple[Project, Amount]]] = {}
    for (dimension, year), parts in groups.items():
        if (dimension, year) in printed or (None, year) not in printed:
            yield printed.get((dimension, year)), parts
        else:
            whole.setdefault(year, []).extend(parts)
    for year, parts in whole.items():  # without totals of dimensions, the grand total counts for all of them
        subtotals = [value for (dimension, of), value in printed.items() if dimension is not None and of == year]
        yield printed[None, year] - sum(subtotals), parts


def _detail_amount(project: Project, year: int, meaning: DetailMeaning) -> Decimal | None:
    """The amount of the detail block for one year, None if it is not clear."""
    for amount in project.amounts:
        if amount.basis is Basis.DETAIL and amount.fiscal_year == year and amount.money is not None:
            return amount.money.value
    total = project.budget_total if project.in_details else None
    if total is None:
        return None
    summary_years = sum(a.basis is Basis.SUMMARY for a in project.amounts)
    if total.value == 0 or meaning is DetailMeaning.EACH_YEAR or summary_years == 1:
        return total.value
    return None


def _settle(lost: Sequence[_Lost], rest: Decimal | None) -> list[Finding]:
    """Fill the lost amounts. `rest` is the part of the printed total left for them, None without a printed total."""
    if rest is None:
        return [finding for entry in lost if (finding := _without_total(entry)) is not None]
    if rest < 0:
        return []
    details = [entry.detail for entry in lost]
    if len(lost) == 1 and details[0] is None:
        return [] if lost[0].holds_several else [_fill(lost[0], rest, "the printed total")]
    if _adds_up(details, rest):
        return _fill_all(lost, details, "its detail block and the printed total")
    readings = [entry.reading for entry in lost]
    if _adds_up(readings, rest):
        return _fill_all(lost, readings, "its only plain reading and the printed total")
    nothing_against = all(not detail for detail in details)
    return _fill_all(lost, [Decimal(0)] * len(lost), "the printed total") if rest == 0 and nothing_against else []


def _adds_up(values: Sequence[Decimal | None], rest: Decimal) -> bool:
    return None not in values and sum(value for value in values if value is not None) == rest


def _fill_all(lost: Sequence[_Lost], values: Sequence[Decimal | None], why: str) -> list[Finding]:
    return [_fill(entry, value, why) for entry, value in zip(lost, values, strict=True) if value is not None]


def _without_total(entry: _Lost) -> Finding | None:
    """Without a printed total, use the detail block, or the only plain reading of a misprint."""
    if entry.detail is not None:
        return _fill(entry, entry.detail, "its detail block")
    return _fill(entry, entry.reading, "its only plain reading") if entry.reading is not None else None


def _fill(entry: _Lost, value: Decimal, why: str) -> Finding:
    amount = entry.amount
    amount.money = Value(value, amount.text, amount.place, Method.RECONCILED)
    if not amount.text and not value:
        return Finding(CheckCode.BLANK_RECONCILED, amount, "0", str(amount.fiscal_year), amount.place, {"why": why})
    return Finding(CheckCode.VALUE_RECONCILED, amount, f"{value:f}", amount.text, amount.place, {"why": why})
