"""Rows of the tables about projects: `projects`, `project_items`, `budgets` and `project_progress`."""

from __future__ import annotations

from collections.abc import Mapping

from extract.model.anchors import Anchors
from extract.model.plan import Amount, Item, Plan, Project, ProjectProgress
from extract.model.row_ids import amounts_by_id, projects_by_id, reports_by_id
from normalize.slips import repaired
from phaen.check.confidence import Confidence
from phaen.check.confidence.shares import Group
from phaen.emit.common_cells import catalogue_cells, resolution
from phaen.emit.parts import anchor_cells, box_text, place_cells, plain
from phaen.emit.values import Row

REPORT_FACTS = ("status", "reason", "budget_plan", "budget_ordinance", "budget_spent")
"""The columns of `project_progress` with provenance."""


def project_rows(plan: Plan, anchors: Anchors, confidence: Confidence) -> list[Row]:
    """One row per project."""
    organization = plan.facts.organization.value if plan.facts.organization else ""
    return [
        {
            "project_id": name,
            **_project_row(project, organization),
            **anchor_cells(anchors.of(project)),
            **_confidence_cells(confidence.of_groups(project)),
        }
        for name, project in projects_by_id(plan)
    ]


def _confidence_cells(groups: Mapping[Group, float]) -> Row:
    """The confidence of each group of values, and that of the row: the least of them."""
    return {"confidence": min(groups.values()), **{f"confidence_{group}": value for group, value in groups.items()}}


def item_rows(plan: Plan) -> list[Row]:
    """One row per item of a project's field."""
    return [{"project_id": name, **_item_row(item)} for name, project in projects_by_id(plan) for item in project.items]


def budget_rows(plan: Plan, anchors: Anchors) -> list[Row]:
    """One row per amount."""
    return [
        {"row_id": row_id, "project_id": project_id, **_budget_row(amount), **anchor_cells(anchors.of(amount))}
        for row_id, project_id, amount in amounts_by_id(plan)
    ]


def report_rows(plan: Plan, anchors: Anchors) -> list[Row]:
    """One row per project and round of a report."""
    return [
        {"row_id": row_id, "project_id": project_id, **_report_row(report), **anchor_cells(anchors.of(report))}
        for row_id, project_id, report in reports_by_id(plan)
    ]


def _report_row(report: ProjectProgress) -> Row:
    return {
        "round": report.months,
        "fiscal_year": report.fiscal_year,
        **{name: plain(getattr(report, name)) for name in REPORT_FACTS},
        **place_cells(report.place),
        "source_bbox": box_text(report.place),
    }


def _project_row(project: Project, organization: str) -> Row:
    name = project.name or project.summary_name
    return {
        "order": project.order,
        "dimension": project.dimension,
        "section": project.section,
        "subsection": project.subsection,
        "item": project.item,
        "kind": project.kind,
        "name": name and name.value,
        "name_repaired": repaired(name.value) or None if name else None,
        "in_summary": project.in_summary,
        "in_details": project.in_details,
        **catalogue_cells(project, organization),
        "fiscal_year_first": plain(project.fiscal_year_first),
        "fiscal_year_last": plain(project.fiscal_year_last),
        "budget_total": plain(project.budget_total),
        "budget_text": plain(project.budget_text),
        **{name: value.value for name, value in project.fields.items()},
        **_project_place(project),
    }


def _project_place(project: Project) -> Row:
    first = project.detail_place or project.summary_place
    last = project.detail_last or first
    return {
        **place_cells(project.summary_place, "summary_page", "summary_line"),
        "summary_bbox": box_text(project.summary_place),
        **place_cells(first, line="source_line_first"),
        "source_bbox": box_text(first),
        **place_cells(last, "source_page_last", "source_line_last"),
    }


def _item_row(item: Item) -> Row:
    return {
        "field": item.field,
        "group": item.group,
        "position": item.position,
        "number": item.number,
        "text": item.text,
        **place_cells(item.place),
    }


def _budget_row(amount: Amount) -> Row:
    place = amount.place or (amount.money.place if amount.money else None)
    return {
        "fiscal_year": amount.fiscal_year,
        "amount": plain(amount.money),
        "basis": amount.basis,
        "text": amount.text,
        "unit": amount.unit,
        "resolution": resolution(amount.money),
        **place_cells(place),
        "source_bbox": box_text(place),
    }
