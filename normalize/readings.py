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
from normalize.remember import remembered


class ReadingKind(StrEnum):
    """How certain a reading is, judged by the print alone."""

    PRINTED = "printed"
    """Well formed: an amount, or words or a dash for "no budget"."""
    SLIP = "slip"
    """Well formed after one replacement: a letter by the similar digit, or a point by the comma between groups."""
    SUSPECT = "suspect"
    """The best reading of malformed or contradictory print."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible amount in baht of a printed text."""

    value: Decimal
    kind: ReadingKind


_SLIPS = str.maketrans("OoIl.", "0011,")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


@remembered
def readings(text: str) -> tuple[Reading, ...]:
    """The readings of a text that prints one amount, the most certain first; empty if it prints none.

    >>> [str(reading.value) for reading in readings("๑๐,๐๐๐ บาท")]
    ['10000']
    """
    return money_readings(parse_money(text))


def money_readings(money: Money) -> tuple[Reading, ...]:
    """The readings of parsed money."""
    if money.value is None:
        return ()
    if money.status in (MoneyStatus.AMOUNT, MoneyStatus.NONE):
        return (Reading(money.value, ReadingKind.PRINTED),)
    kind = ReadingKind.SLIP if _is_slip(money.text, money.value) else ReadingKind.SUSPECT
    return (Reading(money.value, kind),)


def _is_slip(text: str, value: Decimal) -> bool:
    grouped = text.translate(_SLIPS).replace(" ", "")
    return bool(_GROUPED.fullmatch(grouped)) and value == Decimal(grouped.replace(",", ""))


def printed(found: Iterable[Reading]) -> Decimal | None:
    """The amount determined by the print alone: the only well-formed reading, or None."""
    sure = [reading.value for reading in found if reading.kind is ReadingKind.PRINTED]
    return sure[0] if len(sure) == 1 else None


def plain(found: Iterable[Reading]) -> Decimal | None:
    """The only reading that is well formed or one slip from it, or None. For use where other evidence confirms it."""
    near = [reading.value for reading in found if reading.kind is not ReadingKind.SUSPECT]
    return near[0] if len(near) == 1 else None


def is_suspect(text: str) -> bool:
    """Whether a text prints money in an unreliable form."""
    return parse_money(text).status is MoneyStatus.SUSPECT
