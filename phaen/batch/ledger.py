"""The ledger of an output folder: the results of all contents ever converted into it, and the sources of the last run.

It is an SQLite database in WAL mode: if a process is killed, the ledger is intact up to the last commit. Every row has
a seal, a digest of its values, which shows whether the row has changed since it was written. Opening, checking and
recreating a ledger is done in `ledger_file`. The ledger is not needed to read the dataset; without it, all sources are
converted again.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import blake2b

from phaen.batch.failure import FailureKind
from phaen.batch.store import KEY

VERSION = 3
"""Version of the tables below."""

TABLES = """
CREATE TABLE contents (
    key TEXT PRIMARY KEY,       -- see store.content_key
    sha256 TEXT NOT NULL,       -- empty: the content could not be read
    name TEXT NOT NULL,         -- documents.source_file in the part
    rules TEXT NOT NULL,
    options TEXT NOT NULL,
    failure TEXT NOT NULL,      -- a FailureKind, empty if it gave a plan
    error TEXT NOT NULL,
    part_digest TEXT NOT NULL,
    counts TEXT NOT NULL,       -- JSON
    attempts INTEGER NOT NULL,
    seconds REAL NOT NULL,
    time_limit REAL NOT NULL,   -- seconds
    memory_limit INTEGER NOT NULL, -- bytes
    finished TEXT NOT NULL,     -- UTC, ISO 8601
    seal TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sources (          -- of the last run
    position INTEGER PRIMARY KEY,
    path BLOB NOT NULL,         -- as the file system has it, which need not be text
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    given TEXT NOT NULL,        -- name of the file or archive, before it was told apart from others
    seal TEXT NOT NULL
);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL, seal TEXT NOT NULL) WITHOUT ROWID; -- JSON
"""

_Cells = tuple[object, ...]


class DamagedLedgerError(Exception):
    """The content of the ledger has changed since it was written."""

    template = "the ledger is damaged: {reason}"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(self.template.format(reason=reason))

    def __reduce__(self) -> tuple[type[DamagedLedgerError], tuple[str]]:
        return type(self), (self.reason,)


@dataclass(frozen=True, slots=True)
class Record:
    """The result of one content. Times are in seconds, memory in bytes."""

    key: str
    sha256: str
    name: str
    rules: str
    options: str
    failure: FailureKind | None
    error: str
    part_digest: str
    counts: Mapping[str, int] = field(default_factory=dict)
    attempts: int = 1
    seconds: float = 0.0
    time_limit: float = 0.0
    memory_limit: int = 0
    finished: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether the source was refused without being read, such as a locked member of an archive."""
        return self.failure is FailureKind.REFUSED


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of the last run: its absolute path or URL, its name in the dataset, and the key of its content.

    `given` is the name of the file, or of the archive that it is in, without folders that only tell it from others.
    """

    path: str
    name: str
    key: str
    given: str = ""


class Ledger:
    """An open ledger. Methods that read raise DamagedLedgerError for a row that has changed since it was written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def record(self, key: str) -> Record | None:
        """The record of a content, None if there is none."""
        row = self._connection.execute("SELECT * FROM contents WHERE key = ?", (key,)).fetchone()
        return _record(row) if row else None

    def records(self) -> Iterator[Record]:
        """All records, ordered by key."""
        return map(_record, self._connection.execute("SELECT * FROM contents ORDER BY key"))

    def put(self, record: Record) -> None:
        """Store the record of a content durably."""
        self._replace("contents", [_cells(record)])

    def forget(self, keys: Iterable[str]) -> None:
        """Remove the records of contents."""
        with self._connection:
            self._connection.executemany("DELETE FROM contents WHERE key = ?", [(key,) for key in keys])

    def set_entries(self, entries: Iterable[Entry]) -> None:
        """Store the sources of the run that begins, in order."""
        rows = [_entry_cells(position, entry) for position, entry in enumerate(entries)]
        with self._connection:
            self._connection.execute("DELETE FROM sources")
            self._connection.executemany("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)", map(_sealed, rows))

    def set_entry(self, position: int, entry: Entry) -> None:
        """Replace the entry of a source whose file has changed since the survey."""
        self._replace("sources", [_entry_cells(position, entry)])

    def entries(self) -> Iterator[Entry]:
        """The sources of the last run, in order."""
        return map(_entry, self._connection.execute("SELECT * FROM sources ORDER BY position"))

    def fact(self, name: str) -> object:
        """A fact about the folder, None if it is not stored."""
        row = self._connection.execute("SELECT * FROM facts WHERE name = ?", (name,)).fetchone()
        return _fact(row)[1] if row else None

    def facts(self) -> Iterator[tuple[str, object]]:
        """All facts about the folder, ordered by name."""
        return map(_fact, self._connection.execute("SELECT * FROM facts ORDER BY name"))

    def set_fact(self, name: str, value: object) -> None:
        """Store a fact about the folder: any value that JSON can represent."""
        self._replace("facts", [(name, json.dumps(value))])

    def _replace(self, table: str, rows: Sequence[_Cells]) -> None:
        marks = ", ".join("?" * (len(rows[0]) + 1))
        with self._connection:
            self._connection.executemany(f"REPLACE INTO {table} VALUES ({marks})", map(_sealed, rows))


