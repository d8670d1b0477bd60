"""The status table of a progress report: what was planned, done and spent by dimension.

It is known by evidence: a column of levels (by the document's words, by names that its headings have, or below a
level's word) and at least three columns of numbers whose titles speak of a report. The levels may stand across the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.levels import LevelNumbers, LevelScheme, usual_scheme
from extract.grammar.names import named_kind
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.reports import column_meaning
from extract.model.document import Cell, Grid, Place
from extract.model.plan import Progress, Value
from extract.tables.headers import MOST_COLUMNS, Row, matrix, text_of
from extract.tables.table_context import TableContext, stated_unit
from normalize.frameworks import match_dimension
from normalize.text import comparable

PROGRESS_COLUMNS = (
    "projects_planned", "projects_done", "budget_planned", "budget_ordinance", "budget_spent", "percent_projects",
    "percent_budget",
)  # fmt: skip

MOST_HEADER_ROWS = 4
LONGEST_TITLE = 60
"""Characters of a column's title; a longer one is the name of a project."""

FEWEST_READ = 2
"""Columns of numbers among them."""

FEWEST_COLUMNS = 3
"""Columns of a report that a status table has, at the least."""

MOST = 0.5
"""Share of a column's cells that must be what the column is said to hold."""

NEAR = Decimal("0.06")
"""Of a per cent: as much as printed shares may differ from what their parts give."""

SHARES = {
    "percent_projects": ("projects_done", "projects_planned"),
    "percent_budget": ("budget_spent", "budget_planned"),
}

_CODE = re.compile(r"\W*\d{1,2}\.\d")
_DASHES = ("-", "–", "—")


@dataclass(slots=True)
class _Status:
    """A table that is one of the status by level: the columns' meanings and units, the rows below the header."""

    label: int
    roles: dict[int, str]
    rows: list[Row]
    width: int
    units: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatusTables:
    """The lines of a document's status table, and the places of all tables of that sort."""

    lines: list[Progress]
    places: frozenset[Place]


def read_progress(
    grids: Iterable[Grid],
    scheme: LevelScheme | None = None,
    names: LevelNumbers | None = None,
    above: Mapping[Place, TableContext] | None = None,
) -> StatusTables:
    """The status table by level; of several such tables the first with the most columns wins.

    `scheme` are the words of the document's levels, `names` the numbers of the headings that its lines name, `above` is
    what the lines above the tables say of them. A table without a header of its own goes on with the one before it.
    """
    reader = _Reader(scheme or usual_scheme(), names or LevelNumbers())
    found: list[tuple[int, list[Progress]]] = []
    places: set[Place] = set()
    last: _Status | None = None
    for grid in grids:
        rows = matrix(grid)
        status = reader.status(rows, (above or {}).get(grid.place, TableContext()).unit)
        if status is not None:
            lines = reader.lines(status)
            found.append((len(set(status.roles.values()) & set(PROGRESS_COLUMNS)), lines))
        elif last is not None and grid.column_count == last.width and _goes_on(last, rows):
            status = _Status(last.label, last.roles, rows, last.width, last.units)
            found[-1][1].extend(reader.lines(status))
        if status is not None:
            places.add(grid.place)
        last = status
    most = max((count for count, lines in found if lines), default=0)
    best = next((lines for count, lines in found if lines and count == most), [])
    return StatusTables(best, frozenset(places))


def _goes_on(last: _Status, rows: Sequence[Row]) -> bool:
    """Whether all rows are numbers where the table before has them."""
    return all(
        _is_data(row) and all(_is_number(text_of(row, c)) for c in last.roles if text_of(row, c)) for row in rows
    )


