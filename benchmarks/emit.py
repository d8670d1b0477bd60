"""Cost of writing a dataset from the parts of 100, 1,000 and 10,000 plans, against the same rows written bare.

Bare means pandas' `to_csv`, pyarrow's `write_table` and openpyxl's write-only mode without styles, on rows already in
memory. Each run is a separate process. Times are processor times over all threads, since other work on the machine
increases wall time.
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
    from phaen.emit.values import Row, Rows

FORMATS = ("parquet", "csv", "xlsx")
ALL = "csv,xlsx,parquet"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.emit", description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--bare", type=int, default=1000, help="number of plans whose rows are also written bare")
    parser.add_argument("--formats", nargs="+", default=[*FORMATS, ALL])
    parser.add_argument("--limits", action="store_true", help="write and read a sheet beyond Excel's limits too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in arguments.counts:
            parts = Path(folder, str(count))
            seconds = make_parts(parts, count)
            print(f"{count:,} plans: {seconds:.1f} s to write their parts, {megabytes(total_size(parts))}")
            rows = [line(name, parts, count) for name in arguments.formats]
            headings = ("format", "processor time", "per plan", "size", "peak memory", "peak memory of loading")
            print_table(f"{count:,} plans", headings, rows)
            if count == arguments.bare:
                compare(parts)
        if arguments.limits:
            usage = own_process("limits", Path(folder), Path(folder), "xlsx")
            print(
                f"\nA sheet of 1,048,586 rows, written and read back: {usage.processor:.0f} s, {megabytes(usage.peak)}"
            )


def make_parts(folder: Path, count: int) -> float:
    """Write parts made from the samples in turn. Returns the time in seconds.

    Each document has an id and a body of its own: copies of a plan of the same body would be left out of
    `project_years`.
    """
    from phaen.emit.part_files import write_part

    folder.mkdir()
    plans = sample_rows()
    seconds = 0.0
    for number, rows in enumerate(islice(cycle(plans), count)):
        own = {name: [_own(row, number) for row in found] for name, found in rows.items()}
        start = time.process_time()
        write_part(own, folder / f"{number:06}")
        seconds += time.process_time() - start
    return seconds


def _own(row: Row, number: int) -> Row:
    # Twice, for bodies whose names differ by one letter may be one that was misread.
    body = {"organization": f"{row['organization']} {number} {number}"} if row.get("organization") else {}
    return {**row, **body, "document_id": f"{number:016x}"}


def sample_rows() -> list[Rows]:
    """The rows of each sample plan."""
    from phaen.batch.one import convert_source
    from phaen.batch.sources import BatchSource

    paths = sorted(SAMPLES.glob("*.txt"))
    return [convert_source(BatchSource(path, path.name)).rows for path in paths]


def line(formats: str, parts: Path, count: int) -> tuple[str, ...]:
    """Time, size and memory of writing the dataset in some formats."""
    with tempfile.TemporaryDirectory() as out:
        usage = own_process("write", parts, Path(out), formats)
        size = total_size(Path(out))
        # Reading a workbook takes minutes; large datasets are loaded from the other formats.
        is_left_out = "xlsx" in formats or "," in formats
        loading = "" if is_left_out else megabytes(own_process("load", parts, Path(out), formats).peak)
    per_plan = f"{usage.processor / count * 1000:.1f} ms"
    return formats, f"{usage.processor:.1f} s", per_plan, megabytes(size), megabytes(usage.peak), loading


def compare(parts: Path) -> None:
    """The time of each format against that of the simplest way to write the same rows, both including reading parts."""
    rows = []
    for name in FORMATS:
        with tempfile.TemporaryDirectory() as out:
            whole, bare = (own_process(what, parts, Path(out), name).processor for what in ("write", "bare"))
        rows.append((name, f"{whole:.1f} s", f"{bare:.1f} s", f"{whole / bare:.1f}"))
    print_table("The same rows written bare", ("format", "phaen", "bare", "ratio"), rows)


def own_process(what: str, parts: Path, out: Path, formats: str) -> Usage:
    usage = run(python("-m", "benchmarks.emit_one", what, parts, out, formats))
    if usage.status:
        sys.exit(f"{what} {formats} failed")
    return usage


def total_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


if __name__ == "__main__":
    main()
