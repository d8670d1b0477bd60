"""Tables that a copy has left as lines, one cell a line, whatever their titles are: their rows count and are as long.

ที่ / งาน / จากรัฐ / จากตำบล / ได้มา / ใครทำ
1 / ค่ายคนดี / 5,000 / - / 5,000 / กองคลัง
2 / ตลาดใส / - / 3,000 / 3,000 / กองช่าง

Each line between slashes stands alone. That most numbers have as many lines up to the next proves the columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.levels import LevelScheme
from extract.grammar.numbering import leading_code, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.level_scheme import level_scheme
from extract.model.document import Block, Cell, Document, Grid, Line
from extract.tables.lost_rules import runs_of_lines
from normalize.money import looks_like_money
from normalize.text import comparable
from normalize.years import column_year

FEWEST_ROWS, FEWEST_COLUMNS, MOST_COLUMNS = 4, 3, 16

MOST = 0.6
"""Share of the rows that end where the next one begins."""

LONGEST_ORDER = 3

LEVEL_REACH = 30
"""Characters within which a heading names a level, be it behind other words: การควบคุมด้านที่ 1."""

_CODE = re.compile(r"(?P<group>[^\W\d]{0,5}\.?\s?\d{0,2}[-/])(?P<last>\d{1,3})")

_COUNT = re.compile(r"\(?\d{1,3}\s+[^\d\s]{2,20}\)?")


@dataclass(slots=True)
class _Row:
    """The lines of a row of a table: of a project's, of a sum's or, alone, of a heading."""

    lines: list[Line]
    columns: Sequence[int] = ()
    """The columns that they are in; all of them from the first on if empty."""
    is_heading: bool = False


def with_counted_tables(document: Document) -> Document:
    """The document, with grids in place of the lines of such tables."""
    scheme: LevelScheme | None = None
    made: dict[int, Grid] = {}
    gone: set[int] = set()
    for run in runs_of_lines(document.blocks()):
        orders = _orders(run)
        if not _may_prove(orders):
            continue
        scheme = scheme or level_scheme(document.blocks())
        width = _width(orders, [at for at, line in enumerate(run) if _is_heading(line, scheme)])
        table = _table(run, orders, width, scheme) if width is not None else None
        if table is not None:
            grid, taken = table
            made[id(taken[0])] = grid
            gone.update(map(id, taken))
    if not made:
        return document
    pages = [replace(page, blocks=tuple(_kept(page.blocks, made, gone))) for page in document.pages]
    return replace(document, pages=tuple(pages))


def _kept(blocks: Sequence[Block], made: dict[int, Grid], gone: set[int]) -> Iterator[Block]:
    for block in blocks:
        if id(block) in made:
            yield made[id(block)]
        elif id(block) not in gone:
            yield block


def _orders(run: Sequence[Line]) -> list[int]:
    """The places of the lines that are nothing but the numbers from one on, or codes that count in each group."""
    found: list[int] = []
    for index, line in enumerate(run):
        text = line.text.strip().strip(".)(")
        if len(text) <= LONGEST_ORDER and text.isdecimal() and int(text) == len(found) + 1:
            found.append(index)
    if len(found) >= FEWEST_ROWS:
        return found
    coded = _coded_orders(run)
    return coded if len(coded) >= FEWEST_ROWS else _named_orders(run)


def _named_orders(run: Sequence[Line]) -> list[int]:
    """The places of the names of projects with their numbers before them, from one on: 1. โครงการ..."""
    found: list[int] = []
    for index, line in enumerate(run):
        number = parse_number(line.text)
        if number is not None and number.position == len(found) + 1 and kind_of(number.rest):
            found.append(index)
    return found


def _coded_orders(run: Sequence[Line]) -> list[int]:
    """The places of codes of one form, which count in each of their groups or through all: 1-01, 1-02, 2-01 or 2-03."""
    found: list[int] = []
    last: dict[str, int] = {}
    for index, line in enumerate(run):
        code = _CODE.fullmatch(line.text.strip())
        if code is not None and int(code["last"]) in (last.get(code["group"], 0) + 1, len(found) + 1):
            last[code["group"]] = int(code["last"])
            found.append(index)
    return found


def _may_prove(orders: Sequence[int]) -> bool:
    """Whether most of the numbers are as far from the next as a row may be long, with a heading between."""
    gaps = [after - before for before, after in pairwise(orders)]
    near = sum(FEWEST_COLUMNS <= gap <= MOST_COLUMNS + FEWEST_COLUMNS for gap in gaps)
    return len(orders) >= FEWEST_ROWS and 2 * near >= len(gaps)


def _width(orders: Sequence[int], headings: Sequence[int]) -> int | None:
    """The number of columns: that of the lines from most numbers to the next, without headings of levels between; none
    if they prove none."""
    above = [bisect_left(headings, order) for order in orders]
    gaps = Counter(
        after - before - (end - start) for (before, start), (after, end) in pairwise(zip(orders, above, strict=True))
    )
    width, count = min(gaps.items(), key=lambda entry: (-entry[1], entry[0]))
    is_proved = min(gaps) == width and count >= MOST * sum(n for gap, n in gaps.items() if gap <= width + 1)
    return width if is_proved and count > 1 and FEWEST_COLUMNS <= width <= MOST_COLUMNS else None


def _table(
    run: Sequence[Line], orders: Sequence[int], width: int, scheme: LevelScheme
) -> tuple[Grid, list[Line]] | None:
    """The table, and the lines that it takes up; none if a row or what is between two rows does not fit."""
    titles = _titles(run, orders[0], width, scheme)
    if titles is None:
        return None
    headed = {comparable(line.text) for line in titles}
    money = _money_columns([run[order : order + width] for order in orders], width)
    rows: list[_Row] = []
    for at, order in enumerate(orders):
        rows.append(_Row(list(run[order : order + width])))
        stop = orders[at + 1] if at + 1 < len(orders) else len(run)
        rest, is_last = list(run[order + width : stop]), at + 1 == len(orders)
        others = _others(rest, (width, money), headed, scheme, is_last=is_last)
        if others is None:
            return None
        rows += others
    above = [line for line in run[: orders[0]] if _is_heading(line, scheme)]
    first = next((line for line in reversed(run[: orders[0]]) if line in titles), titles[0])
    lead = [_Row([line], is_heading=True) for line in above if line.place > first.place]
    used = [*titles, *(line for row in (*lead, *rows) for line in row.lines)]
    taken = sorted(used, key=lambda line: line.place)
    inside = [line for line in run if taken[0].place <= line.place <= taken[-1].place]
    return _grid(titles, [*lead, *rows], width), inside


def _titles(run: Sequence[Line], first: int, width: int, scheme: LevelScheme) -> list[Line] | None:
    """The titles of the columns: the lines above the first row, without the headings of levels between."""
    lines = [line for line in run[:first] if not _is_heading(line, scheme)]
    titles = lines[-width:]
    is_bare = all(_is_title(line.text) for line in titles)
    return titles if len(titles) == width and is_bare else None


def _is_title(text: str) -> bool:
    """Whether a line may be the title of a column: no money, but a year may have its unit beside it."""
    return len(text) <= LONGEST_TITLE and (not looks_like_money(text) or column_year(text) is not None)


LONGEST_TITLE = 60


def _is_heading(line: Line, scheme: LevelScheme) -> bool:
    text = line.text.strip()
    code = leading_code(text)
    is_coded = code is not None and bool(text[code.end :].strip()) and "." in code.section
    is_level = scheme.read(text) is not None or patterns().any_level.numbered.search(text, 0, LEVEL_REACH) is not None
    return (is_level and not text.startswith(family().totals.sums)) or is_coded


def _others(
    rest: Sequence[Line], form: tuple[int, Sequence[int]], headed: set[str], scheme: LevelScheme, *, is_last: bool
) -> list[_Row] | None:
    """What stands between two rows: headings of levels, the titles again, and rows of sums; none if anything else."""
    rows: list[_Row] = []
    at = 0
    while at < len(rest):
        line = rest[at]
        text = line.text.strip()
        if comparable(text) in headed:
            at += 1
        elif columns := _columns_of_sum(len(figures := _figures(rest, at + 1)), *form):
            beside = [line for line in rest[at + 1 + len(figures) :][:1] if _counts(line)]
            beside = beside if columns[-1] + 1 < form[0] else []
            rows.append(_Row([line, *figures, *beside], [*columns, *(columns[-1] + 1 for _ in beside)]))
            at += 1 + len(figures) + len(beside)
        elif _is_heading(line, scheme):
            rows.append(_Row([line], is_heading=True))
            at += 1
        elif is_last:
            break
        elif _is_title_again(rest, at, headed):
            at += 1
        else:
            return None
    while is_last and rows and rows[-1].is_heading:
        rows.pop()
    return rows


def _money_columns(rows: Sequence[Sequence[Line]], width: int) -> list[int]:
    """The columns of money behind the first one."""
    fitting = [sum(looks_like_money(row[column].text.strip()) for row in rows) for column in range(1, width)]
    return [column for column, count in enumerate(fitting, 1) if count >= MOST * len(rows)]


def _columns_of_sum(figures: int, width: int, money: Sequence[int]) -> list[int]:
    """The columns of a label and the figures below it: as many as those of money, or all from the first of these."""
    if not figures or not money or money[0] < 1:
        return []
    if figures == len(money):
        return [money[0] - 1, *money]
    is_whole = [*money] == list(range(money[0], money[-1] + 1)) and figures > len(money)
    is_whole = (is_whole and figures <= width - money[0]) or figures == width - money[0]
    return list(range(money[0] - 1, money[0] + figures)) if is_whole else []


def _counts(line: Line) -> bool:
    """Whether a line only counts projects: 4 งาน, behind the figures of a sum."""
    return not line.gap and _COUNT.fullmatch(line.text.strip()) is not None


def _is_title_again(rest: Sequence[Line], at: int, headed: set[str]) -> bool:
    """Whether a line is a title more above those that are printed again: of the level that heads the rows."""
    return at + 1 < len(rest) and comparable(rest[at + 1].text) in headed


def _figures(rest: Sequence[Line], at: int) -> list[Line]:
    found: list[Line] = []
    for line in rest[at:]:
        if not looks_like_money(line.text.strip()) or line.gap:
            break
        found.append(line)
    return found


def _grid(titles: Sequence[Line], rows: Sequence[_Row], width: int) -> Grid:
    cells = [_cell(line, 0, column, is_header=True) for column, line in enumerate(titles)]
    for at, row in enumerate(rows, 1):
        if row.is_heading:
            cells.append(_cell(row.lines[0], at, 0, span=width))
            continue
        by_column = dict(zip(row.columns or range(width), row.lines, strict=True))
        place = row.lines[0].place
        cells += [
            _cell(by_column[column], at, column) if column in by_column else Cell("", "", at, column, place)
            for column in range(width)
        ]
    return Grid(tuple(cells), len(rows) + 1, width, titles[0].place, titles[0].gap)


def _cell(line: Line, row: int, column: int, span: int = 1, *, is_header: bool = False) -> Cell:
    return Cell(line.text.strip(), line.raw, row, column, line.place, 1, span, is_header, line.confidence)