class _Reader:
    """Reads status tables by a document's level words and by the names of its headings."""

    def __init__(self, scheme: LevelScheme, names: LevelNumbers) -> None:
        self.scheme, self.names = scheme, names

    def status(self, rows: Sequence[Row], unit: int | None) -> _Status | None:
        """What the columns of a table are, be it as printed or turned; None if it is no status table."""
        if not rows or max(len(rows), len(rows[0])) > MOST_COLUMNS:
            return None
        return self._upright(rows, unit) or self._turned(rows, unit)

    def _turned(self, rows: Sequence[Row], unit: int | None) -> _Status | None:
        """The levels across the top: the first column names what the rows hold, and no row names projects."""
        if _lists_projects(rows):
            return None
        return self._upright([list(column) for column in zip(*rows, strict=True)], unit)

    def _upright(self, rows: Sequence[Row], unit: int | None) -> _Status | None:
        first = next((index for index, row in enumerate(rows[: MOST_HEADER_ROWS + 1]) if _is_data(row)), None)
        if not first:
            return None
        body = list(rows[first:])
        paths = _titles(rows[:first])
        roles = _roles(paths, body)
        read = set(roles.values()) & set(PROGRESS_COLUMNS)
        damaged = _damaged(paths, body, roles)
        if len(read) < FEWEST_READ or len(read) + len(damaged) < FEWEST_COLUMNS:
            return None
        label = self._label(paths, body, roles)
        if label is None or _lists_projects(body):
            return None
        roles |= {c: role for c, role in damaged.items() if c != label}
        status = _Status(label, roles, body, len(rows[0]))
        outer = unit or stated_unit([text for row in rows[:first] for text in _single(row)]) or 1
        status.units = {
            column: stated_unit(reversed(paths[column])) or outer
            for column, role in roles.items()
            if role.startswith("budget_")
        }
        return status

    def _label(self, paths: Sequence[Sequence[str]], body: Sequence[Row], roles: Mapping[int, str]) -> int | None:
        """The column of the levels: by its title, or by most of its cells; None if the table has none."""
        free = [column for column in range(len(paths)) if column not in roles]
        titled = [c for c in free if _names_level(paths[c]) and any(text_of(row, c) for row in body)]
        if titled:
            return titled[0]
        for column in free:
            texts = [text for row in body if (text := text_of(row, column)) and not _is_sum(text)]
            if texts and sum(map(self._is_level, texts)) > MOST * len(texts):
                return column
        return None

    def _is_level(self, text: str) -> bool:
        flat = " ".join(text.split())
        known = ((), comparable(_unnumbered(flat))) in self.names.known
        return known or self.scheme.read(flat) is not None or match_dimension(_unnumbered(flat)) is not None

    def lines(self, status: _Status) -> list[Progress]:
        """The lines of a table; a line of a lower level is part of the one above it."""
        found: list[Progress] = []
        for row in status.rows:
            label = " ".join(text_of(row, status.label).split())
            words = " ".join(text_of(row, c) for c in range(len(row)) if c not in status.roles)
            if not _is_data(row):
                continue
            if _is_sum(words) and not self._is_level(label):
                found.append(_line(status, row, None))
            elif label and not self._is_lower(label):
                found.append(_line(status, row, self._number(label, status, row)))
        return [line for line in found if line.values or line.unread]

    def _is_lower(self, label: str) -> bool:
        heading = self.scheme.read(label)
        return (heading is not None and heading.depth > 1) or (heading is None and bool(_CODE.match(label)))

    def _number(self, label: str, status: _Status, row: Row) -> int:
        """The number that a level prints, in its cell or before it, else the one its name has."""
        heading = self.scheme.read(label)
        if heading is not None and heading.numbers:
            number = heading.numbers[0]
        elif match := re.match(r"\D{0,40}?(\d{1,2})(?!\d)", label):
            number = int(match[1])
        else:
            title = heading.title if heading is not None else label
            known = self.names.known.get(((), comparable(title)))
            before = next((n for c in range(status.label) if (n := _order(text_of(row, c)))), None)
            number = known or before or self.names.number((), title)
        self.names.note((), heading.title if heading is not None else _unnumbered(label), number)
        return number


# -- what is what ------------------------------------------------------------------------------------------------------


def _names_level(path: Sequence[str]) -> bool:
    """Whether a column's title begins with the word of a level."""
    words = [word for level in family().levels for word in (level.word, *level.spellings)]
    return any(comparable(title).startswith(tuple(map(comparable, words))) for title in path)


def _unnumbered(text: str) -> str:
    number = parse_number(text)
    return number.rest if number is not None and number.rest else text


def _order(text: str) -> int | None:
    return int(text.strip(" .()")) if text.strip(" .()").isdecimal() else None


def _is_sum(text: str) -> bool:
    return any(word in comparable(text) for word in family().totals.sums)


def _single(row: Row) -> list[str]:
    texts = [cell.text.strip() for cell in row if cell is not None and cell.text.strip()]
    return texts if len(texts) == 1 else []


def _is_data(row: Row) -> bool:
    """A row with two numbers or more, which are no numbers of columns: (1) (2) (3)."""
    texts = [cell.text.strip() for cell in row if cell is not None and cell.text.strip()]
    numbers = [text for text in texts if _is_number(text)]
    ordinals = [_order(text) for text in texts]
    counts_up = (
        len(ordinals) > 2 and all(o is not None for o in ordinals) and ordinals == list(range(1, len(texts) + 1))
    )
    return len(numbers) >= 2 and not counts_up


def _is_number(text: str) -> bool:
    return _decimal(text) is not None


def _lists_projects(body: Sequence[Row]) -> bool:
    """Whether a column names projects."""
    for column in range(max(len(row) for row in body)):
        texts = [text for row in body if (text := text_of(row, column)) and not _is_number(text)]
        if sum(bool(named_kind(text)) for text in texts) > MOST * max(len(texts), 1):
            return True
    return False


