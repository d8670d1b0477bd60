"""Finds the rows of tables that are laid out with spaces.

They are proved by their amounts, by order numbers, or by the numbers of entries. The text of a row may begin above its
amounts, where the cells of a table are centred; blank lines part rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.layout.cell_lines import LONE_NUMBER
from extract.read.markup_terms import markup
from extract.read.text.laid.columns import NEAR_START
from extract.read.text.laid.lines import (
    LaidLine,
    begins_entry,
    is_amount,
    is_entry,
    is_mark,
    names_level,
    text_of,
    without_lead,
)
from extract.read.text.text_rows import TextRow
from normalize.numerals import arabic
from normalize.text import join_lines

FEWEST_MARKS = 2
"""Minimum number of amounts or order numbers of a column that tell its rows apart."""

OFF_MIDDLE = 0.5
"""Maximum distance in lines of an amount from the middle of the text of its row."""

FULL, FEWEST_FULL = 0.75, 3
"""Minimum share and number of the columns that a line fills which begins a row whatever it holds."""

MARKED = 0.6
"""Minimum share of them among the texts of that column."""


@dataclass(slots=True)
class _Row:
    line: int
    cells: dict[int, list[str]] = field(default_factory=dict)

    def add(self, cells: dict[int, str]) -> None:
        for column, text in cells.items():
            self.cells.setdefault(column, []).append(text)


def laid_rows(lines: Sequence[LaidLine], width: int) -> list[TextRow] | None:
    """The rows of a table; None if nothing proves them."""
    marks = _mark_columns(lines, width)
    if not marks:
        return None
    key = _entry_column(lines, width, marks)
    rows: list[_Row] = []
    for band in _bands(lines):
        if band[0].is_heading:
            rows.append(_Row(band[0].number))
            for line in band:
                rows[-1].add(line.cells)
        else:
            rows += _band_rows(band, marks, key, width)
    return [TextRow(row.line, [paragraphs(row.cells.get(c, ())) for c in range(width)]) for row in rows]


def paragraphs(texts: Sequence[str]) -> str:
    """The text of a cell: entries and amounts are paragraphs of their own."""
    found: list[list[str]] = []
    for text in texts:
        if not found or begins_entry(text) or is_mark(text) or is_mark(found[-1][-1]):
            found.append([text])
        else:
            found[-1].append(text)
    return "\n".join(join_lines(each) for each in found)


def is_row(line: LaidLine) -> bool:
    """Whether a line has an amount and another text."""
    marks = [is_mark(text) for text in line.cells.values()]
    return any(marks) and not all(marks)


def _mark_columns(lines: Sequence[LaidLine], width: int) -> set[int]:
    """The columns of amounts and of order numbers."""
    found = set()
    for column in range(width):
        texts = [arabic(line.cells[column]) for line in lines if column in line.cells and not line.is_heading]
        amounts = sum(is_amount(text) for text in texts)
        numbers = sum(bool(LONE_NUMBER.fullmatch(text)) for text in texts) if not column else 0
        if max(amounts, numbers) >= min(FEWEST_MARKS, len(texts) or FEWEST_MARKS) and (
            max(amounts, numbers) >= MARKED * len(texts)
        ):
            found.add(column)
    return found


def _entry_column(lines: Sequence[LaidLine], width: int, marks: set[int]) -> int | None:
    """The column of the rows' names: that with the most text."""
    sizes = {c: sum(len(line.cells.get(c, "")) for line in lines if not line.is_heading) for c in range(width)}
    names = [c for c in sizes if c not in marks and sizes[c]]
    entries = {c: sum(is_entry(line.cells.get(c, "")) for line in lines) for c in names}
    return max(names, key=lambda c: (_begins_entries(lines, c), sizes[c]), default=None) if entries else None


def _begins_entries(lines: Sequence[LaidLine], column: int) -> int:
    """How many texts of a column begin with the word of an entry, perhaps behind a number or bullet."""
    starts = markup().entry_starts
    return sum(without_lead(line.cells[column]).startswith(starts) for line in lines if column in line.cells)


def _bands(lines: Sequence[LaidLine]) -> Iterator[list[LaidLine]]:
    """The lines between headings, and each heading with the rest of it."""
    band: list[LaidLine] = []
    for line in lines:
        if line.is_heading and not (
            band and band[0].is_heading and not names_level(text_of(line.places)) and not line.is_apart
        ):
            if band:
                yield band
            band = [line]
        elif band and band[0].is_heading and not _is_rest(line, band):
            yield band
            band = [line]
        else:
            band.append(line)
    if band:
        yield band


def _is_rest(line: LaidLine, heading: Sequence[LaidLine]) -> bool:
    """Whether a line goes on with a heading: nothing but a text at its left, that is no entry."""
    if line.is_apart or len(line.pieces) > 1 or line.has_mark():
        return False
    piece = line.pieces[0]
    is_left = piece.start <= heading[0].pieces[0].start + NEAR_START
    return is_left and not is_entry(piece.text) and not without_lead(piece.text).startswith(markup().entry_starts)


def _band_rows(band: Sequence[LaidLine], marks: set[int], key: int | None, width: int) -> list[_Row]:
    """The rows of lines without a heading among them."""
    starts = sorted({0, *_starts(band, marks, key, width)})
    starts = _without_stacked(band, starts, marks, key)
    rows = [_Row(band[start].number) for start in starts]
    owner: dict[int, int] = {}
    for index, line in enumerate(band):
        row = bisect_right(starts, index) - 1
        for column, text in line.cells.items():
            if key is not None and column < key and column not in marks:
                is_first = begins_entry(text) or names_level(text) or _is_total(text)
                if is_first or column not in owner or not _has_entries(band, column):
                    owner[column] = row
                rows[owner[column]].cells.setdefault(column, []).append(text)
            else:
                rows[row].cells.setdefault(column, []).append(text)
    return rows


