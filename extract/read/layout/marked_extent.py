"""Where a table without rules begins and ends: its header above the first marks, and what belongs to its last row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.layout.columns import (
    ALIKE_LETTERS,
    BETWEEN_GROUPS,
    BETWEEN_NAMES,
    FEWEST_COLUMNS,
    NARROWEST,
    column_of,
    crosses,
    header_groups,
    pieces,
)
from extract.read.layout.marked_table import ALIKE, ROOM
from extract.read.layout.marks import texts_of
from extract.read.layout.printed import PrintedLine
from extract.read.markup_terms import markup

FAR = 2.2
"""Maximum distance between two lines of one table, in distances of two lines of one text."""

HEADER_LINES = 9
"""Maximum number of lines between the first number and the first line of the column names."""

EACH_ACROSS = 4
"""One in so many lines may have a text across columns that are known from the page before."""

BESIDE = 0.85
"""A line is beside another, and not above it, below this distance in distances of two lines of one text."""

WORDS = 0.5
"""How far a text may reach into the next column, in letter heights."""

APART = 1.5
"""The same from which on a text alone below the last row is no rest of it."""


def header_start(lines: Sequence[PrintedLine], first: int, end: int, edges: Sequence[float], step: float) -> int | None:
    """The first line of the column names above the first marks; None without names of most columns."""
    filled: set[int] = set()
    start: int | None = None
    for index in range(first - 1, max(first - HEADER_LINES - 20, end) - 1, -1):
        line, below = lines[index], lines[index + 1]
        row = list(pieces(line, line.height * NARROWEST))
        room = below.baseline - line.baseline
        far = room > FAR * max(step, line.height * 1.5)
        texts = texts_of(line)
        is_one = len(list(pieces(line, line.height * BETWEEN_GROUPS))) == 1
        is_beside = room < BESIDE * step  # of a name in the middle of its cell
        is_across = is_one and not is_beside and crosses((row[0][0], row[-1][1]), edges)
        is_apart = is_across or (is_one and room * ALIKE > step)
        is_full = len(filled) >= FEWEST_COLUMNS and 2 * len(filled) > len(edges) + 1
        is_marked = any(text.is_figure for text in texts) and len(texts) > 1
        if far or (is_full and (is_marked or (is_apart and _is_title(line, lines[index + 1 : first], edges)))):
            break
        if is_marked or (is_across and not is_full):
            filled, start = set(), None  # a total or a label between the names and the rows
            continue
        if start is not None and start - index > HEADER_LINES:
            break
        if len(texts) == 1 and is_full and texts[0].text.startswith(markup().label_starts):
            break
        filled |= {column_of(piece, edges) for piece in row if len(row) > 1 or not crosses(piece, edges)}
        start = index
    is_named = len(filled) >= FEWEST_COLUMNS and 2 * len(filled) > len(edges) + 1
    return start if start is not None and is_named else None


def _is_title(line: PrintedLine, below: Sequence[PrintedLine], edges: Sequence[float]) -> bool:
    """Whether a text above the column names is a title, and not the name of a group of some columns."""
    for group in header_groups([line, *below[:HEADER_LINES]]):
        if group.line is line:
            left, right = column_of((group.columns[0],) * 2, edges), column_of((group.columns[1],) * 2, edges)
            return left == 0 or (left, right) == (1, len(edges))
    return True


def header_end(lines: Sequence[PrintedLine], top: int, first: int, step: float) -> int:
    """The line below the column names: where the room is wider than between two lines of a text, or the widest."""
    gaps = [lines[index].baseline - lines[index - 1].baseline for index in range(top + 1, first + 1)]
    named = max(range(len(gaps)), key=lambda at: len(list(pieces(lines[top + at], lines[top + at].height))))
    below = range(named, len(gaps))
    wider = [at for at in below if gaps[at] * ALIKE > step]
    most = max(gaps[at] for at in below) * ALIKE
    end = top + (wider or [at for at in below if gaps[at] >= most])[0] + 1
    return max((at + 1 for at in range(end, first) if _are_names_alike(lines[at])), default=end)


def _are_names_alike(line: PrintedLine) -> bool:
    """Whether all texts of a line begin alike, as the names of years do below that of their group."""
    starts = {"0" if text.text[:1].isdigit() else text.text[:ALIKE_LETTERS] for text in texts_of(line)}
    return len(starts) == 1 and len(texts_of(line)) >= FEWEST_COLUMNS


def first_rest(lines: Sequence[PrintedLine], first: int, end: int, edges: Sequence[float], step: float) -> int:
    """The first line of the rest of a row above the first marks of a page."""
    while first > end:
        above, line = lines[first - 1], lines[first]
        row = list(pieces(above, above.height * NARROWEST))
        if line.baseline - above.baseline > FAR * step or any(crosses(piece, edges) for piece in row):
            break
        first -= 1
    return first


def last_line(lines: Sequence[PrintedLine], last: int, edges: Sequence[float], step: float) -> int:
    """The last line below the last marks that fits the columns; a label across them only with amounts or below."""
    end = last
    for index in range(last + 1, len(lines)):
        line, before = lines[index], lines[index - 1]
        texts = texts_of(line)
        row = [text.stretch for text in texts]
        inside = WORDS * line.height
        across = [piece for piece in row if crosses((piece[0] + inside, piece[1] - inside), edges)]
        is_total = any(text.is_figure for text in texts[1:]) and len(row) > len(across)
        room = line.baseline - before.baseline
        is_apart = room > APART * step and len(texts) == 1
        if room > FAR * max(step, line.height * 1.5) or len(across) > 1 or (is_apart and not is_total):
            break  # a page number, or the heading of what follows
        whole = [(x0 + inside, x1 - inside) for x0, x1 in pieces(line, line.height * BETWEEN_GROUPS)]
        if not is_total and (across or (len(whole) == 1 and crosses(whole[0], edges))):
            break  # the heading of what follows
        end = index
    return end


def rest_of_last(lines: Sequence[PrintedLine], last: int, step: float) -> Iterator[PrintedLine]:
    """The lines below the last marks that follow closely with several texts: the rest of the last row."""
    for line, below in pairwise(lines[last:]):
        if below.baseline - line.baseline > ROOM * step or len(list(pieces(below, below.height * BETWEEN_NAMES))) < 2:
            break
        yield below


def holds(lines: Sequence[PrintedLine], edges: Sequence[float]) -> bool:
    """Whether lines fit known columns: they fill several of them, and hardly any text crosses a boundary."""
    rows = [texts_of(line) for line in lines]
    crossing = sum(any(crosses(text.stretch, edges) for text in row) for row in rows)
    filled = {column_of(text.stretch, edges) for row in rows for text in row if not crosses(text.stretch, edges)}
    return len(filled) >= FEWEST_COLUMNS and crossing * EACH_ACROSS <= len(rows) - 1
