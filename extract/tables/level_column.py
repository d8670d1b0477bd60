"""The column of a table that holds levels, one in each row, and the rows and columns of numbers beside it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from decimal import Decimal

from extract.grammar.family import family
from extract.grammar.levels import LevelHeading, LevelNumbers, LevelScheme
from extract.grammar.names import named_kind
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.tables.headers import Row, text_of
from normalize.frameworks import match_dimension
from normalize.text import comparable
from normalize.years import column_year

MOST_HEADER_ROWS = 4

MOST = 0.5
"""Minimum share of a column's cells with the expected content."""

_CODE = re.compile(r"\W*\d{1,2}\.\d")
_DASHES = ("-", "–", "—")
_FIGURE = re.compile(rf"\d|{'|'.join(_DASHES)}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class LevelColumn:
    """Finds and reads the levels of tables, using a document's level words and the names of its headings."""

    def __init__(self, scheme: LevelScheme, names: LevelNumbers) -> None:
        self.scheme, self.names = scheme, names

    def column(self, paths: Sequence[Sequence[str]], body: Sequence[Row], taken: Container[int]) -> int | None:
        """The column of the levels, recognised by its title or by most of its cells. None if there is none.

        Without `paths`, only the cells count.
        """
        free = [column for column in range(len(body[0])) if column not in taken]
        titled = [c for c in free if c < len(paths) and names_level(paths[c]) and any(text_of(row, c) for row in body)]
        if titled:
            return titled[0]
        for column in free:
            texts = [text for row in body if (text := text_of(row, column)) and not names_sum(text)]
            if texts and sum(map(self.holds, texts)) > MOST * len(texts):
                return column
        return None

    def counted_column(self, paths: Sequence[Sequence[str]], body: Sequence[Row], taken: Container[int]) -> int | None:
        """A column with the title of a level whose cells are numbered from 1 on. None if there is none."""
        for column, path in enumerate(paths):
            texts = [text for row in body if (text := text_of(row, column)) and not names_sum(text)]
            numbers = [number.last if (number := parse_number(text)) is not None else 0 for text in texts]
            is_counted = len(texts) > 1 and numbers == list(range(1, len(texts) + 1))
            if is_counted and column not in taken and names_level(path):
                return column
        return None

    def holds(self, text: str) -> bool:
        """Whether a text is a level: a heading of the document, or one of the national framework."""
        flat = " ".join(text.split())
        known = ((), comparable(_unnumbered(flat))) in self.names.known
        if known or self.scheme.read(flat) is not None or match_dimension(_unnumbered(flat)) is not None:
            return True
        return patterns().any_level.heading.match(flat) is not None

    def is_lower(self, label: str) -> bool:
        """Whether a label is that of an inner level."""
        heading = self.scheme.read(label)
        return (heading is not None and heading.depth > 1) or (heading is None and bool(_CODE.match(label)))

    def number(self, label: str, row: Row, column: int) -> tuple[int, str]:
        """The number of a level: the one printed in its cell or before it, else the known number of its name; and its
        title."""
        heading = self.scheme.read(label) or _any_heading(label)
        if heading is not None and heading.numbers:
            number = heading.numbers[0]
        elif match := re.match(r"\D{0,40}?(\d{1,2})(?!\d)", label):
            number = int(match[1])
        else:
            title = heading.title if heading is not None else label
            known = self.names.known.get(((), comparable(title)))
            before = next((n for c in range(column) if (n := _order(text_of(row, c)))), None)
            number = known or before or self.names.number((), title)
        title = heading.title if heading is not None else _unnumbered(label)
        self.names.note((), title, number)
        return number, "" if is_number(title) else title


# -- rows and columns --------------------------------------------------------------------------------------------------


def data_begins(rows: Sequence[Row]) -> int | None:
    """The first row with numbers, below the header. None if there is none among the first rows."""
    top = enumerate(rows[: MOST_HEADER_ROWS + 1])
    return next((index for index, row in top if is_data(row) and not _are_years(row)), None)


def _are_years(row: Row) -> bool:
    """Whether all the numbers of a row are years: the titles of columns."""
    numbers = [cell.text.strip() for cell in row if cell is not None and is_number(cell.text.strip())]
    return all(column_year(text) is not None for text in numbers)


def _any_heading(label: str) -> LevelHeading | None:
    """A heading of the outer level with a word that the document does not use elsewhere."""
    match = patterns().any_level.heading.match(label)
    return LevelHeading(1, (int(match["number"]),), match["title"].strip(" :")) if match else None


def names_level(path: Sequence[str]) -> bool:
    """Whether a column's title begins with a level word. ข้อ and ข้อสังเกต name no level."""
    words = [word for level in family().levels if not level.plain for word in (level.word, *level.spellings)]
    return any(comparable(title).startswith(tuple(map(comparable, words))) for title in path)


def _unnumbered(text: str) -> str:
    number = parse_number(text)
    return number.rest if number is not None and number.rest else text


def _order(text: str) -> int | None:
    return int(text.strip(" .()")) if text.strip(" .()").isdecimal() else None


def names_sum(text: str) -> bool:
    """Whether a text has a word for a sum, or names all levels: ทุกหมวด."""
    words = comparable(text)
    every = patterns().any_level.several.match(words)
    is_of_all = every is not None and not any(map(str.isalpha, words[every.end() :]))
    return is_of_all or any(word in words for word in family().totals.sums)


def single_text(row: Row) -> list[str]:
    """The only text of a row; none for other rows."""
    texts = [cell.text.strip() for cell in row if cell is not None and cell.text.strip()]
    return texts if len(texts) == 1 else []


def is_data(row: Row) -> bool:
    """Whether a row contains at least two numbers and is not a row of column numbers: (1) (2) (3)."""
    texts = [cell.text.strip() for cell in row if cell is not None and cell.text.strip()]
    numbers = [text for text in texts if is_number(text)]
    ordinals = [_order(text) for text in texts]
    counts_up = (
        len(ordinals) > 2 and all(o is not None for o in ordinals) and ordinals == list(range(1, len(texts) + 1))
    )
    return len(numbers) >= 2 and not counts_up


def is_number(text: str) -> bool:
    """Whether a text is a number, with or without a measure, or a dash."""
    return figure_of(text) is not None


def titles_of(rows: Sequence[Row]) -> list[list[str]]:
    """The titles above each column, top to bottom. An upper title extends over blank cells that have lower titles."""
    header = [row for row in rows if not single_text(row) or len(rows) == 1]
    paths: list[list[str]] = []
    above = [""] * len(header)
    for column in range(max((len(row) for row in rows), default=0)):
        texts = [" ".join(text_of(row, column).split()) for row in header]
        for level, text in enumerate(texts):
            if text:
                above[level:] = [text, *([""] * (len(header) - level - 1))]
            elif any(texts[level + 1 :]):
                texts[level] = above[level]
        paths.append([text for text in texts if text])
    return paths


def holds_numbers(body: Sequence[Row], column: int) -> bool:
    """Whether most cells of a column are numbers."""
    texts = [text for row in body if (text := text_of(row, column))]
    return bool(texts) and sum(map(is_number, texts)) >= MOST * len(texts)


def holds_projects(body: Sequence[Row], paths: Sequence[Sequence[str]] = ()) -> bool:
    """Whether a column contains project names: by their kind words, or by its title and that they differ.

    Headings between the names stand alone in their rows. `paths` are the titles of the columns.
    """
    rows = [row for row in body if not single_text(row)] or body
    for column in range(max(len(row) for row in body)):
        texts = [text for row in rows if _is_words(text := text_of(row, column))]
        if sum(bool(named_kind(text)) for text in texts) > MOST * max(len(texts), 1):
            return True
        named = column < len(paths) and any(family().columns.match(title) == "project" for title in paths[column])
        if named and len(texts) > 1 and len(set(texts)) == len(texts) and not any(map(_is_level, texts)):
            return True
    return False


def _is_words(text: str) -> bool:
    return bool(text) and not is_number(text) and not names_sum(text)


def _is_level(text: str) -> bool:
    flat = " ".join(text.split())
    return bool(patterns().any_level.heading.match(flat)) or match_dimension(_unnumbered(flat)) is not None


def figure_of(text: str, unit: int = 1) -> Decimal | None:
    """A number of a cell, possibly followed by a measure; a dash is 0.

    `unit` is the value of one unit in baht by the title.
    """
    if _FIGURE.search(text) is None:
        return None
    measure = patterns().cells.measure.search(text)
    factor = family().units[measure["unit"]] if measure and measure["unit"] else unit
    plain = (text[: measure.start()] if measure else text).replace(",", "").strip()
    for word in family().reports.shares:
        plain = plain.removeprefix(word).strip()
    if plain in _DASHES:
        return Decimal(0)
    return Decimal(plain) * factor if _NUMBER.fullmatch(plain) else None
