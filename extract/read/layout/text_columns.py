"""Finds text set in two or three columns, which is read column after column and not line by line.

A gutter that no line crosses is evidence of columns only if there is running text on both sides of it: lines that are
full, broken where the next word has no room. Tables without rules have gutters, too, but narrow columns, or entries
that begin at the same heights.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from statistics import median

from extract.read.layout.cell_lines import NUMBERED
from extract.read.layout.columns import Stretch
from extract.read.layout.lattice import RuledTable
from extract.read.layout.paragraphs import ALIGNED, Margins, ended_early
from extract.read.layout.printed import PrintedLine, PrintedPart, Rule
from extract.read.markup_terms import markup
from normalize.numerals import arabic

GUTTER = 1.5
"""Minimum width of a gutter, in letter heights."""

WIDEST_GUTTER = 0.6
"""Maximum width of a gutter, as a share of the width of the column to its left."""

FEWEST_BEGINNINGS = 2
"""Minimum number of lines that begin at the right side of a gutter."""

MOST_GUTTERS = 8
"""Maximum number of possible gutters on a page. Only tables have more."""

MOST_COLUMNS = 3
"""Maximum number of text columns side by side."""

FEWEST_LINES = 4
"""Minimum number of lines of a text column, except a short last one."""

MOST_SHORT = 5
"""Maximum number of lines of a last column that proves nothing itself."""

NARROWEST_TEXT = 12.0
"""Minimum width of a text column, in letter heights. Labels, numbers and dates are narrower."""

LEAST_SHARE = 0.3
"""Minimum width of a text column, as a share of that of the widest one."""

FULL, FULL_ALONE = 0.4, 0.6
"""Minimum share of the lines of a text column that are full; the same beside a short last column."""

FEWEST_OF_LIST, BLANK_OF_LIST = 6, 0.1
"""Minimum number of lines of a column that is a list, and the share of them that may leave a line blank."""

FEWEST_BEGUN, BEGUN, LONGEST_START = 2, 0.2, 8
"""Minimum number and share of its lines that begin with a number or a bullet, among so many letters."""

BLANK = 0.3
"""Maximum share of the lines of a text column above which a line is left blank."""

ALIGNED_SHARE = 0.4
"""Minimum share of the lines of a text column that begin at the same place."""

WORD = 0.3
"""Maximum width of a line's first word, as a share of a text column. A line with more room left ended early."""

FAR = 1.6
"""A line distance above this many usual distances of a text column leaves a line blank."""

NEW = 1.4
"""The same for a title above two more columns."""

NEAR = 1.2
"""The same up to which a line above or below two columns belongs to the first one."""

VERY_FAR = 2.2
"""The same in all columns at once: what is above and below it are different texts."""

SAME_LINE = 0.35
"""Maximum distance of two baselines of one height, in letter heights."""

FEWEST_ENTRIES, LEAST_BESIDE = 2, 0.6
"""Entries of a table: their minimum number in each column, and the share of them that begin beside one another."""


BESIDE = 0.5
"""Distance in points of the edge of a text column from its letters."""

FEWEST_STACKED, NARROWEST_STACK, STACKED, LONE = 3, 6.0, 1.3, 0.8
"""Two stacks side by side: minimum number of lines of each and its width in letter heights; a line distance above this
many usual ones parts two texts of a stack; share of the lines that begin at one place."""

Edges = tuple[float, ...]
_Columns = Sequence[Sequence[PrintedLine]]
_Proof = Callable[[_Columns], bool]


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
    for prove in (_are_text, _are_stacks):
        for count in range(min(MOST_COLUMNS - 1, len(gutters)), 0, -1):
            for edges in combinations(gutters, count):
                _add(regions, (_with_tables(found, tables) for found in _regions(rows, edges, tables, prove)))
    proved = [tuple(x + BESIDE for x in region.edges) for region in regions]
    for edges in dict.fromkeys([*proved, *(_near(gutters, known) for known in before)]):
        _add(regions, (_with_tables(found, tables) for found in _regions(rows, edges, tables, _are_alike)))
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
    rows: Sequence[_Row], lefts: Sequence[float], tables: Sequence[RuledTable], prove: _Proof
) -> Iterator[_Region]:
    """The proven regions of columns. `lefts` are the left edges of all columns but the first."""
    edges = tuple(x - BESIDE for x in lefts)
    if not edges:
        return
    run: list[_Row] = []
    for row in rows:
        is_apart = bool(run) and _has_table(tables, run[-1].line.baseline, row.line.baseline, edges)
        is_free = _is_free(row, edges, None if prove is _are_alike else len(edges) + 1)
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


def _proven(run: Sequence[_Row], edges: tuple[float, ...], prove: _Proof) -> Iterator[_Region]:
    if len(edges) > 1 and _is_table(_columns(run, edges)):
        return
    for rows in _parted(run, edges, prove):
        trimmed = _trimmed(rows, edges)
        if prove(_columns(trimmed, edges)):
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


