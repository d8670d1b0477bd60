"""Headings of levels that are told by their code: alone in the project column, or in a cell of its own above rows whose
codes begin with it.

| รหัส  | โครงการ              | งบประมาณ |
| 1.1   | การสร้างจิตสำนึก       |          |
| 1.1.1 | โครงการค่ายคนดี       | 20,000   |
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from extract.grammar.levels import LevelHeading
from extract.grammar.numbering import code_in_parts, leading_code, parse_number
from extract.grammar.terms import kind_of
from extract.model.document import Cell
from extract.model.plan import Path
from extract.tables.headers import Header, Row, text_of
from extract.tables.summary_cells import flat
from extract.tables.summary_grids import PlacedRow
from normalize.script import CONSONANT

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
    """The codes of the rows of tables with which the codes of other rows begin."""
    codes = {code for entry in placed if (code := _code(entry.header, entry.row))}
    return frozenset(code.rpartition(".")[0] for code in codes if "." in code) & codes


def heading_by_code(header: Header, row: Row, coded: Collection[str]) -> tuple[str, Cell] | None:
    """The code and the cell of the name of a row that is such a heading. None for other rows: they have more cells."""
    code = _code(header, row)
    filled = [cell for cell in row if cell is not None and cell.text.strip()]
    named = [cell for cell in filled if cell.column != _column(header)]
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
