"""The header of a table whose cells stand as lines, one a line or wrapped over several: its titles and its columns.

Titles are joined from up to three lines, so that as few titles as possible explain all lines up to the first row. The
second row of a header is printed behind the first: its titles may be those below a title of the first row. Each way to
put them together is a layout; the rows below decide which is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.names import named_kind
from extract.model.document import Line
from extract.tables.lost_cells import is_coded, is_figure_or_count
from extract.tables.project_header import unit_of
from extract.tables.section_totals import ends_with_level
from normalize.remember import remembered
from normalize.text import comparable, join_lines
from normalize.years import column_year

MOST_LINES = 48
"""Maximum number of lines of a header."""

MOST_WRAPS = 3
"""Maximum number of lines of one title."""

LONGEST_TITLE = 60
LONGEST_UNKNOWN = 28
"""Maximum length in characters of a title, and of one whose words are unknown."""

MOST_UNKNOWN = 2
FEWEST = 3
"""Minimum number of known titles."""

LONGEST_UNIT = 20
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")

YEAR = "year"
UNIT = "unit"
UNKNOWN = ""
STATE = "state"
"""A column of what the status is, in words. One of a single status, with a tick, has the role status."""

GROUPS = (Field.BUDGET, "years", STATE, "total", "schedule", Field.RESULTS, UNKNOWN)
"""Roles of a title that may stand above several columns."""

LOWER = (YEAR, "status")
"""Roles of columns below such a title."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its role, its text, and the lines that print it."""

    role: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns in order, and the title above some of them, with the first of these and their number."""

    columns: tuple[Title, ...]
    group: Title | None = None
    first: int = 0
    count: int = 0

    def roles(self) -> tuple[str, ...]:
        """The role of each column."""
        return tuple(title.role for title in self.columns)


@remembered
def role_of(text: str) -> str | None:
    """The role of a title. None if its words are not known."""
    if column_year(text) is not None:
        return YEAR
    bare = _IN_BRACKETS.sub("", text)
    known = family().columns.match(text) or (family().columns.match(bare) if bare != text and bare else None)
    if known == "status" and comparable(text) in map(comparable, family().reports.status):
        return STATE
    return UNIT if known is None and unit_of(text) is not None and len(text) <= LONGEST_UNIT else known


@remembered
def is_exact(text: str) -> bool:
    """Whether a text is a known title to the letter, or a year, apart from its unit."""
    if column_year(text) is not None:
        return True
    bare = _IN_BRACKETS.sub("", text) if unit_of(text) is not None else text
    return comparable(text) in family().columns.keys or comparable(bare) in family().columns.keys


class Headers:
    """The headers among lines. What a title is, is asked once for each beginning and number of lines."""

    def __init__(self, lines: Sequence[Line], scheme: LevelScheme) -> None:
        self._lines = lines
        self._scheme = scheme
        self._roles: dict[tuple[int, int], str | None] = {}

    def at(self, start: int) -> tuple[list[Title], int] | None:
        """The titles of the header that begins at a line, and the index of the first line below it."""
        if not self._begins(start):
            return None
        end = next((i for i in range(start, min(start + MOST_LINES, len(self._lines))) if self._is_below(i)), None)
        titles = self._titles(start, end) if end is not None else None
        if titles is None or end is None:
            return None
        known = [title for title in titles if title.role not in (UNKNOWN, UNIT)]
        projects = sum(title.role == "project" for title in known)
        unknown = len(titles) - len(known)
        is_table = projects + (not projects and unknown > 0) == 1 and len(known) >= FEWEST
        return (titles, end) if is_table and unknown <= MOST_UNKNOWN else None

    def _begins(self, start: int) -> bool:
        return any(self._role(start, count) not in (None, UNIT) for count in range(1, MOST_WRAPS))

    def _role(self, start: int, count: int) -> str | None:
        key = (start, count)
        if key not in self._roles:
            text = self._text(start, count)
            role = role_of(text) if text and len(text) <= LONGEST_TITLE else None
            is_none = count > 1 and (role is UNIT or is_figure_or_count(self._text(start, 1)))
            self._roles[key] = None if is_none else role
        return self._roles[key]

    def _text(self, start: int, count: int) -> str:
        """The text of some lines; empty beyond the last."""
        lines = self._lines[start : start + count]
        return join_lines([line.text.strip() for line in lines]) if len(lines) == count else ""

    def _is_below(self, index: int) -> bool:
        """Whether a line is the first below a header: an order number, a level, or the name of a project."""
        text = " ".join(self._lines[index].text.split())
        is_sum = text.startswith(family().totals.sums) or ends_with_level(text, self._scheme)
        if is_sum and is_figure_or_count(self._text(index + 1, 1)):
            return True  # the row of a sum
        if self._role(index, 1) is not None or is_exact(self._text(index - 1, 2)):
            return False
        is_level = self._scheme.read(text) is not None or is_coded(text)
        return text.strip(".)").isdecimal() or is_level or bool(named_kind(text))

    def _titles(self, start: int, end: int) -> list[Title] | None:
        """The fewest titles that lines consist of. Unknown words cost as much as several titles."""
        best: list[tuple[float, int]] = [(0.0, start)]
        for at in range(start + 1, end + 1):
            options = [
                (best[at - count - start][0] + self._cost(at - count, count), at - count)
                for count in range(1, min(MOST_WRAPS, at - start) + 1)
            ]
            best.append(min(options))
        if best[-1][0] >= IMPOSSIBLE:
            return None
        titles: list[Title] = []
        at = end
        while at > start:
            before = best[at - start][1]
            role = self._role(before, at - before)
            titles.append(Title(role or UNKNOWN, self._text(before, at - before), tuple(self._lines[before:at])))
            at = before
        return titles[::-1]

    def _cost(self, start: int, count: int) -> float:
        text = self._text(start, count)
        if self._role(start, count) is not None:
            is_sure = count == 1 or (is_exact(text) and not self._is_year_and_more(start, count))
            return 1 + count / 10 if is_sure and not self._are_columns(start, count) else INEXACT * count
        if not 0 < len(text) <= LONGEST_UNKNOWN or any(map(str.isdigit, text)):
            return IMPOSSIBLE
        exact = sum(is_exact(self._text(at, 1)) for at in range(start, start + count))
        return UNKNOWN_PRICE + count + exact  # a known title is none of the lines of an unknown one

    def _are_columns(self, start: int, count: int) -> bool:
        """Whether lines that are a title together are titles of different columns by themselves: ลำดับ, โครงการ."""
        roles = {self._role(at, 1) if is_exact(self._text(at, 1)) else None for at in range(start, start + count)}
        return len(roles) > 1 and None not in roles

    def _is_year_and_more(self, start: int, count: int) -> bool:
        """Whether a line before the last is a year, or the last is one and the first is a title of its own."""
        years = [column_year(self._text(at, 1)) is not None for at in range(start, start + count)]
        return any(years[:-1]) or (years[-1] and self._role(start, 1) not in (None, *GROUPS))


IMPOSSIBLE = 1000.0
UNKNOWN_PRICE = 4.0
INEXACT = 1.3
"""The price of each line of a title that is not printed to the letter: more than that of titles by themselves."""


def layouts(titles: Sequence[Title]) -> Iterator[Layout]:
    """The ways in which the titles of one or two rows may be columns.

    If none is known as that of the projects, each one with unknown words may be.
    """
    if any(title.role == "project" for title in titles):
        yield from _layouts(titles)
        return
    for at, title in enumerate(titles):
        if title.role == UNKNOWN:
            yield from _layouts([*titles[:at], replace(title, role="project"), *titles[at + 1 :]])


def _layouts(titles: Sequence[Title]) -> Iterator[Layout]:
    columns = tuple(title for title in titles if title.role is not UNIT)
    yield Layout(columns)
    for at, title in enumerate(columns[:-2]):
        if title.role not in GROUPS:
            continue
        beside = _run(columns, at + 1)
        if beside > (title.role != "years"):
            yield Layout((*columns[:at], *columns[at + 1 :]), title, at, beside)
        behind = _tail(columns)
        if (title.role != "years") < behind < len(columns) - at - 1:
            split = len(columns) - behind
            yield Layout((*columns[:at], *columns[split:], *columns[at + 1 : split]), title, at, behind)


def _run(columns: Sequence[Title], start: int) -> int:
    """The number of titles of years, or of statuses, from one on."""
    role = columns[start].role if start < len(columns) else UNKNOWN
    if role not in LOWER:
        return 0
    return next((n for n, title in enumerate(columns[start:]) if title.role != role), len(columns) - start)


def _tail(columns: Sequence[Title]) -> int:
    """The number of titles of years, or of statuses, at the end."""
    role = columns[-1].role
    return next((n for n, title in enumerate(reversed(columns)) if title.role != role), 0) if role in LOWER else 0
