"""Findings of one code that have one cause: a row of the table, a name, a pair of sections, a run of projects."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.model.document import Place, Spot
from extract.model.messages import message_of, said
from extract.model.plan import Amount, Finding, Plan, Project, RowRef, Total
from normalize.text import comparable
from phaen.check.facts.sentences import column_words, project_label
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode
from schemas.phrases import phrase

MOST_NAMED = 8
"""Further rows that a sentence names; all of them are in `checks`."""

Key = Callable[[Finding], Hashable]
"""What findings with one cause have in common; None for a finding with a cause of its own."""


def merged(findings: Iterable[Finding], plan: Plan) -> list[Finding]:
    """The findings, those with one cause as one: at the place of the first, the others as its parts."""
    keys = _Keys(plan)
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        if _is_settled(finding):
            continue
        key = keys.of(finding)
        groups.setdefault((finding.code, key) if key is not None else number, []).append(finding)
    return [_one(group) for group in groups.values()]


def _is_settled(finding: Finding) -> bool:
    """Whether a finding is about an amount that the print left open and the sums have proved since."""
    about, is_open = finding.about, finding.code in (CheckCode.BUDGET_SUSPECT, CheckCode.BUDGET_UNREADABLE)
    return is_open and isinstance(about, Amount) and about.money is not None


def _one(group: Sequence[Finding]) -> Finding:
    if len(group) == 1:
        return group[0]
    rows = [replace(row, parts=()) for finding in group for row in finding.rows()]
    stakes = [finding.stake for finding in group if finding.stake is not None]
    first, *parts = rows
    return replace(
        first, parts=tuple(parts), stake=sum(stakes, Decimal(0)) if stakes else None, sentence=_sentence(rows)
    )


def _sentence(rows: Sequence[Finding]) -> Bilingual:
    """The message of the first, and which rows it concerns, too."""
    own = _label(rows[0])
    labels = [label for row in rows[1:] if (label := _label(row))]
    labels = [label for label in dict.fromkeys(labels) if label != own]
    if not labels:
        return rows[0].sentence or _of_all(rows)
    message = said(rows[0])
    shown, more = ", ".join(labels[:MOST_NAMED]), len(labels) - MOST_NAMED
    if more > 0:
        return phrase("also_more", message=message, rows=shown, count=more)
    return phrase("also", message=message, rows=shown)


def _of_all(rows: Sequence[Finding]) -> Bilingual:
    """The message about all that was found of one thing."""
    found = list(dict.fromkeys(row.found for row in rows))
    values = {**rows[0].values, "found": column_words(found)} if "found" in rows[0].values else rows[0].values
    return message_of(replace(rows[0], found=", ".join(found), values=values))


def _label(row: Finding) -> str:
    """The words by which a sentence names a further row: its project, its amount's year, its page, its line."""
    about = row.about
    if isinstance(about, Project):
        return project_label(about)
    if isinstance(about, Amount | Total):
        return str(about.fiscal_year or "")
    if row.place is None:
        return ""
    return f"{row.place.page}:{row.place.line}"


