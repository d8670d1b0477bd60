"""The problem of a plan: the amounts of its summary table that are not known, and every sum that they are part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from extract.model.plan import Amount, Plan, Project, Scope, Total
from normalize.readings import domain
from phaen.check.solve.detail_sums import (
    DetailMeaning,
    detail_meaning,
    detail_sums,
    doubted_readings,
    is_doubtful,
    summary_amounts,
)
from phaen.check.solve.lost_rows import LostRow, lost_rows
from phaen.check.solve.problem import Alternative, Choice, Problem, Sum

SATANG = 100


def in_satang(value: Decimal) -> int:
    """An amount in satang, as whole as it is printed."""
    return int((value * SATANG).to_integral_value())


def in_baht(value: int) -> Decimal:
    """An amount in baht, without decimals if it is whole."""
    baht = Decimal(value) / SATANG
    return baht.to_integral_value() if baht == baht.to_integral_value() else baht


class Source(Enum):
    """What states a sum, and the phrase that names it (schemas.phrases)."""

    TOTAL = "why_total"
    GRAND_TOTAL = "why_grand_total"
    BLOCK = "why_block"


@dataclass(frozen=True, slots=True)
class Stated:
    """A sum that the plan states: its amounts, known or not, those of lost rows, and what they add up to."""

    source: Source
    amounts: tuple[Amount, ...]
    lost: tuple[int, ...]
    """Cells of lost rows."""
    total: int
    stated_by: Total | Project | None = None
    """The total, or the project whose block it is."""


@dataclass(slots=True)
class Evidence:
    """The cells of the problem, and what the plan states about them."""

    amounts: list[Amount | None] = field(default_factory=list)
    """The amount of each cell; None for one of a lost row."""
    cells: dict[int, int] = field(default_factory=dict)
    """The cell of each amount that is not known, by its identity."""
    choices: list[Choice] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)

    def add(self, amount: Amount | None) -> int:
        """Adds a cell."""
        cell = len(self.amounts)
        self.amounts.append(amount)
        if amount is not None:
            self.cells[id(amount)] = cell
        return cell

    def problem(self) -> Problem:
        """The problem, without the sums all of whose amounts are known. To be asked once: it adds cells."""
        sums = [entry for entry in map(self._sum, self.stated) if entry.cells]
        return Problem(len(self.amounts), tuple(self.choices), tuple(sums))

    def with_disputes(self) -> Evidence:
        """The same, but a clear amount whose block gives its year another one may be either."""
        made = Evidence(list(self.amounts), dict(self.cells), list(self.choices))
        for entry in self.stated:
            amount = entry.amounts[0] if entry.source is Source.BLOCK and len(entry.amounts) == 1 else None
            if amount is None or amount.money is None or id(amount) in self.cells:
                made.stated.append(entry)
                continue
            printed = in_satang(amount.money.value)
            if printed == entry.total:
                made.stated.append(entry)
            else:
                made.choices.append(Choice((made.add(amount),), ((printed,), (entry.total,))))
        return made

    def with_doubted_rows(self) -> Evidence:
        """The same, but the clear amounts of a row whose block gives all years another sum may be anything."""
        made = Evidence(list(self.amounts), dict(self.cells), list(self.choices))
        doubted = [entry for entry in self.stated if _is_of_row(entry) and self.is_disputed(entry)]
        for amount in (amount for entry in doubted for amount in entry.amounts):
            made.add(amount)
        left_out = set(map(id, doubted))
        made.stated = [entry for entry in self.stated if id(entry) not in left_out]
        return made

    def _sum(self, entry: Stated) -> Sum:
        if entry.source is Source.GRAND_TOTAL:
            entry = self._without_disputed(entry)
        cells = [self.cells[id(amount)] for amount in entry.amounts if id(amount) in self.cells]
        known = sum(in_satang(amount.money.value) for amount in entry.amounts
                    if amount.money is not None and id(amount) not in self.cells)  # fmt: skip
        return Sum((*cells, *entry.lost), entry.total - known)

    def _without_disputed(self, entry: Stated) -> Stated:
        """A total of the whole plan, with one cell for each part whose own total does not add up.

        The part is what its total prints or what its amounts give: if it is neither, several things are wrong.
        """
        amounts, lost = list(entry.amounts), list(entry.lost)
        within = {id(amount) for amount in amounts}
        for part in self.stated:
            if part.source is Source.TOTAL and self.is_disputed(part) and within.issuperset(map(id, part.amounts)):
                of_part = {id(amount) for amount in part.amounts}
                amounts = [amount for amount in amounts if id(amount) not in of_part]
                lost.append(self.add(None))
                given = sum(in_satang(amount.money.value) for amount in part.amounts if amount.money is not None)
                self.choices.append(Choice((lost[-1],), ((part.total,), (given,))))
        return Stated(entry.source, tuple(amounts), tuple(lost), entry.total)

    def is_disputed(self, entry: Stated) -> bool:
        """Whether all amounts of a sum are clear and do not add up: one of them is wrong, or the sum."""
        values = [None if id(amount) in self.cells else amount.money for amount in entry.amounts]
        if entry.lost or None in values:
            return False
        return sum(in_satang(value.value) for value in values if value is not None) != entry.total


def _is_of_row(entry: Stated) -> bool:
    """Whether a sum is that of a block for several years together."""
    return entry.source is Source.BLOCK and len(entry.amounts) > 1


def evidence_of(plan: Plan, meaning: DetailMeaning | None = None) -> Evidence:
    """What a plan prints of the amounts of its summary table, if its blocks state what `meaning` says."""
    meaning = meaning or detail_meaning(plan.projects)
    listed = [project for project in plan.projects if project.in_summary]
    evidence = Evidence()
    joint = {id(amount) for reading in plan.joint_readings for amount in reading.amounts}
    for project in listed:
        for amount in summary_amounts(project):
            if amount.money is None or is_doubtful(amount.money) or id(amount) in joint:
                evidence.add(amount)
    evidence.choices = list(_choices(plan, evidence))
    _state_details(listed, evidence, meaning)
    _state_totals(plan, listed, evidence, meaning)
    return evidence


# -- readings ---------------------------------------------------------------------------------------------------------


def _choices(plan: Plan, evidence: Evidence) -> Iterator[Choice]:
    """The readings of single amounts, and of those that are read together.

    A doubtful amount may be what it was read as or one of its other readings; without these it may be any.
    """
    joint_ones = {id(amount) for joint in plan.joint_readings for amount in joint.amounts}
    for amount in evidence.amounts:
        if amount is None or id(amount) in joint_ones:
            continue
        if values := domain(amount.readings) if amount.money is None else doubted_readings(amount):
            yield Choice((evidence.cells[id(amount)],), tuple((in_satang(value),) for value in values))
    for joint in plan.joint_readings:
        columns = [column for column, amount in enumerate(joint.amounts) if id(amount) in evidence.cells]
        alternatives: dict[Alternative, None] = dict.fromkeys(
            tuple(None if (value := reading[column]) is None else in_satang(value) for column in columns)
            for reading in joint.readings
        )
        if columns:
            cells = tuple(evidence.cells[id(joint.amounts[column])] for column in columns)
            yield Choice(cells, tuple(alternatives))


# -- sums -------------------------------------------------------------------------------------------------------------


def _state_details(listed: Iterable[Project], evidence: Evidence, meaning: DetailMeaning) -> None:
    for project in listed:
        by_year = {amount.fiscal_year: amount for amount in summary_amounts(project)}
        for years, total in detail_sums(project, sorted(by_year), meaning):
            amounts = tuple(by_year[year] for year in years)
            evidence.stated.append(Stated(Source.BLOCK, amounts, (), in_satang(total), project))


def _state_totals(plan: Plan, listed: list[Project], evidence: Evidence, meaning: DetailMeaning) -> None:
    years = sorted({amount.fiscal_year for project in listed for amount in summary_amounts(project)})
    lost = _lost_cells(plan, years, evidence, meaning)
    for total, value in _totals(plan.totals):
        parts = [p for p in listed if total.scope is Scope.GRAND or p.summary_dimension == total.dimension]
        amounts = [a for p in parts for a in summary_amounts(p) if total.fiscal_year in (a.fiscal_year, None)]
        if total.fiscal_year is None and not all(summary_amounts(project) for project in parts):
            continue
        cells = [
            cell
            for (dimension, year), found in lost.items()
            if total.fiscal_year in (year, None) and (total.scope is Scope.GRAND or dimension == total.dimension)
            for cell in found
        ]
        source = Source.GRAND_TOTAL if total.scope is Scope.GRAND else Source.TOTAL
        evidence.stated.append(Stated(source, tuple(amounts), tuple(cells), value, total))


def _totals(totals: Iterable[Total]) -> Iterator[tuple[Total, int]]:
    """The totals that can be read, each once. Two that differ prove nothing: they may be of parts of the table."""
    printed: dict[tuple[Scope, int | None, int | None], dict[int, Total]] = defaultdict(dict)
    for total in totals:
        if total.printed is not None and not is_doubtful(total.printed):
            key = (total.scope, total.dimension, total.fiscal_year)
            printed[key].setdefault(in_satang(total.printed.value), total)
    for values in printed.values():
        if len(values) == 1:
            ((value, total),) = values.items()
            yield total, value


def _lost_cells(
    plan: Plan, years: list[int], evidence: Evidence, meaning: DetailMeaning
) -> dict[tuple[int | None, int], list[int]]:
    """The cells of lost rows by dimension and year: one for all those without a detail block."""
    cells: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    rows = lost_rows(plan)
    for dimension in {dimension for row in rows if not _is_certain(row) for dimension in row.dimensions}:
        for year in years:
            cells[dimension, year].append(evidence.add(None))
    for row in rows:
        if _is_certain(row) and row.block is not None:
            own = {year: evidence.add(None) for year in years}
            for year, cell in own.items():
                cells[row.dimensions[0], year].append(cell)
            for of, total in detail_sums(row.block, years, meaning):
                found = tuple(own[year] for year in of)
                evidence.stated.append(Stated(Source.BLOCK, (), found, in_satang(total)))
    return cells


def _is_certain(row: LostRow) -> bool:
    """Whether it is known whose money a lost row holds, and in which dimension."""
    return row.block is not None and len(row.dimensions) == 1
