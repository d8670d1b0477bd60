"""Details of projects that the document prints and no field holds."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model.document import Grid, Line
from extract.model.plan import Finding, Plan, Project
from normalize.text import comparable
from phaen.check.placed import Placed
from phaen.check.unplaced_names import LABEL, is_form_of_fields, name_in_form
from schemas.checks import CheckCode

LONGEST_HEADING = 160
"""Characters beyond which a line that names a project is prose."""

LEAST_LINES = 2
"""Lines without a value below a project's line that are its details."""

LEAST_SHARE = 0.5
"""Of the projects that are listed in lines: from so many on, what is below them is details and no note."""

LEAST_LISTED = 3


def blocks_unplaced(plan: Plan, placed: Placed | None = None) -> list[Finding]:
    """Where details of projects are that were not read: below their names in lines, in blocks without a field."""
    placed = placed or Placed(plan)
    return [*_named_again(plan, placed), *_forms(plan, placed), *_below_rows(plan, placed), *_without_fields(plan)]


def _named_again(plan: Plan, placed: Placed) -> Iterator[Finding]:
    """Where no project has details: lines outside the tables that name a project of the table, each once."""
    if any(project.in_details for project in plan.projects):
        return
    names = {comparable(p.name.value) for p in plan.projects if p.name}
    for block in plan.document.blocks():
        if isinstance(block, Grid) or len(block.text) > LONGEST_HEADING or placed.holds(block.place):
            continue
        name = LABEL.sub("", block.text, count=1).strip()
        if comparable(name) in names:
            names.discard(comparable(name))
            yield Finding(CheckCode.BLOCK_UNPLACED, None, "", name, block.place)


def _forms(plan: Plan, placed: Placed) -> Iterator[Finding]:
    """Forms of fields that name a project and lie in no block."""
    for block in plan.document.blocks():
        if not isinstance(block, Grid) or not is_form_of_fields(block):
            continue
        named = name_in_form(block)
        if named is not None and not any(placed.in_block(cell.place) for cell in block.cells):
            yield Finding(CheckCode.BLOCK_UNPLACED, None, "", named.name, named.place)


def _below_rows(plan: Plan, placed: Placed) -> Iterator[Finding]:
    """Projects that were read from a list of lines, with lines below that no value holds."""
    rows = {p.summary_place: p for p in plan.projects if p.summary_place is not None and not p.in_details}
    unread: list[Project] = []
    project, count, listed = None, 0, 0
    for block in plan.document.blocks():
        found = None if isinstance(block, Grid) else rows.get(block.place)
        is_free = isinstance(block, Line) and bool(block.text.strip()) and not placed.holds(block.place)
        if found is not None:
            project, count, listed = found, 0, listed + 1
        elif project is not None and is_free and isinstance(block, Line) and not _is_cell(block.text, project):
            count += 1
            if count == LEAST_LINES:
                unread.append(project)
        elif isinstance(block, Grid):
            project = None
    if listed >= LEAST_LISTED and len(unread) >= LEAST_SHARE * listed:
        yield from (_about(p) for p in unread)


def _is_cell(text: str, project: Project) -> bool:
    """Whether a line is a cell of a table that stands as lines: a number, or a value that the project has."""
    bare = text.strip(" .)")
    return bare.isdecimal() or text.strip() in {value.value for value in project.fields.values()}


def _without_fields(plan: Plan) -> Iterator[Finding]:
    """Blocks in which nothing but a name was read, while their lines go on."""
    for project in plan.projects:
        if project.in_details and not project.fields and project.budget_text is None and _goes_on(project):
            yield _about(project)


def _goes_on(project: Project) -> bool:
    first, last = project.detail_place, project.detail_last
    return bool(first and last and last.line > first.line + LEAST_LINES)


def _about(project: Project) -> Finding:
    name = project.name.value if project.name else ""
    return Finding(CheckCode.BLOCK_UNPLACED, project, "", name, project.detail_place or project.summary_place)
