"""Finds where the name of a place ends in Thai text, which has no spaces between words.

The words of prose that end a name are data (`schemas/places.toml`). Some never occur in names, others may. The list
of all names (`normalize.gazetteer`) takes precedence over both.
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
"""Minimum and maximum length in characters of a name without its type. Longer text without an end is prose."""

LISTED, NEAR, ELSEWHERE = 1, 3, -1
"""Weights of a listed name: anywhere; in a district printed in the text; outside the district printed in the text."""

BEFORE_ADDRESS, ON_OWN_LINE = 4, 2
"""Weight of a name that precedes an address or fills its line."""

LONG_NAME = 18
"""Usual maximum number of letters of a name. Longer text is a name followed by prose."""

DISTRICT_DIGITS = 4

CONTEXT = 3
"""Number of letters before a word that are examined to decide whether it belongs to a name."""


@cache
def name_end(kind: Literal["always", "sometimes"] = "always") -> re.Pattern[str]:
    """Matches words that end the name directly before them: `always`, or those that `sometimes` occur in names."""
    words = sorted(load("places.toml")["name_end"][kind], key=len, reverse=True)
    # A word followed by a vowel or tone mark is another word (มี in มี่).
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?![ะ-ฺ็-๎])")


def certain_stop(letters: str) -> int:
    """The latest possible end of a name that begins `letters`: before a word that never occurs in names, or at the end.

    A listed name may still contain such a word (น้ำเป็น), or begin with one (เป็นสุข).
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
    """The evidence for each possible name of one type in one text.

    `near`: the codes of the places printed in the text. `closed`: the number of mentions that end with the name.
    `set_apart`: the weight if one mention is separated from other text. `branches`: the different continuations that
    begin with a word which may also occur in names.
    """

    near: frozenset[str]
    closed: Counter[str] = field(default_factory=Counter)
    set_apart: dict[str, int] = field(default_factory=dict)
    branches: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def choose(self, letters: str) -> str:
        """The beginning of `letters` with the best evidence for a name; the shortest in a tie; "" if there is none."""
        heads = (letters[:end] for end in range(MIN_NAME, min(len(letters), MAX_NAME) + 1))
        known = [head for head in heads if self._allows(head, letters)]
        return max(known, key=self._rank, default="")

    def add_branches(self, letters: str, end: int) -> None:
        """Add the ends before words that may occur in names (มี, ที่, ใน). Each different continuation counts once.

        Many different continuations follow a real end; inside a name the same letters always follow. Unless the name is
        set apart, a listed name may also end before letters that belong to no listed name, if the place is near or the
        whole is too long, and no other mention ends with a longer name that these letters begin with, too.
        """
        if letters[:end] not in self.set_apart:
            longer = max((size for size in range(MIN_NAME, end) if self.closed[letters[:size]]), default=0)
            for listed in listed_ends(letters[: end - MIN_NAME]):
                if listed < longer:
                    continue
                follows = letters[listed : listed + CONTEXT + 1]
                may_end = end > LONG_NAME or self._is_near(letters[:listed])
                if may_end and not stands_in_a_name(follows):
                    self.branches[letters[:listed]].add(follows)
        for stop in name_end("sometimes").finditer(letters, MIN_NAME, end):
            head, rest = letters[: stop.start()], letters[stop.start() : stop.end() + 3]
            if not stands_in_a_name(letters[max(0, stop.start() - CONTEXT) : stop.end()]):
                self.branches[head].add(rest)

    def _allows(self, head: str, letters: str) -> bool:
        """Whether `letters` may be the name `head` and more text. An end known only from branches needs more proof."""
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
        """The districts printed in the text. A province is too large to be evidence."""
        return [code for code in self.near if len(code) == DISTRICT_DIGITS]


def merge_prose(counts: Counter[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Maps names (with types) that are another, more frequent name followed by a word of prose to that name."""
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
    """How many of the letters after the word of a district or subdistrict belong to the name, by the list of all names.

    If a word of prose follows the longest listed name at the start, the name ends there, unless that word and the
    letters before it occur in a listed name. Otherwise all letters belong to it.
    """
    end = max(listed_ends(letters), default=0)
    prose = name_end("sometimes").match(letters, end) if end else None
    if prose is None or stands_in_a_name(letters[max(0, end - CONTEXT) : prose.end()]):
        return len(letters)
    return end
