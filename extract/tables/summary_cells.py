"""The cells of a summary table: the shift of a row from its header, its money, and whether a cell names a project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.names import named_kind
from extract.grammar.patterns import patterns
from extract.lines.labels import planned_part
from extract.model.document import Cell, OtherText, Place
from extract.model.plan import Path, path_of
from extract.tables.headers import Header, Row, text_of
from normalize.broken_amounts import unbroken
from normalize.frameworks import match_dimension
from normalize.lexicon import either
from normalize.money import MoneyStatus, looks_like_money, parse_money
from normalize.numerals import arabic, words_to_number
from normalize.readings import Reading, ReadingKind, is_damaged, printed, readings
from normalize.script import TONE
from normalize.text import comparable
from normalize.years import column_year

_BARE = re.compile(r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_FIGURES = re.compile("[-–—.,·' ]*[\\d\ufffd][\\d\ufffd.,·' -]*")
"""Figures, however a scan has damaged them: no mark of a calendar."""
_SOURCE = re.compile(r"\s*\([^()\d]*\)\s*$")
"""What stands in brackets behind an amount, without figures: 66,500 (เงินอุดหนุน)."""
_GROUPED = re.compile(r"\d,\d{3}")
_COUNT = re.compile(r"\d{1,2}")
_COMMON_ERA = re.compile(r"(?:19|20)\d\d")
"""Read as a year elsewhere; in a column of money it is none, as plans count the years of the Buddhist Era."""


@dataclass(slots=True)
class MoneyCell:
    """A money cell: its text and its fiscal year (None if no year is printed above it)."""

    fiscal_year: int | None
    role: str
    text: str
    raw: str
    place: Place
    confidence: float | None = None
    """OCR only."""
    unit: int = 1
    """The value of one unit in baht, stated by the column, the table or the cell itself."""
    is_yearly: bool = False
    """Whether the title of the column says that it is the amount of each year."""
    others: tuple[OtherText, ...] = ()
    """What else the cell may print. OCR only."""

    def is_bare(self) -> bool:
        """Whether the cell prints a figure without a unit."""
        return _BARE.fullmatch(self.text.strip()) is not None and self.text.count(".") <= 1

    def figure(self) -> Decimal | None:
        """The figure as printed, whatever its unit; None where the cell prints no single one."""
        return Decimal(self.text.strip().replace(",", "")) if self.is_bare() else printed(readings(self.text))

    def in_baht(self, text: str | None = None) -> tuple[Reading, ...]:
        """The readings of the cell, or of part of its text, in baht."""
        text = self.text if text is None else text
        if self.unit > 1 and _BARE.fullmatch(text.strip()) and text.count(".") <= 1 and not is_damaged(text):
            value = Decimal(text.strip().replace(",", "")) * self.unit
            return (Reading(value.to_integral_value() if value % 1 == 0 else value, ReadingKind.PRINTED),)
        found = readings(text)
        if not found and _COMMON_ERA.fullmatch(text.strip()):
            return (Reading(Decimal(text.strip()) * self.unit, ReadingKind.PRINTED),)
        other = self._others() if text == self.text else ()
        return (*(Reading(reading.value * self.unit, reading.kind) for reading in found), *other)

    def _others(self) -> Iterator[Reading]:
        """What else the glyphs of a scanned cell may be, if it is well formed."""
        for other in self.others:
            value = printed(readings(other.raw))
            if value is not None:
                yield Reading(value * self.unit, ReadingKind.OTHER, other.probability)


def completed(header: Header) -> Header:
    """Keeps at most one budget column, that of a sum where it is the only money.

    An unnamed column left of the sections becomes the dimension column.
    """
    budgets = sorted(column for column, role in header.roles.items() if role == Field.BUDGET)
    for column in budgets[1:]:
        header.roles[column] = "spent"  # only one amount is planned; the others were granted or spent
    sums = [column for column, role in header.roles.items() if role == "total"]
    if len(sums) == 1 and not budgets and not header.years:
        header.roles[sums[0]] = Field.BUDGET  # of months or quarters: the sum of a year is what the project costs
    section = header.column("section")
    if header.column("dimension") is None and section is not None and section > 0:
        column = section - 1
        if column not in header.roles and column not in header.years:
            header.roles[column] = "dimension"
    return header


def without_idle_years(header: Header, rows: Sequence[Row]) -> Header:
    """Removes year columns that contain ticks, arrows, or counts beside real money. They form a calendar."""
    columns = {c: [text for row in rows if (text := text_of(row, c))] for c in header.money_columns()}
    has_money = any(_GROUPED.search(arabic(text)) for texts in columns.values() for text in texts)
    for column in list(header.years):
        texts = columns[column]
        is_counted = has_money and header.units.get(column, header.unit) == 1 and _are_counts(texts)
        if texts and (is_counted or not any(_may_be_money(text) for text in texts)):
            del header.years[column]
            if is_counted and column < len(header.titles):
                header.unknown[column] = " ".join(header.titles[column].split("|"))
                header.unused.add(column)
    return header


def _are_counts(texts: Sequence[str]) -> bool:
    """Whether all are small numbers. Zeros alone are no counts: a year without money prints them."""
    return all(map(_COUNT.fullmatch, texts)) and any(int(text) for text in texts)


def _may_be_money(text: str) -> bool:
    return looks_like_money(text) or _FIGURES.fullmatch(text) is not None or parse_money(text).value is not None


def is_name(text: str) -> bool:
    """Whether a project cell contains a name, not a dash or ไม่มีโครงการ."""
    return sum(c.isalpha() for c in text) >= 3 and not comparable(text).startswith(family().counts.none)


def cell_of(row: Row, column: int | None) -> Cell | None:
    """The cell of a column. None if it is empty or missing."""
    cell = row[column] if column is not None and 0 <= column < len(row) else None
    return cell if cell is not None and cell.text.strip() else None


def flat(cell: Cell | None) -> str:
    """A cell's text on one line."""
    return " ".join(cell.text.split()) if cell is not None else ""


