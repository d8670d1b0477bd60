"""Tables whose columns no rule parts, or only in some rows: rules across of one width, filled rows.

A rule across may be the edge of a filled row, and every other row may be filled: what its cells show of the columns
then holds for the rows between as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from extract.read.layout.columns import (
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
    header_names,
    pieces,
    spans,
)
from extract.read.layout.lattice import COVERED, MOST_RULES, NEAR, merged
from extract.read.layout.printed import PrintedLine, Rule
from extract.read.layout.row_gaps import row_cuts

FEWEST_RULES = 3
"""Rules across of one width: above the header, below it, and at the end."""

LONGEST_NUMBER = 9
"""Letters of a page number, the dashes beside it counted."""

HEADER_BANDS = 3
"""Rows that a header may take."""

FAR = 2.6
"""Distance of two lines of one table, in the usual one, at the most."""


def lacking_rules(
    horizontal: Sequence[Rule],
    vertical: Sequence[Rule],
    lines: Sequence[PrintedLine],
    above: Columns | None = None,
) -> Lacking:
    """The rules that tables with rules across lack; `above` are the columns of the last table of the page before."""
    found = Lacking()
    if len(horizontal) > MOST_RULES or len(vertical) > MOST_RULES or len(horizontal) < 2:
        return found
    upright = merged(vertical)
    done: list[Stretch] = []
    for group in sorted(_alike(merged(horizontal)), key=lambda rules: rules[0].start - rules[0].end):
        rules = [rule for rule in group if not any(top <= rule.at <= bottom for top, bottom in done)]
        if len(rules) < 2:
            continue
        edges = _inner(rules, upright)
        if len(edges) + 1 >= FEWEST_COLUMNS:
            done += _completed(rules, edges, upright, lines, found)
        elif not edges:
            done += _tables(rules, lines, found, above)
    return found


def _alike(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules by where they begin and end, each group top down."""
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


# -- rows that are parted, and rows between them that are not ---------------------------------------------------------


def _inner(rules: Sequence[Rule], upright: Sequence[Rule]) -> list[float]:
    """The positions of upright rules between the ends of rules across, that meet one of them at least."""
    left, right = rules[0].start + NEAR, rules[0].end - NEAR
    found: list[float] = []
    for rule in sorted(upright, key=lambda rule: rule.at):
        is_inside = left < rule.at < right and any(
            rule.start - NEAR <= other.at <= rule.end + NEAR for other in rules
        )
        if is_inside and not (found and rule.at - found[-1] <= NEAR):
            found.append(rule.at)
    return found


def _completed(
    rules: Sequence[Rule],
    edges: Sequence[float],
    upright: Sequence[Rule],
    lines: Sequence[PrintedLine],
    found: Lacking,
) -> list[Stretch]:
    """Give the rows that nothing parts the columns of the others, where their texts keep to them."""
    left, right = rules[0].start, rules[0].end
    xs = (left, *edges, right)
    parted = [_is_parted(a.at, b.at, edges, upright) for a, b in itertools.pairwise(rules)]
    bare = [a for a, is_parted in enumerate(parted) if not is_parted]
    for index in bare:
        top, bottom = rules[index].at, rules[index + 1].at
        band = between(lines, top, bottom)
        if band and _is_row(band, edges) and _touches(parted, index):
            ys = [top, *row_cuts(band, edges), bottom]
            found.horizontal += [Rule(y, left, right) for y in ys]
            draw(found, ys, xs, band)
    if parted and parted[-1] and (bare or len(rules) == 2):
        _open_rows(rules[-1].at, edges, xs, lines, found)
    return []


def _touches(parted: Sequence[bool], index: int) -> bool:
    return any(parted[max(index - 1, 0) : index + 2]) or (index > 0 and any(parted[:index]))


def _is_parted(top: float, bottom: float, edges: Sequence[float], upright: Sequence[Rule]) -> bool:
    """Whether upright rules at the edges run down most of a band."""
    for rule in upright:
        if any(abs(rule.at - edge) <= NEAR for edge in edges):
            shared = min(rule.end, bottom) - max(rule.start, top)
            if shared >= COVERED * (bottom - top):
                return True
    return False


def _is_row(band: Sequence[PrintedLine], edges: Sequence[float]) -> bool:
    """Whether a band prints in three columns or more, and hardly a line across their edges."""
    columns = Columns(0.0, 0.0, tuple(edges))
    return columns.holds(band)


