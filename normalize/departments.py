"""The departments that a text names as responsible, by their usual names. They are data: `schemas/departments.toml`."""

from __future__ import annotations

import re
from functools import cache

from normalize.lexicon import either, load
from normalize.remember import remembered
from normalize.text import comparable

SIMILAR = 85
"""Minimum similarity (0..100) of a printed name to that of a department: a slip or two."""

LONGEST = 60
"""Letters of a department's name. Longer texts are sentences."""

_SEPARATOR = re.compile(r"[\n,;]|(?:^|\s)[-•]\s")


def departments(text: str) -> list[str]:
    """The names of the departments in a text, each once, in its order.

    A department that is not known keeps its printed name. A text that names only a body, or a person, has none.

    >>> departments("กองคลัง, สป. เทศบาลตำบลบ้านสมมติ")
    ['กองคลัง', 'สำนักปลัด']
    """
    names = (_name(piece) for part in _SEPARATOR.split(text) for piece in _pieces(part))
    return list(dict.fromkeys(name for name in names if name))


def _pieces(text: str) -> list[str]:
    """A text before each word that begins the name of a department; a name over several words stays together."""
    pieces: list[str] = []
    for word in text.split():
        if pieces and not _begins().match(word) and comparable(word) not in _known():
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return pieces


@remembered
def _name(piece: str) -> str:
    """The usual name of a department, or its printed name; empty if the text is not the name of one."""
    from rapidfuzz.fuzz import ratio

    key = comparable(piece)
    if key in _known():
        return _known()[key]
    # The name of a body may be behind it.
    for end in (found.start() for found in _body().finditer(key) if found.start()):
        if key[:end] in _known():
            return _known()[key[:end]]
    own = _body().split(key, maxsplit=1)[0]
    if not own or not _begins().match(own) or len(own) > LONGEST:
        return ""
    score, best = max(((ratio(own, known), known) for known in _known()), key=lambda pair: pair[0])
    return _known()[best] if score >= SIMILAR else own


@cache
def _known() -> dict[str, str]:
    """The usual name of each department by all its names, in the form for comparing."""
    found = load("departments.toml")["department"]
    return {comparable(name): entry["name"] for entry in found for name in (entry["name"], *entry["others"])}


@cache
def english_departments() -> dict[str, str]:
    """The English name of each department by its usual name."""
    return {entry["name"]: entry["en"] for entry in load("departments.toml")["department"]}


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(either(load("departments.toml")["begins"]))


@cache
def _body() -> re.Pattern[str]:
    types = [entry["name"] for entry in load("organization_types.toml")["type"]]
    return re.compile(either(map(comparable, types)))
