"""Rows below the rows of projects that tell their fields, each after its heading, in a cell across the table.

| 1 | โครงการค่ายคนดี                          | 20,000 | กองคลัง |
|   | วัตถุประสงค์ : (1) เพื่อ... (2) เพื่อ...                  |
|   | วิธีการ : ประชุม                                       |
| 2 | โครงการวัดใจ                             | -      | กองช่าง |

Most projects of a table have such a row, and none is above the first of them: that would head the projects below it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import LevelScheme
from extract.grammar.names import named_kind
from extract.grammar.patterns import patterns
from extract.lines.labels import nearest_field
from extract.model.document import Cell, Place
from extract.model.plan import Finding, RowRef
from extract.tables.headers import Header, Row, text_of
from extract.tables.summary_cells import STATED, MoneyCell, flat, is_name, total_label
from extract.tables.summary_grids import PlacedRow
from extract.tables.summary_types import Summary, SummaryRow
from normalize.text import comparable
from schemas.checks import CheckCode

MOST = 0.6
"""Minimum share of a table's projects that have such rows."""

FEWEST = 2
"""Rows that begin with the same heading of unknown words, at the least."""

_LABEL = re.compile(r"(?:[-•*]\s+)?(?P<label>[^\W\d][^:\d\n]{1,40}?)\s*:(?!//)\s*(?P<text>.*)", re.DOTALL)
_WITHIN = re.compile(r"(?<=\s)(?P<label>[^\W\d][^\s:\d]{2,40})\s*:(?!//)\s*")
_FIRST_WORD = re.compile(r"(?:[-•*]\s+)?(?P<label>[^\W\d]\S{2,40})(?:\s+(?P<text>.*)|$)", re.DOTALL)


@dataclass(slots=True)
class Told:
    """What the rows below a project tell of it, and where the last of them is."""

    last: Place
    fields: dict[str, str] = field(default_factory=dict)
    money: tuple[str, Cell] | None = None
    """The text after a heading of the budget, and its cell."""
    unknown: dict[str, Cell] = field(default_factory=dict)
    """Headings that are of no field."""


def told_below(placed: Sequence[PlacedRow], scheme: LevelScheme) -> tuple[list[PlacedRow], dict[int, Told]]:
    """The rows without those that tell of a project above them, and what these tell, by the identity of its row."""
    tables: defaultdict[int, list[PlacedRow]] = defaultdict(list)
    for entry in placed:
        tables[id(entry.header)].append(entry)
    told: dict[int, Told] = {}
    gone: set[int] = set()
    for entries in tables.values():
        below = _below(entries, scheme)
        told.update({project: _told(rows) for project, rows in below.items()})
        gone.update(id(row) for rows in below.values() for row in rows)
    return [entry for entry in placed if id(entry) not in gone], told


def _below(entries: Sequence[PlacedRow], scheme: LevelScheme) -> Mapping[int, list[PlacedRow]]:
    """The rows of a table that tell of the project above them. Nothing if most projects have none."""
    spoken = [_is_spoken(entry, scheme) for entry in entries]
    known = Counter(label for entry, is_one in zip(entries, spoken, strict=True) if is_one for label in _labels(entry))
    found: dict[int, list[PlacedRow]] = {}
    projects = 0
    above: int | None = None
    for entry, is_one in zip(entries, spoken, strict=True):
        if is_one and any(_field(label) or known[label] >= FEWEST for label in _labels(entry)):
            if not projects:
                return {}
            if above is not None:
                found.setdefault(above, []).append(entry)
            continue
        is_project = _is_project(entry)
        projects += is_project
        above = id(entry) if is_project else None
    return found if len(found) >= MOST * projects else {}


def _is_project(entry: PlacedRow) -> bool:
    filled = [cell for cell in entry.row if cell is not None and cell.text.strip()]
    is_sum = total_label(entry.header, entry.row) is not None
    return len(filled) > 1 and not is_sum and is_name(text_of(entry.moved, entry.header.column("project")))


