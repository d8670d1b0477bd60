"""The rows of a table without rules: which lines have the marks of a row, and where each row begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.layout.cell_lines import SAME_LINE
from extract.read.layout.columns import BETWEEN_GROUPS, column_of, crosses, pieces
from extract.read.layout.marked_table import ALIKE, ROOM, MarkedTable
from extract.read.layout.marks import MarkedLine, Text
from extract.read.layout.printed import PrintedLine
from extract.read.markup_terms import markup
from normalize.numerals import arabic

OFF_MIDDLE = 0.2
"""Maximum distance of the middle of a text from the marks of its row, in distances of two lines of one text."""

MOST_LINES = 40
"""Maximum number of lines of a text in the middle of its row."""

COUNTED = 0.6
"""Minimum share of the numbers in the column of numbers that follow the one above them, or begin with 1 again."""

SPARSE = 0.7
"""A column with fewer texts than this share of the rows has merged cells, or empty ones."""


def anchors_of(run: Sequence[MarkedLine], edges: Sequence[float]) -> list[int]:
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
    """The column whose numbers count up, and may begin again; also the first one if each number is 1."""
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
        if column == 0 and len(numbers) > 1 and set(numbers) == {1}:
            return column
        if len(numbers) == 1 == len(run) and numbers[0] == 1:
            return column
    return None


def starts_of_rows(table: MarkedTable, labels: set[int], sparse: set[int]) -> list[int]:
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


def _rows_beside(table: MarkedTable) -> list[int]:
    """The lines with marks; of those beside one another only the first."""
    found: list[int] = []
    for at in table.anchors:
        line = table.lines[at]
        if found and line.baseline - table.lines[found[-1]].baseline <= SAME_LINE * line.height:
            continue
        found.append(at)
    return found


def _first_beside(table: MarkedTable, at: int) -> int:
    """The first of the lines beside a line."""
    while at > max(table.head, 1):
        above, line = table.lines[at - 1], table.lines[at]
        if line.baseline - above.baseline > SAME_LINE * line.height:
            break
        at -= 1
    return at


def _begin_at_marks(table: MarkedTable, labels: set[int], sparse: set[int]) -> bool:
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


def _rooms(table: MarkedTable, before: int, at: int, sparse: set[int]) -> dict[int, float]:
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


def _widest(table: MarkedTable, before: int, at: int, sparse: set[int]) -> int:
    """The line that begins the next row: below the widest room between the marks of two rows, the last of these."""
    gaps = _rooms(table, before, at, sparse)
    most = max(gaps.values()) * ALIKE
    likely = [index for index, gap in gaps.items() if gap >= most]
    begun = [index for index in likely if _begins_entry(table.texts[index])]
    return begun[-1] if begun else likely[-1]


def _by_middles(
    table: MarkedTable, anchors: Sequence[int], labels: set[int], sparse: set[int]
) -> dict[tuple[int, int], int]:
    """The first line of each row whose texts have the middles of their marks, by the lines of the marks above and of
    its own."""
    most = OFF_MIDDLE * table.step
    middles = [table.lines[at].baseline for at in anchors]
    owner: dict[int, set[int]] = {}
    for column in set(range(len(table.edges) + 1)) - sparse:
        own = [i for block in blocks(table, column) for i in block if i not in labels]
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
    table: MarkedTable, own: Sequence[int], at: int, middles: Sequence[float], most: float
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


def _rests(table: MarkedTable, head: int, at: int, sparse: set[int]) -> list[int]:
    """The lines that begin rows between the header and the first marks: the rest of a torn row is above."""
    step = table.step
    return [
        index
        for index, gap in _rooms(table, head, at, sparse).items()
        if gap * ALIKE > step or (gap >= step * ALIKE and _begins_entry(table.texts[index]))
    ]


def labels_of(table: MarkedTable) -> set[int]:
    """The lines across columns that no amount is beside, and those that name a level with its number."""
    anchored = often_filled(table)
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


def often_filled(table: MarkedTable) -> set[int]:
    """The columns that most lines of marks have a text in."""
    filled = [{column_of(text.stretch, table.edges) for text in table.texts[at]} for at in table.anchors]
    return {column for own in filled for column in own if 2 * sum(column in other for other in filled) > len(filled)}


def _is_wrapped(above: PrintedLine, line: PrintedLine) -> bool:
    """Whether a label goes on with the label below it, which begins at the same place and names no level."""
    is_below = abs(above.clusters[0].x0 - line.clusters[0].x0) < line.height
    text = arabic(line.segments()[0].text)
    return is_below and not text.startswith(markup().label_starts) and not text[:1].isdigit()


def blocks(table: MarkedTable, column: int) -> list[list[int]]:
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


def sparse_columns(table: MarkedTable) -> set[int]:
    """The columns with fewer texts than rows: merged cells, or empty ones."""
    rows = len(_rows_beside(table))
    beside = [{column_of(text.stretch, table.edges) for text in table.texts[at]} for at in table.anchors]
    counts = {
        column: max(len(blocks(table, column)), sum(column in own for own in beside))
        for column in range(len(table.edges) + 1)
    }
    sparse = {column for column, count in counts.items() if count < SPARSE * rows}
    return sparse if len(sparse) < len(counts) - 1 else set()
