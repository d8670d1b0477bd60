"""Lines of a list that print the money of every year behind the name, where a dash is no range of years.

โครงการค่ายคนดี ........ ปี 2566 20,000 ปี 2567 - ปี 2568 20,000 บาท
โครงการงานดี ........... ปีละ 5,000 บาท

Another line shows the way: it prints an amount for each of these years.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extract.grammar.family import family
from normalize.amounts import TERMS
from normalize.lexicon import either, load
from normalize.money import MoneyStatus, parse_money
from normalize.text import normalize_line
from normalize.year_mentions import PLAN_YEARS, year_mentions

FEWEST = 2
"""Minimum number of years."""

Years = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Where the name of an entry ends, and the printed money by year."""

    name_end: int
    money: Mapping[int, str]


def years_of_list(texts: Iterable[str]) -> Years:
    """The years of which the lines of a list print an amount each; none if no line does."""
    counts: Counter[Years] = Counter()
    for text in texts:
        found = _by_year(normalize_line(text))
        if found is not None and all(_status(money) is MoneyStatus.AMOUNT for money in found.money.values()):
            counts[tuple(found.money)] += 1
    return max(counts, key=lambda years: (counts[years], years), default=())


def listed(text: str, years: Sequence[int]) -> Listed | None:
    """The money of a line that prints it for each of these years, or once for all; None if it does not."""
    if not years:
        return None
    each = _each_year().search(text)
    if each is not None:
        return Listed(each.start(), dict.fromkeys(years, each["money"]))
    found = _by_year(text)
    return found if found is not None and tuple(found.money) == tuple(years) else None


def _by_year(text: str) -> Listed | None:
    """The money between the years of a text, if there is an amount or a dash behind each, and nothing else."""
    mentions = [mention for mention in year_mentions(text) if mention.year in PLAN_YEARS and not mention.month]
    years = [mention.year for mention in mentions]
    if len(years) < FEWEST or any(b != a + 1 for a, b in pairwise(years)):
        return None
    ends = [*(mention.start for mention in mentions[1:]), len(text)]
    money = {mention.year: text[mention.end : end].strip(" :=,;/") for mention, end in zip(mentions, ends, strict=True)}
    money[years[-1]] = _without_unit(money[years[-1]])
    if any(_status(part) not in (MoneyStatus.AMOUNT, MoneyStatus.NONE) for part in money.values()):
        return None
    return Listed(mentions[0].start, money)


def _without_unit(text: str) -> str:
    """The last money of a line without the unit of them all behind a dash: ปี 2568 - บาท."""
    found = _dash_and_unit().fullmatch(text)
    return found["dash"] if found is not None else text


def _status(text: str) -> MoneyStatus:
    return parse_money(text).status if text else MoneyStatus.EMPTY


@cache
def _dash_and_unit() -> re.Pattern[str]:
    return re.compile(rf"(?P<dash>[-–—])\s*{either(family().units)}")


@cache
def _each_year() -> re.Pattern[str]:
    words, units = either(load(TERMS)["per_year_before"]), either(family().units)
    return re.compile(rf"{words}\s*(?P<money>\d[\d,.]*\s*(?:{units})?)\s*$")
