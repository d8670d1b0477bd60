"""Lines that tell several facts of a project, parted by a sign: มิติที่ 2 ความโปร่งใส | ตั้งไว้ 5,000 บาท | จ่ายไป 4,000 บาท.

Such lines recur, apart from each other, and their parts begin alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.grammar.reports import report_money
from extract.model.document import Block, Line
from normalize.text import comparable

FEWEST = 3
"""Lines with the same sign and parts that begin alike, at the least."""

LONGEST, HEAD = 300, 4
"""Characters of such a line, and those with which parts begin alike."""

_SIGN = re.compile(r"\s*(?P<sign>\|{1,2}|\s[·•‖¦;]\s|\s/{1,2}\s)\s*")


def facts_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the parts of such lines on lines of their own; money that was set aside and spent on one."""
    found = {at: parts for at, block in enumerate(blocks) if isinstance(block, Line) and (parts := _parts(block.text))}
    alone = {at: parts for at, parts in found.items() if at - 1 not in found and at + 1 not in found}
    counts = Counter((sign, comparable(part)[:HEAD]) for sign, parts in alone.values() for part in parts[1:])
    often = {sign for (sign, _), count in counts.items() if count >= FEWEST}
    return [
        line
        for at, block in enumerate(blocks)
        for line in (_cut(block, alone[at][1]) if at in alone and alone[at][0] in often else [block])
    ]


def _parts(text: str) -> tuple[str, list[str]] | None:
    """The sign of a line, and what it parts; none for the row of a table, which begins or ends with it."""
    signs = {found["sign"].strip() for found in _SIGN.finditer(text)} if len(text) <= LONGEST else set()
    if len(signs) != 1 or text.strip().startswith("|") or text.strip().endswith("|"):
        return None
    parts = [part.strip() for part in _SIGN.split(text)[::2]]
    return (signs.pop(), parts) if len(parts) > 1 and all(parts) else None


def _cut(block: Block, parts: Sequence[str]) -> Iterator[Block]:
    if not isinstance(block, Line):
        return
    joined: list[str] = []
    for part in parts:
        if joined and report_money(part) and report_money(joined[-1]):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    for at, part in enumerate(joined):
        yield replace(block, text=part, raw=block.raw if not at else part, gap=block.gap or at > 0)
