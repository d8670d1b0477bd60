"""Headings that match none of the national framework that the plan follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extract.model.plan import Finding, Plan, RowRef
from normalize.frameworks import standards
from schemas.checks import CheckCode

FOLLOWS = 0.5
"""Minimum share of a plan's dimensions and sections with a standard heading, for it to follow a framework at all."""


def headings_without_standard(plan: Plan) -> Iterator[Finding]:
    """A finding for each heading of a level that the framework has, if most others are the framework's."""
    upper = [heading for heading in plan.headings if heading.level <= 2]
    frameworks = Counter(heading.standard.framework for heading in upper if heading.standard is not None)
    if not frameworks or frameworks.total() < FOLLOWS * len(upper):
        return
    ((framework, _),) = frameworks.most_common(1)
    for heading in plan.headings:
        if heading.standard is None and heading.name and standards(heading.level):
            table, row = ("dimensions", str(heading.path[0])) if heading.level == 1 else ("sections", heading.code)
            about = RowRef(table, row)
            yield Finding(CheckCode.HEADING_NONSTANDARD, about, framework, heading.name, heading.place)
