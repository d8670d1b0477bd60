"""Finds the rows of a table within vertical rules that have no rules between them.

Texts may be aligned at the top, in the middle or at the bottom of their row, so the lines of one row need not be beside
one another. Rows are proved by their amounts or by numbers that count up: one of each column in a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.read.layout.cell_lines import DASHES, LONE_NUMBER, NUMBERED, SAME_LINE, SHARE, CellLine
from extract.read.layout.columns import ASCENT, DESCENT, FEWEST_COLUMNS
from extract.read.layout.row_gaps import LEAST_STEP, ROOM
from extract.read.markup_terms import markup
from normalize.money import looks_like_money
from normalize.numerals import arabic

FEWEST_ROWS = 2
"""Minimum number of rows with amounts."""

OFF_MIDDLE = 0.3
"""Maximum distance of the middle of a text from that of its row, in line distances."""

HALF = 0.7
"""Maximum distance of a dash above the baseline of the line beside it, in letter heights."""

MOST_LINES = 400
"""Maximum number of lines of a column whose rows are looked for by their middles."""

Columns = Mapping[int, Sequence[CellLine]]
"""The lines of each cell between the same horizontal rules, from top to bottom."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line, its cell, and whether it is an amount or a number that proves a row."""

    line: CellLine
    cell: int
    is_mark: bool


def open_rows(columns: Columns) -> list[float]:
    """The heights between the rows, in points; empty if nothing proves more than one row."""
    columns = _with_level_dashes(columns)
    marks = {cell: found for cell, lines in columns.items() if len(found := _marks(lines)) >= FEWEST_ROWS}
    if not marks or len(columns) < FEWEST_COLUMNS:
        return []
    own = {id(line) for lines in marks.values() for line in lines}
    placed = [_Placed(line, cell, id(line) in own) for cell, lines in columns.items() for line in lines]
    placed.sort(key=lambda each: each.line.baseline)
    for rows in (_by_room(placed, _step(columns, marks)), _by_middles(placed, columns, marks)):
        if len(rows) > 1 and _are_proved(rows):
            return [_between(above, below) for above, below in pairwise(rows)]
    return []


def _with_level_dashes(columns: Columns) -> Columns:
    """The lines of each cell, those of dashes on the baseline of the line beside them: a scan shows only their ink."""
    others = [line for lines in columns.values() for line in lines if not _is_dash(line)]

    def level(line: CellLine) -> CellLine:
        below = (o.baseline for o in others if 0 < o.baseline - line.baseline <= HALF * o.height)
        return replace(line, baseline=min(below, default=line.baseline)) if _is_dash(line) else line

    return {cell: [level(line) for line in lines] for cell, lines in columns.items()}


def _is_dash(line: CellLine) -> bool:
    return arabic(line.text).strip() in DASHES


def _marks(lines: Sequence[CellLine]) -> Sequence[CellLine]:
    """The amounts below one another that a column ends with, or its numbers that count up. Above is its name.

    Words for no money and amounts with their unit may be on two lines, of which the first is the amount.
    """
    found: list[CellLine] = []
    at = len(lines) - 1
    while at >= 0:
        if not _is_mark(lines[at]):
            if not at or not _is_of_two_lines(lines[at - 1], lines[at]):
                break
            at -= 1
        found.insert(0, lines[at])
        at -= 1
    texts = [arabic(line.text).strip() for line in found]
    if texts and all(LONE_NUMBER.fullmatch(text) for text in texts):
        numbers = [int(re.sub(r"\D", "", text)) for text in texts]
        return found if all(b == a + 1 for a, b in pairwise(numbers)) else []
    return found


def _is_of_two_lines(line: CellLine, rest: CellLine) -> bool:
    """Whether words for no money, or an amount and its unit, are on two lines."""
    text, last = arabic(line.text).strip(), rest.text.strip()
    return not any(c.isdigit() for c in last) and last not in DASHES and looks_like_money(f"{text}{last}")


def _is_mark(line: CellLine) -> bool:
    text = arabic(line.text).strip()
    return text in DASHES or looks_like_money(text) or bool(LONE_NUMBER.fullmatch(text) or SHARE.fullmatch(text))


def _step(columns: Columns, marks: Columns) -> float:
    """The distance of two lines of one text; 0 if no column has two lines. The marks are in lines of their own."""
    steps = [
        b.baseline - a.baseline
        for cell, lines in columns.items()
        if cell not in marks
        for a, b in pairwise(lines)
        if b.baseline - a.baseline >= LEAST_STEP * b.height
    ]
    return min(steps, default=0.0)


