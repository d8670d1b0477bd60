"""The cells of a summary table: how a row stands under its header, what its money says, which projects it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.names import clean_name
from extract.grammar.numbering import parse_code, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.model.document import Cell, Grid, Place
from extract.tables.headers import Header, Row, best_shift, text_of
from normalize.broken_amounts import unbroken
from normalize.frameworks import match_dimension
from normalize.money import MoneyStatus, looks_like_money, parse_money
from normalize.readings import Reading, readings
from normalize.script import TONE
from normalize.text import comparable


@dataclass(slots=True)
class MoneyCell:
    """A money cell: its text, its fiscal year (None: no year is printed above it)."""

    fiscal_year: int | None
    role: str
    text: str
    raw: str
    place: Place
    confidence: float | None = None
    """Of OCR only."""
    unit: int = 1
    """What one of the unit is in baht that its column, its table or the cell itself states."""

    def in_baht(self, text: str | None = None) -> tuple[Reading, ...]:
        """The readings of the cell, or of a part of its text, in baht."""
        found = readings(self.text if text is None else text)
        return tuple(Reading(reading.value * self.unit, reading.kind) for reading in found)


def completed(header: Header) -> Header:
    """One budget column at most; an unnamed column left of the sections holds the dimensions."""
    budgets = sorted(column for column, role in header.roles.items() if role == Field.BUDGET)
    for column in budgets[1:]:
        header.roles[column] = "spent"  # one amount is planned; further ones were given or spent
    section = header.column("section")
    if header.column("dimension") is None and section is not None and section > 0:
        column = section - 1
        if column not in header.roles and column not in header.years:
            header.roles[column] = "dimension"
    return header


def without_idle_years(header: Header, rows: Sequence[Row]) -> Header:
    """Columns of years that hold ticks or arrows, never money, are a calendar and no budget."""
    for column in list(header.years):
        texts = [text for row in rows if (text := text_of(row, column))]
        if texts and not any(looks_like_money(text) or parse_money(text).value is not None for text in texts):
            del header.years[column]
    return header


def carried_down(rows: Sequence[Row], columns: Sequence[int | None]) -> list[Row]:
    """The rows with the cells of some columns repeated in every row that they span."""
    carried: list[Row] = []
    spans: dict[int, Cell] = {}
    for row in rows:
        number = next((cell.row for cell in row if cell is not None), None)
        copy = list(row)
        for column in columns:
            if column is None or column >= len(row) or number is None:
                continue
            above = spans.get(column)
            if copy[column] is None and above is not None and number < above.row + above.row_span:
                copy[column] = above
            cell = copy[column]
            if cell is not None:
                spans[column] = cell
        carried.append(copy)
    return carried


def is_name(text: str) -> bool:
    """Whether a project cell names anything: not a dash, not ไม่มีโครงการ."""
    return sum(c.isalpha() for c in text) >= 3 and not comparable(text).startswith(family().counts.none)


def continues(header: Header, grid: Grid, rows: Sequence[Row]) -> bool:
    """Whether a table without a header goes on with the one before: as wide, or nearly, and with money where it was.

    One as wide need not hold money, but then a name of a project, or what goes on with one over a page.
    """
    if abs(grid.column_count - header.width) > 2:
        return False
    fitting = sum(shift_score(header, row, row_shift(header, row)) >= 4 for row in rows)
    if fitting * 2 >= len(rows):
        return True
    return grid.column_count == header.width and _holds_projects(header, rows, fitting)


def _holds_projects(header: Header, rows: Sequence[Row], fitting: int) -> bool:
    column = header.column("project")
    if fitting or any(total_label(header, row) is not None for row in rows):
        return True
    texts = [text_of(row, column) for row in rows]
    is_short = len(rows) <= FEW_ROWS and header.width > NARROW
    return is_short or any(kind_of(clean_name(text)) for text in texts)


FEW_ROWS = 2
"""Rows of a table without a header that may be all that is left of one on the next page."""

NARROW = 3
"""Columns of a table; one as narrow may hold anything."""


def shift_score(header: Header, row: Row, shift: int) -> int:
    """How well a row suits the header when moved back by `shift` columns."""
    return sum(fit(header, column - shift, text_of(row, column)) for column in range(len(row)))


def cell_of(row: Row, column: int | None) -> Cell | None:
    """The filled cell of a column, None where it is empty or absent."""
    cell = row[column] if column is not None and 0 <= column < len(row) else None
    return cell if cell is not None and cell.text.strip() else None


def flat(cell: Cell | None) -> str:
    """A cell's text on one line."""
    return " ".join(cell.text.split()) if cell is not None else ""


def raw_of(row: Row, column: int | None) -> str:
    """The untouched text of a column's cell."""
    cell = cell_of(row, column)
    return cell.raw if cell is not None else ""


def place_of(row: Row, column: int | None) -> Place | None:
    """Where a column's filled cell stands."""
    cell = cell_of(row, column)
    return cell.place if cell is not None else None


def moved(row: Row, shift: int, width: int) -> Row:
    """The row moved back under its header, which is `width` columns wide; nothing of the row is lost."""
    if not shift:
        return row
    end = max(width, len(row) - shift)
    return [row[i + shift] if 0 <= i + shift < len(row) else None for i in range(end)]


def row_shift(header: Header, row: Row) -> int:
    """The number of columns by which a row of projects stands off its header; without money nothing tells.

    On a printed page a cell's place is measured: what is badly read in it moves no column.
    """
    if is_measured(row) or not any(looks_like_money(cell.text) for cell in row if cell is not None):
        return 0
    return best_shift(row, lambda column, text: fit(header, column, text))


