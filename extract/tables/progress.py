"""The status table of a progress report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.patterns import patterns
from extract.model.document import Grid
from extract.model.plan import Progress, Value
from extract.tables.headers import Header, Row, find_two_row_header, matrix, text_of
from normalize.numerals import parse_integer
from normalize.text import comparable

PROGRESS_COLUMNS = (
    "projects_planned", "projects_done", "budget_planned", "budget_ordinance", "budget_spent", "percent_projects",
    "percent_budget",
)  # fmt: skip


def read_progress(grids: Iterable[Grid]) -> list[Progress]:
    """The status table by dimension; of several such tables the first with the most columns wins."""
    best: list[Progress] = []
    most = 0
    for grid in grids:
        rows = matrix(grid)
        header = find_two_row_header(rows, family().progress_columns)
        if header is None or header.column("dimension") is None:
            continue
        _own_shares(header, rows)
        known = len({role for role in header.roles.values() if role in PROGRESS_COLUMNS})
        if known >= 3 and known > most:
            found = [p for row in rows[header.first_row + 1 :] if (p := _progress(header, row))]
            if found:
                best, most = found, known
    return best


def _own_shares(header: Header, rows: Sequence[Row]) -> None:
    """A bare ร้อยละ is the share of the group of columns to its left."""
    for column in range(header.width):
        words = {comparable(text_of(row, column)) for row in rows[header.first_row : header.first_row + 2]}
        left = [header.roles.get(c, "") for c in range(column - 1, -1, -1)]
        group = next((role.partition("_")[0] for role in left if role.startswith(("projects_", "budget_"))), None)
        if family().cells.share in words and group is not None:
            header.roles[column] = "percent_projects" if group == "projects" else "percent_budget"


def _progress(header: Header, row: Row) -> Progress | None:
    column = header.column("dimension")
    text = text_of(row, column)
    number = re.search(r"\d{1,2}", text)
    label = comparable(" ".join(text_of(row, c) for c in range((column or 0) + 1)))
    is_grand = any(word in label for word in family().totals.sums)
    if number is None and not is_grand:
        return None
    values: dict[str, Value[Decimal]] = {}
    for role in PROGRESS_COLUMNS:
        cell = row[c] if (c := header.column(role)) is not None and c < len(row) else None
        amount = _decimal(cell.text) if cell is not None else None
        if cell is not None and amount is not None:
            values[role] = Value(amount, cell.raw, cell.place)
    place = next(cell.place for cell in row if cell is not None and cell.text.strip())
    dimension = None if is_grand or number is None else parse_integer(number[0])
    return Progress(dimension, values, place) if values else None


def _decimal(text: str) -> Decimal | None:
    measure = patterns().cells.measure.search(text)
    factor = family().units[measure["unit"]] if measure and measure["unit"] else 1
    plain = (text[: measure.start()] if measure else text).replace(",", "").strip()
    if plain in ("-", "–"):
        return Decimal(0)
    return Decimal(plain) * factor if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None
