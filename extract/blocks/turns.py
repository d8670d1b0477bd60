"""Which field is due next in a block, based on its headings so far, their numbers and the usual order.

`numbers` contains the field that the document usually prints under each number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from extract.blocks.block_names import NAME_LINES
from extract.blocks.block_types import HeadingLines, RawBlock, RawField
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import NumberStyle, parse_number
from extract.lines.labels import nearest_field
from extract.lines.marks import Mark, MarkKind
from extract.model.decisions import Reason
from extract.model.plan import Path
from normalize.frameworks import match_section
from normalize.text import comparable

SURE_SECTION = 0.9
"""Minimum similarity to a name of the national framework for a line to be a section in any position."""

SAME_HEADING = 0.75
"""Minimum similarity of two spellings of one heading."""

LONGEST_GARBLED = 40
"""Characters of a heading that is known by its number only."""

_DOTTED = frozenset({NumberStyle.DOT, NumberStyle.BARE})
"""`1.` and `1` are the same style, since a dot is easily lost."""

REFUSED = {MarkKind.TEXT: Reason.CONTINUES} | dict.fromkeys(
    (MarkKind.FIELD, MarkKind.GROUP), Reason.HEADING_OUT_OF_TURN
)
"""Why a line that may be something else is treated as text, by its kind of mark."""


def is_caption(block: RawBlock, following: Sequence[Mark]) -> bool:
    """Whether what began a block is none: unknown words, or words for projects above a table or a list of them.

    `following` are the next marks: no field of the block is among them.
    """
    seen = set(block.seen())
    if seen != {Field.NAME}:
        return seen == {Field.OTHER}
    below = next((mark for mark in following if mark.kind is MarkKind.FIELD), None)
    return below is None or below.key == Field.NAME


def in_early_field(block: RawBlock) -> bool:
    """Whether the last field of the block is in the first half of the order."""
    return bool(block.fields) and block.last_rank() < family().late_rank


def in_late_field(block: RawBlock) -> bool:
    """Whether the last field of the block is in the second half of the order."""
    return bool(block.fields) and not in_early_field(block)


def next_block_begins(following: Sequence[Mark]) -> bool:
    """Whether the form of the blocks has the beginning of one at the first heading of the next marks."""
    heading = next((mark for mark in following if mark.kind is MarkKind.FIELD), None)
    return heading is not None and heading.sure and (heading.begins or heading.key == Field.NAME)


def suits_style(block: RawBlock, mark: Mark) -> bool:
    """Whether a heading is numbered like the block's other headings: `3) ...` among `7. ...` is an item."""
    styles = block.styles()
    if mark.number is None or mark.number.depth == 0:
        return mark.number is None or not styles
    return not styles or mark.number.style in styles or (mark.number.style in _DOTTED and bool(styles & _DOTTED))


def is_aside(block: RawBlock, mark: Mark) -> bool:
    """Whether a remark, evaluation or result in a block's first half is no heading. If it is due, it is one."""
    if mark.key not in family().anywhere and not mark.progress:
        return False
    if not in_early_field(block) or _is_report(block, mark):
        return False
    return mark.number is None or not 0 < mark.number.last - block.last_number() <= 3


def _is_report(block: RawBlock, mark: Mark) -> bool:
    """Whether the block belongs to a progress report, where results directly follow methods."""
    return mark.progress and (block.is_progress() or len(block.fields) <= 2)


def is_glued_in_turn(block: RawBlock, mark: Mark, numbers: Mapping[int, str]) -> bool:
    """Whether a heading before text is in order: at most one number is skipped, or it has its usual number."""
    last = block.fields[-1]
    if mark.number is None:
        has_text = len(mark.line.text) > len(mark.text) + 8
        return last.heading.number is None and has_text and family().rank[mark.key] > family().rank[last.key]
    ahead = mark.number.last - block.last_number()
    in_sequence = 0 < ahead <= 2 or (ahead > 0 and numbers.get(mark.number.last) == mark.key)
    return last.heading.number is not None and mark.number.style in _DOTTED and in_sequence