_Rows = list[list[_Placed]]


def _by_room(placed: Sequence[_Placed], step: float) -> _Rows:
    """The lines divided where all columns leave more room than between two lines of one text."""
    rows: _Rows = [[placed[0]]]
    for above, each in pairwise(placed):
        if each.line.baseline - above.line.baseline > ROOM * step > 0:
            rows.append([])
        rows[-1].append(each)
    return rows


def _are_proved(rows: _Rows) -> bool:
    """Whether each row has an amount, none has two of one column, and only the first may be the names of columns."""
    marked = 0
    for number, row in enumerate(rows):
        marks = [each.cell for each in row if each.is_mark]
        if len(set(marks)) < len(marks):
            return False
        marked += bool(marks)
        if not marks and number and not _is_label(row):
            return False
    return marked >= FEWEST_ROWS


def _is_label(row: Sequence[_Placed]) -> bool:
    """Whether a row is the heading of the rows below it, or a project without an amount."""
    text = arabic(row[0].line.text).strip()
    return bool(NUMBERED.match(text)) or text.startswith((*markup().entry_starts, *markup().label_starts))


# -- texts in the middle of their rows --------------------------------------------------------------------------------


def _by_middles(placed: Sequence[_Placed], columns: Columns, marks: Columns) -> _Rows:
    """The rows whose texts have the middles of their amounts; empty if their beginnings do not prove them."""
    middles = _merged([line for lines in marks.values() for line in lines])
    step = _step(columns, marks)
    others = {cell: lines for cell, lines in columns.items() if cell not in marks}
    key = max(others, key=lambda cell: len(others[cell]), default=None)
    if key is None or step <= 0 or len(others[key]) > MOST_LINES:
        return []
    lines = others[key]
    top = min(line.baseline for found in marks.values() for line in found)
    heads = [line.baseline for cell in marks for line in columns[cell] if line.baseline < top]
    first = sum(line.baseline <= max(heads) + SAME_LINE * line.height for line in lines) if heads else 0
    ends = _divided([line.baseline for line in lines[first:]], middles, OFF_MIDDLE * step)
    if not ends or not _begin(lines[first:], ends, marks, len(middles)):
        return []
    starts = [lines[first + end].baseline - step / 2 for end in [0, *ends[:-1]]]
    tops = [min(start, middle - step / 2) for start, middle in zip(starts, middles, strict=True)]
    rows: _Rows = [[] for _ in range(len(tops) + 1)]
    for each in placed:
        rows[sum(top <= each.line.baseline for top in tops)].append(each)
    return [row for row in rows if row]


def _begin(lines: Sequence[CellLine], ends: Sequence[int], marks: Columns, count: int) -> bool:
    """Whether numbers that count up, or the words that entries begin with, prove the rows."""
    if any(len(found) >= count - 1 and LONE_NUMBER.fullmatch(found[0].text.strip()) for found in marks.values()):
        return True
    texts = [arabic(lines[start].text).strip() for start in [0, *ends[:-1]]]
    starts = (*markup().entry_starts, *markup().label_starts)
    return all(NUMBERED.match(text) or text.startswith(starts) for text in texts)


def _merged(lines: Sequence[CellLine]) -> list[float]:
    """The baselines of lines, those of one height once."""
    found: list[float] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if not found or line.baseline - found[-1] > SAME_LINE * line.height:
            found.append(line.baseline)
    return found


def _divided(baselines: Sequence[float], middles: Sequence[float], most: float) -> list[int]:
    """The ends of the texts that have these middles; empty if some line belongs to none."""
    ends: list[int] = []
    at = 0
    for middle in middles:
        end = next(
            (
                e
                for e in range(at + 1, len(baselines) + 1)
                if abs((baselines[at] + baselines[e - 1]) / 2 - middle) <= most
            ),
            None,
        )
        if end is None:
            return []
        ends.append(end)
        at = end
    return ends if at == len(baselines) else []


def _between(above: Sequence[_Placed], below: Sequence[_Placed]) -> float:
    bottom = max(each.line.baseline + DESCENT * each.line.height for each in above)
    return (bottom + min(each.line.baseline - ASCENT * each.line.height for each in below)) / 2
