"""The phrases that parallel paragraphs have in common: each is the label of what varies behind it.

(1) จะจัดงานวันคนตรง เพื่อชมคนดี มอบให้สำนักปลัดเป็นผู้ดูแล
(2) จะจัดงานตลาดใส เพื่อบอกราคา มอบให้กองคลังเป็นผู้ดูแล
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from normalize.script import ATTACHED, LEADING_VOWEL

SHORTEST = 4
"""Characters of a phrase without its spaces."""

SHORTEST_WITHIN = 6
"""The same of a phrase that begins within a clause, and does not end it."""

LONGEST = 48

FEWEST = 3
"""Paragraphs with a phrase, at the least."""

MOST, MOST_WITHIN = 0.5, 0.8
"""Share of the paragraphs that have a phrase, at the least; the same of one that begins within a clause."""

WEIGHED = 20
"""Characters of a phrase beyond which a longer one counts no more."""

LONGEST_TEXT, MOST_LETTERS = 1500, 40_000
"""Characters of a paragraph that are looked at, and letters of all: more is no plan told in paragraphs."""

MOST_AGAIN = 4
"""Places of a phrase in one paragraph that are looked at."""

ENDS = 0.8
"""Share of the places of a phrase that end a clause, for a short one within clauses."""

SHORTENED = 3
"""A phrase is not cut down to less than this part of it."""

_TORN = re.compile(rf"[{ATTACHED}]")
_OPEN = re.compile(rf"[{LEADING_VOWEL}]$")

_Places = Sequence[tuple[int, int]]
"""The index of a text, and where a phrase begins in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a paragraph: its number, and where it begins and ends."""

    phrase: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph without its spaces; `places` are those of its letters in the paragraph."""

    letters: str
    places: tuple[int, ...]
    starts: frozenset[int]
    """Where a clause begins: at first, and behind each space that no number is before."""

    @classmethod
    def of(cls, text: str) -> _Text:
        places = [at for at, character in enumerate(text) if not character.isspace()]
        starts = {
            index
            for index, at in enumerate(places)
            if not index or (text[at - 1].isspace() and not text[places[index - 1]].isdigit())
        }
        return cls("".join(text[at] for at in places), tuple(places), frozenset(starts))

    def has_whole(self, start: int, length: int) -> bool:
        """Whether a phrase here tears no letter from its vowels and marks."""
        end = start + length
        return not (_OPEN.search(self.letters[:end]) or _TORN.match(self.letters[end : end + 1]))

    def ends_clause(self, end: int) -> bool:
        return end in self.starts or end == len(self.letters)


def constant_phrases(texts: Sequence[str], fewest: int | None = None) -> list[list[Found]]:
    """The phrases in each text, in their order. `fewest` is the number of texts that must have one."""
    read = [_Text.of(text[:LONGEST_TEXT]) for text in texts]
    if sum(len(text.letters) for text in read) > MOST_LETTERS:
        return [[] for _ in texts]
    least = fewest or max(FEWEST, round(MOST * len(texts)))
    taken: list[dict[int, Found]] = [{} for _ in texts]
    phrases = sorted(_recurring(read, least), key=lambda entry: (-_worth(entry[1], entry[0]), -len(entry[0]), entry[0]))
    count = 0
    for phrase, places in phrases:
        free = [(at, start) for at, start in places if _is_free(taken[at], start, len(phrase))]
        kept = _kept(phrase, free, read, least)
        if kept:
            for at, start in kept.items():
                taken[at][start] = Found(count, start, start + len(phrase))
            _shorten(phrase, count, read, taken)
            count += 1
    return [
        [
            Found(each.phrase, text.places[each.start], text.places[each.end - 1] + 1)
            for each in sorted(mine.values(), key=lambda each: each.start)
        ]
        for text, mine in zip(read, _in_order(taken), strict=True)
    ]


def _worth(places: _Places, phrase: str) -> int:
    return len({at for at, _ in places}) * min(len(phrase), WEIGHED)


