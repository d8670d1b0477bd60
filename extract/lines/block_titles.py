"""Lines that name a block: the name of a project after its number, its code or, in some documents, a bullet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grammar.names import behind_damaged_number
from extract.grammar.numbering import NumberStyle, ProjectCode, parse_code, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.labels import Label
from extract.lines.marks import Mark, MarkKind
from extract.lines.sequence import FEWEST_BLOCKS

MOST = 0.6
"""Share of the headings of some words that must stand below a name behind a bullet for such names to begin blocks."""

FEWEST_COUNTED, COUNTED = 4, 0.75
"""Lines with the same word and a number for it to count blocks, and the share of them one above the one before."""


@dataclass(frozen=True, slots=True)
class Title:
    """A line with a project name. `body` is the name after the number (`value`) or the code."""

    body: str
    value: int
    code: ProjectCode | None
    bulleted: bool

    @classmethod
    def of(cls, text: str) -> Title:
        """Parses a line."""
        text = text.strip()
        code = parse_code(text)
        if code is not None and code.item:
            return cls(text[code.end :].strip(" .:)"), 0, code, False)
        item = patterns().announcements.item.match(text)
        if item is not None:
            return cls(text[item.end() :].strip(), int(item["number"]), None, False)
        number = parse_number(text)
        if number is None and (counter := _counter(text)) is not None:
            return counter
        if number is None:
            return cls(behind_damaged_number(text), 0, None, False)
        body = behind_damaged_number(number.rest.strip())
        return cls(body, number.position, None, number.style is NumberStyle.BULLET)


def _counter(text: str) -> Title | None:
    """A project name with a kind word behind any word or sign with a number. A count of projects is none."""
    found = patterns().announcements.counter.match(text)
    if found is None or kind_of(found["body"]) in ("", found["body"].strip()):
        return None
    return Title(found["body"], int(found["number"]), None, False)


def counted_titles(marks: Sequence[Mark]) -> dict[int, Title]:
    """Lines that begin with a word and a number that counts up from one through the document: เรื่องที่ 1, เรื่องที่ 2.

    A clerk may skip a number or give one twice; most go up by one.
    """
    lines: defaultdict[str, dict[int, Title]] = defaultdict(dict)
    for index, mark in enumerate(marks):
        counter = patterns().announcements.counter.match(mark.line.text.strip())
        if counter is not None and counter["ordinal"]:
            lines[counter["word"]][index] = Title(counter["body"], int(counter["number"]), None, False)
    found = [titles for titles in lines.values() if _counts_up([title.value for title in titles.values()])]
    return {index: title for titles in found for index, title in titles.items()}


def _counts_up(numbers: Sequence[int]) -> bool:
    steps = [after - before for before, after in pairwise(numbers)]
    is_long = len(numbers) >= FEWEST_COUNTED and numbers[0] == 1
    return is_long and steps.count(1) >= COUNTED * len(steps) and min(steps) >= 0


def listed_names(labels: Sequence[Label], marks: Sequence[Mark]) -> frozenset[int]:
    """Names behind a bullet, if most headings of some words stand right below one: these begin the blocks."""
    below: defaultdict[str, list[int]] = defaultdict(list)
    for label in labels:
        if label.key is not None:
            below[label.words].append(label.index - 1)
    named = {words: [at for at in places if _is_listed(marks, at)] for words, places in below.items()}
    found = [at for words, at in named.items() if len(at) >= FEWEST_BLOCKS and len(at) >= MOST * len(below[words])]
    return frozenset(index for places in found for index in places)


def _is_listed(marks: Sequence[Mark], at: int) -> bool:
    title = Title.of(marks[at].line.text) if at >= 0 and marks[at].kind is MarkKind.TEXT else None
    return title is not None and title.bulleted and bool(kind_of(title.body))
