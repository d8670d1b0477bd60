"""The common projects of anti-corruption plans, recognized in names. The list is data: `project_catalogue.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from normalize.lexicon import load
from normalize.project_names import project_key
from normalize.remember import remembered
from normalize.text import comparable

SLIPS = 93
"""Minimum similarity (0..100) of a word to a part of a name: one letter of fifteen may be another."""

SHORTEST = 12
"""Letters of a word, at the least, for a slip to be allowed in it."""

BEGIN, END = 2, 1
"""Letters at the beginning and at the end of a word in which there is no slip: with others it is another word."""

WITH_SLIP = 0.75
"""The weight of a word with a slip: less than that of the same letters without one."""

SAME_NAME = 0.95
"""Minimum similarity (0..1) of a whole name to a label, for a name that lacks one of the words."""

Words = tuple[str, ...]
"""Words in the form for comparing, of which a name has one."""


@dataclass(frozen=True, slots=True)
class StandardProject:
    """A common project: its code, its Thai and its English label."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class ProjectMatch:
    """A common project recognized in a name, and the similarity (0..1) of the name to its label."""

    project: StandardProject
    similarity: float


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way to word a name: it has a word of each of `words`, and none of `without`."""

    words: tuple[Words, ...]
    without: Words


@dataclass(frozen=True, slots=True)
class _Entry:
    """A project of the catalogue, the wordings of its names, and its label in the form for comparing."""

    project: StandardProject
    wordings: tuple[_Wording, ...]
    without: Words
    label: str


class _Name:
    """A name, and the letters that each word has in it. The words of the lists are asked for many times."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._letters: dict[Words, float] = {}

    def has_any(self, words: Words) -> bool:
        return any(word in self.key for word in words)

    def letters(self, words: Words) -> float:
        """The letters of the longest of some words in the name; 0 if it has none."""
        if words not in self._letters:
            self._letters[words] = max(_letters(self.key, word) for word in words)
        return self._letters[words]


def standard_project(name: str, organization: str = "") -> ProjectMatch | None:
    """The common project that a name is of, or None. `organization` is the full name of the document's body.

    >>> standard_project("มาตรการ NO GIFT POLICY ของเทศบาลตำบลบ้านสมมติ").project.code
    'no_gift_policy'
    """
    return _match(project_key(name, organization)) if name else None


def standard_projects() -> Mapping[str, StandardProject]:
    """All common projects by their code."""
    return MappingProxyType({entry.project.code: entry.project for entry in _catalogue()})


@remembered
def _match(key: str) -> ProjectMatch | None:
    name = _Name(key)
    scored = [(_score(entry, name), entry) for entry in _catalogue()]
    score, best = max(scored, key=lambda pair: pair[0])  # the first of equals
    return ProjectMatch(best.project, round(_likeness(best, key), 4)) if score > 0 else None


def _score(entry: _Entry, name: _Name) -> float:
    """The letters of the words of an entry in a name; 0 if one is missing. Its own label has all its letters."""
    if name.has_any(entry.without):
        return 0.0
    score = max(_score_of_wording(wording, name) for wording in entry.wordings)
    return score or (float(len(name.key)) if _likeness(entry, name.key, SAME_NAME) else 0.0)


def _score_of_wording(wording: _Wording, name: _Name) -> float:
    score = 0.0
    for words in wording.words:
        letters = name.letters(words)
        if not letters:
            return 0.0
        score += letters
    return 0.0 if name.has_any(wording.without) else score


def _letters(key: str, word: str) -> float:
    """The letters of a word in a name; fewer if it has a slip, 0 if the name does not have it."""
    if word in key:
        return float(len(word))
    has_slip = SHORTEST <= len(word) <= len(key) and _has_with_slip(key, word)
    return WITH_SLIP * len(word) if has_slip else 0.0


def _has_with_slip(key: str, word: str) -> bool:
    """Whether a name has a word with a slip inside it. Other letters at its ends make it another word."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    half = len(word) // 2
    if word[:half] not in key and word[half:] not in key:  # one slip leaves one half as it is
        return False
    found = partial_ratio_alignment(word, key, score_cutoff=SLIPS)
    if found is None:
        return False
    near = key[found.dest_start : found.dest_end]  # has a letter of the next word if the slip is a missing letter
    return word[:BEGIN] in near[: BEGIN + 1] and word[-END:] in near[-END - 1 :]


def _likeness(entry: _Entry, key: str, least: float = 0.0) -> float:
    """The similarity (0..1) of a name to the label of an entry; 0 if it is below the least one."""
    from rapidfuzz.fuzz import ratio

    return ratio(key, entry.label, score_cutoff=100 * least) / 100


@cache
def _catalogue() -> tuple[_Entry, ...]:
    data = load("project_catalogue.toml")
    lists = {name: _keys(words) for name, words in data["lists"].items()}
    return tuple(_entry(raw, lists) for raw in data["project"])


def _entry(raw: Mapping[str, Any], lists: Mapping[str, Words]) -> _Entry:
    return _Entry(
        StandardProject(raw["code"], raw["th"], raw["en"]),
        tuple(_wording(names, lists) for names in raw["names"]),
        _any_of(raw.get("without", ""), lists),
        project_key(raw["th"]),
    )


def _wording(names: str, lists: Mapping[str, Words]) -> _Wording:
    """A wording from its notation: "a|b + c|@list - d|e"."""
    words, _, without = names.partition(" - ")
    return _Wording(tuple(_any_of(part, lists) for part in words.split(" + ")), _any_of(without, lists))


def _any_of(notation: str, lists: Mapping[str, Words]) -> Words:
    """The words of a notation: "a|b|@list"."""
    found = [lists[part[1:]] if part.startswith("@") else (comparable(part),) for part in notation.split("|") if part]
    return tuple(word for words in found for word in words)


def _keys(words: list[str]) -> Words:
    return tuple(map(comparable, words))
