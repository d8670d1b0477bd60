"""The contract between a batch and what carries its work out.

An engine knows nothing of plans: it is given jobs and a function, and gives back what the function made of each. To add
one, write a class of the shape of `BatchEngine`. What it runs on other machines or processes it runs there through
`phaen.batch.engines.local.LocalEngine(1, limits, scratch)`, so that time and memory are limited alike everywhere and a
source that crashes takes a child down and not the engine's own process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

from phaen.batch.failure import Failure


class Job(Protocol):
    """A piece of work; can be pickled.

    `size` is that of its source in bytes. A `paged` one can make use of several cores by itself.
    """

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    @property
    def paged(self) -> bool:
        """Whether it can."""
        ...

    def packed(self) -> Self | None:
        """The job with all that it needs, to be carried out on a machine without its files; None if it must stay."""
        ...


JobType = TypeVar("JobType", bound=Job)

Work = Callable[[Any, int], object]
"""What is done with a job and the number of cores it may use. Importable by name: it runs in another process."""


@dataclass(frozen=True, slots=True)
class Done(Generic[JobType]):
    """What became of a job: what the function gave, or a Failure."""

    job: JobType
    answer: object | Failure


class BatchEngine(Protocol):
    """Carries out jobs; a context manager that leaves nothing running when it is left."""

    def __enter__(self) -> BatchEngine: ...

    def __exit__(self, *exception: object) -> None:
        """End all that it started, at once, whatever it is at."""

    def run(self, work: Work, jobs: Iterable[JobType]) -> Iterator[Done[JobType]]:
        """Each job's outcome as soon as it is there, in no fixed order, each exactly once.

        Whatever a job does (raise, hang, crash, eat memory) becomes its Failure and touches no other. A job may be
        carried out more than once, as when a machine is lost. An iterator that is left early, by an exception or
        `close`, ends what is running. Raises NoSpaceError when a disk is full, and nothing else for what jobs do.
        """
        ...
