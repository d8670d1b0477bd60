"""Which line is which cell, in a table whose cells stand as lines.

All lines below a header are assigned to the columns at once, by dynamic programming: rows begin where the order numbers
count up (or where names begin), columns follow each other, a cell may go on over lines, and each line must suit its
column: amounts the columns of money, ticks those of statuses, names that of the projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.names import named_kind
from extract.grammar.numbering import leading_code
from extract.grammar.patterns import patterns
from extract.model.document import Line
from extract.tables.column_content import content_of
from extract.tables.flattened import money_by_name
from extract.tables.section_totals import ends_with_level
from normalize.lexicon import either
from normalize.money import MoneyStatus, looks_like_money, parse_money
from normalize.remember import remembered
from normalize.text import comparable, join_lines, shown_width

MONEY = ("year", Field.BUDGET, "total", "spent")
"""Roles of columns of money."""

MOST_SKIPPED = 6
"""Maximum number of columns without a line between two cells of a row."""

MOST_LEFT_OUT = 3
"""Order numbers left out between two rows, at the most."""

HALF_FULL, FULL = 0.6, 0.85
"""Shares of a column's width. A line with one below it is mostly longer than the second, and hardly ever shorter than
the first."""

_ORDER = re.compile(r"\d{1,3}[.)]?")
_PROJECT_COUNT = re.compile(rf"\(?(?:{family().counts.announced})?\s*\d{{1,4}}\s*(?:{either(family().kinds)}/?)+\)?")
"""How many projects a sum is of."""

_PAGE = re.compile(
    rf"{either(family().closing.page)}\s*\d{{1,4}}(?:\s*(?:/|{family().closing.page_of})\s*\d{{1,4}})?|[-–—]\s*\d{{1,4}}\s*[-–—]"
)


class Kind(Enum):
    """What a line may be by itself."""

    NUMBER = auto()
    """A short number, which may be an order number."""
    MONEY = auto()
    NOTHING = auto()
    """A dash."""
    MARK = auto()
    NAME = auto()
    """The name of a project begins."""
    LEVEL = auto()
    TOTAL = auto()
    DEPARTMENT = auto()
    TIME = auto()
    AIM = auto()
    COUNT = auto()
    """A text with a number, as a target is."""
    TEXT = auto()


NEVER = -1000.0
FIT = {
    "order": {Kind.NUMBER: 2.0},
    "dimension": {Kind.NUMBER: 2.0, Kind.LEVEL: 2.0, Kind.TEXT: 0.3},
    "section": {Kind.LEVEL: 2.0, Kind.TEXT: 0.3},
    "project": {Kind.NAME: 3.0, Kind.TEXT: 0.0, Kind.DEPARTMENT: -1.0, Kind.TIME: -0.5, Kind.AIM: -2.0},
    "status": {Kind.MARK: 4.0, Kind.NOTHING: -0.5},
    Field.RESPONSIBLE: {Kind.DEPARTMENT: 2.0, Kind.TEXT: 0.0, Kind.NOTHING: 0.0, Kind.TIME: -2.0, Kind.AIM: -2.0},
    Field.DURATION: {Kind.TIME: 2.0, Kind.TEXT: 0.0, Kind.NOTHING: 0.0, Kind.COUNT: 0.5, Kind.DEPARTMENT: -2.0},
    Field.OBJECTIVES: {Kind.AIM: 2.0, Kind.TEXT: 0.0, Kind.NOTHING: 0.0, Kind.COUNT: -1.0, Kind.DEPARTMENT: -1.0},
    Field.TARGET_GROUP: {Kind.COUNT: 1.5, Kind.TEXT: 0.3, Kind.NOTHING: 0.0, Kind.AIM: -1.0, Kind.TIME: 0.0},
}
"""How well a line suits a column in which it begins a cell. What is not listed does not suit at all: MISFIT."""

TEXTS = {Kind.TEXT: 0.3, Kind.NOTHING: 0.0, Kind.NAME: -1.0, Kind.DEPARTMENT: -1.0, Kind.TIME: 0.0, Kind.AIM: -1.0}
TEXTS[Kind.COUNT] = 0.3
"""The same for columns of other texts."""

SUMS = {Kind.MONEY: 3.0, Kind.NOTHING: 3.0, Kind.NUMBER: 1.0, Kind.TEXT: -2.5}
GOES_ON = {Kind.TEXT: -0.3, Kind.DEPARTMENT: -1.5, Kind.TIME: -0.6, Kind.AIM: -1.5, Kind.NAME: -1.5, Kind.LEVEL: -6.0}
GOES_ON[Kind.COUNT] = -0.8
"""The same for a line with which a cell goes on, and for cells of money."""

MISFIT = -8.0
SKIP = {"order": -6.0, "project": -8.0, "status": -0.2, "section": -1.0, Field.REMARKS: -1.0}
"""The price of a column without a line. A section is printed once for all of its rows."""

SKIPPED_MONEY = -4.0
SKIPPED_TEXT = -2.5
"""The price of a column without a line."""

WRONG_BLANKS = -5.0
"""The price of each blank line too many or too few, where blank cells are blank lines."""

ACROSS_BLANK = -3.0
"""The price of a cell that goes on below a blank line."""

TOO_SHORT, SHORT, FULL_LINE = -2.5, -0.8, 0.8
"""The worth of going on below a line that had room for more, for a little more, and for nothing."""

HEADING = 1.0
BEHIND = -2.0
BEHIND_BLANK = 0.5
"""The worth of the first line below the table, without and with a blank line above."""

ROW = 1.0
NO_SUM = -6.0
"""The worth of a row and of a sum, which has money."""


@dataclass(slots=True)
class Row:
    """A row: the lines of each column. A heading has all in column -1."""

    is_total: bool = False
    cells: dict[int, list[Line]] = field(default_factory=dict)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading over all columns."""
        return -1 in self.cells


