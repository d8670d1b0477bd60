"""Finds tables without rules whose rows are numbered: numbers below one another that count up, below column names.

Office programs print tables without borders, with texts in the middle of their rows, so that the lines of a row are
beside and between those of its cells. A boundary between two columns is where the fewest lines cross, and rows are
divided where the room between the lines around their numbers is widest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.read.layout.cell_lines import DASHES, LONE_NUMBER, SAME_LINE
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
from extract.read.layout.crossed_columns import WORDS, fewest_crossed, is_label
from extract.read.layout.lattice import RuledTable, ruled_tables
from extract.read.layout.printed import PrintedLine, Rule
from extract.read.layout.row_gaps import LEAST_STEP
from extract.read.markup_terms import markup
from normalize.money import looks_like_money
from normalize.numerals import arabic

LEFT_OUT = 2
"""Maximum step between the numbers of two rows. One may be left out, or occur twice."""

FARTHEST = 24
"""Maximum number of lines between the numbers of two rows."""

FAR = 2.2
"""Maximum distance between two lines of one table, in distances of two lines of one text."""

HEADER_LINES = 9
"""Maximum number of lines between the first number and the first line of the column names."""

BELOW = 0.4
"""Maximum distance of the sides of two numbers in one column, in letter heights."""

ALIKE = 0.98
"""A distance between two lines is as wide as another from this share of it on."""


@dataclass(slots=True)
class _Found:
    """The lines of a table, the number of those of its header, the lines with the number of a row, and its columns."""

    lines: list[PrintedLine]
    head: int
    numbered: list[int]
    edges: list[float]


def numbered_tables(lines: Sequence[PrintedLine], above: Columns | None = None) -> list[RuledTable]:
    """The tables among lines outside rules, from top to bottom. `above`: columns that may continue from before."""
    tables: list[RuledTable] = []
    end = 0
    for run in _runs(lines):
        found = _table(lines, run, end, above) if run[0] >= end else None
        if found is None:
            continue
        end = lines.index(found.lines[-1]) + 1
        lacking = Lacking()
        _draw(found, lacking)
        tables += ruled_tables(lacking.horizontal, lacking.vertical)
        above = None
    if above is not None and not tables:
        tables += _total_alone(lines, above)
    return tables


def _total_alone(lines: Sequence[PrintedLine], above: Columns) -> list[RuledTable]:
    """The table at the top of a page of which only the total is left, below column names that are printed again."""
    top = list(lines[: HEADER_LINES + LEFT_OUT])
    columns = len(above.edges) + 1
    at = next((index for index, line in enumerate(top) if 2 * len(_marks(line, above.edges)) >= columns), 0)
    if not at or 4 * sum(_is_off(line, above.edges) for line in top[: at + 1]) > at:
        return []
    step = _step(top[: at + 1])
    head = _header_end(lines, 0, at, step)
    found = _Found(list(lines[: _last_line(lines, at, above.edges, step or 2 * lines[at].height) + 1]), head, [at], [])
    found.edges = list(above.edges)
    lacking = Lacking()
    _draw(found, lacking)
    return ruled_tables(lacking.horizontal, lacking.vertical)


def _is_off(line: PrintedLine, edges: Sequence[float]) -> bool:
    """Whether a text of a line is in two columns. The amounts of totals are wider than others, and cross a little."""
    room = WORDS * line.height
    return any(crosses((x0 + room, x1 - room), edges) for x0, x1 in pieces(line, line.height * NARROWEST))


def _number(line: PrintedLine) -> int | None:
    """The number alone at the beginning of a line with more parts."""
    row = list(pieces(line, line.height * NARROWEST))
    if len(row) < FEWEST_COLUMNS - 1:
        return None
    text = arabic("".join(cluster.text for cluster in line.clusters if cluster.x1 <= row[0][1] + 0.1)).strip()
    return int(re.sub(r"\D", "", text)) if LONE_NUMBER.fullmatch(text) else None


def _runs(lines: Sequence[PrintedLine]) -> list[list[int]]:
    """The lines whose numbers count up below one another, by the first of them."""
    runs: list[list[int]] = []
    open_runs: list[tuple[list[int], int, Stretch]] = []
    for index, line in enumerate(lines):
        number = _number(line)
        if number is None:
            continue
        own = line.clusters[0].x0, _numbers_end(line)
        open_runs = [entry for entry in open_runs if index - entry[0][-1] <= FARTHEST]
        run = next((run for run, last, column in open_runs if _is_next(number, last, own, column, line)), None)
        open_runs = [entry for entry in open_runs if not _is_below(own, entry[2], line)]
        if run is None:
            runs.append(run := [])
        run.append(index)
        open_runs.append((run, number, own))
    return [run for run in runs if len(run) == 1 or _number(lines[run[0]]) != _number(lines[run[-1]])]


def _is_next(number: int, last: int, own: Stretch, column: Stretch, line: PrintedLine) -> bool:
    """Whether a number is that of the next row. It may occur twice, as that of the first row does not."""
    return (last < number <= last + LEFT_OUT or number == last > 1) and _is_below(own, column, line)


def _is_below(own: Stretch, column: Stretch, line: PrintedLine) -> bool:
    """Whether two numbers are in one column: their left sides, right sides or middles are below one another."""
    return min(abs(own[0] - column[0]), abs(own[1] - column[1]), abs(sum(own) - sum(column)) / 2) <= BELOW * line.height


def _step(lines: Sequence[PrintedLine]) -> float:
    """The distance of two lines of one text: the smallest of lines that begin at one place."""
    steps: list[float] = []
    last: dict[int, float] = {}
    wide = max((line.height for line in lines), default=1.0)
    for line in lines:
        for x0, _ in pieces(line, line.height * BETWEEN_GROUPS):
            at = round(x0 / wide)
            above = (line.baseline - last[place] for place in (at - 1, at, at + 1) if place in last)
            steps += [step for step in above if step >= LEAST_STEP * line.height]
            last[at] = line.baseline
    return min(steps, default=0.0)


def _table(lines: Sequence[PrintedLine], run: Sequence[int], end: int, above: Columns | None) -> _Found | None:
    """The table with the numbered rows, if its columns have names or are those of the previous page."""
    core = lines[run[0] : run[-1] + 1]
    step = _step(core) or 2 * core[0].height
    numbers = [lines[index].clusters[0].x0 for index in run], [_numbers_end(lines[index]) for index in run]
    right = max(numbers[1])
    rows = [lines[index] for index in run]
    edges = fewest_crossed(core, rows, [], right)
    if len(edges) + 1 < FEWEST_COLUMNS:
        return None
    top = _header_start(lines, run[0], end, edges, step)
    known = above if run[0] <= HEADER_LINES and above is not None and above.holds(core) else None
    if top is None and known is None:
        return None
    head = 0
    if top is not None:
        head = _header_end(lines, top, run[0], step) - top
        edges = fewest_crossed(lines[top + head : run[-1] + 1], rows, lines[top : top + head], right)
    if known is not None and len(known.edges) >= len(edges):
        edges = list(known.edges)
    if len(edges) + 1 < FEWEST_COLUMNS or (len(run) < 2 and (_number(rows[0]) != 1 or not head)):
        return None
    first = top if top is not None else _first_rest(lines, run[0], end, edges, step)
    last = _last_line(lines, run[-1], edges, step)
    return _Found(list(lines[first : last + 1]), head, [index - first for index in run], edges)


def _numbers_end(line: PrintedLine) -> float:
    return next(iter(pieces(line, line.height * NARROWEST)))[1]


# -- extent -----------------------------------------------------------------------------------------------------------


def _header_start(
    lines: Sequence[PrintedLine], first: int, end: int, edges: Sequence[float], step: float
) -> int | None:
    """The first line of the column names above the first number; None without names of most columns."""
    filled: set[int] = set()
    start: int | None = None
    for index in range(first - 1, max(first - HEADER_LINES - FARTHEST, end) - 1, -1):
        line, below = lines[index], lines[index + 1]
        row = list(pieces(line, line.height * NARROWEST))
        room = below.baseline - line.baseline
        far = room > FAR * max(step, line.height * 1.5)
        is_across = len(list(pieces(line, line.height * BETWEEN_GROUPS))) == 1 and crosses(row[0], edges)
        is_full = len(filled) >= FEWEST_COLUMNS and 0 in filled  # only a name or a number is in the column of numbers
        is_title = is_across and row[0][0] < edges[1]  # the name of a group of columns is over the last ones
        if far or _number(line) is not None or (is_full and (is_title or (is_across and room * ALIKE > step))):
            break
        has_amounts = any(_is_amount(text) for text in _texts(line))
        if has_amounts and is_full:
            break
        if has_amounts or (is_across and not is_full):
            filled, start = set(), None  # a total or a label between the names and the rows
            continue
        if start is not None and start - index > HEADER_LINES:
            break
        filled |= {column_of(piece, edges) for piece in row if len(row) > 1 or not crosses(piece, edges)}
        start = index
    is_named = len(filled) >= FEWEST_COLUMNS and 0 in filled and 2 * len(filled) > len(edges) + 1
    return start if start is not None and is_named else None


def _header_end(lines: Sequence[PrintedLine], top: int, first: int, step: float) -> int:
    """The line below the column names: where the room is wider than between two lines of a text, or the widest."""
    gaps = [lines[index].baseline - lines[index - 1].baseline for index in range(top + 1, first + 1)]
    named = max(range(len(gaps)), key=lambda at: len(list(pieces(lines[top + at], lines[top + at].height))))
    below = range(named, len(gaps))
    wider = [at for at in below if gaps[at] * ALIKE > step]
    most = max(gaps[at] for at in below) * ALIKE
    return top + (wider or [at for at in below if gaps[at] >= most])[0] + 1


def _first_rest(lines: Sequence[PrintedLine], first: int, end: int, edges: Sequence[float], step: float) -> int:
    """The first line of the rest of a row above the first number of a page."""
    while first > end:
        above, line = lines[first - 1], lines[first]
        row = list(pieces(above, above.height * NARROWEST))
        if line.baseline - above.baseline > FAR * step or any(crosses(piece, edges) for piece in row):
            break
        first -= 1
    return first


def _last_line(lines: Sequence[PrintedLine], last: int, edges: Sequence[float], step: float) -> int:
    """The last line below the last number that fits the columns; a label across them only with amounts or below."""
    end = last
    for index in range(last + 1, len(lines)):
        line, before = lines[index], lines[index - 1]
        row = list(pieces(line, line.height * NARROWEST))
        across = [piece for piece in row if crosses(piece, edges)]
        is_total = any(_is_amount(text) for text in _texts(line)[1:]) and len(row) > len(across)
        far = line.baseline - before.baseline > FAR * max(step, line.height * 1.5)
        if far or _number(line) is not None or len(across) > 1:
            break
        if across and not is_total:
            if not _starts_label(line):
                break
            continue
        is_apart = line.baseline - before.baseline > 1.5 * step and len(row) == 1 and row[0][0] < edges[0]
        if is_apart and not is_total:
            break  # a page number, or the heading of what follows
        end = index
    return end


def _starts_label(line: PrintedLine) -> bool:
    return arabic(line.segments()[0].text).startswith(markup().label_starts)


def _texts(line: PrintedLine) -> list[str]:
    row = list(pieces(line, line.height * NARROWEST))
    cuts = [(a[1] + b[0]) / 2 for a, b in pairwise(row)]
    return [arabic(segment.text).strip() for segment in line.segments(cuts)]


def _is_amount(text: str) -> bool:
    return looks_like_money(text) or text in DASHES


# -- rows -------------------------------------------------------------------------------------------------------------


def _draw(found: _Found, lacking: Lacking) -> None:
    """Add the missing rules of a table: around it, between its rows and between its columns."""
    lines, edges = found.lines, found.edges
    left = min(line.clusters[0].x0 for line in lines) - 1
    right = max(line.clusters[-1].x1 for line in lines) + 1
    top = lines[0].baseline - ASCENT * lines[0].height
    bottom = lines[-1].baseline + DESCENT * lines[-1].height
    ys = [top, *(_between(lines, at) for at in _starts(found)), bottom]
    if found.head:
        header = lines[: found.head]
        draw(lacking, ys[:2], (left, *edges, right), header, header_groups(header))
    spans = _label_spans(found)
    for y0, y1 in pairwise(ys[1 if found.head else 0 :]):
        across = [spans[id(line)] for line in lines if y0 < line.baseline < y1 and id(line) in spans]
        lacking.vertical += [
            Rule(x, y0, y1) for x in (left, *edges, right) if not any(x0 < x < x1 for x0, x1 in across)
        ]
    lacking.horizontal += [Rule(y, left, right) for y in ys]


def _between(lines: Sequence[PrintedLine], at: int) -> float:
    above, below = lines[at - 1], lines[at]
    return (above.baseline + DESCENT * above.height + below.baseline - ASCENT * below.height) / 2


def _starts(found: _Found) -> list[int]:
    """The numbers of the lines that begin a row, except the first."""
    lines, head = found.lines, found.head
    labels = _labels(found)
    anchors = sorted({*found.numbered, *labels, *_amounts(found)})
    starts = {head} if head else set[int]()
    before = head if head else 0
    for index, at in enumerate(anchors):
        if at in labels or (index and anchors[index - 1] in labels):
            if at - 1 in labels and at in labels and _is_wrapped(lines[at - 1], lines[at]):
                before = at
                continue
            starts.add(at if at in labels else before + 1)
        elif index:
            starts.add(_widest(lines, before, at))
        elif at > head:
            starts |= set(_rests(lines, head, at))
        before = at
    return sorted(start for start in starts if 0 < start < len(lines))


def _labels(found: _Found) -> set[int]:
    """The lines across columns that no amount is beside, and those that name a level with its number."""
    right = found.edges[0]
    own = [_numbers_end(found.lines[index]) for index in found.numbered]
    right = min(right, max(own))
    labels: set[int] = set()
    for index, line in enumerate(found.lines):
        if index < found.head or index in found.numbered:
            continue
        first = next(iter(pieces(line, line.height * BETWEEN_NAMES)))
        has_amounts = any(_is_amount(text) for text in _texts(line)[1:])
        is_across = is_label(line, right) and crosses(first, found.edges)
        if (is_across or _names_level(line)) and not has_amounts:
            labels.add(index)
    return labels


def _names_level(line: PrintedLine) -> bool:
    is_one = len(list(pieces(line, line.height * BETWEEN_GROUPS))) == 1
    return is_one and markup().numbered_label.match(arabic(line.segments()[0].text)) is not None


def _label_spans(found: _Found) -> dict[int, Stretch]:
    """From where to where labels, and those of totals, go across columns, by the ids of their lines."""
    labels = _labels(found)
    right = max(_numbers_end(found.lines[index]) for index in found.numbered)
    spans: dict[int, Stretch] = {}
    for index, line in enumerate(found.lines):
        if index in labels:
            spans[id(line)] = line.clusters[0].x0, line.clusters[-1].x1
        elif index >= found.head and index not in found.numbered and is_label(line, right):
            spans[id(line)] = next(iter(pieces(line, line.height * BETWEEN_NAMES)))
    return spans


def _is_wrapped(above: PrintedLine, line: PrintedLine) -> bool:
    """Whether a label goes on with the label below it, which begins at the same place and names no level."""
    is_below = abs(above.clusters[0].x0 - line.clusters[0].x0) < line.height
    text = arabic(line.segments()[0].text)
    return is_below and not text.startswith(markup().label_starts) and not text[:1].isdigit()


def _amounts(found: _Found) -> Iterator[int]:
    """The lines of amounts without a number: totals, and rows that are not numbered."""
    lines, edges = found.lines, found.edges
    columns = set[int]().union(*(_marks(lines[index], edges) for index in found.numbered)) - {0}
    for index in range(found.head, len(lines)):
        line = lines[index]
        if any(abs(lines[n].baseline - line.baseline) <= SAME_LINE * line.height for n in found.numbered):
            continue
        if columns and 2 * len(_marks(line, edges) & columns) >= len(columns):
            yield index


def _marks(line: PrintedLine, edges: Sequence[float]) -> set[int]:
    """The columns that hold nothing but an amount on a line."""
    texts: dict[int, str] = {}
    for piece, text in zip(pieces(line, line.height * NARROWEST), _texts(line), strict=False):
        column = column_of(piece, edges)
        texts[column] = texts.get(column, "") + text
    return {column for column, text in texts.items() if _is_figure(text) and not LONE_NUMBER.fullmatch(text)}


def _is_figure(text: str) -> bool:
    """Whether a text is an amount or a dash. Words for no money may be on several lines, and prove no row."""
    return text in DASHES or (looks_like_money(text) and any(c.isdigit() for c in text))


def _widest(lines: Sequence[PrintedLine], before: int, at: int) -> int:
    """The line that begins the next row: below the widest room between the numbers of two rows, the last of these."""
    gaps = {index: lines[index].baseline - lines[index - 1].baseline for index in range(before + 1, at + 1)}
    most = max(gaps.values()) * ALIKE
    likely = [index for index, gap in gaps.items() if gap >= most]
    begun = [index for index in likely if _begins_entry(lines[index])]
    return begun[-1] if begun else likely[-1]


def _begins_entry(line: PrintedLine) -> bool:
    return any(text.startswith((*markup().entry_starts, *markup().label_starts)) for text in _texts(line)[:2])


def _rests(lines: Sequence[PrintedLine], head: int, at: int) -> Iterator[int]:
    """The lines that begin rows between the header and the first number: the rest of a torn row is above."""
    if at <= head:
        return
    step = _step(lines)
    gaps = {index: lines[index].baseline - lines[index - 1].baseline for index in range(head + 1, at + 1)}
    for index, gap in gaps.items():
        if step and (gap * ALIKE > step or (gap >= step * ALIKE and _begins_entry(lines[index]))):
            yield index
