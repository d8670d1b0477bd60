"""Whether columns of lines are texts that are read one after the other, and not the columns of a table.

Running text is full: its lines are broken where the next word has no room. Lists are dense and numbered. Texts in boxes
are stacked on their own. The entries of a table begin beside one another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from statistics import median

from extract.read.layout.cell_lines import NUMBERED
from extract.read.layout.columns import Stretch
from extract.read.layout.paragraphs import ALIGNED, Margins, ended_early
from extract.read.layout.printed import PrintedLine
from extract.read.markup_terms import markup
from normalize.numerals import arabic

NEAR = 1.2
"""The same up to which a line above or below two columns belongs to the first one."""

FAR = 1.6
"""A line distance above this many usual distances of a text column leaves a line blank."""

NARROWEST_TEXT = 12.0
"""Minimum width of a text column, in letter heights. Labels, numbers and dates are narrower."""

WIDEST_GUTTER = 0.6
"""Maximum width of a gutter, as a share of the width of the column to its left."""

FEWEST_LINES = 4
"""Minimum number of lines of a text column, except a short last one."""

MOST_SHORT = 5
"""Maximum number of lines of a last column that proves nothing itself."""

LEAST_SHARE = 0.3
"""Minimum width of a text column, as a share of that of the widest one."""

FULL, FULL_ALONE = 0.4, 0.6
"""Minimum share of the lines of a text column that are full; the same beside a short last column."""

FEWEST_OF_LIST, BLANK_OF_LIST = 6, 0.1
"""Minimum number of lines of a column that is a list, and the share of them that may leave a line blank."""

FEWEST_BEGUN, BEGUN, LONGEST_START = 2, 0.2, 8
"""Minimum number and share of its lines that begin with a number or a bullet, among so many letters."""

BLANK = 0.3
"""Maximum share of the lines of a text column above which a line is left blank."""

ALIGNED_SHARE = 0.4
"""Minimum share of the lines of a text column that begin at the same place."""

WORD = 0.3
"""Maximum width of a line's first word, as a share of a text column. A line with more room left ended early."""

SAME_LINE = 0.35
"""Maximum distance of two baselines of one height, in letter heights."""

FEWEST_ENTRIES, LEAST_BESIDE = 2, 0.6
"""Entries of a table: their minimum number in each column, and the share of them that begin beside one another."""

FEWEST_STACKED, NARROWEST_STACK, STACKED, LONE = 3, 6.0, 1.3, 0.8
"""Two stacks side by side: minimum number of lines of each and its width in letter heights; a line distance above this
many usual ones parts two texts of a stack; share of the lines that begin at one place."""

FEWEST_ALIKE = 2
"""Minimum number of lines of a column that others prove."""

FEWER, MOSTLY = 0.75, 0.8
"""Labels in a margin: their maximum number in lines of the texts beside them, and the share of them that are beside
one."""

UP = 0.5
"""How far a text begins above the end of the one at its left that was drawn before it, in letter heights."""

FEWEST_RETURNS = 3
"""Minimum number of times that texts of a column to the left were drawn again after one of a column to the right."""

TextColumns = Sequence[Sequence[PrintedLine]]
"""The lines of each column."""

Proof = Callable[[TextColumns], bool]
"""Decides whether columns are read one after the other."""


