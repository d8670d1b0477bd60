"""The lines of a document before parsing: headings, and one raw block per project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.blocks.block_names import NAME_LINES
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import NumberStyle, ProjectCode, parse_code, parse_number
from extract.grammar.terms import kind_of
from extract.lines.marks import Mark, MarkKind
from extract.model.decisions import Decision
from extract.model.document import Line, Place
from extract.model.plan import Path, code_of


@dataclass(frozen=True, slots=True)
class Group:
    """A group heading among the lines of a field: its name in the dataset and its printed text."""

    name: str
    printed: str


@dataclass(slots=True)
class RawField:
    """A field as printed: its heading and the lines below it, with any group headings (ผลผลิต, ผลลัพธ์)."""

    key: str
    heading: Mark
    content: list[Line] = field(default_factory=list)
    groups: dict[int, Group] = field(default_factory=dict)
    """The group that begins before the content line with this index."""
    corrected: bool = False

    def kind(self) -> str:
        """The kind word that is its only content, below a heading that belongs to no column: ประเภท : กิจกรรม."""
        texts = [line.text.strip() for line in self.content]
        is_alone = self.key == Field.OTHER and len(texts) == 1 and texts[0] in family().kinds
        return texts[0] if is_alone else ""


@dataclass(slots=True)
class RawBlock:
    """One project's block as printed in the source."""

    path: Path
    """The current headings at its beginning."""
    first: Place
    announced: bool = False
    """Whether a number (ลำดับที่ 3) or a label (รายละเอียดโครงการ) precedes it."""
    headless: bool = False
    """Whether its beginning is missing: its first field has a number after the first, and nothing names the block."""
    ordinal: int | None = None
    code: ProjectCode | None = None
    printed_number: str = ""
    name_lines: list[Line] = field(default_factory=list)
    fields: list[RawField] = field(default_factory=list)

    def seen(self) -> list[str]:
        """The columns of the fields so far, in order."""
        return [f.key for f in self.fields]

    def last_rank(self) -> int:
        """The rank of the last field that has a fixed position in the order."""
        known = family()
        return next((known.rank[f.key] for f in reversed(self.fields) if f.key not in known.anywhere), 0)

    def last_number(self) -> int:
        """The number of the last numbered heading. 0 if no heading is numbered."""
        numbers = (f.heading.number for f in reversed(self.fields))
        return next((number.last for number in numbers if number is not None), 0)

    def styles(self) -> set[NumberStyle]:
        """The number styles of its headings."""
        return {f.heading.number.style for f in self.fields if f.heading.number is not None}

    def is_progress(self) -> bool:
        """Whether it has headings of a progress report."""
        return any(f.heading.progress for f in self.fields)

    def last_place(self) -> Place:
        """The place of its last line."""
        last = self.first
        for entry in self.fields:
            for line in (entry.heading.line, *entry.content):
                last = max(last, line.last or line.place)
        return last

    def is_project(self) -> bool:
        """Whether the block is a project. It must have a name field or be announced, and have another field. Otherwise
        it needs name lines or a missing beginning, and either headings of a progress report or two fields of a project:
        the methods and another one, or two that only projects have. The plan's introduction also has a rationale, aims
        and results."""
        keys = set(self.seen()) - {Field.NAME, Field.OTHER}
        if (self.get(Field.NAME) or self.announced) and keys:
            return True
        is_own = (Field.METHODS in keys and len(keys) >= 2) or len(keys & family().own) >= 2
        return bool(self.name_lines or self.headless) and (self.is_progress() or is_own)

    def is_plain(self) -> bool:
        """Whether nothing announces it or names a project.

        A heading of other words is no name, though its number is that of the names' headings.
        """
        names = any(kind_of(line.text) for line in self.name_lines)
        is_named = any(not entry.corrected for entry in self.get(Field.NAME))
        return not (self.announced or self.headless or names or is_named)

    def is_introduction(self) -> bool:
        """Whether it may be the plan's introduction: nothing announces it, names a project or is a project's own."""
        return self.is_plain() and not set(self.seen()) & family().own and not self.is_progress()

    def is_only_named(self) -> bool:
        """Whether it has nothing but the field of its name, and no more in it than a name: what follows is its own.

        Its level may be below the name.
        """
        fields = [entry for entry in self.fields if entry.heading.kind is not MarkKind.LEVEL]
        return [entry.key for entry in fields] == [Field.NAME] and 0 < len(fields[0].content) <= NAME_LINES

    def note_number(self, due: int) -> None:
        """Takes its number from the line that names it. `due` is the number of a block without an announced number."""
        if not self.name_lines:
            return
        code = parse_code(self.name_lines[0].text)
        if code is not None and code.item:
            self.code = self.code or code
            return
        number = parse_number(self.name_lines[0].text)
        if number and number.depth:
            self.printed_number = number.printed
            if self.ordinal is None:
                self.ordinal = number.last if number.depth == 1 else due

    def take_kind(self, above: RawBlock) -> None:
        """Takes the kind that a form prints above the name of the project, which was read as the end of `above`.

        If that is all that `above` holds, its announcement is this one's.
        """
        if not above.fields or not above.fields[-1].kind():
            return
        if len(above.fields) == 1 and not above.name_lines:
            self.announced, self.ordinal, self.code = above.announced, self.ordinal or above.ordinal, above.code
            self.first = min(self.first, above.first)
        self.fields.append(above.fields.pop())

    def get(self, key: str) -> list[RawField]:
        """The fields of one column."""
        return [f for f in self.fields if f.key == key]


