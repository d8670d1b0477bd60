"""Cells that the tables of one document and the table over all documents, `project_years`, have in common."""

from __future__ import annotations

from decimal import Decimal

from extract.model.plan import Method, Project, Value
from normalize.catalogue import standard_project
from normalize.departments import departments
from phaen.emit.values import Row

# An amount read by OCR is printed for its project too.
_RESOLUTIONS = {Method.OCR: Method.PRINTED}


def catalogue_cells(project: Project, organization: str) -> Row:
    """The common project that a project is, and its departments. `organization` is the full name of the body."""
    name = project.name or project.summary_name
    match = standard_project(name.value, organization) if name else None
    responsible = project.fields.get("responsible")
    return {
        "standard_project": match and match.project.code,
        "similarity": match and match.similarity,
        "department": "; ".join(departments(responsible.value)) if responsible else None,
    }


def resolution(money: Value[Decimal] | None) -> str:
    """How an amount was determined; "printed" for one that cannot be read."""
    method = money.method if money else Method.PRINTED
    return _RESOLUTIONS.get(method, method)
