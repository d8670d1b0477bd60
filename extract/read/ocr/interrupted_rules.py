"""Joins the parts of a horizontal rule that a stamp or a stain interrupts, in tables without vertical rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.read.layout.printed import Rule

LEVEL = 1.5
"""Maximum vertical distance of the parts of one rule in points."""

SAME_END = 3.0
"""Tolerance in points for equal ends of two rules."""

FEWEST = 2
"""Minimum number of whole rules with the same ends, which prove that the parts are one."""

COVERED = 0.85
"""Minimum share of a rule that its parts cover."""


def without_gaps(across: Sequence[Rule], upright: Sequence[Rule]) -> list[Rule]:
    """The horizontal rules, with the parts of one joined if together they have the ends of several whole rules.

    A gap that ends at a vertical rule is that of a cell over several rows.
    """
    found: list[Rule] = []
    for level in _levels(across):
        whole = Rule(level[0].at, level[0].start, max(rule.end for rule in level))
        is_one = len(level) > 1 and _is_proved(whole, across) and not _is_divided(level, upright)
        found += [whole] if is_one else level
    return found


def _levels(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules at each height, from left to right."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if levels and rule.at - levels[-1][0].at <= LEVEL:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [sorted(level, key=lambda rule: rule.start) for level in levels]


def _is_proved(whole: Rule, rules: Sequence[Rule]) -> bool:
    alike = [r for r in rules if abs(r.start - whole.start) <= SAME_END and abs(r.end - whole.end) <= SAME_END]
    return sum(abs(rule.at - whole.at) > LEVEL for rule in alike) >= FEWEST


def _is_divided(level: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    """Whether the gaps are too wide, or end at vertical rules."""
    gaps = [(left.end, right.start) for left, right in pairwise(level) if right.start > left.end]
    length = max(rule.end for rule in level) - level[0].start
    if sum(end - start for start, end in gaps) > (1 - COVERED) * length:
        return True
    at = level[0].at
    touching = [rule.at for rule in upright if rule.start - SAME_END <= at <= rule.end + SAME_END]
    return any(start - SAME_END <= x <= end + SAME_END for start, end in gaps for x in touching)
