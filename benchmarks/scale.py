"""Cost per plan for 1, 10, 100 and 1,000 plans: it should decrease, and memory should grow only with the rows."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import SAMPLES, Usage, megabytes, milliseconds, print_table, python, run
from benchmarks.vary import write_varied


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=SAMPLES, help="folder of the plans to vary")
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--format", default="csv,xlsx,parquet")
    arguments = parser.parse_args()
    samples = sorted(arguments.path.glob("*.txt"))
    rows: list[tuple[str, ...]] = []
    for jobs in arguments.jobs:
        costs = [cost(samples, count, jobs, arguments.format) for count in arguments.counts]
        rows += [line(jobs, one, costs[0]) for one in costs]
    headings = ("jobs", "plans", "size", "time", "per plan", "ratio to first", "peak memory of one process")
    print_table(f"phaen convert --format {arguments.format}", headings, rows)


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of the whole command for `count` plans of `size` bytes in total."""

    count: int
    size: int
    usage: Usage

    @property
    def per_plan(self) -> float:
        """Seconds per plan."""
        return self.usage.seconds / self.count


def cost(samples: list[Path], count: int, jobs: int, formats: str) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        size = write_varied(samples, Path(folder, "plans"), count)
        options = ["--jobs", str(jobs), "--format", formats]
        usage = run(python("-m", "phaen", "convert", Path(folder, "plans"), "-o", Path(folder, "out"), *options))
    return Cost(count, size, usage)


def line(jobs: int, cost: Cost, first: Cost) -> tuple[str, ...]:
    return (
        f"{jobs}",
        f"{cost.count:,}",
        megabytes(cost.size),
        f"{cost.usage.seconds:.1f} s",
        milliseconds(cost.per_plan),
        f"{cost.per_plan / first.per_plan:.2f}",
        megabytes(cost.usage.peak),
    )


if __name__ == "__main__":
    main()
