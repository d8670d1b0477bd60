"""Matches printed headings to the มิติ and ภารกิจตามมิติ of the national frameworks.

A heading is matched by its name, never by its number alone, because plans renumber or skip headings and OCR misreads
numbers. The names are data: one file for each framework in `schemas/frameworks`. This module judges single headings;
`normalize.standard_headings` those of a whole document.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from normalize.remember import remembered
from normalize.text import comparable

MATCH_THRESHOLD = 0.82
"""Minimum similarity (0..1) of a heading to a standard name. Headings of deeper levels score up to 0.80."""

PREFIX_SHARE = 0.35
"""Minimum part (0..1) of a standard name that a truncated heading must contain."""

TIE = 0.015
"""Scores that differ by no more than this are equal. Then number, framework and the newest framework decide."""

HOME_MARGIN = 0.10
"""Tolerance in favour of the document's own framework: its name may score this much less than another's."""

OVERHANG = 1.5
"""A heading is cut to this many times the length of a standard name, to bound the cost of very long lines."""

# A leading "มิติที่ 1", "ภารกิจที่ 2.1", "1.1)" and a trailing "จำนวน 10 โครงการ" are not part of the name.
_NUMBER = re.compile(r"^\s*(?:(?:มิติ|ภารกิจ(?:ตามมิติ)?)\s*(?:ที่)?\s*)?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.):]?)?\s*[:\-–]?\s*")

_COUNT = re.compile(r"จำนวน\s{0,3}\d.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DimensionMatch:
    """A standard มิติ: the framework's id ("2566-2570"), its number, its name, and the similarity (0..1)."""

    framework: str
    number: int
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class SectionMatch:
    """A standard ภารกิจตามมิติ: the framework's id, its code ("1.1"), its name, and the similarity (0..1)."""

    framework: str
    code: str
    name: str
    score: float

    @property
    def dimension(self) -> int:
        """The number of the มิติ that it belongs to."""
        return int(self.code.split(".")[0])


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard name. `code` is "1" for a dimension, "1.1" for a section, "1.1.1" for the level below.

    `key` is the name in comparable form.
    """

    framework: str
    code: str
    name: str
    name_en: str
    key: str

    @property
    def level(self) -> int:
        """1 for a dimension, 2 for a section, 3 for the level below it."""
        return self.code.count(".") + 1

    @property
    def path(self) -> tuple[int, ...]:
        """The numbers of its code: (1, 2) for "1.2"."""
        return tuple(map(int, self.code.split(".")))


_Scored = tuple[Standard, float]
"""A standard name and the similarity of a heading to it."""


@dataclass(frozen=True, slots=True)
class _Hint:
    """Information that decides between equally similar names."""

    framework: str | None = None
    code: str | None = None
    dimension: int | None = None

    def agreement(self, standard: Standard) -> tuple[bool, bool]:
        """How well a standard name agrees with the printed numbers, as a tuple with the stronger criterion first."""
        return standard.code == self.code, standard.code.split(".")[0] == str(self.dimension)


def framework_ids() -> tuple[str, ...]:
    """The ids of the known frameworks, the newest first."""
    return tuple(framework["id"] for framework in _frameworks())


def dimension_names(framework: str) -> Mapping[int, str]:
    """The standard names of a framework's four มิติ by number. Raises KeyError for an unknown id."""
    return MappingProxyType({int(s.code): s.name for s in _of(framework, _dimensions())})


def section_names(framework: str) -> Mapping[str, str]:
    """The standard names of a framework's ภารกิจตามมิติ by code ("1.1"). Raises KeyError for an unknown id."""
    return MappingProxyType({s.code: s.name for s in _of(framework, _sections())})


def framework_headings(framework: str) -> tuple[str, ...]:
    """The names of all levels of a framework; empty for an unknown framework."""
    return tuple(entry.name for entry in _standards() if entry.framework == framework)


def match_dimension(name: str, *, number: int | None = None, framework: str | None = None) -> DimensionMatch | None:
    """Find the มิติ that matches a heading, or None if no standard name is similar enough.

    OCR errors, missing words and a name truncated by the end of a line are tolerated. `framework` (that of the rest of
    the document) and `number` only decide between equally similar names.

    >>> match_dimension("การสร้างวัฒนธรรมสุจรีต").number
    1
    """
    hint = _Hint(framework, None if number is None else str(number), number)
    best = _best(_like_dimensions(heading_key(name)), hint)
    return best and DimensionMatch(best[0].framework, int(best[0].code), best[0].name, best[1])


def match_section(
    name: str, dimension: int | None = None, *, code: str | None = None, framework: str | None = None
) -> SectionMatch | None:
    """Find the ภารกิจตามมิติ that matches a heading, or None if no standard name is similar enough.

    `framework`, `code` (as printed) and `dimension` only decide between equally similar names.

    >>> match_section("มาตรการลดการใช้ดุลพินิจ", 2).code
    '2.3'
    """
    best = _best(_like_sections(heading_key(name)), _Hint(framework, code, dimension))
    return best and SectionMatch(best[0].framework, best[0].code, best[0].name, best[1])


