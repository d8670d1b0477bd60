"""Names of persons in texts, for reviews that do not show them (`--redact`).

A name is recognized by a title before it, or because it is alone in brackets, as below a signature. Names without
either are not recognized. It is better to blacken too much: a title may be followed by up to two words of a name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from normalize.script import ASSIGNED

BLOCK = "\N{FULL BLOCK}"

_WORD = f"[{ASSIGNED}A-Za-z.\\u200b-]+"
_SIGNED = re.compile(
    f"(?P<kept>^\\s*\\(\\s*)(?P<name>{_WORD}[ \\t]+{_WORD}(?:[ \\t]+{_WORD})?)(?=\\s*\\)\\s*$)", re.MULTILINE
)


def redacted(text: str) -> str:
    """The text with every letter of a person's name replaced by a black block; the title stays."""
    return _SIGNED.sub(_blacken, _named().sub(_blacken, text))


def names_person(text: str) -> bool:
    """Whether the text contains a person's name."""
    return redacted(text) != text


@cache
def _named() -> re.Pattern[str]:
    data = tomllib.loads((files("phaen.review") / "persons.toml").read_text(encoding="utf-8"))
    offices, alone = _any(data["offices"]), _any(data["alone"])
    # Thai has no spaces between words: a title may be anywhere, but an abbreviation is not within a word.
    words = _any(title for title in data["titles"] if "." not in title)
    abbreviations = _any(title for title in data["titles"] if "." in title)
    title = f"(?:(?<![{data['before']}])(?:{words})|(?<![{ASSIGNED}])(?:{abbreviations}))"
    no_office = f"(?!{offices}|(?:{alone})(?![{ASSIGNED}]))"
    return re.compile(f"{no_office}(?P<kept>{title}\\s*)(?P<name>{_WORD}(?:[ \\t]+{_WORD})?)")


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _blacken(match: re.Match[str]) -> str:
    return match["kept"] + re.sub(r"\S", BLOCK, match["name"])
