"""Kinds of failures of a source. They differ in whether a retry may succeed."""

from __future__ import annotations

import signal
import traceback
from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """The cause of a failure."""

    REFUSED = "refused"
    """The content: encrypted, damaged, no plan. The same bytes fail again until the rules change."""
    INTERNAL = "internal"
    """A bug in phaen: fails again until the rules change."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    """The source exceeded a limit: fails again until the limit is raised or the rules change."""
    DIED = "died"
    """The process was killed or crashed, because of the source or an external cause."""
    UNREAD = "unread"
    """The file is missing or may not be opened."""
    SURROUNDINGS = "surroundings"
    """The environment: LibreOffice, an OCR engine or its data is missing, no memory is free, or the system refused a
    temporary file. Every run retries it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a source gave no plan. `trace` is the traceback of an unexpected exception."""

    kind: FailureKind
    reason: str
    trace: str = ""


def timed_out(seconds: float) -> Failure:
    """The source exceeded the time limit."""
    return Failure(FailureKind.TIMEOUT, f"took longer than the time limit of {seconds:,.6g} seconds")


def out_of_memory(limit: int) -> Failure:
    """The source exceeded the memory limit, `limit` in bytes."""
    return Failure(FailureKind.MEMORY, f"needed more memory than the limit of {limit / (1 << 20):,.6g} MB")


def machine_full(limit: int) -> Failure:
    """The machine had less free memory than the limit, in bytes, allows."""
    allowed = f"the limit of {limit / (1 << 20):,.6g} MB"
    return Failure(FailureKind.SURROUNDINGS, f"the machine has no memory left, though {allowed} was not reached")


def died(status: int | None) -> Failure:
    """The process ended with this exit status (negative: the signal, as in multiprocessing)."""
    return Failure(FailureKind.DIED, f"the process converting it died ({_cause(status)})")


def _cause(status: int | None) -> str:
    if status is None or status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


def unexpected(error: Exception) -> Failure:
    """The failure for an unexpected exception: a refusal of the system, or a bug. Call it where it is caught."""
    is_refusal = (
        isinstance(error, OSError) and error.errno is not None
    )  # libraries raise it without errno for bad files
    if is_refusal and not isinstance(error, FileNotFoundError):  # a missing file can only be an internal one
        reason = f"the system refused a resource needed for the conversion: {describe(error)}"
        return Failure(FailureKind.SURROUNDINGS, reason, traceback.format_exc())
    return Failure(FailureKind.INTERNAL, f"internal error: {describe(error)}", traceback.format_exc())


def describe(error: BaseException) -> str:
    """An exception as one line."""
    return f"{type(error).__name__}: {error}".rstrip(": ").replace("\n", " ")
