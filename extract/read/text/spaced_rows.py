"""Tables written with runs of spaces: lines of aligned pieces with amounts or dashes.

Columns are separated by gaps that are empty in all lines of the table. Positions are terminal columns (marks above and
below a letter have no width) or characters, whichever gives more columns. If the pieces are not aligned but each row
has amounts, the pieces of a row are its cells; later stages use the header to decide which cells are missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.read.layout.columns import FEWEST_COLUMNS, column_edges, spans
from extract.read.layout.printed import Cluster, PrintedLine
from extract.read.text.counted_rows import CODED, counted_rows, numbered_lines
from extract.read.text.laid.tables import laid_tables
from extract.read.text.text_rows import TextRow, is_value
from normalize.money import looks_like_money, parse_money
from normalize.numerals import arabic
from normalize.text import join_lines, shown_width

FEWEST_ROWS = 3
"""Minimum number of rows of a table with three columns. With more columns, one row below the header is sufficient."""

MOST_COLUMNS = 60
"""Maximum number of pieces of a line. No table of a plan has more columns."""

MOST_CROWDED = 0.1
"""Maximum share of lines with two pieces in one column, since a text may contain a double space."""

LONGEST_TICK = 2
"""Maximum length in characters of a tick, or of the number of a quarter."""

HEIGHT = 2.0
"""The height of a letter in columns, the unit of gaps for finding columns: two spaces separate two columns."""

LONGEST_WRAP = 160
"""Maximum length in characters of a line among rows with a single piece: a wrapped cell, or a heading over all
columns."""

_PIECE = re.compile(r"\S+(?:\s\S+)*")
_RUN = re.compile(r"\S\s{2,}\S")
_FORM = re.compile(
    r"[☐☑☒□■▢◻❏].*[☐☑☒□■▢◻❏]|[(\[]\s*[/xX✓✔√]?\s*[)\]]\D+[(\[]\s*[/xX✓✔√]?\s*[)\]]|(?:\.{2,}|…)\s*[^\s.…].*(?:\.{2,}|…)"
)
"""Boxes to tick, or blanks that were filled in: a line of a form, whose spaces part no columns."""


_HEADING = re.compile(r"(?P<word>[^\W\d][^\d(]{2,24})(?:(?P<code>\d{1,2}\.\d{1,2})|(?P<number>\d{1,2}))(?!\.?\d|[,/])")
"""A word and its number or code, before a title: มิติที่ 1, ภารกิจที่ 1.2."""

SourceRow = tuple[int, str]
"""The number of a line, and the original line."""


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    """Index of its first character in the line."""

    def is_amount(self) -> bool:
        text = arabic(self.text)
        return looks_like_money(text) and (any(map(str.isdecimal, text)) or parse_money(text).value is not None)

    def is_sum(self) -> bool:
        """Whether an amount is no short number, as of a year or of people."""
        return is_value(self.text) and not self.text.isdecimal()


@dataclass(slots=True)
class SpacedColumns:
    """The columns of the last table with aligned pieces; rows at the top of the next page may continue it."""

    edges: Sequence[float] = ()
    width: Callable[[str], int] = len
    """How positions are counted."""


@dataclass(slots=True)
class _Row:
    """The lines of one row: the number of the first, and the texts by column."""

    line: int
    cells: dict[int, list[str]] = field(default_factory=dict)


def is_spaced(raw: str) -> bool:
    """Whether a line has pieces separated by at least two spaces."""
    return "  " in raw and _RUN.search(raw) is not None and _FORM.search(raw) is None


def may_go_on(raw: str) -> bool:
    """Whether a line below spaced rows may be a wrapped cell, or a heading among them."""
    return len(raw.strip()) <= LONGEST_WRAP


def spaced_tables(
    lines: Sequence[SourceRow], blanks: Sequence[int], last: SpacedColumns
) -> Iterator[tuple[int, list[TextRow] | None]]:
    """The tables among spaced lines (number, raw), in order, and the lines between them.

    Yields the number of lines and their rows, None if they are not a table. `blanks` are the indices of the lines after
    a blank line: another table may begin there, or rows without a header may continue the table above. `last` is that
    of the lines before.
    """
    at = 0
    for table in laid_tables(lines, blanks):
        yield from _aligned_tables(
            lines[at : table.first], [blank - at for blank in blanks if at < blank < table.first], last
        )
        yield table.end - table.first, table.rows
        if table.edges:
            last.edges, last.width = table.edges, len
        at = table.end
    yield from _aligned_tables(lines[at:], [blank - at for blank in blanks if at < blank], last)


def _aligned_tables(
    lines: Sequence[SourceRow], blanks: Sequence[int], last: SpacedColumns
) -> Iterator[tuple[int, list[TextRow] | None]]:
    """The tables whose texts stand below one another, or have as many pieces in each row."""
    if not lines:
        return
    run = _Run(last)
    for group in (lines[a:b] for a, b in pairwise([0, *blanks, len(lines)])):
        length = len(group) - next((n for n, (_, raw) in enumerate(reversed(group)) if not _is_behind(raw)), len(group))
        table = split_spaces(group[:length], last, goes_on=not run.lines)
        if table is not None:
            yield from run.tables()
            run = _Run(last, group[:length], table)
        else:
            run.rest += group[:length]
        if length < len(group):
            yield from run.tables()
            run = _Run(last)
            yield len(group) - length, None
    yield from run.tables()


@dataclass(slots=True)
class _Run:
    """Lines that form a table (initially none), and the following lines that do not form a table."""

    last: SpacedColumns
    lines: Sequence[SourceRow] = ()
    table: list[TextRow] | None = None
    rest: list[SourceRow] = field(default_factory=list)

    def tables(self) -> Iterator[tuple[int, list[TextRow] | None]]:
        """One table of all lines if they form one, else the table and the other lines."""
        longer = split_spaces([*self.lines, *self.rest], self.last) if self.rest else None
        if longer is not None:
            yield len(self.lines) + len(self.rest), longer
            return
        if self.lines:
            yield len(self.lines), self.table
        if self.rest:
            yield len(self.rest), None


def _is_behind(raw: str) -> bool:
    """Whether a line below the last row is not part of the table: a single piece that begins at the left."""
    return not is_spaced(raw) and not raw[:1].isspace()


def split_spaces(
    lines: Sequence[SourceRow], last: SpacedColumns | None = None, *, goes_on: bool = False
) -> list[TextRow] | None:
    """The rows of spaced lines (number, raw); None if they are not a table.

    Rows without a header may continue the `last` table if `goes_on`. It becomes this one if its pieces are aligned.
    """
    last = last or SpacedColumns()
    pieces = [[_Piece(match[0], match.start()) for match in _PIECE.finditer(raw)] for _, raw in lines]
    starts = _starts(pieces)
    found = _with_header(lines, pieces, starts, last) if starts and starts[0] else None
    return found or (_continued(lines, pieces, starts, last) if goes_on else None)


def _with_header(
    lines: Sequence[SourceRow], pieces: Sequence[Sequence[_Piece]], starts: Sequence[int], last: SpacedColumns
) -> list[TextRow] | None:
    names = max(map(len, pieces[: starts[0]]))
    if max(map(len, pieces)) > MOST_COLUMNS:
        return None
    if names < FEWEST_COLUMNS or len(starts) < (FEWEST_ROWS if names == FEWEST_COLUMNS else 1):
        return None
    return (
        _aligned(lines, pieces, starts, names, last)
        or counted_rows(lines, [[(piece.text, piece.start) for piece in row] for row in pieces], starts)
        or _ragged(lines, pieces, starts, names)
    )


def _starts(pieces: Sequence[Sequence[_Piece]]) -> list[int]:
    """The lines at which rows begin: those with amounts, else those with at least three pieces below the first line."""
    numbered = numbered_lines([[piece.text for piece in row] for row in pieces])
    if numbered:
        sums = {i for i, row in enumerate(pieces) if i > numbered[0] and _has_sums(row)}
        return sorted({*numbered, *sums})
    amounts = [index for index, row in enumerate(pieces) if any(piece.is_amount() for piece in row)]
    return amounts or [index for index, row in enumerate(pieces) if index and len(row) >= FEWEST_COLUMNS]


def _has_sums(row: Sequence[_Piece]) -> bool:
    """Whether a line without an order number is a row: it has an amount or a dash behind a label."""
    return len(row) > 1 and any(piece.is_sum() for piece in row[1:])


# -- aligned pieces --------------------------------------------------------------------------------------------------


def _aligned(
    lines: Sequence[SourceRow],
    pieces: Sequence[Sequence[_Piece]],
    starts: Sequence[int],
    names: int,
    last: SpacedColumns,
) -> list[TextRow] | None:
    found = [_printed(lines, pieces, width) for width in _WIDTHS]
    edges = [_edges_of(printed, starts[0]) for printed in found]
    best = max(range(len(found)), key=lambda index: len(edges[index]))
    if len(edges[best]) + 1 < names or _crowded(found[best], edges[best]) > MOST_CROWDED * len(lines):
        return None
    last.edges, last.width = edges[best], _WIDTHS[best]
    rows = _rows(lines, found[best], edges[best], starts)
    _spread_titles(rows, found[best][: starts[0]], edges[best])
    return _texts(rows, edges[best])


def _spread_titles(rows: Sequence[_Row], header: Sequence[PrintedLine], edges: Sequence[float]) -> None:
    """Repeats a title that stands in the middle of its columns above each of them.

    One at the left of its columns needs no repetition: the blank cells to the right of it are its.
    """
    if len(header) < 2:
        return
    at = max(range(1, len(header)), key=lambda index: len(header[index].clusters))
    names = {bisect_right(edges, name.x0): (name.x0 + name.x1) / 2 for name in header[at].clusters}
    titles = {bisect_right(edges, title.x0): title for line in header[:at] for title in line.clusters}
    middles = {column: (title.x0 + title.x1) / 2 for column, title in titles.items() if column in names}
    alone = {
        column: min(middles, key=lambda over: abs(middles[over] - middle))
        for column, middle in names.items()
        if column not in titles and middles
    }
    if not rows or not any(column < over for column, over in alone.items()):
        return
    for column, over in alone.items():
        is_apart = any(c in titles and c not in names for c in range(min(column, over), max(column, over)))
        if not is_apart and column not in rows[0].cells:
            rows[0].cells[column] = list(rows[0].cells.get(over, ()))


def _edges_of(printed: Sequence[PrintedLine], first: int) -> list[float]:
    """The boundaries of the columns of lines with a header of `first` lines.

    A name above several others, and a heading among the rows, reach over several columns and are left out.
    """
    at = max(range(first), key=lambda index: len(printed[index].clusters))
    names = [(c.x0, c.x1) for c in printed[at].clusters]
    header = []
    for index, line in enumerate(printed[:first]):
        most = 0 if index < at or len(line.clusters) == 1 else 1
        below = printed[index + 1 : first]
        kept = [
            c
            for c in line.clusters
            if (index == at or _overlapped(c, names) <= most)
            and not any(_overlapped(c, [(d.x0, d.x1) for d in other.clusters]) > 1 for other in below)
        ]
        header += [replace(line, clusters=kept)] if kept else []
    return column_edges([*header, *(line for line in printed[first:] if len(line.clusters) > 1)], header)


def _overlapped(cluster: Cluster, others: Iterable[tuple[float, float]]) -> int:
    """How many of the other pieces a piece is above or below."""
    return sum(cluster.x0 < right and left < cluster.x1 for left, right in others)


def _continued(
    lines: Sequence[SourceRow], pieces: Sequence[Sequence[_Piece]], starts: Sequence[int], last: SpacedColumns
) -> list[TextRow] | None:
    """Rows without a header whose pieces are in the columns of the last table."""
    rows = [pieces[start] for start in starts]
    if not last.edges or not rows or max(map(len, rows)) < FEWEST_COLUMNS or max(map(len, pieces)) > MOST_COLUMNS:
        return None
    printed = _printed(lines, pieces, last.width)
    parted = [line for line in printed if len(line.clusters) > 1]
    across = any(c.x0 < edge < c.x1 for line in parted for c in line.clusters for edge in last.edges)
    if across or _crowded(printed, last.edges):
        return None
    return _texts(_rows(lines, printed, last.edges, starts), last.edges)


def _texts(rows: Sequence[_Row], edges: Sequence[float]) -> list[TextRow]:
    width = len(edges) + 1
    return [TextRow(row.line, [join_lines(row.cells.get(column, ())) for column in range(width)]) for row in rows]


_WIDTHS: tuple[Callable[[str], int], ...] = (shown_width, len)


def _crowded(printed: Sequence[PrintedLine], edges: Sequence[float]) -> int:
    """The number of lines with two pieces in one column, which do not match the columns.

    Ticks and the numbers of quarters above them may be narrower than any column.
    """
    columns = [
        [bisect_right(edges, cluster.x0) for cluster in line.clusters if len(cluster.text) > LONGEST_TICK]
        for line in printed
    ]
    return sum(len(set(found)) < len(found) for found in columns)


def _printed(
    lines: Sequence[SourceRow], pieces: Sequence[Sequence[_Piece]], width: Callable[[str], int]
) -> list[PrintedLine]:
    """The lines as printed lines, with each piece at the position of its characters."""
    printed = []
    for index, ((_, raw), row) in enumerate(zip(lines, pieces, strict=True)):
        clusters = []
        for piece in row:
            x0 = float(width(raw[: piece.start]))
            clusters.append(Cluster(piece.text, x0, x0 + width(piece.text), index * HEIGHT, (index + 1) * HEIGHT))
        printed.append(PrintedLine(clusters, [], HEIGHT, (index + 1) * HEIGHT))
    return printed


def _rows(
    lines: Sequence[SourceRow], printed: Sequence[PrintedLine], edges: Sequence[float], starts: Sequence[int]
) -> list[_Row]:
    """A row begins at each of `starts`, at a line that spans the columns or heads rows, and at a repeated header.

    Other lines are wrapped text.
    """
    header = {" ".join(raw.split()) for _, raw in lines[: starts[0]]}
    headings = _counted(printed)
    below = {index + 1 for index in headings if index + 1 < len(printed) and len(printed[index + 1].clusters) > 1}
    coded = {index for index, (_, raw) in enumerate(lines) if index >= starts[0] and CODED.match(arabic(raw))}
    begin = {*starts, *_levels(printed[: starts[0]], edges), *headings, *below, *coded}
    columns = [(a, b) for a, b in zip((float("-inf"), *edges), (*edges, float("inf")), strict=True)]
    rows: list[_Row] = []
    was_whole = was_header = False
    for index, ((number, raw), line) in enumerate(zip(lines, printed, strict=True)):
        reach = [(cluster.x0, cluster.x1) for cluster in line.clusters]
        is_whole = any(spans(piece, columns) for piece in reach)
        is_header = " ".join(raw.split()) in header
        if not rows or index in begin or is_whole or was_whole or (is_header and not was_header):
            rows.append(_Row(number))
        was_whole, was_header = is_whole, is_header
        for cluster in line.clusters:
            rows[-1].cells.setdefault(bisect_right(edges, cluster.x0), []).append(cluster.text)
    return rows


def _levels(header: Sequence[PrintedLine], edges: Sequence[float]) -> set[int]:
    """The lines of a header that begin a new level: they have names in columns where the line above has none."""
    columns = [{bisect_right(edges, cluster.x0) for cluster in line.clusters} for line in header]
    return {n for n, (above, below) in enumerate(pairwise(columns), start=1) if not below <= above}


def _counted(printed: Sequence[PrintedLine]) -> set[int]:
    """The lines with a single text that begin with one word and numbers that count up: headings among the rows.

    Codes need not follow one another: a level may have no projects.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    coded: dict[str, dict[int, str]] = {}
    for index, line in enumerate(printed):
        match = _HEADING.match(arabic(line.clusters[0].text)) if len(line.clusters) == 1 else None
        if match is not None and match["code"]:
            coded.setdefault(match["word"].strip(), {})[index] = match["code"]
        elif match is not None:
            found.setdefault(match["word"].strip(), []).append((index, int(match["number"])))
    counted = [lines for lines in found.values() if _count_up([number for _, number in lines])]
    apart = [lines for lines in coded.values() if len(set(lines.values())) > 1]
    return {index for lines in counted for index, _ in lines} | {index for lines in apart for index in lines}


def _count_up(numbers: Sequence[int]) -> bool:
    return len(numbers) > 1 and list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))


# -- pieces by their order ---------------------------------------------------------------------------------------------


def _ragged(
    lines: Sequence[SourceRow], pieces: Sequence[Sequence[_Piece]], starts: Sequence[int], names: int
) -> list[TextRow] | None:
    """Rows whose pieces are their cells: each has at least two amounts, or as many pieces as the header."""
    if not all(len(pieces[i]) == names or sum(piece.is_amount() for piece in pieces[i]) > 1 for i in starts):
        return None
    return [TextRow(number, [piece.text for piece in row]) for (number, _), row in zip(lines, pieces, strict=True)]
