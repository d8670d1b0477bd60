"""A batch survives its sources: whatever one does to its process, the others have their outcomes.

The faults are real: processes that crash, hang, are killed and eat memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.kills import session
from phaen.batch.child import NoSpaceError
from phaen.batch.engines.engine_interface import Done, Work
from phaen.batch.engines.in_process import InlineEngine
from phaen.batch.engines.local import LocalEngine
from phaen.batch.failure import Failure, FailureKind
from phaen.batch.limits import MEGABYTE, Limits
from tests.batch.faults import NumberJob, give_what_cannot_be_sent, go_wrong, read_pages, tell_process

JOBS = [NumberJob(number) for number in range(12)]
LIMITS = Limits(seconds=60, memory=600 * MEGABYTE)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "scratch"


def run(work: Work, scratch: Path, limits: Limits = LIMITS, cores: int = 2) -> list[Done[NumberJob]]:
    with LocalEngine(cores, limits, scratch) as engine:
        return list(engine.run(work, JOBS))


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_dead(process: int) -> bool:
    deadline = time.monotonic() + 10
    while alive(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(process)


def go_wrong_by(way: str, scratch: Path, limits: Limits = LIMITS) -> Failure:
    """The failure of job 5; all other jobs must have an answer, each exactly one."""
    (scratch.parent / "way").write_text(way, encoding="ascii")
    outcomes = run(go_wrong, scratch, limits)
    assert sorted(done.job.number for done in outcomes) == list(range(12))
    failures = {done.job.number: done.answer for done in outcomes if isinstance(done.answer, Failure)}
    assert list(failures) == [5]
    return failures[5]


def test_no_jobs_no_outcomes_no_processes(scratch: Path) -> None:
    with LocalEngine(4, LIMITS, scratch) as engine:
        assert list(engine.run(tell_process, [])) == []
    assert not scratch.exists()


def test_every_job_has_one_outcome_from_another_process(scratch: Path) -> None:
    outcomes = run(tell_process, scratch)
    processes = {done.answer[0] for done in outcomes}
    assert sorted(done.job.number for done in outcomes) == list(range(12))
    assert len(processes) == 2
    assert os.getpid() not in processes


@pytest.mark.parametrize(
    ("way", "kind", "reason"),
    [
        ("segfault", FailureKind.DIED, "SIGSEGV"),
        ("kill", FailureKind.DIED, "SIGKILL"),
        ("leave", FailureKind.DIED, "exit status 3"),
        ("error", FailureKind.INTERNAL, "ZeroDivisionError: a defect"),
        ("deep", FailureKind.INTERNAL, "RecursionError"),
        ("at_once", FailureKind.MEMORY, "limit of 600 MB"),
        ("python", FailureKind.MEMORY, "limit of 600 MB"),
        ("shared", FailureKind.MEMORY, "limit of 600 MB"),
    ],
)
def test_only_the_job_that_goes_wrong_fails(way: str, kind: FailureKind, reason: str, scratch: Path) -> None:
    failure = go_wrong_by(way, scratch)
    assert failure.kind is kind
    assert reason in failure.reason


@pytest.mark.parametrize("way", ["hang", "deaf"])
def test_a_job_that_hangs_is_given_up_after_its_time(way: str, scratch: Path) -> None:
    failure = go_wrong_by(way, scratch, Limits(seconds=1))
    assert (failure.kind, failure.reason) == (FailureKind.TIMEOUT, "took longer than the time limit of 1 seconds")


def test_the_pages_of_a_long_job_are_counted_and_those_of_a_short_one_are_not(scratch: Path) -> None:
    told: list[tuple[int, int, int]] = []
    with LocalEngine(
        2, LIMITS, scratch, lambda job, pages: told.append((job.number, pages.done, pages.total))
    ) as engine:
        answers = {done.job.number: done.answer for done in engine.run(read_pages, [NumberJob(35), NumberJob(3)])}
    assert answers == {35: 35, 3: 3}
    assert {number for number, _, _ in told} == {35}
    assert [done for _, done, _ in told] == sorted({done for _, done, _ in told})
    assert 2 <= len(told) <= 4
    assert all(0 < done <= total == 35 for _, done, total in told)


def test_counting_pages_does_not_put_off_the_limit(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LocalEngine(1, Limits(seconds=2), scratch) as engine:
        (done,) = engine.run(read_pages, [NumberJob(3000)])
    assert isinstance(done.answer, Failure)
    assert done.answer.kind is FailureKind.TIMEOUT


def test_processes_that_a_job_started_end_with_it(scratch: Path) -> None:
    go_wrong_by("parent", scratch, Limits(seconds=2))
    assert wait_until_dead(int((scratch.parent / "child").read_text(encoding="ascii")))


HANGING = """
from pathlib import Path
from phaen.batch.engines.local import LocalEngine
from phaen.batch.limits import Limits
from tests.batch.faults import NumberJob, go_wrong

