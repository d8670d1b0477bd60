"""Headings that a plan must have had: of a number that its projects or sections are under, or that is skipped."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model.document import Place
from extract.model.plan import Finding, Plan, RowRef
from schemas.checks import CheckCode

NAMED_SHARE = 0.5
"""Minimum share of the levels in use whose headings were found: otherwise, the plan prints none."""

MOST_SKIPPED = 3
"""Numbers that are skipped at once. More of them are another way of numbering."""


def headings_missing(plan: Plan) -> Iterator[Finding]:
    """A finding for each number of the outermost level that has no heading, though others have.

    The number is used by projects or by the codes of headings, or it is skipped between headings.
    """
    named = {heading.path[0] for heading in plan.headings if heading.level == 1 and heading.name.strip()}
    places = _used(plan)
    used = named | set(places)
    wanted = used | {number for number in _skipped(used) if not _counts_through(plan, number)}
    if len(named & wanted) < NAMED_SHARE * len(wanted):
        return
    for number in sorted(wanted - named):
        found = RowRef("dimensions", str(number))
        yield Finding(CheckCode.HEADING_MISSING, found, str(number), "", places.get(number))


def _counts_through(plan: Plan, number: int) -> bool:
    """Whether the projects are numbered on from the level before a number to that after it, or from 1 on after it: it
    has none itself."""
    listed = [p for p in plan.projects if p.summary_item.isdecimal()]
    before = [int(p.summary_item) for p in listed if (p.summary_dimension or 0) < number]
    after = [int(p.summary_item) for p in listed if (p.summary_dimension or 0) > number]
    return bool(after) and min(after) == max(before, default=0) + 1


def _used(plan: Plan) -> dict[int, Place | None]:
    """The numbers of the outermost level that projects or deeper headings have, each with its first place."""
    found: dict[int, Place | None] = {}
    for project in plan.projects:
        for path in (project.path, project.summary_path):
            if path:
                found.setdefault(path[0], project.summary_place or project.detail_place)
    for heading in plan.headings:
        if heading.level > 1:
            found.setdefault(heading.path[0], heading.place)
    return found


def _skipped(numbers: set[int]) -> set[int]:
    """The numbers between the first and the last that are missing."""
    if not numbers:
        return set()
    missing = set(range(1, max(numbers))) - numbers
    return missing if len(missing) <= min(MOST_SKIPPED, len(numbers) - 1) else set()
