"""Headings of levels behind words of the document's own: ว่าด้วยมิติที่ 1 ..., ว่าด้วยมิติที่ 2 ....

The same words stand before numbers that count up from one, and no heading of the document begins with its level word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.grammar.family import family
from extract.model.document import Document, Line
from normalize.lexicon import either
from normalize.script import LETTER
from normalize.text import comparable

FEWEST = 2
"""Different numbers behind the same words, at the least, the first of them 1."""

LONGEST_LEAD, LONGEST = 24, 160
"""Characters of these words, and of such a heading."""


def with_led_levels(document: Document) -> Document:
    """The document, with the headings of its levels without the words before them."""
    lines = [block for page in document.pages for block in page.blocks if isinstance(block, Line)]
    if any(_bare().match(line.text) for line in lines):
        return document
    found: defaultdict[str, list[int]] = defaultdict(list)
    for match in _led_lines(lines):
        found[comparable(match["lead"])].append(int(match["number"]))
    leads = {lead for lead, numbers in found.items() if _count_up(numbers)}
    if not leads:
        return document
    pages = [
        replace(page, blocks=tuple(_without(b, leads) if isinstance(b, Line) else b for b in page.blocks))
        for page in document.pages
    ]
    return replace(document, pages=tuple(pages))


def _led_lines(lines: list[Line]) -> Iterator[re.Match[str]]:
    return (match for line in lines if len(line.text) <= LONGEST and (match := _led().match(line.text)))


def _count_up(numbers: list[int]) -> bool:
    distinct = list(dict.fromkeys(numbers))
    return len(distinct) >= FEWEST and distinct == list(range(1, len(distinct) + 1))


def _without(line: Line, leads: set[str]) -> Line:
    match = _led().match(line.text) if len(line.text) <= LONGEST else None
    if match is None or comparable(match["lead"]) not in leads:
        return line
    return replace(line, text=line.text[match.start("word") :])


@cache
def _led() -> re.Pattern[str]:
    """Words, a level's word with its ordinal and number, and a title without any figure."""
    return re.compile(
        rf"\W*(?!{either(_sums())})(?!{either(_inner())})(?P<lead>[{LETTER}][{LETTER} ]{{0,{LONGEST_LEAD}}}?)"
        rf"(?P<word>{_words()})\s*{_ordinals()}\s*(?P<number>\d{{1,2}})(?!\d)[\s:.)–—-]*[^\d\s][^\d]*$"
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"\W*{_words()}\s*(?:{_ordinals()})?\s*\d")


def _words() -> str:
    return either(
        {
            word
            for level in family().levels
            if level.usual and level.depth == 1
            for word in (level.word, *level.spellings)
        }
    )


def _inner() -> set[str]:
    """The words of the usual inner levels, behind which the outer one's may follow: ภารกิจตามมิติที่ 1.1."""
    return {level.word for level in family().levels if level.usual and level.depth > 1}


def _ordinals() -> str:
    return either({ordinal for level in family().levels for ordinal in level.ordinals})


def _sums() -> tuple[str, ...]:
    return family().totals.words
