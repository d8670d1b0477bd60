"""Rows against their header: by how many columns they are shifted, and whether rows go on below the last header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.grammar.field import Field
from extract.grammar.names import named_kind
from extract.model.document import Grid
from extract.tables.headers import Header, Row, best_shift, text_of
from extract.tables.summary_cells import is_name, total_label
from normalize.money import looks_like_money
from normalize.readings import is_damaged
from normalize.text import comparable
from normalize.years import column_year

_BARE = re.compile(r"(?:\d[\d,]*(?:\.\d+)?|\.\d+)")
_SOURCE = re.compile(r"\s*\([^()\d]*\)\s*$")
"""What stands in brackets behind an amount, without figures: 66,500 (เงินอุดหนุน)."""


def continues(header: Header, grid: Grid, rows: Sequence[Row]) -> bool:
    """Whether a table without a header continues the previous one: a similar width, and money in the same columns.

    A table of equal width may lack money if it contains a project name or the rest of a row cut by a page break.
    """
    if abs(grid.column_count - header.width) > 2 or _has_own_titles(header, rows[0]):
        return False
    if grid.column_count <= FEWEST_COLUMNS < header.width - 1:
        return False  # a label and its figure
    if all(total_label(header, row) is not None and _is_money(row) for row in rows):
        return True  # the sums alone, whose label may take up several columns
    fitting = sum(shift_score(header, row, row_shift(header, row)) >= 4 for row in rows)
    if fitting * 2 >= len(rows):
        return True
    return grid.column_count == header.width and _holds_projects(header, rows, fitting)


def _has_own_titles(header: Header, row: Row) -> bool:
    """Whether a row names several years above columns, and they, or the titles beside them, are not the header's."""
    filled = [cell for cell in row if cell is not None and cell.text.strip()]
    years = [year for cell in filled if (year := column_year(cell.text)) is not None]
    if len(years) < 2 or any(cell.confidence is not None for cell in filled):
        return False
    known = {comparable(part) for title in header.titles for part in title.split("|")}
    others = [cell for cell in filled if column_year(cell.text) is None and comparable(cell.text) not in known]
    return not set(years) <= set(header.years.values()) or (bool(others) and not _is_money(row))


def _is_money(row: Row) -> bool:
    return any(cell is not None and looks_like_money(cell.text) for cell in row)


def _holds_projects(header: Header, rows: Sequence[Row], fitting: int) -> bool:
    column = header.column("project")
    if fitting or any(total_label(header, row) is not None for row in rows):
        return True
    texts = [text_of(row, column) for row in rows]
    is_short = len(rows) <= FEW_ROWS and header.width > NARROW
    return is_short or any(named_kind(text) for text in texts)


FEWEST_COLUMNS = 2
"""Columns of a table that is no continuation of a wider one."""

FEW_ROWS = 2
"""Maximum number of rows of a headerless table that may be the end of a table from the previous page."""

NARROW = 3
"""Maximum number of columns of a narrow table. The content of a narrow table is not predictable."""


def shift_score(header: Header, row: Row, shift: int) -> int:
    """The score of a row that is moved back by `shift` columns. A higher score is a better fit to the header."""
    return sum(fit(header, column - shift, text_of(row, column)) for column in range(len(row)))


def moved(row: Row, shift: int, width: int) -> Row:
    """The row moved back under its header, which has `width` columns. No cell of the row is lost."""
    if not shift:
        return row
    end = max(width, len(row) - shift)
    return [row[i + shift] if 0 <= i + shift < len(row) else None for i in range(end)]


def row_shift(header: Header, row: Row) -> int:
    """The number of columns by which a row of projects is shifted from its header. 0 if the row has no money.

    Also 0 if nothing in the row is at odds with its column: a dash may stand in any. And 0 if OCR read the row: the
    positions of its cells are measured, so misread text does not move a column.
    """
    if is_measured(row) or not any(looks_like_money(cell.text) for cell in row if cell is not None):
        return 0
    if is_name(text_of(row, header.column("project"))) and not any(
        _is_at_odds(header, column, text_of(row, column)) for column in range(len(row))
    ):
        return 0
    return best_shift(row, lambda column, text: fit(header, column, text))


def _is_at_odds(header: Header, column: int, text: str) -> bool:
    """Whether a text does not suit its column: words where money is due, or an amount where none is."""
    is_amount = any(c.isdigit() for c in text) and _tells_money(text)
    is_due = column in header.years or header.roles.get(column) in (Field.BUDGET, "total", *_AMOUNTS)
    return fit(header, column, text) < 0 or (is_amount and not is_due)


_WORDS = ("dimension", "section", Field.OBJECTIVES, Field.TARGET_GROUP, Field.LOCATION, Field.RESPONSIBLE)
"""Columns of words, in which no amount stands."""

_AMOUNTS = ("spent", "percent", "people", "budget_ordinance", "budget_spent", "budget_left")
"""Columns that hold other figures beside the budget."""


def is_measured(row: Row) -> bool:
    """Whether the row comes from OCR. The positions of its cells are then more reliable than their texts."""
    return any(cell is not None and cell.confidence is not None for cell in row)


def fit(header: Header, column: int, text: str) -> int:
    """Scores a text in a column: money fits year columns, words fit project columns."""
    if not text:
        return 0
    is_money = _tells_money(text)
    if column in header.years or header.roles.get(column) in (Field.BUDGET, "total"):
        return _money_fit(header, text, -3)
    if header.roles.get(column) == "project":
        return -2 if is_money or not is_name(text) else 2
    if column < 0 or column >= header.width:
        return -4
    return -1 if is_money and header.roles.get(column) in _WORDS else 0


def total_fit(header: Header, column: int, text: str) -> int:
    """Scores a text of a totals row in a column. Its label may be anywhere left of the money."""
    if not text:
        return 0
    if column in header.years or header.roles.get(column) in (Field.BUDGET, "total"):
        return _money_fit(header, text, -2)
    return -4 if column < 0 or column >= header.width else (-1 if looks_like_money(text) else 0)


def _tells_money(text: str) -> bool:
    """Whether a text is money, and perhaps says in brackets where it comes from."""
    return looks_like_money(text) or looks_like_money(_SOURCE.sub("", text))


def _money_fit(header: Header, text: str, otherwise: int) -> int:
    """Scores a text in a money column. A small bare number is money if the unit is larger than the baht.

    A malformed amount is one, too: it must not move its row.
    """
    if _tells_money(text) or is_damaged(text):
        return 2
    if _BARE.fullmatch(text.strip()):
        return 2 if max((header.unit, *header.units.values())) > 1 else 0
    return otherwise
