"""Rows of a table whose cells follow each other in one run of words: texts, and as many amounts as there are years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.read.markup_terms import markup
from extract.read.text.text_rows import TextRow
from normalize.numerals import arabic

FEWEST_ROWS, FEWEST_YEARS = 2, 2
"""Minimum number of rows with amounts, and of years above them."""

_YEAR = re.compile(r"\S*?(?P<space> ?)(?P<year>25\d\d)(?!\S)")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|[-–]")


@dataclass(slots=True)
class RunTable:
    """A table among the lines of a page: the index of the line with its header, and that of the line behind it.

    `before` is what that line has before the names of columns, `rest` what it has behind them: of a row torn by the
    page break.
    """

    first: int
    end: int
    names: list[str]
    rows: list[tuple[int, list[str]]]
    before: str
    rest: str

    def text_rows(self, numbers: Sequence[int]) -> list[TextRow]:
        """The rows. `numbers` are those of the page's lines in the source."""
        width = len(self.names)
        rest = [TextRow(numbers[self.first], [self.rest, *[""] * (width - 1)])] if self.rest else []
        rows = [TextRow(numbers[at], [*cells, *[""] * (width - len(cells))]) for at, cells in self.rows]
        return [TextRow(numbers[self.first], self.names, is_header=True), *rest, *rows]

    def take_rest(self, below: RunTable) -> None:
        """Take what the table on the next page has of a row of this one: of its last level, since all others are
        whole."""
        levels = [cells for _, cells in self.rows if len(cells) == 1]
        if below.rest and levels and below.names == self.names:
            levels[-1][0] = f"{levels[-1][0]} {below.rest}"
            below.rest = ""


def run_table(lines: Sequence[str]) -> RunTable | None:
    """The table among the lines of a page."""
    for first, line in enumerate(lines):
        head = _header(line)
        if head is None:
            continue
        before, names, rest = head
        cells = [_cells(text, len(names) - 1) for text in lines[first + 1 :]]
        rows = [at for at, each in enumerate(cells) if len(each) > 1]
        if len(rows) >= FEWEST_ROWS:
            end = first + 2 + rows[-1]
            inside = [(at, each) for at, each in enumerate(cells[: rows[-1] + 1], start=first + 1) if each[0]]
            return RunTable(first, end, names, inside, before, rest)
    return None


def _header(line: str) -> tuple[str, list[str], str] | None:
    """What a line has before the names of columns, these names, and what it has behind them."""
    text = arabic(line)
    years = list(_YEAR.finditer(text))
    for first, year in enumerate(years):
        counted = [y for n, y in enumerate(years[first:]) if int(y["year"]) == int(year["year"]) + n]
        if len(counted) < FEWEST_YEARS or counted != years[first : first + len(counted)]:
            continue
        starts = [text.rfind(" ", 0, y.start("space")) + 1 for y in counted]
        units = [text[y.end() : b] for y, b in zip(counted, starts[1:], strict=False)]
        if len({unit.replace(" ", "") for unit in units}) > 1:
            continue
        unit = re.match(r"\s*".join(map(re.escape, units[0].replace(" ", ""))), text[counted[-1].end() :].lstrip())
        end = len(text) - len(text[counted[-1].end() :].lstrip()) + (unit.end() if unit else 0)
        at = min((i for word in markup().entry_starts if (i := text.find(word)) >= 0), default=0)
        at = at if at < starts[0] else 0
        names = [text[a:b].strip() for a, b in zip([at, *starts], [*starts, end], strict=True)]
        return line[:at].strip(), names, line[end:].strip()
    return None


def _cells(line: str, width: int) -> list[str]:
    """The text of a line and the amounts at its end, if it has as many as there are years; else the text alone."""
    words = line.split(" ")
    amounts = words[-width:]
    if len(words) > width and all(_AMOUNT.fullmatch(arabic(word)) for word in amounts):
        return [" ".join(words[:-width]), *amounts]
    return [line]