@dataclass(slots=True)
class HeadingLines:
    """The lines of a heading of the hierarchy, joined later. `leads` is true if a project's block follows."""

    path: Path
    lines: list[Line]
    leads: bool

    @property
    def code(self) -> str:
        """The path as printed."""
        return code_of(self.path, len(self.path))


@dataclass(slots=True)
class Outline:
    """The content of a document's lines in document order, and the decisions made."""

    headings: list[HeadingLines] = field(default_factory=list)
    blocks: list[RawBlock] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def dimensions(self) -> list[HeadingLines]:
        """The headings of level 1."""
        return [heading for heading in self.headings if len(heading.path) == 1]

    @property
    def sections(self) -> list[HeadingLines]:
        """The headings below level 1."""
        return [heading for heading in self.headings if len(heading.path) > 1]

    def spans(self) -> list[tuple[Place, Place]]:
        """The first and last place of each block."""
        return [(block.first, block.last_place()) for block in self.blocks]

    def progress_blocks(self) -> int:
        """The number of blocks with headings of a progress report, and none of what is still to come."""
        ahead = {Field.RATIONALE, Field.OBJECTIVES}
        return sum(block.is_progress() and not ahead.intersection(block.seen()) for block in self.blocks)


def kinds_lead(marks: Sequence[Mark]) -> bool:
    """Whether the forms of a document give the kind of a project above its name."""
    first: dict[str, int] = {}
    for index, (mark, below) in enumerate(pairwise(marks)):
        if mark.kind is MarkKind.FIELD and mark.key in (Field.NAME, Field.OTHER):
            is_kind = (mark.text or below.line.text).strip() in family().kinds
            if mark.key == Field.NAME or is_kind:
                first.setdefault(mark.key, index)
    return Field.OTHER in first and first[Field.OTHER] < first.get(Field.NAME, 0)


def usual_numbers(marks: Sequence[Mark]) -> dict[int, str]:
    """The field that the document usually prints under each number.

    Headings that share their line with text are only used for numbers and fields that other headings leave open.
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


FEWEST_ALIKE = 3
"""Fields that projects have in common at the least, for a block with all of them to be one, too."""


def like_projects(blocks: Sequence[RawBlock]) -> Callable[[RawBlock], bool]:
    """Tells whether a block has lines above it and all fields that every project has, one that only projects have
    among them. It is then a project whose name was not recognised."""
    common = [set(block.seen()) for block in blocks if block.is_project()]
    shared = set.intersection(*common) - {Field.NAME, Field.OTHER} if len(common) > 1 else set()
    is_telling = len(shared) >= FEWEST_ALIKE and bool(shared & family().own)
    return lambda block: is_telling and bool(block.name_lines) and shared <= set(block.seen())


def introduction_of(blocks: Sequence[RawBlock]) -> RawBlock | None:
    """The first block, if nothing names it, though a field names each of the others: the introduction of a report, with
    a chapter's title that looks like a field (รายละเอียดการดำเนินงาน)."""
    first, others = blocks[:1], blocks[1:]
    is_named = len(others) >= FEWEST_ALIKE and all(block.get(Field.NAME) for block in others)
    return first[0] if is_named and first[0].is_plain() else None


def results_of_all(marks: Sequence[Mark]) -> Callable[[RawBlock], bool]:
    """Tells whether a block is a report's only section about results (2. ผลการดำเนินการ), above the tables of them.

    It names no project, and has no other heading than perhaps a rationale.
    """
    heads = sum(mark.kind is MarkKind.FIELD and mark.key == Field.RESULTS for mark in marks)

    def is_section(block: RawBlock) -> bool:
        names = block.announced or any(kind_of(line.text) for line in block.name_lines)
        is_bare = set(block.seen()) <= {Field.RATIONALE, Field.RESULTS, Field.OTHER}
        return heads == 1 and block.is_progress() and is_bare and not names

    return is_section
