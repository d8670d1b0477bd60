"""Forms without rules between their rows: labels at the left, and the text of each beside it.

Browsers and word processors print the label of a row in its middle, so that the lines of its text are above and below
it. Such a form is a table of two columns. Its rows are those in which all labels have the middle of their texts, or
all begin with them; a label that is beside the first line of its text can be read without that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.read.layout.columns import ASCENT, DESCENT, Stretch, pieces
from extract.read.layout.lattice import RuledCell, RuledTable
from extract.read.layout.printed import COLUMN_GAP, PrintedLine
from normalize.money import looks_like_money
from normalize.numerals import arabic

ASIDE = 1.0
"""Distance in points of the boundary between labels and texts from these."""

FEWEST_LABELS = 4
"""Minimum number of lines with a label and a text that begins where those of the others do."""

FEWEST_MORE, MOSTLY = 2, 0.8
"""The same of the other forms of the page and of the next one; the share of the lines with labels and texts that are
such lines."""

FEWEST_LETTERS = 2
"""Minimum number of letters of a label. A number or a bullet before a text is none."""

SAME_START = 3.0
"""Maximum distance in points of texts that begin at one place."""

APART = 0.8
"""Gap between a label and its text that shows where the texts begin, in letter heights."""

NARROWEST = 0.35
"""Minimum gap between a label and its text, in letter heights. The longest label nearly touches it."""

WIDEST_LABELS = 0.5
"""Maximum share of the width of a form that its labels take up."""

SAME_SIZE = 1.2
"""Maximum height of the letters of a line, in those of the form. A title is larger."""

FARTHEST = 3.2
"""Maximum distance of two lines of a form, in its usual line distances."""

ROOM = 1.03
"""Minimum distance between two rows, in distances between lines of one text."""

LEAST_STEP = 1.2
"""Minimum distance of two lines of one text, in letter heights. Closer lines are side by side."""

OFF = 0.3
"""Maximum distance between the middles, or the first lines, of a label and its text, in line distances."""

MOST_INDENT = 5.0
"""Maximum indent of the first line of a text, in letter heights. A title in the middle of the form is farther right."""

ALONE, TORN = -0.6, -0.3
"""What a label without text, and a row that a page break may have torn, count beside a row that fits, which is 1."""

FEWEST_PROVED = 1.3
"""Minimum sum of what the rows of a form count, if another form of the page has texts at its place."""

MOST_LINES = 40
"""Maximum number of lines of a row."""


_COUNTED = re.compile(r"[^\W\d]\D*\d")
"""Matches what counts a form: words and a number. A label may have a number before its words."""


@dataclass(frozen=True, slots=True)
class _FormLine:
    """A line of a form, where its label and its text are, and whether it is a title across both columns."""

    line: PrintedLine
    label: Stretch | None
    text: Stretch | None
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a form: its lines, and what it counts as evidence that the form is divided into such rows."""

    lines: Sequence[_FormLine]
    score: float


def form_tables(
    lines: Sequence[PrintedLine], known: Sequence[float] = (), ahead: Sequence[PrintedLine] = ()
) -> list[RuledTable]:
    """The forms among lines outside tables, from top to bottom.

    `known`: where the texts of the forms of the page before begin. `ahead`: the lines of the next page.
    """
    found: list[RuledTable] = []
    proved: set[str] = set()
    rest = sorted(lines, key=lambda line: line.baseline)
    for start in [*known, *_starts_of_texts([*rest, *ahead])]:
        runs = _runs(rest, start)
        examples = [*runs, *_runs(ahead, start)]
        if start not in known and not any(
            _is_form(run, start, FEWEST_LABELS) and (_is_narrow(run, start) or _has_labels(run, proved))
            for run in examples
        ):
            continue
        step = min(filter(None, map(_step, examples)), default=0.0)
        likely = [run for run in runs if _is_form(run, start, FEWEST_MORE)]
        ways = ([_rows(run, step, by_middles) for run in likely] for by_middles in (True, False))
        for rows in max(ways, key=lambda way: sum(map(_score, way))):
            if rows:
                taken = {id(each.line) for row in rows for each in row.lines}
                found += [_table(form, start) for form in _forms(rows)]
                proved |= {_label(each) for row in rows for each in row.lines if each.text}
                rest = [line for line in rest if id(line) not in taken]
    return sorted(found, key=lambda table: table.top)


def form_starts(tables: Sequence[RuledTable]) -> list[float]:
    """Where the texts of forms begin, which others on the next page have at the same place."""
    return sorted({table.xs[1] + ASIDE for table in tables if table.is_form})


# -- where the texts begin --------------------------------------------------------------------------------------------


