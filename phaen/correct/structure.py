"""Corrections of what the rows are: projects split, joined and merged, rows deleted."""

from __future__ import annotations

from collections.abc import Iterable

from extract.model.document import Place
from extract.model.plan import (
    Amount,
    Basis,
    Heading,
    IndicatorTarget,
    Plan,
    Progress,
    Project,
    ProjectProgress,
    Risk,
    Total,
    Value,
)
from normalize.text import join_lines
from phaen.correct.correction import DETAILS, PARTS, Correction
from phaen.correct.register import Register, Stale, put_amount
from schemas.checks import CheckCode


def split(register: Register, correction: Correction) -> None:
    """Make several projects of one."""
    project = register.project(correction.anchor)
    if correction.field == DETAILS:
        parts = [_details_of(project)]
        register.settle(project, CheckCode.HALVES_UNCERTAIN)
    else:
        first, *names = correction.new.split(PARTS)
        register.note(project, "name", project.name or project.summary_name)
        _rename(project, first)
        parts = [_part_of(project, name) for name in names]
    at = next(i for i, other in enumerate(register.plan.projects, 1) if other is project)
    register.plan.projects[at:at] = parts
    for number, part in enumerate(parts, 2):
        register.add(f"{correction.anchor}-{number}", part)
        register.note(part, "name", "", part.summary_place or part.detail_place)


def _name(project: Project) -> str:
    name = project.name or project.summary_name
    return name.value if name else ""


def _rename(project: Project, name: str) -> None:
    from phaen.correct.values import given

    project.name = given(name, project.name or project.summary_name, project.summary_place or project.detail_place)
    project.summary_name = project.name if project.in_summary else None
    project.detail_name = None


def _part_of(project: Project, name: str) -> Project:
    """A further project of the same row, without money and details: those are of the first.

    A project that is only in the details shares its texts with its parts.
    """
    part = Project(path=project.path, summary_path=project.summary_path, kind=project.kind, name=project.name)
    part.summary_place = project.summary_place
    if not project.in_summary:
        part.detail_place, part.detail_last = project.detail_place, project.detail_last
        part.fields, part.items = dict(project.fields), list(project.items)
    _rename(part, name)
    return part


def _details_of(project: Project) -> Project:
    """Take the detail block out of a project that was joined of a summary row and a block by mistake."""
    if not (project.in_summary and project.in_details):
        raise Stale("the project has no summary row or no detail block")
    block = Project(path=project.path, item=project.item, kind=project.kind)
    block.name, block.detail_place, block.detail_last = project.detail_name, project.detail_place, project.detail_last
    block.fields = {key: value for key, value in project.fields.items() if _is_within(value.place, project)}
    block.items = [item for item in project.items if _is_within(item.place, project)]
    project.items = [item for item in project.items if not _is_within(item.place, project)]
    block.amounts = [amount for amount in project.amounts if amount.basis is Basis.DETAIL]
    for column in ("budget_total", "budget_text", "fiscal_year_first", "fiscal_year_last"):
        value = getattr(project, column)
        if value is not None and _is_within(value.place, project):
            setattr(block, column, value)
            setattr(project, column, None)
    project.fields = {key: value for key, value in project.fields.items() if key not in block.fields}
    project.amounts = [amount for amount in project.amounts if amount.basis is Basis.SUMMARY]
    project.name, project.detail_name, project.path = project.summary_name, None, project.summary_path
    project.item = project.summary_item or project.item
    project.detail_place = project.detail_last = None
    return block


def _is_within(place: Place | None, project: Project) -> bool:
    first = project.detail_place
    return place is not None and first is not None and first <= place <= (project.detail_last or first)


def join(register: Register, correction: Correction) -> None:
    """Make one project of a summary row and a detail block."""
    project, block = register.project(correction.anchor), register.project(correction.new)
    if project is block:
        return
    if not project.in_summary or project.in_details:
        raise Stale("the project is not in the summary table only")
    if not block.in_details or block.in_summary:
        raise Stale("the project in new is not in the details only")
    project.detail_name = block.name
    project.name = block.name or project.name
    project.detail_place, project.detail_last = block.detail_place, block.detail_last
    project.item, project.kind = block.item or project.item, block.kind or project.kind
    if project.summary_path[: len(block.path)] != block.path:
        project.path = block.path
    for column in ("budget_total", "budget_text", "fiscal_year_first", "fiscal_year_last"):
        setattr(project, column, getattr(block, column) or getattr(project, column))
    _take_texts(project, {**project.fields, **block.fields}, project, block)
    project.amounts += block.amounts
    register.settle(project, CheckCode.HALVES_UNCERTAIN)
    _absorb(register, project, block, correction)


