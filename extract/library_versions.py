"""The versions of imported libraries, by the distributions that provide them.

`importlib.metadata.packages_distributions` takes a third of a second, since it fully parses every list of installed
files. This module only reads the beginnings of the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import Distribution, distributions

_NAME = re.compile(r"^Name:\s*(\S+)", re.MULTILINE)
_VERSION = re.compile(r"^Version:\s*(\S+)", re.MULTILINE)
_TOP = re.compile(r"\n([^/.,\n]+)")
_DASHES = re.compile(r"[-_.]+")


def versions_of(packages: Iterable[str]) -> dict[str, str]:
    """Versions of the distributions that provide these top-level packages, by name of the distribution.

    A package without a distribution is listed under its own name with an empty version.
    """
    found: dict[str, str] = {}
    for package in sorted(packages):
        providers = [distribution for distribution, tops in _contents() if package in tops]
        found |= dict(filter(None, map(_name_and_version, reversed(providers)))) or {package: ""}
    return found


def _name_and_version(distribution: Distribution) -> tuple[str, str] | None:
    """Reads only the head of the metadata. Parsing all of it takes a hundred times as long."""
    head = _text(distribution, "METADATA", "PKG-INFO").partition("\n\n")[0]
    name, version = _NAME.search(head), _VERSION.search(head)
    return (_DASHES.sub("-", name[1]).lower(), version[1]) if name and version else None


@cache
def _contents() -> list[tuple[Distribution, frozenset[str]]]:
    """All distributions with their top-level packages and modules."""
    return [(distribution, _tops(distribution)) for distribution in distributions()]


def _tops(distribution: Distribution) -> frozenset[str]:
    """The declared top-level modules, or, if none are declared, those among the files."""
    return frozenset(_TOP.findall("\n" + _text(distribution, "top_level.txt", "RECORD")))


def _text(distribution: Distribution, *names: str) -> str:
    return next(filter(None, map(distribution.read_text, names)), "")