def _without_stacked(band: Sequence[LaidLine], starts: list[int], marks: set[int], key: int | None) -> list[int]:
    """The beginnings of rows; where entries and their amounts are stacked side by side, those of the whole cells.

    The lines of an entry may be more than that of its amount, so that the amounts run ahead of the entries: there are
    as many of both up to the next text of a column to the left, or a total.
    """
    if key is None:
        return starts
    outer = [i for i, line in enumerate(band) if any(begins_entry(t) for c, t in line.cells.items() if c < key)]
    totals = [i for i in _anchors(band, marks) if _is_label(band[i], marks)]
    kept: list[int] = []
    for first, end in pairwise(sorted({0, *outer, *totals, *(i + 1 for i in totals), len(band)})):
        entries = [i for i in range(first, end) if begins_entry(band[i].cells.get(key, ""))]
        amounts = _anchors(band[first:end], marks)
        inside = [start for start in starts if first <= start < end]
        is_stacked = len(entries) == len(amounts) > 1 and entries != [first + i for i in amounts]
        kept += [first] if is_stacked and entries[0] == first else inside
    return kept


def _has_entries(band: Sequence[LaidLine], column: int) -> bool:
    """Whether a text of a column begins with a number, or the word of a level and its number."""
    texts = [line.cells.get(column, "") for line in band]
    return any(begins_entry(text) or names_level(text) for text in texts)


def _is_total(text: str) -> bool:
    """Whether a text begins with the word of a sum or a level."""
    return arabic(text).startswith(markup().label_starts)


def _anchors(band: Sequence[LaidLine], marks: set[int]) -> list[int]:
    """The lines with amounts or order numbers."""
    return [i for i, line in enumerate(band) if any(is_mark(line.cells.get(c, "")) for c in marks)]


def _starts(band: Sequence[LaidLine], marks: set[int], key: int | None, width: int) -> set[int]:
    """The lines at which rows begin."""
    anchors = _anchors(band, marks)
    parted = _parted_by_blanks(band, anchors)
    if parted:
        return parted
    entries = [i for i, line in enumerate(band) if key is not None and begins_entry(line.cells.get(key, ""))]
    labels = {i for i, line in enumerate(band) if _is_label(line, marks)}
    own = [i for i in anchors if i not in labels]
    least = max(FEWEST_FULL, FULL * width)
    full = {i for i, line in enumerate(band) if 0 in line.cells and len(line.cells) >= least}
    if entries and len(entries) + FEWEST_MARKS > len(own):
        found = {*entries, *labels, *full}
        return found | _second_anchors(own, sorted(found))
    if own and own[0] and 0 not in labels and full <= set(own):
        middled = _by_middles(band, own, labels, key)
        if middled is not None:
            return middled | labels
    gaps = {i for i, line in enumerate(band) if i and line.is_apart}
    return {*anchors, *labels, *full, *(i for i in gaps if _holds_anchor(i, gaps, anchors, len(band)))}


def _parted_by_blanks(band: Sequence[LaidLine], anchors: Sequence[int]) -> set[int]:
    """The lines behind blank ones, if each has one line with amounts or an order number up to the next; else none.

    Then nothing but a row is between two blank lines.
    """
    gaps = [0, *(i for i, line in enumerate(band) if i and line.is_apart)]
    counts = [sum(a <= anchor < b for anchor in anchors) for a, b in pairwise([*gaps, len(band)])]
    return set(gaps) if len(gaps) > 1 and set(counts) == {1} else set()


def _holds_anchor(at: int, gaps: set[int], anchors: Sequence[int], end: int) -> bool:
    """Whether the lines from a blank line up to the next one have an amount."""
    upto = min((gap for gap in gaps if gap > at), default=end)
    return any(at <= anchor < upto for anchor in anchors)


def _second_anchors(anchors: Sequence[int], starts: Sequence[int]) -> set[int]:
    """Of two lines with amounts in one row, the second begins another."""
    found = set()
    for a, b in pairwise(anchors):
        if bisect_right(starts, a) == bisect_right(starts, b) and starts and starts[0] <= a:
            found.add(b)
    return found


def _is_label(line: LaidLine, marks: set[int]) -> bool:
    """Whether a line is a total: it has amounts, and its text is the word of a sum."""
    if not any(is_amount(arabic(text)) for text in line.cells.values()):
        return False
    words = [text for column, text in line.cells.items() if column not in marks]
    words += [text for column, text in line.cells.items() if column in marks and not is_mark(text)]
    return any(arabic(text).startswith(markup().sum_starts) for text in words)


def _by_middles(band: Sequence[LaidLine], anchors: Sequence[int], labels: set[int], key: int | None) -> set[int] | None:
    """The first lines of rows whose texts have their amounts in the middle; None if they have not."""
    texts = [i for i, line in enumerate(band) if key in line.cells and i not in labels]
    starts: set[int] = set()
    at = 0
    for anchor, below in pairwise([*anchors, len(band)]):
        ends = [e for e in range(at + 1, len(texts) + 1) if texts[e - 1] < below]
        off = {e: abs((texts[at] + texts[e - 1]) / 2 - anchor) for e in ends}
        if not off or min(off.values()) > OFF_MIDDLE:
            return None
        starts.add(min(texts[at], anchor))
        at = min(off, key=lambda e: off[e])
    return starts if at == len(texts) else None
