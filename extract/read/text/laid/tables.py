"""Tables laid out with spaces, as programs print the page of a PDF: one cell may be on several lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.read.text.laid.cells import fill_cells, header_rows
from extract.read.text.laid.columns import column_edges, doubled, header_names, is_crowded, last_row, misfits, strays
from extract.read.text.laid.forms import laid_forms
from extract.read.text.laid.headers import FEWEST_NAMES, headers, hides_header
from extract.read.text.laid.lines import CHARACTERS, LETTERS, MOST_PIECES, LaidLine, PlacesOf, laid_line, mark_running
from extract.read.text.laid.rows import is_row, laid_rows
from extract.read.text.text_rows import TextRow
from normalize.script import MARK

FEWEST_ROWS = 3
"""Minimum number of rows with an amount of the tables with the same three columns. With more columns, one is enough."""

UNNAMED = 3
"""How many texts over an edge a column without a name outweighs."""

MOST_SHIFT = 10
"""Maximum number of places by which the columns of a table are further left or right on the next page."""

LONGEST_TABLE = 2000
"""Maximum number of lines."""

LONGEST_TITLE = 2
"""Maximum number of lines of a title of a table."""

MOST_ROUNDS, MOST_REFUTED = 4, 100
"""How often headers are sought without those that were none, and the number of these, at the most."""

_MARKS = re.compile(f"[{MARK}]")

_Names = tuple[str, ...]

SourceRow = tuple[int, str]
"""The number of a line, and the original line."""


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table among lines: the index of its first line and of that behind its last, and its rows."""

    first: int
    end: int
    rows: list[TextRow]
    edges: Sequence[int]
    """The first characters of its columns behind the first."""
    misfits: int
    """How many texts reach over an edge, with the columns that have no name."""
    names: Sequence[tuple[int, int]] = ()
    """The places of the names of its columns."""


def laid_tables(
    lines: Sequence[SourceRow], blanks: Iterable[int], above: LaidTable | None = None, *, is_page: bool = False
) -> list[LaidTable]:
    """The tables among lines (number, raw), of which some, by their index, follow a blank line.

    `above` is the table that the page before ends with. `is_page`: whether the last table may go on on the next page.
    """
    apart = set(blanks)
    characters = _tables(lines, apart, CHARACTERS, above, is_page)
    if not any(_MARKS.search(raw) for _, raw in lines):
        return characters
    letters = _tables(lines, apart, LETTERS, above, is_page)
    return letters if _is_better(letters, characters) else characters


def _is_better(letters: Sequence[LaidTable], characters: Sequence[LaidTable]) -> bool:
    """Whether tables fit their columns better if marks have no place of their own. Forms prove no columns."""
    headed, others = (sum(bool(table.edges) for table in tables) for tables in (letters, characters))
    if headed != others or (not headed and len(letters) != len(characters)):
        return (headed, len(letters)) > (others, len(characters))
    return 2 * (1 + sum(table.misfits for table in letters)) <= sum(table.misfits for table in characters)


def _tables(
    lines: Sequence[SourceRow], apart: Collection[int], way: PlacesOf, above: LaidTable | None, is_page: bool
) -> list[LaidTable]:
    read = [laid_line(number, raw, index in apart, way) for index, (number, raw) in enumerate(lines)]
    mark_running(read)
    read_tables = _below_headers(read)
    proved: Counter[_Names] = Counter()
    for table in read_tables:
        proved[_names(read, table)] += sum(is_row(line) for line in read[table.first : table.end])
    last = len(read) if is_page else -1
    found = [t for t in read_tables if proved[_names(read, t)] >= (1 if t.end == last else _fewest_rows(t))]
    rest = _continued(read[: found[0].first if found else len(read)], above) if above is not None else None
    found += [rest] if rest is not None else []
    return sorted([*found, *_forms(read, found)], key=lambda table: table.first)