def raw_of(row: Row, column: int | None) -> str:
    """The raw text of a column's cell."""
    cell = cell_of(row, column)
    return cell.raw if cell is not None else ""


def place_of(row: Row, column: int | None) -> Place | None:
    """The place of a column's filled cell."""
    cell = cell_of(row, column)
    return cell.place if cell is not None else None


def money_cells(header: Header, row: Row) -> list[MoneyCell]:
    """The filled money cells of a row, from left to right."""
    cells: list[MoneyCell] = []
    reach, spanning = -1, None
    for column in header.money_columns():
        cell = cell_of(row, column)
        if cell is not None:
            reach, spanning = column + cell.column_span - 1, cell
        elif column <= reach and spanning is not None and parse_money(spanning.text).status is MoneyStatus.NONE:
            cell = spanning  # "no budget" that spans several years applies to each of them
        if cell is not None:
            year, role = header.years.get(column), header.roles.get(column, "year")
            text = unbroken(planned_part(cell.text).lstrip(" \n/;").rstrip(" \n/,;"))
            unit = 1 if patterns().cells.unit.search(text) else header.units.get(column, header.unit)
            plain = _plain(text, unit)
            others = cell.others if plain == cell.text else ()
            money = MoneyCell(year, role, plain, cell.raw, cell.place, cell.confidence, unit, others=others)
            cells += [money] if header.years else _in_order(header, column, money) or _of_each_year(money)
    named = cell_of(row, header.column("project"))
    if header.unbudgeted and named is not None:
        cells.append(MoneyCell(None, Field.BUDGET, header.unbudgeted, header.unbudgeted, named.place))
    return cells


def _in_order(header: Header, column: int, cell: MoneyCell) -> list[MoneyCell]:
    """The cells of the years that the title of a column lists, if a cell prints as many amounts in their order:
    15,000 / - / 18,000 below งบประมาณ (ปี 2568 / 2569 / 2570)."""
    title = header.titles[column] if column < len(header.titles) else ""
    years = [int(year) for year in _TITLE_YEAR.findall(title)]
    parts = [part.strip() for part in _PARTING.split(cell.text)]
    is_listed = len(years) > 1 and years == sorted(set(years)) and len(parts) == len(years)
    if not is_listed or not all(map(looks_like_money, parts)):
        return []
    return [replace(cell, fiscal_year=y, role="year", text=part) for y, part in zip(years, parts, strict=True)]


_TITLE_YEAR = re.compile(r"25[5-9]\d")
_PARTING = re.compile(r"\s*[/;|\n]\s*|,\s+")


def _of_each_year(cell: MoneyCell) -> list[MoneyCell]:
    """The cells of the years that one cell of planned money prints with their amounts: ปี 2566 = 42,000.

    Several projects in one cell print a year more than once; such a cell stays whole.
    """
    money = parse_money(cell.text) if cell.role in (Field.BUDGET, "total") else None
    if money is None or money.status is not MoneyStatus.AMOUNT or not money.by_year:
        return [cell]
    return [replace(cell, fiscal_year=year, role="year", text=f"{value:f}") for year, value in money.by_year.items()]


