"""The marks of a table without rules: numbers, amounts and dashes that are below one another line after line.

Each row of a table has its marks on one line, in the same columns as the other rows, whatever else is around them. So
the lines of marks show where the table is, where its rows are, and what its columns are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.read.layout.broken_numbers import goes_on
from extract.read.layout.cell_lines import DASHES, LONE_NUMBER
from extract.read.layout.columns import (
    BETWEEN_GROUPS,
    BETWEEN_NAMES,
    FEWEST_COLUMNS,
    NARROWEST,
    Stretch,
    overlap,
    pieces,
)
from extract.read.layout.printed import Cluster, PrintedLine, may_be_spaced
from extract.read.markup_terms import markup
from normalize.money import looks_like_money
from normalize.numerals import arabic
from normalize.script import DIGITS
from normalize.years import column_year

FARTHEST = 24
"""Maximum number of lines between the marks of two rows."""

BELOW = 0.6
"""Maximum distance of the sides of two marks in one column, in letter heights."""

TOUCHING = 0.15
"""Minimum gap between two columns, in letter heights, where a number nearly touches the words beside it."""

MOST = 0.6
"""Minimum share of the marks of a line that are below those of other rows."""

LAST_ROWS = 8
"""Number of rows above a line that its marks are compared with."""

_BEGINNINGS = frozenset("0123456789(-.")
_CODE = re.compile(r"[1-9]\d?\.(\d{1,2})")
_HUNDREDTHS = re.compile(r"\d{1,3}\.\d\d")
_SIGNS = frozenset(f"0123456789{DIGITS}-–—")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a line, without a gap as wide as between columns."""

    x0: float
    x1: float
    text: str

    @property
    def stretch(self) -> Stretch:
        """From its left to its right end."""
        return self.x0, self.x1

    @property
    def number(self) -> int | None:
        """The number that it is, of up to three digits, or the last one of a code such as 1.3; else None."""
        if code := _CODE.fullmatch(self.text):
            return int(code[1])
        return int(re.sub(r"\D", "", self.text)) if LONE_NUMBER.fullmatch(self.text) else None

    @property
    def is_figure(self) -> bool:
        """Whether it is an amount or a dash. Words for no money may be on several lines, and prove no row.

        Small amounts with hundredths are those of tables in thousands or millions of baht.
        """
        if self.text in DASHES or _HUNDREDTHS.fullmatch(self.text):
            return True
        is_number = self.text[:1] in _BEGINNINGS and any(c.isdigit() for c in self.text)
        return is_number and looks_like_money(self.text) and not column_year(self.text)

    @property
    def is_no_money(self) -> bool:
        """Whether it says that there is no money, in words: they may stand in the middle of several columns."""
        return not any(c.isdigit() for c in self.text) and self.text not in DASHES and looks_like_money(self.text)


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line that may be one of a row's marks: its number among the lines, its texts, and those that are marks."""

    at: int
    texts: tuple[Text, ...]
    marks: tuple[Text, ...]


def texts_of(line: PrintedLine) -> tuple[Text, ...]:
    """The texts of a line with Arabic digits."""
    made: list[Text] = []
    clusters = iter(line.clusters)
    cluster = next(clusters, None)
    for _, x1 in pieces(line, line.height * NARROWEST):
        own: list[Cluster] = []
        while cluster is not None and cluster.x0 <= x1:
            if own and _touches(own, cluster, line):
                made.append(_text(own))
                own = []
            own.append(cluster)
            cluster = next(clusters, None)
        made.append(_text(own))
    return _with_dashes(_with_level(made, line.height), BETWEEN_NAMES * line.height)


def _with_level(texts: Sequence[Text], height: float) -> Sequence[Text]:
    """The texts; the first and the number that it makes an ordinal are one: the label of a total or a level."""
    if (
        len(texts) < 2
        or texts[1].number is None
        or texts[1].is_figure
        or texts[1].x0 - texts[0].x1 > BETWEEN_GROUPS * height
    ):
        return texts
    if not markup().label_end.match(texts[0].text):
        return texts
    return [Text(texts[0].x0, texts[1].x1, f"{texts[0].text} {texts[1].text}"), *texts[2:]]


def _with_dashes(texts: Sequence[Text], near: float) -> tuple[Text, ...]:
    """The texts; a dash between words is a part of them."""
    made: list[Text] = []
    joins = False
    for at, text in enumerate(texts):
        after = texts[at + 1] if at + 1 < len(texts) else None
        if joins:
            made[-1] = Text(made[-1].x0, text.x1, made[-1].text + text.text)
            joins = False
        elif text.text in DASHES and made and _is_near(made[-1], text, near):
            made[-1] = Text(made[-1].x0, text.x1, made[-1].text + text.text)
            joins = after is not None and after.x0 - text.x1 < near and after.text[:1].isalpha()
        elif made and text.text[:1] in DASHES and text.text not in DASHES and text.x0 - made[-1].x1 < near:
            made[-1] = Text(made[-1].x0, text.x1, made[-1].text + text.text)
        else:
            made.append(text)
    return tuple(made)


