"""Plans written as questions and answers.

ถาม : ใช้เงินเท่าไร
ตอบ : 20,000 บาท

The questions are the headings, the answers their text; what stands before them says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.grammar.family import family
from extract.model.document import Block, Line

FEWEST = 6
"""Minimum number of questions with an answer."""

MOST = 0.8
"""Share of the lines with a word and a colon that are questions or answers, and of the questions that are answered."""

LONGEST = 12
"""Maximum length in characters of the word before a question."""

_LED = re.compile(r"\s*(?P<word>[^\s\d:]{1,40})\s*:\s*(?P<rest>\S.*)", re.DOTALL)


def without_askers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with questions and answers without the word before them."""
    led = {at: found["word"] for at, block in enumerate(blocks) if (found := _led(block)) is not None}
    pair = _askers(list(led.values()))
    return [_behind(block) if led.get(at) in pair else block for at, block in enumerate(blocks)]


def _led(block: Block) -> re.Match[str] | None:
    return _LED.fullmatch(block.text) if isinstance(block, Line) else None


def _askers(words: Sequence[str]) -> Sequence[str]:
    """The words before questions and before answers; empty if the document is not written so."""
    for (question, answer), count in Counter(_pairs(words)).most_common(1):
        asked, answered = words.count(question), words.count(answer)
        is_most = count >= MOST * asked and asked + answered >= MOST * len(words)
        if count >= FEWEST and is_most and _may_ask(question) and _may_ask(answer):
            return question, answer
    return ()


def _may_ask(word: str) -> bool:
    return len(word) <= LONGEST and family().headings.match(word) is None


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((before, word) for before, word in pairwise(words) if before != word)


def _behind(block: Block) -> Block:
    found = _led(block)
    return replace(block, text=found["rest"]) if found is not None and isinstance(block, Line) else block
