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
from extract.numbering import parse_code, parse_number
from extract.plan import Scope
from extract.terms import kind_of, terms
from normalize.frameworks import match_dimension, match_section
from normalize.money import looks_like_money
from normalize.text import comparable

DETAIL_ROLES = ("objectives", "target_group", "methods", "duration", "location", "results", "responsible")
"""Columns of a project table that are fields of a project as well."""

FILLED_SHARE = 0.8
"""A section column filled in at least this share of the rows is printed in every row: an empty cell inherits nothing."""


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
class MoneyCell:
    """A money cell: its text, its fiscal year (None: no year is printed above it)."""

    fiscal_year: int | None
    role: str
    text: str
    raw: str
    place: Place


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


def read_summary(grids: Sequence[Grid]) -> Summary:
    """The summary table among a document's grids (empty if there is none)."""
    reader = _Reader()
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


class _Reader:
    """Reads grid after grid; the header, dimension and section in force go on over page breaks."""

    def __init__(self) -> None:
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
            self.header = _completed(header) if is_project_table(header, rows) else None
            rows = rows[header.first_row + header.row_count :]
        elif self.header is None or grid.column_count != self.header.width:
            self.header = None
        if self.header is not None:
            self.summary.grids.append(grid)
            self._place(self.header, rows)

    def _place(self, header: Header, rows: Sequence[Row]) -> None:
        fresh = True
        for row in rows:
            if is_header_row(row, summary_vocabulary()):
                fresh = True
            elif any(text_of(row, c) for c in range(len(row))):
                shift = _best_shift(header, row)
                self.placed.append(_Placed(header, row, _moved(row, shift), shift, fresh))
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
        header, row, moved = entry.header, entry.row, entry.moved
        label = _total_label(header, row)
        if label is not None:
            self._total(header, row, label)
            return
        self._headings(header, moved)
        money = _money(header, moved)
        place = next(cell.place for cell in row if cell is not None and cell.text.strip())
        projects = self._projects(header, moved)
        if not projects and self._goes_on(header, moved, money):
            return
        remarks, raw = text_of(moved, header.column("remarks")), _raw(moved, header.column("remarks"))
        self.summary.rows.append(SummaryRow(projects, money, remarks, raw, place, entry.shift, entry.fresh))

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
        dimension_cell = _cell(row, header.column("dimension"))
        section_cell = _cell(row, header.column("section"))
        dimension_text = _flat(dimension_cell)
        section_text = _flat(section_cell)
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
        number, name = _dimension_parts(text)
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
        cell = _cell(row, header.column("project"))
        if cell is None or not cell.text.strip():
            return []
        found = [self._project(number, text, cell) for number, text in split_projects(cell.text)]
        if len(found) == 1 and not found[0].number and not kind_of(found[0].name) and not _any_money(header, row):
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
        return code.count(".") >= 2 and (self.dimension is None or code.split(".")[0] == str(self.dimension))

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
        texts = " ".join(_flat(cell) for cell in cells)
        number = re.search(r"ม[ิี]?ต[ติี]{0,3}(?:ท[ิี]?่?)?\s*(\d{1,2})", texts)
        count = re.search(r"(\d{1,4})\s*(?:โครงการ|กิจกรรม|มาตรการ|รายการ)", texts)
        grand = any(word in comparable(label) for word in terms().grand)
        dimension = int(number[1]) if number and not grand else self.dimension
        shift = best_shift(row, lambda column, text: _total_fit(header, column, text))
        money = _money(header, _moved(row, shift))
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


# -- cells -------------------------------------------------------------------------------------------------------


def _completed(header: Header) -> Header:
    """An unnamed column left of the sections holds the dimensions."""
    section = header.column("section")
    if header.column("dimension") is None and section is not None and section > 0:
        column = section - 1
        if column not in header.roles and column not in header.years:
            header.roles[column] = "dimension"
    return header


def _fills(placed: Sequence[_Placed]) -> bool:
    """Whether the table prints the section in (nearly) every row of projects."""
    filled = [
        bool(text_of(entry.moved, entry.header.column("section")))
        for entry in placed
        if text_of(entry.moved, entry.header.column("project")) and _total_label(entry.header, entry.row) is None
    ]
    return len(filled) >= 3 and sum(filled) >= FILLED_SHARE * len(filled)


def _cell(row: Row, column: int | None) -> Cell | None:
    cell = row[column] if column is not None and 0 <= column < len(row) else None
    return cell if cell is not None and cell.text.strip() else None


def _flat(cell: Cell | None) -> str:
    return " ".join(cell.text.split()) if cell is not None else ""


def _raw(row: Row, column: int | None) -> str:
    cell = _cell(row, column)
    return cell.raw if cell is not None else ""


def _moved(row: Row, shift: int) -> Row:
    """The row moved back under its header."""
    if not shift:
        return row
    width = len(row)
    return [row[i + shift] if 0 <= i + shift < width else None for i in range(width)]


def _best_shift(header: Header, row: Row) -> int:
    return best_shift(row, lambda column, text: _fit(header, column, text))


