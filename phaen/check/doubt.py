"""Amounts that were read from a scan with doubt, and pages that no OCR was there to read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.model.document import Place
from extract.model.plan import Finding, Plan, Value
from extract.model.row_ids import amounts_by_id, projects_by_id, totals_by_id
from schemas.checks import CheckCode

LEAST_CONFIDENCE = 0.8
"""An amount read with less (0..1) has a finding: of the digits of a sure reading one in a thousand is wrong."""

SMALLEST = 100
"""Baht; hardly a plan budgets less for anything, and what a scan shows of an amount's end or of a stamp is less."""

UNAVAILABLE = "ocr_unavailable"
"""The repair by which a reader tells that a page is a scan and OCR was not to be had."""

Amounts = Iterator[tuple[str, str, Value[Decimal] | None]]
"""Table, row_id and value."""


def check_doubt(plan: Plan) -> list[Finding]:
    """A finding for each amount whose text was read with doubt, and for each page that was not read at all."""
    findings = (_doubt(table, row_id, value) for table, row_id, value in _amounts(plan) if value is not None)
    return [finding for finding in findings if finding is not None] + _unread(plan)


def _doubt(table: str, row_id: str, value: Value[Decimal]) -> Finding | None:
    if value.confidence is None:
        return None
    if value.confidence < LEAST_CONFIDENCE:
        confidence = {"confidence": f"{value.confidence:.2f}"}
        return Finding(CheckCode.OCR_DOUBT, table, row_id, "", value.raw, value.place, confidence)
    if 0 < value.value < SMALLEST:
        return Finding(CheckCode.OCR_SMALL_AMOUNT, table, row_id, "", value.raw, value.place)
    return None


def _amounts(plan: Plan) -> Amounts:
    for project_id, project in projects_by_id(plan):
        yield "projects", project_id, project.budget_total
    for row_id, _, amount in amounts_by_id(plan):
        yield "budgets", row_id, amount.money
    for row_id, total in totals_by_id(plan):
        yield "totals", row_id, total.printed


def _unread(plan: Plan) -> list[Finding]:
    return [
        Finding(CheckCode.OCR_UNAVAILABLE, "pages", str(page.number), "", str(page.number), Place(page.number, 1))
        for page in plan.document.pages
        if UNAVAILABLE in page.repairs
    ]
