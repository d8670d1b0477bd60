"""A folder of short plans, and a batch over it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from phaen.batch.batch import convert_into
from phaen.batch.due import SUFFIXES, Choices, Writing
from phaen.batch.engines.local import LocalEngine
from phaen.batch.events import Converted, Event, RunSummary
from phaen.batch.job import convert
from phaen.batch.limits import MEGABYTE, Limits
from phaen.batch.sources import find_sources
from phaen.batch.store import FOLDER

LIMITS = Limits(seconds=60, memory=600 * MEGABYTE)
RunBatch = Callable[..., RunSummary]


@pytest.fixture(scope="session")
def short_plan(sample_plans: Path) -> bytes:
    """The shortest sample."""
    return min(sample_plans.glob("*.txt"), key=lambda path: path.stat().st_size).read_bytes()


@pytest.fixture
def plans(tmp_path: Path, short_plan: bytes) -> Path:
    """Six short plans, no two alike."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_bytes(short_plan + f"\n\n({number})\n".encode())
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def run_batch(
    out: Path, *paths: Path, cores: int = 2, formats: tuple[str, ...] = ("csv",), events: list[Event] | None = None,
    work: object = convert, **choices: object,
) -> RunSummary:  # fmt: skip
    """A batch as the command runs it. `choices` are those of `Choices`."""
    made = Choices(**{"limits": LIMITS, **choices})
    return convert_into(
        out,
        find_sources(paths, suffixes={*SUFFIXES, ".zip"}, output=out),
        engine=LocalEngine(cores, made.limits, out / FOLDER / "scratch"),
        writing=Writing(formats),
        choices=made,
        listener=(events if events is not None else []).append,
        work=work,
    )


def contents(out: Path) -> dict[str, str]:
    """The dataset's files by name and digest; `run.json` tells the time and is left out."""
    files = [path for path in out.iterdir() if path.is_file() and path.name != "run.json"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def converted(events: list[Event]) -> dict[str, str]:
    """What was converted in a run, by the names of the sources, and why."""
    return {event.result.source.name: str(event.why) for event in events if isinstance(event, Converted)}
