"""Findings for what the document prints but the plan lacks: headings, cover facts, project blocks, complete names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import median

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.model.document import Grid, Line
from extract.model.plan import DocumentKind, Finding, Plan, Value
from normalize.text import comparable
from phaen.check.placed import Placed
from schemas.checks import CheckCode

LONGEST_HEADING = 160
"""A line that names a project or a level and has more characters is prose."""

SHORT_FIELDS = (Field.RESPONSIBLE, Field.LOCATION, Field.DURATION)
LONG_FIELD = 120
"""Length in characters that is always accepted for a field of who, where or when."""

TIMES_LONGER = 3
MOST_LINES = 3

LABEL = re.compile(r"\s*(?:[-*•|]\s*|\(?(?:\d{1,3}|[ก-ฮ])[.)]\s*|ข้อ(?:ที่)?\s*\d{1,3}\s*[.):]?\s*)+")
"""A label before a name that is not part of it."""


def check_lacks(plan: Plan) -> list[Finding]:
    """All findings about printed content that was not read, except amounts and tables."""
    return [
        *facts_missing(plan),
        *years_conflict(plan),
        *headings_unplaced(plan),
        *blocks_unplaced(plan),
        *names_doubtful(plan),
        *fields_doubtful(plan),
    ]


def blocks_unplaced(plan: Plan) -> list[Finding]:
    """If no project has details: lines outside the tables with the name of a project in a table, once per name."""
    if any(project.in_details for project in plan.projects):
        return []
    names = {comparable(p.name.value) for p in plan.projects if p.name}
    placed, findings = Placed(plan), []
    for block in plan.document.blocks():
        if isinstance(block, Grid) or len(block.text) > LONGEST_HEADING or placed.holds(block.place):
            continue
        name = LABEL.sub("", block.text, count=1).strip()
        if comparable(name) in names:
            names.discard(comparable(name))
            findings.append(Finding(CheckCode.BLOCK_UNPLACED, None, "", name, block.place))
    return findings


def names_doubtful(plan: Plan) -> list[Finding]:
    """Names that begin with a label, that equal the document's body or a heading, or that contain a heading."""
    taken = {comparable(heading.name) for heading in plan.headings}
    if plan.facts.organization is not None:
        taken.add(comparable(plan.facts.organization.value))
    findings = []
    for project in plan.projects:
        name = project.detail_name or project.name
        if name is not None and (comparable(name.value) in taken or _holds_more(name)):
            place = project.detail_place or project.summary_place
            findings.append(Finding(CheckCode.NAME_DOUBTFUL, project, "", name.value, place, field="name"))
    return findings


def _holds_more(name: Value[str]) -> bool:
    label = LABEL.match(name.value)
    rest = name.value[label.end() :] if label else name.value
    if label and rest.startswith(family().kinds):
        return True
    return any(match.start() > 0 for match in patterns().levels.single.finditer(name.value)) and bool(
        re.search(r"\d[.)]\s*\S+ที่\s*\d", name.value)
    )


def headings_unplaced(plan: Plan) -> list[Finding]:
    """Lines that begin with the word and number of a level for which the plan has no heading.

    A table, or a line that begins with a kind word, must follow within a few blocks.
    """
    outer = {heading.path[0] for heading in plan.headings}
    codes = {heading.code for heading in plan.headings}
    found: dict[str, Finding] = {}
    blocks = list(plan.document.blocks())
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) or len(block.text) > LONGEST_HEADING:
            continue
        number = _level_number(block.text)
        if not number or (number in codes if "." in number else int(number) in outer):
            continue
        if number not in found and _leads_to_project(blocks[index + 1 : index + 8]):
            text = " ".join(block.text.split())
            found[number] = Finding(CheckCode.HEADING_UNPLACED, None, "", text, block.place)
    return list(found.values())


def _level_number(text: str) -> str:
    """The number or code of the heading at the start of a line with the word of its level; empty if there is none."""
    levels = patterns().any_level
    if not levels.section_label.search(text[:40]) and not levels.single.search(text[:40]):
        return ""
    section = levels.section.match(text)
    if section and section["title"].strip() and not text.lstrip()[:1].isdigit():
        return section["code"] if section["code"].count(".") == 1 else ""
    heading = levels.heading.match(text)
    return str(int(heading["number"])) if heading and heading["title"].strip() else ""


def _leads_to_project(blocks: Iterable[Line | Grid]) -> bool:
    kinds = family().kinds
    return any(isinstance(b, Grid) or b.text.lstrip("0123456789.) (-").startswith(kinds) for b in blocks)


def fields_doubtful(plan: Plan) -> list[Finding]:
    """Short fields (who, where, when) that are much longer than usual: they likely include the following text.

    A field that begins with a cell border is also doubtful.
    """
    detailed = [p for p in plan.projects if p.in_details]
    findings = []
    for key in SHORT_FIELDS:
        texts = [(p, value) for p in detailed if (value := p.fields.get(key)) is not None]
        usual = median([len(value.value) for _, value in texts]) if texts else 0
        for project, value in texts:
            is_long = len(value.value) > max(LONG_FIELD, TIMES_LONGER * usual) or value.value.count("\n") > MOST_LINES
            if is_long or value.value.startswith("|"):
                found = " ".join(value.value.split())[:LONGEST_HEADING]
                about = {"what": str(key)}
                place = value.place or project.detail_place
                findings.append(Finding(CheckCode.FIELD_DOUBTFUL, project, "", found, place, about, field=str(key)))
    return findings


def facts_missing(plan: Plan) -> list[Finding]:
    """Findings for facts that every plan prints and that were not found: the body, its province, the years."""
    facts = plan.facts
    needed = {"organization": facts.organization, "province": facts.province, "fiscal_year": facts.fiscal_year_first}
    return [Finding(CheckCode.FACT_MISSING, None, "", name) for name, value in needed.items() if value is None]


def years_conflict(plan: Plan) -> list[Finding]:
    """Conflict between the years of the table's columns and the covered years: neither set contains the other.

    A plan for one year may print a table of more years.
    """
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    if first is None or last is None or not first.raw or plan.facts.kind is DocumentKind.PROGRESS_REPORT:
        return []
    years = {a.fiscal_year for p in plan.projects for a in p.amounts if a.fiscal_year and p.in_summary}
    outside = sorted(year for year in years if not first.value <= year <= last.value)
    if not outside or years >= set(range(first.value, last.value + 1)):
        return []
    covered = f"{first.value}-{last.value}"
    return [Finding(CheckCode.YEARS_CONFLICT, None, covered, ", ".join(map(str, outside)), first.place)]
