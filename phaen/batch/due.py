"""Decides which sources need conversion, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extract.read.options import DEFAULT_OPTIONS, ReadOptions
from extract.read.registry import READERS
from phaen.batch.failure import FailureKind
from phaen.batch.ledger import Record
from phaen.batch.limits import DEFAULT_LIMITS, Limits
from phaen.batch.rules_digest import options_key, rules_for

SUFFIXES = frozenset(READERS)
"""Suffixes of the files that can be read: lower case, with the dot."""

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
    OPTIONS = "made with other options"
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


DEFAULT_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Writing:
    """How the dataset is written; see `phaen.emit.write.write_dataset`."""

    formats: tuple[str, ...] = ("csv", "xlsx", "parquet")
    headers: str = "en"
    csv_mode: str = "spreadsheet"
    excel_provenance: bool = False


DEFAULT_WRITING = Writing()


def need(record: Record | None, choices: Choices, *, held: bool) -> Need:
    """What a content needs, from its record in the ledger. `held`: whether its part is in the store, undamaged."""
    if record is None:
        return Need.NEW
    if choices.force:
        return Need.FORCED
    if stale := staleness(record, choices.read):
        return stale
    if record.failure and (choices.retry_failed or may_succeed(record, choices.limits)):
        return Need.FAILED
    return Need.DONE if held else Need.LOST


def staleness(record: Record, options: ReadOptions | None = None) -> Need | None:
    """Why a record is outdated, None if it is not. Without `options`, only the rules are compared."""
    if record.rules != rules_for(record.name):
        return Need.RULES
    if options and record.options != options_key(options):
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
