"""Tables with one row per year within each project, turned so that each year is a column.

| 1 | โครงการวัยใส | 2567 | 20,000 |
|   |              | 2568 | 25,000 |
| รวม |            | 2567 | 20,000 |

The name may also be repeated in each row, and a sum may name its year in its label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.grammar.field import Field
from extract.tables.headers import Header, Row, text_of
from extract.tables.spread_cells import carried_down
from extract.tables.summary_cells import total_label
from normalize.text import comparable
from normalize.year_mentions import PLAN_YEARS, year_mentions
from normalize.years import column_year


@dataclass(slots=True)
class _Group:
    """The row of a project or a sum, and the years of the rows that it was made of."""

    row: Row
    years: set[int]


class RowsByYear:
    """Turns the rows of a table, and of its continuations on the next pages."""

    def __init__(self, header: Header, column: int, money: int, years: Sequence[int]) -> None:
        self._column, self._money, self._width = column, money, header.width
        self._places = {year: header.width + index for index, year in enumerate(years)}
        unit = header.units.get(money, header.unit)
        roles = {c: role for c, role in header.roles.items() if c != column} | {money: "total"}
        titles = header.titles + ("",) * (header.width - len(header.titles)) + tuple(map(str, years))
        self._group: _Group | None = None
        self._groups: dict[tuple[str, ...], _Group] = {}
        self._printed = header
        self.header = replace(
            header,
            roles=roles,
            years={place: year for year, place in self._places.items()},
            width=header.width + len(years),
            titles=titles,
            units=header.units | dict.fromkeys(self._places.values(), unit),
        )
        """The header of the turned rows: a column for each year, behind the printed ones."""

    def turned(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, with those of one project or sum made one. The row of the page before may grow."""
        found: list[Row] = []
        for row in carried_down(rows, [self._column]):
            label = total_label(self._printed, row)
            year = _year(row, self._column, label)
            if year is None or year not in self._places:
                self._group = None
                found.append(row)
                continue
            texts = self._texts(row, label or "")
            group = self._group if not any(texts) else self._groups.get(texts)
            if group is None or year in group.years:
                wide = [*row[: self._width], *([None] * (self.header.width - min(len(row), self._width)))]
                group = self._groups[texts] = _Group(wide, set())
                found.append(wide)
            group.years.add(year)
            self._put(group.row, row, year)
            self._group = group
        return found

    def begin(self, header: Header) -> bool:
        """Begins a further table. Returns whether it has the same columns; the last row may then go on in it."""
        last = [(texts, group) for texts, group in self._groups.items() if group is self._group]
        self._groups = dict(last)
        return header.titles == self._printed.titles

    def _texts(self, row: Row, label: str) -> tuple[str, ...]:
        """What names a row: the label of its sum without the year, or its number and project."""
        if label:
            return (_YEAR.sub("", comparable(label)),)
        columns = [c for role in ("order", "project") if (c := self._printed.column(role)) is not None]
        return tuple(comparable(text_of(row, c)) for c in columns)

    def _put(self, wide: Row, row: Row, year: int) -> None:
        cell = row[self._money] if self._money < len(row) else None
        wide[self._money] = None
        if cell is not None:
            wide[self._places[year]] = replace(cell, column=self._places[year], column_span=1)


def rows_by_year(header: Header, rows: Sequence[Row], last: RowsByYear | None = None) -> RowsByYear | None:
    """How a table with a column for the year is turned; `last` if it goes on with that table.

    None if no project has rows of several years.
    """
    money = header.column(Field.BUDGET)
    columns = [c for role in ("year", Field.DURATION) if (c := header.column(role)) is not None]
    if header.years or money is None:
        return None
    if last is not None and last.begin(header):
        return last
    for column in columns:
        years = _years(header, rows, column)
        turn = RowsByYear(header, column, money, years)
        if len(years) > 1 and len(turn.turned(rows)) < len(rows):
            return RowsByYear(header, column, money, years)
    return None


def _years(header: Header, rows: Sequence[Row], column: int) -> list[int]:
    """The years of a column that names one in each row of a project; else none."""
    years: set[int] = set()
    for row in rows:
        year = column_year(text_of(row, column))
        if year is not None:
            years.add(year)
        elif text_of(row, column) and text_of(row, header.column("project")) and total_label(header, row) is None:
            return []
    return sorted(years)


def _year(row: Row, column: int, label: str | None) -> int | None:
    """The year of a row: that of its column, or of the label of its sum."""
    year = column_year(text_of(row, column))
    if year is not None or label is None:
        return year
    years = {mention.year for mention in year_mentions(label) if mention.year in PLAN_YEARS}
    return years.pop() if len(years) == 1 else None


_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")
