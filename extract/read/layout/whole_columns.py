"""The columns of a table without rules, decided by all of its lines together, and by the names in its header.

A boundary is a gap that hardly any line crosses, with texts at both sides of it that are below one another, or one
between two names. What is longer than its column, and labels across columns, are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.layout.columns import (
    BETWEEN_GROUPS,
    BETWEEN_NAMES,
    Stretch,
    header_names,
    overlap,
    pieces,
)
from extract.read.layout.marks import Text, is_below, texts_of
from extract.read.layout.printed import PrintedLine
from extract.read.markup_terms import markup

EACH_CROSSED = 12
"""One in so many lines may cross a boundary between two columns: a text that is longer than its column."""

FEWEST_BESIDE = 2
"""Minimum number of lines with a text in each of two columns."""

MARKS = 0.8
"""Minimum share of the texts of a column of amounts or numbers that are such."""

FARTHEST_NAME = 6.0
"""Maximum distance of a name from the texts of its column, in letter heights."""

ALIGNED = 0.6
"""Minimum share of the texts of a column that are below one another, if the gap beside it is narrow."""


def whole_columns(lines: Sequence[PrintedLine], header: Sequence[PrintedLine] = ()) -> list[float]:
    """The boundaries between the columns. `lines` are those of the rows, `header` those with the names of columns."""
    height = max((line.height for line in lines), default=1.0)
    several: list[Sequence[Text]] = []
    others: list[list[Stretch]] = []  # the texts of lines that may be across columns
    for line in lines:
        texts = texts_of(line)
        if _is_sum(texts):
            continue
        if len(list(pieces(line, line.height * BETWEEN_GROUPS))) == 1:
            others.append([text.stretch for text in texts])
            continue
        others += [[text.stretch] for text in texts if text.is_no_money]
        several.append([text for text in texts if not text.is_no_money])
    columns = _widened(covered_by([t.stretch for row in several for t in row], len(several) // EACH_CROSSED), others)
    names = header_names(header) if header else []
    found = _with_names(_parted(columns, several, names, height), names, height)
    all_texts = [text.stretch for row in several for text in row] + list(names)
    return [_fewest(all_texts, left[1], right[0]) for left, right in pairwise(found)]


def _is_sum(texts: Sequence[Text]) -> bool:
    """Whether a line begins with the label of a total, which goes across columns."""
    return texts[0].text.startswith(markup().sum_starts)


def covered_by(texts: Sequence[Stretch], least: int) -> list[Stretch]:
    """The stretches where more than `least` texts are."""
    found: list[Stretch] = []
    for x0, x1, count in _counts(texts):
        if count <= least:
            continue
        if found and x0 <= found[-1][1]:
            found[-1] = (found[-1][0], x1)
        else:
            found.append((x0, x1))
    return found


def _widened(columns: Sequence[Stretch], others: Sequence[Sequence[Stretch]]) -> list[Stretch]:
    """The columns, widened to the texts of lines that are each in one column: the rests of texts."""
    inside: list[Stretch] = list(columns)
    for texts in others:
        own = [sum(overlap(text, column) for column in columns) for text in texts]
        if max(own) == 1:
            inside += [text for text, count in zip(texts, own, strict=True) if count]
    return covered_by(inside, 0)


def _parted(
    columns: Sequence[Stretch], rows: Sequence[Sequence[Text]], names: Sequence[Stretch], height: float
) -> list[Stretch]:
    """The columns; those are one that nothing proves to be two."""
    found: list[Stretch] = list(columns[:1])
    for column in columns[1:]:
        if _are_two(found[-1], column, rows, names, height):
            found.append(column)
        else:
            found[-1] = found[-1][0], column[1]
    return found


def _are_two(
    left: Stretch, right: Stretch, rows: Sequence[Sequence[Text]], names: Sequence[Stretch], height: float
) -> bool:
    """Whether two covered stretches are columns of their own: by their names, or by what is below one another."""
    gap = (right[0] - left[1]) / height
    own = [[name for name in names if overlap(name, column)] for column in (left, right)]
    shares_name = any(name in own[1] for name in own[0])
    if (all(own) and not shares_name) or gap > BETWEEN_GROUPS:
        return True
    beside = sum(any(overlap(t.stretch, left) for t in r) and any(overlap(t.stretch, right) for t in r) for r in rows)
    if beside < FEWEST_BESIDE:
        return False
    if _are_marks(left, rows) or _are_marks(right, rows):
        return True
    is_proved = 2 * beside >= len(rows) if shares_name else all(_is_aligned(c, rows, height) for c in (left, right))
    return is_proved and gap > BETWEEN_NAMES


def _are_marks(column: Stretch, rows: Sequence[Sequence[Text]]) -> bool:
    """Whether most texts of a column are amounts, dashes or numbers."""
    own = [text for row in rows for text in row if overlap(text.stretch, column)]
    return sum(text.is_figure or text.number is not None for text in own) >= MARKS * len(own)


def _is_aligned(column: Stretch, rows: Sequence[Sequence[Text]], height: float) -> bool:
    """Whether most texts of a column are below one another."""
    own = [text.stretch for row in rows for text in row if overlap(text.stretch, column)]
    most = max((sum(is_below(a, b, height) for b in own) for a in own[:12]), default=0)
    return most >= ALIGNED * len(own)


def _with_names(columns: Sequence[Stretch], names: Sequence[Stretch], height: float) -> list[Stretch]:
    """The columns, widened to their names, and those that have a name but no text.

    A name beside a column without one belongs to it: one is aligned at the left, the other at the right.
    """
    found = list(columns)
    free = [name for name in names if not any(overlap(name, column) for column in columns)]
    for at, column in enumerate(columns):
        beside = [name for name in free if _is_named_by(column, name, columns, names, height)]
        if beside:  # at the left of amounts that are aligned at the right
            free.remove(beside[0])
            found[at] = min(column[0], beside[0][0]), max(column[1], beside[0][1])
    for name in free:
        room = name[0] - BETWEEN_NAMES * height, name[1] + BETWEEN_NAMES * height
        if not any(overlap(room, other) for other in names if other != name):
            found.append(name)
    for at, column in enumerate(found):
        over = [name for name in names if overlap(name, column)]
        if len(over) == 1 and sum(overlap(over[0], other) for other in found) == 1:
            found[at] = min(column[0], over[0][0]), max(column[1], over[0][1])
    return sorted(found)


def _is_named_by(
    column: Stretch, name: Stretch, columns: Sequence[Stretch], names: Sequence[Stretch], height: float
) -> bool:
    """Whether a column has no name, and is right beside one that is over no column."""
    if any(overlap(column, other) for other in names):
        return False
    left, right = min(column[1], name[1]), max(column[0], name[0])
    is_free = not any(o[0] < right and o[1] > left for o in (*columns, *names) if o not in (column, name))
    return is_free and right - left <= FARTHEST_NAME * height


def _counts(texts: Sequence[Stretch]) -> Iterator[tuple[float, float, int]]:
    """The stretches between the ends of texts, with the number of texts there."""
    ends = sorted([(x0, 1) for x0, _ in texts] + [(x1, -1) for _, x1 in texts])
    count = 0
    for (x, change), (following, _) in pairwise(ends):
        count += change
        if following > x:
            yield x, following, count


def _fewest(texts: Sequence[Stretch], left: float, right: float) -> float:
    """The middle of the widest stretch between two places where the fewest texts are."""
    if right <= left:
        left, right = right, left
    inside = [(max(x0, left), min(x1, right), count) for x0, x1, count in _counts(texts) if x1 > left and x0 < right]
    best = min(inside, key=lambda each: (each[2], each[0] - each[1]), default=(left, right, 0))
    return (best[0] + best[1]) / 2
