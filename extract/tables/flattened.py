"""Tables whose cells a copy has left as lines: the titles of the columns, then names and amounts, one a line.

A project at a time (name, amount of each year, department), or several names and then their amounts, column by column
or row by row. The lines become a table again. Where the amounts do not fit the names, the table stays unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.names import named_kind
from extract.grammar.numbering import leading_code
from extract.grammar.patterns import patterns
from extract.model.document import Cell, Grid, Line, Place
from extract.tables.project_header import unit_of
from normalize.money import MoneyStatus, parse_money
from normalize.text import join_lines
from normalize.years import column_year

MOST_COLUMNS = 16
LONGEST_CELL = 160
"""Maximum length in characters of a line that was a cell."""

FEWEST = 2
"""Minimum number of projects."""

TEXTS = (Field.RESPONSIBLE, Field.REMARKS, Field.DURATION)
"""Columns beside the money whose cells are lines, too."""

_ORDER = re.compile(r"\d{1,3}[.)]?")


@dataclass(slots=True)
class _Columns:
    """The columns of a flattened table: role, title and line. Years have the role year."""

    cells: list[tuple[str, str, Line]] = field(default_factory=list)

    def money(self) -> list[tuple[str, str, Line]]:
        years = [cell for cell in self.cells if cell[0] == "year"]
        return years or [cell for cell in self.cells if cell[0] == Field.BUDGET][:1]

    def texts(self) -> list[tuple[str, str, Line]]:
        return [cell for cell in self.cells if cell[0] in TEXTS]

    def named(self) -> bool:
        return sum(role == "project" for role, _, _ in self.cells) == 1


@dataclass(slots=True)
class _Group:
    """Names, and the lines of money and of texts that follow them."""

    names: list[Line] = field(default_factory=list)
    money: list[Line] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)


def flattened_tables(lines: Sequence[Line], scheme: LevelScheme) -> Iterator[Grid]:
    """The tables that stand as lines, put together again."""
    index = 0
    while index < len(lines):
        columns, end = _header(lines, index)
        if columns is None:
            index += 1
            continue
        grid, index = _table(columns, lines, end, scheme)
        if grid is not None:
            yield grid


# -- titles ------------------------------------------------------------------------------------------------------------


def _header(lines: Sequence[Line], start: int) -> tuple[_Columns | None, int]:
    """The columns whose titles begin at a line, and the index behind them. None if they are no table's of projects."""
    columns, end = _Columns(), start
    while end < len(lines) and len(columns.cells) < MOST_COLUMNS:
        found = _titles(lines[end])
        if found is None:
            break
        columns.cells += found
        end += 1
    is_table = columns.named() and bool(columns.money())
    return (columns, end) if is_table else (None, start)


def _titles(line: Line) -> list[tuple[str, str, Line]] | None:
    """The titles of columns that a line consists of. None if it has other words."""
    text = " ".join(line.text.split())
    if not text or len(text) > LONGEST_CELL:
        return None
    role = _role(text)
    if role is not None:
        return [(role, text, line)] if role else []
    found: list[tuple[str, str, Line]] = []
    for part in _parts(text):
        role = _role(part)
        if role is None:
            return None
        found += [(role, part, line)] if role else []
    return found


def _parts(text: str) -> list[str]:
    """The words of a line, each year with the word before it."""
    parts: list[str] = []
    for word in text.split(" "):
        if parts and word.isdecimal() and _role(parts[-1]) in (None, "years"):
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


def _role(text: str) -> str | None:
    """What a title is of; empty for a unit. None if it is no title."""
    if column_year(text) is not None:
        return "year"
    if unit_of(text) is not None:
        return ""
    return family().columns.match(text)


# -- rows --------------------------------------------------------------------------------------------------------------


