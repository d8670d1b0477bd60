"""What writing a dataset takes, made of the parts of 100, 1,000 and 10,000 plans, against the same rows written bare.

Bare are pandas' `to_csv`, pyarrow's `write_table` and openpyxl's write-only mode without styles, on rows already in
memory. Each run is a process of its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import SAMPLES, Usage, megabytes, print_table, python, run

if TYPE_CHECKING:
    from phaen.emit.values import Rows

FORMATS = ("parquet", "csv", "xlsx")
ALL = "csv,xlsx,parquet"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.emit", description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--bare", type=int, default=1000, help="number of plans whose rows are also written bare")
    parser.add_argument("--formats", nargs="+", default=[*FORMATS, ALL])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in arguments.counts:
            parts = Path(folder, str(count))
            seconds = make_parts(parts, count)
            print(f"{count:,} plans: {seconds:.1f} s to write their parts, {megabytes(total_size(parts))}")
            rows = [line(name, parts, count) for name in arguments.formats]
            print_table(f"{count:,} plans", ("format", "time", "per plan", "size", "peak memory"), rows)
            if count == arguments.bare:
                compare(parts)


def make_parts(folder: Path, count: int) -> float:
    """Write parts made from the samples in turn, each document with an id of its own; returns the seconds that took."""
    from phaen.emit.part_files import write_part

    folder.mkdir()
    plans = sample_rows()
    seconds = 0.0
    for number, rows in enumerate(islice(cycle(plans), count)):
        own = {name: [{**row, "document_id": f"{number:016x}"} for row in found] for name, found in rows.items()}
        start = time.perf_counter()
        write_part(own, folder / f"{number:06}")
        seconds += time.perf_counter() - start
    return seconds


def sample_rows() -> list[Rows]:
    """The rows of each sample plan."""
    from phaen.batch.one import convert_source
    from phaen.batch.sources import Source

    paths = sorted(SAMPLES.glob("*.txt"))
    return [convert_source(Source(path, path.name)).rows for path in paths]


def line(formats: str, parts: Path, count: int) -> tuple[str, ...]:
    """Time, size and memory of writing the dataset in some formats."""
    with tempfile.TemporaryDirectory() as out:
        usage = own_process("write", parts, Path(out), formats)
        size = total_size(Path(out))
    per_plan = f"{usage.seconds / count * 1000:.1f} ms"
    return formats, f"{usage.seconds:.1f} s", per_plan, megabytes(size), megabytes(usage.peak)


def compare(parts: Path) -> None:
    """The time of each format against that of the plainest way to write the same rows, both without start-up."""
    rows = []
    for name in FORMATS:
        with tempfile.TemporaryDirectory() as out:
            usages = [own_process(what, parts, Path(out), name) for what in ("write", "bare", "read")]
        whole, bare, read = (usage.seconds for usage in usages)
        rows.append((name, f"{whole:.1f} s", f"{bare - read:.1f} s", f"{whole / (bare - read):.1f}"))
    print_table("The same rows written bare", ("format", "phaen, parts read", "bare", "ratio"), rows)


def own_process(what: str, parts: Path, out: Path, formats: str) -> Usage:
    usage = run(python("-m", "benchmarks.emit_one", what, parts, out, formats))
    if usage.status:
        sys.exit(f"{what} {formats} failed")
    return usage


def total_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


if __name__ == "__main__":
    main()
