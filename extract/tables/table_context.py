"""What the lines directly above a table state: its year, its money unit, and whether it covers past years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile, zip_longest

from extract.grammar.family import family
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.reports import report_round
from extract.model.document import Block, Grid, Line, Place
from extract.tables.headers import Row
from extract.tables.offices_above import offices_above
from extract.tables.project_header import unit_of
from normalize.money import MoneyStatus, parse_money
from normalize.text import comparable
from normalize.years import FiscalSpan, fiscal_span

MOST_LINES = 4
"""Number of lines above a table that are considered."""

LONGEST_LINE = 160
"""Maximum length in characters. A longer line above a table is prose."""

FIRST_LINES = 60
"""Lines of a document among which its title is."""

LONGEST_TITLE = 90
"""Maximum length in characters of a line that may mark a table as covering past years."""


FEWEST_REPEATS = 2
"""A title must recur more often than this to be one of the pages."""

_ENDS_WITH_YEAR = re.compile(r"\d{4}\W{0,3}$")


@dataclass(frozen=True, slots=True)
class TableContext:
    """The context of a table: the single fiscal year named, and the value of one money unit in baht."""

    year: int | None = None
    unit: int | None = None
    is_past: bool = False
    plan_years: tuple[int, ...] = ()
    """Of the whole document, in order."""
    months: int | None = None
    """Of the round of a report, stated above this table or an earlier one."""
    unbudgeted: str = ""
    """The title that says that no budget is used by the projects of the table."""
    office: str = ""
    """The department above the table, where most tables have one."""


def contexts(blocks: Iterable[Block]) -> dict[Place, TableContext]:
    """The context of each table, by place. Years are only used if the tables name more than one."""
    blocks = list(blocks)
    plan, running, offices = plan_years(blocks), _running_titles(blocks), offices_above(blocks)
    found: dict[Place, TableContext] = {}
    lines: list[str] = []
    months: int | None = None
    units: dict[str, int] = {}
    years: dict[str, int | None] = {}
    for block in blocks:
        if isinstance(block, Line):
            lines += [block.text.strip()] if _says_something(block.text) else []
        else:
            near = [line for line in reversed(lines[-MOST_LINES:]) if len(line) <= LONGEST_LINE]
            months = report_round(near) or months
            unit, header = stated_unit(near), _first_row(block)
            if unit is not None:
                units[header] = unit
            unit = units.get(header)  # stated once, above the first of the tables that have this header
            span = _span(line for line in near if line not in running) or _title_span(lines)
            if span is not None:
                years[header] = span.first if span.first == span.last else None
            year = years.get(header)  # likewise: the title of a part of one year with a table for each level
            office = offices.get(block.place, "")
            found[block.place] = TableContext(year, unit, _is_past(near), plan, months, _unbudgeted(near), office)
            lines = [_only_text(block)]
    found |= {
        place: replace(found[place], unit=unit) for place, unit in _units_below(blocks) if found[place].unit is None
    }
    if len({context.year for context in found.values()} - {None}) > 1:
        return found
    return {place: replace(context, year=None) for place, context in found.items()}


def _units_below(blocks: Sequence[Block]) -> Iterator[tuple[Place, int]]:
    """The unit that a note right below a table states, above no other table."""
    for table, note, below in zip_longest(blocks, blocks[1:], blocks[2:]):
        if isinstance(table, Grid) and isinstance(note, Line) and not isinstance(below, Grid):
            unit = unit_of(note.text) if len(note.text) <= LONGEST_TITLE else None
            if unit is not None:
                yield table.place, unit


def _running_titles(blocks: Iterable[Block]) -> set[str]:
    """The lines that name the years of the whole plan on page after page: they date no table below them."""
    texts = Counter(b.text.strip() for b in blocks if isinstance(b, Line) and len(b.text) <= LONGEST_LINE)
    often = (text for text, count in texts.items() if count > FEWEST_REPEATS)
    return {text for text in often if (span := fiscal_span(text)) is not None and span.first != span.last}


def plan_years(blocks: Iterable[Block]) -> tuple[int, ...]:
    """The fiscal years of the first title or line near the beginning of a document that names any."""
    lines = (block.text for block in blocks if isinstance(block, Line))
    for line in islice(lines, FIRST_LINES):
        span = fiscal_span(line) if len(line) <= LONGEST_LINE else None
        if span is not None:
            return tuple(range(span.first, span.last + 1))
    return ()


def _says_something(text: str) -> bool:
    """Whether a line may be about the table below it. The row of another table, a year and a figure, is not."""
    return any(c.isalpha() for c in text) or len(text.split()) < 2


def _first_row(grid: Grid) -> str:
    """The first row of a table in comparable form, by its columns: that of its header, as a rule."""
    first = min((cell.row for cell in grid.cells if cell.text.strip()), default=0)
    return "|".join(f"{cell.column} {comparable(cell.text)}" for cell in grid.cells if cell.row == first)


def _only_text(grid: Grid) -> str:
    """The text of a table with one filled cell. Such a table is a framed caption."""
    filled = [cell.text for cell in grid.cells if cell.text.strip()]
    return " ".join(filled[0].split()) if len(filled) == 1 else ""


def stated_unit(lines: Iterable[str]) -> int | None:
    """The unit stated by the nearest line."""
    return next((unit for line in lines if (unit := unit_of(line)) is not None), None)


def captions(rows: Sequence[Row], header_row: int) -> list[str]:
    """The texts of the rows above the header, nearest first."""
    return [" ".join(cell.text.split()) for row in reversed(rows[:header_row]) for cell in row if cell is not None]


def _span(lines: Iterable[str]) -> FiscalSpan | None:
    """The years of the nearest line that names any."""
    return next((span for line in lines if (span := fiscal_span(line)) is not None), None)


def _title_span(lines: Sequence[str]) -> FiscalSpan | None:
    """The year of the nearest title that ends with it, however far above: of a part of the document."""
    titles = (line for line in reversed(lines) if len(line) <= LONGEST_TITLE and _ENDS_WITH_YEAR.search(line))
    span = _span(titles)
    return span if span is not None and span.first == span.last else None


def _unbudgeted(lines: Sequence[str]) -> str:
    """The nearest short line that names projects or says of what follows that no budget is used."""
    for line in lines[:2]:
        is_title = len(line) <= LONGEST_TITLE and any(kind in line for kind in family().kinds)
        if is_title and parse_money(line).status is MoneyStatus.NONE:
            return line
    return ""


LONGEST_BETWEEN = 60
"""Characters of a line between a table and its title."""


def _is_past(lines: Sequence[str]) -> bool:
    """Whether a title among the two nearest lines says so. A long line between is a text, and so is what is above it.

    What is above the heading of a level is no title, nor is an item of a list above another line than that of the unit.
    """
    near = list(takewhile(lambda line: not patterns().any_level.heading.match(line.lstrip("*# ")), lines[:2]))
    if len(near) > 1 and (len(near[0]) > LONGEST_BETWEEN or parse_number(near[1])) and unit_of(near[0]) is None:
        near = near[:1]
    return any(word in line for line in near if len(line) <= LONGEST_TITLE for word in family().cells.past)


def years_of(found: Mapping[Place, TableContext]) -> dict[Place, int]:
    """The year of each table that has one."""
    return {place: context.year for place, context in found.items() if context.year is not None}
