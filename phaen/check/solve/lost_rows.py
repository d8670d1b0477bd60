"""Rows that the summary table has lost: a total includes their money, though nothing of it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model.plan import Plan, Project, Scope

MOST_LOST = 5
"""Numbers that are skipped at once: more are another way of numbering, or a misprint."""


@dataclass(frozen=True, slots=True)
class LostRow:
    """A row of one of these dimensions. `block` is the detail block of its project, if one has its number."""

    dimensions: tuple[int | None, ...]
    block: Project | None = None


def lost_rows(plan: Plan) -> list[LostRow]:
    """The rows that the numbers of the table skip; if it has no numbers, those that its printed counts have more."""
    listed = [project for project in plan.projects if project.in_summary]
    numbers = [int(project.summary_item) if project.summary_item.isdecimal() else None for project in listed]
    if sum(number is not None for number in numbers) * 2 > len(numbers):
        return list(_skipped(plan, listed, numbers))
    return list(_counted(plan, listed))


def _skipped(plan: Plan, listed: Sequence[Project], numbers: Sequence[int | None]) -> Iterator[LostRow]:
    complete = _complete(plan, listed)
    used = {(p.summary_dimension, number) for p, number in zip(listed, numbers, strict=True)}
    blocks = {p.item: p for p in plan.projects if not p.in_summary and p.item}
    for (above, a), (below, b) in pairwise(zip(listed, numbers, strict=True)):
        if a is None or b is None or not 1 < b - a <= MOST_LOST + 1:
            continue
        sides = (above.summary_dimension, below.summary_dimension)
        for number in range(a + 1, b):
            block = blocks.get(str(number))
            if any((dimension, number) in used for dimension in sides):
                continue
            own = (block.dimension,) if block is not None and block.dimension in sides else sides
            left = tuple(sorted({d for d in own if d not in complete}, key=str))
            if left:
                yield LostRow(left, block)


def _counted(plan: Plan, listed: Sequence[Project]) -> Iterator[LostRow]:
    found = Counter(project.summary_dimension for project in listed)
    for dimension, count in _printed_counts(plan).items():
        if 0 < count - found[dimension] <= MOST_LOST:
            yield from [LostRow((dimension,))] * (count - found[dimension])


def _complete(plan: Plan, listed: Sequence[Project]) -> set[int | None]:
    """The dimensions whose rows are as many as their total counts."""
    found = Counter(project.summary_dimension for project in listed)
    return {dimension for dimension, count in _printed_counts(plan).items() if found[dimension] == count}


def _printed_counts(plan: Plan) -> dict[int | None, int]:
    totals = [total for total in plan.totals if total.scope is Scope.DIMENSION and total.printed_count is not None]
    return {total.dimension: total.printed_count.value for total in totals if total.printed_count is not None}
