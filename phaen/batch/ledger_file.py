"""Opens and checks the ledger file, and recreates it if it is damaged.

A ledger that differs from what phaen wrote (flipped bits, lost pages, changed tables or rows, another version) is
renamed, never removed. Rows that are unchanged are copied into the new ledger.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import TypeVar

from phaen.batch.events import LedgerSetAside
from phaen.batch.ledger import TABLES, VERSION, DamagedLedgerError, Ledger
from phaen.batch.store import Store

_Read = TypeVar("_Read")

_TIMEOUT_SECONDS = 10
"""How long to wait for another connection (such as `phaen status`)."""

_LONGEST_CELL = 1 << 28
"""Bytes. A damaged length must not make SQLite allocate more memory than is available."""

_COMPANIONS = ("", "-wal", "-shm")
"""Suffixes of the file names of an SQLite database."""

_KEPT_FACTS = ("run", "dataset")

_SURROUNDINGS = frozenset({
    sqlite3.SQLITE_AUTH, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL,
})  # fmt: skip
"""SQLite errors that are caused by the disk, the memory or other processes, not by the content of the file."""


@contextmanager
def open_ledger(store: Store, tell: Callable[[LedgerSetAside], object] = lambda _: None) -> Iterator[Ledger]:
    """Open the ledger of a store; create it if it is missing, rename and recreate it if it is damaged or outdated.

    The new ledger takes over the facts, and the records of contents whose parts are in the store, if their rows are
    unchanged and their digests match the parts. `tell` is called with the event. Only the holder of the folder's lock
    may do this. Raises OSError if the ledger cannot be written, or is damaged while it is open.
    """
    try:
        with closing(_connect(store, tell)) as connection:
            yield Ledger(connection)
    except sqlite3.OperationalError as error:
        # SQLite reports a full disk by its own exception.
        raise OSError(f"the ledger cannot be written: {error}") from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise  # a bug in phaen
        raise OSError(f"the ledger was damaged during the run ({error}); run again") from error
    except DamagedLedgerError as error:
        raise OSError(f"the ledger was damaged during the run ({error.reason}); run again") from error


@contextmanager
def read_ledger(path: Path, *, whole: bool = False) -> Iterator[Ledger]:
    """Open the ledger at `path` read-only, also while a batch is running. `whole`: check all of it first.

    Raises FileNotFoundError if it is missing, DamagedLedgerError if it is damaged or has another version.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    try:
        with closing(sqlite3.connect(_read_only(path), uri=True, timeout=_TIMEOUT_SECONDS)) as it:
            _limit(it)
            (_check if whole else _check_version)(it)
            yield Ledger(it)
    except sqlite3.Error as error:
        raise DamagedLedgerError(str(error)) from error


def _read_only(path: Path) -> str:
    """The URI for read-only access; with `immutable` if SQLite cannot create its files (on a read-only medium)."""
    fixed = "" if os.access(path.parent, os.W_OK) else "&immutable=1"
    return f"{path.absolute().as_uri()}?mode=ro{fixed}"


def _check(ledger: sqlite3.Connection) -> None:
    """Check every page and every row. Raises DamagedLedgerError, sqlite3.Error."""
    _check_version(ledger)
    if _schema(ledger) != _own_schema():
        raise DamagedLedgerError("it has other tables or columns")
    problems = [str(row[0]) for row in ledger.execute("PRAGMA integrity_check(1)")]
    if problems != ["ok"]:
        raise DamagedLedgerError(problems[0] if problems else "it cannot be checked")
    rows = Ledger(ledger)
    for all_rows in (rows.records(), rows.entries(), rows.facts()):
        for _ in all_rows:
            pass


def _connect(store: Store, tell: Callable[[LedgerSetAside], object]) -> sqlite3.Connection:
    try:
        return _opened(store.ledger)
    except DamagedLedgerError as error:
        kept = _set_aside(store.ledger)
        connection = _opened(store.ledger)
        tell(LedgerSetAside(kept, error.reason, _salvage(kept, Ledger(connection), store)))
        return connection


