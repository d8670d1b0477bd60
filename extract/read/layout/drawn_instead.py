"""Tables that lack some of their rules, as the order in which their texts were drawn shows them.

What rules there are must agree: none is within a row or a column. Then nothing has to be guessed from gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.read.layout.columns import BETWEEN_GROUPS, Columns, pieces
from extract.read.layout.drawn_cells import drawn_steps, drawn_tables, framed_table
from extract.read.layout.lattice import NEAR, RuledTable, framed, merged, ruled_tables
from extract.read.layout.printed import PrintedLine, PrintedPart, Rule

FEWEST_RULED = 3
"""Minimum number of rows of a table that has rules between all of them."""

LEAST_RULED = 0.5
"""Minimum share of the length of a table that the rules between two of its rows or columns cover."""

WHOLE = 0.9
"""Minimum share of the width of a table that a rule between two rows covers."""

LEAST_UPRIGHT = 0.25
"""Minimum share of the height of a frame of an upright rule that parts columns."""

Frame = tuple[float, float, float, float]
"""The left, top, right and bottom of connected rules."""


@dataclass(frozen=True, slots=True)
class _Zone:
    """Lines that are within one frame, or between frames, and the table that the rules of the frame make."""

    frame: Frame | None
    lines: Sequence[PrintedLine]


def drawn_instead(part: PrintedPart, above: Columns | None = None) -> list[RuledTable]:
    """The tables that lack rules between their rows or their columns, if the order of their texts shows them.

    `above`: columns that may continue from the page before.
    """
    across, upright = merged(part.horizontal), merged(part.vertical)
    if not across or not part.lines:
        return []
    tables = ruled_tables(part.horizontal, part.vertical)
    whole = [table for table in tables if _is_whole(table, part)]
    found: list[RuledTable] = []
    steps = drawn_steps(part.lines, across)
    frames = [own for frame in framed(across, upright) for own in _parted(frame, across, upright)]
    for zone in _zones(part.lines, frames):
        if any(_overlap(zone, table) for table in whole):
            continue
        before = _columns_of(found[-1]) if found else above
        if zone.frame is None:
            drawn = drawn_tables(zone.lines, before, steps)
            for table in drawn:
                own = _rules_of(table, across)
                if len(own) > 1 and _agrees(table, zone, across, upright):
                    left, right = min(rule.start for rule in own), max(rule.end for rule in own)
                    found.append(_within(table, (left, table.top, right, table.bottom)))
            continue
        inside = _inside(zone.frame, upright)
        edges = sorted({rule.at for rule in inside})
        made = framed_table(zone.lines, before, steps, edges)
        if made is None or not _agrees(made, zone, across, upright):
            continue
        if not any(_overlap(zone, other) and other.columns > 1 and other.rows >= made.rows for other in tables):
            table = _within(made, zone.frame)
            found += _with_columns(table, zone.frame, inside) if edges else [table]
    return found


def _inside(frame: Frame, upright: Sequence[Rule]) -> list[Rule]:
    """The upright rules between the sides of a frame, as far as they are within it; not those of single rows."""
    left, top, right, bottom = frame
    own = [Rule(rule.at, max(rule.start, top), min(rule.end, bottom)) for rule in upright]
    own = [rule for rule in own if left + NEAR < rule.at < right - NEAR and rule.start < rule.end]
    lengths: dict[float, float] = {}
    for rule in own:
        lengths[rule.at] = lengths.get(rule.at, 0.0) + rule.end - rule.start
    return [rule for rule in own if lengths[rule.at] >= LEAST_UPRIGHT * (bottom - top)]


def _parted(frame: Frame, across: Sequence[Rule], upright: Sequence[Rule]) -> list[Frame]:
    """A frame, divided at the rules across it where all upright rules within it end and others begin: two tables."""
    left, top, right, bottom = frame
    inner = [rule for rule in upright if left + NEAR < rule.at < right - NEAR]
    cuts = [top]
    for rule in across:
        is_whole = rule.start <= left + NEAR and rule.end >= right - NEAR
        if not is_whole or not top + NEAR < rule.at < bottom - NEAR:
            continue
        ending = {round(r.at) for r in inner if abs(r.end - rule.at) <= NEAR}
        begun = {round(r.at) for r in inner if abs(r.start - rule.at) <= NEAR}
        is_free = not any(r.start < rule.at - NEAR and r.end > rule.at + NEAR for r in inner)
        if is_free and ending and begun and ending != begun:
            cuts.append(rule.at)
    return [(left, a, right, b) for a, b in pairwise([*cuts, bottom])]


def _with_columns(table: RuledTable, frame: Frame, inside: Sequence[Rule]) -> list[RuledTable]:
    """A table whose rows are drawn, with the columns of its upright rules: these are interrupted where a cell is in
    several columns."""
    across = [Rule(y, cell.x0, cell.x1) for cell in table.cells for y in (cell.top, cell.bottom)]
    sides = [Rule(x, table.top, table.bottom) for x in (frame[0], frame[2])]
    return ruled_tables(across, [*inside, *sides])


def _columns_of(table: RuledTable) -> Columns:
    return Columns(table.x0, table.x1, table.xs[1:-1])


def is_inside(line: PrintedLine, table: RuledTable) -> bool:
    """Whether a line is within the outline of a table."""
    middle = line.baseline - line.height / 2
    left, right = line.clusters[0].x0, line.clusters[-1].x1
    return table.top - 1 <= middle <= table.bottom + 1 and left < table.x1 and right > table.x0


def without_rules_of(part: PrintedPart, tables: Sequence[RuledTable]) -> PrintedPart:
    """The part without the lines and the rules of tables."""
    if not tables:
        return part
    return replace(
        part,
        lines=[line for line in part.lines if not any(is_inside(line, table) for table in tables)],
        horizontal=[rule for rule in part.horizontal if not any(_is_of(rule, table) for table in tables)],
        vertical=[
            rule
            for rule in part.vertical
            if not any(table.top - NEAR <= (rule.start + rule.end) / 2 <= table.bottom + NEAR for table in tables)
        ],
    )


def _is_of(rule: Rule, table: RuledTable) -> bool:
    is_beside = rule.start < table.x1 and rule.end > table.x0
    return is_beside and table.top - NEAR <= rule.at <= table.bottom + NEAR


def _is_whole(table: RuledTable, part: PrintedPart) -> bool:
    """Whether a table has rules between all of its rows and columns."""
    has_columns = all(_is_ruled(x, part.vertical, table.top, table.bottom) for x in table.xs[1:-1])
    has_rows = all(_is_ruled(y, part.horizontal, table.x0, table.x1) for y in table.ys[1:-1])
    return has_columns and has_rows and table.rows >= FEWEST_RULED and table.columns > 1


def _is_ruled(at: float, rules: Sequence[Rule], start: float, end: float) -> bool:
    """Whether rules are at a place, along a part of a table's length."""
    own = [rule for rule in rules if abs(rule.at - at) <= NEAR and rule.end > start and rule.start < end]
    return sum(min(rule.end, end) - max(rule.start, start) for rule in own) >= LEAST_RULED * (end - start)


