"""Checks of the whole document: the stated number of projects, and pages whose text is not reliable."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model.document import Grid, Page, Place
from extract.model.plan import DocumentKind, Finding, Plan, RowRef
from extract.read.copied_text import MARKS_LOST
from extract.read.decode import REPLACEMENT, TRUNCATED, UNDECODABLE
from extract.read.quality import FOREIGN, has_foreign
from normalize.lost_marks import find_loss
from schemas.checks import CheckCode

LOWEST_QUALITY = 0.7
"""A page with a lower text quality (0..1) is not trusted."""


DAMAGE = frozenset({MARKS_LOST, UNDECODABLE, TRUNCATED, FOREIGN})
"""Codes in `Page.repairs` for letters or marks that are missing or wrong in the source."""

SHOWN = 60
"""Maximum number of letters of a damaged text in a finding."""


def check_document(plan: Plan) -> list[Finding]:
    """Findings about the document and its pages."""
    findings = [
        Finding(
            CheckCode.PAGE_UNTRUSTED, RowRef("pages", str(page.number)), "", str(page.number), Place(page.number, 1)
        )
        for page in plan.document.pages
        if page.quality < LOWEST_QUALITY and (page.blocks or page.repairs)
    ]
    findings += _damaged_pages(plan)
    if not plan.projects:
        findings.append(Finding(CheckCode.NO_PROJECTS))
    return findings + _stated_count(plan)


def _damaged_pages(plan: Plan) -> Iterator[Finding]:
    """Findings for pages that are reliable as a whole but lost letters or marks, with the first damaged line."""
    for page in plan.document.pages:
        damage = {code: count for code, count in page.repairs.items() if code in DAMAGE}
        if damage and page.quality >= LOWEST_QUALITY:
            counts = " ".join(f"{code}:{count}" for code, count in sorted(damage.items()))
            raw, place = next(_damaged_texts(page), ("", Place(page.number, 1)))
            yield Finding(CheckCode.TEXT_DAMAGED, RowRef("pages", str(page.number)), counts, raw.strip()[:SHOWN], place)


def _damaged_texts(page: Page) -> Iterator[tuple[str, Place]]:
    """The raw texts of a page that lack a letter, or to which marks were added."""
    for block in page.blocks:
        for part in block.cells if isinstance(block, Grid) else (block,):
            marks = part.raw.count("ำ") < part.text.count("ำ") or find_loss([part.raw])
            foreign = FOREIGN in page.repairs and has_foreign(part.text)
            if REPLACEMENT in part.text or foreign or (MARKS_LOST in page.repairs and marks):
                yield part.raw, part.place


def _stated_count(plan: Plan) -> list[Finding]:
    """Compare the stated number of projects with those found. A report states planned projects, not those it lists."""
    stated = plan.facts.stated_project_count
    if stated is None or not plan.projects or plan.facts.kind is DocumentKind.PROGRESS_REPORT:
        return []
    if stated.value == len(plan.projects):
        return []
    expected, found = str(stated.value), str(len(plan.projects))
    return [Finding(CheckCode.STATED_COUNT_MISMATCH, None, expected, found, stated.place)]
