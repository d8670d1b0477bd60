"""Findings as questions: which value each is about, what else the value may be, and how much money depends on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from phaen.correct.columns import never_empty, settable
from phaen.correct.correction import CHECKS
from phaen.emit.values import Row
from phaen.review.rows import DocumentIndex, amount_in, money
from schemas.checks import CheckCode
from schemas.tables import FieldType, tables

ROUNDS = ("3", "6", "9", "12")
"""The months that a report may cover."""

FIELD_OF_TABLE = {"budgets": "amount", "totals": "printed_amount", "dimensions": "name", "sections": "name"}
"""The field that a finding about a row of these tables is about, if its code does not say more."""

FIELD_OF_CODE: Mapping[str, str] = {
    CheckCode.TOTAL_COUNT_MISMATCH: "printed_count",
    CheckCode.STATED_COUNT_MISMATCH: "stated_project_count",
    CheckCode.NAMES_DIFFER: "name",
    CheckCode.NAME_DOUBTFUL: "name",
    CheckCode.NAME_REPEATED: "name",
    CheckCode.NUMBER_REPEATED: "item",
    CheckCode.NUMBER_SKIPPED: "item",
    CheckCode.NUMBER_MISSING: "item",
    CheckCode.REMARKS_ALIGNED: "remarks",
    CheckCode.PROVINCE_CORRECTED: "province",
    CheckCode.ORGANIZATION_VARIANT: "organization",
}
"""The field that a finding with this code is about."""

_OF_YEAR = re.compile(r"(?P<year>\d{4}): (?P<amount>[\d,.]+)(?= / |$)")
"""An amount of a finding about several years, as in `2566: 80000 / 2567: 90000`."""


def correctable_fields() -> list[list[object]]:
    """Of each correctable field: table, name, whether it may be empty, and the values it may have, none for any."""
    found: list[list[object]] = []
    for table, names in settable().items():
        for name in names if table != CHECKS else ():
            values = ROUNDS if name == "round" else tuple(tables()[table].field(name).values or ())
            found.append([table, name, (table, name) not in never_empty(), values])
    return found


Change = tuple[str, str, str]
"""A field of `budgets` under the anchor of a project, its value now, and its other reading."""


Fact = list[Row]
"""The rows of `checks` of one finding. The first one states it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked about a finding.

    `field` is the column of the value in doubt, empty if no correction can set it. `value` is its value now, `other`
    the other reading, empty if there is none. `others` are the changes that make up the other reading of several
    amounts. `stake` is the money that depends on the answer, in baht.
    """

    anchor: str
    field: str
    value: str
    other: str
    others: tuple[Change, ...]
    stake: Decimal


def facts(checks: Iterable[Row]) -> list[Fact]:
    """The rows of `checks` by the finding that they belong to, in order; each alone if they are not numbered."""
    found: dict[object, Fact] = {}
    for check in checks:
        number = check.get("finding")
        found.setdefault(("row", check["order"]) if number is None else number, []).append(check)
    return list(found.values())


def question(check: Row, index: DocumentIndex) -> Question:
    """The question of a row of `checks`."""
    table, row_id = str(check["table"] or ""), str(check["row_id"] or "")
    row = index.row(table, row_id) or {}
    field = _field(check, table, row)
    value = text_of(row.get(field)) if field else ""
    other = _other(check, table, field, value)
    others = tuple(_other_amounts(check)) if check["check"] == CheckCode.BUDGET_MISMATCH else ()
    return Question(str(row.get("anchor") or ""), field, value, other, others, _stake(check, table, row, index))


def _field(check: Row, table: str, row: Row) -> str:
    """The field of the finding: stated by it, or known for its code or table."""
    stated = str(check.get("field") or "")
    known = FIELD_OF_CODE.get(str(check["check"])) or FIELD_OF_TABLE.get(table, "")
    correctable = settable().get(table, {}) if row else {}
    return next((field for field in (stated, known) if field in correctable), "")


def text_of(value: object) -> str:
    """A value of the dataset as text: money without trailing zeros, nothing for an empty cell."""
    if value is None:
        return ""
    return plain_amount(value) if isinstance(value, Decimal) else str(value)


def plain_amount(amount: Decimal) -> str:
    """An amount without separators and without trailing zeros."""
    return f"{amount.normalize():f}" if amount else "0"


def _other(check: Row, table: str, field: str, value: str) -> str:
    """That of `expected` and `found` which is not the value now, if it may be a value of the field."""
    if not field:
        return ""
    is_number = tables()[table].field(field).type is not FieldType.STRING
    for text in (check["expected"], check["found"]):
        reading = str(text or "").strip()
        if is_number:
            amount = amount_in(reading)
            reading = plain_amount(amount) if amount is not None else ""
        if reading and reading != value:
            return reading
    return ""


def _other_amounts(check: Row) -> Iterator[Change]:
    """The amounts of the details for the years in which they differ from the summary, which the dataset uses."""
    expected, found = (
        {match["year"]: match["amount"] for match in _OF_YEAR.finditer(str(check[name] or ""))}
        for name in ("expected", "found")
    )
    for year, amount in found.items():
        if year in expected and expected[year] != amount:
            yield f"{year}/summary", expected[year], amount


def _stake(check: Row, table: str, row: Row, index: DocumentIndex) -> Decimal:
    """That of the finding; else the difference of two amounts; of one all of it; else the money of its project."""
    if check.get("stake") is not None:
        return money(check["stake"])
    if table in ("budgets", "totals") and check["check"] != CheckCode.TOTAL_COUNT_MISMATCH:
        found = [amount for text in (check["expected"], check["found"]) if (amount := amount_in(text)) is not None]
        if len(found) == 2 and found[0] != found[1]:
            return abs(found[0] - found[1])
        printed = money(row.get("amount" if table == "budgets" else "printed_amount"))
        return max([printed, *found])
    if check["check"] == CheckCode.BUDGET_MISMATCH:
        return sum((abs(Decimal(old) - Decimal(new)) for _, old, new in _other_amounts(check)), Decimal(0))
    return index.money_of_project(str(row.get("project_id", "")))
