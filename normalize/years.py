"""Years as plans print them: fiscal years, ranges, months; everything comes out as Buddhist Era integers.

Thailand's fiscal year N runs from 1 October N-1 to 30 September N (Budget Procedures Act B.E. 2561, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from types import MappingProxyType

from normalize.lexicon import either, load
from normalize.text import normalize_line

ERA_OFFSET = 543
PLAN_YEARS = range(2540, 2601)
"""Years a plan may be about. The oldest anti-corruption plans follow the constitution of 2540."""

CE_YEARS = range(1957, 2101)
"""Four digits in this range are a year of the Common Era."""

CHRISTIAN = "christian"
FISCAL_YEAR_START = 10
"""The month (October) in which a fiscal year begins, in the calendar year before it."""

_CALENDAR = "calendar.toml"
_LABEL_REACH = 48
"""Characters before a year in which its label may begin."""
_LAW_REACH = 150
"""Characters before a year in which the name of its law may begin."""
_HEADER_LENGTH = 80

_DIGITS = re.compile(r"(?<![0-9A-Za-z])(?<![0-9][.,])[0-9]+(?![0-9A-Za-z%])(?![.,][0-9])|(?<=FY)[0-9]+(?![0-9A-Za-z%])")
_PUNCTUATION = re.compile(r"[\s()\[\]:.,/\-–]+")


class YearKind(IntEnum):
    """How a year is printed, the surest way first."""

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
    """A year in a text: `year` is of the Buddhist Era, `text[start:end]` its digits with its label.

    `month` (1..12) is the month printed with it; `chained` tells that a dash, ถึง or a comma joins it to the one before.
    """

    year: int
    kind: YearKind
    start: int
    end: int
    month: int | None = None
    chained: bool = False

    @property
    def fiscal_year(self) -> int:
        return self.year if self.month is None else fiscal_year_of(self.month, self.year)


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
        return range(self.first, self.last + 1)


def ce(year: int) -> int:
    """The year of the Common Era in which most of the Buddhist Era `year` falls: 2566 is 2023."""
    return year - ERA_OFFSET


def fiscal_year_of(month: int, year: int) -> int:
    """The fiscal year of a month (1..12) of a calendar year: October 2565 belongs to 2566.

    Raises ValueError for a month that does not exist.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"impossible month: {month}")
    return year + 1 if month >= FISCAL_YEAR_START else year


def fiscal_span(text: str) -> FiscalSpan | None:
    """The fiscal years that `text` (a duration, a title) covers; None if it prints no year of a plan.

    The surest wording wins: ปีงบประมาณ, then months with years, then ปี or พ.ศ., then bare years. A range or list counts
    as one wording. The year of a law does not count, nor that of an announcement when the text has another.

    >>> fiscal_span("1 ตุลาคม 2565 ถึงวันที่ 30 กันยายน 2570")
    FiscalSpan(first=2566, last=2570)
    """
    text = normalize_line(text)
    found = _without_laws(text, [m for m in year_mentions(text) if m.fiscal_year in PLAN_YEARS])
    if not found:
        return None
    surest = min(mention.kind for mention in found)
    years = [mention.fiscal_year for mention in found if mention.kind == surest]
    if surest == YearKind.MONTH:
        years += _openings(text)
    return FiscalSpan(min(years), max(years))


def column_year(text: str) -> int | None:
    """The one year that a table header cell names; None if it names none, several, or says anything else besides.

    >>> column_year("งบประมาณ ปี ๒๕๖๖ (บาท)")
    2566
    """
    if len(text) > _HEADER_LENGTH:
        return None
    text = normalize_line(text)
    mentions = list(year_mentions(text))
    if len(mentions) != 1 or mentions[0].month or mentions[0].year not in PLAN_YEARS:
        return None
    rest = text[: mentions[0].start] + " " + text[mentions[0].end :]
    return mentions[0].year if not _PUNCTUATION.sub("", _header_words().sub("", rest)) else None


