"""Projects told in one paragraph each, their names in front: (3) โครงการตลาดโปร่งใส — แม่ค้าขอให้ชั่งซ้ำ จึงจะ...

A sign that recurs behind the names parts them from the paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.grammar.numbering import parse_number
from extract.grammar.terms import kind_of
from extract.lines.labels import known_key
from extract.model.document import Block, Line

FEWEST = 3
"""Paragraphs with the same sign behind a name, at the least."""

MOST = 0.6
"""Share of the lines that begin with a project's name and hold a paragraph, that have the sign."""

LONGEST_NAME, SHORTEST_STORY = 120, 50

_SIGN = re.compile(
    r"(?P<gap>\s*)(?P<sign>[\u2010-\u2015:\uff1a=|>\u2190-\u21ff\u2794-\u27bf]{1,2}|(?<=\s)-{1,2}(?=\s)|\u201d|\.(?=\s))(?=\s*\S)"
)


def names_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the names of projects on lines of their own, above the paragraphs that tell them."""
    told = {at: _parts(block.text) for at, block in enumerate(blocks) if isinstance(block, Line) and _tells(block.text)}
    signs = Counter(sign for signs in told.values() for sign in signs)
    sign, count = signs.most_common(1)[0] if signs else ("", 0)
    if count < FEWEST or count < MOST * len(told):
        return list(blocks)
    return [
        part
        for at, block in enumerate(blocks)
        for part in (
            _cut(block, told[at][sign]) if at in told and sign in told[at] and isinstance(block, Line) else [block]
        )
    ]


def _tells(text: str) -> bool:
    number = parse_number(text)
    body = number.rest.strip() if number is not None else text.strip()
    return len(body) > SHORTEST_STORY and bool(kind_of(body))


def _parts(text: str) -> dict[str, int]:
    """Where the first of each sign ends that may part a name from its paragraph."""
    number = parse_number(text)
    start = text.find(number.rest) if number is not None and number.rest else 0
    found: dict[str, int] = {}
    for sign in _SIGN.finditer(text, max(0, start)):
        is_name = len(kind_of(text[start:].strip())) + 3 < sign.start() - start <= LONGEST_NAME
        is_name = is_name and known_key(text[start : sign.start()])[0] is None
        if is_name and len(text) - sign.end() >= SHORTEST_STORY:
            found.setdefault(sign["sign"], sign.end())
    return found


def _cut(line: Line, end: int) -> list[Line]:
    sign = next(found for found in _SIGN.finditer(line.text) if found.end() == end)
    name, story = line.text[: end if sign["sign"] == "\u201d" else sign.start()], line.text[end:].strip()
    return [replace(line, text=name.rstrip()), replace(line, text=story, raw=story, gap=False)]
