"""Lines that do nothing but count the blocks below them, in words that no list has: บัตรใบที่ 1, แผ่นพับแผ่นที่ 2/9.

Their numbers count up from one through the document, and most have the same heading right below.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extract.grammar.numbering import parse_number
from extract.lines.marks import Mark, MarkKind
from normalize.text import comparable

FEWEST, MOST = 3, 0.6
"""Such lines, at the least, and the share of them that have the most frequent line below."""

_COUNTER = re.compile(
    r"\W*(?P<words>\D.{1,60}?)\s*(?<![\d.,/-])(?P<number>\d{1,3})"
    r"(?:\s*(?:/|จากทั้งหมด|จาก|ในทั้งหมด|ใน|ของ)\s*\d{1,3})?\W*"
)
"""A line with its last number, which may be that of all beside it: แบบ คป.1 ใบที่ 2/8."""


def with_counters(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with such lines as announcements of blocks."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for index, mark in enumerate(marks[:-1]):
        is_open = mark.kind is MarkKind.TEXT and not mark.cell and parse_number(mark.line.text) is None
        counted = _COUNTER.fullmatch(mark.line.text.strip()) if is_open else None
        if counted is not None:
            found[comparable(counted["words"])][index] = int(counted["number"])
    counters: dict[int, int] = {}
    for mine in found.values():
        below = Counter(comparable(marks[index + 1].line.text.partition(":")[0]) for index in mine)
        counts_up = list(mine.values()) == list(range(1, len(mine) + 1))
        if len(mine) >= FEWEST and counts_up and below.most_common(1)[0][1] >= max(FEWEST, MOST * len(mine)):
            counters |= mine
    return [
        replace(mark, kind=MarkKind.ORDINAL, text="", value=counters[index], sure=True) if index in counters else mark
        for index, mark in enumerate(marks)
    ]
