"""Tables of which only some rows have vertical rules: filled ones, every second one, or only the header.

The column boundaries of the rows with rules hold for the rows between them as well. A text alone between two rules is
the heading of the rows below it, unless it is the title of another table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.read.layout.columns import (
    ASCENT,
    BETWEEN_NAMES,
    DESCENT,
    FEWEST_COLUMNS,
    NARROWEST,
    Columns,
    Lacking,
    Stretch,
    between,
    column_of,
    crosses,
    draw,
    names_of,
    pieces,
)
from extract.read.layout.header_starts import are_names, names_text
from extract.read.layout.lattice import COVERED, NEAR, OPEN
from extract.read.layout.printed import PrintedLine, Rule
from extract.read.layout.row_gaps import row_cuts

LONGEST_NUMBER = 9
"""Maximum length of a page number in characters, including dashes."""

FEWEST_TOGETHER = 2
"""Rows with vertical rules on either side of a band without, from which on it is between two tables."""

TITLE = 1.25
"""Minimum height of the letters of a title, in those of the table below it."""

LABEL_LINES = 3
"""Maximum number of lines of the heading of rows."""

WORDS_APART = 2.4
"""Maximum gap between the words of a label alone in its row, in letter heights: behind its number it is wide."""

SURELY_APART = 4.0
"""Gap that is between two columns and not between words, in letter heights."""

FAR = 2.6
"""Maximum distance between two lines of one table, in usual line distances."""


def inner_edges(rules: Sequence[Rule], upright: Sequence[Rule]) -> list[float]:
    """The positions of vertical rules between the ends of the horizontal rules that touch at least one of them."""
    left, right = rules[0].start + NEAR, rules[0].end - NEAR
    found: list[float] = []
    for rule in sorted(upright, key=lambda rule: rule.at):
        is_inside = left < rule.at < right and any(rule.start - NEAR <= other.at <= rule.end + NEAR for other in rules)
        if is_inside and not (found and rule.at - found[-1] <= NEAR):
            found.append(rule.at)
    return found


def complete_rows(rules: Sequence[Rule], upright: Sequence[Rule], lines: Sequence[PrintedLine], found: Lacking) -> None:
    """Give rows without vertical rules the columns of the rows above, if their texts fit into these."""
    bands = list(pairwise(rule.at for rule in rules))
    parted = [_parting(top, bottom, rules[0], upright) for top, bottom in bands]
    edges: list[float] = next((own for own in parted if own), [])
    is_lacking = len(rules) == 2
    is_ruled = 2 * sum(map(bool, parted)) > len(bands)
    was_row = False
    usual = median([line.height for line in lines]) if lines else 0.0
    for index, ((top, bottom), own) in enumerate(zip(bands, parted, strict=True)):
        if own:
            edges = _below(edges if _is_part(own, edges) else own, (top, bottom), rules[0], upright)
            continue
        band = between(lines, top, bottom)
        is_title = bool(edges) and _is_headed_below(rules, index, lines, edges)
        is_label = bool(edges) and not is_title and _is_label_row(band, edges, rules[0], usual)
        if is_label and _has_columns(parted, bands, index, edges):
            if not _is_framed(top, bottom, rules[0], upright):
                found.horizontal += [Rule(y, rules[0].start, rules[0].end) for y in (top, bottom)]
                found.vertical += [Rule(x, top, bottom) for x in (rules[0].start, rules[0].end)]
            was_row = is_lacking = True
            continue
        was_row = False
        if is_title or _is_between_tables(parted, index):
            if _goes_on(top, edges, between(lines, top, bottom)):
                add_open_rows(top, (rules[0].start, *edges, rules[0].end), between(lines, top, bottom), found)
            edges = next(filter(None, parted[index:]), [])
            continue
        if is_ruled and _is_framed(top, bottom, rules[0], upright) and not _fills(band, edges, rules[0]):
            continue  # a row merged over all columns
        kept = _keeping(band, top, edges)
        if kept and _is_bare_row(kept, edges):
            if kept == band[:-1] and any(parted[index + 1 : index + 2]):
                kept = band  # with the label of the rows below
            end = bottom if len(kept) == len(band) else kept[-1].baseline + DESCENT * kept[-1].height
            add_rows(kept, (top, end), (rules[0].start, *edges, rules[0].end), found)
            is_lacking = was_row = True
    if parted[0] and not all(parted):
        _rows_above(rules[0].at, (rules[0].start, *parted[0], rules[0].end), lines, found)
    is_open = any(rule.end > rules[-1].at + OPEN for rule in upright if rule.start < rules[-1].at)
    if is_open:
        _last_open(rules, edges, upright, lines, found)
    if edges and (parted[-1] or was_row) and not is_open and (is_lacking or _goes_on(rules[-1].at, edges, lines)):
        add_open_rows(rules[-1].at, (rules[0].start, *edges, rules[0].end), lines, found)


def _is_label_row(band: Sequence[PrintedLine], edges: Sequence[float], across: Rule, usual: float) -> bool:
    """Whether the lines between two rules are one text that begins in the first column: the heading of rows below.

    `usual`: the height of the letters of the table. A title of another one is larger.
    """
    if not 0 < len(band) <= LABEL_LINES:
        return False
    texts = [list(pieces(line, line.height * WORDS_APART)) for line in band]
    if any(line.height > TITLE * usual for line in band):
        return False
    return all(len(row) == 1 and across.start <= row[0][0] < edges[0] and row[0][1] <= across.end for row in texts)


def _is_headed_below(rules: Sequence[Rule], index: int, lines: Sequence[PrintedLine], edges: Sequence[float]) -> bool:
    """Whether a header is below a band, which is the title of its table: the first row printed again, or names alone
    in all columns, below a row with an amount or a number. The first header may be on the page before."""
    bands = [between(lines, a.at, b.at) for a, b in pairwise(rules)]
    if index + 1 >= len(bands):
        return False
    header, below = names_text(bands[0]), bands[index + 1]
    if header and header == names_text(below):
        return True
    if not index or are_names(bands[index - 1], rules[0]) or not are_names(below, rules[0]):
        return False
    return {column_of(piece, edges) for line in below for piece in names_of(line)} == set(range(len(edges) + 1))


def _has_columns(
    parted: Sequence[Sequence[float]],
    bands: Sequence[Stretch],
    index: int,
    edges: Sequence[float],
) -> bool:
    """Whether the rows on both sides of a label have the columns of its table. A label may be the last row."""
    for beside in (index - 1, index + 1):
        if not 0 <= beside < len(bands):
            continue
        own = parted[beside]
        if own and not (_is_part(own, edges) or _is_part(edges, own)):
            return False
    return any(parted[:index]) or any(parted[index + 1 :])


def _last_open(
    rules: Sequence[Rule],
    edges: Sequence[float],
    upright: Sequence[Rule],
    lines: Sequence[PrintedLine],
    found: Lacking,
) -> None:
    """Give a row that a page end left open, and that has outer rules only, the columns of the rows above."""
    top = rules[-1].at
    bottom = max(rule.end for rule in upright if rule.start < top)
    if not _parting(top, bottom, rules[0], upright) and _fills(between(lines, top, bottom), edges, rules[0]):
        found.vertical += [Rule(x, top, bottom) for x in edges]


def _fills(band: Sequence[PrintedLine], edges: Sequence[float], across: Rule) -> bool:
    """Whether the texts of a band are in columns, as those of no merged row: on one line in at least half of them, or
    all of them (the rest of a torn row) beside the first column and the middle."""
    rows = [list(pieces(line, line.height * NARROWEST)) for line in band]
    if any(crosses(piece, edges) for row in rows for piece in row):
        return False
    most = max((len({column_of(piece, edges) for piece in row}) for row in rows), default=0)
    if 2 * most > len(edges) + 1:
        return most >= FEWEST_COLUMNS
    middle = column_of((across.start, across.end), edges)
    return bool(rows) and not any(column_of(piece, edges) in (0, middle) for row in rows for piece in row)


def _rows_above(top: float, xs: Sequence[float], lines: Sequence[PrintedLine], found: Lacking) -> None:
    """Add the header above the first of filled rows, and the label below it, if no filled row is the header."""
    kept: list[PrintedLine] = []
    passed: list[PrintedLine] = []
    before = top
    for line in sorted((line for line in lines if line.baseline < top), key=lambda line: -line.baseline):
        row = list(pieces(line, line.height * NARROWEST))
        across = sum(crosses(piece, xs) for piece in row)
        if before - line.baseline > 2 * FAR * line.height or across > (len(row) == 1):
            break
        before = line.baseline
        passed.append(line)
        if len({column_of(piece, xs) for piece in row}) >= FEWEST_COLUMNS:
            kept = passed[:]
    if kept and not any(column_of(p, xs) in {0, len(xs)} for line in kept for p in pieces(line, line.height)):
        add_rows(kept[::-1], (kept[-1].baseline - ASCENT * kept[-1].height, top), xs, found)


def _is_between_tables(parted: Sequence[Sequence[float]], index: int) -> bool:
    """Whether a band without vertical rules is between two tables: their columns differ, or both have several rows.

    Of the rows of one table every second may be without, but not one between two rows and two others.
    """
    above, below = parted[max(index - FEWEST_TOGETHER, 0) : index], parted[index + 1 : index + 1 + FEWEST_TOGETHER]
    if not above or not above[-1] or not below or not below[0]:
        return False
    is_alone = all(above) and all(below) and len(above) == len(below) == FEWEST_TOGETHER
    return is_alone or not (_is_part(above[-1], below[0]) or _is_part(below[0], above[-1]))


def _parting(top: float, bottom: float, across: Rule, upright: Sequence[Rule]) -> list[float]:
    """The column boundaries: vertical rules that cover most of a band, between the ends of a horizontal rule."""
    edges: list[float] = []
    for rule in upright:
        is_inside = across.start + NEAR < rule.at < across.end - NEAR
        if is_inside and min(rule.end, bottom) - max(rule.start, top) >= COVERED * (bottom - top):
            edges.append(rule.at)
    return [edge for i, edge in enumerate(edges) if not i or edge - edges[i - 1] > NEAR]


def _below(edges: list[float], band: Stretch, across: Rule, upright: Sequence[Rule]) -> list[float]:
    """The column boundaries below a row: those so far, and those of the lower half of a header of two levels."""
    top, bottom = band
    lower = _parting((top + bottom) / 2, bottom, across, upright)
    return lower if _is_part(edges, lower) else edges


def _goes_on(bottom: float, edges: Sequence[float], lines: Sequence[PrintedLine]) -> bool:
    """Whether the line below the last rule is a row: cells in several columns, and a number in one, as in filled rows
    above rows without rules. Signatures and prose have none."""
    below = [line for line in lines if line.baseline - line.height / 2 > bottom]
    first = min(below, key=lambda line: line.baseline, default=None)
    if first is None or first.baseline - bottom > FAR * first.height:
        return False
    row = list(pieces(first, first.height * NARROWEST))
    filled = {column_of(piece, edges) for piece in row if not crosses(piece, edges)}
    has_number = any(cluster.text.isdigit() for cluster in first.clusters)
    return has_number and len(filled) >= FEWEST_COLUMNS and not any(crosses(piece, edges) for piece in row)


def _is_framed(top: float, bottom: float, across: Rule, upright: Sequence[Rule]) -> bool:
    """Whether vertical rules close a band on both sides."""
    closing = [rule for rule in upright if min(rule.end, bottom) - max(rule.start, top) >= COVERED * (bottom - top)]
    return all(any(abs(rule.at - x) <= NEAR for rule in closing) for x in (across.start, across.end))


def _is_part(own: Sequence[float], edges: Sequence[float]) -> bool:
    """Whether all boundaries of a row also occur in the rows above, so that its cells may span columns."""
    return all(any(abs(edge - other) <= NEAR for other in edges) for edge in own)


def add_rows(
    rows: Sequence[PrintedLine],
    ends: Stretch,
    xs: Sequence[float],
    found: Lacking,
    is_cut: bool = True,
) -> None:
    """Add the rows of some lines between two heights; a single row if not `is_cut`."""
    cuts = row_cuts(rows, xs[1:-1], FEWEST_COLUMNS) if is_cut else []
    ys = [ends[0], *cuts, ends[1]]
    found.horizontal += [Rule(y, xs[0], xs[-1]) for y in ys]
    draw(found, ys, xs, rows, found.groups)


def _is_bare_row(band: Sequence[PrintedLine], edges: Sequence[float]) -> bool:
    """Whether the lines between two rules are a row: only a label next to other cells may cross column boundaries.

    Text in the first column alone is not accepted, as it may be the heading of what follows. Nor is a line whose words
    happen to part at a boundary: no gap in it is as wide as between columns.
    """
    filled: set[int] = set()
    for line in band:
        row = list(pieces(line, line.height * NARROWEST))
        across = sum(crosses(piece, edges) for piece in row)
        if across > 1 or across == len(row) or _is_one_text(line, edges):
            return False
        filled |= {column_of(piece, edges) for piece in row}
    return filled != {0}


def _is_one_text(line: PrintedLine, edges: Sequence[float]) -> bool:
    """Whether no gap as wide as between columns parts a line at a boundary, and at most one column is filled beside."""
    row = list(pieces(line, line.height * BETWEEN_NAMES))
    if any(b[0] - a[1] > SURELY_APART * line.height for a, b in pairwise(row)):
        return False
    beside = {column_of(piece, edges) for piece in row if not crosses(piece, edges)}
    return len(beside) < 2 and any(crosses(piece, edges) for piece in row)


def add_open_rows(
    bottom: float, xs: Sequence[float], lines: Sequence[PrintedLine], found: Lacking, is_cut: bool = True
) -> None:
    """Add the rows below the last rule up to the first line that does not fit; a single row if not `is_cut`."""
    rest = sorted((line for line in lines if line.baseline - line.height / 2 > bottom), key=lambda line: line.baseline)
    kept = _keeping(rest, bottom, xs[1:-1])
    if kept and Columns(xs[0], xs[-1], tuple(xs[1:-1])).holds(kept):
        add_rows(kept, (bottom, kept[-1].baseline + DESCENT * kept[-1].height), xs, found, is_cut)


def _keeping(lines: Sequence[PrintedLine], top: float, edges: Sequence[float]) -> list[PrintedLine]:
    """The first lines that follow closely and fit into the columns, including labels across columns between them."""
    kept: list[PrintedLine] = []
    labels: list[PrintedLine] = []
    before = top
    for line in lines:
        row = list(pieces(line, line.height * NARROWEST))
        across = sum(crosses(piece, edges) for piece in row)
        if line.baseline - before > 2 * FAR * line.height or across > 1:
            break
        before = line.baseline
        if across and len(row) == 1:
            labels.append(line)
            if len(labels) > 1:
                break
            continue
        kept += [*labels, line]
        labels = []
    while kept and len(list(pieces(kept[-1], kept[-1].height))) == 1 and len(kept[-1].clusters) <= LONGEST_NUMBER:
        if column_of((kept[-1].clusters[0].x0, kept[-1].clusters[-1].x1), edges) not in (0, len(edges)):
            break
        kept.pop()  # the page number
    return kept
