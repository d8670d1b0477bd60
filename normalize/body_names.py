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
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from normalize.lexicon import load
from normalize.places import name_end
from normalize.provinces import province_prefix
from normalize.script import CONSONANT, FOLLOWING, LEADING_VOWEL, WORD

MIN_NAME = 2
MAX_NAME = 30
"""Lengths of a bare name in characters; what runs on longer without an end is prose."""

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


@dataclass(slots=True)
class _Evidence:
    """What speaks for each possible name of one type.

    `closed` counts the mentions that end there; `branches` holds the different continuations that begin with a word
    which names may hold as well.
    """

    closed: Counter[str] = field(default_factory=Counter)
    branches: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def allows(self, head: str, letters: str) -> bool:
        """Whether `letters`, which begin with `head`, may be that name and more: a mere branch holds only there."""
        if head in self.closed:
            return True
        return head in self.branches and name_end("sometimes").match(letters, len(head)) is not None

    def weight(self, head: str) -> int:
        """How much speaks for a name."""
        return self.closed[head] + len(self.branches.get(head, ()))


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


def find_mentions(text: str) -> list[Mention]:
    """Every body named in the text, in order. A type word without a name (the type in general) is no mention."""
    mentions: list[Mention] = []
    tails: list[_Tail] = []
    for kind, start, end in _type_words(text):
        if kind.fixed:
            mentions.append(Mention(kind, "", start, end))
        elif tail := _tail(text, kind, start, end):
            tails.append(tail)
    mentions.extend(_named(text, tails))
    return sorted(mentions, key=lambda mention: mention.start)


def _type_words(text: str) -> Iterator[tuple[BodyType, int, int]]:
    pattern, kinds = _type_pattern()
    for match in pattern.finditer(text):
        if match.lastgroup:
            yield kinds[match.lastgroup], match.start(), match.end()


def _tail(text: str, kind: BodyType, start: int, end: int) -> _Tail | None:
    """The letters after a type word, or None where no name can begin: another mark, or a word that no name holds."""
    match = _TAIL.match(text, end, end + _TAIL_WINDOW)
    if match is None:
        return None
    first, *others = match["letters"].split()
    begin = match.start("letters")
    if name_end().match(first) or (begin > end and _type_pattern()[0].match(first)):
        return None
    closed = len(first) if match.end("letters") < end + _TAIL_WINDOW or others else MAX_NAME + 1
    alone = _fills_line(text, start, begin + len(first))
    return _Tail(kind, first + "".join(others), closed, start, begin, begin == end, alone)


def _fills_line(text: str, start: int, end: int) -> bool:
    """Whether little stands before `start` on its line (a title: นายก), and after `end` at most an address."""
    before = text.rfind("\n", max(0, start - MAX_TITLE), start) >= 0 or start <= MAX_TITLE
    return before and _AFTER_NAME.match(text, end) is not None


def _named(text: str, tails: list[_Tail]) -> Iterator[Mention]:
    evidence = _evidence(tails)
    chosen = [(tail, _choose(tail, evidence[tail.type.name])) for tail in tails]
    merged = _merge_prose(Counter((tail.type.name, name) for tail, name in chosen))
    for tail, name in chosen:
        if name:
            bare = merged.get((tail.type.name, name), name)
            yield Mention(tail.type, bare, tail.at, _letters_end(text, tail.begin, len(bare)))


def _evidence(tails: Iterable[_Tail]) -> dict[str, _Evidence]:
    """The evidence for each possible name of each type."""
    evidence: dict[str, _Evidence] = defaultdict(_Evidence)
    ended = [(tail, evidence[tail.type.name], _certain_end(tail)) for tail in tails]
    for tail, proven, end in ended:
        if tail.glued and end:
            proven.closed[tail.letters[:end]] += 1
    settled = {kind for kind, proven in evidence.items() if proven.closed}
    for tail, proven, end in ended:
        # A name set apart from its type word ("ตำบล ลูกจ้าง") is too often none: it counts only for want of better.
        if tail.alone and not tail.glued and end and tail.type.name not in settled:
            proven.closed[tail.letters[:end]] += 0
    for tail, proven, end in ended:
        if tail.glued and not (end and proven.closed[tail.letters[:end]] > 1):
            _add_branches(proven, tail, end or MAX_NAME)
    return evidence


def _certain_end(tail: _Tail) -> int:
    """Where the name ends at the latest: before the first gap or the first word that no name holds; 0 if nowhere."""
    if tail.type.gives == "province" and (found := province_prefix(tail.letters)):
        return len(found)
    stop = name_end().search(tail.letters, MIN_NAME)
    end = min(tail.closed, stop.start() if stop else tail.closed)
    return end if MIN_NAME <= end <= MAX_NAME else 0


def _add_branches(evidence: _Evidence, tail: _Tail, end: int) -> None:
    """Add the ends before words that names may hold (มี, ที่, ใน): each different continuation counts once.

    A true end branches into many continuations; inside a name the same letters always follow.
    """
    for stop in name_end("sometimes").finditer(tail.letters, MIN_NAME, end):
        head, rest = tail.letters[: stop.start()], tail.letters[stop.start() : stop.end() + 3]
        evidence.branches[head].add(rest)


def _choose(tail: _Tail, evidence: _Evidence) -> str:
    """The best-evidenced beginning of a tail that is a name; of equals the shortest; "" if there is none."""
    heads = (tail.letters[:end] for end in range(MIN_NAME, min(len(tail.letters), MAX_NAME) + 1))
    known = [head for head in heads if evidence.allows(head, tail.letters)]
    return max(known, key=evidence.weight, default="")


def _merge_prose(counts: Counter[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Names that are another, more frequent name with a word of prose behind it, and that name."""
    merged: dict[tuple[str, str], str] = {}
    for (kind, name), count in counts.items():
        for stop in name_end("sometimes").finditer(name, MIN_NAME):
            head = name[: stop.start()]
            if counts.get((kind, head), 0) >= count:
                merged[kind, name] = head
                break
    return merged


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
