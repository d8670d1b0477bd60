"""Parses numbers in Thai, full-width and Arabic digits, and numbers spelled out in Thai words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from normalize.lexicon import either, load
from normalize.script import DIGIT, DIGITS, WORD

MAX_DIGITS = 18
"""Maximum number of digits of a number. Longer runs are joined account or telephone numbers."""

MAX_WORDS = 200
"""Maximum length in characters of a number in words. The longest up to 10**18 is much shorter."""

MAX_RUN = 40
"""Maximum number of successive number words matched. Without a bound, a line of number words takes quadratic time."""

_TERMS = "number_words.toml"
_FOREIGN = f"{DIGITS}０１２３４５６７８９，．"
_ARABIC = str.maketrans(_FOREIGN, "01234567890123456789,.")
_HAS_FOREIGN = re.compile(f"[{_FOREIGN}]")
_DIGIT = re.compile(f"[0-9{DIGIT}０-９]")
_INTEGER = re.compile(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+")
_SPACES = re.compile(r"\s+")
_MILLIONS_TWICE = re.compile("ล้าน.+ล้าน")


def arabic(text: str) -> str:
    """Convert Thai and full-width digits, comma and full stop to ASCII. Other characters and positions are unchanged.

    >>> arabic("๑๐๐,๐๐๐ บาท")
    '100,000 บาท'
    """
    return text.translate(_ARABIC) if _HAS_FOREIGN.search(text) else text


def as_printed(text: str, raw: str) -> str:
    """`text`, which was derived from `raw`, with the original digits of `raw`. Unchanged if the digits do not match.

    >>> as_printed("ปี 2566", "**ปี ๒๕๖๖**")
    'ปี ๒๕๖๖'
    """
    printed = _DIGIT.findall(raw)
    if arabic("".join(printed)) != "".join(_DIGIT.findall(text)):
        return text
    digits = iter(printed)
    return _DIGIT.sub(lambda _: next(digits), text)


def parse_integer(text: str) -> int | None:
    """Parse `text` as one non-negative whole number, with or without thousands separators; None for anything else.

    >>> parse_integer(" ๑,๒๓๔ ")
    1234
    """
    digits = arabic(text).strip()
    if not _INTEGER.fullmatch(digits):
        return None
    digits = digits.replace(",", "")
    return int(digits) if len(digits) <= MAX_DIGITS else None


def words_to_number(text: str) -> Decimal | None:
    """Parse a number in Thai words, with or without บาท, ถ้วน and สตางค์; None if it is not one.

    White space is ignored, common misspellings (`schemas/number_words.toml`) are corrected. With สตางค์ the result is
    in baht.

    >>> words_to_number("สองล้านห้าแสนบาทถ้วน")
    Decimal('2500000')
    >>> words_to_number("ห้าสิบสตางค์")
    Decimal('0.50')
    """
    if len(text) > MAX_WORDS:
        return None
    words = _spelled(_SPACES.sub("", text)).removesuffix("ถ้วน")
    baht, has_baht, rest = words.partition("บาท")
    if not has_baht and words.endswith("สตางค์"):
        baht, rest = "", words
    if not rest:
        return _whole(baht)
    satang = _whole(rest.removesuffix("สตางค์")) if rest.endswith("สตางค์") else None
    whole = _whole(baht) if has_baht else Decimal(0)
    if whole is None or satang is None or satang >= 100:
        return None
    return whole + satang.scaleb(-2).quantize(Decimal("0.01"))


@cache
def words_pattern() -> re.Pattern[str]:
    """Matches an amount in words: a run of number words that ends in บาท, บาทถ้วน or a number of สตางค์.

    No Thai letter may precede it, so that a misspelled word does not leave a wrong, shorter number, but the words
    that announce an amount may.
    """
    word = _word().pattern
    run = rf"{word}(?:\s?{word}){{0,{MAX_RUN}}}+"
    begins = "|".join(f"(?<={label})" for label in load(_TERMS)["labels"])
    return re.compile(rf"(?:(?<![{WORD}])|{begins}){run}\s?บาท(?:\s?ถ้วน|\s?{run}\s?สตางค์)?")


def _whole(words: str) -> Decimal | None:
    """A whole number in words. pythainlp checks the grammar; it multiplies by a second, separate ล้าน."""
    from pythainlp.util import thaiword_to_num

    if not words or words.startswith("ลบ") or _MILLIONS_TWICE.search(words):
        return None
    try:
        return Decimal(thaiword_to_num(words))
    except ValueError:
        return None


def _spelled(words: str) -> str:
    """`words` with misspellings corrected. Correct words are matched too, so that parts of them are not changed."""
    corrections: dict[str, str] = load(_TERMS)["misspelled"]
    return _word().sub(lambda match: corrections.get(match[0], match[0]), words)


@cache
def _word() -> re.Pattern[str]:
    terms = load(_TERMS)
    return re.compile(either([*terms["words"], *terms["misspelled"]]))
