"""The engine for this machine: worker processes that run one job at a time and are monitored by the parent."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Self, cast

from phaen.batch.child import PagesDone, Task
from phaen.batch.engines.engine_interface import Done, Job, JobType, Work
from phaen.batch.limits import Limits
from phaen.batch.worker import NOTHING, Worker

WATCH_SECONDS = 0.2
"""How often the time and memory of the running jobs are checked."""

_numbers = count()


class LocalEngine:
    """Worker processes on this machine that use at most `cores`; started when needed, kept until the end."""

    def __init__(
        self, cores: int, limits: Limits, scratch: Path, on_pages: Callable[[Any, PagesDone], None] = lambda *_: None
    ) -> None:
        """`scratch` is a folder for the workers' temporary files, created when the first worker starts.

        `on_pages` is called about once a second with the number of pages read of a running job.
        """
        self._cores = cores
        self._limits = limits
        self._scratch = scratch.absolute()
        self._on_pages = on_pages
        self._idle: list[Worker] = []
        self._busy: list[Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._end_all()

    def run(self, work: Work, jobs: Iterable[JobType]) -> Iterator[Done[JobType]]:
        """See `BatchEngine.run`."""
        waiting = deque(in_turn(jobs))
        finished: list[Done[JobType]] = []
        try:
            while waiting or self._busy or finished:
                self._hand_out(work, waiting)
                yield from finished  # after handing out jobs, so that no worker waits for the caller
                finished = self._finished() if self._busy else []
        except BaseException:
            self._end_all()
            raise

    def _hand_out(self, work: Work, waiting: deque[JobType]) -> None:
        while waiting and (free := self._free_cores()):
            cores = _share(waiting, self._cores)
            self._start(work, waiting.popleft(), min(free, cores))

    def _free_cores(self) -> int:
        return self._cores - sum(worker.task.cores for worker in self._busy if worker.task)

    def _start(self, work: Work, job: JobType, cores: int) -> None:
        worker = self._worker()
        self._busy.append(worker)
        worker.give(Task(work, job, cores, self._limits))

    def _worker(self) -> Worker:
        """A live idle worker, else a new one."""
        while self._idle:
            worker = self._idle.pop()
            if worker.lives():
                return worker
            worker.end()
        return Worker(self._scratch / f"{os.getpid()}-{next(_numbers)}")

    def _finished(self) -> list[Done[JobType]]:
        """The jobs that are answered or have exceeded a limit, after a short wait for the first."""
        ready = set(wait([worker.connection for worker in self._busy], WATCH_SECONDS))
        outcomes: list[Done[JobType] | None] = [
            self._outcome(worker, worker.connection in ready) for worker in list(self._busy)
        ]
        return [done for done in outcomes if done]

    def _outcome(self, worker: Worker, ready: bool) -> Done[JobType] | None:
        task = worker.task
        answer = worker.take() if ready else NOTHING
        if task is not None and isinstance(answer, PagesDone):
            self._on_pages(task.job, answer)
            answer = NOTHING
        if answer is NOTHING:
            answer = worker.excess()
        if task is None or answer is NOTHING:
            return None
        done: Done[JobType] = Done(cast(JobType, task.job), answer)
        self._busy.remove(worker)
        if worker.task is None:
            self._idle.append(worker)
        else:
            worker.end()
        return done

    def _end_all(self) -> None:
        workers = [*self._idle, *self._busy]
        self._idle, self._busy = [], []
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.end()


def in_turn(jobs: Iterable[JobType]) -> list[JobType]:
    """Order the jobs: paged ones first, the largest before the others, so that no large job runs alone at the end."""
    return sorted(jobs, key=lambda job: (not job.paged, -job.size if job.paged else 0))


def _share(waiting: Sequence[Job], cores: int) -> int:
    """The cores for the first waiting job, in proportion to its share of the total size of all waiting jobs."""
    first = waiting[0]
    size = sum(job.size for job in waiting) if first.paged else 0
    return max(1, round(cores * first.size / size)) if size else 1
