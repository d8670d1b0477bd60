"""A batch survives its sources: whatever one does to its worker, the others have their outcomes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from phaen.batch import run as module
from phaen.batch.one import Outcome
from phaen.batch.run import DIED, run
from phaen.batch.sources import Source

SOURCES = [Source(Path(f"{number}.txt"), f"{number}") for number in range(12)]


def process_of(source: Source) -> Outcome:
    """Work that tells the process it ran in."""
    return Outcome(source, {"documents": [{"process": os.getpid()}]}, source.name)


def kill_worker_at_5(source: Source) -> Outcome:
    if source.name == "5":
        os.kill(os.getpid(), signal.SIGKILL)
    return process_of(source)


def give_what_cannot_be_sent(source: Source) -> Outcome:
    if source.name == "5":
        return Outcome(source, {"documents": [{"cell": lambda: None}]}, source.name)
    return process_of(source)


def processes(outcomes: list[Outcome]) -> set[object]:
    return {outcome.rows["documents"][0]["process"] for outcome in outcomes if not outcome.failed}


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(("jobs", "count"), [(1, 12), (4, 1)])
def test_one_job_or_one_source_needs_no_process(jobs: int, count: int) -> None:
    assert processes(list(run(SOURCES[:count], jobs=jobs, work=process_of))) == {os.getpid()}


def test_no_sources_no_outcomes() -> None:
    assert list(run([], jobs=4)) == []


def test_every_source_has_one_outcome_from_other_processes() -> None:
    outcomes = list(run(SOURCES, jobs=2, work=process_of))
    assert sorted(int(outcome.source.name) for outcome in outcomes) == list(range(12))
    assert os.getpid() not in processes(outcomes)


@pytest.mark.parametrize("work", [kill_worker_at_5, give_what_cannot_be_sent])
def test_only_the_source_that_breaks_its_worker_fails(work: Callable[[Source], Outcome]) -> None:
    outcomes = list(run(SOURCES, jobs=2, work=work))
    assert sorted(int(outcome.source.name) for outcome in outcomes) == list(range(12))
    assert [outcome.source.name for outcome in outcomes if outcome.failed] == ["5"]


def test_a_dead_worker_is_told_as_such() -> None:
    (failed,) = (outcome for outcome in run(SOURCES, jobs=3, work=kill_worker_at_5) if outcome.failed)
    assert failed.error == DIED
    assert failed.rows["documents"][0]["status"] == "failed"


def test_leaving_early_ends_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    pools = []
    make = module._pool
    monkeypatch.setattr(module, "_pool", lambda workers: pools.append(make(workers)) or pools[-1])
    outcomes = run(SOURCES, jobs=2, work=process_of)
    next(outcomes)
    workers = list(pools[0]._processes)
    outcomes.close()
    assert workers
    assert not any(alive(worker) for worker in workers)
