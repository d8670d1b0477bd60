"""Everything read from the tables of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from extract.grammar.levels import LevelNumbers, LevelScheme
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.grammar.titles import first_kind
from extract.lines.marks import Mark, MarkKind
from extract.lines.wraps import unwrapped
from extract.model.decisions import Reason
from extract.model.document import Block, Document, Grid, Line, Place
from extract.model.plan import DocumentKind, IndicatorTarget, Progress, Risk, Table, path_of
from extract.tables.caption_levels import as_above, caption_headings, name_dimensions
from extract.tables.flattened import flattened_tables
from extract.tables.headers import matrix
from extract.tables.level_sums import LevelSums, add_level_sums, read_level_sums
from extract.tables.plain_lists import read_lists
from extract.tables.progress import read_progress
from extract.tables.project_header import find_project_header
from extract.tables.project_tables import lists_projects
from extract.tables.record_cards import read_cards
from extract.tables.risks import read_risks
from extract.tables.sum_tables import SumTables
from extract.tables.summary import read_grids, read_summary
from extract.tables.summary_grids import SummaryGrids
from extract.tables.summary_types import Above, Summary, TableHeading
from extract.tables.table_context import contexts
from extract.tables.targets import read_targets
from extract.tables.titled import all_tables
from extract.tables.turned_tables import upright
from normalize.text import comparable

Span = tuple[Place, Place]
"""The first and last place of a project's block."""


@dataclass(frozen=True, slots=True)
class DocumentTables:
    """All tables, and the content of those that were understood. Targets are grouped by table."""

    tables: list[Table]
    summary: Summary
    risks: list[Risk]
    targets: list[list[IndicatorTarget]]
    progress: list[Progress]


def read_tables(
    document: Document, lines: Sequence[Line], marks: Sequence[Mark], spans: Iterable[Span], scheme: LevelScheme
) -> DocumentTables:
    """The tables of a document; those within the spans of projects' blocks are schedules or cost lists of these.

    `lines` are the document's lines with their wraps undone: projects that no table lists are looked for in them.
    """
    spans = list(spans)
    tables = all_tables(document)
    grids = [upright(table.grid) for table in tables]
    in_lines = _heading_lines(marks)
    captions = caption_headings(document.blocks(), scheme, in_lines)
    known, above = _known_names(_outside_marks(marks, spans), captions), contexts(unwrapped(document.blocks()))
    names = known.copy()
    report = _is_report(lines, grids)
    headed = _below_headings(document.blocks(), scheme)
    sums = LevelSums() if report else read_level_sums(grids, scheme, known.copy(), above)  # also in the last block
    unsummed = [grid for grid in grids if grid.place not in sums.places]
    status = read_progress(_without_ends(unsummed), scheme, known.copy(), above, is_report=report)
    others = [grid for grid in _outside(unsummed, spans, headed) if grid.place not in status.places]
    outside = _outside_lines(lines, spans)
    headings = sorted([*in_lines, *as_above(captions)], key=lambda heading: heading.place)
    blocks = sorted(first for first, _ in spans)
    around = sorted([*headings, *_annexes(marks)], key=lambda heading: heading.place)
    summary = read_grids(SummaryGrids(around, above, Summary(), blocks=blocks), others, scheme, names)
    if not summary.project_count() and not spans:
        cards = read_cards(document.blocks(), scheme)
        rebuilt = list(flattened_tables(outside, scheme)) or ([cards] if cards is not None else [])
        summary = read_summary([*others, *rebuilt], headings, above, scheme, names) if rebuilt else summary
    name_dimensions(summary, captions)
    name_dimensions(summary, status.headings, {heading.path for heading in in_lines})
    read_lists(outside, headings, summary, scheme, above)
    if not summary.project_count() and not spans:
        found = SummaryGrids(headings, above, Summary(), lenient=True)
        measures = read_grids(found, others, scheme, known.copy())
        if measures.project_count():
            read_lists(outside, headings, measures, scheme, above)
            summary = measures
    add_level_sums(summary, sums)
    if not report:  # the sums of a report are its progress
        SumTables(scheme, names, summary).read(_unlisted(others, summary), above)
    return DocumentTables(tables, summary, read_risks(grids), read_targets(grids), status.lines)


def _is_report(lines: Iterable[Line], grids: Iterable[Grid]) -> bool:
    """Whether a document is a report: by its title, and without one if a table of projects tells their status."""
    kind = first_kind(line.text for line in lines)
    if kind is not None:
        return kind is DocumentKind.PROGRESS_REPORT
    headers = (find_project_header(matrix(grid)) for grid in grids)
    return any(header is not None and header.column("status") is not None for header in headers)