def _is_spoken(entry: PlacedRow, scheme: LevelScheme) -> bool:
    """Whether the one text of a row begins with what may be a heading of a field, and with no level or project."""
    pair = _cells(entry.header, entry.row)
    if pair is None:
        return False
    text = flat(pair[0])
    is_level = scheme.read(text) is not None or patterns().any_level.unnumbered.match(text) is not None
    is_other = is_level or named_kind(text) or total_label(entry.header, entry.row) is not None
    return not is_other and bool(_labels(entry))


def _cells(header: Header, row: Row) -> tuple[Cell, Cell] | None:
    """The cell of the heading and that of the text, which may be the same. None for a row of more cells."""
    filled = [cell for cell in row if cell is not None and cell.text.strip()]
    project = header.column("project") or 0
    if not filled or len(filled) > 2 or filled[0].column > project:
        return None
    is_beside = len(filled) == 2 and filled[1].column not in header.money_columns()
    return (filled[0], filled[-1]) if len(filled) == 1 or (is_beside and _field(flat(filled[0]))) else None


def _labels(entry: PlacedRow) -> list[str]:
    return [comparable(label) for label, _, _ in _pairs(entry)]


def _pairs(entry: PlacedRow) -> list[tuple[str, str, Cell]]:
    """The headings of a row with their texts. Nothing if it does not begin with one."""
    cells = _cells(entry.header, entry.row)
    if cells is None:
        return []
    if cells[0] is not cells[1]:
        return [(flat(cells[0]).strip(" :"), cells[1].text.strip(), cells[1])]
    found: list[tuple[str, str, Cell]] = []
    for line in cells[0].text.split("\n"):
        parts = list(_cut(line.strip()))
        if parts:
            found += [(label, text, cells[0]) for label, text in parts]
        elif not found:
            return []
        else:
            label, text, cell = found[-1]
            found[-1] = (label, f"{text}\n{line.strip()}".strip(), cell)
    return found


def _cut(line: str) -> Iterator[tuple[str, str]]:
    """The headings of a line with their texts. Nothing if it does not begin with one."""
    first = _LABEL.match(line)
    if first is None:
        word = _FIRST_WORD.match(line)
        if word is not None and family().headings.exact(word["label"]) is not None:
            yield word["label"], word["text"] or ""
        return
    inner = [m for m in _WITHIN.finditer(line, first.start("text")) if family().headings.exact(m["label"]) is not None]
    labels = [first["label"], *(match["label"] for match in inner)]
    starts = [first.start("text"), *(match.end() for match in inner)]
    ends = [*(match.start() for match in inner), len(line)]
    for label, start, end in zip(labels, starts, ends, strict=True):
        yield label, line[start:end].strip()


def _field(label: str) -> Field | None:
    """The field of a heading, by its words. None if they name none."""
    if label in family().items.aims:
        return Field.OBJECTIVES
    known = family().headings.match(label)
    nearest = known if known is not None else nearest_field(comparable(label))
    return None if nearest in (Field.OTHER, Field.NAME) else nearest


def _told(rows: Sequence[PlacedRow]) -> Told:
    pairs = [pair for row in rows for pair in _pairs(row)]
    told = Told(pairs[0][2].place)
    for label, text, cell in pairs:
        told.last = max(told.last, cell.place)
        key = _field(label)
        if key is None:
            told.unknown.setdefault(label, cell)
        elif key is Field.BUDGET:
            told.money = told.money or (text, cell)
        elif text:
            told.fields[key] = "\n".join(filter(None, (told.fields.get(key, ""), text)))
    return told


def tell(summary: Summary, row: SummaryRow, told: Told | None) -> None:
    """Gives the project of a row what the rows below it tell."""
    if told is None or len(row.projects) != 1:
        return
    project = row.projects[0]
    project.fields = {**told.fields, **project.fields}
    project.told = (row.place, told.last)
    if told.money is not None and not row.money:
        text, cell = told.money
        row.money.append(MoneyCell(None, STATED, text, cell.raw, cell.place, cell.confidence))
    known = {finding.found for finding in summary.findings if finding.code is CheckCode.COLUMN_UNKNOWN}
    for label, cell in told.unknown.items():
        if label not in known:
            found = Finding(CheckCode.COLUMN_UNKNOWN, RowRef("tables", ""), found=label, place=cell.place)
            summary.findings.append(found)
