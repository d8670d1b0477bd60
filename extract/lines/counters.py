"""Lines that do nothing but count the blocks below them, in words that no list has: บัตรใบที่ 1, แผ่นพับแผ่นที่ 2/9.

Their numbers count up through the document, and most have the same heading right below. One may be lost, or printed on
a page that is there twice.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.numbering import parse_number
from extract.lines.marks import Mark, MarkKind
from normalize.lexicon import either
from normalize.text import comparable

FEWEST, MOST = 3, 0.6
"""Such lines, at the least, and the share of them that have the most frequent line below."""

COUNTED = 0.75
"""The share of the lines that are one above the one before."""


@cache
def _counter() -> re.Pattern[str]:
    """A line with its last number, which may be that of all beside it: แบบ คป.1 ใบที่ 2/8, บัตรที่ 1 จาก 9."""
    of_all = either(["/", *family().counts.of_all])
    return re.compile(
        rf"\W*(?P<words>\D.{{1,60}}?)\s*(?<![\d.,/-])(?P<number>\d{{1,3}})(?:\s*{of_all}\s*\d{{1,3}})?\W*"
    )


def with_counters(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with such lines as announcements of blocks."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for index, mark in enumerate(marks[:-1]):
        is_open = mark.kind is MarkKind.TEXT and not mark.cell and parse_number(mark.line.text) is None
        counted = _counter().fullmatch(mark.line.text.strip()) if is_open else None
        if counted is not None:
            found[comparable(counted["words"])][index] = int(counted["number"])
    counters: dict[int, int] = {}
    for mine in found.values():
        below = Counter(comparable(marks[index + 1].line.text.partition(":")[0]) for index in mine)
        is_same = below.most_common(1)[0][1] >= max(FEWEST, MOST * len(mine))
        if len(mine) >= FEWEST and is_same and _count_up(list(mine.values())):
            counters |= mine
    return [
        replace(mark, kind=MarkKind.ORDINAL, text="", value=counters[index], sure=True) if index in counters else mark
        for index, mark in enumerate(marks)
    ]


def _count_up(numbers: Sequence[int]) -> bool:
    """Whether numbers count up, from one or from what follows it, but for one in four that is lost or there twice."""
    steps = [numbers[0], *(after - before for before, after in pairwise(numbers))]
    return min(steps) >= 0 and steps.count(1) >= COUNTED * len(steps)
