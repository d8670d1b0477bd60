"""Where columns are that no rule parts: in the gaps that all lines of a table leave, between the names of its header.

Tables with rules across alone, and tables without any rules, get the upright rules (and those around a cell that
spans columns) that they lack; the lattice then reads them as any other table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.layout.printed import PrintedLine, Rule

FEWEST_COLUMNS = 3
"""Names in a header; two texts beside each other between rules are no table."""

NARROWEST = 0.35
"""A gap between columns, in letter heights, at the least."""

BETWEEN_NAMES = 0.8
"""A gap between two names of a header, in letter heights, at the least; words of one name stand closer."""

BETWEEN_GROUPS = 1.8
"""The same between the names of a header's second row: wider than a space between words ever is."""

ASCENT, DESCENT = 1.3, 0.4
"""How far a line reaches above and below its baseline, in letter heights, marks included."""

SAME_EDGE = 6.0
"""Points within which two tables begin, or end, at one place."""

Stretch = tuple[float, float]
"""From where to where something reaches across the page."""


@dataclass(slots=True)
class Lacking:
    """The rules that tables lack: across and upright."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's sides, and the edges between its columns, left to right: what goes on on the next page."""

    left: float
    right: float
    edges: tuple[float, ...]

    def spans(self, left: float, right: float) -> bool:
        """Whether a table from `left` to `right` may have these columns."""
        return abs(left - self.left) <= SAME_EDGE and abs(right - self.right) <= SAME_EDGE

    def holds(self, lines: Sequence[PrintedLine]) -> bool:
        """Whether lines print as these columns ask: most in several of them, hardly any across an edge."""
        rows = [list(pieces(line, line.height * NARROWEST)) for line in lines]
        crossing = sum(any(crosses(piece, self.edges) for piece in row) for row in rows)
        filled = {column_of(piece, self.edges) for row in rows for piece in row if not crosses(piece, self.edges)}
        return len(filled) >= FEWEST_COLUMNS and crossing * 4 <= len(rows) - 1


def between(lines: Iterable[PrintedLine], top: float, bottom: float) -> list[PrintedLine]:
    """The lines whose letters stand between two heights."""
    return [line for line in lines if top < line.baseline - line.height / 2 < bottom]


def column_of(piece: Stretch, edges: Sequence[float]) -> int:
    """The number of the column in which the middle of a piece stands."""
    middle = (piece[0] + piece[1]) / 2
    return sum(edge <= middle for edge in edges)


def crosses(piece: Stretch, edges: Sequence[float]) -> bool:
    """Whether a piece prints across an edge between two columns."""
    return any(piece[0] < edge < piece[1] for edge in edges)


def draw(found: Lacking, ys: Sequence[float], xs: Sequence[float], lines: Sequence[PrintedLine]) -> None:
    """Add upright rules at `xs` from the first to the last of `ys`, but for lines that print across them.

    Such a line gets rules across above and below it where other lines stand between the same rules.
    """
    for top, bottom in pairwise(ys):
        band = between(lines, top, bottom)
        crossing = [line for line in band if any(_crosses(line, x) for x in xs[1:-1])]
        heights = {top, bottom}
        for line in crossing if len(crossing) < len(band) else ():
            heights |= {line.baseline - ASCENT * line.height, line.baseline + DESCENT * line.height}
        cuts = [y for y in sorted(heights) if top <= y <= bottom]
        found.horizontal += [Rule(y, xs[0], xs[-1]) for y in cuts[1:-1]]
        for a, b in pairwise(cuts):
            inside = between(crossing, a, b)
            found.vertical += [Rule(x, a, b) for x in xs if not any(_crosses(line, x) for line in inside)]


def _crosses(line: PrintedLine, x: float) -> bool:
    return any(x0 < x < x1 for x0, x1 in pieces(line, line.height * NARROWEST))


def column_edges(
    lines: Sequence[PrintedLine], header: Sequence[PrintedLine], closest: float = BETWEEN_NAMES
) -> list[float]:
    """The middles of the gaps that all lines leave, those between two names of the header.

    Names stand further apart than `closest` letter heights.
    A text that reaches below two names, such as a total's label, is a cell that spans their columns and fills no gap.
    """
    strict = _edges(covered(lines), covered(header, closest=closest))
    names = _without_false(header_names(header, closest), lines)
    apart = _edges(covered(lines, names), names)
    return max(strict, apart, key=len)


def header_names(header: Sequence[PrintedLine], closest: float = BETWEEN_NAMES) -> list[Stretch]:
    """The names of columns: the parts of the header line that has most, and those of the others that stand beside."""
    rows = [list(pieces(line, line.height * closest)) for line in header]
    names: list[Stretch] = []
    for row in sorted(rows, key=len, reverse=True):
        names += [piece for piece in row if not any(overlap(piece, name) for name in names)]
    return sorted(names)


def _without_false(names: Sequence[Stretch], lines: Sequence[PrintedLine]) -> list[Stretch]:
    """The names, those put together that are words of one: more lines print across their gap than leave it."""
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
    """Whether a text reaches below two names or more."""
    return sum(overlap(piece, name) for name in names) > 1


def overlap(a: Stretch, b: Stretch) -> bool:
    """Whether two stretches have a part in common."""
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
    """The stretches across in which a line prints something, gaps up to `closest` letter heights closed.

    Texts that reach below two names are left out.
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
    """The stretches of one line without a gap wider than `closest`."""
    start, end = line.clusters[0].x0, line.clusters[0].x1
    for cluster in line.clusters[1:]:
        if cluster.x0 - end > closest:
            yield start, end
            start = cluster.x0
        end = max(end, cluster.x1)
    yield start, end
