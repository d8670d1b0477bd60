"""The interface between a batch and the engine that runs its jobs.

An engine does not depend on plans: it gets jobs and a function, and returns the result of the function for each job. To
add an engine, write a class that implements `BatchEngine`. On other machines or in other processes, it should run each
job with `phaen.batch.engines.local.LocalEngine(1, limits, scratch)`, so that time and memory are limited in the same
way everywhere, and a source that crashes ends a child process and not the process of the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

from phaen.batch.failure import Failure


class Job(Protocol):
    """A unit of work that can be pickled.

    `size` is the size of its source in bytes. A `paged` job can use several cores.
    """

    @property
    def size(self) -> int:
        """Size of the source in bytes."""
        ...

    @property
    def paged(self) -> bool:
        """Whether the job can use several cores."""
        ...

    def packed(self) -> Self | None:
        """The job with all data to run on a machine without its files; None if it must run on this machine."""
        ...


JobType = TypeVar("JobType", bound=Job)

Work = Callable[[Any, int], object]
"""A function of a job and the number of cores it may use. It must be importable by name: it runs in another process."""


@dataclass(frozen=True, slots=True)
class Done(Generic[JobType]):
    """The outcome of a job: the result of the function, or a Failure."""

    job: JobType
    answer: object | Failure


class BatchEngine(Protocol):
    """Runs jobs. A context manager: when it is exited, nothing is left running."""

    def __enter__(self) -> BatchEngine: ...

    def __exit__(self, *exception: object) -> None:
        """End all processes that it started, at once, whatever they are doing."""

    def run(self, work: Work, jobs: Iterable[JobType]) -> Iterator[Done[JobType]]:
        """Yield the outcome of each job exactly once, when it is available, in no fixed order.

        A job that raises, hangs, crashes or exceeds the memory limit becomes a Failure and does not affect others. A
        job may run more than once, for example if a machine is lost. If the iterator is closed early, by an exception
        or `close`, running jobs are ended. Raises NoSpaceError if a disk is full, and no other error caused by jobs.
        """
        ...
