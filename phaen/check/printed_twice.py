"""Things that a plan prints twice: one line of the budget under several projects, one section under two numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.model.plan import Basis, Finding, Heading, Path, Plan, Project, RowRef
from normalize.money import MoneyStatus, parse_money
from normalize.text import comparable
from phaen.check.facts.sentences import baht
from schemas.checks import CheckCode

LARGE = Decimal(100_000)
"""Baht. Smaller amounts are often the same by chance."""

LEAST_REMARK = 10
"""Letters of a remark that names a line of the budget."""

LEAST_NAME = 12
"""Letters of a section's name from which on two equal ones are no chance."""


def printed_twice(plan: Plan) -> list[Finding]:
    """Findings for budgets and sections that are printed twice."""
    return [*_shared_budgets(plan), *_repeated_headings(plan)]


def _shared_budgets(plan: Plan) -> Iterator[Finding]:
    """Projects with the same large amounts and the same remark, which names a project or a line of the budget."""
    groups: dict[tuple[tuple[tuple[int, Decimal], ...], str], list[Project]] = defaultdict(list)
    for project in plan.projects:
        amounts = tuple(
            (a.fiscal_year, a.money.value)
            for a in project.amounts
            if a.basis is Basis.SUMMARY and a.money is not None and a.money.value
        )
        remark = project.fields.get(Field.REMARKS)
        if remark is not None and amounts and max(v for _, v in amounts) >= LARGE and _names_a_budget(remark.value):
            groups[amounts, comparable(remark.value)].append(project)
    for (amounts, _), projects in groups.items():
        if len(projects) > 1:
            yield _shared(projects, sum((value for _, value in amounts), Decimal(0)))


def _names_a_budget(remark: str) -> bool:
    """Whether a remark names a project or a line of the budget, not only a department or that there is no budget."""
    words = remark.strip()
    if len(comparable(words)) < LEAST_REMARK or parse_money(words).status is MoneyStatus.NONE:
        return False
    return bool(kind_of(words)) or (any(c.isdigit() for c in words) and not patterns().cells.department.match(words))


def _shared(projects: list[Project], amount: Decimal) -> Finding:
    remark = projects[0].fields[Field.REMARKS].value
    rows = [
        Finding(CheckCode.BUDGET_SHARED, p, " ".join(remark.split()), baht(amount), p.summary_place) for p in projects
    ]
    rows[0].parts, rows[0].stake = tuple(rows[1:]), amount * (len(projects) - 1)
    return rows[0]


def _repeated_headings(plan: Plan) -> Iterator[Finding]:
    """Sections below one heading with the same name under two numbers. Those below others are the framework's own."""
    named: dict[tuple[Path, str], list[Heading]] = defaultdict(list)
    for heading in plan.sections:
        name = comparable(heading.name)
        if len(name) >= LEAST_NAME:
            named[heading.path[:-1], name].append(heading)
    for headings in named.values():
        codes = sorted({heading.code for heading in headings})
        if len(codes) > 1:
            first, *rest = headings
            found = _repeated(first, codes)
            found.parts = tuple(_repeated(heading, codes) for heading in rest)
            yield found


def _repeated(heading: Heading, codes: list[str]) -> Finding:
    row = RowRef("sections", heading.code)
    return Finding(CheckCode.HEADING_REPEATED, row, ", ".join(codes), heading.name, heading.place, field="name")
