"""The places of a plan's values, with which the accounts compare the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extract.model.decisions import Reason
from extract.model.document import Cell, Place, Spot
from extract.model.plan import Amount, Basis, Facts, Heading, IndicatorTarget, Plan, Project, Risk, Scope, Total, Value
from normalize.text import comparable, normalize_line
from normalize.years import column_year

_DIGIT = re.compile(r"\d")
YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")

LEAST_NAME = 6
"""Letters of a heading's name from which on its words are no chance."""


class Placed:
    """The places, texts and amounts of a plan, and the spans of its projects' blocks."""

    def __init__(self, plan: Plan) -> None:
        self.texts: dict[Spot, str] = defaultdict(str)
        self.tables: set[Spot] = set()
        """Places of content that only tables have: rows, amounts, totals, status, risks, targets."""
        for place, raw in _values(plan):
            self.texts[place.spot] += f" {normalize_line(raw)}" if _DIGIT.search(raw) else ""
        for place in _table_places(plan):
            self.tables.add(place.spot)
        self.is_report = bool(plan.project_progress)
        others: tuple[Risk | IndicatorTarget, ...] = (*plan.risks, *plan.targets)
        self.progress = {row.place.spot for row in plan.progress}
        self.others = {row.place.spot for row in others}
        self.tables |= self.progress | self.others
        self.projects = {place.spot for place in _project_places(plan)}
        self.group_sums = {d.place.spot for d in plan.decisions if d.reason is Reason.SUMS_GROUP}
        """Rows whose money the rows below them prove."""
        self.amounts = {value for value in _amounts(plan) if value}
        self.names = {comparable(v.value) for p in _read_projects(plan) for v in (p.name, p.summary_name) if v}
        self.headings = {name for heading in plan.headings if len(name := comparable(heading.name)) >= LEAST_NAME}
        first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
        self._years = set(range(first.value, last.value + 1)) if first and last else set()
        blocks = ((p.detail_place, p.detail_last or p.detail_place) for p in _read_projects(plan) if p.detail_place)
        spans = sorted((first.spot, last.spot) for first, last in blocks)
        self._starts = [first for first, _ in spans]
        self._ends = [last for _, last in spans]

    def in_block(self, place: Place) -> bool:
        """Whether a place is within a project's block."""
        spot = place.spot
        index = bisect_right(self._starts, spot) - 1
        return index >= 0 and spot <= self._ends[index]

    def is_group_sum(self, place: Place) -> bool:
        """Whether a row names a group of projects, and the rows below it prove its money."""
        return place.spot in self.group_sums

    def is_of_other_years(self, title: str) -> bool:
        """Whether a title names years, and none that the document covers: the plan before this one."""
        years = {int(year) for year in YEAR.findall(title)}
        return bool(years and self._years) and not years & self._years

    def is_of_plan_year(self, title: str) -> bool:
        """Whether a title of a column names one year, and the document covers it."""
        return column_year(title) in self._years

    def is_of_table(self, place: Place) -> bool:
        """Whether a row, an amount or a total of a table was read there."""
        return place.spot in self.tables

    def of_projects(self, cells: Iterable[Cell]) -> bool:
        """Whether one of these cells is in a row of the summary."""
        return any(cell.place.spot in self.projects for cell in cells)

    def of_others(self, cells: Iterable[Cell]) -> bool:
        """Whether one of these cells is in a row of the risk assessment or of an indicator's targets."""
        return any(cell.place.spot in self.others for cell in cells)

    def holds(self, place: Place) -> bool:
        """Whether a value, a heading or a row of the plan was read at this place."""
        return place.spot in self.texts

    def text(self, place: Place) -> str:
        """The text that the plan has from this place."""
        return self.texts.get(place.spot, "")


def _read_projects(plan: Plan) -> list[Project]:
    """The projects of a plan, with those that a person has removed: their text was read, too."""
    return [*plan.projects, *(gone for gone in plan.dismissed if isinstance(gone, Project))]


def _values(plan: Plan) -> Iterator[tuple[Place, str]]:
    for heading in (*plan.headings, *(gone for gone in plan.dismissed if isinstance(gone, Heading))):
        yield heading.place, heading.name
    for name in Facts.__slots__:
        fact = getattr(plan.facts, name)
        if isinstance(fact, Value) and fact.place is not None:
            yield fact.place, fact.raw
    for project in _read_projects(plan):
        yield from _of_project(project)
    for total in (*plan.totals, *(gone for gone in plan.dismissed if isinstance(gone, Total))):
        yield total.place, total.unread
        for value in (total.printed, total.printed_count):
            if value is not None and value.place is not None:
                yield value.place, value.raw
    for row in plan.progress:
        yield row.place, ""
        yield from ((value.place, value.raw) for value in row.values.values() if value.place is not None)
    for gone in plan.dismissed:
        if isinstance(gone, Amount) and gone.place is not None:
            yield gone.place, gone.text
    for step in plan.risks:
        yield step.place, step.step
    for target in plan.targets:
        yield target.place, target.text


def _of_project(project: Project) -> Iterator[tuple[Place, str]]:
    named = (project.summary_place, project.detail_place)
    yield from ((place, project.name.raw if project.name else "") for place in named if place is not None)
    values = (project.name, project.summary_name, project.detail_name, project.budget_text, *project.fields.values())
    for value in values:
        if value is not None and value.place is not None:
            yield value.place, value.raw
    if project.reported is not None:
        said = (value for report in project.reported.rounds() for value in report.values())
        yield from ((value.place, value.raw) for value in said if value.place is not None)
    yield from ((item.place, item.text) for item in project.items)
    for amount in project.amounts:
        if amount.place is not None:
            yield amount.place, f"{amount.text} {amount.money.raw if amount.money else ''}"


def _table_places(plan: Plan) -> Iterator[Place]:
    yield from (total.place for total in plan.totals)
    yield from (gone.place for gone in plan.dismissed if isinstance(gone, Total))
    yield from _project_places(plan)


def _project_places(plan: Plan) -> Iterator[Place]:
    """Where the rows of projects and their amounts are: a table a year has its own row for each."""
    for project in _read_projects(plan):
        if project.summary_place is not None:
            yield project.summary_place
            yield from (a.place for a in project.amounts if a.basis is Basis.SUMMARY and a.place is not None)
        elif project.detail_place is not None and project.detail_last == project.detail_place:
            yield project.detail_place  # a row that tells what a block would


def _amounts(plan: Plan) -> Iterator[Decimal]:
    for project in _read_projects(plan):
        yield from (amount.money.value for amount in project.amounts if amount.money is not None)
        if project.budget_total is not None:
            yield project.budget_total.value
        if project.reported is not None:
            yield from (money.value for report in project.reported.rounds() for money in report.money.values())
        yield sum((a.money.value for a in project.amounts if a.money is not None), Decimal(0))
    yield from _over_years(plan)
    for total in plan.totals:
        if total.printed is not None:
            yield total.printed.value
        if total.computed is not None:
            yield total.computed
    for row in plan.progress:
        yield from (value.value for value in row.values.values())


def _over_years(plan: Plan) -> Iterator[Decimal]:
    """What a dimension and the whole plan cost in all years."""
    sums: dict[tuple[Scope, int | None], Decimal] = defaultdict(Decimal)
    for total in plan.totals:
        if total.printed is not None:
            sums[total.scope, total.dimension] += total.printed.value
    yield from sums.values()
    for basis in Basis:
        amounts = [a.money.value for p in plan.projects for a in p.amounts if a.money is not None and a.basis is basis]
        yield sum(amounts, Decimal(0))