def _is_near(before: Text, dash: Text, near: float) -> bool:
    """Whether a dash goes on with the words before it."""
    return dash.x0 - before.x1 < near and before.number is None and not before.is_figure


def _text(clusters: Sequence[Cluster]) -> Text:
    text = arabic("".join(cluster.text for cluster in clusters)).strip()
    return Text(clusters[0].x0, max(cluster.x1 for cluster in clusters), text)


def _touches(own: Sequence[Cluster], cluster: Cluster, line: PrintedLine) -> bool:
    """Whether the next column begins with a letter: a number aligned at the right nearly touches the words there.

    They are two text objects, farther apart than the letters of a word, without a space between them, or drawn at
    different times: spreadsheets draw all numbers first.
    """
    before = own[-1]
    gap = cluster.x0 - before.x1
    if before.run < 0 or cluster.run == before.run or gap <= TOUCHING * line.height:
        return False
    if before.text[:1] not in _SIGNS or not cluster.text[:1].isalpha():
        return False
    is_spaced = bisect_left(line.spaces, before.x1) < bisect_right(line.spaces, cluster.x0)
    text = _text(own)
    return not (is_spaced and may_be_spaced(before, cluster)) and (text.number is not None or text.is_figure)


def marked_lines(lines: Sequence[PrintedLine]) -> list[MarkedLine]:
    """The lines that have marks beside other texts."""
    found: list[MarkedLine] = []
    for at, line in enumerate(lines):
        if not _may_have_marks(line):
            continue
        texts = texts_of(line)
        marks = tuple(text for text in texts if text.number is not None or text.is_figure)
        if marks and len(texts) > 1 and not _numbers_columns(texts) and not _are_rests(marks, at, found):
            found.append(MarkedLine(at, texts, marks))
    return found


def _are_rests(marks: Sequence[Text], at: int, above: Sequence[MarkedLine]) -> bool:
    """Whether all marks of a line are the rests of numbers that were too wide for their cells in the line above."""
    if not above or above[-1].at != at - 1:
        return False
    begun = above[-1].marks
    return all(any(overlap(m.stretch, b.stretch) and goes_on(b.text, m.text) for b in begun) for m in marks)


def _may_have_marks(line: PrintedLine) -> bool:
    """Whether a line has a digit or a dash, and a gap as wide as between columns: true for few lines of prose."""
    wide = BETWEEN_NAMES * line.height
    clusters = line.clusters
    if not any(right.x0 - left.x1 > wide for left, right in pairwise(clusters)):
        return False
    return any(cluster.text[:1] in _SIGNS for cluster in clusters)


def _numbers_columns(texts: Sequence[Text]) -> bool:
    """Whether a line numbers the columns of a table: 1 2 3 4."""
    numbers = [text.number for text in texts]
    return len(numbers) >= FEWEST_COLUMNS and all(
        b is not None and a is not None and b == a + 1 for a, b in pairwise(numbers)
    )


def is_below(own: Stretch, other: Stretch, height: float) -> bool:
    """Whether two texts are in one column: their left sides, right sides or middles are below one another."""
    return min(abs(own[0] - other[0]), abs(own[1] - other[1]), abs(sum(own) - sum(other)) / 2) <= BELOW * height


def runs_of_marks(lines: Sequence[PrintedLine], marked: Sequence[MarkedLine]) -> list[list[MarkedLine]]:
    """The lines of marks of each table, by the first of them. What is between them and has other marks is left out."""
    runs: list[list[MarkedLine]] = []
    for each in marked:
        near = (run for run in reversed(runs) if each.at - run[-1].at <= FARTHEST)
        run = next((run for run in near if _goes_on(run, each, lines)), None)
        if run is not None:
            run.append(each)
        elif _is_row(each):
            runs.append([each])
    return [run for run in runs if len(run) > 1 or _is_rich(run[0])]


def _is_row(each: MarkedLine) -> bool:
    """Whether a table may begin with a line: two figures, or a mark beside two texts."""
    figures = sum(mark.is_figure for mark in each.marks)
    return len(each.texts) >= FEWEST_COLUMNS or (figures > 1) or (figures == 1 and each.texts[0].number is not None)


def _is_rich(each: MarkedLine) -> bool:
    return len(each.texts) >= FEWEST_COLUMNS


def _goes_on(run: Sequence[MarkedLine], each: MarkedLine, lines: Sequence[PrintedLine]) -> bool:
    """Whether most marks of a line are below marks of the last rows. Totals may be aligned otherwise."""
    height = lines[each.at].height
    above = [mark.stretch for row in run[-LAST_ROWS:] for mark in row.marks]
    fits = [any(overlap(mark.stretch, o) or is_below(mark.stretch, o, height) for o in above) for mark in each.marks]
    if each.marks[0].number == 1 and not fits[0] and len(fits) > 1:
        return False  # the first row of another table
    return MOST * len(fits) <= sum(fits)
