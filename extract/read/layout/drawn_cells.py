"""Finds tables without rules by the order in which their texts were drawn.

Programs draw a table cell by cell: all lines of a cell, then those of the cell at its right, then the next row. So the
lines of one cell follow one another downwards, the next cell begins beside or above them, and a row begins at the left
and below. That tells rows and cells apart where neither rules nor room do, as in a narrow table whose cells are
centred. What is drawn at the right of a cell and above its end can be no rest of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, median_low

from extract.read.layout.columns import SAME_EDGE, Columns, column_of, crosses, overlap
from extract.read.layout.drawn_edges import drawn_edges, edges_before, parts_of
from extract.read.layout.drawn_rows import (
    OFF,
    ONE_LINE,
    ROOM,
    STEP,
    WIDEST,
    DrawnCell,
    DrawnRow,
    drawn_rows,
    drawn_texts,
    is_same_size,
    line_step,
)
from extract.read.layout.lattice import RuledCell, RuledTable
from extract.read.layout.printed import PrintedLine, Rule

FEWEST_ROWS = 2
"""Minimum number of rows with several cells."""

FEWEST_COLUMNS = 3
"""Minimum number of columns, if no cell begins above the end of the one at its left."""

HEADER_ROWS = 2
"""Maximum number of rows with names of groups of columns."""

MOST_TITLES = 2
"""Maximum number of rows of one text above a table that may be its titles."""

FAR = 1.7
"""Maximum distance of two rows of one table, in usual ones."""

ASIDE = 2.0
"""Distance in points of the outline of a table from its texts."""

BEFORE_TEXTS = 1.0
"""Distance in points of the boundary of a form from the texts at its right; the longest label nearly touches them."""

WIDER = 1.05
"""Minimum distance of two rows that may be of two tables, in usual ones."""

BESIDE_RULES = 1.5
"""Maximum distance of the text of a row from the rules above and below it, in letter heights."""

MOST_OFF = 3.0
"""Maximum distance in points of the middle of a group's name from that of the names of its columns."""

MOST_UNKNOWN = 0.05
"""Maximum share of letters of which it is not known when they were drawn."""

APART = 1.3
"""The same of texts between two tables from both."""

MOSTLY = 0.7
"""Minimum share of the rows of a form with a label, and with a text that is aligned with those of the others."""

