"""The share of right values by class, as it was measured."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from normalize.lexicon import load
from schemas.checks import CheckCode

FILE = "confidence.toml"


class Group(StrEnum):
    """A group of values of a project. PLACE_IN_SCANS has no column: it is for doubts about the place in scans."""

    AMOUNTS = "amounts"
    NAME = "name"
    PLACE = "place"
    PLACE_IN_SCANS = "place_in_scans"
    FIELDS = "fields"


def share(kind: str, name: str) -> float:
    """The share (0..1) of right values of a class. Raises KeyError if it is not listed."""
    value = load(FILE)[kind][name]
    return float(value)


@cache
def doubts() -> Mapping[CheckCode, frozenset[Group]]:
    """The groups that findings of a code speak against."""
    listed: dict[str, Any] = load(FILE)["doubts"]
    found: dict[CheckCode, set[Group]] = {}
    for group, codes in listed.items():
        for code in codes:
            found.setdefault(CheckCode(code), set()).add(Group(group))
    return {code: frozenset(groups) for code, groups in found.items()}
