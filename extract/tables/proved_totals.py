"""Totals whose label no list has: a row in words of its own whose money is the sum of the rows above it.

The sums prove them: `Total`, or a word that a clerk uses for it. Words with which most rows print such a sum label a
total wherever they stand, so that a wrong total is reported as one, not read as a project.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.grammar.names import named_kind
from extract.model.decisions import Decision, Reason
from extract.model.plan import Scope
from extract.tables.group_sums import money_of, part_group_sums, same_sums
from extract.tables.summary_types import Summary, SummaryProject, SummaryRow, SummaryTotal
from normalize.text import comparable

LONGEST_LABEL = 60
"""Maximum length in characters of a label."""

FEWEST_SUMMED = 2
"""Minimum number of rows that a total sums. One row has its own sum anyway."""

FEWEST_ALONE = 3
"""The same for a label that occurs once."""

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Sum:
    """What a row sums, and how many rows."""

    scope: Scope
    summed: int


def part_sums(summary: Summary) -> None:
    """Takes the rows whose money is proved to be a sum out of those of projects."""
    take_proved_totals(summary)
    part_group_sums(summary)


def take_proved_totals(summary: Summary) -> None:
    """Takes the rows that are totals by their sums out of those of projects."""
    labels: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(summary.rows):
        if _may_total(row):
            labels[_DIGITS.sub("", comparable(_label(row)))].append(index)
    possible = frozenset(index for indices in labels.values() for index in indices)
    found: dict[int, Scope] = {}
    for indices in labels.values():
        sums = {index: found_sum for index in indices if (found_sum := _sum_of(summary, index, possible)) is not None}
        if _are_proved(indices, list(sums.values())):
            found |= {index: sums[index].scope if index in sums else Scope.DIMENSION for index in indices}
    for index, scope in sorted(found.items()):
        above = [other for at, other in enumerate(summary.rows[:index]) if at not in found and other.projects]
        summary.totals.append(_total(summary.rows[index], scope, above))
        row = summary.rows[index]
        summary.decisions.append(Decision(row.place, "total", Reason.PROVED_TOTAL, _label(row)))
    summary.totals.sort(key=lambda total: total.place)
    summary.rows = [row for index, row in enumerate(summary.rows) if index not in found]


def _are_proved(indices: Sequence[int], sums: Sequence[_Sum]) -> bool:
    """Whether the rows of a label are totals: most print a sum, and of several rows."""
    real = [found for found in sums if found.summed >= FEWEST_SUMMED]
    if len(indices) == 1:
        return any(found.summed >= FEWEST_ALONE for found in real)
    return len(real) >= 1 and len(sums) >= FEWEST_SUMMED and len(sums) * 2 > len(indices)


def _has_status(project: SummaryProject) -> bool:
    """Whether a row of a report tells of its project more than money."""
    reported = project.reported
    return reported is not None and not (reported.status is None and reported.reason is None)


def _may_total(row: SummaryRow) -> bool:
    """Whether a row has money and one short text, and nothing that only a project has.

    The text may stand in another column than the names: ยอดเงิน below the levels.
    """
    if len(row.projects) > 1 or not any(money_of([row]).values()):
        return False
    if not row.projects:
        return row.text[:1].isalpha() and len(row.text) <= LONGEST_LABEL and not row.remarks
    (project,) = row.projects
    told = [text for text in project.fields.values() if any(map(str.isalpha, text))]  # the parts of a sum are money
    bare = not (project.number or told or _has_status(project) or row.remarks or named_kind(project.name))
    return bare and len(project.name) <= LONGEST_LABEL


def _sum_of(summary: Summary, index: int, possible: frozenset[int]) -> _Sum | None:
    """What the money of a row is the sum of: the rows of its dimension above it, or all rows. None if of neither."""
    row = summary.rows[index]
    above = [(at, other) for at, other in enumerate(summary.rows[:index]) if at not in possible and other.projects]
    dimension = _dimension(row, [other for _, other in above])
    same = [other for _, other in above if dimension is not None and other.projects[0].dimension == dimension]
    last = max((at for at in possible if at < index), default=-1)
    since = [other for at, other in above if at > last]
    money = money_of([row])
    for scope, rows in ((Scope.DIMENSION, same), (Scope.GRAND, [other for _, other in above])):
        if rows and same_sums(money, money_of(rows)):
            return _Sum(scope, len(rows))
    if dimension is not None and since and same_sums(money, money_of(since)):
        return _Sum(Scope.DIMENSION, len(since))
    return None


def _label(row: SummaryRow) -> str:
    return row.projects[0].name if row.projects else row.text


def _dimension(row: SummaryRow, above: Sequence[SummaryRow]) -> int | None:
    """The dimension of a row; of one that names no project that of the row above."""
    named = [row] if row.projects else above[-1:]
    return named[0].projects[0].dimension if named else None


def _total(row: SummaryRow, scope: Scope, above: Sequence[SummaryRow]) -> SummaryTotal:
    dimension = None if scope is Scope.GRAND else _dimension(row, above)
    return SummaryTotal(scope, dimension, None, row.money, row.place, row.text or _label(row), years=row.years)
