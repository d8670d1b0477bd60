"""The years of an amount in a money column without a year, in a plan of several years.

An amount per year (ปีละ 20,000) is that of each year in which the project runs; the sum of one year is that year's. The
sum of several years is never divided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.model.plan import Amount, Basis, Finding, Project, Value
from extract.tables.summary_cells import MoneyCell
from normalize.money import parse_money
from normalize.readings import Reading, ReadingKind, printed
from normalize.text import comparable
from normalize.years import years_named
from schemas.checks import CheckCode


def date_amount(project: Project, cell: MoneyCell, text: str, plan_years: Sequence[int]) -> list[Finding]:
    """Adds the amounts of the years that a cell without a year is about. Returns a finding if no year is known."""
    money, value = parse_money(text), printed(cell.in_baht(text))
    if value is None or len(plan_years) < 2 or any(amount.basis is Basis.SUMMARY for amount in project.amounts):
        return []
    each = money.yearly * cell.unit if money.yearly is not None else value if cell.is_yearly else None
    years = _years(project, plan_years, is_of_all=each is not None or not value)
    if years and (each is not None or len(years) == 1 or not value):
        _add(project, cell, text, value if each is None else each, years)
        if each == value and project.budget_total is not None and not project.in_details:
            project.budget_total = replace(project.budget_total, value=each * len(years))
    elif not years and not project.amounts:
        return [
            Finding(CheckCode.BUDGET_UNDATED, project, "", " ".join(text.split()), cell.place, field="budget_total")
        ]
    return []


def _years(project: Project, plan_years: Sequence[int], *, is_of_all: bool) -> Sequence[int]:
    """The years that the project's duration names; those of the plan if it names none and the amount is of all."""
    duration = project.fields.get(Field.DURATION)
    text = duration.value if duration is not None else ""
    named = years_named(text)
    if named:
        return named
    is_every = any(word in comparable(text) for word in family().items.every_year)
    return plan_years if is_of_all or is_every else ()


def _add(project: Project, cell: MoneyCell, text: str, amount: Decimal, years: Sequence[int]) -> None:
    readings = (Reading(amount, ReadingKind.PRINTED),)
    for year in years:
        value = Value(amount, cell.raw, cell.place, confidence=cell.confidence)
        project.amounts.append(Amount(year, Basis.SUMMARY, value, text, cell.place, readings, cell.unit))
