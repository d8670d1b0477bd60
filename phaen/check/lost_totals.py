"""Totals of scans that were not read: the other dimensions of the table print theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extract.model.document import TextSource
from extract.model.plan import Finding, Plan, Project, RowRef, Scope
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode
from schemas.phrases import phrase

FEWEST, MOST = 2, 0.5
"""Minimum number and share of the dimensions of a table with a total, of which the others must have one."""


def check_lost_totals(plan: Plan) -> Iterator[Finding]:
    """A finding for each year of a dimension without the total that the other dimensions have, on pages read by OCR.

    Only of scans: a table of text without a total was typed without it.
    """
    scanned = {page.number for page in plan.document.pages if page.text_source is TextSource.OCR}
    last: dict[int, Project] = {}
    for project in plan.projects:
        if project.summary_place is not None and project.summary_dimension is not None:
            last[project.summary_dimension] = project
    having: dict[int | None, set[int]] = defaultdict(set)
    for total in plan.totals:
        if total.scope is Scope.DIMENSION and total.dimension is not None:
            having[total.fiscal_year].add(total.dimension)
    for year, dimensions in sorted(having.items(), key=lambda entry: entry[0] or 0):
        if len(dimensions) < max(FEWEST, MOST * len(last)):
            continue
        for number, project in last.items():
            place = project.summary_place
            if number not in dimensions and place is not None and place.page in scanned:
                row = f"dimension/{number}/{year}" if year else f"dimension/{number}"
                values: dict[str, str | Bilingual] = {
                    "what": phrase("dimension", number=str(number)),
                    "year": str(year or ""),
                }
                yield Finding(CheckCode.TOTAL_MISSING, RowRef("totals", row), "", "", place, values)
