"""Verifies that a dataset is unchanged: its files, its parts and the ledger, by their digests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from phaen.batch.due import staleness
from phaen.batch.ledger import DamagedLedgerError, Record
from phaen.batch.ledger_file import read_ledger
from phaen.batch.lock import FolderInUseError, is_locked
from phaen.batch.status import NoBatchError
from phaen.batch.store import Store
from phaen.batch.written import (
    WrittenDataset,
    has_content,
    last_written,
    written_by_descriptor,
    written_by_run_file,
)
from phaen.emit.dataset_files import RUN_FILE
from phaen.emit.file_digest import FileDigest, parse_digest
from phaen.emit.inside import is_file
from phaen.emit.part_files import PartError, read_part_tables
from phaen.emit.swap import current, is_exchanging


class Trouble(StrEnum):
    """Kinds of problems."""

    CHANGED = "changed"
    """A file of the dataset has changed since it was written: it was edited or damaged."""
    MISSING = "missing"
    DAMAGED = "damaged"
    """An internal file of phaen: the ledger or a part."""
    UNFINISHED = "unfinished"
    """The last run did not finish."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `name` is a path in the folder; for a part, `key` is the key of its content."""

    trouble: Trouble
    name: str
    reason: str
    key: str = ""
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """The numbers of parts and files verified, and the problems found."""

    parts: int
    files: int
    problems: list[Problem] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether there are no problems, or all are repaired."""
        return all(problem.repaired for problem in self.problems)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known about a folder."""

    records: Mapping[str, Record] = field(default_factory=dict)
    dataset: WrittenDataset = field(default_factory=WrittenDataset)
    run: Mapping[str, object] = field(default_factory=dict)
    damage: str = ""


def verify(out: Path) -> Verification:
    """Verify the whole folder of a dataset, without changing anything.

    Raises NoBatchError if there is no dataset written by phaen, FolderInUseError if a batch is running on it,
    NotOursError if a link is in the place of an internal file or folder.
    """
    Store(out).examine()
    if is_locked(Store(out).lock):
        raise FolderInUseError(str(out), "")
    return look_through(out)


def look_through(out: Path) -> Verification:
    """The same, for the holder of the folder's lock."""
    store = Store(out)
    kept = _kept(store)
    files = kept.dataset.settled(out).files
    problems = [
        *_ledger_problems(store, kept),
        *_run_problems(out, kept.run),
        *_part_problems(store, kept),
        *_file_problems(out, files),
    ]
    return Verification(len(kept.records), len(files), problems)


def _kept(store: Store) -> _Kept:
    """By the ledger; if it is missing or damaged, by the digests in `run.json` or `datapackage.json`."""
    damage = ""
    try:
        with read_ledger(store.ledger, whole=True) as ledger:
            run = ledger.fact("run")
            return _Kept(
                {record.key: record for record in ledger.records()},
                last_written(ledger, store.out) or WrittenDataset(),
                run if isinstance(run, dict) else {},
            )
    except FileNotFoundError:
        pass
    except DamagedLedgerError as error:
        damage = error.reason
    except OSError as error:
        damage = error.strerror or str(error)
    dataset = written_by_run_file(store.out) or written_by_descriptor(store.out)
    if dataset is None and not damage:
        raise NoBatchError(str(store.out), "there is no dataset written by phaen")
    return _Kept(dataset=dataset or WrittenDataset(), damage=damage)


def _ledger_problems(store: Store, kept: _Kept) -> Iterator[Problem]:
    if kept.damage:
        yield Problem(Trouble.DAMAGED, _name(store.ledger, store.out), kept.damage)


def _run_problems(out: Path, run: Mapping[str, object]) -> Iterator[Problem]:
    if is_exchanging(out):
        yield Problem(Trouble.UNFINISHED, ".", "a run was stopped while it replaced the files of the dataset")
    if run and run.get("finished") is None:
        yield Problem(Trouble.UNFINISHED, ".", "the last run was stopped before it finished")
    elif digest := parse_digest(run.get("file")):
        yield from _file_problems(out, {RUN_FILE: digest})


def _file_problems(out: Path, files: Mapping[str, FileDigest]) -> Iterator[Problem]:
    for name, digest in sorted(files.items()):
        path = current(out, name)
        if not is_file(path):
            yield Problem(Trouble.MISSING, name, "the file is missing")
        elif not has_content(path, digest):
            yield Problem(Trouble.CHANGED, name, "the file has changed since it was written")


def _part_problems(store: Store, kept: _Kept) -> Iterator[Problem]:
    for key, record in kept.records.items():
        if found := _part_problem(store, record):
            trouble, reason = found
            yield Problem(trouble, _name(store.part(key), store.out), f"{reason} ({record.name})", key)
    for key in kept.dataset.parts:
        if key not in kept.records:
            yield Problem(Trouble.MISSING, _name(store.part(key), store.out), "a part of the dataset is missing", key)


def _part_problem(store: Store, record: Record) -> tuple[Trouble, str] | None:
    if not is_file(store.part(record.key)):
        return Trouble.MISSING, "the part is missing"
    if not store.holds(record.key, record.part_digest):
        return Trouble.DAMAGED, "the part has changed since it was written"
    if staleness(record):
        return None  # it may have other columns; a run will convert it again
    try:
        contradictions = list(_contradictions(record, store.part(record.key)))
    except PartError as error:
        return Trouble.DAMAGED, error.reason
    return (Trouble.DAMAGED, f"it contradicts the ledger: {contradictions[0]}") if contradictions else None


def _contradictions(record: Record, part: Path) -> Iterator[str]:
    """Differences between the rows of a part and its record in the ledger."""
    tables = read_part_tables(part)
    (document, *more) = tables["documents"].to_pylist() or [{}]
    if more or document.get("source_file") != record.name:
        yield "the name of the source"
    if (document.get("sha256") or "") != record.sha256:
        yield "the content of the source"
    rows = {name: table.num_rows for name, table in tables.items() if table.num_rows}
    if rows != {name: number for name, number in record.counts.items() if name in tables}:
        yield "the numbers of rows"


def _name(path: Path, out: Path) -> str:
    return path.relative_to(out).as_posix()
