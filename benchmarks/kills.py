"""Kill -9 at random moments, repeatedly: every run after a kill must resume, and end with the bytes of a calm run.

Every second kill hits only the main process, whose workers must then end by themselves; the others hit all processes.
A completed run is compared with the calm (undisturbed) one, and the next begins in an empty folder.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.measure import SAMPLES, print_table, python
from benchmarks.vary import write_varied

CALM_SECONDS = 10.0
"""Time limit in seconds for the remaining processes of a killed run to end."""


@dataclass
class Tally:
    """The results of the kills."""

    kills: int = 0
    ends: int = 0
    """Runs that completed after one or more kills."""
    differing: int = 0
    """Completed runs with other bytes than the calm run."""
    failures: int = 0
    """Runs that ended by themselves with an exit code other than 0."""
    left_running: int = 0
    """Kills after which a process was still running."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--format", default="csv,parquet")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        plans = Path(folder, "plans")
        write_varied(sorted(SAMPLES.glob("*.txt")), plans, arguments.sources)
        options = ["--jobs", str(arguments.jobs), "--format", arguments.format]
        tally = kill_often(plans, Path(folder), arguments.kills, options, random.Random(arguments.seed))
    headings = ("kills", "runs to the end", "other bytes", "failed runs", "processes left running")
    figures = (tally.kills, tally.ends, tally.differing, tally.failures, tally.left_running)
    print_table(f"kill -9 over {arguments.sources} sources", headings, [tuple(map(str, figures))])
    sys.exit(1 if tally.differing or tally.failures or tally.left_running else 0)


def kill_often(plans: Path, folder: Path, kills: int, options: list[str], chance: random.Random) -> Tally:
    """Convert `plans` in `folder` until `kills` runs were killed and the last one has completed."""
    calm = folder / "calm"
    start = time.perf_counter()
    subprocess.run(_command(plans, calm, options), check=True, stdout=subprocess.DEVNULL)
    duration = time.perf_counter() - start
    wanted, tally, killed = digests(calm), Tally(), False
    out = folder / "out"
    while tally.kills < kills or killed:
        patience = chance.uniform(0, duration * 1.1) if tally.kills < kills else None
        status = _run_and_kill(_command(plans, out, options), patience, tally)
        if status is None:
            killed = True
            continue
        tally.failures += status != 0
        if killed:
            tally.ends += 1
            tally.differing += digests(out) != wanted
        shutil.rmtree(out)
        killed = False
    return tally


def digests(out: Path) -> dict[str, str]:
    """The digests of the dataset files, without `run.json`, which contains the time."""
    files = [path for path in out.iterdir() if path.is_file() and path.name != "run.json"]
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


def _command(plans: Path, out: Path, options: list[str]) -> list[str]:
    return python("-m", "phaen", "convert", plans, "-o", out, "--quiet", *options)


def _run_and_kill(command: list[str], patience: float | None, tally: Tally) -> int | None:
    """The exit status of a run, None if it was killed after `patience` seconds."""
    with subprocess.Popen(command, start_new_session=True) as process:
        try:
            return process.wait(patience)
        except subprocess.TimeoutExpired:
            tally.kills += 1
            for victim in [process.pid] if tally.kills % 2 else [process.pid, *session(process.pid)]:
                _kill(victim)
            process.wait()
    deadline = time.monotonic() + CALM_SECONDS
    while list(session(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.01)
    tally.left_running += bool(list(session(process.pid)))
    return None


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def session(leader: int) -> Iterator[int]:
    """The processes of a session that have not ended."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, *numbers = path.read_text().rsplit(")", 1)[1].split()[:4]
        except OSError:
            continue
        if state != "Z" and int(numbers[2]) == leader:
            yield int(path.parent.name)


if __name__ == "__main__":
    main()