@dataclass(slots=True)
class Cells:
    """The rows that lines are, the number of lines taken up, and how well they suit."""

    rows: list[Row]
    taken: int
    score: float
    blanks_are_cells: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """A line's column, in a row of a project or of a total. Column -1 is a heading, -2 is below the table."""

    column: int
    is_total: bool = False


_HEADING = _State(-1)
_BEHIND = _State(-2)


_NO_TEXT = (Kind.NUMBER, Kind.MONEY, Kind.NOTHING, Kind.MARK, Kind.LEVEL)


class Printed:
    """Lines, and what is known of each before its column is."""

    def __init__(self, lines: Sequence[Line], scheme: LevelScheme) -> None:
        self._scheme = scheme
        self.lines = lines = [line for line in lines if not _PAGE.fullmatch(line.text.strip())]
        self.kinds = [_kind(line, scheme) for line in lines]
        self.blanks = [_blanks(lines, index) for index in range(len(lines))]
        self.orders = self._orders()
        self.widths = [shown_width(line.text.strip()) for line in lines]
        self.bare = [comparable(line.text) in family().kinds for line in lines]

    def unstacked(self, roles: Sequence[str]) -> Printed:
        """The lines with the amounts of each project behind its name, where one cell holds several names.

        `roles` are those of the columns of money.
        """
        lines: list[Line] = []
        at = 0
        while at < len(self.lines):
            names, end = self._names(at)
            money = self.lines[end : end + len(names) * len(roles)]
            is_money = all(kind in (Kind.MONEY, Kind.NOTHING) for kind in self.kinds[end : end + len(money)])
            whole = len(names) > 1 and len(money) == len(names) * len(roles) and is_money
            each = _money_of_each(money, len(names), roles) if whole else None
            if each is None:
                lines += self.lines[at : max(end, at + 1)]
                at = max(end, at + 1)
                continue
            for name, amounts in zip(names, each, strict=True):
                lines += [*name, *amounts]
            at = end + len(money)
        return Printed(lines, self._scheme) if lines != self.lines else self

    def _names(self, at: int) -> tuple[list[list[Line]], int]:
        """The names of projects that follow each other from a line on, with the rest of each, and the end of them."""
        names: list[list[Line]] = []
        while at < len(self.lines):
            if self.kinds[at] is Kind.NAME:
                names.append([self.lines[at]])
            elif names and self.kinds[at] is Kind.TEXT and not self.lines[at].gap:
                names[-1].append(self.lines[at])
            else:
                break
            at += 1
        return names, at

    def _orders(self) -> set[int]:
        """The lines with the numbers of rows: they count up, and a text follows."""
        found: set[int] = set()
        last: int | None = None
        for index in range(len(self.lines) - 1):
            if self.kinds[index] is not Kind.NUMBER:
                continue
            number, after = int(self.lines[index].text.strip().strip(".)")), self.kinds[index + 1]
            if after in _NO_TEXT and not (after is Kind.LEVEL and is_coded(self.lines[index + 1].text.strip())):
                continue
            if (
                last is None
                or number in (last + 1, 1)
                or (last < number <= last + MOST_LEFT_OUT and after is Kind.NAME)
            ):
                found.add(index)
                last = number
        return found


