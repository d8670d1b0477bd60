"""Amounts that were read from a scan with doubt or not at all, and pages that no OCR was there to read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.model.document import Place
from extract.model.plan import Amount, Basis, Finding, Plan, Project, RowRef, Subject, Value
from schemas.checks import CheckCode

LEAST_CONFIDENCE = 0.8
"""An amount with a lower confidence (0..1) gets a finding. Above it, about one digit in a thousand is wrong."""

SMALLEST = 100
"""Baht. Plans rarely budget less; fragments of amounts and stamps in scans are read as smaller amounts."""

UNAVAILABLE = "ocr_unavailable"
"""The repair code of a reader for a scanned page if OCR was not available."""

Amounts = Iterator[tuple[Subject, Value[Decimal] | None]]
"""The subject of an amount, and the amount."""


def check_doubt(plan: Plan) -> list[Finding]:
    """A finding for each amount that was read with doubt or stayed unknown, and for each page that was not read."""
    findings = (_doubt(subject, value) for subject, value in _amounts(plan) if value is not None)
    return [finding for finding in findings if finding is not None] + _unknown(plan) + _unread(plan)


def _unknown(plan: Plan) -> list[Finding]:
    """A finding for each amount of the summary that stayed unknown and has none: blank, or lost in a shared cell.

    Blank amounts of a project that has no other are dropped: its row prints no money. Where nearly all rows print some,
    that of a row that prints none is likely lost.
    """
    listed_ones = [project for project in plan.projects if project.in_summary]
    priced = sum(_is_priced(project) for project in listed_ones)
    is_usual = len(listed_ones) > priced >= max(LEAST_ROWS, MOST_ROWS * len(listed_ones))
    told = {id(finding.about) for finding in plan.findings}
    findings = []
    for project in plan.projects:
        listed = [amount for amount in project.amounts if amount.basis is Basis.SUMMARY]
        if listed and not any(amount.text or amount.money for amount in listed):
            project.amounts = [amount for amount in project.amounts if amount.basis is not Basis.SUMMARY]
            code = CheckCode.BUDGET_ABSENT if is_usual else CheckCode.BUDGET_BLANK
            findings.append(Finding(code, project, "", "", project.summary_place))
        elif is_usual and project.in_summary and not _is_priced(project):
            findings.append(Finding(CheckCode.BUDGET_ABSENT, project, "", "", project.summary_place))
        else:
            findings += [_lost(a) for a in listed if a.money is None and id(a) not in told]
    return findings


LEAST_ROWS = 4
MOST_ROWS = 0.8
"""Rows that print an amount or a mark for none, at the least, and their share: then nearly all do."""


def _is_priced(project: Project) -> bool:
    """Whether the row of a project prints an amount or a mark for none."""
    has_amount = any((a.text or a.money) and a.basis is Basis.SUMMARY for a in project.amounts)
    return has_amount or (project.budget_total is not None and not project.in_details)


def _lost(amount: Amount) -> Finding:
    code = CheckCode.BUDGET_UNREADABLE if amount.text else CheckCode.BUDGET_MISSING
    return Finding(code, amount, "", amount.text or str(amount.fiscal_year), amount.place)


def _doubt(subject: Subject, value: Value[Decimal]) -> Finding | None:
    if value.confidence is None:
        return None
    if value.confidence < LEAST_CONFIDENCE:
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
