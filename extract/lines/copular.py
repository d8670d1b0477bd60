"""Fields told as sentences that begin alike in every block: ผลที่ปรากฏ คือ มีผู้เข้าร่วม 40 คน.

So do the words before a sign: วงเงิน = 5,000 บาท. What stands before the copula again and again is the heading, what
stands behind it the text. A heading may also stand within a line: จ่ายไปแล้ว 5,000 บาท ผู้รับผิดชอบคือกองช่าง.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract.grammar.family import family
from extract.lines.labels import known_key, names_field
from extract.model.document import Block, Line
from normalize.lexicon import either
from normalize.text import comparable

FEWEST = 3
"""Lines in which the same words stand before the copula, at the least."""

SHORTEST, LONGEST = 5, 40
"""Characters of these words; shorter ones must name a field."""


def with_colons(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with a colon instead of the copula behind words that recur, and each such heading on its own line."""
    heads: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Line):
            found = list(_heads(block.text))
            heads.update(words for at, words, _ in found if at == 0)
            inner.update(words for at, words, _ in found if at and _is_field(words))
    own = {words for words, count in heads.items() if count >= FEWEST and (_names(words) or len(words) >= SHORTEST)}
    within = {words for words, count in (heads + inner).items() if count >= FEWEST and _is_field(words)}
    if not own and not within:
        return list(blocks)
    return [part for block in blocks for part in (_cut(block, own, within) if isinstance(block, Line) else [block])]


def _heads(text: str) -> Iterator[tuple[int, str, int]]:
    """Where words before a copula begin, the words in comparable form, and where the text behind it begins."""
    for found in _copula().finditer(text):
        before = text[: found.start()]
        start = before.rstrip().rfind(" ") + 1
        if comparable(before) and len(before) <= LONGEST:
            yield 0, comparable(before), found.end()
        if start and start < found.start():
            yield start, comparable(before[start:]), found.end()


def _is_field(words: str) -> bool:
    return known_key(words)[0] is not None


def _names(words: str) -> bool:
    return names_field(words) or _is_field(words)


def _cut(line: Line, own: set[str], within: set[str]) -> Iterator[Line]:
    cuts = [(at, end) for at, words, end in _heads(line.text) if words in (own if at == 0 else within)]
    cuts = [(at, end) for at, end in cuts if at or (max(other for other, same in cuts if same == end) == 0)]
    if not cuts:
        yield line
        return
    starts = sorted(dict(cuts).items())
    if starts[0][0]:
        yield replace(line, text=line.text[: starts[0][0]].rstrip())
    for number, (at, end) in enumerate(starts):
        until = starts[number + 1][0] if number + 1 < len(starts) else len(line.text)
        head = line.text[at : next(found.start() for found in _copula().finditer(line.text, at) if found.end() == end)]
        text = f"{head} : {line.text[end:until].strip()}"
        yield replace(line, text=text, raw=line.raw if at == 0 else line.text[at:until], gap=line.gap and at == 0)


_SIGNS = r"\s+(?:=>?|[-~]>|[\u2190-\u21ff\u2794-\u27bf»~])\s+"
"""Signs that part words from what is said of them: วงเงิน = 5,000 บาท."""


@cache
def _copula() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*{either(family().items.means)}\s*:?\s*|{_SIGNS})(?=\S)")
