"""The output of `phaen inspect`: the document and its plan as plain data, for JSON and for the tree."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from extract.model.document import Grid
from extract.model.messages import said
from extract.model.plan import Value
from extract.model.row_ids import RowIds

if TYPE_CHECKING:
    from extract.model.document import Page, Place
    from extract.model.plan import Amount, Finding, Heading, Plan, Project, Table

Data = dict[str, Any]


def outline(plan: Plan) -> Data:
    """The plan as dicts, lists, strings, numbers and None. Money is a string in baht, so that it is exact."""
    ids = RowIds(plan)
    return {
        "source_file": plan.document.source_file,
        "sha256": plan.document.sha256,
        "text_source": plan.document.text_source.value,
        "pages": [_page(page) for page in plan.document.pages],
        "tables": [_table(table) for table in plan.tables],
        "facts": _facts(plan),
        "dimensions": _dimensions(plan),
        "findings": [_finding(finding, ids) for finding in plan.findings],
    }


def _page(page: Page) -> Data:
    grids = sum(isinstance(block, Grid) for block in page.blocks)
    return {
        "page": page.number,
        "text_source": page.text_source.value,
        "lines": len(page.blocks) - grids,
        "tables": grids,
        "quality": round(page.quality, 3),
        "repairs": dict(page.repairs),
    }


def _table(table: Table) -> Data:
    grid = table.grid
    return {
        "table_id": table.table_id,
        "title": table.title,
        "rows": grid.row_count,
        "columns": grid.column_count,
        **_place(grid.place),
    }


def _facts(plan: Plan) -> Data:
    """The facts that the document states about itself; None if it does not state them."""
    facts = {item.name: getattr(plan.facts, item.name) for item in fields(plan.facts)}
    return {name: fact.value if isinstance(fact, Value) else fact or None for name, fact in facts.items()}


def _dimensions(plan: Plan) -> list[Data]:
    """Dimensions > sections > projects. Numbers and codes that only projects have, or None, come last."""
    known = {dimension.path[0]: dimension for dimension in plan.dimensions}
    numbers = dict.fromkeys([*known, *(project.dimension for project in plan.projects)])
    sections = _sections(plan)
    return [
        {
            "dimension": number,
            "name": known[number].name if number in known else "",
            **_place(known[number].place if number in known else None),
            "sections": sections.get(number, []),
        }
        for number in numbers
    ]


def _sections(plan: Plan) -> dict[int | None, list[Data]]:
    """The sections of each dimension, with their projects."""
    known = {(section.path[0], section.code): section for section in plan.sections}
    projects: dict[tuple[int | None, str], list[Project]] = {key: [] for key in known}
    for project in plan.projects:
        projects.setdefault((project.dimension, _section_of(project)), []).append(project)
    sections: dict[int | None, list[Data]] = {}
    for (dimension, code), members in projects.items():
        section = known.get((dimension, code)) if dimension is not None else None
        sections.setdefault(dimension, []).append(_section(code, section, members))
    return sections


def _section(code: str, section: Heading | None, projects: list[Project]) -> Data:
    return {
        "section": code,
        "name": section.name if section else "",
        **_place(section.place if section else None),
        "projects": [_project(project) for project in projects],
    }


def _section_of(project: Project) -> str:
    return project.subsection or project.section


def _project(project: Project) -> Data:
    return {
        "project_id": project.project_id,
        "item": project.item,
        "kind": project.kind,
        "name": project.name.value if project.name else "",
        "fields": list(project.fields),
        "items": len(project.items),
        "budget_total": str(project.budget_total.value) if project.budget_total else None,
        "budgets": [_amount(amount) for amount in project.amounts],
        "summary_line": project.summary_place.line if project.summary_place else None,
        "detail_lines": _span(project.detail_place, project.detail_last),
    }


def _amount(amount: Amount) -> Data:
    return {
        "fiscal_year": amount.fiscal_year,
        "basis": amount.basis.value,
        "amount": str(amount.money.value) if amount.money else None,
        "text": amount.text,
    }


def _finding(finding: Finding, ids: RowIds) -> Data:
    return {
        "check": finding.code.value,
        "severity": finding.severity.value,
        "row_id": ids.of(finding.about).row_id,
        "expected": finding.expected,
        "found": finding.found,
        "message": said(finding).en,
        "message_th": said(finding).th,
        **_place(finding.place),
    }


def decisions(plan: Plan, line: int | None = None) -> list[Data]:
    """The parser's decisions in document order; if `line` is given, only those of that line."""
    made = sorted(plan.decisions, key=lambda decision: decision.place)
    return [
        {
            "source_page": decision.place.page,
            "source_line": decision.place.line,
            "taken_for": decision.subject,
            "rule": decision.reason.name.lower(),
            "reason": decision.reason.value,
            "text": decision.detail,
        }
        for decision in made
        if line is None or decision.place.line == line
    ]


def _place(place: Place | None) -> Data:
    return {"source_page": place.page if place else None, "source_line": place.line if place else None}


def _span(first: Place | None, last: Place | None) -> list[int] | None:
    return [first.line, (last or first).line] if first else None
