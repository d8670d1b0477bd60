"""Whether what is printed contradicts the columns or the extent that a table without rules was given.

An amount that crosses a boundary, two amounts beside one another in one column, and a line between those of a table
that was left out of it are no accident: somewhere its columns or its rows are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.read.layout.columns import BETWEEN_NAMES, column_of, crosses
from extract.read.layout.lattice import RuledTable
from extract.read.layout.marks import Text, texts_of
from extract.read.layout.printed import PrintedLine
from extract.read.markup_terms import markup
from normalize.script import CONSONANT

_NUMBER = re.compile(rf"\(?(?:[A-Z{CONSONANT}]{{0,2}}-?|\d{{1,2}}\.)(\d{{1,3}})[.)]?")

WITHIN = 0.5
"""How far an amount may reach into the next column, in letter heights."""

FEWEST_MIXED = 2
"""Minimum number of lines with an amount beside words in one column."""

FEWEST_MARKS = 2
"""Minimum number of figures of a line with the marks of a row."""

OFF = 0.8
"""Maximum distance of the middle of a text from the marks of its row, in letter heights."""

MOST = 0.6
"""Minimum share of the rows whose texts have one place, if it is no accident."""

NEAR = 1.7
"""Two lines are beside one another below this distance, in letter heights."""


def with_doubt(table: RuledTable, inside: Sequence[PrintedLine], others: Sequence[PrintedLine]) -> RuledTable:
    """A table without rules that is marked if its lines, or `others` outside it, contradict it."""
    edges = table.xs[1:-1]
    is_wrong = (
        any(_is_torn(line, edges) for line in inside)
        or _is_cut(inside, others)
        or _is_mixed(inside, edges)
        or any(_is_several(rows, edges) for rows in _rows(table, inside))
        or any(_is_off(column, table, inside) for column in range(len(edges) + 1))
    )
    return replace(table, is_doubtful=True) if is_wrong else table


def _is_torn(line: PrintedLine, edges: Sequence[float]) -> bool:
    """Whether an amount crosses a boundary, or is in one column with another one."""
    texts = texts_of(line)
    if texts[0].text.startswith(markup().sum_starts):
        return False  # the total of several columns is across them
    amounts = [text for text in texts if _is_amount(text)]
    room = WITHIN * line.height
    columns = [column_of(amount.stretch, edges) for amount in amounts]
    return len(set(columns)) < len(columns) or any(crosses((a.x0 + room, a.x1 - room), edges) for a in amounts)


def _is_amount(text: Text) -> bool:
    return text.is_figure and any(letter.isdigit() for letter in text.text)


def _is_cut(inside: Sequence[PrintedLine], others: Sequence[PrintedLine]) -> bool:
    """Whether a line outside a table is nearer to its first or last line than lines of one text are."""
    ends = [inside[0], inside[-1]] if inside else []
    return any(abs(line.baseline - end.baseline) < NEAR * end.height for end in ends for line in others)


def _rows(table: RuledTable, inside: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """The lines of each row."""
    for y0, y1 in pairwise(table.ys):
        yield [line for line in inside if y0 < line.baseline <= y1]


def _is_several(lines: Sequence[PrintedLine], edges: Sequence[float]) -> bool:
    """Whether one row has the numbers of two, one below the other."""
    firsts = [text for line in lines for text in texts_of(line)[:1] if column_of(text.stretch, edges) == 0]
    numbers = [int(code[1]) for text in firsts if (code := _NUMBER.fullmatch(text.text))]
    return any(below == above + 1 for above, below in pairwise(numbers))


def _is_mixed(inside: Sequence[PrintedLine], edges: Sequence[float]) -> bool:
    """Whether amounts are beside words in one column, line after line. The label of a total may be."""
    mixed: dict[int, int] = {}
    for line in inside:
        texts = texts_of(line)
        if texts[0].text.startswith(markup().sum_starts):
            continue
        for left, right in pairwise(texts):
            column = column_of(left.stretch, edges)
            is_apart = right.x0 - left.x1 > BETWEEN_NAMES * line.height and _is_amount(left) != _is_amount(right)
            if is_apart and column == column_of(right.stretch, edges) and not (left.number or right.number):
                mixed[column] = mixed.get(column, 0) + 1
    return max(mixed.values(), default=0) >= FEWEST_MIXED


def _is_off(column: int, table: RuledTable, inside: Sequence[PrintedLine]) -> bool:
    """Whether the texts of a column are in the middle of their rows, or at their tops, in most rows and not in all.

    The first and the last row may go on at a page break.
    """
    edges, tops, middles, rows = table.xs[1:-1], 0, 0, 0
    for lines in list(_rows(table, inside))[1:-1]:
        marks = [line.baseline for line in lines if sum(text.is_figure for text in texts_of(line)) >= FEWEST_MARKS]
        own = [
            line.baseline for line in lines if any(column_of(text.stretch, edges) == column for text in texts_of(line))
        ]
        if len(marks) != 1 or len(own) < 2 or own == marks:
            continue
        most = OFF * lines[0].height
        rows += 1
        tops += abs(own[0] - marks[0]) <= most
        middles += abs((own[0] + own[-1]) / 2 - marks[0]) <= most
    return MOST * rows <= max(tops, middles) < rows
