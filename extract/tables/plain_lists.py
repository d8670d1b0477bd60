"""Projects listed in lines instead of a table, with money and department, and totals printed in lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.names import clean_name, named_kind
from extract.grammar.numbering import parse_number
from extract.grammar.patterns import patterns
from extract.grammar.placed_names import are_listed, placed_behind, placed_name, within
from extract.grammar.terms import kind_of
from extract.grammar.told_sums import told_sums
from extract.model.document import Line, Place
from extract.model.plan import Path, Scope
from extract.tables.listed_departments import department_behind, named_department
from extract.tables.listed_years import Years, listed, years_of_list
from extract.tables.project_cells import without_department
from extract.tables.summary_cells import MoneyCell, is_grand
from extract.tables.summary_columns import settle_names
from extract.tables.summary_types import Above, Summary, SummaryProject, SummaryRow, SummaryTotal
from extract.tables.table_context import TableContext
from extract.tables.years_above import years_above
from normalize.amounts import TERMS, AmountPiece, PieceKind, find_pieces
from normalize.lexicon import either, load
from normalize.money import parse_money
from normalize.text import comparable, normalize_line
from normalize.year_mentions import year_mentions

FEWEST = 2
"""Minimum number of lines in a list. A single sentence may also name a project with its money."""

FEWEST_BARE = 3
"""Minimum number of lines in a list without numbers or bullets."""

LONGEST = 400
"""Maximum length in characters of a list line."""

LONGEST_TOTAL = 200
"""Maximum length in characters of a line with a total."""


def read_lists(
    lines: Iterable[Line],
    headings: Sequence[Above],
    summary: Summary,
    scheme: LevelScheme,
    tables: Mapping[Place, TableContext],
) -> None:
    """Adds projects from plain lists if the tables contain none, and totals printed in lines.

    `scheme` contains the words of the document's levels, which names may print behind them; `tables` has what is
    stated above each table.
    """
    wanted = summary.project_count() == 0
    rows: list[SummaryRow] = []
    bare: list[SummaryRow] = []
    totals: list[SummaryTotal] = []
    path: Path = ()
    due: int | None = None
    is_first = False
    """Whether no entry was found since the last heading."""
    left = list(reversed(headings))
    lines = list(lines)
    years = years_of_list(line.text for line in lines) if wanted else ()
    dated = years_above(lines) if wanted else {}
    year: int | None = None
    since: list[Path] = []
    """The headings of levels since the last entry."""
    for entry in _whole_entries(lines, headings) if wanted else map(_Entry, lines):
        line = entry.line
        while left and left[-1].place <= line.place:
            path, is_first = left.pop().path, True
            since.append(path)
        if len(line.text) > LONGEST:
            continue
        year = dated.get(line.place, year)
        if are_listed(since):
            path = ()  # a legend of the levels: what follows is of none of them
        if wanted and (row := _row(line, path, {due, 1 if is_first else due}, scheme, years)) is not None:
            since = []
            row.money = [replace(cell, place=entry.money or cell.place) for cell in row.money]
            if year is not None and all(cell.fiscal_year is None for cell in row.money):
                row.money = [replace(cell, fiscal_year=year, role="year") for cell in row.money]
            (rows if _is_listed(line) else bare).append(row)
            number = parse_number(normalize_line(line.text).strip())
            due = number.position + 1 if number is not None and number.position else None
            is_first = False
        elif (total := total_of_line(line, path, scheme)) is not None:
            totals.append(total)
    rows = rows or (bare if len(bare) >= FEWEST_BARE else [])
    if wanted and len(rows) >= FEWEST:
        _spread_none(rows)
        _place_by_names(rows, scheme)
        settle_names(rows)
        summary.rows += rows
    if summary.project_count():
        _date(totals, tables)
        _settle_grand(totals, summary)
        summary.totals += _further(totals, summary)


@dataclass(slots=True)
class _Entry:
    """A line, with what the lines below an entry's name print of it; `money` is the place of its money there."""

    line: Line
    money: Place | None = None
    added: int = 0

    def takes(self, line: Line) -> bool:
        """Joins the line below if it prints the entry's money, or its department behind the money."""
        text, own = line.text.strip(), self.line.text
        if self.added < MOST_BELOW and _breaks_off(own):
            self.line, self.added = replace(self.line, text=f"{own} {text}"), self.added + 1
            return True
        if _sum().match(normalize_line(own).strip(" -*")):
            return False
        has_money = bool(_money(normalize_line(own)) or _none_at_end(normalize_line(own)))
        who = named_department(text) if has_money else ""
        is_money = not has_money and (_yearly_start(find_pieces(normalize_line(text))) == 0 or _tells_money(text))
        is_rest = not (has_money or who or is_money) and self.added == 0 and self._goes_on(line)
        if self.added == MOST_BELOW or _sum().match(normalize_line(text)) or not (who or is_money or is_rest):
            return False
        self.line = replace(self.line, text=f"{own} {f'({who})' if who else text if is_rest else f': {text}'}")
        self.money = self.money if who else line.place
        self.added = MOST_BELOW if who else self.added + 1
        return True

    def _goes_on(self, line: Line) -> bool:
        """Whether a printed line is the rest of the entry: it ends with the money that the entry lacks.

        (1) โครงการพาเด็กดูงานคลัง
        (กศ.) ............ 8,000 บาท
        """
        text = normalize_line(line.text).strip()
        before = f"{normalize_line(self.line.text)} "
        pieces = [*(_money(before + text) or _none_at_end(before + text))]
        is_alone = parse_number(text) is None or text.startswith("(")
        ends = bool(pieces) and not _label(False).sub("", (before + text)[pieces[-1].end :]).strip(" .)")
        return is_alone and ends and bool(named_kind(self.line.text)) and pieces[0].start >= len(before)