def labelled_money(header: Header, row: Row) -> list[MoneyCell]:
    """The budget that a line of another cell states, where the table has no column of money: งบประมาณ 5,000 บาท."""
    if header.money_columns() or header.unbudgeted:
        return []
    columns = family().columns
    found: list[MoneyCell] = []
    for cell in row:
        for line in cell.text.split("\n") if cell is not None else ():
            label = _FIRST_FIGURE.split(line, maxsplit=1)[0].strip(" :-–•()")
            is_budget = label and columns.match(label) == Field.BUDGET
            if cell is not None and is_budget and parse_money(line).status is MoneyStatus.AMOUNT:
                found.append(MoneyCell(None, STATED, line.strip(), cell.raw, cell.place, cell.confidence))
    return found if len(found) == 1 else []


STATED = "stated"
"""The role of money that no column has, but a line of another cell."""

_FIRST_FIGURE = re.compile(r"(?=\d)")


_YEAR = re.compile(r"25\d\d|\d\d")


def by_marked_years(header: Header, row: Row, money: list[MoneyCell]) -> list[MoneyCell]:
    """Assigns a single amount to the years marked in the row: per year (บาท/ปี), or if only one year is marked."""
    if len(money) != 1 or header.years or money[0].role != Field.BUDGET:
        return money
    years = [
        int(title) % 100 + 2500
        for column, title in sorted(header.ticked.items())
        if _YEAR.fullmatch(title) and patterns().cells.mark.fullmatch(flat(cell_of(row, column)))
    ]
    column = header.column(Field.BUDGET)
    yearly = [f"{unit}/{family().titles.year}" for unit in family().units]
    is_yearly = column is not None and any(word in header.titles[column] for word in yearly)
    is_yearly = is_yearly or parse_money(money[0].text).yearly is not None
    if not years or (len(years) > 1 and not is_yearly):
        return money
    return [replace(money[0], fiscal_year=year, role="year") for year in years]


def by_row(header: Header, row: Row, money: list[MoneyCell]) -> list[MoneyCell]:
    """The money of a row whose own cells say of which year it is, or in which unit."""
    dated = [column_year(text_of(row, header.column(role))) for role in ("year", Field.DURATION)]
    year = next((year for year in dated if year is not None), None)
    unit = family().units.get(text_of(row, header.column("unit")))
    if unit is not None:
        money = [replace(cell, unit=unit) if cell.is_bare() else cell for cell in money]
    if len(money) != 1 or money[0].fiscal_year is not None or header.years:
        return money
    title = header.titles[header.column(Field.BUDGET) or 0] if header.titles else ""
    is_yearly = any(comparable(word) in title for word in family().cells.yearly)
    if year is not None:
        return [replace(money[0], fiscal_year=year, role="year")]
    return [replace(money[0], is_yearly=is_yearly)]


def counts_projects(header: Header) -> bool:
    """Whether a table counts projects by level beside their money: a column จำนวนโครงการ."""
    return any(_counted().search(title) for title in header.titles)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"{re.escape(family().counts.announced)}{either(family().kinds)}")


LONGEST_CARRIED = 20


def is_carried(row: Row) -> bool:
    """Whether a row carries a sum to the next page (ยอดยกไป, ยอดยกมา), or says that above it in words: no project."""
    first, *others = [flat(cell) for cell in row if cell is not None and cell.text.strip()] or [""]
    is_in_words = not others and words_to_number(first.strip("()")) is not None
    return is_in_words or (len(first) <= LONGEST_CARRIED and first.endswith(family().cells.carried))


def is_ordinal(text: str) -> bool:
    """Whether a text begins with a word for a section number and the number: ข้อ 1 ..."""
    words = [word for level in family().levels if level.depth > 1 for word in level.ordinals]
    return any(text.startswith(word) and text[len(word) :].lstrip()[:1].isdigit() for word in words)


def _plain(text: str, unit: int) -> str:
    """The text of a money cell. In thousands or millions, a fraction may lack its whole part: .25 becomes 0.25."""
    return text if unit == 1 or not text.startswith(".") else f"0{text}"


def dimension_parts(text: str) -> tuple[int | None, str]:
    """Number and name of a dimension cell: `1. name`, `มิติที่ 1 name`, `มิติ : name`, or a name alone."""
    match = patterns().any_level.cell.match(text)
    if match:
        return int(match["number"]), match["title"].strip()
    word = patterns().any_level.unnumbered.match(text)
    name = word["title"].strip() if word is not None and word["outer"] else text  # มิติ : การสร้างคนดี
    return (found.number if (found := match_dimension(name)) else None), name


_SECTION_CODE = re.compile(r"(?:^|(?<=\s))(\d{1,2}(?:\.\d{1,2}){1,2})\.?(?=\s+[^\d\s])")


