"""The Thai calendar: eras, month names, and the start of the fiscal year.

Thailand's fiscal year N runs from 1 October N-1 to 30 September N (Budget Procedures Act B.E. 2561, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from normalize.lexicon import either, load
from normalize.script import CONSONANT, WORD

TERMS = "calendar.toml"
ERA_OFFSET = 543
CHRISTIAN = "christian"

CE_YEARS = range(1957, 2101)
"""Four-digit numbers in this range are years of the Common Era."""

BE_YEARS = range(2400, 2700)
"""Four-digit numbers in this range are years of the Buddhist Era."""

FISCAL_YEAR_START = 10
"""The month (October) of the preceding calendar year in which a fiscal year begins."""


def ce(year: int) -> int:
    """The year of the Common Era for a year of the Buddhist Era: 2566 is 2023."""
    return year - ERA_OFFSET


def fiscal_year_of(month: int, year: int) -> int:
    """The fiscal year of a month (1..12) of a calendar year: October 2565 belongs to 2566.

    Raises ValueError for a month that does not exist.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"impossible month: {month}")
    return year + 1 if month >= FISCAL_YEAR_START else year


def buddhist_year(digits: str, *, christian: bool = False) -> int | None:
    """Convert two or four ASCII digits to a Buddhist Era year; None if they are not a year.

    Two digits are a year of the 2500s (66 is 2566), or of the 2000s with `christian` (after ค.ศ.).
    """
    number = int(digits)
    if len(digits) == 2:
        return number + (2000 + ERA_OFFSET if christian else 2500)
    if christian or number in CE_YEARS:
        return number + ERA_OFFSET if number in CE_YEARS else None
    return number if number in BE_YEARS else None


@cache
def months() -> Mapping[str, int]:
    """Maps Thai month names (full, abbreviated and common misspellings) to their numbers 1..12."""
    names = load(TERMS)["months"]
    return MappingProxyType({name: int(number) for number, spellings in names.items() for name in spellings})


def month_number(name: str) -> int:
    """The number (1..12) of a month name matched by `month_pattern`. Dots and spaces in abbreviations are ignored."""
    return _bare_months()[_bare(name)]


@cache
def month_pattern() -> str:
    """Regex source for any month name. Abbreviations may lack their dots, but never match inside a word."""
    full = either(name for name in months() if "." not in name)
    short = "|".join(_loose(name) for name in months() if "." in name)
    return rf"(?:{full}|(?:(?<![{CONSONANT}])|(?<=เดือน))(?:{short})(?![{WORD}]))"


@cache
def era_pattern(era: str = "") -> str:
    """Regex source for พ.ศ., ค.ศ. and variants, dots optional. `era` ("buddhist", "christian") selects one era."""
    table: dict[str, list[str]] = load(TERMS)["eras"]
    chosen = table[era] if era else [word for words in table.values() for word in words]
    return "(?:" + "|".join(map(_loose, chosen)) + ")"


def _loose(word: str) -> str:
    """Regex source for a word whose dots may be missing or followed by a space: พ.ศ., พ. ศ., พศ."""
    parts = map(re.escape, word.rstrip(".").split("."))
    return r"\.?\s?".join(parts) + (r"\.?" if word.endswith(".") else "")


def _bare(name: str) -> str:
    return re.sub(r"[.\s]", "", name)


@cache
def _bare_months() -> dict[str, int]:
    return {_bare(name): number for name, number in months().items()}