def year_mentions(text: str) -> Iterator[YearMention]:
    """All years in `text` (already normalized), in order, those of laws included.

    Two digits count only after a label, a month, or as the end of a range. Unlabelled four digits count from 2540 to 2600,
    and as years of the Common Era only where nothing else is printed; before บาท and other units they do not count.
    """
    previous: YearMention | None = None
    for match in _DIGITS.finditer(text):
        if len(match[0]) not in (2, 4):
            continue
        mention = _mention(text, match, previous)
        if mention is not None:
            yield mention
            previous = mention


@cache
def months() -> Mapping[str, int]:
    """Thai month names, full and abbreviated, common misspellings included, to their numbers 1..12."""
    names = load(_CALENDAR)["months"]
    return MappingProxyType({name: int(number) for number, spellings in names.items() for name in spellings})


def month_number(name: str) -> int:
    """The number of a month as `month_pattern` finds it: dots and spaces of an abbreviation do not matter."""
    return _bare_months()[_bare(name)]


@cache
def month_pattern() -> str:
    """Regex source for any month name. An abbreviation may lack its dots, but does not begin inside a word."""
    full = either(name for name in months() if "." not in name)
    short = "|".join(_loose(name) for name in months() if "." in name)
    return rf"(?:{full}|(?:(?<![ก-ฮ])|(?<=เดือน))(?:{short})(?![ก-๎]))"


@cache
def era_pattern(*eras: str) -> str:
    """Regex source for พ.ศ., ค.ศ. and their kin, dots optional; of the given eras only, or of all."""
    table = load(_CALENDAR)["eras"]
    return "(?:" + "|".join(_loose(word) for era in eras or table for word in table[era]) + ")"


def buddhist_year(digits: str, *, christian: bool = False) -> int | None:
    """The Buddhist Era year that two or four ASCII digits mean; None if they mean no year of 2400..2699.

    Two digits are of the 2500s (66 is 2566), after ค.ศ. of the 2000s. Four digits of 1957..2100 are of the Common Era.
    """
    number = int(digits)
    if len(digits) == 2:
        return number + (2000 + ERA_OFFSET if christian else 2500)
    if christian or number in CE_YEARS:
        return number + ERA_OFFSET if number in CE_YEARS else None
    return number if 2400 <= number < 2700 else None


def _mention(text: str, match: re.Match[str], previous: YearMention | None) -> YearMention | None:
    label = _label_pattern().search(text, max(0, match.start() - _LABEL_REACH), match.start())
    labelled = label is not None and bool(label["fiscal"] or label["era"] or label["month"])
    start = label.start() if label else match.start()
    christian = bool(label and label["christian"])
    chained = previous is not None and bool(_connector().fullmatch(text, previous.end, start))
    year = _read(text, match, previous if chained else None, labelled=labelled, christian=christian)
    if year is None:
        return None
    month = month_number(label["month"]) if label and label["month"] else None
    kind = _kind(label)
    if chained and previous is not None and month is None:
        kind, month = min(kind, previous.kind), None
    elif chained and previous is not None:
        kind = min(kind, previous.kind)
    return YearMention(year, kind, start, match.end(), month, chained)


def _read(
    text: str, match: re.Match[str], head: YearMention | None, *, labelled: bool, christian: bool
) -> int | None:
    """The year that the digits mean here; `head` is the year they are joined to."""
    digits = match[0]
    if not labelled and (head is None or len(digits) == 2) and _unit().match(text, match.end()):
        return None
    if len(digits) == 2:
        return _read_short(int(digits), head, christian) if labelled or head else None
    year = buddhist_year(digits, christian=christian)
    if labelled or year is None:
        return year
    if int(digits) in CE_YEARS and head is None and not _stands_alone(text):
        return None
    return year if year in PLAN_YEARS else None


def _read_short(number: int, head: YearMention | None, christian: bool) -> int | None:
    """Two digits: the end of a range in the century of its head, or a labelled year."""
    if head is None:
        year = number + (2000 + ERA_OFFSET if christian or number < 40 else 2500)
        return year if year in PLAN_YEARS else None
    for century in (2500, 2000 + ERA_OFFSET):
        if head.year <= century + number <= head.year + 30:
            return century + number
    return None


def _kind(label: re.Match[str] | None) -> YearKind:
    if label is None:
        return YearKind.BARE
    if label["month"]:
        return YearKind.MONTH
    if label["fiscal"]:
        return YearKind.FISCAL
    return YearKind.LABELLED if label["era"] else YearKind.BARE