def _fit(header: Header, column: int, text: str) -> int:
    """How well a text suits a column: money under years, words under projects."""
    if not text:
        return 0
    is_money = looks_like_money(text)
    if column in header.years or header.roles.get(column) in ("budget", "total"):
        return 2 if is_money else -3
    if header.roles.get(column) == "project":
        return 2 if not is_money and len(comparable(text)) > 8 else -2
    if column < 0 or column >= header.width:
        return -4
    return -1 if is_money and header.roles.get(column) in ("dimension", "section") else 0


def _total_fit(header: Header, column: int, text: str) -> int:
    if not text:
        return 0
    is_money = looks_like_money(text)
    if column in header.years or header.roles.get(column) in ("budget", "total"):
        return 2 if is_money else -2
    return -4 if column < 0 or column >= header.width else (-1 if is_money else 0)


def _money(header: Header, row: Row) -> list[MoneyCell]:
    cells = []
    for column in header.money_columns():
        cell = _cell(row, column)
        if cell is not None:
            year, role = header.years.get(column), header.roles.get(column, "year")
            cells.append(MoneyCell(year, role, cell.text.strip(), cell.raw, cell.place))
    return cells


def _any_money(header: Header, row: Row) -> bool:
    return any(text_of(row, column) for column in header.money_columns())


def _dimension_parts(text: str) -> tuple[int | None, str]:
    """Number and name of a dimension cell: `1. name`, `มิติที่ 1 name`, or a name of the national framework alone."""
    match = re.match(r"(?:ม[ิี]?ต[ติี]{0,3}(?:ท[ิี]?่?)?\s*)?(\d{1,2})\s*[.):]*\s*(?!\d)(.*)", text, re.DOTALL)
    if match:
        return int(match[1]), match[2].strip()
    found = match_dimension(text)
    return (found.number, text) if found else (None, "")


_TOTAL_TAIL = re.compile(r"(?:ม[ิี]?ต[ติี]{0,3}(?:ท[ิี]?่?)?\d+.*|จำนวน.*|\d+(?:โครงการ|มิติ).*|โครงการ.*|เป็นเงิน.*|บาท)$")


_HEADED = re.compile(r"^ม[ิี]?ต[ติี]{0,3}(?:ท[ิี]?่?)?\d{1,2}(?=.*รวม)")


def _total_label(header: Header, row: Row) -> str | None:
    """The label of a totals row (รวม, รวมทั้งสิ้น ...), None where the row is none."""
    first_money = min(header.money_columns(), default=header.width)
    for cell in row[: first_money + 1]:
        text = _HEADED.sub("", comparable(_flat(cell)))
        if not text.startswith("รวม") and "รวม" not in text[:5]:
            continue
        words = _TOTAL_TAIL.sub("", text)
        if terms().totals.match(words) is not None or terms().totals.match(text) is not None:
            return text
    return None


_NUMBER_IN_CELL = re.compile(r"(?:(?<=\s)|^)(?:-\s*)?(\d{1,3})\s?([.)])\s*(?=[^\d\s.)])")
_CODE_IN_CELL = re.compile(r"(?:(?<=\s)|^)(\d(?:\.\d{1,2}){2,3}\.?\s*(?:\(\s*\d{1,2}\s*\))?)\s*(?=[^\d\s.)])")


def split_projects(text: str) -> list[tuple[str, str]]:
    """The projects of one cell, each with its printed number (may be empty) and its text.

    >>> split_projects("6) โครงการ ก 7) โครงการ ข")
    [('6', 'โครงการ ก'), ('7', 'โครงการ ข')]
    """
    text = text.strip()
    cuts = _number_cuts(text) or _code_cuts(text)
    if len(cuts) > 1:
        return [_numbered(text[a:b]) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    starts = [i for i, line in enumerate(lines) if kind_of(line.removeprefix("-").strip())]
    if len(starts) > 1 and starts[0] == 0:
        pieces = ["\n".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
        return [_numbered(piece) for piece in pieces]
    return [_numbered(text)]


def _number_cuts(text: str) -> list[int]:
    """Where numbered projects begin: each number one more than the one before, in the same style."""
    cuts: list[int] = []
    due, sign = 0, ""
    for match in _NUMBER_IN_CELL.finditer(text):
        if not cuts and match.start() > 2:
            return []
        if not cuts or (int(match[1]) == due and match[2] == sign):
            cuts.append(match.start())
            due, sign = int(match[1]) + 1, match[2]
    return cuts if len(cuts) > 1 else []


def _code_cuts(text: str) -> list[int]:
    cuts = [match.start() for match in _CODE_IN_CELL.finditer(text)]
    return cuts if len(cuts) > 1 and cuts[0] <= 2 else []


def _numbered(text: str) -> tuple[str, str]:
    flat = " ".join(text.split()).removeprefix("- ")
    code = parse_code(flat) if flat[:1].isdigit() else None
    if code is not None and flat[code.end :].strip(" .)"):
        return code.printed, flat[code.end :].strip(" .)")
    number = parse_number(flat)
    if number is not None and number.codes and number.rest:
        return number.printed.strip(".)("), number.rest
    return "", flat