def _zones(lines: Sequence[PrintedLine], frames: Sequence[Frame]) -> Iterator[_Zone]:
    """The lines of each frame, and those between them, from top to bottom."""
    own: list[PrintedLine] = []
    last: Frame | None = None
    frames = [frame for frame in frames if not _is_bar([line for line in lines if _is_in(line, frame)])]
    for line in sorted(lines, key=lambda line: line.baseline):
        frame = next((frame for frame in frames if _is_in(line, frame)), None)
        if own and frame != last:
            yield _Zone(last, own)
            own = []
        last = frame
        own.append(line)
    if own:
        yield _Zone(last, own)


def _is_in(line: PrintedLine, frame: Frame) -> bool:
    middle = line.baseline - line.height / 2
    return frame[1] <= middle <= frame[3] and frame[0] < line.clusters[-1].x1 and line.clusters[0].x0 < frame[2]


def _is_bar(lines: Sequence[PrintedLine]) -> bool:
    """Whether the lines of a frame are one text, as in a coloured row, which parts nothing."""
    return all(len(list(pieces(line, line.height * BETWEEN_GROUPS))) == 1 for line in lines)


def _overlap(zone: _Zone, table: RuledTable) -> bool:
    return any(is_inside(line, table) for line in zone.lines)


def _rules_of(table: RuledTable, across: Sequence[Rule]) -> list[Rule]:
    """The rules across a table, or above and below it."""
    width = table.x1 - table.x0
    return [rule for rule in across if _is_of(rule, table) and rule.end - rule.start >= LEAST_RULED * width]


def _agrees(table: RuledTable, zone: _Zone, across: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    """Whether no rule is within a row or a column of a table."""
    inside = [line for line in zone.lines if is_inside(line, table)]
    middles = [line.baseline - line.height / 2 for line in inside]
    for rule in across:
        if rule.end - rule.start < WHOLE * (table.x1 - table.x0) or not table.top < rule.at < table.bottom:
            continue
        row = max(at for at, y in enumerate(table.ys) if y <= rule.at)
        own = [y for y in middles if table.ys[row] < y < table.ys[row + 1]]
        if own and min(own) < rule.at < max(own):
            return False
    for rule in upright:
        length = min(rule.end, table.bottom) - max(rule.start, table.top)
        if length < LEAST_RULED * (table.bottom - table.top) or not table.x0 < rule.at < table.x1:
            continue
        column = max(at for at, x in enumerate(table.xs) if x <= rule.at)
        left, right = table.xs[column], table.xs[column + 1]
        letters = [c for line in inside for c in line.clusters if left < (c.x0 + c.x1) / 2 < right]
        beside = sum((c.x0 + c.x1) / 2 < rule.at for c in letters)
        if beside and beside < len(letters):
            return False
    return True


def _within(table: RuledTable, frame: Frame) -> RuledTable:
    """A table, widened to its frame at the left and the right."""
    left, right = min(frame[0], table.x0), max(frame[2], table.x1)
    cells = tuple(
        replace(
            cell,
            x0=left if cell.column == 0 else cell.x0,
            x1=right if cell.column + cell.column_span == table.columns else cell.x1,
        )
        for cell in table.cells
    )
    return replace(table, cells=cells, x0=left, x1=right, xs=(left, *table.xs[1:-1], right))
