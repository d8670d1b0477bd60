"""Tables with vertical rules in some rows or in none: horizontal rules of equal width, filled rows.

A horizontal rule may be the edge of a filled row, and every second row may be filled. The column boundaries of the
filled rows then hold for the rows between them as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.read.layout.columns import (
    BETWEEN_GROUPS,
    BETWEEN_NAMES,
    FEWEST_COLUMNS,
    NARROWEST,
    Columns,
    Lacking,
    Stretch,
    between,
    column_edges,
    crosses,
    header_groups,
    header_names,
    named_columns,
    pieces,
    spans,
)
from extract.read.layout.filled_rows import WORDS_APART, add_open_rows, add_rows, complete_rows, inner_edges
from extract.read.layout.header_starts import begun_at_headers
from extract.read.layout.lattice import MOST_RULES, NEAR, merged
from extract.read.layout.printed import PrintedLine, Rule
from extract.read.layout.ruled_forms import add_forms
from extract.read.layout.upright_rules import complete_upright, cut_at_ends

FEWEST_RULES = 3
"""Minimum number of horizontal rules of equal width: above the header, below it, and at the end."""

HEADER_BANDS = 3
"""Maximum number of rows in a header."""


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
        edges = inner_edges(rules, upright)
        if len(edges) + 1 >= FEWEST_COLUMNS:
            complete_rows(rules, upright, lines, found)
        elif not edges:
            tables = _tables(rules, lines, found, above, _parts(across, rules))
            done += tables
            if not tables:
                add_forms(rules, lines, found)
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
        add_rows(between(lines, top, bottom), (top, bottom), xs, found, is_cut)
    if last == len(rules) - 1:
        add_open_rows(ys[-1], xs, lines, found, is_cut)
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