def choose_framework(names: Iterable[str]) -> str:
    """The id of the framework that matches most headings of a document; the newest if none matches or in a tie."""
    totals = dict.fromkeys(framework_ids(), 0.0)
    for name in dict.fromkeys(names):
        for framework, score in _fits(name).items():
            totals[framework] += score
    return max(totals, key=totals.__getitem__)


def _fits(name: str) -> dict[str, float]:
    """The best score of a heading in each framework that matches it."""
    fits: dict[str, float] = {}
    for standard, score in (*_like_dimensions(heading_key(name)), *_like_sections(heading_key(name))):
        fits[standard.framework] = max(score, fits.get(standard.framework, 0.0))
    return fits


def _best(scored: Sequence[_Scored], hint: _Hint) -> _Scored | None:
    if not scored:
        return None
    top = max(score for _, score in scored)
    at_home = [pair for pair in scored if pair[0].framework == hint.framework and pair[1] >= top - HOME_MARGIN]
    scored = at_home or scored
    top = max(score for _, score in scored)
    rivals = [pair for pair in scored if pair[1] >= top - TIE]
    # max keeps the first of equals, and the newest framework is listed first.
    return max(rivals, key=lambda pair: (hint.agreement(pair[0]), pair[1]))


def heading_key(name: str) -> str:
    """A heading without number and count in comparable form."""
    # Text beyond the longest standard name has no effect. The cut bounds the cost of a line of megabytes.
    head = name[: 4 * _longest()]
    return comparable(_COUNT.sub("", _NUMBER.sub("", head, count=1)))


@cache
def standards(level: int) -> tuple[Standard, ...]:
    """The standard names of one level in all frameworks, those of the newest first."""
    return tuple(standard for standard in _standards() if standard.level == level)


def standard(framework: str, code: str) -> Standard | None:
    """The standard heading of a code in a framework, None if it has none."""
    return next((found for found in _standards() if (found.framework, found.code) == (framework, code)), None)


def similar(name: str, level: int) -> tuple[tuple[Standard, float], ...]:
    """The standard names of a level that a heading is similar to, with the similarity (0..1)."""
    likes = (_like_dimensions, _like_sections, _like_subsections)
    return likes[level - 1](heading_key(name)) if 1 <= level <= len(likes) else ()


@remembered
def _like_dimensions(key: str) -> tuple[_Scored, ...]:
    return tuple(_like(key, _dimensions()))


@remembered
def _like_sections(key: str) -> tuple[_Scored, ...]:
    return tuple(_like(key, _sections()))


@remembered
def _like_subsections(key: str) -> tuple[_Scored, ...]:
    return tuple(_like(key, standards(3)))


def _like(key: str, standards: Iterable[Standard]) -> Iterator[_Scored]:
    """The standard names that a heading matches, with their scores."""
    from rapidfuzz.fuzz import ratio

    for standard in standards:
        if len(key) < PREFIX_SHARE * len(standard.key):
            continue  # too short to be similar
        score = _similarity(key, standard.key, ratio)
        if score >= MATCH_THRESHOLD:
            yield standard, score


def _similarity(key: str, standard: str, ratio: Callable[..., float]) -> float:
    """Similarity of a heading to a standard name, 0 or less for one that does not match.

    A truncated heading is compared with the same length of the name.
    """
    least = 100 * MATCH_THRESHOLD  # below it, the ratio is not computed but 0
    key = key[: int(len(standard) * OVERHANG)]
    whole = ratio(key, standard, score_cutoff=least) / 100
    if PREFIX_SHARE * len(standard) <= len(key) < len(standard):
        # A matching beginning scores slightly less than a matching whole name.
        return float(max(whole, ratio(key, standard[: len(key)], score_cutoff=least) / 100 - TIE))
    return float(whole)


def _of(framework: str, standards: tuple[Standard, ...]) -> list[Standard]:
    found = [standard for standard in standards if standard.framework == framework]
    if not found:
        raise KeyError(framework)
    return found


@cache
def _longest() -> int:
    return max(len(standard.name) for standard in _standards())


@cache
def _dimensions() -> tuple[Standard, ...]:
    return standards(1)


@cache
def _sections() -> tuple[Standard, ...]:
    return standards(2)


@cache
def _standards() -> tuple[Standard, ...]:
    return tuple(
        Standard(framework["id"], code, name["th"], name["en"], comparable(name["th"]))
        for framework in _frameworks()
        for code, name in framework["names"].items()
    )


@cache
def _frameworks() -> tuple[dict[str, Any], ...]:
    folder = files("schemas").joinpath("frameworks")
    found = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in reversed(found))
