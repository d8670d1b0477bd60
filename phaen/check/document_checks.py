"""Checks of the whole document: the stated number of projects, and pages whose text is not reliable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.model.document import Cell, Line, Page, Place
from extract.model.plan import DocumentKind, Finding, Plan, RowRef
from extract.read.copied_text import MARKS_LOST, TONES_LOST
from extract.read.decode import REPLACEMENT, TRUNCATED, UNDECODABLE
from extract.read.quality import FOREIGN, has_foreign
from normalize.lost_marks import Loss, find_loss, mend
from normalize.lost_tones import with_tones
from phaen.check.placed import Placed
from schemas.checks import CheckCode

LOWEST_QUALITY = 0.7
"""A page with a lower text quality (0..1) is not trusted."""


LETTERS_LOST = frozenset({UNDECODABLE, TRUNCATED, FOREIGN})
"""Codes in `Page.repairs` for letters that are missing or wrong in the source."""

DAMAGE = LETTERS_LOST | {MARKS_LOST, TONES_LOST}
"""The same and marks that are missing."""

UNREAD = {"picture_unread": "picture", "embedded": "embedded document"}
"""Codes in `Page.repairs` for parts of the page that were not read, and what they are."""

SHOWN = 60
"""Maximum number of letters of a damaged text in a finding."""


def check_document(plan: Plan, placed: Placed | None = None) -> list[Finding]:
    """Findings about the document and its pages."""
    findings = [
        Finding(
            CheckCode.PAGE_UNTRUSTED, RowRef("pages", str(page.number)), "", str(page.number), Place(page.number, 1)
        )
        for page in plan.document.pages
        if page.quality < LOWEST_QUALITY and (page.blocks or page.repairs)
    ]
    findings += _damaged_pages(plan, placed or Placed(plan))
    findings += _unread_parts(plan)
    if not plan.projects:
        findings.append(Finding(CheckCode.NO_PROJECTS))
    return findings + _stated_count(plan)


def _damaged_pages(plan: Plan, placed: Placed) -> Iterator[Finding]:
    """Findings for pages that are reliable as a whole but lost letters or marks, with the first damaged line.

    Lost marks that were restored are a warning only where a value has a word that is one with and without its marks.
    """
    pages = [page for page in plan.document.pages if page.quality >= LOWEST_QUALITY and DAMAGE & set(page.repairs)]
    parts = plan.document.parts() if pages else {}
    loss = find_loss([part.raw for page in plan.document.pages for part in parts[page.number]]) if pages else None
    for page in pages:
        counts = " ".join(f"{code}:{count}" for code, count in sorted(page.repairs.items()) if code in DAMAGE)
        doubtful = (p for p in parts[page.number] if _is_doubtful(p, loss, placed)) if loss else iter(())
        worst = None if LETTERS_LOST & set(page.repairs) else next(doubtful, None)
        raw, place = next(_damaged_texts(page, parts[page.number]), ("", Place(page.number, 1)))
        is_lost = worst is not None or LETTERS_LOST & set(page.repairs)
        raw, place = (worst.raw, worst.place) if worst is not None else (raw, place)
        code = CheckCode.TEXT_DAMAGED if is_lost else CheckCode.TEXT_REPAIRED
        yield Finding(code, RowRef("pages", str(page.number)), counts, raw.strip()[:SHOWN], place)


def _is_doubtful(part: Line | Cell, loss: Loss, placed: Placed) -> bool:
    """Whether a text that the plan uses has a word that may have lost its marks, or may be one without them."""
    is_used = placed.in_block(part.place) or placed.holds(part.place)
    return is_used and bool(mend(part.text, loss).doubtful)


def _unread_parts(plan: Plan) -> Iterator[Finding]:
    """Findings for pictures of text and documents within the document that were not read, one for each page."""
    for page in plan.document.pages:
        counts = ((page.repairs.get(code, 0), name) for code, name in UNREAD.items())
        parts = [f"{count} {name}{'s' * (count > 1)}" for count, name in counts if count]
        if parts:
            row, number = RowRef("pages", str(page.number)), str(page.number)
            yield Finding(CheckCode.PICTURE_UNREAD, row, " and ".join(parts), number, Place(page.number, 1))


def _damaged_texts(page: Page, parts: Iterable[Line | Cell]) -> Iterator[tuple[str, Place]]:
    """The raw texts of a page that lack a letter, or to which marks were added."""
    for part in parts:
        marks = part.raw.count("ำ") < part.text.count("ำ") or find_loss([part.raw])
        foreign = FOREIGN in page.repairs and has_foreign(part.text)
        toned = TONES_LOST in page.repairs and with_tones(part.raw) != part.raw
        if REPLACEMENT in part.text or foreign or toned or (MARKS_LOST in page.repairs and marks):
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