def fits_order(block: RawBlock, mark: Mark) -> bool:
    """Whether a new field fits the order of the block. A field far out of order must have a number that is due."""
    if family().rank[mark.key] >= block.last_rank() or mark.progress:
        return True
    ahead = mark.number.last - block.last_number() if mark.number is not None else 1
    return 0 < ahead <= 3 or mark.key == Field.LOCATION


def goes_on(block: RawBlock, mark: Mark) -> bool:
    """Whether a heading adds to the results: ประโยชน์ที่คาดว่าจะได้รับ after ตัวชี้วัด with the next number."""
    due = mark.number is not None and mark.number.last == block.last_number() + 1
    return mark.key == Field.RESULTS and due and block.fields[-1].key == Field.RESULTS


def due_key(block: RawBlock, mark: Mark, numbers: Mapping[int, str]) -> str | None:
    """The field due by the heading's number and not yet in the block. None if there is none."""
    if mark.number is None or mark.number.style not in _DOTTED or mark.number.last != block.last_number() + 1:
        return None
    key = _usual_key(block, mark.number.last, numbers)
    return key if key and key not in block.seen() else None


def _usual_key(block: RawBlock, number: int, numbers: Mapping[int, str]) -> str | None:
    """The field that the document usually prints under a number, corrected for the shift of the block's numbers."""
    keys = block.seen()
    order = [key for _, key in sorted(numbers.items())]
    if not keys or keys[-1] not in order:
        return numbers.get(number)
    following = order[order.index(keys[-1]) + 1 :]
    return following[0] if following else None


def unnamed_key(block: RawBlock, mark: Mark, later: Mark, numbers: Mapping[int, str]) -> str:
    """The field of a heading with unknown words: the due field, or one between the last and the next field."""
    due = due_key(block, mark, numbers)
    if due is not None and due != later.key:
        return due
    known = family()
    between = known.order[block.last_rank() + 1 : known.rank[later.key]]
    return next((key for key in between if key not in block.seen()), Field.OTHER)


def misread(block: RawBlock, mark: Mark, rest: Sequence[Mark], numbers: Mapping[int, str]) -> RawField | None:
    """A short line with the number that is due, whose field the block otherwise lacks: its words are garbled.

    The next heading in the `rest` must carry the number after it, so that an item of a list is not taken for a heading.
    """
    number = mark.number
    if number is None or number.bulleted or number.last != block.last_number() + 1 or not suits_style(block, mark):
        return None
    head, colon, content = (part.strip() for part in number.rest.partition(":"))
    if len(head) > LONGEST_GARBLED:
        return None
    for distance, later in enumerate(rest):
        if later.kind is not MarkKind.FIELD or later.number is None:
            continue
        if later.number.last != number.last + 1 or not suits_style(block, later) or not (distance or content):
            return None
        known = nearest_field(comparable(head)) if colon else Field.OTHER
        key = known if known is not Field.OTHER else unnamed_key(block, mark, later, numbers)
        heading = replace(mark, text=content)
        return RawField(key, heading, [heading.content()] if content else [], corrected=True)
    return None


def lost_fields(blocks: Sequence[RawBlock], mark: Mark, numbers: Mapping[int, str]) -> list[RawField]:
    """What the last field of the last block holds of another block's fields, whose headings are lost: cut out there.

    Its codes say so: 5.3 stands below the field 9, and above the field 6 (`mark`) that the other block goes on with.
    """
    if not blocks or not blocks[-1].fields:
        return []
    last = blocks[-1].fields[-1]
    due = mark.number.last if mark.number is not None else 0
    starts = [
        (index, number.codes[0])
        for index, line in enumerate(last.content)
        if (number := parse_number(line.text)) is not None and number.depth > 1
    ]
    foreign = [(index, code) for index, code in starts if code < due and code != blocks[-1].last_number()]
    if not foreign or len(foreign) < len([index for index, _ in starts if index >= foreign[0][0]]):
        return []
    fields: list[RawField] = []
    ends = [index for index, _ in foreign[1:]] + [len(last.content)]
    for (start, code), end in zip(foreign, ends, strict=True):
        key = numbers.get(code, Field.OTHER)
        if not fields or fields[-1].key != key:
            heading = Mark(MarkKind.FIELD, last.content[start], "", key=key, lost=True)
            fields.append(RawField(key, heading))
        fields[-1].content += last.content[start:end]
    del last.content[foreign[0][0] :]
    return fields


