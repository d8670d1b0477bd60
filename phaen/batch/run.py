"""Many sources over a pool of processes; the outcome of each does not depend on how many there are.

A worker that dies (killed for its memory, a crash in a native library) breaks the whole pool. What was unfinished then
is converted again, each source alone in a pool of its own, so that only the source that kills its worker fails.
"""

from __future__ import annotations

import importlib
import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from phaen.batch.one import Outcome, convert_source, describe, failure
from phaen.batch.sources import Source

Work = Callable[[Source], Outcome]
_Running = dict[Future[Outcome], Source]

WAITING_PER_WORKER = 2
"""Sources handed to the pool ahead, per worker: enough that none idles, few enough to redo when it breaks."""

KILL_SECONDS = 2.0
"""How long a killed worker is waited for."""

_PRELOADED = ("extract.read.text", "extract.read.pdf.reader", "extract.parse", "phaen.check", "phaen.emit.rows")
DIED = "the process converting it died (it may have run out of memory)"


def run(sources: Sequence[Source], *, jobs: int, work: Work = convert_source) -> Iterator[Outcome]:
    """One outcome per source, each as soon as it is there: in no fixed order when `jobs` > 1.

    With one job or one source no process is started. `work` must be picklable.
    """
    workers = min(jobs, len(sources))
    if workers <= 1:
        yield from map(work, sources)
        return
    _preload()
    waiting = deque(sources)
    while waiting:
        running: _Running = {}
        try:
            yield from _run_in_pool(waiting, running, workers, work)
        except BrokenProcessPool:
            for future, source in running.items():
                yield _outcome_after_break(future, source, work)


def _run_in_pool(waiting: deque[Source], running: _Running, workers: int, work: Work) -> Iterator[Outcome]:
    """Take sources from `waiting` until none is left. Raises BrokenProcessPool, the unfinished ones in `running`."""
    others = set(multiprocessing.active_children())
    pool = _pool(workers)
    try:
        while waiting or running:
            while waiting and len(running) < workers * WAITING_PER_WORKER:
                future = pool.submit(work, waiting[0])
                running[future] = waiting.popleft()
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                outcome = _outcome(future, running[future])
                del running[future]
                yield outcome
    except (KeyboardInterrupt, GeneratorExit):
        _abandon(pool, set(multiprocessing.active_children()) - others)
        raise
    except BaseException:
        pool.shutdown()
        raise
    pool.shutdown()


def _abandon(pool: ProcessPoolExecutor, workers: Iterable[BaseProcess]) -> None:
    """Kill the workers, who ignore the interrupt themselves; waiting for their work could take long.

    One that is killed while it writes a result leaves half of it in the pipe, and the pool's own thread would wait for
    the rest as long as this process holds the pipe's writing end. There is no public way to close that.
    """
    own = getattr(pool, "_processes", None) or {}
    everyone = {*workers, *own.values()}
    for worker in everyone:
        worker.kill()
    for worker in everyone:
        worker.join(KILL_SECONDS)
    writer = getattr(getattr(pool, "_result_queue", None), "_writer", None)
    if writer is not None:
        writer.close()
    thread = getattr(pool, "_executor_manager_thread", None)
    pool.shutdown(wait=False, cancel_futures=True)
    if thread is not None:
        thread.join(KILL_SECONDS)  # a thread left over would keep the next pool from forking


def _outcome(future: Future[Outcome], source: Source) -> Outcome:
    """The future's outcome; a failed one if it could not even be sent back. Raises BrokenProcessPool."""
    try:
        return future.result()
    except BrokenProcessPool:
        raise
    except Exception as error:
        return failure(source, f"internal error: {describe(error)}")


def _outcome_after_break(future: Future[Outcome], source: Source, work: Work) -> Outcome:
    """What the broken pool still delivered, else the outcome of a second try in a pool of one."""
    if future.done() and future.exception() is None:
        return future.result()
    try:
        with _pool(1) as pool:
            return _outcome(pool.submit(work, source), source)
    except BrokenProcessPool:
        return failure(source, DIED)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=_context(), initializer=_ignore_interrupt)


def _context() -> BaseContext:
    """Fork where it is safe (Linux, no second thread that may hold a lock): the workers then share what is loaded."""
    safe = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if safe else "spawn")


def _ignore_interrupt() -> None:
    """Ctrl-C reaches the whole process group; only the parent shall answer it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _preload() -> None:
    """Load once, before the fork, what every worker needs."""
    for module in _PRELOADED:
        importlib.import_module(module)
