"""Lines without a separator among the rows of a table written with characters: rows with one cell across the table.

    ที่ <tab> โครงการ <tab> งบประมาณ
    การสร้างคนดี
    1 <tab> โครงการค่ายคนดี <tab> 20,000
    วิธีการ : ประชุม
    2 <tab> โครงการวัดใจ <tab> 5,000

The rows around them show it: those below have as many cells as those above, and go on with the columns of the table.
Where rows of the table are on several lines each, such a line may be the rest of a text, and is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extract.read.markup_terms import markup
from extract.read.text.text_rows import TextRow, is_value
from normalize.numerals import arabic

MOST_LINES = 8
"""Lines between two rows, at the most."""

LONGEST_LINE = 600
"""Maximum length in characters of such a line."""

FEWEST_CELLS = 3
"""Cells of the rows, at the least. Fewer may be a form or a list."""

MOST_VALUES = 0.5
"""Minimum share of a column's cells that are values, for it to be a column of these."""

FEWEST_ALIKE = 2
"""Rows across a table that begin with the same words before a colon, for a line below it that does to be one."""

SourceRow = tuple[int, str]
Part = tuple[int, list[TextRow] | None]
"""A number of lines, and their rows, None if they are no table."""


def with_rows_across(lines: Sequence[SourceRow], parts: Iterable[Part]) -> Iterator[Part]:
    """The parts of the lines, in order; tables that only rows across them part are one."""
    table: list[TextRow] = []
    count, at = 0, 0
    """Lines of the table so far, and of all parts."""
    between: list[int] = []
    """The sizes of the parts below the table that are no rows."""
    for size, rows in parts:
        at += size
        if rows is None:
            between.append(size)
            continue
        texts = lines[at - size - sum(between) : at - size]
        is_wrapped = sum(bool(raw.strip()) for _, raw in lines[at - size : at]) > len(rows)
        if table and texts and not is_wrapped and _goes_on(table, texts, rows):
            across = [TextRow(number, [raw], is_across=True) for number, raw in texts if raw.strip()]
            table, count, between = [*table, *across, *rows], count + len(texts) + size, []
            continue
        yield from _apart(count, table, texts)
        table, count, between = rows, size, []
    yield from _apart(count, table, lines[at - sum(between) : at])


def _apart(count: int, table: list[TextRow], below: Sequence[SourceRow]) -> Iterator[Part]:
    """A table and the lines below it. Those that begin like other rows across it are its last rows."""
    known = Counter(head for row in table if row.is_across and (head := _head(row.cells[0])))
    ends = next((at for at, (_, raw) in enumerate(below) if known[_head(raw)] < FEWEST_ALIKE), len(below))
    last = [TextRow(number, [raw], is_across=True) for number, raw in below[:ends]]
    if count:
        yield count + ends, [*table, *last]
    if len(below) > ends:
        yield len(below) - ends, None


def _head(raw: str) -> str:
    """What a line prints before a colon."""
    head, colon, _ = raw.strip().partition(":")
    return "".join(head.split()) if colon else ""


def _goes_on(above: Sequence[TextRow], texts: Sequence[SourceRow], below: Sequence[TextRow]) -> bool:
    """Whether a table goes on below lines that are no rows."""
    first = next((row for row in above if not row.is_across), above[0])
    width, start = len(next((row for row in reversed(above) if not row.is_across), first).cells), below[0]
    if width < FEWEST_CELLS or len(start.cells) != width or len(texts) > MOST_LINES:
        return False
    if any(len(raw) > LONGEST_LINE or markup().caption.match(arabic(raw.strip())) for _, raw in texts):
        return False
    if _flat(start) == _flat(first):
        return False
    body = [row for row in (*above, *below) if row is not first and not row.is_across]
    values = _value_columns(body, width)
    filled = {column for column in values if _is_value(start.cells[column])}
    is_list = min(sum(not row.is_across for row in part) for part in (above, below)) > 1
    return bool(filled) or (not values and (is_list or _are_counted(body)))


def _are_counted(rows: Sequence[TextRow]) -> bool:
    """Whether the first cells of rows count up."""
    numbers = [arabic(row.cells[0]).strip(" .)") for row in rows]
    return numbers == [str(at) for at in range(1, len(rows) + 1)]


def _flat(row: TextRow) -> list[str]:
    return ["".join(cell.split()) for cell in row.cells]


def _value_columns(rows: Sequence[TextRow], width: int) -> set[int]:
    """The columns of amounts, dashes or marks."""
    found = set()
    for column in range(1, width):
        texts = [text for row in rows if column < len(row.cells) and (text := row.cells[column].strip())]
        if texts and sum(map(_is_value, texts)) >= MOST_VALUES * len(texts):
            found.add(column)
    return found


def _is_value(text: str) -> bool:
    """Whether a cell holds an amount, a dash or a mark."""
    stripped = text.strip()
    return len(stripped) == 1 or (bool(stripped) and is_value(stripped))
