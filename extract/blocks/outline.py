"""Converts marks to blocks: dimensions, sections and one block per project, at any depth.

A heading is recognised by its meaning and its surroundings: `2.1 ...` is a section heading only if a project's block
follows. A block starts at its name, its label or its number. If all three are missing, it starts where the order of the
fields restarts, and the lines before it are its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from extract.blocks.block_names import NAME_LINES, name_length
from extract.blocks.block_types import (
    Group,
    HeadingLines,
    Outline,
    RawBlock,
    RawField,
    introduction_of,
    kinds_lead,
    like_projects,
    results_of_all,
    usual_numbers,
)
from extract.blocks.codes_in_lists import goes_on as goes_on_in_list
from extract.blocks.codes_in_lists import has_lost_dimension, is_below_heading, is_name
from extract.blocks.turns import (
    REFUSED,
    due_key,
    fits_order,
    goes_on,
    in_early_field,
    in_late_field,
    is_aside,
    is_behind_blocks,
    is_caption,
    is_first_field,
    is_glued_in_turn,
    is_known_section,
    is_named_level,
    leads_to_fields,
    lost_fields,
    misread,
    names_below,
    next_block_begins,
    suits_style,
)
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.block_titles import Title
from extract.lines.marks import Mark, MarkKind
from extract.model.decisions import Decision, Reason
from extract.model.document import Line
from extract.model.plan import Path, path_of
from normalize.frameworks import match_dimension
from normalize.text import comparable

LOOK_AHEAD, HEADING_LINES = 12, 5
"""Number of marks searched for a project's block after a heading, and lines of a heading and a name together."""


def outline(marks: Sequence[Mark]) -> Outline:
    """Splits a document's marks into headings and project blocks."""
    walker = _Walker(marks)
    for index, mark in enumerate(marks):
        walker.step(index, mark)
    walker.close()
    is_like_projects = like_projects(walker.outline.blocks)
    found = [b for b in walker.outline.blocks if (b.is_project() or is_like_projects(b)) and not walker.of_all(b)]
    introduction = None if found and is_like_projects(found[0]) else introduction_of(found)
    walker.outline.blocks = [block for block in found if block is not introduction]
    return walker.outline


Taken = tuple[str, Reason] | None
"""What a line was recognised as, and why. None if it was not."""