def section_parts(text: str, path: Path) -> list[str]:
    """A cell of sections cut before each code that counts on: a parent and its children, what a page break cut off.

    `path` are the headings in force above the cell.

    >>> section_parts("3.3 ชวนคิด 3.3.1 ตั้งวง 3.3.2 ตอบ", (3, 2))
    ['3.3 ชวนคิด', '3.3.1 ตั้งวง', '3.3.2 ตอบ']
    """
    cuts: list[int] = []
    last = path
    words = {found.end(): found.start() for found in patterns().any_level.section_label.finditer(text)}
    for match in _SECTION_CODE.finditer(text):
        code = path_of(match[1])
        if words.get(match.start(), match.start()) == 0 or _counts_on(last, code):
            cuts.append(match.start())
            last = code
    ends = [*(words.get(cut, cut) for cut in cuts), len(text)]
    parts = [text[: ends[0]], *(text[start:end] for start, end in zip(cuts, ends[1:], strict=True))]
    return [part.strip() for part in parts if part.strip()]


def _counts_on(last: Path, code: Path) -> bool:
    """Whether a code is the first below the last one, or the next beside it or beside one that it lies in."""
    if code == (*last, 1):
        return True
    beside = last[: len(code)]
    return len(beside) == len(code) > 1 and code == (*beside[:-1], beside[-1] + 1)


LONGEST_LABEL = 80


def total_label(header: Header, row: Row) -> str | None:
    """The label of a totals row (รวม, ยอดรวมมิติที่ 2, รวมทั้งสิ้น 40 โครงการ ...). None if it is not a totals row.

    A label consists only of words for sums and for what is summed: โครงการรวมพลัง... is a project. If the word for the
    sum is missing, a count (จำนวน 4 โครงการ) identifies the row, since no project has such a name.
    """
    first_money = min(header.money_columns(), default=header.width)
    for cell in row[: first_money + 1]:
        text = flat(cell)
        is_sum = any(word in text for word in family().totals.sums) or _is_announced_count(text)
        if is_sum and len(text) <= LONGEST_LABEL and patterns().cells.total.match(text):
            return text
    return None


def _is_announced_count(text: str) -> bool:
    """Whether the text is a count such as จำนวน 4 โครงการ, and nothing else."""
    count = patterns().counts.count.fullmatch(text)
    return count is not None and count["announced"] is not None


_TONES = re.compile(f"[{TONE}]")


def is_grand(label: str) -> bool:
    """Whether a total is for the whole plan. A label with a single dimension is not one; ทั้ง 4 มิติ is."""
    if patterns().any_level.single.search(label):
        return False
    words = comparable(label)
    # scans lose tone marks most easily
    toneless = _TONES.sub("", words)
    is_whole = any(_TONES.sub("", word) in toneless for word in family().totals.grand)
    return is_whole or patterns().any_level.several.search(words) is not None


def worded_cell(header: Header, row: Row) -> Cell | None:
    """The cell of a row of sums that says what they sum: all others are money, counts or the order."""
    money, order = set(header.money_columns()), header.column("order")
    project = header.column("project")
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    figures = [cell for cell in cells if looks_like_money(cell.text) or _BARE.fullmatch(cell.text.strip())]
    words = [
        cell
        for cell in cells
        if cell not in figures
        and cell.text.strip() not in ("-", "–", "—")
        and (cell.column != order or len(flat(cell)) > LONGEST_ORDER)
        and patterns().counts.count.fullmatch(flat(cell)) is None
    ]
    is_summed = any(cell.column in money or cell.column > (project or 0) for cell in figures)
    is_one = len(words) == 1 and (project is None or words[0].column <= project)
    return words[0] if is_summed and is_one and not named_kind(flat(words[0])) else None


LONGEST_ORDER = 8
"""Maximum length in characters of an order number."""


FEWEST_BESIDE = 2
"""A level's number and its name: more cells are its sums."""


def summed_heading_cell(header: Header, row: Row, scheme: LevelScheme) -> Cell | None:
    """The cell of a heading of a level beside its sums; its number may have a cell before that of its name."""
    cell = worded_cell(header, row)
    if cell is not None:
        return cell
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    heading = scheme.read(flat(cells[0])) if len(cells) > FEWEST_BESIDE else None
    if heading is None or heading.title or not heading.numbers:
        return None
    level, name, *figures = cells
    is_named = name.column == header.column("project") and not named_kind(flat(name))
    is_summed = all(looks_like_money(cell.text) for cell in figures)
    return replace(level, text=f"{flat(level)} {flat(name)}") if is_named and is_summed else None
