"""Recognises the header of a project table from its words and from the content of the cells below.

Two known words are enough, or one above a column of project names. An unknown word never rejects a table. A column
without a known word gets the role that its cells indicate; the others are kept as unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.reports import column_meaning
from extract.tables.column_content import (
    LONG,
    MOST,
    NAMED,
    ColumnContent,
    are_statuses,
    content_of,
    counts_up,
    level_by_code,
)
from extract.tables.column_years import settle_years, sums_years
from extract.tables.header_rows import (
    counts_columns,
    header_depth,
    is_lower_row,
    is_title_word,
    may_begin_header,
    row_texts,
    without_unit,
    year_in_title,
)
from extract.tables.headers import MOST_COLUMNS, Header, Row, begins_sum, text_of
from extract.tables.money_parts import set_parts_aside
from extract.tables.proved_header import REPORTED_MONEY, is_proved, is_told, untitled_budget
from extract.tables.proved_sums import prove_sums
from extract.tables.risk_columns import read_risk_titles, speaks_of_risk
from extract.tables.shown_levels import named_level, settle_levels, shown_level
from extract.tables.told_columns import tell_what_hindered, tell_what_was_done
from normalize.numerals import arabic
from normalize.text import comparable

DEPTH = 4
"""Number of rows in which the header must begin (captions may precede it)."""


_SHORT_YEAR = re.compile(r"\d\d")


def find_project_header(rows: Sequence[Row], *, lenient: bool = False) -> Header | None:
    """The header of a table that may list projects, with the roles of its columns. None if there is no header.

    `lenient`: the document has no other table of projects, so that this one needs no kind words.
    """
    if not rows or len(rows[0]) > MOST_COLUMNS:
        return None
    for start in range(min(DEPTH, len(rows))):
        if not may_begin_header(rows[start]):
            continue
        header = _header(rows, start, header_depth(rows, start))
        if _is_known(header, rows) or is_proved(header, rows) or (lenient and is_told(header, rows)):
            return header
    return None


def repeats(header: Header, row: Row) -> bool:
    """Whether a row repeats the header's titles, or is a row of lower titles or column numbers."""
    texts = [(column, comparable(text_of(row, column))) for column in range(len(row))]
    filled = [(column, text) for column, text in texts if text]
    if len(filled) < 2:
        return False
    known = sum(column < len(header.titles) and text in header.titles[column].split("|") for column, text in filled)
    return known * 10 >= len(filled) * 8 or counts_columns(row) or is_lower_row(row, ())


_OF_YEAR = frozenset({"source", "unit", Field.RESPONSIBLE, Field.TARGET_GROUP, Field.LOCATION})
"""What a table may tell of each year beside its money."""


# -- column roles ----------------------------------------------------------------------------------------------------


def _header(rows: Sequence[Row], start: int, count: int) -> Header:
    paths = _paths([row for row in rows[start : start + count] if not counts_columns(row)])
    body = rows[start + count :]
    entries = _entries(body)
    contents = [content_of(text_of(row, column) for row in entries) for column in range(len(paths))]
    titles = tuple("|".join(map(comparable, path)) for path in paths)
    header = Header(width=len(rows[start]), first_row=start, row_count=count, titles=titles)
    for column, path in enumerate(paths):
        _read_title(header, column, path)
    read_risk_titles(header, paths, contents)
    _count_short_years(header, paths)
    _years_behind_words(header, paths, contents)
    added, header.corrected = settle_years(header.years, paths, header.roles)
    for column in (*added, *header.corrected):
        header.roles.pop(column, None)
    _tick_columns(header, paths, contents)
    proved = prove_sums(header, body)
    _years_with_money(header, contents)
    settle_levels(header, contents)
    _choose_projects(header, contents)
    _by_content(header, paths, contents, entries)
    tell_what_was_done(header)
    tell_what_hindered(header)
    if not proved:
        set_parts_aside(header, body)
    _settle_units(header, paths)
    return header


def _entries(body: Sequence[Row]) -> list[Row]:
    """The rows that show what the columns hold: no sums, and no heading that is alone in its row.

    A table of nothing else is judged by these.
    """
    rows = [row for row in body if not begins_sum(row)]
    return [row for row in rows if len(row_texts(row)) > 1] or rows


def _paths(rows: Sequence[Row]) -> list[list[str]]:
    """The texts above each column, top to bottom. A title spans the blank cells to its right that have lower titles."""
    paths: list[list[str]] = []
    width = max((len(row) for row in rows), default=0)
    for column in range(width):
        texts = [" ".join(text_of(row, column).split()) for row in rows]
        for depth, row in enumerate(rows[:-1]):
            if not texts[depth] and any(texts[depth + 1 :]):
                texts[depth] = _spanning(row, column)
        paths.append([text for text in texts if text])
    return paths


