"""Finds rows without rules above and below them: labels that interrupt the inner vertical rules of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.read.layout.printed import Rule
from extract.read.ocr.low_rows import stretches
from extract.read.ocr.words_at_rules import TOUCH, Word

if TYPE_CHECKING:
    from extract.read.ocr.image_arrays import Array

LABELLED = 4
"""Minimum number of vertical rules of a table in which labels interrupt the inner ones."""

TALL = 0.5
"""Minimum height in inches of a row with a label in it."""

LEAST_LABEL = 0.12
"""Minimum height of a label in inches."""

SAME = 0.02
"""Maximum distance in inches of two rules of one column."""

SOLID, TOGETHER = 0.3, 0.8
"""Minimum share of a column's height that long rules cover whose ends count; minimum share of the columns that are
printed where the rules of a row are too short to be long ones."""

WHOLE = 0.7
"""Minimum height of a word, not of marks alone, in letter heights."""

FIRST_WORD = 8.0
"""Maximum width of a word in letter heights. If a line of a label leaves more room, the next line is another label."""


@dataclass(frozen=True, slots=True)
class Print:
    """What is printed on a page at the resolution `dpi`: a mask of what is dark at half size, the words, and the letter
    height in pixels."""

    soft: Array
    words: Sequence[Word]
    letter: float
    dpi: float


def label_rows(
    rows: Sequence[Rule], columns: Sequence[Rule], vertical: Sequence[Rule], page: Print
) -> Iterator[list[float]]:
    """The edges of rows where labels interrupt all inner vertical rules, without rules above and below them.

    From top to bottom: those of successive rows in one list. `rows` and `columns` are the lines of a table, `vertical`
    all rules that were found by their ink.
    """
    import numpy as np

    ys, xs = sorted(row.at for row in rows), sorted(column.at for column in columns)
    if len(xs) < LABELLED:
        return
    printed = _printed(xs[1:-1], vertical, page)
    least = LEAST_LABEL * page.dpi
    for top, bottom in pairwise(ys):
        a, b = round(top / 2) + 2, round(bottom / 2) - 2
        own = printed[:, a:b]
        if b - a < TALL * page.dpi / 2 or (own.mean(axis=1) < 0.5).any():
            continue
        for start, end in stretches(np.logical_not(own.any(axis=0))):
            first, last = 2.0 * (a + start), 2.0 * (a + end)
            inside = [word for word in page.words if first <= (word.top + word.bottom) / 2 <= last]
            inside = [word for word in inside if top < word.top and word.bottom < bottom]
            is_label = any(word.x0 < x < word.x1 for word in inside for x in xs[1:-1])
            if is_label and last - first >= least:
                first, last = (top if first <= top + least else first), (bottom if last >= bottom - least else last)
                yield [first, *_between_labels(inside, xs, page), last]


def merged_rows(ys: Sequence[float], columns: Sequence[Rule], vertical: Sequence[Rule], page: Print) -> Iterator[float]:
    """The upper and lower edges of rows where a text interrupts the first inner vertical rules of a table, but not all.

    The names of totals span columns, beside their amounts. No text of the row is cut. `ys` are the edges of rows that
    are known.
    """
    ys, xs = sorted(ys), sorted(column.at for column in columns)
    if len(xs) < LABELLED or not ys:
        return
    least = LEAST_LABEL * page.dpi
    reach = SAME * page.dpi
    pieces = [sorted((r for r in vertical if abs(r.at - x) <= reach), key=lambda r: r.start) for x in xs]
    ends = [[Rule(xs[1], y, y)] if pieces[1] else [] for y in (ys[0], ys[-1])]
    for above, below in pairwise([*ends[0], *pieces[1], *ends[1]]):
        within = [y for y in ys if above.end + least / 2 < y < below.start - least / 2]
        for top, bottom in pairwise([above.end, *within, below.start]):
            inside = [w for w in page.words if top <= (w.top + w.bottom) / 2 <= bottom and xs[0] < w.x0 < xs[1]]
            goes_on = any(r.start <= top + reach and r.end >= bottom - reach for r in pieces[-2])
            is_between = not any(
                w.top < y < w.bottom and xs[0] < w.x0 < xs[-1] for w in page.words for y in (top, bottom)
            )
            if inside and goes_on and is_between and bottom - top >= least:
                yield from (y for y in (top, bottom) if all(abs(y - row) > least / 2 for row in ys))


def _printed(xs: Sequence[float], vertical: Sequence[Rule], page: Print) -> Array:
    """Where each column is printed at half size (columns, height): not by letters that cross it.

    Where most of a column are long rules, these are its print, and rules of low rows, which all columns have.
    """
    import numpy as np

    lines = [round(x / 2) for x in xs]
    printed = np.stack([page.soft[:, max(0, x - 2) : x + 3].any(axis=1) for x in lines])
    for column, x in zip(printed, xs, strict=True):
        for word in page.words:
            if word.x0 < x - TOUCH and x + TOUCH < word.x1:  # what is there is of letters
                column[round(word.top / 2) - 4 : round(word.bottom / 2) + 4] = False
    long = np.zeros_like(printed)
    for column, x in zip(long, xs, strict=True):
        for rule in vertical:
            if abs(rule.at - x) <= SAME * page.dpi:
                column[round(rule.start / 2) : round(rule.end / 2)] = True
    is_solid = long.sum(axis=1) >= SOLID * np.maximum(printed.sum(axis=1), 1)
    together = printed.mean(axis=0) >= TOGETHER
    result: Array = np.where(is_solid[:, None], long | (printed & together), printed)
    return result


def _between_labels(words: Sequence[Word], xs: Sequence[float], page: Print) -> Iterator[float]:
    """The places between two labels one below the other. A line that leaves room for the next word ends its text."""
    lines: list[list[Word]] = []
    words = [word for word in words if word.bottom - word.top >= WHOLE * page.letter]
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        if lines and word.top < (lines[-1][0].top + lines[-1][0].bottom) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    for above, below in pairwise(lines):
        first = min(below, key=lambda word: word.x0)
        room = xs[-1] - max(word.x1 for word in above)
        if room > min(first.x1 - first.x0, FIRST_WORD * page.letter) + 2 * page.letter:
            start, end = round(max(w.bottom for w in above) / 2), round(min(w.top for w in below) / 2)
            band = page.soft[start : max(start + 1, end), round(xs[0] / 2) + 3 : round(xs[-1] / 2) - 3]
            dark = band.sum(axis=1)
            yield 2.0 * (start + float((dark == dark.min()).nonzero()[0].mean()))
