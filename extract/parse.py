"""A Document to a Plan: tables and blocks are read, the halves of each project joined, facts and findings added."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from extract.assemble.facts import read_facts
from extract.assemble.halves import join as join_halves
from extract.assemble.headings import read_headings
from extract.assemble.settle import settle
from extract.blocks.block_types import Outline, RawBlock
from extract.blocks.fields import last_place, read_block, set_years, trim_closing, trim_signatures
from extract.blocks.items import items
from extract.blocks.lost_headings import restore_fields, with_methods
from extract.blocks.outline import outline
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.names import gap_healer
from extract.grammar.terms import kind_of
from extract.lines.heading_style import heading_style
from extract.lines.marks import Mark, MarkKind, marks
from extract.lines.wraps import unwrapped
from extract.model.document import Block, Document, Grid, Line, Place
from extract.model.errors import SourceTooLarge
from extract.model.plan import Basis, Finding, IndicatorTarget, Item, Method, Plan, Project, Total, Value
from extract.tables.progress import read_progress
from extract.tables.project_tables import title_years
from extract.tables.risks import read_risks
from extract.tables.summary import read_summary
from extract.tables.summary_types import Above, Summary, SummaryProject, SummaryRow
from extract.tables.targets import read_targets
from extract.tables.titled import all_tables
from extract.tables.totals import read_totals
from normalize.money import parse_money
from normalize.text import comparable
from normalize.thai_words import thai_share
from schemas.checks import CheckCode

CLEARER = 0.03
"""Share of a name's letters that must stand in words, above that of the other name, for it to be the better reading."""

NAMED = 20
"""Thai letters of a name that tell how much of it stands in words."""

KIND_PROBE = 40
"""Letters of a name without kind word that are looked for elsewhere behind one."""


MOST_PROJECTS = 50_000
"""More projects than any plan has: a file with more is no plan, and would only fill the memory."""


def parse_plan(document: Document) -> Plan:
    """The plan tree of a document. What cannot be read is empty and has a finding.

    Raises SourceTooLarge, and nothing else, for a file that seems to hold more projects than any plan.
    """
    plan = Plan(document)
    style = heading_style(document.blocks())
    blocks_of_text = list(unwrapped(document.blocks(), style))
    lines = [block for block in blocks_of_text if isinstance(block, Line)]
    plan.tables = all_tables(document)
    grids = [table.grid for table in plan.tables]
    plan.risks, plan.progress = read_risks(grids), read_progress(grids)
    all_marks = with_methods(list(marks(blocks_of_text, style)))
    found = outline(all_marks)
    restore_fields(found.blocks)
    summary = read_summary(_outside_blocks(grids, found), _heading_lines(all_marks), title_years(plan.tables))
    if len(found.blocks) + sum(len(row.projects) for row in summary.rows) > MOST_PROJECTS:
        raise SourceTooLarge(document.source_file, f"holds more than {MOST_PROJECTS:,} projects, more than any plan")
    blocks = _read_blocks(found, plan)
    heal = gap_healer("\n".join(line.text for line in lines))
    rows = _merge(plan, summary, blocks, heal)
    read_headings(plan, found, summary, heal)
    _name_kinds(plan, lines)
    plan.totals = read_totals(summary.totals, summary.rows)
    every, captions = _fact_lines(blocks_of_text)
    progress_blocks = sum(_is_progress(block) for block in found.blocks)
    plan.facts = read_facts(every, captions, plan, summary.years, progress_blocks)
    plan.targets = _within_plan(read_targets(grids), plan)
    plan.add(_year_findings(summary))
    year = _plan_year(plan)
    _date_totals(plan.totals, year)
    plan.add(settle([row for row, _ in rows], [projects for _, projects in rows], year))
    _summary_budgets(plan)
    _heal_remarks(plan, heal)
    return plan


