"""Finds HTML tables in a text and parses their rows of cells. Unclosed tags are tolerated."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from extract.read.settings import DEFAULTS
from extract.read.text.markup import TAG

_TABLE = "table"
_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"})
_CELLS = frozenset({"td", "th"})
_ANY_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_SPAN = re.compile(r"""\b(row|col)span\s*+=\s*+["']?\s*+([0-9]{1,9})""", re.IGNORECASE)


class Span(NamedTuple):
    """A range of the text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """The content of a cell as a range of the text, and its row and column spans as written."""

    content: Span
    row_span: int
    column_span: int
    is_header: bool


@dataclass(slots=True)
class HtmlTable:
    """The rows of a table, and the ranges of its text that are not in cells (captions, stray text)."""

    rows: list[list[HtmlCell]] = field(default_factory=list)
    strays: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Opened:
    """An open table, and the end of the last row or cell tag in it."""

    start: int
    last: int = 0


def find_tables(text: str, within: Span) -> list[Span]:
    """The outermost tables in the range `within` of `text`, in order.

    A table that is never closed ends with the line of its last row or cell. An element without rows is not a table.
    """
    if not _ANY_TABLE.search(text, *within):
        return []
    found: list[Span] = []
    opened: list[_Opened] = []
    starts: list[int] = []
    for tag in TAG.finditer(text, *within):
        name = tag["name"].casefold()
        if name == _TABLE and not tag["end"]:
            starts.append(tag.start())
            if len(opened) < DEFAULTS.max_open_tables:
                opened.append(_Opened(tag.start()))
        elif name == _TABLE and opened:
            found.append(Span(opened.pop().start, tag.end()))
        elif name in _PARTS and opened:
            opened[-1].last = tag.end()
    starts.append(within.end)
    found += [Span(table.start, _end_of_unclosed(text, table.last, starts)) for table in opened if table.last]
    return list(_outermost(sorted(found)))


def _end_of_unclosed(text: str, last: int, starts: list[int]) -> int:
    """The end of the line, or the first of `starts` after `last` if that is before it."""
    limit = starts[bisect_left(starts, last)]
    end = text.find("\n", last, limit)
    return limit if end < 0 else end


def _outermost(spans: list[Span]) -> Iterator[Span]:
    """The outermost of ordered ranges, which may be nested but do not overlap otherwise."""
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end


def parse_table(text: str, span: Span, count: Callable[[int], None]) -> HtmlTable:
    """Parse the table that `find_tables` found at `span`. A table within a cell is part of the cell's text.

    `count` is called for every row and cell, so that it can raise before a hostile table fills the memory.
    """
    parser = _Parser(text, count)
    for tag in TAG.finditer(text, span.start, span.end):
        parser.feed(tag)
    parser.close(span.end)
    return parser.table


MOST_LAYOUT_CELLS = 12
"""Cells of a table that lays out a page: its head, its menu, its content, its foot."""

LAYOUT_SHARE = 0.7
"""Share of the characters of such a table that its content holds, at the least."""

FEWEST_BLOCKS = 20
"""Paragraphs and line breaks of the content of such a table, at the least."""

FEWEST_IN_BOX = 5
"""The same where no other cell holds anything."""

DEEPEST_LAYOUT = 4
"""Tables for layout in one another that are looked into."""

_BLOCK = re.compile(r"<(?:br|p|div|tr|li|h[1-6]|center)[\s>/]", re.IGNORECASE)


def lays_out_page(text: str, table: HtmlTable) -> bool:
    """Whether a table holds a page, or a box of it: nearly all of its text is the many paragraphs of one cell."""
    cells = [cell.content for row in table.rows for cell in row]
    if not cells or len(cells) > MOST_LAYOUT_CELLS:
        return False
    main = max(cells, key=lambda span: span.end - span.start)
    if main.end - main.start < LAYOUT_SHARE * sum(span.end - span.start for span in cells):
        return False
    is_alone = all(span is main or not text[slice(*span)].strip() for span in cells)
    wanted = FEWEST_IN_BOX if is_alone else FEWEST_BLOCKS
    return sum(1 for _ in islice(_BLOCK.finditer(text, *main), wanted)) == wanted


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page: a table, or text where `table` is None. `is_apart`: it is a cell of a table for layout."""

    span: Span
    table: HtmlTable | None
    is_apart: bool