def _without_ends(grids: Sequence[Grid]) -> list[Grid]:
    """The tables without those that have the titles of a list of projects, but none of its projects: only the sums of
    a level are left for their page."""
    named = {grid.place: any(kind_of(cell.text) for cell in grid.cells if cell.row) for grid in grids}
    titles = {_first_row(grid) for grid in grids if named[grid.place] and len(_first_row(grid)) > 2}
    return [grid for grid in grids if named[grid.place] or _first_row(grid) not in titles]


def _unlisted(grids: Iterable[Grid], summary: Summary) -> list[Grid]:
    """The tables that list no projects."""
    lists = {made.place for made in summary.decisions if made.reason in (Reason.PROJECT_TABLE, Reason.GOES_ON)}
    return [grid for grid in grids if grid.place not in lists]


def _outside(grids: Iterable[Grid], spans: Iterable[Span], headed: Set[Place]) -> list[Grid]:
    """The tables outside all projects' blocks, and tables within a block that list several projects.

    So does one with the same titles as another that does, however few its rows are, and one right below the heading of
    a level (`headed`): below the last block, such headings lead to no other block.
    """
    grids, ordered = list(grids), sorted(spans)
    starts = [first for first, _ in ordered]
    at = {grid.place: bisect_right(starts, grid.place) - 1 for grid in grids}
    inside = {place for place, index in at.items() if index >= 0 and place <= ordered[index][1]}
    if not inside:
        return grids
    listing = {grid.place for grid in grids if grid.place in headed or lists_projects(grid)}
    titles = {_first_row(grid) for grid in grids if grid.place in listing}
    return [g for g in grids if g.place not in inside or g.place in listing or _first_row(g) in titles]


def _below_headings(blocks: Iterable[Block], scheme: LevelScheme) -> set[Place]:
    """The places of the tables right below the heading of a level, with no more than the unit of money between."""
    unit = patterns().cells.stated_unit
    kept = [b for b in blocks if not isinstance(b, Line) or not unit.match(b.text.strip())]
    return {
        table.place
        for line, table in pairwise(kept)
        if isinstance(line, Line) and isinstance(table, Grid) and scheme.read(line.text.strip()) is not None
    }


def _first_row(grid: Grid) -> tuple[str, ...]:
    """The titles of a table, for comparing."""
    return tuple(comparable(cell.text) for cell in grid.cells if cell.row == 0)


def _outside_lines(lines: Iterable[Line], spans: Iterable[Span]) -> list[Line]:
    """The lines that are in no project's block."""
    ordered = sorted(spans)
    starts = [first.spot for first, _ in ordered]
    outside = []
    for line in lines:
        index = bisect_right(starts, line.place.spot) - 1
        if index < 0 or line.place > ordered[index][1]:
            outside.append(line)
    return outside


def _outside_marks(marks: Iterable[Mark], spans: Sequence[Span]) -> list[Mark]:
    """The marks without those within a project's block that a code alone makes a section: 2.1 of its list."""
    marks = list(marks)
    outer = {line.place for line in _outside_lines((mark.line for mark in marks), spans)}
    return [mark for mark in marks if mark.kind is not MarkKind.SECTION or mark.line.place in outer or _is_worded(mark)]


def _is_worded(mark: Mark) -> bool:
    return mark.line.text.strip()[:1].isalpha()


def _known_names(marks: Iterable[Mark], captions: Iterable[TableHeading]) -> LevelNumbers:
    """The numbers of the headings in the text, by name. Needed because a table may print the name alone."""
    numbers = LevelNumbers()
    for caption in captions:
        numbers.note((), caption.name, caption.path[0])
    for mark in marks:
        if mark.kind is MarkKind.DIMENSION:
            numbers.note((), mark.text, mark.value)
        elif mark.kind is MarkKind.SECTION and mark.code is not None:
            path = path_of(mark.code.section)
            numbers.note(path[:-1], mark.text, path[-1])
    return numbers


def _annexes(marks: Iterable[Mark]) -> list[Above]:
    """The lines that end the part with the levels: a table in an annex is of none."""
    return [Above(mark.line.place, ()) for mark in marks if mark.kind is MarkKind.PART and mark.key == "end"]


def _heading_lines(marks: Iterable[Mark]) -> list[Above]:
    """The dimension and section lines of a document, for tables without columns for them."""
    headings: list[Above] = []
    dimension = 0
    for mark in marks:
        if mark.kind is MarkKind.DIMENSION:
            dimension = mark.value
            headings.append(Above(mark.line.place, (dimension,)))
        elif mark.kind is MarkKind.SECTION and mark.code is not None:
            path = path_of(mark.code.section)
            if path[0] == dimension:
                headings.append(Above(mark.line.place, path[:3]))
    return headings
