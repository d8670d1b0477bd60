"""Totals of scans that were not read: the other dimensions of the table, or the other years of the row, have theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extract.model.document import Place, TextSource
from extract.model.plan import Finding, Plan, Project, RowRef, Scope, Total
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode
from schemas.phrases import phrase

FEWEST, MOST = 2, 0.5
"""Minimum number and share of the dimensions of a table with a total, of which the others must have one."""


def check_lost_totals(plan: Plan) -> Iterator[Finding]:
    """A finding for each total that a table of a scan lacks: of a year of a dimension that the other dimensions have a
    total for, or of a year that a row of totals has no figure for, though it has others.

    Only of scans: a table of text without a total was typed without it.
    """
    scanned = {page.number for page in plan.document.pages if page.text_source is TextSource.OCR}
    found = dict((*_of_dimensions(plan), *_of_rows(plan.totals)))
    yield from (finding for finding in found.values() if finding.place and finding.place.page in scanned)


def _of_dimensions(plan: Plan) -> Iterator[tuple[str, Finding]]:
    """The totals that the other dimensions have, by row."""
    last: dict[int, Project] = {}
    for project in plan.projects:
        if project.summary_place is not None and project.summary_dimension is not None:
            last[project.summary_dimension] = project
    having: dict[int | None, set[int]] = defaultdict(set)
    for total in plan.totals:
        if total.scope is Scope.DIMENSION and total.dimension is not None and not total.is_blank:
            having[total.fiscal_year].add(total.dimension)
    for year, dimensions in sorted(having.items(), key=lambda entry: entry[0] or 0):
        if len(dimensions) < max(FEWEST, MOST * len(last)):
            continue
        for number, project in last.items():
            if number not in dimensions:
                yield _missing(Scope.DIMENSION, number, year, project.summary_place)


def _of_rows(totals: Sequence[Total]) -> Iterator[tuple[str, Finding]]:
    """The years without a figure of rows that have one for another year, by row."""
    filled = {total.place.spot for total in totals if total.printed is not None or total.unread}
    for total in totals:
        if total.is_blank and total.place.spot in filled:
            yield _missing(total.scope, total.dimension, total.fiscal_year, total.place)


def _missing(scope: Scope, dimension: int | None, year: int | None, place: Place | None) -> tuple[str, Finding]:
    is_whole = scope is Scope.GRAND or dimension is None
    row = "/".join(str(part) for part in ("grand" if is_whole else f"dimension/{dimension}", year) if part)
    what = phrase("whole_plan") if is_whole else phrase("dimension", number=str(dimension))
    values: dict[str, str | Bilingual] = {"what": what, "year": str(year or "")}
    return row, Finding(CheckCode.TOTAL_MISSING, RowRef("totals", row), "", "", place, values)