def _whole_entries(lines: Iterable[Line], headings: Sequence[Above]) -> Iterator[_Entry]:
    """The lines, with those below an entry's name that print its money by year and its department joined to it.

    (1) ตู้รับความเห็น
        ปี 2569 ตั้งไว้ 4,000 บาท ปี 2570 ไม่ตั้งงบประมาณ
        หน่วยงานรับผิดชอบ : กองช่าง
    """
    places = {heading.place for heading in headings}
    entry: _Entry | None = None
    for line in lines:
        if entry is not None and line.place not in places and entry.takes(line):
            continue
        if entry is not None:
            yield entry
        text = line.text.strip()
        number = parse_number(text)
        is_entry = number is not None and (len(number.codes) == 1 or bool(named_kind(line.text)))
        is_entry = is_entry or bool(kind_of(_lead(text)[1])) or bool(_sum().match(normalize_line(text).strip(" -*")))
        is_entry = is_entry and line.place not in places
        entry = _Entry(line) if is_entry else None
        if entry is None:
            yield _Entry(line)
    if entry is not None:
        yield entry


def _breaks_off(text: str) -> bool:
    """Whether the line of an entry or a sum ends within its money: at a year, its word, or จำนวน."""
    text = normalize_line(text).strip()
    mentions = list(year_mentions(text))
    words = (family().titles.year, family().counts.announced)
    return bool(_lead(text)[1]) and (text.endswith(words) or (bool(mentions) and mentions[-1].end == len(text)))


def _tells_money(text: str) -> bool:
    """Whether a line begins with the money of the entry above it: งบประมาณ 18,000 บาท, ไม่ใช้งบประมาณ."""
    text = normalize_line(text).strip(" -–•*(")
    pieces = _money(text) if len(text) <= LONGEST_TOTAL else []
    if not pieces:
        return False
    return not _label(False).sub("", text[: pieces[0].start]).strip(" :-–")


MOST_BELOW = 3
"""Lines below the name of an entry that print its money and its department."""


def _place_by_names(rows: Sequence[SummaryRow], scheme: LevelScheme) -> None:
    """Cuts the level that most names of a list print behind a space, and the department behind it, from the names."""
    told = [(row.projects[0], cut) for row in rows for cut in _level_in(row.projects[0].name, scheme)]
    if len(told) < max(FEWEST_BARE, MOST_PLACED * len(rows)):
        return
    for project, (name, number, behind) in told:
        project.name, project.path = name, (number,)
        if department := department_behind(behind):
            project.fields.setdefault(Field.RESPONSIBLE, department)


MOST_PLACED = 0.6
"""Share of the names of a list that print their level, at the least, for the level to be no part of them."""


