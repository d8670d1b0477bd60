"""Sources in, the dataset's rows and a report out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from phaen.batch.one import Outcome, convert_source
from phaen.batch.report import Duplicate, Report, make_report
from phaen.batch.run import run
from phaen.batch.sources import Source
from phaen.emit.values import Rows


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of the whole dataset by table, in the order of the sources, and the figures of the run."""

    rows: Rows
    report: Report


def convert_sources(
    sources: Sequence[Source],
    *,
    jobs: int = 1,
    options: ReadOptions = DEFAULT_OPTIONS,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> Result:
    """Convert all sources; the result is the same whatever `jobs` is.

    `on_outcome` is called once per source as it is done, in no fixed order, to show progress. A source that cannot be
    converted is a row of `documents` with status `failed`; nothing is raised for it.
    """
    outcomes: dict[Source, Outcome] = {}
    for outcome in run(sources, jobs=jobs, work=partial(convert_source, options=options)):
        outcomes[outcome.source] = outcome
        on_outcome(outcome)
    kept, duplicates = one_per_content([outcomes[source] for source in sources])
    return Result(merge(outcome.rows for outcome in kept), make_report(kept, duplicates))


def one_per_content(outcomes: Iterable[Outcome]) -> tuple[list[Outcome], list[Duplicate]]:
    """The outcomes without those whose content another one has, and the latter as duplicates, all in order.

    The first source stands for its content, unless it failed (as when its name belies its content) and a later
    one of the same content did not. Files that cannot be read have no content to compare: all are kept.
    """
    outcomes = list(outcomes)
    chosen: dict[str, Outcome] = {}
    for outcome in outcomes:
        rival = chosen.get(_identity(outcome))
        if rival is None or (rival.failed and not outcome.failed):
            chosen[_identity(outcome)] = outcome
    duplicates = [
        Duplicate(outcome.source, chosen[_identity(outcome)].source)
        for outcome in outcomes
        if outcome is not chosen[_identity(outcome)]
    ]
    return [outcome for outcome in outcomes if outcome is chosen[_identity(outcome)]], duplicates


def merge(parts: Iterable[Rows]) -> Rows:
    """The rows of all parts, table by table."""
    merged: Rows = {}
    for part in parts:
        for table, rows in part.items():
            merged.setdefault(table, []).extend(rows)
    return merged


def _identity(outcome: Outcome) -> str:
    return outcome.sha256 or f"unread {outcome.source.path}"
