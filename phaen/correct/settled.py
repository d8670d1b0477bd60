"""Findings that corrections settle: doubts about values that a person has given, and findings that a person accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extract.model.anchors import Anchors
from extract.model.messages import said
from extract.model.plan import Anchored, Basis, Finding, Plan, RowRef, Subject
from phaen.correct.correct import stale, what
from phaen.correct.correction import CHECKS, Corrections
from phaen.correct.register import subject_of
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode

_AMOUNTS = frozenset({"amount", "printed_amount", "budget_total", "budget_text"})

SETTLED_BY: Mapping[CheckCode, frozenset[str]] = {
    CheckCode.BUDGET_SUSPECT: _AMOUNTS,
    CheckCode.BUDGET_UNREADABLE: _AMOUNTS,
    CheckCode.BUDGET_CONTRADICTED: _AMOUNTS,
    CheckCode.BUDGET_REPEATED: _AMOUNTS,
    CheckCode.BUDGET_UNDATED: _AMOUNTS,
    CheckCode.OCR_DOUBT: _AMOUNTS,
    CheckCode.OCR_SMALL_AMOUNT: _AMOUNTS,
    CheckCode.VALUE_ALIGNED: frozenset({"amount"}),
    CheckCode.REMARKS_ALIGNED: frozenset({"remarks"}),
    CheckCode.NAMES_DIFFER: frozenset({"name"}),
    CheckCode.NAME_DOUBTFUL: frozenset({"name"}),
    CheckCode.ORGANIZATION_VARIANT: frozenset({"organization"}),
    CheckCode.ORGANIZATION_FOREIGN: frozenset({"organization"}),
    CheckCode.PROVINCE_CORRECTED: frozenset({"province"}),
}
"""The columns whose correction settles a finding about the reading of their row. Findings that compare values are not
here: they are computed from the corrected ones."""

_OF_A_FIELD = frozenset({CheckCode.FIELD_DOUBTFUL})
_OF_A_HEADING = frozenset({CheckCode.FIELD_HEADING_CORRECTED, CheckCode.FIELD_HEADING_LOST})


def settle_findings(plan: Plan, corrections: Corrections) -> None:
    """Drop the findings of a checked plan that its corrections settle, and replace those that a person accepts."""
    if not corrections:
        return
    fields: dict[object, set[str]] = {}
    for known in plan.corrected:
        fields.setdefault(_key(subject_of(known.about, plan)), set()).add(known.field)
    _add_projects(plan, fields)
    plan.findings = [finding for finding in plan.findings if not _is_settled(finding, fields)]
    _accept(plan, corrections)


def _key(subject: Subject) -> object:
    return subject if isinstance(subject, RowRef) or subject is None else id(subject)


def _add_projects(plan: Plan, fields: dict[object, set[str]]) -> None:
    """A finding about the amounts of a project is settled once a person has given each of those of its summary row."""
    for project in plan.projects:
        own = [amount for amount in project.amounts if amount.basis is Basis.SUMMARY]
        if own and all("amount" in fields.get(id(amount), ()) for amount in own):
            fields.setdefault(id(project), set()).add("amount")


def _is_settled(finding: Finding, fields: Mapping[object, set[str]]) -> bool:
    given = fields.get(_key(finding.about))
    if not given:
        return False
    if finding.code in _OF_A_FIELD:
        return finding.field in given
    if finding.code in _OF_A_HEADING:
        return finding.expected in given
    return bool(SETTLED_BY.get(finding.code, frozenset()) & given)


# -- accepted findings ------------------------------------------------------------------------------------------------


def _accept(plan: Plan, corrections: Corrections) -> None:
    anchors = Anchors(plan)
    for row in corrections:
        if row.table != CHECKS:
            continue
        alike = [at for at, finding in enumerate(plan.findings)
                 if finding.code == row.field and _anchor(finding.about, anchors, plan) == row.anchor]  # fmt: skip
        meant = [at for at in alike if not row.old or plan.findings[at].found == row.old]
        if meant and (row.old or len(meant) == 1):
            for at in meant:
                plan.findings[at] = _accepted(plan.findings[at], row.said())
        elif alike:
            plan.findings.append(stale(row, "the finding is another one now" if row.old else "it is not the only one"))
        else:
            plan.findings.append(Finding(CheckCode.CORRECTION_NEEDLESS, None, "", row.old, None, {"what": what(row)}))


def _anchor(about: Subject, anchors: Anchors, plan: Plan) -> str:
    """The anchor of what a finding is about; empty for the document, pages, tables and other rows without one."""
    if isinstance(about, RowRef):
        rows: list[Anchored] = [*plan.headings, *plan.risks, *plan.targets]
        row = next((known for known in rows if subject_of(known, plan) == about), None)
        return anchors.of(row).name if row is not None else ""
    return "" if about is None else anchors.of(about).name


def _accepted(finding: Finding, words: str) -> Finding:
    values: dict[str, str | Bilingual] = {"check": str(finding.code), "of": said(finding), "said": words}
    parts = tuple(_accepted(part, words) for part in finding.parts)
    code = CheckCode.FINDING_ACCEPTED
    return replace(finding, code=code, values=values, parts=parts, own_severity=None, sentence=None)
