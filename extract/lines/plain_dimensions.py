"""Headings of the outermost level without a level word: the lines between the projects that stand right above one.

เรื่องของคน
โครงการสอนลูกหลาน
...

Not every project has one above, the first one has, and they look alike: they begin with the same word, count up, or
stand apart where hardly a line within the blocks does.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.marks import Mark, MarkKind
from normalize.money import looks_like_money

FEWEST = 2
"""Such headings at the least."""

MOST = 0.75
"""Share of the projects that have one above, at the most."""

SHORTEST, LONGEST = 6, 120
"""Characters of one."""

LONGEST_WORD = 4
"""Letters that all begin with, for them to have a word in common."""

MOST_APART = 0.1
"""Share of the lines within blocks with a gap above, at most, for a gap to tell a heading."""


def with_plain_dimensions(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with the headings of levels that print no word of one. Only where no other level is printed."""
    names = [
        at for at, mark in enumerate(marks) if mark.kind is MarkKind.FIELD and mark.key == Field.NAME and mark.sure
    ]
    numbers = plain_dimensions(marks, names)
    return [as_dimension(mark, numbers[at]) if at in numbers else mark for at, mark in enumerate(marks)]


def plain_dimensions(marks: Sequence[Mark], names: Sequence[int], taken: Collection[int] = ()) -> dict[int, int]:
    """The numbers of such headings by their indices. `names` are the indices of the lines that name projects.

    `taken` are those of lines that belong to the projects.
    """
    if any(mark.kind in (MarkKind.DIMENSION, MarkKind.SECTION, MarkKind.LEVEL, MarkKind.PART) for mark in marks):
        return {}
    above = [at - 1 for at in names if at and at - 1 not in taken and _is_title(marks[at - 1], marks[at])]
    above = [at for at in above if not (at and marks[at - 1].kind is MarkKind.FIELD and not marks[at - 1].text)]
    if len(above) > MOST * len(names):
        above = [at for at in above if marks[at].line.gap]  # the others are the ends of the blocks above
    texts = [marks[at].line.text.strip() for at in above]
    is_some = FEWEST <= len(above) <= MOST * len(names) and above[0] == names[0] - 1
    if not is_some or len(set(texts)) < len(texts) or not (_look_alike(texts) or _stand_apart(marks, above, names)):
        return {}
    return {at: number for number, at in enumerate(above, 1)}


def _is_title(mark: Mark, below: Mark) -> bool:
    """Whether a line may be a heading: no item of a list, no sentence, no project, no field and no sum."""
    number = parse_number(mark.line.text)
    words = (number.rest if number is not None else mark.line.text).strip()
    if mark.kind is not MarkKind.TEXT or not SHORTEST <= len(words) <= LONGEST or mark.line.place == below.line.place:
        return False
    is_item = number is not None and not number.position
    is_other = bool(kind_of(words)) or family().headings.match(words.strip(" :")) is not None or looks_like_money(words)
    is_sum = not patterns().counts.tail.sub("", f" {words}").strip()
    return not (is_item or is_other or is_sum) and words[-1] not in ".:;," and any(map(str.isalpha, words))


def _look_alike(texts: Sequence[str]) -> bool:
    """Whether headings begin with the same word, or are numbered from 1 on."""
    least, most = min(texts), max(texts)
    start = next((at for at, (a, b) in enumerate(zip(least, most, strict=False)) if a != b), len(least))
    numbers = [number.position for text in texts if (number := parse_number(text)) is not None]
    return start >= LONGEST_WORD or numbers == list(range(1, len(texts) + 1))


def _stand_apart(marks: Sequence[Mark], above: Sequence[int], names: Sequence[int]) -> bool:
    """Whether all have a gap above, as hardly a line within the blocks has."""
    others = {*above, *names}
    gaps = [
        marks[at].line.gap
        for at in range(names[0], len(marks))
        if at not in others and marks[at].kind in (MarkKind.TEXT, MarkKind.FIELD)
    ]
    return all(marks[at].line.gap for at in above) and bool(gaps) and sum(gaps) <= MOST_APART * len(gaps)


def as_dimension(mark: Mark, number: int) -> Mark:
    """The mark of a heading, without the number that it prints."""
    printed = parse_number(mark.line.text)
    text = printed.rest.strip() if printed is not None else mark.line.text.strip()
    worded = patterns().any_level.heading.match(text) or patterns().any_level.relative.match(text)
    text = worded["title"].strip() if worded is not None and worded["title"].strip() else text  # ข้อ 2 ด้านงาน
    return replace(mark, kind=MarkKind.DIMENSION, text=text, value=number, sure=True)
