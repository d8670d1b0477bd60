"""Time for a folder of text plans: the whole command, and each stage against reading and decoding alone."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import MEGABYTE, SAMPLES, best, megabytes, milliseconds, print_table, python, run

if TYPE_CHECKING:
    from extract.model.plan import Plan
    from phaen.emit.values import Rows

FORMATS = ("csv", "parquet", "xlsx")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.text", description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=SAMPLES, help="a plan or a folder of plans")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--against", type=Path, metavar="TREE", help="only compare with another checkout of phaen")
    arguments = parser.parse_args()
    paths = find(arguments.path)
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} plans, {megabytes(size)}")
    if arguments.against is not None:
        compare(paths, arguments.against, arguments.repeats)
        return
    whole_command(arguments.path, arguments.repeats)
    stages(paths, size, arguments.repeats)


def find(path: Path) -> list[Path]:
    """The plans at a path, in the order used by the command."""
    from extract.read.registry import READERS
    from phaen.batch.sources import find_sources

    return [source.path for source in find_sources([path], suffixes=READERS.keys())]


def whole_command(path: Path, repeats: int) -> None:
    """Time and memory of the whole process, with one job and with one per core."""
    rows = []
    with tempfile.TemporaryDirectory() as out:
        for name, options in [
            ("--jobs 1", ["--jobs", "1"]),
            ("one job per core", []),
            ("CSV only", ["--format", "csv"]),
        ]:
            # A separate folder for each run, as completed work is not repeated.
            outs = [Path(out, f"{name} {number}") for number in range(repeats)]
            usages = [run(python("-m", "phaen", "convert", path, "-o", folder, *options)) for folder in outs]
            fastest = min(usage.seconds for usage in usages)
            rows.append((name, milliseconds(fastest), megabytes(max(usage.peak for usage in usages))))
    print_table(f"phaen convert, whole process, best of {repeats}", ("options", "time", "peak memory"), rows)


_EACH = """
import functools, gc, json, sys, time
from pathlib import Path
from extract.parse import parse_plan
from extract.read import read_document
from normalize import remember
from phaen.check import check_plan
from phaen.emit.plan_rows import plan_rows

def forget():
    remember.forget()
    for cache in gc.get_objects():
        if isinstance(cache, functools._lru_cache_wrapper) and (cache.cache_parameters()["maxsize"] or 0) >= 1000:
            cache.cache_clear()

def seconds(path):
    forget()  # nothing that another run of the same plan left
    start = time.process_time()
    plan = parse_plan(read_document(Path(path)))
    check_plan(plan)
    plan_rows(plan)
    return time.process_time() - start

seconds(sys.argv[1])  # compiles the expressions
print(json.dumps([min(seconds(path) for _ in range(2)) for path in sys.argv[1:]]))
"""


def compare(paths: Sequence[Path], tree: Path, repeats: int) -> None:
    """Processor time from each file to its rows, of this checkout and of another one, in turns."""
    trees = {"that checkout": tree.resolve(), "this one": Path(__file__).resolve().parent.parent}
    times: dict[str, list[list[float]]] = {name: [] for name in trees}
    for _ in range(repeats):
        for name, root in trees.items():
            times[name].append(_seconds(paths, root))
    that, this = ([min(one) for one in zip(*runs, strict=True)] for runs in times.values())
    rows = [
        (path.name, milliseconds(old), milliseconds(new), f"{new / old:.2f}")
        for path, old, new in zip(paths, that, this, strict=True)
    ]
    rows.append(("all", milliseconds(sum(that)), milliseconds(sum(this)), f"{sum(this) / sum(that):.2f}"))
    print_table(f"From a file to its rows, best of {2 * repeats}", ("plan", *trees, "ratio"), rows)


def _seconds(paths: Sequence[Path], root: Path) -> list[float]:
    command = python("-c", _EACH, *(path.resolve() for path in paths))
    done = subprocess.run(
        command, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True, text=True, check=True
    )
    found: list[float] = json.loads(done.stdout)
    return found


def stages(paths: Sequence[Path], size: int, repeats: int) -> None:
    """Time of each stage over all plans, without the stages before it."""
    times = {name: best(stage, repeats) for name, stage in _stages(paths, repeats).items()}
    base = times["read and decode only"]
    rows = [
        (name, milliseconds(seconds), f"{seconds / base:,.0f}", f"{size / MEGABYTE / seconds:,.1f}")
        for name, seconds in times.items()
    ]
    print_table(f"Stages, in process, best of {repeats}", ("stage", "time", "ratio", "MB/s"), rows)


def _stages(paths: Sequence[Path], repeats: int) -> dict[str, Callable[[], object]]:
    from extract.parse import parse_plan
    from extract.read import read_document
    from phaen.batch.in_memory import merge
    from phaen.check import check_plan
    from phaen.emit.plan_rows import plan_rows

    def check_all(plans: Sequence[Plan]) -> None:
        for plan in plans:
            check_plan(plan)

    documents = [read_document(path) for path in paths]
    # Checking completes a plan in place, so each repeat needs unchecked plans.
    unchecked = iter([[parse_plan(document) for document in documents] for _ in range(repeats)])
    plans = [parse_plan(document) for document in documents]
    check_all(plans)
    rows = merge(plan_rows(plan) for plan in plans)
    return {
        "read and decode only": lambda: [path.read_bytes().decode("utf-8", "replace") for path in paths],
        "read": lambda: [read_document(path) for path in paths],
        "parse": lambda: [parse_plan(document) for document in documents],
        "check": lambda: check_all(next(unchecked)),
        "rows": lambda: [plan_rows(plan) for plan in plans],
        **{f"write {kind}": _writer(rows, kind) for kind in FORMATS},
    }


def _writer(rows: Rows, kind: str) -> Callable[[], object]:
    from phaen.emit.write import write_dataset

    def write() -> None:
        with tempfile.TemporaryDirectory() as out:
            write_dataset(rows, Path(out), formats=(kind,))

    return write


if __name__ == "__main__":
    main()
