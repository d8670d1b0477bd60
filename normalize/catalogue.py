"""The common projects of anti-corruption plans, recognized in names. The list is data: `project_catalogue.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

WITH_SLIP = 0.75
"""The weight of a word with a slip: less than that of the same letters without one."""

SAME_NAME = 0.95
"""Minimum similarity (0..1) of a whole name to a label, for a name that lacks one of the words."""


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
class _Entry:
    """A project of the catalogue, with its words and its label in the form for comparing."""

    project: StandardProject
    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    label: str


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
    scored = [(_score(entry, key), entry) for entry in _catalogue()]
    score, best = max(scored, key=lambda pair: pair[0])  # the first of equals
    return ProjectMatch(best.project, round(_likeness(best, key), 4)) if score > 0 else None


def _score(entry: _Entry, key: str) -> float:
    """The number of letters of an entry's words in a name; 0 if one is missing. Its own label has all its letters."""
    if any(word in key for word in entry.without):
        return 0.0
    found = [max(_letters(key, word) for word in words) for words in entry.words]
    if all(found):
        return sum(found)
    return float(len(key)) if _likeness(entry, key) >= SAME_NAME else 0.0


def _letters(key: str, word: str) -> float:
    """The letters of a word in a name; fewer if it has a slip, 0 if the name does not have it."""
    from rapidfuzz.fuzz import partial_ratio

    if word in key:
        return float(len(word))
    has_slip = SHORTEST <= len(word) <= len(key) and partial_ratio(word, key, score_cutoff=SLIPS) > 0
    return WITH_SLIP * len(word) if has_slip else 0.0


def _likeness(entry: _Entry, key: str) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(key, entry.label) / 100


@cache
def _catalogue() -> tuple[_Entry, ...]:
    return tuple(_entry(raw) for raw in load("project_catalogue.toml")["project"])


def _entry(raw: Mapping[str, Any]) -> _Entry:
    return _Entry(
        StandardProject(raw["code"], raw["th"], raw["en"]),
        tuple(_keys(words) for words in raw["words"]),
        _keys(raw.get("without", ())),
        project_key(raw["th"]),
    )


def _keys(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(comparable, words))