def _below_headers(read: Sequence[LaidLine]) -> list[LaidTable]:
    """The tables below headers. Where a line that may be a header has no columns below it, those below it are sought
    again without it: a letterhead with gaps must not hide the header of the table below."""
    refuted: set[int] = set()
    tried: list[tuple[int, LaidTable | None]] = []
    for _ in range(MOST_ROUNDS):
        heads = list(headers(read, refuted))
        ends = sorted({*(head for head, _ in heads), *refuted, len(read)})  # what looks like a header ends a table
        tried = [(first, _table(read, first, body, ends[bisect_right(ends, first)])) for first, body in heads]
        wrong = {first for first, table in tried if table is None}
        refuted |= wrong
        if not wrong or len(refuted) > MOST_REFUTED:
            break
    return [table for _, table in tried if table is not None]


def _names(read: Sequence[LaidLine], table: LaidTable) -> _Names:
    """The texts of the first line of a table's header: tables with the same ones prove each other."""
    return tuple(piece.text for piece in read[table.first].pieces)


def _fewest_rows(table: LaidTable) -> int:
    return FEWEST_ROWS if len(table.edges) + 1 == FEWEST_NAMES else 1


def _forms(read: Sequence[LaidLine], tables: Sequence[LaidTable]) -> Iterator[LaidTable]:
    """The forms between tables."""
    starts, ends = [table.first for table in tables], [table.end for table in tables]
    for first, end in zip([0, *ends], [*starts, len(read)], strict=True):
        for a, b, rows in laid_forms(read[first:end]):
            yield LaidTable(first + a, first + b, rows, (), 0)


def _continued(lines: Sequence[LaidLine], above: LaidTable) -> LaidTable | None:
    """The rows at the top of a page that go on with the table of the page before: in its columns, which may stand
    further left or right. What stands alone at the left ends them."""
    tried: list[tuple[int, int, LaidTable]] = []
    for shift in sorted(range(-MOST_SHIFT, MOST_SHIFT + 1), key=abs):
        names = [(start + shift, end + shift) for start, end in above.names]
        rows = _without_alone(lines[: last_row(lines, names) + 1])
        edges = column_edges(names, (), rows) if rows else []
        if len(edges) != len(above.edges):
            continue
        fill_cells(rows, edges)
        made = laid_rows(rows, len(edges) + 1)
        if made is not None and not is_crowded(rows, edges) and any(map(is_row, rows)):
            tried.append((misfits(rows, edges), abs(shift), LaidTable(0, len(rows), made, edges, 0, names)))
    best = min(tried, key=lambda each: each[:2], default=None)
    return best[2] if best is not None and not best[0] else None


def _without_alone(lines: Sequence[LaidLine]) -> list[LaidLine]:
    """The lines without texts that stand alone behind blank lines at their end."""
    rows = list(lines)
    while rows and rows[-1].is_apart and len(rows[-1].pieces) == 1:
        rows.pop()
    return rows


def _above_title(lines: Sequence[LaidLine], body: int, end: int) -> int:
    """Where a table ends above a header: lines between a blank line and the header are the title of the next table."""
    first = end
    while first < len(lines) and first > body and not lines[first].is_apart and end - first <= LONGEST_TITLE:
        first -= 1
    is_title = body < first < end and end - first <= LONGEST_TITLE and not any(x.has_mark() for x in lines[first:end])
    return first if is_title else end


def _table(lines: Sequence[LaidLine], first: int, body: int, after: int) -> LaidTable | None:
    end = min(after, first + LONGEST_TABLE)
    end = next((at for at in range(body, end) if len(lines[at].pieces) > MOST_PIECES), end)
    header, names = lines[first:body], header_names(lines[first:body])
    if len(names) < FEWEST_NAMES:
        return None
    kept = [at for at in range(body, _above_title(lines, body, end)) if not lines[at].is_running]
    rows = [lines[at] for at in kept]
    rows = rows[: last_row(rows, names) + 1]
    if not rows or hides_header(lines, first, body, body + len(rows)):
        return None
    edges = column_edges(names, header, rows)
    if len(edges) + 1 < FEWEST_NAMES:
        return None
    fill_cells(rows, edges)
    made = laid_rows(rows, len(edges) + 1)
    if made is None or is_crowded(rows, edges):
        return None
    head = header_rows(header, edges)
    unnamed = sum(not any(row.cells[column] for row in head) for column in range(len(edges) + 1))
    faults = misfits([*header, *rows], edges) + doubled(rows, edges) + strays(rows, edges) + UNNAMED * unnamed
    return LaidTable(first, kept[len(rows) - 1] + 1, [*head, *made], edges, faults, names)
