"""Tables that group their projects by something else than the levels of the plan: the department, the time, the source
of the money, the kind of project, the process whose risks they meet.

| สำนักปลัด                                        |
| 1 | โครงการอบรม... | 20,000 | 1.1 |
| รวมสำนักปลัด 1 โครงการ | 20,000 |     |
| กองช่าง                                          |

A row across the table is such a heading only if most others of the table are of the same sort. What it says holds for
the projects below it. The sums of such groups are no totals of a level. In a table whose projects print their
dimension, rows across are of some sort, whatever their words, if each has a sum that names it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.numbering import leading_code, parse_number
from extract.grammar.patterns import patterns
from extract.model.document import Cell
from extract.tables.headers import Header, Row
from extract.tables.summary_cells import MoneyCell, cell_of, flat, is_carried, is_grand, total_label
from extract.tables.summary_grids import PlacedRow
from normalize.calendar import month_pattern
from normalize.frameworks import match_dimension, match_section
from normalize.lexicon import either
from normalize.money import MoneyStatus, parse_money
from normalize.text import comparable

FEWEST = 2
"""Different headings of one sort, at the least."""

SHARE = 0.75
"""Minimum share of a table's headings without level word that are of one sort."""

LONGEST = 80
"""Maximum length in characters of such a heading."""

KIND = "kind"
SOURCE = "source"
PROCESS = "process"
OTHER = "group"


class Groups:
    """The headings of groups in the tables of a document, and the one in force."""

    def __init__(self, placed: Sequence[PlacedRow], scheme: LevelScheme) -> None:
        self.sorts = _sorts(placed, scheme)
        """The sort of each heading that is of a group, by its text in comparable form."""
        self.names = tuple({name for entry in placed for name in self._names(entry)}) if self.sorts else ()
        """What names the groups: the whole headings, and what is left of them without the word before a colon."""
        self.summed = self._summed(placed) if self.sorts else frozenset()
        """The tables whose groups have a sum each that does not name them."""
        self.role = self.text = ""
        self.header: Header | None = None

    def enters(self, header: Header, row: Row) -> bool:
        """Enters the group that a row begins. Returns whether it begins one."""
        role = self._sort(header, row)
        if not role:
            return False
        self.role, self.text, self.header = role, _title(_first(row)), header
        return True

    def is_sum(self, header: Header, row: Row) -> bool:
        """Whether a row sums up a group: รวมกองคลัง 2 โครงการ, or รวม where each group has one."""
        if not self.sorts:
            return False
        if id(header) in self.summed and _is_plain_sum(header, row):
            return True
        return _summed_words(row).startswith(self.names) if self.names else False

    def held(self, header: Header) -> Mapping[str, str]:
        """What the heading in force says of the projects of a table, by column. Nothing for another table."""
        return {self.role: self.text} if self.role and self.header is header else {}

    def without_money(self, header: Header, row: Row) -> list[MoneyCell]:
        """The money of a row without any, below a heading that says so."""
        text = self.held(header).get(SOURCE, "")
        cell = cell_of(row, header.column("project"))
        if cell is None or parse_money(text).status is not MoneyStatus.NONE:
            return []
        return [MoneyCell(None, Field.BUDGET, text, text, cell.place)]

    def _sort(self, header: Header, row: Row) -> str:
        cell = _only(row)
        return self.sorts.get(comparable(flat(cell)), "") if cell is not None and _spans(header, cell) else ""

    def _names(self, entry: PlacedRow) -> tuple[str, ...]:
        return _forms(_first(entry.row)) if self._sort(entry.header, entry.row) else ()

    def _summed(self, placed: Sequence[PlacedRow]) -> frozenset[int]:
        headings = Counter(id(entry.header) for entry in placed if self._sort(entry.header, entry.row))
        sums = Counter(id(entry.header) for entry in placed if _is_plain_sum(entry.header, entry.row))
        return frozenset(table for table, count in headings.items() if count <= sums[table] <= count + 1)


def _first(row: Row) -> str:
    return next((flat(cell) for cell in row if cell is not None and cell.text.strip()), "")


