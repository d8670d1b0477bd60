"""A Document to a Plan: tables and blocks are read, the halves of each project joined, facts and findings added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

from extract.blocks import Heading, Outline, RawBlock, outline
from extract.document import Document, Line
from extract.errors import SourceTooLarge
from extract.facts import read_facts
from extract.fields import read_block, trim_closing
from extract.items import items, join
from extract.join import join as join_halves
from extract.marks import Mark, MarkKind, marks
from extract.names import clean_name, gap_healer
from extract.plan import (
    Basis,
    Dimension,
    Item,
    Plan,
    Project,
    Scope,
    Section,
    Total,
    Value,
)
from extract.settle import settle
from extract.summary import (
    DETAIL_ROLES,
    Above,
    NamedHeading,
    Summary,
    SummaryProject,
    SummaryRow,
    SummaryTotal,
    read_summary,
)
from extract.tables import all_tables, read_progress, read_risks, read_targets
from extract.terms import kind_of, terms
from normalize.frameworks import choose_framework, match_dimension, match_section
from normalize.money import MoneyStatus, parse_money
from normalize.text import comparable

KIND_PROBE = 40
"""Letters of a name without kind word that are looked for elsewhere behind one."""


MOST_PROJECTS = 50_000
"""More projects than any plan has: a file with more is no plan, and would only fill the memory."""


def parse_plan(document: Document) -> Plan:
    """The plan tree of a document. What cannot be read is empty and has a finding.

    Raises SourceTooLarge, and nothing else, for a file that seems to hold more projects than any plan.
    """
    plan = Plan(document)
    lines = [block for block in document.blocks() if isinstance(block, Line)]
    plan.tables = all_tables(document)
    grids = [table.grid for table in plan.tables]
    plan.risks, plan.targets, plan.progress = read_risks(grids), read_targets(grids), read_progress(grids)
    all_marks = list(marks(document.blocks()))
    found = outline(all_marks)
    summary = read_summary(grids, _heading_lines(all_marks))
    if len(found.blocks) + sum(len(row.projects) for row in summary.rows) > MOST_PROJECTS:
        raise SourceTooLarge(document.source_file, f"holds more than {MOST_PROJECTS:,} projects, more than any plan")
    blocks = _read_blocks(found, plan)
    heal = gap_healer("\n".join(line.text for line in lines))
    rows = _merge(plan, summary, blocks, heal)
    _headings(plan, found, summary, heal)
    _name_kinds(plan, lines)
    plan.totals = _totals(summary.totals)
    plan.facts = read_facts(lines, plan, summary.years, sum(_is_progress(b) for b in found.blocks))
    year = _plan_year(plan)
    _date_totals(plan.totals, year)
    plan.add(settle([row for row, _ in rows], [projects for _, projects in rows], year))
    _summary_budgets(plan)
    _heal_remarks(plan, heal)
    return plan


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
    return any(entry.heading.progress for entry in block.fields) and "rationale" not in block.seen()


def _read_blocks(found: Outline, plan: Plan) -> list[Project]:
    if found.blocks:
        trim_closing(found.blocks[-1])
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
    project.name = project.name or name
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


def _summary_fields(project: Project, entry: SummaryProject) -> None:
    """Columns of the summary table that are fields of a project, for one without a detail block."""
    for role in DETAIL_ROLES:
        text = entry.fields.get(role)
        if not text:
            continue
        project.fields[role] = Value(text, text, entry.place)
        if role in ("objectives", "methods", "results", "target_group"):
            lines = [Line(part, part, entry.place, gap=True) for part in text.split("\n") if part.strip()]
            for position, item in enumerate(items(lines), start=1):
                project.items.append(Item(role, "", position, item.number, item.text, entry.place))


def _name_kinds(plan: Plan, lines: Sequence[Line]) -> None:
    """A name without kind word has the kind by which the document calls it elsewhere."""
    nameless = [p for p in plan.projects if not p.kind and p.name]
    if not nameless:
        return
    corpus = comparable("\n".join(line.text for line in lines))
    for project in nameless:
        assert project.name is not None
        probe = comparable(project.name.value)[:KIND_PROBE]
        found = [(corpus.find(kind + probe), kind) for kind in terms().kinds]
        project.kind = min(((at, kind) for at, kind in found if at >= 0), default=(0, ""))[1]


def _heal_remarks(plan: Plan, heal: Callable[[str], str]) -> None:
    for project in plan.projects:
        remarks = project.fields.get("remarks")
        if remarks is not None and project.in_summary:
            project.fields["remarks"] = Value(heal(remarks.value), remarks.raw, remarks.place, remarks.method)


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


# -- headings -----------------------------------------------------------------------------------------------------


def _headings(plan: Plan, found: Outline, summary: Summary, heal: Callable[[str], str]) -> None:
    plan.dimensions = _dimensions(found.dimensions, summary.dimensions, heal)
    plan.sections = _sections(found.sections, summary.sections, heal)
    _standardize(plan)


def _standardize(plan: Plan) -> None:
    """Bring the headings onto the national framework that most of them fit."""
    missions = [section for section in plan.sections if section.code.count(".") == 1]
    framework = choose_framework([*(d.name for d in plan.dimensions), *(s.name for s in missions)])
    for dimension in plan.dimensions:
        match = match_dimension(dimension.name, number=dimension.number, framework=framework)
        dimension.standard_name = match.name if match else ""
    for section in missions:
        found = match_section(section.name, section.dimension, code=section.code, framework=framework)
        section.standard_section = found.code if found else ""


def _heading_name(heading: Heading) -> str:
    return clean_name(join([line.text for line in heading.lines if line.text.strip()]))


def _dimensions(
    headings: Sequence[Heading], cells: Sequence[NamedHeading], heal: Callable[[str], str]
) -> list[Dimension]:
    """One dimension a number: named as the details spell it most often, else the table, else another list."""
    best: dict[int, Dimension] = {}
    for group in ([h for h in headings if h.in_details], cells, [h for h in headings if not h.in_details]):
        names: dict[int, Counter[str]] = {}
        first: dict[tuple[int, str], Dimension] = {}
        for heading in group:
            text = _heading_name(heading) if isinstance(heading, Heading) else heal(" ".join(heading.name.split()))
            place = heading.lines[0].place if isinstance(heading, Heading) else heading.place
            key = comparable(text)
            if key:
                names.setdefault(heading.dimension, Counter())[key] += 1
                first.setdefault((heading.dimension, key), Dimension(heading.dimension, text, place))
        for number, counted in names.items():
            best.setdefault(number, first[number, counted.most_common(1)[0][0]])
    return [best[number] for number in sorted(best)]


SAME_HEADING = 0.75
"""Likeness of two spellings of one heading."""


def _sections(headings: Sequence[Heading], cells: Sequence[NamedHeading], heal: Callable[[str], str]) -> list[Section]:
    """One section a code, in the order of the codes, named as its heading in the details first spells it.

    Headings that are typed again above every project are labels: there the table names the section, if it means the
    same one. It also does where the heading in the details was cut short.
    """
    best: dict[str, Section] = {}
    are_labels = len({heading.code for heading in headings}) < len(headings)
    for heading in headings:
        found = Section(heading.code, heading.dimension, _heading_name(heading), heading.lines[0].place)
        best.setdefault(heading.code, found)
    for cell in cells:
        name = heal(" ".join(cell.name.split()))
        known = best.setdefault(cell.code, Section(cell.code, cell.dimension, name, cell.place))
        if _is_cut(known.name, name) or (are_labels and _is_same(name, known.name)):
            known.name = name
    return [best[code] for code in sorted(best, key=lambda c: [int(part) for part in c.split(".")])]


def _is_cut(name: str, fuller: str) -> bool:
    a, b = comparable(name), comparable(fuller)
    return len(a) < len(b) and b.startswith(a)


def _is_same(a: str, b: str) -> bool:
    return Levenshtein.normalized_similarity(comparable(a), comparable(b)) >= SAME_HEADING


# -- totals -------------------------------------------------------------------------------------------------------


def _totals(found: Iterable[SummaryTotal]) -> list[Total]:
    totals: list[Total] = []
    for row in _with_grand(list(found)):
        count = Value(row.count, row.label, row.place) if row.count is not None else None
        cells = [cell for cell in row.money if cell.role != "total"] or row.money
        for cell in cells:
            money = parse_money(cell.text)
            clear = money.value is not None and money.status in (MoneyStatus.AMOUNT, MoneyStatus.NONE)
            printed = Value(money.value, cell.raw, cell.place) if clear and money.value is not None else None
            totals.append(Total(row.scope, row.dimension, cell.fiscal_year, printed, count, row.place))
        if not cells and count is not None:
            totals.append(Total(row.scope, row.dimension, None, None, count, row.place))
    return totals


def _with_grand(rows: list[SummaryTotal]) -> list[SummaryTotal]:
    """A last total that sums the others is the grand one, whatever it is called."""
    dimensions = [row for row in rows if row.scope is Scope.DIMENSION]
    if not dimensions or any(row.scope is Scope.GRAND for row in rows):
        return rows
    last = dimensions[-1]
    before = dimensions[:-1]
    is_second = any(row.dimension == last.dimension for row in before)
    if last.dimension is None or (is_second and _sums(before) == _sums([last])):
        last.scope, last.dimension = Scope.GRAND, None
    return rows


def _sums(rows: Iterable[SummaryTotal]) -> dict[int | None, Decimal]:
    sums: dict[int | None, Decimal] = {}
    for row in rows:
        for cell in row.money:
            value = parse_money(cell.text).value or Decimal(0)
            sums[cell.fiscal_year] = sums.get(cell.fiscal_year, Decimal(0)) + value
    return sums


def _plan_year(plan: Plan) -> int | None:
    """The one fiscal year of the plan, None if it covers several or says none."""
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    return first.value if first and last and first.value == last.value else None


def _date_totals(totals: Iterable[Total], year: int | None) -> None:
    for total in totals:
        if total.fiscal_year is None:
            total.fiscal_year = year
