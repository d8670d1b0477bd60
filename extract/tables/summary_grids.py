"""The tables of a document that list projects, in order: their headers and the rows below each header."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import leading_code
from extract.grammar.placed_names import are_listed
from extract.model.decisions import Decision, Reason
from extract.model.document import Grid, Place
from extract.model.plan import Finding, RowRef
from extract.tables.column_content import is_list_of_projects, names_project
from extract.tables.headerless import header_by_content
from extract.tables.headers import MOST_COLUMNS, Header, Row, matrix, text_of
from extract.tables.overflow import all_closed_up
from extract.tables.project_header import find_project_header, repeats
from extract.tables.project_tables import date_budget, judge_project_table
from extract.tables.row_shifts import continues, moved, row_shift
from extract.tables.rows_by_year import RowsByYear, rows_by_year
from extract.tables.spread_cells import carried_down, departments_down
from extract.tables.summary_cells import completed, flat, is_name, total_label, without_idle_years
from extract.tables.summary_types import Above, Summary
from extract.tables.table_context import TableContext, captions, stated_unit
from extract.tables.titled import is_contents
from normalize.frameworks import match_section
from normalize.money import looks_like_money
from normalize.text import comparable
from schemas.checks import CheckCode


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its header: as printed, and moved back by the columns it is shifted."""

    header: Header
    row: Row
    moved: Row
    shift: int
    fresh: bool
    above: Above | None = None
    office: str = ""
    """The department above its table."""


