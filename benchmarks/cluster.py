"""Two Dask workers against one: the rate of converting PDFs, and the cost of losing a worker during a batch.

A scheduler and its workers are started for each measurement, as processes on this machine. Each worker converts one
source at a time in a child process. The sources are copies of the sample PDFs that differ by a comment at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.measure import print_table, python

DOCUMENTS = Path(__file__).parent.parent / "samples" / "documents"
START_SECONDS = 60


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--copies", type=int, default=12, help="of each sample PDF")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sources = copies(Path(folder, "plans"), arguments.copies)
        one = rate(Path(folder, "one"), sources, workers=1)
        two = rate(Path(folder, "two"), sources, workers=2)
        lost = rate(Path(folder, "lost"), sources, workers=2, kill=True)
    rows = [
        (name, f"{done} of {len(sources)}", f"{per_second:.1f}/s", f"{per_second / one[1]:.2f}")
        for name, (done, per_second) in {"1 worker": one, "2 workers": two, "2, one killed half way": lost}.items()
    ]
    print_table("PDFs on a Dask cluster", ("workers", "converted", "rate", "ratio"), rows)


def copies(folder: Path, count: int) -> list[Path]:
    """Copies of the sample PDFs with a text layer, `count` of each, all different."""
    folder.mkdir()
    paths = []
    for path in sorted(DOCUMENTS.glob("*.pdf")):
        if ".scan" in path.name:
            continue
        for number in range(count):
            copy = folder / f"{number}-{path.name}"
            copy.write_bytes(path.read_bytes() + f"\n% {number}\n".encode())
            paths.append(copy)
    return paths


def rate(folder: Path, paths: Sequence[Path], *, workers: int, kill: bool = False) -> tuple[int, float]:
    """The number of converted sources, and the rate per second without the first ones (which load everything)."""
    from extract.read.options import OcrMode, ReadOptions
    from phaen.batch.engines.dask_engine import DaskEngine
    from phaen.batch.failure import Failure
    from phaen.batch.job import ConvertJob, Reply, convert
    from phaen.batch.limits import DEFAULT_LIMITS
    from phaen.batch.sources import BatchSource

    folder.mkdir()
    options = ReadOptions(ocr=OcrMode.NEVER)
    jobs = [ConvertJob(BatchSource(path, path.name), options, path.stat().st_size) for path in paths]
    with ExitStack() as stack:
        address, processes = cluster(folder, workers, stack)
        engine = stack.enter_context(DaskEngine(address, DEFAULT_LIMITS, folder / "scratch"))
        list(engine.run(convert, jobs[: 4 * workers]))
        start, done = time.perf_counter(), 0
        for outcome in engine.run(convert, jobs):
            answer = outcome.answer
            done += isinstance(answer, Reply) and not isinstance(answer.failure, Failure)
            if kill and done == len(jobs) // 2:
                end(processes[-1])
        return done, len(jobs) / (time.perf_counter() - start)


def cluster(folder: Path, workers: int, stack: ExitStack) -> tuple[str, list[subprocess.Popen[bytes]]]:
    """Start a scheduler and its workers, and wait for them. Returns its address and the workers."""
    address = scheduler(folder, stack)
    processes = [worker(address, folder, stack) for _ in range(workers)]
    wait_for_workers(address, workers)
    return address, processes


def scheduler(folder: Path, stack: ExitStack) -> str:
    """Start a scheduler. Returns its address."""
    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    stack.enter_context(process("dask_scheduler", *options, folder=folder))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError, ValueError):  # not there yet, or not completely written
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        time.sleep(0.05)
    raise TimeoutError("the Dask scheduler did not start")


def worker(address: str, folder: Path, stack: ExitStack, nanny: str = "--no-nanny") -> subprocess.Popen[bytes]:
    """Start a worker that converts one source at a time. With `--nanny`, Dask restarts it if it dies."""
    options = (address, "--nthreads", "1", "--no-dashboard", "--memory-limit", "0", nanny)
    return stack.enter_context(process("dask_worker", *options, folder=folder))


def wait_for_workers(address: str, count: int) -> None:
    import distributed

    connect: Any = distributed.Client
    with connect(address, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=START_SECONDS)


@contextmanager
def process(command: str, *arguments: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of Dask's commands in `folder`. It and all its child processes are ended at the end of the context."""
    root = str(Path(__file__).parent.parent)
    started = subprocess.Popen(
        python("-m", f"distributed.cli.{command}", *arguments),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield started
    finally:
        end(started)


def end(started: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()


if __name__ == "__main__":
    main()
