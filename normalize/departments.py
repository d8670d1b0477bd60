"""The departments that a text names as responsible, by their usual names. They are data: `schemas/departments.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from normalize.lexicon import either, load
from normalize.remember import remembered
from normalize.text import comparable

SIMILAR = 85
"""Minimum similarity (0..100) of a printed name to that of a department: a slip or two."""

LONGEST = 60
"""Letters of a department's name. Longer texts are sentences."""

_MOST_LETTERS = 2000
"""Letters of a text that are read. A longer one is a page that was taken for one field."""

_SHORTENED = "ฯ"
"""The sign that the rest of a name is left out: กองสวัสดิการฯ."""

_SEPARATOR = re.compile(r"[\n,;/()]|(?:^|\s)[-•]\s|(?:^|\s|(?<=[)\]]))[\d๐-๙]{1,2}[.)]+")


def departments(text: str) -> list[str]:
    """The names of the departments in a text, each once, in its order.

    A department that is not known keeps its printed name. A text that names only a body, or a person, has none.

    >>> departments("กองคลัง, สป. เทศบาลตำบลบ้านสมมติ")
    ['กองคลัง', 'สำนักปลัด']
    """
    marked = _all().sub(f"\n{name_of_all()}\n", text[:_MOST_LETTERS])
    pieces = (piece for part in _SEPARATOR.split(marked) for clause in _and().split(part) for piece in _pieces(clause))
    return list(dict.fromkeys(name for piece in pieces for name in _names(piece)))


def _pieces(text: str) -> list[str]:
    """A text before each word that begins the name of a department; a name over several words stays together."""
    pieces: list[str] = []
    for word in text.split():
        if pieces and not _begins().match(_titles().sub("", word)) and comparable(word) not in _known():
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return pieces


@remembered
def _names(piece: str) -> tuple[str, ...]:
    """The usual names of the departments in a piece of text, or its printed name; none if it names no department."""
    piece = _titles().sub("", piece.strip())
    own = _body().split(piece, maxsplit=1)[0].strip()
    key = comparable(own)
    known = _known_name(comparable(piece)) or _known_name(key)
    if known:
        return (known,)
    if not _begins().match(key) or len(key) > LONGEST or _bare().match(key):
        return ()
    return tuple(_run_together(key)) or (_like(key) or own,)


def _known_name(key: str) -> str:
    """The usual name of a department by one of its names, which may be shortened (กองสวัสดิการฯ)."""
    if not key.endswith(_SHORTENED):
        return _known().get(key, "")
    begin = key.removesuffix(_SHORTENED)
    names = {name for known, name in _known().items() if known.startswith(begin)} if _begins().match(begin) else set()
    return _known().get(begin) or (names.pop() if len(names) == 1 else "")


def _run_together(key: str) -> Iterator[str]:
    """The usual names of departments whose names follow each other without a space; none if there is other text."""
    found: list[str] = []
    while key:
        begin = max((known for known in _known() if key.startswith(known)), key=len, default="")
        rest = key.removeprefix(begin)
        if not begin or (rest and not _begins().match(rest)):
            return
        found.append(_known()[begin])
        key = rest
    yield from found


def _like(key: str) -> str:
    """The usual name of the department whose name is most like a text, if a slip or two make the difference."""
    from rapidfuzz.fuzz import ratio

    score, best = max(((ratio(key, known), known) for known in _known()), key=lambda pair: pair[0])
    return _known()[best] if score >= SIMILAR else ""


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
    data = load("departments.toml")
    return re.compile(f"(?!{either(data['others'])}){either(data['begins'])}")


@cache
def _units() -> str:
    data = load("departments.toml")
    return either((*data["begins"], *data["units"]))


@cache
def _said() -> str:
    return either(load("departments.toml")["said"])


@cache
def _bare() -> re.Pattern[str]:
    """Departments in general: a word that begins names of departments without a name."""
    return re.compile(f"(?:{_units()})+(?:$|{_said()})")


@cache
def _titles() -> re.Pattern[str]:
    """Titles of officers before the names of their departments."""
    return re.compile(f"^(?:{either(load('departments.toml')['titles'], spaced=True)}\\s*)+")


@cache
def _and() -> re.Pattern[str]:
    """ "And" between the names of two departments: the next word begins one."""
    return re.compile(rf"\s*(?:{either(load('departments.toml')['joins'])})\s*(?={_begins().pattern})")


@cache
def name_of_all() -> str:
    """The name of all departments together."""
    return str(load("departments.toml")["all"])


@cache
def _all() -> re.Pattern[str]:
    """Every department: ทุกสำนัก/กอง, สำนัก/กอง ทุกแห่ง, and what is said of them up to the next sign."""
    units, said = _units(), _said()
    end = rf"(?=$|[\s/,;()]|และ|ทุก|{said}|{units})"
    more = rf"(?:\s*(?:/|,|และ)?\s*(?:ทุก\s*)?{units}{end})*"
    return re.compile(rf"(?:{units}[\s/]*)*ทุก\s*(?:แห่ง|{units}){end}{more}(?:\s*{said}[^\n,;/()]*)?")


@cache
def _body() -> re.Pattern[str]:
    """The name of a body behind that of a department."""
    types = load("organization_types.toml")["type"]
    names = [entry["name"] for entry in types]
    short = [word for entry in types for word in entry["spellings"] if word.endswith(".")]
    bodies = either((*names, *short, *load("departments.toml")["bodies"]))
    return re.compile(rf"(?:ของ|ประจำ)?\s*{bodies}|ของ")