class SummaryGrids:
    """Processes the tables in order. The current header stays valid across page breaks."""

    def __init__(
        self,
        headings: Sequence[Above],
        above: Mapping[Place, TableContext],
        summary: Summary,
        lenient: bool = False,
        blocks: Sequence[Place] = (),
    ) -> None:
        self.lenient = lenient
        """Whether no other table of the document lists projects (see judge_project_table)."""
        self.headings = headings
        self.starts = [heading.place for heading in headings]
        self.grids: Sequence[Grid] = ()
        """All tables that are read."""
        self.blocks = blocks
        """The places of the blocks of projects, in order: what heads one is in no list of levels."""
        self.contexts = above
        self.summary = summary
        self.told: set[str] = set()
        self.last: Header | None = None
        """The header of the last table of projects."""
        self.header: Header | None = None
        self.above_last: Place | None = None
        """The place of the last table of projects."""
        self.dated: dict[Place, int] = {}
        """The year of each cell in a table that covers one year."""
        self.turn: RowsByYear | None = None
        """How the rows below the current header are turned, if each year has a row of its own."""
        self.rounds: dict[Place, int] = {}
        """The months of the round that each cell is about, where the lines above its table state one."""
        self.placed: list[PlacedRow] = []
        self.shared: dict[tuple[str, ...], Header | None] = {}
        """The headers by the rows of all tables with the same titles."""

    def grid(self, grid: Grid) -> None:
        """Processes the next table."""
        rows = matrix(grid)
        header = find_project_header(rows, lenient=self.lenient)
        if header is None or _open(header):
            header = self._better(header, self._shared_header(rows))
        if header is not None:
            rows = rows[header.first_row + header.row_count :]
            self.header = self._begin(header, grid, rows)
        else:
            self._go_on_with(grid, rows)
        if self.header is not None:
            self._tell_doubt(grid)
            if header is not None:
                self.turn = rows_by_year(self.header, rows, self.turn)
            months = self.contexts.get(grid.place, TableContext()).months
            self.rounds |= {cell.place: months for cell in grid.cells} if months is not None else {}
            self._place(self.header, rows, grid)

    @staticmethod
    def _better(own: Header | None, shared: Header | None) -> Header | None:
        """The header by the rows of all tables with the same titles, if that leaves fewer columns open."""
        return shared if shared is not None and (own is None or _open(shared) < _open(own)) else own

    def _shared_header(self, rows: Sequence[Row]) -> Header | None:
        """The header of a table whose few rows prove none, by those of all tables with the same titles."""
        titles = _titles(rows)
        if titles not in self.shared:
            self.shared[titles] = self._header_of_all(rows, titles)
        header = self.shared[titles]
        return deepcopy(header) if header is not None and header.row_count < len(rows) else None

    def _header_of_all(self, rows: Sequence[Row], titles: tuple[str, ...]) -> Header | None:
        others = [other for grid in self.grids if _titles(other := matrix(grid)) == titles] if len(titles) > 2 else []
        bodies = [row for other in others for row in other[1:] if _texts(row) != _texts(other[0])]
        header = find_project_header([rows[0], *bodies]) if len(others) > 1 and bodies else None
        return header if header is not None and not header.first_row else None

    def _go_on_with(self, grid: Grid, rows: Sequence[Row]) -> None:
        if self.header is not None and continues(self.header, grid, rows):
            self._decide(grid, Reason.GOES_ON)
            self._date(self.header, grid)
            return
        context = self.contexts.get(grid.place, TableContext())
        header = header_by_content(rows, context.plan_years)
        if header is not None and not context.is_past:
            self._decide(grid, Reason.PROJECT_TABLE)
            self._state_unit(header, grid, context)
            self.header = self.last = header
            self.turn = None
            return
        self._decide(grid, Reason.NO_HEADER)
        self._tell_unread(grid, rows, Reason.NO_HEADER)
        self.header = None

    def _decide(self, grid: Grid, reason: Reason) -> None:
        self.summary.decisions.append(Decision(grid.place, f"table {grid.row_count} x {grid.column_count}", reason))

    def _begin(self, header: Header, grid: Grid, rows: Sequence[Row]) -> Header | None:
        context = self.contexts.get(grid.place, TableContext())
        is_known = self.last is not None and header.titles == self.last.titles
        is_dated = bool(set(header.years.values()) & set(context.plan_years))
        is_past = (context.is_past and not is_dated) or _ends_before(header, context.plan_years)
        reason = Reason.PAST if is_past else judge_project_table(header, matrix(grid), is_known, self.lenient)
        if reason is Reason.FEW_KIND_WORDS and self._lists_projects_elsewhere(header):
            reason = Reason.PROJECT_TABLE
        if reason is Reason.NOTHING_BESIDE_PROJECTS and context.unbudgeted and _names_projects(header, rows):
            reason = Reason.PROJECT_TABLE  # what there is to say of them stands above the table
        self._decide(grid, reason)
        if reason is not Reason.PROJECT_TABLE:
            self._tell_unread(grid, rows, reason)
            return None
        for column, printed in header.corrected.items():
            self.summary.corrected_years.append((header.years[column], printed, grid.place))
        self._state_unit(header, grid, context)
        header = without_idle_years(completed(header), rows)
        if context.year is not None and not header.years:
            date_budget(header, context.year)
        header.unbudgeted = "" if header.money_columns() else context.unbudgeted
        self._date(header, grid)
        self.last = header
        self._tell_columns(header, grid)
        return header

    def _lists_projects_elsewhere(self, header: Header) -> bool:
        """Whether another table with the same titles certainly lists projects: a page may hold few of them."""
        tables = [(found, rows) for rows in map(matrix, self.grids) if (found := find_project_header(rows)) is not None]
        return any(
            found.titles == header.titles and judge_project_table(found, rows) is Reason.PROJECT_TABLE
            for found, rows in tables
        )

    def _date(self, header: Header, grid: Grid) -> None:
        """Notes the year of the cells of a table that covers one year."""
        if len(header.years) == 1:
            year = next(iter(header.years.values()))
            self.dated |= {cell.place: year for cell in grid.cells}

    def _tell_columns(self, header: Header, grid: Grid) -> None:
        """Reports the columns that were not understood, once per title."""
        for column, title in header.unknown.items():
            if title not in self.told:
                self.told.add(title)
                code = CheckCode.COLUMN_UNUSED if column in header.unused else CheckCode.COLUMN_UNKNOWN
                self.summary.findings.append(Finding(code, RowRef("tables", ""), found=title, place=grid.place))

    def _tell_unread(self, grid: Grid, rows: Sequence[Row], reason: Reason) -> None:
        """Reports a table that was not read although one of its columns holds project names."""
        titles = [comparable(flat(cell)) for row in matrix(grid)[:2] for cell in row]
        is_of_risks = any(word in title for title in titles for word in family().cells.risk)
        if reason in (Reason.PAST, Reason.RISKS) or is_of_risks or is_contents(grid):
            return
        columns = range(min(grid.column_count, MOST_COLUMNS))
        named = (column for column in columns if is_list_of_projects(text_of(row, column) for row in rows))
        if (column := next(named, None)) is not None:
            first = next(text for row in rows if (text := text_of(row, column)))
            found = Finding(
                CheckCode.TABLE_UNREAD, RowRef("tables", ""), "", first, grid.place, {"why": f" ({reason.value})"}
            )
            self.summary.findings.append(found)

    def _tell_doubt(self, grid: Grid) -> None:
        """Reports a table of projects without rules whose columns or rows are doubtful."""
        if grid.is_doubtful:
            first = next((flat(cell) for cell in grid.cells if cell.text.strip()), "")
            self.summary.findings.append(
                Finding(CheckCode.TABLE_DOUBTFUL, RowRef("tables", ""), found=first, place=grid.place)
            )

    def _state_unit(self, header: Header, grid: Grid, context: TableContext) -> None:
        """Sets the money unit: from a caption in or above the table, else from the last table if its titles match."""
        unit = stated_unit(captions(matrix(grid), header.first_row)) or context.unit
        if unit is None and self.last is not None and self.last.titles == header.titles:
            unit = self.last.unit
        header.unit = unit or header.unit

    def _above(self, grid: Grid) -> Above | None:
        """The last heading above a table. It includes a section only if that section follows its dimension's line."""
        index = bisect_left(self.starts, grid.place) - 1
        before = bisect_left(self.blocks, grid.place) - 1
        parted = [self.above_last, self.blocks[before] if before >= 0 else None]
        start = max((bisect_left(self.starts, place) for place in parted if place is not None), default=0)
        since = self.headings[start : index + 1]
        self.above_last = grid.place
        if index < 0 or are_listed([heading.path for heading in since]) or self._is_of_all(grid, index):
            return None
        return self.headings[index]

    def _is_of_all(self, grid: Grid, index: int) -> bool:
        """Whether a table behind the blocks of the last heading lists more projects than these: it is of all blocks."""
        first = bisect_left(self.blocks, self.headings[index].place)
        here = bisect_left(self.blocks, grid.place) - first
        dimensions = {heading.path[:1] for heading in self.headings[: index + 1]}
        return first > 0 < here < len(self.blocks) - 1 < grid.row_count and len(dimensions) > 1

    def _place(self, header: Header, rows: Sequence[Row], grid: Grid) -> None:
        above, office = self._above(grid), self.contexts.get(grid.place, TableContext()).office
        fresh = True
        spread = (header.column(Field.REMARKS), header.column(Field.RESPONSIBLE))
        rows = departments_down(header, carried_down(all_closed_up(header, rows), spread))
        if self.turn is not None:
            rows, header = self.turn.turned(rows), self.turn.header
        page = 0
        for row in rows:
            before, page = page, next((cell.place.page for cell in row if cell is not None), page)
            fresh = fresh or (0 < before < page)  # the rest of a row that a page break cut
            if total_label(header, row) is None and repeats(header, row):
                fresh = True
            elif any(text_of(row, c) for c in range(len(row))):
                shift = 0 if _is_bare_section(header, row) else row_shift(header, row)
                self.placed.append(PlacedRow(header, row, moved(row, shift, header.width), shift, fresh, above, office))
                fresh = False


