"""Consistency checks of each project: summary and details, section, fields, years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from rapidfuzz.fuzz import ratio

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.reports import is_not_begun
from extract.model.plan import Basis, Finding, Plan, Project, ProjectProgress, code_of
from normalize.text import comparable
from phaen.check.facts.sentences import amounts_by_year, baht, column_words
from phaen.check.levels_told import tells_of_levels
from schemas.bilingual import Bilingual
from schemas.checks import CheckCode, Severity
from schemas.phrases import joined, phrase

USUAL_SHARE = 0.8
"""A field that at least this share of the blocks has is reported as missing in the others."""

FEWEST_BLOCKS = 3
CUT_OFF_FIELDS = 2
"""The last block looks truncated if at least so many of the usual fields at its end are missing."""

ONE_NAME = 85.0
"""Likeness (0..100) of the names of two halves from which on they are spellings of one. Less alike, they were joined by
their place, their number or a part of the name, which somebody should see."""

FEW = 0.25
"""Projects without a section, of those with one: if there are no more, the heading was lost."""

DONE = frozenset({Field.METHODS, Field.RESULTS})
"""What a report tells of a project only if something was done."""


def check_projects(plan: Plan) -> list[Finding]:
    """Findings about single projects, in document order."""
    findings: list[Finding] = []
    has_summary = any(p.in_summary for p in plan.projects)
    has_details = any(p.in_details for p in plan.projects)
    usual = _usual_fields(plan.projects)
    cut_off = _cut_off(plan.projects, usual)
    ended = [finding.about for finding in cut_off]
    idle = {id(report.project) for report in plan.project_progress if _is_idle(report)}
    has_levels = tells_of_levels(plan)
    for project in plan.projects:
        if has_summary and has_details:
            findings += _halves(project)
        findings += _place(project) if has_levels or project.dimension is not None else []
        findings += _budget(project) + _years(plan, project)
        missing = [] if project in ended else _missing(project, usual)
        missing = [key for key in missing if id(project) not in idle or key not in DONE]
        findings += [_lacking(project, key) for key in missing]
    _weigh_sections(findings, plan.projects)
    return findings + _repeated_names(plan.projects) + cut_off


def _weigh_sections(findings: Iterable[Finding], projects: Sequence[Project]) -> None:
    """Projects without a section are a loss if they are few among many that have one."""
    missing = [finding for finding in findings if finding.code is CheckCode.SECTION_MISSING]
    if len(missing) <= FEW * sum(bool(project.section) for project in projects):
        for finding in missing:
            finding.own_severity = Severity.WARNING


def _is_idle(report: ProjectProgress) -> bool:
    """Whether a report says that nothing was done for a project, or why."""
    return report.reason is not None or (report.status is not None and is_not_begun(report.status.value))


def _about(code: CheckCode, project: Project, expected: str = "", found: str = "") -> Finding:
    place = project.detail_place or project.summary_place
    return Finding(code, project, expected, found, place)


def _lacking(project: Project, key: str) -> Finding:
    finding = _about(CheckCode.FIELD_MISSING, project, found=key)
    finding.values = {"found": column_words([key])}
    return finding


def _halves(project: Project) -> list[Finding]:
    if not project.in_details:
        return [_about(CheckCode.SUMMARY_WITHOUT_DETAILS, project)]
    if not project.in_summary:
        return [_about(CheckCode.DETAILS_WITHOUT_SUMMARY, project)]
    name, other = project.detail_name or project.name, project.summary_name
    if name and other and (one := comparable(name.value)) != (two := comparable(other.value)):
        finding = _about(CheckCode.NAMES_DIFFER, project, other.value, name.value)
        if ratio(_without_remark(one), _without_remark(two)) < ONE_NAME:
            finding.own_severity = Severity.WARNING
        return [finding]
    return []


def _without_remark(name: str) -> str:
    """A name, in comparable form, without the remark that a cell prints behind it."""
    words = map(comparable, family().fields[Field.REMARKS].headings)
    return name[: min((at for word in words if (at := name.find(word)) > 0), default=len(name))]


def _place(project: Project) -> list[Finding]:
    if project.dimension is None:
        return [_about(CheckCode.DIMENSION_MISSING, project)]
    if project.in_details and project.summary_dimension != project.dimension:
        expected, found = str(project.summary_dimension), str(project.dimension)
        return [_about(CheckCode.DIMENSION_MISMATCH, project, expected, found)]
    if not project.section:
        return [_about(CheckCode.SECTION_MISSING, project)]
    listed = code_of(project.summary_path, 2) if project.in_details else ""
    if listed and listed != project.section:
        return [_about(CheckCode.SECTION_MISMATCH, project, listed, project.section)]
    return []


def _budget(project: Project) -> list[Finding]:
    """The total of the details must equal every year's amount, or the sum of all years; their amount of a year its."""
    if not (project.in_summary and project.in_details):
        return []
    by_year = {a.fiscal_year: a.money.value for a in project.amounts if a.basis is Basis.DETAIL and a.money is not None}
    differing = _years_that_differ(project, by_year)
    if differing or len(by_year) > 1:
        return differing
    if project.budget_total is None:
        return []
    total = project.budget_total.value
    listed = [a for a in project.amounts if a.basis is Basis.SUMMARY]
    amounts = [a.money.value for a in listed if a.money is not None]
    if not amounts or sum(amounts) == total or all(amount == total for amount in amounts):
        return []
    if len(amounts) < len(listed) and _may_sum_up(amounts, total):
        return []  # those that cannot be read may be the rest
    printed = " / ".join(f"{amount:f}" for amount in amounts)
    finding = _mismatch(project, printed, f"{total:f}")
    finding.stake = min(abs(sum(amounts) - total), max(abs(amount - total) for amount in amounts))
    by_listed_year = [(a.fiscal_year, a.money.value) for a in listed if a.money is not None]
    told = phrase("table_gives", amounts=amounts_by_year(by_listed_year))
    if len(amounts) > 1:
        told = phrase("with_sum", what=told, total=baht(sum(amounts, Decimal(0))))
    finding.sentence = _said(told, finding, baht(total))
    return [finding]


