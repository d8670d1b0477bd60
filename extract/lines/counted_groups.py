"""Headings of groups that are no levels and tell how many projects stand below: งานที่เสร็จแล้ว (3 เรื่อง).

That the blocks below are as many proves them. They end the block above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.lines.known_names import tells_money
from extract.lines.marks import Mark, MarkKind
from normalize.script import LETTER

FEWEST, MOST = 2, 0.6
"""Such headings, at the least, and the share of them whose count is right."""

LONGEST, BETWEEN = 100, 2
"""Characters of one, and lines between it and the first block below."""

_COUNT = re.compile(rf"(?<![\d.,])(?P<count>[1-9]\d{{0,2}})\s*[{LETTER}]{{2,12}}\s*[)\]]?\s*$")


def with_counted_groups(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with such headings as announcements of blocks."""
    begins = [index for index, mark in enumerate(marks) if _begins(marks, index)]
    found = {
        index: int(count["count"])
        for index, mark in enumerate(marks)
        if mark.kind is MarkKind.TEXT
        and len(mark.line.text) <= LONGEST
        and parse_number(mark.line.text) is None
        and not tells_money(mark.line.text)
        and (count := _COUNT.search(mark.line.text.strip())) is not None
        and any(begin in begins for begin in range(index + 1, index + 2 + BETWEEN))
    }
    starts = sorted(found)
    ends = [*starts[1:], len(marks)]
    right = sum(
        sum(start < begin < end for begin in begins) == found[start] for start, end in zip(starts, ends, strict=False)
    )
    if len(found) < FEWEST or right < max(FEWEST, MOST * len(found)):
        return list(marks)
    return [
        replace(mark, kind=MarkKind.LABEL, text="", sure=True, value=0) if index in found else mark
        for index, mark in enumerate(marks)
    ]


def _begins(marks: Sequence[Mark], index: int) -> bool:
    """Whether a block begins at a mark: with what announces it, else with its name, else with its first field."""
    mark = marks[index]
    if mark.kind is MarkKind.ORDINAL:
        return True
    is_named = mark.kind is MarkKind.FIELD and mark.key == Field.NAME
    return (is_named or mark.begins) and not (index and marks[index - 1].kind in (MarkKind.ORDINAL, MarkKind.LABEL))
