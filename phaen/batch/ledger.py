"""The ledger of an output folder: what became of every content ever converted into it, and the sources of the last run.

It is an SQLite database in WAL mode: a process that is killed leaves it whole, up to its last commit. Nothing in it is
needed to read the dataset; without it, all is converted again.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from phaen.batch.failure import FailureKind

VERSION = 1
"""Of the tables below. A ledger of another version is set aside and begun anew."""

_TABLES = """
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
    finished TEXT NOT NULL      -- UTC, ISO 8601
) WITHOUT ROWID;
CREATE TABLE sources (          -- of the last run
    position INTEGER PRIMARY KEY,
    path BLOB NOT NULL,         -- as the file system has it, which need not be text
    name TEXT NOT NULL,
    key TEXT NOT NULL
);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID; -- JSON
"""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one content. Times are in seconds, memory in bytes."""

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of the last run: where it is, what it is called, which content it has."""

    path: str
    name: str
    key: str


class Ledger:
    """An open ledger."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def record(self, key: str) -> Record | None:
        """What became of a content, if anything yet."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM contents WHERE key = ?", (key,)).fetchone()
        return _record(row) if row else None

    def records(self) -> Iterator[Record]:
        """All of them, by key."""
        return map(_record, self._connection.execute(f"SELECT {_COLUMNS} FROM contents ORDER BY key"))

    def put(self, record: Record) -> None:
        """Keep what became of a content, from now on whatever happens to this process."""
        marks = ", ".join("?" * len(_NAMES))
        with self._connection:
            self._connection.execute(f"REPLACE INTO contents ({_COLUMNS}) VALUES ({marks})", _row(record))

    def forget(self, keys: Iterable[str]) -> None:
        """Drop contents."""
        with self._connection:
            self._connection.executemany("DELETE FROM contents WHERE key = ?", [(key,) for key in keys])

    def set_entries(self, entries: Iterable[Entry]) -> None:
        """The sources of the run that begins, in order."""
        rows = [(number, os.fsencode(entry.path), entry.name, entry.key) for number, entry in enumerate(entries)]
        with self._connection:
            self._connection.execute("DELETE FROM sources")
            self._connection.executemany("INSERT INTO sources VALUES (?, ?, ?, ?)", rows)

    def change_key(self, position: int, key: str) -> None:
        """A file has changed since it was looked at: its source has another content now."""
        with self._connection:
            self._connection.execute("UPDATE sources SET key = ? WHERE position = ?", (key, position))

    def entries(self) -> Iterator[Entry]:
        """The sources of the last run, in order."""
        rows = self._connection.execute("SELECT path, name, key FROM sources ORDER BY position")
        return (Entry(os.fsdecode(path), name, key) for path, name, key in rows)

    def fact(self, name: str) -> object:
        """A fact about the folder, None if there is none."""
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def set_fact(self, name: str, value: object) -> None:
        """Keep a fact about the folder: anything that JSON holds."""
        with self._connection:
            self._connection.execute("REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value)))


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """The ledger at `path`, made if need be. One that is damaged, or of another version, is begun anew.

    Only the holder of the folder's lock may do this. Raises OSError if it cannot be written.
    """
    connection = _connect(path)
    try:
        yield Ledger(connection)
    except sqlite3.OperationalError as error:
        # SQLite meets the full disk by itself and says so in its own words.
        raise OSError(f"the ledger cannot be written: {error}") from error
    finally:
        connection.close()


@contextmanager
def read_ledger(path: Path) -> Iterator[Ledger]:
    """The ledger at `path`, to be read only, also while a batch is at work. Raises FileNotFoundError, ValueError."""
    if not path.exists():
        raise FileNotFoundError(path)
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            if _version(connection) != VERSION:
                raise ValueError(f"{path}: a ledger of another version of phaen")
            yield Ledger(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise ValueError(f"{path}: no ledger, or a damaged one: {error}") from error


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = _opened(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise OSError(f"the ledger cannot be opened: {error}") from error
        connection = None
    if connection is None:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        connection = _opened(path)
    assert connection is not None
    return connection


def _opened(path: Path) -> sqlite3.Connection | None:
    """A connection, its tables made; None for a ledger of another version."""
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # A power cut may lose the last commits, never the order of them: what is lost is converted again.
        connection.execute("PRAGMA synchronous = NORMAL")
        if _version(connection) == 0:
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        fits = _version(connection) == VERSION
        connection.execute("SELECT count(*) FROM contents")
    except BaseException:
        connection.close()
        raise
    if fits:
        return connection
    connection.close()
    return None


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


_NAMES = tuple(Record.__dataclass_fields__)
_COLUMNS = ", ".join(_NAMES)


def _row(record: Record) -> tuple[object, ...]:
    values = {name: getattr(record, name) for name in _NAMES}
    plain = {"name": _text(record.name), "error": _text(record.error), "failure": record.failure or ""}
    return tuple({**values, **plain, "counts": json.dumps(dict(record.counts))}.values())


def _text(value: str) -> str:
    """Text that SQLite takes: names of files need not be any."""
    return value.encode("utf-8", "replace").decode("utf-8")


def _record(row: tuple[object, ...]) -> Record:
    values = dict(zip(_NAMES, row, strict=True))
    failure = FailureKind(str(values["failure"])) if values["failure"] else None
    return Record(**{**values, "failure": failure, "counts": json.loads(str(values["counts"]))})