def _parted(run: Sequence[_Row], edges: Sequence[float], prove: _Proof) -> Iterator[list[_Row]]:
    """The run divided where all columns leave room and then only the first one begins, as a title does, or, where text
    is to be proved, all do."""
    if not run:
        return
    step = _step([row.line for row in run if row.pieces[0][0] < edges[0]])
    titles = {id(row) for row in _titles(run, edges, step)}
    rows = [run[0]]
    for above, row in pairwise(run):
        apart = row.line.baseline - above.line.baseline
        is_first_only, is_full = row.pieces[-1][1] < edges[0], len(row.pieces) > len(edges)
        is_apart = apart > FAR * step and (is_first_only or (prove is _are_text and is_full))
        is_title = is_first_only and prove is not _are_stacks and id(row) in titles
        if is_title or is_apart or apart > VERY_FAR * step:
            yield rows
            rows = []
        rows.append(row)
    yield rows


def _titles(run: Sequence[_Row], edges: Edges, step: float) -> Iterator[_Row]:
    """The rows of the first column only that leave room above, beside two blank lines of the others."""
    others = [row.line.baseline for row in run if row.pieces[-1][0] >= edges[0]]
    first = [row for row in run if row.pieces[0][0] < edges[0]]
    for above, row in pairwise(first):
        at = row.line.baseline
        before, after = [y for y in others if y < at], [y for y in others if y > at]
        if row.pieces[-1][0] < edges[0] and before and after and after[0] - before[-1] > VERY_FAR * step:
            if at - above.line.baseline > NEW * step:
                yield row


