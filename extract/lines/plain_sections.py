"""Headings of sections without a number or a level word: the line between a dimension's heading and its first block.

มิติที่ 1 สร้างคน
ด้านบุคลากร
ชื่อโครงการ : ...

One such line may be anything. It is a heading where the first block of (nearly) every dimension has one. A line like it
above a later block is one, too: it begins with the same word as the others, or stands apart where no other line does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import ProjectCode, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.margins import count_of
from extract.lines.marks import Mark, MarkKind
from normalize.text import comparable

FEWEST = 2
"""Minimum number of dimensions whose first block has such a line above it."""

USUAL = 0.75
"""Minimum share of the dimensions with blocks."""

SHORTEST, LONGEST = 8, 120
"""Length in characters of a heading."""

LONGEST_WORD = 4
"""Letters that all headings begin with, for them to have a word in common."""

MOST_APART = 0.1
"""Share of the lines within blocks with a gap above, at most, for a gap to tell a heading."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line right above a block: its index, the number of its dimension, and whether that is right above it."""

    index: int
    dimension: int
    is_first: bool


def with_plain_sections(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with the headings of sections that print neither a number nor a word of a level."""
    if any(mark.kind is MarkKind.SECTION for mark in marks):
        return list(marks)
    found = list(_candidates(marks))
    firsts = [candidate for candidate in found if candidate.is_first]
    if len({c.dimension for c in firsts}) < FEWEST or len(firsts) < USUAL * sum(_begins_dimension(marks)):
        return list(marks)
    if len({_without_digits(marks[candidate.index].text) for candidate in firsts}) == 1:
        return list(marks)  # what is the same in every dimension is the title of its table or list
    word = _common_start([marks[candidate.index].text for candidate in firsts])
    by_gap = all(marks[c.index].line.gap for c in firsts) and _is_close(marks, {candidate.index for candidate in found})
    if len(word) < LONGEST_WORD and not by_gap:
        return list(marks)
    made: dict[int, Mark] = {}
    codes: dict[tuple[int, str], int] = {}
    for candidate in found:
        mark = marks[candidate.index]
        has_word = len(word) >= LONGEST_WORD and mark.text.startswith(word)
        if candidate.is_first or has_word or (by_gap and mark.line.gap):
            made[candidate.index] = _heading(mark, candidate.dimension, codes)
    return [made.get(index, mark) for index, mark in enumerate(marks)]


def _without_digits(text: str) -> str:
    return comparable("".join(character for character in text if not character.isdigit()))


def _common_start(texts: Sequence[str]) -> str:
    least, most = min(texts), max(texts)
    return least[: next((at for at, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), len(least))]


def _candidates(marks: Sequence[Mark]) -> Iterator[_Candidate]:
    dimension = 0
    for index, (mark, following) in enumerate(pairwise(marks)):
        above = marks[index - 1] if index else mark
        is_named = above.kind is MarkKind.DIMENSION and not above.text  # by the line below it
        if mark.kind is MarkKind.DIMENSION:
            dimension = mark.value
        elif (
            dimension
            and not is_named
            and mark.kind is MarkKind.TEXT
            and _begins_block(following)
            and _is_title(mark.text)
        ):
            yield _Candidate(index, dimension, above.kind is MarkKind.DIMENSION)


def _begins_dimension(marks: Sequence[Mark]) -> Iterator[bool]:
    """For each block, whether it is the first below the heading of a dimension."""
    is_first = False
    for mark in marks:
        if mark.kind is MarkKind.DIMENSION:
            is_first = True
        elif _begins_block(mark):
            yield is_first
            is_first = False


def _begins_block(mark: Mark) -> bool:
    is_name = mark.kind is MarkKind.FIELD and mark.key == Field.NAME
    return is_name or mark.kind in (MarkKind.ORDINAL, MarkKind.LABEL)


def _is_title(text: str) -> bool:
    """Whether a text may be a title: no item of a list, no sentence, no project and no field."""
    words = text.strip()
    is_other = bool(kind_of(words)) or family().headings.match(words.strip(" :")) is not None
    is_sum = not patterns().counts.tail.sub("", f" {words}").strip()
    return (
        SHORTEST <= len(words) <= LONGEST
        and parse_number(words) is None
        and words[-1] not in ".:;,"
        and not is_other
        and not is_sum
        and not count_of(words)
        and any(c.isalpha() for c in words)
    )


def _is_close(marks: Sequence[Mark], others: Set[int]) -> bool:
    """Whether hardly a line within the blocks has a gap above it, the `others` left aside."""
    gaps = [
        mark.line.gap
        for index, (before, mark) in enumerate(pairwise(marks), 1)
        if mark.kind is MarkKind.TEXT and before.kind in (MarkKind.FIELD, MarkKind.TEXT) and index not in others
    ]
    return bool(gaps) and sum(gaps) <= MOST_APART * len(gaps)


def _heading(mark: Mark, dimension: int, codes: dict[tuple[int, str], int]) -> Mark:
    """The heading with the next number of its dimension. One that is printed again has the number that it had."""
    known = sum(number == dimension for number, _ in codes)
    position = codes.setdefault((dimension, comparable(mark.text)), known + 1)
    code = f"{dimension}.{position}"
    return Mark(MarkKind.SECTION, mark.line, mark.text.strip(), code=ProjectCode(code, "", 0, code), sure=True)
