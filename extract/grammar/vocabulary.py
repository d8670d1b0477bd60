"""Words and the keys they stand for, matched approximately.

An OCR slip or two does not hide a heading: the longer the word, the more edits are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from normalize.script import TONE
from normalize.text import comparable

LONGEST_HEADING = 70
"""Characters without white space; a longer line is no heading."""

SHORTEST_BEGINNING = 8
"""Letters of the words that a text may begin with, at the least."""

CHARACTERS_PER_EDIT = 5
"""A word of ten letters may differ in two of them."""

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary(Generic[Key]):
    """Words in comparable form, each with the key it stands for."""

    keys: Mapping[str, Key]

    def exact(self, text: str) -> Key | None:
        """The key of the word that `text` is to the letter, None if it is none."""
        return self.keys.get(comparable(text))

    def begins(self, text: str) -> Key | None:
        """The key of the longest word that `text` begins with, None if there is none; short words do not count."""
        start = comparable(text)
        words = _by_beginning(self).get(start[:SHORTEST_BEGINNING], ())
        return next((self.keys[word] for word in words if start.startswith(word)), None)

    def match(self, text: str) -> Key | None:
        """The key of the word that `text` is, but for slips; None if it is none of them."""
        word = _nearest(self, comparable(text))
        return None if word is None else self.keys[word]


def vocabulary(groups: Mapping[Key, Iterable[str]]) -> Vocabulary[Key]:
    """The vocabulary of some words by their keys."""
    return Vocabulary({comparable(word): key for key, words in groups.items() for word in words})


def spaced(words: Iterable[str]) -> str:
    """A pattern that finds any of the words, longest first, with any white space inside them."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s*".join(re.escape(c) for c in word if not c.isspace()) for word in ordered)


def tones_optional(pattern: str) -> str:
    """A pattern that matches without tone marks, too: scans lose these first."""
    return re.sub(f"([{TONE}])", r"\1?", pattern)


@cache
def _by_beginning(words: Vocabulary[Key]) -> Mapping[str, Sequence[str]]:
    """The words long enough to be looked for at the beginning of a text, by their first letters, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words.keys, key=len, reverse=True):
        if len(word) >= SHORTEST_BEGINNING:
            found.setdefault(word[:SHORTEST_BEGINNING], []).append(word)
    return found


@lru_cache(maxsize=4096)
def _nearest(words: Vocabulary[Key], text: str) -> str | None:
    if not text or len(text) > LONGEST_HEADING:
        return None
    if text in words.keys:
        return text
    allowed = len(text) // CHARACTERS_PER_EDIT
    found = process.extractOne(text, words.keys.keys(), scorer=Levenshtein.distance, score_cutoff=allowed)
    return found[0] if found and found[1] <= len(found[0]) // CHARACTERS_PER_EDIT else None