def _table(columns: _Columns, lines: Sequence[Line], start: int, scheme: LevelScheme) -> tuple[Grid | None, int]:
    """The table below the titles, and the index of the first line that is no part of it."""
    rows: list[list[Line | None]] = []
    group, index, is_sound = _Group(), start, True
    while index < len(lines) and len(lines[index].text) <= LONGEST_CELL:
        again, behind = _header(lines, index)
        line = lines[index]
        if again is not None and len(again.cells) == len(columns.cells):
            index = behind
            continue
        kind = _kind(line, scheme)
        if kind in ("level", "named") and (group.money or group.texts):
            is_sound = _flush(group, columns, rows) and is_sound
            group = _Group()
        if kind == "level":
            rows.append([line])
        elif kind == "named":
            group.names.append(line)
        elif kind == "money" and group.names:
            group.money.append(line)
        elif kind == "text" and not group.money and group.names and not line.gap:
            last = group.names[-1]
            group.names[-1] = replace(
                last, text=join_lines([last.text.strip(), line.text.strip()]), raw=f"{last.raw}\n{line.raw}"
            )
        elif kind == "text" and group.money and len(group.texts) < len(columns.texts()) * len(group.names):
            group.texts.append(line)
        elif kind != "order":
            break
        index += 1
    is_sound = _flush(group, columns, rows) and is_sound
    count = sum(len(row) > 1 for row in rows)
    return (_grid(columns, rows) if is_sound and count >= FEWEST else None), max(index, start)


def _kind(line: Line, scheme: LevelScheme) -> str:
    text = " ".join(line.text.split())
    if _ORDER.fullmatch(text) and len(text.strip(".)")) < 3:
        return "order"
    is_total = any(word in text for word in family().totals.sums) and patterns().cells.total.match(text)
    if named_kind(text) or is_total:
        return "named"
    code = leading_code(text)
    if scheme.read(text) is not None or (code is not None and not code.item and text[code.end :].strip()):
        return "level"
    status = parse_money(text).status
    is_amount = status is MoneyStatus.AMOUNT and text[:1].isdigit()
    return "money" if is_amount or status is MoneyStatus.NONE else "text"


def _flush(group: _Group, columns: _Columns, rows: list[list[Line | None]]) -> bool:
    """Adds the rows of a group. Returns whether its amounts fit its names."""
    count, width = len(group.names), len(columns.money())
    if not count:
        return not group.money
    if len(group.money) != count * width:
        return False
    money = money_by_name(group.money, count, width)
    texts = (
        money_by_name(group.texts, count, len(columns.texts()))
        if len(group.texts) == count * len(columns.texts())
        else None
    )
    if money is None:
        return False
    for at, name in enumerate(group.names):
        beside: list[Line | None] = list(texts[at]) if texts is not None else [None] * len(columns.texts())
        rows.append([name, *money[at], *beside])
    return True


def money_by_name(cells: Sequence[Line], count: int, width: int) -> list[list[Line]] | None:
    """The cells of each name. Those of several names are column by column or row by row, whichever is more uniform.

    None if both are.
    """
    if count == 1 or width == 1:
        return [list(cells[at * width : (at + 1) * width]) for at in range(count)]
    by_column = [[cells[column * count + at] for column in range(width)] for at in range(count)]
    by_row = [list(cells[at * width : (at + 1) * width]) for at in range(count)]
    changes = [sum(_changes(row) for row in rows) for rows in (by_column, by_row)]
    if changes[0] == changes[1]:
        same = [[line.text.strip() for line in row] for row in by_column] == [
            [line.text.strip() for line in row] for row in by_row
        ]
        return by_row if same else None
    return by_column if changes[0] < changes[1] else by_row


def _changes(row: Sequence[Line]) -> int:
    """How often the money of a row changes from nothing to something or back, which it rarely does, and its amount."""
    values = [parse_money(line.text).value or 0 for line in row]
    pairs = list(pairwise(values))
    return sum(a != b for a, b in pairs) + 2 * sum(bool(a) is not bool(b) for a, b in pairs)


def _grid(columns: _Columns, rows: Sequence[Sequence[Line | None]]) -> Grid:
    project = next(cell for cell in columns.cells if cell[0] == "project")
    titles = [project, *columns.money(), *columns.texts()]
    cells = [_cell(line, 0, column, text) for column, (_, text, line) in enumerate(titles)]
    for at, row in enumerate(rows, start=1):
        for column in range(len(titles)):
            line = row[column] if column < len(row) else None
            first = row[0]
            assert first is not None
            place = first.place if line is None else line.place
            cells.append(_cell(line, at, column) if line is not None else Cell("", "", at, column, place))
    return Grid(tuple(cells), len(rows) + 1, len(titles), _first(titles))


def _cell(line: Line, row: int, column: int, text: str | None = None) -> Cell:
    return Cell(line.text.strip() if text is None else text, line.raw, row, column, line.place)


def _first(titles: Sequence[tuple[str, str, Line]]) -> Place:
    return min(line.place for _, _, line in titles)