def _level_in(name: str, scheme: LevelScheme) -> Iterator[tuple[str, int, str]]:
    """The name before the level that it prints, the number of that, and what is behind it, if it is a department."""
    for space in re.finditer(r"\s+", name):
        heading = scheme.read(name[space.end() :])
        if heading is not None and heading.depth == 1 and heading.numbers and kind_of(name) != name[: space.start()]:
            behind = heading.title.strip()
            if not behind or department_behind(behind):
                yield name[: space.start()], heading.numbers[0], behind
            return


def _spread_none(rows: Sequence[SummaryRow]) -> None:
    """Give an entry without money a zero for each year of the list, if other entries print their money by year."""
    years = sorted({cell.fiscal_year for row in rows for cell in row.money if cell.fiscal_year is not None})
    for row in rows if years else ():
        if all(cell.fiscal_year is None and parse_money(cell.text).value == 0 for cell in row.money):
            row.money = [replace(cell, fiscal_year=year, role="year") for cell in row.money[:1] for year in years]


def _settle_grand(totals: Sequence[SummaryTotal], summary: Summary) -> None:
    """A row of a table that sums what lines below it tell of each level is the total of all: รวมทั้งปี 9,000."""
    told = [parse_money(total.money[0].text).value for total in totals if total.is_numbered and len(total.money) == 1]
    values = [value for value in told if value is not None]
    for total in summary.totals if len(values) >= FEWEST else ():
        is_open = total.scope is Scope.DIMENSION and not total.is_numbered and len(total.money) == 1
        if is_open and parse_money(total.money[0].text).value == sum(values):
            total.scope, total.dimension = Scope.GRAND, None


def _further(totals: Iterable[SummaryTotal], summary: Summary) -> list[SummaryTotal]:
    """The totals that no table prints."""
    known: defaultdict[tuple[Scope, int | None], set[int | None]] = defaultdict(set)
    for total in summary.totals:
        known[total.scope, total.dimension] |= {cell.fiscal_year for cell in total.money} or {None}
    kept = []
    for total in totals:
        before = known[total.scope, total.dimension]
        years = {cell.fiscal_year for cell in total.money}
        if not before or (None not in before | years and before.isdisjoint(years)):
            before |= years
            kept.append(total)
    return kept


def _date(totals: Iterable[SummaryTotal], tables: Mapping[Place, TableContext]) -> None:
    """Gives a total below a table of one year of several that year, where the line names none."""
    for total in totals:
        above = max((place for place in tables if place < total.place), default=None)
        year = tables[above].year if above is not None else None
        if year is not None and len(total.money) == 1 and total.money[0].fiscal_year is None:
            total.money[0].fiscal_year = year


def _row(line: Line, path: Path, due: Container[int | None], scheme: LevelScheme, years: Years) -> SummaryRow | None:
    """A line that names a project and its money: by a kind word, or by a number that is `due` in the list.

    `years` are those of which other lines print an amount each.
    """
    text = normalize_line(line.text).strip()
    text = _CLOSED_DASH.sub(r"\1 ", text)
    number = parse_number(text)
    printed, rest = _lead(text)
    pieces = _money(rest) or _none_at_end(rest)
    is_first = bool(pieces) and pieces[0].kind is PieceKind.YEAR and _yearly_start(pieces) == 0
    at = number.position if number is not None and number.depth < 2 else 0
    is_due = bool(at) and (at in due or (is_first and at == 1))
    if not (kind_of(rest) or is_due) or not pieces:
        return None
    start = pieces[0].start
    name = _label(pieces[0].kind is PieceKind.YEAR).sub("", _LEADERS.sub("", rest[:start]))
    name = _LEADERS.sub("", name).rstrip(" (,:-–")
    if not name or kind_of(name) == name:
        return None
    each = listed(rest, years)
    if each is not None:
        name = _label(before_year=True).sub("", _LEADERS.sub("", rest[: each.name_end])).rstrip(" (,:-–")
    name, own = placed_name(clean_name(name), scheme)
    name, department = without_department(name)
    behind, level = placed_behind(rest[pieces[-1].end :], scheme)
    own = own or level
    project = SummaryProject(printed, name, line.raw, line.place, within(path, own))
    department = department or department_behind(behind)
    if department:
        project.fields[Field.RESPONSIBLE] = department
    cells = _yearly(line, pieces) or _cells(line, rest[start:])
    if each is not None:
        cells = [MoneyCell(year, "year", text, line.raw, line.place) for year, text in each.money.items()]
    return SummaryRow([project], cells, "", "", line.place)


