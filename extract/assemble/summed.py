"""What a report sums up outside its status table: in the sums of its tables of projects, and in sentences.

The figures become rows of `progress`, as those of a status table do. A figure that is printed in several places comes
from the first: the status table, the sums of the tables, the sentences. A place that contradicts it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extract.assemble.block_spans import BlockSpans
from extract.grammar.family import family
from extract.grammar.patterns import patterns
from extract.grammar.told_sums import told_sums
from extract.model.document import Line, Place
from extract.model.plan import DocumentKind, Plan, Progress, Scope, Value
from extract.tables.progress import merged
from extract.tables.summary_types import SummaryTotal
from normalize.lexicon import either
from normalize.numerals import arabic

FEWEST = 2
"""Minimum number of figures of a sentence that sums up."""

MOST_LINES = 10
"""Maximum number of lines of one passage."""

LONGEST_LINE = 600
"""Maximum length in characters of a line that is searched for sums."""

WHAT_CAME = ("projects_done", "budget_spent")
"""A passage of a report states one of these. Without them, it must sum up, and agree with the projects."""


def summed_progress(plan: Plan, totals: Iterable[SummaryTotal], lines: Sequence[Line]) -> list[Progress]:
    """The rows of `progress` of a report: those of its status table, completed from sums and sentences."""
    if plan.facts.kind is not DocumentKind.PROGRESS_REPORT:
        return plan.progress
    rows = plan.progress
    for total in totals:
        if total.told:
            rows = merged(rows, [Progress(total.dimension, total.told, total.place, total.unread)])
    for passage in _passages(plan, lines):
        rows = merged(rows, [passage])
    return rows


# -- sentences ---------------------------------------------------------------------------------------------------------


def _passages(plan: Plan, lines: Sequence[Line]) -> Iterator[Progress]:
    """The sums told in sentences: those behind the last project first."""
    last = max((place for p in plan.projects for place in (p.detail_last, p.summary_place) if place), default=None)
    found = [row for run in _runs(plan, lines) if (row := _row(plan, run, last)) is not None]
    yield from sorted(found, key=lambda row: last is not None and row.place <= last)


def _runs(plan: Plan, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines with figures of sums, outside the blocks of projects. A line of one dimension is its own run."""
    blocks = BlockSpans(plan.projects)
    rows = {p.summary_place for p in plan.projects}
    run: list[Line] = []
    for line in (part for whole in lines for part in _by_dimension(whole)):
        is_free = line.place not in rows and not blocks.hold(line.place)
        has_sums = is_free and len(line.text) <= LONGEST_LINE and bool(told_sums(line.text))
        is_of_one = has_sums and _dimension(line.text) is not None
        if run and (not has_sums or is_of_one or len(run) == MOST_LINES):
            yield run
            run = []
        if is_of_one:
            yield [line]
        elif has_sums:
            run.append(line)
    if run:
        yield run


def _by_dimension(line: Line) -> list[Line]:
    """A line that sums up several dimensions, split before each of them and before the sum of all."""
    text = arabic(line.text)
    mentions = list(patterns().any_level.mention.finditer(text))
    if len({match["number"] for match in mentions}) < FEWEST or patterns().any_level.several.search(text):
        return [line]
    sums = re.finditer(rf"(?<=\s){either(family().totals.sums)}", text[mentions[-1].end() :])
    cuts = [*(m.start() for m in mentions), *(mentions[-1].end() + m.start() for m in sums)]
    bounds = [0, *cuts[: len(mentions) + 1], len(text)]
    return [replace(line, text=line.text[a:b]) for a, b in pairwise(bounds) if line.text[a:b].strip()]


def _dimension(text: str) -> int | None:
    """The number of the one dimension that a line speaks of. None if it speaks of all or of none."""
    if patterns().any_level.several.search(arabic(text)):
        return None
    found = {int(match["number"]) for match in patterns().any_level.mention.finditer(arabic(text))}
    return next(iter(found)) if len(found) == 1 else None


def _row(plan: Plan, run: Sequence[Line], last: Place | None) -> Progress | None:
    text = " ".join(line.text for line in run)
    told = told_sums(text)
    if len(told) < FEWEST:
        return None
    dimension = _dimension(text) if len(run) == 1 else None
    is_behind = last is None or run[0].place > last
    agrees, is_sum = _agrees(plan, told, dimension), is_behind and _sums_up(text, dimension)
    if not any(column in told for column in WHAT_CAME):
        return _progress(told, dimension, run) if agrees and is_sum else None
    return _progress(told, dimension, run) if agrees or is_sum else None


def _progress(told: dict[str, Decimal], dimension: int | None, run: Sequence[Line]) -> Progress:
    values = {column: _value(amount, run) for column, amount in told.items()}
    return Progress(dimension, values, run[0].place)


def _sums_up(text: str, dimension: int | None) -> bool:
    return dimension is not None or any(word in text for word in family().totals.sums)


def _agrees(plan: Plan, told: dict[str, Decimal], dimension: int | None) -> bool:
    """Whether a figure is that of the plan's projects: their number, or the sum of their money."""
    parts = [project for project in plan.projects if dimension in (None, project.dimension)]
    budgets = {sum((p.budget_total.value for p in parts if p.budget_total is not None), Decimal(0))}
    budgets |= {
        total.printed.value
        for total in plan.totals
        if total.printed is not None and total.scope is Scope.GRAND and dimension is None
    }
    spent = [report.budget_spent for report in plan.project_progress if report.project in parts]
    paid = sum((value.value for value in spent if value is not None), Decimal(0))
    planned = told.get("budget_planned")
    return (
        (bool(parts) and told.get("projects_planned") == len(parts))
        or (bool(planned) and planned in budgets)
        or (bool(paid) and told.get("budget_spent") == paid)
    )


def _value(amount: Decimal, run: Sequence[Line]) -> Value[Decimal]:
    """A figure with the line of its passage that prints it."""
    printed = (f"{amount:,}", f"{amount}")
    line = next((line for line in run for text in printed if text in arabic(line.text)), run[0])
    return Value(amount, line.raw, line.place)
