"""Finds text set in two or three columns, which is read column after column and not line by line.

A gutter that no line crosses is evidence of columns only if there is running text on both sides of it: lines that are
full, broken where the next word has no room. Tables without rules have gutters, too, but narrow columns, or entries
that begin at the same heights.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from statistics import median

from extract.read.layout.column_texts import (
    FAR,
    NARROWEST_TEXT,
    NEAR,
    Proof,
    are_alike,
    are_drawn_by_rows,
    are_stacks,
    are_text,
    is_table,
    line_step,
)
from extract.read.layout.columns import Stretch
from extract.read.layout.lattice import RuledTable
from extract.read.layout.paragraphs import ALIGNED
from extract.read.layout.printed import PrintedLine, PrintedPart, Rule

GUTTER = 1.5
"""Minimum width of a gutter, in letter heights."""

FEWEST_BEGINNINGS = 2
"""Minimum number of lines that begin at the right side of a gutter."""

MOST_GUTTERS = 8
"""Maximum number of possible gutters on a page. Only tables have more."""

MOST_COLUMNS = 3
"""Maximum number of text columns side by side."""

NEW = 1.4
"""The same for a title above two more columns."""

VERY_FAR = 2.2
"""The same in all columns at once: what is above and below it are different texts."""


BESIDE = 0.5
"""Distance in points of the edge of a text column from its letters."""

Edges = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines and rules of a page that are read on their own. `column` counts from 1; 0 is text across all columns."""

    part: PrintedPart
    column: int = 0
    edges: tuple[float, ...] = ()
    """The edges of its columns, which later pages may have as well."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line and the intervals that it covers: its texts, with all gaps closed that are no gutters."""

    line: PrintedLine
    pieces: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Region:
    """Text columns from one height to another. `edges` are positions within the gutters."""

    top: float
    bottom: float
    edges: tuple[float, ...]


def known_edges(flows: Iterable[Flow], before: Sequence[Edges] = ()) -> Sequence[Edges]:
    """The edges of the text columns of a page for the next one: its own, else those of the pages before."""
    return list(dict.fromkeys(flow.edges for flow in flows if flow.edges)) or before


def text_flows(part: PrintedPart, tables: Sequence[RuledTable], before: Sequence[Edges] = ()) -> list[Flow]:
    """The part divided into what is read one after the other; empty if it has no text columns.

    `tables` are the tables with rules of the part, `before` the edges of text columns on the pages before.
    """
    rows = [_row(line) for line in part.lines if not any(_is_in(line, table) for table in tables)]
    gutters = _gutters(rows)
    if not gutters:
        return []
    regions: list[_Region] = []
    for prove in (are_text, are_stacks):
        for count in range(min(MOST_COLUMNS - 1, len(gutters)), 0, -1):
            for edges in combinations(gutters, count):
                _add(regions, (_with_tables(found, tables) for found in _regions(rows, edges, tables, prove)))
    proved = [tuple(x + BESIDE for x in region.edges) for region in regions]
    for edges in dict.fromkeys([*proved, *(_near(gutters, known) for known in before)]):
        _add(regions, (_with_tables(found, tables) for found in _regions(rows, edges, tables, are_alike)))
    return list(_flows(part, sorted(regions, key=lambda region: region.top))) if regions else []


def _near(gutters: Sequence[float], edges: Edges) -> Edges:
    """The gutters at the edges of columns on another page; empty if one is missing."""
    found = tuple(x for edge in edges for x in gutters if abs(x - BESIDE - edge) <= ALIGNED)
    return found if len(found) == len(edges) else ()


def _add(regions: list[_Region], more: Iterable[_Region]) -> None:
    """Add the regions that overlap no other, except those with the same edges that they contain."""
    for region in more:
        over = [other for other in regions if region.top <= other.bottom and region.bottom >= other.top]
        if all(region.edges == r.edges and region.top <= r.top and r.bottom <= region.bottom for r in over):
            regions[:] = [*(other for other in regions if other not in over), region]


def _is_in(line: PrintedLine, table: RuledTable) -> bool:
    is_beside = line.clusters[0].x0 < table.x1 and line.clusters[-1].x1 > table.x0
    return is_beside and table.top - 1 <= line.baseline - line.height / 2 <= table.bottom + 1