class _Keys:
    """The keys of the findings of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._owners = {id(amount): project for project in plan.projects for amount in project.amounts}
        listed = sorted((p for p in plan.projects if p.summary_place), key=lambda p: _place(p.summary_place))
        detailed = sorted((p for p in plan.projects if p.detail_place), key=lambda p: _place(p.detail_place))
        self._runs = {
            CheckCode.SUMMARY_WITHOUT_DETAILS: _runs(listed, lambda p: not p.in_details),
            CheckCode.DETAILS_WITHOUT_SUMMARY: _runs(detailed, lambda p: not p.in_summary),
        }

    def of(self, finding: Finding) -> Hashable:
        """The key of a finding, None if nothing else has its cause."""
        code = finding.code
        if code in self._runs:
            return self._runs[code].get(id(finding.about))
        if code in _OF_ROW:
            return self._row(finding)
        if code in _OF_PROJECT:
            return id(finding.about)
        key = _KEYS.get(code)
        return key(finding) if key is not None else None

    def _row(self, finding: Finding) -> Hashable:
        """The row of the table that a finding is about; for one about a block, its project."""
        about = finding.about
        project = self._owners.get(id(about)) if isinstance(about, Amount) else about
        if isinstance(project, Project):
            place = project.summary_place if finding.field not in ("budget_text", "budget_total") else None
            return place.spot if place is not None else id(project)
        return finding.place.spot if finding.place is not None else None


def _runs(projects: Sequence[Project], lacks: Callable[[Project], bool]) -> Mapping[int, int]:
    """The number of the run of projects without a half that a project is in, in the order of the other half."""
    found: dict[int, int] = {}
    run = 0
    for project in projects:
        if lacks(project):
            found[id(project)] = run
        else:
            run += 1
    return found


def _place(place: Place | None) -> Spot:
    return place.spot if place is not None else (0, 0, 0)


def _found(finding: Finding) -> Hashable:
    return comparable(finding.found)


def _both(finding: Finding) -> Hashable:
    return finding.expected, finding.found


def _level(finding: Finding) -> Hashable:
    """The level of a heading: where a plan has headings of its own, that is one decision of its authors."""
    return finding.about.row_id.count(".") if isinstance(finding.about, RowRef) else None


def _of_field(finding: Finding) -> Hashable:
    """The field: a heading that was not read lets the field before it run on in every block that prints it."""
    return finding.field or None


def _all(finding: Finding) -> Hashable:
    return True


_OF_ROW = frozenset({
    CheckCode.VALUE_ALIGNED, CheckCode.REMARKS_ALIGNED, CheckCode.BUDGET_UNREADABLE,
    CheckCode.BUDGET_SUSPECT, CheckCode.BUDGET_ABSENT, CheckCode.BUDGET_BLANK, CheckCode.BUDGET_REPEATED,
    CheckCode.OCR_DOUBT, CheckCode.OCR_SMALL_AMOUNT, CheckCode.AMOUNT_UNPLACED,
})  # fmt: skip
"""Findings about a row of the table: all its projects and years have one cause."""

_OF_PROJECT = frozenset({CheckCode.FIELD_MISSING, CheckCode.NUMBER_REPEATED, CheckCode.NUMBER_SKIPPED})

_KEYS: Mapping[CheckCode, Key] = {
    CheckCode.NAME_REPEATED: _found,
    CheckCode.PROJECT_UNPLACED: _found,
    CheckCode.HEADING_UNPLACED: _found,
    CheckCode.HEADING_NONSTANDARD: _level,
    CheckCode.ORGANIZATION_FOREIGN: _found,
    CheckCode.ORGANIZATION_VARIANT: _found,
    CheckCode.PROVINCE_CORRECTED: _found,
    CheckCode.COLUMN_UNKNOWN: _found,
    CheckCode.COLUMN_UNUSED: _found,
    CheckCode.FIELD_UNKNOWN: _found,
    CheckCode.FIELD_DOUBTFUL: _of_field,
    CheckCode.TEMPLATE_TEXT: _found,
    CheckCode.TEXT_UNPLACED: _found,
    CheckCode.BUDGET_SHARED: _both,
    CheckCode.SECTION_MISMATCH: _both,
    CheckCode.DIMENSION_MISMATCH: _both,
    CheckCode.YEARS_MISMATCH: _both,
    CheckCode.YEAR_CORRECTED: _both,
    CheckCode.ROW_SHIFTED: _found,
    CheckCode.SECTION_MISSING: _all,
    CheckCode.TOTAL_MISSING: _all,
    CheckCode.DIMENSION_MISSING: _all,
    CheckCode.PAGE_UNTRUSTED: _all,
    CheckCode.TEXT_REPAIRED: _all,
    CheckCode.OCR_UNAVAILABLE: _all,
    CheckCode.PICTURE_UNREAD: _both,
}
