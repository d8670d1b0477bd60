"""Rows of `provenance`: the original text and the place of each value that was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.model.document import TextSource
from extract.model.plan import Facts, Method, Plan, Project, Value
from extract.model.row_ids import amounts_by_id, progress_by_id, projects_by_id, reports_by_id, totals_by_id
from phaen.emit.parts import box_text, place_cells
from phaen.emit.project_rows import REPORT_FACTS
from phaen.emit.values import Row

# The columns with provenance, by table. The attributes of the plan tree have the same names.
FACTS = (
    "title",
    "organization",
    "subdistrict",
    "district",
    "province",
    "fiscal_year_first",
    "fiscal_year_last",
    "stated_project_count",
)
PROJECT_FACTS = ("fiscal_year_first", "fiscal_year_last", "budget_total", "budget_text")

Trail = tuple[str, str, str, Value[Any] | None]
"""Table, row_id and field of a value, and the value, None if it is missing."""


def provenance_rows(plan: Plan) -> list[Row]:
    """One row per value, in the order of the tables and of the document."""
    scanned = frozenset(page.number for page in plan.document.pages if page.text_source is TextSource.OCR)
    trails = _trails(plan)
    return [_row(table, row_id, field, value, scanned) for table, row_id, field, value in trails if value is not None]


def _trails(plan: Plan) -> Iterator[Trail]:
    yield from _fact_trails(plan.document.document_id, plan.facts)
    for project_id, project in projects_by_id(plan):
        yield from _project_trails(project_id, project)
    for row_id, _, amount in amounts_by_id(plan):
        yield "budgets", row_id, "amount", amount.money
    for row_id, total in totals_by_id(plan):
        yield "totals", row_id, "printed_amount", total.printed
        yield "totals", row_id, "printed_count", total.printed_count
    for row_id, line in progress_by_id(plan):
        for field, value in line.values.items():
            yield "progress", row_id, field, value
    for row_id, _, report in reports_by_id(plan):
        for field in REPORT_FACTS:
            yield "project_progress", row_id, field, getattr(report, field)


def _fact_trails(document_id: str, facts: Facts) -> Iterator[Trail]:
    for field in FACTS:
        yield "documents", document_id, field, getattr(facts, field)


def _project_trails(project_id: str, project: Project) -> Iterator[Trail]:
    yield "projects", project_id, "name", project.name or project.summary_name
    for field in PROJECT_FACTS:
        yield "projects", project_id, field, getattr(project, field)
    for field, text in project.fields.items():
        yield "projects", project_id, field, text


def _row(table: str, row_id: str, field: str, value: Value[Any], scanned: frozenset[int]) -> Row:
    is_scanned = value.place is not None and value.place.page in scanned
    return {
        "table": table,
        "row_id": row_id,
        "field": field,
        **place_cells(value.place, "page", "line"),
        "bbox": box_text(value.place),
        "raw": value.raw,
        "method": Method.OCR if is_scanned and value.method is Method.PRINTED else value.method,
    }
