"""What the two halves of a project, or two places of its block, say differently."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz.fuzz import partial_ratio

from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.model.plan import Basis, Finding, Plan, Project
from normalize.departments import departments, name_of_all
from normalize.text import comparable, normalize_line
from phaen.check.facts.sentences import baht
from schemas.checks import CheckCode

ALIKE = 60.0
"""Likeness (0..100) of the best part of two names from which on they may be one body's, or one project's."""

LEAST_LETTERS = 6
"""Letters of a department's name: abbreviations are shorter."""

STATED = re.compile(r"(?<!ปี)งบประมาณ(?!\s*พ\.?ศ)[^\d\n]{0,30}?(?P<amount>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{2})?)\s*บาท")
"""An amount behind the word for a budget."""

LIMITED = re.compile(r"เกิน|ไม่เกิน|ต่ำกว่า|ตั้งแต่|คนละ|ละ|ครั้ง|เดิม")
"""Words between the two that make the amount no budget of the project."""

PROSE = (Field.METHODS, Field.TARGET_GROUP, Field.DURATION, Field.LOCATION)
"""Fields in which a block states its own budget; the rationale may tell of others."""


def halves_differ(plan: Plan) -> list[Finding]:
    """Findings for departments and names that differ between the halves, and for two budgets of one block."""
    found: list[Finding] = []
    for project in plan.projects:
        if project.in_details:
            found += [*_two_budgets(project), *_responsible(project), *_names(project)]
    return found


def _two_budgets(project: Project) -> Iterator[Finding]:
    """A budget in the text of a block that is none of its amounts, no sum of them and no part of one."""
    total = project.budget_total
    if total is None or not total.value:
        return
    amounts = [a.money.value for a in project.amounts if a.money is not None]
    detailed = [a.money.value for a in project.amounts if a.money is not None and a.basis is Basis.DETAIL]
    known = {total.value, sum(amounts, Decimal(0)), sum(detailed, Decimal(0)), *amounts}
    for key in PROSE:
        value = project.fields.get(key)
        for match in STATED.finditer(normalize_line(value.value)) if value is not None else ():
            amount = Decimal(match["amount"].replace(",", ""))
            between = match[0][: match.start("amount") - match.start()]
            if amount in known or LIMITED.search(between) or not _is_whole(amount, total.value):
                continue
            place = (value.place if value else None) or project.detail_place
            stake = abs(amount - total.value)
            yield Finding(
                CheckCode.BUDGETS_IN_BLOCK, project, baht(total.value), baht(amount), place, field="budget_total",
                stake=stake,
            )  # fmt: skip
            return


def _is_whole(amount: Decimal, total: Decimal) -> bool:
    """Whether an amount can be the whole budget: neither a small part of it, nor a year's share of it."""
    return amount > total or (amount * 2 > total)


def _responsible(project: Project) -> Iterator[Finding]:
    """The department in the table, if the block names another one; abbreviations are not compared."""
    listed, detailed = project.listed_responsible, project.fields.get(Field.RESPONSIBLE)
    if listed is None or detailed is None:
        return
    one, other = comparable(listed.value), comparable(detailed.value)
    is_unit = patterns().cells.department
    if min(len(one), len(other)) < LEAST_LETTERS or "." in listed.value or not is_unit.match(listed.value.strip()):
        return
    if not is_unit.search(detailed.value) or partial_ratio(one, other) >= ALIKE:
        return
    if name_of_all() in (*departments(listed.value), *departments(detailed.value)):
        return  # all departments are each of them, too
    found = " ".join(detailed.value.split())
    yield Finding(
        CheckCode.RESPONSIBLE_MISMATCH, project, listed.value, found, detailed.place or project.detail_place,
        field=str(Field.RESPONSIBLE),
    )  # fmt: skip


def _names(project: Project) -> Iterator[Finding]:
    """The names of the two halves, if neither is a part of the other and they have little in common."""
    name, other = project.detail_name or project.name, project.summary_name
    if name is None or other is None or not project.in_summary:
        return
    one, two = comparable(name.value), comparable(other.value)
    if one and two and partial_ratio(one, two) < ALIKE:
        yield Finding(CheckCode.NAMES_UNLIKE, project, other.value, name.value, project.detail_place, field="name")