def _without_laws(text: str, mentions: list[YearMention]) -> list[YearMention]:
    """The mentions but for years of laws; those of announcements stay when nothing else would."""
    chained = {mention for pair in zip(mentions, mentions[1:], strict=False) if pair[1].chained for mention in pair}
    no_law: list[YearMention] = []
    plain: list[YearMention] = []
    reach = 0
    for mention in mentions:
        before = text[max(reach, mention.start - _LAW_REACH) : mention.start]
        free = mention in chained or mention.kind == YearKind.FISCAL
        if free or not _law("strong").search(before):
            no_law.append(mention)
            if free or not _law("weak").search(before):
                plain.append(mention)
        reach = mention.end
    return plain or no_law


def _openings(text: str) -> Iterable[int]:
    """Fiscal years of months that open a range and leave their year to its end: "ตุลาคม - กันยายน 2566" opens 2566."""
    for match in _month_range().finditer(text):
        year = buddhist_year(match["year"], christian=match["christian"] is not None)
        first, last = month_number(match["first"]), month_number(match["last"])
        if year is not None:
            opening = fiscal_year_of(first, year if first <= last else year - 1)
            if opening in PLAN_YEARS:
                yield opening


def _stands_alone(text: str) -> bool:
    return not re.search(r"[^\s0-9()\-–—]", text)


def _loose(word: str) -> str:
    """Regex source for a word whose dots may be missing and followed by a space: พ.ศ., พ. ศ., พศ."""
    return r"\.?\s?".join(re.escape(part) for part in word.rstrip(".").split(".")) + (r"\.?" if "." in word else "")


def _bare(name: str) -> str:
    return re.sub(r"[.\s]", "", name)


@cache
def _bare_months() -> dict[str, int]:
    return {_bare(name): number for name, number in months().items()}


@cache
def _label_pattern() -> re.Pattern[str]:
    """The label that ends where a year's digits begin."""
    terms = load(_CALENDAR)["years"]
    era = rf"(?:(?P<christian>{era_pattern(CHRISTIAN)})|{era_pattern()})"
    fiscal = rf"(?P<fiscal>(?:ประจำ\s?)?{either(terms['fiscal_labels'], spaced=True)})"
    month = rf"(?:เดือน\s?)?(?P<month>{month_pattern()})"
    year = rf"(?:ประจำ\s?)?{either(terms['year_labels'])}"
    return re.compile(rf"(?:{fiscal}|{month})?\s*+(?P<era>(?:{year})?\s*+{era}|{year})?\s*+['’(]?\s*+\Z")


@cache
def _connector() -> re.Pattern[str]:
    """What stands between two years, or between a year and the label of the next, that belong together."""
    terms = load(_CALENDAR)["years"]
    joint = either([*terms["range_words"], *terms["list_words"]])
    filler = either(terms["fillers"])
    return re.compile(rf"\s*+{joint}\s*+(?:{filler}\s*+)?(?:[0-9]{{1,2}}\s*+)?")


@cache
def _month_range() -> re.Pattern[str]:
    terms = load(_CALENDAR)["years"]
    month, joint, filler = month_pattern(), either(terms["range_words"]), either(terms["fillers"])
    return re.compile(
        rf"(?P<first>{month})\s*+{joint}\s*+(?:{filler}\s*+)?(?:[0-9]{{1,2}}\s*+)?(?P<last>{month})\s*+"
        rf"(?:(?P<christian>{era_pattern(CHRISTIAN)})|{era_pattern()})?\s*+(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
    )


@cache
def _unit() -> re.Pattern[str]:
    """What makes the figure before it a number of something and no year."""
    money = load("money_terms.toml")
    return re.compile(rf"\s*+(?:บาท|{either(money['scales'])}|{either(money['other_after'])})")


@cache
def _law(strength: str) -> re.Pattern[str]:
    return re.compile(either(load(_CALENDAR)["laws"][strength]))


@cache
def _header_words() -> re.Pattern[str]:
    return re.compile(either(load(_CALENDAR)["years"]["header_words"]))
