"""The fiscal years above the columns of a table. Years damaged by a scan are restored, since years count up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from extract.grammar.family import family
from extract.grammar.field import Field
from normalize.lexicon import either
from normalize.numerals import arabic
from normalize.year_mentions import PLAN_YEARS

SHORT = 14
"""Maximum length in characters of a damaged year: ปี and four digits, with some dirt."""

LONGEST = 40
"""Maximum length in characters of a title with a year that its neighbours prove."""

FEWEST = 3
"""Minimum number of neighbouring columns that must agree before other columns are derived from them."""

_FOUR_DIGITS = re.compile(r"(?<!\d)2[,.]?\d{3}(?!\d)")
"""A scan may have a speck behind the first digit."""
_LAST_DIGITS = re.compile("\ufffd[\\d\ufffd]*?(\\d\\d)(?!\\d)")
_DIGITS = re.compile(r"\d+")
_UNREAD = re.compile("[\\d\ufffd]")
_UNREAD_TITLE = re.compile("[\ufffd.,\\s]*\ufffd[\ufffd.,\\s]*2[,.]?\\d{3}")
_CENTURY = 2500


def damaged_year(text: str) -> int | None:
    """The year in a short header text, even if its label is damaged: from all four digits, or from the last two.

    >>> damaged_year("U ๒๕๖๘"), damaged_year("ปี \ufffd๖๘"), damaged_year("ปี ๖๘"), damaged_year("ปี ๒,๕๖๘")
    (2568, 2568, None, 2568)
    """
    text = arabic(text)
    if len(text) > SHORT:
        return None
    found, last = _FOUR_DIGITS.search(text), _LAST_DIGITS.search(text)
    year = _whole(found[0]) if found else _CENTURY + int(last[1]) if last else 0
    return year if year in PLAN_YEARS else None


def counts_years(texts: Sequence[str]) -> bool:
    """Whether most texts of a row are years that count up, and each other one may be a damaged year.

    >>> counts_years(["2566", "2567", "2505", "2569"]), counts_years(["2566", "2567", "2568", "รวม"])
    (True, False)
    """
    found = {at: year for at, text in enumerate(texts) if (year := damaged_year(text)) is not None}
    agreeing = max(Counter(year - at for at, year in found.items()).values(), default=0)
    others = (text for at, text in enumerate(texts) if at not in found)
    is_most = agreeing >= FEWEST and agreeing * 5 >= len(texts) * 3
    return is_most and all(len(text) <= SHORT and _UNREAD.search(text) for text in others)


def settle_years(
    years: dict[int, int], paths: Sequence[Sequence[str]], roles: Mapping[int, str]
) -> tuple[set[int], dict[int, int]]:
    """Completes the years of a header's columns and corrects those that break the order.

    `paths` are the header texts above each column. `roles` are the roles of columns without a clear year. Returns the
    columns that had no year before, and the printed year of each corrected column.
    """
    before = set(years)
    _between(years, paths, roles)
    corrected = _counted(years, paths)
    _beside(years, paths, roles)
    return set(years) - before, corrected


def _between(years: dict[int, int], paths: Sequence[Sequence[str]], roles: Mapping[int, str]) -> None:
    """Gives a column with an unreadable year the year between its neighbours: 2567 between 2566 and 2568."""
    for column, path in enumerate(paths):
        before, after = years.get(column - 1), years.get(column + 1)
        if column in years or before is None or after != before + 2 or not path:
            continue
        if roles.get(column) in (None, Field.BUDGET):
            years[column] = before + 1


def _counted(years: dict[int, int], paths: Sequence[Sequence[str]]) -> dict[int, int]:
    """Corrects the years of neighbouring columns that break the order. Returns the printed years of these, by column.

    Requires at least four columns, most of which count up.
    """
    told = {column: year for column, path in enumerate(paths) if (year := _told(path)) is not None} | years
    told = _counting_up(paths) | told
    if len(told) < FEWEST:
        return {}
    printed = _neighbours(years, told, paths)
    if len(printed) == FEWEST and printed == told and _are_unread_years(told, paths):
        years.update(told)
    if len(printed) <= FEWEST:
        return {}
    offset, agreeing = Counter(year - column for column, year in printed.items()).most_common(1)[0]
    if agreeing < FEWEST or agreeing * 5 < len(printed) * 3:
        return {}
    slips = {column: year for column, year in printed.items() if year != column + offset}
    years.update({column: column + offset for column in printed})
    return slips


def _are_unread_years(told: Mapping[int, int], paths: Sequence[Sequence[str]]) -> bool:
    """Whether the years of columns count up, and nothing else of their titles was read."""
    offsets = {year - column for column, year in told.items()}
    titles = [arabic(text) for column in told if column < len(paths) for text in paths[column]]
    return bool(titles) and len(offsets) == 1 and all(_UNREAD_TITLE.fullmatch(title) for title in titles)


def _counting_up(paths: Sequence[Sequence[str]]) -> dict[int, int]:
    """The years of neighbouring columns that count up, whatever else their titles have become."""
    found = ((column, _number([text for text in path if len(text) <= LONGEST])) for column, path in enumerate(paths))
    numbers = {column: year for column, year in found if year is not None and year in PLAN_YEARS}
    runs: list[dict[int, int]] = []
    for column, year in numbers.items():
        if not runs or runs[-1].get(column - 1) != year - 1:
            runs.append({})
        runs[-1][column] = year
    return next((run for run in runs if len(run) >= FEWEST), {})


def _neighbours(years: Mapping[int, int], told: dict[int, int], paths: Sequence[Sequence[str]]) -> dict[int, int]:
    """The printed numbers of adjacent columns with a year or four digits. Empty if there is a gap between them."""
    numbers = {column: number for column, path in enumerate(paths) if (number := _number(path)) is not None}
    found = numbers | told
    first, last = min(told) - 1, max(told) + 1
    columns = [column for column in range(first, last + 1) if column in found]
    if columns != list(range(columns[0], columns[0] + len(columns))):
        return {}
    return {column: years.get(column) or found[column] for column in columns}


def _told(path: Sequence[str]) -> int | None:
    return next((year for text in path if (year := damaged_year(text)) is not None), None)


def _beside(years: dict[int, int], paths: Sequence[Sequence[str]], roles: Mapping[int, str]) -> None:
    """Extends the count to the columns next to the year columns whose short titles have the last digits of their year,
    and to those of money whose titles have a digit."""
    offsets = {year - column for column, year in years.items()}
    if len(years) < FEWEST or len(offsets) != 1:
        return
    offset = offsets.pop()
    for way, start in ((-1, min(years) - 1), (1, max(years) + 1)):
        column = start
        while 0 <= column < len(paths) and _is_year_lost(paths[column], roles.get(column), column + offset):
            years[column] = column + offset
            column += way


def _number(path: Sequence[str]) -> int | None:
    """The first four digits of a path that may be a year, in a text of any length."""
    return next((_whole(found[0]) for text in path if (found := _FOUR_DIGITS.search(arabic(text)))), None)


def _whole(year: str) -> int:
    return int(year.replace(",", "").replace(".", ""))


def _is_year_lost(path: Sequence[str], role: str | None, year: int) -> bool:
    if role == Field.BUDGET:
        return len(path) > 1 and len(path[0]) <= SHORT and bool(_UNREAD.search(path[0]))
    digits = _DIGITS.findall(arabic(path[-1])) if path and len(path[-1]) <= SHORT else []
    return role is None and digits == [f"{year % 100}"]  # "U 69" behind "ปี 68"


def sums_years(title: str) -> bool:
    """Whether a title is that of the sum of several years: วงเงินรวม 3 ปี."""
    return _several_years().fullmatch(title) is not None


@cache
def _several_years() -> re.Pattern[str]:
    return re.compile(rf"\D{{0,20}}{either(family().totals.sums)}\D{{0,20}}\d\s*{family().titles.year}\D{{0,12}}")
