"""Where the sources of a dataset are: by the ledger of its last run, or in paths that the user gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from phaen.batch.archives import SUFFIX, ScanJob, scan
from phaen.batch.due import SUFFIXES
from phaen.batch.engines.in_process import InlineEngine
from phaen.batch.ledger import DamagedLedgerError, Entry
from phaen.batch.ledger_file import read_ledger
from phaen.batch.sources import BatchSource, find_sources
from phaen.batch.store import KEY, Store
from phaen.batch.survey import expand, look_at
from phaen.emit.inside import NotOursError

Sources = Mapping[str, BatchSource]
"""Sources by the SHA-256 of their content."""


def sources_of_run(folder: Path) -> Sources:
    """The sources of the last batch into `folder` that still exist; empty if there is no usable ledger."""
    store = Store(folder)
    with suppress(FileNotFoundError, DamagedLedgerError, NotOursError):
        store.examine()
        with read_ledger(store.ledger) as ledger:
            return _of_entries(ledger.entries())
    return {}


def sources_in(paths: Iterable[str], output: Path) -> Sources:
    """The sources in files, folders and archives. Raises NoSourcesError if there are none, RemoteError."""
    found = find_sources(paths, suffixes={*SUFFIXES, SUFFIX}, output=output)
    with InlineEngine() as engine:
        items = [look_at(source, SUFFIXES) for source in expand(found, engine, SUFFIXES)]
    return {item.digest: replace(item.source, digest=item.digest) for item in items if item.digest}


def _of_entries(entries: Iterable[Entry]) -> Sources:
    found: dict[str, BatchSource] = {}
    members: dict[str, Sources] = {}
    for entry in entries:
        key = KEY.fullmatch(entry.key)
        digest = key.group(1) if key else None
        if digest is None:
            continue
        path = Path(entry.path)
        if path.suffix.casefold() == SUFFIX:
            if entry.path not in members:
                members[entry.path] = _members(path)
            if digest in members[entry.path]:
                found[digest] = members[entry.path][digest]
        elif path.is_file():
            found[digest] = BatchSource(path, entry.name, digest=digest)
    return found


def _members(archive: Path) -> Sources:
    job = ScanJob(BatchSource(archive, archive.name), frozenset(SUFFIXES), 0)
    return {member.digest: member for member in scan(job) if member.digest and not member.refused}