def _row(line: PrintedLine) -> _Row:
    wide, clusters = GUTTER * line.height, line.clusters
    gaps = [(left.x1, right.x0) for left, right in pairwise(clusters) if right.x0 - left.x1 > wide]
    ends = [clusters[0].x0, *(x for gap in gaps for x in gap), clusters[-1].x1]
    return _Row(line, tuple(zip(ends[::2], ends[1::2], strict=True)))


def _gutters(rows: Sequence[_Row]) -> list[float]:
    """The left edges of possible text columns beside others: places where several texts begin."""
    if not rows:
        return []
    least = min(row.pieces[0][0] for row in rows) + NARROWEST_TEXT * median(row.line.height for row in rows)
    starts = sorted(piece[0] for row in rows for piece in row.pieces if piece[0] > least)
    groups: list[list[float]] = []
    for x in starts:
        if groups and x - groups[-1][0] <= ALIGNED:
            groups[-1].append(x)
        else:
            groups.append([x])
    found = [group[0] for group in groups if len(group) >= FEWEST_BEGINNINGS]
    return found if len(found) <= MOST_GUTTERS else []


# -- where columns begin and end --------------------------------------------------------------------------------------


def _regions(
    rows: Sequence[_Row], lefts: Sequence[float], tables: Sequence[RuledTable], prove: Proof
) -> Iterator[_Region]:
    """The proven regions of columns. `lefts` are the left edges of all columns but the first."""
    edges = tuple(x - BESIDE for x in lefts)
    if not edges:
        return
    run: list[_Row] = []
    for row in rows:
        is_apart = bool(run) and _has_table(tables, run[-1].line.baseline, row.line.baseline, edges)
        is_free = _is_free(row, edges, None if prove is are_alike else len(edges) + 1)
        if is_apart or not is_free:
            yield from _proven(run, edges, prove)
            run = []
        if is_free:
            run.append(row)
    yield from _proven(run, edges, prove)


def _is_free(row: _Row, edges: Sequence[float], most: int | None) -> bool:
    """Whether a row leaves all gutters free, and has at most so many texts. Justified lines have more than columns."""
    if most is not None and len(row.pieces) > most:
        return False
    room = GUTTER * row.line.height
    return not any(x0 < edge and x1 > edge - room for x0, x1 in row.pieces for edge in edges)


def _has_table(tables: Sequence[RuledTable], above: float, below: float, edges: Sequence[float]) -> bool:
    """Whether a table across columns is between two heights."""
    return any(
        table.top < below and table.bottom > above and any(table.x0 < edge < table.x1 for edge in edges)
        for table in tables
    )


def _proven(run: Sequence[_Row], edges: tuple[float, ...], prove: Proof) -> Iterator[_Region]:
    if len(edges) > 1 and is_table(_columns(run, edges)):
        return
    for rows in _parted(run, edges, prove):
        trimmed = _trimmed(rows, edges)
        columns = _columns(trimmed, edges)
        if prove(columns) and not are_drawn_by_rows(columns):
            line = trimmed[-1].line
            yield _Region(trimmed[0].line.baseline - trimmed[0].line.height, line.baseline, edges)


def _columns(rows: Sequence[_Row], edges: Sequence[float]) -> list[list[PrintedLine]]:
    """The lines of each column."""
    lines = [_split(row.line, edges) for row in rows]
    return [[found[at] for found in lines if found[at].clusters] for at in range(len(edges) + 1)]


def _with_tables(region: _Region, tables: Sequence[RuledTable]) -> _Region:
    """The region, extended to the ends of the tables within its columns."""
    own = [
        table
        for table in tables
        if table.top < region.bottom
        and table.bottom > region.top
        and not any(table.x0 < edge < table.x1 for edge in region.edges)
    ]
    ends = [region.top, region.bottom, *(y for table in own for y in (table.top, table.bottom))]
    return replace(region, top=min(ends), bottom=max(ends))


