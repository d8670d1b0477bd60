"""Findings for what the document prints but the plan lacks: headings, cover facts, project blocks, complete names."""

from __future__ import annotations

from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.model.document import Grid
from extract.model.plan import Basis, DocumentKind, Finding, Plan
from normalize.text import normalize_line
from phaen.check.contents import contents_unplaced
from phaen.check.doubtful_fields import fields_doubtful
from phaen.check.doubtful_names import names_doubtful
from phaen.check.level_gaps import headings_missing
from phaen.check.misread_words import words_misread
from phaen.check.placed import Placed
from phaen.check.stated_levels import levels_stated
from phaen.check.unplaced_headings import headings_unplaced
from phaen.check.unplaced_names import names_unplaced
from phaen.check.unread_blocks import blocks_unplaced
from phaen.check.unread_rows import rows_unread
from schemas.checks import CheckCode

LEAST_PROJECTS = 3
"""Projects from which on a count that equals theirs is no chance."""

LONGEST_HEADING = 160
"""A line that names a project or a level and has more characters is prose."""

SHORT_FIELDS = (Field.RESPONSIBLE, Field.LOCATION, Field.DURATION)
LONG_FIELD = 120
"""Length in characters that is always accepted for a field of who, where or when."""

TIMES_LONGER = 3
MOST_LINES = 3


def check_lacks(plan: Plan, placed: Placed) -> list[Finding]:
    """All findings about printed content that was not read, except amounts and tables."""
    missing = list(headings_missing(plan))
    return [
        *facts_missing(plan, placed),
        *years_conflict(plan),
        *missing,
        *levels_stated(plan, {finding.expected for finding in missing}),
        *headings_unplaced(plan, placed),
        *contents_unplaced(plan),
        *blocks_unplaced(plan, placed),
        *names_unplaced(plan, placed),
        *rows_unread(plan, placed),
        *names_doubtful(plan),
        *fields_doubtful(plan),
        *words_misread(plan),
    ]


def facts_missing(plan: Plan, placed: Placed | None = None) -> list[Finding]:
    """Findings for facts that every plan prints and that were not found: the body, its province, the years."""
    facts = plan.facts
    needed = {"organization": facts.organization, "province": facts.province, "fiscal_year": facts.fiscal_year_first}
    missing = [Finding(CheckCode.FACT_MISSING, None, "", name) for name, value in needed.items() if value is None]
    return [*missing, *_count_missing(plan, placed or Placed(plan))]


def _count_missing(plan: Plan, placed: Placed) -> list[Finding]:
    """A finding for the first line that gives the number of the plan's projects if no stated number was read."""
    if plan.facts.stated_project_count is not None or len(plan.projects) < LEAST_PROJECTS:
        return []
    count = patterns().counts.count
    for block in plan.document.blocks():
        if isinstance(block, Grid) or placed.in_block(block.place):
            continue
        matches = count.finditer(normalize_line(block.text))
        if any(match["announced"] and int(match["count"]) == len(plan.projects) for match in matches):
            return [Finding(CheckCode.FACT_MISSING, None, "", "stated_project_count", block.place)]
    return []


def years_conflict(plan: Plan) -> list[Finding]:
    """Conflict between the years of the table's columns and the covered years: neither set contains the other.

    A plan for one year may print a table of more years. Each amount of a year outside is a part of the finding.
    """
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    if first is None or last is None or not first.raw or plan.facts.kind is DocumentKind.PROGRESS_REPORT:
        return []
    listed = [a for p in plan.projects for a in p.amounts if a.basis is Basis.SUMMARY and a.fiscal_year]
    years = {amount.fiscal_year for amount in listed}
    outside = sorted(year for year in years if year and not first.value <= year <= last.value)
    if not outside or years >= set(range(first.value, last.value + 1)):
        return []
    expected, found = f"{first.value}-{last.value}", ", ".join(map(str, outside))
    parts = (
        Finding(CheckCode.YEARS_CONFLICT, amount, expected, str(amount.fiscal_year), amount.place)
        for amount in listed
        if amount.fiscal_year in outside
    )
    return [Finding(CheckCode.YEARS_CONFLICT, None, expected, found, first.place, parts=tuple(parts))]
