"""Decides by the words of Thai whether a space in a name is a gap within a word, left where a line was wrapped."""

from __future__ import annotations

from functools import cache, lru_cache

from normalize.lexicon import load
from normalize.remember import remembered
from normalize.thai_words import LONGEST, SHORTEST, dictionary, ends_word

UNKNOWN = 10
"""Cost of a letter that is in no word; a word costs 1. A text is read as the words that cost least."""

SHORT = 4
"""Maximum number of letters of the shorter part of a word that is torn into two words: คุณ | ธรรม."""

LONG_PIECE = 8
"""Minimum number of letters before a gap between two words. Shorter pieces are rather items of a list: บ้าน วัด ตลาด."""

PLAN_PIECE = 6
"""The same before a gap within a word of plans."""


@lru_cache(maxsize=4096)
def is_gap(left: str, right: str) -> bool:
    """Whether a space between two pieces of Thai letters is within a word.

    It is if the pieces make words only together, if the first ends with a word that another must follow, if a word
    crosses the space and one of its parts is short, or if that word is one of plans.

    >>> is_gap("มาตรการป้องกันการทุจ", "ริตในหน่วยงาน"), is_gap("โครงการสืบสานประเพณี", "ลอยกระทง")
    (True, False)
    """
    if not left or not right:
        return False
    left, right = left[-LONGEST:], right[:LONGEST]
    if _crossed_by_plan_word(left, right):
        return True
    if not ends_word(right):
        return True
    before, behind, together = read_words(left), read_words(right), read_words(left + right)
    if together.unknown < before.unknown + behind.unknown:
        return True
    if not before.ends_in_word or not behind.begins_with_word:
        return False
    return before.words[-1] in _bound() or _is_torn(len(left), together, before.count + behind.count)


def _crossed_by_plan_word(left: str, right: str) -> bool:
    """Whether a word of plans crosses the space. One of two long words may be printed with a space: ซื่อสัตย์ สุจริต."""
    words = _plan_words()
    for begin in range(1, min(len(left), LONGEST) + 1):
        for end in range(1, min(len(right), LONGEST - begin) + 1):
            part, rest = left[-begin:], right[:end]
            is_crossed = part + rest in words and ends_word(right[end : end + 1])
            if is_crossed and not _may_be_apart(left, part, rest):
                return True
    return False


def _may_be_apart(left: str, part: str, rest: str) -> bool:
    """Whether the parts of a word are words themselves that may stand apart: long ones, or in a list of short ones."""
    both_words = part in dictionary() and rest in dictionary()
    return both_words and (len(left) < PLAN_PIECE or min(len(part), len(rest)) > SHORT)


def _is_torn(at: int, together: Reading, words_apart: int) -> bool:
    """Whether a word that has a short part crosses position `at`, behind a long piece."""
    if at < LONG_PIECE or together.count >= words_apart:
        return False
    parts = [(at - start, start + len(word) - at) for start, word in together.placed()]
    return any(0 < min(part) <= SHORT for part in parts)


class Reading:
    """A text as words. `unknown` is the number of letters outside them."""

    __slots__ = ("count", "pieces", "unknown")

    def __init__(self, pieces: tuple[tuple[str, bool], ...]) -> None:
        self.pieces = pieces
        self.unknown = sum(len(piece) for piece, is_word in pieces if not is_word)
        self.count = sum(is_word for _, is_word in pieces)

    @property
    def words(self) -> list[str]:
        """The words in order."""
        return [piece for piece, is_word in self.pieces if is_word]

    @property
    def begins_with_word(self) -> bool:
        """Whether its first letters are a word."""
        return bool(self.pieces) and self.pieces[0][1]

    @property
    def ends_in_word(self) -> bool:
        """Whether its last letters are a word."""
        return bool(self.pieces) and self.pieces[-1][1]

    def placed(self) -> list[tuple[int, str]]:
        """The words with the positions where they begin."""
        found, at = [], 0
        for piece, is_word in self.pieces:
            if is_word:
                found.append((at, piece))
            at += len(piece)
        return found


@remembered
def read_words(text: str) -> Reading:
    """A text of Thai letters as the words that cost least: few unknown letters, then few words."""
    words = dictionary()
    costs, steps = [0] * (len(text) + 1), [1] * (len(text) + 1)
    for at in range(len(text) - 1, -1, -1):
        costs[at] = costs[at + 1] + UNKNOWN
        for end in range(at + SHORTEST, min(len(text), at + LONGEST) + 1):
            if costs[end] + 1 < costs[at] and text[at:end] in words and ends_word(text[end : end + 1]):
                costs[at], steps[at] = costs[end] + 1, end - at
    pieces, at = [], 0
    while at < len(text):
        piece = text[at : at + steps[at]]
        pieces.append((piece, piece in words and len(piece) >= SHORTEST))
        at += steps[at]
    return Reading(tuple(pieces))


@cache
def _plan_words() -> frozenset[str]:
    return frozenset(load("plan_words.toml")["words"])


@cache
def _bound() -> frozenset[str]:
    return frozenset(load("thai_prefixes.toml")["bound"])
