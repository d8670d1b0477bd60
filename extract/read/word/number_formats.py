"""Formats list numbers as Word does (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

from normalize.script import FROM_ARABIC, LIST_LETTERS

_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 32_767
_CIRCLED = 20
_MOST_LETTERS = 780
"""Limits of Word. Larger numbers are written in digits."""


def formatted(number: int, kind: str) -> str:
    """Format a number as `kind`. Unknown kinds use Arabic digits, as in Word.

    >>> formatted(12, "thaiNumbers"), formatted(3, "thaiLetters"), formatted(4, "lowerRoman")
    ('๑๒', 'ค', 'iv')
    """
    return _FORMATS.get(kind, str)(number)


def _letters(alphabet: str) -> Callable[[int], str]:
    """Letters as numbers. After the last letter they are doubled: z, aa, bb."""

    def write(number: int) -> str:
        if not 1 <= number <= _MOST_LETTERS:
            return str(number)
        times, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * (times + 1)

    return write


def _roman(number: int) -> str:
    if not 1 <= number <= _MOST_ROMAN:
        return str(number)
    written = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        written += sign * times
    return written


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= _CIRCLED else str(number)


def _thai_words(number: int) -> str:
    from pythainlp.util import num_to_thaiword

    return str(num_to_thaiword(number))


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "thaiNumbers": lambda number: str(number).translate(FROM_ARABIC),
    "thaiLetters": _letters(LIST_LETTERS),
    "thaiCounting": _thai_words,
    "lowerLetter": _letters(_LATIN_LETTERS),
    "upperLetter": _letters(_LATIN_LETTERS.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_WIDE_DIGITS),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE_DIGITS),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
}