def _is_listed(line: Line) -> bool:
    """Whether a line is marked as an entry: by a number, a bullet, a label, or what leads to its money."""
    text = normalize_line(line.text).strip()
    return _lead(text)[1] != text or _leads_to_money(line.raw)


def _lead(text: str) -> tuple[str, str]:
    """The number before an entry's name as printed, and the text behind it, its bullet or its label.

    >>> _lead("โครงการที่ 3 โครงการวัดใส")
    ('3', 'โครงการวัดใส')
    """
    number, bare = parse_number(text), text.lstrip("-–•·* ")
    if number is not None and number.position and number.rest:
        return number.printed.strip(".)( "), number.rest
    words = patterns().announcements
    for counted in (words.item.match(bare), words.counter.match(bare)):
        rest = bare[counted.end() :] if counted is not None and counted.re is words.item else ""
        rest = counted["body"] if counted is not None and counted.re is words.counter else rest
        if counted is not None and kind_of(rest):
            return counted["number"], rest
    label = words.heading.match(bare)
    if label is not None and family().prefixes[comparable(label[1] or label[2])] is Field.NAME:
        return "", bare[label.end() :].lstrip(" :")
    return "", bare


def _leads_to_money(raw: str) -> bool:
    """Whether dots or a wide gap lead from the name of a project to its money, which ends the line."""
    lead = _LEAD.search(raw)
    text = normalize_line(raw[lead.end() :]).strip() if lead is not None else ""
    return bool(text) and bool(kind_of(raw.strip())) and _tells_money(text)


_LEAD = re.compile(r"(?<=\S)(?:\s*(?:\.{3,}|…|_{3,})[\s.…_]*|\s{3,}|\t+)(?=[^\s.…_])")
_LEADERS = re.compile(r"\s*(?:\.{3,}|…|_{3,})[\s.…_:]*$")
_CLOSED_DASH = re.compile(r"([:=]\s*[-–—])(?=[)\]])")
"""A dash for no money, behind the year and before a bracket: (2569 : 20,000 / 2570 : -)."""


def _money(text: str) -> Sequence[AmountPiece]:
    """The pieces of a text from its first certain amount on, including a preceding year. Empty if there is none."""
    pieces = find_pieces(text)
    start = _yearly_start(pieces)
    if start is not None:
        return pieces[start:]
    sure = [i for i, piece in enumerate(pieces) if piece.kind is PieceKind.NONE or _is_sure(piece)]
    if not sure:
        return []
    first = sure[0]
    if len(sure) > 1 and first > 0 and pieces[first - 1].kind is PieceKind.YEAR:
        first -= 1
    return pieces[first:]


def _none_at_end(text: str) -> list[AmountPiece]:
    """What stands for no money where other lines of a list print theirs, at the end: a dash, ไม่ใช้ งปม., ไม่มี."""
    match = _without_money().search(text)
    return [AmountPiece(PieceKind.NONE, match.start("none"), match.end("none"))] if match is not None else []


@cache
def _without_money() -> re.Pattern[str]:
    words = either(load(TERMS)["no_budget_alone"], spaced=True)
    return re.compile(rf"[\s.…_:(](?P<none>{words}|[-–—]+(?:\s*{either(family().units)})?)[\s)]*$")


def _yearly_start(pieces: Sequence[AmountPiece]) -> int | None:
    """Where the money of each of several years begins: 2569 : 20,000 / 2570 : -. None if it is not printed so."""
    start = len(pieces)
    while start >= 2 and pieces[start - 2].kind is PieceKind.YEAR and pieces[start - 1].kind is not PieceKind.YEAR:
        start -= 2
    return start if len(pieces) - start >= 2 * FEWEST else None


def _is_sure(piece: AmountPiece) -> bool:
    return piece.kind is PieceKind.AMOUNT and piece.strong and piece.value is not None


