"""Table headers: which rows are header rows, and what each column contains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.vocabulary import Vocabulary
from extract.model.document import Cell, Grid
from extract.tables.column_years import counts_years, damaged_year, settle_years
from extract.tables.ragged_titles import spread_titles
from extract.tables.translated import in_thai
from normalize.money import looks_like_money
from normalize.years import column_year

HEADER_DEPTH = 3
"""Number of rows in which the header must begin (one or two caption rows may precede it)."""

MOST_COLUMNS = 60
"""Maximum number of columns of a table searched for a header. Wider tables are only kept cell by cell."""

Row = list[Cell | None]


@dataclass(slots=True)
class Header:
    """What the columns of a table contain: a role (see the columns of schemas/families) or a fiscal year."""

    roles: dict[int, str] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    width: int = 0
    first_row: int = 0
    row_count: int = 0
    corrected: dict[int, int] = field(default_factory=dict)
    """Years as printed, by column, where the order of the columns shows a misprint."""
    titles: tuple[str, ...] = ()
    """The text printed above each column, in comparable form."""
    unbudgeted: str = ""
    """What says above a table without a column of money that its projects use no budget."""
    units: dict[int, int] = field(default_factory=dict)
    """The value in baht of one unit of a money column, where a title states it."""
    unit: int = 1
    """The unit of the other money columns."""
    ticked: dict[int, str] = field(default_factory=dict)
    """What a mark in a column means: the month, the quarter, the year or the status."""
    unknown: dict[int, str] = field(default_factory=dict)
    """The titles of columns whose meaning is clear neither from the words nor from the content."""
    unused: set[int] = field(default_factory=set)
    """Of these, the columns that hold nothing for which the dataset has a column: counts, descriptions."""

    def column(self, role: str) -> int | None:
        """The first column with a role. None if the table has none."""
        return next((column for column, found in sorted(self.roles.items()) if found == role), None)

    def columns(self, role: str) -> list[int]:
        """The column of a field; of what came of a project all, as outputs and outcomes may have a column each."""
        found = [column for column, called in sorted(self.roles.items()) if called == role]
        return found if role == Field.RESULTS else found[:1]

    def money_columns(self) -> list[int]:
        """The columns with money: the year columns and the budget and total columns."""
        return sorted([*self.years, *(c for c, role in self.roles.items() if role in (Field.BUDGET, "total"))])


def matrix(grid: Grid) -> list[Row]:
    """The grid's cells by row and column. None for cells covered by a span and past the end of a ragged row.

    A header in two languages has its Thai titles only.
    """
    rows: list[Row] = [[None] * grid.column_count for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell
    return in_thai(spread_titles(rows))


def text_of(row: Sequence[Cell | None], column: int | None) -> str:
    """The text of a cell. Empty if there is no such cell."""
    cell = row[column] if column is not None and 0 <= column < len(row) else None
    return cell.text.strip() if cell is not None else ""


def begins_sum(row: Sequence[Cell | None]) -> bool:
    """Whether a row begins with a word for sums. What it sums may have a word of the document's own: รวมแกนที่ 1."""
    first = next((cell.text.strip() for cell in row if cell is not None and cell.text.strip()), "")
    return first.startswith(family().totals.sums)


def is_header_row(row: Row, vocabulary: Vocabulary[str]) -> bool:
    """Whether most filled cells of a row are column names or years, and none is long."""
    texts = _texts(row)
    if len(texts) < 2 or any(len(text) > 90 or _is_content(text) for text in texts):
        return False
    known = sum(_is_known(text, vocabulary) for text in texts)
    return known >= 2 and known * 10 >= len(texts) * 6


def _texts(row: Row) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row if cell is not None and cell.text.strip()]


def _is_content(text: str) -> bool:
    """Whether a cell contains money or a count (3 โครงการ). Header cells never do."""
    if _is_year(text):
        return False
    return looks_like_money(text) or bool(patterns().counts.count.match(text))


