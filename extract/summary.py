"""The plan's summary table: its rows of projects and its totals, over all the pages it covers.

What a row leaves out is inherited from the rows above it: the dimension, the section. One cell may hold several
numbered projects, and the cells beside it their amounts; what belongs to whom is settled in extract.settle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.columns import Header, Row, best_shift, find_header, is_header_row, matrix, summary_vocabulary, text_of
from extract.document import Cell, Grid, Place
from extract.names import clean_name
from extract.numbering import parse_code
from extract.plan import Scope
from extract.summary_cells import (
    DIMENSION_WORD,
    MoneyCell,
    any_money,
    cell_of,
    completed,
    continues,
    dimension_parts,
    flat,
    money_cells,
    moved,
    raw_of,
    row_shift,
    split_projects,
    total_fit,
    total_label,
)
from extract.terms import kind_of, terms
from normalize.frameworks import match_section
from normalize.text import comparable

DETAIL_ROLES = ("objectives", "target_group", "methods", "duration", "location", "results", "responsible")
"""Columns of a project table that are fields of a project as well."""

FILLED_SHARE = 0.8
"""A section column filled in this share of the rows is printed in every row: an empty cell inherits nothing."""


@dataclass(slots=True)
class SummaryProject:
    """One project of the summary table, as printed."""

    number: str
    name: str
    raw: str
    place: Place
    dimension: int | None
    section: str
    subsection: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SummaryRow:
    """A row of projects: usually one, sometimes several in one cell. Without projects it goes on with the row above."""

    projects: list[SummaryProject]
    money: list[MoneyCell]
    remarks: str
    remarks_raw: str
    place: Place
    shift: int = 0
    after_page_break: bool = False


@dataclass(slots=True)
class SummaryTotal:
    """A totals row: one amount a year, perhaps a count of projects."""

    scope: Scope
    dimension: int | None
    count: int | None
    money: list[MoneyCell]
    place: Place
    label: str


@dataclass(slots=True)
class NamedHeading:
    """A dimension or section as a table cell prints it."""

    code: str
    name: str
    dimension: int
    place: Place


@dataclass(slots=True)
class Summary:
    """All rows of the summary table, its totals, and the headings its cells print."""

    rows: list[SummaryRow] = field(default_factory=list)
    totals: list[SummaryTotal] = field(default_factory=list)
    dimensions: list[NamedHeading] = field(default_factory=list)
    sections: list[NamedHeading] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Above:
    """A heading that stands as a line of its own, perhaps above a table without a column for it."""

    place: Place
    dimension: int
    section: str = ""


def read_summary(grids: Sequence[Grid], headings: Sequence[Above] = ()) -> Summary:
    """The summary table among a document's grids (empty if there is none).

    `headings` are the dimension and section lines of the document, in order: a table that has no column for the
    dimension, or none for the section, takes them from the lines above it.
    """
    reader = _Reader(headings)
    for grid in grids:
        reader.grid(grid)
    reader.finish()
    return reader.summary


def is_project_table(header: Header, rows: Sequence[Row]) -> bool:
    """Whether a header is a project table's: one column of project names and something about them beside it."""
    column = header.column("project")
    if column is None or list(header.roles.values()).count("project") > 1:
        return False
    beside = set(header.roles.values()) - {"project", "order", "total"}
    if not header.years and len(beside) < 2:
        return False
    names = [name for row in rows[header.first_row + header.row_count :] if (name := text_of(row, column))]
    return sum(name.replace(",", "").isdigit() for name in names) * 2 <= len(names)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row under its header: as printed, and moved back by the columns it is shifted."""

    header: Header
    row: Row
    moved: Row
    shift: int
    fresh: bool
    above: Above | None = None


class _Reader:
    """Reads grid after grid; the header, dimension and section in force go on over page breaks."""

    def __init__(self, headings: Sequence[Above]) -> None:
        self.headings = headings
        self.summary = Summary()
        self.header: Header | None = None
        self.placed: list[_Placed] = []
        self.dimension: int | None = None
        self.section = ""
        self.fills_section = False

    def grid(self, grid: Grid) -> None:
        rows = matrix(grid)
        header = find_header(rows, summary_vocabulary())
        if header is not None:
            self.header = completed(header) if is_project_table(header, rows) else None
            rows = rows[header.first_row + header.row_count :]
        elif self.header is None or not continues(self.header, grid, rows):
            self.header = None
        if self.header is not None:
            self.summary.grids.append(grid)
            self._place(self.header, rows, self._above(grid))

    def _above(self, grid: Grid) -> Above | None:
        """The last heading line above a table, with the section only if it stands below the dimension's."""
        before = [heading for heading in self.headings if heading.place < grid.place]
        return before[-1] if before else None

    def _place(self, header: Header, rows: Sequence[Row], above: Above | None) -> None:
        fresh = True
        for row in rows:
            if is_header_row(row, summary_vocabulary()):
                fresh = True
            elif any(text_of(row, c) for c in range(len(row))):
                shift = row_shift(header, row)
                self.placed.append(_Placed(header, row, moved(row, shift), shift, fresh, above))
                fresh = False

    def finish(self) -> None:
        """Read the rows, once it is known whether the table prints the section in every one of them."""
        self.fills_section = _fills(self.placed)
        for entry in self.placed:
            self._row(entry)
        years = {cell.fiscal_year for row in self.summary.rows for cell in row.money if cell.fiscal_year}
        self.summary.years = sorted(years)

    # -- one row --------------------------------------------------------------------------------------------------

    def _row(self, entry: _Placed) -> None:
        header, row, shifted = entry.header, entry.row, entry.moved
        label = total_label(header, row)
        if label is not None:
            self._total(header, row, label)
            return
        if self._heading_row(row):
            return
        if entry.above is not None:
            self._from_above(header, entry.above)
        self._headings(header, shifted)
        money = money_cells(header, shifted)
        place = next(cell.place for cell in row if cell is not None and cell.text.strip())
        projects = self._projects(header, shifted)
        if not projects and self._goes_on(header, shifted, money):
            return
        remarks, raw = text_of(shifted, header.column("remarks")), raw_of(shifted, header.column("remarks"))
        self.summary.rows.append(SummaryRow(projects, money, remarks, raw, place, entry.shift, entry.fresh))

    def _heading_row(self, row: Row) -> bool:
        """A row whose only text is a dimension's or a section's heading, spread over the whole table."""
        cells = [cell for cell in row if cell is not None and cell.text.strip()]
        if len(cells) != 1:
            return False
        text = flat(cells[0])
        if DIMENSION_WORD.match(text):
            self._dimension(text, cells[0].place)
            return True
        code = parse_code(text) if text[:1].isdigit() else None
        found = match_section(text[code.end :], self.dimension) if code and code.section.count(".") == 1 else None
        if code is None or found is None:
            return False
        self._section(text, cells[0].place)
        return True

    def _from_above(self, header: Header, above: Above) -> None:
        """The heading lines above a table count where it has no columns of its own for them."""
        if header.column("dimension") is None and above.dimension != self.dimension:
            self.dimension, self.section = above.dimension, ""
        if header.column("section") is None and header.column("dimension") is None and above.section:
            self.section = above.section

    def _goes_on(self, header: Header, row: Row, money: Sequence[MoneyCell]) -> bool:
        """A row whose project cell is text without number and kind, and without money: the name above goes on."""
        text = text_of(row, header.column("project"))
        if not text or money or not self.summary.rows or not self.summary.rows[-1].projects:
            return False
        last = self.summary.rows[-1].projects[-1]
        last.name = f"{last.name} {text}"
        last.raw = f"{last.raw}\n{text}"
        return True

    def _headings(self, header: Header, row: Row) -> None:
        """Dimension and section cells; a code in the dimension cell belongs to the section beside it."""
        dimension_cell = cell_of(row, header.column("dimension"))
        section_cell = cell_of(row, header.column("section"))
        dimension_text = flat(dimension_cell)
        section_text = flat(section_cell)
        if dimension_text and (code := parse_code(dimension_text)) and not dimension_text[code.end :].strip():
            section_text = f"{code.section} {section_text}"
            dimension_text = ""
        if dimension_text and dimension_cell is not None:
            self._dimension(dimension_text, dimension_cell.place)
        if section_text:
            self._section(section_text, (section_cell or dimension_cell or row[0]).place)  # type: ignore[union-attr]
        elif self.fills_section:
            self.section = ""

    def _dimension(self, text: str, place: Place) -> None:
        number, name = dimension_parts(text)
        if number is None or (not name and number == self.dimension):
            return
        if number != self.dimension:
            self.dimension, self.section = number, ""
        if name and number not in [h.dimension for h in self.summary.dimensions]:
            self.summary.dimensions.append(NamedHeading("", name, number, place))

    def _section(self, text: str, place: Place) -> None:
        code = parse_code(text) if text[:1].isdigit() else None
        name = text[code.end :].strip(" .:)") if code else text
        found = None if code else match_section(text, self.dimension)
        section = code.section if code else (found.code if found else "")
        if not section:
            self._continue_section(text)
            return
        first = int(section.split(".")[0])
        if self.dimension is None:
            self.dimension = first
        self.section = section
        if name and section not in [h.code for h in self.summary.sections]:
            self.summary.sections.append(NamedHeading(section, name, first, place))

    def _continue_section(self, text: str) -> None:
        """A section's name cut by the page break goes on without a code."""
        if self.summary.sections and self.section == self.summary.sections[-1].code and len(text) < 80:
            self.summary.sections[-1].name += f" {text}"

    # -- projects -------------------------------------------------------------------------------------------------

    def _projects(self, header: Header, row: Row) -> list[SummaryProject]:
        cell = cell_of(row, header.column("project"))
        if cell is None or not cell.text.strip():
            return []
        found = [self._project(number, text, cell) for number, text in split_projects(cell.text)]
        if len(found) == 1 and not found[0].number and not kind_of(found[0].name) and not any_money(header, row):
            order = text_of(row, header.column("order"))
            if not order and self.summary.rows and not text_of(row, header.column("section")):
                return []
        for project in found:
            self._fields(header, row, project)
        return found

    def _project(self, number: str, text: str, cell: Cell) -> SummaryProject:
        code = parse_code(number) if "." in number.strip(".") else None
        section, subsection = self.section, ""
        if code and self._belongs(code.section):
            parts = code.section.split(".")
            section = section or ".".join(parts[:2])
            subsection = ".".join(parts[:3]) if len(parts) > 2 else ""
        return SummaryProject(number, clean_name(text), text, cell.place, self.dimension, section, subsection)

    def _belongs(self, code: str) -> bool:
        """Whether a code of three levels or more lies in the dimension in force."""
        return code.count(".") >= 2 and (
            self.dimension is None or code.split(".", maxsplit=1)[0] == str(self.dimension)
        )

    def _fields(self, header: Header, row: Row, project: SummaryProject) -> None:
        order = text_of(row, header.column("order"))
        if not project.number and order:
            project.number = order
        for role in DETAIL_ROLES:
            text = text_of(row, header.column(role))
            if text:
                project.fields[role] = text

    # -- totals ---------------------------------------------------------------------------------------------------

    def _total(self, header: Header, row: Row, label: str) -> None:
        cells = [cell for cell in row if cell is not None and cell.text.strip()]
        texts = " ".join(flat(cell) for cell in cells)
        number = re.search(r"ม[ิี]?ต[ติี]{0,3}(?:ท[ิี]?่?)?\s*(\d{1,2})", texts)
        count = re.search(r"(\d{1,4})\s*(?:โครงการ|กิจกรรม|มาตรการ|รายการ)", texts)
        grand = any(word in comparable(label) for word in terms().grand)
        dimension = int(number[1]) if number and not grand else self.dimension
        shift = best_shift(row, lambda column, text: total_fit(header, column, text))
        money = money_cells(header, moved(row, shift))
        self.summary.totals.append(
            SummaryTotal(
                Scope.GRAND if grand else Scope.DIMENSION,
                None if grand else dimension,
                int(count[1]) if count else None,
                money,
                cells[0].place,
                texts,
            )
        )


def _fills(placed: Sequence[_Placed]) -> bool:
    """Whether the table prints the section in (nearly) every row of projects."""
    filled = [
        bool(text_of(entry.moved, entry.header.column("section")))
        for entry in placed
        if text_of(entry.moved, entry.header.column("project")) and total_label(entry.header, entry.row) is None
    ]
    return len(filled) >= 3 and sum(filled) >= FILLED_SHARE * len(filled)
