"""Plans written as questions and answers.

ถาม : ใช้เงินเท่าไร
ตอบ : 20,000 บาท

The questions are the headings, the answers their text; what stands before them says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.terms import kind_of
from extract.model.document import Block, Grid, Line

FEWEST = 6
"""Minimum number of questions with an answer."""

MOST = 0.8
"""Share of the lines with a word and a colon that are questions or answers, and of the questions that are answered."""

REACH = 3
"""Lines from a question to its answer, at the most: a question may be wrapped. Without a colon it is the next one."""

LONGEST = 12
"""Maximum length in characters of the word before a question."""

LONGEST_QUESTION = 70
"""Characters of a question that many blocks ask."""

FEWEST_QUESTIONS = 3
ASKED_AGAIN = 2
"""Different questions, and how often each is asked on average, at the least, where the word before has no colon."""

LETTERS_APART = 2
"""Code points between the letters of two items of a list at the most: ฃ and ฅ number none."""

_SIGN = ":\uff1a"
_LED = re.compile(rf"\s*(?P<word>[^\s\d{_SIGN}]{{1,40}})\s*\(?\d{{0,3}}\)?\s*[{_SIGN}]\s*(?P<rest>.*)", re.DOTALL)
_SPACED = re.compile(
    rf"\s*(?P<word>[^\s\d{_SIGN}.)-]{{1,{LONGEST}}})(?:\s*\(?\d{{1,3}}\)?)?(?:[.)]|\s*[-\u2010-\u2015])?\s+(?P<rest>[^\s{_SIGN}].*)",
    re.DOTALL,
)


def without_askers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with questions and answers without the word before them. A question has a colon behind it.

    An answer whose list stands below it has no line of its own left.
    """
    for form in (_LED, _SPACED):
        led = {at: found for at, block in enumerate(blocks) if (found := _led(block, form)) is not None}
        every = [led[at]["word"] if at in led else "" for at in range(len(blocks))]
        words = _words(led) if form is _LED else every
        question, answer = _askers(words, is_sure=form is _LED)
        asked = [found["rest"] for found in led.values() if found["word"] == question]
        is_again = FEWEST_QUESTIONS <= len(set(asked)) <= len(asked) / ASKED_AGAIN
        if not all(asked) or not asked or (form is _SPACED and not is_again):
            continue
        shown = list(blocks)
        for at, found in led.items():
            if found["word"] in (question, answer):
                shown[at] = _question(shown[at], found) if found["word"] == question else _behind(shown[at], found)
        return [block for block in shown if isinstance(block, Grid) or block.text]
    return list(blocks)


def _words(led: Mapping[int, re.Match[str]]) -> list[str]:
    """The words before the colons, parted by an empty one where they are too far apart to be a pair."""
    words: list[str] = []
    for before, at in pairwise([-1, *led]):
        words += ["", led[at]["word"]] if at - before > REACH else [led[at]["word"]]
    return words


def _led(block: Block, form: re.Pattern[str]) -> re.Match[str] | None:
    return form.fullmatch(block.text) if isinstance(block, Line) else None


def _askers(words: Sequence[str], *, is_sure: bool) -> tuple[str, str]:
    """The word before questions and that before answers; empty if the document is not written so.

    `is_sure`: the words stand before a colon, so that they are most of all that do.
    """
    for (question, answer), count in Counter(_pairs(words)).most_common(1):
        asked, answered = words.count(question), words.count(answer)
        is_most = count >= MOST * asked and (not is_sure or asked + answered >= MOST * sum(map(bool, words)))
        if count >= FEWEST and is_most and _may_ask(question) and _may_ask(answer) and not _count_up(question, answer):
            return question, answer
    return "", ""


def _may_ask(word: str) -> bool:
    is_level = any(word.startswith(level.word) for level in family().levels)
    is_heading = family().headings.match(word) is not None or family().group_headings.match(word) is not None
    return 0 < len(word) <= LONGEST and not is_heading and not kind_of(word) and not is_level


def _count_up(word: str, following: str) -> bool:
    """Whether two words are letters that number a list, one after the other: ง. and จ."""
    return len(word) == len(following) == 1 and 0 < ord(following) - ord(word) <= LETTERS_APART


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((before, word) for before, word in pairwise(words) if before != word)


def _question(block: Block, found: re.Match[str]) -> Block:
    """The question as a heading: with a colon behind it, if it is short enough for one."""
    words = found["rest"].rstrip(f" ?{_SIGN}")
    if not isinstance(block, Line) or len(words) > LONGEST_QUESTION:
        return _behind(block, found)
    return replace(block, text=f"{words} :")


def _behind(block: Block, found: re.Match[str]) -> Block:
    return replace(block, text=found["rest"]) if isinstance(block, Line) else block
