"""The numbers and bullets that a browser shows before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase

_STYLE = re.compile(r"list-style(?:-type)?\s*+:\s*+([\w-]++)", re.IGNORECASE)
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN_LETTERS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _ROMAN_LETTERS, strict=True))
BULLETS = "bullets"
FEWEST_BULLETS = 2
"""Items of a list whose bullets count: one alone is a paragraph."""

_MOST_ROMAN = 3999
_MOST_DIGITS = 6


@dataclass(slots=True)
class Numbering:
    """A list: its style, the number of the first item (None: from 1, or down to 1), and its items."""

    style: str = "decimal"
    first: int | None = None
    step: int = 1
    items: list[tuple[int, int | None]] = field(default_factory=list)
    holds_lists: bool = False
    """Whether one of its items holds a list. A list of bullets is then a frame of the page."""

    @classmethod
    def of_bullets(cls, attributes: Mapping[str, str]) -> Numbering:
        """The bullets of a list without numbers."""
        styled = _STYLE.search(attributes.get("style", ""))
        return cls("none" if styled and styled[1].casefold() == "none" else BULLETS)

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> Numbering:
        """The numbering given by the attributes of a list."""
        styled = _STYLE.search(attributes.get("style", ""))
        style = styled[1].casefold() if styled else _TYPES.get(attributes.get("type", "1"), "decimal")
        return cls(style, _number(attributes.get("start", "")), -1 if "reversed" in attributes else 1)

    def add(self, offset: int, value: str) -> None:
        """Add the next item: the start of its text, and its own number, if any."""
        self.items.append((offset, _number(value)))

    def marks(self) -> Iterator[tuple[int, str]]:
        """For each item the start of its text and its mark ("3." or "-"); nothing for a list that shows none."""
        if self.style == "none" or (self.style == BULLETS and (self.holds_lists or len(self.items) < FEWEST_BULLETS)):
            return
        if self.style == BULLETS:
            yield from ((offset, "-") for offset, _ in self.items)
            return
        number = self.first if self.first is not None else (len(self.items) if self.step < 0 else 1)
        for offset, own in self.items:
            number = number if own is None else own
            yield offset, f"{_printed(number, self.style)}."
            number += self.step


def _number(text: str) -> int | None:
    found = re.fullmatch(rf"\s*(-?[0-9]{{1,{_MOST_DIGITS}}})\s*", text, re.ASCII)
    return int(found[1]) if found else None


def _printed(number: int, style: str) -> str:
    case = str.upper if style.startswith("upper") else str
    if number > 0 and style.endswith(("alpha", "latin")):
        return case(_letters(number))
    if 0 < number <= _MOST_ROMAN and style.endswith("roman"):
        return case(_roman(number))
    return str(number)


def _letters(number: int) -> str:
    """a .. z, aa, ab ..."""
    letters = ""
    while number:
        number, place = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[place] + letters
    return letters


def _roman(number: int) -> str:
    printed = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        printed += letters * count
    return printed
