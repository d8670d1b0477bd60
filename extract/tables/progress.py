"""The status table of a progress report: what was planned, done and spent by dimension.

It is recognised by two conditions. One column contains levels: level words of the document, names of its headings, or
a title that begins with a level word. At least three columns of numbers have titles of a report. The table may also be
transposed, with the levels across the top, each over one column or over several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extract.grammar.levels import LevelNumbers, LevelScheme, usual_scheme
from extract.grammar.names import named_kind
from extract.grammar.reports import column_meaning, names_money, report_round
from extract.model.document import Cell, Grid, Place
from extract.model.plan import Progress, Value
from extract.tables.headers import MOST_COLUMNS, Row, matrix, text_of
from extract.tables.level_column import (
    LevelColumn,
    data_begins,
    figure_of,
    holds_numbers,
    holds_projects,
    is_data,
    is_number,
    names_sum,
    single_text,
    titles_of,
)
from extract.tables.levels_across import upright
from extract.tables.proved_status import prove_roles
from extract.tables.summary_types import TableHeading
from extract.tables.table_context import TableContext, stated_unit

PROGRESS_COLUMNS = (
    "projects_planned", "projects_done", "budget_planned", "budget_ordinance", "budget_spent", "percent_projects",
    "percent_budget",
)  # fmt: skip

LONGEST_TITLE = 60
"""Maximum length in characters of a column title. A longer text is the name of a project."""

FEWEST_READ = 2
"""Minimum number of report columns whose numbers can be read."""

FEWEST_COLUMNS = 3
"""Minimum number of report columns in a status table."""

NEAR = Decimal("0.06")
"""Tolerance in percentage points between a printed share and the share computed from its parts."""

SHARES = {
    "percent_projects": ("projects_done", "projects_planned"),
    "percent_budget": ("budget_spent", "budget_planned"),
}


@dataclass(slots=True)
class _Status:
    """A status table by level: the meanings and units of its columns, and the rows below the header."""

    label: int
    roles: dict[int, str]
    rows: list[Row]
    width: int
    units: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatusTables:
    """The lines of a document's status table, and the places of all tables of this type."""

    lines: list[Progress]
    places: frozenset[Place]
    headings: list[TableHeading]
    """The dimensions with the names that these tables print."""


def read_progress(
    grids: Iterable[Grid],
    scheme: LevelScheme | None = None,
    names: LevelNumbers | None = None,
    above: Mapping[Place, TableContext] | None = None,
    *,
    is_report: bool = False,
) -> StatusTables:
    """The status table by level. Tables with fewer columns complete the one with the most, of the latest round.

    `scheme` contains the level words of the document, `names` the numbers of the headings in its text. `above` contains
    what the lines above each table state. A table without a header may continue the previous one. In a report, two
    columns are enough: plans also count the projects of each level.
    """
    reader = _Reader(LevelColumn(scheme or usual_scheme(), names or LevelNumbers()), is_report)
    found: list[tuple[tuple[int, int], list[Progress]]] = []
    places: set[Place] = set()
    last: _Status | None = None
    for grid, rows, pages in _whole(grids, above or {}):
        context = (above or {}).get(grid.place, TableContext())
        status = reader.status(rows, context.unit)
        if status is not None:
            lines = reader.lines(status)
            columns = set(status.roles.values()) & set(PROGRESS_COLUMNS)
            found.append(((len(columns), context.months or 0), lines))
        elif last is not None and grid.column_count == last.width and _goes_on(last, rows):
            status = _Status(last.label, last.roles, rows, last.width, last.units)
            found[-1][1].extend(reader.lines(status))
        if status is not None:
            places |= pages
        last = status
    known: list[Progress] = []
    for _, lines in sorted(found, key=lambda table: table[0], reverse=True):
        known = merged(known, lines)
    return StatusTables(known, frozenset(places), reader.headings)


def _whole(grids: Iterable[Grid], above: Mapping[Place, TableContext]) -> Iterator[tuple[Grid, list[Row], set[Place]]]:
    """The tables with their rows and places. One that goes on over pages, with its titles again, is one table.

    It tells of each level once, and of one round.
    """
    found: list[tuple[Grid, list[Row], set[Place]]] = []
    for grid in grids:
        rows = matrix(grid)
        last, whole, places = found[-1] if found else (grid, [], set())
        months = [above.get(each.place, TableContext()).months for each in (last, grid)]
        if months[0] == months[1] and _repeats_titles(whole, rows):
            whole += rows[data_begins(rows) :]
            places.add(grid.place)
        else:
            found.append((grid, list(rows), {grid.place}))
    yield from found


