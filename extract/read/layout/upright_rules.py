"""Tables with vertical rules only: their rows are found by the texts, and get horizontal rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extract.read.layout.cell_lines import CellLine
from extract.read.layout.columns import FEWEST_COLUMNS, Lacking
from extract.read.layout.lattice import NEAR, OPEN
from extract.read.layout.open_rows import open_rows
from extract.read.layout.printed import PrintedLine, Rule

FEWEST_UPRIGHT = 2
"""Minimum number of vertical rules. The outer ones may be missing."""

ASIDE = 1.0
"""Distance in points of a missing outer rule from the text."""


FEWEST_ENDING = 2
"""Minimum number of vertical rules between columns that end at one height, where a row ends without a rule."""


def cut_at_ends(across: Sequence[Rule], upright: Sequence[Rule], lines: Sequence[PrintedLine]) -> list[Rule]:
    """The horizontal rules that are missing where several columns end or begin within others that go on.

    There a row over several columns, such as the heading of the rows below it, follows rows of all columns.
    """
    found: list[Rule] = []
    ends = sorted(y for rule in upright for y in (rule.start, rule.end))
    for y in sorted({group[0] for group in _heights(ends) if len(group) >= FEWEST_ENDING}):
        at = [rule.at for rule in upright if min(abs(rule.start - y), abs(rule.end - y)) <= NEAR]
        through = [rule.at for rule in upright if rule.start + OPEN < y < rule.end - OPEN]
        left = max((x for x in through if x < min(at)), default=None)
        right = min((x for x in through if x > max(at)), default=None)
        if len(at) < FEWEST_ENDING or left is None or right is None:
            continue
        left, right = min(through), max(through)
        is_ruled = any(abs(rule.at - y) <= NEAR and rule.start <= min(at) and max(at) <= rule.end for rule in across)
        beside = [line for line in lines if line.clusters[0].x0 < right and line.clusters[-1].x1 > left]
        if not is_ruled and not any(line.baseline - line.height < y - 1 < line.baseline - 1 for line in beside):
            found.append(Rule(y, left, right))
    return found


def _heights(ends: Sequence[float]) -> list[list[float]]:
    """Sorted heights in groups of those that are the same."""
    groups: list[list[float]] = []
    for y in ends:
        if groups and y - groups[-1][0] <= NEAR:
            groups[-1].append(y)
        else:
            groups.append([y])
    return groups


def complete_upright(
    across: Sequence[Rule], upright: Sequence[Rule], lines: Sequence[PrintedLine], found: Lacking
) -> None:
    """Add the horizontal rules of tables without any, and their outer ones. Rules are merged."""
    for rules in _alike(upright):
        top, bottom = rules[0].start, rules[0].end
        touching = [rule for rule in across if top - NEAR <= rule.at <= bottom + NEAR]
        if any(rule.start <= x.at <= rule.end for rule in touching for x in rules):
            continue
        inside = [line for line in lines if top < line.baseline - line.height / 2 < bottom]
        if not inside:
            continue
        xs = _sides([rule.at for rule in rules], inside)
        rows = open_rows(_columns(inside, xs[1:-1])) if len(xs) > FEWEST_COLUMNS else []
        if rows:
            found.horizontal += [Rule(y, xs[0], xs[-1]) for y in (top, *rows, bottom)]
            found.vertical += [Rule(x, top, bottom) for x in (xs[0], xs[-1])]


def _alike(upright: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules with equal ends, from left to right."""
    groups: list[list[Rule]] = []
    for rule in sorted(upright, key=lambda rule: rule.at):
        group = next((g for g in groups if _is_alike(g[0], rule)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    return (group for group in groups if len(group) >= FEWEST_UPRIGHT)


def _is_alike(a: Rule, b: Rule) -> bool:
    return abs(a.start - b.start) <= NEAR and abs(a.end - b.end) <= NEAR


def _sides(xs: Sequence[float], lines: Sequence[PrintedLine]) -> list[float]:
    """The positions of the rules, with the outer ones that are missing beside text."""
    left, right = min(line.clusters[0].x0 for line in lines), max(line.clusters[-1].x1 for line in lines)
    before = [left - ASIDE] if left < xs[0] - NEAR else []
    return [*before, *xs, *([right + ASIDE] if right > xs[-1] + NEAR else [])]


def _columns(lines: Sequence[PrintedLine], edges: Sequence[float]) -> dict[int, list[CellLine]]:
    columns: dict[int, list[CellLine]] = {}
    for number, line in enumerate(lines):
        for segment in line.segments(edges):
            column = columns.setdefault(bisect_right(edges, (segment.x0 + segment.x1) / 2), [])
            if column and column[-1].number == number:
                column[-1].text += f" {segment.text}"
                column[-1].segments.append(segment)
            else:
                column.append(CellLine(segment.text, number, line.baseline, line.height, [segment]))
    return columns
