"""Headings of levels with their numbers in words or letters: ด้านที่หนึ่ง การเตรียมคน, หมวด ข งานคลัง.

So may be what counts the projects before their names: งานที่สอง : กิจกรรมล้างตลาด.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.grammar.family import family
from extract.grammar.numbering import LIST_LETTERS
from extract.grammar.terms import kind_of
from extract.model.document import Block, Document, Line
from normalize.lexicon import either

FEWEST, FEWEST_NAMED = 2, 3
"""Different numbers behind one word, at the least, the first of them 1; and of words that count projects."""

MOST = 12
"""Letters that number levels."""


def with_numbers(document: Document) -> Document:
    """The document, with digits in the headings whose word counts up in words or letters, in lines and in cells."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    named: defaultdict[str, list[int]] = defaultdict(list)
    for block in document.blocks():
        for text in [block.text] if isinstance(block, Line) else [cell.text for cell in block.cells]:
            if (match := _worded().match(text)) is not None:
                found[match["word"]].add(_value(match))
            elif (match := _named().match(text)) is not None and kind_of(match["body"]):
                named[match["word"]].append(_value(match))
    counted = {word for word, numbers in found.items() if len(numbers) >= FEWEST and 1 in numbers}
    counted |= {word for word, numbers in named.items() if _count_up(numbers)}
    if not counted:
        return document
    pages = [replace(page, blocks=tuple(_numbered(block, counted) for block in page.blocks)) for page in document.pages]
    return replace(document, pages=tuple(pages))


def _numbered(block: Block, counted: set[str]) -> Block:
    if isinstance(block, Line):
        return replace(block, text=_digits(block.text, counted))
    return replace(block, cells=tuple(replace(cell, text=_digits(cell.text, counted)) for cell in block.cells))


def _count_up(numbers: Sequence[int]) -> bool:
    return len(numbers) >= FEWEST_NAMED and numbers == list(range(1, len(numbers) + 1))


def _digits(text: str, counted: set[str]) -> str:
    found = _worded().match(text)
    if found is None and (named := _named().match(text)) is not None and kind_of(named["body"]):
        found = named
    if found is None or found["word"] not in counted:
        return text
    return f"{text[: found.start('number')]}{_value(found)}{text[found.end('number') :]}"


def _value(found: re.Match[str]) -> int:
    number = found["number"]
    return LIST_LETTERS.index(number) + 1 if number in LIST_LETTERS else family().counts.words.index(number) + 1


@cache
def _worded() -> re.Pattern[str]:
    """A level's word, and a number in words that nothing but a space or a sign follows."""
    words = either({word for level in family().levels for word in (level.word, *level.spellings)})
    ordinals = either({ordinal for level in family().levels for ordinal in level.ordinals})
    number = either(family().counts.words)
    end = r"(?=[\s:.)\-\u2010-\u2015]|$)"
    return re.compile(rf"[\s*#(-]*(?P<word>{words})\s*{ordinals}?\s*(?P<number>{number}|[{LIST_LETTERS[:MOST]}]){end}")


@cache
def _named() -> re.Pattern[str]:
    """Any word with an ordinal in words before a text: งานที่สอง : กิจกรรมล้างตลาด."""
    number, ordinal = either(family().counts.words), either(family().levels[0].ordinals)
    sign = r"(?:\s*[:.)\-\u2010-\u2015]\s*|\s+)"
    return re.compile(rf"\s*(?P<word>[^\s\d:]{{1,24}}?){ordinal}\s*(?P<number>{number}){sign}(?P<body>\S.*)")
