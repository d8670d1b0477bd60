"""Columns of tables that are drawn without upright rules: where no line between the rules across prints anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.read.layout.lattice import MOST_RULES, NEAR
from extract.read.layout.printed import PrintedLine, Rule

FEWEST_RULES = 3
"""Rules across of one width: above the header, below it, and at the end."""

FEWEST_COLUMNS = 3
"""Names in a header; two texts beside each other between rules are no table."""

NARROWEST = 0.35
"""A gap between columns, in letter heights, at the least."""


def column_rules(horizontal: Sequence[Rule], vertical: Sequence[Rule], lines: Sequence[PrintedLine]) -> list[Rule]:
    """The upright rules that a table with rules across alone lacks; none where no such table stands on the page."""
    if len(horizontal) > MOST_RULES or len(vertical) > MOST_RULES:
        return []
    free = [rule for rule in horizontal if not any(_meet(rule, other) for other in vertical)]
    wide = _widest(free)
    for first, second in pairwise(wide):
        header = _between(lines, first.at, second.at)
        body = _between(lines, first.at, wide[-1].at)
        if len(wide) - wide.index(first) < FEWEST_RULES:
            break
        edges = _edges(body, header)
        if len(edges) + 1 >= FEWEST_COLUMNS:
            return [Rule(x, first.at, wide[-1].at) for x in (first.start, *edges, first.end)]
    return []


def _meet(across: Rule, upright: Rule) -> bool:
    return (
        upright.start - NEAR <= across.at <= upright.end + NEAR
        and across.start - NEAR <= upright.at <= across.end + NEAR
    )


def _widest(rules: Sequence[Rule]) -> list[Rule]:
    """The rules as wide as the widest one and above or below it, top down."""
    if not rules:
        return []
    model = max(rules, key=lambda rule: rule.end - rule.start)
    alike = [r for r in rules if abs(r.start - model.start) <= NEAR and abs(r.end - model.end) <= NEAR]
    return sorted(alike, key=lambda rule: rule.at)


def _between(lines: Iterable[PrintedLine], top: float, bottom: float) -> list[PrintedLine]:
    return [line for line in lines if top < line.baseline - line.height / 2 < bottom]


def _edges(lines: Sequence[PrintedLine], header: Sequence[PrintedLine]) -> list[float]:
    """The middles of the gaps that all lines leave, those between two names of the header."""
    columns = _covered(lines)
    names = _covered(header)
    edges: list[float] = []
    left: tuple[float, float] | None = None
    for column in columns:
        is_named = any(name[0] < column[1] and name[1] > column[0] for name in names)
        if left is not None and is_named:
            edges.append((left[1] + column[0]) / 2)
        left = column if left is None or is_named else (left[0], column[1])
    return edges


def _covered(lines: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """The stretches across in which some line prints something, gaps narrower than a column's closed."""
    spans = sorted((c.x0, c.x1) for line in lines for c in line.clusters)
    closest = max((line.height for line in lines), default=0.0) * NARROWEST
    covered: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if covered and x0 - covered[-1][1] <= closest:
            covered[-1] = (covered[-1][0], max(covered[-1][1], x1))
        else:
            covered.append((x0, x1))
    return covered
