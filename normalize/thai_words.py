"""Whether a text is Thai, judged by its words: a damaged text layer has Thai letters in no order that makes words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from normalize.remember import remembered
from normalize.script import ATTACHED, LAKKHANGYAO, LETTER

SAMPLE = 600
"""Letters of a page that are looked at."""

FEWEST = 40
"""Letters that a page must have to be judged; a heading or a page number tells nothing."""

LONGEST = 24
"""Letters of the longest words that are looked for."""

START = 3
"""Letters by which words are looked up."""

SHORTEST = 2
"""Letters of the shortest words that count: every letter is a word of the dictionary."""

FOREIGN = 0.3
"""Share of letters from U+00A1 to U+00FF from which on a text is Thai in an old 8-bit code."""

_THAI = re.compile(f"[{LETTER}]+")
_BELONGS = re.compile(f"[{ATTACHED}{LAKKHANGYAO}\U000f0000-\U0010fffd]")
_LATIN_1 = re.compile("[\u00a1-\u00ff]")


def thai_share(texts: Iterable[str], fewest: int = FEWEST) -> float | None:
    """The share (0..1) of a text's Thai letters that stand in words; 0 for 8-bit codes, None where nothing tells.

    Fewer than `fewest` letters tell nothing.

    >>> thai_share(["โครงการส่งเสริมการมีส่วนร่วมของประชาชนในการพัฒนาท้องถิ่น"])
    1.0
    """
    text = "".join(texts)
    foreign = len(_LATIN_1.findall(text))
    if foreign and (letters := sum(map(str.isalpha, text))) >= FEWEST and foreign > FOREIGN * letters:
        return 0.0
    runs = list(_sample(_THAI.findall(text)))
    total = sum(map(len, runs))
    return sum(map(_known, runs)) / total if total >= fewest else None


def _sample(runs: Iterable[str]) -> Iterator[str]:
    total = 0
    for run in runs:
        yield run
        total += len(run)
        if total >= SAMPLE:
            break


@remembered
def _known(run: str) -> int:
    """The letters of a run that words take, the longest word first at each place."""
    words, lengths = _words(), _lengths()
    at = known = 0
    while at < len(run):
        step = 1
        for length in lengths.get(run[at : at + START], ()) or lengths.get(run[at : at + SHORTEST], ()):
            if length <= len(run) - at and run[at : at + length] in words:
                known += length
                step = length
                break
        at += step
    return known


def in_words(text: str) -> int:
    """How well the letters of a short text stand in words: the best sum of the words' lengths, squared.

    Squares, so that one long word tells more than the short ones that it can be cut into. No word ends before a mark,
    or before a glyph that has no name yet: that belongs to its last letter.
    """
    words = _words()
    best = [0] * (len(text) + 1)
    for at in range(len(text) - 1, -1, -1):
        ends = range(at + SHORTEST, min(len(text), at + LONGEST) + 1)
        best[at] = max(
            [
                best[at + 1],
                *(
                    (end - at) ** 2 + best[end]
                    for end in ends
                    if text[at:end] in words and not _BELONGS.match(text, end)
                ),
            ]
        )
    return best[0]


def dictionary() -> frozenset[str]:
    """The words of the dictionary, from `SHORTEST` to `LONGEST` letters."""
    return _words()


def ends_word(following: str) -> bool:
    """Whether a word may end before these letters: no word ends before a mark."""
    return not _BELONGS.match(following)


@cache
def _lengths() -> dict[str, Sequence[int]]:
    """How long the words are that begin with the same letters, the longest first."""
    found: dict[str, set[int]] = {}
    for word in _words():
        found.setdefault(word[:START], set()).add(len(word))
    for start, lengths in found.items():  # where no long word fits, the short one it begins with may
        lengths.update(found.get(start[:SHORTEST], ()))
    return {start: sorted(lengths, reverse=True) for start, lengths in found.items()}


@cache
def _words() -> frozenset[str]:
    from pythainlp.corpus.common import thai_words

    return frozenset(word for word in thai_words() if SHORTEST <= len(word) <= LONGEST)
