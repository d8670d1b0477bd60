"""Loads the word lists of `schemas/` shared by the normalizers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The TOML file `name` of `schemas/`, parsed once. Treat it as read-only."""
    return tomllib.loads(files("schemas").joinpath(name).read_text(encoding="utf-8"))


def either(words: Iterable[str], *, spaced: bool = False) -> str:
    """A regex source that matches any of `words`, the longest first; `spaced` allows white space between letters."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    gap = r"\s*+" if spaced else ""
    return "(?:" + "|".join(gap.join(map(re.escape, word)) for word in ordered) + ")"


def begins(words: Iterable[str], others: str = "") -> str:
    """A regex source that matches before the first letter of any of `words` or a character of the class `others`.

    It takes up no text. Before a long list of alternatives, it saves trying each of them at every letter of a text.
    """
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}{others}])"
