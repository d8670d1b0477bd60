"""The engine that runs all jobs in the calling process, without limits, for the API and for few sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from phaen.batch.engines.engine_interface import Done, JobType, Work
from phaen.batch.failure import Failure, FailureKind, unexpected
from phaen.batch.one import NO_SPACE


class InlineEngine:
    """Runs one job after the other in this process. A job that hangs or crashes affects the process."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def run(self, work: Work, jobs: Iterable[JobType]) -> Iterator[Done[JobType]]:
        """See `BatchEngine.run`."""
        for job in jobs:
            yield Done(job, _answer(work, job))


def _answer(work: Work, job: object) -> object:
    try:
        return work(job, 1)
    except MemoryError:
        return Failure(FailureKind.SURROUNDINGS, "the machine has no memory left")
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_SPACE:
            raise
        return unexpected(error)
