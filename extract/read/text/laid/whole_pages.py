"""Texts in which everything stands where it is on the page: programs print a PDF so.

Whether a line is a part of a table is decided with all lines of its page: rows may be parted by blank lines, and one
text of a row may be on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.read.markup_terms import markup
from extract.read.text.laid.tables import LaidTable, laid_tables
from extract.read.text.page_marks import page_mark
from extract.read.text.source_lines import SourceLine
from extract.read.text.text_rows import TextRow

FEWEST_LINES = 5
"""Minimum number of lines far from the left margin, and of lines with a wide gap."""

_FAR = re.compile(r"^ {8,}\S", re.MULTILINE)
_WIDE = re.compile(r"\S {3,}\S.*$", re.MULTILINE)


Part = tuple[list[SourceLine], Sequence[TextRow] | None]
"""Lines, and the rows of the table below them, if there is one."""


def is_laid(text: str) -> bool:
    """Whether everything stands where it is on the page."""
    return "\t" not in text and all(_has_many(pattern, text) for pattern in (_FAR, _WIDE))


def _has_many(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.finditer(text)
    return sum(1 for _ in zip(found, range(FEWEST_LINES), strict=False)) == FEWEST_LINES


@dataclass(slots=True)
class LaidPages:
    """The pages of such a text, one after the other. `above` is the table that the page before ends with."""

    above: LaidTable | None = None

    def parts(self, lines: Iterable[SourceLine]) -> Iterator[Part]:
        """The lines, parted at the tables among them. No table goes over the mark of a page, but its rows go on."""
        page: list[SourceLine] = []
        for line in lines:
            page.append(line)
            if page_mark(line.raw):
                yield from self._page_parts(page)
                page = []
        yield from self._page_parts(page)

    def _page_parts(self, page: Sequence[SourceLine]) -> Iterator[Part]:
        kept, blanks = _given(page)
        at = 0
        given = [(page[index].number, page[index].raw) for index in kept]
        tables = laid_tables(given, blanks, self.above, is_page=True)
        for table in tables:
            first, last = kept[table.first], kept[table.end - 1]
            yield list(page[at:first]), table.rows
            inside = {*kept[table.first : table.end]}
            rest = [page[index] for index in range(first, last) if index not in inside and page[index].raw.strip()]
            yield rest, None
            at = last + 1
        yield list(page[at:]), None
        is_open = bool(tables) and tables[-1].end == len(kept) and bool(tables[-1].edges)
        self.above = tables[-1] if is_open else None


def _given(page: Sequence[SourceLine]) -> tuple[list[int], list[int]]:
    """The lines among which tables are sought, without blank ones and page numbers; those of them behind blank ones."""
    kept: list[int] = []
    blanks: list[int] = []
    is_apart = True
    for index, line in enumerate(page):
        text = line.raw.strip()
        if not text or (is_apart and markup().page_number.fullmatch(text)) or page_mark(line.raw):
            is_apart = True
            continue
        if is_apart:
            blanks.append(len(kept))
        kept.append(index)
        is_apart = False
    return kept, blanks
