"""Finds tables without rules by their marks: rows with a number, amounts or dashes below one another, line after line.

The columns are decided by all lines of a table, and of its next page. Rows are divided where the room between the lines
around their marks is widest, or at the marks where all texts begin beside them. A text that goes on beside several
rows is that of a merged cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.read.layout.columns import BETWEEN_GROUPS, FEWEST_COLUMNS, Columns, Lacking, column_of, crosses, pieces
from extract.read.layout.lattice import RuledTable, ruled_tables
from extract.read.layout.marked_extent import (
    APART,
    HEADER_LINES,
    first_rest,
    header_end,
    header_start,
    holds,
    last_line,
    rest_of_last,
)
from extract.read.layout.marked_rows import anchors_of
from extract.read.layout.marked_rules import draw_table
from extract.read.layout.marked_table import MarkedTable, usual_step
from extract.read.layout.marks import MarkedLine, marked_lines, runs_of_marks, texts_of
from extract.read.layout.printed import PrintedLine
from extract.read.layout.whole_columns import whole_columns
from extract.read.markup_terms import markup
from normalize.years import column_year

FEWEST_ROWS = 3
"""Minimum number of rows with figures of a table of four columns without names."""

SAME_PLACE = 1.5
"""Maximum distance in points of the same names of columns in two tables."""

BESIDE = 3
"""Number of lines above and below the marks of a table whose distances are compared, too."""


def marked_tables(
    lines: Sequence[PrintedLine], above: Columns | None = None, ahead: Sequence[PrintedLine] = ()
) -> list[RuledTable]:
    """The tables among lines outside rules, from top to bottom.

    `above`: columns that may continue from the page before. `ahead`: the lines of the next page.
    """
    tables: list[RuledTable] = []
    end = 0
    runs = [part for run in _outer(runs_of_marks(lines, marked_lines(lines))) for part in _under_headers(lines, run)]
    for number, marked in enumerate(runs):
        run = [each for each in marked if each.at >= end]
        if not run:
            continue
        more = list(_evidence(run, ahead)) if number == len(runs) - 1 else []
        more += [
            line for other in runs if _are_alike(lines, marked, other) for line in lines[other[0].at : other[-1].at + 1]
        ]
        found = _table(lines[: _limit(lines, run, runs[number + 1 :])], run, end, above if not tables else None, more)
        if found is None:
            continue
        end = lines.index(found.lines[-1]) + 1
        tables += _ruled(found)
    if ahead and (alone := _header_alone(lines[end:], ahead)) is not None:
        tables += _ruled(alone)
    return tables


def _limit(lines: Sequence[PrintedLine], run: Sequence[MarkedLine], below: Sequence[Sequence[MarkedLine]]) -> int:
    """Where a table ends at the latest: at the names of years of the next one, or its first marks."""
    if not below or below[0][0].at <= run[-1].at:
        return len(lines)
    first = below[0][0].at
    return next((at for at in range(run[-1].at + 1, first) if _repeats(lines[at])), first)


def _ruled(found: MarkedTable) -> list[RuledTable]:
    lacking = Lacking()
    draw_table(found, lacking)
    return ruled_tables(lacking.horizontal, lacking.vertical)


def _header_alone(lines: Sequence[PrintedLine], ahead: Sequence[PrintedLine]) -> MarkedTable | None:
    """The names of columns at the end of a page whose rows are on the next one."""
    following = next(iter(_outer(runs_of_marks(ahead, marked_lines(ahead)))), [])
    if not following or following[0].at > HEADER_LINES or not lines:
        return None
    rows = list(ahead[following[0].at : following[-1].at + 1])
    edges = whole_columns(rows)
    kept = list(lines)
    while kept and markup().page_number.fullmatch(kept[-1].segments()[0].text):
        kept.pop()
    step = usual_step(rows) or 2 * rows[0].height
    if not kept or len(edges) + 1 < FEWEST_COLUMNS:
        return None
    top = header_start([*kept, *rows], len(kept), 0, edges, step)
    if top is None:
        return None
    header = kept[top:]
    edges = whole_columns(rows, header)
    left, right = min(line.clusters[0].x0 for line in header), max(line.clusters[-1].x1 for line in header)
    if not edges or edges[0] <= left or edges[-1] >= right:
        return None
    return MarkedTable(header, len(header), [], edges, step, [texts_of(line) for line in header])


def _outer(runs: Sequence[list[MarkedLine]]) -> list[list[MarkedLine]]:
    """The lines of marks of each table, without those within a longer one: of these, the ones numbered in the same
    place are rows of the longer one, whose other marks are set in another way."""
    found: list[list[MarkedLine]] = []
    inner: list[list[MarkedLine]] = []
    for run in runs:
        inside = any(
            o[0].at <= run[-1].at and run[0].at <= o[-1].at and len(o) > len(run) for o in runs if o is not run
        )
        (inner if inside else found).append(run)
    return [_with_numbered(run, [each for other in inner for each in other]) for run in found]


def _with_numbered(run: list[MarkedLine], inner: Sequence[MarkedLine]) -> list[MarkedLine]:
    """A run with the lines within it whose numbers are in the place of its own."""
    places = [mark.x0 for each in run for mark in each.marks[:1] if mark.number is not None]
    known = {each.at for each in run}
    more = {
        each.at: each
        for each in inner
        if run[0].at < each.at < run[-1].at and each.at not in known and each.marks[0].number is not None
        if any(abs(each.marks[0].x0 - x) <= SAME_PLACE for x in places)
    }
    return sorted([*run, *more.values()], key=lambda each: each.at)


def _under_headers(lines: Sequence[PrintedLine], run: Sequence[MarkedLine]) -> Iterator[list[MarkedLine]]:
    """The lines of marks, divided where the names of the columns are printed again."""
    first = max(run[0].at - HEADER_LINES, 0)
    names: dict[tuple[str, ...], int] = {}
    printed = {at: _names(lines[at]) for at in range(first, run[-1].at)}
    for own in printed.values():
        names[own] = names.get(own, 0) + 1
    part: list[MarkedLine] = []
    for each in run:
        above = range(part[-1].at + 1, each.at) if part else ()
        named = [at for at in above if len(printed[at]) >= FEWEST_COLUMNS]
        is_other = each.texts[0].number == 1 and bool(part) and len(each.marks) != len(part[-1].marks)
        is_again = any(names[printed[at]] > 1 or _repeats(lines[at]) for at in named)
        if is_again or (is_other and any(_is_headed(lines, at) for at in named)):
            yield part
            part = []
        part.append(each)
    yield part


def _is_headed(lines: Sequence[PrintedLine], at: int) -> bool:
    """Whether a title alone in its line, with room above it, is right above a line."""
    title = lines[at - 1]
    is_alone = len(list(pieces(title, title.height * BETWEEN_GROUPS))) == 1
    return is_alone and title.baseline - lines[at - 2].baseline > APART * (lines[at].baseline - title.baseline)


def _repeats(line: PrintedLine) -> bool:
    """Whether a line has several texts alike, as the names of years have, and no row: also years alone."""
    if all(column_year(text.text) for text in texts_of(line)):
        return len(texts_of(line)) >= FEWEST_COLUMNS
    texts = [text.text for text in texts_of(line) if any(c.isalpha() for c in text.text) and not text.is_no_money]
    return len(texts) >= FEWEST_COLUMNS and len(set(texts)) <= len(texts) - 2


def _names(line: PrintedLine) -> tuple[str, ...]:
    """The texts of a line if it may be the names of columns: no mark is among them."""
    texts = texts_of(line)
    if any(text.is_figure or text.number is not None for text in texts):
        return ()
    return tuple(text.text for text in texts)


def _are_alike(lines: Sequence[PrintedLine], run: Sequence[MarkedLine], other: Sequence[MarkedLine]) -> bool:
    """Whether two tables have the same names of columns above them."""
    if run is other or run[0].at == other[0].at:
        return False
    own, others = ([lines[at] for at in range(max(r[0].at - HEADER_LINES, 0), r[0].at)] for r in (run, other))
    return any(_are_same_names(a, b) for a in own for b in others if a is not b)


def _are_same_names(line: PrintedLine, other: PrintedLine) -> bool:
    """Whether two lines have the same names of columns in the same places."""
    if len(_names(line)) < FEWEST_COLUMNS or _names(line) != _names(other):
        return False
    return all(abs(a.x0 - b.x0) <= SAME_PLACE for a, b in zip(texts_of(line), texts_of(other), strict=True))


def _table(
    lines: Sequence[PrintedLine],
    run: Sequence[MarkedLine],
    end: int,
    above: Columns | None,
    more: Sequence[PrintedLine],
) -> MarkedTable | None:
    """The table with these lines of marks, if its columns have names or are those of the page before.

    `more`: lines with the same columns, on the next page or in a table with the same names.
    """
    first, last = run[0].at, run[-1].at
    core = lines[first : last + 1]
    step = usual_step(lines[max(first - BESIDE, end) : last + 1 + BESIDE]) or 2 * core[0].height
    more = [*more, *rest_of_last(lines, last, step)]
    edges = whole_columns([*core, *more])
    if len(edges) + 1 < FEWEST_COLUMNS - 1:
        return None
    known = above if above is not None and first <= HEADER_LINES and holds(core, above.edges) else None
    top = header_start(lines, first, end, edges, step)
    figures = sum(any(mark.is_figure for mark in each.marks) for each in run)
    if top is None and known is None and (figures < FEWEST_ROWS or len(edges) < FEWEST_COLUMNS):
        return None
    head = 0
    if top is not None:
        head = header_end(lines, top, first, step) - top
        edges = whole_columns([*lines[top + head : last + 1], *more], lines[top : top + head])
    if known is not None and len(known.edges) >= len(edges) and _faults(core, known.edges) <= _faults(core, edges):
        edges = list(known.edges)
    if len(edges) + 1 < FEWEST_COLUMNS:
        return None
    start = top if top is not None else first_rest(lines, first, end, edges, step)
    stop = last_line(lines, last, edges, step)
    anchors = anchors_of(run, edges)
    if not anchors or (len(anchors) < 2 and not _is_alone_sure(run, known, more, head)):
        return None
    own = list(lines[start : stop + 1])
    made = MarkedTable(own, head, [at - start for at in anchors], edges, step)
    made.texts = [texts_of(line) for line in own]
    return made


def _faults(lines: Sequence[PrintedLine], edges: Sequence[float]) -> int:
    """How often a text crosses a boundary, or two marks of a line are in one column: no true columns have many."""
    faults = 0
    for line in lines:
        texts = texts_of(line)
        faults += sum(crosses(text.stretch, edges) for text in texts)
        marks = [column_of(t.stretch, edges) for t in texts if t.is_figure or t.number is not None]
        faults += len(marks) - len(set(marks))
    return faults


def _is_alone_sure(run: Sequence[MarkedLine], known: Columns | None, more: Sequence[PrintedLine], head: int) -> bool:
    """Whether a table may have a single row on a page: it is the first of its numbers, or goes on from or to another
    page."""
    is_first = any(text.number == 1 for text in run[0].texts[:3]) and head > 0
    return is_first or known is not None or bool(more)


def _evidence(run: Sequence[MarkedLine], ahead: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of the next page that have marks below those of a table that goes on there."""
    if not ahead:
        return []
    following = next(iter(_outer(runs_of_marks(ahead, marked_lines(ahead)))), [])
    if not following or following[0].at > HEADER_LINES + 6:
        return []
    height = ahead[0].height
    shared = [
        mark
        for mark in run[-1].marks
        if any(abs(mark.x0 - m.x0) <= height or abs(mark.x1 - m.x1) <= height for row in following for m in row.marks)
    ]
    if 2 * len(shared) < len(run[-1].marks) or len(shared) < 2:
        return []
    part = next(_under_headers(ahead, following))
    return list(ahead[part[0].at : part[-1].at + 1])