def is_measured(row: Row) -> bool:
    """Whether OCR read the row, so that the places of its cells are known better than their texts."""
    return any(cell is not None and cell.confidence is not None for cell in row)


def fit(header: Header, column: int, text: str) -> int:
    """How well a text suits a column: money under years, words under projects."""
    if not text:
        return 0
    is_money = looks_like_money(text)
    if column in header.years or header.roles.get(column) in (Field.BUDGET, "total"):
        return _money_fit(header, text, -3)
    if header.roles.get(column) == "project":
        return -2 if is_money or not is_name(text) else 2
    if column < 0 or column >= header.width:
        return -4
    return -1 if is_money and header.roles.get(column) in ("dimension", "section") else 0


def total_fit(header: Header, column: int, text: str) -> int:
    """How well a text of a totals row suits a column: its label may stand anywhere left of the money."""
    if not text:
        return 0
    if column in header.years or header.roles.get(column) in (Field.BUDGET, "total"):
        return _money_fit(header, text, -2)
    return -4 if column < 0 or column >= header.width else (-1 if looks_like_money(text) else 0)


_BARE = re.compile(r"[\d.,]+")


def _money_fit(header: Header, text: str, otherwise: int) -> int:
    """How well a text suits a column of money; a small bare number is money where the unit is larger than the baht."""
    if looks_like_money(text):
        return 2
    if _BARE.fullmatch(text.strip()):
        return 2 if max((header.unit, *header.units.values())) > 1 else 0
    return otherwise


def money_cells(header: Header, row: Row) -> list[MoneyCell]:
    """The filled money cells of a row, left to right."""
    cells: list[MoneyCell] = []
    reach, spanning = -1, None
    for column in header.money_columns():
        cell = cell_of(row, column)
        if cell is not None:
            reach, spanning = column + cell.column_span - 1, cell
        elif column <= reach and spanning is not None and parse_money(spanning.text).status is MoneyStatus.NONE:
            cell = spanning  # "no budget" spread over the years means each of them
        if cell is not None:
            year, role = header.years.get(column), header.roles.get(column, "year")
            text = unbroken(cell.text.strip())
            unit = 1 if patterns().cells.baht.search(text) else header.units.get(column, header.unit)
            cells.append(MoneyCell(year, role, _plain(text, unit), cell.raw, cell.place, cell.confidence, unit))
    return cells


def _plain(text: str, unit: int) -> str:
    """The text of a money cell; a fraction of a thousand or a million needs no whole part: .25, 0.250."""
    return text if unit == 1 or not text.startswith(".") else f"0{text}"


def dimension_parts(text: str) -> tuple[int | None, str]:
    """Number and name of a dimension cell: `1. name`, `มิติที่ 1 name`, or a name of the national framework alone."""
    match = patterns().levels.cell.match(text)
    if match:
        return int(match["number"]), match["title"].strip()
    found = match_dimension(text)
    return (found.number, text) if found else (None, "")


LONGEST_LABEL = 80


def total_label(header: Header, row: Row) -> str | None:
    """The label of a totals row (รวม, ยอดรวมมิติที่ 2, รวมทั้งสิ้น 40 โครงการ ...), None where the row is none.

    A label holds nothing but the words for sums and what they sum: โครงการรวมพลัง... is a project. Where the word for
    the sum is lost, a count (จำนวน 4 โครงการ) tells the row: no project is called so.
    """
    first_money = min(header.money_columns(), default=header.width)
    for cell in row[: first_money + 1]:
        text = flat(cell)
        is_sum = any(word in text for word in family().totals.sums) or _is_announced_count(text)
        if is_sum and len(text) <= LONGEST_LABEL and patterns().cells.total.match(text):
            return text
    return None


def _is_announced_count(text: str) -> bool:
    """จำนวน 4 โครงการ, and nothing else."""
    count = patterns().counts.count.fullmatch(text)
    return count is not None and count["announced"] is not None


_TONES = re.compile(f"[{TONE}]")


def is_grand(label: str) -> bool:
    """Whether a total is that of the whole plan: one that names a single dimension is not, ทั้ง 4 มิติ is."""
    if patterns().any_level.single.search(label):
        return False
    words = comparable(label)
    # tone marks are what scans lose first
    toneless = _TONES.sub("", words)
    is_whole = any(_TONES.sub("", word) in toneless for word in family().totals.grand)
    return is_whole or patterns().any_level.several.search(words) is not None


_NUMBER_IN_CELL = re.compile(r"(?:(?<=\s)|^)(?:-\s*)?\(?(\d{1,3})\s?([.)])\s*(?=[^\d\s.)])")
_CODE_IN_CELL = re.compile(r"(?:(?<=\s)|^)(\d(?:\.\d{1,2}){2,3}\.?\s*(?:\(\s*\d{1,2}\s*\))?)\s*(?=[^\d\s.)])")


def split_projects(text: str, amounts: int = 0) -> list[tuple[str, str]]:
    """The projects of one cell, each with its printed number (may be empty) and its text.

    `amounts` is the number of amounts beside the cell: projects without numbers are told apart by their kind words
    only where there are as many.

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
    cuts = [match.start() for match in patterns().cells.kind_start.finditer(text)]
    if amounts > 1 and len(cuts) == amounts and cuts[0] == 0:
        return [_numbered(text[a:b]) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
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
