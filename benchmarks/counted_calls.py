# ruff: noqa: ANN401 -- what is called may be given anything
"""Counts system calls and makes them fail: files that Python opens, writes, renames, syncs and removes, and SQLite.

Arrow writes its files in C++. For it, opening, each table written and closing are counted, not each write. SQLite is
counted by statement and commit; its own tests cover failures of every call below that.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import sqlite3
from collections.abc import Callable
from enum import StrEnum
from typing import Any

KILLED = 137
"""The exit status of a process that ended at a call."""

_OS_CALLS = ("open", "replace", "rename", "link", "unlink", "remove", "mkdir", "rmdir", "fsync")


class Fault(StrEnum):
    """The effect at the chosen call."""

    NONE = "none"
    ONCE = "once"
    """It fails, later ones do not."""
    ONWARDS = "onwards"
    """It fails, and so do all later ones, as on a full disk."""
    KILL = "kill"
    """The process ends immediately, without any cleanup."""


class Counter:
    """Counts calls, and makes the chosen one fail: with ENOSPC if its number is even, else with EIO."""

    def __init__(self, fault: Fault, chosen: int) -> None:
        self.calls = 0
        self._fault, self._chosen = fault, chosen

    def fails(self) -> bool:
        """Count a call. Returns whether it must fail."""
        self.calls += 1
        if self._fault is Fault.NONE or self.calls < self._chosen:
            return False
        return self._fault is not Fault.ONCE or self.calls == self._chosen

    def fail(self, *, reading: bool = False, database: bool = False) -> None:
        """Fail according to the fault. Reading never fails with a full disk."""
        if self._fault is Fault.KILL:
            os._exit(KILLED)
        full = self._chosen % 2 == 0 and not reading
        if database:
            error = sqlite3.OperationalError("database or disk is full" if full else "disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL if full else sqlite3.SQLITE_IOERR_WRITE
            raise error
        number = errno.ENOSPC if full else errno.EIO
        raise OSError(number, os.strerror(number))


def count_calls(counter: Counter) -> None:
    """Count all calls of this process from now on."""
    _count_files(counter)
    _count_os(counter)
    _count_sqlite(counter)
    _count_arrow(counter)


def _counted(counter: Counter, call: Callable[..., Any], *, reading: bool = False) -> Callable[..., Any]:
    def counted(*arguments: Any, **options: Any) -> Any:
        if counter.fails():
            counter.fail(reading=reading)
        return call(*arguments, **options)

    return counted


def _count_files(counter: Counter) -> None:
    plain = builtins.open

    def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        writing = bool(set(mode) & set("wax+"))
        if counter.fails():
            counter.fail(reading=not writing)
        found = plain(file, mode, *arguments, **options)
        return _CountedFile(counter, found) if writing else found

    builtins.open = opened
    io.open = opened


class _CountedFile:
    """A file being written. A failing write leaves half of the data, as on a full disk."""

    def __init__(self, counter: Counter, file: Any) -> None:
        self._counter, self._file = counter, file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _CountedFile:
        self._file.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def write(self, data: Any) -> Any:
        if self._counter.fails():
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            self._counter.fail()
        return self._file.write(data)

    def close(self) -> None:
        """Write buffered data, which may fail, and close the file."""
        failing = not self._file.closed and self._counter.fails()
        self._file.close()
        if failing:
            self._counter.fail()


def _count_os(counter: Counter) -> None:
    for name in _OS_CALLS:
        setattr(os, name, _counted(counter, getattr(os, name)))


def _count_sqlite(counter: Counter) -> None:
    plain = sqlite3.connect

    class CountedConnection(sqlite3.Connection):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            _check(counter)
            return super().execute(*arguments)

        def executemany(self, *arguments: Any) -> sqlite3.Cursor:
            _check(counter)
            return super().executemany(*arguments)

        def executescript(self, *arguments: Any) -> sqlite3.Cursor:
            _check(counter)
            return super().executescript(*arguments)

        def __exit__(self, *exception: Any) -> Any:
            if exception[0] is None and counter.fails():
                self.rollback()
                counter.fail(database=True)
            return super().__exit__(*exception)

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        _check(counter)
        return plain(*arguments, **options, factory=CountedConnection)

    sqlite3.connect = connect  # type: ignore[assignment]


def _check(counter: Counter) -> None:
    if counter.fails():
        counter.fail(database=True)


def _count_arrow(counter: Counter) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.output_stream = _counted(counter, pa.output_stream)
    pa.input_stream = _counted(counter, pa.input_stream, reading=True)
    pq.ParquetFile = _counted(counter, pq.ParquetFile, reading=True)
    for name in ("__init__", "write_table", "close"):
        setattr(pq.ParquetWriter, name, _counted(counter, getattr(pq.ParquetWriter, name)))
