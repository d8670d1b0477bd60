"""The boundaries between the columns of rows that were found by the order in which their texts were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from extract.read.layout.columns import Columns, Stretch, column_of, crosses, overlap
from extract.read.layout.drawn_rows import DrawnCell, DrawnRow, Text, may_end, solid_pieces

FEWEST_ROWS = 2
"""Minimum number of rows with as many cells as any, whose cells in their order are the columns."""

FEWEST_COLUMNS = 3
"""The fullest row of a table that goes on has more columns than this."""

MOSTLY = 0.7
"""Minimum share of rows with as many cells as any, whose cells in their order are the columns."""

ASIDE = 2.0
"""How far in points a text may reach over a boundary of the page before."""

MOST_OFF = 3.0
"""Maximum distance in points of the middle of a group's name from that of the names of its columns."""

MOST_ACROSS = 0.5
"""Maximum number of texts across a boundary between two columns, for each row with cells on its sides."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A possible boundary between two columns, how many rows have cells on both sides, and how many texts are across
    it."""

    x: float
    count: int
    across: int


def drawn_edges(rows: Sequence[DrawnRow]) -> list[float]:
    """The boundaries between the columns of rows.

    Each is between two cells of a row, and no text is across it but those across several columns.
    """
    several = [row.cells for row in rows if len(row.cells) > 1]
    cells = [cell.stretch for row in several for cell in row]
    solid = [piece for row in several for cell in row for piece in solid_pieces(cell)]
    gaps = [(a.stretch[1], b.stretch[0]) for row in several for a, b in pairwise(row)]
    places = sorted({round(2 * x) / 2 for x0, x1 in gaps if x0 < x1 for x in (x0 + 0.5, (x0 + x1) / 2, x1 - 0.5)})
    edges: list[_Edge] = []
    for x in places:
        across = [piece for piece in solid if piece[0] < x < piece[1]]
        edge = _Edge(x, sum(x0 < x < x1 for x0, x1 in gaps), len(across))
        if len(across) > MOST_ACROSS * edge.count or not all(
            _is_across(piece, x, several) or _is_over(piece, x, several) for piece in across
        ):
            continue
        if edges and not any(edges[-1].x <= x0 and x1 <= x for x0, x1 in cells):
            edges[-1] = max(edges[-1], edge, key=lambda edge: edge.count)
        else:
            edges.append(edge)
    return _without_doubled(edges, several, solid)


def _without_doubled(
    edges: Sequence[_Edge], rows: Sequence[Sequence[DrawnCell]], solid: Sequence[Stretch]
) -> list[float]:
    """The boundaries without those that texts are across, and that no row has texts on both sides of: they part texts
    of one column that are aligned in two ways, as its name in the middle and the amounts at a side."""
    kept = list(edges)
    for edge in sorted(edges, key=lambda edge: -edge.across):
        at = kept.index(edge)
        xs = [each.x for each in kept]
        filled = [{column_of(cell.stretch, xs) for cell in row} for row in rows]
        if edge.across and not any({at, at + 1} <= columns for columns in filled):
            kept.pop(at)
    return _by_order(rows, [_in_the_middle(edge, solid) for edge in kept])


def _by_order(rows: Sequence[Sequence[DrawnCell]], edges: Sequence[float]) -> list[float]:
    """The boundaries; if there are more columns than cells in any row, those between the cells of the fullest rows in
    their order: names in the middle of columns may be beside all texts at their sides."""
    most = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == most]
    if len(edges) < most or len(full) < max(FEWEST_ROWS, MOSTLY * len(rows)):
        return list(edges)
    ordered = [[row[at].stretch for row in full] for at in range(most)]
    sides = [(max(x1 for _, x1 in a), min(x0 for x0, _ in b)) for a, b in pairwise(ordered)]
    return [(left + right) / 2 for left, right in sides] if all(left < right for left, right in sides) else list(edges)


