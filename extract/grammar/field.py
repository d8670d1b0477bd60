"""The fields of a project: the keys under which a block's text is stored, and the content of each field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """A field of a project. The value is its column in the dataset. The family defines its headings in plans."""

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
    """The type of content of a field."""

    NAME = "name"
    TEXT = "text"
    LIST = "list"
    MONEY = "money"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class FieldTraits:
    """A field as defined by a family. `holds` is its content. The flags are explained in the family's file.

    `headings` are its headings in plans, `progress` its headings in reports. Words in `before_colon` are headings only
    if a colon follows. `stems` are parts of words: an unlisted heading that recurs in the blocks of a document belongs
    to the field whose stem it contains.
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
