"""Restores a dataset from its parts, for `phaen verify --repair`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from phaen.batch.events import Listener
from phaen.batch.finish import write_anew
from phaen.batch.ledger import Ledger
from phaen.batch.ledger_file import open_ledger
from phaen.batch.lock import lock
from phaen.batch.store import Store
from phaen.batch.verify import Problem, Verification, look_through
from phaen.batch.written import WrittenDataset, last_written
from phaen.emit.inside import is_folder
from phaen.emit.part_files import PartError
from phaen.emit.swap import staged


def repair(out: Path, listener: Listener = lambda _: None) -> Verification:
    """Repair what can be repaired without the sources. Remaining problems are fixed by `phaen convert`.

    A damaged ledger is recreated, damaged parts are removed, and an interrupted replacement of files is completed. If
    all parts of the dataset are intact, files that have changed are written again. A changed file is kept next to the
    new one. Raises NoBatchError, FolderInUseError, NotOursError, OSError.
    """
    store = Store(out)
    store.examine()
    if not is_folder(store.root):
        return look_through(out)  # a copy of a dataset without its parts: nothing to repair from
    with lock(store.lock, out):
        before = look_through(out)
        store.tidy()
        with open_ledger(store, listener) as ledger:
            ledger_was_damaged = before.parts == 0 and not before.well
            _drop_bad_parts(store, ledger, look_through(out).problems if ledger_was_damaged else before.problems)
            with staged(out):
                pass  # entering it completes an interrupted replacement of files
            _write_files(store, ledger, listener)
        store.empty_scratch()
        after = look_through(out)
    return replace(after, problems=_compared(before.problems, after.problems))


def _drop_bad_parts(store: Store, ledger: Ledger, problems: list[Problem]) -> None:
    keys = [problem.key for problem in problems if problem.key]
    ledger.forget(keys)
    for key in keys:
        store.drop(key)


def _write_files(store: Store, ledger: Ledger, listener: Listener) -> None:
    """Write the dataset again if it has problems and all its parts are present."""
    last = (last_written(ledger, store.out) or WrittenDataset()).settled(store.out)
    records = {key: ledger.record(key) for key in last.parts}
    if last.writing is None or last.is_in(store.out) or not all(records.values()):
        return
    try:
        write_anew([store.part(key) for key in last.parts], store, last.writing, ledger, last, listener)
    except PartError:
        return  # made by another version: only a run can convert it again


def _compared(before: list[Problem], after: list[Problem]) -> list[Problem]:
    """All earlier and remaining problems; those that are gone are marked as repaired, except for removed parts."""
    left = {problem.name for problem in after}
    gone = [replace(problem, repaired=not problem.key) for problem in before if problem.name not in left]
    return [*gone, *after]