MOST_CROSSING = 0.12
"""Maximum share of cells across the boundary between two columns."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The distances of two lines of one text, and of two rows, on a page; 0 if unknown. The rules across it."""

    lines: float
    rows: float
    rules: Sequence[Rule] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame of rules around a table, and the boundaries between columns that rules within it show."""

    edges: Sequence[float] = ()


def drawn_tables(
    lines: Sequence[PrintedLine], above: Columns | None = None, known: Steps | None = None
) -> list[RuledTable]:
    """The tables among lines, from top to bottom. `above`: columns that may go on from the page before. `known`: the
    distances on the whole page."""
    if not _has_order(lines):
        return []
    rows, steps = _rows(lines, known)
    found = [table for region in _regions(rows, steps.rows) for table in _tables(region, above, steps)]
    return sorted(found, key=lambda table: table.top)


def framed_table(
    lines: Sequence[PrintedLine], above: Columns | None, known: Steps, edges: Sequence[float] = ()
) -> RuledTable | None:
    """The table that all lines within a frame form; None if they form none. `edges`: the boundaries between its
    columns, if rules show them."""
    if not _has_order(lines):
        return None
    rows, steps = _rows(lines, known)
    return _table(rows, above, steps, frame=_Frame(edges))


def drawn_steps(lines: Sequence[PrintedLine], rules: Sequence[Rule] = ()) -> Steps:
    """The distances of two lines of one text, and of two rows. `rules`: those across the page."""
    known = Steps(0.0, 0.0, rules)
    return _rows(lines, known)[1] if _has_order(lines) else known


def _has_order(lines: Sequence[PrintedLine]) -> bool:
    """Whether it is known in which order the letters were drawn. It is not of bullets that are drawn as shapes."""
    unknown = sum(cluster.run < 0 for line in lines for cluster in line.clusters)
    return unknown <= MOST_UNKNOWN * sum(len(line.clusters) for line in lines)


def _rows(lines: Sequence[PrintedLine], known: Steps | None = None) -> tuple[list[DrawnRow], Steps]:
    known = known or Steps(0.0, 0.0)
    rows = drawn_rows(drawn_texts(lines), known.lines, known.rules)
    return rows, Steps(line_step(rows) or known.lines, _step_of_rows(rows) or known.rows, known.rules)


# -- tables -----------------------------------------------------------------------------------------------------------


def _step_of_rows(rows: Sequence[DrawnRow]) -> float:
    """The usual distance of two rows of several cells; 0 if there are none."""
    steps = [b.first - a.last for a, b in pairwise(rows) if len(a.cells) > 1 < len(b.cells) and b.first > a.last]
    return median(steps) if steps else 0.0


def _regions(rows: Sequence[DrawnRow], usual: float) -> Iterator[list[DrawnRow]]:
    """The rows of each table: those of several cells, and those of one cell between and below them that are as near."""
    region: list[DrawnRow] = []
    waiting: list[DrawnRow] = []
    for row in rows:
        before = [*region, *waiting][-1:]
        if before and not _is_near(before[0], row, usual):
            yield [*region, *waiting]
            region, waiting = [], []
        if len(row.cells) > 1:
            if waiting and any(row.texts == other.texts for other in region[:2]):
                yield region
                region = []
            region, waiting = [*region, *(waiting if region else waiting[-MOST_TITLES:]), row], []
        else:
            waiting.append(row)
    yield [*region, *waiting]


def _is_near(above: DrawnRow, below: DrawnRow, usual: float) -> bool:
    height = max(above.height, below.height)
    is_same = is_same_size(above.largest, below.largest)
    step = below.first - above.last
    return is_same and -height < step <= max(FAR * usual, STEP * height)


def _tables(
    rows: Sequence[DrawnRow], above: Columns | None, steps: Steps, *, may_be_alone: bool = True
) -> list[RuledTable]:
    """The table that rows form. If texts stand apart between them, or they form none, those above and below these, or
    where rows are farther apart than others."""
    several = [at for at, row in enumerate(rows) if len(row.cells) > 1]
    if not several:
        return []
    usual = _usual_step(rows)
    cuts = [a + 1 for a, b in pairwise(several) if b > a + 1]
    apart = [at for at in cuts if _stands_apart(rows, at, usual)]
    if not apart:
        own = [DrawnRow(list(row.cells), row.is_proved) for row in rows]
        table = _table(own, above, steps, may_be_alone=may_be_alone)
        if table is not None:
            return [table]
    cuts = apart or cuts or [at for at in range(1, len(rows)) if _room(rows, at) > WIDER * usual]
    if not cuts:
        return []
    cut = max(cuts, key=lambda at: _room(rows, at))
    parts = (rows[:cut], rows[cut:])
    return [t for part in parts for t in _tables(part, above, steps, may_be_alone=may_be_alone and bool(apart))]


def _room(rows: Sequence[DrawnRow], at: int) -> float:
    """The distance of a row from the one above it."""
    return rows[at].first - rows[at - 1].last


def _usual_step(rows: Sequence[DrawnRow]) -> float:
    """The usual distance of two rows."""
    steps = [room for at in range(1, len(rows)) if (room := _room(rows, at)) > 0]
    return median(steps) if steps else 0.0


def _stands_apart(rows: Sequence[DrawnRow], at: int, usual: float) -> bool:
    """Whether the rows of one text that begin at a row are farther from the rows above and below them than rows are."""
    end = next((i for i in range(at, len(rows)) if len(rows[i].cells) > 1), len(rows) - 1)
    return min(_room(rows, at), _room(rows, end)) > APART * usual


def _table(
    rows: Sequence[DrawnRow],
    above: Columns | None,
    steps: Steps,
    *,
    frame: _Frame | None = None,
    may_be_alone: bool = True,
) -> RuledTable | None:
    ruled = frame.edges if frame else ()
    edges = list(ruled) or edges_before(above, rows) or drawn_edges(rows)
    texts_at = _start_of_texts(rows) if len(edges) == 1 and not ruled else None
    if texts_at is not None:
        edges = [texts_at - BEFORE_TEXTS]
    rows = [_titles(row, edges) for row in rows]
    rows = rows if frame else _trimmed(rows, edges, steps)
    several = [row for row in rows if len(row.cells) > 1]
    if not edges or not several:
        return None
    _divide(rows, edges)
    if not _fits(several, edges, above):
        return None
    texts = [row for row in rows if len(row.cells) == 1 and crosses(row.cells[0].stretch, edges)]
    if len(several) < len(texts):
        return None
    is_proved = len(several) > FEWEST_ROWS and any(row.is_proved for row in several) and _is_form(several)
    full = [row for row in several if len(row.cells) >= FEWEST_COLUMNS]
    is_known = several[0].is_proved or _holds(above, several)
    is_alone = may_be_alone and len(several) == 1 and is_known and len(several[0].cells) > FEWEST_COLUMNS
    if frame:
        is_proved = _is_form(several) if len(several) > FEWEST_ROWS else _holds(above, several)
    if not (is_proved or is_alone or ruled or len(full) >= FEWEST_ROWS):
        return None
    _span_rows(rows)
    tops, bottoms = [row.first - row.height for row in rows], [row.last for row in rows]
    if any(top < bottom for bottom, top in zip(bottoms, tops[1:], strict=False)):
        return None
    height = median(row.height for row in rows)
    ys = [tops[0] - height, *((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)), bottoms[-1] + height / 2]
    xs = _sides(rows, edges, above)
    outline = xs[0], ys[0], xs[-1], ys[-1]
    return RuledTable(
        tuple(_cells(rows, xs, ys)), len(rows), len(xs) - 1, *outline, xs, tuple(ys), is_form=texts_at is not None
    )


def _is_form(rows: Sequence[DrawnRow]) -> bool:
    """Whether rows are those of a form: the first cells of most have letters, and the others begin at one place, or
    have one middle. A number or a bullet before a text is no cell."""
    middles = [sum(row.cells[-1].stretch) / 2 for row in rows]
    are_centred = sum(abs(x - median(middles)) <= ASIDE for x in middles) >= MOSTLY * len(rows)
    labelled = sum(any(c.isalpha() for c in row.texts[0]) for row in rows)
    return labelled >= MOSTLY * len(rows) and (are_centred or _start_of_texts(rows) is not None)


def _start_of_texts(rows: Sequence[DrawnRow]) -> float | None:
    """Where the last cells of rows begin, if most of them begin below one another."""
    starts = [row.cells[-1].stretch[0] for row in rows if len(row.cells) > 1]
    usual = median(starts)
    own = [x for x in starts if abs(x - usual) <= ASIDE]
    return min(own) if len(own) >= MOSTLY * len(starts) else None


def _titles(row: DrawnRow, edges: Sequence[float]) -> DrawnRow:
    """A row of one text; if this is of several objects that are in most of the columns, they are cells."""
    if len(row.cells) > 1:
        return row
    parts = parts_of(row.cells[0], edges)
    columns = {column_of(part.stretch, edges) for part in parts}
    is_whole = len(columns) == len(parts) > 1 and not any(crosses(part.stretch, edges) for part in parts)
    return DrawnRow(parts) if is_whole and 2 * len(parts) > len(edges) + 1 else row


def _trimmed(rows: Sequence[DrawnRow], edges: Sequence[float], steps: Steps) -> list[DrawnRow]:
    """The rows without those at both ends that do not fill two columns, unless they begin below cells of the others
    and are as near as rows are, which is farther than lines of one text are."""
    filled = [at for at, row in enumerate(rows) if len({column_of(cell.stretch, edges) for cell in row.cells}) > 1]
    if not filled:
        return []
    first, last = filled[0], filled[-1]
    while first and _is_between(rows[first - 1], steps.rules):
        first -= 1
    while last + 1 < len(rows) and _is_between(rows[last + 1], steps.rules):
        last += 1
    usual = _usual_step(rows[first : last + 1]) or steps.rows
    if steps.lines and usual > ROOM * steps.lines:
        cells = [cell for row in rows[first : last + 1] for cell in row.cells]
        while first and _is_row(rows[first - 1], cells, edges) and abs(_room(rows, first) / usual - 1) < WIDER - 1:
            first -= 1
        while last + 1 < len(rows) and _is_row(rows[last + 1], cells, edges) and _room(rows, last + 1) < WIDER * usual:
            last += 1
    return list(rows[first : last + 1])


def _is_between(row: DrawnRow, rules: Sequence[Rule]) -> bool:
    """Whether rules are right above and below a row, longer than its text."""
    x0, x1 = row.cells[0].stretch
    room = BESIDE_RULES * row.height
    own = [rule.at for rule in rules if rule.start < x0 and x1 < rule.end]
    is_below = any(row.first - row.height - room <= at < row.first for at in own)
    return is_below and any(row.last < at <= row.last + room for at in own)


def _is_row(row: DrawnRow, cells: Sequence[DrawnCell], edges: Sequence[float]) -> bool:
    """Whether the text of a row begins, or has its middle, where cells have theirs."""
    x0, x1 = row.cells[0].stretch
    near = ONE_LINE * row.height
    is_below = any(abs(x0 - own[0]) <= near for own in (cell.stretch for cell in cells))
    is_centred = not crosses((x0, x1), edges) and any(abs(x0 + x1 - sum(cell.stretch)) <= 2 * near for cell in cells)
    return is_below or is_centred


def _fits(several: Sequence[DrawnRow], edges: Sequence[float], above: Columns | None) -> bool:
    """Whether the cells of the rows are in columns of their own, and hardly any is across a boundary."""
    places = [[column_of(cell.stretch, edges) for cell in row.cells] for row in several]
    across = sum(crosses(cell.stretch, edges) for row in several for cell in row.cells)
    is_apart = all(len(set(columns)) == len(columns) for columns in places)
    below = [column for columns in places[1:] for column in columns]
    alone = {column for column in below if below.count(column) == 1 and column not in places[0]}
    if alone and not _holds(above, several) and any(_has_narrow_gap(row, alone, edges) for row in several):
        return False  # a gap between two words of a line
    return is_apart and across <= MOST_CROSSING * sum(map(len, places))


def _has_narrow_gap(row: DrawnRow, columns: set[int], edges: Sequence[float]) -> bool:
    """Whether a cell in one of some columns is as near to the one at its left as a word may be."""
    return any(
        column_of(cell.stretch, edges) in columns and cell.stretch[0] - left.stretch[1] <= WIDEST * row.height
        for left, cell in pairwise(row.cells)
    )


def _holds(above: Columns | None, several: Sequence[DrawnRow]) -> bool:
    """Whether rows fit the columns of the page before."""
    if above is None:
        return False
    narrowed = [(cell.stretch[0] + ASIDE, cell.stretch[1] - ASIDE) for row in several for cell in row.cells]
    return not any(crosses(stretch, above.edges) for stretch in narrowed)


def _divide(rows: Sequence[DrawnRow], edges: Sequence[float]) -> None:
    """Divide the cells that are in several columns at the gaps between two text objects that lie between these, except
    the names of groups."""
    for at, row in enumerate(rows):
        if len(row.cells) > 1:
            groups = [(cell, _group(rows, at, cell, edges)) for cell in (row.cells if at < HEADER_ROWS else ())]
            names = [cell for cell, own in groups if own and len(parts_of(cell, edges)) < own[1] - own[0] + 1]
            row.cells = [part for cell in row.cells for part in ([cell] if cell in names else parts_of(cell, edges))]


def _span_rows(rows: Sequence[DrawnRow]) -> None:
    """Find the cells that several rows share: each is in their middle, in a column that is empty in the others."""
    for at, row in enumerate(rows):
        for cell in row.cells if len(row.cells) > 1 else ():
            usual = median_low(other.middle for other in row.cells)
            others = [other for other in row.cells if other is not cell and other.middle <= usual + OFF * row.height]
            if cell.middle <= usual + OFF * row.height or not others:
                continue
            top = min(other.first for other in others)
            best, span = OFF * row.height, 1
            for end in range(at + 1, len(rows)):
                if any(overlap(cell.stretch, other.stretch) for other in rows[end].cells):
                    break
                off = abs(cell.middle - (top + rows[end].last) / 2)
                if off <= best:
                    best, span = off, end - at + 1
            cell.row_span = max(cell.row_span, span)


def _sides(rows: Sequence[DrawnRow], edges: Sequence[float], above: Columns | None) -> tuple[float, ...]:
    """The left side, the boundaries between columns and the right side of a table: those of the page before, if its
    table goes on."""
    cells = [cell.stretch for row in rows for cell in row.cells]
    left, right = min(x0 for x0, _ in cells) - ASIDE, max(x1 for _, x1 in cells) + ASIDE
    is_within = above is not None and above.left <= left + 2 * ASIDE and right - 2 * ASIDE <= above.right
    if above is not None and is_within and len(above.edges) >= len(edges):
        several = [cell.stretch for row in rows if len(row.cells) > 1 for cell in row.cells]
        is_like = len(above.edges) == len(edges) and all(
            abs(a - b) <= SAME_EDGE for a, b in zip(above.edges, edges, strict=True)
        )
        if not any(crosses(stretch, above.edges) for stretch in several):
            edges = above.edges
        if is_like or edges is above.edges:
            left, right = min(left, above.left), max(right, above.right)
    return left, *edges, right


def _group(rows: Sequence[DrawnRow], at: int, cell: DrawnCell, edges: Sequence[float]) -> tuple[int, int] | None:
    """The first and the last column of the group that a cell names: those of the row below that have no other name
    above them, and whose middle it has."""
    if at + 1 >= len(rows) or len(rows[at].cells) < 2:
        return None
    others = {column_of(other.stretch, edges) for other in rows[at].cells if other is not cell}
    left = max((c for c in others if c < column_of(cell.stretch, edges)), default=-1)
    right = min((c for c in others if c > column_of(cell.stretch, edges)), default=len(edges) + 1)
    below = [own for own in rows[at + 1].cells if left < column_of(own.stretch, edges) < right]
    if len(below) < 2 or abs(below[0].stretch[0] + below[-1].stretch[1] - sum(cell.stretch)) > 2 * MOST_OFF:
        return None
    return column_of(below[0].stretch, edges), column_of(below[-1].stretch, edges)


def _cells(rows: Sequence[DrawnRow], xs: Sequence[float], ys: Sequence[float]) -> Iterable[RuledCell]:
    """The cells of a table in order, with the empty ones."""
    taken: dict[tuple[int, int], RuledCell] = {}
    for at, row in enumerate(rows):
        for cell in row.cells:
            first, last = _group(rows, at, cell, xs[1:-1]) or (column_of((x, x), xs[1:-1]) for x in cell.stretch)
            span = min(cell.row_span, len(rows) - at)
            made = RuledCell(at, first, span, last - first + 1, xs[first], ys[at], xs[last + 1], ys[at + span])
            places = [(r, c) for r in range(at, at + span) for c in range(first, last + 1)]
            if not any(place in taken for place in places):
                taken |= dict.fromkeys(places, made)
    for at in range(len(rows)):
        for column in range(len(xs) - 1):
            empty = RuledCell(at, column, 1, 1, xs[column], ys[at], xs[column + 1], ys[at + 1])
            made = taken.get((at, column), empty)
            if (made.row, made.column) == (at, column):
                yield made