def _parted(run: Sequence[_Row], edges: Sequence[float], prove: Proof) -> Iterator[list[_Row]]:
    """The run divided where all columns leave room and then only the first one begins, as a title does, or, where text
    is to be proved, all do."""
    if not run:
        return
    step = line_step([row.line for row in run if row.pieces[0][0] < edges[0]])
    titles = {id(row) for row in _titles(run, edges, step)}
    rows = [run[0]]
    for above, row in pairwise(run):
        apart = row.line.baseline - above.line.baseline
        is_first_only, is_full = row.pieces[-1][1] < edges[0], len(row.pieces) > len(edges)
        is_apart = apart > FAR * step and (is_first_only or (prove is are_text and is_full))
        is_title = is_first_only and prove is not are_stacks and id(row) in titles
        if is_title or is_apart or apart > VERY_FAR * step:
            yield rows
            rows = []
        rows.append(row)
    yield rows


def _titles(run: Sequence[_Row], edges: Sequence[float], step: float) -> Iterator[_Row]:
    """The rows of the first column only that leave room above, beside two blank lines of the others."""
    others = [row.line.baseline for row in run if row.pieces[-1][0] >= edges[0]]
    first = [row for row in run if row.pieces[0][0] < edges[0]]
    for above, row in pairwise(first):
        at = row.line.baseline
        before, after = [y for y in others if y < at], [y for y in others if y > at]
        is_blank = bool(before and after) and after[0] - before[-1] > VERY_FAR * step
        if is_blank and row.pieces[-1][0] < edges[0] and at - above.line.baseline > NEW * step:
            yield row


def _trimmed(rows: Sequence[_Row], edges: Sequence[float]) -> Sequence[_Row]:
    """The rows without those of the first column only that are apart from the others at the top or the bottom."""
    beside = [index for index, row in enumerate(rows) if row.pieces[-1][0] >= edges[0]]
    if not beside:
        return []
    first, last = beside[0], beside[-1]
    step = line_step([row.line for row in rows if row.pieces[0][0] < edges[0]])
    while first > 0 and rows[first].line.baseline - rows[first - 1].line.baseline <= NEAR * step:
        first -= 1
    while last + 1 < len(rows) and rows[last + 1].line.baseline - rows[last].line.baseline <= NEAR * step:
        last += 1
    return rows[first : last + 1]


def _split(line: PrintedLine, edges: Sequence[float]) -> list[PrintedLine]:
    """The line of each column, without clusters where the column has none."""
    made = []
    for at in range(len(edges) + 1):
        found = [cluster for cluster in line.clusters if bisect_right(edges, cluster.x0) == at]
        spaces = [x for x in line.spaces if found and found[0].x0 < x < found[-1].x1]
        made.append(replace(line, clusters=found, spaces=spaces))
    return made


# -- dividing the page ------------------------------------------------------------------------------------------------


def _flows(part: PrintedPart, regions: Sequence[_Region]) -> Iterator[Flow]:
    top = float("-inf")
    for region in regions:
        yield from _across(part, top, region.top)
        inside = _between(part, region.top, region.bottom)
        lines = [_split(line, region.edges) for line in inside.lines]
        sides = (float("-inf"), *region.edges, float("inf"))
        for number, (left, right) in enumerate(pairwise(sides), start=1):
            column = [found[number - 1] for found in lines]
            across = [rule for rule in inside.horizontal if left < rule.start and rule.end < right]
            upright = [rule for rule in inside.vertical if left < rule.at < right]
            yield Flow(
                PrintedPart(part.frame, [line for line in column if line.clusters], across, upright),
                number,
                region.edges,
            )
        top = region.bottom
    yield from _across(part, top, float("inf"))


def _across(part: PrintedPart, top: float, bottom: float) -> Iterator[Flow]:
    found = _between(part, top, bottom)
    if found.lines or found.horizontal:
        yield Flow(found)


def _between(part: PrintedPart, top: float, bottom: float) -> PrintedPart:
    return PrintedPart(
        part.frame,
        [line for line in part.lines if top < line.baseline <= bottom],
        [rule for rule in part.horizontal if top < rule.at <= bottom],
        [Rule(r.at, max(r.start, top), min(r.end, bottom)) for r in part.vertical if r.start < bottom and r.end > top],
    )
