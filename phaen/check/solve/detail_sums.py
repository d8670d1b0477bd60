"""What the detail blocks say of the amounts of the summary table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from extract.model.plan import Amount, Basis, Project, Value
from normalize.readings import ReadingKind, domain
from normalize.year_mentions import states_years

LEAST_CONFIDENCE = 0.8
"""An amount with a lower confidence (0..1) gets a finding and proves nothing. Above it, about one digit in a thousand
is wrong."""


class DetailMeaning(StrEnum):
    """Meaning of the single total of a detail block if the table has several years."""

    EACH_YEAR = "each_year"
    ALL_YEARS = "all_years"
    UNKNOWN = "unknown"


def detail_meaning(projects: Sequence[Project]) -> DetailMeaning:
    """Determine from projects with both parts whether the details state one year's amount or the sum.

    A project says which if its amounts, or the readings that their print allows, suit only one of them. Blocks that
    print the amount of each year, or say that theirs is for all years, say nothing of the others.
    """
    each = whole = 0
    for project in projects:
        total = project.budget_total.value if project.in_details and project.budget_total else None
        by_year = sum(amount.basis is Basis.DETAIL for amount in project.amounts)
        possible = [_possible(amount) for amount in summary_amounts(project)]
        is_telling = any(len(values) == 1 and any(values) for values in possible)
        if not total or len(possible) < 2 or by_year > 1 or not is_telling or _is_for_all_years(project):
            continue
        is_each = all(total in values for values in possible if values)
        is_whole = _may_sum(possible, total)
        each += is_each and not is_whole
        whole += is_whole and not is_each and all(possible)  # what may be anything makes up any sum
    if each == whole:
        return DetailMeaning.UNKNOWN
    return DetailMeaning.EACH_YEAR if each > whole else DetailMeaning.ALL_YEARS


def meaning_of(project: Project, usual: DetailMeaning) -> DetailMeaning:
    """What the sum of a project's block is for: what its words say, else what is usual in the plan."""
    return DetailMeaning.ALL_YEARS if _is_for_all_years(project) else usual


def _is_for_all_years(project: Project) -> bool:
    return project.budget_text is not None and states_years(project.budget_text.value)


def _possible(amount: Amount) -> tuple[Decimal, ...]:
    """What an amount may be, in ascending order; empty if it may be anything."""
    if amount.money is None or is_doubtful(amount.money):
        return () if amount.money is not None else domain(amount.readings)
    return (amount.money.value,)


def _may_sum(possible: Sequence[Sequence[Decimal]], total: Decimal) -> bool:
    """Whether one value of each may add up to the total; of several open ones only the least and the most are tried."""
    rest = total - sum(values[0] for values in possible if len(values) == 1)
    open_ = [values for values in possible if len(values) > 1]
    if not all(possible):
        return sum(values[0] for values in open_) <= rest
    if len(open_) == 1:
        return rest in open_[0]
    return sum(values[0] for values in open_) <= rest <= sum(values[-1] for values in open_)


def summary_amounts(project: Project) -> list[Amount]:
    """The amounts of a project's summary row."""
    return [amount for amount in project.amounts if amount.basis is Basis.SUMMARY]


def doubted_readings(amount: Amount) -> tuple[Decimal, ...]:
    """What an amount that OCR has read with doubt may be, in ascending order; empty if it may be anything."""
    others = {reading.value for reading in amount.readings if reading.kind is ReadingKind.OTHER}
    if amount.money is None or not others or not is_doubtful(amount.money):
        return ()
    return tuple(sorted({amount.money.value, *others}))


def is_doubtful(value: Value[Decimal] | None) -> bool:
    """Whether OCR has read an amount with doubt."""
    return value is not None and value.confidence is not None and value.confidence < LEAST_CONFIDENCE


def detail_sums(
    project: Project, years: Sequence[int], meaning: DetailMeaning
) -> list[tuple[tuple[int, ...], Decimal]]:
    """The years that a project's block gives an amount for, alone or together, and the amount.

    `years` are those of the summary. An amount for a year counts before the block's total. `meaning` is the usual one.
    """
    meaning = meaning_of(project, meaning)
    by_year = {
        a.fiscal_year: a.money.value
        for a in project.amounts
        if a.basis is Basis.DETAIL and a.money is not None and not is_doubtful(a.money)
    }
    found: list[tuple[tuple[int, ...], Decimal]] = [((year,), by_year[year]) for year in years if year in by_year]
    total = project.budget_total if project.in_details else None
    rest = tuple(year for year in years if year not in by_year)
    if total is None or is_doubtful(total) or not rest:
        return found
    if total.value == 0 or len(years) == 1 or meaning is DetailMeaning.EACH_YEAR:
        return [*found, *(((year,), total.value) for year in rest)]
    if meaning is DetailMeaning.ALL_YEARS and not by_year:
        found.append((rest, total.value))
    return found
