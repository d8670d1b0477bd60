"""The document as a whole: the number of projects it states, the pages whose text cannot be trusted."""

from __future__ import annotations

from extract.model.document import Place
from extract.model.plan import DocumentKind, Finding, Plan, RowRef
from schemas.checks import CheckCode

LOWEST_QUALITY = 0.7
"""A page's text quality (0..1) below which it is not trusted."""


def check_document(plan: Plan) -> list[Finding]:
    """Findings about the document and its pages."""
    findings = [
        Finding(
            CheckCode.PAGE_UNTRUSTED, RowRef("pages", str(page.number)), "", str(page.number), Place(page.number, 1)
        )
        for page in plan.document.pages
        if page.quality < LOWEST_QUALITY and (page.blocks or page.repairs)
    ]
    if not plan.projects:
        findings.append(Finding(CheckCode.NO_PROJECTS))
    return findings + _stated_count(plan)


def _stated_count(plan: Plan) -> list[Finding]:
    """A plan's own count against the projects found; a report states what was planned, not what it lists."""
    stated = plan.facts.stated_project_count
    if stated is None or not plan.projects or plan.facts.kind is DocumentKind.PROGRESS_REPORT:
        return []
    if stated.value == len(plan.projects):
        return []
    expected, found = str(stated.value), str(len(plan.projects))
    return [Finding(CheckCode.STATED_COUNT_MISMATCH, None, expected, found, stated.place)]