def _in_the_middle(edge: _Edge, solid: Sequence[Stretch]) -> float:
    """The middle of the gap that a boundary is in, where texts on other pages are least likely to cross it."""
    left, right = [x1 for _, x1 in solid if x1 <= edge.x], [x0 for x0, _ in solid if x0 >= edge.x]
    return edge.x if edge.across or not left or not right else (max(left) + min(right)) / 2


def _is_across(piece: Stretch, x: float, rows: Sequence[Sequence[DrawnCell]]) -> bool:
    """Whether a text at a place is across columns: cells of one row at its left and its right are above or below it."""
    for row in rows:
        beside = [cell.stretch for cell in row if overlap(cell.stretch, piece)]
        if any(cell[1] <= x for cell in beside) and any(cell[0] >= x for cell in beside):
            return True
    return False


def _is_over(piece: Stretch, x: float, rows: Sequence[Sequence[DrawnCell]]) -> bool:
    """Whether a text at a place has the middle of several cells of another row on both sides of it, which no other text
    of its own row is above, as the name of a group of columns has."""
    own = next((row for row in rows if any(cell.stretch == piece for cell in row)), None)
    beside = [cell.stretch for cell in own or () if cell.stretch != piece]
    for row in rows if own is not None else ():
        stretches = [cell.stretch for cell in row]
        if row is own or not any(a[1] <= x <= b[0] for a, b in pairwise(stretches)):
            continue
        for first, last in combinations(stretches, 2):
            is_within = first[0] <= piece[0] and piece[1] <= last[1] and first[1] <= x <= last[0]
            is_alone = not any(overlap(other, (first[0], last[1])) for other in beside)
            if is_within and is_alone and abs(first[0] + last[1] - sum(piece)) <= 2 * MOST_OFF:
                return True
    return False


def edges_before(above: Columns | None, rows: Sequence[DrawnRow]) -> list[float]:
    """The boundaries of the page before, if the cells of rows are in these columns, and the fullest row shows that its
    table has several; else none."""
    if above is None:
        return []
    divided = [
        [part for cell in row.cells for part in parts_of(cell, above.edges)] for row in rows if len(row.cells) > 1
    ]
    places = [[column_of(part.stretch, above.edges) for part in row] for row in divided]
    is_apart = all(len(set(columns)) == len(columns) for columns in places)
    are_inside = all(
        above.left <= part.stretch[0] and part.stretch[1] <= above.right for row in divided for part in row
    )
    if not is_apart or not are_inside or max(map(len, places), default=0) <= FEWEST_COLUMNS:
        return []
    stretches = [part.stretch for row in divided for part in row]
    if any(crosses((x0 + ASIDE, x1 - ASIDE), above.edges) for x0, x1 in stretches):
        return []
    return [_beside_texts(edge, stretches, above.edges) for edge in above.edges]


def _beside_texts(edge: float, stretches: Sequence[Stretch], edges: Sequence[float]) -> float:
    """A boundary of the page before; if a text of this page reaches over it, beside that."""
    at = sum(other < edge for other in edges)
    left = max((x1 for x0, x1 in stretches if column_of((x0, x1), edges) <= at), default=edge)
    right = min((x0 for x0, x1 in stretches if column_of((x0, x1), edges) > at), default=edge)
    return edge if left <= edge <= right or left >= right else (left + right) / 2


def parts_of(cell: DrawnCell, edges: Sequence[float]) -> list[DrawnCell]:
    """A cell, divided at the gaps between two of its text objects that boundaries are in."""
    if len(cell.texts) != 1 or not crosses(cell.stretch, edges):
        return [cell]
    [text] = cell.texts
    parts = [[text.clusters[0]]]
    for left, right in pairwise(text.clusters):
        if may_end(left, right, text) and any(left.x1 <= edge <= right.x0 for edge in edges):
            parts.append([])
        parts[-1].append(right)
    return [DrawnCell([Text(part, text.baseline, text.height, text.digit_gap)]) for part in parts]
