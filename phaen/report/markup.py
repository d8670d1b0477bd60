"""Mark-up as text: elements whose texts and attributes are escaped."""

from __future__ import annotations

import unicodedata
from html import escape

from schemas.bilingual import Bilingual

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of characters that are not seen, or change the order of what is seen. Texts of a source may have any."""


class Markup(str):
    """Text that is mark-up already. All other texts are escaped where they are put in."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: object) -> Markup:
    """An element. An attribute `None` is left out; `class_` and `for_` stand for the words of Python.

    Underscores in names of attributes stand for hyphens.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(shown(str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>{inside(*content)}</{name}>")


def inside(*content: str) -> Markup:
    """Texts and mark-up, one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else escape(shown(part)) for part in content))


def both(name: str, words: Bilingual, **attributes: object) -> Markup:
    """An element in each language, of which the page shows one; a single one if both are the same."""
    if words.en == words.th:
        return element(name, words.en, **attributes)
    texts = (("th", words.th), ("en", words.en))
    return inside(*(element(name, text, lang=lang, **attributes) for lang, text in texts))


def shown(text: str) -> str:
    """The text without characters that cannot be seen."""
    return "".join(char for char in text if unicodedata.category(char) not in _HIDDEN)
