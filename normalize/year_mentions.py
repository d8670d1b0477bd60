"""Finds the years in a text: which digits are a year, how they are labelled, and which of them form a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from normalize.calendar import (
    CE_YEARS,
    CHRISTIAN,
    ERA_OFFSET,
    TERMS,
    buddhist_year,
    era_pattern,
    fiscal_year_of,
    month_number,
    month_pattern,
)
from normalize.lexicon import either, load

PLAN_YEARS = range(2540, 2601)
"""Possible years of a plan. Unlabelled four digits are a year of the Buddhist Era only in this range."""

LABEL_REACH = 48
"""Maximum distance in characters from the start of a label to its year."""

LONGEST_SPAN = 30
"""Maximum number of years in a range whose end has two digits."""

SHORT_TEXT = 80
"""Maximum length in characters of a text in which unlabelled digits may be a year of the Common Era."""

# The first digit comes before what must precede it, which is slower to look for.
_DIGITS = re.compile(r"[0-9](?:(?<=FY[0-9])|(?<![0-9A-Za-z][0-9])(?<![0-9][.,][0-9]))[0-9]*+(?![A-Za-z%]|[.,][0-9])")
_WORDS = re.compile(r"[^\s0-9()\-–—]")


class YearKind(IntEnum):
    """How a year is printed, the most certain form first."""

    FISCAL = 0
    """ปีงบประมาณ 2566"""
    MONTH = 1
    """กันยายน 2566"""
    LABELLED = 2
    """ปี 2566, พ.ศ. 2566"""
    BARE = 3
    """2566"""


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year in a text. `year` is of the Buddhist Era; `text[start:end]` are its label and digits.

    `month` (1..12) is the month printed with it. `chained` is true if a dash, ถึง or a comma joins it to the one before.
    """

    year: int
    kind: YearKind
    start: int
    end: int
    month: int | None = None
    chained: bool = False

    @property
    def fiscal_year(self) -> int:
        """The fiscal year that contains the month; without a month, the year itself."""
        return self.year if self.month is None else fiscal_year_of(self.month, self.year)


@dataclass(frozen=True, slots=True)
class _Label:
    """The label before the digits of a year."""

    start: int
    kind: YearKind
    month: int | None
    christian: bool
    english: bool


def year_mentions(text: str) -> Iterator[YearMention]:
    """All years in `text` (already normalized), in order, including those of laws.

    Two digits are a year only after a label or a month, or as the end of a range. Unlabelled four digits are a year
    from 2540 to 2600, or a year of the Common Era if no word is printed next to them. Before บาท, คน and the like they
    are never a year.
    """
    previous: YearMention | None = None
    for match in _DIGITS.finditer(text):
        if len(match[0]) not in (2, 4):
            continue
        mention = _mention(text, match, previous)
        if mention is not None:
            yield mention
            previous = mention


def _mention(text: str, match: re.Match[str], previous: YearMention | None) -> YearMention | None:
    label = _label(text, match.start())
    head = previous if previous and _connector().fullmatch(text, previous.end, label.start) else None
    year = _short_year(text, match, head, label) if len(match[0]) == 2 else _long_year(text, match, head, label)
    if year is None:
        return None
    kind = label.kind if head is None else min(label.kind, head.kind)
    return YearMention(year, kind, label.start, match.end(), label.month, head is not None)


def _label(text: str, end: int) -> _Label:
    found = _label_pattern().search(text, max(0, end - LABEL_REACH), end)
    if found is None or found.lastgroup is None:
        return _Label(end, YearKind.BARE, None, False, False)
    month = month_number(found["month"]) if found["month"] else None
    kind = YearKind.LABELLED if month is None else YearKind.MONTH
    if found["fiscal"] or found["english"]:
        kind = YearKind.FISCAL
    return _Label(found.start(), kind, month, found["christian"] is not None, found["english"] is not None)


def _long_year(text: str, match: re.Match[str], head: YearMention | None, label: _Label) -> int | None:
    """Four digits: any year after a label, else only numbers that are almost certainly a year."""
    year = buddhist_year(match[0], christian=label.christian)
    if label.kind != YearKind.BARE or year is None:
        return year
    if _refuter().match(text, match.end()):
        return None
    if int(match[0]) in CE_YEARS and head is None and (len(text) > SHORT_TEXT or _WORDS.search(text)):
        return None
    return year if year in PLAN_YEARS else None


def _short_year(text: str, match: re.Match[str], head: YearMention | None, label: _Label) -> int | None:
    """Two digits: the end of a range, in the century of its first year, or a labelled year of a plan."""
    if _refuter().match(text, match.end()):
        return None
    number = int(match[0])
    if head is not None and label.kind == YearKind.BARE:
        return _range_end(number, head.year)
    if label.kind == YearKind.BARE:
        return None
    christian = label.christian or (label.english and number < PLAN_YEARS[0] % 100)
    year = buddhist_year(match[0], christian=christian)
    return year if year in PLAN_YEARS else None


def _range_end(number: int, first: int) -> int | None:
    for century in (2500, 2000 + ERA_OFFSET):
        if first <= century + number <= first + LONGEST_SPAN:
            return century + number
    return None


@cache
def _label_pattern() -> re.Pattern[str]:
    """Matches the label directly before the digits of a year."""
    terms = load(TERMS)["years"]
    fiscal = rf"(?P<fiscal>{either(terms['fiscal_labels'], spaced=True)})"
    english = rf"(?P<english>{either(terms['english_labels'])})"
    month = rf"(?P<month>{month_pattern()})"
    year = rf"(?P<year>{either(terms['year_labels'])})"
    era = rf"(?:(?P<christian>{era_pattern(CHRISTIAN)})|(?P<buddhist>{era_pattern()}))"
    label = rf"(?:(?:ประจำ\s?|เดือน\s?)?(?:{fiscal}|{english}|{month}|{year}))"
    return re.compile(rf"{label}?+\s*+{era}?+\s*+['’(]?\s*+\Z")


@cache
def _connector() -> re.Pattern[str]:
    """Matches the text between two years of one range or list, or between a year and the label of the next."""
    terms = load(TERMS)["years"]
    joint = either([*terms["range_words"], *terms["list_words"]])
    filler = either(terms["fillers"])
    return re.compile(rf"\s*+{joint}\s*+(?:{filler}\s*+)?(?:[0-9]{{1,2}}\s*+)?")


@cache
def _refuter() -> re.Pattern[str]:
    """Matches text after a figure that makes it a count or the day of a month, not a year."""
    return re.compile(rf"\s*+(?:{either(load(TERMS)['years']['units'])}|{month_pattern()})")


def states_years(text: str) -> bool:
    """Whether a text says for how many years an amount is.

    >>> [states_years(text) for text in ("รวม ๕ ปี ๓๖๐,๐๐๐ บาท", "ตลอด 3 ปี 90,000 บาท", "30,000 บาท")]
    [True, True, False]
    """
    return bool(_for_years().search(text))


@cache
def _for_years() -> re.Pattern[str]:
    words = load("money_terms.toml")
    return re.compile(rf"{either(words['for_years'])}\s*\d{{1,2}}\s*{words['year']}(?!\s*\d{{4}})")