def _spanning(row: Row, column: int) -> str:
    """The title to the left that spans a blank cell."""
    for left in range(min(column, len(row)) - 1, -1, -1):
        cell = row[left]
        if cell is not None and cell.text.strip():
            is_under = cell.row_span == 1 and (cell.column_span == 1 or left + cell.column_span > column)
            return " ".join(cell.text.split()) if is_under else ""
    return ""


def _read_title(header: Header, column: int, path: Sequence[str]) -> None:
    year = next((y for text in reversed(path) if (y := year_in_title(text)) is not None), None)
    role = _role(path)
    if year is not None and role not in ("total", "spent", "percent") and not _is_of_year(path):
        header.years[column] = year
    elif role is not None:
        header.roles[column] = role


def _is_of_year(path: Sequence[str]) -> bool:
    """Whether the lowest title below a year names something else than money: ปี 2567 over จำนวนเงิน and ที่มาของเงิน."""
    lowest = path[-1]
    return len(path) > 1 and year_in_title(lowest) is None and family().columns.match(lowest) in _OF_YEAR


def _role(path: Sequence[str]) -> str | None:
    """The role named by the words of a title. Lower titles are more specific and come first."""
    known = family().columns
    plain = [short for text in reversed(path) if (short := without_unit(text))]
    candidates = [" ".join(path), *plain, *path]
    exact = next((role for text in candidates if (role := known.match(text)) is not None), None)
    if any(map(sums_years, plain)):
        return "total"
    return exact or next((role for text in candidates if (role := known.begins(text)) is not None), None)


_WORDED_YEAR = re.compile(r"(?P<word>[^\d|]{1,24}?)\s*(?P<year>25\d\d)\D{0,12}")


