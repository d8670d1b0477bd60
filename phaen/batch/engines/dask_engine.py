"""The engine of many machines: an existing Dask cluster, for batches that one machine is too slow for.

A job travels with its content to a Dask worker, which carries it out through a `LocalEngine` of its own: so the limits
are the same, and a source that crashes takes a child down and not the Dask worker. A worker that is lost costs time
only: Dask gives its jobs to others.
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
"""Dask's own, which are hardly typed."""

AHEAD = 2
"""Jobs handed to the cluster per core of it: enough that none idles, few enough that their contents fit in memory."""

CONNECT_SECONDS = 30.0
WAIT_SECONDS = 0.5
"""How often the size of the cluster is looked at while no job is done."""


class EngineError(Exception):
    """The cluster cannot be used: not there, lost, or of another phaen. What was done is kept."""


class DaskEngine:
    """Carries jobs out on the workers of the Dask scheduler at `address`; those that cannot travel, here."""

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
        """See `Engine.run`. Raises EngineError where the cluster cannot be used."""
        staying: list[JobType] = []
        yield from self._run_there(work, deque(in_turn(jobs)), staying)
        yield from self._here.run(work, staying)

    def _run_there(self, work: Work, waiting: deque[JobType], staying: list[JobType]) -> Iterator[Done[JobType]]:
        """Those that can travel; those that cannot are added to `staying`."""
        running: dict[Future, JobType] = {}
        ended: Queue[Future] = Queue()
        try:
            while waiting or running:
                self._hand_out(work, waiting, running, staying, ended)
                for future in self._ended(ended):
                    if future.status == "lost":  # with the worker that had its answer: Dask has it made again
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
        """Give the cluster as many jobs as it has room for."""
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
        """The futures that have ended, after a short wait for one."""
        with suppress(Empty):
            yield ended.get(timeout=WAIT_SECONDS)
            while True:
                yield ended.get_nowait()

    def _given_back(self, job: JobType) -> JobType:
        """A job that the scheduler gave up without an answer, to be handed out again.

        Raises EngineError if the scheduler itself is gone.
        """
        if self._client is None or self._client.status != "running":
            raise EngineError(f"lost the Dask scheduler at {self._address}")
        return job

    def _answer(self, future: Future) -> object:
        """What the worker gave. Raises EngineError where that is no answer to the job, and what the work may raise."""
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
                f"the Dask worker {answer.worker} has another version of phaen or of a library that reads: "
                "install the same on all machines"
            )
        return answer

    def _cores(self) -> int:
        """The cores of all workers that are there now."""
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
    """The answer of a worker whose phaen is not the one that asks: its rows would differ."""

    def __init__(self, worker: str) -> None:
        self.worker = worker


_own = threading.local()
"""One engine for each thread of a Dask worker, kept from job to job."""


def carry_out(work: Work, job: Job, limits: Limits, expected_rules: str) -> object:
    """Carry one job out in a child of this Dask worker, under the limits."""
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
