"""Finds tables without rules by the order in which their texts were drawn.

Programs draw a table cell by cell: all lines of a cell, then those of the cell at its right, then the next row. So the
lines of one cell follow one another downwards, the next cell begins beside or above them, and a row begins at the left
and below. That tells rows and cells apart where neither rules nor room do, as in a narrow table whose cells are
centred. What is drawn at the right of a cell and above its end can be no rest of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median, median_low

from extract.read.layout.columns import Columns, Stretch, column_of, crosses, overlap
from extract.read.layout.drawn_rows import (
    OFF,
    STEP,
    DrawnCell,
    DrawnRow,
    Text,
    drawn_rows,
    drawn_texts,
    is_same_size,
    may_end,
    solid_pieces,
)
from extract.read.layout.lattice import RuledCell, RuledTable
from extract.read.layout.printed import PrintedLine

FEWEST_ROWS = 2
"""Minimum number of rows with several cells."""

FEWEST_COLUMNS = 3
"""Minimum number of columns, if no cell begins above the end of the one at its left."""

MOST_TITLES = 2
"""Maximum number of rows of one text above a table that may be its titles."""

FAR = 1.7
"""Maximum distance of two rows of one table, in usual ones."""

ASIDE = 2.0
"""Distance in points of the outline of a table from its texts."""

WIDER = 1.05
"""Minimum distance of two rows that may be of two tables, in usual ones."""

MOSTLY = 0.7
"""Minimum share of the rows of a form with a label, and with a text that is aligned with those of the others."""

MOST_CROSSING = 0.12
"""Maximum share of cells across the boundary between two columns."""

MOST_ACROSS = 0.5
"""Maximum number of texts across a boundary between two columns, for each row with cells on its sides."""



def drawn_tables(lines: Sequence[PrintedLine], above: Columns | None = None) -> list[RuledTable]:
    """The tables among lines, from top to bottom. `above`: columns that may go on from the page before."""
    if any(cluster.run < 0 for line in lines for cluster in line.clusters):
        return []
    rows = drawn_rows(drawn_texts(lines))
    found = [table for region in _regions(rows) for table in _tables(region, above)]
    return sorted(found, key=lambda table: table.top)


# -- tables -----------------------------------------------------------------------------------------------------------


def _regions(rows: Sequence[DrawnRow]) -> Iterator[list[DrawnRow]]:
    """The rows of each table: those of several cells, and those of one cell between them that are as near."""
    steps = [b.first - a.last for a, b in pairwise(rows) if len(a.cells) > 1 < len(b.cells) and b.first > a.last]
    usual = median(steps) if steps else 0.0
    region: list[DrawnRow] = []
    waiting: list[DrawnRow] = []
    for row in rows:
        before = [*region, *waiting][-1:]
        if before and not _is_near(before[0], row, usual):
            yield region
            region, waiting = [], []
        if len(row.cells) > 1:
            if waiting and any(row.texts == other.texts for other in region[:2]):
                yield region
                region = []
            region, waiting = [*region, *(waiting if region else waiting[-MOST_TITLES:]), row], []
        else:
            waiting.append(row)
    yield region


def _is_near(above: DrawnRow, below: DrawnRow, usual: float) -> bool:
    height = max(above.height, below.height)
    is_same = is_same_size(above.largest, below.largest)
    step = below.first - above.last
    return is_same and -height < step <= max(FAR * usual, STEP * height)


def _tables(rows: Sequence[DrawnRow], above: Columns | None) -> list[RuledTable]:
    """The table that rows form. If they form none, those above and below the rows of one text that are farthest off, or
    where rows are farther apart than others."""
    table = _table([DrawnRow(list(row.cells), row.is_proved) for row in rows], above)
    if table is not None:
        return [table]
    several = [at for at, row in enumerate(rows) if len(row.cells) > 1]
    cuts = [a + 1 for a, b in pairwise(several) if b > a + 1] or _gaps(rows)
    if not cuts:
        return []
    cut = max(cuts, key=lambda at: rows[at].first - rows[at - 1].last)
    return [*_tables(rows[:cut], above), *_tables(rows[cut:], above)]


def _gaps(rows: Sequence[DrawnRow]) -> list[int]:
    """The rows that are farther from the one above than rows of one table are."""
    steps = [below.first - above.last for above, below in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    return [at for at, step in enumerate(steps, start=1) if step > WIDER * usual]


def _table(rows: Sequence[DrawnRow], above: Columns | None) -> RuledTable | None:
    edges = _edges(rows)
    rows = _trimmed([_titles(row, edges) for row in rows], edges)
    if sum(len(row.cells) > 1 for row in rows) < FEWEST_ROWS:
        return None
    _divide(rows, edges)
    if not _fits(rows, edges):
        return None
    several = [row for row in rows if len(row.cells) > 1]
    if 2 * len(several) < len(rows):
        return None
    is_proved = len(several) > FEWEST_ROWS and any(row.is_proved for row in several) and _is_form(several)
    full = sum(len(row.cells) >= FEWEST_COLUMNS for row in several)
    if not edges or not (is_proved or full >= FEWEST_ROWS):
        return None
    _span_rows(rows)
    tops, bottoms = [row.first - row.height for row in rows], [row.last for row in rows]
    if any(top < bottom for bottom, top in zip(bottoms, tops[1:], strict=False)):
        return None
    height = median(row.height for row in rows)
    ys = [tops[0] - height, *((a + b) / 2 for a, b in zip(bottoms, tops[1:], strict=False)), bottoms[-1] + height / 2]
    xs = _sides(rows, edges, above)
    return RuledTable(tuple(_cells(rows, xs, ys)), len(rows), len(xs) - 1, xs[0], ys[0], xs[-1], ys[-1], xs, tuple(ys))


def _is_form(rows: Sequence[DrawnRow]) -> bool:
    """Whether rows are those of a form: the first cells of most have letters, and the others begin at one place, or
    have one middle. A number or a bullet before a text is no cell."""
    stretches = [row.cells[-1].stretch for row in rows]
    places = [x0 for x0, _ in stretches], [(x0 + x1) / 2 for x0, x1 in stretches]
    aligned = max(sum(abs(x - median(xs)) <= ASIDE for x in xs) for xs in places)
    labelled = sum(any(c.isalpha() for c in row.texts[0]) for row in rows)
    return min(aligned, labelled) >= MOSTLY * len(rows)


def _titles(row: DrawnRow, edges: Sequence[float]) -> DrawnRow:
    """A row of one text; if this is of several objects that are in most of the columns, they are cells."""
    if len(row.cells) > 1:
        return row
    parts = _parts(row.cells[0], edges)
    columns = {column_of(part.stretch, edges) for part in parts}
    is_whole = len(columns) == len(parts) > 1 and not any(crosses(part.stretch, edges) for part in parts)
    return DrawnRow(parts) if is_whole and 2 * len(parts) > len(edges) + 1 else row


def _trimmed(rows: Sequence[DrawnRow], edges: Sequence[float]) -> list[DrawnRow]:
    """The rows without those at both ends that do not fill two columns."""
    filled = [at for at, row in enumerate(rows) if len({column_of(cell.stretch, edges) for cell in row.cells}) > 1]
    return list(rows[filled[0] : filled[-1] + 1]) if filled else []


def _fits(rows: Sequence[DrawnRow], edges: Sequence[float]) -> bool:
    """Whether the cells of the rows are in columns of their own, and hardly any is across a boundary."""
    several = [row for row in rows if len(row.cells) > 1]
    places = [[column_of(cell.stretch, edges) for cell in row.cells] for row in several]
    across = sum(crosses(cell.stretch, edges) for row in several for cell in row.cells)
    is_apart = all(len(set(columns)) == len(columns) for columns in places)
    below = [column for columns in places[1:] for column in columns]
    if any(below.count(column) == 1 and column not in places[0] for column in below):
        return False  # a gap between two words of a line
    return is_apart and across <= MOST_CROSSING * sum(map(len, places))


def _edges(rows: Sequence[DrawnRow]) -> list[float]:
    """The boundaries between the columns of rows.

    Each is between two cells of a row, and no text is across it but those across several columns.
    """
    several = [row.cells for row in rows if len(row.cells) > 1]
    cells = [cell.stretch for row in several for cell in row]
    solid = [piece for row in several for cell in row for piece in solid_pieces(cell)]
    gaps = [(a.stretch[1], b.stretch[0]) for row in several for a, b in pairwise(row)]
    places = sorted({round(2 * x) / 2 for x0, x1 in gaps if x0 < x1 for x in (x0 + 0.5, (x0 + x1) / 2, x1 - 0.5)})
    edges: list[tuple[float, int]] = []
    for x in places:
        count = sum(x0 < x < x1 for x0, x1 in gaps)
        across = [piece for piece in solid if piece[0] < x < piece[1]]
        if len(across) > MOST_ACROSS * count or not all(_is_across(piece, x, cells) for piece in across):
            continue
        if edges and not any(edges[-1][0] <= x0 and x1 <= x for x0, x1 in cells):
            edges[-1] = max(edges[-1], (x, count), key=lambda edge: edge[1])
        else:
            edges.append((x, count))
    return [x for x, _ in edges]


def _is_across(piece: Stretch, x: float, cells: Sequence[Stretch]) -> bool:
    """Whether a text at a place is across columns: cells at its left and its right are above or below it."""
    beside = [cell for cell in cells if overlap(cell, piece)]
    return any(cell[1] <= x for cell in beside) and any(cell[0] >= x for cell in beside)


def _divide(rows: Sequence[DrawnRow], edges: Sequence[float]) -> None:
    """Divide the cells that are in several columns at the gaps between two text objects that lie between these."""
    for row in rows:
        if len(row.cells) > 1:
            row.cells = [part for cell in row.cells for part in _parts(cell, edges)]


def _parts(cell: DrawnCell, edges: Sequence[float]) -> list[DrawnCell]:
    if len(cell.texts) != 1 or not crosses(cell.stretch, edges):
        return [cell]
    [text] = cell.texts
    parts = [[text.clusters[0]]]
    for left, right in pairwise(text.clusters):
        if may_end(left, right, text.height) and any(left.x1 <= edge <= right.x0 for edge in edges):
            parts.append([])
        parts[-1].append(right)
    return [DrawnCell([Text(part, text.baseline, text.height)]) for part in parts]


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
            cell.row_span = span


def _sides(rows: Sequence[DrawnRow], edges: Sequence[float], above: Columns | None) -> tuple[float, ...]:
    """The left side, the boundaries between columns and the right side of a table: those of the page before, if its
    table goes on."""
    cells = [cell.stretch for row in rows for cell in row.cells]
    left, right = min(x0 for x0, _ in cells) - ASIDE, max(x1 for _, x1 in cells) + ASIDE
    is_within = above is not None and above.left <= left + 2 * ASIDE and right - 2 * ASIDE <= above.right
    if above is not None and is_within and len(above.edges) >= len(edges):
        several = [cell.stretch for row in rows if len(row.cells) > 1 for cell in row.cells]
        if not any(crosses(stretch, above.edges) for stretch in several):
            return min(left, above.left), *above.edges, max(right, above.right)
    return left, *edges, right


def _cells(rows: Sequence[DrawnRow], xs: Sequence[float], ys: Sequence[float]) -> Iterable[RuledCell]:
    """The cells of a table in order, with the empty ones."""
    taken: dict[tuple[int, int], RuledCell] = {}
    for at, row in enumerate(rows):
        for cell in row.cells:
            first, last = (column_of((x, x), xs[1:-1]) for x in cell.stretch)
            span = cell.row_span
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
