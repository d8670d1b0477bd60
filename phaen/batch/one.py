"""Converts one source to rows. A failure becomes a row of `documents` with status `failed`, not an exception."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from extract.model.errors import RequirementMissing, SourceError, SourceOutOfReach
from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from phaen.batch.failure import Failure, FailureKind, unexpected
from phaen.batch.sources import BatchSource
from phaen.emit.values import Rows
from phaen.pipeline import read_plan

if TYPE_CHECKING:
    from extract.model.plan import Plan
    from phaen.correct.correction import Corrections

_HASH_CHUNK = 1 << 20
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Errors that mean that nothing more can be written: the disk is full, or a quota or limit is reached."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one source: its rows by table, and the failure if it gave no plan.

    `sha256` is empty if the file could not be read. `seconds` is the time it took; it is not in the dataset.
    """

    source: BatchSource
    rows: Rows
    sha256: str
    failure: Failure | None = None
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether the conversion failed."""
        return self.failure is not None

    @property
    def error(self) -> str:
        """The reason of the failure; empty if there is none."""
        return self.failure.reason if self.failure else ""

    @property
    def trace(self) -> str:
        """The traceback of an internal error."""
        return self.failure.trace if self.failure else ""


def convert_source(
    source: BatchSource, options: ReadOptions = DEFAULT_OPTIONS, corrections: Corrections = ()
) -> Outcome:
    """Read, parse, correct and check one source that is a file.

    Raises only exceptions that are not caused by the source: MemoryError, OSError if the disk is full, interruptions.
    """
    start = time.perf_counter()
    try:
        plan = read_plan(source.path, source.name, options, corrections)
        rows = _plan_rows(plan)
    except SourceOutOfReach as error:
        failure = Failure(FailureKind.UNREAD, error.reason)
    except RequirementMissing as error:
        failure = Failure(FailureKind.SURROUNDINGS, error.reason)
    except SourceError as error:
        failure = Failure(FailureKind.REFUSED, error.reason)
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_SPACE:
            raise
        # A bug that affects one plan must not affect the others.
        failure = unexpected(error)
    else:
        return Outcome(source, rows, plan.document.sha256, seconds=time.perf_counter() - start)
    return failed_outcome(source, sha256_of(source.path), failure, time.perf_counter() - start)


def failed_outcome(source: BatchSource, sha256: str, failure: Failure, seconds: float = 0.0) -> Outcome:
    """The outcome of a failed source. A refused source whose bytes cannot be read (no `sha256`) counts as unread."""
    from phaen.emit.plan_rows import failed_rows

    if not sha256 and failure.kind is FailureKind.REFUSED:
        failure = Failure(FailureKind.UNREAD, failure.reason)
    return Outcome(source, failed_rows(source.name, sha256, failure.reason), sha256, failure, seconds)


def _plan_rows(plan: Plan) -> Rows:
    from phaen.emit.plan_rows import plan_rows

    return plan_rows(plan)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hex, empty if it cannot be read.

    Only regular files are read, and only up to their size when opened: a pipe, or a file that keeps growing, would
    never end.
    """
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
            status = os.fstat(file.fileno())
            return _digest(file, status.st_size) if stat.S_ISREG(status.st_mode) else ""
    except (OSError, ValueError):
        return ""


def _digest(file: BinaryIO, size: int) -> str:
    digest = hashlib.sha256()
    while size > 0 and (chunk := file.read(min(size, _HASH_CHUNK))):
        digest.update(chunk)
        size -= len(chunk)
    return digest.hexdigest()
