"""What a batch tells while it goes, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from phaen.batch.due import Need
from phaen.batch.report import Report, Result


class Stage(StrEnum):
    """The stages of a run."""

    FINDING = "finding"
    CONVERTING = "converting"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class StageBegun:
    """A stage of the run begins."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class Planned:
    """All sources are known, and told apart by content: some of these contents need no conversion."""

    sources: int
    contents: int
    done: int


@dataclass(frozen=True, slots=True)
class Converted:
    """A source was converted, or failed, for the given reason to try it. Others of its content share the result."""

    result: Result
    why: Need
    attempts: int


@dataclass(frozen=True, slots=True)
class LedgerSetAside:
    """The ledger was damaged, or of another version: it is kept at `path`, and a new one has `records` of its."""

    path: Path
    reason: str
    records: int


@dataclass(frozen=True, slots=True)
class PagesRead:
    """A source of pages is being read: so many of its pages are done."""

    source: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is in the dataset of the output folder and will not be in that of this run: sources, and files by name."""

    sources: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overwriting:
    """Files that were edited since a batch wrote them, or that none wrote, and the copies that are kept of them."""

    copies: Mapping[str, str]


Event = StageBegun | Planned | Converted | LedgerSetAside | PagesRead | Leaving | Overwriting
Listener = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run came to. `seconds` are by stage."""

    report: Report
    written: tuple[Path, ...]
    converted: int
    """Contents converted in this run; the others were done before."""
    sources: int
    seconds: dict[str, float]
    started: str


def now() -> str:
    """The time in UTC as ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