def _opened(path: Path) -> sqlite3.Connection:
    """A connection to an intact ledger. Raises DamagedLedgerError, OSError."""
    for suffix in _COMPANIONS:
        file = path.with_name(path.name + suffix)
        if file.is_symlink() or (file.exists() and not file.is_file()):
            raise DamagedLedgerError(f"{file.name} is not a regular file")
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(path, timeout=_TIMEOUT_SECONDS)
        _prepare(connection)
        _check(connection)
    except (DamagedLedgerError, sqlite3.Error, MemoryError, OverflowError, UnicodeError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, DamagedLedgerError):
            raise
        if _is_of_the_surroundings(error, path):
            raise OSError(f"the ledger cannot be opened: {error}") from error
        raise DamagedLedgerError(str(error)) from error
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Configure the connection, and create the tables in a new file."""
    _limit(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    # A power failure may lose the last commits, but does not reorder them: lost contents are converted again.
    connection.execute("PRAGMA synchronous = NORMAL")
    if _version(connection) == 0 and not _schema(connection):
        connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
    elif _version(connection) == VERSION:
        connection.execute(f"PRAGMA user_version = {VERSION}")  # fails if a damaged header forbids writing


def _limit(connection: sqlite3.Connection) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def _is_of_the_surroundings(error: BaseException, path: Path) -> bool:
    """Whether the error is caused by the environment and not by the content of the file."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return False
    if code & 0xFF == sqlite3.SQLITE_READONLY:  # a damaged header may also cause this
        return not os.access(path, os.W_OK)
    return code & 0xFF in _SURROUNDINGS


def _set_aside(path: Path) -> Path:
    """Rename the files of a ledger; returns the new path of the database. Raises OSError."""
    kept = next(name for number in count(1) if not _exists(name := path.with_name(f"ledger.damaged-{number}.sqlite")))
    # The database last: if the run is killed here, the next one finds it damaged again.
    for suffix in reversed(_COMPANIONS):
        file = path.with_name(path.name + suffix)
        if _exists(file):
            file.replace(kept.with_name(kept.name + suffix))
    return kept


def _exists(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _salvage(kept: Path, new: Ledger, store: Store) -> int:
    """Copy the unchanged rows of the old ledger into the new one; returns the number of records copied."""
    records = 0
    with _copied(kept, store.scratch) as old:
        if old is None:
            return 0
        for key in store.part_keys():
            record = _tried(old.record, key)
            if record and store.holds(key, record.part_digest):
                new.put(record)
                records += 1
        for name in _KEPT_FACTS:
            if (value := _tried(old.fact, name)) is not None:
                new.set_fact(name, value)
    return records


@contextmanager
def _copied(kept: Path, scratch: Path) -> Iterator[Ledger | None]:
    """A copy of the old ledger for reading, since opening it would change it. None if it cannot be used."""
    if kept.is_symlink() or not kept.is_file():
        yield None
        return
    copy = scratch / "damaged.sqlite"
    for suffix in ("", "-wal"):
        file = kept.with_name(kept.name + suffix)
        if file.is_file() and not file.is_symlink():
            shutil.copyfile(file, copy.with_name(copy.name + suffix))
    with closing(sqlite3.connect(copy, timeout=_TIMEOUT_SECONDS)) as connection:
        yield Ledger(connection) if _can_be_read(connection) else None


def _can_be_read(connection: sqlite3.Connection) -> bool:
    """Whether the rows have the format of this version."""
    try:
        _limit(connection)
        return _version(connection) == VERSION
    except sqlite3.Error:
        return False


def _tried(read: Callable[[str], _Read | None], name: str) -> _Read | None:
    """The value read, None if it is damaged."""
    try:
        return read(name)
    except (DamagedLedgerError, sqlite3.Error, MemoryError, OverflowError, UnicodeError):
        return None


def _check_version(connection: sqlite3.Connection) -> None:
    version = _version(connection)
    if version != VERSION:
        raise DamagedLedgerError(f"it has version {version}; this phaen requires version {VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _schema(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """All definitions in a database: tables, and anything that was added (triggers, views)."""
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()


@cache
def _own_schema() -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        return _schema(connection)