def merge(register: Register, correction: Correction) -> None:
    """Make one project of one and its continuation."""
    project, other = register.project(correction.anchor), register.project(correction.new)
    if project is other:
        return
    register.note(project, "name", project.name or project.summary_name)
    if _name(other) and _name(other) != _name(project):
        _rename(project, join_lines([_name(project), _name(other)]))
    for column in ("kind", "item", "summary_item", "path", "summary_path", "summary_place", "detail_place",
                   "detail_last", "budget_total", "budget_text", "fiscal_year_first", "fiscal_year_last",
                   "reported"):  # fmt: skip
        setattr(project, column, getattr(project, column) or getattr(other, column))
    _take_texts(project, {**other.fields, **project.fields}, other, project)
    _take_amounts(register, project, other.amounts)
    _absorb(register, project, other, correction)


def _take_texts(project: Project, fields: dict[str, Value[str]], less: Project, more: Project) -> None:
    """Give a project the texts of two, and the items of each field from where its text is from; `more` goes first."""
    kept = {item.field for item in more.items} | set(more.fields)
    project.items = [*more.items, *(item for item in less.items if item.field not in kept)]
    project.fields = fields


def _take_amounts(register: Register, project: Project, amounts: Iterable[Amount]) -> None:
    """Give a project amounts that it lacks; an empty one gives way."""
    for amount in amounts:
        own = [a for a in project.amounts if (a.fiscal_year, a.basis) == (amount.fiscal_year, amount.basis)]
        if any(a.money is not None or a.text for a in own):
            register.dismiss(amount)
            register.settle_joint(amount)
            continue
        for empty in own:
            _remove_amount(register, project, empty)
        put_amount(project, amount)


def _absorb(register: Register, project: Project, other: Project, correction: Correction) -> None:
    """Remove a project whose content another one has taken."""
    register.plan.projects = [own for own in register.plan.projects if own is not other]
    register.take_over(correction.new, project)


def delete(register: Register, correction: Correction) -> None:
    """Remove a row, and what belongs to it."""
    thing = register.find(correction.anchor, correction.table)
    plan = register.plan
    match thing:
        case Project():
            _delete_project(register, thing)
        case Amount():
            _remove_amount(register, register.owner(thing), thing)
        case Total():
            plan.totals = [total for total in plan.totals if total is not thing]
        case ProjectProgress():
            plan.project_progress = [report for report in plan.project_progress if report is not thing]
        case Progress():
            plan.progress = [line for line in plan.progress if line is not thing]
        case Risk():
            plan.risks = [risk for risk in plan.risks if risk is not thing]
        case IndicatorTarget():
            plan.targets = [target for target in plan.targets if target is not thing]
        case Heading():
            _delete_heading(plan, thing)
    if not isinstance(thing, Amount):
        register.dismiss(thing)
    del register.by_anchor[correction.anchor]


def _delete_project(register: Register, project: Project) -> None:
    plan = register.plan
    plan.projects = [other for other in plan.projects if other is not project]
    for amount in project.amounts:
        register.settle_joint(amount)
        register.dismiss(amount)
    for report in [report for report in plan.project_progress if report.project is project]:
        register.dismiss(report)
    plan.project_progress = [report for report in plan.project_progress if report.project is not project]


def _remove_amount(register: Register, project: Project, amount: Amount) -> None:
    project.amounts = [own for own in project.amounts if own is not amount]
    if project.budget_total is not None and project.budget_total is amount.money:
        project.budget_total = None
    register.settle_joint(amount)
    register.dismiss(amount)


def _delete_heading(plan: Plan, heading: Heading) -> None:
    """Projects directly below it belong to the heading above."""
    plan.headings = [other for other in plan.headings if other is not heading]
    for project in plan.projects:
        if project.path == heading.path:
            project.path = heading.path[:-1]
        if project.summary_path == heading.path:
            project.summary_path = heading.path[:-1]