def _mismatch(project: Project, listed: str, detailed: str) -> Finding:
    """A finding about the two budgets of a project, at the one that its block prints."""
    finding = _about(CheckCode.BUDGET_MISMATCH, project, listed, detailed)
    if project.budget_text is not None and project.budget_text.place is not None:
        finding.place = project.budget_text.place
    return finding


def _said(told: Bilingual, finding: Finding, detailed: str | Bilingual) -> Bilingual:
    """What the table gives, and what the block does."""
    line = finding.place.line if finding.place is not None else 0
    return joined([told, phrase("by_block", line=line, total=detailed)])


def _may_sum_up(known: Sequence[Decimal], total: Decimal) -> bool:
    """Whether amounts that are not known can make the known ones a block's total: of all years, or of each."""
    return sum(known) <= total


def _years_that_differ(project: Project, by_year: Mapping[int, Decimal]) -> list[Finding]:
    """One finding for the years whose amount the details print, too, and print another."""
    pairs = [
        (amount.fiscal_year, amount.money.value, by_year[amount.fiscal_year])
        for amount in project.amounts
        if amount.basis is Basis.SUMMARY and amount.money is not None and amount.fiscal_year in by_year
    ]
    pairs = [(year, listed, detailed) for year, listed, detailed in pairs if listed != detailed]
    if not pairs:
        return []
    listed, detailed = (" / ".join(f"{year}: {pair[side]:f}" for year, *pair in pairs) for side in (0, 1))
    if len(by_year) == 1:
        listed, detailed = f"{pairs[0][1]:f}", f"{pairs[0][2]:f}"
    finding = _mismatch(project, listed, detailed)
    finding.stake = sum((abs(one - other) for _, one, other in pairs), Decimal(0))
    table, block = (amounts_by_year([(year, pair[side]) for year, *pair in pairs]) for side in (0, 1))
    finding.sentence = _said(phrase("table_gives", amounts=table), finding, block)
    return [finding]


def _years(plan: Plan, project: Project) -> list[Finding]:
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    mine, until = project.fiscal_year_first, project.fiscal_year_last
    if not (first and last and mine and until):
        return []
    if first.value <= mine.value and until.value <= last.value:
        return []
    return [_about(CheckCode.YEARS_MISMATCH, project, f"{first.value}-{last.value}", f"{mine.value}-{until.value}")]


def _keys(project: Project) -> set[str]:
    keys = set(project.fields) - {"remarks"}
    return keys | {"budget"} if project.budget_text is not None else keys


def _usual_fields(projects: Sequence[Project]) -> list[str]:
    detailed = [p for p in projects if p.in_details]
    counts = Counter(key for p in detailed for key in _keys(p))
    if len(detailed) < FEWEST_BLOCKS:
        return []
    return sorted(key for key, count in counts.items() if count >= USUAL_SHARE * len(detailed))


def _missing(project: Project, usual: Sequence[str]) -> list[str]:
    return [key for key in usual if key not in _keys(project)] if project.in_details else []


def _repeated_names(projects: Sequence[Project]) -> list[Finding]:
    names = Counter(comparable(p.name.value) for p in projects if p.name)
    return [
        _about(CheckCode.NAME_REPEATED, p, found=p.name.value)
        for p in projects
        if p.name and names[comparable(p.name.value)] > 1
    ]


def _cut_off(projects: Sequence[Project], usual: Sequence[str]) -> list[Finding]:
    """Finding if the last block of the file lacks the fields at the end of a block."""
    detailed = [p for p in projects if p.detail_last is not None]
    last = max(detailed, key=lambda p: p.detail_last, default=None)  # type: ignore[arg-type, return-value]
    if last is None:
        return []
    missing = [key for key in ("budget", "responsible", "results") if key in _missing(last, usual)]
    if len(missing) < CUT_OFF_FIELDS:
        return []
    finding = _about(CheckCode.TEXT_ENDS_EARLY, last, found=", ".join(missing))
    finding.values = {"found": column_words(missing)}
    return [finding]
