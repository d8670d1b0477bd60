"""Result caches for pure functions of one text. The headings, labels and cells of a plan are often repeated."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from itertools import islice
from typing import Any, TypeVar

ENTRIES = 4096
"""Number of texts that each function caches. If there are more, the older half is dropped."""

LONGEST = 200
"""Maximum length in characters of a cached text. Longer ones are paragraphs, which are rarely repeated."""

Result = TypeVar("Result")
Known = TypeVar("Known", bound=Any)

_FORGETTERS: list[Callable[[], None]] = []


def remembered(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """The function with a cache of its latest results. Results must be immutable, as all callers share them."""
    known: dict[str, Result] = {}
    _FORGETTERS.append(known.clear)

    @wraps(function)
    def ask(text: str) -> Result:
        try:
            return known[text]
        except KeyError:
            result = function(text)
        if len(text) <= LONGEST:
            if len(known) >= ENTRIES:
                _drop_older_half(known)
            known[text] = result
        return result

    return ask


def _drop_older_half(known: dict[str, Result]) -> None:
    for text in list(islice(known, ENTRIES // 2)):
        known.pop(text, None)


def forgettable(known: Known) -> Known:
    """Register a function that has a functools cache, so that `forget` clears it too."""
    _FORGETTERS.append(known.cache_clear)
    return known


def forget() -> None:
    """Clear all caches, so that a benchmark does not measure cached results."""
    for clear in _FORGETTERS:
        clear()
