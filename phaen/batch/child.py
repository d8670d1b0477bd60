"""The child's side of isolation: takes one task at a time from its parent, under limits that the system holds.

What a task may do to its process (crash, hang, eat memory) is the parent's to notice: see `worker`. The child only
makes sure that it never outlives its parent, is never interrupted in its stead, and never prints.
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
"""The module that the server of the worker processes loads before it forks them."""

PAGES_SECONDS = 1.0
"""How often a child says how many pages it has read, at the most: few sources take so long, and no pipe fills up."""

READY = "ready"
"""What a child says first: from then on its time counts, and not that of its start."""

GRACE_SECONDS = 30.0
"""A child whose parent has not ended it so long after its time ends itself."""


class NoSpaceError(OSError):
    """The disk is full. No fault of the source that met it: it stops the batch, which can be gone on with later."""


@dataclass(frozen=True, slots=True)
class Task:
    """A function of a job and a number of cores, to be called with these. `function` must be importable by name."""

    function: Callable[[Any, int], object]
    job: object
    cores: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class PagesDone:
    """What a child says of a task that is not done yet: so many pages are read."""

    done: int
    total: int


def serve(connection: Connection, lifeline: Connection, scratch: str, path: list[str]) -> None:
    """Answer tasks until the parent hangs up.

    `lifeline` is a pipe on which nothing is ever sent; `scratch` this child's own folder for temporary files; `path` is
    where modules are looked for.
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
    """Tells the parent of pages, now and then."""
    last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= PAGES_SECONDS:
            last = time.monotonic()
            _send(connection, PagesDone(done, total))

    return report


def _answer(task: Task) -> object:
    """What the function gives, or why it gave nothing."""
    _limit(task)
    try:
        return task.function(task.job, task.cores)
    except MemoryError:  # with what the task holds still held: the error's traceback keeps it
        limit = task.limits.memory * task.cores
        return machine_full(limit) if is_machine_full(limit) else out_of_memory(limit)
    except OSError as error:
        return NoSpaceError(*error.args) if error.errno in NO_SPACE else unexpected(error)
    except Exception as error:
        return unexpected(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def is_machine_full(limit: int) -> bool:
    """Whether the machine has less memory left than this process may still take; only Linux tells."""
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
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole process group; the parent answers it
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    os.setpgid(0, 0)  # so that the parent can end this process together with any that it starts
    _die_with_parent(lifeline)
    _keep_silent()
    tempfile.tempdir = scratch
    os.environ["TMPDIR"] = scratch
    gc.freeze()  # what was loaded before the fork stays shared with the other children


def _die_with_parent(lifeline: Connection) -> None:
    """Let the system kill this process, and all that it starts, when the parent's end of the lifeline is closed.

    That happens however the parent ends, and works however this process hangs. Only Linux does it: elsewhere what hangs
    ends by its alarm.
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
    """Native libraries print warnings about damaged files; nobody could tell which file they mean."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _limit(task: Task) -> None:
    """Let the system hold the limits: on memory that is allocated, on core dumps; on time if the parent fails to."""
    import resource

    memory = task.limits.memory * task.cores
    _, hardest = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (memory, hardest))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, task.limits.seconds + GRACE_SECONDS)
