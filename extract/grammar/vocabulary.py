"""Words mapped to keys, with approximate matching.

OCR errors are tolerated: longer words allow more edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from normalize.remember import ENTRIES, LONGEST, forgettable
from normalize.script import TONE, TONES
from normalize.text import comparable

LONGEST_HEADING = 70
"""Maximum length in characters without whitespace. A longer line is not a heading."""

SHORTEST_BEGINNING = 8
"""Minimum length in letters of a word matched at the beginning of a text."""

SHORTEST_TONELESS = 3
"""Minimum number of letters of a word that is known without its tone marks."""

CHARACTERS_PER_EDIT = 5
"""Number of characters per allowed edit: a word of ten letters may differ in two."""

MARKED = 2
"""A text with all its tone marks has at most so many times the letters of the text without them."""

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary(Generic[Key]):
    """Words in comparable form, each mapped to a key."""

    keys: Mapping[str, Key]

    def exact(self, text: str) -> Key | None:
        """The key of the word equal to `text`, or else equal but for tone marks, which scans lose and add most easily.

        None if there is none.
        """
        word = _known(self, text) if len(text) <= LONGEST else _exact(self, text)
        return None if word is None else self.keys[word]

    def begins(self, text: str) -> Key | None:
        """The key of the longest word that `text` begins with. None if there is none. Short words are ignored."""
        start = comparable(text)
        words = _by_beginning(self).get(start[:SHORTEST_BEGINNING], ())
        return next((self.keys[word] for word in words if start.startswith(word)), None)

    def match(self, text: str) -> Key | None:
        """The key of the word that approximately equals `text`. None if there is none."""
        word = _nearest(self, comparable(text))
        return None if word is None else self.keys[word]


def vocabulary(groups: Mapping[Key, Iterable[str]]) -> Vocabulary[Key]:
    """The vocabulary of words given by key."""
    return Vocabulary({comparable(word): key for key, words in groups.items() for word in words})


def spaced(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first, with optional whitespace within them."""
    return "|".join(_spaced(letter, rest) for letter, rest in _tree(words).items())


class _Tree(dict[str, "_Tree"]):
    """Words by their first letter, each letter with the tree of what may follow; "" where a word ends."""


def _tree(words: Iterable[str]) -> _Tree:
    tree = _Tree()
    for word in words:
        at = tree
        for letter in (*"".join(word.split()), ""):
            at = at.setdefault(letter, _Tree())
    return tree


def _spaced(letter: str, rest: _Tree) -> str:
    """The pattern for a letter and what may follow it. Letters that words share are matched once."""
    following = [_spaced(*branch) for branch in rest.items() if branch[0]]
    if not following:
        return re.escape(letter)
    if len(following) == 1 and "" not in rest:
        return rf"{re.escape(letter)}\s*{following[0]}"
    return rf"{re.escape(letter)}(?:\s*(?:{'|'.join(following)})){'?' if '' in rest else ''}"


def tones_optional(pattern: str) -> str:
    """A pattern that also matches without tone marks, which scans lose most easily."""
    return re.sub(f"([{TONE}])", r"\1?", pattern)


def _exact(words: Vocabulary[Key], text: str) -> str | None:
    form = comparable(text)
    if form in words.keys:
        return form
    return _by_toneless(words).get(_toneless(form)) if len(form) <= _most_letters(words) * MARKED else None


_known = forgettable(lru_cache(maxsize=2 * ENTRIES)(_exact))
"""The same, cached: several rules look up the words of a line."""


def _toneless(word: str) -> str:
    for tone in TONES:
        word = word.replace(tone, "")
    return word


@cache
def _by_toneless(words: Vocabulary[Key]) -> Mapping[str, str]:
    """Words by their forms without tone marks, where only one key has a form."""
    found: dict[str, dict[Key, str]] = {}
    for word, key in words.keys.items():
        found.setdefault(_toneless(word), {})[key] = word
    alone = ((form, *by_key.values()) for form, by_key in found.items() if len(by_key) == 1)
    return {form: word for form, word in alone if len(form) >= SHORTEST_TONELESS}


@cache
def _by_beginning(words: Vocabulary[Key]) -> Mapping[str, Sequence[str]]:
    """The words that may be matched at the beginning of a text, by their first letters, longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words.keys, key=len, reverse=True):
        if len(word) >= SHORTEST_BEGINNING:
            found.setdefault(word[:SHORTEST_BEGINNING], []).append(word)
    return found


@forgettable
@lru_cache(maxsize=ENTRIES)
def _nearest(words: Vocabulary[Key], text: str) -> str | None:
    if not text or len(text) > LONGEST_HEADING:
        return None
    if text in words.keys:
        return text
    allowed = len(text) // CHARACTERS_PER_EDIT
    similar = _similar(words, text, allowed) if allowed else []
    found = process.extractOne(text, similar, scorer=Levenshtein.distance, score_cutoff=allowed) if similar else None
    return found[0] if found and found[1] <= len(found[0]) // CHARACTERS_PER_EDIT else None


def _similar(words: Vocabulary[Key], text: str, edits: int) -> list[str]:
    """The words that may be within some edits of a text, in order: one of its `edits + 1` parts is unchanged."""
    if len(text) > _most_letters(words):
        return []
    length = len(text) // (edits + 1)
    ordered, by_part = _by_part(words, length)
    near: set[int] = set()
    for start in range(0, (edits + 1) * length, length):
        near.update(by_part.get(text[start : start + length], ()))
    return [ordered[place] for place in sorted(near)]


@cache
def _most_letters(words: Vocabulary[Key]) -> int:
    """The length of the longest text that may be a word with its edits."""
    return max((len(word) + len(word) // CHARACTERS_PER_EDIT for word in words.keys), default=0)


@cache
def _by_part(words: Vocabulary[Key], length: int) -> tuple[Sequence[str], Mapping[str, Sequence[int]]]:
    """The words in order, and the places in that order of those that hold a part of this length, by the part."""
    ordered, places = list(words.keys), dict[str, list[int]]()
    for place, word in enumerate(ordered):
        for part in {word[start : start + length] for start in range(len(word) - length + 1)}:
            places.setdefault(part, []).append(place)
    return ordered, places
