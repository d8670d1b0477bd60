"""The content of a column's cells, independent of its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.names import clean_name, named_kind
from extract.grammar.patterns import patterns
from extract.grammar.reports import is_status
from extract.grammar.terms import kind_of
from normalize.calendar import month_pattern
from normalize.money import looks_like_money
from normalize.remember import remembered
from normalize.script import CONSONANT, WORD
from normalize.text import comparable
from normalize.years import column_year, years_named

MOST_CELLS = 200
"""Maximum number of cells of a column that are examined."""

MOST = 0.6
"""Minimum share of a column's cells of one kind for the column to be of that kind."""

NAMED = 0.3
"""Minimum share of a column's cells that begin with kind words for it to be a project column."""

LONG = 12
"""Minimum average number of letters per cell in a column of names."""

LONGEST_YEARS = 40
"""Maximum length in characters of a cell of years."""

_YEAR = re.compile(r"(?<![\d.,])(?:25)?\d\d(?![\d.,])")
_WORDS = re.compile(rf"[{WORD}]{{7,}}")
"""More letters than the words beside years have: พ.ศ., ปี, ถึง, และ."""

_CODED = re.compile(r"\D{0,20}\d{1,2}\.\d{1,2}(?!\d)\S*\s*[^\d\s]")
_ORDER = re.compile(rf"\W*(?:\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}|[{CONSONANT}])\W*")
_CODE = re.compile(rf"[A-Za-z{CONSONANT}]{{1,4}}[-./ ]?\d{{1,4}}(?:[-./]\d{{1,4}})*")
_PLACE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}")
_DASHES = ("-", "–", "—")
_ILLEGIBLE = re.compile("[\ufffd\\s.,]+")
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?\s*%|100(?:\.0+)?|\d{1,2}(?:\.\d+)?|[-–]")

_COUNT = re.compile(rf"{patterns().counts.count.pattern}|\d{{1,3}}")


@dataclass(frozen=True, slots=True)
class ColumnContent:
    """The share of a column's filled cells of each kind, 0..1."""

    filled: int
    kinds: float
    """Cells that begin with a kind word, as project names do."""
    money: float
    marks: float
    departments: float
    times: float
    orders: float
    codes: float
    percents: float
    years: float
    units: float
    """Name a unit of money."""
    coded: float
    """Cells that begin with a code of at least two levels."""
    counts: float
    """Count something: 3 โครงการ."""
    repeats: float
    """Have the text of a cell above, as departments and statuses do."""
    letters: float
    """Average number of letters per cell."""
    kind_words: float = 0
    """Consist of a kind word and nothing else."""
    dimensions: float = 0
    """Begin with the word and the number of a dimension."""
    places: float = 0
    """Consist of a code of at least two levels."""

    @property
    def holds_projects(self) -> bool:
        """Whether enough cells are project names."""
        return self.kinds >= NAMED

    @property
    def is_harmless(self) -> bool:
        """Whether ignoring the column loses no information: it is empty or contains only order numbers or codes."""
        return not self.filled or max(self.orders, self.codes) >= MOST

    @property
    def is_description(self) -> bool:
        """Whether the cells are texts of their own, as what a project does is: no department, time, mark or amount."""
        others = max(self.kinds, self.money, self.marks, self.departments, self.times, self.percents, self.years)
        return self.letters >= LONG and others < NAMED and self.repeats < NAMED


