"""Finds where a page break cuts a table: columns that end together, without a rule below or above them.

Word processors and browsers leave the last row of a page open at the bottom, and the first one of the next page at the
top. The rules of such columns end at nothing, which strokes of letters do as well, but never several at one height.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from extract.read.layout.printed import Rule

FEWEST = 3
"""Minimum number of columns that end together."""

FEWEST_INNER = 2
"""Minimum number of columns between two sides that alone end together."""

SAME = 0.06
"""Maximum distance in inches between the ends of two columns at one height, one column after the other in order."""

SHORTEST = 0.5
"""Minimum length of such a column in inches: no word is that high."""

NEAR = 0.15
"""Maximum distance in inches from such an end to a rule at which the columns end."""


def open_ends(columns: Sequence[Rule], rows: Sequence[Rule], dpi: float) -> list[Rule]:
    """A horizontal line for each height at which several columns end without a rule. Nothing is printed there."""
    long = [column for column in columns if column.end - column.start >= SHORTEST * dpi]
    found = []
    for is_end in (False, True):
        ends = sorted((column.end if is_end else column.start, column.at) for column in long)
        for group in _groups(ends, SAME * dpi):
            line = Rule(median(end for end, _ in group), min(at for _, at in group), max(at for _, at in group))
            if (len(group) >= FEWEST or _are_sides(line, long, SAME * dpi)) and not any(
                _is_at(row, line, NEAR * dpi) for row in rows
            ):
                found.append(line)
    return found


def _are_sides(line: Rule, columns: Sequence[Rule], far: float) -> bool:
    """Whether the columns at the ends of a line are the sides of a table: equally long, with columns between them.

    Where a label begins or ends the table on a page, the inner columns end at it.
    """
    sides = [c for c in columns if c.at in (line.start, line.end)]
    if len(sides) != 2 or max(abs(sides[0].start - sides[1].start), abs(sides[0].end - sides[1].end)) > far:
        return False
    top, bottom = sides[0].start - far, sides[0].end + far
    inner = {c.at for c in columns if line.start < c.at < line.end and c.start >= top and c.end <= bottom}
    return len(inner) >= FEWEST_INNER


def _groups(ends: Sequence[tuple[float, float]], far: float) -> Iterator[list[tuple[float, float]]]:
    """The ends and places of columns, those that are close together in one group."""
    group: list[tuple[float, float]] = []
    for end in ends:
        if group and end[0] - group[-1][0] > far:
            yield group
            group = []
        group.append(end)
    if group:
        yield group


def _is_at(row: Rule, line: Rule, near: float) -> bool:
    return abs(row.at - line.at) <= near and row.start < line.end and line.start < row.end
