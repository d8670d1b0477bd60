"""Findings for the amounts of the summary table that stay empty."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.plan import Amount, Finding, Plan, Project
from phaen.check.solve.detail_sums import summary_amounts
from schemas.checks import CheckCode
from schemas.phrases import phrase

LEAST_ROWS = 4
MOST_ROWS = 0.8
"""Rows that print an amount or a mark for none, at the least, and their share: then nearly all do."""


def empty_amounts(plan: Plan, findings: Sequence[Finding]) -> list[Finding]:
    """A finding for each amount that stayed empty and has none yet: neither of the plan nor among `findings`.

    Where nearly all rows print some, that of a row that prints none is likely lost: its blank amounts stay. Elsewhere
    blank amounts of a project that has no other are dropped, unless a finding is about one: its row prints no money.
    """
    listed = [project for project in plan.projects if project.in_summary]
    priced = sum(map(_is_priced, listed))
    is_usual = len(listed) > priced >= max(LEAST_ROWS, MOST_ROWS * len(listed))
    told = {id(row.about) for finding in (*plan.findings, *findings) for row in finding.rows()}
    return [found for project in plan.projects for found in _of_project(project, told, is_usual=is_usual)]


def _of_project(project: Project, told: set[int], *, is_usual: bool) -> list[Finding]:
    amounts = summary_amounts(project)
    is_blank = bool(amounts) and not any(amount.text or amount.money for amount in amounts)
    if is_blank and is_usual:
        open_ = [_empty(amount) for amount in amounts if id(amount) not in told]
        return [_together(open_)] if open_ else []
    if is_blank:
        dropped = {id(amount) for amount in amounts} - told
        project.amounts = [amount for amount in project.amounts if id(amount) not in dropped]
        if len(dropped) < len(amounts):
            return []
        return [Finding(CheckCode.BUDGET_BLANK, project, "", "", project.summary_place)]
    if is_usual and project.in_summary and not amounts and not _is_priced(project):
        return [Finding(CheckCode.BUDGET_ABSENT, project, "", "", project.summary_place)]
    return [_empty(amount) for amount in amounts if amount.money is None and id(amount) not in told]


def _is_priced(project: Project) -> bool:
    """Whether the row of a project prints an amount or a mark for none."""
    has_amount = any(amount.text or amount.money for amount in summary_amounts(project))
    return has_amount or (project.budget_total is not None and not project.in_details)


def _together(findings: Sequence[Finding]) -> Finding:
    """One finding for the blank amounts of a row: all that it prints is lost."""
    first, *parts = findings
    first.parts = tuple(parts)
    first.sentence = phrase("row_blank")
    return first


def _empty(amount: Amount) -> Finding:
    """A blank where other rows print an amount or a mark for none is an amount that was lost."""
    return Finding(CheckCode.BUDGET_UNREADABLE, amount, "", amount.text, amount.place)
