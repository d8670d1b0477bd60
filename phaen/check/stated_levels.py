"""The number of dimensions that a document states (แบ่งเป็น 4 มิติ) against those whose headings were found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from extract.grammar.family import family
from extract.model.document import Line, Place
from extract.model.plan import Finding, Plan, RowRef
from normalize.lexicon import either
from normalize.text import normalize_line
from schemas.checks import CheckCode

MOST = 10
"""Dimensions that a plan may have."""


def levels_stated(plan: Plan, told: Collection[str]) -> Iterator[Finding]:
    """A finding for each dimension up to the stated number that has no heading. `told` are numbers with a finding."""
    found = {heading.path[0] for heading in plan.headings if heading.level == 1}
    words = _words(plan)
    stated = _stated(plan, words) if words else None
    if stated is None or stated[0] <= len(found):
        return
    count, place = stated
    for number in range(1, count + 1):
        if number not in found and str(number) not in told:
            yield Finding(CheckCode.HEADING_MISSING, RowRef("dimensions", str(number)), str(number), "", place)


def _words(plan: Plan) -> set[str]:
    """The words with which the headings of the plan's dimensions begin."""
    places = {heading.place for heading in plan.headings if heading.level == 1}
    texts = [
        block.text.strip() for block in plan.document.blocks() if isinstance(block, Line) and block.place in places
    ]
    return {level.word for level in family().levels for text in texts if text.startswith(level.word)}


def _stated(plan: Plan, words: Collection[str]) -> tuple[int, Place] | None:
    """The largest number of dimensions that a line states, and its place. A number behind an ordinal is a heading's."""
    numbers = {word: number for number, word in enumerate(family().counts.words, 1)}
    ordinals = either({ordinal for level in family().levels for ordinal in level.ordinals})
    count = re.compile(rf"(?<!\d)(?<![.,/])(\d{{1,2}}|{either(numbers)})\s*{either(words)}(?!\s*(?:{ordinals}|\d))")
    behind = re.compile(rf"{ordinals}\s*$")
    best: tuple[int, Place] | None = None
    for block in plan.document.blocks():
        if not isinstance(block, Line) or not any(word in block.text for word in words):
            continue
        text = normalize_line(block.text)
        for match in count.finditer(text):
            number = numbers.get(match[1]) or int(match[1])
            is_count = number <= MOST and not behind.search(text, 0, match.start())
            if is_count and (best is None or number > best[0]):
                best = number, block.place
    return best
