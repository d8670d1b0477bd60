"""Tables with the levels across the top and several columns below each of them, turned upright.

| มิติที่ 1          | มิติที่ 2          | รวม 2 มิติ        |
| โครงการ | งบประมาณ | โครงการ | งบประมาณ | โครงการ | งบประมาณ |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extract.grammar.reports import column_meaning
from extract.model.document import Cell
from extract.tables.headers import Row, text_of

TOP_ROWS = 3
"""Number of rows in which the levels must be."""

FEWEST_LEVELS = 2


@dataclass(frozen=True, slots=True)
class _Group:
    """A level at the top of a table, and the columns below it."""

    cell: Cell
    columns: range


def upright(rows: Sequence[Row], is_level: Callable[[str], bool]) -> list[Row] | None:
    """The table with one row per level and one column per title below it. None if the levels are not across the top.

    Each row of the table becomes columns of its own, whose titles begin with its first words.
    """
    for top, row in enumerate(rows[:TOP_ROWS]):
        groups = _groups(row, is_level)
        if groups and top + 2 < len(rows):
            return _turned(rows[top + 1], rows[top + 2 :], groups)
    return None


def _groups(row: Row, is_level: Callable[[str], bool]) -> list[_Group]:
    """The levels of a row with their columns, all of one width of at least two; the sum of all may be the last."""
    filled = [cell for cell in row if cell is not None and cell.text.strip()]
    first = next((i for i, cell in enumerate(filled) if is_level(cell.text)), None)
    if first is None:
        return []
    ends = [cell.column for cell in filled[first + 1 :]] + [len(row)]
    groups = [_Group(cell, range(cell.column, end)) for cell, end in zip(filled[first:], ends, strict=True)]
    widths = {len(group.columns) for group in groups}
    levels = sum(is_level(group.cell.text) for group in groups)
    return groups if levels >= FEWEST_LEVELS and len(widths) == 1 and max(widths) > 1 else []


def _turned(titles: Row, body: Sequence[Row], groups: Sequence[_Group]) -> list[Row] | None:
    measures = [" ".join(text_of(titles, column).split()) for column in groups[0].columns]
    if not all(measures):
        return None
    first = groups[0].columns.start
    labels = [next((text for c in range(first - 1, -1, -1) if (text := text_of(row, c))), "") for row in body]
    wanted = [(at, index) for at in range(len(body)) for index in range(len(measures))]
    heads = [replace(groups[0].cell, text=_title(labels[at], measures[index])) for at, index in wanted]
    turned: list[Row] = [[replace(groups[0].cell, text=""), *heads]]
    turned += [[group.cell, *(_cell(body[at], group.columns[index]) for at, index in wanted)] for group in groups]
    return turned


def _cell(row: Row, column: int) -> Cell | None:
    return row[column] if column < len(row) else None


def _title(label: str, measure: str) -> str:
    """The title of a column: what the row says of it, and what is counted.

    Of several words in the row (ดำเนินการ/เบิกจ่าย) those count that say something of what is counted.
    """
    kind = column_meaning([measure]).partition("_")[0]
    titles = [f"{part.strip()} {measure}" for part in label.split("/")]
    meanings = {title: column_meaning([title]) for title in titles}
    own = [title for title in titles if meanings[title].startswith(kind)]
    special = [title for title in own if meanings[title] != column_meaning([measure])]
    return " ".join((special or own or [f"{label} {measure}"])[0].split())