class _Walker:
    """Processes the marks once. `pending` contains the lines since the end of the last block."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self.outline = Outline()
        self.path: Path = ()
        """The current headings."""
        self.current: RawBlock | None = None
        self.heads: list[Mark] = []
        self.pending: list[Line] = []
        self.open_heading: HeadingLines | None = None
        self.parts: set[str] = set()
        """The parts so far, in comparable form: one may be printed again above every page."""
        self.levels: set[Path] = set()
        """The paths of the levels among the fields."""
        self.ahead: Mark | None = None
        """The level at the beginning of the next block's field table."""
        self.known_dimensions = {m.value for m in marks if m.kind is MarkKind.DIMENSION}
        self.numbers = usual_numbers(marks)
        self.last_field = max((i for i, m in enumerate(marks) if m.kind is MarkKind.FIELD and m.sure), default=0)
        self.of_all = results_of_all(marks)
        self.kinds_lead = kinds_lead(marks)
        codes = Counter(mark.code.section for mark in marks if mark.kind is MarkKind.SECTION and mark.code)
        self.retyped = any(count > 1 for code, count in codes.items() if code.count(".") == 1)
        """Whether the sections are repeated above every project. A project without one then has no section. Otherwise
        a repeated dimension (a running header) has no effect."""

    # -- one mark -------------------------------------------------------------------------------------------------

    def step(self, index: int, mark: Mark) -> None:
        """Processes a mark according to its kind if its surroundings allow it, else as text."""
        take = self._TAKERS.get(mark.kind)
        if self.current is not None and is_named_level(self.current, mark):
            take = _Walker._take_named_level
        subject_and_reason = take(self, index, mark) if take is not None else None
        if subject_and_reason is None:
            subject_and_reason = self._text(index, mark)
        subject, reason = subject_and_reason
        self.outline.decisions.append(Decision(mark.line.place, subject, reason, mark.line.text))

    def _take_dimension(self, index: int, mark: Mark) -> Taken:
        if self._is_dimension(index):
            self._dimension(mark, index)
            return f"heading {mark.value}", Reason.LEVEL_WORD
        return None

    def _take_named_level(self, _index: int, mark: Mark) -> Taken:
        assert self.current is not None
        self.current.fields.append(RawField(Field.OTHER, mark))
        return "level of a block", Reason.LEVEL_IN_BLOCK

    def _take_section(self, index: int, mark: Mark) -> Taken:
        if not (mark.sure or self._is_section(index, mark)):
            return None
        self._section(mark)
        return f"heading {mark.code.section if mark.code else ''}", Reason.LEVEL_CODE

    def _take_part(self, index: int, mark: Mark) -> Taken:
        if not self._ends_block(index, mark):
            return None
        self.close()
        if mark.key != "end" and comparable(mark.text) not in self.parts:
            self.parts.add(comparable(mark.text))
            self.path = ()  # the headings of one part say nothing of the next one's projects
        return "part of the document", Reason.ENDS_BLOCKS

    def _take_head(self, index: int, mark: Mark) -> Taken:
        if not self._is_head(index, mark):
            return None
        self._head(mark)
        return "head of a block", Reason.ANNOUNCES_BLOCK

    def _take_field(self, index: int, mark: Mark) -> Taken:
        if self._is_field(mark):
            return self._field(mark)
        if index >= self.last_field and is_behind_blocks(self.outline.blocks, self.current, mark):
            self.close()
            return "part of the document", Reason.ENDS_BLOCKS
        return None

    def _take_group(self, _index: int, mark: Mark) -> Taken:
        return (f"group {mark.key}", Reason.GROUP_OF_RESULTS) if self._group(mark) else None

    def _take_level(self, _index: int, mark: Mark) -> Taken:
        """Handles a level among a block's fields: it sets the block's path, and is a heading the first time."""
        if mark.ahead:
            self.close()
            self.ahead = mark
        elif self.current is None:
            return None
        else:
            self.current.path = mark.path
            self.current.fields.append(RawField(Field.OTHER, mark))
        if mark.path not in self.levels:
            self.levels.add(mark.path)
            self.outline.headings.append(HeadingLines(mark.path, [mark.content()], True))
        return "level of a block", Reason.LEVEL_IN_BLOCK

    _TAKERS: ClassVar[Mapping[MarkKind, Callable[[_Walker, int, Mark], Taken]]] = {
        MarkKind.DIMENSION: _take_dimension,
        MarkKind.SECTION: _take_section,
        MarkKind.PART: _take_part,
        MarkKind.ORDINAL: _take_head,
        MarkKind.LABEL: _take_head,
        MarkKind.FIELD: _take_field,
        MarkKind.GROUP: _take_group,
        MarkKind.LEVEL: _take_level,
    }

    def close(self) -> None:
        """Ends the current block. The following lines belong to no block until the next one begins."""
        if self.current is not None:
            self.outline.blocks.append(self.current)
            self.current = None
        self._drop_pending()

    def _drop_pending(self) -> None:
        self.pending, self.heads, self.open_heading = [], [], None

    # -- headings -------------------------------------------------------------------------------------------------

    def _is_dimension(self, index: int) -> bool:
        """Whether a dimension is valid: it ends a block if another block follows, or if it is the next dimension.

        In a report its name must match the national framework, since reports describe results by dimension.
        """
        if self.current is None or self._leads_to_block(index):
            return True
        mark, due = self.marks[index], self._dimension_in_force() + 1
        is_block = not (is_caption(self.current, self.marks[index + 1 :][:LOOK_AHEAD]) or self.of_all(self.current))
        is_named = bool(mark.text) or is_name(self.marks[index + 1 : index + 2])
        if (not is_block or self.current.is_introduction()) and mark.level is not None and is_named:
            return True
        if not self.current.is_progress():
            is_prose = self._in_early_field() and is_block
            return mark.level is not None and mark.value == due and bool(mark.text) and not is_prose
        found = match_dimension(mark.text, number=due)
        return mark.value == due and found is not None and found.number == due

    def _close_above(self, index: int) -> None:
        """Ends the current block above the heading of a level. A line above it that repeats the name of the block below
        it is of that block."""
        content = self.current.fields[-1].content if self.current is not None and self.current.fields else []
        names = names_below(self.marks[index + 1 : index + 1 + LOOK_AHEAD])
        tail = [content.pop()] if content and comparable(Title.of(content[-1].text).body) in names else []
        self.close()
        self.pending = tail

    def _dimension(self, mark: Mark, index: int) -> None:
        self._close_above(index)
        self.path = (mark.value,) if self.path[:1] != (mark.value,) or self.retyped else self.path
        heading = HeadingLines((mark.value,), [mark.content()], self._leads_to_block(index))
        self.outline.headings.append(heading)
        self.open_heading = heading if not mark.text else None

    def _is_section(self, index: int, mark: Mark) -> bool:
        is_worded = mark.line.text.strip()[:1].isalpha()
        if mark.code is None or not (mark.text or is_worded):
            return False  # a bare code is a list item; after the word ภารกิจ it is a heading with its name below
        first = int(mark.code.section.split(".")[0])
        known, above = self.known_dimensions, self._dimension_in_force()
        if known and (first in known or not has_lost_dimension(mark.text, first, above)):
            is_early = not is_worded and not self.outline.headings  # 2.1 of an introduction
            if first not in known or ((self.current or is_early) and first != above):
                return False  # its dimension has its own heading
        if self.current is None and not is_worded and is_below_heading(self.pending, first):
            return False
        if (
            self.current is not None
            and self._may_be_item(index, mark, first, is_worded)
            and not is_known_section(self.outline.sections, mark, self.path)
        ):
            return False
        return self._leads_to_block(index)

    def _may_be_item(self, index: int, mark: Mark, first: int, is_worded: bool) -> bool:
        """Whether a coded line may be an item of the current field: by its number, or since it precedes the section."""
        assert self.current is not None and mark.code is not None
        if not is_worded and goes_on_in_list(self.current, mark, self.marks[index + 1 : index + 2]):
            return True
        if self._in_early_field():
            return not next_block_begins(self.marks[index + 1 : index + 2 + NAME_LINES])
        if not (is_worded or self.current.is_progress()) and self.current.last_number() == first:
            return True  # 2.2 may be of 2., ภารกิจที่ 2.2 is not
        return len(self.path) > 1 and path_of(mark.code.section) <= self.path

    def _section(self, mark: Mark) -> None:
        self.close()
        path = path_of(mark.code.section if mark.code else "")
        self.path = path[:3]
        self.open_heading = HeadingLines(path, [mark.content()], True)
        self.outline.headings.append(self.open_heading)

    def _dimension_in_force(self) -> int:
        return self.path[0] if self.path else 0

    def _leads_to_block(self, index: int) -> bool:
        """Whether a project's block begins soon after the mark, with only headings and names between."""
        texts = 0
        for distance, mark in enumerate(self.marks[index + 1 : index + 1 + LOOK_AHEAD]):
            if mark.kind in (MarkKind.ORDINAL, MarkKind.LABEL):
                return self._is_head(index + 1 + distance, mark)
            if mark.kind is MarkKind.FIELD and mark.key == Field.OTHER and mark.sure:
                texts += 1  # the code of a project above its name
            elif mark.kind is MarkKind.FIELD and not (mark.glued and mark.number is None):
                return is_first_field(self.current, mark, distance)
            elif mark.kind in (MarkKind.GROUP, MarkKind.PART):
                return False
            elif mark.kind not in (MarkKind.DIMENSION, MarkKind.SECTION):
                texts += 1
            if texts > HEADING_LINES:
                return False
        return False

    def _ends_block(self, index: int, mark: Mark) -> bool:
        if mark.key == "end":
            return self.current is None or not self._in_early_field()
        is_inside = self.current is not None and not self.current.is_introduction() and self._in_early_field()
        return not is_inside or self._leads_to_block(index)

    def _is_head(self, index: int, mark: Mark) -> bool:
        """Whether a number or label announces a block. The words also occur in prose and tables of contents."""
        is_coded = mark.kind is MarkKind.LABEL and mark.code is not None
        return mark.sure or is_coded or leads_to_fields(self.marks[index + 1 : index + 1 + LOOK_AHEAD])

    def _head(self, mark: Mark) -> None:
        if self.current is not None:
            self.close()
        self.pending, self.open_heading = [], None
        self.heads.append(mark)

    # -- fields ---------------------------------------------------------------------------------------------------

    def _in_early_field(self) -> bool:
        return self.current is not None and in_early_field(self.current)

    def _is_field(self, mark: Mark) -> bool:
        if mark.sure and (self.current is not None or self.heads or mark.begins or mark.key in family().first):
            return True
        return self._is_glued_field(mark) if mark.glued else self._is_whole_field(mark)

    def _is_whole_field(self, mark: Mark) -> bool:
        if self.current is None:
            is_first = mark.key in family().first or (mark.number is not None and mark.number.last == 1)
            return is_first or bool(self.heads) or (mark.progress and bool(self.pending))
        if mark.key == Field.NAME:
            return suits_style(self.current, mark)
        if not suits_style(self.current, mark) or is_aside(self.current, mark):
            return False
        if mark.key not in self.current.seen():
            return fits_order(self.current, mark)
        return self._repeats(mark)

    def _is_glued_field(self, mark: Mark) -> bool:
        """Whether a heading with text on its line is valid: by number, or by order in an unnumbered block."""
        if mark.key == Field.NAME:
            return self.current is None or self._in_late_field()
        if self.current is None or not self.current.fields:
            named = bool(self.heads or self.pending)
            return named and (mark.progress or (mark.key == Field.RATIONALE and mark.number is not None))
        if mark.key in self.current.seen():
            begins = mark.number is not None and mark.key in family().first and self._in_late_field()
            return (begins or (mark.progress and self.current.is_progress())) and self._is_named_above()
        if mark.progress or self.current.is_progress():
            return mark.progress and mark.number is None
        return is_glued_in_turn(self.current, mark, self.numbers)

    def _repeats(self, mark: Mark) -> bool:
        """Whether a repeated heading is valid: a misprint, a further results field, or the next block's first field."""
        assert self.current is not None
        if mark.key in family().first and self._in_late_field():
            return True
        if goes_on(self.current, mark) or due_key(self.current, mark, self.numbers) is not None:
            return True
        return (mark.key in family().first or mark.progress) and self._is_named_above()

    def _in_late_field(self) -> bool:
        return self.current is not None and in_late_field(self.current)

    def _is_named_above(self) -> bool:
        """Whether the last lines before a heading name the next project, with its due number and a kind word."""
        assert self.current is not None
        content = self.current.fields[-1].content
        count = name_length(content, self._next_number())
        number = parse_number(content[-count].text) if count else None
        return number is not None and number.last == self._next_number() and bool(kind_of(number.rest))

    def _field(self, mark: Mark) -> tuple[str, Reason]:
        begins = self._begins_block(mark)
        if begins:
            self._begin(mark)
        assert self.current is not None
        is_certain = mark.sure and mark.key in family().anywhere
        is_again = mark.key in self.current.seen() and not is_certain
        corrected = due_key(self.current, mark, self.numbers) if is_again else None
        entry = RawField(corrected or mark.key, mark, corrected=corrected is not None)
        is_results = bool(mark.text) and entry.key == Field.RESULTS
        if is_results and (group := family().group_headings.exact(mark.text)) is not None:
            entry.groups[0] = Group(group, mark.text)
        elif mark.text:
            entry.content.append(mark.content())
        self.current.fields.append(entry)
        if begins:
            return f"field {entry.key}", Reason.BEGINS_BLOCK
        return f"field {entry.key}", Reason.HEADING_BY_NUMBER if corrected else Reason.HEADING_IN_TURN

    def _begins_block(self, mark: Mark) -> bool:
        if self.current is None or mark.key == Field.NAME:
            return True
        if mark.begins or mark.sure or mark.key not in self.current.seen() or goes_on(self.current, mark):
            return mark.begins and not self.current.is_only_named()
        return due_key(self.current, mark, self.numbers) is None

    def _begin(self, mark: Mark) -> None:
        """Starts a block at its first field. Without a name field, the lines before it are its name."""
        is_first = mark.number is None or mark.number.last <= 1 or mark.key == Field.NAME
        is_headless = mark.begins and not is_first and not self.heads
        tail = self._take_tail() if mark.key != Field.NAME and not is_headless else []
        number = self._next_number()
        heads = self.heads
        self.heads = []
        if self.current is not None:
            self.outline.blocks.append(self.current)
        first = heads[0].line.place if heads else (tail[0].place if tail else mark.line.place)
        ahead, self.ahead = self.ahead, None
        path = ahead.path if ahead else self.path
        block = RawBlock(path, ahead.line.place if ahead else first)
        block.ordinal = next((h.value for h in (*heads, mark) if h.value), None)
        block.code = next((h.code for h in (*heads, mark) if h.code is not None), None)
        block.announced, block.headless = bool(heads), is_headless
        if is_headless and (lost := lost_fields(self.outline.blocks, mark, self.numbers)):
            block.fields, block.first = lost, lost[0].content[0].place
        block.name_lines = tail
        block.note_number(number)
        if self.kinds_lead and mark.key == Field.NAME and self.outline.blocks:
            block.take_kind(self.outline.blocks[-1])
        self.current = block

    def _next_number(self) -> int:
        """The number due for the next unannounced block."""
        last = self.current or (self.outline.blocks[-1] if self.outline.blocks else None)
        return (last.ordinal or len(self.outline.blocks) + bool(self.current)) + 1 if last else 1

    def _take_tail(self) -> list[Line]:
        """Removes the lines that name a block from the content before its first field, and returns them."""
        if self.pending or self.current is None or not self.current.fields:
            source = self.pending
            self.pending = []
        else:
            source = self.current.fields[-1].content
        count = name_length(source, self._next_number())
        taken = source[len(source) - count :]
        del source[len(source) - count :]
        if self.current is None:
            self._settle_heading(source)
        return taken

    def _settle_heading(self, rest: list[Line]) -> None:
        """Adds the lines between a section heading and the project's name to the heading."""
        if self.open_heading is not None and len(rest) <= HEADING_LINES:
            self.open_heading.lines += [
                line for line in rest if not patterns().cells.stated_unit.match(line.text.strip())
            ]
        self.open_heading = None

    def _group(self, mark: Mark) -> bool:
        """Handles ผลผลิต / ผลลัพธ์: a group of the results, or the heading of the results if that is missing."""
        if self.current is None or not self.current.fields:
            return False
        last = self.current.fields[-1]
        if last.key != Field.RESULTS:
            if Field.RESULTS in self.current.seen() or family().rank[last.key] < family().rank[Field.METHODS]:
                return False
            last = RawField(Field.RESULTS, mark)
            self.current.fields.append(last)
        name = mark.key
        if mark.number is not None and mark.number.last == 2 and [g.name for g in last.groups.values()] == [name]:
            name = list(family().groups)[1]  # "2. ผลผลิต" after "1. ผลผลิต" is a misprint for the outcome
        last.groups[len(last.content)] = Group(name, mark.words())
        if mark.text:
            last.content.append(mark.content())
        return True

    # -- text -----------------------------------------------------------------------------------------------------

    def _text(self, index: int, mark: Mark) -> tuple[str, Reason]:
        if self.current is None:
            self._pend(index, mark)
            return "text", Reason.BEFORE_BLOCKS if mark.kind is MarkKind.TEXT else Reason.NO_BLOCK_FOLLOWS
        refused = REFUSED.get(mark.kind, Reason.NO_BLOCK_FOLLOWS)
        if not self.current.fields:
            self.current.name_lines.append(mark.line)
            return "name of a project", refused
        entry = misread(self.current, mark, self.marks[index + 1 : index + 1 + LOOK_AHEAD * 4], self.numbers)
        if entry is not None:
            self.current.fields.append(entry)
            return f"field {entry.key}", Reason.HEADING_GARBLED
        self.current.fields[-1].content.append(mark.line)
        return f"text of {self.current.fields[-1].key}", refused

    def _pend(self, index: int, mark: Mark) -> None:
        heading = self.open_heading
        if heading is not None and len(heading.path) == 1 and len(heading.lines[0].text) == 0:
            heading.lines.append(mark.line)
            self.open_heading = None
            return
        self.pending.append(mark.line)
        if heading is not None and len(heading.path) > 1 and self._next_is_head(index):
            rest, self.pending = self.pending, []
            self._settle_heading(rest)

    def _next_is_head(self, index: int) -> bool:
        following = self.marks[index + 1] if index + 1 < len(self.marks) else None
        heads = (MarkKind.ORDINAL, MarkKind.LABEL, MarkKind.SECTION, MarkKind.DIMENSION)
        is_head = following is not None and following.kind in heads
        return is_head or (following is not None and following.kind is MarkKind.FIELD and following.key == Field.NAME)
