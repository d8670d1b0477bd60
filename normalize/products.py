"""Amounts that are printed as a product: "15,000 x 2", "2 รุ่น ๆ ละ 10,000 บาท", "เล่มละ 90 บาท 20 เล่ม"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from normalize.lexicon import either, load
from normalize.script import CONSONANT, LEADING_VOWEL, WORD

TERMS = "money_terms.toml"

LONGEST_UNIT = 14
"""Characters of the word for what is counted."""

MOST_COUNTED = 999
"""Largest factor that counts something; a larger one beside the amount makes the product doubtful."""

LEAST_MONEY = 1000
"""A factor without a unit from which on the product is one of money."""

_NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]{1,2})?"
_WORD = rf"[{CONSONANT}{LEADING_VOWEL}][{WORD}]{{0,{LONGEST_UNIT - 1}}}?"
_SIGN = r"(?:[xX×*✕✖]|คูณ)"
_FACTOR = rf"(?<![0-9.,/]){_NUMBER}(?![0-9,]|\.[0-9])(?:\s?(?:\.-|{_WORD})(?=\s*{_SIGN}))?"


@dataclass(frozen=True, slots=True)
class Product:
    """A product `text[start:end]` in baht. `yearly` is the amount of one year where years are counted.

    `is_sound` is false where a further rate or number follows whose part in the product is not clear.
    """

    start: int
    end: int
    value: Decimal
    is_sound: bool
    yearly: Decimal | None = None


def products(text: str) -> Iterator[Product]:
    """The products in a text with Arabic digits, in order.

    >>> [str(product.value) for product in products("จำนวน 2 รุ่น ๆ ละ 10,000 บาท")]
    ['20000']
    """
    if "ละ" in text:
        for match in _each().finditer(text):
            yield _of_each(text, match)
        for match in _rated().finditer(text):
            yield _of_rate(text, match)
    for match in _times().finditer(text):
        product = _of_times(text, match)
        if product is not None:
            yield product


# -- n ... for each ---------------------------------------------------------------------------------------------------


@cache
def _each() -> re.Pattern[str]:
    """2 รุ่น ๆ ละ, 2 รุ่น รุ่นละ, 2 รุ่น ๆ ละ 50 คน ๆ ละ, and the amount behind."""
    first = rf"(?<![0-9.,])[1-9][0-9]{{0,3}}\s*(?P<unit>{_WORD})\s*(?:[ๆฯ]|,?\s?(?P=unit))\s*ละ\s*"
    second = rf"[1-9][0-9]{{0,3}}\s*(?P<inner>{_WORD})\s*(?:[ๆฯ]|,?\s?(?P=inner))\s*ละ\s*"
    money = rf"(?P<money>{_NUMBER})(?![0-9,]|\.[0-9])(?P<scale>\s?{either(load(TERMS)['scales'])})?"
    return re.compile(rf"{first}(?:{second})?{money}(?:\s?\.-|\s?(?P<baht>บาท))?")


def _of_each(text: str, match: re.Match[str]) -> Product:
    counts = [Decimal(number) for number in _COUNT.findall(text[match.start() : match.start("money")])]
    scale = load(TERMS)["scales"].get((match["scale"] or "").strip(), 1)
    money = _decimal(match["money"]) * scale
    value = money
    for count in counts:
        value *= count
    is_money = bool(match["baht"]) or "," in match["money"] or money >= LEAST_MONEY
    is_open = _OPEN.match(text, match.end()) is not None
    years = match["unit"] == _YEAR
    return Product(match.start(), match.end(), value, is_money and not is_open, value / counts[0] if years else None)


# -- for each ..., n ---------------------------------------------------------------------------------------------------


@cache
def _rated() -> re.Pattern[str]:
    """เล่มละ 100 บาท จำนวน 200 เล่ม, ครั้งละ 4,000 บาท ปีละ 2 ครั้ง: the count is that of the unit of the rate."""
    return re.compile(
        rf"(?<![{CONSONANT}{LEADING_VOWEL}{WORD}])(?P<unit>{_WORD})\s?ละ\s*(?P<money>{_NUMBER})(?![0-9,]|\.[0-9])"
        rf"(?:\s?\.-|\s?บาท)?\s*,?\s*(?:(?P<yearly>{either(load(TERMS)['per_year_before'])})|จำนวน)?\s*"
        rf"(?P<count>[1-9][0-9]{{0,3}})\s*(?P=unit)(?![{WORD}])"
    )


def _of_rate(text: str, match: re.Match[str]) -> Product:
    money = _decimal(match["money"])
    value = money * int(match["count"])
    is_open = _OPEN.match(text, match.end()) is not None
    yearly = money if match["unit"] == _YEAR else value if match["yearly"] else None
    return Product(match.start(), match.end(), value, not is_open, yearly)


_YEAR = "ปี"
_COUNT = re.compile(r"[0-9]+")
_OPEN = re.compile(r"\s*(?:/|ต่อ|ละ|" + _SIGN + r"|จำนวน|เป็นเวลา|เป็นระยะเวลา|[0-9])")
"""What may follow a product and makes it one of more factors than were read."""

# -- n x m ------------------------------------------------------------------------------------------------------------


@cache
def _times() -> re.Pattern[str]:
    after = either([*load(TERMS)["other_after"], "บาท"])
    return re.compile(rf"{_FACTOR}(?:\s*{_SIGN}\s*{_FACTOR})+(?:\s?{after}(?![{WORD}]))?")


_STARRED = re.compile(r"[0-9]\*[0-9]")
"""A star that touches both figures may be the mark of a note."""

_PART = re.compile(rf"({_NUMBER})(?:\s?(บาท))?")


def _of_times(text: str, match: re.Match[str]) -> Product | None:
    parts = _PART.findall(match[0])
    numbers = [_decimal(number) for number, _ in parts]
    is_money = any(baht or "," in number or _decimal(number) >= LEAST_MONEY for number, baht in parts)
    if not is_money or len(numbers) < 2:
        return None
    value = Decimal(1)
    for number in numbers:
        value *= number
    counting = sum(number <= MOST_COUNTED and number == number.to_integral_value() for number in numbers)
    is_sound = counting >= len(numbers) - 1 and _OPEN.match(text, match.end()) is None
    is_sound = is_sound and _STARRED.search(match[0]) is None
    return Product(match.start(), match.end(), value, is_sound)


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
