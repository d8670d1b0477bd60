"""Shared by the benchmarks: clocks, memory of child processes, and tables."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples" / "plans"
MEGABYTE = 1_000_000
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, kibibytes elsewhere


@dataclass(frozen=True, slots=True)
class Usage:
    """The usage of a process: wall and processor time in seconds, peak resident memory in bytes, its exit status."""

    seconds: float
    peak: int
    status: int
    processor: float


def best(function: Callable[[], object], repeats: int) -> float:
    """The minimum wall time of a call in seconds, which is the least disturbed by other work on the machine."""
    return min(_timed(function) for _ in range(repeats))


def _timed(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def python(*arguments: str | Path) -> list[str]:
    """A command line that runs this interpreter."""
    return [sys.executable, *map(str, arguments)]


def run(command: Sequence[str]) -> Usage:
    """Run a command to its end and discard its output."""
    # A helper process in between, since the system reports only the peak over *all* children ever waited for.
    helper = (
        "import resource, subprocess, sys, time\n"
        "start = time.perf_counter()\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "seconds = time.perf_counter() - start\n"
        "usage = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(seconds, usage.ru_maxrss, done.returncode, usage.ru_utime + usage.ru_stime)"
    )
    done = subprocess.run(python("-c", helper, *command), capture_output=True, text=True, check=True)
    seconds, peak, status, processor = done.stdout.split()
    return Usage(float(seconds), int(peak) * _RSS_UNIT, int(status), float(processor))


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"


def megabytes(size: float) -> str:
    return f"{size / MEGABYTE:,.1f} MB"


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table in the format of docs/benchmarks.md."""
    lines = [list(headings), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    print(f"\n{title}\n")
    for number, line in enumerate(lines):
        # The first column is left-aligned, figures are right-aligned.
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
        ]
        print(f"| {' | '.join(cells)} |")
        if number == 0:
            print(f"|{'|'.join([':' + '-' * (widths[0] + 1), *('-' * (width + 1) + ':' for width in widths[1:])])}|")
