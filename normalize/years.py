"""Finds the fiscal years that a text covers. All years are integers of the Buddhist Era."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from normalize.calendar import (
    CHRISTIAN,
    TERMS,
    buddhist_year,
    ce,
    era_pattern,
    fiscal_year_of,
    month_number,
    month_pattern,
    months,
)
from normalize.lexicon import either, load
from normalize.remember import remembered
from normalize.text import normalize_line
from normalize.year_mentions import PLAN_YEARS, YearKind, YearMention, year_mentions

__all__ = [
    "PLAN_YEARS",
    "FiscalSpan",
    "YearKind",
    "YearMention",
    "ce",
    "column_year",
    "fiscal_span",
    "fiscal_year_of",
    "months",
    "plan_mentions",
    "year_mentions",
    "years_named",
]

LAW_REACH = 150
"""Maximum distance in characters from the start of a law's name to its year."""

HEADER_LENGTH = 80
"""Maximum length in characters of a table header that names a year."""

BOTH_ERAS = 2
"""How often one year may be printed in a header."""

_PUNCTUATION = re.compile(r"[\s()\[\]:.,/*\-–]+")


@dataclass(frozen=True, slots=True)
class FiscalSpan:
    """The fiscal years `first` to `last`, both included, of the Buddhist Era."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"impossible span: {self.first}-{self.last}")

    @property
    def years(self) -> range:
        """Every year of the span."""
        return range(self.first, self.last + 1)


def years_named(text: str) -> tuple[int, ...]:
    """The single fiscal years that a duration names: those of its ranges and lists. Empty if it names none.

    >>> years_named("2566 - 2567 และ 2570")
    (2566, 2567, 2570)
    """
    span = fiscal_span(text)
    if span is None:
        return ()
    line = normalize_line(text)
    found = [mention for mention in year_mentions(line) if mention.year in span.years]
    if len(found) < 2 or any(mention.month for mention in found):
        return tuple(span.years)
    years = {mention.year for mention in found}
    for before, after in pairwise(found):
        if _range().search(line, before.end, after.start):
            years |= set(range(before.year, after.year))
    return tuple(sorted(years))


@cache
def _range() -> re.Pattern[str]:
    return re.compile(either(load(TERMS)["years"]["range_words"]))


@remembered
def fiscal_span(text: str) -> FiscalSpan | None:
    """The fiscal years covered by `text` (a duration, a title); None if it prints no year of a plan.

    The most certain wording is used: ปีงบประมาณ, then months with years, then ปี or พ.ศ., then unlabelled years. A range
    or list counts as one wording. Years of laws and announcements are ignored.

    >>> fiscal_span("1 ตุลาคม 2565 ถึงวันที่ 30 กันยายน 2570")
    FiscalSpan(first=2566, last=2570)
    """
    text = normalize_line(text)
    found = plan_mentions(text)
    if not found:
        return None
    row = [mention.fiscal_year for mention in found]
    if len(row) >= 3 and row == list(range(row[0], row[0] + len(row))):
        return FiscalSpan(row[0], row[-1])  # "2561 2562 2563 2564", whatever precedes the first
    surest = min(mention.kind for mention in found)
    years = [mention.fiscal_year for mention in found if mention.kind == surest]
    if surest == YearKind.MONTH:
        years += _openings(text)
    return FiscalSpan(min(years), max(years))


@remembered
def column_year(text: str) -> int | None:
    """The one year named by a table header cell; None if it names none or several, or contains other text.

    It may be printed in both eras: 2568 (FY2025).

    >>> column_year("งบประมาณ ปี ๒๕๖๖ (บาท)")
    2566
    """
    if len(text) > HEADER_LENGTH:
        return None
    text = normalize_line(text)
    mentions = list(year_mentions(text))
    if len({mention.year for mention in mentions}) != 1 or len(mentions) > BOTH_ERAS:
        return None
    if mentions[0].month or mentions[0].year not in PLAN_YEARS:
        return None
    rest = text
    for mention in reversed(mentions):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    return None if _PUNCTUATION.sub("", _header_words().sub(" ", rest)) else mentions[0].year


def plan_mentions(text: str) -> list[YearMention]:
    """The years in `text` (already normalized) that a plan may be of, without those of laws."""
    return _without_laws(text, [m for m in year_mentions(text) if m.fiscal_year in PLAN_YEARS])


def _without_laws(text: str, mentions: list[YearMention]) -> list[YearMention]:
    """The mentions without years of laws. A range or a fiscal year never belongs to a law."""
    ranged = {mention for pair in pairwise(mentions) if pair[1].chained for mention in pair}
    reaches = [0, *(mention.end for mention in mentions)]
    return [
        mention
        for mention, reach in zip(mentions, reaches, strict=False)
        if mention in ranged or mention.kind == YearKind.FISCAL or not _is_law_year(text, mention, reach)
    ]


def _is_law_year(text: str, mention: YearMention, reach: int) -> bool:
    """Whether a law is named before the year. An announcement counts as a law unless it announces a plan or says ปี."""
    before = text[max(reach, mention.start - LAW_REACH) : mention.start]
    if _law("strong").search(before):
        return True
    *_, last = [None, *_law("weak").finditer(before)]
    if last is None or _year_label().match(text, mention.start):
        return False
    return not _plan_word().search(before, last.end())


def _openings(text: str) -> Iterator[int]:
    """Fiscal years of first months in ranges that print the year only at the end: "ตุลาคม - กันยายน 2566" gives 2566."""
    for match in _month_range().finditer(text):
        year = buddhist_year(match["year"], christian=match["christian"] is not None)
        if year is None:
            continue
        first, last = month_number(match["first"]), month_number(match["last"])
        opening = fiscal_year_of(first, year if first <= last else year - 1)
        if opening in PLAN_YEARS:
            yield opening


@cache
def _month_range() -> re.Pattern[str]:
    terms = load(TERMS)["years"]
    month, joint, filler = month_pattern(), either(terms["range_words"]), either(terms["fillers"])
    return re.compile(
        rf"(?P<first>{month})\s*+{joint}\s*+(?:{filler}\s*+)?(?:[0-9]{{1,2}}\s*+)?(?P<last>{month})\s*+"
        rf"(?:(?P<christian>{era_pattern(CHRISTIAN)})|{era_pattern()})?\s*+(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
    )


@cache
def _law(strength: str) -> re.Pattern[str]:
    return re.compile(either(load(TERMS)["laws"][strength]))


@cache
def _year_label() -> re.Pattern[str]:
    return re.compile(rf"(?:ประจำ\s?)?{either(load(TERMS)['years']['year_labels'])}")


@cache
def _plan_word() -> re.Pattern[str]:
    return re.compile(either(load(TERMS)["laws"]["plan_words"]))


@cache
def _header_words() -> re.Pattern[str]:
    words = load(TERMS)["years"]
    return re.compile(rf"{either(words['header_ordinals'])}\s*\d{{1,2}}(?!\d)|{either(words['header_words'])}")