def _starts_of_texts(lines: Sequence[PrintedLine]) -> list[float]:
    """Where the texts beside labels begin: places that enough lines share, those of most lines first."""
    found = sorted(x for line in lines if (x := _second_start(line)) is not None)
    groups: list[list[float]] = []
    for x in found:
        if groups and x - groups[-1][0] <= SAME_START:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [group[0] for group in sorted(groups, key=len, reverse=True) if len(group) >= FEWEST_LABELS]


def _second_start(line: PrintedLine) -> float | None:
    """Where the second of two texts of a line begins; None unless the first one may be its label."""
    parts = list(pieces(line, line.height * APART))
    if len(parts) < 2 or not _is_label(_text(line, parts[0])) or not _is_text(_text(line, parts[1])):
        return None
    is_one = all(b[0] - a[1] <= COLUMN_GAP * line.height for a, b in pairwise(parts[1:]))
    return parts[1][0] if is_one else None


def _is_label(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= FEWEST_LETTERS and not looks_like_money(arabic(text))


def _is_text(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _text(line: PrintedLine, part: Stretch) -> str:
    return "".join(cluster.text for cluster in line.clusters if part[0] <= cluster.x0 < part[1])


# -- the lines of a form ----------------------------------------------------------------------------------------------


def _runs(lines: Sequence[PrintedLine], start: float) -> list[list[_FormLine]]:
    """The runs of lines that may be a form whose texts begin at a place."""
    runs = _all_runs(lines, start) if lines else ()
    return [part for run in runs for part in _without_others(run, start) if part]


def _without_others(run: Sequence[_FormLine], start: float) -> Iterator[list[_FormLine]]:
    """The parts of a run without forms whose texts begin elsewhere: browsers make each form's columns as wide as its
    own texts."""
    bounds = [0, *(at for at, each in enumerate(run) if at and each.is_title), len(run)]
    kept: list[_FormLine] = []
    for first, end in pairwise(bounds):
        both = [each for each in run[first:end] if each.label and each.text]
        own = sum(each.text is not None and abs(each.text[0] - start) <= SAME_START for each in both)
        if 2 * own < len(both):
            yield kept
            kept = []
        else:
            kept += run[first:end]
    yield kept


def _all_runs(lines: Sequence[PrintedLine], start: float) -> Iterator[list[_FormLine]]:
    size = median([line.height for line in lines])
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(lines))
    usual = steps[len(steps) // 2] if steps else 0.0
    run: list[_FormLine] = []
    for line in lines:
        found = _parted(line, start) if line.height <= SAME_SIZE * size else None
        is_far = bool(run) and line.baseline - run[-1].line.baseline > FARTHEST * max(usual, line.height)
        if found is None or is_far:
            yield run
            run = []
        if found is not None:
            run.append(found)
    yield run


def _parted(line: PrintedLine, start: float) -> _FormLine | None:
    """A line divided where the texts begin; None if one of its words crosses that place."""
    at = bisect_left([cluster.x0 for cluster in line.clusters], start - SAME_START)
    left, right = line.clusters[:at], line.clusters[at:]
    label = (left[0].x0, max(cluster.x1 for cluster in left)) if left else None
    text = (right[0].x0, max(cluster.x1 for cluster in right)) if right else None
    if label is not None and (text or (start, start))[0] - label[1] < NARROWEST * line.height:
        return None
    is_title = label is None and text is not None and text[0] > start + MOST_INDENT * line.height
    return _FormLine(line, label, text, is_title)


def _is_form(run: Sequence[_FormLine], start: float, fewest: int) -> bool:
    """Whether a run of lines has enough labels with a text beside them, and these are no list of amounts."""
    both = [each for each in run if each.label and each.text]
    beside = [each for each in both if each.text and abs(each.text[0] - start) <= SAME_START]
    labels = [each for each in beside if each.label and _is_label(_text(each.line, each.label))]
    values = [each for each in beside if each.text and not looks_like_money(arabic(_text(each.line, each.text)))]
    alone = [each for each in run if each.text is None]
    is_list = 2 * len(values) < len(beside) or len(alone) > len(both)
    return len(labels) >= max(fewest, MOSTLY * len(both)) and not is_list


def _is_narrow(run: Sequence[_FormLine], start: float) -> bool:
    """Whether the labels of a run of lines are not wider than their texts."""
    left = min((each.label[0] for each in run if each.label), default=start)
    right = max((each.text[1] for each in run if each.text), default=start)
    return start - left <= WIDEST_LABELS * (right - left)


def _has_labels(run: Sequence[_FormLine], proved: set[str]) -> bool:
    """Whether most labels of a run of lines are those of another form of the page."""
    labels = [_label(each) for each in run if each.label and each.text]
    return 2 * sum(label in proved for label in labels) > len(labels)


def _label(each: _FormLine) -> str:
    return _text(each.line, each.label) if each.label else ""


def _rows(run: Sequence[_FormLine], step: float, by_middles: bool) -> list[_Row]:
    """The rows of a run of lines, without what is below the form; empty if nothing proves how it is divided."""
    rows = _divided(run, step, by_middles) if step else [_Row([each], 1.0) for each in run]
    while rows and _is_across(rows[-1]):
        rows.pop()
    return rows if _score(rows) >= FEWEST_PROVED else []


def _score(rows: Sequence[_Row]) -> float:
    return sum(row.score for row in rows)


def _step(run: Sequence[_FormLine]) -> float:
    """The distance of two lines of one text: of lines one of which has no label, or no text, beside it. 0 if all lines
    have both."""
    steps = []
    for side in ("label", "text"):
        own = [each for each in run if getattr(each, side) and not each.is_title]
        steps += [
            b.line.baseline - a.line.baseline
            for a, b in pairwise(own)
            if not (a.label and a.text and b.label and b.text)
            and b.line.baseline - a.line.baseline >= LEAST_STEP * b.line.height
        ]
    return min(steps, default=0.0)


# -- its rows ---------------------------------------------------------------------------------------------------------


def _divided(run: Sequence[_FormLine], step: float, by_middles: bool) -> list[_Row]:
    """The division of a run into rows that fit best; empty if there is none."""
    best: list[tuple[float, int] | None] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        found: tuple[float, int] | None = None
        for begin in range(max(end - MOST_LINES, 0), end):
            before = best[begin]
            if before is None or not _has_room(run, begin, step):
                continue
            score = _fit(run[begin:end], step, by_middles, begins=begin == 0, ends=end == len(run))
            if score is not None and (found is None or before[0] + score > found[0]):
                found = before[0] + score, begin
        best.append(found if end == len(run) or _has_room(run, end, step) else None)
    rows: list[_Row] = []
    end = len(run)
    while end and (at := best[end]) is not None:
        before = best[at[1]]
        rows.insert(0, _Row(run[at[1] : end], at[0] - (before[0] if before else 0.0)))
        end = at[1]
    return rows


def _has_room(run: Sequence[_FormLine], at: int, step: float) -> bool:
    """Whether a row may begin with a line: it is farther from the one above than two lines of one text."""
    return not at or run[at].line.baseline - run[at - 1].line.baseline >= ROOM * step


def _fit(lines: Sequence[_FormLine], step: float, by_middles: bool, *, begins: bool, ends: bool) -> float | None:
    """How well lines fit as one row; None if they do not. The outer rows may be torn by a page break."""
    if any(each.is_title for each in lines):
        return 0.0 if len(lines) == 1 else None
    labels = [each.line.baseline for each in lines if each.label]
    texts = [each.line.baseline for each in lines if each.text]
    if any(b - a >= ROOM * step for a, b in pairwise(labels)):
        return None  # two labels
    if not labels:
        return TORN if begins else None
    if not texts:
        return ALONE
    off = abs(labels[0] + labels[-1] - texts[0] - texts[-1]) / 2 if by_middles else abs(labels[0] - texts[0])
    if off <= OFF * step:
        return 1 - off / step
    return TORN if begins or ends else None


def _forms(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows of each form: one begins at a title, which counts it."""
    forms: list[list[_Row]] = [[]]
    for row in rows:
        if _is_title(row) and forms[-1]:
            forms.append([])
        forms[-1].append(row)
    return forms


def _is_title(row: _Row) -> bool:
    """Whether a row is one text across both columns, in the middle or with a number behind its words."""
    if not _is_across(row):
        return False
    text = "".join(cluster.text for each in row.lines for cluster in each.line.clusters)
    return any(each.is_title for each in row.lines) or bool(_COUNTED.search(arabic(text)))


def _is_across(row: _Row) -> bool:
    """Whether a row has a label without a text, or is a title."""
    return all(each.is_title or each.text is None for each in row.lines)


def _table(rows: Sequence[_Row], start: float) -> RuledTable:
    """The table of the rows of a form."""
    lines = [each for row in rows for each in row.lines]
    left = min(each.line.clusters[0].x0 for each in lines) - 1
    right = max(each.line.clusters[-1].x1 for each in lines) + 1
    xs = (left, start - ASIDE, right)
    bounds = [(_top(row.lines[0].line), _bottom(row.lines[-1].line)) for row in rows]
    ys = (bounds[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(bounds)), bounds[-1][1])
    cells: list[RuledCell] = []
    for number, row in enumerate(rows):
        columns = [(0, 2)] if _is_across(row) else [(0, 1), (1, 1)]
        for column, span in columns:
            cells.append(RuledCell(number, column, 1, span, xs[column], ys[number], xs[column + span], ys[number + 1]))
    return RuledTable(tuple(cells), len(rows), 2, xs[0], ys[0], xs[-1], ys[-1], xs, ys, is_form=True)


def _top(line: PrintedLine) -> float:
    return line.baseline - ASCENT * line.height


def _bottom(line: PrintedLine) -> float:
    return line.baseline + DESCENT * line.height