def _step(lines: Sequence[PrintedLine]) -> float:
    """The usual distance of two lines of one paragraph."""
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(lines))
    return steps[len(steps) // 4] if steps else 0.0


def _trimmed(rows: Sequence[_Row], edges: Sequence[float]) -> Sequence[_Row]:
    """The rows without those of the first column only that are apart from the others at the top or the bottom."""
    beside = [index for index, row in enumerate(rows) if row.pieces[-1][0] >= edges[0]]
    if not beside:
        return []
    first, last = beside[0], beside[-1]
    step = _step([row.line for row in rows if row.pieces[0][0] < edges[0]])
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


# -- whether columns are text -----------------------------------------------------------------------------------------


def _are_text(columns: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether all columns are running text, and not those of a table."""
    if not all(columns):
        return False
    *before, last = columns
    full = FULL
    if _is_short(last, before) and _is_on_top(last[0], before):
        columns, full = before, FULL_ALONE
    sides = [column_margins(lines) for lines in columns]
    widest, step = max(side.width for side in sides), min(side.step for side in sides)
    for lines, side in zip(columns, sides, strict=True):
        if not _is_wide(lines, side, widest) or not (_is_text(lines, side, step, full) or _is_list(lines, step)):
            return False
    lefts = [min(line.clusters[0].x0 for line in lines) for lines in [*before, last][1:]]
    is_near = all(left - side.right <= WIDEST_GUTTER * side.width for left, side in zip(lefts, sides, strict=False))
    return is_near and not _is_table(columns)


def _is_table(columns: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether the texts of two columns begin beside one another, like the entries of a table."""
    if not all(columns):
        return False
    begun = [(lines, _starts(lines, column_margins(lines), FAR)) for lines in columns]
    return any(_are_entries(a, b) for a, b in combinations(begun, 2))


def _are_stacks(columns: _Columns) -> bool:
    """Whether the texts of columns are stacked on their own, as in two boxes: where texts of one are parted, one of the
    other goes on, and the other way round. The rows of a table are parted in all columns at once."""
    if len(columns) != 2 or not all(len(lines) >= FEWEST_STACKED for lines in columns):
        return False
    step = min(_step(lines) for lines in columns)
    if step <= 0 or not all(_is_stack(lines) for lines in columns):
        return False
    parted = [_partings(lines, step) for lines in columns]
    common = sum(any(_is_common(a, b) for b in parted[1]) for a in parted[0])
    alone = [sum(not any(_is_common(a, b) for b in other) for a in own) for own, other in (parted, parted[::-1])]
    return all(alone) and sum(alone) > max(2 * common, len(columns)) and _stand_alone(*columns)


def _stand_alone(a: Sequence[PrintedLine], b: Sequence[PrintedLine]) -> bool:
    """Whether lines of both columns are beside none of the other, above the last one of that. Labels in a margin are
    all beside the texts that they head."""
    last = min(a[-1].baseline, b[-1].baseline)
    return all(
        any(line.baseline < last and not any(_is_beside(line, other) for other in beside) for line in own)
        for own, beside in ((a, b), (b, a))
    )


def _is_stack(lines: Sequence[PrintedLine]) -> bool:
    starts = [line.clusters[0].x0 for line in lines]
    most = max(sum(x <= other <= x + ALIGNED for other in starts) for x in starts)
    width = max(line.clusters[-1].x1 for line in lines) - min(starts)
    return most >= LONE * len(starts) and width >= NARROWEST_STACK * median(line.height for line in lines)


def _partings(lines: Sequence[PrintedLine], step: float) -> list[Stretch]:
    """The blank heights between the texts of a column."""
    return [
        (above.baseline, line.baseline - line.height)
        for above, line in pairwise(lines)
        if line.baseline - above.baseline > STACKED * step
    ]


def _is_common(a: Stretch, b: Stretch) -> bool:
    """Whether the middle of one of two blank heights is in the other."""
    return a[0] < sum(b) / 2 < a[1] or b[0] < sum(a) / 2 < b[1]


def _are_alike(columns: _Columns) -> bool:
    """Whether lines may be in columns that other lines of the page prove: those of each column begin at one place."""
    return all(lines and _is_aligned(lines) for lines in columns)


def _is_short(last: Sequence[PrintedLine], before: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether the last column has some lines, but fewer than the others, none of which is only a number."""
    if not 1 < len(last) <= MOST_SHORT or any(len(lines) <= max(len(last), FEWEST_LINES) for lines in before):
        return False
    texts = ["".join(cluster.text for cluster in line.clusters) for line in last]
    is_blank = any(b.baseline - a.baseline > FAR * _step(before[0]) for a, b in pairwise(last))
    return not is_blank and all(any(c.isalpha() for c in text) for text in texts)


def _is_on_top(line: PrintedLine, columns: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether a line is beside the first lines of all columns."""
    return all(abs(line.baseline - lines[0].baseline) <= line.height for lines in columns)


def _is_wide(lines: Sequence[PrintedLine], side: Margins, widest: float) -> bool:
    return side.width >= max(NARROWEST_TEXT * median(line.height for line in lines), LEAST_SHARE * widest)


def _is_text(lines: Sequence[PrintedLine], side: Margins, step: float, full: float) -> bool:
    """Whether enough lines of a column are full, evenly spaced and begin at one place, and few leave a line blank."""
    pairs = len(lines) - 1
    if pairs + 1 < FEWEST_LINES or not _is_aligned(lines):
        return False
    blanks = sum(b.baseline - a.baseline > FAR * step for a, b in pairwise(lines))
    return blanks <= BLANK * pairs and pairs - len(_starts(lines, side, NEAR)) >= full * pairs


def _is_list(lines: Sequence[PrintedLine], step: float) -> bool:
    """Whether a column is a dense list: lines without room between them, several of which begin with a number or a
    bullet. What stands beside a list in a table has no numbers of its own, or leaves room."""
    if len(lines) < FEWEST_OF_LIST or not _is_aligned(lines):
        return False
    blanks = sum(b.baseline - a.baseline > FAR * step for a, b in pairwise(lines))
    starts = ("".join(cluster.text for cluster in line.clusters[:LONGEST_START]) for line in lines)
    begun = sum(
        bool(NUMBERED.match(arabic(text)) or markup().bullet.match(f"{text[:1]} {text[1:]}")) for text in starts
    )
    return blanks <= BLANK_OF_LIST * len(lines) and begun >= max(FEWEST_BEGUN, BEGUN * len(lines))


def column_margins(lines: Sequence[PrintedLine]) -> Margins:
    """The margins of the lines of a text column."""
    left, right = min(line.clusters[0].x0 for line in lines), max(line.clusters[-1].x1 for line in lines)
    return Margins(left, right, _step(lines), word=WORD)


def _is_aligned(lines: Sequence[PrintedLine]) -> bool:
    starts = [line.clusters[0].x0 for line in lines]
    most = max(sum(x <= other <= x + ALIGNED for other in starts) for x in starts)
    return most >= ALIGNED_SHARE * len(starts)


def _starts(lines: Sequence[PrintedLine], side: Margins, most: float) -> list[int]:
    """The lines, except the first, that do not continue a full line at most so many usual distances above."""
    return [
        at
        for at, (above, line) in enumerate(pairwise(lines), start=1)
        if line.baseline - above.baseline > most * side.step or ended_early(above, line, side)
    ]


_Begun = tuple[Sequence[PrintedLine], Sequence[int]]
"""The lines of a column and which of them begin something."""


def _are_entries(first: _Begun, second: _Begun) -> bool:
    a, b = ([lines[at] for at in starts if at > 1 and at - 1 not in starts] for lines, starts in (first, second))
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    beside = sum(any(_is_beside(line, other) for other in more) for line in fewer)
    if len(fewer) >= FEWEST_ENTRIES and beside >= LEAST_BESIDE * len(fewer):
        return True
    return _has_blank(first[0], b) or _has_blank(second[0], a)


def _has_blank(lines: Sequence[PrintedLine], begun: Sequence[PrintedLine]) -> bool:
    """Whether a column is blank for two lines or more, up to where the other column begins something."""
    step = _step(lines)
    return any(
        line.baseline - above.baseline > 2 * FAR * step and any(_is_beside(line, other) for other in begun)
        for above, line in pairwise(lines)
    )


def _is_beside(line: PrintedLine, other: PrintedLine) -> bool:
    return abs(line.baseline - other.baseline) <= SAME_LINE * line.height


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
            yield Flow(PrintedPart(part.frame, [line for line in column if line.clusters], across, upright), number, region.edges)
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
