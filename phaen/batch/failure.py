"""Ways in which a source may fail, told apart because they differ in whether another try could help."""

from __future__ import annotations

import signal
import traceback
from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """What made a source fail."""

    REFUSED = "refused"
    """Its content: locked, damaged, no plan. The same bytes fail again until the rules change."""
    INTERNAL = "internal"
    """A defect of phaen's own: fails again until the rules change."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    """It needed more than the limit: fails again until the limit is raised or the rules change."""
    DIED = "died"
    """Its process was killed or crashed: by the source itself, or by something outside."""
    UNREAD = "unread"
    """The file is not there or may not be opened."""
    SURROUNDINGS = "surroundings"
    """The machine's fault: LibreOffice, an OCR engine or its data is missing, no memory is free, or
    the system refused a temporary file. Every plain run tries it again."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a source gave no plan. `trace` is the traceback of what no reader expected."""

    kind: FailureKind
    reason: str
    trace: str = ""


def timed_out(seconds: float) -> Failure:
    """Given up after its time."""
    return Failure(FailureKind.TIMEOUT, f"took longer than the time limit of {seconds:,.6g} seconds")


def out_of_memory(limit: int) -> Failure:
    """Given up at its memory, `limit` in bytes."""
    return Failure(FailureKind.MEMORY, f"needed more memory than the limit of {limit / (1 << 20):,.6g} MB")


def machine_full(limit: int) -> Failure:
    """The machine had less memory left than the limit, in bytes, allows."""
    allowed = f"the limit of {limit / (1 << 20):,.6g} MB"
    return Failure(FailureKind.SURROUNDINGS, f"the machine has no memory left, though {allowed} was not reached")


def died(status: int | None) -> Failure:
    """Its process ended with this exit status (negative: by that signal, as multiprocessing tells it)."""
    return Failure(FailureKind.DIED, f"the process converting it died ({_cause(status)})")


def _cause(status: int | None) -> str:
    if status is None or status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


def unexpected(error: Exception) -> Failure:
    """What no reader has an error of its own for: the system's refusal, or a defect. Called where it is caught."""
    is_refusal = isinstance(error, OSError) and error.errno is not None  # libraries raise it without one for bad files
    if is_refusal and not isinstance(error, FileNotFoundError):  # a missing file can only be one of phaen's own
        reason = f"the system refused what converting it needs: {describe(error)}"
        return Failure(FailureKind.SURROUNDINGS, reason, traceback.format_exc())
    return Failure(FailureKind.INTERNAL, f"internal error: {describe(error)}", traceback.format_exc())


def describe(error: BaseException) -> str:
    """An unexpected exception in one line."""
    return f"{type(error).__name__}: {error}".rstrip(": ").replace("\n", " ")
