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

from normalize.script import TONE
from normalize.text import comparable

LONGEST_HEADING = 70
"""Maximum length in characters without whitespace. A longer line is not a heading."""

SHORTEST_BEGINNING = 8
"""Minimum length in letters of a word matched at the beginning of a text."""

CHARACTERS_PER_EDIT = 5
"""Number of characters per allowed edit: a word of ten letters may differ in two."""

Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary(Generic[Key]):
    """Words in comparable form, each mapped to a key."""

    keys: Mapping[str, Key]

    def exact(self, text: str) -> Key | None:
        """The key of the word equal to `text`. None if there is none."""
        return self.keys.get(comparable(text))

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
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s*".join(re.escape(c) for c in word if not c.isspace()) for word in ordered)


def tones_optional(pattern: str) -> str:
    """A pattern that also matches without tone marks, which scans lose most easily."""
    return re.sub(f"([{TONE}])", r"\1?", pattern)


@cache
def _by_beginning(words: Vocabulary[Key]) -> Mapping[str, Sequence[str]]:
    """The words that may be matched at the beginning of a text, by their first letters, longest first."""
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
