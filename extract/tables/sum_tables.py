"""Tables of sums: one row or column a level or year, without projects. The sums of the projects prove them.

| มิติ | จำนวนโครงการ | ปี 2567 | ปี 2568 |        | ปี | งบประมาณ |
| 1 สร้างคน | 3 | 20,000 | 15,000 |             | 2567 | 20,000 |
| รวม | 3 | 20,000 | 15,000 |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelNumbers, LevelScheme
from extract.grammar.patterns import patterns
from extract.model.document import Cell, Grid, Place
from extract.model.plan import Scope
from extract.tables.headers import MOST_COLUMNS, Row, matrix
from extract.tables.summary_cells import MoneyCell, flat, is_grand
from extract.tables.summary_types import Summary, SummaryTotal
from extract.tables.table_context import TableContext, stated_unit
from normalize.money import looks_like_money, parse_money
from normalize.readings import printed
from normalize.text import comparable
from normalize.year_mentions import PLAN_YEARS, year_mentions
from normalize.years import column_year

MOST_ROWS = 40
"""Rows of a table of sums: those of the levels and of the sum."""

LONGEST_LABEL = 160

HEADER_ROWS = 2

_IN_BRACKETS = re.compile(r"\([^()]*\)")

_Sums = dict[tuple[int | None, int | None], Decimal]
"""Money by dimension (None: all) and year (None: the only one)."""


@dataclass(frozen=True, slots=True)
class _Label:
    """What a row or a column is about: a dimension or all of them, a year, counts or money."""

    dimension: int | None = None
    is_sum: bool = False
    year: int | None = None
    counts: bool = False
    is_money: bool = False

    def names_part(self) -> bool:
        return self.dimension is not None or self.is_sum


@dataclass(slots=True)
class _Read:
    """The totals of a table, by dimension (None: the grand total)."""

    found: dict[int | None, SummaryTotal] = field(default_factory=dict)

    def add(self, row: _Label, column: _Label, cell: Cell, unit: int, label: str) -> None:
        """Adds a cell whose row and column are known."""
        dimension = row.dimension if row.dimension is not None else column.dimension
        scope = Scope.GRAND if dimension is None else Scope.DIMENSION
        total = self.found.get(dimension)
        if total is None:
            total = SummaryTotal(scope, dimension, None, [], cell.place, label, dimension is not None)
            self.found[dimension] = total
        if row.counts or column.counts:
            count = patterns().counts.count.match(cell.text.strip())
            digits = count["count"] if count else comparable(cell.text)
            total.count = int(digits) if digits.isdecimal() else total.count
            return
        year = row.year if row.year is not None else column.year
        known = any(money.fiscal_year == year for money in total.money)
        if not known and parse_money(cell.text).value is not None:
            role = "year" if year is not None else Field.BUDGET
            total.money.append(MoneyCell(year, role, cell.text.strip(), cell.raw, cell.place, cell.confidence, unit))


class SumTables:
    """Reads the tables of sums of a document, given its levels and the projects that its tables list."""

    def __init__(self, scheme: LevelScheme, names: LevelNumbers, summary: Summary) -> None:
        self._scheme, self._names, self._summary = scheme, names, summary
        self._sums = _project_sums(summary)

    def read(self, grids: Iterable[Grid], above: Mapping[Place, TableContext]) -> None:
        """Adds the totals that no other table prints, each from the first table that prints it."""
        known = {(total.scope, total.dimension) for total in self._summary.totals}
        for grid in grids:
            context = above.get(grid.place, TableContext())
            if context.is_past or not self._sums or grid.row_count > MOST_ROWS or grid.column_count > MOST_COLUMNS:
                continue
            for total in self._totals(matrix(grid), context):
                if (total.scope, total.dimension) not in known:
                    known.add((total.scope, total.dimension))
                    self._summary.totals.append(total)

    def _totals(self, rows: Sequence[Row], context: TableContext) -> list[SummaryTotal]:
        """The totals of a table, as printed or turned; none where the projects do not prove half of them."""
        unit = context.unit or stated_unit([flat(cell) for row in rows[:HEADER_ROWS] for cell in row]) or 1
        for table in (rows, [list(column) for column in zip(*rows, strict=True)]):
            totals = list(self._upright(table, unit).found.values())
            for total in totals:
                _tell_sum_of_years(total)
            if self._are_proved(totals):
                return totals
        return []

    def _upright(self, rows: Sequence[Row], unit: int) -> _Read:
        read = _Read()
        depth = HEADER_ROWS if len(rows) > HEADER_ROWS and not flat(rows[1][0]) else 1
        depth = (
            0 if any(column_year(flat(cell)) and flat(cell) for cell in rows[0][:-1]) and _is_money(rows[0]) else depth
        )
        titles = _titles(rows[:depth]) if depth else [""] * len(rows[0])
        columns = {index: self._column(title) for index, title in enumerate(titles)}
        dated = _year_column(rows[depth:])
        if dated is None and depth == 1 and _is_money(rows[0]):
            depth, columns = 0, {index: _Label(is_money=True) for index in range(1, len(titles))}
        if dated is not None:
            columns[dated] = None
            if not depth and dated + 1 < len(titles):
                columns[dated + 1] = _Label(is_money=True)
        first = min((index for index, label in columns.items() if index and label is not None), default=0)
        if not first:
            return read
        head = self._is_level_word(" ".join(titles[:first]))
        above = ""
        for row in rows[depth:]:
            year = column_year(flat(row[dated])) if dated is not None else None
            labels = [cell for index, cell in enumerate(row[:first]) if index != dated or year is None]
            text = _label_text(labels, head)
            above = text = text or (above if dated is not None else "")
            is_blank = not text and (dated is not None or _is_sum(titles[0]))
            label = _Label(is_sum=True) if is_blank else self._label(text, head)
            if label is None:
                continue
            label = label if year is None else replace(label, year=year)
            for index, column in columns.items():
                cell = row[index] if index >= first else None
                if column is not None and cell is not None and cell.text.strip() and _fit(label, column):
                    read.add(label, column, cell, unit, text)
        return read

    def _column(self, title: str) -> _Label | None:
        """What the title of a column says: a year, money, a count, or a level across the top."""
        if not title:
            return None
        year = column_year(_IN_BRACKETS.sub("", title))
        if year is not None:
            return _Label(year=year, is_money=True)
        if _counts(title):
            return _Label(counts=True)
        level = self._level(title, is_level=False)
        if level is not None:
            return _Label(dimension=level)
        if patterns().cells.total.match(title) and _is_sum(title):
            return _Label(is_sum=True)
        return _Label(is_money=True) if family().columns.match(title) == Field.BUDGET else None

    def _label(self, text: str, is_level: bool) -> _Label | None:
        """What the label of a row says: a level, a sum, a year, or what the row holds."""
        if not text or len(text) > LONGEST_LABEL:
            return None
        year = column_year(text)
        if year is not None:
            return _Label(year=year, is_money=True)
        level = self._level(text, is_level)
        if level is not None:
            return _Label(dimension=level)
        years = [mention for mention in year_mentions(text) if mention.year in PLAN_YEARS]
        bare = f"{text[: years[0].start]}{text[years[0].end :]}".strip() if len(years) == 1 else text
        if _is_sum(bare) and (is_grand(bare) or patterns().cells.total.match(bare)):
            return _Label(is_sum=True, year=years[0].year if len(years) == 1 else None)
        if _counts(text):
            return _Label(counts=True)
        return _Label(is_money=True) if family().columns.match(text) == Field.BUDGET else None

    def _level(self, text: str, is_level: bool) -> int | None:
        """The number of the dimension that a text names. `is_level`: its column holds levels, a number is enough."""
        heading = self._scheme.read(text)
        if heading is not None:
            return heading.numbers[0] if heading.depth == 1 and heading.numbers else None
        mention = patterns().any_level.mention.fullmatch(text.strip())
        if mention is not None:
            return int(mention["number"])
        digits = comparable(text).strip("()")
        if is_level and digits.isdecimal() and len(digits) < 3:
            return int(digits)
        number = self._names.known.get(((), comparable(text)))
        return number if number is not None else self._numbered(text) if is_level else None

    def _numbered(self, text: str) -> int | None:
        """The number before the name of a dimension: 2 การบริหาร."""
        head, _, rest = _first_word(text)
        named = self._names.known.get(((), comparable(rest))) if rest else None
        return named if named is not None else int(head) if head.isdecimal() and len(head) < 3 and rest else None

    def _is_level_word(self, title: str) -> bool:
        words = [word.word for word in family().levels if word.depth == 1] + [word.word for word in self._scheme.words]
        return any(word in title for word in words)

    def _are_proved(self, totals: Sequence[SummaryTotal]) -> bool:
        """Whether at least half of the totals are the sums of the projects, among them one with money."""
        right = told = 0
        for total in totals:
            for cell in total.money:
                amount = printed(cell.in_baht()) or parse_money(cell.text).value
                told += 1
                right += bool(amount) and amount == self._sums.get((total.dimension, cell.fiscal_year))
                right += not amount and not self._sums.get((total.dimension, cell.fiscal_year))
        proved = any(self._sums.get((total.dimension, cell.fiscal_year)) for total in totals for cell in total.money)
        return bool(told) and proved and right * 2 >= told


def _tell_sum_of_years(total: SummaryTotal) -> None:
    """Beside the sums of years, one without a year is that of all years."""
    if any(cell.fiscal_year is not None for cell in total.money):
        for cell in total.money:
            cell.role = "total" if cell.fiscal_year is None else cell.role


def _first_word(text: str) -> tuple[str, str, str]:
    """The first word of a text without its signs, and the words behind it."""
    head, space, rest = " ".join(text.split()).partition(" ")
    return comparable(head).strip("()"), space, rest


def _label_text(cells: Sequence[Cell | None], is_level: bool) -> str:
    """The label of a row. Figures and counts are none, unless the column holds the numbers of levels."""
    texts = [text for cell in cells if (text := flat(cell))]
    counted = [text for text in texts if text.isdecimal() or patterns().counts.count.fullmatch(text)]
    return " ".join(texts if is_level else [text for text in texts if text not in counted])


def _year_column(rows: Sequence[Row]) -> int | None:
    """The column that holds nothing but years, at least two, and labels of sums."""
    for column in range(len(rows[0]) if rows else 0):
        texts = [text for row in rows if (text := flat(row[column]))]
        years = {column_year(text) for text in texts if not _is_sum(text)}
        if len(years) > 1 and None not in years:
            return column
    return None


def _is_sum(text: str) -> bool:
    return any(word in text for word in family().totals.sums)


def _is_money(row: Row) -> bool:
    """Whether a row holds money. A year with a unit is the title of a column."""
    texts = [_IN_BRACKETS.sub("", flat(cell)) for cell in row]
    return any(looks_like_money(text) and column_year(text) is None for text in texts)


def _fit(row: _Label, column: _Label) -> bool:
    """Whether a row and a column make a total: a part or all on one side at most, money or a count on the other."""
    if row.names_part():
        return (column.counts or column.is_money) and (row.year is None or column.year is None)
    if column.names_part():
        return row.counts or row.is_money
    return row.year is not None and column.year is None and (column.is_money or column.counts)


def _counts(title: str) -> bool:
    """Whether a title is that of counts of projects: จำนวน, จำนวนโครงการ, โครงการ."""
    words = family()
    left = comparable(title)
    for word in sorted((words.counts.announced, *words.kinds, *words.counts.things), key=len, reverse=True):
        left = left.replace(word, "")
    return bool(comparable(title)) and not left.strip("()/")


def _titles(rows: Sequence[Row]) -> list[str]:
    """The title of each column. One that spans several columns is above each of them."""
    titles = [""] * len(rows[0])
    for row in rows:
        reach, text = -1, ""
        for index in range(len(titles)):
            cell = row[index]
            if cell is not None and cell.text.strip():
                reach, text = index + cell.column_span - 1, flat(cell)
            if index <= reach:
                titles[index] = f"{titles[index]} {text}".strip()
    return titles


def _project_sums(summary: Summary) -> _Sums:
    """The money of the listed projects by dimension and year, and of all of them."""
    sums: _Sums = {}
    for row in summary.rows:
        dimension = row.projects[0].dimension if row.projects else None
        for cell in row.money:
            value = (parse_money(cell.text).value or Decimal(0)) * cell.unit
            for part in {dimension, None}:
                for year in {cell.fiscal_year, None}:
                    sums[part, year] = sums.get((part, year), Decimal(0)) + value
    return sums