def _open_rows(
    bottom: float, edges: Sequence[float], xs: Sequence[float], lines: Sequence[PrintedLine], found: Lacking
) -> None:
    """Add the rows below the last rule that keep to the columns, until a line does not."""
    rest = sorted((line for line in lines if line.baseline - line.height / 2 > bottom), key=lambda line: line.baseline)
    inside = list(_keeping(rest, bottom, edges))
    if not inside or not _is_row(inside, edges):
        return
    end = inside[-1].baseline + DESCENT * inside[-1].height
    ys = [bottom, *row_cuts(inside, edges), end]
    found.horizontal += [Rule(y, xs[0], xs[-1]) for y in ys]
    draw(found, ys, xs, inside)


def _keeping(lines: Sequence[PrintedLine], top: float, edges: Sequence[float]) -> list[PrintedLine]:
    """The first lines that stand close below each other and keep to the columns; labels across them between."""
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
        kept.pop()  # the number of the page
    return kept


# -- rows that nothing parts ------------------------------------------------------------------------------------------


def _tables(
    rules: Sequence[Rule], lines: Sequence[PrintedLine], found: Lacking, above: Columns | None
) -> list[Stretch]:
    """From where to where the tables between rules reach; what they lack goes to `found`."""
    done: list[Stretch] = []
    known = above if above is not None and above.spans(rules[0].start, rules[0].end) else None
    start = 0
    while len(rules) - start >= 2:
        end = _table(rules[start:], lines, found, known)
        if end:
            done.append((rules[start].at, rules[start + end].at))
        start += end or 1
    return done


def _table(rules: Sequence[Rule], lines: Sequence[PrintedLine], found: Lacking, known: Columns | None) -> int:
    """The number of rules of the table that the first one begins, 0 if it begins none; what it lacks goes to `found`.

    A table reaches down as long as its lines leave the gaps that its header leaves, or those of the page before.
    """
    bands = [between(lines, a.at, b.at) for a, b in itertools.pairwise(rules)]
    last, edges = _run(bands, known) if known is not None else (0, [])
    fresh = _headed(bands) if len(rules) >= FEWEST_RULES else (0, [])
    if (fresh[0], len(fresh[1])) > (last, len(edges)):
        last, edges = fresh
    if not last:
        return 0
    left, right = rules[0].start, rules[0].end
    ys = [rule.at for rule in rules[: last + 1]]
    xs = (left, *edges, right)
    for top, bottom in itertools.pairwise(ys):
        band = between(lines, top, bottom)
        cuts = [top, *row_cuts(band, edges), bottom] if len(ys) == FEWEST_RULES else [top, bottom]
        found.horizontal += [Rule(y, left, right) for y in cuts]
        draw(found, cuts, xs, band)
    if last == len(rules) - 1:
        _open_rows(ys[-1], edges, xs, lines, found)
    return last


def _run(bands: Sequence[Sequence[PrintedLine]], known: Columns) -> tuple[int, list[float]]:
    """The number of bands, from the first, that keep to known columns, and their edges."""
    last = 0
    for index, band in enumerate(bands, start=1):
        rows = [list(pieces(line, line.height * NARROWEST)) for line in band]
        across = sum(any(crosses(piece, known.edges) for piece in row) for row in rows)
        if not band or across * 3 > max(len(rows), 3):
            break
        last = index
    return (last, list(known.edges)) if last and known.holds([line for b in bands[:last] for line in b]) else (0, [])


def _headed(bands: Sequence[Sequence[PrintedLine]]) -> tuple[int, list[float]]:
    """The number of bands of the table whose header the first is, and the edges of its columns."""
    header = _header(bands)
    last, best = 0, list[float]()
    lines = list(bands[0])
    for end, band in enumerate(bands[1:], start=2):
        if not band or (len(band) > 1 and all(_is_prose(line, header) for line in band)):
            break
        lines += band
        edges = column_edges(lines, header)
        if len(edges) + 1 < FEWEST_COLUMNS or len(edges) < len(best):
            break
        last, best = end, edges
    return last, best


def _header(bands: Sequence[Sequence[PrintedLine]]) -> list[PrintedLine]:
    """The lines of the header: the first band, and those below it that name more columns on a line or two."""
    header = list(bands[0])
    for band in bands[1:HEADER_BANDS]:
        if not 0 < len(band) <= 2 or len(header_names([*header, *band])) <= len(header_names(header)):
            break
        header += band
    return header


def _is_prose(line: PrintedLine, header: Sequence[PrintedLine]) -> bool:
    """Whether a line runs on below the names of a header as if there were no columns."""
    return all(spans(piece, header_names(header)) for piece in pieces(line, line.height * BETWEEN_NAMES))
