"""What the print of one amount may mean: its possible readings, and the only rule by which print alone decides.

Everything that needs an amount (tables, blocks, totals, the checks that reconcile) asks here, so that no part of the
program takes a reading that another would refuse.
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
    """How sure a reading is, by the print alone."""

    PRINTED = "printed"
    """Well formed: an amount, or words or a dash for none."""
    SLIP = "slip"
    """Well formed once a letter is taken for the digit it looks like, or a point for the comma between groups."""
    SUSPECT = "suspect"
    """The best that can be made of print that contradicts itself or is malformed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An amount in baht that a print may mean."""

    value: Decimal
    kind: ReadingKind


_SLIPS = str.maketrans("OoIl.", "0011,")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


@remembered
def readings(text: str) -> tuple[Reading, ...]:
    """The readings of a text that prints one amount, the surest first; none where it prints none.

    >>> [str(reading.value) for reading in readings("๑๐,๐๐๐ บาท")]
    ['10000']
    """
    return money_readings(parse_money(text))


def money_readings(money: Money) -> tuple[Reading, ...]:
    """The readings of what was parsed."""
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
    """The amount that the print alone decides: its only well-formed reading, None where it has none."""
    sure = [reading.value for reading in found if reading.kind is ReadingKind.PRINTED]
    return sure[0] if len(sure) == 1 else None


def plain(found: Iterable[Reading]) -> Decimal | None:
    """The only reading that is well formed or one slip from it, None where there is none: for where more proves it."""
    near = [reading.value for reading in found if reading.kind is not ReadingKind.SUSPECT]
    return near[0] if len(near) == 1 else None


def is_suspect(text: str) -> bool:
    """Whether a text prints money, but not in a form that can be believed."""
    return parse_money(text).status is MoneyStatus.SUSPECT
