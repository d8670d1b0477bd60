"""Small tables of money that a copy has left as lines, one cell a line: a row a year, or a row a level.

    ปีงบประมาณ          หมวด
    จำนวนเงิน (บาท)      ปี 2566
    2566                ปี 2567
    20,000              หมวดที่ 1
    2567                32,000
    20,000              24,000

The labels of the rows prove them: years that count up or levels with their numbers, each with as many values below it
as the header has further titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.levels import LevelScheme
from extract.grammar.patterns import patterns
from extract.model.document import Cell, Grid, Line
from extract.tables.level_column import names_level, names_sum
from normalize.money import looks_like_money
from normalize.text import comparable
from normalize.years import column_year

FEWEST_ROWS = 2
"""Minimum number of rows, besides those of sums."""

MOST_TITLES = 12
LONGEST_TITLE = 40


def small_tables(run: Sequence[Line], scheme: LevelScheme) -> Iterator[tuple[Grid, Sequence[Line]]]:
    """The tables among consecutive lines, each with its lines."""
    at = 0
    while at < len(run):
        found = _table(run, at, scheme) if _may_begin(run[at].text) else None
        if found is None:
            at += 1
            continue
        width, end = found
        yield _grid(run[at:end], width), run[at:end]
        at = end


def _may_begin(text: str) -> bool:
    """Whether a line is the title of a column of years or levels."""
    text = text.strip()
    if len(text) > LONGEST_TITLE or any(map(str.isdecimal, text)):
        return False
    return family().columns.match(text) in ("years", "dimension") or names_level([text])


def _table(run: Sequence[Line], start: int, scheme: LevelScheme) -> tuple[int, int] | None:
    """The number of columns of the table that begins at a line, and the index of the first line behind it."""
    for width in range(2, MOST_TITLES + 1):
        first = start + width
        if first >= len(run) or not _is_title(run[first - 1].text):
            return None
        if _is_row(run, first, width, scheme):
            break
    else:
        return None
    end = first
    while _is_row(run, end, width, scheme):
        end += width
    labels = [run[at].text.strip() for at in range(first, end, width)]
    return (width, end) if _are_proved(labels, scheme) else None


def _is_title(text: str) -> bool:
    """Whether a line may be the title of a column: short, and without figures other than a year."""
    text = text.strip()
    return len(text) <= LONGEST_TITLE and (column_year(text) is not None or not any(map(str.isdecimal, text)))


def _is_row(run: Sequence[Line], at: int, width: int, scheme: LevelScheme) -> bool:
    """Whether a label and a value for each further column begin at a line."""
    if at + width > len(run):
        return False
    label = run[at].text.strip()
    is_label = column_year(label) is not None or _level(label, scheme) is not None or names_sum(label)
    return is_label and all(_is_value(line.text.strip()) for line in run[at + 1 : at + width])


def _is_value(text: str) -> bool:
    is_short = len(text) <= LONGEST_TITLE and column_year(text) is None
    return is_short and (looks_like_money(text) or text.isdecimal() or bool(patterns().counts.count.fullmatch(text)))


def _level(text: str, scheme: LevelScheme) -> int | None:
    heading = scheme.read(text)
    return heading.numbers[0] if heading is not None and heading.depth == 1 and heading.numbers else None


def _are_proved(labels: Sequence[str], scheme: LevelScheme) -> bool:
    """Whether the labels are years or levels that count up, and sums."""
    parts = [label for label in labels if column_year(label) is not None or _level(label, scheme) is not None]
    numbers = [column_year(label) or _level(label, scheme) or 0 for label in parts]
    is_one_sort = len({column_year(label) is not None for label in parts}) == 1
    counts_up = all(b == a + 1 for a, b in pairwise(numbers))
    return len(parts) >= FEWEST_ROWS and is_one_sort and counts_up and len(set(map(comparable, labels))) == len(labels)


def _grid(lines: Sequence[Line], width: int) -> Grid:
    cells = [
        Cell(line.text.strip(), line.raw, at // width, at % width, line.place, 1, 1, at < width, line.confidence)
        for at, line in enumerate(lines)
    ]
    return Grid(tuple(cells), len(lines) // width, width, lines[0].place, lines[0].gap)
