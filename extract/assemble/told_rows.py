"""Rows of tables that are the detail blocks of projects.

A row of a report that tells what was done, and what came of it, is no line of a summary. Its money stands in one
column, or with the name. A row of a plan with rows below it that tell the project's fields is both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.grammar.field import Field
from extract.model.document import Place
from extract.model.plan import DocumentKind, Plan, Project, Value
from extract.tables.summary_cells import STATED
from extract.tables.summary_types import SummaryRow
from normalize.money import MoneyStatus, parse_money

_IN_BRACKETS = re.compile(r"\s*\((?P<money>[^()]*)\)\s*$")


def told_in_rows(plan: Plan, rows: Iterable[tuple[SummaryRow, Sequence[Project]]]) -> None:
    """Makes detail blocks of a report's rows that tell what was done and what came of it, and of rows told below."""
    rows = list(rows)
    for row, projects in rows:
        for entry, project in zip(row.projects, projects, strict=True):
            if entry.told is not None and not project.in_details:
                _is_block_too(project, entry.told, row)
    if plan.facts.kind is not DocumentKind.PROGRESS_REPORT:
        return
    for row, projects in rows:
        if all(cell.role == STATED for cell in row.money):
            row.money.clear()  # the block reads it from its fields
        for project in projects:
            if (
                not project.in_details
                and len(project.amounts) < 2
                and {Field.METHODS, Field.RESULTS} <= project.fields.keys()
            ):
                _become_block(plan, project, row)


def _is_block_too(project: Project, told: tuple[Place, Place], row: SummaryRow) -> None:
    project.detail_place, project.detail_last = told
    project.detail_name = project.name
    if len(row.money) == 1:
        cell = row.money[0]
        project.budget_text = project.budget_text or Value(cell.text, cell.raw, cell.place)


def _become_block(plan: Plan, project: Project, row: SummaryRow) -> None:
    place = project.summary_place
    project.detail_place, project.detail_last, project.detail_name = place, place, None
    project.summary_place, project.summary_name = None, None
    amounts = {id(amount) for amount in project.amounts}
    for finding in plan.findings:
        if id(finding.about) in amounts:
            finding.about, finding.field = project, "budget_text"
    project.amounts = []
    if project.budget_total is not None and len(row.money) == 1:
        cell = row.money[0]
        project.budget_text = project.budget_text or Value(cell.text, project.budget_total.raw, cell.place)
    name = project.name
    money = _IN_BRACKETS.search(name.value) if name is not None else None
    if name is None or money is None:
        return
    read = parse_money(money["money"])
    if read.status in (MoneyStatus.AMOUNT, MoneyStatus.NONE) and read.value is not None:
        project.name = replace(name, value=name.value[: money.start()])
        project.budget_text = Value(money["money"], name.raw, name.place)
        project.budget_total = project.budget_total or Value(read.value, name.raw, name.place)
