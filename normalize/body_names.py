"""Finds mentions of local bodies in running text, and the end of each name.

Thai has no spaces between words, so a name may be directly followed by prose (เทศบาลตำบล<name>ได้จัดทำ...). Its end is
decided from the whole text: every mention that is followed by white space, punctuation or a word that never occurs in
names is evidence for one end. Each mention is assigned the name with the best evidence that begins the letters after
its type word. The words are data (`schemas/organization_types.toml`, `schemas/places.toml`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from normalize.gazetteer import lies_near, listed_ends, odd_name_at
from normalize.lexicon import begins, load
from normalize.name_ends import (
    BEFORE_ADDRESS,
    MAX_NAME,
    MIN_NAME,
    ON_OWN_LINE,
    NameEvidence,
    certain_stop,
    merge_prose,
    name_end,
)
from normalize.provinces import province_prefix
from normalize.script import CONSONANT, FOLLOWING, LEADING_VOWEL, WORD

MAX_TITLE = 24
"""Maximum number of characters before a type word on a line that contains little else."""

_TAIL_WINDOW = 64


@dataclass(frozen=True, slots=True)
class BodyType:
    """A type of local body.

    `gives` is the part of the address that its name states, `fixed` marks a body without a separate name, `province` is
    the province of all bodies of this type.
    """

    name: str
    spellings: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    gives: str = ""
    fixed: bool = False
    province: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a body: its type, its name without the type ("" for a fixed body), and the span of type and name."""

    type: BodyType
    name: str
    start: int
    end: int

    @property
    def full_name(self) -> str:
        """The type in its standard spelling and the name as printed."""
        return self.type.name + self.name


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and the codes of the places printed in it (`near`). With `bold`, common words may be names."""

    text: str
    near: frozenset[str]
    bold: bool


@dataclass(frozen=True, slots=True)
class _Tail:
    """The text after a type word: its letters without white space, and the number of letters before the first gap.

    `at` is the start of the type word, `begin` that of the letters. `glued`: there is no white space between them.
    `alone`: type and letters fill their line, as on a cover or in a signature.
    """

    type: BodyType
    letters: str
    closed: int
    at: int
    begin: int
    glued: bool
    alone: bool


@cache
def body_types() -> Mapping[str, BodyType]:
    """The types of local bodies by name, in the order of the data."""
    rows = load("organization_types.toml")["type"]
    return {row["name"]: _body_type(row) for row in rows}


def _body_type(row: Mapping[str, Any]) -> BodyType:
    return BodyType(
        name=row["name"],
        spellings=tuple(row["spellings"]),
        abbreviations=tuple(row.get("abbreviations", ())),
        gives=row.get("gives", ""),
        fixed=row.get("fixed", False),
        province=row.get("province", ""),
    )


def find_mentions(text: str, near: frozenset[str] = frozenset()) -> list[Mention]:
    """All mentions of bodies in the text, in order. A type word without a name is not a mention.

    `near` contains the codes of the districts and provinces printed in the text (`normalize.gazetteer`): of several
    possible names, one that lies there is preferred. A common word (และ, ตรวจ) that is also a place name is read as a
    name only if the place lies there and an address or the end of the line follows, or if the text names no other body.
    """
    kinds = list(_type_words(text))
    fixed = [Mention(kind, "", start, end) for kind, start, end in kinds if kind.fixed]
    named = [found for found in kinds if not found[0].fixed]
    mentions = _mentions(_Text(text, near, False), named) or _mentions(_Text(text, near, True), named)
    return sorted([*fixed, *mentions], key=lambda mention: mention.start)


def _mentions(read: _Text, named: Iterable[tuple[BodyType, int, int]]) -> list[Mention]:
    mentions: list[Mention] = []
    tails: list[_Tail] = []
    for kind, start, end in named:
        if odd := _odd_name(read.text, kind, start, end):
            mentions.append(odd)
        elif tail := _tail(read, kind, start, end):
            tails.append(tail)
    mentions.extend(_named(read.text, tails, read.near))
    return mentions


def _type_words(text: str) -> Iterator[tuple[BodyType, int, int]]:
    pattern, kinds = _type_pattern()
    for match in pattern.finditer(text):
        if match.lastgroup:
            yield kinds[match.lastgroup], match.start(), match.end()


def _odd_name(text: str, kind: BodyType, start: int, end: int) -> Mention | None:
    """A body whose name contains other characters than Thai letters, by the list of all names."""
    begin = _GAP.match(text, end, end + 2).end()  # type: ignore[union-attr]  # it also matches the empty string
    name = odd_name_at(text, begin)
    return Mention(kind, name, start, begin + len(name)) if name else None


def _tail(read: _Text, kind: BodyType, start: int, end: int) -> _Tail | None:
    """The letters after a type word, or None if no name can begin there: another character or a word of prose."""
    match = _TAIL.match(read.text, end, end + _TAIL_WINDOW)
    if match is None:
        return None
    first, *others = match["letters"].split()
    begin = match.start("letters")
    if begin > end and _type_pattern()[0].match(first):
        return None
    whole = match.end("letters") < end + _TAIL_WINDOW
    closed = len(first) if whole or others else MAX_NAME + 1
    alone = _fills_line(read.text, start, begin + len(first))
    tail = _Tail(kind, first + "".join(others), closed, start, begin, begin == end, alone)
    stop = name_end().match(first)
    if stop and not _begins_with_word(read, tail, stop.end()):
        return None
    return tail


def _begins_with_word(read: _Text, tail: _Tail, word: int) -> bool:
    """Whether a tail that begins with a word of prose, `word` letters long, is still a listed name."""
    ends = [end for end in listed_ends(tail.letters[: tail.closed]) if end >= word]
    if not ends:
        return False
    before_address = tail.closed == ends[-1] and _ADDRESS.match(read.text, tail.begin + tail.closed) is not None
    if ends[-1] > word:
        return tail.glued or before_address
    if not (tail.glued or before_address):
        return False
    is_near = any(lies_near(tail.letters[:word], code) for code in read.near)
    if is_near:
        return read.bold or before_address or (tail.closed == word and tail.alone)
    return read.bold and tail.closed == word and tail.alone and not read.near


def _fills_line(text: str, start: int, end: int) -> bool:
    """Whether only a short text (a title: นายก) precedes `start` on its line, and at most an address follows `end`."""
    before = text.rfind("\n", max(0, start - MAX_TITLE), start) >= 0 or start <= MAX_TITLE
    return before and _AFTER_NAME.match(text, end) is not None


def _named(text: str, tails: list[_Tail], near: frozenset[str]) -> Iterator[Mention]:
    evidence = _evidence(text, tails, near)
    chosen = [(tail, evidence[tail.type.name].choose(tail.letters)) for tail in tails]
    merged = merge_prose(Counter((tail.type.name, name) for tail, name in chosen))
    for tail, name in chosen:
        if name:
            bare = merged.get((tail.type.name, name), name)
            yield Mention(tail.type, bare, tail.at, _letters_end(text, tail.begin, len(bare)))


def _evidence(text: str, tails: Iterable[_Tail], near: frozenset[str]) -> dict[str, NameEvidence]:
    """The evidence for each possible name of each type."""
    evidence: dict[str, NameEvidence] = defaultdict(lambda: NameEvidence(near))
    ended = [(tail, evidence[tail.type.name], _certain_end(tail)) for tail in tails]
    for tail, proven, end in ended:
        if tail.glued and end:
            proven.closed[tail.letters[:end]] += 1
            if end == tail.closed:
                name = tail.letters[:end]
                proven.set_apart[name] = max(proven.set_apart.get(name, 0), _set_apart(text, tail))
    settled = {kind for kind, proven in evidence.items() if proven.closed}
    for tail, proven, end in ended:
        # A word separated from the type word ("ตำบล ลูกจ้าง") is often not a name: it counts only without other evidence.
        if tail.alone and not tail.glued and end and tail.type.name not in settled:
            proven.closed[tail.letters[:end]] += 0
    for tail, proven, end in ended:
        if tail.glued and not (end and proven.closed[tail.letters[:end]] > 1):
            proven.add_branches(tail.letters, end or MAX_NAME)
    return evidence


def _set_apart(text: str, tail: _Tail) -> int:
    """The weight of the letters before the first gap if they precede an address or fill their line."""
    if _ADDRESS.match(text, tail.begin + tail.closed):
        return BEFORE_ADDRESS
    return ON_OWN_LINE if tail.alone else 0


def _certain_end(tail: _Tail) -> int:
    """The latest possible end of the name: before the first gap or the first word of prose; 0 if there is none."""
    if tail.type.gives == "province" and (found := province_prefix(tail.letters)):
        return len(found)
    stop = certain_stop(tail.letters[: tail.closed])
    end = min(tail.closed, stop)
    return end if MIN_NAME <= end <= MAX_NAME else 0


def _letters_end(text: str, begin: int, letters: int) -> int:
    """The end of the n-th letter from `begin`, not counting white space."""
    end = begin
    while letters:
        letters -= not text[end].isspace()
        end += 1
    return end


# Thai letters and marks with single gaps, for names that are broken by a line end or a table cell.
_LETTERS = f"[{CONSONANT}{FOLLOWING}]+"
_TAIL = re.compile(rf"\s{{0,2}}(?P<letters>[{CONSONANT}{LEADING_VOWEL}]{_LETTERS}(?:\s{{1,2}}{_LETTERS})*)")

_GAP = re.compile(r"\s{0,2}")
_ADDRESS = re.compile(r"[\s,(]{0,4}(?:(?:ตำบล|อำเภอ|จังหวัด)[ \t]?[ก-ฮเ-ไ]|[ตอจ]\.[ \t]?[ก-ฮเ-ไ])")
_AFTER_NAME = re.compile(r"[ \t]{0,4}(?:\n|$|ตำบล|อำเภอ|จังหวัด|[ตอจ]\.)")


@cache
def _type_pattern() -> tuple[re.Pattern[str], Mapping[str, BodyType]]:
    """One pattern for the type words of all types, longer words first, and the types by group name."""
    kinds = {f"t{number}": kind for number, kind in enumerate(body_types().values())}
    groups = []
    for group, kind in kinds.items():
        words = [re.escape(word).replace(r"\ ", r"\s{0,2}") for word in kind.spellings]
        words += [rf"(?<![{WORD}]){re.escape(word)}" for word in kind.abbreviations]
        groups.append(f"(?P<{group}>{'|'.join(words)})")
    every = (word for kind in kinds.values() for word in (*kind.spellings, *kind.abbreviations))
    return re.compile(f"{begins(every)}(?:{'|'.join(groups)})"), kinds