def _titles(rows: Sequence[Row]) -> list[list[str]]:
    """The titles above each column, top down; an upper one reaches over blank cells beside it with lower titles."""
    header = [row for row in rows if not _single(row) or len(rows) == 1]
    paths: list[list[str]] = []
    above = [""] * len(header)
    for column in range(max((len(row) for row in rows), default=0)):
        texts = [" ".join(text_of(row, column).split()) for row in header]
        for level, text in enumerate(texts):
            if text:
                above[level:] = [text, *([""] * (len(header) - level - 1))]
            elif any(texts[level + 1 :]):
                texts[level] = above[level]
        paths.append([text for text in texts if text])
    return paths


def _roles(paths: Sequence[Sequence[str]], body: Sequence[Row]) -> dict[int, str]:
    """The meaning of each column of numbers; of two with the same meaning the first."""
    roles = {
        column: meaning
        for column, path in enumerate(paths)
        if (meaning := _meaning(path)) and _holds_numbers(body, column)
    }
    _own_shares(roles, body)
    seen: set[str] = set()
    for column, role in list(roles.items()):
        if role in seen and role in PROGRESS_COLUMNS:
            del roles[column]
        seen.add(role)
    return roles


def _meaning(path: Sequence[str]) -> str:
    return column_meaning(path) if path and all(len(title) <= LONGEST_TITLE for title in path) else ""


def _holds_numbers(body: Sequence[Row], column: int) -> bool:
    texts = [text for row in body if (text := text_of(row, column))]
    return bool(texts) and sum(map(_is_number, texts)) >= MOST * len(texts)


def _damaged(paths: Sequence[Sequence[str]], body: Sequence[Row], roles: Mapping[int, str]) -> dict[int, str]:
    """Columns of a status table whose numbers are not read: their cells are named as unread, not passed over."""
    found: dict[int, str] = {}
    for column, path in enumerate(paths):
        meaning = _meaning(path)
        is_free = column not in roles and meaning in PROGRESS_COLUMNS and meaning != "projects_planned"
        if is_free and meaning not in (*roles.values(), *found.values()) and any(text_of(row, column) for row in body):
            found[column] = meaning
    return found


def _own_shares(roles: dict[int, str], body: Sequence[Row]) -> None:
    """A bare ร้อยละ is the share that its numbers agree with, else that of the columns to its left."""
    for column in [column for column, role in roles.items() if role == "percent"]:
        free = [share for share in SHARES if share not in roles.values()]
        agreeing = {share: _agreements(roles, body, column, share) for share in free}
        left = next((roles[c].partition("_")[0] for c in range(column - 1, -1, -1) if c in roles), "")
        beside = f"percent_{left}" if f"percent_{left}" in SHARES else "percent"
        best = max(free, key=lambda share: (agreeing[share], share == beside), default="percent")
        roles[column] = best if agreeing.get(best) else beside


def _agreements(roles: Mapping[int, str], body: Sequence[Row], column: int, share: str) -> int:
    """The rows in which a column is the share of the part in the whole."""
    parts = [next((c for c, role in roles.items() if role == name), None) for name in SHARES[share]]
    rows = ([_decimal(text_of(row, c)) if c is not None else None for c in (column, *parts)] for row in body)
    return sum(
        abs(100 * part / whole - printed) <= NEAR
        for printed, part, whole in rows
        if printed is not None and part is not None and whole
    )


# -- values ------------------------------------------------------------------------------------------------------------


def _line(status: _Status, row: Row, dimension: int | None) -> Progress:
    values: dict[str, Value[Decimal]] = {}
    unread: dict[str, Value[str]] = {}
    for column, role, cell in _cells(status, row):
        amount = _decimal(cell.text, status.units.get(column, 1))
        if amount is not None:
            values[role] = Value(amount, cell.raw, cell.place)
        else:
            unread[role] = Value(" ".join(cell.text.split()), cell.raw, cell.place)
    place = next(cell.place for cell in row if cell is not None and cell.text.strip())
    return Progress(dimension, values, place, unread)


def _cells(status: _Status, row: Row) -> Iterator[tuple[int, str, Cell]]:
    """The filled cells of the columns that the dataset has."""
    for column, role in status.roles.items():
        cell = row[column] if column < len(row) else None
        if role in PROGRESS_COLUMNS and cell is not None and cell.text.strip():
            yield column, role, cell


def _decimal(text: str, unit: int = 1) -> Decimal | None:
    """A number, a dash as 0, with what is counted or measured behind it; `unit` is what one is in baht by the title."""
    measure = patterns().cells.measure.search(text)
    factor = family().units[measure["unit"]] if measure and measure["unit"] else unit
    plain = (text[: measure.start()] if measure else text).replace(",", "").strip()
    for word in family().reports.shares:
        plain = plain.removeprefix(word).strip()
    if plain in _DASHES:
        return Decimal(0)
    return Decimal(plain) * factor if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None
