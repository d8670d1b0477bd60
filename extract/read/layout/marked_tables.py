"""Finds tables without rules by their marks: rows with a number, amounts or dashes below one another, line after line.

The columns are decided by all lines of a table, and of its next page. Rows are divided where the room between the lines
around their marks is widest, or at the marks where all texts begin beside them. A text that goes on beside several
rows is that of a merged cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.layout.cell_lines import SAME_LINE
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
    column_of,
    crosses,
    draw,
    header_groups,
    pieces,
)
from extract.read.layout.lattice import RuledTable, ruled_tables
from extract.read.layout.marks import MarkedLine, Text, marked_lines, runs_of_marks, texts_of
from extract.read.layout.printed import PrintedLine, Rule
from extract.read.layout.row_gaps import LEAST_STEP
from extract.read.layout.whole_columns import whole_columns
from extract.read.markup_terms import markup
from normalize.numerals import arabic

FAR = 2.2
"""Maximum distance between two lines of one table, in distances of two lines of one text."""

HEADER_LINES = 9
"""Maximum number of lines between the first number and the first line of the column names."""

EACH_ACROSS = 4
"""One in so many lines may have a text across columns that are known from the page before."""

FEWEST_ROWS = 3
"""Minimum number of rows with figures of a table of four columns without names."""

WORDS = 0.5
"""How far a text may reach into the next column, in letter heights."""

SAME_PLACE = 1.5
"""Maximum distance in points of the same names of columns in two tables."""

APART = 1.5
"""The same from which on a text alone below the last row is no rest of it."""

ALIKE = 0.98
"""A distance between two lines is as wide as another from this share of it on."""

OFF_MIDDLE = 0.2
"""Maximum distance of the middle of a text from the marks of its row, in distances of two lines of one text."""

MOST_LINES = 40
"""Maximum number of lines of a text in the middle of its row."""

ROOM = 1.12
"""Minimum distance of two rows that leave room between them, in distances of two lines of one text."""

COUNTED = 0.6
"""Minimum share of the numbers in the column of numbers that follow the one above them, or begin with 1 again."""

EVEN = 1.06
"""Maximum distance between two lines of one text, in the smallest one."""

EACH_STEP = 12
"""One in so many distances between lines is that of two lines of one text."""

BESIDE = 3
"""Number of lines above and below the marks of a table whose distances are compared, too."""

SPARSE = 0.7
"""A column with fewer texts than this share of the rows has merged cells, or empty ones."""


@dataclass(slots=True)
class _Table:
    """The lines of a table, the number of those of its header, the lines that have the marks of a row, its columns."""

    lines: list[PrintedLine]
    head: int
    anchors: list[int]
    edges: list[float]
    step: float
    texts: list[tuple[Text, ...]] = field(default_factory=list)


def marked_tables(
    lines: Sequence[PrintedLine], above: Columns | None = None, ahead: Sequence[PrintedLine] = ()
) -> list[RuledTable]:
    """The tables among lines outside rules, from top to bottom.

    `above`: columns that may continue from the page before. `ahead`: the lines of the next page.
    """
    tables: list[RuledTable] = []
    end = 0
    runs = [part for run in _outer(runs_of_marks(lines, marked_lines(lines))) for part in _under_headers(lines, run)]
    for number, run in enumerate(runs):
        run = [each for each in run if each.at >= end]
        if not run:
            continue
        more = list(_evidence(run, ahead)) if number == len(runs) - 1 else []
        more += [
            line for other in runs if _are_alike(lines, run, other) for line in lines[other[0].at : other[-1].at + 1]
        ]
        found = _table(lines, run, end, above if not tables else None, more)
        if found is None:
            continue
        end = lines.index(found.lines[-1]) + 1
        tables += _ruled(found)
    if ahead and (alone := _header_alone(lines[end:], ahead)) is not None:
        tables += _ruled(alone)
    return tables


def _ruled(found: _Table) -> list[RuledTable]:
    lacking = Lacking()
    _draw(found, lacking)
    return ruled_tables(lacking.horizontal, lacking.vertical)


def _header_alone(lines: Sequence[PrintedLine], ahead: Sequence[PrintedLine]) -> _Table | None:
    """The names of columns at the end of a page whose rows are on the next one."""
    following = next(iter(_outer(runs_of_marks(ahead, marked_lines(ahead)))), [])
    if not following or following[0].at > HEADER_LINES or not lines:
        return None
    rows = list(ahead[following[0].at : following[-1].at + 1])
    edges = whole_columns(rows)
    kept = list(lines)
    while kept and markup().page_number.fullmatch(kept[-1].segments()[0].text):
        kept.pop()
    step = _step(rows) or 2 * rows[0].height
    if not kept or len(edges) + 1 < FEWEST_COLUMNS:
        return None
    top = _header_start([*kept, *rows], len(kept), 0, edges, step)
    if top is None:
        return None
    header = kept[top:]
    edges = whole_columns(rows, header)
    left, right = min(line.clusters[0].x0 for line in header), max(line.clusters[-1].x1 for line in header)
    if not edges or edges[0] <= left or edges[-1] >= right:
        return None
    return _Table(header, len(header), [], edges, step, [texts_of(line) for line in header])


def _outer(runs: Sequence[list[MarkedLine]]) -> list[list[MarkedLine]]:
    """The lines of marks of each table, without those within a longer one."""
    found: list[list[MarkedLine]] = []
    for run in runs:
        inside = any(
            o[0].at <= run[-1].at and run[0].at <= o[-1].at and len(o) > len(run) for o in runs if o is not run
        )
        if not inside:
            found.append(run)
    return found


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
        if any(names[printed[at]] > 1 for at in named) or (is_other and any(_is_headed(lines, at) for at in named)):
            yield part
            part = []
        part.append(each)
    yield part


def _is_headed(lines: Sequence[PrintedLine], at: int) -> bool:
    """Whether a title alone in its line, with room above it, is right above a line."""
    title = lines[at - 1]
    is_alone = len(list(pieces(title, title.height * BETWEEN_GROUPS))) == 1
    return is_alone and title.baseline - lines[at - 2].baseline > APART * (lines[at].baseline - title.baseline)


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
) -> _Table | None:
    """The table with these lines of marks, if its columns have names or are those of the page before.

    `more`: lines with the same columns, on the next page or in a table with the same names.
    """
    first, last = run[0].at, run[-1].at
    core = lines[first : last + 1]
    step = _step(lines[max(first - BESIDE, end) : last + 1 + BESIDE]) or 2 * core[0].height
    more = [*more, *_rest_of_last(lines, last, step)]
    edges = whole_columns([*core, *more])
    if len(edges) + 1 < FEWEST_COLUMNS - 1:
        return None
    known = above if above is not None and first <= HEADER_LINES and _holds(core, above.edges) else None
    top = _header_start(lines, first, end, edges, step)
    figures = sum(any(mark.is_figure for mark in each.marks) for each in run)
    if top is None and known is None and (figures < FEWEST_ROWS or len(edges) < FEWEST_COLUMNS):
        return None
    head = 0
    if top is not None:
        head = _header_end(lines, top, first, step) - top
        edges = whole_columns([*lines[top + head : last + 1], *more], lines[top : top + head])
    if known is not None and len(known.edges) >= len(edges):
        edges = list(known.edges)
    if len(edges) + 1 < FEWEST_COLUMNS:
        return None
    start = top if top is not None else _first_rest(lines, first, end, edges, step)
    stop = _last_line(lines, last, edges, step)
    anchors = _anchors(run, edges)
    if not anchors or (len(anchors) < 2 and not _is_alone_sure(run, known, more, head)):
        return None
    own = list(lines[start : stop + 1])
    made = _Table(own, head, [at - start for at in anchors], edges, step)
    made.texts = [texts_of(line) for line in own]
    return made


def _rest_of_last(lines: Sequence[PrintedLine], last: int, step: float) -> Iterator[PrintedLine]:
    """The lines below the last marks that follow closely with several texts: the rest of the last row."""
    for line, below in pairwise(lines[last:]):
        if below.baseline - line.baseline > ROOM * step or len(list(pieces(below, below.height * BETWEEN_NAMES))) < 2:
            break
        yield below


def _holds(lines: Sequence[PrintedLine], edges: Sequence[float]) -> bool:
    """Whether lines fit known columns: they fill several of them, and hardly any text crosses a boundary."""
    rows = [texts_of(line) for line in lines]
    crossing = sum(any(crosses(text.stretch, edges) for text in row) for row in rows)
    filled = {column_of(text.stretch, edges) for row in rows for text in row if not crosses(text.stretch, edges)}
    return len(filled) >= FEWEST_COLUMNS and crossing * EACH_ACROSS <= len(rows) - 1


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
    return list(ahead[following[0].at : following[-1].at + 1])


# -- rows that have marks ---------------------------------------------------------------------------------------------


def _anchors(run: Sequence[MarkedLine], edges: Sequence[float]) -> list[int]:
    """The lines of the rows: those with a number in the column that counts, or with figures in half of the columns of
    figures."""
    counting = _counting(run, edges)
    figures = [{column_of(m.stretch, edges) for m in each.marks if m.is_figure} for each in run]
    numbered = [
        counting is not None
        and any(m.number is not None and column_of(m.stretch, edges) == counting for m in each.marks)
        for each in run
    ]
    base = [own for own, is_row in zip(figures, numbered, strict=True) if is_row] or figures
    often = {column for own in base for column in own if 2 * sum(column in other for other in base) >= len(base)}
    found: list[int] = []
    for each, own, is_row in zip(run, figures, numbered, strict=True):
        if is_row or (often and 2 * len(own & often) >= len(often)):
            found.append(each.at)
    return found


def _counting(run: Sequence[MarkedLine], edges: Sequence[float]) -> int | None:
    """The column whose numbers count up, and may begin again."""
    columns: dict[int, list[int]] = {}
    for each in run:
        for mark in each.marks:
            if mark.number is not None:
                columns.setdefault(column_of(mark.stretch, edges), []).append(mark.number)
    for column, numbers in sorted(columns.items()):
        follow = sum(b in (a, a + 1, a + 2, 1) for a, b in pairwise(numbers))
        rises = sum(b == a + 1 for a, b in pairwise(numbers))
        if len(numbers) > 1 and follow >= COUNTED * (len(numbers) - 1) and 3 * rises >= len(numbers) - 1:
            return column
        if len(numbers) == 1 == len(run) and numbers[0] == 1:
            return column
    return None


# -- extent -----------------------------------------------------------------------------------------------------------


def _step(lines: Sequence[PrintedLine]) -> float:
    """The distance of two lines of one text: the smallest of lines that begin at one place, if it is not the only one.
    Browsers round distances to pixels."""
    steps: list[float] = []
    last: dict[int, float] = {}
    wide = max((line.height for line in lines), default=1.0)
    for line in lines:
        for x0, _ in pieces(line, line.height * BETWEEN_GROUPS):
            at = round(x0 / wide)
            above = (line.baseline - last[place] for place in (at - 1, at, at + 1) if place in last)
            steps += [step for step in above if step >= LEAST_STEP * line.height]
            last[at] = line.baseline
    alike = ([step for step in steps if least <= step <= EVEN * least] for least in sorted(steps))
    fewest = max(min(2, len(steps) // 4), len(steps) // EACH_STEP)
    found = next((own for own in alike if len(own) >= fewest), None) or [min(steps, default=0.0)]
    return max(found)


def _header_start(
    lines: Sequence[PrintedLine], first: int, end: int, edges: Sequence[float], step: float
) -> int | None:
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
        is_across = is_one and crosses((row[0][0], row[-1][1]), edges)
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


def _header_end(lines: Sequence[PrintedLine], top: int, first: int, step: float) -> int:
    """The line below the column names: where the room is wider than between two lines of a text, or the widest."""
    gaps = [lines[index].baseline - lines[index - 1].baseline for index in range(top + 1, first + 1)]
    named = max(range(len(gaps)), key=lambda at: len(list(pieces(lines[top + at], lines[top + at].height))))
    below = range(named, len(gaps))
    wider = [at for at in below if gaps[at] * ALIKE > step]
    most = max(gaps[at] for at in below) * ALIKE
    return top + (wider or [at for at in below if gaps[at] >= most])[0] + 1


def _first_rest(lines: Sequence[PrintedLine], first: int, end: int, edges: Sequence[float], step: float) -> int:
    """The first line of the rest of a row above the first marks of a page."""
    while first > end:
        above, line = lines[first - 1], lines[first]
        row = list(pieces(above, above.height * NARROWEST))
        if line.baseline - above.baseline > FAR * step or any(crosses(piece, edges) for piece in row):
            break
        first -= 1
    return first


def _last_line(lines: Sequence[PrintedLine], last: int, edges: Sequence[float], step: float) -> int:
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
        if across and not is_total:
            break  # the heading of what follows
        end = index
    return end


# -- rows -------------------------------------------------------------------------------------------------------------


def _starts(table: _Table, labels: set[int], sparse: set[int]) -> list[int]:
    """The numbers of the lines that begin a row, except the first."""
    lines, head = table.lines, table.head
    anchors = sorted({*_rows_beside(table), *labels})
    is_top = _begin_at_marks(table, labels, sparse)
    middles = {} if is_top else _by_middles(table, anchors, labels, sparse)
    starts = {head} if head else set[int]()
    before = head if head else 0
    for index, at in enumerate(anchors):
        if at in labels or (index and anchors[index - 1] in labels):
            if at - 1 in labels and at in labels and _is_wrapped(lines[at - 1], lines[at]):
                before = at
                continue
            starts.add(at if at in labels else before + 1)
        elif index:
            starts.add(at if is_top else middles.get((before, at)) or _widest(table, before, at, sparse))
        elif at > head:
            starts |= {at} if is_top else set(_rests(table, head, at, sparse))
        before = at
    return sorted(_first_beside(table, start) for start in starts if 0 < start < len(lines))


def _rows_beside(table: _Table) -> list[int]:
    """The lines with marks; of those beside one another only the first."""
    found: list[int] = []
    for at in table.anchors:
        line = table.lines[at]
        if found and line.baseline - table.lines[found[-1]].baseline <= SAME_LINE * line.height:
            continue
        found.append(at)
    return found


def _first_beside(table: _Table, at: int) -> int:
    """The first of the lines beside a line."""
    while at > max(table.head, 1):
        above, line = table.lines[at - 1], table.lines[at]
        if line.baseline - above.baseline > SAME_LINE * line.height:
            break
        at -= 1
    return at


def _begin_at_marks(table: _Table, labels: set[int], sparse: set[int]) -> bool:
    """Whether rows begin at their marks: where rows leave room between them, that is right above the marks."""
    votes = 0
    anchors = _rows_beside(table)
    for a, b in pairwise(anchors):
        if any(a < label < b for label in labels):
            continue
        gaps = _rooms(table, a, b, sparse)
        most = max(gaps.values())
        if most <= ROOM * table.step or len(gaps) < 2:
            continue
        votes += 1 if gaps.get(b, 0.0) >= most * ALIKE else -1
    is_below = all(at in labels for at in range(table.head, _first_beside(table, anchors[0])))
    return votes > 0 or (votes == 0 and (not table.head or is_below))


def _rooms(table: _Table, before: int, at: int, sparse: set[int]) -> dict[int, float]:
    """The room above each line from one line on to another, without the lines of columns with few texts."""
    found: dict[int, float] = {}
    last = table.lines[before].baseline
    for index in range(before + 1, at + 1):
        line = table.lines[index]
        columns = {column_of(text.stretch, table.edges) for text in table.texts[index]}
        if columns <= sparse and index != at:
            continue
        found[index] = line.baseline - last
        last = line.baseline
    return found


def _widest(table: _Table, before: int, at: int, sparse: set[int]) -> int:
    """The line that begins the next row: below the widest room between the marks of two rows, the last of these."""
    gaps = _rooms(table, before, at, sparse)
    most = max(gaps.values()) * ALIKE
    likely = [index for index, gap in gaps.items() if gap >= most]
    begun = [index for index in likely if _begins_entry(table.texts[index])]
    return begun[-1] if begun else likely[-1]


def _by_middles(
    table: _Table, anchors: Sequence[int], labels: set[int], sparse: set[int]
) -> dict[tuple[int, int], int]:
    """The first line of each row whose texts have the middles of their marks, by the lines of the marks above and of
    its own."""
    most = OFF_MIDDLE * table.step
    middles = [table.lines[at].baseline for at in anchors]
    owner: dict[int, set[int]] = {}
    for column in set(range(len(table.edges) + 1)) - sparse:
        own = [i for block in _blocks(table, column) for i in block if i not in labels]
        at = 0
        while at < len(own):
            found = next(_texts_at_middles(table, own, at, middles, most), None)
            if found is None:
                at += 1
                continue
            end, row = found
            for i in own[at:end]:
                owner.setdefault(i, set()).add(row)
            at = end
    starts: dict[tuple[int, int], int] = {}
    for row in range(1, len(anchors)):
        above = [i for i, rows in owner.items() if rows == {row - 1}]
        below = [i for i, rows in owner.items() if rows == {row}]
        if above and below and max(above) < min(below):
            between = range(max(above) + 1, min(below) + 1)
            if len(between) == 1:
                starts[anchors[row - 1], anchors[row]] = min(below)
    return starts


def _texts_at_middles(
    table: _Table, own: Sequence[int], at: int, middles: Sequence[float], most: float
) -> Iterator[tuple[int, int]]:
    """The ends of the texts that may begin at a line of a column, with the numbers of the rows in whose middle they
    are; the longest first."""
    baselines = [table.lines[i].baseline for i in own]
    found: list[tuple[int, int]] = []
    for end in range(at + 1, min(len(own), at + MOST_LINES) + 1):
        if end - at > 1 and (baselines[end - 1] - baselines[end - 2]) * ALIKE > ROOM * table.step:
            break
        middle = (baselines[at] + baselines[end - 1]) / 2
        found += [(end, row) for row, each in enumerate(middles) if abs(each - middle) <= most]
    yield from found


def _begins_entry(texts: Sequence[Text]) -> bool:
    return any(text.text.startswith((*markup().entry_starts, *markup().label_starts)) for text in texts[:3])


def _rests(table: _Table, head: int, at: int, sparse: set[int]) -> list[int]:
    """The lines that begin rows between the header and the first marks: the rest of a torn row is above."""
    step = table.step
    return [
        index
        for index, gap in _rooms(table, head, at, sparse).items()
        if gap * ALIKE > step or (gap >= step * ALIKE and _begins_entry(table.texts[index]))
    ]


def _labels(table: _Table) -> set[int]:
    """The lines across columns that no amount is beside, and those that name a level with its number."""
    anchored = _often_filled(table)
    labels: set[int] = set()
    for index, texts in enumerate(table.texts):
        if index < table.head or index in table.anchors or any(text.is_figure for text in texts[1:]):
            continue
        line = table.lines[index]
        whole = list(pieces(line, line.height * BETWEEN_GROUPS))
        if len(whole) > 1:
            continue
        is_level = markup().numbered_label.match(" ".join(text.text for text in texts)) is not None
        column = column_of(texts[0].stretch, table.edges)
        if crosses(whole[0], table.edges) or (is_level and column in anchored):
            labels.add(index)
    return labels


def _often_filled(table: _Table) -> set[int]:
    """The columns that most lines of marks have a text in."""
    filled = [{column_of(text.stretch, table.edges) for text in table.texts[at]} for at in table.anchors]
    return {column for own in filled for column in own if 2 * sum(column in other for other in filled) > len(filled)}


def _is_wrapped(above: PrintedLine, line: PrintedLine) -> bool:
    """Whether a label goes on with the label below it, which begins at the same place and names no level."""
    is_below = abs(above.clusters[0].x0 - line.clusters[0].x0) < line.height
    text = arabic(line.segments()[0].text)
    return is_below and not text.startswith(markup().label_starts) and not text[:1].isdigit()


# -- merged cells -----------------------------------------------------------------------------------------------------


def _blocks(table: _Table, column: int) -> list[list[int]]:
    """The texts of a column: the runs of its lines that are as close as those of one text."""
    found: list[list[int]] = []
    for index in range(table.head, len(table.lines)):
        if not any(
            column_of(text.stretch, table.edges) == column and not crosses(text.stretch, table.edges)
            for text in table.texts[index]
        ):
            continue
        baseline = table.lines[index].baseline
        if found and (baseline - table.lines[found[-1][-1]].baseline) * ALIKE <= table.step:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def _sparse(table: _Table) -> set[int]:
    """The columns with fewer texts than rows: merged cells, or empty ones."""
    rows = len(_rows_beside(table))
    beside = [{column_of(text.stretch, table.edges) for text in table.texts[at]} for at in table.anchors]
    counts = {
        column: max(len(_blocks(table, column)), sum(column in own for own in beside))
        for column in range(len(table.edges) + 1)
    }
    sparse = {column for column, count in counts.items() if count < SPARSE * rows}
    return sparse if len(sparse) < len(counts) - 1 else set()


# -- rules ------------------------------------------------------------------------------------------------------------


def _draw(table: _Table, lacking: Lacking) -> None:
    """Add the missing rules of a table: around it, between its rows and between its columns."""
    lines, edges = table.lines, table.edges
    left = min(line.clusters[0].x0 for line in lines) - 1
    right = max(line.clusters[-1].x1 for line in lines) + 1
    top = lines[0].baseline - ASCENT * lines[0].height
    bottom = lines[-1].baseline + DESCENT * lines[-1].height
    labels, sparse = (_labels(table), _sparse(table)) if table.anchors else (set[int](), set[int]())
    starts = _starts(table, labels, sparse) if table.anchors else []
    ys = [top, *(_between(lines, at) for at in starts), bottom]
    xs = (left, *edges, right)
    if table.head:
        header = lines[: table.head]
        draw(lacking, ys[:2], xs, header, header_groups(header))
    spans = _label_spans(table, labels)
    for y0, y1 in pairwise(ys[1 if table.head else 0 :]):
        across = [spans[id(line)] for line in lines if y0 < line.baseline < y1 and id(line) in spans]
        lacking.vertical += [Rule(x, y0, y1) for x in xs if not any(x0 < x < x1 for x0, x1 in across)]
    merged = {
        y: _merged_at(table, at, sparse)
        for y, at in zip(ys[1:], starts, strict=False)
        if at not in labels and at - 1 not in labels
    }
    for y in ys:
        lacking.horizontal += [Rule(y, x0, x1) for c, (x0, x1) in enumerate(pairwise(xs)) if c not in merged.get(y, ())]


def _merged_at(table: _Table, at: int, sparse: set[int]) -> set[int]:
    """The columns whose text goes on from above a line to it or below: it is that of a merged cell."""
    found: set[int] = set()
    often = min(_often_filled(table), default=0)
    for column in sparse:
        beside = {column_of(text.stretch, table.edges) for text in table.texts[at]}
        if column > often and column in beside:
            continue  # it begins with its row
        for block in _blocks(table, column):
            if block[0] < at <= block[-1]:
                text = next(
                    t for i in block if i >= at for t in table.texts[i] if column_of(t.stretch, table.edges) == column
                )
                begins = text.text.startswith((*markup().label_starts, *markup().entry_starts))
                if not begins and not text.is_figure and text.number is None:
                    found.add(column)
    return found


def _label_spans(table: _Table, labels: set[int]) -> dict[int, Stretch]:
    """From where to where labels, and those of totals, go across columns, by the ids of their lines."""
    spans: dict[int, Stretch] = {}
    for index, line in enumerate(table.lines):
        if index in labels:
            spans[id(line)] = line.clusters[0].x0, line.clusters[-1].x1
        elif index in table.anchors and crosses(table.texts[index][0].stretch, table.edges):
            spans[id(line)] = next(iter(pieces(line, line.height * BETWEEN_NAMES)))
        elif index in table.anchors:
            spans |= {id(line): span for span in _no_money(table, index)}
    return spans


def _no_money(table: _Table, at: int) -> Iterator[Stretch]:
    """From where to where the words for no money go that stand across columns: over those beside them without text."""
    texts = table.texts[at]
    filled = {column_of(text.stretch, table.edges) for text in texts}
    often = {
        column_of(mark.stretch, table.edges) for other in table.anchors for mark in table.texts[other] if mark.is_figure
    }
    for text in texts:
        if text.is_no_money and crosses(text.stretch, table.edges):
            first = sum(edge <= text.x0 for edge in table.edges)
            last = sum(edge < text.x1 for edge in table.edges)
            while first - 1 in often - filled:
                first -= 1
            while last + 1 in often - filled:
                last += 1
            yield (
                table.edges[first - 1] if first else text.x0,
                table.edges[last] if last < len(table.edges) else text.x1,
            )


def _between(lines: Sequence[PrintedLine], at: int) -> float:
    above, below = lines[at - 1], lines[at]
    return (above.baseline + DESCENT * above.height + below.baseline - ASCENT * below.height) / 2
