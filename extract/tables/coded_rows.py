"""Headings of levels that are told by their code: alone in the project column, or in a cell of its own above rows whose
codes begin with it, or which only count.

| รหัส  | โครงการ              | งบประมาณ |    | ลำดับ | โครงการ              | งบประมาณ |
| 1.1   | การสร้างจิตสำนึก       |          |    | 1.1   | การสร้างจิตสำนึก       |          |
| 1.1.1 | โครงการค่ายคนดี       | 20,000   |    | 1     | โครงการค่ายคนดี       | 20,000   |
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from extract.grammar.levels import LevelHeading
from extract.grammar.names import named_kind
from extract.grammar.numbering import code_in_parts, leading_code, parse_number
from extract.grammar.terms import kind_of
from extract.model.document import Cell
from extract.model.plan import Path
from extract.tables.headers import Header, Row, text_of
from extract.tables.summary_cells import flat
from extract.tables.summary_grids import PlacedRow
from normalize.script import CONSONANT

MOST = 0.8
"""Share of the rows that only count which hold more than a name, at the least."""

_ONE = re.compile(rf"(?:[A-Za-z{CONSONANT}]{{1,3}}[-.]?)?\(?\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[.)]*")
"""One number or code, with a letter or two before it."""

_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")
"""The code of a level or of a project, alone in its cell."""


def names_coded_heading(entry: PlacedRow) -> bool:
    """Whether the only text of a row is a two-level code and a name without kind word in the project column."""
    cells = [cell for cell in entry.row if cell is not None and cell.text.strip()]
    text = flat(cells[0]) if len(cells) == 1 and cells[0].column == entry.header.column("project") else ""
    code = leading_code(text)
    if code is None or code.item or code.section.count(".") != 1:
        return False
    name = text[code.end :].strip(" .:)")
    return bool(name) and not kind_of(name)


def wordless_heading(text: str, above: Path, depth: int) -> LevelHeading:
    """The heading of a level without its word, by its number, its letter or none, or by a code of the level above."""
    code = code_in_parts(text)
    if code is not None and above[:1] == (int(code["first"]),):
        return LevelHeading(2, (*above[:1], int(code["last"])), code["title"], is_code=True)
    number = parse_number(text)
    if number is None or number.depth > 1:
        return LevelHeading(depth, (), text)
    return LevelHeading(depth, (number.position,) if number.position else (), number.rest)


def coded_headings(placed: Iterable[PlacedRow]) -> frozenset[str]:
    """The codes of the rows of tables with which the codes of other rows begin, or those of all rows that do not only
    count, if these say nothing but a name, as hardly another row does.
    """
    rows = [(code, entry) for entry in placed if (code := _code(entry.header, entry.row))]
    codes = {code for code, _ in rows}
    parted = [(code, entry) for code, entry in rows if "." in code]
    counted = [entry for code, entry in rows if "." not in code]
    told = sum(len(_beside_code(entry.header, entry.row)) > 1 for entry in counted)
    named = [name for _, entry in parted if (name := _only_name(entry.header, entry.row))]
    kinds = sum(bool(named_kind(name)) for name in named)
    if counted and len(named) == len(parted) and 2 * kinds <= len(named) and told >= MOST * len(counted):
        return frozenset(code for code, _ in parted)
    return frozenset(code.rpartition(".")[0] for code, _ in parted) & codes


def _only_name(header: Header, row: Row) -> str:
    """The name beside the code of a row; empty if it holds anything else."""
    named = _beside_code(header, row)
    is_name = len(named) == 1 and named[0].column <= (header.column("project") or 0)
    return flat(named[0]) if is_name else ""


def _beside_code(header: Header, row: Row) -> list[Cell]:
    return [cell for cell in row if cell is not None and cell.text.strip() and cell.column != _column(header)]


def heading_by_code(header: Header, row: Row, coded: Collection[str]) -> tuple[str, Cell] | None:
    """The code and the cell of the name of a row that is such a heading. None for other rows: they have more cells."""
    code = _code(header, row)
    named = _beside_code(header, row)
    if code not in coded or len(named) != 1 or named[0].column > (header.column("project") or 0):
        return None
    return code, named[0]


def is_numbered_once(header: Header, row: Row) -> bool:
    """Whether a row has one number or code in its own cell."""
    text = text_of(row, _column(header)).strip()
    return bool(text) and _ONE.fullmatch(text) is not None


def _column(header: Header) -> int | None:
    """The column of the codes, left of the projects."""
    column = header.column("code")
    column = header.column("order") if column is None else column
    return column if column is not None and column < (header.column("project") or 0) else None


def _code(header: Header, row: Row) -> str:
    """The code of a row; empty if its cell holds anything else."""
    text = text_of(row, _column(header)).strip(" .()")
    return text if _CODE.fullmatch(text) else ""
