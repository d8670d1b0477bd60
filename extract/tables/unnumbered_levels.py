"""The depth of headings in a table that print neither a word of a level nor a number, by what is around them.

| การปลูกจิตสำนึก        |         |
|   ของคนทำงาน         |         |
|   โครงการค่ายคนดี      | 20,000  |
|   ของเยาวชน          |         |
|   โครงการนิทานซื่อสัตย์  | 5,000   |

Where one such heading follows another without a project between, the second is within the first; a single one then
goes on at the inner level. How far the source indents them says the same of each, if it indents all alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.grammar.levels import LevelScheme
from extract.grammar.names import named_kind
from extract.grammar.numbering import NumberStyle, parse_number
from extract.model.document import Cell, Place
from extract.tables.summary_cells import flat, is_name, total_label
from extract.tables.summary_grids import PlacedRow

MOST_DEPTH = 3

_STYLED = re.compile(r"(?:text-indent|padding-left|margin-left|padding-inline-start)\s*:\s*(?P<size>\d+(?:\.\d+)?)")
_SPACE = re.compile(r"(?:<[^<>]*>)*(?P<space>(?:&nbsp;|&emsp;|&ensp;|[\s\u00a0\u2002\u2003\u3000])+)(?=[^\s<&])")


def unnumbered_depths(placed: Sequence[PlacedRow], scheme: LevelScheme) -> dict[Place, int]:
    """The depth of each heading without word and number, by its place, in tables that have several depths of them."""
    runs = list(_runs(placed, scheme))
    shown = _by_indent(runs)
    if shown:
        return shown
    depth = max(map(len, runs), default=0)
    if not 1 < depth <= MOST_DEPTH:
        return {}
    return {cell.place: depth - len(run) + at + 1 for run in runs for at, cell in enumerate(run)}


def _runs(placed: Sequence[PlacedRow], scheme: LevelScheme) -> Iterator[list[Cell]]:
    """The headings that follow each other without a project between."""
    run: list[Cell] = []
    for entry in placed:
        cell = _heading(entry, scheme)
        if cell is not None:
            run.append(cell)
        elif run:
            yield run
            run = []


def _heading(entry: PlacedRow, scheme: LevelScheme) -> Cell | None:
    """The only cell of a row, if it may be such a heading."""
    filled = [cell for cell in entry.row if cell is not None and cell.text.strip()]
    if len(filled) != 1 or filled[0].column > (entry.header.column("project") or 0):
        return None
    text = flat(filled[0])
    number = parse_number(text)
    is_counted = number is not None and number.style is not NumberStyle.BULLET
    is_other = is_counted or named_kind(text) or scheme.read(text) is not None or not is_name(text)
    return None if is_other or total_label(entry.header, entry.row) is not None else filled[0]


def _by_indent(runs: Sequence[Sequence[Cell]]) -> dict[Place, int]:
    """The depth of each heading by how far it is indented. Nothing if all are alike."""
    sizes = [[_indent(cell) for cell in run] for run in runs]
    steps = sorted({size for run in sizes for size in run})
    is_nested = all(run == sorted(set(run)) for run in sizes)
    if not 1 < len(steps) <= MOST_DEPTH or not is_nested or sizes[0][0] != steps[0]:
        return {}
    pairs = [pair for run, of_run in zip(runs, sizes, strict=True) for pair in zip(run, of_run, strict=True)]
    return {cell.place: steps.index(size) + 1 for cell, size in pairs}


def _indent(cell: Cell) -> float:
    """How far the source indents a text, in any unit."""
    styled = _STYLED.search(cell.raw)
    if styled is not None:
        return float(styled["size"])
    space = _SPACE.match(cell.raw)
    return len(re.sub(r"&\w+;", " ", space["space"])) if space is not None else 0
