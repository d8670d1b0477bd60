"""Checks the numbers of projects: repeated or skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.model.document import Place
from extract.model.plan import Finding, Plan, Project
from schemas.checks import CheckCode


def check_numbers(plan: Plan) -> list[Finding]:
    """Check the numbers of the details and of the summary, each in its order. A restart at 1 is not a gap."""
    detailed = sorted((p for p in plan.projects if p.detail_place is not None), key=lambda p: _key(p.detail_place))
    listed = [p for p in plan.projects if p.in_summary]
    return [
        *_along((p, p.item, p.detail_place) for p in detailed),
        *_along((p, p.summary_item, p.summary_place) for p in listed),
    ]


def _key(place: Place | None) -> tuple[int, int]:
    return (place.page, place.line) if place else (0, 0)


def _along(numbered: Iterable[tuple[Project, str, Place | None]]) -> list[Finding]:
    findings: list[Finding] = []
    due, other, seen = 0, 0, set[int]()
    for project, item, place in numbered:
        if not re.fullmatch(r"\d{1,3}", item):
            continue
        value, doubled = int(item), 0
        if value == 1 or not due:
            seen = set()
        elif value in (due, other):
            pass
        elif value in seen:
            findings.append(_finding(CheckCode.NUMBER_REPEATED, project, due, value, place))
            # the next number follows the expected one (this one is a misprint) or this one (it is printed twice)
            value, doubled = due, value + 1
        else:
            findings.append(_finding(CheckCode.NUMBER_SKIPPED, project, due, value, place))
        seen.add(value)
        due, other = value + 1, doubled
    return findings


def _finding(code: CheckCode, project: Project, due: int, value: int, place: Place | None) -> Finding:
    return Finding(code, project, str(due), str(value), place)
