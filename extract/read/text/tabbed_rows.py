"""Tables separated by tabs, with wrapped cells: line breaks within cells, or rows of their own for what goes on.

A line break within a cell parts a row: the tabs of its parts add up to those of the other rows. Where the first column
counts up, a row without a number and without an amount goes on with the row above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.markup_terms import markup
from extract.read.settings import DEFAULTS
from extract.read.text.text_rows import TextRow, is_value
from normalize.numerals import arabic

LONGEST_TITLE = 24
"""Maximum length in characters of the second line of a title."""

FEWEST_TABS = 2
"""Minimum number of tabs of a row whose cells are broken. Less may be a list."""

FEWEST_NUMBERED = 2
"""Minimum number of rows whose first cells count up."""

COUNTED = 0.8
"""Minimum share of the steps between them by one, or back to the first."""

WIDER = 1.2
"""A line that ends a cell of the last column is at most this much longer than the others of the column."""

MOST_VALUES = 0.6
"""Minimum share of a column's cells that are amounts or dashes, in a column of values."""

_NUMBER = re.compile(r"\(?(\d{1,3})[.)]*")
HEADING = re.compile(r"[^\W\d][^\d(]{2,24}\d{1,2}(?![\d.,/])|\d{1,2}(?:\.\d{1,2})+\s")
"""The beginning of a heading: a word with its number, or a code of two levels."""

SourceRow = tuple[int, str]


def tabbed_tables(lines: Sequence[SourceRow]) -> Iterator[tuple[int, list[TextRow] | None]]:
    """The tables among lines with tabs (number, raw), in order, and the lines between them.

    Yields the number of lines and their rows, None if they are no table. Lines without a tab are among the lines.
    """
    joined = _joined(lines)
    if joined is None:
        yield from _apart(lines)
        return
    for part in joined:
        rows = [TextRow(number, _cells(raw)) for number, raw in part.rows]
        yield part.count, _merged(rows) if rows else None


