"""The engine for an existing Dask cluster, for batches that are too large for one machine.

A job is sent with its content to a Dask worker, which runs it in its own `LocalEngine`. So the limits are the same, and
a source that crashes ends a child process and not the Dask worker. If a worker is lost, Dask gives its jobs to others.
"""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any, Self

from phaen.batch.engines.engine_interface import Done, Job, JobType, Work
from phaen.batch.engines.local import LocalEngine, in_turn
from phaen.batch.failure import Failure, FailureKind
from phaen.batch.limits import Limits
from phaen.batch.rules_digest import rules

Client = Any
Future = Any
"""Types of Dask, which has few type annotations."""

AHEAD = 2
"""Jobs submitted per core of the cluster: enough that no core idles, few enough that their contents fit in memory."""

CONNECT_SECONDS = 30.0
WAIT_SECONDS = 0.5
"""How often the size of the cluster is checked while no job finishes."""


class EngineError(Exception):
    """The cluster cannot be used: unreachable, lost, or with another version of phaen. Finished work is kept."""


class DaskEngine:
    """Runs jobs on the workers of the Dask scheduler at `address`. Jobs that cannot be sent run on this machine."""

    def __init__(self, address: str, limits: Limits, scratch: Path) -> None:
        self._address = address
        self._limits = limits
        self._here = LocalEngine(1, limits, scratch)
        self._client: Client = None

    def __enter__(self) -> Self:
        self._here.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self._here.__exit__(*exception)
        if self._client is not None:
            self._client.close(timeout=1)
            self._client = None

    def run(self, work: Work, jobs: Iterable[JobType]) -> Iterator[Done[JobType]]:
        """See `BatchEngine.run`. Raises EngineError if the cluster cannot be used."""
        staying: list[JobType] = []
        yield from self._run_there(work, deque(in_turn(jobs)), staying)
        yield from self._here.run(work, staying)

    def _run_there(self, work: Work, waiting: deque[JobType], staying: list[JobType]) -> Iterator[Done[JobType]]:
        """Run the jobs that can be sent. The others are added to `staying`."""
        running: dict[Future, JobType] = {}
        ended: Queue[Future] = Queue()
        try:
            while waiting or running:
                self._hand_out(work, waiting, running, staying, ended)
                for future in self._ended(ended):
                    if future.status == "lost":  # the worker with the result is lost: Dask runs the job again
                        future.add_done_callback(ended.put)
                    elif future.status == "cancelled":
                        waiting.appendleft(self._given_back(running.pop(future)))
                    else:
                        yield Done(running.pop(future), self._answer(future))
        finally:
            if running and self._client is not None:
                self._client.cancel(list(running), force=True)

    def _hand_out(
        self,
        work: Work,
        waiting: deque[JobType],
        running: dict[Future, JobType],
        staying: list[JobType],
        ended: Queue[Future],
    ) -> None:
        """Submit as many jobs as the cluster has room for."""
        room = AHEAD * self._cores()
        while waiting and len(running) < room:
            job = waiting.popleft()
            packed = job.packed()
            if packed is None:
                staying.append(job)
                continue
            future = self._connected().submit(carry_out, work, packed, self._limits, rules(), pure=False)
            running[future] = job
            future.add_done_callback(ended.put)

    def _ended(self, ended: Queue[Future]) -> Iterator[Future]:
        """The finished futures, after a short wait for the first."""
        with suppress(Empty):
            yield ended.get(timeout=WAIT_SECONDS)
            while True:
                yield ended.get_nowait()

    def _given_back(self, job: JobType) -> JobType:
        """A job that the scheduler cancelled without an answer, to be submitted again.

        Raises EngineError if the scheduler is lost.
        """
        if self._client is None or self._client.status != "running":
            raise EngineError(f"lost the Dask scheduler at {self._address}")
        return job

    def _answer(self, future: Future) -> object:
        """The worker's answer. Raises EngineError if it is not an answer to the job, and exceptions of the work."""
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            answer = future.result()
        except KilledWorker:
            return Failure(FailureKind.DIED, "every Dask worker that converted it died")
        except CancelledError as error:
            raise EngineError(f"lost the Dask scheduler at {self._address}") from error
        if isinstance(answer, OtherRules):
            raise EngineError(
                f"the Dask worker {answer.worker} has another version of phaen or of a library: "
                "install the same versions on all machines"
            )
        return answer

    def _cores(self) -> int:
        """The cores of all current workers."""
        try:
            return sum(self._connected().nthreads().values())
        except (OSError, ValueError) as error:
            raise EngineError(f"lost the Dask scheduler at {self._address}: {error}") from error

    def _connected(self) -> Client:
        if self._client is None:
            import distributed

            connect: Any = distributed.Client
            try:
                self._client = connect(self._address, timeout=CONNECT_SECONDS, set_as_default=False)
            except (OSError, ValueError, TimeoutError) as error:
                raise EngineError(f"no Dask scheduler answers at {self._address}: {error}") from error
        return self._client


# -- on the Dask worker -------------------------------------------------------------------------------------------


class OtherRules:
    """The answer of a worker with other rules than those of the client: its rows would differ."""

    def __init__(self, worker: str) -> None:
        self.worker = worker


_own = threading.local()
"""One engine per thread of a Dask worker, kept between jobs."""


def carry_out(work: Work, job: Job, limits: Limits, expected_rules: str) -> object:
    """Run one job in a child process of this Dask worker, under the limits."""
    from distributed import get_worker

    if rules() != expected_rules:
        return OtherRules(str(get_worker().address))
    (done,) = _engine(limits).run(work, [job])
    return done.answer


def _engine(limits: Limits) -> LocalEngine:
    engine: LocalEngine | None = getattr(_own, "engine", None)
    if engine is None or _own.limits != limits:
        folder = Path(tempfile.mkdtemp(prefix="phaen-worker-"))
        engine, _own.limits = LocalEngine(1, limits, folder), limits
        _own.engine = engine
    return engine
