"""The sources of the last run of an output folder, for `phaen convert --add`: they stay, beside those now given.

The dataset is that of one run over all of them. A source that stands in both is one source: it is told by where it
is, not by its name. A source whose file is gone stays as it was converted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from extract.read.source_file import source_name
from phaen.batch.archives import SUFFIX
from phaen.batch.ledger import Entry, Ledger
from phaen.batch.remote import remote_digest
from phaen.batch.sources import BatchSource, named
from phaen.batch.store import KEY


class CannotAddError(Exception):
    """Nothing can be added to the dataset of a folder without losing a part of it; `reason` says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class UnknownSourcesError(CannotAddError):
    """The folder has a dataset, but nothing tells of which sources."""

    template = "nothing tells which sources the dataset in {folder} is of: convert all of them without --add"

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(self.template.format(folder=folder))

    def __reduce__(self) -> tuple[type[UnknownSourcesError], tuple[str]]:
        return type(self), (self.folder,)


class SourcesGoneError(CannotAddError):
    """Sources of the earlier dataset must be converted again, but their files are gone."""

    template = (
        "these sources of the earlier dataset must be converted again ({why}), but their files are gone: {names}; "
        "put them back, or convert without --add to leave them out"
    )

    def __init__(self, names: Sequence[str], why: str) -> None:
        self.names, self.why = tuple(names), why
        super().__init__(self.template.format(names=", ".join(names), why=why))

    def __reduce__(self) -> tuple[type[SourcesGoneError], tuple[tuple[str, ...], str]]:
        return type(self), (self.names, self.why)


@dataclass(frozen=True)
class Combined:
    """All sources, named and in order. `members`: of each archive that is gone, its members in order."""

    sources: list[BatchSource]
    members: Mapping[BatchSource, list[BatchSource]] = field(default_factory=dict)


def with_earlier(given: Iterable[BatchSource], ledger: Ledger) -> Combined:
    """The given sources and those of the last run, named as if all had been given together."""
    found = {_where(source): as_given(source) for source in given}
    gone: dict[str, list[Entry]] = {}
    for entry in ledger.entries():
        source = _source(entry)
        where = _where(source)
        if where in gone:
            gone[where].append(entry)
        elif where not in found:
            is_there = _is_there(source)
            found[where] = source if is_there else replace(source, gone=True)
            gone |= {} if is_there else {where: [entry]}
    sources = named(found.values())
    members = {source: _kept(source, gone[_where(source)], ledger) for source in sources if source.gone}
    return Combined(sources, members)


def _where(source: BatchSource) -> str:
    return source.url or os.path.realpath(source.path)


def as_given(source: BatchSource) -> BatchSource:
    """A source with its name before it was told apart from others of the same name."""
    return replace(source, name=source.given or source.name, given="")


def _source(entry: Entry) -> BatchSource:
    """The source, or the archive, of an entry of the ledger, by the name that it was given under."""
    is_remote = "://" in entry.path
    path = Path(entry.given) if is_remote else Path(entry.path)
    return BatchSource(path, entry.given, url=entry.path if is_remote else "")


def _is_there(source: BatchSource) -> bool:
    return bool(remote_digest(source.url)[0]) if source.url else os.path.exists(source.path)  # noqa: PTH110 -- False if it cannot be told


def _kept(source: BatchSource, entries: Iterable[Entry], ledger: Ledger) -> list[BatchSource]:
    """What the last run found at a path that is gone: the source itself, or the members of an archive."""
    return [_kept_source(source, entry, ledger) for entry in entries]


def _kept_source(source: BatchSource, entry: Entry, ledger: Ledger) -> BatchSource:
    key, record = KEY.fullmatch(entry.key), ledger.record(entry.key)
    name = source.name + entry.name.removeprefix(_top(entry))
    refused = record.error if record and record.is_refused else ""
    return replace(source, name=name, digest=(key and key[1]) or "", refused=refused)


def _top(entry: Entry) -> str:
    """The part of an entry's name that is the name of the archive: it ends as the path of the archive does."""
    if not entry.path.casefold().endswith(SUFFIX):
        return entry.name
    parts = Path(entry.path).absolute().parts
    ends = (source_name(Path(*parts[-count:])) for count in range(1, len(parts)))
    return next((end for end in ends if entry.name == end or entry.name.startswith(f"{end}/")), entry.name)
