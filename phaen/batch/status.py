"""The progress of a batch from its ledger, for `phaen status`, also while the batch runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from phaen.batch.due import staleness
from phaen.batch.failure import FailureKind
from phaen.batch.ledger import DamagedLedgerError, Entry, Ledger, Record
from phaen.batch.ledger_file import read_ledger
from phaen.batch.lock import is_locked
from phaen.batch.store import Store
from phaen.emit.inside import NotOursError


class NoBatchError(Exception):
    """The folder contains no batch, or none that this version can read."""

    template = "{folder}: {reason}"

    def __init__(self, folder: str, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(self.template.format(folder=folder, reason=reason))

    def __reduce__(self) -> tuple[type[NoBatchError], tuple[str, str]]:
        return type(self), (self.folder, self.reason)


@dataclass(frozen=True, slots=True)
class FailedSource:
    """A failed source with the reason. Times are in seconds."""

    source_file: str
    path: str
    kind: FailureKind
    error: str
    attempts: int
    seconds: float
    finished: str


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of the sources of the last run. The sum of `done`, `failed` and `left` is `sources`.

    `stale` counts the done and failed sources with results of other rules: a run would convert them again. `duplicates`
    counts sources with the same content as an earlier one. `kept` counts contents of sources of earlier runs.
    """

    running: bool
    started: str | None
    finished: str | None
    sources: int
    done: int
    failed: int
    left: int
    stale: int
    duplicates: int
    kept: int
    failures: list[FailedSource] = field(default_factory=list)


def status(out: Path) -> Status:
    """The status of the batch in an output folder. Raises NoBatchError if there is none."""
    store = Store(out)
    try:
        store.examine()
        with read_ledger(store.ledger) as ledger:
            return _status(ledger, is_locked(store.lock))
    except FileNotFoundError as error:
        raise NoBatchError(str(out), "no batch was run here") from error
    except NotOursError as error:
        raise NoBatchError(str(out), str(error.strerror)) from error
    except DamagedLedgerError as error:
        raise NoBatchError(str(out), f"{error}; phaen convert recreates it") from error
    except OSError as error:
        raise NoBatchError(str(out), error.strerror or str(error)) from error


def _status(ledger: Ledger, running: bool) -> Status:
    records = {record.key: record for record in ledger.records()}
    entries = list(ledger.entries())
    known = [records[entry.key] for entry in entries if entry.key in records]
    run = ledger.fact("run")
    times = run if isinstance(run, dict) else {}
    failed = sum(1 for record in known if record.failure)
    contents = Counter(entry.key for entry in entries)
    return Status(
        running=running,
        started=times.get("started"),
        finished=times.get("finished"),
        sources=len(entries),
        done=len(known) - failed,
        failed=failed,
        left=len(entries) - len(known),
        stale=sum(1 for record in known if staleness(record)),
        duplicates=len(entries) - len(contents),
        kept=len(records.keys() - contents.keys()),
        failures=list(_failures(entries, records)),
    )


def _failures(entries: list[Entry], records: dict[str, Record]) -> Iterator[FailedSource]:
    for entry in entries:
        record = records.get(entry.key)
        if record and record.failure:
            yield FailedSource(
                entry.name, entry.path, record.failure, record.error, record.attempts, record.seconds, record.finished
            )
