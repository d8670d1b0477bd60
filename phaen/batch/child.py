"""The child's side of isolation: runs one task at a time for its parent, under limits enforced by the system.

The parent detects crashes, hangs and memory use of the process: see `worker`. The child only makes sure that it never
outlives its parent, ignores Ctrl-C, and never prints.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extract.read.page_progress import listening
from phaen.batch.failure import machine_full, out_of_memory, unexpected
from phaen.batch.limits import Limits
from phaen.batch.one import NO_SPACE

PRELOADED = "phaen.batch.warm"
"""The module that the fork server loads before it forks worker processes."""

PAGES_SECONDS = 1.0
"""Minimum interval between two reports of pages read, so that the pipe does not fill up."""

READY = "ready"
"""The first message of a child. The time limit starts with it, so that it does not include the start."""

GRACE_SECONDS = 30.0
"""A child ends itself if the parent has not ended it this long after its time limit."""


class NoSpaceError(OSError):
    """The disk is full. This is not caused by the source: it stops the batch, which can be resumed later."""


@dataclass(frozen=True, slots=True)
class Task:
    """A function to call with a job and a number of cores. `function` must be importable by name."""

    function: Callable[[Any, int], object]
    job: object
    cores: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class PagesDone:
    """Progress report of a running task: the number of pages read."""

    done: int
    total: int


def serve(connection: Connection, lifeline: Connection, scratch: str, path: list[str]) -> None:
    """Run tasks until the parent closes the connection.

    `lifeline` is a pipe on which nothing is sent; `scratch` is the folder for this child's temporary files; `path` is
    the module path.
    """
    sys.path[:] = path
    _settle_in(lifeline, scratch)
    _send(connection, READY)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        except Exception as error:
            answer: object = unexpected(error)
        else:
            with listening(_page_reporter(connection)):
                answer = _answer(task)
        _send(connection, answer)


def _page_reporter(connection: Connection) -> Callable[[int, int], None]:
    """A callback that reports pages to the parent, at most once per PAGES_SECONDS."""
    last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= PAGES_SECONDS:
            last = time.monotonic()
            _send(connection, PagesDone(done, total))

    return report


def _answer(task: Task) -> object:
    """The result of the function, or a Failure."""
    _limit(task)
    try:
        return task.function(task.job, task.cores)
    except MemoryError:  # the memory of the task is still allocated: the traceback refers to it
        limit = task.limits.memory * task.cores
        return machine_full(limit) if is_machine_full(limit) else out_of_memory(limit)
    except OSError as error:
        return NoSpaceError(*error.args) if error.errno in NO_SPACE else unexpected(error)
    except Exception as error:
        return unexpected(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def is_machine_full(limit: int) -> bool:
    """Whether the machine has less free memory than this process may still allocate. False except on Linux."""
    try:
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * os.sysconf("SC_PAGESIZE")
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, MemoryError):
        return False
    return free < limit - held


def _send(connection: Connection, answer: object) -> None:
    try:
        connection.send(answer)
    except OSError:
        os._exit(0)  # the parent is gone
    except Exception as error:
        connection.send(unexpected(error))


def _settle_in(lifeline: Connection, scratch: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole process group; the parent handles it
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.setpgid(0, 0)  # so that the parent can kill this process with its children
    _die_with_parent(lifeline)
    _keep_silent()
    tempfile.tempdir = scratch
    os.environ["TMPDIR"] = scratch
    gc.freeze()  # objects loaded before the fork stay shared with the other children


def _die_with_parent(lifeline: Connection) -> None:
    """Let the system kill this process and its children when the parent's end of the lifeline is closed.

    It is closed however the parent ends, and the kill works even if this process hangs. Only Linux supports this: on
    other systems a process that hangs is ended by its alarm.
    """
    if sys.platform != "linux":
        return
    import fcntl

    descriptor = lifeline.fileno()
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_ASYNC)
    if lifeline.poll():  # it was closed before
        os.killpg(0, signal.SIGKILL)


def _keep_silent() -> None:
    """Discard all output: native libraries print warnings about damaged files without naming the file."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _limit(task: Task) -> None:
    """Set the limits of the system: on allocated memory and core dumps, and an alarm in case the parent fails."""
    import resource

    memory = task.limits.memory * task.cores
    _, hardest = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (memory, hardest))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, task.limits.seconds + GRACE_SECONDS)
