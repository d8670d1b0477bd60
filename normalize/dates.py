"""Parses calendar dates in the forms used by Thai documents."""

from __future__ import annotations

import datetime
import re
from functools import cache

from normalize.calendar import CHRISTIAN, buddhist_year, ce, era_pattern, month_number, month_pattern
from normalize.text import normalize_line

_NUMERIC = r"(?<![0-9/.])(?P<d>[0-9]{1,2})(?P<sep>[/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<y>[0-9]{4}|[0-9]{2})(?![0-9/])"


def parse_date(text: str) -> datetime.date | None:
    """The first date in `text`, in the Gregorian calendar; None if there is none or it is invalid.

    Forms: "22 เดือน กรกฎาคม พ.ศ. 2565", "31 มี.ค. 66" and "31/3/2566". A year is of the Buddhist Era unless ค.ศ. is
    printed or it is from 1957 to 2100. Two digits are a year of the 2500s.

    >>> parse_date("๑ ตุลาคม ๒๕๖๕")
    datetime.date(2022, 10, 1)
    """
    match = _date_pattern().search(normalize_line(text))
    return None if match is None else _date(match)


def find_dates(text: str) -> list[tuple[str, datetime.date, int]]:
    """All valid dates in `text`, each with its words and its position in the normalized text.

    >>> [str(day) for _, day, _ in find_dates("๑ ตุลาคม ๒๕๖๕ - ๓๐ กันยายน ๒๕๖๖")]
    ['2022-10-01', '2023-09-30']
    """
    matches = _date_pattern().finditer(normalize_line(text))
    return [(match[0], day, match.start()) for match in matches if (day := _date(match)) is not None]


def _date(match: re.Match[str]) -> datetime.date | None:
    month = month_number(match["month"]) if match["month"] else int(match["m"])
    year = buddhist_year(match["year"] or match["y"], christian=match["christian"] is not None)
    if year is None:
        return None
    try:
        return datetime.date(ce(year), month, int(match["day"] or match["d"]))
    except ValueError:
        return None


@cache
def _date_pattern() -> re.Pattern[str]:
    worded = (
        rf"(?<![0-9])(?P<day>[0-9]{{1,2}})\s*+(?:เดือน\s*+)?(?P<month>{month_pattern()})\s*+"
        rf"(?:(?P<christian>{era_pattern(CHRISTIAN)})|{era_pattern()})?\s*+(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
    )
    return re.compile(f"{worded}|{_NUMERIC}")
