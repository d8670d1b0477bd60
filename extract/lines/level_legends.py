"""Legends of the numbers in a column of levels, to headings of these levels.

ความหมายของเลขในช่อง "มิติ"
1 คือ การสร้างสังคมที่ไม่ทน
2 คือ การบริหารที่โปร่งใส

The lines count up from one, below a line with the word of a level, or all stand behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from extract.grammar.family import LevelWord, family
from extract.model.document import Block, Document, Line
from normalize.lexicon import either
from normalize.script import LETTER

FEWEST = 2
"""Levels of a legend."""

REACH = 2
"""Lines between the line with the word and the first of the legend."""

LONGEST = 160


def with_legends(document: Document) -> Document:
    """The document, with the word of their level before the numbers of a legend; one heading a line."""
    blocks = [block for page in document.pages for block in page.blocks]
    if any(isinstance(block, Line) and _heading().match(block.text) for block in blocks):
        return document
    made = _below(blocks) or _within(blocks)
    if not made:
        return document
    pages = [
        replace(page, blocks=tuple(line for block in page.blocks for line in made.get(id(block), [block])))
        for page in document.pages
    ]
    return replace(document, pages=tuple(pages))


def _below(blocks: Sequence[Block]) -> dict[int, list[Block]]:
    """The lines that define a number each, below one with the word of a level."""
    for at, block in enumerate(blocks):
        word = _word(block)
        first = next(
            (start for start in range(at + 1, at + 2 + REACH) if word and _defined(blocks, start, 1)), len(blocks)
        )
        made: dict[int, list[Block]] = {}
        while word and (defined := _defined(blocks, first, len(made) + 1)) is not None:
            line, title = defined
            made[id(line)] = [_as_heading(line, word, len(made) + 1, title)]
            first += 1
        if len(made) >= FEWEST:
            return made
    return {}


def _defined(blocks: Sequence[Block], at: int, number: int) -> tuple[Line, str] | None:
    block = blocks[at] if at < len(blocks) else None
    if not isinstance(block, Line) or len(block.text) > LONGEST:
        return None
    found = _definition().fullmatch(block.text.strip())
    return (block, found["title"]) if found is not None and int(found["number"]) == number else None


def _within(blocks: Sequence[Block]) -> dict[int, list[Block]]:
    """The line that defines all numbers behind the word of their level: มิติ 1 = คนดี, 2 = งานใส."""
    for block in blocks:
        word = _word(block)
        if not word or not isinstance(block, Line):
            continue
        parts = list(_parts(block.text))
        if len(parts) >= FEWEST and [number for number, _ in parts] == list(range(1, len(parts) + 1)):
            lead = [] if _heading().match(f"{block.text} ") or _begins(block.text, word) else [block]
            return {id(block): [*lead, *(_as_heading(block, word, n, title) for n, title in parts)]}
    return {}


def _begins(text: str, word: LevelWord) -> bool:
    """Whether nothing but the word of the level stands before the first number of a legend."""
    first = _inner().search(text)
    return first is not None and not text[: first.start()].replace(word.word, "").strip(" :(-")


def _parts(text: str) -> Iterator[tuple[int, str]]:
    found = list(_inner().finditer(text))
    ends = [*(match.start() for match in found), len(text)][1:]
    for match, end in zip(found, ends, strict=True):
        title = text[match.end() : end].strip(" ,;/")
        for word in family().items.conjunctions:
            title = title.removesuffix(f" {word}").strip(" ,;/")
        if title:
            yield int(match["number"]), title


def _as_heading(line: Line, word: LevelWord, number: int, title: str) -> Line:
    return replace(line, text=f"{word.word}{word.ordinals[0]} {number} {title}")


def _word(block: Block) -> LevelWord | None:
    """The usual word of an outer level in a line, if no sum of money is told there."""
    if not isinstance(block, Line) or len(block.text) > 2 * LONGEST:
        return None
    return next((word for word in family().levels if word.usual and word.depth == 1 and word.word in block.text), None)


@cache
def _definition() -> re.Pattern[str]:
    """A number, what means, and a title without any figure."""
    return re.compile(rf"\W*(?P<number>\d{{1,2}})\s*{_means()}\s*(?P<title>[{LETTER}][^\d]{{3,}})")


@cache
def _inner() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,])(?P<number>\d{{1,2}})\s*{_means()}\s*(?=[{LETTER}])")


@cache
def _means() -> str:
    return rf"(?:{either(family().items.defines)}|[=:])"


@cache
def _heading() -> re.Pattern[str]:
    """A heading of such a level with its number and a title."""
    words = either(word.word for word in family().levels if word.usual and word.depth == 1)
    ordinals = either({ordinal for level in family().levels for ordinal in level.ordinals})
    return re.compile(rf"\W*{words}\s*(?:{ordinals})?\s*\d{{1,2}}[\s:.]+[{LETTER}]")
