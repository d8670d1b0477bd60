"""Rows of `provenance`: the original text and the place of each value that was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extract.model.document import Place, TextSource
from extract.model.plan import Amount, Heading, Method, Plan, Project, Total, Value
from extract.model.row_ids import amounts_by_id, progress_by_id, projects_by_id, reports_by_id, totals_by_id
from phaen.check.confidence import Confidence
from phaen.emit.parts import box_text, place_cells
from phaen.emit.project_rows import REPORT_FACTS
from phaen.emit.raw_texts import RawTexts
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
RISK_TEXTS = ("step", "score", "risks", "measures")


@dataclass(frozen=True, slots=True)
class Trail:
    """A value with the table, row and column that it is in, and the object of the plan that it is of.

    `value` is None if the row has none, `about` if it is a fact of the document.
    """

    table: str
    row_id: str
    field: str
    value: Value[Any] | None
    about: object = None


def provenance_rows(plan: Plan, confidence: Confidence) -> list[Row]:
    """One row per value, in the order of the tables and of the document."""
    scanned = frozenset(page.number for page in plan.document.pages if page.text_source is TextSource.OCR)
    corrected = {(id(known.about), known.field): known.read for known in plan.corrected}
    trails = (trail for trail in _with_corrected(plan, _trails(plan)) if trail.value is not None)
    return [
        {
            **_row(trail, scanned, corrected.get((id(trail.about), trail.field))),
            "confidence": _confidence(trail, confidence),
        }
        for trail in trails
    ]


def _trails(plan: Plan) -> Iterator[Trail]:
    texts = RawTexts(plan.document)
    for field in FACTS:
        yield Trail("documents", plan.document.document_id, field, getattr(plan.facts, field))
    yield from (_heading_trail("dimensions", heading, texts) for heading in plan.dimensions)
    yield from (_heading_trail("sections", heading, texts) for heading in plan.sections)
    for project_id, project in projects_by_id(plan):
        yield from _project_trails(project_id, project)
    for project_id, project in projects_by_id(plan):
        yield from _item_trails(project_id, project, texts)
    for row_id, _, amount in amounts_by_id(plan):
        yield Trail("budgets", row_id, "amount", amount.money, amount)
    for row_id, total in totals_by_id(plan):
        yield Trail("totals", row_id, "printed_amount", total.printed, total)
        yield Trail("totals", row_id, "printed_count", total.printed_count, total)
    for row_id, line in progress_by_id(plan):
        for field, value in line.values.items():
            yield Trail("progress", row_id, field, value, line)
    for row_id, _, report in reports_by_id(plan):
        for field in REPORT_FACTS:
            yield Trail("project_progress", row_id, field, getattr(report, field), report)
    yield from _table_trails(plan, texts)


def _heading_trail(table: str, heading: Heading, texts: RawTexts) -> Trail:
    row_id = str(heading.path[0]) if table == "dimensions" else heading.code
    return Trail(table, row_id, "name", _read(heading.name, heading.place, texts), heading)


def _project_trails(project_id: str, project: Project) -> Iterator[Trail]:
    yield Trail("projects", project_id, "name", project.name or project.summary_name, project)
    for field in PROJECT_FACTS:
        yield Trail("projects", project_id, field, getattr(project, field), project)
    for field, text in project.fields.items():
        yield Trail("projects", project_id, field, text, project)


def _item_trails(project_id: str, project: Project, texts: RawTexts) -> Iterator[Trail]:
    for item in project.items:
        row_id = f"{project_id}/{item.field}/{item.position}"
        field = project.fields.get(item.field)
        value = _read(item.text, item.place, texts)
        if value is not None and field is not None and field.method is not Method.PRINTED:
            value = Value(value.value, value.raw, value.place, field.method)
        yield Trail("project_items", row_id, "text", value, item)


def _table_trails(plan: Plan, texts: RawTexts) -> Iterator[Trail]:
    for risk in plan.risks:
        for field in RISK_TEXTS:
            yield Trail("risks", str(risk.order), field, _read(getattr(risk, field), risk.place, texts), risk)
    for order, target in enumerate(plan.targets, 1):
        yield Trail("indicator_targets", str(order), "indicator", _read(target.indicator, target.place, texts), target)
        yield Trail("indicator_targets", str(order), "text", _read(target.text, target.place, texts), target)


def _read(text: str, place: Place, texts: RawTexts) -> Value[str] | None:
    """A text of the plan with the original text at its place; None if it is empty."""
    if not text:
        return None
    raw, where = texts.at(place, text)
    return Value(text, raw, where)


def _with_corrected(plan: Plan, trails: Iterator[Trail]) -> Iterator[Trail]:
    """The trails, those of corrected values marked, and those of columns that are corrected only: codes, numbers."""
    corrected = {(id(known.about), known.field): known for known in plan.corrected}
    left = dict(corrected)
    for trail in trails:
        if (known := left.pop((id(trail.about), trail.field), None)) is None:
            yield trail
            continue
        place, raw = (trail.value.place, trail.value.raw) if trail.value is not None else (known.place, known.raw)
        yield Trail(trail.table, trail.row_id, trail.field, Value(None, raw, place, Method.CORRECTED), trail.about)
    rows = _rows_of(plan)
    for known in left.values():
        if id(known.about) in rows:
            table, row_id = rows[id(known.about)]
            yield Trail(table, row_id, known.field, Value(None, known.raw, known.place, Method.CORRECTED), known.about)


def _rows_of(plan: Plan) -> dict[int, tuple[str, str]]:
    """Table and row_id of every object that may be corrected."""
    rows: list[tuple[object, str, str]] = [(None, "documents", plan.document.document_id)]
    rows += [(heading, "dimensions", str(heading.path[0])) for heading in plan.dimensions]
    rows += [(heading, "sections", heading.code) for heading in plan.sections]
    rows += [(project, "projects", row_id) for row_id, project in projects_by_id(plan)]
    rows += [(amount, "budgets", row_id) for row_id, _, amount in amounts_by_id(plan)]
    rows += [(total, "totals", row_id) for row_id, total in totals_by_id(plan)]
    rows += [(report, "project_progress", row_id) for row_id, _, report in reports_by_id(plan)]
    rows += [(line, "progress", row_id) for row_id, line in progress_by_id(plan)]
    rows += [(risk, "risks", str(risk.order)) for risk in plan.risks]
    rows += [(target, "indicator_targets", str(order)) for order, target in enumerate(plan.targets, 1)]
    return {id(thing): (table, row_id) for thing, table, row_id in rows}


def _confidence(trail: Trail, confidence: Confidence) -> float:
    value, about = trail.value, trail.about
    assert value is not None
    if isinstance(about, Project) and trail.field == "name" and trail.table == "projects":
        return confidence.of_name(about)
    is_number = isinstance(value.value, Decimal) or isinstance(about, Amount | Total)
    return confidence.of_money(value, about) if is_number else confidence.of_text(value, about, trail.field)


def _row(trail: Trail, scanned: frozenset[int], read: str | None) -> Row:
    assert trail.value is not None
    value = trail.value
    is_scanned = value.place is not None and value.place.page in scanned
    return {
        "table": trail.table,
        "row_id": trail.row_id,
        "field": trail.field,
        **place_cells(value.place, "page", "line"),
        "bbox": box_text(value.place),
        "raw": value.raw,
        "method": Method.OCR if is_scanned and value.method is Method.PRINTED else value.method,
        "read_value": read,
    }
