"""Converts one source to one checked plan: read, parse, correct, check. Used by the commands, the API and batches."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model.errors import NoPlanFound
from extract.read.options import DEFAULT_OPTIONS, ReadOptions

if TYPE_CHECKING:
    from extract.model.plan import Plan
    from phaen.correct.correction import Correction


NO_PLAN = "nothing in it looks like a plan or a progress report"
LIKELY = ("table_unread", "amount_unplaced", "heading_unplaced")
"""Findings whose text may be part of a plan, the most informative first."""


def read_plan(
    path: Path,
    source_file: str | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
    corrections: Iterable[Correction] = (),
) -> Plan:
    """Read the checked plan in a file. Raises SourceError if the file cannot be read or contains no plan.

    Of `corrections` those of its document are applied.
    """
    plan = read_any(path, source_file, options, corrections)
    if not has_content(plan):
        raise NoPlanFound(plan.document.source_file, f"{NO_PLAN}{_nearest(plan)}")
    return plan


def _nearest(plan: Plan) -> str:
    """The text that is most similar to a part of a plan, as a suffix of the reason; empty if there is none."""
    for code in LIKELY:
        for finding in plan.findings:
            if finding.code == code and finding.place is not None:
                return f"; closest match: {finding.found!r} on page {finding.place.page}, line {finding.place.line}"
    title = plan.facts.title
    return f"; its title is {title.value!r}" if title is not None else ""


def read_any(
    path: Path,
    source_file: str | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
    corrections: Iterable[Correction] = (),
) -> Plan:
    """Read, correct and check a file, whether it is a plan or not. Raises SourceError if the file cannot be read."""
    from extract.model.anchors import fix_anchors
    from extract.parse import parse_plan
    from extract.read import read_document
    from phaen.check import check_plan
    from phaen.correct.correct import correct_plan
    from phaen.correct.correction import of_document
    from phaen.correct.settled import settle_findings

    plan = parse_plan(read_document(path, source_file=source_file, options=options))
    fix_anchors(plan)
    own = of_document(row for row in corrections if row.document == plan.document.document_id)
    correct_plan(plan, own)
    check_plan(plan)
    settle_findings(plan, own)
    return plan


def has_content(plan: Plan) -> bool:
    """Whether anything was found that only plans and reports contain. Tables and place names occur in any text."""
    return any((plan.projects, plan.dimensions, plan.totals, plan.progress, plan.risks, plan.targets))
