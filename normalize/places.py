"""Places in text: provinces by name, and the address of a body (ตำบล, อำเภอ, จังหวัด, or แขวง, เขต, กรุงเทพมหานคร).

Names are returned without their type, as printed. Only `province` corrects them and reports it. The words are data
(`schemas/places.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalize.gazetteer import BANGKOK, listed_ends, odd_name_at
from normalize.lexicon import begins, load
from normalize.name_ends import certain_stop, listed_end, name_end
from normalize.provinces import ProvinceMatch, province, province_prefix
from normalize.script import CONSONANT, FOLLOWING, LEADING_VOWEL, WORD

__all__ = [
    "Address",
    "PlaceName",
    "ProvinceMatch",
    "address_lead_in",
    "find_address",
    "find_addresses",
    "province",
]

Level = Literal["subdistrict", "district", "province"]

MAX_NAME = 40
"""Maximum length in characters of a name without its type. Longer text is prose."""

_RANK: dict[str, int] = {"subdistrict": 0, "district": 1, "province": 2}


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name without its type, as printed, and its span (start inclusive, end exclusive) in the text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Address:
    """The printed parts of an address. Missing parts are None.

    `start` is the start of its first place word, `end` is the end of its last name.
    """

    subdistrict: PlaceName | None = None
    district: PlaceName | None = None
    province: PlaceName | None = None
    start: int = 0
    end: int = 0

    @property
    def parts(self) -> tuple[PlaceName, ...]:
        """The printed parts, the smallest place first."""
        return tuple(part for part in (self.subdistrict, self.district, self.province) if part)

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class _Found:
    """A place word with its name. `word_start` is the start of the word, `city` marks the words used in Bangkok."""

    level: Level
    name: PlaceName
    word_start: int
    city: bool


@cache
def address_lead_in() -> re.Pattern[str]:
    """Matches the text between a body's name and its address: white space and marks, or house, village and road."""
    words = "|".join(map(re.escape, load("places.toml")["address"]["lead_in"]))
    return re.compile(rf"[\s,;:*()\"”\-–]*(?:(?:{words}|[0-9])[^\n]{{0,60}})?")


_LARGER_PLACE = re.compile(r"อำเภอ|เขต|จังหวัด|อ\.|จ\.")


def find_address(text: str) -> Address:
    """The most complete address in a text, the first in a tie; empty (false) if there is none.

    >>> find_address("ต.บ้านนาใหม่ อ.เมือง จ.ลำพูน").district.name
    'เมือง'
    """
    return max(find_addresses(text), key=lambda address: len(address.parts), default=Address())


def find_addresses(text: str) -> list[Address]:
    """All addresses in a text, in order: runs of place names, with smaller places before larger ones."""
    return [address for run in _runs(_find(text), text) if (address := _address(run))]


def _find(text: str) -> Iterator[_Found]:
    """All place words followed by a name, in order."""
    for match in _place_word().finditer(text):
        kind = match.lastgroup
        if kind == "bangkok":
            yield _Found("province", PlaceName(BANGKOK, *match.span()), match.start(), True)
        elif kind and (_is_lone_abbreviation(text, match) or _is_list_letter(text, match)):
            continue
        elif kind and not _belongs_to_body(text, match.start()) and (name := _name_at(text, match.end(), kind)):
            city = kind.startswith("bangkok_")
            yield _Found(_level(kind), name, match.start(), city)


def _is_lone_abbreviation(text: str, match: re.Match[str]) -> bool:
    """Whether it is `ต.` without a larger place after it: usually a misread number (๓.) or an initial."""
    if not (match.group().strip().endswith(".") and _level(match.lastgroup or "") == "subdistrict"):
        return False
    return _LARGER_PLACE.search(text, match.end(), match.end() + 60) is None


def _is_list_letter(text: str, match: re.Match[str]) -> bool:
    """Whether it is `จ.` at the beginning of a line and no province is behind it: the fifth letter of a list."""
    if not (match.group().strip().endswith(".") and _level(match.lastgroup or "") == "province"):
        return False
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not any(map(str.isalnum, before)) and not province_prefix(text[match.end() : match.end() + MAX_NAME].strip())


def _level(kind: str) -> Level:
    if kind.endswith("subdistrict"):
        return "subdistrict"
    return "district" if kind.endswith("district") else "province"


