"""Every system call of a small batch fails once: each run must end in an orderly way, and a plain run afterwards must
yield the bytes of an undisturbed run.

The calls of an undisturbed run are counted. Then, for each number, a run in a new folder has a fault at the call of
that number (see `benchmarks.counted_calls`), and a plain run after it must end with the same files and a sound ledger.
All runs are forked copies of one warm process, without workers, so that all calls are counted in the same order.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.counted_calls import KILLED, Counter, Fault, count_calls
from benchmarks.measure import SAMPLES, print_table
from benchmarks.vary import write_varied

SOURCES = 3
FAULTS = (Fault.ONCE, Fault.ONWARDS, Fault.KILL)
CRASHED = 70
"""The exit status of a run that ended with an uncaught exception."""


@dataclass(frozen=True)
class Divergence:
    """A run that violated a requirement."""

    fault: Fault
    call: int
    what: str


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fault_injection", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the calls that are tried, chosen by the seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--call", type=int, nargs="*", help="these calls only")
    parser.add_argument("--fault", choices=FAULTS, nargs="*", default=FAULTS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        chance = random.Random(arguments.seed)
        rows, wrong = [], 0
        for fault in map(Fault, arguments.fault):
            all_calls = range(1, bench.calls + 1)
            calls = arguments.call or [number for number in all_calls if chance.random() < arguments.share]
            divergences = list(bench.try_calls(fault, calls))
            rows.append((fault, str(bench.calls), str(len(calls)), str(len(divergences))))
            wrong += len(divergences)
            print(f"{fault}: {len(calls)} of {bench.calls} calls tried, {len(divergences)} divergences", flush=True)
    print_table(f"faults over {SOURCES} sources", ("fault", "calls", "tried", "divergences"), rows)
    sys.exit(1 if wrong else 0)


class Bench:
    """A folder with plans and the files of an undisturbed run over them."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._plans = folder, folder / "plans"
        shortest = min(SAMPLES.glob("*.txt"), key=lambda path: path.stat().st_size)
        write_varied([shortest], self._plans, SOURCES)
        _without_workers()
        self._case("warm")
        _convert(self._plans, folder / "warm" / "out")  # loads all modules and data
        calm = self._case("calm")
        self.calls = self._counted(calm)
        self._wanted = _files(calm / "out")
        self._sources = _files(self._plans)

    def try_calls(self, fault: Fault, calls: Iterable[int]) -> Iterator[Divergence]:
        """The violations for the fault at each of the calls."""
        for call in calls:
            case = self._case("case")
            for what in self._try(case, fault, call):
                print(f"{fault} at call {call}: {what}", flush=True)
                yield Divergence(fault, call, what)
            shutil.rmtree(case)

    def _try(self, case: Path, fault: Fault, call: int) -> Iterator[str]:
        status = self._run(case, fault, call)
        told = (case / "told").read_text(encoding="utf-8")
        if status not in ({KILLED} if fault is Fault.KILL else {0, 1, 2}) or "Traceback" in told:
            yield f"ended with {status}: {told[-2000:]}"
        if status == 0 and _files(case / "out") != self._wanted:
            yield f"ended well with other files: {self._differences(case / 'out')}"
        if status in (1, 2) and not told.strip():
            yield f"ended with {status} and without a word"
        yield from self._strays(case)
        status = self._run(case, Fault.NONE, 0)
        told = (case / "told").read_text(encoding="utf-8")
        if status or "set aside" in told:
            yield f"the run after it ended with {status}: {told[-2000:]}"
        if different := self._differences(case / "out"):
            yield f"the run after it left other files: {different}"
        if self._verified(case):
            yield f"does not verify: {(case / 'told').read_text(encoding='utf-8')}"

    def _strays(self, case: Path) -> Iterator[str]:
        if strays := {path.name for path in case.iterdir()} - {"out", "tmp", "told"}:
            yield f"files outside: {sorted(strays)}"
        if _files(self._plans) != self._sources:
            yield "the sources were touched"

    def _differences(self, out: Path) -> list[str]:
        found = _files(out)
        return sorted(name for name in found.keys() | self._wanted.keys() if found.get(name) != self._wanted.get(name))

    def _case(self, name: str) -> Path:
        case = self._folder / name
        (case / "tmp").mkdir(parents=True)
        return case

    def _counted(self, case: Path) -> int:
        def run() -> int:
            counter = Counter(Fault.NONE, 0)
            count_calls(counter)
            status = _convert(self._plans, case / "out")
            calls = counter.calls
            (case / "calls").write_text(str(calls), encoding="ascii")
            return status

        assert _forked(case, run) == 0, (case / "told").read_text(encoding="utf-8")
        return int((case / "calls").read_text(encoding="ascii"))

    def _run(self, case: Path, fault: Fault, call: int) -> int:
        def run() -> int:
            count_calls(Counter(fault, call))
            return _convert(self._plans, case / "out")

        return _forked(case, run)

    def _verified(self, case: Path) -> int:
        from phaen import cli

        return _forked(case, lambda: cli.run(["verify", str(case / "out")]))


def _convert(plans: Path, out: Path) -> int:
    from phaen import cli

    return cli.run(["convert", str(plans), "-o", str(out), "--ocr-cache", "none"])


def _without_workers() -> None:
    """Run everything in one process, so that all calls are counted."""
    from phaen.batch.engines.in_process import InlineEngine
    from phaen.cli.where import Machines

    Machines.engine = lambda *_: InlineEngine()  # type: ignore[method-assign]


def _forked(case: Path, run: Callable[[], int]) -> int:
    """The exit status of a forked copy of this process that calls `run`. Its output is in the file `told`."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    leave = os._exit
    told = os.open(case / "told", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(told, 1)
    os.dup2(told, 2)
    tempfile.tempdir = str(case / "tmp")
    status = CRASHED
    try:
        status = run()
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        leave(status)
    return status


def _files(folder: Path) -> dict[str, str]:
    """All files in a folder by name and digest. Files that contain the time are included without digest."""
    return {
        path.relative_to(folder).as_posix(): ""
        if path.name in ("run.json", "ledger.sqlite", "lock")
        else sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    main()