def _recurring(texts: Sequence[_Text], least: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The phrases of at least so many texts, with their places. Digits are values, and in none of them."""
    places = [(at, start) for at, text in enumerate(texts) for start in range(len(text.letters) - SHORTEST + 1)]
    places = [(at, start) for at, start in places if not _has_digit(texts[at].letters[start : start + SHORTEST])]
    for length in range(SHORTEST, LONGEST + 1):
        by_phrase: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, start in places:
            phrase = texts[at].letters[start : start + length]
            if len(phrase) == length and not phrase[-1].isdigit():
                by_phrase[phrase].append((at, start))
        places = []
        for phrase, everywhere in by_phrase.items():
            found, count = _often(everywhere)
            if count >= least:
                places += found
                whole = [(at, start) for at, start in found if texts[at].has_whole(start, length)]
                if len({at for at, _ in whole}) >= least:
                    yield phrase, whole
        if not places:
            return


def _often(places: Sequence[tuple[int, int]]) -> tuple[list[tuple[int, int]], int]:
    """The places of a phrase, some in each text, and the number of texts."""
    counts: Counter[int] = Counter()
    kept: list[tuple[int, int]] = []
    for at, start in places:
        counts[at] += 1
        if counts[at] <= MOST_AGAIN:
            kept.append((at, start))
    return kept, len(counts)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _is_free(taken: Mapping[int, Found], start: int, length: int) -> bool:
    return all(each.end <= start or start + length <= each.start for each in taken.values())


def _kept(phrase: str, places: _Places, texts: Sequence[_Text], least: int) -> dict[int, int]:
    """Where a phrase begins in each text, once a text; empty if it is none."""
    leading = _first_of_each([(at, start) for at, start in places if start in texts[at].starts])
    if len(leading) >= least:
        return leading
    inner = _first_of_each(places)
    crossing = any(start + offset in texts[at].starts for at, start in places for offset in range(1, len(phrase)))
    if crossing or len(inner) < max(least, round(MOST_WITHIN * len(texts))) or _TORN.match(phrase):
        return {}
    ends = sum(texts[at].ends_clause(start + len(phrase)) for at, start in places)
    return inner if len(phrase) >= SHORTEST_WITHIN or ends >= ENDS * len(places) else {}


def _first_of_each(places: _Places) -> dict[int, int]:
    first: dict[int, int] = {}
    for at, start in places:
        first.setdefault(at, start)
    return first


def _shorten(phrase: str, number: int, texts: Sequence[_Text], taken: Sequence[dict[int, Found]]) -> None:
    """Cuts a phrase down to what begins a clause of the texts without it, if some of it does: เพื่อ for เพื่อให้."""
    without = [at for at, mine in enumerate(taken) if all(each.phrase != number for each in mine.values())]
    for length in range(len(phrase) - 1, max(SHORTEST, len(phrase) // SHORTENED) - 1, -1):
        begun = {
            at: start
            for at in without
            for start in sorted(texts[at].starts, reverse=True)
            if texts[at].letters.startswith(phrase[:length], start)
            and texts[at].has_whole(start, length)
            and _is_free(taken[at], start, length)
        }
        if begun:
            for mine in taken:
                mine.update({s: Found(number, s, s + length) for s, each in mine.items() if each.phrase == number})
            for at, start in begun.items():
                taken[at][start] = Found(number, start, start + length)
            return


def _in_order(taken: Sequence[Mapping[int, Found]]) -> list[dict[int, Found]]:
    """The phrases without those that stand before others, or behind others, as they do not in most texts."""
    before = Counter(
        (first.phrase, second.phrase)
        for mine in taken
        for first, second in combinations(sorted(mine.values(), key=lambda each: each.start), 2)
    )

    def is_usual(each: Found, mine: Mapping[int, Found]) -> bool:
        others = [other for other in mine.values() if other is not each]
        pairs = [
            (other.phrase, each.phrase) if other.start < each.start else (each.phrase, other.phrase) for other in others
        ]
        return sum(before[pair] >= before[pair[::-1]] for pair in pairs) * 2 >= len(others)

    return [{start: each for start, each in mine.items() if is_usual(each, mine)} for mine in taken]