def _belongs_to_body(text: str, start: int) -> bool:
    """Whether the place word at `start` is part of a body's name or title (เทศบาลตำบล, ผู้อำนวยการเขต)."""
    return _not_before().search(text[max(0, start - 16) : start]) is not None


def _name_at(text: str, start: int, kind: str) -> PlaceName | None:
    window = text[start : start + MAX_NAME + 2]
    match = _NAME.match(window)
    if match is None:
        return None
    begin = match.start("name")
    if "\n" in match.group() and not _begins_with_known_place(match["name"], kind):
        return None
    apart = _AFTER_ADDRESS.match(text, start + match.end()) is not None
    name = odd_name_at(window, begin) or _bare_name(match["name"], kind, apart=apart)
    if not _MIN_NAME <= len(name) < MAX_NAME:
        return None
    return PlaceName(name, start + begin, start + begin + len(name))


def _begins_with_known_place(letters: str, kind: str) -> bool:
    """Whether a line begins with a listed name. Any other text may follow a line that ends with a place word."""
    return bool(province_prefix(letters)) if kind == "province" else bool(listed_ends(letters))


def _bare_name(letters: str, kind: str, *, apart: bool) -> str:
    """The name at the beginning of letters, up to a word that does not occur in names; "" if they begin with prose.

    `apart`: the end of the line, a mark or a larger place follows, so the letters do not contain prose after the name.
    """
    prose = _not_after().match(letters) or name_end().match(letters)
    if prose and max(listed_ends(letters), default=0) <= prose.end():
        return ""
    if kind == "province" and (found := province_prefix(letters)):
        return found
    end = certain_stop(letters)
    return letters if apart and end == len(letters) else letters[: listed_end(letters[:end])]


def _runs(found: Iterable[_Found], text: str) -> Iterator[list[_Found]]:
    """Groups of adjacent names with ascending levels."""
    run: list[_Found] = []
    for place in found:
        if run and not _continues(run[-1], place, text):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _continues(last: _Found, place: _Found, text: str) -> bool:
    gap = text[last.name.end : place.word_start]
    return _RANK[place.level] > _RANK[last.level] and len(gap) <= _MAX_GAP and _GAP.fullmatch(gap) is not None


def _address(run: list[_Found]) -> Address | None:
    """The address of a run. แขวง and เขต have several meanings: a single one is not an address."""
    if sum(place.city for place in run) == 1:
        return None
    parts: dict[str, PlaceName] = {place.level: place.name for place in run}
    return Address(
        subdistrict=parts.get("subdistrict"),
        district=parts.get("district"),
        province=parts.get("province"),
        start=run[0].word_start,
        end=run[-1].name.end,
    )


_AFTER_ADDRESS = re.compile(r"[ \t]*+(?:$|[\n,;:()\"”]|อำเภอ|เขต|จังหวัด|กรุงเทพ|[อจ]\.)")
_MIN_NAME = 2
_MAX_GAP = 12
_GAP = re.compile(r"[\s,;*/()\-]*")
# A Thai name: a consonant or a leading vowel, then Thai letters and marks. Spaces or a line end may precede it.
_NAME = re.compile(
    rf"[ \t\u00a0]{{0,2}}\n?[ \t\u00a0]{{0,2}}(?P<name>[{CONSONANT}{LEADING_VOWEL}][{CONSONANT}{FOLLOWING}]+)"
)


@cache
def _place_word() -> re.Pattern[str]:
    data = load("places.toml")
    full = {kind: [re.escape(word).replace(r"\ ", r"\s?") for word in words] for kind, words in data["words"].items()}
    short = {
        kind: [rf"(?<![{WORD}.]){re.escape(word)}" for word in words] for kind, words in data["abbreviations"].items()
    }
    groups = [f"(?P<{kind}>{'|'.join(words + short.get(kind, []))})" for kind, words in full.items()]
    every = (word for kind in (data["words"], data["abbreviations"]) for words in kind.values() for word in words)
    return re.compile(f"{begins(every)}(?:{'|'.join(groups)})")


@cache
def _not_before() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load("places.toml")["not_names"]["before"])
    # after a leading vowel it is the end of another word (สภา in โสภา)
    return re.compile(rf"(?<![เ-ไ])(?:{words})\s?$")


@cache
def _not_after() -> re.Pattern[str]:
    words = sorted(load("places.toml")["not_names"]["after"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