def line_step(lines: Sequence[PrintedLine]) -> float:
    """The usual distance of two lines of one paragraph."""
    steps = sorted(b.baseline - a.baseline for a, b in pairwise(lines))
    return steps[len(steps) // 4] if steps else 0.0


def are_text(columns: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether all columns are running text, and not those of a table."""
    if not all(columns) or _are_labelled(columns):
        return False
    *before, last = columns
    full = FULL
    if _is_short(last, before) and _is_on_top(last[0], before):
        columns, full = before, FULL_ALONE
    sides = [column_margins(lines) for lines in columns]
    widest, step = max(side.width for side in sides), min(side.step for side in sides)
    for lines, side in zip(columns, sides, strict=True):
        if not _is_wide(lines, side, widest) or not (_is_text(lines, side, step, full) or _is_list(lines, step)):
            return False
    lefts = [min(line.clusters[0].x0 for line in lines) for lines in [*before, last][1:]]
    is_near = all(left - side.right <= WIDEST_GUTTER * side.width for left, side in zip(lefts, sides, strict=False))
    return is_near and not is_table(columns)


def is_table(columns: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether the texts of two columns begin beside one another, like the entries of a table."""
    if not all(columns):
        return False
    begun = [(lines, _starts(lines, column_margins(lines), FAR)) for lines in columns]
    return any(_are_entries(a, b) for a, b in combinations(begun, 2))


def are_stacks(columns: TextColumns) -> bool:
    """Whether the texts of columns are stacked on their own, as in two boxes: where texts of one are parted, one of the
    other goes on, and the other way round. The rows of a table are parted in all columns at once."""
    if len(columns) != 2 or not all(len(lines) >= FEWEST_STACKED for lines in columns) or _are_labelled(columns):
        return False
    step = min(line_step(lines) for lines in columns)
    if step <= 0 or not all(_is_stack(lines) for lines in columns):
        return False
    parted = [_partings(lines, step) for lines in columns]
    common = sum(any(_is_common(a, b) for b in parted[1]) for a in parted[0])
    alone = [sum(not any(_is_common(a, b) for b in other) for a in own) for own, other in (parted, parted[::-1])]
    return all(alone) and sum(alone) > max(2 * common, len(columns)) and _stand_alone(*columns)


def _stand_alone(a: Sequence[PrintedLine], b: Sequence[PrintedLine]) -> bool:
    """Whether lines of both columns are beside none of the other, above the last one of that. Labels in a margin are
    all beside the texts that they head."""
    last = min(a[-1].baseline, b[-1].baseline)
    return all(
        any(line.baseline < last and not any(_is_beside(line, other) for other in beside) for line in own)
        for own, beside in ((a, b), (b, a))
    )


def _is_stack(lines: Sequence[PrintedLine]) -> bool:
    starts = [line.clusters[0].x0 for line in lines]
    most = max(sum(x <= other <= x + ALIGNED for other in starts) for x in starts)
    width = max(line.clusters[-1].x1 for line in lines) - min(starts)
    return most >= LONE * len(starts) and width >= NARROWEST_STACK * median(line.height for line in lines)


def _partings(lines: Sequence[PrintedLine], step: float) -> list[Stretch]:
    """The blank heights between the texts of a column."""
    return [
        (above.baseline, line.baseline - line.height)
        for above, line in pairwise(lines)
        if line.baseline - above.baseline > STACKED * step
    ]


def _is_common(a: Stretch, b: Stretch) -> bool:
    """Whether the middle of one of two blank heights is in the other."""
    return a[0] < sum(b) / 2 < a[1] or b[0] < sum(a) / 2 < b[1]


def are_drawn_by_rows(columns: TextColumns) -> bool:
    """Whether texts were drawn from one column to the next and back, each time beginning above the end of the last one.

    That is the order of the cells of a table. Text columns are drawn to their ends.
    """
    lines = [(column, line) for column, own in enumerate(columns) for line in own]
    drawn = [(run, *each) for each in lines if (run := each[1].clusters[-1].run) >= 0]  # a bullet may be a shape
    if len(drawn) < len(lines):
        return False
    drawn.sort(key=lambda each: each[0])
    ups = sum(
        after > before and line.baseline < above.baseline - UP * line.height
        for (_, before, above), (_, after, line) in pairwise(drawn)
    )
    returns = sum(after < before for (_, before, _), (_, after, _) in pairwise(drawn))
    return ups > len(columns) or (ups > 0 and returns >= FEWEST_RETURNS)


def are_alike(columns: TextColumns) -> bool:
    """Whether lines may be in columns that other lines of the page prove: those of each column begin at one place."""
    return all(len(lines) >= FEWEST_ALIKE and _is_aligned(lines) for lines in columns) and not _are_labelled(columns)


def _are_labelled(columns: TextColumns) -> bool:
    """Whether the first column is labels in the margin of the second one: fewer lines, nearly all of which are beside
    one of its lines."""
    labels, texts = columns[0], columns[1]
    beside = sum(any(_is_beside(label, line) for line in texts) for label in labels)
    return len(labels) <= FEWER * len(texts) and beside >= MOSTLY * len(labels)


def _is_short(last: Sequence[PrintedLine], before: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether the last column has some lines, but fewer than the others, none of which is only a number."""
    if not 1 < len(last) <= MOST_SHORT or any(len(lines) <= max(len(last), FEWEST_LINES) for lines in before):
        return False
    texts = ["".join(cluster.text for cluster in line.clusters) for line in last]
    is_blank = any(b.baseline - a.baseline > FAR * line_step(before[0]) for a, b in pairwise(last))
    return not is_blank and all(any(c.isalpha() for c in text) for text in texts)


def _is_on_top(line: PrintedLine, columns: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether a line is beside the first lines of all columns."""
    return all(abs(line.baseline - lines[0].baseline) <= line.height for lines in columns)


def _is_wide(lines: Sequence[PrintedLine], side: Margins, widest: float) -> bool:
    return side.width >= max(NARROWEST_TEXT * median(line.height for line in lines), LEAST_SHARE * widest)


def _is_text(lines: Sequence[PrintedLine], side: Margins, step: float, full: float) -> bool:
    """Whether enough lines of a column are full, evenly spaced and begin at one place, and few leave a line blank."""
    pairs = len(lines) - 1
    if pairs + 1 < FEWEST_LINES or not _is_aligned(lines):
        return False
    blanks = sum(b.baseline - a.baseline > FAR * step for a, b in pairwise(lines))
    return blanks <= BLANK * pairs and pairs - len(_starts(lines, side, NEAR)) >= full * pairs


def _is_list(lines: Sequence[PrintedLine], step: float) -> bool:
    """Whether a column is a dense list: lines without room between them, several of which begin with a number or a
    bullet. What stands beside a list in a table has no numbers of its own, or leaves room."""
    if len(lines) < FEWEST_OF_LIST or not _is_aligned(lines):
        return False
    blanks = sum(b.baseline - a.baseline > FAR * step for a, b in pairwise(lines))
    starts = ("".join(cluster.text for cluster in line.clusters[:LONGEST_START]) for line in lines)
    begun = sum(
        bool(NUMBERED.match(arabic(text)) or markup().bullet.match(f"{text[:1]} {text[1:]}")) for text in starts
    )
    return blanks <= BLANK_OF_LIST * len(lines) and begun >= max(FEWEST_BEGUN, BEGUN * len(lines))


def column_margins(lines: Sequence[PrintedLine]) -> Margins:
    """The margins of the lines of a text column."""
    left, right = min(line.clusters[0].x0 for line in lines), max(line.clusters[-1].x1 for line in lines)
    return Margins(left, right, line_step(lines), word=WORD)


def _is_aligned(lines: Sequence[PrintedLine]) -> bool:
    starts = [line.clusters[0].x0 for line in lines]
    most = max(sum(x <= other <= x + ALIGNED for other in starts) for x in starts)
    return most >= ALIGNED_SHARE * len(starts)


def _starts(lines: Sequence[PrintedLine], side: Margins, most: float) -> list[int]:
    """The lines, except the first, that do not continue a full line at most so many usual distances above."""
    return [
        at
        for at, (above, line) in enumerate(pairwise(lines), start=1)
        if line.baseline - above.baseline > most * side.step or ended_early(above, line, side)
    ]


_Begun = tuple[Sequence[PrintedLine], Sequence[int]]
"""The lines of a column and which of them begin something."""


def _are_entries(first: _Begun, second: _Begun) -> bool:
    a, b = ([lines[at] for at in starts if at > 1 and at - 1 not in starts] for lines, starts in (first, second))
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    beside = sum(any(_is_beside(line, other) for other in more) for line in fewer)
    if len(fewer) >= FEWEST_ENTRIES and beside >= LEAST_BESIDE * len(fewer):
        return True
    return _has_blank(first[0], b) or _has_blank(second[0], a)


def _has_blank(lines: Sequence[PrintedLine], begun: Sequence[PrintedLine]) -> bool:
    """Whether a column is blank for two lines or more, up to where the other column begins something."""
    step = line_step(lines)
    return any(
        line.baseline - above.baseline > 2 * FAR * step and any(_is_beside(line, other) for other in begun)
        for above, line in pairwise(lines)
    )


def _is_beside(line: PrintedLine, other: PrintedLine) -> bool:
    return abs(line.baseline - other.baseline) <= SAME_LINE * line.height
