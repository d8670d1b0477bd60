"""Decides by its words whether a text is Thai. In a damaged text layer, Thai letters do not form words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from normalize.remember import remembered
from normalize.script import ATTACHED, LAKKHANGYAO, LETTER

SAMPLE = 600
"""Number of letters of a page that are examined."""

FEWEST = 40
"""Minimum number of letters for a decision. A heading or a page number is too short."""

LONGEST = 24
"""Maximum number of letters of a word."""

START = 3
"""Number of initial letters by which words are indexed."""

SHORTEST = 2
"""Minimum number of letters of a word. Single letters are excluded, since all are in the dictionary."""

PREPOSITION = "ณ"
"""The only word of one letter."""

FOREIGN = 0.3
"""A text with a larger share of letters from U+00A1 to U+00FF is Thai in an old 8-bit encoding."""

_THAI = re.compile(f"[{LETTER}]+")
_BELONGS = re.compile(f"[{ATTACHED}{LAKKHANGYAO}\U000f0000-\U0010fffd]")
_LATIN_1 = re.compile("[\u00a1-\u00ff]")


def thai_share(texts: Iterable[str], fewest: int = FEWEST) -> float | None:
    """The share (0..1) of a text's Thai letters that are in words; 0 for an 8-bit encoding, None if it is undecided.

    Texts with fewer than `fewest` Thai letters are undecided.

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


def words_of(texts: Iterable[str]) -> Iterator[str]:
    """The Thai words of texts. Letters outside words are omitted."""
    return (word for text in texts for run in _THAI.findall(text) for word in _words_in(run))


@remembered
def _known(run: str) -> int:
    """The number of letters of a run that are in words."""
    return sum(map(len, _words_in(run)))


def _words_in(run: str) -> Iterator[str]:
    """The words of a run, with the longest word first at each position."""
    words, lengths = _words(), _lengths()
    at = 0
    while at < len(run):
        step = 1
        for length in lengths.get(run[at : at + START], ()) or lengths.get(run[at : at + SHORTEST], ()):
            if length <= len(run) - at and run[at : at + length] in words:
                yield run[at : at + length]
                step = length
                break
        at += step


def first_word(text: str) -> str:
    """The longest word that a text begins with, or what comes before its first space if that is no Thai word.

    >>> first_word("โครงการส่งเสริมคุณธรรม"), first_word("2,500 บาท")
    ('โครงการ', '2,500')
    """
    run = _THAI.match(text)
    if run is None:
        return text.partition(" ")[0]
    known = (length for length in range(min(LONGEST, len(run[0])), 1, -1) if run[0][:length] in _words())
    return run[0][: next((length for length in known if ends_word(run[0][length:])), 1)]


def in_words(text: str) -> int:
    """How well the letters of a short text form words: the maximum sum of the squared lengths of words.

    Squares give a long word more weight than the short words that it can be split into. No word ends before a mark, or
    before a glyph that is not identified yet, since these belong to its last letter.
    """
    words, lengths = _words(), _lengths()
    best = [0] * (len(text) + 1)
    for at in range(len(text) - 1, -1, -1):
        most = best[at + 1]
        for length in lengths.get(text[at : at + START], ()) or lengths.get(text[at : at + SHORTEST], ()):
            end = at + length
            if end <= len(text) and text[at:end] in words and not _BELONGS.match(text, end):
                most = max(most, length * length + best[end])
        best[at] = most
    return best[0]


@remembered
def unknown_letters(run: str) -> int:
    """The least number of letters of a run of Thai letters that are outside words, however it is divided into words.

    >>> unknown_letters("คุณธรรม"), unknown_letters("คุณธรมม"), unknown_letters("ณ")
    (0, 2, 0)
    """
    words = _words()
    least = list(range(len(run) + 1))
    for end in range(1, len(run) + 1):
        least[end] = least[end - 1] + (run[end - 1] != PREPOSITION or not ends_word(run[end:]))
        if not ends_word(run[end:]):
            continue
        for start in range(max(0, end - LONGEST), end - SHORTEST + 1):
            if least[start] < least[end] and run[start:end] in words:
                least[end] = least[start]
    return least[-1]


def dictionary() -> frozenset[str]:
    """The words of the dictionary, from `SHORTEST` to `LONGEST` letters."""
    return _words()


def ends_word(following: str) -> bool:
    """Whether a word may end before these letters: no word ends before a mark."""
    return not _BELONGS.match(following)


@cache
def _lengths() -> dict[str, Sequence[int]]:
    """The lengths of the words that begin with the same letters, the longest first."""
    found: dict[str, set[int]] = {}
    for word in _words():
        found.setdefault(word[:START], set()).add(len(word))
    for start, lengths in found.items():  # if no long word matches, a short one may
        lengths.update(found.get(start[:SHORTEST], ()))
    return {start: sorted(lengths, reverse=True) for start, lengths in found.items()}


@cache
def _words() -> frozenset[str]:
    from pythainlp.corpus.common import thai_words

    return frozenset(word for word in thai_words() if SHORTEST <= len(word) <= LONGEST)
