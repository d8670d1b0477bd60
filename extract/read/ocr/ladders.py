"""Finds the rules between the rows of a table whose upright rules are too weak to be seen.

Thin grey rules of a bilevel copy are dots. Those across are as long as the table, and are found in one line; those
upright are interrupted by every row, and touch letters. Rules that begin and end at the same places, one below the
other, are a table all the same: where its columns are is seen by its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_high

from extract.read.layout.printed import Rule

FEWEST = 3
"""Minimum number of rules one below the other."""

SHORTEST = 2.5
"""Minimum length of such a rule in inches."""

SAME = 0.25
"""Maximum distance in inches between where such rules begin, or end. Their last dots may be lost."""

FARTHEST = 4.0
"""Maximum distance in inches between two of them. A cell may span several rows."""

LEFT = 0.7
"""Minimum share of the length of the others that is left of a rule between them."""

JOINED = 1.5
"""Maximum distance in inches between two tables whose sides may be taken for one line."""

TOUCHING = 0.15
"""Maximum distance in inches between a rule and another that is part of it."""

BEYOND, SHORTEST_OPEN = 2.0, 0.1
"""Maximum and minimum length in inches of a column beyond the last row, where a page break cuts the row below it."""

FEWEST_OPEN = 2
"""Minimum number of columns that go on beyond the last row together."""

Ladder = Sequence[Rule]


def ladders(across: Sequence[Rule], dpi: float) -> list[Ladder]:
    """The groups of rules one below the other that begin and end at the same places, as long as the longest of them."""
    groups: list[list[Rule]] = []
    for rule in sorted(across, key=lambda rule: rule.at):
        if rule.end - rule.start < SHORTEST * dpi:
            continue
        group = next((g for g in groups if _is_alike(g[-1], rule, dpi)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    found = [part for group in groups for part in _parts(group, dpi) if len(part) >= FEWEST]
    rest = [rule for rule in across if not any(rule in part for part in found)]
    whole = [_even([*part, *(rule for rule in rest if _is_within(rule, part, dpi))]) for part in found]
    outer = [ladder for ladder in whole if not any(_is_inside(ladder, other) for other in whole)]
    return [_with_inner(ladder, whole) for ladder in outer]


def _with_inner(ladder: Ladder, others: Sequence[Ladder]) -> Ladder:
    """A ladder with the rows beside cells that span several of them."""
    inner = [rule for other in others if _is_inside(other, ladder) for rule in other]
    return sorted([*ladder, *inner], key=lambda rule: rule.at)


def _is_inside(ladder: Ladder, other: Ladder) -> bool:
    """Whether rules are those of rows that a cell at their side spans."""
    a, b = ladder[0], other[0]
    is_narrower = b.start <= a.start and a.end <= b.end and a.end - a.start < b.end - b.start
    return is_narrower and a.at < other[-1].at and b.at < ladder[-1].at


def _is_within(rule: Rule, part: Sequence[Rule], dpi: float) -> bool:
    """Whether a rule is between others, of which it has lost the ends."""
    start, end = min(r.start for r in part) - SAME * dpi, max(r.end for r in part) + SAME * dpi
    is_inside = part[0].at < rule.at < part[-1].at and start <= rule.start and rule.end <= end
    return is_inside and rule.end - rule.start >= LEFT * (end - start)


def _is_alike(a: Rule, b: Rule, dpi: float) -> bool:
    return max(abs(a.start - b.start), abs(a.end - b.end)) <= SAME * dpi


def _parts(group: Sequence[Rule], dpi: float) -> Iterator[list[Rule]]:
    part = [group[0]]
    for above, rule in pairwise(group):
        if rule.at - above.at > FARTHEST * dpi:
            yield part
            part = []
        part.append(rule)
    yield part


def _even(part: Sequence[Rule]) -> Ladder:
    start, end = min(rule.start for rule in part), max(rule.end for rule in part)
    return [replace(rule, start=start, end=end) for rule in sorted(part, key=lambda rule: rule.at)]


def divided(
    found: Sequence[Ladder], across: Sequence[Rule], columns: Sequence[Rule], dpi: float
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules of each table: tables of other widths below one another share no rule, though a side of both may be
    taken for one line.

    Without such tables, all rules together.
    """
    if not any(0 <= b[0].at - a[-1].at <= JOINED * dpi for a in found for b in found):
        yield list(across), list(columns)
        return
    rest = list(across)
    for ladder in found:
        left = min(rule.start for rule in ladder) - SAME * dpi
        right = max(rule.end for rule in ladder) + SAME * dpi
        top, bottom = ladder[0].at, ladder[-1].at
        rows = [r for r in rest if top <= r.at <= bottom and left <= r.start and r.end <= right]
        inside = [c for c in columns if left <= c.at <= right and c.start < bottom and c.end > top]
        rest = [row for row in rest if row not in rows]
        yield rows, [replace(c, start=max(c.start, top), end=min(c.end, bottom)) for c in inside]
    yield rest, list(columns)


def with_open_rows(
    found: Sequence[Ladder], printed: Sequence[Rule], ends: Sequence[Rule], columns: Sequence[Rule], dpi: float
) -> tuple[list[Rule], list[Rule]]:
    """The rules across with those that a page break has cut off, where several columns go on beyond the rows of their
    ladder together; and the columns without what is beyond. `ends` are such rules that the columns alone show."""
    rows, kept = list(ends), list(columns)
    for ladder in found:
        for is_end in (False, True):
            edge = ladder[-1] if is_end else ladder[0]
            if edge.end - edge.start < max(rule.end - rule.start for rule in ladder):
                continue  # a cell that goes on is beside it
            beyond = [at for at, column in enumerate(kept) if _goes_on(column, ladder, printed, is_end, dpi)]
            outer = edge.at
            if len(beyond) >= FEWEST_OPEN:
                outer = median_high([kept[at].end if is_end else kept[at].start for at in beyond])
                rows = [row for row in rows if not _is_part(row, replace(edge, at=outer), dpi)]
                rows.append(replace(edge, at=outer))
            for at in beyond:
                kept[at] = replace(kept[at], end=outer) if is_end else replace(kept[at], start=outer)
    return [*printed, *rows], kept


def _is_part(row: Rule, whole: Rule, dpi: float) -> bool:
    """Whether a rule is found again as part of a longer one."""
    near = abs(row.at - whole.at) <= TOUCHING * dpi
    return near and whole.start - SAME * dpi <= row.start and row.end <= whole.end + SAME * dpi


def _goes_on(column: Rule, ladder: Ladder, printed: Sequence[Rule], is_end: bool, dpi: float) -> bool:
    """Whether a column that crosses the rows of a ladder goes on beyond the last or the first of them, and crosses no
    more."""
    near, edge = SAME * dpi, ladder[-1] if is_end else ladder[0]
    over = column.end - edge.at if is_end else edge.at - column.start
    if not (edge.start - near <= column.at <= edge.end + near and SHORTEST_OPEN * dpi < over <= BEYOND * dpi):
        return False
    met = [
        row.at
        for row in printed
        if row.start - near <= column.at <= row.end + near and column.start - near <= row.at <= column.end + near
    ]
    own = {rule.at for rule in ladder}
    more = any(at > edge.at if is_end else at < edge.at for at in met)
    return not more and sum(at in own for at in met) >= FEWEST
