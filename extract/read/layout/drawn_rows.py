"""The rows and cells that texts form in the order in which they were drawn.

Programs draw a table cell by cell: all lines of a cell, then those of the cell at its right, then the next row. So the
lines of one cell follow one another downwards, the next cell begins beside or above them, and a row begins at the left
and below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.read.layout.columns import Stretch, overlap
from extract.read.layout.printed import Cluster, PrintedLine, Rule, beside_digits
from normalize.script import DIGITS, FOLLOWING_VOWEL, LEADING_VOWEL

ONE_LINE = 0.5
"""Maximum distance of two baselines of one line, in letter heights."""

SOFT = 0.35
"""Maximum gap between two letters of one word, in letter heights. A wider one may be between two cells."""

DIGITS_APART = 1.3
"""Minimum gap between two numbers, in usual gaps between two digits of one."""

NARROWEST, WIDEST, WORD_GAPS = 0.9, 1.8, 1.7
"""Least and greatest maximum gap between two words, in letter heights, and in usual gaps between the words of the page.
A wider one is between two cells."""

STEP = 5.0
"""Maximum distance of two lines of one cell, in letter heights."""

OTHER_SIZE = 0.16
"""Minimum difference of letters of two sizes, as a share. A title is in larger letters than a table."""

OFF = 0.6
"""Maximum distance of the middles of the cells of a row, in letter heights."""

FEWEST_ALIKE, EACH_STEP, EVEN = 2, 12, 1.06
"""The distance of two lines of one text: how often it must occur, at least and for each so many distances, and up to
how many times of the smallest one distances are alike. Browsers round distances to pixels."""

ROOM = 1.1
"""Minimum distance of two rows that leave room between them, in distances of two lines of one text."""

_FOLLOWING, _LEADING = re.compile(f"[{FOLLOWING_VOWEL}]"), re.compile(f"[{LEADING_VOWEL}]")
_FIGURES = frozenset(f"0123456789{DIGITS}")


@dataclass(slots=True)
class Text:
    """A text without a wide gap, on one line, drawn at once."""

    clusters: list[Cluster]
    baseline: float
    height: float
    digit_gap: float = 0.0
    """The usual gap in points between two digits of one number on the page."""

    @property
    def x0(self) -> float:
        """Its left side."""
        return self.clusters[0].x0

    @property
    def x1(self) -> float:
        """Its right side."""
        return self.clusters[-1].x1


@dataclass(slots=True)
class DrawnCell:
    """The texts of one cell, from top to bottom."""

    texts: list[Text]
    row_span: int = 1

    @property
    def stretch(self) -> Stretch:
        """Its left and right side."""
        return min(text.x0 for text in self.texts), max(text.x1 for text in self.texts)

    @property
    def first(self) -> float:
        """The first baseline."""
        return min(text.baseline for text in self.texts)

    @property
    def last(self) -> float:
        """The last baseline."""
        return max(text.baseline for text in self.texts)

    @property
    def middle(self) -> float:
        """The middle between both."""
        return (self.first + self.last) / 2


@dataclass(slots=True)
class DrawnRow:
    """The cells of one row, from left to right."""

    cells: list[DrawnCell] = field(default_factory=list)
    is_proved: bool = False
    """Whether one of them begins above the end of the one at its left."""

    @property
    def own(self) -> list[DrawnCell]:
        """The cells of this row alone."""
        return [cell for cell in self.cells if cell.row_span == 1] or self.cells

    @property
    def first(self) -> float:
        """The first baseline."""
        return min(cell.first for cell in self.own)

    @property
    def last(self) -> float:
        """The last baseline."""
        return max(cell.last for cell in self.own)

    @property
    def height(self) -> float:
        """The height of its letters."""
        return median(text.height for cell in self.cells for text in cell.texts)

    @property
    def largest(self) -> Text:
        """Its longest text."""
        return max((text for cell in self.cells for text in cell.texts), key=lambda text: len(text.clusters))

    @property
    def texts(self) -> list[str]:
        """What its cells say."""
        return ["".join(c.text for text in cell.texts for c in text.clusters) for cell in self.cells]


def drawn_texts(lines: Sequence[PrintedLine]) -> list[Text]:
    """The texts of lines in the order in which they were drawn."""
    letters = sorted(
        (cluster.run, number, at)
        for number, line in enumerate(lines)
        for at, cluster in enumerate(line.clusters)
        if cluster.run >= 0
    )
    digit_gap = _digit_gap(lines)
    texts: list[Text] = []
    for _, number, at in letters:
        line = lines[number]
        cluster = line.clusters[at]
        last = texts[-1] if texts else None
        if last is not None and _is_beside(last, cluster, line):
            last.clusters.append(cluster)
        else:
            texts.append(Text([cluster], line.baseline, line.height, digit_gap))
    return texts


def _digit_gap(lines: Sequence[PrintedLine]) -> float:
    """The usual gap between two digits. Those between the numbers of two cells are wider and fewer."""
    gaps = [
        right.x0 - left.x1
        for line in lines
        for left, right in pairwise(line.clusters)
        if {left.text[0], right.text[0]} <= _FIGURES and right.x0 - left.x1 <= NARROWEST * line.height
    ]
    return max(median(gaps), 0.0) if gaps else 0.0


def _is_beside(text: Text, cluster: Cluster, line: PrintedLine) -> bool:
    """Whether a letter goes on with a text: no wide gap is between. Two numbers without a drawn space are two texts."""
    height = max(text.height, line.height)
    last = text.clusters[-1]
    gap = cluster.x0 - last.x1
    widest = min(WIDEST, max(NARROWEST, WORD_GAPS * line.word_gap)) if line.word_gap else WIDEST
    if abs(line.baseline - text.baseline) > ONE_LINE * height or not -height <= gap <= widest * height + line.tracking:
        return False
    is_number = cluster.run != last.run and {cluster.text[0], last.text[0]} <= _FIGURES
    is_spaced = any(last.x1 <= space <= cluster.x0 for space in line.spaces)
    return (
        not is_number
        or is_spaced
        or gap <= max(SOFT * height + line.tracking + beside_digits(last, cluster), DIGITS_APART * text.digit_gap)
    )


def drawn_rows(texts: Sequence[Text], known: float = 0.0, rules: Sequence[Rule] = ()) -> list[DrawnRow]:
    """The rows that texts form, in the order in which they were drawn.

    Where cells show how far two lines of one text are apart, what is farther from the line above begins a row. `known`:
    this distance in other tables of the page. `rules`: those across, which no cell goes on below.
    """
    rows = _rows(texts, 0.0, rules)
    step = line_step(rows) or known
    return _with_spans(_with_beginnings(_rows(texts, step, rules) if step else rows))


def _with_beginnings(rows: Sequence[DrawnRow]) -> list[DrawnRow]:
    """The rows; one cell that seems to be above a row, but is beside its first lines and at its left, begins it, and
    one at its right ends the row above: it is that of several rows."""
    made: list[DrawnRow] = []
    for row in rows:
        if len(made) > 1 and _ends(made[-2], made[-1], row):
            made[-2].cells += made.pop().cells
        above = made[-1] if made else None
        is_beside = above is not None and row.first <= above.first + ONE_LINE * row.height and len(row.cells) > 1
        if above is not None and is_beside and above.first <= row.last:
            left, right = above.cells[-1].stretch[1], min(cell.stretch[0] for cell in row.cells)
            if len(above.cells) == 1 and left <= right:
                made[-1] = DrawnRow([*above.cells, *row.cells], is_proved=True)
                continue
        made.append(row)
    return made


def _ends(above: DrawnRow, cell: DrawnRow, below: DrawnRow) -> bool:
    """Whether one cell is the last one of the row above, which goes on beside the row below: it is drawn before that,
    at the right of both."""
    if len(cell.cells) > 1 or len(above.cells) < 2 or len(below.cells) < 2:
        return False
    left = cell.cells[0].stretch[0]
    is_right = above.cells[-1].stretch[1] <= left and all(own.stretch[1] <= left for own in below.cells)
    return is_right and above.first < cell.first and below.first - ONE_LINE * below.height <= cell.last


def _with_spans(rows: list[DrawnRow]) -> list[DrawnRow]:
    """The rows; cells that go on beside the next rows, where these have none, are those of several rows."""
    for at, row in enumerate(rows):
        for cell in row.cells if len(row.cells) > 1 else ():
            for end in range(at + 1, len(rows)):
                below = rows[end]
                is_beside = below.first < cell.last - ONE_LINE * row.height
                if not is_beside or any(overlap(cell.stretch, other.stretch) for other in below.cells):
                    break
                cell.row_span = end - at + 1
        if all(cell.row_span > 1 for cell in row.cells):
            for cell in row.cells:
                cell.row_span = 1
    return rows


def line_step(rows: Sequence[DrawnRow]) -> float:
    """The distance of two lines of one cell: the smallest one that is not rare; 0 if unknown. A first cell may hold
    titles, which are farther apart."""
    steps = sorted(
        below.baseline - above.baseline
        for row in rows
        for cell in row.cells[0 if row.is_proved else 1 :]
        for above, below in pairwise(cell.texts)
        if is_same_size(above, below)
    )
    alike = ([step for step in steps if least <= step <= EVEN * least] for least in steps)
    return max(next((own for own in alike if len(own) >= max(FEWEST_ALIKE, len(steps) // EACH_STEP)), [0.0]))


def _rows(texts: Sequence[Text], step: float, rules: Sequence[Rule]) -> list[DrawnRow]:
    rows: list[DrawnRow] = []
    for text in texts:
        row = rows[-1] if rows else None
        if row is None:
            rows.append(DrawnRow([DrawnCell([text])]))
            continue
        cell = row.cells[-1]
        place = "row" if _is_parted(cell.texts[-1], text, rules) else _place(row, cell, text, step)
        if place == "below":
            cell.texts.append(text)
        elif place == "beside":
            row.is_proved |= text.baseline < cell.last - ONE_LINE * text.height
            row.cells.append(DrawnCell([text]))
        else:
            rows.append(DrawnRow([DrawnCell([text])]))
    return [part for row in rows for part in _without_titles(_without_bullet(row), step)]


def _place(row: DrawnRow, cell: DrawnCell, text: Text, step: float) -> str:
    """Where a text is that is drawn after a cell: below its lines, beside it, or in a row of its own."""
    x0, x1 = cell.stretch
    last = cell.texts[-1]
    height = max(text.height, last.height)
    down = text.baseline - last.baseline
    is_below = min(abs(text.x0 - x0), abs(text.x0 + text.x1 - x0 - x1) / 2) <= ONE_LINE * height
    goes_on = 0 < down <= ROOM * step and is_below
    if len(cell.texts) == 1 and len(row.cells) > 1 and not goes_on:
        x0 = list(solid_pieces(cell))[-1][0]  # what seems to be one text may be several cells
    if down > ONE_LINE * height:
        left = row.cells[-2].texts[-1].x1 if len(row.cells) > 1 else -height
        is_same = is_same_size(text, last)
        is_under = overlap((text.x0, text.x1), (x0 - height, x1 + height)) and text.x0 > left
        return "below" if is_under and is_same and down <= STEP * height else "row"
    right = last.x1 if len(row.cells) == 1 or abs(down) <= ONE_LINE * height else x1  # a title above may be wider
    return "beside" if text.x0 >= right - ONE_LINE * height else "row"


def _is_parted(above: Text, below: Text, rules: Sequence[Rule]) -> bool:
    """Whether a rule is between two texts that are below one another, longer than both: no line below a text."""
    x0, x1 = min(above.x0, below.x0) - 1, max(above.x1, below.x1) + 1
    top, bottom = above.baseline - ONE_LINE * above.height, below.baseline - ONE_LINE * below.height
    is_below = overlap((above.x0, above.x1), (below.x0, below.x1))
    return is_below and any(top < rule.at < bottom and rule.start <= x0 and x1 <= rule.end for rule in rules)


def is_same_size(a: Text, b: Text) -> bool:
    """Whether two texts may be in letters of one size. Figures are often taller than letters."""
    if not all(any(cluster.text[:1].isalpha() for cluster in text.clusters) for text in (a, b)):
        return True
    return abs(a.height - b.height) <= OTHER_SIZE * max(a.height, b.height)


def _without_bullet(row: DrawnRow) -> DrawnRow:
    """The row; a bullet before a text is no cell."""
    first, *others = row.cells
    if len(others) != 1 or any(letter.isalnum() for letter in row.texts[0]):
        return row
    return DrawnRow([DrawnCell([*first.texts, *others[0].texts])])


def _without_titles(row: DrawnRow, step: float) -> Iterator[DrawnRow]:
    """The row; lines above it that its first cell seems to begin with are rows of their own.

    The cells of a row have one middle, or begin on one line. A line above them all is another row of one cell.
    """
    first, *others = row.cells
    cut = _titles_end(first.texts, others, row.height, step)
    for lines in _parted(first.texts[:cut], step):
        yield DrawnRow([DrawnCell(lines)])
    if cut < len(first.texts):
        yield DrawnRow([DrawnCell(first.texts[cut:]), *others], row.is_proved) if cut else row


def _titles_end(texts: Sequence[Text], others: Sequence[DrawnCell], height: float, step: float) -> int:
    """How many lines of the first cell of a row are those of titles above it."""
    if not others:
        return len(texts)
    top = min(cell.first for cell in others)
    if texts[0].baseline >= top - ONE_LINE * height or _has_one_middle(texts, others, height):
        return 0
    for at in range(1, len(texts)):
        rest = texts[at:]
        if abs(rest[0].baseline - top) <= ONE_LINE * height or _has_one_middle(rest, others, height):
            return at
    far = (at for at in range(len(texts) - 1, 0, -1) if step and _is_apart(texts[at - 1], texts[at], step))
    return next((at for at in far if texts[at - 1].baseline < top - ONE_LINE * height), 0)


def _parted(texts: Sequence[Text], step: float) -> Iterator[list[Text]]:
    """The texts, those together that are as near to one another as the lines of one text, if this distance is known."""
    own: list[Text] = []
    for text in texts:
        if own and step and _is_apart(own[-1], text, step):
            yield own
            own = []
        own.append(text)
    if own:
        yield own


def _is_apart(above: Text, below: Text, step: float) -> bool:
    return below.baseline - above.baseline > ROOM * step


def _has_one_middle(texts: Sequence[Text], others: Sequence[DrawnCell], height: float) -> bool:
    middle = (texts[0].baseline + texts[-1].baseline) / 2
    return all(abs(middle - cell.middle) <= OFF * height for cell in others)


def solid_pieces(cell: DrawnCell) -> Iterator[Stretch]:
    """The parts of a cell without a gap that may be one between two cells."""
    if len(cell.texts) > 1:
        yield cell.stretch
        return
    [text] = cell.texts
    start = text.x0
    for left, right in pairwise(text.clusters):
        if may_end(left, right, text):
            yield start, left.x1
            start = right.x0
    yield start, text.x1


def may_end(left: Cluster, right: Cluster, text: Text) -> bool:
    """Whether a cell may end between two letters: they are of two text objects, and not of one word."""
    are_digits = {left.text[0], right.text[0]} <= _FIGURES
    least = max(SOFT * text.height, DIGITS_APART * text.digit_gap if are_digits else 0.0)
    if left.run == right.run or right.x0 - left.x1 < least:
        return False
    return not (_FOLLOWING.match(right.text) or _LEADING.match(left.text))
