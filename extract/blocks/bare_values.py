"""Projects whose values stand below their names without any label, in the same order each time.

* ปลุกใจคนทำงาน
  - สำนักปลัด
  - 12,000 บาท

A line of nothing but money in each proves them: the lines as far above it that stand apart are the names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.blocks.block_types import RawBlock, RawField
from extract.blocks.label_fields import field_shown
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.lines.marks import Mark, MarkKind
from extract.model.plan import Path
from normalize.money import MoneyStatus, parse_money
from normalize.text import comparable

FEWEST, MOST = 3, 0.8
"""Projects, at the least, and the share of them that are made alike."""

FARTHEST, LONGEST, LONGEST_MONEY = 5, 9, 60
"""Lines from a name to its money, and lines of a project, at the most; characters of a line of money."""

SHORTEST = 3
"""Lines of a project, at the least: a name with its money alone is the entry of a list."""

SHORTEST_NAME, LONGEST_NAME = 6, 160


def bare_blocks(marks: Sequence[Mark], path_at: Callable[[int], Path]) -> list[RawBlock]:
    """The blocks of such projects; empty if there are none. `path_at` tells the headings in force at a mark."""
    paid = [index for index, mark in enumerate(marks) if _is_money(mark)]
    if len(paid) < FEWEST:
        return []
    for distance in range(1, FARTHEST + 1):
        names = [index - distance for index in paid]
        if names[0] >= 0 and _are_names(names, paid, marks):
            groups = list(_groups(names, marks))
            keys = _keys([[marks[at] for at in group] for group in groups], distance)
            return [_block(group, marks, keys, path_at(group[0])) for group in groups] if keys else []
    return []


def _is_money(mark: Mark) -> bool:
    """Whether a line is nothing but money."""
    text = _body(mark)
    if mark.kind is not MarkKind.TEXT or not 0 < len(text) <= LONGEST_MONEY:
        return False
    status = parse_money(text).status
    has_unit = any(unit in text for unit in family().units) and text[:1].isdigit()
    return status is MoneyStatus.NONE or (status is MoneyStatus.AMOUNT and has_unit)


def _body(mark: Mark) -> str:
    number = parse_number(mark.line.text)
    return (number.rest if number is not None else mark.line.text).strip()


def _are_names(names: Sequence[int], paid: Sequence[int], marks: Sequence[Mark]) -> bool:
    """Whether these lines are names: they differ, hold no value, and stand apart from the lines around them."""
    texts = [_body(marks[at]) for at in names]
    is_text = all(marks[at].kind is MarkKind.TEXT and not _is_money(marks[at]) for at in names)
    is_long = all(SHORTEST_NAME <= len(text) <= LONGEST_NAME for text in texts)
    if not (is_text and is_long) or len({comparable(text) for text in texts}) < len(texts):
        return False
    if any(name <= before for before, name in zip(paid, names[1:], strict=False)) or field_shown(texts) is not None:
        return False
    within = [at for name, money in zip(names, paid, strict=True) for at in range(name + 1, money + 1)]
    apart = sum(marks[at].line.gap or _sign(marks[at]) != _sign(marks[at + 1]) for at in names)
    loose = sum(marks[at].line.gap for at in within)
    return apart >= MOST * len(names) and loose <= (1 - MOST) * len(within)


def _sign(mark: Mark) -> tuple[str, int]:
    """What a line is marked with: its sign or the style of its number, and its indent."""
    raw, number = mark.line.raw, parse_number(mark.line.text)
    sign = raw.strip()[:1]
    style = "" if number is None else number.style if number.depth else ("" if sign.isalnum() else sign)
    return style, len(raw) - len(raw.lstrip())


def _groups(names: Sequence[int], marks: Sequence[Mark]) -> Iterator[list[int]]:
    """The lines of each project: from its name up to the next one, or to what is no text."""
    for name, following in pairwise([*names, len(marks)]):
        group = [name]
        for at in range(name + 1, min(following, name + LONGEST)):
            is_apart = marks[at].line.gap or _sign(marks[at]) != _sign(marks[name + 1])
            if marks[at].kind is not MarkKind.TEXT or is_apart:
                break
            group.append(at)
        yield group


def _keys(groups: Sequence[Sequence[Mark]], distance: int) -> Mapping[int, Field]:
    """The field of each line below a name, by what most of them show. Empty if the projects are not made alike."""
    length = max(len(group) for group in groups)
    if length < SHORTEST or sum(len(group) == length for group in groups) < MOST * len(groups):
        return {}
    keys = {distance: Field.BUDGET}
    for at in range(1, length):
        shown = field_shown([_body(group[at]) for group in groups if at < len(group)])
        if at not in keys:
            keys[at] = shown if shown is not None and shown not in keys.values() else Field.OTHER
    return keys


def _block(group: Sequence[int], marks: Sequence[Mark], keys: Mapping[int, Field], path: Path) -> RawBlock:
    name = marks[group[0]].line
    block = RawBlock(path, name.place, announced=True, name_lines=[name])
    block.note_number(0)
    for at, index in enumerate(group[1:], 1):
        line = replace(marks[index].line, text=_body(marks[index]))
        key = keys.get(at, Field.OTHER)
        heading = Mark(MarkKind.FIELD, line, "", key=key, sure=key is Field.OTHER)
        block.fields.append(RawField(key, heading, [] if key is Field.OTHER else [line]))
    return block
