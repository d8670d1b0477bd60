"""Finds columns without vertical rules, by the gaps shared by all lines of a table and between its column names.

For tables with horizontal rules only, and tables without rules, the missing vertical rules (and the rules around
cells that span columns) are added. The lattice then reads them like any other table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.layout.printed import Cluster, PrintedLine, Rule, beside_digits, beside_one

FEWEST_COLUMNS = 3
"""Minimum number of column names in a header. Two texts side by side between rules are not a table."""

NARROWEST = 0.35
"""Minimum gap between columns, in letter heights."""

WIDEST_SPACE = 1.0
"""Maximum width of a single drawn space, in letter heights."""

BETWEEN_NAMES = 0.8
"""Minimum gap between two column names, in letter heights. Words of one name are closer."""

BETWEEN_GROUPS = 1.8
"""The same for the second row of a header: wider than any space between words."""

ASCENT, DESCENT = 1.3, 0.4
"""Extent of a line above and below its baseline, in letter heights, including marks."""

SAME_EDGE = 6.0
"""Tolerance in points for equal left or right edges of two tables."""

Stretch = tuple[float, float]
"""A horizontal interval on the page: left and right, in points."""


@dataclass(slots=True)
class Lacking:
    """The missing horizontal and vertical rules of tables."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Columns:
    """The left and right edges and the column boundaries of a table, which it keeps if continued on the next page."""

    left: float
    right: float
    edges: tuple[float, ...]

    def spans(self, left: float, right: float) -> bool:
        """Whether a table from `left` to `right` may have these columns."""
        return abs(left - self.left) <= SAME_EDGE and abs(right - self.right) <= SAME_EDGE

    def holds(self, lines: Sequence[PrintedLine]) -> bool:
        """Whether lines fit these columns: most fill several columns, hardly any crosses a boundary."""
        rows = [list(pieces(line, line.height * NARROWEST)) for line in lines]
        crossing = sum(any(crosses(piece, self.edges) for piece in row) for row in rows)
        filled = {column_of(piece, self.edges) for row in rows for piece in row if not crosses(piece, self.edges)}
        return len(filled) >= FEWEST_COLUMNS and crossing * 4 <= len(rows) - 1


def between(lines: Iterable[PrintedLine], top: float, bottom: float) -> list[PrintedLine]:
    """The lines between two vertical positions."""
    return [line for line in lines if top < line.baseline - line.height / 2 < bottom]


def column_of(piece: Stretch, edges: Sequence[float]) -> int:
    """The number of the column that contains the middle of a piece."""
    middle = (piece[0] + piece[1]) / 2
    return sum(edge <= middle for edge in edges)


def crosses(piece: Stretch, edges: Sequence[float]) -> bool:
    """Whether a piece crosses a boundary between two columns."""
    return any(piece[0] < edge < piece[1] for edge in edges)


def draw(found: Lacking, ys: Sequence[float], xs: Sequence[float], lines: Sequence[PrintedLine]) -> None:
    """Add vertical rules at `xs` from the first to the last of `ys`, interrupted by lines that cross them.

    If other lines are between the same horizontal rules, such a line gets horizontal rules above and below it.
    """
    for top, bottom in pairwise(ys):
        band = between(lines, top, bottom)
        crossing = [line for line in band if any(_crosses(line, x) for x in xs[1:-1])]
        heights = {top, bottom}
        for line in crossing if len(crossing) < len(band) else ():
            heights |= {line.baseline - ASCENT * line.height, line.baseline + DESCENT * line.height}
        room = max((line.height for line in crossing), default=0.0)
        cuts = [top, *(y for y in sorted(heights) if top + room <= y <= bottom - room), bottom]
        found.horizontal += [Rule(y, xs[0], xs[-1]) for y in cuts[1:-1]]
        for a, b in pairwise(cuts):
            inside = between(crossing, a, b)
            found.vertical += [Rule(x, a, b) for x in xs if not any(_crosses(line, x) for line in inside)]


def _crosses(line: PrintedLine, x: float) -> bool:
    return any(x0 < x < x1 for x0, x1 in pieces(line, line.height * NARROWEST))


def column_edges(
    lines: Sequence[PrintedLine], header: Sequence[PrintedLine], closest: float = BETWEEN_NAMES
) -> list[float]:
    """The middles of the gaps shared by all lines, if they are between two column names.

    Names are more than `closest` letter heights apart. Text below two or more names, such as the label of a total, is a
    cell that spans their columns and does not close the gap.
    """
    strict = _edges(covered(lines), covered(header, closest=closest))
    names = _without_false(header_names(header, closest), lines)
    apart = _edges(covered(lines, names), names)
    return max(strict, apart, key=len)


