"""Tables without any rules: lines whose parts stand below one another, with amounts in at least two columns.

Prose never has two amounts apart on one line, again and again, below each other: that is what proves a table here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.layout.columns import (
    ASCENT,
    DESCENT,
    FEWEST_COLUMNS,
    Lacking,
    column_edges,
    draw,
)
from extract.read.layout.lattice import RuledTable, ruled_tables
from extract.read.layout.printed import PrintedLine, Rule, Segment
from normalize.money import looks_like_money
from normalize.numerals import arabic

FEWEST_ROWS = 2
"""Lines with amounts in two columns or more."""

APART = 0.8
"""A gap between two parts of a line, in letter heights, at the least."""

FARTHEST = 14
"""Lines between two rows of amounts of one table, at the most: the wraps of a long name."""

FAR = 2.6
"""Line distances between two lines of one table, at the most."""

HEADER_LINES = 5
"""Lines that the names of the columns may take above the first amounts."""


def unruled_tables(lines: Sequence[PrintedLine]) -> list[RuledTable]:
    """The tables among lines outside of rules, top down."""
    tables: list[RuledTable] = []
    for region in _regions(lines):
        lacking = Lacking()
        _draw(region, lacking)
        tables += ruled_tables(lacking.horizontal, lacking.vertical)
    return tables


def _regions(lines: Sequence[PrintedLine]) -> Iterator[Sequence[PrintedLine]]:
    """Runs of lines that hold rows of amounts, each with the lines of its header and of its last row."""
    rows = [index for index, line in enumerate(lines) if _amounts(line) >= FEWEST_COLUMNS - 1]
    if len(rows) < FEWEST_ROWS:
        return
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(lines))
    step = steps[len(steps) // 2]
    groups = [[rows[0]]]
    for above, row in pairwise(rows):
        if row - above <= FARTHEST and _is_close(lines[above : row + 1], step):
            groups[-1].append(row)
        else:
            groups.append([row])
    for group in groups:
        if len(group) >= FEWEST_ROWS:
            first, last = _header_start(lines, group[0], step), _last_line(lines, group[-1], step)
            yield lines[first : last + 1]


def _is_close(lines: Sequence[PrintedLine], step: float) -> bool:
    return all(b.baseline - a.baseline <= FAR * step for a, b in pairwise(lines))


def _amounts(line: PrintedLine) -> int:
    """The number of parts of a line that are amounts or dashes; a line without wide gaps has none worth a look."""
    wide = sum(right.x0 - left.x1 > APART * line.height for left, right in pairwise(line.clusters))
    if wide < FEWEST_COLUMNS - 1:
        return 0
    return sum(looks_like_money(arabic(part.text)) for part in _parts(line))


def _parts(line: PrintedLine) -> list[Segment]:
    """A line cut at every gap as wide as one between columns."""
    cuts = [
        (left.x1 + right.x0) / 2 for left, right in pairwise(line.clusters) if right.x0 - left.x1 > APART * line.height
    ]
    return line.segments(cuts)


def _header_start(lines: Sequence[PrintedLine], row: int, step: float) -> int:
    """The first line of the names above the first row: lines in several parts, as long as they follow closely."""
    start = row
    for index in range(row - 1, max(row - HEADER_LINES, 0) - 1, -1):
        if not _is_close(lines[index : index + 2], step):
            break
        if len(_parts(lines[index])) >= FEWEST_COLUMNS:
            start = index
    return start


def _last_line(lines: Sequence[PrintedLine], row: int, step: float) -> int:
    """The last line of the last row: its wraps, which follow closely and keep to the columns above."""
    edges = {round(part.x0) for part in _parts(lines[row])}
    last = row
    for index in range(row + 1, min(row + HEADER_LINES, len(lines))):
        starts = [part.x0 for part in _parts(lines[index])]
        is_wrap = all(any(abs(x - edge) <= 2 * lines[index].height for edge in edges) for x in starts)
        if not is_wrap or lines[index].baseline - lines[index - 1].baseline > 1.2 * step:
            break
        last = index
    return last


def _draw(region: Sequence[PrintedLine], found: Lacking) -> None:
    """The rules that a region lacks: around it, below its header and between its columns."""
    first = next(index for index, line in enumerate(region) if _amounts(line) >= FEWEST_COLUMNS - 1)
    header = region[:first] or region[:1]
    edges = column_edges(region, header if first else region)
    if len(edges) + 1 < FEWEST_COLUMNS:
        return
    left = min(line.clusters[0].x0 for line in region) - 1
    right = max(line.clusters[-1].x1 for line in region) + 1
    tops = [region[0], region[first]] if first else [region[0]]
    ys = [line.baseline - ASCENT * line.height for line in tops]
    ys.append(region[-1].baseline + DESCENT * region[-1].height)
    draw(found, ys, (left, *edges, right), region)
    found.horizontal += [Rule(y, left, right) for y in ys]
