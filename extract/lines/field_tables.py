"""Tables of project fields: a heading in one column and its content beside it.

If most rows begin with a field heading, the first column contains headings. Unknown words in it are then field
headings too. Cards that name a project each and begin their rows with the same words, known or not, are such tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.names import named_kind
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.grammar.vocabulary import LONGEST_HEADING
from extract.lines.heading_style import heading_number
from extract.lines.margins import count_of, without_margins
from extract.model.document import Block, Cell, Grid, Line, Place
from normalize.money import looks_like_money
from normalize.text import comparable
from normalize.years import column_year

FEWEST_HEADINGS = 3
"""Minimum number of rows that begin with a field heading."""

WIDEST = 4
"""Maximum number of columns: a number, a heading and a content, or two pairs of heading and content."""

LONGEST_CELL = 80
"""Maximum length in characters of a cell with a heading."""

FEWEST_CARDS = 3
"""Minimum number of cards that begin a row with a word for it to be a label of theirs."""

LABELLED = 0.6
"""Minimum share of a card's rows that begin with such a label."""

LONGEST_NAME = 200
_COUNTED = re.compile(r"^[^\s\d]{2,20}\s?\d{1,3}[\s:.)]+")

_CODE = re.compile(r"[^\W\d]{0,4}[-./ ]{0,2}\d{1,3}")
"""What counts a project on its card: P-01."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a field table. `is_heading` is true if it is in a heading position, with content beside it.

    `count` is the project's number, if the line is what counts it in the table's margin.
    """

    line: Line
    is_heading: bool
    count: int = 0


def field_tables(blocks: Sequence[Block], is_heading: Callable[[str], bool]) -> dict[Place, list[Entry]]:
    """The lines of a document's field tables in reading order, by the places of the tables.

    `is_heading` returns whether a text is a field heading. If a document has field tables, parts of them cut off by a
    page break or a wrapped line are also accepted.
    """
    grids = [block for block in blocks if isinstance(block, Grid)]
    named = {
        below.place
        for line, below in pairwise(blocks)
        if isinstance(line, Line) and isinstance(below, Grid) and _names_project(line.text)
    }
    margined = dict(zip((grid.place for grid in grids), without_margins(grids, is_heading), strict=True))
    read = _with_torn_rows([(grid, _rows(grid, margined[grid.place].rows)) for grid in grids])
    cards = _cards(read, is_heading, named)
    judges = [cards if cards is not None and cards.may_read(each, named) else is_heading for each in read]
    judges = _like_others(read, judges)
    counts = [
        (grid, rows, judge, *_count(rows, judge)) for (grid, rows), judge in zip(read, judges, strict=True) if rows
    ]
    pieces = [headed for _, _, _, headed, labelled in counts if headed * 2 >= labelled]
    fewest = 1 if sum(pieces) >= FEWEST_HEADINGS * 2 or max(pieces, default=0) >= FEWEST_HEADINGS else FEWEST_HEADINGS
    found: dict[Place, list[Entry]] = {}
    is_open = False
    for grid, rows, judge, headed, labelled in counts:
        is_piece = headed >= fewest and headed * 2 >= labelled
        goes_on = is_open and not labelled and max(map(len, rows)) == 2
        is_open = (headed >= FEWEST_HEADINGS and headed * 3 >= labelled) or is_piece or goes_on
        if is_open:
            kept = rows[1:] if _is_head(rows[0]) and len(rows) > 1 else rows
            margin = margined[grid.place].margin
            found[grid.place] = [
                entry for row in kept for entry in (*_counted(margin.get(row[0].row)), *_row_entries(row, judge))
            ]
    for (grid, rows, judge, _, labelled), (below, *_) in pairwise(counts):
        is_cut_off = len(rows) == 1 and not labelled and grid.column_count == below.column_count
        if is_cut_off and below.place in found and grid.place not in found:
            found[grid.place] = list(_row_entries(rows[0], judge))  # the level above a form, at the end of a page
    return found