def _outside_blocks(grids: Iterable[Grid], found: Outline) -> list[Grid]:
    """The tables that stand in no project's block: those inside are a schedule or a cost list of that project."""
    spans = sorted((block.first, last_place(block)) for block in found.blocks)
    starts = [first for first, _ in spans]
    outside = []
    for grid in grids:
        index = bisect_right(starts, grid.place) - 1
        if index < 0 or grid.place > spans[index][1]:
            outside.append(grid)
    return outside


def _fact_lines(blocks: Iterable[Block]) -> tuple[list[Line], set[Place]]:
    """The lines of a document, captions that fill a table's whole row among them, and the places of these."""
    lines: list[Line] = []
    captions: set[Place] = set()
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
            continue
        if lines and block.row_count > 1:
            captions.add(lines[-1].place)  # the line right above a table is the table's title
        for row in block.rows():
            filled = [cell for cell in row if cell.text.strip()]
            if len(filled) == 1:
                lines.append(Line(" ".join(filled[0].text.split()), filled[0].raw, filled[0].place, gap=True))
                captions.add(filled[0].place)
    return lines, captions


def _within_plan(tables: Iterable[list[IndicatorTarget]], plan: Plan) -> list[IndicatorTarget]:
    """The targets of the plan's own years; a table of earlier years is a history."""
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    if first is None or last is None:
        return [target for table in tables for target in table]
    span = range(first.value, last.value + 1)
    return [t for table in tables if any(t.fiscal_year in span for t in table) for t in table]


def _year_findings(summary: Summary) -> list[Finding]:
    return [
        Finding(CheckCode.YEAR_CORRECTED, "tables", "", str(year), str(printed), place)
        for year, printed, place in summary.corrected_years
    ]


def _heading_lines(all_marks: Iterable[Mark]) -> list[Above]:
    """The dimension and section lines of a document, for tables that have no columns for them."""
    headings: list[Above] = []
    dimension = 0
    for mark in all_marks:
        if mark.kind is MarkKind.DIMENSION:
            dimension = mark.value
            headings.append(Above(mark.line.place, dimension))
        elif mark.kind is MarkKind.SECTION and mark.code is not None and mark.code.section.startswith(f"{dimension}."):
            headings.append(Above(mark.line.place, dimension, ".".join(mark.code.section.split(".")[:2])))
    return headings


def _is_progress(block: RawBlock) -> bool:
    return any(entry.heading.progress for entry in block.fields) and Field.RATIONALE not in block.seen()


def _read_blocks(found: Outline, plan: Plan) -> list[Project]:
    if found.blocks:
        trim_closing(found.blocks[-1])
    for block in found.blocks:
        trim_signatures(block)
    projects = []
    for block in found.blocks:
        project, findings = read_block(block, plan.document.text_source)
        projects.append(project)
        for finding in findings:
            finding.row_id = finding.row_id or str(len(projects) - 1)
        plan.add(findings)
    return projects


# -- projects -----------------------------------------------------------------------------------------------------


def _merge(
    plan: Plan, summary: Summary, blocks: list[Project], heal: Callable[[str], str]
) -> list[tuple[SummaryRow, list[Project]]]:
    """Fill plan.projects in order; returns the summary's rows with their projects."""
    flat = [project for row in summary.rows for project in row.projects]
    partners = join_halves(flat, _own_budgets(summary), blocks)
    merged = [_joined(entry, blocks[partners[i]] if i in partners else None, heal) for i, entry in enumerate(flat)]
    alone = [block for j, block in enumerate(blocks) if j not in set(partners.values())]
    plan.projects = [*merged, *alone]
    for order, project in enumerate(plan.projects, start=1):
        project.order = order
        project.project_id = f"P{order:03d}"
    _number_findings(plan, blocks)
    remaining = iter(merged)
    return [(row, [next(remaining) for _ in row.projects]) for row in summary.rows]