# --- rows


def _sealed(cells: _Cells) -> _Cells:
    return (*cells, _seal(cells))


def _seal(cells: _Cells) -> str:
    return blake2b(repr(cells).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _unsealed(row: Sequence[object], table: str) -> _Cells:
    """The cells of a row without its seal. Raises DamagedLedgerError if the seal does not match."""
    *cells, seal = row
    if seal != _seal(tuple(cells)):
        raise DamagedLedgerError(f"a row of {table} has changed since it was written")
    return tuple(cells)


def _cells(record: Record) -> _Cells:
    """The values exactly as SQLite returns them: values that it would convert are converted here."""
    plain = {
        "name": _text(record.name),
        "failure": str(record.failure or ""),
        "error": _text(record.error),
        "counts": json.dumps(dict(record.counts)),
        "seconds": float(record.seconds),
        "time_limit": float(record.time_limit),
    }
    return tuple({**asdict(record), **plain}.values())


def _text(value: str) -> str:
    """Text that SQLite accepts: file names may not be valid text."""
    return value.encode("utf-8", "replace").decode("utf-8")


def _record(row: Sequence[object]) -> Record:
    values = dict(zip(Record.__dataclass_fields__, _unsealed(row, "contents"), strict=True))
    try:
        failure = FailureKind(str(values["failure"])) if values["failure"] else None
        counts = json.loads(str(values["counts"]))
    except ValueError as error:
        raise DamagedLedgerError(f"a row of contents has invalid values: {error}") from error
    record = Record(**{**values, "failure": failure, "counts": counts})
    if not _fits(record):
        raise DamagedLedgerError("a row of contents has invalid values")
    return record


def _fits(record: Record) -> bool:
    """Whether a batch can have written this record; a correct seal alone does not show that."""
    found = KEY.fullmatch(record.key) if isinstance(record.key, str) else None
    texts = (record.name, record.rules, record.options, record.error, record.part_digest, record.finished)
    whole = (record.attempts, record.memory_limit)
    return (
        found is not None
        and record.sha256 == (found[1] or "")
        and all(isinstance(text, str) for text in texts)
        and all(type(number) is int and number >= 0 for number in whole)
        and all(isinstance(number, float) and not math.isnan(number) for number in (record.seconds, record.time_limit))
        and isinstance(record.counts, dict)
        and all(type(number) is int for number in record.counts.values())
    )


def _entry_cells(position: int, entry: Entry) -> _Cells:
    return (position, os.fsencode(entry.path), _text(entry.name), entry.key, _text(entry.given))


def _entry(row: Sequence[object]) -> Entry:
    _, path, name, key, given = _unsealed(row, "sources")
    if not (isinstance(path, bytes) and isinstance(name, str) and isinstance(key, str) and isinstance(given, str)):
        raise DamagedLedgerError("a row of sources has invalid values")
    if not KEY.fullmatch(key):
        raise DamagedLedgerError("a row of sources has no key of a content")
    return Entry(os.fsdecode(path), name, key, given)


def _fact(row: Sequence[object]) -> tuple[str, object]:
    name, value = _unsealed(row, "facts")
    try:
        return str(name), json.loads(str(value))
    except ValueError as error:
        raise DamagedLedgerError(f"a fact cannot be read: {error}") from error
