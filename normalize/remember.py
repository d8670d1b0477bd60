"""Pure functions of one text that remember what they gave: a plan's headings, labels and cells come again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

ENTRIES = 4096
"""Texts that a function remembers, those asked for last."""

LONGEST = 200
"""Characters of a text that is remembered; longer ones are paragraphs, which come once."""

Result = TypeVar("Result")
Known = TypeVar("Known", bound=Any)

_FORGETTERS: list[Callable[[], None]] = []


def remembered(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """The function, remembering its latest results; these must be immutable, as all callers share them."""
    known = lru_cache(maxsize=ENTRIES)(function)
    _FORGETTERS.append(known.cache_clear)

    @wraps(function)
    def ask(text: str) -> Result:
        return known(text) if len(text) <= LONGEST else function(text)

    return ask


def forgettable(known: Known) -> Known:
    """A function with functools' own cache, which `forget` then empties too."""
    _FORGETTERS.append(known.cache_clear)
    return known


def forget() -> None:
    """Forget everything, so that what is measured next is not what was done before."""
    for clear in _FORGETTERS:
        clear()
