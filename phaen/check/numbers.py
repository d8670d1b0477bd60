"""Checks the numbers of projects: repeated or skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.model.document import Place, Spot
from extract.model.plan import Finding, Path, Plan, Project
from schemas.checks import CheckCode
from schemas.phrases import phrase

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
    through: set[int] | None = None
    if _run_through(plan.projects):  # several lists may share one row of numbers
        items |= {(dimension, item) for dimension, _ in items for _, item in items}
        through = {int(item) for _, item in items if item.isdecimal()}
    every = items if len(detailed) == len(plan.projects) else None
    return [
        *_along([(p, p.item, p.detail_place) for p in detailed], every, through),
        *_along([(p, p.summary_item, p.summary_place) for p in listed], items, through),
    ]


def _run_through(projects: Iterable[Project]) -> bool:
    """Whether no two projects of the plan have one number."""
    numbers = [item for project in projects for item in {project.item, project.summary_item} if item]
    return len(numbers) == len(set(numbers))


def _key(place: Place | None) -> Spot:
    return place.spot if place else (0, 0, 0)


def _along(
    numbered: Iterable[tuple[Project, str, Place | None]], items: Items | None, through: set[int] | None
) -> list[Finding]:
    """The findings along one half. `items` are those of all projects, None if any may be without this half.

    `through` are all numbers of a plan in which each is one project's: what one list skips, another may have.
    """
    findings: list[Finding] = []
    due, other, seen, between = 0, 0, set[int](), 0
    level: Path | None = None
    restarts, told = False, set[int]()
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
            missing = [number for number in range(due, value) if through is None or number not in through]
            missing = [number for number in missing if number not in told]
            is_lost = items is not None and between < len(missing) <= MOST_SKIPPED
            skipped = {(project.dimension, str(number)) for number in missing}
            is_lost = is_lost and not skipped & (items or set()) and not seen.intersection(missing)
            told.update(missing if is_lost else ())
            if is_lost and len(missing) < value - due:
                findings.append(_missing(project, missing, place))
            else:
                code = CheckCode.NUMBER_MISSING if is_lost else CheckCode.NUMBER_SKIPPED
                findings.append(_finding(code, project, due, value, place))
        seen.add(value)
        due, other, between = value + 1, doubled, 0
    return findings


def _finding(code: CheckCode, project: Project, due: int, value: int, place: Place | None) -> Finding:
    return Finding(code, project, str(due), str(value), place)


def _missing(project: Project, numbers: Sequence[int], place: Place | None) -> Finding:
    """A finding about numbers of which the lists of a plan have all around them."""
    finding = _finding(CheckCode.NUMBER_MISSING, project, numbers[0], numbers[0] + len(numbers), place)
    finding.sentence = phrase("in_no_list", numbers=", ".join(map(str, numbers)))
    return finding
