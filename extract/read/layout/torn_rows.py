"""Finds rows of a table that a page break tore: the rest of the row is the first one of the next page.

A word processor breaks a row wherever the page ends: its number, the beginning of its name and its amounts are on one
page, the rest of the name on the next, below a header that is printed again. A number may be broken as well. A browser
moves whole cells to the next page, so that the amounts of a row are on one page and its name on the next.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from extract.model.document import Cell, Grid
from extract.read.layout.broken_numbers import goes_on, may_go_on
from extract.read.layout.cell_lines import NUMBER_ALONE
from extract.read.markup_terms import markup
from normalize.money import looks_like_money
from normalize.numerals import arabic
from normalize.text import join_lines

_NUMBERED = re.compile(r"[-•▪●◦*]\s|\(?\d{1,3}(?:\.\d{1,3})*\s?[.)]|\d{1,2}(?:\.\d{1,2})+\s")
_BARE_NUMBER = re.compile(r"\d{1,3}\s")

FEWEST_COLUMNS = 3
"""Minimum number of columns of a table in which a row with fewer filled cells may be a rest."""

_Row = Mapping[int, Cell]
"""Maps the first column of each cell of a row to the cell."""


def is_torn(upper: Grid, lower: Grid, head: int, torn: int = -1) -> bool:
    """Whether the first row of a table below its `head` rows of header is the rest of the last row of another.

    `torn` is the row of the upper table that is a rest itself, if any.
    """
    ends = {cell.column: cell for cell in upper.cells if cell.row + cell.row_span == upper.row_count}
    rest = {cell.column: cell for cell in lower.cells if cell.row == head}
    if ends.keys() != rest.keys() or any(ends[c].column_span != rest[c].column_span for c in ends):
        return False
    others = [*_rows(upper, {torn, upper.row_count - 1}), *_rows(lower, {head})]
    if _is_moved(ends, rest, others):
        return True
    if len(ends) < FEWEST_COLUMNS:
        return False
    lacking = rest if _filled(rest) < _filled(ends) else ends
    return _is_rest(ends, rest) and _filled(lacking) not in {_filled(row) for row in others if not _is_begun(row)}


def begins_anew(upper: Grid, lower: Grid, head: int) -> bool:
    """Whether the first row of a table below its header is the next one after the last row of another: it has the next
    number, or a name and amounts in the columns where that has its own, or one of both is a label across the table.

    Tables without rules between rows are open at the end of a page as well.
    """
    row = {cell.column: cell for cell in upper.cells if cell.row + cell.row_span == upper.row_count}
    rest = {cell.column: cell for cell in lower.cells if cell.row == head}
    if _is_label_row(row, upper.column_count) != _is_label_row(rest, lower.column_count):
        return True
    shared = sorted(_filled(row) & _filled(rest))
    numbers = [[arabic(each[c].text).strip(" .()") for each in (row, rest)] for c in shared[:1]]
    if any(a.isdigit() and b.isdigit() and int(b) == int(a) + 1 for a, b in numbers):
        return True
    amounts = [c for c in shared if is_mark(row[c].text) and is_mark(rest[c].text)]
    is_named = any(_begins(rest[c].text, row[c].text) for c in shared if not is_mark(rest[c].text))
    return is_named and len(amounts) > len(broken_numbers(row, rest))


def _is_label_row(row: _Row, columns: int) -> bool:
    """Whether a row is one cell with a text."""
    return len(row) == 1 < columns and any(cell.column_span == columns and cell.text.strip() for cell in row.values())


def _rows(grid: Grid, left_out: Collection[int]) -> list[_Row]:
    """The rows of a table, except some."""
    return [{cell.column: cell for cell in row} for index, row in enumerate(grid.rows()) if index not in left_out]


def _filled(row: _Row) -> frozenset[int]:
    return frozenset(column for column, cell in row.items() if cell.text.strip())


def _is_begun(row: _Row) -> bool:
    """Whether the first text of a row begins something, as no rest does."""
    texts = [cell.text for _, cell in sorted(row.items()) if cell.text.strip() and not is_mark(cell.text)]
    return bool(texts) and _begins(texts[0], "")


def _is_rest(row: _Row, rest: _Row) -> bool:
    """Whether a row is the rest of another: it begins nothing new, and each has what the other lacks, or the other is
    a label."""
    above, below = _filled(row), _filled(rest)
    words = {c for c in below if not is_mark(rest[c].text) or _is_ordinal(row.get(c), rest[c])}
    broken = broken_numbers(row, rest, are_likely=bool(words & above))
    words -= broken
    marks = below - broken - words
    if not (broken or words & above) or words - above:
        return False
    if not marks and any(_lacks_entries(row, rest, c) for c in words):
        return True
    if any(_begins(rest[c].text, row[c].text) for c in words):
        return False
    if any(_is_numbered_above(rest[c].text, row[c].text) for c in words):
        return True  # with the amounts of the next project in the cell, if it has several
    if marks & above:
        return False
    is_label = len(above) == 1 and _is_begun(row)  # of a level, whose words go on
    return bool(broken) or bool(marks) or below < above or (below == above and is_label)


def _lacks_entries(row: _Row, rest: _Row, column: int) -> bool:
    """Whether a cell has fewer entries than each cell of amounts beside it, and its rest has those that it lacks."""
    amounts = {len(_paragraphs(cell)) for cell in row.values() if _is_marks(cell)}
    entries = [sum(_begins(text, "") for text in _paragraphs(each[column])) for each in (row, rest)]
    return min(entries) > 0 and amounts == {sum(entries)}


def _is_ordinal(upper: Cell | None, rest: Cell) -> bool:
    """Whether a number is that of the word which the text above ends with, as in `ฉบับที่` and `1/2567`."""
    return upper is not None and rest.text[:1].isdigit() and _last(upper).endswith(markup().before_numbers)


def broken_numbers(row: _Row, rest: _Row, *, are_likely: bool = False) -> set[int]:
    """The columns in which a number goes on in the rest of a row.

    Where one surely does, as `35,` and `000`, or where words of the row go on (`are_likely`), so do the numbers that
    might stand alone.
    """
    shared = _filled(row) & _filled(rest)
    sure = {c for c in shared if goes_on(_last(row[c]), _first(rest[c]))}
    if not sure and not are_likely:
        return sure
    return sure | {c for c in shared if may_go_on(_last(row[c]), _first(rest[c]))}


def _is_moved(row: _Row, rest: _Row, others: Sequence[_Row]) -> bool:
    """Whether whole cells of a row are on the next page: neither part is like any row, and together they are one."""
    above, below = _filled(row), _filled(rest)
    moved = below - above
    if not above - below or not moved or any(is_mark(rest[c].text) for c in below):
        return False
    if any(_begins(rest[c].text, row[c].text) for c in above & below):
        return False
    if any(_is_label(row[c].text) for c in above - below) or (len(below) == 1 and _is_label(rest[min(below)].text)):
        return False
    filled = [_filled(other) for other in others if other.keys() == row.keys()]
    return above | below in filled and above not in filled and below not in filled


def _is_label(text: str) -> bool:
    """Whether a text begins with the word of a level or a total."""
    return arabic(text).strip().startswith(markup().label_starts)


def is_mark(text: str) -> bool:
    """Whether a cell holds an amount, a number, a dash or a tick, which no rest of another cell is."""
    text = arabic(text).strip()
    return looks_like_money(text) or not any(c.isalpha() for c in text)


def _begins(text: str, above: str) -> bool:
    """Whether a text begins an entry, a level or a total of its own. A bare number does so if one begins `above`.

    What is below the number of an entry goes on with it. A level named by its number alone is what the word of a total
    above it sums up.
    """
    text = arabic(text).strip()
    level = markup().numbered_label.match(text)
    if above.strip() in markup().sum_starts and level is not None and level.end() == len(text):
        return False
    if _is_numbered_above(text, above):
        return False
    if _BARE_NUMBER.match(text) and (not above or _BARE_NUMBER.match(f"{arabic(above).strip()} ")):
        return True
    return bool(_NUMBERED.match(text)) or text.startswith((*markup().entry_starts, *markup().label_starts))


def _is_numbered_above(text: str, above: str) -> bool:
    """Whether a text begins with the word for a project, whose number is alone on the line above."""
    last = arabic(above).strip().rsplit("\n", 1)[-1]
    return bool(NUMBER_ALONE.fullmatch(last)) and text.strip().startswith(markup().entry_starts)


def _is_marks(cell: Cell) -> bool:
    """Whether each paragraph of a cell is an amount or a dash."""
    texts = _paragraphs(cell)
    return bool(texts) and all(is_mark(text) for text in texts)


def _paragraphs(cell: Cell) -> list[str]:
    return [text for text in cell.text.split("\n") if text.strip()]


def _last(cell: Cell) -> str:
    return cell.text.strip().rsplit("\n", 1)[-1]


def _first(cell: Cell) -> str:
    return cell.text.strip().split("\n", 1)[0]


def with_rest(cell: Cell, rest: Cell, *, is_number: bool = False) -> Cell:
    """A cell with the text of its rest, which goes on with its last paragraph, or its last number."""
    if not rest.text.strip():
        return cell
    if not cell.text.strip():
        return replace(cell, text=rest.text, raw=rest.raw)
    *paragraphs, last = cell.text.strip().split("\n")
    first, *others = rest.text.strip().split("\n")
    are_two = _NUMBERED.match(arabic(first)) or (is_mark(last) and is_mark(first))  # entries, or their amounts
    if not is_number and are_two:
        others, first = [first, *others], ""
    joined = last + first if is_number or not first else join_lines([last, first])
    while is_number and others and goes_on(joined, others[0]):
        joined += others.pop(0)
    return replace(cell, text="\n".join([*paragraphs, joined, *others]), raw=f"{cell.raw}\n{rest.raw}")
