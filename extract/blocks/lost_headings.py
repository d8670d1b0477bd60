"""Restores fields whose headings a scan lost, if the document's other blocks show which field is missing.

A heading counts as lost only if the fields beside it are present, if the number before it is skipped in a block with
numbered headings, and if its text can be distinguished from that of the field above: a list after a paragraph, a
paragraph after a list, a list that restarts, an amount, a time. Each restored heading has a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.blocks.block_types import Outline, RawBlock, RawField
from extract.blocks.items import Paragraph, paragraphs, part_text
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import Number, NumberStyle, parse_number
from extract.grammar.terms import kind_of
from extract.lines.marks import Mark, MarkKind
from extract.model.decisions import Decision, Reason
from extract.model.document import Line
from normalize.money import MoneyStatus, parse_money
from normalize.years import fiscal_span

MOST_MARKS = 60
"""Maximum number of lines between a project's name and its results, if the heading of its methods is lost."""

FEWEST = 3
"""Minimum number of times that the document must print a heading that another project lacks."""

END = ""
"""Marks the end of a block, after its last field."""


def _heading(key: str, line: Line, progress: bool) -> Mark:
    return Mark(MarkKind.FIELD, line, "", key=key, progress=progress, lost=True)


# -- the methods of a project in a report --------------------------------------------------------------------------


def with_methods(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with a heading inserted in each report project that has none between its name and its results."""
    methods = sum(mark.kind is MarkKind.FIELD and mark.progress and mark.key == Field.METHODS for mark in marks)
    put_in = _lost_methods(marks) if methods >= FEWEST else {}
    found: list[Mark] = []
    for index, mark in enumerate(marks):
        if index in put_in:
            found.append(put_in[index])
        found.append(mark)
    return found


def _lost_methods(marks: Sequence[Mark]) -> dict[int, Mark]:
    """The headings to insert, by the index of the following mark."""
    found: dict[int, Mark] = {}
    due, is_open = 1, False
    for index, mark in enumerate(marks):
        if mark.kind is MarkKind.FIELD:
            is_open = mark.key != Field.RESULTS
        number = _project_number(mark)
        if number is None:
            continue
        rest = marks[index + 1 : index + 1 + MOST_MARKS]
        length = next((i for i, later in enumerate(rest) if later.kind is not MarkKind.TEXT), len(rest))
        if length == len(rest) or rest[length].kind is not MarkKind.FIELD or not rest[length].progress:
            continue
        start = next((i for i, later in enumerate(rest[:length]) if _stands_apart(later)), None)
        is_project = rest[length].key == Field.METHODS or (not is_open and number.last in (due, 1))
        if is_project and rest[length].key == Field.RESULTS and start is not None:
            found[index + 1 + start] = _heading(Field.METHODS, rest[start].line, progress=True)
        due = number.last + 1 if is_project else due
    return found


def _stands_apart(mark: Mark) -> bool:
    """Whether a line is not a wrapped part of the name above."""
    return mark.line.gap or mark.number is not None


def _project_number(mark: Mark) -> Number | None:
    """The number of a line with a project name: `3. โครงการ...`."""
    if mark.kind is not MarkKind.TEXT:
        return None
    number = parse_number(mark.line.text)
    if number is None or number.depth != 1 or number.style is NumberStyle.PAREN or not kind_of(number.rest):
        return None
    return number


# -- the fields of a block -----------------------------------------------------------------------------------------


def restore_fields(found: Outline) -> Outline:
    """The outline, with fields split where a heading between two fields is lost that most blocks have there."""
    blocks = found.blocks
    triples: Counter[tuple[str, str, str]] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for block in blocks:
        keys = [*_ranked(block), END]
        pairs.update(pairwise(keys))
        triples.update(zip(keys, keys[1:], keys[2:], strict=False))
    between: dict[tuple[str, str], str] = {}
    for (before, key, after), count in triples.most_common():
        if count >= FEWEST and count > pairs[before, after]:
            between.setdefault((before, after), key)
    for block in blocks:
        _restore(block, between)
    lost = [entry.heading for block in blocks for entry in block.fields if entry.heading.lost]
    made = [Decision(mark.line.place, f"field {mark.key}", Reason.HEADING_LOST, mark.line.text) for mark in lost]
    return replace(found, decisions=[*found.decisions, *made])


def _ranked(block: RawBlock) -> list[str]:
    return [entry.key for entry in block.fields if entry.key not in family().anywhere]


def _restore(block: RawBlock, between: dict[tuple[str, str], str]) -> None:
    fields: list[RawField] = []
    for entry, following in pairwise([*block.fields, None]):
        assert entry is not None
        fields.append(entry)
        key = between.get((entry.key, following.key if following is not None else END))
        if key is None or key in block.seen() or entry.groups or not _is_skipped(entry, following):
            continue
        cut = _beginning(entry, key)
        if cut is not None:
            mark = _heading(key, entry.content[cut], progress=block.is_progress())
            fields.append(RawField(key, mark, entry.content[cut:]))
            del entry.content[cut:]
    block.fields[:] = fields


def _is_skipped(entry: RawField, following: RawField | None) -> bool:
    """Whether the numbers of two headings skip one. Also true if one of them has no number."""
    before, after = entry.heading.number, following.heading.number if following is not None else None
    return before is None or after is None or after.last == before.last + 2


def _beginning(entry: RawField, key: str) -> int | None:
    """The index of the content line at which another field, whose heading is lost, begins. None if there is none."""
    parts = paragraphs(entry.content)
    numbered = [index for index, part in enumerate(parts) if part.number is not None]
    cut = _cut(parts, numbered, entry.key, key)
    if cut is None or not _suits(key, parts[cut:]):
        return None
    return sum(len(part.lines) for part in parts[:cut])


def _cut(parts: Sequence[Paragraph], numbered: Sequence[int], above: str, key: str) -> int | None:
    if not numbered:
        if above in family().short and len(parts) > 1:
            return 1
        aims = family().items.aims
        found = (i for i, part in enumerate(parts) if i and part.first.text.strip().startswith(aims))
        return next(found, None) if key == Field.OBJECTIVES else None
    if numbered[0] > 0:
        return numbered[0] if key in family().lists and above not in family().lists else None
    if numbered[-1] + 1 < len(parts):
        return numbered[-1] + 1
    if key not in family().lists:
        return None
    first = parts[0].number
    again = [
        i
        for i in numbered[1:]
        if (number := parts[i].number) is not None and first is not None and _alike(number, first)
    ]
    return again[0] if len(again) == 1 else None


def _alike(number: Number, first: Number) -> bool:
    """Whether a number restarts a list: the number 1 in the same style and indentation. Inner lists are indented."""
    return number.codes == first.codes == (1,) and number.style is first.style and number.indented == first.indented


def _suits(key: str, parts: Sequence[Paragraph]) -> bool:
    """Whether a text may be the content of a field. Money and times are recognised from the text."""
    text = "\n".join(part_text(part) for part in parts)
    if key == Field.BUDGET:
        return parse_money(text).status in (MoneyStatus.AMOUNT, MoneyStatus.NONE)
    if key == Field.DURATION:
        return fiscal_span(text) is not None or any(word in text for word in family().items.times)
    return True
