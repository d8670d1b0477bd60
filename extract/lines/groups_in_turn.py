"""Headings of groups of results that are numbered as the fields are: 1.8 ผู้รับผิดชอบ สำนักปลัด, 1.9 ผลลัพธ์ คนมาครบ.

Where fields have the numbers 1 to 8, the groups 9.1 and 9.2 are parts of one. A group with the next number of the
fields themselves is the field of the results.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.lines.labels import How, Label, heading_number, shape_of
from extract.lines.marks import Mark, MarkKind
from extract.lines.sequence import FEWEST_BLOCKS


def with_groups_in_turn(found: Sequence[Label], marks: Sequence[Mark]) -> list[Label]:
    """The candidates, with such headings as those of results, if several blocks have them."""
    made = list(_in_turn(found, marks))
    if len(made) < FEWEST_BLOCKS:
        return list(found)
    taken = {label.index for label in made}
    return sorted([*(label for label in found if label.index not in taken), *made], key=lambda label: label.index)


def _in_turn(found: Sequence[Label], marks: Sequence[Mark]) -> Iterator[Label]:
    fields = {label.index: label for label in found if label.key is not None and label.number is not None}
    last: Label | None = None
    for index, mark in enumerate(marks):
        last = fields.get(index, last)
        if last is not None and index not in fields and mark.kind in (MarkKind.GROUP, MarkKind.TEXT, MarkKind.SECTION):
            label = _results(index, mark)
            if label is not None and _is_next(label, last):
                yield label
                last = label


def _results(index: int, mark: Mark) -> Label | None:
    """The heading of the results that a line is if its number is in turn."""
    number = heading_number(mark.line.text.strip())
    if number is None:
        return None
    body = number.rest.strip()
    words, _, content = body.partition(" ")
    for heading, text in ((body, ""), (words.rstrip(":"), content.lstrip(" :"))):
        if family().group_headings.exact(heading.rstrip(" :")) is not None:
            how = How.GLUED if text else How.ALONE
            shape = shape_of(number, mark.line.raw)
            return Label(index, heading, Field.RESULTS, False, text, number, shape, how, body)
    return None


def _is_next(label: Label, last: Label) -> bool:
    """Whether the number of a heading follows that of the field above."""
    one, other = last.number, label.number
    if one is None or other is None or last.shape != label.shape or last.key is Field.RESULTS:
        return False
    return other.codes[:-1] == one.codes[:-1] and other.position == one.position + 1