def _years_behind_words(header: Header, paths: Sequence[Sequence[str]], contents: Sequence[ColumnContent]) -> None:
    """Years behind the same unknown words are those of columns of money: ทุนปี 2568, ทุนปี 2569."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for column, path in enumerate(paths):
        is_open = column not in header.roles and column not in header.years and bool(path)
        match = _WORDED_YEAR.fullmatch(arabic(path[-1])) if is_open else None
        if match is not None and contents[column].money >= MOST and contents[column].orders < MOST:
            found[comparable(match["word"])][column] = int(match["year"])
    for years in found.values():
        if len(years) > 1 and len(set(years.values())) == len(years):
            header.years.update(years)


def _count_short_years(header: Header, paths: Sequence[Sequence[str]]) -> None:
    """Two-digit numbers above neighbouring columns that count up are years: 65 66 67 68."""
    lowest = [arabic(path[-1]) if path else "" for path in paths]
    run: list[int] = []
    for column, text in enumerate([*lowest, ""]):
        is_next = _SHORT_YEAR.fullmatch(text) and (not run or int(text) == int(lowest[run[-1]]) + 1)
        if is_next:
            run.append(column)
            continue
        if len(run) > 1 and 50 <= int(lowest[run[0]]) <= 90:
            header.years.update({c: 2500 + int(lowest[c]) for c in run})
            for c in run:
                header.roles.pop(c, None)
        run = [column] if _SHORT_YEAR.fullmatch(text) else []


def _tick_columns(header: Header, paths: Sequence[Sequence[str]], contents: Sequence[ColumnContent]) -> None:
    """Columns of marks: months, quarters and years form a schedule; a status column uses its own words."""
    times, quarters = patterns().cells.schedule, patterns().cells.quarter
    for column, path in enumerate(paths):
        content = contents[column]
        label = path[-1] if path else ""
        is_time = any(times.fullmatch(text) or quarters.fullmatch(text) for text in path)
        is_marked = content.marks >= MOST
        is_month = times.fullmatch(label) is not None and not content.money
        if is_time and (is_marked or is_month or not content.filled or column not in header.years):
            header.years.pop(column, None)
            header.roles[column] = "schedule"
            header.ticked[column] = label if times.fullmatch(label) else " ".join(path)
        elif is_marked and (column in header.years or header.roles.get(column) in (None, Field.DURATION)):
            header.years.pop(column, None)
            header.roles[column] = "schedule"
            header.ticked[column] = label
        elif content.marks >= NAMED and header.roles.get(column) in ("status", Field.RESULTS):
            header.roles[column] = "status"
            header.ticked[column] = label
    _blank_neighbours(header, paths, contents)


def _blank_neighbours(header: Header, paths: Sequence[Sequence[str]], contents: Sequence[ColumnContent]) -> None:
    """A blank column next to columns of marks is also one; so is one of a year, above months, that has no money."""
    for column, path in enumerate(paths):
        beside = [header.roles.get(c) for c in (column - 1, column + 1) if c in header.ticked]
        is_blank = not (contents[column].money if column in header.years else contents[column].filled)
        if not beside or not path or not is_blank or column in header.ticked:
            continue
        if column in header.years or header.roles.get(column) in (None, "status", Field.RESULTS, Field.DURATION):
            header.years.pop(column, None)
            header.roles[column] = beside[0] or "schedule"
            header.ticked[column] = path[-1]


def _years_with_money(header: Header, contents: Sequence[ColumnContent]) -> None:
    """Of several columns of one year those without money tell something else of it."""
    for year in set(header.years.values()):
        columns = [column for column, other in header.years.items() if other == year]
        if any(contents[column].money >= MOST for column in columns):
            for column in columns:
                if contents[column].filled and contents[column].money < MOST:
                    del header.years[column]


def _choose_projects(header: Header, contents: Sequence[ColumnContent]) -> None:
    """Chooses the single project column: the one whose cells are project names, else the one with that title."""
    _give_numbers_away(header, contents)
    called = [column for column, role in header.roles.items() if role == "project"]
    free = [column for column in range(len(contents)) if column not in header.roles and column not in header.years]
    by_kinds = max([*called, *free], key=lambda c: (contents[c].kinds, c in called, contents[c].letters), default=None)
    chosen = called[0] if len(called) == 1 else None
    is_better = by_kinds is not None and contents[by_kinds].holds_projects
    if is_better and (chosen is None or contents[chosen].kinds < contents[by_kinds or 0].kinds / 3):
        chosen = by_kinds
    if chosen is None and called:
        chosen = max(called, key=lambda c: contents[c].letters)
    if chosen is None:
        levels = [column for column, role in header.roles.items() if role in ("dimension", "section")]
        chosen = next((c for c in levels if contents[c].holds_projects), None)  # headings and projects share a column
    if chosen is None and free and header.money_columns():
        longest = max(free, key=lambda c: contents[c].letters)
        is_text = contents[longest].letters >= LONG and contents[longest].departments < MOST
        chosen = longest if is_text and not _is_of_targets(header, longest) else None
    for column in called:
        if column != chosen:
            del header.roles[column]
    if chosen is not None:
        header.roles[chosen] = "project"


def _give_numbers_away(header: Header, contents: Sequence[ColumnContent]) -> None:
    """A column titled as that of the projects that only counts them is none, where another holds their names."""
    called = [column for column, role in header.roles.items() if role == "project"]
    if len(called) != 1 or contents[called[0]].orders < MOST:
        return
    named = [column for column, content in enumerate(contents) if content.kinds >= MOST and column not in header.years]
    if len(named) == 1:
        header.roles[called[0]] = "order"
        header.roles[named[0]] = "project"


def _is_of_targets(header: Header, column: int) -> bool:
    """Whether a column is titled as one of indicators with a target each year, and not as one of projects."""
    title = header.titles[column].rsplit("|", maxsplit=1)[-1] if column < len(header.titles) else ""
    return family().target_columns.exact(title) is not None and family().columns.exact(title) != "project"


def _by_content(
    header: Header, paths: Sequence[Sequence[str]], contents: Sequence[ColumnContent], body: Sequence[Row]
) -> None:
    """Assigns roles by content to columns without a known title. The other columns are kept as unknown."""
    project = header.column("project")
    _by_row(header, contents)
    budget = untitled_budget(header, contents, body) if project is not None else None
    if budget is not None:
        header.roles[budget] = Field.BUDGET
    titled = max((column for column, path in enumerate(paths) if path), default=-1)
    for column, content in enumerate(contents):
        is_overflow = column > titled and project is not None and content.filled * 2 < contents[project].filled
        if column in header.roles or is_overflow or column in header.years or project is None:
            continue
        role = _shown(header, column, content)
        if role is None and content.filled and column < project:
            texts = [text_of(row, column) for row in body]
            role = shown_level(texts, content, contents[project].filled, set(header.roles.values()))
        if role is None and content.filled and column > project:
            role = named_level([text_of(row, column) for row in body], paths[column], header.roles.values())
        if role is None and column > project and header.column("status") is None:
            role = "status" if are_statuses([text_of(row, column) for row in body]) else None
        level = level_by_code(paths[column], content) if role is None else None
        role = level if level is not None and level not in header.roles.values() else role
        if role is None and column < project and counts_up([text_of(row, column) for row in body]):
            role = "order" if header.column("order") is None else None
        if role is not None:
            header.roles[column] = role
        elif not content.is_harmless and paths[column] and not speaks_of_risk(header, column):
            header.unknown[column] = " ".join(paths[column])
            title = header.unknown[column]
            is_proof = any(word in title for word in family().cells.proof)
            if content.counts >= MOST or is_proof or (content.is_description and not _may_be_field(title)):
                header.unused.add(column)
    _read_asides(header, contents, titled, project)


SPARSE, SHORTEST_ASIDE = 0.9, 6
"""Share of the projects that have something in a column of remarks, at the most, and its average number of letters."""


def _read_asides(header: Header, contents: Sequence[ColumnContent], last: int, project: int | None) -> None:
    """The last column, under words that no list has, holds remarks if it says something of some projects only."""
    if project is None or last <= project or last not in header.unknown or header.column(Field.REMARKS) is not None:
        return
    content = contents[last]
    is_sparse = 0 < content.filled <= SPARSE * contents[project].filled
    is_other = max(content.money, content.departments, content.times, content.counts, content.percents) >= MOST
    if is_sparse and not is_other and content.letters >= SHORTEST_ASIDE:
        header.roles[last] = Field.REMARKS
        header.unused.discard(last)
        del header.unknown[last]


def _may_be_field(title: str) -> bool:
    """Whether a title has a stem of a field that tables print: who is responsible, when, the money, the status."""
    keys = (Field.RESPONSIBLE, Field.DURATION, Field.BUDGET, Field.OTHER)
    return any(stem in title for key in keys for stem in family().fields[key].stems)


def _by_row(header: Header, contents: Sequence[ColumnContent]) -> None:
    """Columns whose cells give the fiscal year or the unit of the money in their row, whatever they are called."""
    for column, content in enumerate(contents):
        role = header.roles.get(column)
        if content.units >= MOST:
            header.roles[column] = "unit"
        elif content.years >= MOST and not header.years and role in (None, "years"):
            header.roles[column] = "year"


def _shown(header: Header, column: int, content: ColumnContent) -> str | None:
    taken = set(header.roles.values())
    is_of_money = content.money >= MOST or not content.filled
    if is_of_money and column_meaning(header.titles[column].split("|")) in REPORTED_MONEY:
        return "spent"
    if not content.filled:
        return None
    if content.departments >= MOST and Field.RESPONSIBLE not in taken:
        return Field.RESPONSIBLE
    if content.times >= MOST and Field.DURATION not in taken:
        return Field.DURATION
    is_planned = comparable(header.titles[column]).startswith(family().reports.planned[:1])  # แผน beside เทศบัญญัติ
    return Field.BUDGET if is_planned and content.money >= MOST and content.orders < MOST else None


def _settle_units(header: Header, paths: Sequence[Sequence[str]]) -> None:
    for column in header.money_columns():
        path = paths[column] if column < len(paths) else []
        unit = next((found for text in reversed(path) if (found := _title_unit(text)) is not None), None)
        if unit is not None:
            header.units[column] = unit
    if len(set(header.units.values())) == 1:
        header.unit = next(iter(header.units.values()))


def _title_unit(text: str) -> int | None:
    """The unit that the title of a column states, be it without brackets: พันบาท ปี 2566."""
    stated = unit_of(text)
    larger = patterns().cells.larger_unit.search(text) if stated is None else None
    return family().units[larger["unit"]] if larger is not None else stated


def unit_of(text: str) -> int | None:
    """The value in baht of the unit stated by a title or caption. None if it states no unit.

    >>> unit_of("งบประมาณ (พันบาท)"), unit_of("หน่วย : ล้านบาท"), unit_of("งบประมาณ")
    (1000, 1000000, None)
    """
    match = patterns().cells.stated_unit.search(text)
    if match is not None:
        return family().units[match["bracketed"] or match["labelled"] or match["led"]]
    return family().units.get(text.strip(" ()"))


def _is_known(header: Header, rows: Sequence[Row]) -> bool:
    """Whether enough of a header is known: two columns, one of them the project column."""
    column = header.column("project")
    if column is None:
        return False
    known = len({*header.roles, *header.years} - {column})
    named = sum(1 for c in {*header.roles, *header.years} if _is_titled(header, c))
    return known >= 1 and named >= 2


def _is_titled(header: Header, column: int) -> bool:
    """Whether the title of a column is known, not only its content."""
    titles = header.titles[column].split("|") if column < len(header.titles) else []
    return column in header.years or column in header.ticked or any(title and is_title_word(title) for title in titles)
