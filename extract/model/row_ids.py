"""Row ids used by findings and provenance: rows of `projects`, `budgets`, `totals`, `progress`, ..."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extract.model.plan import Amount, Plan, Progress, Project, ProjectProgress, RowRef, Subject, Total


def projects_by_id(plan: Plan) -> list[tuple[str, Project]]:
    """The projects with their project_id. A project without an id is numbered by its position."""
    return [(project.project_id or f"P{project.order}", project) for project in plan.projects]


def amounts_by_id(plan: Plan) -> list[tuple[str, str, Amount]]:
    """row_id, project_id and amount of every row of `budgets`."""
    pairs = [(owner, amount) for owner, project in projects_by_id(plan) for amount in project.amounts]
    ids = _distinct(f"{owner}/{amount.fiscal_year}/{amount.basis}" for owner, amount in pairs)
    return [(row_id, owner, amount) for row_id, (owner, amount) in zip(ids, pairs, strict=True)]


def totals_by_id(plan: Plan) -> list[tuple[str, Total]]:
    """row_id and total of every row of `totals`."""
    return list(zip(_distinct(_total_id(total) for total in plan.totals), plan.totals, strict=True))


def progress_by_id(plan: Plan) -> list[tuple[str, Progress]]:
    """row_id and line of every row of `progress`."""
    ids = ("grand" if line.dimension is None else str(line.dimension) for line in plan.progress)
    return list(zip(_distinct(ids), plan.progress, strict=True))


def reports_by_id(plan: Plan) -> list[tuple[str, str, ProjectProgress]]:
    """row_id, project_id and report of every row of `project_progress`."""
    owners = {id(project): name for name, project in projects_by_id(plan)}
    pairs = [(owners[id(report.project)], report) for report in plan.project_progress]
    ids = _distinct(owner if report.months is None else f"{owner}/{report.months}" for owner, report in pairs)
    return [(row_id, owner, report) for row_id, (owner, report) in zip(ids, pairs, strict=True)]


class RowIds:
    """Maps the objects of a finished plan to the dataset rows written for them."""

    def __init__(self, plan: Plan) -> None:
        self._document = RowRef("documents", plan.document.document_id)
        rows: list[tuple[Project | Amount | Total | Progress | ProjectProgress, RowRef]] = []
        rows += [(project, RowRef("projects", name)) for name, project in projects_by_id(plan)]
        rows += [(amount, RowRef("budgets", name)) for name, _, amount in amounts_by_id(plan)]
        rows += [(total, RowRef("totals", name)) for name, total in totals_by_id(plan)]
        rows += [(line, RowRef("progress", name)) for name, line in progress_by_id(plan)]
        rows += [(report, RowRef("project_progress", name)) for name, _, report in reports_by_id(plan)]
        self._rows = {id(thing): row for thing, row in rows}

    def of(self, subject: Subject) -> RowRef:
        """The row of a finding's subject. Raises KeyError if the object is not part of the plan."""
        if subject is None:
            return self._document
        return subject if isinstance(subject, RowRef) else self._rows[id(subject)]


def _total_id(total: Total) -> str:
    scope = str(total.scope) if total.dimension is None else f"{total.scope}/{total.dimension}"
    return f"{scope}/{total.fiscal_year}"


def _distinct(ids: Iterable[str]) -> list[str]:
    """The ids, with #2, #3, ... appended to repeated ones: a document may print the same total twice."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in ids:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return distinct
