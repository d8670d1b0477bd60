"""The engine of many machines, against a real scheduler and real workers, each a process of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.cluster import end, scheduler, wait_for_workers, worker
from phaen.batch.engines.dask_engine import DaskEngine, EngineError
from phaen.batch.failure import Failure, FailureKind
from phaen.batch.limits import MEGABYTE, Limits
from phaen.cli import run as command
from phaen.exit_codes import ExitCode
from tests.batch.faults import NumberJob, go_wrong, tell_process

distributed = pytest.importorskip("distributed", reason="phaen[dask] is not installed")

LIMITS = Limits(seconds=60, memory=600 * MEGABYTE)
JOBS = [NumberJob(number) for number in range(12)]


class Cluster:
    """A scheduler and its workers, on this machine's own address."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.address = scheduler(folder, stack)
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self, nanny: str = "--no-nanny") -> None:
        self.workers.append(worker(self.address, self.folder, self.stack, nanny))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler with two workers: one with Dask's nanny, whose worker is a daemon, and one without."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    with ExitStack() as stack:
        made = Cluster(folder, stack)
        made.add_worker("--nanny")
        made.add_worker()
        wait_for_workers(made.address, 2)
        yield made


def test_every_job_is_done_once_by_children_of_both_workers(cluster: Cluster, tmp_path: Path) -> None:
    with DaskEngine(cluster.address, LIMITS, tmp_path / "scratch") as engine:
        outcomes = list(engine.run(tell_process, JOBS))
    assert sorted(done.job.number for done in outcomes) == list(range(12))
    assert len({done.answer[0] for done in outcomes}) == 2


@pytest.mark.parametrize(
    ("way", "kind"), [("segfault", FailureKind.DIED), ("hang", FailureKind.TIMEOUT), ("at_once", FailureKind.MEMORY)]
)
def test_a_job_that_goes_wrong_fails_alone(cluster: Cluster, tmp_path: Path, way: str, kind: FailureKind) -> None:
    (cluster.folder / "way").write_text(way, encoding="ascii")
    limits = Limits(seconds=2, memory=600 * MEGABYTE)
    with DaskEngine(cluster.address, limits, tmp_path / "scratch") as engine:
        outcomes = list(engine.run(go_wrong, JOBS))
    failures = {done.job.number: done.answer.kind for done in outcomes if isinstance(done.answer, Failure)}
    assert failures == {5: kind}
    assert len(outcomes) == 12


def convert(plans: Path, out: Path, *arguments: str) -> int:
    return command(["convert", str(plans), "-o", str(out), "--format", "csv,parquet", "-q", *arguments])


def tables(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.suffix in (".csv", ".parquet")}


def test_the_dataset_is_that_of_one_machine(cluster: Cluster, plans: Path, tmp_path: Path) -> None:
    assert convert(plans, tmp_path / "here") == ExitCode.OK
    there = tmp_path / "there"
    assert convert(plans, there, "--engine", "dask", "--scheduler", cluster.address) == ExitCode.OK
    assert len(tables(there)) > 20
    assert tables(there) == tables(tmp_path / "here")


def test_a_worker_killed_in_mid_batch_costs_no_result(cluster: Cluster, tmp_path: Path) -> None:
    with DaskEngine(cluster.address, LIMITS, tmp_path / "scratch") as engine:
        numbers = []
        for done in engine.run(tell_process, [NumberJob(number) for number in range(40)]):
            if not numbers:
                end(cluster.workers[0])
            numbers.append(done.job.number)
            assert not isinstance(done.answer, Failure)
    assert sorted(numbers) == list(range(40))


def test_a_cluster_without_workers_is_waited_for(tmp_path: Path) -> None:
    with ExitStack() as stack:
        made = Cluster(tmp_path, stack)
        with DaskEngine(made.address, LIMITS, tmp_path / "scratch") as engine:
            outcomes = engine.run(tell_process, JOBS[:1])
            made.add_worker()
            assert [done.job.number for done in outcomes] == [0]


def test_a_scheduler_that_is_lost_ends_the_run_in_plain_words(tmp_path: Path) -> None:
    with ExitStack() as stack:
        made = Cluster(tmp_path, stack)
        made.add_worker()
        with DaskEngine(made.address, LIMITS, tmp_path / "scratch") as engine:
            outcomes = engine.run(tell_process, [NumberJob(number) for number in range(500)])
            next(outcomes)
            stack.close()
            with pytest.raises(EngineError, match="lost the Dask scheduler"):
                list(outcomes)


def test_no_scheduler_is_told_in_plain_words(plans: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("phaen.batch.engines.dask_engine.CONNECT_SECONDS", 1)
    assert convert(plans, tmp_path / "o", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9") == ExitCode.USAGE
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("--engine", "dask"), ("--scheduler", "tcp://127.0.0.1:9")])
def test_engine_and_scheduler_go_together(plans: Path, tmp_path: Path, arguments, capsys) -> None:
    assert convert(plans, tmp_path / "o", *arguments) == ExitCode.USAGE
    assert "go together" in capsys.readouterr().err
