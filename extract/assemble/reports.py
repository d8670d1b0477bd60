"""What a report states about each project, from its row in a report table and from the lines of its block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.reports import (
    column_meaning,
    is_not_begun,
    is_status,
    report_money,
    report_round,
    says_nothing,
    sums_up,
    tells_reason,
    ticked_choice,
)
from extract.grammar.vocabulary import LONGEST_HEADING
from extract.model.document import Line, Place
from extract.model.plan import DocumentKind, Finding, Plan, Project, ProjectProgress, Reported, Value
from normalize.money import parse_money
from normalize.numerals import arabic
from normalize.text import comparable
from schemas.checks import CheckCode

COVER_LINES = 60
"""Number of lines at the beginning that are searched for the round of a report, if its title names none."""


def read_project_progress(plan: Plan, lines: Sequence[Line]) -> list[ProjectProgress]:
    """The report of each project. In other documents, only of projects with a printed status or money spent."""
    lines = sorted(lines, key=lambda line: line.place)
    starts = [line.place for line in lines]
    title = [plan.facts.title.value] if plan.facts.title else []
    months = report_round((*title, *(line.text for line in lines[:COVER_LINES])))
    found = []
    for project in plan.projects:
        is_report = plan.facts.kind is DocumentKind.PROGRESS_REPORT
        said = _merged(project.reported, _of_block(project, lines, starts) if is_report else None)
        if said is None and not is_report:
            continue
        said = said or Reported()
        for report in said.rounds():
            place = report.place() or project.detail_place or project.summary_place
            if place is not None:
                found.append(_row(project, report, place, months, _year(plan)))
    return found


def _row(project: Project, said: Reported, place: Place, months: int | None, year: int | None) -> ProjectProgress:
    money = said.money
    plan = money.get("budget_plan") or project.budget_total
    return ProjectProgress(
        project,
        place,
        said.months or months,
        said.fiscal_year or year,
        said.status,
        said.reason,
        plan,
        money.get("budget_ordinance"),
        money.get("budget_spent"),
    )


def _year(plan: Plan) -> int | None:
    """The fiscal year of a report. None if it states none or several."""
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    return first.value if first and last and first.value == last.value else None


def _merged(row: Reported | None, block: Reported | None) -> Reported | None:
    if row is None or block is None:
        return row or block
    return replace(
        row, status=row.status or block.status, reason=row.reason or block.reason, money={**block.money, **row.money}
    )


def _of_block(project: Project, lines: Sequence[Line], starts: Sequence[Place]) -> Reported | None:
    """What the lines of a project's block report."""
    if project.detail_place is None:
        return None
    first = bisect_left(starts, project.detail_place)
    last = bisect_right(starts, project.detail_last or project.detail_place)
    found = Reported(money=_below_headings(lines[first:last]))
    awaited = ""
    for line in lines[first:last]:
        if line.place != project.detail_place and sums_up(line.text):
            break
        label, _, rest = _labelled(line.text)
        if awaited == "status" and is_status(line.text):
            found.status = found.status or Value(line.text.strip(), line.raw, line.place)
        awaited = "status" if label == "status" and not rest else ""
        _line(found, line, label, rest)
    return (
        found
        if found.status is not None or "budget_spent" in found.money or "budget_ordinance" in found.money
        else None
    )


_HEADED = {"budget_planned": "budget_plan", "budget_ordinance": "budget_ordinance", "budget_spent": "budget_spent"}
"""The money of a report, by what a heading of a form means."""


def _below_headings(lines: Sequence[Line]) -> dict[str, Value[Decimal]]:
    """The money of a block that prints a heading on a line of its own, and the amount below it; none if none is spent.

    งบประมาณที่ใช้จริง
    97,850 บาท
    """
    found: dict[str, Value[Decimal]] = {}
    for heading, line in pairwise(lines):
        is_heading = len(heading.text) <= LONGEST_HEADING and not any(map(str.isdigit, heading.text))
        role = _HEADED.get(column_meaning([heading.text])) if is_heading else None
        money = parse_money(line.text) if role is not None else None
        if role is not None and money is not None and money.value is not None:
            found.setdefault(role, Value(money.value, line.raw, line.place))
    return found if "budget_spent" in found else {}


def _line(found: Reported, line: Line, label: str, rest: str) -> None:
    choice = ticked_choice(line.text) or (rest if label == "status" and is_status(rest) else "")
    if choice and found.status is None:
        found.status = Value(choice, line.raw, line.place)
    if label == "reason" and not says_nothing(rest):
        found.reason = found.reason or Value(ticked_choice(rest, any_words=True) or rest, line.raw, line.place)
    money = report_money(line.text)
    if "budget_spent" in money or "budget_ordinance" in money or found.money:
        for role, (amount, _) in money.items():
            found.money.setdefault(role, Value(amount, line.raw, line.place))


def _labelled(text: str) -> tuple[str, str, str]:
    """The kind of label at the beginning of a line (status, reason or none), the label, and the text after it."""
    bare = arabic(text).lstrip("0123456789.()-–•*#| ").replace("|", " ").replace("**", "")
    for word in sorted(family().reports.status, key=len, reverse=True):
        if bare.startswith(word):
            return "status", word, bare[len(word) :].strip(" :\t")
    head, colon, rest = bare.partition(":")
    if not colon:
        head, _, rest = bare.partition(" ")
    if len(head) <= 40 and tells_reason(head) and comparable(head).startswith(family().reports.reasons):
        return "reason", head, rest.strip()
    return "", "", ""


def settle_planned(plan: Plan) -> None:
    """Uses the planned money as budget of a block that prints only planned and spent money, and drops its findings."""
    settled: set[int] = set()
    for report in plan.project_progress:
        project, planned = report.project, report.budget_plan
        if project.budget_total is None and planned is not None and project.in_details:
            project.budget_total = planned
            settled.add(id(project))
    unread = (CheckCode.BUDGET_UNREADABLE, CheckCode.BUDGET_SUSPECT)
    plan.findings = [f for f in plan.findings if not (f.code in unread and id(f.about) in settled)]


def report_findings(plan: Plan) -> Iterable[Finding]:
    """Findings for projects not begun that spent money, and for cells of the status table that are not numbers."""
    for report in plan.project_progress:
        spent, status = report.budget_spent, report.status
        if status is not None and spent is not None and spent.value > Decimal(0) and is_not_begun(status.value):
            yield Finding(
                CheckCode.STATUS_CONFLICT, report, status.value, f"{spent.value:f}", report.place, field="status"
            )
    for line in plan.progress:
        for column, cell in line.unread.items():
            yield Finding(CheckCode.PROGRESS_UNREAD, line, "", cell.value, cell.place, {"what": column}, field=column)
