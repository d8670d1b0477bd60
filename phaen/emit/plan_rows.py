"""Converts a checked plan into the rows of the dataset's tables.

Rows are in document order and have every column of their table. If a number is too long for its column, the cell is
empty and `checks` has a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from hashlib import sha256 as digest

from extract.model.anchors import Anchors
from extract.model.document import Cell, Page, TextSource
from extract.model.plan import (
    DocumentKind,
    Facts,
    Finding,
    Heading,
    IndicatorTarget,
    Plan,
    Risk,
    RowRef,
    Table,
    Total,
    code_of,
)
from extract.model.row_ids import RowIds, progress_by_id, totals_by_id
from phaen.check.confidence import confidence_of
from phaen.emit.cuts import find_cuts, with_cuts
from phaen.emit.findings import check_rows
from phaen.emit.parts import anchor_cells, box_text, place_cells, plain, standard_cells
from phaen.emit.project_rows import budget_rows, item_rows, project_rows, report_rows
from phaen.emit.provenance import FACTS, provenance_rows
from phaen.emit.values import Row, Rows, conform, fits
from phaen.emit.year_rows import body_cells, year_rows
from schemas.checks import CheckCode, Severity
from schemas.tables import FieldType, TableSchema, tables

BUDDHIST_ERA = 543
_CE = "_ce"

# The dataset classifies pages by how they were read: a Word page is text, a page read in both ways counts as OCR.
_PAGE_SOURCES = {TextSource.DOCX: TextSource.TEXT, TextSource.MIXED: TextSource.OCR}


def plan_rows(plan: Plan) -> Rows:
    """The rows of all tables for one plan, keyed by table name."""
    rows = _content_rows(plan)
    findings = [*plan.findings, *_unstorable(rows)]
    rows["documents"][0]["status"] = _status(plan, findings)
    rows["checks"] = check_rows(findings, RowIds(plan).of)
    return _complete(rows, plan.document.document_id)


def failed_rows(source_file: str, sha256: str, error: Exception | str) -> Rows:
    """The rows of a source that could not be converted: one row of `documents`, all other tables empty.

    `sha256` is empty if the file could not be opened.
    """
    row: Row = {
        "source_file": source_file,
        "sha256": sha256,
        "document_kind": DocumentKind.UNKNOWN,
        "status": "failed",
        "error": str(error),
    }
    return _complete({"documents": [row]}, sha256[:16] or _id_from_name(source_file))


def _id_from_name(source_file: str) -> str:
    # The hexadecimal digits of a document_id are lower case, so this never equals the id of a file that was read.
    return "F" + digest(source_file.encode("utf-8", "surrogatepass")).hexdigest()[:15]


def _complete(rows: Rows, document_id: str) -> Rows:
    complete = {
        name: list(conform(table, _filled(table, rows.get(name, ()), document_id))) for name, table in tables().items()
    }
    cuts = [cut for name, table in tables().items() for cut in find_cuts(table, complete[name])]
    return {**complete, "checks": with_cuts(complete["checks"], cuts, [document_id])}


def _filled(table: TableSchema, rows: Iterable[Row], document_id: str) -> Iterator[Row]:
    """The rows with their document_id and, for each Buddhist Era year, the Common Era year."""
    years = [name for name in table.columns if name + _CE in table.columns]
    for row in rows:
        common_era = {name + _CE: year - BUDDHIST_ERA for name in years if isinstance(year := row.get(name), int)}
        yield {"document_id": document_id, **row, **common_era}


def _content_rows(plan: Plan) -> Rows:
    anchors, confidence = Anchors(plan), confidence_of(plan)
    return {
        "project_years": year_rows(plan),
        "documents": [_document_row(plan)],
        "pages": [_page_row(page) for page in plan.document.pages],
        "dimensions": [_dimension_row(dimension, anchors) for dimension in plan.dimensions],
        "sections": [_section_row(section, anchors) for section in plan.sections],
        "projects": project_rows(plan, anchors, confidence),
        "project_items": item_rows(plan),
        "budgets": budget_rows(plan, anchors),
        "totals": [
            {"row_id": row_id, **_total_row(total), **anchor_cells(anchors.of(total))}
            for row_id, total in totals_by_id(plan)
        ],
        "progress": _progress_rows(plan, anchors),
        "project_progress": report_rows(plan, anchors),
        "risks": [{**_risk_row(risk), **anchor_cells(anchors.of(risk))} for risk in plan.risks],
        "indicator_targets": [
            {**_target_row(order, target), **anchor_cells(anchors.of(target))}
            for order, target in enumerate(plan.targets, 1)
        ],
        "tables": [_cell_row(table, cell) for table in plan.tables for cell in table.grid.cells],
        "provenance": provenance_rows(plan, confidence),
        "accounts": [asdict(page) for page in plan.accounts],
    }


def _document_row(plan: Plan) -> Row:
    return {
        "source_file": plan.document.source_file,
        "sha256": plan.document.sha256,
        "text_source": plan.document.text_source,
        "pages": len(plan.document.pages),
        **_fact_cells(plan.facts),
    }


def _fact_cells(facts: Facts) -> Row:
    return {
        "document_kind": facts.kind,
        "organization_type": facts.organization_type,
        "province_code": facts.province_code,
        "district_code": facts.district_code,
        "subdistrict_code": facts.subdistrict_code,
        "region": body_cells(facts)["region"],
        **{name: plain(getattr(facts, name)) for name in FACTS},
    }


def _status(plan: Plan, findings: Iterable[Finding]) -> str:
    """`ok` only if nothing may be missing or wrong: identity known, every amount placed, no warning and no error."""
    facts = plan.facts
    if facts.organization is None or facts.fiscal_year_first is None or any(a.amounts_unplaced for a in plan.accounts):
        return "partial"
    return "partial" if any(finding.severity is not Severity.INFO for finding in findings) else "ok"


def _page_row(page: Page) -> Row:
    return {
        "page": page.number,
        "text_source": _PAGE_SOURCES.get(page.text_source, page.text_source),
        "width": page.width,
        "height": page.height,
        "rotation": page.rotation,
        "quality": page.quality,
        "repairs": " ".join(f"{code}:{count}" for code, count in sorted(page.repairs.items())),
        "ocr_confidence": page.ocr_confidence,
    }


def _dimension_row(dimension: Heading, anchors: Anchors) -> Row:
    return {
        "dimension": dimension.path[0],
        "name": dimension.name,
        **standard_cells(dimension.standard),
        **place_cells(dimension.place),
        **anchor_cells(anchors.of(dimension)),
    }


def _section_row(section: Heading, anchors: Anchors) -> Row:
    return {
        "section": section.code,
        "parent_section": code_of(section.path, section.level - 1) if section.level > 2 else "",
        "dimension": section.path[0],
        "name": section.name,
        **standard_cells(section.standard),
        "standard_section": section.standard and code_of(section.standard.path, 2),
        "standard_subsection": section.standard and code_of(section.standard.path, 3),
        **place_cells(section.place),
        **anchor_cells(anchors.of(section)),
    }


def _total_row(total: Total) -> Row:
    printed = total.printed.value if total.printed else None
    return {
        "scope": total.scope,
        "dimension": total.dimension,
        "fiscal_year": total.fiscal_year,
        "printed_amount": printed,
        "computed_amount": total.computed,
        "difference": None if printed is None or total.computed is None else printed - total.computed,
        "printed_count": plain(total.printed_count),
        "computed_count": total.computed_count,
        "unit": total.unit,
        **place_cells(total.place),
    }


def _progress_rows(plan: Plan, anchors: Anchors) -> list[Row]:
    return [
        {
            "row_id": row_id,
            "dimension": line.dimension,
            **{name: value.value for name, value in line.values.items()},
            **place_cells(line.place),
            "line": line.place.line,
            **anchor_cells(anchors.of(line)),
        }
        for row_id, line in progress_by_id(plan)
    ]


def _risk_row(risk: Risk) -> Row:
    return {
        "order": risk.order,
        "step": risk.step,
        "score": risk.score,
        "risks": risk.risks,
        "measures": risk.measures,
        **place_cells(risk.place),
    }


def _target_row(order: int, target: IndicatorTarget) -> Row:
    return {
        "order": order,
        "indicator": target.indicator,
        "fiscal_year": target.fiscal_year,
        "value": target.value,
        "unit": target.unit,
        "text": target.text,
        **place_cells(target.place),
    }


def _cell_row(table: Table, cell: Cell) -> Row:
    return {
        "table_id": table.table_id,
        "title": table.title,
        "row": cell.row + 1,
        "column": cell.column + 1,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
        "is_header": cell.is_header,
        **place_cells(cell.place),
        "source_bbox": box_text(cell.place),
    }


def _unstorable(rows: Rows) -> Iterator[Finding]:
    """Clear the cells whose number is too long for the column (misread digits), and yield a finding for each.

    `project_years` only repeats the numbers of other tables.
    """
    for name, table_rows in rows.items():
        numeric = [field for field in tables()[name].fields if field.type in {FieldType.INTEGER, FieldType.DECIMAL}]
        for row in table_rows:
            for field in numeric:
                number = row.get(field.name)
                if number is not None and isinstance(number, int | Decimal) and not fits(field, number):
                    row[field.name] = None
                    if name != "project_years":
                        yield _unreadable(name, row, str(number))


def _unreadable(table: str, row: Row, found: str) -> Finding:
    row_id = row.get("row_id") or row.get("project_id") or ""
    return Finding(CheckCode.BUDGET_UNREADABLE, RowRef(table, str(row_id)), found=found)
