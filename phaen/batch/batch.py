"""A batch: converts sources into the dataset of an output folder, and can be resumed after an interruption.

Each source's part is stored, and then recorded in the ledger, as soon as it is available. If a run is killed at any
point, the next one continues from there. The dataset is made from the parts, in the order of the sources.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from phaen.batch.due import (
    CORRECTED,
    DEFAULT_CHOICES,
    DEFAULT_WRITING,
    ID_DIGITS,
    SUFFIXES,
    Choices,
    Need,
    Writing,
    may_succeed,
    need,
    staleness,
)
from phaen.batch.earlier import Combined, SourcesGoneError, UnknownSourcesError, with_earlier
from phaen.batch.engines.engine_interface import BatchEngine, Done, Work
from phaen.batch.events import (
    Converted,
    CorrectionsLeftOut,
    CorrectionsUnused,
    Gone,
    Leaving,
    LedgerSetAside,
    Listener,
    Planned,
    RunSummary,
    Stage,
    StageBegun,
    now,
)
from phaen.batch.failure import Failure, FailureKind
from phaen.batch.finish import forget_stale, write_if_changed, write_run, written_dataset
from phaen.batch.job import ConvertJob, Reply, convert, make_reply, rename_part
from phaen.batch.ledger import Entry, Ledger, Record
from phaen.batch.ledger_file import open_ledger
from phaen.batch.lock import lock
from phaen.batch.one import failed_outcome
from phaen.batch.report import Report, Result, make_report, one_per_content
from phaen.batch.rules_digest import rules_for
from phaen.batch.sources import BatchSource
from phaen.batch.store import Store, content_key
from phaen.batch.survey import Surveyed, expand, look_at
from phaen.emit.dataset_files import file_names
from phaen.emit.part_files import PartError

_KEPT = (Need.DONE, Need.RENAMED)
"""What a source needs that needs no file: its part is in the store."""

MAX_DEATHS_PER_RUN = 2
"""How often a source is tried in one run if its process dies: the cause may be external."""


def convert_into(  # noqa: PLR0913 -- the inputs of a batch
    out: Path,
    sources: Iterable[BatchSource],
    *,
    engine: BatchEngine,
    writing: Writing = DEFAULT_WRITING,
    choices: Choices = DEFAULT_CHOICES,
    listener: Listener = lambda _: None,
    work: Work | None = None,
    add: bool = False,
    open_writing: Collection[str] = (),
) -> RunSummary:
    """Convert the sources that are not done yet, and write the dataset of all sources into `out`.

    With `add`, the sources of the last run stay, too, and so does how it wrote the dataset: the fields of `writing`
    that `open_writing` names are those of the last run. A source that fails is a row of `documents` with status
    `failed`; no exception is raised for it. Raises FolderInUseError if another batch is running on `out`,
    CannotAddError if the earlier sources cannot stay, OSError if `out` cannot be written. Finished work is kept in any
    case.
    """
    store = Store(out.absolute())
    store.make()
    with lock(store.lock, out):
        store.tidy()
        with (
            open_ledger(store, lambda old: listener(LedgerSetAside(old.path, old.reason, old.records))) as ledger,
            engine,
        ):
            batch = _Batch(store, ledger, engine, choices, listener)
            if add:
                writing = _as_last(writing, open_writing, written_dataset(store, ledger).writing)
            summary = batch.run(sources, work or convert, writing, add=add)
            forget_stale(store, ledger)
        store.empty_scratch()
    return summary


def _as_last(writing: Writing, names: Collection[str], last: Writing | None) -> Writing:
    """The options of writing, those of the last run where they are named."""
    return writing if last is None else replace(writing, **{name: getattr(last, name) for name in names})


class _Batch:
    """One run, under the folder's lock."""

    def __init__(self, store: Store, ledger: Ledger, engine: BatchEngine, choices: Choices, tell: Listener) -> None:
        self._store, self._ledger, self._engine = store, ledger, engine
        self._choices, self._tell = choices, tell
        self._items: list[Surveyed] = []
        self._positions: dict[BatchSource, int] = {}
        self._settled: set[str] = set()
        self._deaths: Counter[str] = Counter()
        self._traces: dict[str, str] = {}
        self._converted = 0
        self._seconds: dict[str, float] = {}

    def run(self, sources: Iterable[BatchSource], work: Work, writing: Writing, *, add: bool) -> RunSummary:
        """Run all stages."""
        started = now()
        last = list(self._ledger.entries())
        with self._stage(Stage.FINDING):
            self._find(self._with_earlier(sources) if add else Combined(list(sources)))
            self._ledger.set_fact("run", {"started": started, "finished": None})
            self._ledger.set_entries(map(_entry, self._items))
            self._tell_what_leaves(last, writing)
            self._tell_corrections_left_out()
        with self._stage(Stage.CONVERTING):
            self._convert(work)
            self._tell_corrections_unused()
        with self._stage(Stage.WRITING):
            report, written = self._write_or_convert_again(work, writing)
        summary = RunSummary(report, written, self._converted, len(self._items), self._seconds, started)
        return write_run(self._store, summary, self._choices, self._ledger)

    @contextmanager
    def _stage(self, stage: Stage) -> Iterator[None]:
        self._tell(StageBegun(stage))
        start = time.perf_counter()
        yield
        self._seconds[stage] = time.perf_counter() - start

    # --- finding

    def _find(self, found: Combined) -> None:
        expanded = expand(found.sources, self._engine, SUFFIXES, found.members)
        self._items = [look_at(source, SUFFIXES) for source in expanded]
        self._positions = {item.source: position for position, item in enumerate(self._items)}
        self._refuse_to_lose_what_is_gone()

    def _with_earlier(self, sources: Iterable[BatchSource]) -> Combined:
        """The given sources and those of the last run. Raises UnknownSourcesError if those are not known."""
        has_dataset = any((self._store.out / name).exists() for name in file_names())
        if has_dataset and not any(True for _ in self._ledger.entries()):
            raise UnknownSourcesError(str(self._store.out))
        return with_earlier(sources, self._ledger)

    def _refuse_to_lose_what_is_gone(self) -> None:
        """Raises SourcesGoneError if a plan whose file is gone needs work; reports those that stay."""
        gone = [item for item in self._items if item.source.gone]
        lost = [(item, why) for item in gone if self._has_rows(item) and (why := self._need(item)) not in _KEPT]
        if lost:
            raise SourcesGoneError([item.source.name for item, _ in lost], str(lost[0][1]))
        if gone:
            self._tell(Gone(tuple(item.source.name for item in gone)))

    def _has_rows(self, item: Surveyed) -> bool:
        record = self._ledger.record(item.key)
        return record is None or not record.failure

    def _tell_what_leaves(self, last: Iterable[Entry], writing: Writing) -> None:
        """Report which sources and files of an earlier dataset will be removed, while the run can still be stopped."""
        files = written_dataset(self._store, self._ledger).files
        if not files:
            return
        present = {item.key for item in self._items} | {item.source.name for item in self._items}
        sources = tuple(entry.name for entry in last if not present & {entry.key, entry.name})
        unwanted = tuple(sorted(files.keys() - file_names(writing.formats)))
        if sources or unwanted:
            self._tell(Leaving(sources, unwanted))

    def _tell_corrections_left_out(self) -> None:
        """Report the sources that an earlier run corrected, if this one is given no corrections at all."""
        if self._choices.corrections:
            return
        records = ((item.source.name, self._ledger.record(item.key)) for item in self._items)
        names = tuple(name for name, record in records if record and CORRECTED in record.options)
        if names:
            self._tell(CorrectionsLeftOut(names))

    def _tell_corrections_unused(self) -> None:
        """Report the documents with corrections that are not among the sources, or could not be converted."""
        converted = {result.sha256[:ID_DIGITS] for result in self._results() if not result.failure}
        unused = {name: len(rows) for name, rows in self._choices.corrections.items() if name not in converted}
        if unused:
            self._tell(CorrectionsUnused(unused))

    # --- converting

    def _convert(self, work: Work) -> None:
        pending = self._pending()
        self._tell(Planned(len(self._items), len(self._settled) + len(pending), len(self._settled)))
        # Repeated for sources whose process died, and for sources of the same content some of which have changed.
        while pending:
            reasons = {item.source: why for item, why in pending.values()}
            jobs = [self._job(item) for item, why in pending.values() if not self._done_here(item, why)]
            for done in self._engine.run(work, jobs):
                self._keep(done, reasons[done.job.source])
            pending = self._pending()

    def _pending(self) -> dict[str, tuple[Surveyed, Need]]:
        """By content key: the first source of each content that needs work, and the reason."""
        pending: dict[str, tuple[Surveyed, Need]] = {}
        for item in self._items:
            if item.key in self._settled or item.key in pending:
                continue
            why = self._need(item)
            if why is Need.DONE:
                self._settled.add(item.key)
            else:
                pending[item.key] = (item, why)
        return pending

    def _need(self, item: Surveyed) -> Need:
        record = self._ledger.record(item.key)
        why = need(record, self._choices, held=bool(record and self._store.holds(item.key, record.part_digest)))
        return Need.RENAMED if why is Need.DONE and record and record.name != item.source.name else why

    def _job(self, item: Surveyed) -> ConvertJob:
        corrections = self._choices.corrections_of(item.digest)
        return ConvertJob(item.source, self._choices.read, item.size, corrections=corrections)

    def _done_here(self, item: Surveyed, why: Need) -> bool:
        """Do work that needs no worker: rename a finished part, make the row of a refused source. Whether done."""
        record = self._ledger.record(item.key)
        if why is Need.RENAMED and record:
            part = rename_part(self._store.part(item.key), item.source.name)
            self._ledger.put(replace(record, name=item.source.name, part_digest=self._store.keep(item.key, part)))
            self._settle(item, replace(record, name=item.source.name), why)
        elif item.source.refused:
            failure = Failure(FailureKind.REFUSED, item.source.refused)
            reply = make_reply(failed_outcome(item.source, item.digest, failure))
            self._record(item, reply, why, self._choices.key(item.digest))
        else:
            return False
        return True

    def _keep(self, done: Done[ConvertJob], why: Need) -> None:
        """Store the answer of a worker."""
        position = self._positions[done.job.source]
        item = self._items[position]
        answer = done.answer
        if isinstance(answer, Failure):
            answer = make_reply(failed_outcome(item.source, item.digest, answer))
        assert isinstance(answer, Reply)
        options = self._choices.key(item.digest)
        if answer.sha256 != item.digest:
            item = self._changed(position, answer.sha256)
            options = self._choices.key("")  # corrections of what was read were not given to the worker
        self._record(item, answer, why, options)

    def _changed(self, position: int, digest: str) -> Surveyed:
        """Update the item of a file that changed after the survey: the content that was read counts."""
        old = self._items[position]
        item = replace(old, digest=digest, key=content_key(old.source, digest, SUFFIXES))
        self._items[position] = item
        self._ledger.set_entry(position, _entry(item))
        return item

    def _record(self, item: Surveyed, reply: Reply, why: Need, options: str) -> None:
        """Store the part first, then its record: a record never exists without its part."""
        before = self._ledger.record(item.key)
        failure, limits = reply.failure, self._choices.limits
        record = Record(
            key=item.key,
            sha256=reply.sha256,
            name=item.source.name,
            rules=rules_for(item.source.name),
            options=options,
            failure=failure.kind if failure else None,
            error=failure.reason if failure else "",
            part_digest=self._store.keep(item.key, reply.part),
            counts=reply.counts,
            attempts=before.attempts + 1 if before and not staleness(before, options) else 1,
            seconds=reply.seconds,
            time_limit=limits.seconds,
            memory_limit=limits.memory,
            finished=now(),
        )
        self._ledger.put(record)
        self._converted += 1
        if failure and failure.trace:
            self._traces[item.key] = failure.trace
        self._settle(item, record, why)

    def _settle(self, item: Surveyed, record: Record, why: Need) -> None:
        if record.failure is FailureKind.DIED:
            self._deaths[item.key] += 1
            if self._deaths[item.key] < MAX_DEATHS_PER_RUN and may_succeed(record, self._choices.limits):
                return
        self._settled.add(item.key)
        self._tell(Converted(self._result(item, record), why, record.attempts))

    # --- writing

    def _write_or_convert_again(self, work: Work, writing: Writing) -> tuple[Report, tuple[Path, ...]]:
        """Write the dataset. A part with a correct digest may still be unusable: it is converted again, once."""
        made_again: set[Path] = set()
        while True:
            try:
                return self._write(writing)
            except PartError as error:
                if error.path in made_again:
                    raise
                made_again.add(error.path)
                self._ledger.forget([error.path.stem])
                self._settled.discard(error.path.stem)
                self._convert(work)

    def _write(self, writing: Writing) -> tuple[Report, tuple[Path, ...]]:
        keys = {item.source: item.key for item in self._items}
        kept, duplicates = one_per_content(self._results())
        parts = [self._store.part(keys[result.source]) for result in kept]
        written = write_if_changed(parts, self._store, writing, self._ledger, self._tell)
        return make_report(kept, duplicates), tuple(written)

    def _results(self) -> Iterator[Result]:
        for item in self._items:
            record = self._ledger.record(item.key)
            assert record is not None, f"{item.source.name} has no outcome"
            yield self._result(item, record)

    def _result(self, item: Surveyed, record: Record) -> Result:
        failure = Failure(record.failure, record.error, self._traces.get(item.key, "")) if record.failure else None
        return Result(item.source, record.sha256, failure, record.counts, record.seconds)


def _entry(item: Surveyed) -> Entry:
    source = item.source
    return Entry(source.url or str(source.path.absolute()), source.name, item.key, source.given or source.name)