def header_names(header: Sequence[PrintedLine], closest: float = BETWEEN_NAMES) -> list[Stretch]:
    """The intervals of the column names: those of the header line with the most, and others next to them.

    A name over several others, or under them, is that of their group.
    """
    rows = [list(pieces(line, line.height * closest)) for line in header]
    names: list[Stretch] = []
    for row in sorted(rows, key=len, reverse=True):
        names = [name for name in names if not _is_group(name, row, names)]
        names += [piece for piece in row if not any(overlap(piece, name) for name in names)]
    return sorted(names)


def named_columns(edges: Sequence[float], names: Sequence[Stretch]) -> int:
    """The number of columns with a name. A text beside a name that is centred in its column looks like one without."""
    return len({column_of(name, edges) for name in names})


def _is_group(name: Stretch, row: Sequence[Stretch], names: Sequence[Stretch]) -> bool:
    """Whether a name is over or under several texts of another line that are over or under no other name."""
    own = [piece for piece in row if overlap(piece, name)]
    return len(own) > 1 and not any(overlap(piece, other) for piece in own for other in names if other != name)


def _without_false(names: Sequence[Stretch], lines: Sequence[PrintedLine]) -> list[Stretch]:
    """The names, merged if they are words of one name: more lines cross the gap between them than leave it."""
    rows = [list(pieces(line, line.height * NARROWEST)) for line in lines]
    kept: list[Stretch] = list(names[:1])
    for name in names[1:]:
        across = apart = 0
        for row in rows:
            left = [piece for piece in row if overlap(piece, kept[-1])]
            right = [piece for piece in row if overlap(piece, name)]
            if any(piece in right for piece in left):
                across += len(row) > 1 or len(rows) < FEWEST_COLUMNS
            elif left and right:
                apart += 1
        if across > apart:
            kept[-1] = (kept[-1][0], name[1])
        else:
            kept.append(name)
    return kept


def spans(piece: Stretch, names: Sequence[Stretch]) -> bool:
    """Whether a text extends below two or more names."""
    return sum(overlap(piece, name) for name in names) > 1


def overlap(a: Stretch, b: Stretch) -> bool:
    """Whether two intervals overlap."""
    return a[0] < b[1] and a[1] > b[0]


def _edges(columns: Sequence[Stretch], names: Sequence[Stretch]) -> list[float]:
    edges: list[float] = []
    left: Stretch | None = None
    for column in columns:
        is_named = any(overlap(name, column) and not (left and overlap(name, left)) for name in names)
        if left is not None and is_named:
            edges.append((left[1] + column[0]) / 2)
        left = column if left is None or is_named else (left[0], column[1])
    return edges


def covered(lines: Sequence[PrintedLine], names: Sequence[Stretch] = (), closest: float = NARROWEST) -> list[Stretch]:
    """The horizontal intervals covered by any line, with gaps up to `closest` letter heights closed.

    Texts that extend below two or more names are ignored.
    """
    narrow = max((line.height for line in lines), default=0.0) * closest
    found: list[Stretch] = []
    for x0, x1 in sorted(piece for line in lines for piece in pieces(line, narrow) if not spans(piece, names)):
        if found and x0 - found[-1][1] <= narrow:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def pieces(line: PrintedLine, closest: float) -> Iterator[Stretch]:
    """The intervals of one line without a gap wider than `closest`. The usual space beside a word is no gap."""
    last = line.clusters[0]
    start, end = last.x0, last.x1
    for cluster in line.clusters[1:]:
        gap = cluster.x0 - end
        if (
            gap > closest
            and gap > closest + beside_digits(last, cluster)
            and not _is_word_space(line, last, cluster, end)
        ):
            yield start, end
            start = cluster.x0
        last, end = cluster, max(end, cluster.x1)
    yield start, end


def _is_word_space(line: PrintedLine, left: Cluster, right: Cluster, end: float) -> bool:
    """Whether a gap that ends at a letter or begins at one is that of a single drawn space."""
    room = sum(beside_one(cluster) for cluster in (left, right))
    if right.x0 - end > WIDEST_SPACE * line.height + room or not (left.text[:1].isalpha() or right.text[:1].isalpha()):
        return False
    return bisect_right(line.spaces, right.x0) - bisect_left(line.spaces, end) == 1
