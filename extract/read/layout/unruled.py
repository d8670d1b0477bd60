"""Finds tables without rules: lines with parts aligned in at least three columns.

Repeated lines with two separate amounts, aligned below each other, prove a table, as they never occur in prose. So do
several lines in three parts with the same gaps as all lines around them, and lines that fit the columns of the table
on the previous page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.layout.broken_numbers import goes_on
from extract.read.layout.columns import (
    ASCENT,
    BETWEEN_GROUPS,
    BETWEEN_NAMES,
    DESCENT,
    FEWEST_COLUMNS,
    NARROWEST,
    SPACES_APART,
    Columns,
    Lacking,
    Stretch,
    column_edges,
    column_of,
    crosses,
    draw,
    header_groups,
    overlap,
    pieces,
)
from extract.read.layout.lattice import RuledTable, ruled_tables
from extract.read.layout.printed import PrintedLine, Rule, Segment, usual_word_gap
from extract.read.layout.row_gaps import row_cuts
from extract.read.markup_terms import markup
from normalize.money import looks_like_money
from normalize.numerals import arabic
from normalize.year_mentions import year_mentions

FEWEST_ROWS = 2
"""Minimum number of lines with amounts in two or more columns."""

FEWEST_FULL = 3
"""Minimum number of lines in three or more parts, if no amounts prove a table."""

APART = 0.8
"""Minimum gap between two parts of a line, in letter heights."""

FARTHEST = 14
"""Maximum number of lines from the first of a table to its first row of amounts."""

TOP_LINES = 3
"""Maximum number of lines at the top of a page above a table continued from the previous page."""

FAR = 2.6
"""Maximum distance between two lines of one table, in usual line distances."""

WIDEST = 0.6
"""Maximum width of one text, as a share of the table width. Wider text is prose."""

LONGEST_NUMBER, NUMBER_SIGNS, BELOW = 4, "-–() ", 1.5
"""Maximum length of a page number, the signs around it, and the minimum distance of what is below a table from it, in
usual line distances."""

HEADER_LINES = 5
"""Maximum number of lines of column names above the first line in three parts."""

SHORTEST_AMOUNT = 3
"""Minimum length of an amount beside a year."""

LABELS = 2
"""Maximum number of lines across columns between two rows: the heading of a dimension, the label of a total."""


def unruled_tables(lines: Sequence[PrintedLine], above: Columns | None = None) -> list[RuledTable]:
    """The tables among lines outside rules, from top to bottom. `above`: columns that may continue from before."""
    tables: list[RuledTable] = []
    if not any(_begins(line, APART) for line in lines):
        return tables
    gap = lines[0].word_gap or usual_word_gap(lines, is_drawn=False)
    apart = max(APART, SPACES_APART * gap)
    for region in _regions(lines, above, apart):
        lacking = Lacking()
        _draw(region, lacking, above, apart)
        tables += ruled_tables(lacking.horizontal, lacking.vertical)
    return tables


def _regions(lines: Sequence[PrintedLine], above: Columns | None, apart: float) -> Iterator[Sequence[PrintedLine]]:
    """The runs of lines that are tables, including their header lines."""
    starts = [index for index, line in enumerate(lines) if _begins(line, apart)]
    if not starts or (above is None and len(starts) < FEWEST_ROWS):
        return
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(lines)) or [0.0]
    step = steps[len(steps) // 2]
    end = 0
    for index in starts:
        if index < end:
            continue
        has_amounts = any(_is_row(line, apart) for line in lines[index : index + FARTHEST])
        first = _header_start(lines, index, end, step, apart)
        last = _last_line(lines, index, step, apart if has_amounts else max(apart, BETWEEN_GROUPS))
        known = above if first <= TOP_LINES else None
        if known is not None and (end_known := _last_known(lines, first, step, known)) >= last:
            last = end_known
        if last > index and (_is_page_number(lines[last - 1], lines[last], step) or _is_next(lines, first, last, step)):
            last -= 1
        region = lines[first : last + 1]
        if _is_table(region, known, apart):
            yield region
            end = last + 1


def _begins(line: PrintedLine, apart: float) -> bool:
    """Whether a table may begin with a line: it has three parts, and wide gaps or two amounts."""
    clusters = line.clusters[1:] if _has_bullet(line) else line.clusters
    gaps = sorted((b.x0 - a.x1 for a, b in pairwise(clusters)), reverse=True)[: FEWEST_COLUMNS - 1]
    if len(gaps) < FEWEST_COLUMNS - 1 or gaps[-1] <= apart * line.height:
        return False
    return gaps[-1] > max(apart, BETWEEN_GROUPS) * line.height or _is_row(line, apart)


def _has_bullet(line: PrintedLine) -> bool:
    """Whether a line begins with a bullet, which is no column however far the text is from it."""
    return markup().bullet.match(f"{line.clusters[0].text} {line.clusters[-1].text}") is not None


def _is_row(line: PrintedLine, apart: float) -> bool:
    return len(_amount_parts(line, apart)) >= FEWEST_COLUMNS - 1


def _is_close(lines: Sequence[PrintedLine], step: float) -> bool:
    return all(b.baseline - a.baseline <= FAR * step for a, b in pairwise(lines))


def _header_start(lines: Sequence[PrintedLine], row: int, end: int, step: float, apart: float) -> int:
    """The first header line above the first row: lines in several parts at small distances."""
    start = row
    for index in range(row - 1, max(row - HEADER_LINES, end) - 1, -1):
        if not _is_close(lines[index : index + 2], step):
            break
        if len(_parts(lines[index], apart)) >= FEWEST_COLUMNS:
            start = index
    return start


def _last_line(lines: Sequence[PrintedLine], first: int, step: float, apart: float) -> int:
    """The last line that fits the columns of the lines above it; labels across columns may be in between."""
    columns = list(_stretches(lines[first], apart))
    last, labels = first, 0
    for index in range(first + 1, len(lines)):
        line = lines[index]
        parts = list(_stretches(line, apart))
        columns = _joined(columns, parts, BETWEEN_GROUPS * line.height)
        across = [part for part in parts if sum(overlap(part, column) for column in columns) > 1]
        far = line.baseline - lines[index - 1].baseline > FAR * step
        labels = labels + 1 if across and len(parts) == 1 else 0
        is_prose = _is_wide(parts, columns) and not (len(parts) == 1 and _is_label(line))
        if far or labels > LABELS or len(across) > 1 or is_prose:
            break
        if not labels:
            last = index
            columns = _with(columns, [part for part in parts if part not in across])
    return last


def _is_label(line: PrintedLine) -> bool:
    """Whether a line begins with the word of a level or a total."""
    return arabic(line.segments()[0].text).startswith(markup().label_starts)


def _is_next(lines: Sequence[PrintedLine], first: int, last: int, step: float) -> bool:
    """Whether the last line is the heading of what follows: alone at the left, farther below than rows."""
    line, above = lines[last], lines[last - 1]
    left = min(other.clusters[0].x0 for other in lines[first:last])
    is_alone = len(list(pieces(line, line.height * NARROWEST))) == 1 and line.clusters[0].x0 <= left
    return is_alone and line.baseline - above.baseline > BELOW * step and not _is_label(line)


def _is_page_number(above: PrintedLine, line: PrintedLine, step: float) -> bool:
    """Whether the last line below a table is a number of its own, farther below than the lines of the table."""
    text = "".join(cluster.text for cluster in line.clusters).strip(NUMBER_SIGNS)
    return text.isdigit() and len(text) <= LONGEST_NUMBER and line.baseline - above.baseline > BELOW * step


def _last_known(lines: Sequence[PrintedLine], first: int, step: float, above: Columns) -> int:
    """The last line that fits known columns; labels across columns may be in between."""
    last, labels = first, 0
    for index in range(first, len(lines)):
        parts = list(pieces(lines[index], lines[index].height * NARROWEST))
        across = sum(crosses(part, above.edges) for part in parts)
        far = index > first and lines[index].baseline - lines[index - 1].baseline > FAR * step
        labels = labels + 1 if across and len(parts) == 1 else 0
        if far or labels > LABELS or across > 1:
            break
        last = last if labels else index
    return last


def _joined(columns: Sequence[Stretch], parts: Sequence[Stretch], wide: float) -> list[Stretch]:
    """The columns, merged if one part of a line covers them and no wide gap separates them: words of one text."""
    found: list[Stretch] = []
    for column in columns:
        is_one = found and column[0] - found[-1][1] < wide
        if is_one and any(overlap(part, column) and overlap(part, found[-1]) for part in parts):
            found[-1] = (found[-1][0], column[1])
        else:
            found.append(column)
    return found


def _is_wide(parts: Sequence[Stretch], columns: Sequence[Stretch]) -> bool:
    """Whether a part is so wide that it must be prose."""
    width = columns[-1][1] - columns[0][0]
    return any(part[1] - part[0] > WIDEST * width for part in parts)


def _with(columns: Sequence[Stretch], parts: Sequence[Stretch]) -> list[Stretch]:
    """The columns, widened to the parts below them, with new columns for parts outside all of them."""
    found = list(columns)
    for part in parts:
        at = next((index for index, column in enumerate(found) if overlap(part, column)), None)
        if at is None:
            found.append(part)
        else:
            found[at] = (min(found[at][0], part[0]), max(found[at][1], part[1]))
    return sorted(found)


def _is_table(region: Sequence[PrintedLine], above: Columns | None, apart: float) -> bool:
    """Whether a run of lines is proven to be a table: by amounts, lines in three parts, or the previous page."""
    if above is not None and above.holds(region):
        return True
    amounts = [_amount_parts(line, apart) for line in region if _is_row(line, apart)]
    if sum(_is_below(a, b) for a, b in pairwise(amounts)) >= FEWEST_ROWS - 1:
        return True
    wide = max(apart, BETWEEN_GROUPS)
    parts = (len(list(_stretches(line, wide))) - _has_bullet(line) for line in region)
    return sum(count >= FEWEST_COLUMNS for count in parts) >= FEWEST_FULL


def _is_below(upper: Sequence[Segment], lower: Sequence[Segment]) -> bool:
    """Whether two amounts of the lower row are below two of the upper row."""
    return sum(any(a.x0 < b.x1 and a.x1 > b.x0 for a in upper) for b in lower) >= FEWEST_COLUMNS - 1


def _stretches(line: PrintedLine, apart: float) -> Iterator[Stretch]:
    return pieces(line, line.height * apart)


def _amount_parts(line: PrintedLine, apart: float) -> list[Segment]:
    return [part for part in _parts(line, apart) if _is_amount(arabic(part.text))]


def _is_amount(text: str) -> bool:
    """Whether a part is an amount. One with its year is told in a sentence: ปี 2567 จำนวน 18,000 บาท."""
    if not looks_like_money(text):
        return False
    years = list(year_mentions(text))
    return not years or len(text) - (years[0].end - years[0].start) < SHORTEST_AMOUNT


def _parts(line: PrintedLine, apart: float) -> list[Segment]:
    """A line split at every gap that is as wide as a column gap."""
    cuts = [
        (left.x1 + right.x0) / 2 for left, right in pairwise(line.clusters) if right.x0 - left.x1 > apart * line.height
    ]
    return line.segments(cuts)


def _draw(region: Sequence[PrintedLine], found: Lacking, above: Columns | None, apart: float) -> None:
    """Add the missing rules of a region: around it, between its rows and between its columns."""
    edges = _region_edges(region, above, apart)
    if len(edges) + 1 < FEWEST_COLUMNS:
        return
    left = min(line.clusters[0].x0 for line in region) - 1
    right = max(line.clusters[-1].x1 for line in region) + 1
    if above is not None and edges == list(above.edges):
        left, right = min(left, above.left), max(right, above.right)
    top = region[0].baseline - ASCENT * region[0].height
    bottom = region[-1].baseline + DESCENT * region[-1].height
    cuts = row_cuts(region, edges)
    cuts = sorted([*_header_end(region, cuts, apart), *cuts])
    ys = sorted({top, *cuts, *_amount_cuts(region, cuts, apart), bottom})
    draw(found, ys, (left, *edges, right), region, header_groups(region[: _first_amounts(region, apart)], apart))
    found.horizontal += [Rule(y, left, right) for y in ys]


def _amount_cuts(region: Sequence[PrintedLine], cuts: Sequence[float], apart: float) -> Iterator[float]:
    """The positions above lines of amounts that nothing parts from the line of amounts above: each is a row."""
    rows = [(line, parts) for line in region if len(parts := _amount_parts(line, apart)) >= FEWEST_COLUMNS - 1]
    for (above, upper), (below, lower) in pairwise(rows):
        is_parted = any(above.baseline < cut < below.baseline for cut in cuts)
        if not is_parted and _is_below(upper, lower) and not _is_broken(upper, lower):
            yield below.baseline - ASCENT * below.height


def _is_broken(upper: Sequence[Segment], lower: Sequence[Segment]) -> bool:
    """Whether a number is the rest of one that was broken above it."""
    return any(goes_on(a.text, b.text) for a in upper for b in lower if a.x0 < b.x1 and a.x1 > b.x0)


def _header_end(region: Sequence[PrintedLine], cuts: Sequence[float], apart: float) -> list[float]:
    """The vertical position above the first row of amounts, if the region has lines above it and no cut is there."""
    first = _first_amounts(region, apart)
    if not first or any(region[first - 1].baseline < cut < region[first].baseline for cut in cuts):
        return []
    return [region[first].baseline - ASCENT * region[first].height]


def _first_amounts(region: Sequence[PrintedLine], apart: float) -> int:
    return next((at for at, line in enumerate(region) if _is_row(line, apart)), 0)


def _region_edges(region: Sequence[PrintedLine], above: Columns | None, apart: float) -> list[float]:
    """The column boundaries of a region: those of the previous page if they fit, else by its header."""
    first = _first_amounts(region, apart)
    edges = column_edges(region, region[:first] or region[:HEADER_LINES], max(apart, BETWEEN_NAMES))
    edges = sorted([*edges, *_edges_of_amounts(region, edges, apart)])
    if above is not None and len(above.edges) >= len(edges) and above.holds(region):
        return list(above.edges)
    return edges


def _edges_of_amounts(region: Sequence[PrintedLine], edges: Sequence[float], apart: float) -> Iterator[float]:
    """The boundaries between amounts that several rows have side by side below one name, as the names of their columns
    were not read: what is in one column never reaches below another."""
    rows = [_amount_parts(line, apart) for line in region]
    for column in range(len(edges) + 1):
        own = [[part for part in row if column_of((part.x0, part.x1), edges) == column] for row in rows]
        most = max(map(len, own), default=0)
        full = [row for row in own if len(row) == most]
        if most < FEWEST_ROWS or len(full) < FEWEST_FULL:
            continue
        for left, right in pairwise(zip(*full, strict=True)):
            end, start = max(part.x1 for part in left), min(part.x0 for part in right)
            between_them = (end + start) / 2
            if end < start and not any(part.x0 < between_them < part.x1 for row in own for part in row):
                yield between_them
