"""Which of the first rows of a table are its header: titles, further titles below them, numbers of the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.names import clean_name
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.tables.column_years import damaged_year
from extract.tables.headers import Row, text_of
from normalize.money import MoneyStatus, looks_like_money, parse_money
from normalize.year_mentions import PLAN_YEARS, year_mentions
from normalize.years import column_year

FEWEST_REPEATED = 2
"""Minimum number of titles that a further row of the header repeats below themselves."""

MOST_ROWS = 4
"""Maximum number of header rows, including a row of column numbers."""
LONGEST_TITLE = 90
LONGEST_ENTRY_TITLE = 30
"""Maximum length in characters of a title that begins with a kind word. A longer text is a project name."""
_NUMBERED = re.compile(r"\(?\s*(\d{1,2})\s*\)?")
_DIGIT = re.compile(r"\d")
_SUM = re.compile(r"\d,\d{3}")


def row_texts(row: Row) -> list[str]:
    """The texts of the filled cells of a row."""
    return [" ".join(cell.text.split()) for cell in row if cell is not None and cell.text.strip()]


def may_begin_header(row: Row) -> bool:
    """Whether a row has at least two titles and no content that only occurs below a header."""
    texts = row_texts(row)
    return len(texts) >= 2 and not any(len(text) > LONGEST_TITLE or _is_entry(text) for text in texts)


def _is_entry(text: str) -> bool:
    """Whether a text is money, a count, or the name of a project."""
    if year_in_title(text) is not None or is_title_word(text):
        return False
    name = clean_name(text)
    if kind_of(name) and len(name) > LONGEST_ENTRY_TITLE and family().columns.match(text) is None:
        return True
    if _SUM.search(text) and parse_money(text).status is MoneyStatus.AMOUNT:
        return True  # ใช้เงิน 10,000 บาท
    return looks_like_money(text) or bool(patterns().counts.count.match(text))


def header_depth(rows: Sequence[Row], start: int) -> int:
    """The number of header rows from `start` on."""
    count = 1
    while count < MOST_ROWS and start + count < len(rows):
        row = rows[start + count]
        if not (counts_columns(row) or is_lower_row(row, rows[start : start + count])):
            break
        count += 1
    return count


def counts_columns(row: Row) -> bool:
    """Whether a row contains column numbers, starting in the first column: (1) (2) (3) ..."""
    if not row or row[0] is None or not row[0].text.strip():
        return False
    numbers = [_NUMBERED.fullmatch(text) for text in row_texts(row)]
    found = [int(number[1]) for number in numbers if number is not None]
    return len(found) >= 3 and found == list(range(1, len(numbers) + 1))


def is_lower_row(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row is a further row of titles: known titles, or short ones that are all below a spanning title."""
    texts = row_texts(row)
    if not texts or any(len(text) > 60 or _is_entry(text) or _is_dash(text) for text in texts):
        return False
    if _is_alone(row, above):
        return False
    known = [is_title_word(text) or _is_printed(text, above) for text in texts]
    if all(known) or _repeats_titles(row, above):
        return True
    columns = [cell.column for cell in row if cell is not None and cell.text.strip()]
    below = [column for column, is_known in zip(columns, known, strict=True) if not is_known]
    return len(columns) >= 2 and bool(above) and all(_is_below_span(column, above[-1]) for column in below)


def _is_alone(row: Row, above: Sequence[Row]) -> bool:
    """Whether the only text of a row begins the table or is across it: a heading of the rows below, no title.

    A row into which titles above reach down is of the header.
    """
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    if len(cells) != 1 or not above:
        return False
    if any(c is not None and c.row_span > 1 and c.row + c.row_span > cells[0].row for titles in above for c in titles):
        return False
    is_first = cells[0].column == 0 and not _is_printed(" ".join(cells[0].text.split()), above)
    return is_first or cells[0].column_span * 2 > len(row)


def _is_printed(text: str, above: Sequence[Row]) -> bool:
    """Whether a title is also printed in the row above. Some programs export merged cells this way."""
    return bool(above) and text in row_texts(above[-1])


def _repeats_titles(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row repeats titles right above them, as merged cells are exported: no project is called like its
    column. What stands beside them is below a merged title, whatever its words."""
    if not above:
        return False
    pairs = ((text_of(row, column), text_of(above[-1], column)) for column in range(len(row)))
    return sum(bool(text.strip()) and text.split() == title.split() for text, title in pairs) >= FEWEST_REPEATED


def _is_dash(text: str) -> bool:
    return text in ("-", "–", "—")


def _is_below_span(column: int, above: Row) -> bool:
    """Whether the cell above spans further columns, or is blank next to a filled cell."""
    cell = above[column] if column < len(above) else None
    if cell is not None and cell.text.strip():
        beside = above[column + 1] if column + 1 < len(above) else None
        is_blank = column + 1 < len(above) and (beside is None or not beside.text.strip())
        return cell.row_span == 1 and (cell.column_span > 1 or is_blank)
    before = next((c for c in reversed(above[:column]) if c is not None and c.text.strip()), None)
    return before is not None and before.row_span == 1


def is_title_word(text: str) -> bool:
    """Whether a text is a known title: of a column, a year, a month or a unit."""
    known = family().columns
    return (
        _year(text) is not None
        or year_in_title(text) is not None
        or patterns().cells.schedule.fullmatch(text) is not None
        or without_unit(text) == ""
        or known.match(text) is not None
        or known.match(without_unit(text)) is not None
        or (known.begins(text) is not None and not _DIGIT.search(text))
    )


def _year(text: str) -> int | None:
    return column_year(text) or damaged_year(text)


def year_in_title(text: str) -> int | None:
    """The year of a title that contains only the year and a name for a money column."""
    year = column_year(text)
    if year is not None or len(text) > LONGEST_TITLE:
        return year
    mentions = list(year_mentions(text))
    if len(mentions) != 1 or mentions[0].month or mentions[0].year not in PLAN_YEARS:
        return None
    rest = without_unit(f"{text[: mentions[0].start]} {text[mentions[0].end :]}")
    return mentions[0].year if not rest or family().columns.match(rest) == Field.BUDGET else None


def without_unit(text: str) -> str:
    """A title without a trailing unit in brackets."""
    short = patterns().cells.stated_unit.sub("", text)
    short = patterns().cells.larger_unit.sub("", short).strip(" :()")
    return "" if short in family().units else short