def _forms(text: str) -> tuple[str, ...]:
    """A heading in comparable form, whole and without number and the word before a colon."""
    return tuple(form for form in (comparable(text), comparable(_title(text))) if form)


def _summed_words(row: Row) -> str:
    """What the label of a sum names, in comparable form."""
    words = comparable(_first(row))
    lead = next((word for word in family().totals.sums if words.startswith(word)), "")
    return words.removeprefix(lead) if lead else ""


def _is_plain_sum(header: Header, row: Row) -> bool:
    """Whether the label of a sum names neither a level nor the whole plan."""
    label = total_label(header, row)
    return label is not None and not is_grand(label) and patterns().any_level.mention.search(label) is None


def _sorts(placed: Sequence[PlacedRow], scheme: LevelScheme) -> dict[str, str]:
    """The headings of the sort that most rows across the tables are of, by their texts in comparable form."""
    found: dict[str, str] = {}
    others = 0
    summed = {words for entry in placed if (words := _summed_words(entry.row))}
    for entry in placed:
        cell = _only(entry.row)
        if cell is None or not _spans(entry.header, cell) or _is_other(entry, flat(cell), scheme):
            continue
        role = _role(flat(cell)) or (OTHER if _is_summed(entry, flat(cell), summed) else "")
        if role:
            found[comparable(flat(cell))] = role
        else:
            others += 1
    for role in sorted({*found.values()}):
        mine = {text for text, sort in found.items() if sort == role}
        if len(mine) >= FEWEST and len(mine) >= SHARE * (len(found) + others):
            return {text: sort for text, sort in found.items() if sort == role}
    return {}


def _is_summed(entry: PlacedRow, text: str, summed: Iterable[str]) -> bool:
    """Whether a sum names a row across a table that has a column for the dimensions."""
    forms = _forms(text) if entry.header.column("dimension") is not None else ()
    return bool(forms) and any(words.startswith(forms) for words in summed)


def _only(row: Row) -> Cell | None:
    cells = [cell for cell in row if cell is not None and cell.text.strip()]
    return cells[0] if len(cells) == 1 and len(cells[0].text) <= LONGEST else None


def _spans(header: Header, cell: Cell) -> bool:
    """Whether a cell may head the rows below: it is across the table, or not right of the names."""
    project = header.column("project")
    return cell.column_span * 2 >= header.width or project is None or cell.column <= project


def _is_other(entry: PlacedRow, text: str, scheme: LevelScheme) -> bool:
    """Whether a row across is something else: a level, a section with its code, a sum."""
    is_level = scheme.read(text) is not None or patterns().any_level.heading.match(text) is not None
    named = match_dimension(text) is not None or match_section(text) is not None
    coded = leading_code(text) is not None
    return is_level or named or coded or is_carried(entry.row) or total_label(entry.header, entry.row) is not None


def _title(text: str) -> str:
    number = parse_number(text)
    title = (number.rest if number is not None and number.rest else text).strip(" :-")
    head, _, tail = title.partition(":")
    is_labelled = tail.strip() and (_office().match(tail.strip()) or family().headings.exact(head) == Field.RESPONSIBLE)
    return tail.strip() if is_labelled else title


def _role(text: str) -> str:
    """What a heading says of the projects below: department, time, source of money, kind or process; else nothing."""
    title = _title(text)
    if title in family().kinds:
        return KIND
    if _time().match(title):
        return Field.DURATION
    if parse_money(title).status is MoneyStatus.NONE or _source().match(title):
        return SOURCE
    if title.startswith(family().cells.processes):
        return PROCESS
    return Field.RESPONSIBLE if _office().match(title) else ""


@cache
def _time() -> re.Pattern[str]:
    quarters = either(family().cells.quarters)
    return re.compile(
        rf"(?:{either(family().reports.months)}?\s*{month_pattern()}|{quarters}\s*\d|{either(family().items.times)})"
    )


@cache
def _office() -> re.Pattern[str]:
    return re.compile(either(family().cells.offices))


@cache
def _source() -> re.Pattern[str]:
    return re.compile(either(family().cells.sources))
