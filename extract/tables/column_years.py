"""The fiscal years above the columns of a table, where a scan has damaged some of them: years count up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from extract.grammar.field import Field
from normalize.numerals import arabic
from normalize.year_mentions import PLAN_YEARS

SHORT = 14
"""Characters that the damaged name of a year may have: ปี and four digits, with some dirt."""

FEWEST = 3
"""Neighbouring columns that must agree before they say what stands above others."""

_FOUR_DIGITS = re.compile(r"(?<!\d)2\d{3}(?!\d)")
_LAST_DIGITS = re.compile("\ufffd[\\d\ufffd]*?(\\d\\d)(?!\\d)")
_UNREAD = re.compile("[\\d\ufffd]")
_CENTURY = 2500


def damaged_year(text: str) -> int | None:
    """The year that a short header text still tells, whatever its label has become: all four digits, or the last two.

    >>> damaged_year("U ๒๕๖๘"), damaged_year("ปี \ufffd๖๘"), damaged_year("ปี ๖๘")
    (2568, 2568, None)
    """
    text = arabic(text)
    if len(text) > SHORT:
        return None
    found, last = _FOUR_DIGITS.search(text), _LAST_DIGITS.search(text)
    year = int(found[0]) if found else _CENTURY + int(last[1]) if last else 0
    return year if year in PLAN_YEARS else None


def settle_years(
    years: dict[int, int], paths: Sequence[Sequence[str]], roles: Mapping[int, str]
) -> tuple[set[int], dict[int, int]]:
    """Completes the years of a header's columns and puts right those that break their order.

    `paths` are the header texts above each column, `roles` what columns were taken for that have no clear year.
    Gives the columns whose years were none before, and what was printed above those that were put right.
    """
    before = set(years)
    _between(years, paths, roles)
    corrected = _counted(years, paths)
    _beside(years, paths, roles)
    return set(years) - before, corrected


def _between(years: dict[int, int], paths: Sequence[Sequence[str]], roles: Mapping[int, str]) -> None:
    """Gives a column whose year cannot be read the one that its neighbours leave: it stands between 2566 and 2568."""
    for column, path in enumerate(paths):
        before, after = years.get(column - 1), years.get(column + 1)
        if column in years or before is None or after != before + 2 or not path:
            continue
        if roles.get(column) in (None, Field.BUDGET):
            years[column] = before + 1


def _counted(years: dict[int, int], paths: Sequence[Sequence[str]]) -> dict[int, int]:
    """Puts right the years of neighbouring columns that break their order; what was printed, by column.

    Four columns or more of which most count up leave no doubt about the others.
    """
    told = {column: year for column, path in enumerate(paths) if (year := _told(path)) is not None} | years
    if len(told) < FEWEST:
        return {}
    printed = _neighbours(years, told, paths)
    if len(printed) <= FEWEST:
        return {}
    offset, agreeing = Counter(year - column for column, year in printed.items()).most_common(1)[0]
    if agreeing < FEWEST or agreeing * 5 < len(printed) * 3:
        return {}
    slips = {column: year for column, year in printed.items() if year != column + offset}
    years.update({column: column + offset for column in printed})
    return slips


def _neighbours(years: Mapping[int, int], told: dict[int, int], paths: Sequence[Sequence[str]]) -> dict[int, int]:
    """What the columns side by side print that have a year or four digits; none where they have a gap."""
    numbers = {column: number for column, path in enumerate(paths) if (number := _number(path)) is not None}
    found = numbers | told
    first, last = min(told), max(told) + 1
    columns = [column for column in range(first, last + 1) if column in found]
    if columns != list(range(columns[0], columns[0] + len(columns))):
        return {}
    return {column: years.get(column) or found[column] for column in columns}


def _told(path: Sequence[str]) -> int | None:
    return next((year for text in path if (year := damaged_year(text)) is not None), None)


def _beside(years: dict[int, int], paths: Sequence[Sequence[str]], roles: Mapping[int, str]) -> None:
    """Goes on counting over columns of money beside those of years, above which something short stands with a digit."""
    offsets = {year - column for column, year in years.items()}
    if len(years) < FEWEST or len(offsets) != 1:
        return
    offset = offsets.pop()
    for way, start in ((-1, min(years) - 1), (1, max(years) + 1)):
        column = start
        while 0 <= column < len(paths) and _is_year_lost(paths[column], roles.get(column)):
            years[column] = column + offset
            column += way


def _number(path: Sequence[str]) -> int | None:
    """The first four digits of a path that may be a year's, however long the text is that they stand in."""
    return next((int(found[0]) for text in path if (found := _FOUR_DIGITS.search(arabic(text)))), None)


def _is_year_lost(path: Sequence[str], role: str | None) -> bool:
    return role == Field.BUDGET and len(path) > 1 and len(path[0]) <= SHORT and bool(_UNREAD.search(path[0]))
