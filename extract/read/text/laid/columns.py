"""Finds the columns of tables that are laid out with spaces: where hardly any line has a letter between two names."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.read.text.laid.lines import LaidLine, is_counted_text, names_level, text_of

MOST_CROWDED, LONGEST_TICK = 0.1, 2
"""Maximum share of lines with two texts in one column; shorter ones are ticks, or the numbers of quarters."""

MOST_CROSSED = 0.2
"""Maximum share of the lines with a letter at an edge."""

AT_SPACE, SPACE_NEAR = 0.2, 4
"""How much a line speaks against an edge that is inside its text but near a space, and how near, in characters."""

MOST_LINES = 400
"""Number of lines that are compared at most. Of a longer table, it is every second or third."""

WEIGHT = 3.0
"""How many lines with a gap at a place outweigh one with a letter there."""

HALF = 0.5
"""Minimum share of the lines with a text in a column that have two, so that it is two columns."""

FEWEST_PARTED = 3
"""Minimum number of lines with two texts in a column that is two."""

NEAR_START = 1
"""Maximum distance in characters of a text from the name of its column."""


def is_crowded(rows: Sequence[LaidLine], edges: Sequence[int]) -> bool:
    """Whether many lines have two texts in one column: they do not stand below the names."""
    return doubled(rows, edges, LONGEST_TICK + 1) > MOST_CROWDED * len(rows)


def doubled(rows: Sequence[LaidLine], edges: Sequence[int], shortest: int = 1) -> int:
    """The number of lines with two texts in one column, of those of a number of characters at the least."""
    columns = [[bisect_right(edges, p.start) for p in line.pieces if len(p.text) >= shortest] for line in rows]
    return sum(len(set(found)) < len(found) for found in columns)


def misfits(rows: Sequence[LaidLine], edges: Sequence[int]) -> int:
    """How many texts reach over an edge."""
    pieces = [piece for line in rows if len(line.pieces) > 1 for piece in line.pieces]
    return sum(any(piece.start < edge < piece.end for edge in edges) for piece in pieces)


def strays(rows: Sequence[LaidLine], edges: Sequence[int]) -> int:
    """How many texts neither begin nor end where most of their column do."""
    columns: dict[int, list[tuple[int, int]]] = {}
    for line in rows:
        for piece in line.pieces if len(line.pieces) > 1 else ():
            columns.setdefault(bisect_right(edges, piece.start), []).append((piece.start, piece.end))
    found = 0
    for spans in columns.values():
        usual = max(Counter(at).most_common(1)[0][1] for at in zip(*spans, strict=True))
        found += len(spans) - usual
    return found


def header_names(header: Sequence[LaidLine]) -> list[tuple[int, int]]:
    """The characters that the names of columns cover; a name above several others is that of their group."""
    names: list[tuple[int, int]] = []
    for line in sorted(header, key=lambda line: (len(line.pieces), line.number), reverse=True):
        for piece in line.pieces:
            over = [n for n, (a, b) in enumerate(names) if piece.start < b and a < piece.end]
            if not over:
                names.append((piece.start, piece.end))
            elif len(over) == 1:
                a, b = names[over[0]]
                names[over[0]] = min(a, piece.start), max(b, piece.end)
        names.sort()
    return names


FEWEST_BELOW = 3
"""Texts of a row below a heading that stands apart, at the least, for the table to go on."""


MOST_BETWEEN = 12
"""Lines between two rows at the most, where something stands apart between them: headings and titles of pages."""


def last_row(rows: Sequence[LaidLine], names: Sequence[tuple[int, int]]) -> int:
    """The index of the last line of a table: texts at the left behind a blank line are none, unless rows follow."""
    last = -1
    is_over = False
    for index, line in enumerate(rows):
        inner = [piece for piece in line.pieces if piece.start >= names[1][0] - NEAR_START]
        goes_on = bool(inner) and not is_over and (not line.is_apart or is_counted_text(inner[0].text))
        is_over = is_over or (line.is_apart and len(line.pieces) == 1 and not goes_on)
        least = FEWEST_BELOW if is_over else 2  # below a heading a label and its text are no row
        if is_over and index - last > MOST_BETWEEN:
            break
        is_row = len(line.pieces) >= least and (not is_over or (bool(inner) and _stands_below(line, names)))
        if is_row or goes_on:
            last, is_over = index, False
        elif last == index - 1 and not line.is_apart and not names_level(text_of(line.places)):
            last = index  # the rest of a cell at the left
    return last


def _stands_below(line: LaidLine, names: Sequence[tuple[int, int]]) -> bool:
    """Whether no text of a line reaches below two names."""
    return all(sum(p.start < end and start < p.end for start, end in names) <= 1 for p in line.pieces)


def column_edges(names: Sequence[tuple[int, int]], header: Sequence[LaidLine], rows: Sequence[LaidLine]) -> list[int]:
    """The first characters of the columns behind the first, by the places that the fewest lines cross.

    There is one between two names, and one within a name that has two texts below it in several lines.
    """
    parted = [line for line in rows if len(line.pieces) > 1]
    parted = [*header, *parted[:: 1 + len(parted) // MOST_LINES]]
    edges: list[int] = []
    for (start, _), (_, end) in pairwise(names):
        found = _edge(parted, start, max([start, *edges[-1:]]) + 1, end)
        edges += [] if found is None else [found]
    width = max((len(line.places) for line in [*header, *rows]), default=0)
    for left, right in pairwise([0, *edges, width]):
        found = _edge_below(parted, left, right)
        while found is not None:
            edges.append(found)
            found = _edge_below(parted, found, right)
    return sorted(edges)


def _edge(lines: Sequence[LaidLine], start: int, first: int, end: int) -> int | None:
    """The place of an edge from one character to another, or None if too many lines have a word there.

    `start` is the first character of the name to its left.
    """
    costs = {x: sum(_crossing(line, x) for line in lines) for x in range(first, end)}
    allowed = [x for x, cost in costs.items() if cost <= MOST_CROSSED * len(lines)]
    if not allowed:
        return None
    worth = {x: sum(_is_gap(line, x, start, end) for line in lines) - WEIGHT * costs[x] for x in allowed}
    most = max(worth.values())
    return _widest([x for x in allowed if worth[x] == most])


def _is_gap(line: LaidLine, x: int, start: int, end: int) -> bool:
    """Whether a character is between two texts of a line, below names that begin and end at two characters."""
    return any(
        left.end <= x <= right.start and left.end > start and right.start < end for left, right in pairwise(line.pieces)
    )


def _edge_below(lines: Sequence[LaidLine], left: int, right: int) -> int | None:
    """An edge between texts of a column, if several lines have two there; else None."""
    within = [[piece for piece in line.pieces if left <= piece.start < right] for line in lines]
    parted = [pieces for pieces in within if len(pieces) > 1]
    if len(parted) < FEWEST_PARTED or len(parted) < HALF * sum(bool(pieces) for pieces in within):
        return None
    first, end = max(pieces[0].end for pieces in parted), min(pieces[1].start for pieces in parted)
    return (first + end + 1) // 2 if first <= end else None


def _crossing(line: LaidLine, x: int) -> float:
    """How much a line speaks against an edge before a character: little if a space is near."""
    for piece in line.pieces:
        if piece.start < x < piece.end:
            return AT_SPACE if " " in line.places[max(piece.start, x - SPACE_NEAR) : x + SPACE_NEAR] else 1.0
    return 0.0


def _widest(places: Sequence[int]) -> int:
    """The middle of the longest run of places."""
    runs: list[list[int]] = []
    for x in places:
        if runs and x == runs[-1][-1] + 1:
            runs[-1].append(x)
        else:
            runs.append([x])
    best = max(runs, key=len)
    return (best[0] + best[-1] + 1) // 2