def _is_known(text: str, vocabulary: Vocabulary[str]) -> bool:
    return _is_year(text) or vocabulary.match(text) is not None or vocabulary.begins(text) is not None


def _is_year(text: str) -> bool:
    return column_year(text) is not None or damaged_year(text) is not None


def _is_lower_row(row: Row, vocabulary: Vocabulary[str]) -> bool:
    """Whether a row is a further header row: only column names, years and units. A single cell is enough.

    In a row of several columns, the ends of names that begin above may be no names.
    """
    texts = _texts(row)
    return (
        is_header_row(row, vocabulary)
        or counts_years(texts)
        or (
            bool(texts)
            and all(len(text) <= 60 and _is_known(text, vocabulary) for text in texts)
            and not any(_is_content(text) for text in texts)
        )
    )


def find_header(rows: Sequence[Row], vocabulary: Vocabulary[str]) -> Header | None:
    """The header of one or more rows among the first rows of a table. None if there is no header."""
    if rows and len(rows[0]) > MOST_COLUMNS:
        return None
    for start in range(min(HEADER_DEPTH, len(rows))):
        count = _header_rows(rows[start:], vocabulary)
        if count:
            return _header(rows, start, count, vocabulary)
    return None


def _header_rows(rows: Sequence[Row], vocabulary: Vocabulary[str]) -> int:
    if not rows or not is_header_row(rows[0], vocabulary):
        return 0
    count = 1
    while count < min(HEADER_DEPTH, len(rows)) and _is_lower_row(rows[count], vocabulary):
        count += 1
    return count


def _header(rows: Sequence[Row], start: int, count: int, vocabulary: Vocabulary[str]) -> Header:
    header = Header(width=len(rows[start]), first_row=start, row_count=count)
    paths = _paths(rows[start : start + count])
    for column, path in enumerate(paths):
        year = next((y for text in reversed(path) if (y := column_year(text)) is not None), None)
        role = _role(path, vocabulary)
        if year is not None and role != "total":
            header.years[column] = year
        elif role is not None:
            header.roles[column] = role
    added, header.corrected = settle_years(header.years, paths, header.roles)
    for column in added | set(header.corrected):
        header.roles.pop(column, None)
    return header


def _role(path: Sequence[str], vocabulary: Vocabulary[str]) -> str | None:
    candidates = [" ".join(path), *path]
    exact = next((role for text in candidates if (role := vocabulary.match(text)) is not None), None)
    return exact or next((role for text in candidates if (role := vocabulary.begins(text)) is not None), None)


def _paths(rows: Sequence[Row]) -> list[list[str]]:
    """The header texts above each column, from top to bottom."""
    paths: list[list[str]] = []
    width = max((len(row) for row in rows), default=0)
    upper = ""
    for column in range(width):
        texts = [" ".join(text_of(row, column).split()) for row in rows]
        upper = texts[0] or upper
        if len(rows) > 1 and not texts[0] and _spanned(rows[0], column):
            texts[0] = upper
        paths.append([text for text in texts if text])
    return paths


def _spanned(row: Row, column: int) -> bool:
    """Whether a cell to the left spans this column."""
    return any(cell is not None and cell.column <= column < cell.column + cell.column_span for cell in row[:column])


def best_shift(row: Row, is_fit: Callable[[int, str], int], limit: int = 2) -> int:
    """The number of columns by which a row is shifted right (+) or left (-) from its header.

    `is_fit(column, text)` scores a text in a header's column. No shift wins a tie.
    """
    texts = [(column, text_of(row, column)) for column in range(len(row))]
    best, best_score = 0, sum(is_fit(column, text) for column, text in texts)
    for shift in sorted((s for s in range(-limit, limit + 1) if s), key=abs):
        score = sum(is_fit(column - shift, text) for column, text in texts)
        if score > best_score:
            best, best_score = shift, score
    return best
