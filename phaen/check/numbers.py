"""Checks the numbers of projects: repeated or skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.model.document import Place, Spot
from extract.model.plan import Finding, Path, Plan, Project
from schemas.checks import CheckCode

Items = set[tuple[int | None, str]]
"""The dimensions and numbers of projects, in either half."""

NUMBER = re.compile(r"(?P<code>(?:\d{1,2}\.){2,}|)(?P<last>\d{1,3})")
"""A number, or a code whose last part counts: 4.1.2."""

MOST_SKIPPED = 5
"""Numbers that are skipped at once: more are another way of numbering, or a misprint."""


def check_numbers(plan: Plan) -> list[Finding]:
    """Check the numbers of the details and of the summary, each in its order. A restart at 1 is not a gap.

    Numbers that are skipped in the details are most often projects that have none. If all have some, or the summary
    skips a number, and no project has it, a project may be lost.
    """
    detailed = sorted((p for p in plan.projects if p.detail_place is not None), key=lambda p: _key(p.detail_place))
    listed = [p for p in plan.projects if p.in_summary]
    items = {(p.dimension, item) for p in plan.projects for item in (p.item, p.summary_item)}
    if _run_through(plan.projects):  # two lists may share one row of numbers
        items |= {(dimension, item) for dimension, _ in items for _, item in items}
    return [
        *_along(
            [(p, p.item, p.detail_place) for p in detailed], items if len(detailed) == len(plan.projects) else None
        ),
        *_along([(p, p.summary_item, p.summary_place) for p in listed], items),
    ]


def _run_through(projects: Iterable[Project]) -> bool:
    """Whether no two projects of the plan have one number."""
    numbers = [item for project in projects for item in {project.item, project.summary_item} if item]
    return len(numbers) == len(set(numbers))


def _key(place: Place | None) -> Spot:
    return place.spot if place else (0, 0, 0)


def _along(numbered: Iterable[tuple[Project, str, Place | None]], items: Items | None) -> list[Finding]:
    """The findings along one half. `items` are those of all projects, None if any may be without this half."""
    findings: list[Finding] = []
    due, other, seen, between = 0, 0, set[int](), 0
    level: Path | None = None
    restarts = False
    for project, item, place in numbered:
        if not (number := NUMBER.fullmatch(item)):
            between += 1
            continue
        value, doubled = int(number["last"]), 0
        if number["code"]:
            due, seen = 0, set()  # what follows it may go on with its last part
            continue
        is_next, level = project.path[:2] != level, project.path[:2]
        restarts = restarts or (value == 1 and due > 1)
        if value == 1 or not due:
            seen = set()
        elif value in seen and restarts and is_next:
            seen = set()  # each level counts anew, and the first of this one is not in this half
        elif value in (due, other):
            pass
        elif value in seen:
            findings.append(_finding(CheckCode.NUMBER_REPEATED, project, due, value, place))
            # the next number follows the expected one (this one is a misprint) or this one (it is printed twice)
            value, doubled = due, value + 1
        else:
            is_lost = items is not None and between < value - due <= MOST_SKIPPED
            skipped = {(project.dimension, str(number)) for number in range(due, value)}
            is_lost = is_lost and not skipped & (items or set()) and not seen.intersection(range(due, value))
            code = CheckCode.NUMBER_MISSING if is_lost else CheckCode.NUMBER_SKIPPED
            findings.append(_finding(code, project, due, value, place))
        seen.add(value)
        due, other, between = value + 1, doubled, 0
    return findings


def _finding(code: CheckCode, project: Project, due: int, value: int, place: Place | None) -> Finding:
    return Finding(code, project, str(due), str(value), place)