def _repeats_titles(whole: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether a table has the titles of another, and rows about other things."""
    first = data_begins(rows) if whole and len(whole[0]) == len(rows[0]) else 0
    if not first or data_begins(whole) != first:
        return False
    titles = [[text_of(row, c) for row in table[:first] for c in range(len(row))] for table in (whole, rows)]
    labels = [{text_of(row, 0) for row in table[first:]} for table in (whole, rows)]
    return titles[0] == titles[1] and any(titles[0]) and labels[0].isdisjoint(labels[1])


def merged(rows: list[Progress], more: Sequence[Progress]) -> list[Progress]:
    """The rows, completed with figures that `more` alone has. Unchanged if a figure of `more` contradicts one of them.

    One table may count the projects of the levels and another sum their money; tables of two rounds contradict each
    other.
    """
    known = {row.dimension: row for row in reversed(rows)}
    beside = [(known[line.dimension], line) for line in more if line.dimension in known]
    if any(_contradicts(row, line) for row, line in beside):
        return rows
    for row, line in beside:
        row.values |= {column: value for column, value in line.values.items() if column not in row.values}
        row.unread |= {c: v for c, v in line.unread.items() if c not in row.values and c not in row.unread}
    return [*rows, *(line for line in more if line.dimension not in known)]


def _contradicts(row: Progress, line: Progress) -> bool:
    """Whether both have a figure of one column, and not the same."""
    return any(column in row.values and row.values[column].value != v.value for column, v in line.values.items())


def _goes_on(last: _Status, rows: Sequence[Row]) -> bool:
    """Whether all rows have numbers in the number columns of the previous table."""
    return all(is_data(row) and all(is_number(text_of(row, c)) for c in last.roles if text_of(row, c)) for row in rows)


class _Reader:
    """Reads status tables, using a document's level words and the names of its headings."""

    def __init__(self, levels: LevelColumn, is_report: bool) -> None:
        self.levels, self.is_report = levels, is_report
        self.headings: list[TableHeading] = []

    def status(self, rows: Sequence[Row], unit: int | None) -> _Status | None:
        """The columns of a status table, as printed or transposed. None if the table is not a status table."""
        if not rows or max(len(rows), len(rows[0])) > MOST_COLUMNS:
            return None
        turned = upright(rows, self.levels.holds)
        if turned is not None and (status := self._upright(turned, unit)) is not None:
            return status
        return self._upright(rows, unit) or self._turned(rows, unit)

    def _turned(self, rows: Sequence[Row], unit: int | None) -> _Status | None:
        """A transposed table: levels across the top, the meanings in the first column, and no project names."""
        if holds_projects(rows):
            return None
        return self._upright([list(column) for column in zip(*rows, strict=True)], unit)

    def _upright(self, rows: Sequence[Row], unit: int | None) -> _Status | None:
        first = data_begins(rows)
        if not first:
            return None
        body = list(rows[first:])
        paths = titles_of(rows[:first])
        roles = _roles(paths, body)
        if self.is_report:
            prove_roles(roles, body, len(paths))
        read = set(roles.values()) & set(PROGRESS_COLUMNS)
        damaged = _damaged(paths, body, roles)
        is_narrow = len(read) + len(damaged) < FEWEST_COLUMNS
        if len(read) < FEWEST_READ or (is_narrow and not self.is_report):
            return None
        label = self.levels.column([] if is_narrow else paths, body, roles)
        if is_narrow and label is None:
            label = self.levels.counted_column(paths, body, roles)
        if label is None or holds_projects(body, paths):
            return None
        roles |= {c: role for c, role in damaged.items() if c != label}
        status = _Status(label, roles, body, len(rows[0]))
        outer = unit or stated_unit([text for row in rows[:first] for text in single_text(row)]) or 1
        status.units = {
            column: stated_unit(reversed(paths[column])) or outer
            for column, role in roles.items()
            if role.startswith("budget_")
        }
        return status

    def lines(self, status: _Status) -> list[Progress]:
        """The lines of a table. Lines of lower levels are left out: they are part of the line above."""
        found: list[Progress] = []
        for row in status.rows:
            label = " ".join(text_of(row, status.label).split())
            words = " ".join(text_of(row, c) for c in range(len(row)) if c not in status.roles)
            if not is_data(row):
                continue
            if names_sum(words) and not self.levels.holds(label):
                found.append(_line(status, row, None))
            elif label and not self.levels.is_lower(label):
                number, title = self.levels.number(label, row, status.label)
                found.append(_line(status, row, number))
                if any(map(str.isalpha, title)) and not named_kind(title):
                    self.headings.append(TableHeading((number,), title, found[-1].place))
        return [line for line in found if line.values or line.unread]


# -- columns and rows --------------------------------------------------------------------------------------------------


def _roles(paths: Sequence[Sequence[str]], body: Sequence[Row]) -> dict[int, str]:
    """The meaning of each column of numbers. If two have the same meaning, that of the later round, else the first."""
    rounds = {column: months for column, path in enumerate(paths) if (months := report_round([" ".join(path)]))}
    latest = max(rounds.values(), default=None)
    roles = {
        column: meaning
        for column, path in enumerate(paths)
        if rounds.get(column, latest) == latest and (meaning := _meaning(path)) and holds_numbers(body, column)
    }
    _counted_ordinance(roles, paths)
    _own_shares(roles, body)
    seen: set[str] = set()
    for column, role in list(roles.items()):
        if role in seen and role in PROGRESS_COLUMNS:
            del roles[column]
        seen.add(role)
    return roles


def _counted_ordinance(roles: dict[int, str], paths: Sequence[Sequence[str]]) -> None:
    """A column of what the ordinance holds counts projects where no column of the table names money."""
    if any(role.startswith("budget_") and role != "budget_ordinance" for role in roles.values()):
        return
    for column, role in roles.items():
        if role == "budget_ordinance" and not names_money(paths[column]):
            roles[column] = "projects_other"


def _meaning(path: Sequence[str]) -> str:
    return column_meaning(path) if path and all(len(title) <= LONGEST_TITLE for title in path) else ""


def _damaged(paths: Sequence[Sequence[str]], body: Sequence[Row], roles: Mapping[int, str]) -> dict[int, str]:
    """Columns of a status table whose numbers cannot be read. Their cells are reported as unread."""
    found: dict[int, str] = {}
    for column, path in enumerate(paths):
        meaning = _meaning(path)
        is_free = column not in roles and meaning in PROGRESS_COLUMNS and meaning != "projects_planned"
        if is_free and meaning not in (*roles.values(), *found.values()) and any(text_of(row, column) for row in body):
            found[column] = meaning
    return found


def _own_shares(roles: dict[int, str], body: Sequence[Row]) -> None:
    """Resolves a bare ร้อยละ: the share that matches the numbers, else the share of the columns to its left."""
    for column in [column for column, role in roles.items() if role == "percent"]:
        free = [share for share in SHARES if share not in roles.values()]
        agreeing = {share: _agreements(roles, body, column, share) for share in free}
        left = next((roles[c].partition("_")[0] for c in range(column - 1, -1, -1) if c in roles), "")
        beside = f"percent_{left}" if f"percent_{left}" in SHARES else "percent"
        best = max(free, key=lambda share: (agreeing[share], share == beside), default="percent")
        roles[column] = best if agreeing.get(best) else beside


def _agreements(roles: Mapping[int, str], body: Sequence[Row], column: int, share: str) -> int:
    """The number of rows in which a column equals part divided by whole."""
    parts = [next((c for c, role in roles.items() if role == name), None) for name in SHARES[share]]
    rows = ([figure_of(text_of(row, c)) if c is not None else None for c in (column, *parts)] for row in body)
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
        amount = figure_of(cell.text, status.units.get(column, 1))
        if amount is not None:
            values[role] = Value(amount, cell.raw, cell.place)
        else:
            unread[role] = Value(" ".join(cell.text.split()), cell.raw, cell.place)
    place = next(cell.place for cell in row if cell is not None and cell.text.strip())
    return Progress(dimension, values, place, unread)


def _cells(status: _Status, row: Row) -> Iterator[tuple[int, str, Cell]]:
    """The filled cells of the columns that are part of the dataset."""
    for column, role in status.roles.items():
        cell = row[column] if column < len(row) else None
        if role in PROGRESS_COLUMNS and cell is not None and cell.text.strip():
            yield column, role, cell
