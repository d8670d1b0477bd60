"""Rows of `project_years`: one row per project of a plan and fiscal year, with the one amount to sum.

What other documents of the run add (reports, later revisions) is in `phaen.emit.across`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from extract.model.document import Place
from extract.model.plan import (
    Amount,
    Basis,
    DocumentKind,
    Facts,
    Heading,
    Path,
    Plan,
    Project,
    RowRef,
    Scope,
    Total,
    Value,
    code_of,
)
from extract.model.row_ids import RowIds, projects_by_id
from normalize.catalogue import standard_projects
from normalize.frameworks import standard
from normalize.gazetteer import english_name
from normalize.provinces import province_of_code
from phaen.emit.common_cells import catalogue_cells, resolution
from phaen.emit.parts import plain
from phaen.emit.values import Row
from schemas.checks import CHECKS, CheckCode, Severity

WHOLE = "all"
"""Takes the place of the year in the row_id of an amount that is not of a single year."""

PROJECT_DOUBTS = frozenset(
    {
        CheckCode.DETAILS_WITHOUT_SUMMARY,
        CheckCode.BUDGET_MISMATCH,
        CheckCode.BUDGET_UNREADABLE,
        CheckCode.BUDGET_CONTRADICTED,
        CheckCode.BUDGET_BLANK,
        CheckCode.BUDGET_ABSENT,
        CheckCode.BUDGET_SUSPECT,
        CheckCode.BUDGET_REPEATED,
        CheckCode.BUDGET_UNDATED,
        CheckCode.OCR_DOUBT,
        CheckCode.OCR_SMALL_AMOUNT,
        CheckCode.ROW_SHIFTED,
        CheckCode.DIMENSION_MISMATCH,
        CheckCode.HALVES_UNCERTAIN,
        CheckCode.NAME_REPEATED,
        CheckCode.NAME_DOUBTFUL,
    }
)
"""Findings about a project that concern its amounts, or whether it is counted once."""

TOTAL_DOUBTS = frozenset({CheckCode.TOTAL_MISMATCH, CheckCode.BUDGET_UNREADABLE})
"""Findings about a printed total that concern the amounts in it."""

PLAN_DOUBTS = frozenset({CheckCode.UNIT_DOUBTFUL, CheckCode.YEARS_CONFLICT})
"""Findings about a document that concern all its amounts."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The amount of a project in a year (None: not of a single year), and all amounts that are printed for it."""

    year: int | None
    money: Value[Decimal] | None
    basis: Basis | None
    place: Place | None
    printed: tuple[Amount, ...] = ()


def year_rows(plan: Plan) -> list[Row]:
    """The rows of an action plan; a report has none."""
    if plan.facts.kind is not DocumentKind.ACTION_PLAN:
        return []
    shared = {"document_kind": plan.facts.kind, **body_cells(plan.facts)}
    headings = {heading.path: heading for heading in plan.headings}
    doubts = _Doubts(plan)
    rows: list[Row] = []
    organization = plan.facts.organization.value if plan.facts.organization else ""
    for project_id, project in projects_by_id(plan):
        common = catalogue_cells(project, organization)
        own = {"project_id": project_id, **shared, **_project_cells(project, headings), **common, **_labels(common)}
        for chosen in _chosen(project, plan.facts):
            cells = _amount_cells(project_id, project, chosen)
            link = source_link(plan.document.source_file, cells["source_page"])
            rows.append({**own, **cells, "doubt": " ".join(doubts.of(project, chosen)), "link": link})
    return rows


def body_cells(facts: Facts) -> Row:
    """The local government of a document: names and codes."""
    province = province_of_code(facts.province_code)
    return {
        "organization": plain(facts.organization),
        "organization_type": facts.organization_type,
        "province": plain(facts.province),
        "province_en": province and province.name_en,
        "province_code": facts.province_code,
        "district": plain(facts.district),
        "district_en": english_name(facts.district_code),
        "district_code": facts.district_code,
        "subdistrict": plain(facts.subdistrict),
        "subdistrict_en": english_name(facts.subdistrict_code),
        "subdistrict_code": facts.subdistrict_code,
        "region": province and province.region,
    }


def _project_cells(project: Project, headings: Mapping[Path, Heading]) -> Row:
    path = _path(project)
    dimension, section, subsection = (headings.get(path[:depth]) if len(path) >= depth else None for depth in (1, 2, 3))
    return {
        "dimension": path[0] if path else None,
        "dimension_name": dimension and dimension.name,
        **_standards(dimension, section, subsection),
        "section": code_of(path, 2),
        "section_name": section and section.name,
        "subsection": code_of(path, 3),
        "subsection_name": subsection and subsection.name,
        "project": plain(project.name or project.summary_name),
        "kind": project.kind,
    }


