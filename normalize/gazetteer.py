"""The list of all districts and subdistricts of Thailand with their codes, from the package `geothai`.

The list is used to find where a name in running text ends. A name that is not in the list is left as printed. The
list is loaded on first use. Codes are those of the Department of Provincial Administration: two digits for a
province, four for a district, six for a subdistrict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

Level = Literal["subdistrict", "district"]

LONGEST = 40
"""Maximum length of a name in characters; no name in the list is longer."""

BANGKOK = "กรุงเทพมหานคร"
CAPITAL = "เมือง"
"""อำเภอเมือง is short for อำเภอเมือง<province>."""

_LEVELS: tuple[Level, ...] = ("subdistrict", "district")
_LETTERS = re.compile(r"[ก-ฮเ-ไ][ก-ฮะ-ฺเ-์]+")
_BRACKETED = re.compile(r"\s*\(.*\)$")


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one level with their codes, and the names that contain other characters than Thai letters."""

    codes: Mapping[str, tuple[str, ...]]
    odd: tuple[str, ...]


def codes_of(level: Level, name: str) -> tuple[str, ...]:
    """The codes of all places of that name, in ascending order; empty if the name is not listed."""
    return _names()[level].codes.get(name, ())


def english_name(code: str) -> str:
    """The English name of the district (four digits) or subdistrict (six digits) of a code, or ""."""
    return _english_names().get(code, "")


def is_listed(name: str) -> bool:
    """Whether it is the name of a district or a subdistrict."""
    return bool(codes_of("subdistrict", name) or codes_of("district", name))


def listed_ends(letters: str) -> list[int]:
    """The lengths of the listed names that `letters` begin with, the shortest first.

    >>> listed_ends("บางจากได้")
    [6]
    """
    return [end for end in range(2, min(len(letters), LONGEST) + 1) if is_listed(letters[:end])]


def odd_name_at(text: str, start: int) -> str:
    """The listed name with other characters than Thai letters (สุไหงโก-ลก) at `start`, or ""."""
    return next((name for name in _odd_names() if text.startswith(name, start)), "")


def lies_near(name: str, code: str) -> bool:
    """Whether a district or subdistrict of that name is in the district or province of that code, or is itself."""
    return any(found.startswith(code) for level in _LEVELS for found in codes_of(level, name))


@lru_cache(maxsize=4096)
def stands_in_a_name(letters: str) -> bool:
    """Whether `letters` occur anywhere in a listed name."""
    return letters in _all_names()


def names_with(letter: str) -> list[str]:
    """The listed names that contain a letter."""
    return [name for level in _names().values() for name in level.codes if letter in name]


def district_codes(name: str, province_code: str) -> tuple[str, ...]:
    """The codes of the districts of that name in a province, or in the whole country if `province_code` is "".

    The short name of a capital district is found only with its province.
    """
    if name == CAPITAL:
        return (f"{province_code}01",) if province_code else ()
    return _within(codes_of("district", name), province_code)


def subdistrict_codes(name: str, within: str) -> tuple[str, ...]:
    """The codes of the subdistricts of that name in `within`: the code of a district or a province, or ""."""
    return _within(codes_of("subdistrict", name), within)


def _within(codes: Iterable[str], within: str) -> tuple[str, ...]:
    return tuple(code for code in codes if code.startswith(within))


@cache
def _all_names() -> str:
    return " ".join(name for level in _names().values() for name in level.codes)


@cache
def _odd_names() -> tuple[str, ...]:
    return tuple(name for level in _names().values() for name in level.odd)


@cache
def _names() -> Mapping[Level, _Names]:
    import geothai

    districts = [(place.name_th, place.code) for home in geothai.provinces() for place in geothai.districts(home.code)]
    subdistricts = [(place.name_th, place.code) for _, code in districts for place in geothai.subdistricts(code)]
    # The districts of Bangkok are listed with the prefix เขต.
    bare = [(name.removeprefix("เขต") if code.startswith("10") else name, code) for name, code in districts]
    return {"district": _indexed(bare), "subdistrict": _indexed(subdistricts)}


@cache
def _english_names() -> Mapping[str, str]:
    import geothai

    districts = [place for home in geothai.provinces() for place in geothai.districts(home.code)]
    subdistricts = [place for district in districts for place in geothai.subdistricts(district.code)]
    known = {place.code: place.name_en for place in districts}
    return known | {place.code: place.name_en for place in subdistricts}


def _indexed(places: Iterable[tuple[str, str]]) -> _Names:
    codes: dict[str, list[str]] = defaultdict(list)
    for name, code in places:
        # A second name in brackets is optional in print.
        for spelling in {name, _BRACKETED.sub("", name)}:
            codes[spelling].append(code)
    odd = tuple(name for name in codes if not _LETTERS.fullmatch(name))
    return _Names({name: tuple(sorted(found)) for name, found in codes.items()}, odd)