def _yearly(line: Line, pieces: Sequence[AmountPiece]) -> list[MoneyCell]:
    """The money of each year, where every year prints its own; else none."""
    if _yearly_start(pieces) != 0:
        return []
    pairs = [(year.value, money.value) for year, money in zip(pieces[::2], pieces[1::2], strict=True)]
    years = {int(year) for year, value in pairs if year is not None and value is not None}
    if len(years) < len(pairs):
        return []
    return [MoneyCell(int(year or 0), "year", f"{value:f}", line.raw, line.place) for year, value in pairs]


def _cells(line: Line, text: str) -> list[MoneyCell]:
    money = parse_money(text)
    if money.by_year:
        return [MoneyCell(year, "year", f"{value:f}", line.raw, line.place) for year, value in money.by_year.items()]
    return [MoneyCell(None, Field.BUDGET, text if money.value is None else f"{money.value:f}", line.raw, line.place)]


def total_of_line(line: Line, path: Path, scheme: LevelScheme) -> SummaryTotal | None:
    """A line with a total: it begins with a word for sums, or is a level's number with its count, and its amount.

    The level may have a word of the document's own: รวมเสาที่ 1.
    """
    text = normalize_line(line.text).strip(" -*")
    if len(text) > LONGEST_TOTAL or not (_sum().match(text) or _sums_level(text)):
        return None
    pieces = _money(text) or _none_at_end(text)  # รวมมิติที่ 2 : 3 โครงการ ไม่ใช้งบประมาณ
    amounts = [piece for piece in pieces if _is_sure(piece) or piece.kind is PieceKind.NONE]
    if not amounts:
        return None
    amounts = [piece for piece in amounts if _has_unit(text, piece)] or amounts  # จำนวน 3 งาน เป็นเงิน 16,500 บาท
    known = (patterns().levels, patterns().any_level, scheme.levels)
    mention = next(filter(None, (levels.mention.search(text) for levels in known)), None)
    count = patterns().counts.count.search(text)
    grand = is_grand(text[: amounts[0].start]) or (mention is None and not path)
    dimension = int(mention["number"]) if mention else (path[0] if path else None)
    money = parse_money(text)
    value = amounts[0].value if amounts[0].value is not None else Decimal()
    cells = [MoneyCell(None, Field.BUDGET, f"{value:f}", line.raw, line.place)]
    if money.by_year and len(pieces) > 1:
        cells = [MoneyCell(year, "year", f"{value:f}", line.raw, line.place) for year, value in money.by_year.items()]
    scope = Scope.GRAND if grand else Scope.DIMENSION
    done = count is not None and any(word in text[: count.start()] for word in family().reports.done)
    number = int(count["count"]) if count and not done else None
    return SummaryTotal(scope, None if grand else dimension, number, cells, line.place, text, mention is not None)


def _sums_level(text: str) -> bool:
    """Whether a line is the number of a level, a count and money: มิติที่ 1 จำนวน 3 รายการ งบประมาณ 9,000 บาท."""
    level = patterns().any_level.heading.match(text)
    title = level["title"].strip() if level is not None else ""
    return bool(title) and len(told_sums(title)) > 1 and not patterns().counts.tail.sub("", f" {title}").strip()


def _has_unit(text: str, piece: AmountPiece) -> bool:
    """Whether the unit of money is in a piece or right behind it."""
    units = tuple(family().units)
    return text[piece.end :].lstrip().startswith(units) or any(unit in text[piece.start : piece.end] for unit in units)


@cache
def _sum() -> re.Pattern[str]:
    return re.compile(either(family().totals.sums))


@cache
def _label(before_year: bool) -> re.Pattern[str]:
    """The words before an amount that are no part of a name, at its end; before a year the word for it is one.

    They stand apart from the name: ใบเสร็จรับเงิน ends with such a word and is whole.
    """
    terms = load(TERMS)
    words = either([*terms["cell_words"], *terms["amount_labels"], *terms["sum_labels"]])
    year = rf"|{re.escape(family().titles.year)}(?=\s*$)" if before_year else ""
    return re.compile(rf"(?:(?:^|(?<=[\s(,:/\-–]))(?:{words}{year})(?:[\s(,:/-]*(?:{words}{year}))*)?[\s(,:]*$")
