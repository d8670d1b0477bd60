"""One correction: a row of `corrections.csv` with its values in canonical form."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from enum import StrEnum
from hashlib import sha256


class Action(StrEnum):
    """What is done, in the order in which the actions are applied."""

    SPLIT = "split"
    JOIN = "join"
    MERGE = "merge"
    DELETE = "delete"
    MOVE = "move"
    SET = "set"


ACCEPTED = "accepted"
"""The value of a finding that a person has accepted."""

DETAILS = "details"
"""The field of a split of summary row and detail block."""

CHECKS = "checks"
"""The table of findings."""

PARTS = "|"
"""Separates the names of the parts of a project that is split."""


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """A correction. `new` is in canonical form: an amount without separators, a year in Arabic digits.

    `row` is its row in the file, from 1 for the heading row. It is not part of its meaning.
    """

    document: str
    table: str
    anchor: str
    field: str
    action: Action
    new: str
    old: str = ""
    reason: str = ""
    who: str = ""
    when: str = ""
    raw_digest: str = ""
    row: int = dataclasses.field(default=0, compare=False)

    @property
    def meaning(self) -> tuple[str, ...]:
        """What it does, without what is only said about it."""
        accepted = self.old if self.table == CHECKS else ""
        return (self.document, self.table, self.anchor, self.field, self.action, self.new, accepted)

    def said(self) -> str:
        """Who, when and why, to be put behind a message; empty if nothing is said."""
        parts = [part for part in (self.who, self.when, self.reason) if part]
        return f" ({', '.join(parts)})" if parts else ""


Corrections = tuple[Correction, ...]
"""The corrections of one document, sorted, each once."""


def of_document(corrections: Iterable[Correction]) -> Corrections:
    """The corrections in canonical order. Of rows that mean the same the first in that order is kept."""
    kept: dict[tuple[str, ...], Correction] = {}
    for correction in sorted(corrections):
        kept.setdefault(correction.meaning, correction)
    return tuple(kept.values())


def by_document(corrections: Iterable[Correction]) -> Mapping[str, Corrections]:
    """The corrections by document_id."""
    found: dict[str, list[Correction]] = {}
    for correction in corrections:
        found.setdefault(correction.document, []).append(correction)
    return {document: of_document(rows) for document, rows in found.items()}


def digest(corrections: Corrections) -> str:
    """A digest of the corrections of a document, without their place in the file; empty if there are none."""
    if not corrections:
        return ""
    rows = [astuple(correction)[:-1] for correction in corrections]
    return sha256(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]