def is_known_section(sections: Sequence[HeadingLines], mark: Mark, path: Path) -> bool:
    """Whether a heading occurred before with this code, or belongs to the national framework."""
    assert mark.code is not None
    for heading in sections:
        if heading.code == mark.code.section:
            words = comparable("".join(line.text for line in heading.lines))
            if Levenshtein.normalized_similarity(words, comparable(mark.text)) >= SAME_HEADING:
                return True
    found = match_section(mark.text, path[0] if path else None) if len(mark.text) > 12 else None
    return found is not None and found.score >= SURE_SECTION


def is_named_level(block: RawBlock, mark: Mark) -> bool:
    """Whether a line below the name of a project tells its level by name, as a field of the block: แผนงาน : งานวินัย."""
    head, colon, text = mark.line.text.strip().partition(":")
    is_worded = head.startswith(tuple(level.word for level in family().levels)) and not any(map(str.isdigit, head))
    is_name = bool(text.strip()) and not text.strip()[0].isdigit()
    is_field = is_worded and bool(colon) and is_name and mark.kind not in (MarkKind.FIELD, MarkKind.LEVEL)
    return is_field and block.is_only_named()


def leads_to_fields(below: Sequence[Mark]) -> bool:
    """Whether the first fields of a block are below a number or a label, at most its name between."""
    texts = 0
    for mark in below:
        if mark.kind is MarkKind.FIELD and (mark.key != Field.OTHER or mark.progress):
            return mark.key in family().first or mark.begins
        texts += mark.kind is MarkKind.TEXT
        if texts > NAME_LINES or mark.kind in (MarkKind.GROUP, MarkKind.PART):
            return False
    return False


def is_behind_blocks(blocks: Sequence[RawBlock], block: RawBlock | None, mark: Mark) -> bool:
    """Whether the words of a heading, alone and without a number, stand behind the numbered fields of all blocks:
    การติดตามและประเมินผล of the plan, below the field that each block ends with."""
    if block is None or mark.number is not None or mark.text:
        return False
    ends = {before.fields[-1].key for before in blocks if before.fields}
    return len(blocks) > 1 and ends == set(block.seen()[-1:]) and bool(block.styles())


def names_below(following: Sequence[Mark]) -> set[str]:
    """The name that the first field of the next marks gives, in comparable form: behind its heading or below it."""
    at = next((at for at, mark in enumerate(following) if mark.kind is MarkKind.FIELD), None)
    if at is None or following[at].key != Field.NAME:
        return set()
    return {comparable(text) for text in (following[at].text, *(m.text for m in following[at + 1 : at + 2]))} - {""}


LAST_FIRST = 2
"""The highest number of the first field of a block. A name without label may be the first."""


def is_first_field(block: RawBlock | None, mark: Mark, distance: int) -> bool:
    """Whether a field begins a block. If it is not a name field, something before it must be the name.

    A field that the current block does not have yet belongs to the current block, and one with a higher number to a
    list that began before: 3. วัตถุประสงค์ below 2.1 is of the introduction.
    """
    if mark.key == Field.NAME or (mark.begins and distance > 0):
        return True
    if mark.number is not None and mark.number.last > LAST_FIRST:
        return False
    is_new = block is None or mark.key in block.seen()
    return (mark.key in family().first or mark.progress) and distance > 0 and is_new