def _money_of_each(cells: Sequence[Line], count: int, roles: Sequence[str]) -> list[list[Line]] | None:
    """The amounts of each of several projects that share their cells, which a copy prints column by column.

    Where a column has the sum of the others, it must be so for each project; else the order of the columns is taken if
    it differs from that of rows less.
    """
    width = len(roles)
    by_column = [[cells[column * count + at] for column in range(width)] for at in range(count)]
    if "total" not in roles:
        return by_column if width == 1 else money_by_name(cells, count, width)
    at = roles.index("total")
    for money in by_column:
        values = [parse_money(line.text.strip()).value or 0 for line in money]
        if values[at] != sum(values) - values[at]:
            return None
    return by_column


def _blanks(lines: Sequence[Line], index: int) -> int:
    """The number of blank lines above a line."""
    if not index:
        return 0
    above, place = lines[index - 1], lines[index].place
    last = above.last or above.place
    return (
        max(place.line - last.line - 1, 0) if place.page == last.page and place.box is None else int(lines[index].gap)
    )


def _kind(line: Line, scheme: LevelScheme) -> Kind:
    text = " ".join(line.text.split())
    if _ORDER.fullmatch(text):
        return Kind.NUMBER
    if scheme.read(text) is not None or is_coded(text):
        return Kind.LEVEL
    if any(word in text for word in family().totals.sums) and patterns().cells.total.match(text):
        return Kind.TOTAL
    if ends_with_level(text, scheme):
        return Kind.TOTAL
    return _kind_of(text)


def is_figure_or_count(text: str) -> bool:
    """Whether a line is an amount, a dash, or how many projects a sum is of."""
    return bool(text) and (_kind_of(text) in (Kind.MONEY, Kind.NOTHING) or _PROJECT_COUNT.fullmatch(text) is not None)


def _is_no_money(text: str) -> bool:
    return parse_money(text).status is MoneyStatus.NONE


def is_coded(text: str) -> bool:
    """Whether a line begins with the code of a section."""
    code = leading_code(text)
    return code is not None and not code.item and bool(text[code.end :].strip())


@remembered
def _kind_of(text: str) -> Kind:
    money = parse_money(text).status
    if money is MoneyStatus.NONE:
        return Kind.NOTHING if len(text) == 1 else Kind.MONEY
    if _PROJECT_COUNT.fullmatch(text):
        return Kind.COUNT
    content = content_of([text])
    is_amount = money is MoneyStatus.AMOUNT and text[:1].isdigit() and text[-1:].isdigit()
    kinds = (
        (Kind.MARK, content.marks),
        (Kind.MONEY, is_amount),
        (Kind.NAME, named_kind(text)),
        (Kind.AIM, text.startswith(tuple(family().items.aims))),
        (Kind.DEPARTMENT, content.departments),
        (Kind.TIME, content.times),
        (Kind.COUNT, any(map(str.isdecimal, text))),
    )
    return next((kind for kind, is_so in kinds if is_so), Kind.TEXT)


