"""The 77 provinces, by exact or similar name. The table is data: `schemas/provinces.csv`, with codes of TIS-1099."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from normalize.text import comparable

PROVINCE_THRESHOLD = 0.80
"""Minimum similarity (0..1) of a word to a province name to be read as a misspelling of it."""

PROVINCE_MARGIN = 0.05
"""Minimum difference between the similarities of the best and the second-best province."""

# Much longer than any province name; the rest of the text has no effect.
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its two-digit TIS-1099 code (10..96, as in ISO 3166-2:TH), its Thai and its English name."""

    code: str
    name: str
    name_en: str
    region: str
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProvinceMatch:
    """A province recognized in a word. `exact` is False if the word is only similar to its name."""

    code: str
    name: str
    exact: bool
    score: float


def province(text: str) -> ProvinceMatch | None:
    """The province named by a word, with or without จังหวัด before it, or None.

    A similar spelling (an OCR error) is accepted only if it is close to one province and clearly closer to it than to
    any other.

    >>> province("จังหวัดเชียงใหม่").code
    '50'
    """
    key = comparable(_bare(text[:_LONGEST]))
    if not key:
        return None
    exact = _by_name().get(key)
    if exact:
        return ProvinceMatch(exact.code, exact.name, True, 1.0)
    return _nearest(key)


@cache
def provinces() -> tuple[Province, ...]:
    """All 77 provinces in the order of their codes."""
    text = files("schemas").joinpath("provinces.csv").read_text(encoding="utf-8")
    return tuple(
        Province(row["code"], row["name_th"], row["name_en"], row["region"], tuple(row["other_names"].split("|")))
        for row in csv.DictReader(text.splitlines())
    )


def province_of_code(code: str) -> Province | None:
    """The province of an ISO 3166-2:TH code (TH-50) or a TIS-1099 code (50), None for another text."""
    return _by_code().get(code.removeprefix("TH-"))


def province_prefix(text: str) -> str:
    """The longest province name that `text` begins with, or ""."""
    found = _province_start().match(text)
    return found[0] if found else ""


def _nearest(key: str) -> ProvinceMatch | None:
    from rapidfuzz import fuzz, process

    known = _by_name()
    ranked = process.extract(key, list(known), scorer=fuzz.ratio, limit=4)
    name, score, _ = ranked[0]
    best = known[name]
    rivals = [other for other_name, other, _ in ranked if known[other_name] is not best]
    score, second = score / 100, max(rivals, default=0.0) / 100
    if score < PROVINCE_THRESHOLD or score - second < PROVINCE_MARGIN:
        return None
    return ProvinceMatch(best.code, best.name, False, score)


def _bare(text: str) -> str:
    return re.sub(r"^\s*(?:จังหวัด|จ\.)\s*", "", text).strip()


@cache
def _by_code() -> dict[str, Province]:
    return {known.code: known for known in provinces()}


@cache
def _by_name() -> dict[str, Province]:
    """The provinces by all their names, in the form of `comparable`."""
    return {comparable(name): known for known in provinces() for name in (known.name, *known.other_names) if name}


@cache
def _province_start() -> re.Pattern[str]:
    names = sorted((known.name for known in provinces()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))
