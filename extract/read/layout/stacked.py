"""Splits several logical rows between two rules, by the baselines of their amounts.

Authors put two or three projects into one table row and align the amounts and remarks with blank lines. Tables
without rules between their rows look the same. A row is split only if its amounts prove it: each amount is on the
first line of an entry in another column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.read.layout.cell_lines import DASHES, LONE_NUMBER, NUMBER_ALONE, NUMBERED, SAME_LINE, SHARE, CellLine
from extract.read.layout.lattice import RuledCell, RuledTable
from extract.read.layout.open_rows import open_rows
from extract.read.markup_terms import markup
from normalize.money import looks_like_money
from normalize.numerals import arabic

APART = 1.35
"""A line distance above this many smallest distances of the cell begins an entry."""

MORE = 1.08
"""The same where all amounts stand beside such lines, and all other distances are smaller."""

Filled = Mapping[int, Sequence[CellLine]]
"""Maps the index of a cell in its table to its lines."""


def split_rows(table: RuledTable, filled: Filled) -> RuledTable:
    """The table with its stacked rows split; the same object if there are none."""
    cuts: dict[int, list[float]] = {}
    kept: dict[int, RuledCell] = {}
    spans: dict[int, list[tuple[int, float]]] = {}
    for row in range(table.rows):
        members = {i: cell for i, cell in enumerate(table.cells) if cell.row == row and cell.row_span == 1}
        found, opened = _row(members, filled), _open(members, filled)
        if found is None or (opened is not None and len(opened.starts) < len(found.starts)):
            found = opened  # texts at the bottom of their rows have lines above the first amount
        if found is not None:
            cuts[row] = found.starts
            kept |= members
            spans |= found.groups
    return _cut(table, cuts, kept, spans) if cuts else table


@dataclass(frozen=True, slots=True)
class _Stack:
    """A stacked row: the starts of its logical rows (the first at its top), and the entries of its grouping columns."""

    starts: list[float]
    groups: dict[int, list[tuple[int, float]]]
    """For each cell, the logical rows in which its entries begin."""


def _row(members: Mapping[int, RuledCell], filled: Filled) -> _Stack | None:
    lines = {i: filled.get(i, ()) for i in members}
    anchors = {i for i, found in lines.items() if _is_anchor(found)}
    money = {i for i in anchors if len(lines[i]) > 1}
    if not money:
        return None
    marks = _merged([line for i in money for line in lines[i]])
    ordinals = next((lines[i] for i in sorted(anchors) if _is_count(lines[i])), ())
    key = _key_cell({i: lines[i] for i in members if i not in anchors}, marks, ordinals)
    if key is None:
        return None
    starts = _with_rest(marks, lines[key])
    if len(starts) < 2:
        return None
    groups: dict[int, list[tuple[int, float]]] = {}
    for i, cell in members.items():
        if cell.column < members[key].column and i not in anchors:
            found = _entries(lines[i], starts)
            if found is None:
                return None
            groups[i] = found
        elif not _fits(lines[i], starts):
            return None
    tops = [line.baseline - line.height * 1.3 for line in starts]
    return _Stack([min(cell.top for cell in members.values()), *tops[1:]], groups)


def _open(members: Mapping[int, RuledCell], filled: Filled) -> _Stack | None:
    """The rows between which all columns leave room, or whose texts are in their middles."""
    starts = open_rows({i: filled[i] for i in members if filled.get(i)})
    return _Stack([min(cell.top for cell in members.values()), *starts], {}) if starts else None


def _is_anchor(lines: Sequence[CellLine]) -> bool:
    """Whether a cell contains only amounts, shares, dashes or plain numbers, one per line."""
    texts = [arabic(line.text).strip() for line in lines]
    if not texts:
        return False
    if all(LONE_NUMBER.fullmatch(text) for text in texts):
        numbers = [int(re.sub(r"\D", "", text)) for text in texts]
        return all(b == a + 1 for a, b in pairwise(numbers))
    return all(text in DASHES or looks_like_money(text) or SHARE.fullmatch(text) for text in texts)


def _is_count(lines: Sequence[CellLine]) -> bool:
    """Whether a cell contains numbers that count up, one per line."""
    texts = [arabic(line.text).strip() for line in lines]
    return len(texts) > 1 and all(LONE_NUMBER.fullmatch(text) for text in texts)


def _merged(lines: Iterable[CellLine]) -> list[CellLine]:
    """The lines of several cells from top to bottom, one per baseline."""
    merged: list[CellLine] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if not merged or not _on_one_line(line, merged[-1]):
            merged.append(line)
    return merged


def _on_one_line(a: CellLine, b: CellLine) -> bool:
    return abs(a.baseline - b.baseline) <= SAME_LINE * max(a.height, b.height)


def _key_cell(cells: Filled, marks: Sequence[CellLine], ordinals: Sequence[CellLine]) -> int | None:
    """The cell whose entries all begin on the lines of the amounts, or None.

    Where a column counts the rows (`ordinals`), its lines and the one of the total below them begin entries.
    """
    best: tuple[int, int] | None = None
    for i, lines in cells.items():
        begins = _beginnings(lines)
        if len(ordinals) > 1:
            last = lines[-1:] if lines and lines[-1].baseline > ordinals[-1].baseline else ()
            begins = [
                begin or _meets(line, ordinals) or line in last for line, begin in zip(lines, begins, strict=True)
            ]
        begins = _beginnings_at(lines, marks) or begins
        begun = [line for line, begin in zip(lines, begins, strict=True) if begin]
        on_marks = sum(any(_on_one_line(line, mark) for mark in marks) for line in begun)
        astray = [line for line in begun[1:] if NUMBERED.match(arabic(line.text)) and not _meets(line, marks)]
        if on_marks == len(marks) and not astray and (best is None or on_marks > best[0]):
            best = (on_marks, i)
    return best[1] if best is not None else None


def _beginnings(lines: Sequence[CellLine]) -> list[bool]:
    """For each line of a cell, whether it begins an entry: by a number, a kind word, or a blank line above it.

    A kind word below a number alone on its line, as in a narrow cell, begins none."""
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    least = min(steps, default=0.0)
    texts = [arabic(line.text).strip() for line in lines]
    begins = [True]
    for step, (above, text) in zip(steps, pairwise(texts), strict=True):
        is_named = text.startswith(markup().entry_starts) and not NUMBER_ALONE.fullmatch(above)
        begins.append(step > APART * least or bool(NUMBERED.match(text)) or is_named)
    return begins[: len(lines)]


def _beginnings_at(lines: Sequence[CellLine], marks: Sequence[CellLine]) -> list[bool]:
    """The same if an entry begins on each line of the amounts: all of these lines, and no others, leave more room above
    them than the lines of one text do, however little. Empty if not so."""
    begins = [_meets(line, marks) for line in lines]
    if sum(begins) < len(marks) or not begins[:1]:
        return []
    steps = [(begin, b.baseline - a.baseline) for begin, (a, b) in zip(begins[1:], pairwise(lines), strict=True)]
    within = max((step for begin, step in steps if not begin), default=0.0)
    is_parted = begins[0] and within > 0 and all(step > MORE * within for begin, step in steps if begin)
    return begins if is_parted else []


def _meets(line: CellLine, marks: Iterable[CellLine]) -> bool:
    return any(_on_one_line(line, mark) for mark in marks)


def _with_rest(marks: Sequence[CellLine], key: Sequence[CellLine]) -> list[CellLine]:
    """The starts of the logical rows. The rest of an entry cut off by the previous page is a separate row."""
    if key and key[0].baseline < marks[0].baseline and not _on_one_line(key[0], marks[0]):
        return [key[0], *marks]
    return list(marks)


def _fits(lines: Sequence[CellLine], starts: Sequence[CellLine]) -> bool:
    """Whether the first line of a cell within each logical row is at the start of that row."""
    rows = [_row_of(line, starts) for line in lines]
    return all(
        _on_one_line(line, starts[row])
        for line, row, above in zip(lines, rows, [-1, *rows], strict=False)
        if row != above
    )


def _row_of(line: CellLine, starts: Sequence[CellLine]) -> int:
    reached = [i for i, start in enumerate(starts) if line.baseline >= start.baseline or _on_one_line(line, start)]
    return reached[-1] if reached else 0


def _entries(lines: Sequence[CellLine], starts: Sequence[CellLine]) -> list[tuple[int, float]] | None:
    """The logical rows in which the entries of a grouping column begin; None if one begins in the middle of a row."""
    found: list[tuple[int, float]] = []
    for line, begins in zip(lines, _beginnings(lines), strict=True):
        if begins:
            row = _row_of(line, starts)
            if not _on_one_line(line, starts[row]) or (found and found[-1][0] == row):
                return None
            found.append((row, line.baseline))
    return found


# -- splitting the table ---------------------------------------------------------------------------------------------


def _cut(
    table: RuledTable,
    cuts: Mapping[int, Sequence[float]],
    kept: Mapping[int, RuledCell],
    groups: Mapping[int, Sequence[tuple[int, float]]],
) -> RuledTable:
    first = [0]
    for row in range(table.rows):
        first.append(first[-1] + len(cuts.get(row, (0,))))
    ys = [y for row in range(table.rows) for y in (cuts.get(row) or [table.ys[row]])] + [table.ys[-1]]
    cells: list[RuledCell] = []
    for i, cell in enumerate(table.cells):
        span = first[cell.row + cell.row_span] - first[cell.row]
        whole = replace(cell, row=first[cell.row], row_span=span)
        if i not in kept:
            cells.append(whole)
        elif i in groups:
            cells += _pieces(whole, sorted({0, *(row for row, _ in groups[i])}), ys)
        else:
            cells += _pieces(whole, range(span), ys)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(table, cells=tuple(cells), rows=first[-1], ys=tuple(ys))


def _pieces(cell: RuledCell, starts: Sequence[int], ys: Sequence[float]) -> list[RuledCell]:
    """A cell split at the logical rows in which its entries begin."""
    ends = [*starts[1:], cell.row_span]
    return [
        replace(cell, row=cell.row + a, row_span=b - a, top=ys[cell.row + a], bottom=ys[cell.row + b])
        for a, b in zip(starts, ends, strict=True)
    ]
