"""Tables with vertical rules in some rows or in none: horizontal rules of equal width, filled rows.

A horizontal rule may be the edge of a filled row, and every second row may be filled. The column boundaries of the
filled rows then hold for the rows between them as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extract.read.layout.columns import (
    ASCENT,
    BETWEEN_GROUPS,
    BETWEEN_NAMES,
    DESCENT,
    FEWEST_COLUMNS,
    NARROWEST,
    Columns,
    Lacking,
    Stretch,
    between,
    column_edges,
    column_of,
    crosses,
    draw,
    header_groups,
    header_names,
    named_columns,
    pieces,
    spans,
)
from extract.read.layout.header_starts import begun_at_headers, names_text
from extract.read.layout.lattice import COVERED, MOST_RULES, NEAR, OPEN, merged
from extract.read.layout.printed import PrintedLine, Rule
from extract.read.layout.row_gaps import row_cuts
from extract.read.layout.upright_rules import complete_upright, cut_at_ends

FEWEST_RULES = 3
"""Minimum number of horizontal rules of equal width: above the header, below it, and at the end."""

LONGEST_NUMBER = 9
"""Maximum length of a page number in characters, including dashes."""

HEADER_BANDS = 3
"""Maximum number of rows in a header."""

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


def lacking_rules(
    horizontal: Sequence[Rule],
    vertical: Sequence[Rule],
    lines: Sequence[PrintedLine],
    above: Columns | None = None,
) -> Lacking:
    """The missing rules of tables with horizontal rules. `above`: columns of the last table of the previous page."""
    found = Lacking()
    if len(horizontal) > MOST_RULES or len(vertical) > MOST_RULES:
        return found
    across, upright = merged(horizontal), merged(vertical)
    if upright:
        found.horizontal += cut_at_ends(across, upright, lines)
        across = merged([*across, *found.horizontal])
        complete_upright(across, upright, lines, found)
    if len(across) < 2:
        return found
    done: list[Stretch] = []
    for group in sorted(_alike(across), key=lambda rules: rules[0].start - rules[0].end):
        rules = [rule for rule in group if not any(top <= rule.at <= bottom for top, bottom in done)]
        if len(rules) < 2:
            continue
        edges = _inner(rules, upright)
        if len(edges) + 1 >= FEWEST_COLUMNS:
            _completed(rules, upright, lines, found)
        elif not edges:
            done += _tables(rules, lines, found, above, _parts(across, rules))
    return found


def _parts(across: Sequence[Rule], rules: Sequence[Rule]) -> list[Rule]:
    """The rules that span only some columns of the table with these rules."""
    left, right = rules[0].start, rules[0].end
    inside = (rule for rule in across if left - NEAR <= rule.start and rule.end <= right + NEAR)
    return [rule for rule in inside if rule.end - rule.start < right - left - 2 * NEAR]


def _alike(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Groups of rules with equal ends, each from top to bottom."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        group = next((g for g in groups if _is_alike(g[0], rule)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    return groups


def _is_alike(a: Rule, b: Rule) -> bool:
    return abs(a.start - b.start) <= NEAR and abs(a.end - b.end) <= NEAR


# -- rows with vertical rules, and rows between them without ----------------------------------------------------------


def _inner(rules: Sequence[Rule], upright: Sequence[Rule]) -> list[float]:
    """The positions of vertical rules between the ends of the horizontal rules that touch at least one of them."""
    left, right = rules[0].start + NEAR, rules[0].end - NEAR
    found: list[float] = []
    for rule in sorted(upright, key=lambda rule: rule.at):
        is_inside = left < rule.at < right and any(rule.start - NEAR <= other.at <= rule.end + NEAR for other in rules)
        if is_inside and not (found and rule.at - found[-1] <= NEAR):
            found.append(rule.at)
    return found


def _completed(rules: Sequence[Rule], upright: Sequence[Rule], lines: Sequence[PrintedLine], found: Lacking) -> None:
    """Give rows without vertical rules the columns of the rows above, if their texts fit into these."""
    bands = list(pairwise(rule.at for rule in rules))
    parted = [_parting(top, bottom, rules[0], upright) for top, bottom in bands]
    edges: list[float] = next((own for own in parted if own), [])
    is_lacking = len(rules) == 2
    is_ruled = 2 * sum(map(bool, parted)) > len(bands)
    was_row = False
    usual = median(line.height for line in between(lines, rules[0].at, rules[-1].at) or lines)
    for index, ((top, bottom), own) in enumerate(zip(bands, parted, strict=True)):
        if own:
            edges = _below(edges if _is_part(own, edges) else own, (top, bottom), rules[0], upright)
            continue
        band = between(lines, top, bottom)
        is_label = bool(edges) and _is_label_row(band, edges, rules[0], usual) and not _is_headed_below(rules, index, lines)
        if is_label and _has_columns(parted, bands, index, edges):
            if not _is_framed(top, bottom, rules[0], upright):
                found.horizontal += [Rule(y, rules[0].start, rules[0].end) for y in (top, bottom)]
                found.vertical += [Rule(x, top, bottom) for x in (rules[0].start, rules[0].end)]
            was_row = is_lacking = True
            continue
        was_row = False
        if _is_between_tables(parted, index):
            if _goes_on(top, edges, between(lines, top, bottom)):
                _open_rows(top, (rules[0].start, *edges, rules[0].end), between(lines, top, bottom), found)
            edges = next(filter(None, parted[index:]))
            continue
        if is_ruled and _is_framed(top, bottom, rules[0], upright) and not _fills(band, edges, rules[0]):
            continue  # a row merged over all columns
        kept = _keeping(band, top, edges)
        if kept and _is_bare_row(kept, edges):
            if kept == band[:-1] and any(parted[index + 1 : index + 2]):
                kept = band  # with the label of the rows below
            end = bottom if len(kept) == len(band) else kept[-1].baseline + DESCENT * kept[-1].height
            _add_rows(kept, (top, end), (rules[0].start, *edges, rules[0].end), found)
            is_lacking = was_row = True
    if parted[0] and not all(parted):
        _rows_above(rules[0].at, (rules[0].start, *parted[0], rules[0].end), lines, found)
    is_open = any(rule.end > rules[-1].at + OPEN for rule in upright if rule.start < rules[-1].at)
    if is_open:
        _last_open(rules, edges, upright, lines, found)
    if edges and (parted[-1] or was_row) and not is_open and (is_lacking or _goes_on(rules[-1].at, edges, lines)):
        _open_rows(rules[-1].at, (rules[0].start, *edges, rules[0].end), lines, found)


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


def _is_headed_below(rules: Sequence[Rule], index: int, lines: Sequence[PrintedLine]) -> bool:
    """Whether the first row is printed again below a band: the header of another table, whose title the band is."""
    header, *rest = (names_text(between(lines, a.at, b.at)) for a, b in pairwise(rules))
    return bool(header) and header in rest[index : index + 1]


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
        _add_rows(kept[::-1], (kept[-1].baseline - ASCENT * kept[-1].height, top), xs, found)


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


def _add_rows(
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


def _open_rows(
    bottom: float, xs: Sequence[float], lines: Sequence[PrintedLine], found: Lacking, is_cut: bool = True
) -> None:
    """Add the rows below the last rule up to the first line that does not fit; a single row if not `is_cut`."""
    rest = sorted((line for line in lines if line.baseline - line.height / 2 > bottom), key=lambda line: line.baseline)
    kept = _keeping(rest, bottom, xs[1:-1])
    if kept and Columns(xs[0], xs[-1], tuple(xs[1:-1])).holds(kept):
        _add_rows(kept, (bottom, kept[-1].baseline + DESCENT * kept[-1].height), xs, found, is_cut)


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


# -- rows without vertical rules --------------------------------------------------------------------------------------


def _tables(
    rules: Sequence[Rule],
    lines: Sequence[PrintedLine],
    found: Lacking,
    above: Columns | None,
    parts: Sequence[Rule],
) -> list[Stretch]:
    """The vertical extents of tables between rules. Their missing rules are added to `found`."""
    done: list[Stretch] = []
    known = above if above is not None and above.spans(rules[0].start, rules[0].end) else None
    for own in begun_at_headers(rules, lines):
        start = 0
        while len(own) - start >= 2:
            end = _table(own[start:], lines, found, known, parts)
            if end:
                done.append((own[start].at, own[start + end].at))
            start += end or 1
    return done


def _table(
    rules: Sequence[Rule], lines: Sequence[PrintedLine], found: Lacking, known: Columns | None, parts: Sequence[Rule]
) -> int:
    """The number of rules of the table that begins with the first rule, or 0. Its missing rules are added to `found`.

    A table continues as long as its lines keep the column gaps of its header, or those of the previous page.
    """
    bands = [between(lines, a.at, b.at) for a, b in pairwise(rules)]
    last, edges = _run(bands, known) if known is not None else (0, [])
    fresh = _headed(bands, parts) if len(rules) >= FEWEST_RULES else (0, [])
    text = [line for band in bands for line in band]
    own = (fresh[0], len(fresh[1]), -_crossings(text, fresh[1]))
    if own > (last, len(edges), -_crossings(text, edges)):
        last, edges = fresh
    left, right = rules[0].start, rules[0].end
    if not last or not all(left < edge < right for edge in edges):
        return 0  # the rules close only some cells of wider rows
    ys = [rule.at for rule in rules[: last + 1]]
    xs = (left, *edges, right)
    is_cut = len(ys) <= FEWEST_RULES  # otherwise there is a rule below each row
    found.groups += header_groups(_header(bands), BETWEEN_NAMES, parts)
    for top, bottom in pairwise(ys):
        _add_rows(between(lines, top, bottom), (top, bottom), xs, found, is_cut)
    if last == len(rules) - 1:
        _open_rows(ys[-1], xs, lines, found, is_cut)
    return last


def _crossings(lines: Sequence[PrintedLine], edges: Sequence[float]) -> int:
    """The number of texts that cross a column boundary."""
    return sum(crosses(piece, edges) for line in lines for piece in pieces(line, line.height * NARROWEST))


def _run(bands: Sequence[Sequence[PrintedLine]], known: Columns) -> tuple[int, list[float]]:
    """The number of leading bands that fit into known columns, and the column boundaries."""
    last = 0
    for index, band in enumerate(bands, start=1):
        rows = [list(pieces(line, line.height * NARROWEST)) for line in band]
        across = sum(any(crosses(piece, known.edges) for piece in row) for row in rows)
        if not band or across * 3 > max(len(rows), 3):
            break
        last = index
    return (last, list(known.edges)) if last and known.holds([line for b in bands[:last] for line in b]) else (0, [])


def _headed(bands: Sequence[Sequence[PrintedLine]], parts: Sequence[Rule] = ()) -> tuple[int, list[float]]:
    """The number of bands of the table whose header is the first band, and its column boundaries."""
    if not any(len(header_names([line], BETWEEN_GROUPS)) > 1 for line in bands[0]):
        return 0, []  # a title
    header = _header(bands)
    closest = BETWEEN_NAMES if len(header) == len(bands[0]) else BETWEEN_GROUPS
    names = header_names(header, closest, parts)
    last, best = 0, list[float]()
    lines, rows = list(bands[0]), 1
    for end, band in enumerate(bands[1:], start=2):
        if not band or (len(band) > 1 and all(_is_prose(line, header) for line in band)):
            break
        if rows >= HEADER_BANDS and any(_has_other_columns(line, best) for line in band):
            break
        if not _is_label(band, names):  # labels show no columns
            lines += band
            rows += 1
        edges = column_edges(lines, header, closest, parts)
        if len(edges) + 1 < FEWEST_COLUMNS or named_columns(edges, names) < named_columns(best, names):
            break
        last, best = end, edges
    return last, best


def _is_label(band: Sequence[PrintedLine], names: Sequence[Stretch]) -> bool:
    """Whether a row is one text below two or more names, such as the heading of the rows below it.

    Its words may be as far apart as names: behind a number, and in a scan, they are.
    """
    texts = [piece for line in band for piece in pieces(line, line.height * WORDS_APART)]
    return len(texts) == 1 and spans(texts[0], names)


def _header(bands: Sequence[Sequence[PrintedLine]]) -> list[PrintedLine]:
    """The lines of the header: the first band, and bands below it that name more columns in one or two lines."""
    header = list(bands[0])
    for band in bands[1:HEADER_BANDS]:
        names = header_names(band, BETWEEN_GROUPS)
        if not 0 < len(band) <= 2 or len(names) <= len(header_names(header)):
            break
        header += band
    return header


def _has_other_columns(line: PrintedLine, edges: Sequence[float]) -> bool:
    """Whether a line uses other columns: at least two of its widely separated segments cross a column boundary."""
    return sum(crosses(piece, edges) for piece in pieces(line, line.height * BETWEEN_GROUPS)) > 1


def _is_prose(line: PrintedLine, header: Sequence[PrintedLine]) -> bool:
    """Whether a line continues without gaps below the column names of a header, like prose."""
    return all(spans(piece, header_names(header)) for piece in pieces(line, line.height * BETWEEN_NAMES))