def _own_budgets(summary: Summary) -> list[set[Decimal]]:
    """The amounts printed for each summary project alone."""
    return [
        {money.value for cell in row.money if (money := parse_money(cell.text)).value is not None}
        if len(row.projects) == 1
        else set()
        for row in summary.rows
        for _ in row.projects
    ]


def _number_findings(plan: Plan, blocks: Sequence[Project]) -> None:
    """Findings made while blocks had no identifier yet carry the block's index: give them the project's."""
    for finding in plan.findings:
        if finding.table == "projects" and finding.row_id.isdigit():
            finding.row_id = blocks[int(finding.row_id)].project_id


def _joined(entry: SummaryProject, block: Project | None, heal: Callable[[str], str]) -> Project:
    project = block or Project()
    name = Value(heal(entry.name), entry.raw, entry.place)
    project.summary_name = name
    project.summary_place = entry.place
    project.detail_name = project.name
    if project.name is None or _reads_better(name, project.name):
        project.name = name
    project.kind = project.kind or kind_of(name.value)
    project.item = project.item or entry.number
    project.summary_item = entry.number
    if project.dimension is None:
        project.dimension = entry.dimension
    if not project.section:
        project.section = entry.section
    if not project.subsection and entry.section == project.section:
        project.subsection = entry.subsection
    if block is None:
        _summary_fields(project, entry)
    else:
        project.summary_section = entry.section
    return project


def _reads_better(name: Value[str], other: Value[str]) -> bool:
    """Whether a name stands in words where the other, which OCR has read, does not: it lies under a stamp, say."""
    if other.method is not Method.OCR:
        return False
    share, known = thai_share([name.value], NAMED), thai_share([other.value], NAMED)
    return share is not None and known is not None and share > known + CLEARER


def _summary_fields(project: Project, entry: SummaryProject) -> None:
    """Columns of the summary table that are fields of a project, for one without a detail block."""
    for role in family().column_fields:
        text = entry.fields.get(role)
        if not text:
            continue
        project.fields[role] = Value(text, text, entry.place)
        if role in family().itemized:
            lines = [Line(part, part, entry.place, gap=True) for part in text.split("\n") if part.strip()]
            for position, item in enumerate(items(lines), start=1):
                project.items.append(Item(role, "", position, item.number, item.text, entry.place))
    set_years(project)


def _name_kinds(plan: Plan, lines: Sequence[Line]) -> None:
    """A name without kind word has the kind by which the document calls it elsewhere."""
    nameless = [p for p in plan.projects if not p.kind and p.name]
    if not nameless:
        return
    corpus = comparable("\n".join(line.text for line in lines))
    for project in nameless:
        assert project.name is not None
        probe = comparable(project.name.value)[:KIND_PROBE]
        found = [(corpus.find(kind + probe), kind) for kind in family().kinds]
        project.kind = min(((at, kind) for at, kind in found if at >= 0), default=(0, ""))[1]


def _heal_remarks(plan: Plan, heal: Callable[[str], str]) -> None:
    for project in plan.projects:
        remarks = project.fields.get(Field.REMARKS)
        if remarks is not None and project.in_summary:
            project.fields[Field.REMARKS] = Value(heal(remarks.value), remarks.raw, remarks.place, remarks.method)


def _summary_budgets(plan: Plan) -> None:
    """A project whose summary row prints no budget in any year has none, even without a detail block."""
    for project in plan.projects:
        amounts = [a.money for a in project.amounts if a.basis is Basis.SUMMARY]
        if project.budget_total is not None or project.in_details or not amounts:
            continue
        if all(money is not None and money.value == 0 for money in amounts) or (
            len(amounts) == 1 and amounts[0] is not None
        ):
            project.budget_total = amounts[0]


def _plan_year(plan: Plan) -> int | None:
    """The one fiscal year of the plan, None if it covers several or says none."""
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    return first.value if first and last and first.value == last.value else None


def _date_totals(totals: Iterable[Total], year: int | None) -> None:
    for total in totals:
        if total.fiscal_year is None:
            total.fiscal_year = year