_Judge = Callable[[str], bool]
_Read = tuple[Grid, list[list[Cell]]]
"""A table and its rows that are not empty."""


def _like_others(read: Sequence[_Read], judges: Sequence[_Judge]) -> list[_Judge]:
    """The judges of the tables. In a table whose rows begin like those of other forms, their labels are headings, too.

    A form that lacks a field or two may have too few known headings by itself.
    """
    counts: Counter[str] = Counter()
    forms: set[int] = set()
    for at, ((_, rows), judge) in enumerate(zip(read, judges, strict=True)):
        headed, labelled = _count(rows, judge) if rows else (0, 0)
        if headed >= FEWEST_HEADINGS and headed * 3 >= labelled:
            forms.add(at)
            counts.update({_words(row[0].text) for row in rows if len(row) > 1 and _is_label(row[0].text)})
    labels = frozenset(words for words, count in counts.items() if count > 1)
    made = list(judges)
    for at, (_, rows) in enumerate(read):
        first = [_words(row[0].text) for row in rows if len(row) > 1 and row[0].text.strip()]
        own = sum(words in labels for words in first)
        if at not in forms and own >= FEWEST_HEADINGS and own > LABELLED * len(first):
            made[at] = _Cards(labels, made[at])
    return made


def _counted(cell: Cell | None) -> Iterator[Entry]:
    """What a cell of the table's margin says before the fields beside it."""
    for text in cell.text.split("\n") if cell else ():
        if cell and text.strip():
            yield Entry(Line(text, cell.raw, cell.place), is_heading=False, count=count_of(text))


@dataclass(frozen=True, slots=True)
class _Cards:
    """The words with which the cards of a document begin their rows, beside those that are headings anyway."""

    labels: frozenset[str]
    is_heading: Callable[[str], bool]

    def __call__(self, text: str) -> bool:
        """Whether a text is a heading on the cards."""
        return self.is_heading(text) or _words(text) in self.labels

    def fits(self, table: _Read, named: Set[Place]) -> bool:
        """Whether a table is one of the cards: it or the line above it names a project, and most rows begin with a
        label."""
        grid, rows = table
        own, count = self._labelled(rows)
        names = grid.place in named or any(kind_of(cell.text.strip()) for row in rows for cell in row[1:])
        return own >= FEWEST_HEADINGS and own >= LABELLED * count and names

    def may_read(self, table: _Read, named: Set[Place]) -> bool:
        """Whether a table is one of the cards, or a part of one, which has nothing but its labels."""
        own, count = self._labelled(table[1])
        return self.fits(table, named) or (own == count > 0)

    def _labelled(self, rows: Sequence[Sequence[Cell]]) -> tuple[int, int]:
        """How many rows begin with a label of the cards, and how many with any text."""
        labelled = [row for row in rows if len(row) > 1 and row[0].text.strip()]
        labelled = [row for row in labelled if not _CODE.fullmatch(row[0].text.strip())]
        return sum(_words(row[0].text) in self.labels for row in labelled), len(labelled)


def _cards(tables: Sequence[_Read], is_heading: Callable[[str], bool], named: Set[Place]) -> _Cards | None:
    """The labels of the cards of a document. None if it has no cards."""
    counts: Counter[str] = Counter()
    for _, rows in tables:
        beside = [row[0].text for row in rows if len(row) > 1] + [row[2].text for row in rows if len(row) == WIDEST]
        counts.update({_words(text) for text in beside if _is_label(text)})
    labels = frozenset(words for words, count in counts.items() if count >= FEWEST_CARDS)
    found = _Cards(labels, is_heading)
    return found if sum(found.fits(table, named) for table in tables) >= FEWEST_CARDS else None


def _names_project(text: str) -> bool:
    """Whether a line is the name of a project, perhaps behind a word and its number: ข้อ 1 โครงการ..."""
    return len(text) <= LONGEST_NAME and bool(named_kind(_COUNTED.sub("", text.strip())))


def _bare(text: str) -> str:
    """A label without its number."""
    number = parse_number(text.strip())
    return number.rest.strip() if number is not None and number.rest else text.strip()


