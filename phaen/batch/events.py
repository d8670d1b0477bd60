"""The events of a running batch, and its summary."""

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
    """All sources are known and grouped by content; `done` contents need no conversion."""

    sources: int
    contents: int
    done: int


@dataclass(frozen=True, slots=True)
class Converted:
    """A source was converted or failed; `why` is the reason of the attempt. Sources of the same content share it."""

    result: Result
    why: Need
    attempts: int


@dataclass(frozen=True, slots=True)
class LedgerSetAside:
    """The ledger was damaged or had another version: it is kept at `path`; the new one has `records` of its records."""

    path: Path
    reason: str
    records: int


@dataclass(frozen=True, slots=True)
class PagesRead:
    """Progress of a paged source: the number of pages read."""

    source: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """Sources and files (by name) of the dataset in the output folder that will not be in the dataset of this run."""

    sources: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """Sources of the earlier dataset whose files are gone. They stay as they were converted."""

    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overwriting:
    """Files that were edited since a batch wrote them, or that no batch wrote, and the copies kept of them."""

    copies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CorrectionsLeftOut:
    """Sources that an earlier run corrected, and that this run converts without corrections."""

    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsUnused:
    """Documents, by document_id, that are not in the dataset, and the numbers of their corrections."""

    documents: Mapping[str, int]


Event = (
    StageBegun
    | Planned
    | Converted
    | LedgerSetAside
    | PagesRead
    | Leaving
    | Gone
    | Overwriting
    | CorrectionsLeftOut
    | CorrectionsUnused
)
Listener = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The summary of a run. `seconds` are by stage."""

    report: Report
    written: tuple[Path, ...]
    converted: int
    """Number of contents converted in this run; the others were done before."""
    sources: int
    seconds: dict[str, float]
    started: str


def now() -> str:
    """The current time in UTC as ISO 8601, with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
