"""Spaced rows whose numbers count up, and whose pieces do not stand below one another: their order gives the columns.

A program that counts the marks of Thai letters as letters prints such tables. The rows with the most pieces have one in
each column. What other lines print is in the column whose pieces begin, or end, nearest to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median, pstdev

from extract.read.text.text_rows import TextRow, is_value
from normalize.numerals import arabic
from normalize.text import join_lines, shown_width

FEWEST_NUMBERED = 2
"""Minimum number of rows whose numbers count up."""

COUNTED = 0.8
"""Minimum share of the steps between them by one, or back to the first."""

FEWEST_FULL = 2
"""Minimum number of rows with a piece in each column."""

FEWEST_COLUMNS = 3
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]*")
_WORD = re.compile(r"[^\W\d][^\d(]{2,24}\d{1,2}(?![\d.,/])")
CODED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})+\s+[^\W\d]")
"""A heading with a code: 1.1 and a title."""

Piece = tuple[str, int]
"""A text, and the index of its first character in its line."""


def numbered_lines(texts: Sequence[Sequence[str]]) -> list[int]:
    """The lines that begin with an order number, if the numbers count up and half of them have an amount; else none.

    Lines of a form have numbers, too, but hardly any amounts.
    """
    found = [(index, int(match[1])) for index, row in enumerate(texts) if (match := _number(row)) is not None]
    steps = sum(b in (a + 1, 1) for (_, a), (_, b) in pairwise(found))
    valued = sum(any(is_value(text) for text in texts[index][1:]) for index, _ in found)
    if len(found) < FEWEST_NUMBERED or valued * 2 < len(found) or steps < COUNTED * (len(found) - 1):
        return []
    return [index for index, _ in found]


def _number(row: Sequence[str]) -> re.Match[str] | None:
    return _NUMBER.fullmatch(arabic(row[0])) if len(row) > 1 else None


@dataclass(slots=True)
class _Row:
    line: int
    cells: dict[int, list[str]] = field(default_factory=dict)


@dataclass
class _Column:
    """The first and last positions of the pieces of a column in full rows."""

    begins: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    values: int = 0

    @cached_property
    def is_left(self) -> bool:
        """Whether its pieces begin, and do not end, at one position."""
        return pstdev(self.begins) <= pstdev(self.ends)

    @cached_property
    def begin(self) -> float:
        return median(self.begins)

    @cached_property
    def end(self) -> float:
        return median(self.ends)

    @property
    def holds_values(self) -> bool:
        return self.values * 2 > len(self.begins)

    def distance(self, begin: float, end: float) -> float:
        """How far a piece is from where those of the column begin or end."""
        return abs(begin - self.begin) if self.is_left else abs(end - self.end)

    def gap(self, begin: float, end: float) -> float:
        """How far a title is from the column: none if it is above it."""
        middle = (begin + end) / 2
        return max(self.begin - middle, middle - self.end, 0.0) + abs(middle - (self.begin + self.end) / 2) / 100


def counted_rows(
    lines: Sequence[tuple[int, str]], pieces: Sequence[Sequence[Piece]], starts: Sequence[int]
) -> list[TextRow] | None:
    """The rows of lines (number, raw), which begin at `starts`. None if their numbers do not count up."""
    numbered = numbered_lines([[text for text, _ in row] for row in pieces])
    if not numbered:
        return None
    width = max(len(pieces[index]) for index in numbered)
    full = [index for index in numbered if len(pieces[index]) == width]
    if width < FEWEST_COLUMNS or len(full) < FEWEST_FULL:
        return None
    table = _Counted(lines, pieces, width, full)
    rows = table.rows(set(starts), numbered[0])
    return [TextRow(row.line, [join_lines(row.cells.get(c, ())) for c in range(width)]) for row in rows]


class _Counted:
    """Assigns pieces to columns."""

    def __init__(
        self, lines: Sequence[tuple[int, str]], pieces: Sequence[Sequence[Piece]], width: int, full: Sequence[int]
    ) -> None:
        self.lines, self.pieces, self.width = lines, pieces, width
        self.columns = [_Column() for _ in range(width)]
        for index in full:
            for column, (piece, (begin, end)) in zip(
                self.columns, zip(pieces[index], self._spans(index), strict=True), strict=True
            ):
                column.begins.append(begin)
                column.ends.append(end)
                column.values += is_value(piece[0])

    def _spans(self, index: int) -> list[tuple[float, float]]:
        raw = self.lines[index][1]
        found = []
        for text, start in self.pieces[index]:
            begin = float(shown_width(raw[:start]))
            found.append((begin, begin + shown_width(text)))
        return found

    def rows(self, starts: set[int], first: int) -> list[_Row]:
        """The rows: those of the header, and those that begin at `starts` or are headings."""
        rows: list[_Row] = []
        for index, (number, raw) in enumerate(self.lines):
            is_heading = len(self.pieces[index]) == 1 and _is_heading(raw)
            found = {0: [self.pieces[index][0][0]]} if is_heading else self._cells(index, is_title=index < first)
            is_level = index < first and bool(rows) and not set(found) <= set(rows[-1].cells)
            was_heading = (
                bool(rows) and index and len(self.pieces[index - 1]) == 1 and _is_heading(self.lines[index - 1][1])
            )
            if not rows or index in starts or is_heading or is_level or was_heading:
                rows.append(_Row(number))
            if is_level and index < first:
                self._set_aside(rows[-2], found)
            for column, texts in found.items():
                rows[-1].cells.setdefault(column, []).extend(texts)
        return rows

    def _set_aside(self, above: _Row, below: Mapping[int, Sequence[str]]) -> None:
        """Moves a title that is above titles of the row below, and does not begin these, to the column beside them."""
        for column in sorted(above.cells, reverse=True):
            beside = column + 1
            is_free = beside < self.width and beside not in above.cells and beside not in below
            if is_free and column in below and column - 1 in below and self.columns[beside].holds_values:
                above.cells[beside] = above.cells.pop(column)

    def _cells(self, index: int, *, is_title: bool) -> dict[int, list[str]]:
        """The texts of a line by column: one in each, or in the nearest columns in order."""
        row = self.pieces[index]
        values = [column for column, known in enumerate(self.columns) if known.holds_values]
        amounts = [piece for piece in row if is_value(piece[0])]
        if len(row) == self.width:
            return {column: [text] for column, (text, _) in enumerate(row)}
        if (
            values
            and not is_title
            and len(amounts) == len(values)
            and len(row) == len(values) + 1
            and amounts == list(row[1:])
        ):
            return {min(1, values[0]): [row[0][0]], **{c: [p[0]] for c, p in zip(values, amounts, strict=True)}}
        found: dict[int, list[str]] = {}
        for column, (text, _) in zip(self._nearest(index, is_title=is_title), row, strict=True):
            found.setdefault(column, []).append(text)
        return found

    def _nearest(self, index: int, *, is_title: bool) -> list[int]:
        """The columns of a line's pieces, in order, with the smallest sum of distances."""
        spans = self._spans(index)
        if len(spans) > self.width:
            return [min(at, self.width - 1) for at in range(len(spans))]
        best: list[tuple[float, list[int]]] = [(0.0, [])] * (self.width + 1)
        for count, (begin, end) in enumerate(spans, start=1):
            after: list[tuple[float, list[int]]] = [(float("inf"), [])]
            for column, known in enumerate(self.columns, start=1):
                price = known.gap(begin, end) if is_title else known.distance(begin, end)
                cost, path = best[column - 1]
                after.append(min(after[-1], (cost + price, [*path, column - 1])) if column >= count else after[-1])
            best = after
        return best[-1][1]


def _is_heading(raw: str) -> bool:
    return _WORD.match(arabic(raw.strip())) is not None or CODED.match(arabic(raw)) is not None
