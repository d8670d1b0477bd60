"""A batch of thousands of text plans: rate on one core and on two, rate and memory over the course of the batch.

Each run is a separate process, bound to as many cores as it has jobs. Its rate and the time outside conversion are
taken from its log. Its memory is sampled from its processes during the run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from benchmarks.measure import SAMPLES, megabytes, milliseconds, print_table, python
from benchmarks.vary import write_varied

WATCH_SECONDS = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("--plans", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--format", default="csv,xlsx,parquet")
    parser.add_argument("--samples", type=Path, nargs="+", default=sorted(SAMPLES.glob("*.txt")), help="plans to vary")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder, "plans")
        size = write_varied(arguments.samples, plans, arguments.plans)
        print(f"{arguments.plans:,} plans, {megabytes(size)}")
        alone = conversion_alone(arguments.samples)
        runs = [run(plans, Path(folder, f"out-{jobs}"), jobs, arguments.format) for jobs in arguments.jobs]
    print_rates(runs)
    print_processor(runs, alone)
    print_course(runs)


def conversion_alone(samples: Sequence[Path]) -> float:
    """Average processor time in seconds for converting one sample in this process."""
    from phaen.batch.one import convert_source
    from phaen.batch.sources import BatchSource

    sources = [BatchSource(path, path.name) for path in samples]
    for source in sources:  # once to load everything
        convert_source(source)
    start = time.process_time()
    for source in sources * 2:
        convert_source(source)
    return (time.process_time() - start) / len(sources) / 2


@dataclass
class Run:
    """The log and the measurements of a run. Times are in seconds, memory in bytes."""

    jobs: int
    finding: float
    converting: float
    writing: float
    ends: list[float] = field(default_factory=list)
    """Completion time of each plan, from the beginning of the conversion."""
    inside: list[float] = field(default_factory=list)
    """Duration of each plan in its worker."""
    memory: list[tuple[float, int, int]] = field(default_factory=list)
    """(time, memory of the main process, memory of the largest worker)."""
    processor: dict[str, float] = field(default_factory=dict)
    """Processor time of the main process, and of its workers, at the end of the conversion."""

    @property
    def rate(self) -> float:
        """Plans per second while converting."""
        return len(self.ends) / self.converting

    @property
    def whole_rate(self) -> float:
        """Plans per second, including writing."""
        return len(self.ends) / (self.finding + self.converting + self.writing)

    @property
    def outside(self) -> float:
        """The share of the cores' time spent outside conversion."""
        return 1 - sum(self.inside) / (self.converting * self.jobs)


def run(plans: Path, out: Path, jobs: int, formats: str) -> Run:
    """One run of the command."""
    log = out.with_suffix(".log")
    options = ["--jobs", str(jobs), "--format", formats, "--quiet"]
    command = python("-m", "phaen", "convert", plans, "-o", out, "--log", log, *options)
    cores = sorted(os.sched_getaffinity(0))[:jobs]
    samples: list[Sample] = []
    with subprocess.Popen(command) as process:
        os.sched_setaffinity(process.pid, cores)  # long before it starts its workers, which inherit it
        watcher = threading.Thread(target=_watch, args=(process, samples))
        watcher.start()
        process.wait()
        watcher.join()
    return _told(jobs, json.loads((out / "run.json").read_text())["seconds"], _events(log), samples)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample of the processes of a run: resident memory in bytes, processor time in seconds, by process."""

    time: float
    own: tuple[int, float]
    workers: tuple[tuple[int, float], ...]

    @property
    def largest_worker(self) -> int:
        """Memory of the worker that uses most."""
        return max((memory for memory, _ in self.workers), default=0)


def _watch(process: subprocess.Popen[bytes], samples: list[Sample]) -> None:
    while process.poll() is None:
        others = [usage for pid in _descendants(process.pid) if (usage := _usage(pid))]
        if own := _usage(process.pid):
            samples.append(Sample(time.time(), own, tuple(others)))
        time.sleep(WATCH_SECONDS)


def _descendants(process: int) -> Iterator[int]:
    """All descendants of a process."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rsplit(")", 1)[1].split()[1])
    found = {process}
    for child, parent in sorted(parents.items()):
        if parent in found:
            found.add(child)
            yield child


def _usage(process: int) -> tuple[int, float] | None:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return int(fields[21]) * os.sysconf("SC_PAGESIZE"), (int(fields[11]) + int(fields[12])) / _TICKS


def _events(log: Path) -> Iterator[dict[str, object]]:
    with log.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _told(jobs: int, stages: dict[str, float], events: Iterator[dict[str, object]], samples: list[Sample]) -> Run:
    run = Run(jobs, stages["finding"], stages["converting"], stages["writing"])
    start = 0.0
    for event in events:
        moment = datetime.fromisoformat(str(event["time"])).timestamp()
        if event.get("stage") == "converting":
            start = moment
        elif event["event"] == "converted":
            run.ends.append(moment - start)
            run.inside.append(float(str(event["seconds"])))
    during = [sample for sample in samples if start <= sample.time <= start + run.converting]
    run.memory = [(sample.time - start, sample.own[0], sample.largest_worker) for sample in during]
    if during:
        run.processor = {"phaen": during[-1].own[1], "workers": sum(seconds for _, seconds in during[-1].workers)}
    return run


def print_rates(runs: Sequence[Run]) -> None:
    """Rates, and the time lost outside conversion."""
    first = runs[0]
    rows = [
        (
            f"{run.jobs}",
            f"{run.rate:,.1f}/s",
            f"{run.rate / first.rate:.2f}",
            f"{run.outside:.1%}",
            f"{run.writing:,.1f} s",
            f"{run.whole_rate:,.1f}/s",
            f"{run.whole_rate / first.whole_rate:.2f}",
        )
        for run in runs
    ]
    headings = (
        "cores", "plans converted", "ratio", "time outside conversion",  "writing at the end",
        "plans, all in all", "ratio",
    )  # fmt: skip
    print_table("Rates", headings, rows)


def print_processor(runs: Sequence[Run], alone: float) -> None:
    """Processor time per plan, which other work on the machine hardly affects, against that of conversion alone."""
    rows = []
    for run in runs:
        workers, own = (run.processor[who] / len(run.ends) for who in ("workers", "phaen"))
        share = 1 - alone / (workers + own)
        rows.append((f"{run.jobs}", *map(milliseconds, (alone, workers, own)), f"{share:.1%}"))
    headings = ("cores", "conversion alone", "workers", "phaen itself", "outside conversion")
    print_table("Processor time per plan, start of phaen and of the workers included", headings, rows)


def print_course(runs: Sequence[Run]) -> None:
    """Rate and memory in ten parts of the batch."""
    rows = []
    for run in runs:
        step = max(1, len(run.ends) // 10)
        for start in range(0, step * 10, step):
            begin = run.ends[start - 1] if start else 0.0
            end = run.ends[min(start + step, len(run.ends)) - 1]
            seen = [sample for sample in run.memory if begin <= sample[0] <= end] or run.memory[-1:]
            inside = run.inside[start : start + step]
            rows.append(
                (
                    f"{run.jobs}",
                    f"{start + 1:,} to {start + step:,}",
                    f"{step / (end - begin):,.1f}/s",
                    milliseconds(sum(inside) / len(inside)),
                    megabytes(max(own for _, own, _ in seen)),
                    megabytes(max(worker for _, _, worker in seen)),
                )
            )
    headings = ("cores", "plans", "rate", "conversion of one", "memory of phaen", "memory of the largest worker")
    print_table("From the beginning to the end", headings, rows)


if __name__ == "__main__":
    main()
