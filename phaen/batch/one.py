"""One source to rows. Whatever goes wrong becomes a row of `documents` with status `failed`, never an exception."""

from __future__ import annotations

import hashlib
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import NoPlanFound, SourceError
from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from phaen.batch.sources import Source
from phaen.emit.values import Rows

if TYPE_CHECKING:
    from extract.plan import Plan

_HASH_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its rows by table, and the reason if it failed.

    `sha256` is empty if the file could not be read at all. `trace` is the traceback of an internal error only.
    `seconds` is the time it took; nothing of it reaches the dataset.
    """

    source: Source
    rows: Rows
    sha256: str
    error: str = ""
    trace: str = ""
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether the source gave no plan."""
        return bool(self.error)


def convert_source(source: Source, options: ReadOptions = DEFAULT_OPTIONS) -> Outcome:
    """Read, parse and check one source. Never raises, save on an interruption."""
    start = time.perf_counter()
    try:
        plan = read_plan(source.path, source.name, options)
        rows = _plan_rows(plan)
    except SourceError as error:
        return failure(source, error.reason, seconds=time.perf_counter() - start)
    except Exception as error:
        # A defect met in one plan must not lose the others.
        return failure(
            source, f"internal error: {describe(error)}", traceback.format_exc(), time.perf_counter() - start
        )
    return Outcome(source, rows, plan.document.sha256, seconds=time.perf_counter() - start)


def read_plan(path: Path, source_file: str | None = None, options: ReadOptions = DEFAULT_OPTIONS) -> Plan:
    """The checked plan in a file. Raises SourceError if there is none to be had."""
    from extract.parse import parse_plan
    from extract.read import read_document
    from phaen.check import check_plan

    plan = parse_plan(read_document(path, source_file=source_file, options=options))
    if not _has_content(plan):
        raise NoPlanFound(plan.document.source_file, "nothing in it looks like a plan or a progress report")
    check_plan(plan)
    return plan


def _has_content(plan: Plan) -> bool:
    """Whether anything was found that only a plan or a report has. Tables and names of places occur in any text."""
    return any((plan.projects, plan.dimensions, plan.totals, plan.progress, plan.risks, plan.targets))


def failure(source: Source, error: str, trace: str = "", seconds: float = 0.0) -> Outcome:
    """The outcome of a source that failed for the reason `error`."""
    from phaen.emit.rows import failed_rows

    sha256 = _sha256(source.path)
    return Outcome(source, failed_rows(source.name, sha256, error), sha256, error, trace, seconds)


def describe(error: BaseException) -> str:
    """An unexpected exception in one line."""
    return f"{type(error).__name__}: {error}".rstrip(": ").replace("\n", " ")


def _plan_rows(plan: Plan) -> Rows:
    from phaen.emit.rows import plan_rows

    return plan_rows(plan)


def _sha256(path: Path) -> str:
    """The digest of the file's bytes, empty if they cannot be read. Only regular files: a pipe would never end."""
    if not path.is_file():
        return ""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_HASH_CHUNK):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