def _words(text: str) -> str:
    return comparable(_bare(text))


def _is_label(text: str) -> bool:
    """Whether a text may be a label: words, perhaps behind a number, neither money, a number nor a project."""
    text = _bare(text)
    is_short = 0 < len(text) <= LONGEST_CELL / 2 and text[0].isalpha()
    return is_short and not (_CODE.fullmatch(text) or kind_of(text) or looks_like_money(text) or column_year(text))


def _is_head(row: Sequence[Cell]) -> bool:
    """Whether a row holds the titles of the columns: หัวข้อ, รายละเอียด."""
    return len(row) > 1 and all("".join(cell.text.split()) in family().block.table_heads for cell in row if cell.text)


def _with_torn_rows(read: Sequence[_Read]) -> list[_Read]:
    """The tables, a row that a page break tore made one: its number is above the break, the rest of its label below."""
    made: list[_Read] = []
    for grid, rows in read:
        above = made[-1][1] if made else []
        is_torn = bool(above) and _is_rest(grid, rows) and _counts_on(above[-1], rows[1:])
        if is_torn:
            above[-1] = _joined(above[-1], rows[0])
        made.append((grid, rows[is_torn:]))
    return made


def _is_rest(grid: Grid, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table's first row has a label without number, and all others have one."""
    if len(rows) < FEWEST_HEADINGS or grid.column_count < 2 or rows[0][0].column or not rows[0][0].text:
        return False
    labels = [row[0].text for row in rows[1:] if len(row) > 1]
    return not parse_number(rows[0][0].text) and len(labels) > 1 and all(map(parse_number, labels))


def _counts_on(above: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first label of `rows` has the number after that of the row above. A form begins again at one."""
    last = parse_number(above[0].text)
    first = next((parse_number(row[0].text) for row in rows if len(row) > 1), None)
    return last is not None and first is not None and first.position == last.position + 1


def _joined(row: Sequence[Cell], rest: Sequence[Cell]) -> list[Cell]:
    """A row with the cells of its rest added, each to its own."""
    longest = max(len(row), len(rest))
    cells = list(row) + list(rest[len(row) : longest])
    for index, below in enumerate(rest[: len(row)]):
        text, raw = f"{cells[index].text}\n{below.text}".strip(), f"{cells[index].raw}\n{below.raw}".strip()
        cells[index] = replace(cells[index], text=text, raw=raw)
    return cells


def _rows(grid: Grid, printed: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The non-empty rows. Empty if the table is too wide."""
    if grid.column_count > WIDEST + 2:
        return []
    blank = _blank_columns(printed)
    rows = [row for cells in printed if (row := _without_number(cells[blank:]))]
    return rows if rows and max(map(len, rows)) <= WIDEST else []


def _blank_columns(rows: Sequence[Sequence[Cell]]) -> int:
    """The number of columns before the first with a text, in lines that all begin with a tab and hold labels."""
    if not any(sum(bool(cell.text.strip()) for cell in row) > 1 for row in rows):
        return 0
    filled = (next((at for at, cell in enumerate(row) if cell.text.strip()), None) for row in rows)
    return min((at for at in filled if at is not None), default=0)


def _count(rows: Sequence[Sequence[Cell]], is_heading: Callable[[str], bool]) -> tuple[int, int]:
    """The number of rows that begin with a field heading, and of those that begin with any text beside another cell."""
    wide = [row for row in rows if len(row) == WIDEST]
    if wide and not any(is_heading(row[2].text) for row in wide):
        return 0, len(rows)
    headed = sum(len(row) > 1 and is_heading(row[0].text) for row in rows)
    return headed, sum(len(row) > 1 and bool(row[0].text) for row in rows)


def _without_number(row: Sequence[Cell]) -> list[Cell]:
    """A row's cells without trailing empty cells. A number in its own cell is joined to the heading after it."""
    cells = list(row)
    while cells and not cells[-1].text:
        cells.pop()
    if len(cells) > 1 and cells[1].text and _is_number(cells[0].text):
        return [replace(cells[1], text=f"{cells[0].text} {cells[1].text}"), *cells[2:]]
    return cells


def _is_number(text: str) -> bool:
    number = parse_number(f"{text.strip()} x")
    return number is not None and number.rest == "x" and len(text) <= 6


def _row_entries(row: Sequence[Cell], is_heading: Callable[[str], bool]) -> Iterator[Entry]:
    if len(row) == 2 and _CODE.fullmatch(row[0].text.strip()) and kind_of(row[1].text):
        text = " ".join(f"{row[0].text} {row[1].text}".split())
        yield Entry(Line(text, f"{row[0].raw} {row[1].raw}", row[1].place), is_heading=False)
        return
    headings = {0} if len(row) > 1 and row[0].text and len(row[0].text) <= LONGEST_CELL else set()
    if len(row) == WIDEST and is_heading(row[2].text):
        headings.add(2)
    for index, cell in enumerate(row):
        if index in headings:
            text = " ".join(cell.text.split())
            yield Entry(Line(text, cell.raw, cell.place), is_heading=True)
        else:
            yield from (
                Entry(Line(text, cell.raw, cell.place), False) for text in cell.text.split("\n") if text.strip()
            )


# -- the money of one project ---------------------------------------------------------------------------------------


def heads_budget(text: str) -> bool:
    """Whether a line is the heading of a budget."""
    number = heading_number(text)
    words = comparable(number.rest if number is not None else text)
    stems = [comparable(stem) for stem, key in family().stems.items() if key is Field.BUDGET]
    return len(words) <= LONGEST_HEADING and words.startswith(tuple(stems))


def money_heads(kept: Sequence[Block]) -> set[str]:
    """The lines, in comparable form, that stand again and again right above a table of money by years."""
    above = Counter(
        comparable(line.text)
        for line, grid in pairwise(kept)
        if isinstance(line, Line) and isinstance(grid, Grid) and len(line.text) <= LONGEST_HEADING and money_lines(grid)
    )
    return {words for words, count in above.items() if count > 1}


def money_lines(grid: Grid) -> list[Line]:
    """The rows or columns of a small table below the heading of a budget as lines: `ปี 2566 : 5,000`; none for others.

    The years stand above one row of amounts, or beside the amounts.
    """
    rows = [[cell for cell in row if cell.text.strip()] for row in grid.rows()]
    rows = [row for row in rows if row]
    beside = [row for row in rows if len(row) == 2 and _is_title(row[0].text) and not _is_title(row[1].text)]
    if beside and len(beside) >= len(rows) - 1 and any(column_year(row[0].text) is not None for row in beside):
        titles = [cell.text for row in rows if row not in beside for cell in row]
        unit = next((found["unit"] for text in titles if (found := patterns().cells.unit.search(text))), "")
        return [_pair(row[0].text, row[1], unit if _has_figure(row[1].text) else "") for row in beside]
    return _below(grid) if len(rows) == 2 else []


def _has_figure(text: str) -> bool:
    """Whether a cell is an amount without a unit."""
    return any(map(str.isdecimal, text)) and not any(unit in text for unit in family().units)


def _below(grid: Grid) -> list[Line]:
    titles, amounts = (list(row) for row in grid.rows() if any(cell.text.strip() for cell in row))
    heads = {cell.column: cell.text for cell in titles if _is_title(cell.text)}
    years = [column for column, title in heads.items() if column_year(title) is not None]
    unit = next((cell.text for cell in amounts if cell.text.strip() in family().units), "")
    cells = [cell for cell in amounts if cell.column in heads and cell.text.strip()]
    return [_pair(heads[cell.column], cell, unit) for cell in cells] if years else []


def _is_title(text: str) -> bool:
    """Whether a cell names a year, or what sums them."""
    return column_year(text) is not None or text.strip().startswith(family().totals.sums)


def _pair(title: str, cell: Cell, unit: str) -> Line:
    text = " ".join(f"{title} : {cell.text} {unit}".split())
    return Line(text, cell.raw, cell.place, gap=True)