def _labels(common: Row) -> Row:
    """The labels of a common project."""
    known = standard_projects().get(str(common["standard_project"]))
    return {"standard_project_name": known and known.name, "standard_project_en": known and known.name_en}


def _standards(dimension: Heading | None, section: Heading | None, subsection: Heading | None) -> Row:
    """The standard headings of a project. The lowest one determines those above it: it may be under another heading."""
    own = [heading.standard for heading in (subsection, section, dimension) if heading and heading.standard]
    lowest = own[0] if own else None
    cells: Row = {"framework": lowest and lowest.framework}
    for depth, level in enumerate(("dimension", "section", "subsection"), 1):
        code = code_of(lowest.path, depth) if lowest else ""
        known = standard(lowest.framework, code) if lowest and code else None
        name = known and known.name
        cells |= {f"standard_{level}": code if depth > 1 else name, f"standard_{level}_en": known and known.name_en}
        cells |= {f"standard_{level}_name": name} if depth > 1 else {}
    return cells


def _path(project: Project) -> Path:
    """The headings of a project. If its halves are in different dimensions, printed totals include the summary's."""
    return project.path if project.dimension == project.summary_dimension else project.summary_path


def _chosen(project: Project, facts: Facts) -> Iterator[_Chosen]:
    """One amount per year: that of the summary before that of the details, a readable one before an unreadable one."""
    years: dict[int, list[Amount]] = defaultdict(list)
    for amount in project.amounts:
        years[amount.fiscal_year].append(amount)
    for year, printed in sorted(years.items()):
        best = min(printed, key=lambda amount: (amount.money is None, amount.basis is not Basis.SUMMARY))
        yield _Chosen(year, best.money, best.basis, best.place, tuple(printed))
    if not years:
        total = project.budget_total
        basis = (Basis.DETAIL if project.in_details else Basis.SUMMARY) if total is not None else None
        yield _Chosen(_only_year(project, facts), total, basis, total.place if total is not None else None)


def _only_year(project: Project, facts: Facts) -> int | None:
    """The year of an amount without a year, if the project or else the plan has only one."""
    for years in (project, facts):
        first, last = plain(years.fiscal_year_first), plain(years.fiscal_year_last)
        if first is not None or last is not None:
            return first if isinstance(first, int) and first == last else None
    return None


def _amount_cells(project_id: str, project: Project, chosen: _Chosen) -> Row:
    place = chosen.place or project.summary_place or project.detail_place
    return {
        "row_id": f"{project_id}/{chosen.year or WHOLE}",
        "fiscal_year": chosen.year,
        "amount": plain(chosen.money),
        "basis": chosen.basis,
        "resolution": chosen.basis and resolution(chosen.money),
        "source_page": place and place.page,
    }


def source_link(source_file: str, page: object) -> str:
    """The relative URL of a source file; for a PDF with the page."""
    url = quote(source_file, errors="surrogateescape")
    return f"{url}#page={page}" if page is not None and source_file.casefold().endswith(".pdf") else url


class _Doubts:
    """The findings of a plan by the rows that they are about."""

    def __init__(self, plan: Plan) -> None:
        self._ids = RowIds(plan)
        self._about: dict[RowRef, list[CheckCode]] = defaultdict(list)
        for finding in (row for whole in plan.findings for row in whole.rows()):
            self._about[self._ids.of(finding.about)].append(finding.code)
        self._plan = {finding.code for finding in plan.findings if finding.code in PLAN_DOUBTS}
        self._totals = [(total, code) for total in plan.totals for code in self._of(total) if code in TOTAL_DOUBTS]

    def of(self, project: Project, chosen: _Chosen) -> list[str]:
        """The codes that concern one amount, each once, in the order of the codes."""
        codes = self._plan | {code for code in self._of(project) if code in PROJECT_DOUBTS}
        for amount in chosen.printed:
            is_worse = (code for code in self._of(amount) if CHECKS[code].severity is not Severity.INFO)
            codes |= {*is_worse, *(code for code in self._of(amount) if code in PROJECT_DOUBTS)}
        codes |= {code for total, code in self._totals if _includes(total, project, chosen.year)}
        return [str(code) for code in CheckCode if code in codes]

    def _of(self, subject: Project | Amount | Total) -> list[CheckCode]:
        return self._about.get(self._ids.of(subject), [])


def _includes(total: Total, project: Project, year: int | None) -> bool:
    is_part = total.scope is Scope.GRAND or total.dimension == project.summary_dimension
    return is_part and total.fiscal_year in (year, None)
