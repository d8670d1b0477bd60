"""The fields of a project: the keys under which a block's text is kept, and what each of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """A field of a project; the value is its column in the dataset. What plans call it is the family's knowledge."""

    NAME = "name"
    RATIONALE = "rationale"
    OBJECTIVES = "objectives"
    TARGET_GROUP = "target_group"
    LOCATION = "location"
    METHODS = "methods"
    DURATION = "duration"
    BUDGET = "budget"
    RESPONSIBLE = "responsible"
    RESULTS = "results"
    REMARKS = "remarks"
    OTHER = "other"


class Content(StrEnum):
    """What a field holds."""

    NAME = "name"
    TEXT = "text"
    LIST = "list"
    MONEY = "money"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class FieldTraits:
    """A field as a family has it: `holds` is its content, the flags are explained in the family's file.

    `headings` are its headings in plans, `progress` those in reports, `before_colon` words that head it only where a
    colon follows. `stems` are parts of words: a heading that recurs in the blocks of a document and that no list has
    is the field's whose stem it holds.
    """

    field: Field
    holds: Content
    first: bool
    own: bool
    short: bool
    late: bool
    anywhere: bool
    headings: tuple[str, ...]
    progress: tuple[str, ...]
    before_colon: tuple[str, ...]
    stems: tuple[str, ...] = ()