with LocalEngine(2, Limits(), Path("scratch")) as engine:
    for done in engine.run(go_wrong, map(NumberJob, range(6))):
        print(done.answer, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the processes of a killed one at once")
@pytest.mark.parametrize("way", ["hang", "pool"])
def test_nothing_outlives_a_parent_that_is_killed(way: str, scratch: Path, root: Path) -> None:
    (scratch.parent / "way").write_text(way, encoding="ascii")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    options = {"start_new_session": True, "env": environment, "stdout": subprocess.PIPE, "cwd": scratch.parent}
    with subprocess.Popen([sys.executable, "-c", HANGING], **options) as process:
        assert process.stdout
        for _ in range(5):  # all but the one that hangs
            assert process.stdout.readline()
        time.sleep(1)
        assert len(list(session(process.pid))) >= 3 + 2 * (way == "pool")
        process.kill()
    deadline = time.monotonic() + 10
    while list(session(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(session(process.pid)) == []


def test_an_answer_that_cannot_be_sent_is_an_internal_error(scratch: Path) -> None:
    failures = [done.answer for done in run(give_what_cannot_be_sent, scratch) if isinstance(done.answer, Failure)]
    assert [failure.kind for failure in failures] == [FailureKind.INTERNAL]


def test_a_full_disk_is_no_fault_of_the_job_and_ends_the_run(scratch: Path) -> None:
    (scratch.parent / "way").write_text("full", encoding="ascii")
    with pytest.raises(NoSpaceError, match="No space left"):
        run(go_wrong, scratch)


def test_a_dead_worker_leaves_no_files(scratch: Path) -> None:
    go_wrong_by("segfault", scratch)
    assert list(scratch.iterdir()) == []


def test_leaving_early_ends_the_workers(scratch: Path) -> None:
    with LocalEngine(2, LIMITS, scratch) as engine:
        outcomes: Iterator[Done[NumberJob]] = engine.run(tell_process, JOBS)
        process, _ = next(outcomes).answer
        assert alive(process)
    assert wait_until_dead(process)


def test_an_idle_worker_that_was_killed_is_replaced(scratch: Path) -> None:
    with LocalEngine(1, LIMITS, scratch) as engine:
        (first,) = engine.run(tell_process, JOBS[:1])
        os.kill(first.answer[0], 9)
        assert wait_until_dead(first.answer[0])
        (second,) = engine.run(tell_process, JOBS[:1])
    assert not isinstance(second.answer, Failure)


def test_cores_go_to_sources_of_pages_by_their_share_of_the_work(scratch: Path) -> None:
    def cores(*jobs: NumberJob) -> dict[int, int]:
        with LocalEngine(4, LIMITS, scratch) as engine:
            return {done.job.number: done.answer[1] for done in engine.run(tell_process, jobs)}

    alone, texts = NumberJob(1, size=100, paged=True), [NumberJob(number, size=1) for number in range(10, 15)]
    assert cores(alone) == {1: 4}
    assert cores(alone, *texts)[1] == 4
    assert cores(*texts) == dict.fromkeys(range(10, 15), 1)
    assert cores(alone, NumberJob(2, size=100, paged=True)) == {1: 2, 2: 2}
    assert cores(NumberJob(1, size=100), NumberJob(2, size=1, paged=True)) == {1: 1, 2: 1}


def test_the_engine_without_processes_keeps_to_the_contract(scratch: Path) -> None:
    (scratch.parent / "way").write_text("error", encoding="ascii")
    outcomes = list(InlineEngine().run(go_wrong, JOBS))
    failures = [done.answer for done in outcomes if isinstance(done.answer, Failure)]
    assert [failure.kind for failure in failures] == [FailureKind.INTERNAL]
    assert [done.answer for done in outcomes if done.job.number != 5] == [os.getpid()] * 11
    (scratch.parent / "way").write_text("full", encoding="ascii")
    with pytest.raises(OSError, match="No space left"):
        list(InlineEngine().run(go_wrong, JOBS))
