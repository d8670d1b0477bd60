"""Thai typography for the samples: digits, money, amounts in words, hard line wraps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from samples.make.content import read

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_WORDS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def thai_digits(text: str) -> str:
    """The text with Thai digits for Arabic ones."""
    return text.translate(THAI_DIGITS)


def money(amount: int, decimals: int = 0) -> str:
    """Format an amount as in plans: `12,000`, or `12,000.00` with two decimals; zero is `-`."""
    return f"{amount:,.{decimals}f}" if amount else "-"


def baht_words(amount: int) -> str:
    """An amount below ten million in words, as printed in brackets in budgets: `หนึ่งหมื่นห้าพันบาทถ้วน`."""
    millions, rest = divmod(amount, 1_000_000)
    head = f"{_below_million(millions)}ล้าน" if millions else ""
    return f"{head}{_below_million(rest)}บาทถ้วน"


def _below_million(number: int) -> str:
    digits = str(number)
    places = range(len(digits) - 1, -1, -1)
    return "".join(_digit_word(int(d), p, number) for d, p in zip(digits, places, strict=True) if d != "0")


def _digit_word(digit: int, place: int, number: int) -> str:
    """One digit with its place value. Twenty is ยี่สิบ, ten is สิบ and a final one after tens is เอ็ด."""
    if place == 1 and digit <= 2:
        return ("", "สิบ", "ยี่สิบ")[digit]
    if place == 0 and digit == 1 and number > 10:
        return "เอ็ด"
    return _WORDS[digit] + _PLACES[place]


def width(text: str) -> int:
    """The width of a text in columns. Marks above and below a consonant have no width."""
    return sum(unicodedata.category(char) != "Mn" for char in text)


def wrap(text: str, columns: int) -> Iterator[str]:
    """Wrap a line at spaces, or before a common word, into lines of about `columns` columns.

    Without wrapping (`columns` 0) it yields the text itself. The joined pieces equal the text except spaces at breaks.
    """
    start = 0
    places = [match.start() for match in _breaks().finditer(text)] if columns else []
    for place, following in pairwise([*places, len(text)]):
        if place > start and width(text[start:following]) > columns:
            yield text[start:place].rstrip()
            start = place
    yield text[start:].lstrip(" ") if start else text


@cache
def _breaks() -> re.Pattern[str]:
    """Matches possible line ends: after a space, or before one of the listed words."""
    words = "|".join(read("phrases.toml")["wrap"]["before"])
    return re.compile(f"(?<= )(?! )|(?={words})")


def narrow(text: str, columns: int) -> str:
    """The text of a table cell with the spaces left by OCR at wrapped lines."""
    return " ".join(wrap(text, columns))
