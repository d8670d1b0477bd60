"""Amounts that the summary table lost, proved by the detail blocks and the printed totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from extract.plan import Amount, Basis, Finding, Method, Plan, Project, Scope, Value
from schemas.checks import CheckCode


class DetailMeaning(StrEnum):
    """What the one sum of a detail block means beside a table of several years."""

    EACH_YEAR = "each_year"
    ALL_YEARS = "all_years"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Lost:
    """A printed amount that could not be read, and what its project's detail block says of it."""

    project: Project
    amount: Amount
    detail: Decimal | None


def reconcile(plan: Plan) -> list[Finding]:
    """Fill the summary's unreadable amounts where another part of the plan proves them."""
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
    return findings


def detail_meaning(projects: Sequence[Project]) -> DetailMeaning:
    """Learnt from the projects whose two halves are both clear: the detail's sum is a year's amount or all years'."""
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
                groups.setdefault((project.dimension, amount.fiscal_year), []).append((project, amount))
    printed = {
        (total.dimension, total.fiscal_year): total.printed.value
        for total in plan.totals
        if total.printed is not None and total.scope is Scope.DIMENSION
    }
    for key, parts in groups.items():
        yield printed.get(key), parts


def _detail_amount(project: Project, year: int, meaning: DetailMeaning) -> Decimal | None:
    """What the detail block says of one year, None if it says nothing clear."""
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
    """`rest` is what the printed total leaves for the lost amounts, None without a printed total."""
    details = [entry.detail for entry in lost]
    if rest is not None and rest >= 0:
        if len(lost) == 1 and details[0] in (None, rest):
            why = "the printed total" if details[0] is None else "its detail block and the printed total"
            return [_fill(lost[0], rest, why)]
        if None not in details and sum(d for d in details if d is not None) == rest:
            why = "its detail block and the printed total"
            return [_fill(entry, entry.detail, why) for entry in lost if entry.detail is not None]
        if rest == 0:
            return [_fill(entry, Decimal(0), "the printed total") for entry in lost]
        return []
    if rest is None:
        return [_fill(entry, entry.detail, "its detail block") for entry in lost if entry.detail is not None]
    return []


def _fill(entry: _Lost, value: Decimal, why: str) -> Finding:
    amount = entry.amount
    amount.money = Value(value, amount.text, amount.place, Method.RECONCILED)
    row_id = f"{entry.project.project_id}/{amount.fiscal_year}/{amount.basis}"
    return Finding(CheckCode.VALUE_RECONCILED, "budgets", row_id, f"{value:f}", amount.text, amount.place, {"why": why})