def _is_heading_line(lines: Sequence[SourceRow], at: int) -> bool:
    """Whether a line without a tab, between two with tabs, is the heading of the rows below."""
    beside = [lines[near][1] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    is_between = len(beside) == 2 and all("\t" in raw for raw in beside)
    return is_between and HEADING.match(arabic(lines[at][1].strip())) is not None and not _is_other(*beside)


def _is_other(above: str, below: str) -> bool:
    """Whether the line below the heading has the names of the columns of another table."""
    names = [arabic(cell.strip()) for cell in below.split("\t") if cell.strip()]
    is_named = len(names) > FEWEST_TABS and not any(_NUMBER.fullmatch(name) or is_value(name) for name in names)
    return is_named and above.count("\t") != below.count("\t")


def _apart(lines: Sequence[SourceRow]) -> Iterator[tuple[int, list[TextRow] | None]]:
    """Each run of lines with tabs as a table."""
    start = 0
    is_row = ["\t" in raw or _is_heading_line(lines, at) for at, (_, raw) in enumerate(lines)]
    for at in range(1, len(lines) + 1):
        if at == len(lines) or is_row[at] is not is_row[start]:
            yield at - start, _split(lines[start:at]) if is_row[start] else None
            start = at


def _split(lines: Sequence[SourceRow]) -> list[TextRow] | None:
    """The rows of lines with tabs. None if the tabs only indent running text."""
    if all(_is_indented(raw) for _, raw in lines):
        return None
    return _merged([TextRow(line, _cells(raw)) for line, raw in lines])


def _cells(raw: str) -> list[str]:
    """The cells of a row. Spreadsheets put a cell with a line break or a quotation mark in quotation marks."""
    return [_unquoted(cell) for cell in raw.split("\t")]


def _unquoted(cell: str) -> str:
    text = cell.strip()
    if len(text) < 2 or not text[0] == text[-1] == '"' or ("\n" not in text and '""' not in text[1:-1]):
        return cell
    return text[1:-1].replace('""', '"')


def _is_indented(raw: str) -> bool:
    """Whether a line's only tabs are a few at its beginning, as the indent of a paragraph."""
    return "\t" not in raw.lstrip() and raw.count("\t") <= DEFAULTS.indent_tabs


# -- line breaks within cells ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Part:
    """Consecutive lines: the rows that they are, none for lines between tables."""

    count: int = 0
    rows: list[SourceRow] = field(default_factory=list)


def _joined(lines: Sequence[SourceRow]) -> list[_Part] | None:
    """The lines with the parts of rows joined. None if no row is broken, or the parts do not add up."""
    width = max(raw.count("\t") for _, raw in lines)
    if width < FEWEST_TABS or all(raw.count("\t") == width for _, raw in lines):
        return None
    parts = [_Part()]
    last_column: list[int] = []
    open_tabs: int | None = None
    """Tabs of the row that is not complete."""
    for number, raw in lines:
        tabs, rows = raw.count("\t"), parts[-1].rows
        if open_tabs is not None or (rows and not tabs and _ends_cell(raw, last_column)):
            open_tabs = (open_tabs if open_tabs is not None else width) + tabs
            rows[-1] = (rows[-1][0], f"{rows[-1][1]}\n{raw}")
        elif tabs:
            parts += [_Part()] if parts[-1].count and not rows else []
            parts[-1].rows.append((number, raw))
            open_tabs = tabs
        else:
            parts += [_Part()] if rows else []
        parts[-1].count += 1
        if open_tabs is not None and open_tabs > width:
            return None
        if open_tabs == width:
            open_tabs = None
            last_column.append(len(raw.rpartition("\t")[2]))
    return parts if open_tabs is None else None


def _ends_cell(raw: str, last_column: Sequence[int]) -> bool:
    """Whether a line without tabs below a complete row goes on with its last cell, by its length and its beginning."""
    text = raw.strip()
    return (
        len(text) <= WIDER * max(last_column, default=0)
        and HEADING.match(arabic(text)) is None
        and not text[0].isdecimal()
    )


# -- rows that go on ---------------------------------------------------------------------------------------------------


def _merged(rows: list[TextRow]) -> list[TextRow]:
    """The rows, those that go on joined to the row above, if the first cells count up."""
    numbers = [_number(row) for row in rows]
    numbered = [index for index, number in enumerate(numbers) if number is not None]
    if len(numbered) < FEWEST_NUMBERED or not _count_up([number for number in numbers if number is not None]):
        return rows
    values = _value_columns([rows[index] for index in numbered])
    merged: list[TextRow] = []
    for index, row in enumerate(rows):
        if merged and numbers[index] is None and _goes_on(row, merged[-1], values, index < numbered[0]):
            merged[-1] = TextRow(merged[-1].line, _both(merged[-1].cells, row.cells), merged[-1].is_header)
        else:
            merged.append(row)
    return merged


def _number(row: TextRow) -> int | None:
    match = _NUMBER.fullmatch(arabic(row.cells[0].strip()))
    return int(match[1]) if match is not None and len(row.cells) > FEWEST_TABS else None


def _count_up(numbers: Sequence[int]) -> bool:
    """Whether nearly each number is one more than the last, or the first again."""
    steps = sum(b in (a + 1, 1) for a, b in pairwise(numbers))
    return steps >= COUNTED * (len(numbers) - 1)


def _value_columns(rows: Sequence[TextRow]) -> set[int]:
    """The columns that hold amounts, dashes or ticks."""
    found = set()
    for column in range(1, max(len(row.cells) for row in rows)):
        texts = [row.cells[column].strip() for row in rows if column < len(row.cells) and row.cells[column].strip()]
        values = sum(map(_is_value, texts))
        if texts and values >= MOST_VALUES * len(texts):
            found.add(column)
    return found


def _is_value(text: str) -> bool:
    return len(text) == 1 or is_value(text)


def _goes_on(row: TextRow, above: TextRow, values: set[int], is_header: bool) -> bool:
    filled = {column for column, cell in enumerate(row.cells) if cell.strip()}
    over = {column for column, cell in enumerate(above.cells) if cell.strip()}
    if not filled or (0 in filled and not is_header):
        return False
    texts = [row.cells[column].strip() for column in sorted(filled)]
    is_heading = len(texts) == 1 and _names_level(arabic(texts[0]))
    if is_header:
        is_title = not is_heading and all(_may_be_title(text) for text in texts)
        return filled <= over and len(over) > 1 and is_title
    is_below_row = _number(above) is not None
    has_values = any(_is_value(row.cells[column].strip()) for column in filled & values)
    return is_below_row and filled <= over and not has_values and not is_heading


def _names_level(text: str) -> bool:
    return HEADING.match(text) is not None or markup().numbered_label.match(text) is not None


def _may_be_title(text: str) -> bool:
    """Whether a text may be the second line of a title, and not what is left of a row on another page."""
    return len(text) <= LONGEST_TITLE and not arabic(text)[0].isdecimal() and not text.startswith("<")


def _both(above: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(above), len(below))
    columns = ((cells[column] if column < len(cells) else "" for cells in (above, below)) for column in range(width))
    return ["\n".join(text for text in texts if text.strip()) for texts in columns]
