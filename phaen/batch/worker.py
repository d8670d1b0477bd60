"""The parent's side of isolation: a child process that gets one task at a time and is monitored while it runs."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, cast

from extract.read.child_processes import named_path, safe_path
from phaen.batch.child import PRELOADED, READY, NoSpaceError, PagesDone, Task, serve
from phaen.batch.failure import Failure, FailureKind, died, out_of_memory, timed_out

NOTHING = object()
"""There is no answer yet."""

START_SECONDS = 60.0
"""Time limit for the start of a child, sufficient on a busy machine."""

END_SECONDS = 1.0
"""How long to wait for a killed child. The system ends it at once unless it hangs in a device driver."""

NEARLY = 0.9
"""A child that dies while it uses this share of its memory limit has most likely run out of memory."""

WORN = 0.5
"""A child that still uses this share of its memory limit after a task is replaced, so that the next task has it all."""


class Worker:
    """One child process. Between `give` and `take` it is busy with one task."""

    def __init__(self, scratch: Path) -> None:
        """Start the process. `scratch` is its folder for temporary files, created now and removed by `end`."""
        scratch.mkdir(parents=True, exist_ok=True)
        context = _context()
        self.scratch = scratch
        self.connection, theirs = context.Pipe()
        their_end, self.lifeline = context.Pipe(duplex=False)
        # The contexts have this class, but the type BaseContext does not declare it.
        arguments = (theirs, their_end, str(scratch), named_path())
        process = cast(Any, context).Process(target=serve, args=arguments, name="phaen-worker")
        self.process: BaseProcess = process
        with _children_allowed():
            _start(process)
        theirs.close()
        their_end.close()
        self.task: Task | None = None
        self.ready = False
        self.since = time.monotonic()
        self.peak = 0

    def give(self, task: Task) -> None:
        """Start a task."""
        self.task, self.since, self.peak = task, time.monotonic(), 0
        with suppress(OSError):  # a dead child is detected when its answer is taken
            self.connection.send(task)

    def take(self) -> object:
        """The result of the task, a Failure, NOTHING or PagesDone; call it when the connection is readable.

        A worker that can take another task has no `task` afterwards. Any other worker that has answered must be ended.
        Raises NoSpaceError if the disk is full.
        """
        assert self.task is not None
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            return self._how_it_died(self.task)
        if answer == READY and not self.ready:
            self.ready, self.since = True, time.monotonic()
            return NOTHING
        if isinstance(answer, PagesDone):
            return answer
        if isinstance(answer, NoSpaceError):
            raise answer
        if not self._is_worn(answer, self.task):
            self.task = None
        return answer

    def excess(self) -> object:
        """A Failure if the running task has exceeded a limit, else NOTHING."""
        task = self.task
        assert task is not None
        allowed = task.limits.seconds + (0 if self.ready else START_SECONDS)
        if time.monotonic() - self.since > allowed:
            return timed_out(task.limits.seconds)
        memory = task.limits.memory * task.cores
        self.peak = max(self.peak, resident_memory(self.process.pid or 0))
        return out_of_memory(memory) if self.peak > memory else NOTHING

    def lives(self) -> bool:
        """Whether it can take another task. The connection of an idle worker is readable only if the worker is dead."""
        return not self.connection.poll()

    def kill(self) -> None:
        """Kill the process and all processes it started, without waiting."""
        pid = self.process.pid
        if pid is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
        self.process.kill()

    def end(self) -> None:
        """Kill the process and remove its temporary files."""
        self.kill()
        self.process.join(END_SECONDS)
        self.connection.close()
        self.lifeline.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def _how_it_died(self, task: Task) -> Failure:
        self.process.join(END_SECONDS)
        memory = task.limits.memory * task.cores
        return out_of_memory(memory) if self.peak > memory * NEARLY else died(self.process.exitcode)

    def _is_worn(self, answer: object, task: Task) -> bool:
        if isinstance(answer, Failure) and answer.kind is FailureKind.MEMORY:
            return True
        return resident_memory(self.process.pid or 0) > task.limits.memory * WORN


def resident_memory(process: int) -> int:
    """Resident memory of a process and its descendants in bytes; 0 on systems other than Linux."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGESIZE") + sum(resident_memory(child) for child in _children(process))


def _children(process: int) -> Iterator[int]:
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208 -- only names are needed
            yield from map(int, Path(f"/proc/{process}/task/{thread}/children").read_text().split())


def _start(process: BaseProcess) -> None:
    """Start the process with a module path without the current folder."""
    if sys.platform == "win32":
        with safe_path():
            process.start()
        return
    from multiprocessing import forkserver  # not on Windows

    with safe_path():
        forkserver.ensure_running()
    process.start()


def _context() -> BaseContext:
    """Children are forked from a server without threads that has the modules loaded; on Windows they are spawned."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    return context


@contextmanager
def _children_allowed() -> Iterator[None]:
    """Allow children in daemon processes (such as a Dask worker), which multiprocessing forbids.

    It forbids them because they could be orphaned. The children of this module end with their parent.
    """
    config: dict[str, object] = getattr(multiprocessing.current_process(), "_config", {})
    daemon = config.pop("daemon", None)
    try:
        yield
    finally:
        if daemon is not None:
            config["daemon"] = daemon
