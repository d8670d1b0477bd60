"""What the lines of a document hold before they are read: headings, and one raw block per project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.grammar.family import family
from extract.grammar.numbering import NumberStyle, ProjectCode
from extract.lines.marks import Mark, MarkKind
from extract.model.document import Line, Place


@dataclass(frozen=True, slots=True)
class Group:
    """A group's heading among the lines of a field: its name in the dataset, and as it is printed."""

    name: str
    printed: str


@dataclass(slots=True)
class RawField:
    """A field as it stands: its heading and the lines under it; group headings (ผลผลิต, ผลลัพธ์) among them."""

    key: str
    heading: Mark
    content: list[Line] = field(default_factory=list)
    groups: dict[int, Group] = field(default_factory=dict)
    """Group that begins before the content line of this index."""
    corrected: bool = False


@dataclass(slots=True)
class Context:
    """The headings in force."""

    dimension: int | None = None
    section: str = ""
    subsection: str = ""


@dataclass(slots=True)
class RawBlock:
    """One project's block as it stands in the source."""

    context: Context
    first: Place
    announced: bool = False
    """Whether a number (ลำดับที่ 3) or a label (รายละเอียดโครงการ) stands above it."""
    ordinal: int | None = None
    code: ProjectCode | None = None
    printed_number: str = ""
    name_lines: list[Line] = field(default_factory=list)
    fields: list[RawField] = field(default_factory=list)

    def seen(self) -> list[str]:
        """The columns of the fields so far, in order."""
        return [f.key for f in self.fields]

    def last_rank(self) -> int:
        """How far the block has come: the rank of its last field that has a place in the order."""
        known = family()
        return next((known.rank[f.key] for f in reversed(self.fields) if f.key not in known.anywhere), 0)

    def last_number(self) -> int:
        """The number of its last numbered heading, 0 if none is numbered."""
        numbers = (f.heading.number for f in reversed(self.fields))
        return next((number.last for number in numbers if number is not None), 0)

    def styles(self) -> set[NumberStyle]:
        """The styles in which its headings are numbered."""
        return {f.heading.number.style for f in self.fields if f.heading.number is not None}

    def is_progress(self) -> bool:
        """Whether it stands under the headings of a progress report."""
        return any(f.heading.progress for f in self.fields)

    def get(self, key: str) -> list[RawField]:
        """The fields of one column."""
        return [f for f in self.fields if f.key == key]


@dataclass(slots=True)
class Heading:
    """A dimension's or section's heading: its lines joined later."""

    code: str
    dimension: int
    lines: list[Line]
    in_details: bool


@dataclass(slots=True)
class Outline:
    """What the lines of a document hold, in document order."""

    dimensions: list[Heading] = field(default_factory=list)
    sections: list[Heading] = field(default_factory=list)
    blocks: list[RawBlock] = field(default_factory=list)


def usual_numbers(marks: Sequence[Mark]) -> dict[int, str]:
    """The number under which the document usually prints each field.

    Headings that share their line with text tell only what no other heading does.
    """
    usual: dict[int, str] = {}
    for glued in (False, True):
        seen: Counter[tuple[int, str]] = Counter(
            (mark.number.last, mark.key)
            for mark in marks
            if mark.kind is MarkKind.FIELD and mark.number is not None and mark.glued is glued
        )
        for (number, key), _ in seen.most_common():
            if number not in usual and key not in usual.values():
                usual[number] = key
    return usual


def levels(code: str) -> tuple[int, ...]:
    """The numbers of a section's code: (1, 2) of 1.2."""
    return tuple(int(part) for part in code.split("."))
