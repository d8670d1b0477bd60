"""Collects blocks into pages. For use by every reader of running text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extract.model.document import Block, Grid, Line, Page, Place, TextSource
from extract.model.errors import SourceTooLarge
from extract.read.decode import Original, Repair, as_it_is
from extract.read.grids import LooseCell, build_grid
from extract.read.page_numbers import without_page_numbers
from extract.read.quality import text_quality
from extract.read.settings import DEFAULTS


@dataclass(slots=True)
class Draft:
    """A page under construction. `after_break` and `before_break`: whether its edges are real page breaks."""

    number: int
    start: int
    blocks: list[Block] = field(default_factory=list)
    after_break: bool = False
    before_break: bool = False


class PageBuilder:
    """Builds pages from blocks and page breaks given in reading order.

    Offsets are in characters from the start of the text. They are used only to assign repairs to pages. `original`
    returns the raw text of a piece that the reader has changed.
    """

    def __init__(self, source: str, original: Original = as_it_is) -> None:
        self.gap = False
        self._original = original
        self._source = source
        self._pieces = 0
        self._cells = 0
        self._drafts = [Draft(1, 0)]
        self._last = Place(0, 0)

    def place(self, line: int) -> Place:
        """The place of the next paragraph or table row on the current page."""
        page = self._drafts[-1].number
        is_same = (page, line) == (self._last.page, self._last.line)
        self._last = Place(page, line, part=self._last.part + 1 if is_same else 0)
        return self._last

    def add_line(self, text: str, raw: str, line: int, confidence: float | None = None) -> None:
        """Add a non-empty line of text. `confidence`: of OCR."""
        self._count(1)
        # One object for equal texts: most lines are unchanged.
        text = raw if text == raw else text
        self._add(Line(text, self._original(raw, line), self.place(line), self._take_gap(), confidence))

    def add_grid(self, rows: Sequence[Sequence[LooseCell]]) -> None:
        """Add a table, unless it has no cells."""
        if self._original is not as_it_is:
            rows = [[replace(cell, raw=self._original(cell.raw, cell.place.line)) for cell in row] for row in rows]
        if grid := build_grid(rows, self.gap):
            self._add(grid)
            self.gap = False

    def count_cells(self, number: int) -> None:
        """Count cells before they are created. Raises: `SourceTooLarge` if there are too many."""
        self._cells += number
        if self._cells > DEFAULTS.max_cells:
            raise SourceTooLarge(self._source, f"more than {DEFAULTS.max_cells:,} table cells")
        self._count(number)

    def turn(self, offset: int, announced: int | None, always: bool = False) -> None:
        """Add a page break. `announced`: number of the next page in its marker. `always`: count blank pages too."""
        self._count(1)
        draft = self._drafts[-1]
        if draft.blocks:
            draft.before_break = True
            draft = Draft(_next_number(draft.number, announced), offset)
            self._drafts.append(draft)
        else:
            draft.number = _number_of_blank(draft.number, announced, always)
        draft.after_break = True

    def finish(self, text_source: TextSource, repairs: Sequence[Repair]) -> tuple[Page, ...]:
        """The pages with content, or one empty page if there are none."""
        without_page_numbers(self._drafts)
        offsets = [repair.offset for repair in repairs]
        edges = [0, *(bisect_left(offsets, draft.start) for draft in self._drafts[1:]), len(repairs)]
        pages = []
        for draft, first, last in zip(self._drafts, edges, edges[1:], strict=False):
            codes = Counter(repair.code for repair in repairs[first:last])
            pages.append(_page(draft, text_source, codes))
        return tuple(page for page in pages if page.blocks or page.repairs) or (pages[0],)

    def _add(self, block: Block) -> None:
        self._drafts[-1].blocks.append(block)

    def _take_gap(self) -> bool:
        gap, self.gap = self.gap, False
        return gap

    def _count(self, pieces: int) -> None:
        self._pieces += pieces
        if self._pieces > DEFAULTS.max_pieces:
            raise SourceTooLarge(self._source, f"more than {DEFAULTS.max_pieces:,} lines, table cells and pages")


def _next_number(number: int, announced: int | None) -> int:
    if announced is not None and number < announced <= number + DEFAULTS.page_leap:
        return announced
    return number + 1


def _number_of_blank(number: int, announced: int | None, always: bool) -> int:
    if announced is not None and number <= announced <= number + DEFAULTS.page_leap:
        return announced
    return number + 1 if always else number


def _page(draft: Draft, text_source: TextSource, repairs: Counter[str]) -> Page:
    quality = text_quality(_texts(draft.blocks))
    return Page(draft.number, tuple(draft.blocks), text_source, quality=quality, repairs=dict(repairs))


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text
