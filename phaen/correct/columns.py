"""Which columns a correction may set, and the canonical form of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from extract.model.plan import Basis, DocumentKind
from normalize.calendar import ce
from normalize.numerals import arabic
from normalize.text import normalize_line
from phaen.correct.correction import ACCEPTED, CHECKS
from schemas.checks import CheckCode
from schemas.tables import schema, tables

FIRST_YEAR, LAST_YEAR = 2400, 2700
"""Years of the Buddhist Era that a plan may be about. A year of the Common Era is outside."""

MOST_BAHT = 10**13
"""Amounts are below this: with two decimals they have at most fifteen digits."""

ROUNDS = frozenset({"3", "6", "9", "12"})

_AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?")
_AFTER_AMOUNT = re.compile(r"\s*(?:บาท(?:ถ้วน)?|\.-|/-)?\s*$")
_COUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?")
_YEAR = re.compile(r"(?:พ\.?\s*ศ\.?\s*)?(\d{4})(?:\.0+)?")
_CODE = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_YEAR_AND_BASIS = re.compile(r"(\d{4})/(\w+)")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:\s.*)?")


class ValueProblem(ValueError):
    """A value that its column cannot have; the message says why."""


def text(value: str) -> str:
    """A text as the dataset has it: standard Thai order, Arabic digits, lines without blanks at their ends."""
    lines = [normalize_line(line).strip() for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip()


def amount(value: str) -> str:
    """Money in baht, without separators.

    >>> amount("๑,๒๕๐,๐๐๐ บาท")
    '1250000'
    """
    figure = _AFTER_AMOUNT.sub("", arabic(value)).strip()
    if not _AMOUNT.fullmatch(figure) or Decimal(figure.replace(",", "")) >= MOST_BAHT:
        raise ValueProblem(f"{value!r} is not an amount of money")
    number = Decimal(figure.replace(",", ""))
    return f"{number.to_integral_value() if number == number.to_integral_value() else number:f}"


def count(value: str) -> str:
    """A number of projects."""
    figure = arabic(value).strip()
    if not _COUNT.fullmatch(figure):
        raise ValueProblem(f"{value!r} is not a whole number")
    return str(int(Decimal(figure.replace(",", ""))))


def year(value: str) -> str:
    """A year of the Buddhist Era.

    >>> year("พ.ศ. ๒๕๖๗")
    '2567'
    """
    match = _YEAR.fullmatch(arabic(value).strip())
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise ValueProblem(f"{value!r} is not a year of the Buddhist Era")
    return match[1]


def code(value: str) -> str:
    """The code of a dimension or section: 1, 1.2, 1.2.3."""
    figure = arabic(value).strip()
    if not _CODE.fullmatch(figure):
        raise ValueProblem(f"{value!r} is not the code of a dimension or section, such as 1.2")
    return ".".join(str(int(part)) for part in figure.split("."))


def when(value: str) -> str:
    """A date as YYYY-MM-DD in the Common Era; empty stays empty. The day comes before the month where both may be.

    >>> when("29/11/2569")
    '2026-11-29'
    """
    given = arabic(value).strip()
    if not given:
        return ""
    if match := _ISO_DATE.fullmatch(given):
        at, *rest = (int(part) for part in match.groups())
        orders = [(rest[0], rest[1])]
    elif match := _DATE.fullmatch(given):
        first, second, at = (int(part) for part in match.groups())
        orders = [(second, first), (first, second)]
    else:
        raise ValueProblem(f"{value!r} is not a date such as 2026-11-29")
    for month, day in orders:
        try:
            return date(ce(at) if at >= FIRST_YEAR else at, month, day).isoformat()
        except ValueError:
            continue
    raise ValueProblem(f"{value!r} is not a date such as 2026-11-29")


def year_and_basis(field: str) -> tuple[int, Basis] | None:
    """The year and the basis of an amount that is named by its project: `2567/summary`. None for another field."""
    match = _YEAR_AND_BASIS.fullmatch(arabic(field))
    if match is None or match[2] not in set(Basis) or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    return int(match[1]), Basis(match[2])


def _one_of(choices: frozenset[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        chosen = normalize_line(value).strip()
        if chosen not in choices:
            raise ValueProblem(f"{value!r} is none of {', '.join(sorted(choices))}")
        return chosen

    return check


PROJECT_TEXTS = ("responsible", "remarks", "target_group", "location", "rationale", "objectives", "methods", "duration",
                 "results", "schedule")  # fmt: skip
"""Columns of `projects` that are in `Project.fields`."""

REPORT_MONEY = ("budget_plan", "budget_ordinance", "budget_spent")
RISK_TEXTS = ("step", "score", "risks", "measures")
TARGET_TEXTS = ("indicator", "unit", "text")
STATUS_COUNTS = ("projects_planned", "projects_done")
STATUS_MONEY = ("budget_planned", "budget_ordinance", "budget_spent")
FACT_TEXTS = ("title", "organization", "subdistrict", "district", "province")
FACT_YEARS = ("fiscal_year_first", "fiscal_year_last")

Form = Callable[[str], str]
"""Returns the canonical form of a value that is not empty. Raises ValueProblem."""


@cache
def settable() -> Mapping[str, Mapping[str, Form]]:
    """The columns that may be set, by table, with the form of their values."""
    kinds = frozenset(schema().values["project_kind"])
    years = dict.fromkeys(FACT_YEARS, year)
    return {
        "documents": {
            "document_kind": _one_of(frozenset(DocumentKind)),
            **dict.fromkeys(FACT_TEXTS, text),
            **years,
            "stated_project_count": count,
        },
        "dimensions": {"name": text},
        "sections": {"name": text},
        "projects": {
            "item": text,
            "kind": _one_of(kinds),
            "name": text,
            **years,
            "budget_total": amount,
            "budget_text": text,
            **dict.fromkeys(PROJECT_TEXTS, text),
        },
        "budgets": {"amount": amount, "fiscal_year": year},
        "totals": {"printed_amount": amount, "printed_count": count, "fiscal_year": year},
        "project_progress": {
            "round": _one_of(ROUNDS),
            "fiscal_year": year,
            "status": text,
            "reason": text,
            **dict.fromkeys(REPORT_MONEY, amount),
        },
        "progress": {**dict.fromkeys(STATUS_COUNTS, count), **dict.fromkeys(STATUS_MONEY, amount)},
        "risks": dict.fromkeys(RISK_TEXTS, text),
        "indicator_targets": {**dict.fromkeys(TARGET_TEXTS, text), "fiscal_year": year, "value": amount},
        CHECKS: dict.fromkeys(CheckCode, _one_of(frozenset({ACCEPTED}))),
    }


@cache
def never_empty() -> frozenset[tuple[str, str]]:
    """Columns that have a value in every row."""
    required = {(name, field.name) for name, table in tables().items() for field in table.fields if field.required}
    return frozenset({*required, *((CHECKS, code) for code in CheckCode)})
