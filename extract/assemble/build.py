"""Builds the plan from its parts: headings, kinds, totals, facts, amounts, and finally the identifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extract.assemble.closing import closing_totals, dated_totals, level_totals, proved_totals
from extract.assemble.facts import read_facts
from extract.assemble.halves import Halves
from extract.assemble.headings import read_headings, unlike_headings, without_projects
from extract.assemble.reports import read_project_progress, report_findings, settle_planned
from extract.assemble.settle import settle
from extract.assemble.summed import summed_progress
from extract.assemble.table_units import settle_table_units
from extract.assemble.told_rows import told_in_rows
from extract.blocks.block_types import Outline
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.names import gap_healer
from extract.lines.document_lines import DocumentLines
from extract.model.document import Block, Cell, Document, Line, Place
from extract.model.plan import Basis, Finding, IndicatorTarget, Plan, Project, RowRef, Total, Value
from extract.tables.document_tables import DocumentTables
from extract.tables.summary_types import Summary
from extract.tables.totals import read_totals
from normalize.text import comparable
from schemas.checks import CheckCode

KIND_PROBE = 40
"""Number of letters of a name without kind word that are searched for elsewhere after a kind word."""


def build_plan(
    document: Document, lines: DocumentLines, found: Outline, tables: DocumentTables, halves: Halves
) -> Plan:
    """The plan of a document, from its lines, its blocks, its tables and the joined halves."""
    summary, heal = tables.summary, gap_healer(lines.text)
    plan = Plan(document, tables=tables.tables, risks=tables.risks, progress=tables.progress)
    plan.decisions = [*found.decisions, *summary.decisions, *halves.decisions]
    plan.projects = halves.projects
    grids = [table.grid.place for table in tables.tables]
    headings = read_headings(found, summary, lines, heal, grids)
    plan.headings = without_projects(headings, plan.projects)
    plan.add(unlike_headings(found, summary))
    _name_kinds(plan.projects, lines.lines)
    plan.add(settle_table_units(halves.rows, summary))
    plan.totals = read_totals(summary.totals, summary.rows)
    every, captions = _fact_lines(lines.blocks)
    plan.add(halves.findings)
    plan.facts, about_facts = read_facts(every, captions, plan, summary.years, found.progress_blocks())
    plan.add(about_facts)
    plan.targets = _within_plan(tables.targets, plan)
    plan.add(_year_findings(summary))
    plan.add(summary.findings)
    year = _plan_year(plan)
    _date_totals(plan.totals, year)
    about_amounts, plan.joint_readings = settle(halves.rows, year, _plan_years(plan))
    plan.add(about_amounts)
    _summary_budgets(plan.projects)
    plan.totals = dated_totals(plan, lines.lines)
    plan.totals += level_totals(plan, lines.lines, lines.style.levels)
    plan.totals += proved_totals(plan, lines.lines)
    told_in_rows(plan, halves.rows)
    plan.totals += closing_totals(plan, lines.lines)
    _heal_remarks(plan.projects, heal)
    plan.project_progress = read_project_progress(plan, [mark.line for mark in lines.marks])
    settle_planned(plan)
    plan.progress = summed_progress(plan, summary.totals, [mark.line for mark in lines.marks])
    plan.add(report_findings(plan))
    number_projects(plan.projects)
    return plan


def number_projects(projects: Iterable[Project]) -> None:
    """Numbers the projects in the order of the dataset. No step before the checks refers to these numbers."""
    for order, project in enumerate(projects, start=1):
        project.order = order
        project.project_id = f"P{order:03d}"


FIRST_BLOCKS = 10
"""Blocks of a document among which its letterhead is."""


def _joined(row: Sequence[Cell]) -> Line:
    text = " ".join(" ".join(cell.text.split()) for cell in row if cell.text.strip())
    return Line(text, "\t".join(cell.raw for cell in row), row[0].place, gap=True)


def _fact_lines(blocks: Iterable[Block]) -> tuple[list[Line], set[Place]]:
    """The lines of a document, including captions that are the only text of a table row, and the captions' places.

    A letterhead whose labels stand in a column of their own is lines, too: เรื่อง | รายงานผล...
    """
    lines: list[Line] = []
    captions: set[Place] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Line):
            lines.append(block)
            continue
        if at < FIRST_BLOCKS and block.column_count == 2:
            lines += [_joined(row) for row in block.rows() if sum(bool(cell.text.strip()) for cell in row) > 1]
        if lines and block.row_count > 1:
            captions.add(lines[-1].place)  # the line directly above a table is its title
        for row in block.rows():
            filled = [cell for cell in row if cell.text.strip()]
            if len(filled) == 1:
                lines.append(Line(" ".join(filled[0].text.split()), filled[0].raw, filled[0].place, gap=True))
                captions.add(filled[0].place)
    return lines, captions


def _within_plan(tables: Iterable[list[IndicatorTarget]], plan: Plan) -> list[IndicatorTarget]:
    """The targets of the plan's own years. A table with only earlier years is a history and is left out."""
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    if first is None or last is None:
        return [target for table in tables for target in table]
    span = range(first.value, last.value + 1)
    return [t for table in tables if any(t.fiscal_year in span for t in table) for t in table]


def _year_findings(summary: Summary) -> list[Finding]:
    return [
        Finding(CheckCode.YEAR_CORRECTED, RowRef("tables", ""), str(year), str(printed), place)
        for year, printed, place in summary.corrected_years
    ]


def _name_kinds(projects: Iterable[Project], lines: Sequence[Line]) -> None:
    """Sets the kind of a name without kind word to the kind word used for it elsewhere in the document."""
    nameless = [p for p in projects if not p.kind and p.name]
    if not nameless:
        return
    corpus = comparable("\n".join(line.text for line in lines))
    for project in nameless:
        assert project.name is not None
        probe = comparable(project.name.value)[:KIND_PROBE]
        found = [(corpus.find(kind + probe), kind) for kind in family().kinds]
        project.kind = min(((at, kind) for at, kind in found if at >= 0), default=(0, ""))[1]


def _heal_remarks(projects: Iterable[Project], heal: Callable[[str], str]) -> None:
    for project in projects:
        remarks = project.fields.get(Field.REMARKS)
        if remarks is not None and project.in_summary:
            project.fields[Field.REMARKS] = Value(heal(remarks.value), remarks.raw, remarks.place, remarks.method)


def _summary_budgets(projects: Iterable[Project]) -> None:
    """Sets the budget of projects without a detail block: 0 if the summary row has no budget in any year, or its only
    amount."""
    for project in projects:
        amounts = [a.money for a in project.amounts if a.basis is Basis.SUMMARY]
        if project.budget_total is not None or project.in_details or not amounts:
            continue
        if all(money is not None and money.value == 0 for money in amounts) or (
            len(amounts) == 1 and amounts[0] is not None
        ):
            project.budget_total = amounts[0]


def _plan_year(plan: Plan) -> int | None:
    """The fiscal year of the plan. None if the plan covers several years or states none."""
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    return first.value if first and last and first.value == last.value else None


def _plan_years(plan: Plan) -> Sequence[int]:
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    return range(first.value, last.value + 1) if first and last else ()


def _date_totals(totals: Iterable[Total], year: int | None) -> None:
    for total in totals:
        if total.fiscal_year is None:
            total.fiscal_year = year