def _open(header: Header) -> int:
    """The number of columns with a title of which nothing is known."""
    known = {*header.roles, *header.years, *header.ticked}
    return sum(bool(title) and column not in known for column, title in enumerate(header.titles))


def _titles(rows: Sequence[Row]) -> tuple[str, ...]:
    """The texts of the first row of a table. Empty if it holds money or a number: it is no header then."""
    texts = _texts(rows[0]) if rows else []
    return () if any(looks_like_money(text) or text.isdecimal() for text in texts) else tuple(texts)


def _texts(row: Row) -> list[str]:
    return [comparable(cell.text) for cell in row if cell is not None and cell.text.strip()]


def _names_projects(header: Header, rows: Sequence[Row]) -> bool:
    """Whether at least half of the names of a table begin with a kind word."""
    names = [name for row in rows if (name := text_of(row, header.column("project")))]
    return 0 < len(names) <= 2 * sum(map(names_project, names))


def _ends_before(header: Header, plan_years: Sequence[int]) -> bool:
    """Whether all the years of a table are before those of the plan: figures of what was."""
    return bool(header.years and plan_years) and max(header.years.values()) < min(plan_years)


def _is_bare_section(header: Header, row: Row) -> bool:
    """Whether a row has a section and no project. Its other cells are dashes. Such a row is not shifted."""
    text = text_of(row, header.column("section"))
    code = leading_code(text)
    if code is None or is_name(text_of(row, header.column("project"))):
        return False
    found = match_section(text[code.end :], int(code.section.split(".")[0]))
    return found is not None and found.code == code.section
