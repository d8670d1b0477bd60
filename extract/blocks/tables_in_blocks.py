"""Small tables of texts right below a heading of a block: their first column holds the items of its field.

4. กิจกรรมและการดำเนินงาน
| กิจกรรม         | ระยะเวลา |
| พิมพ์สมุดบันทึก    | ธ.ค.    |
| เปิดให้ยืมทุกวัน   | ม.ค.    |
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.blocks.block_types import RawBlock, RawField
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import parse_number
from extract.lines.labels import nearest_field
from extract.model.document import Block, Cell, Grid, Line
from normalize.money import looks_like_money
from normalize.text import comparable

FEWEST_COLUMNS = 2
MOST_ROWS = 30
LONGEST_TITLE = 60


def with_tables(blocks: Sequence[RawBlock], document: Iterable[Block]) -> list[RawBlock]:
    """The blocks, with the texts of such tables as the content of the fields above them."""
    starts = [block.first for block in blocks]
    made = list(blocks)
    heading: Line | None = None
    for part in document:
        if isinstance(part, Line):
            heading = part if part.text.strip() else heading
            continue
        at = bisect_right(starts, part.place) - 1
        if at >= 0 and heading is not None:
            made[at] = _with_table(made[at], part, heading)
        heading = None
    return made


def _with_table(block: RawBlock, grid: Grid, heading: Line) -> RawBlock:
    """The block with the texts of a table, if the line right above it is the heading of a field without text."""
    at = next((i for i, e in enumerate(block.fields) if e.heading.line.place == heading.place and not e.content), None)
    column = _texts(grid) if at is not None else []
    if at is None or not column:
        return block
    entry = block.fields[at]
    key = entry.key if entry.key in family().itemized else _titled(column[0].text)
    if key not in family().itemized or any(other.key == key and other.content for other in block.fields):
        return block
    lines = [Line(" ".join(cell.text.split()), cell.raw, cell.place, gap=True) for cell in column[1:]]
    told = replace(entry, key=key, content=lines) if key == entry.key else RawField(key, entry.heading, lines)
    fields = [*block.fields[: at + (key != entry.key)], told, *block.fields[at + 1 :]]
    return replace(block, fields=fields)


def _titled(title: str) -> Field:
    known = family().headings.match(title)
    return known if known is not None else nearest_field(comparable(title))


def _texts(grid: Grid) -> list[Cell]:
    """The title and the texts of the first column that is no order. Nothing if the table holds money or no texts."""
    if grid.column_count < FEWEST_COLUMNS or not 1 < grid.row_count <= MOST_ROWS:
        return []
    if any(looks_like_money(cell.text) and any(map(str.isdigit, cell.text)) for cell in grid.cells if cell.row):
        return []
    for column in range(grid.column_count):
        cells = [cell for cell in grid.cells if cell.column == column and cell.text.strip()]
        if len(cells) < 2 or cells[0].row or len(cells[0].text) > LONGEST_TITLE:
            return []
        if not all(_is_order(cell.text) for cell in cells[1:]):
            return cells if all(any(map(str.isalpha, cell.text)) for cell in cells[1:]) else []
    return []


def _is_order(text: str) -> bool:
    number = parse_number(f"{text.strip().rstrip('.)')}. x")
    return number is not None and number.rest == "x"
