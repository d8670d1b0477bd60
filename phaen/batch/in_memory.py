"""Converts sources into the dataset's rows and a report, in memory: for `phaen.convert`, and for few sources.

Batches that write into a folder, and can be resumed, are in `phaen.batch.batch`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from phaen.batch.due import SUFFIXES, Choices
from phaen.batch.engines.engine_interface import BatchEngine
from phaen.batch.engines.in_process import InlineEngine
from phaen.batch.engines.local import LocalEngine
from phaen.batch.failure import Failure, FailureKind
from phaen.batch.job import ConvertJob, convert_rows, count
from phaen.batch.limits import DEFAULT_LIMITS
from phaen.batch.one import Outcome, failed_outcome
from phaen.batch.report import Report, Result, make_report, one_per_content
from phaen.batch.sources import BatchSource
from phaen.batch.survey import Surveyed, expand, look_at
from phaen.correct.correction import Corrections
from phaen.emit.across.combined import COMPLETED, combined
from phaen.emit.arrow import to_arrow, to_rows
from phaen.emit.values import Rows
from schemas.tables import tables

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class ConvertedRows:
    """The rows of the dataset by table, in the order of the sources, and the figures of the run."""

    rows: Rows
    report: Report


def convert_sources(
    sources: Sequence[BatchSource],
    *,
    jobs: int = 1,
    options: ReadOptions = DEFAULT_OPTIONS,
    corrections: Mapping[str, Corrections] | None = None,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> ConvertedRows:
    """Convert all sources. The result does not depend on `jobs`.

    With one job all work is done in this process, without limits; with more, in worker processes under the default
    limits. `on_outcome` is called once per content when it is done, in no fixed order. A source that cannot be
    converted is a row of `documents` with status `failed`; no exception is raised for it. `corrections` are by
    document_id.
    """
    with tempfile.TemporaryDirectory(prefix="phaen-") as scratch, _engine(jobs, Path(scratch)) as engine:
        items = [look_at(source, SUFFIXES) for source in expand(sources, engine, SUFFIXES)]
        outcomes: dict[str, Outcome] = {}
        for key, outcome in _outcomes(items, engine, Choices(options, corrections=corrections or {})):
            outcomes[key] = outcome
            on_outcome(outcome)
    results = [_result(item, outcomes[item.key]) for item in items]
    kept, duplicates = one_per_content(results)
    keys = {item.source: item.key for item in items}
    rows = merge(completed([outcomes[keys[result.source]].rows for result in kept]))
    return ConvertedRows(rows, make_report(kept, duplicates))


def merge(parts: Iterable[Rows]) -> Rows:
    """The rows of all parts, table by table."""
    merged: Rows = {}
    for part in parts:
        for table, rows in part.items():
            merged.setdefault(table, []).extend(rows)
    return merged


def completed(parts: Sequence[Rows]) -> Iterator[Rows]:
    """The rows of each source, completed by what the documents of the run owe to each other."""
    loads = [partial(_arrow_tables, part) for part in parts]
    for part, changed in zip(parts, combined(loads, COMPLETED), strict=True):
        yield {**part, **{name: list(to_rows(table)) for name, table in changed.items()}}


def _arrow_tables(part: Rows, names: Sequence[str] | None) -> dict[str, pa.Table]:
    return {name: to_arrow(tables()[name], part.get(name, ())) for name in names or tables()}


def _engine(jobs: int, scratch: Path) -> BatchEngine:
    return LocalEngine(jobs, DEFAULT_LIMITS, scratch) if jobs > 1 else InlineEngine()


def _outcomes(items: Iterable[Surveyed], engine: BatchEngine, choices: Choices) -> Iterator[tuple[str, Outcome]]:
    """The key and the outcome of each content, converted from its first source."""
    first: dict[str, Surveyed] = {}
    for item in items:
        first.setdefault(item.key, item)
    by_source = {item.source: item for item in first.values()}
    for item in first.values():
        if item.source.refused:
            refusal = Failure(FailureKind.REFUSED, item.source.refused)
            yield item.key, failed_outcome(item.source, item.digest, refusal)
    jobs = [
        ConvertJob(item.source, choices.read, item.size, corrections=choices.corrections_of(item.digest))
        for item in first.values()
        if not item.source.refused
    ]
    for done in engine.run(convert_rows, jobs):
        item = by_source[done.job.source]
        answer = done.answer
        if isinstance(answer, Failure):
            answer = failed_outcome(item.source, item.digest, answer)
        assert isinstance(answer, Outcome)
        yield item.key, answer


def _result(item: Surveyed, outcome: Outcome) -> Result:
    return Result(item.source, outcome.sha256, outcome.failure, count(outcome.rows), outcome.seconds)
