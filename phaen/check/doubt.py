"""Amounts that were read from a scan with doubt, and pages that no OCR was there to read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.model.document import Place
from extract.model.plan import Finding, Plan, RowRef, Subject, Value
from phaen.check.confidence.sums_that_hold import proved_amounts
from phaen.check.solve.detail_sums import is_doubtful
from schemas.checks import CheckCode

SMALLEST = 100
"""Baht. Plans rarely budget less; fragments of amounts and stamps in scans are read as smaller amounts."""

UNAVAILABLE = "ocr_unavailable"
"""The repair code of a reader for a scanned page if OCR was not available."""

Amounts = Iterator[tuple[Subject, Value[Decimal] | None]]
"""The subject of an amount, and the amount."""


def check_doubt(plan: Plan) -> list[Finding]:
    """A finding for each amount that was read with doubt, and for each page that was not read.

    No doubt is left of an amount in a sum that holds: what states the sum was read apart, and without doubt.
    """
    proved = proved_amounts(plan)
    findings = (_doubt(subject, value) for subject, value in _amounts(plan) if value is not None)
    kept = [found for found in findings if found is not None and _is_open(found, proved)]
    return kept + _unread(plan)


def _is_open(found: Finding, proved: frozenset[int]) -> bool:
    return found.code is not CheckCode.OCR_DOUBT or id(found.about) not in proved


def _doubt(subject: Subject, value: Value[Decimal]) -> Finding | None:
    if value.confidence is None:
        return None
    if is_doubtful(value):
        confidence = {"confidence": f"{value.confidence:.2f}"}
        return Finding(CheckCode.OCR_DOUBT, subject, "", value.raw, value.place, confidence)
    if 0 < value.value < SMALLEST:
        return Finding(CheckCode.OCR_SMALL_AMOUNT, subject, "", value.raw, value.place)
    return None


def _amounts(plan: Plan) -> Amounts:
    for project in plan.projects:
        yield project, project.budget_total
    for project in plan.projects:
        for amount in project.amounts:
            yield amount, amount.money
    for total in plan.totals:
        yield total, total.printed


def _unread(plan: Plan) -> list[Finding]:
    return [
        Finding(
            CheckCode.OCR_UNAVAILABLE, RowRef("pages", str(page.number)), "", str(page.number), Place(page.number, 1)
        )
        for page in plan.document.pages
        if UNAVAILABLE in page.repairs
    ]
