"""Result caches for pure functions of one text. The headings, labels and cells of a plan are often repeated."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

ENTRIES = 4096
"""Number of texts that each function caches (least recently used are dropped)."""

LONGEST = 200
"""Maximum length in characters of a cached text. Longer ones are paragraphs, which are rarely repeated."""

Result = TypeVar("Result")
Known = TypeVar("Known", bound=Any)

_FORGETTERS: list[Callable[[], None]] = []


def remembered(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """The function with a cache of its latest results. Results must be immutable, as all callers share them."""
    known = lru_cache(maxsize=ENTRIES)(function)
    _FORGETTERS.append(known.cache_clear)

    @wraps(function)
    def ask(text: str) -> Result:
        return known(text) if len(text) <= LONGEST else function(text)

    return ask


def forgettable(known: Known) -> Known:
    """Register a function that has a functools cache, so that `forget` clears it too."""
    _FORGETTERS.append(known.cache_clear)
    return known


def forget() -> None:
    """Clear all caches, so that a benchmark does not measure cached results."""
    for clear in _FORGETTERS:
        clear()
