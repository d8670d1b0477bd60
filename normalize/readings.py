"""The possible readings of one printed amount, and the rule by which the print alone decides between them.

All code that needs an amount (tables, blocks, totals, reconciliation checks) uses this module, so that every part of
the program accepts the same readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from normalize.money import Money, MoneyStatus, parse_money
from normalize.numerals import arabic
from normalize.remember import remembered
from normalize.text import normalize_line


class ReadingKind(StrEnum):
    """How certain a reading is, judged by the print alone."""

    PRINTED = "printed"
    """Well formed: an amount, or words or a dash for "no budget"."""
    SLIP = "slip"
    """Well formed after one replacement: a letter by the similar digit, or a point by the comma between groups."""
    NEAR = "near"
    """Well formed after one digit is put in, changed or left out. Malformed print has several of these."""
    OTHER = "other"
    """Another reading of the glyphs in a scan."""
    SUSPECT = "suspect"
    """The best reading of malformed or contradictory print."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible amount in baht of a printed text."""

    value: Decimal
    kind: ReadingKind
    probability: float | None = None
    """That of another reading in a scan (0..1)."""


_SLIPS = str.maketrans("OoIl.", "0011,")
_LETTERS = str.maketrans("OoIl", "0011")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_WELL_FORMED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})*(?:\.\d{2})?")
_DIGITS = "0123456789"
_UNIT = re.compile(r"\s*บาท$")
_UNREAD = "\ufffd"
_ILLEGIBLE = re.compile(rf"[\d,. {_UNREAD}]*{_UNREAD}[\d,. {_UNREAD}]*")

LONGEST_NEAR = 16
"""Maximum length in characters of a malformed figure whose near readings are formed: no plan budgets more."""


@remembered
def readings(text: str) -> tuple[Reading, ...]:
    """The readings of a text that prints one amount, the most certain first; empty if it prints none.

    A text that begins with a separator has lost digits before it: ",500" is not 500.

    >>> [str(reading.value) for reading in readings("๑๐,๐๐๐ บาท")]
    ['10000']
    >>> [str(reading.value) for reading in readings("8\ufffd,000")][:2]
    ['80000', '81000']
    """
    found = () if _is_headless(text) else money_readings(parse_money(text))
    if found and found[0].kind is not ReadingKind.SUSPECT:
        return found
    return (*(Reading(value, ReadingKind.NEAR) for value in near(text)), *found)


def _is_headless(text: str) -> bool:
    return text.lstrip().startswith((",", "."))


def near(text: str) -> tuple[Decimal, ...]:
    """The well-formed amounts that one edit makes of a malformed figure, in ascending order; empty if there are none.

    The edit fills an unreadable digit or a letter. Without one it puts in a digit that was lost, or, if that makes no
    well-formed amount, leaves one out.
    """
    figure = _UNIT.sub("", arabic(normalize_line(text)).strip()).translate(_LETTERS)
    if len(figure) > LONGEST_NEAR or _WELL_FORMED.fullmatch(figure) or not any(map(str.isdigit, figure)):
        return ()
    if figure.isdigit() and not figure.startswith("0"):
        return ()  # whole, though printed without separators
    holes = [at for at, sign in enumerate(figure) if not (sign.isdigit() or sign in ",.")]
    if len(holes) > 1 or any(figure[at].isspace() or figure[at] in "-–()/" for at in holes):
        return ()
    if holes:
        (at,) = holes
        return _well_formed(figure[:at] + digit + figure[at + 1 :] for digit in _DIGITS)
    longer = (figure[:at] + digit + figure[at:] for at in range(len(figure) + 1) for digit in _DIGITS)
    shorter = (figure[:at] + figure[at + 1 :] for at, sign in enumerate(figure) if sign.isdigit())
    return _well_formed(longer) or _well_formed(shorter)


def _well_formed(figures: Iterable[str]) -> tuple[Decimal, ...]:
    return tuple(sorted({Decimal(f.replace(",", "")) for f in figures if _WELL_FORMED.fullmatch(f)}))


def is_damaged(text: str) -> bool:
    """Whether a text is a figure that lost or changed a digit, or digits that could not be read.

    >>> is_damaged("30,00"), is_damaged("30,000"), is_damaged("\ufffd"), is_damaged("กองช่าง")
    (True, False, True, False)
    """
    line = arabic(normalize_line(text)).strip()
    return bool(_ILLEGIBLE.fullmatch(line)) or ("," in line and bool(near(text)))


def domain(found: Iterable[Reading]) -> tuple[Decimal, ...]:
    """The amounts that the print allows, in ascending order: those of its most certain kind. Empty: any."""
    every = tuple(found)
    kinds = ((ReadingKind.PRINTED, ReadingKind.SLIP), (ReadingKind.NEAR,), (ReadingKind.OTHER,), (ReadingKind.SUSPECT,))
    groups = (tuple(sorted({r.value for r in every if r.kind in kind})) for kind in kinds)
    return next((group for group in groups if group), ())


def money_readings(money: Money) -> tuple[Reading, ...]:
    """The readings of parsed money."""
    if money.value is None:
        return ()
    if money.status in (MoneyStatus.AMOUNT, MoneyStatus.NONE):
        return (Reading(money.value, ReadingKind.PRINTED),)
    kind = ReadingKind.SLIP if _is_slip(money.text, money.value) else ReadingKind.SUSPECT
    return (Reading(money.value, kind),)


def _is_slip(text: str, value: Decimal) -> bool:
    grouped = arabic(text).translate(_SLIPS).replace(" ", "")
    return bool(_GROUPED.fullmatch(grouped)) and value == Decimal(grouped.replace(",", ""))


def printed(found: Iterable[Reading]) -> Decimal | None:
    """The amount determined by the print alone: the only well-formed reading, or None."""
    sure = [reading.value for reading in found if reading.kind is ReadingKind.PRINTED]
    return sure[0] if len(sure) == 1 else None


def plain(found: Iterable[Reading]) -> Decimal | None:
    """The only reading that is well formed or one slip from it, or None. For use where other evidence confirms it."""
    sure = (ReadingKind.PRINTED, ReadingKind.SLIP)
    values = [reading.value for reading in found if reading.kind in sure]
    return values[0] if len(values) == 1 else None


def is_suspect(text: str) -> bool:
    """Whether a text prints money in an unreliable form."""
    return parse_money(text).status is MoneyStatus.SUSPECT
