"""The ids by which findings and provenance name a plan's rows: of `projects`, `budgets`, `totals` and `progress`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extract.model.plan import Amount, Plan, Progress, Project, Total


def projects_by_id(plan: Plan) -> list[tuple[str, Project]]:
    """The projects with their project_id; one that was given none is named by its order."""
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


def _total_id(total: Total) -> str:
    scope = str(total.scope) if total.dimension is None else f"{total.scope}/{total.dimension}"
    return f"{scope}/{total.fiscal_year}"


def _distinct(ids: Iterable[str]) -> list[str]:
    """The ids, a repeated one marked #2, #3, ...: a document may print the same total twice."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in ids:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return distinct