LaidTable = tuple[Span, HtmlTable]
"""A table that is made of other elements, with its range."""


def page_parts(
    text: str, within: Span, count: Callable[[int], None], laid: Sequence[LaidTable] = (), depth: int = 0
) -> Iterator[Part]:
    """The tables of a stretch and the text between them, in order; of tables that lay out a page, their cells' parts.

    `laid` are tables of other elements, in order. `depth` counts the tables for layout around the stretch. For `count`
    see `parse_table`.
    """
    position = within.start
    others = {span: table for span, table in laid if within.start <= span.start and span.end <= within.end}
    for span in _outermost(sorted([*find_tables(text, within), *others])):
        yield Part(Span(position, span.start), None, depth > 0)
        if span in others:
            count(sum(map(len, others[span].rows)))
            yield Part(span, others[span], depth > 0)
            position = span.end
            continue
        table = parse_table(text, span, count)
        if depth < DEEPEST_LAYOUT and lays_out_page(text, table):
            cells = (cell.content for row in table.rows for cell in row)
            for piece in sorted([*table.strays, *cells]):
                yield from page_parts(text, piece, count, laid, depth + 1)
        else:
            yield Part(span, table, depth > 0)
        position = span.end
    yield Part(Span(position, within.end), None, depth > 0)


class _Parser:
    """Processes a table's tags in order. Start and end tags of cells and rows close open elements."""

    def __init__(self, text: str, count: Callable[[int], None]) -> None:
        self.table = HtmlTable()
        self._text = text
        self._count = count
        self._depth = 0
        self._in_head = False
        self._cell: re.Match[str] | None = None
        self._row: list[HtmlCell] | None = None
        self._position: int | None = None

    def feed(self, tag: re.Match[str]) -> None:
        name, is_end = tag["name"].casefold(), bool(tag["end"])
        if name == _TABLE:
            self._depth += -1 if is_end else 1
            if (self._depth, is_end) in {(1, False), (0, True)}:
                self._step(tag)
        elif name in _PARTS and self._depth == 1:
            self._step(tag)
            self._enter(name, is_end, tag)

    def close(self, end: int) -> None:
        """Process the end of the table, with all elements that are still open."""
        self._end_cell(end)
        self._stray(end)

    def _step(self, tag: re.Match[str]) -> None:
        self._end_cell(tag.start())
        self._stray(tag.start())
        self._position = tag.end()

    def _enter(self, name: str, is_end: bool, tag: re.Match[str]) -> None:
        if name in _CELLS:
            self._cell = None if is_end else tag
        elif name == "tr":
            self._row = None if is_end else self._new_row()
        elif name in {"thead", "tbody", "tfoot"}:
            self._in_head = name == "thead" and not is_end
            self._row = None

    def _new_row(self) -> list[HtmlCell]:
        self._count(1)
        self.table.rows.append([])
        return self.table.rows[-1]

    def _end_cell(self, end: int) -> None:
        if self._cell is None:
            return
        if self._row is None:
            self._row = self._new_row()
        self._count(1)
        tag, self._cell = self._cell, None
        spans = {found[1].casefold(): int(found[2]) for found in _SPAN.finditer(tag["attributes"])}
        is_header = self._in_head or tag["name"].casefold() == "th"
        self._row.append(HtmlCell(Span(tag.end(), end), spans.get("row", 1), spans.get("col", 1), is_header))
        self._position = end

    def _stray(self, end: int) -> None:
        start, self._position = self._position, end
        if start is not None and start < end and not self._text[start:end].isspace():
            self.table.strays.append(Span(start, end))
