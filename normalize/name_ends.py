"""Where the name of a place ends in Thai text, which prints no space between words.

The words of prose that end a name are data (`schemas/places.toml`): some no name holds, others stand in names as well.
What the list of all names (`normalize.gazetteer`) knows outweighs both.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from normalize.gazetteer import is_listed, lies_near, listed_ends, stands_in_a_name
from normalize.lexicon import load

MIN_NAME = 2
MAX_NAME = 30
"""Lengths of a bare name in characters; what runs on longer without an end is prose."""

LISTED, NEAR, ELSEWHERE = 1, 3, -1
"""What it weighs that a name is in the list: at all; in a district that the text prints; not in the one it prints."""

BEFORE_ADDRESS, ON_OWN_LINE = 4, 2
"""What it weighs that a name stands before an address, or fills its line."""

LONG_NAME = 18
"""Letters of which hardly a name has more: what is longer is a name and prose."""

DISTRICT_DIGITS = 4

CONTEXT = 3
"""How many letters before a word are looked at to tell whether it belongs to a name."""


@cache
def name_end(kind: Literal["always", "sometimes"] = "always") -> re.Pattern[str]:
    """The words that end a name glued to them: `always`, or those that `sometimes` are part of a name themselves."""
    words = sorted(load("places.toml")["name_end"][kind], key=len, reverse=True)
    # A word that goes on with a vowel or tone mark is another word (มี in มี่).
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?![ะ-ฺ็-๎])")


def certain_stop(letters: str) -> int:
    """Where a name that begins `letters` ends at the latest: before a word that no name holds, or at the very end.

    A listed name may hold such a word (น้ำเป็น), or begin with one (เป็นสุข).
    """
    crossing = listed_ends(letters)
    start = MIN_NAME
    while stop := name_end().search(letters, start):
        over = [end for end in crossing if end > stop.start()]
        if not over:
            return stop.start()
        start = over[-1]
    return len(letters)


@dataclass(slots=True)
class NameEvidence:
    """What speaks for each possible name of one type in one text.

    `near` holds the codes of the places that the text prints. `closed` counts the mentions that end there, `set_apart`
    holds what it weighs that one of them is set apart; `branches` holds the different continuations that
    begin with a word which names may hold as well.
    """

    near: frozenset[str]
    closed: Counter[str] = field(default_factory=Counter)
    set_apart: dict[str, int] = field(default_factory=dict)
    branches: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def choose(self, letters: str) -> str:
        """The best-evidenced beginning of `letters` that is a name; of equals the shortest; "" if there is none."""
        heads = (letters[:end] for end in range(MIN_NAME, min(len(letters), MAX_NAME) + 1))
        known = [head for head in heads if self._allows(head, letters)]
        return max(known, key=self._rank, default="")

    def add_branches(self, letters: str, end: int) -> None:
        """Add the ends before words that names may hold (มี, ที่, ใน): each different continuation counts once.

        A true end branches into many continuations; inside a name the same letters always follow. Unless the name is
        set apart, a listed one may also end before other letters, of no listed name: where it lies near, or the whole
        is too long.
        """
        if letters[:end] not in self.set_apart:
            for listed in listed_ends(letters[: end - MIN_NAME]):
                follows = letters[listed : listed + CONTEXT + 1]
                may_end = end > LONG_NAME or self._is_near(letters[:listed])
                if may_end and not stands_in_a_name(follows):
                    self.branches[letters[:listed]].add(follows)
        for stop in name_end("sometimes").finditer(letters, MIN_NAME, end):
            head, rest = letters[: stop.start()], letters[stop.start() : stop.end() + 3]
            if not stands_in_a_name(letters[max(0, stop.start() - CONTEXT) : stop.end()]):
                self.branches[head].add(rest)

    def _allows(self, head: str, letters: str) -> bool:
        """Whether `letters`, which begin with `head`, may be that name and more: a mere branch holds only there."""
        if head in self.closed:
            return True
        if head not in self.branches:
            return False
        return is_listed(head) or name_end("sometimes").match(letters, len(head)) is not None

    def _rank(self, head: str) -> tuple[int, int]:
        weight = self.closed[head] + self.set_apart.get(head, 0) + len(self.branches.get(head, ()))
        if not is_listed(head):
            return weight, -len(head)
        if self._is_near(head):
            return weight + NEAR, len(head)
        if self._districts:
            return weight + ELSEWHERE, -len(head)
        return weight + LISTED, len(head)

    def _is_near(self, name: str) -> bool:
        return any(lies_near(name, code) for code in self._districts)

    @property
    def _districts(self) -> list[str]:
        """The districts printed; a province is too large to tell anything."""
        return [code for code in self.near if len(code) == DISTRICT_DIGITS]


def merge_prose(counts: Counter[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Names (with their types) that are another, more frequent name with a word of prose behind it, and that name."""
    merged: dict[tuple[str, str], str] = {}
    for (kind, name), count in counts.items():
        if is_listed(name):
            continue
        for stop in name_end("sometimes").finditer(name, MIN_NAME):
            head = name[: stop.start()]
            if counts.get((kind, head), 0) >= count:
                merged[kind, name] = head
                break
    return merged


def listed_end(letters: str) -> int:
    """How many of the letters that follow the word of a district or subdistrict are its name, by the list of all names.

    A word of prose behind the longest listed name that they begin with ends it, unless that stands in names as well.
    """
    end = max(listed_ends(letters), default=0)
    prose = name_end("sometimes").match(letters, end) if end else None
    if prose is None or stands_in_a_name(letters[max(0, end - CONTEXT) : prose.end()]):
        return len(letters)
    return end