def content_of(texts: Iterable[str]) -> ColumnContent:
    """The content of a column. Dashes only count as money; what cannot be read is no mark, and tells nothing."""
    filled = [text for text in map(str.strip, texts) if text][:MOST_CELLS]
    told = [text for text in filled if text not in _DASHES]
    if all(map(_ILLEGIBLE.fullmatch, told)):
        return ColumnContent(len(filled), 0, 1.0 if len(told) < len(filled) else 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    kinds = [_kinds_of(text) for text in told]
    shares = {name: sum(column) / len(told) for name, column in zip(_KINDS, zip(*kinds, strict=True), strict=True)}
    return ColumnContent(
        filled=len(filled),
        money=sum(looks_like_money(text) for text in filled) / len(filled),
        repeats=1 - len(set(told)) / len(told),
        **shares,
    )


_KINDS = (
    *("kinds", "marks", "departments", "times", "orders", "codes", "percents", "years", "units", "coded", "counts"),
    *("letters", "kind_words", "dimensions", "places"),
)
"""What is asked of each cell by itself."""


@remembered
def _kinds_of(text: str) -> tuple[int, ...]:
    """For each of `_KINDS`, whether a cell is of it; for `letters` their number."""
    return (
        names_project(text),
        bool(patterns().cells.mark.fullmatch(text)),
        _names_department(text),
        _is_time(text),
        bool(_ORDER.fullmatch(text)),
        bool(_CODE.fullmatch(text)),
        bool(_PERCENT.fullmatch(text)),
        column_year(text) is not None,
        text.strip(" ()") in family().units,
        bool(_CODED.match(text)),
        bool(_COUNT.fullmatch(text)),
        len(comparable(text)),
        comparable(text) in family().kinds,
        bool(patterns().levels.heading.match(text)),
        bool(_PLACE.fullmatch(text)),
    )


def level_by_code(path: Sequence[str], content: ColumnContent) -> str | None:
    """The level that a column gives by its number or code alone, wherever it stands: แนวทางที่ | 2.1.

    Its title names a level, or the codes are no order, since they recur.
    """
    words = [
        comparable(word) for level in family().levels if not level.plain for word in (level.word, *level.spellings)
    ]
    is_named = any(word in comparable(title) for title in path for word in words)
    if content.places >= MOST and (is_named or content.repeats > 0):
        return "section"
    return "dimension" if is_named and content.orders >= MOST else None


def are_statuses(texts: Sequence[str]) -> bool:
    """Whether the cells of a column say of each project whether it is done, whatever its title is."""
    filled = [text for text in texts if text]
    told = [text for text in filled if is_status(text)]
    return len(told) >= MOST * max(len(texts), 2) and len(set(told)) < len(told)


def counts_up(texts: Sequence[str]) -> bool:
    """Whether the cells of a column are order numbers, whatever its title is: each goes on, or begins again at 1."""
    numbers = [int(match[1]) for text in texts if text and (match := _NUMBERED.fullmatch(text.rstrip("."))) is not None]
    steps = sum(b in (a + 1, 1) for a, b in pairwise(numbers))
    return len(numbers) > 1 and len(numbers) == sum(map(bool, texts)) and steps == len(numbers) - 1


_NUMBERED = re.compile(r"\(?\s*(\d{1,2})\s*\)?")


def names_project(text: str) -> bool:
    """Whether a cell begins with a kind word, as names of projects do, or a line below a heading that begins it."""
    first, _, below = text.partition("\n")
    if named_kind(text) or not below:
        return bool(named_kind(text))
    levels = patterns().any_level
    is_heading = levels.heading.match(first) or levels.section.match(first) or levels.relative.match(first)
    return bool(is_heading) and any(named_kind(line) for line in below.split("\n"))


def is_list_of_projects(texts: Iterable[str]) -> bool:
    """Whether most texts, and at least two, are project names and not merely kind words."""
    filled = [text.strip() for text in texts if text.strip()][:MOST_CELLS]
    named = [text for text in filled if named_kind(text) and len(clean_name(text)) > LONG * 2]
    return len(named) >= 2 and len(named) >= MOST * len(filled)


def _is_time(text: str) -> bool:
    """Whether a short text names a month or a part of a year, or is nothing but years: 2567 - 2568, 2570."""
    if _TIME.search(text) and len(text) <= 60:
        return True
    may_be = len(text) <= LONGEST_YEARS and _YEAR.search(text) is not None and _WORDS.search(text) is None
    return may_be and bool(years_named(text))


def _names_department(text: str) -> bool:
    """Whether a short text begins with a department word and is neither a project name nor a level: กลุ่มงานที่ 1.1."""
    if len(text) > 60 or not patterns().cells.department.match(text) or kind_of(text):
        return False
    levels = patterns().any_level
    return not (_CODED.match(text) or levels.heading.match(text) or levels.relative.match(text))


_TIME = re.compile(rf"{month_pattern()}|" + "|".join(map(re.escape, family().items.times)))