def assign(printed: Printed, roles: Sequence[str], blanks_are_cells: bool) -> Cells:
    """The rows of a table with columns of these roles, in two steps: the first gives the columns' widths."""
    printed = printed.unstacked([role for role in roles if role in MONEY])
    first = _Assignment(printed, roles, blanks_are_cells, {}).best()
    return _Assignment(printed, roles, blanks_are_cells, _widths(first.rows)).best()


def _widths(rows: Sequence[Row]) -> dict[int, int]:
    """The widths of the columns of wrapped cells, without the widest of many cells."""
    found: dict[int, list[int]] = {}
    for row in rows:
        for column, lines in row.cells.items():
            if len(lines) > 1:
                found.setdefault(column, []).extend(shown_width(line.text.strip()) for line in lines)
    return {column: sorted(widths)[-1 - len(widths) // 8] for column, widths in found.items()}


class _Assignment:
    """The best assignment of lines to columns."""

    def __init__(self, printed: Printed, roles: Sequence[str], blanks_are_cells: bool, widths: dict[int, int]) -> None:
        self.printed, self.roles, self.widths = printed, roles, widths
        self.blanks_are_cells = blanks_are_cells
        self.project = roles.index("project")
        self.order = roles.index("order") if "order" in roles else None
        self.level = roles.index("dimension") if "dimension" in roles[: self.order] else None
        """The column of numbers of levels, where each row has one before its own number."""
        self.money = [column for column, role in enumerate(roles) if role in MONEY]
        costs = [self._skip(role) for role in roles]
        self.skipped = [sum(costs[:column]) for column in range(len(roles) + 1)]

    def _skip(self, role: str) -> float:
        return SKIP.get(role, SKIPPED_MONEY if role in MONEY else SKIPPED_TEXT)

    def best(self) -> Cells:
        steps: list[dict[_State, tuple[float, _State | None]]] = []
        now: dict[_State, tuple[float, _State | None]] = {_HEADING: (0.0, None)}
        for index in range(len(self.printed.lines)):
            after: dict[_State, tuple[float, _State | None]] = {}
            for state, (score, _) in now.items():
                for target, worth in self._moves(state, index, index == 0):
                    if target not in after or score + worth > after[target][0]:
                        after[target] = (score + worth, state)
            steps.append(after)
            now = after
        ends = {state: score + self._end(state) for state, (score, _) in now.items()}
        if not ends:
            return Cells([], 0, NEVER)
        state = max(ends, key=lambda state: ends[state])
        return self._rows(steps, state, ends[state])

    def _rows(self, steps: Sequence[dict[_State, tuple[float, _State | None]]], state: _State, score: float) -> Cells:
        path: list[_State] = []
        for step in reversed(steps):
            path.append(state)
            before = step[state][1]
            assert before is not None
            state = before
        path.reverse()
        rows: list[Row] = []
        above: _State | None = None
        for index, at in enumerate(path):
            if at == _BEHIND:
                return Cells(rows, index, score, self.blanks_are_cells)
            if above is None or self._is_new(index, above, at):
                rows.append(Row(at.is_total))
            rows[-1].cells.setdefault(at.column, []).append(self.printed.lines[index])
            above = at
        return Cells(rows, len(path), score, self.blanks_are_cells)

    def _is_new(self, index: int, above: _State, state: _State) -> bool:
        """Whether a line begins a row."""
        kind = self.printed.kinds[index]
        if state == above == _HEADING:
            return kind is Kind.LEVEL
        if state.is_total:
            return kind is Kind.TOTAL
        is_first = state.column == self.order and index in self.printed.orders and above.column != self.level
        return is_first or state.column < above.column or -1 in (state.column, above.column) or above.is_total

    def _end(self, state: _State) -> float:
        """The worth of a row that ends at a column."""
        if state.column < 0:
            return 0.0
        if state.is_total:
            return ROW if state.column in self.money else NO_SUM
        price = self.skipped[-1] - self.skipped[state.column + 1]
        return ROW + max(price / 2 if self.blanks_are_cells else price, MISFIT)

    def _moves(self, state: _State, index: int, is_first: bool) -> Iterator[tuple[_State, float]]:
        """The states that a line may be in after a state, with their worth."""
        kind, blanks = self.printed.kinds[index], self.printed.blanks[index]
        if state == _BEHIND:
            yield _BEHIND, 0.0
            return
        end = self._end(state)
        if kind is Kind.LEVEL:
            yield _HEADING, end + HEADING
        elif kind is Kind.TEXT and state == _HEADING and not is_first:
            yield _HEADING, GOES_ON[Kind.TEXT]
        if kind is Kind.TOTAL:
            yield _State(self.project, is_total=True), end + HEADING
        yield from self._new_rows(index, kind, end)
        if not is_first:
            yield _BEHIND, end + (BEHIND_BLANK if blanks and not self.blanks_are_cells else BEHIND)
        if state.column >= 0:
            yield state, self._goes_on(state, index)
            if not self.printed.bare[index - 1]:
                yield from self._next_cells(state, kind, blanks)

    def _new_rows(self, index: int, kind: Kind, end: float) -> Iterator[tuple[_State, float]]:
        if self.order is None:
            if kind is Kind.NAME:
                yield _State(self.project), end + self._fit(self.project, kind) + self.skipped[self.project]
        elif self.level is not None and kind is Kind.NUMBER and index + 1 in self.printed.orders:
            yield _State(self.level), end + self._fit(self.level, kind) + self.skipped[self.level]
        elif index in self.printed.orders:
            yield _State(self.order), end + self._fit(self.order, kind) + self.skipped[self.order]

    def _next_cells(self, state: _State, kind: Kind, blanks: int) -> Iterator[tuple[_State, float]]:
        for column in range(state.column + 1, min(state.column + 2 + MOST_SKIPPED, len(self.roles))):
            if state.is_total and column not in self.money:
                continue
            skipped = column - state.column - 1
            if state.is_total:
                price = SKIPPED_MONEY * sum(state.column < c < column for c in self.money)
            elif self.blanks_are_cells:
                price = WRONG_BLANKS * abs(skipped - blanks)
            else:
                price = self.skipped[column] - self.skipped[state.column + 1]
            yield _State(column, state.is_total), price + self._fit(column, kind)

    def _fit(self, column: int, kind: Kind) -> float:
        role = self.roles[column]
        return (SUMS if role in MONEY else FIT.get(role, TEXTS)).get(kind, MISFIT)

    def _goes_on(self, state: _State, index: int) -> float:
        """The worth of a line with which a cell goes on."""
        printed, role = self.printed, self.roles[state.column]
        kind = printed.kinds[index]
        worth = GOES_ON.get(kind, MISFIT)
        if role in ("order", "status"):
            worth = MISFIT
        elif role in MONEY:
            both = join_lines([line.text.strip() for line in printed.lines[index - 1 : index + 1]])
            worth = 6.0 if kind is Kind.TEXT and looks_like_money(both) and _is_no_money(both) else MISFIT
        if printed.blanks[index]:
            worth += ACROSS_BLANK
        return worth + (0.0 if printed.bare[index - 1] else self._room(state.column, printed.widths[index - 1]))

    def _room(self, column: int, width: int) -> float:
        """The worth of going on below a line of some width."""
        full = self.widths.get(column)
        if full is None:
            return SHORT if self.widths else 0.0
        return FULL_LINE if width >= FULL * full else SHORT if width >= HALF_FULL * full else TOO_SHORT
