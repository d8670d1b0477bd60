"""Decides which sources need conversion, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from extract.read.registry import READERS
from phaen.batch.failure import FailureKind
from phaen.batch.ledger import Record
from phaen.batch.limits import DEFAULT_LIMITS, Limits
from phaen.batch.rules_digest import options_key, rules_for
from phaen.correct.correction import Corrections, digest

SUFFIXES = frozenset(READERS)
"""Suffixes of the files that can be read: lower case, with the dot."""

CORRECTED = "corrections="
"""In the options of a record: its source was converted with corrections."""

ID_DIGITS = 16
"""Digits of the SHA-256 that are a document_id."""

MAX_DEATHS = 3
"""After so many deaths of its process, a source is assumed to be the cause and is not retried."""


class Need(StrEnum):
    """Why a content needs conversion, or why it does not."""

    DONE = "done"
    """Converted by the same rules with the same options; also if it failed and would fail again."""
    RENAMED = "renamed"
    """Done, but its source had another name."""
    NEW = "new"
    RULES = "made by other rules"
    OPTIONS = "made with other options or corrections"
    FAILED = "failed"
    LOST = "its part is lost or damaged"
    FORCED = "forced"


@dataclass(frozen=True, slots=True)
class Choices:
    """The user's options for a batch, except how the dataset is written."""

    read: ReadOptions = DEFAULT_OPTIONS
    limits: Limits = DEFAULT_LIMITS
    retry_failed: bool = False
    force: bool = False
    corrections: Mapping[str, Corrections] = field(default_factory=dict)
    """The corrections of each document that has some, by document_id."""

    def corrections_of(self, sha256: str) -> Corrections:
        """The corrections of a document."""
        return self.corrections.get(sha256[:ID_DIGITS], ())

    def key(self, sha256: str) -> str:
        """All that the rows of a document depend on, except its content and the rules, as text."""
        given = digest(self.corrections_of(sha256))
        return options_key(self.read) + (f" {CORRECTED}{given}" if given else "")


DEFAULT_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Writing:
    """How the dataset is written; see `phaen.emit.write.write_dataset`."""

    formats: tuple[str, ...] = ("csv", "xlsx", "parquet")
    headers: str = "en"
    csv_mode: str = "spreadsheet"
    excel_provenance: bool = False
    linked: bool = True
    """Whether the rows of the workbook are linked to the sources; not if it is written to be put elsewhere."""
    reviewed: bool = False
    """Whether they are linked to the pages of the review, which are written beside it."""


DEFAULT_WRITING = Writing()


def need(record: Record | None, choices: Choices, *, held: bool) -> Need:
    """What a content needs, from its record in the ledger. `held`: whether its part is in the store, undamaged."""
    if record is None:
        return Need.NEW
    if choices.force:
        return Need.FORCED
    if stale := staleness(record, choices.key(record.sha256)):
        return stale
    if record.failure and (choices.retry_failed or may_succeed(record, choices.limits)):
        return Need.FAILED
    return Need.DONE if held else Need.LOST


def staleness(record: Record, options: str | None = None) -> Need | None:
    """Why a record is outdated, None if it is not. Without `options` of `Choices.key`, only the rules count."""
    if record.rules != rules_for(record.name):
        return Need.RULES
    if options is not None and record.options != options:
        return Need.OPTIONS
    return None


def may_succeed(record: Record, limits: Limits) -> bool:
    """Whether a failed source may succeed now although neither its content nor the rules have changed."""
    match record.failure:
        case FailureKind.UNREAD | FailureKind.SURROUNDINGS:
            return True
        case FailureKind.TIMEOUT:
            return limits.seconds > record.time_limit
        case FailureKind.MEMORY:
            return limits.memory > record.memory_limit
        case FailureKind.DIED:
            return record.attempts < MAX_DEATHS
        case _:
            return False
