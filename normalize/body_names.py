"""The names of local bodies in running text: where each is mentioned, and where its name ends.

Thai prints no space between words, so a name may run on into prose (เทศบาลตำบล<name>ได้จัดทำ...). Its end is decided
from the whole text: every mention that is closed by white space, punctuation or a word that no name holds is evidence
for one end, and each mention takes the best-evidenced beginning of what follows its type word. The words are data
(`schemas/organization_types.toml`, `schemas/places.toml`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from normalize.gazetteer import lies_near, listed_ends, odd_name_at
from normalize.lexicon import load
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
"""How many characters may stand before a type word on a line that holds little else."""

_TAIL_WINDOW = 64


@dataclass(frozen=True, slots=True)
class BodyType:
    """A kind of local body.

    `gives` is the part of the address that its name states, `fixed` marks a body without a name of its own,
    `province` is the province that every body of this kind lies in.
    """

    name: str
    spellings: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    gives: str = ""
    fixed: bool = False
    province: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in the text: its type, its bare name ("" for a fixed body), and the span of type and name."""

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
    """A text, the codes of the places `near` that it prints, and whether common words are `bold`ly taken for names."""

    text: str
    near: frozenset[str]
    bold: bool


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows a type word: its letters without white space, and how many of them stand before the first gap.

    `at` is where the type word begins, `begin` where the letters begin; `glued` that no white space stands between;
    `alone` that type and letters fill their line, as on a cover or in a signature.
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
    """The kinds of local body by name, in the order of the data."""
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
    """Every body named in the text, in order. A type word without a name (the type in general) is no mention.

    `near` holds the codes of the districts and provinces that the text prints (`normalize.gazetteer`): of several names
    that a text may mean, one that lies there is likelier. A place whose name is a common word (และ, ตรวจ) is taken for
    one only there and before its address or a line's end; or where the text names no other body.
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
    """A body whose name holds other marks than Thai letters, which only the list of all names knows."""
    begin = _GAP.match(text, end, end + 2).end()  # type: ignore[union-attr]  # it matches nothing at all, too
    name = odd_name_at(text, begin)
    return Mention(kind, name, start, begin + len(name)) if name else None


def _tail(read: _Text, kind: BodyType, start: int, end: int) -> _Tail | None:
    """The letters after a type word, or None where no name can begin: another mark, or a word that no name holds."""
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
    """Whether a tail that begins with a word of prose, `word` letters long, is a listed name nevertheless."""
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
    """Whether little stands before `start` on its line (a title: นายก), and after `end` at most an address."""
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
        # A name set apart from its type word ("ตำบล ลูกจ้าง") is too often none: it counts only for want of better.
        if tail.alone and not tail.glued and end and tail.type.name not in settled:
            proven.closed[tail.letters[:end]] += 0
    for tail, proven, end in ended:
        if tail.glued and not (end and proven.closed[tail.letters[:end]] > 1):
            proven.add_branches(tail.letters, end or MAX_NAME)
    return evidence


def _set_apart(text: str, tail: _Tail) -> int:
    """What it weighs that the letters before the first gap stand before an address, or fill their line."""
    if _ADDRESS.match(text, tail.begin + tail.closed):
        return BEFORE_ADDRESS
    return ON_OWN_LINE if tail.alone else 0


def _certain_end(tail: _Tail) -> int:
    """Where the name ends at the latest: before the first gap or the first word that no name holds; 0 if nowhere."""
    if tail.type.gives == "province" and (found := province_prefix(tail.letters)):
        return len(found)
    stop = certain_stop(tail.letters[: tail.closed])
    end = min(tail.closed, stop)
    return end if MIN_NAME <= end <= MAX_NAME else 0


def _letters_end(text: str, begin: int, letters: int) -> int:
    """Where the n-th letter from `begin` ends, white space not counted."""
    end = begin
    while letters:
        letters -= not text[end].isspace()
        end += 1
    return end


# Thai letters and marks; single gaps may stand between them, for names that a line end or a table cell broke.
_LETTERS = f"[{CONSONANT}{FOLLOWING}]+"
_TAIL = re.compile(rf"\s{{0,2}}(?P<letters>[{CONSONANT}{LEADING_VOWEL}]{_LETTERS}(?:\s{{1,2}}{_LETTERS})*)")

_GAP = re.compile(r"\s{0,2}")
_ADDRESS = re.compile(r"[\s,(]{0,4}(?:(?:ตำบล|อำเภอ|จังหวัด)[ \t]?[ก-ฮเ-ไ]|[ตอจ]\.[ \t]?[ก-ฮเ-ไ])")
_AFTER_NAME = re.compile(r"[ \t]{0,4}(?:\n|$|ตำบล|อำเภอ|จังหวัด|[ตอจ]\.)")


@cache
def _type_pattern() -> tuple[re.Pattern[str], Mapping[str, BodyType]]:
    """One pattern for the type words of all kinds, longer words before shorter; group names lead to the kinds."""
    kinds = {f"t{number}": kind for number, kind in enumerate(body_types().values())}
    groups = []
    for group, kind in kinds.items():
        words = [re.escape(word).replace(r"\ ", r"\s{0,2}") for word in kind.spellings]
        words += [rf"(?<![{WORD}]){re.escape(word)}" for word in kind.abbreviations]
        groups.append(f"(?P<{group}>{'|'.join(words)})")
    return re.compile("|".join(groups)), kinds
