"""Names of projects in a form that can be compared between plans."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from normalize.lexicon import either, load
from normalize.text import comparable

_LONGEST = 400
"""Characters of a name that are compared. Longer names are paragraphs read as names."""


def project_key(name: str, organization: str = "") -> str:
    """The name of a project in comparable form, without kind word, years and the body that it belongs to.

    `organization` is the full name of the document's own body. A name of nothing else is not shortened.

    >>> project_key("โครงการประกาศเจตจำนงสุจริตของเทศบาลตำบลบ้านสมมติ ประจำปี 2566", "เทศบาลตำบลบ้านสมมติ")
    'ประกาศเจตจำนงสุจริต'
    """
    whole = comparable(name[:_LONGEST])
    key = _without_own(whole, organization) if organization else whole
    key = _kinds().sub("", _bodies().sub("", _years().sub("", key)))
    return key or whole


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(f"^(?:{either(load('project_names.toml')['kinds'])})+")


@cache
def _years() -> re.Pattern[str]:
    words = either(map(comparable, load("project_names.toml")["years"]))
    return re.compile(rf"(?:{words})*25\d\d(?:(?:ถึง|/)?25\d\d)*|{words}+$")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(f"{_joins()}?{_body_words()}")


@cache
def _joins() -> str:
    return either(load("project_names.toml")["joins"])


@cache
def _body_words(*more: str) -> str:
    types = [entry["name"] for entry in load("organization_types.toml")["type"]]
    return either(map(comparable, [*types, *load("project_names.toml")["bodies"], *more]))


def _without_own(key: str, organization: str) -> str:
    """A name without the name of a body, with any of its titles: เทศบาลตำบล X, ทต.X, เทศบาล X."""
    bare = _bare(organization)
    while bare and (at := key.find(bare)) >= 0:
        title = _title_before().search(key[:at])
        if title is None:
            break
        key = key[: title.start()] + key[at + len(bare) :]
    return key


@lru_cache(maxsize=64)
def _bare(organization: str) -> str:
    return re.sub(f"^{_body_words()}", "", comparable(organization))


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(f"{_joins()}?{_body_words(*load('project_names.toml')['abbreviations'])}$")
