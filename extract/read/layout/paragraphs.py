"""Finds the first lines of paragraphs on a page by indents, line distances and line ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.read.layout.printed import FALSE_SPACE, PrintedLine
from extract.read.markup_terms import markup

FAR = 1.6
"""A line distance above this many usual distances begins a paragraph."""

APART = 1.2
"""The same below a centred line."""

ROOM = 1.25
"""The same where lines below full ones show how far the lines of one paragraph are apart."""

FEWEST_FULL, EVEN, EVEN_SHARE = 3, 0.05, 0.7
"""Minimum number of such lines, and the share of them whose distances differ by no more than this share."""

INDENT = 12.0
"""Minimum first-line indent of a paragraph in points, relative to the line above."""

ALIGNED = 3.0
"""Tolerance in points for aligned beginnings of two lines."""

SAME_SIZE = 0.05
"""Maximum difference of the heights of letters of one size, as a share."""

OTHER_SIZE = 0.2
"""Minimum difference of the heights of letters of two sizes, as a share, which no paragraph mixes."""

LONGEST_WORD = 0.18
"""Maximum width of a line's first word, as a share of the text width. A line with more room left ended early."""

LEADER = 8.0
"""A gap this wide, in letter heights, is between a title and its page number, or between two columns."""

LONGEST_START = 24
"""Number of characters at the beginning of a line searched for a number and the first word of an entry."""

LEADER_TAIL = 12
"""Number of characters at the end of a line searched for the dots of a leader."""

WIDEST_MARGIN = 0.2
"""Maximum left margin of a page's text, as a share of its width. A line that begins further right is indented."""

NARROWEST_MARGIN = 0.15
"""The right margin that is assumed where only centred lines show it, as a share of the page's width."""

FEWEST_AT_MARGIN = 0.05
"""Minimum share of a page's lines that begin at the left margin. Fewer lines are outdented."""


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right margins of a page's text, and the usual line distance, in points."""

    left: float
    right: float
    step: float
    page: float = 0.0
    """The width of the page; 0 if unknown."""
    word: float = LONGEST_WORD
    """Maximum width of a line's first word, as a share of the text width."""
    within: float = 0.0
    """The line distance within paragraphs; 0 if unknown. On a page of short paragraphs the usual one is wider."""

    @property
    def width(self) -> float:
        """The width of the text."""
        return self.right - self.left


def margins(lines: Sequence[PrintedLine], edges: Sequence[float] = (), page: float = 0.0) -> Margins:
    """The margins of a page's lines. `edges` are the right edges of its tables, which also respect the margin.

    `page` is the width of the page, if known.
    """
    starts = sorted(line.clusters[0].x0 for line in lines)
    needed = max(2, FEWEST_AT_MARGIN * len(starts))
    left = next((x for x in starts if sum(x <= other <= x + ALIGNED for other in starts) >= needed), starts[0])
    right = max([*edges, *(line.clusters[-1].x1 for line in lines)])
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    found = Margins(left, right, median(steps) if steps else 0.0, page)
    return replace(found, within=_within(lines, found))


def _within(lines: Sequence[PrintedLine], page: Margins) -> float:
    """The line distance below full lines, if it is even; 0 otherwise."""
    steps = [
        below.baseline - above.baseline
        for above, below in pairwise(lines)
        if below.clusters[0].x0 - above.clusters[0].x0 <= INDENT and not ended_early(above, below, page)
    ]
    usual = median(steps) if steps else 0.0
    even = sum(abs(step - usual) <= EVEN * usual for step in steps)
    return usual if even >= max(FEWEST_FULL, EVEN_SHARE * len(steps)) else 0.0


def paragraph_starts(lines: Sequence[PrintedLine], page: Margins) -> list[bool]:
    """For each line, whether it begins a paragraph."""
    starts: list[bool] = []
    spread = [is_spread(line) for line in lines]
    first = 0
    for index, line in enumerate(lines):
        alone = spread[index] or spread[index - 1] or _is_below_title(lines[max(0, index - 2) : index + 1], page)
        alone = alone or _is_numbered_entry(line)
        is_start = index == 0 or alone or _begins(line, lines[first:index], page)
        if is_start:
            first = index
        starts.append(is_start)
    return starts


def _begins(line: PrintedLine, paragraph: Sequence[PrintedLine], page: Margins) -> bool:
    """Whether a line begins a paragraph, given the lines of the previous one."""
    first, above = paragraph[0], paragraph[-1]
    if _is_apart(line, paragraph, page):
        return True
    if _is_centred(line, page) and _is_centred(above, page):
        before = above.clusters[0].x0 - page.left  # what a centred line lacks is half on its left
        right = max(page.right + before, (1 - NARROWEST_MARGIN) * page.page)
        return ended_early(above, line, replace(page, right=right))
    if above is first and _is_centred(above, page) and line.baseline - above.baseline > APART * page.step > 0:
        return True  # a title with room below it
    shift = line.clusters[0].x0 - above.clusters[0].x0
    if shift > INDENT:
        goes_on = above is first and (_hangs(line, first) or _is_end_of_title(line, above, page))
        return not goes_on or ended_early(above, line, page)
    if shift < -ALIGNED and above is not first:
        return True  # after a paragraph with a hanging indent
    return ended_early(above, line, page) and not _is_below_indent(line, paragraph)


def _is_apart(line: PrintedLine, paragraph: Sequence[PrintedLine], page: Margins) -> bool:
    """Whether a line is farther from the one above than the lines of one paragraph, those of this page or of the
    paragraph above, or has letters of another size."""
    above = paragraph[-1]
    distance = line.baseline - above.baseline
    own = min((below.baseline - upper.baseline for upper, below in pairwise(paragraph)), default=0.0)
    is_far = distance > FAR * page.step > 0 or distance > ROOM * page.within > 0 or distance > ROOM * own > 0
    return is_far or abs(line.height - above.height) > OTHER_SIZE * above.height


def _is_end_of_title(line: PrintedLine, above: PrintedLine, page: Margins) -> bool:
    """Whether a line is centred below a full one in letters of the same size, as the last line of a title is."""
    is_same = abs(line.height - above.height) <= SAME_SIZE * above.height
    return is_same and _is_centred(line, page) and _is_on_middle(above, page)


def _is_below_title(lines: Sequence[PrintedLine], page: Margins) -> bool:
    """Whether the last of three lines is at the margin, and the others are centred on the page, one wider."""
    if len(lines) < 3 or lines[2].clusters[0].x0 > page.left + ALIGNED or page.page <= 0:
        return False
    starts = [line.clusters[0].x0 for line in lines]
    return (
        all(_is_on_middle(line, page) for line in lines[:2])
        and abs(starts[0] - starts[1]) > INDENT < starts[1] - page.left
    )


def _is_below_indent(line: PrintedLine, paragraph: Sequence[PrintedLine]) -> bool:
    """Whether a line at the margin belongs to a paragraph with a first-line indent, wherever its last line ended."""
    if len(paragraph) < 2 or paragraph[0].clusters[0].x0 <= line.clusters[0].x0 + INDENT:
        return False
    starts = (*markup().entry_starts, *markup().sum_starts)  # such a line does not continue a paragraph
    longest = max(map(len, starts))
    return not "".join(cluster.text for cluster in line.clusters[:longest]).startswith(starts)


def _is_numbered_entry(line: PrintedLine) -> bool:
    """Whether a line begins with a number and the first word of an entry: `3. โครงการอบรม`, but not `3 โครงการ`."""
    return bool(markup().numbered_entry.match("".join(cluster.text for cluster in line.clusters[:LONGEST_START])))


def is_spread(line: PrintedLine) -> bool:
    """Whether a line is a separate entry: it has a wide gap or a leader of dots between two parts."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(line.clusters)]
    if max(gaps, default=0.0) > LEADER * line.height:
        return True
    return "...." in "".join(cluster.text for cluster in line.clusters[-LEADER_TAIL:])


def ended_early(above: PrintedLine, line: PrintedLine, page: Margins) -> bool:
    """Whether the first word of a line would have fitted on the line above, so that the break there is intended."""
    word, joined = _first_words(line)
    needed = joined + min(word - joined, page.word * page.width)
    return page.right - above.clusters[-1].x1 > needed + line.height * FALSE_SPACE


def first_word(line: PrintedLine) -> float:
    """The width of a line up to its first space, in points. A number includes the unit after it."""
    return _first_words(line)[0]


def _first_words(line: PrintedLine) -> tuple[float, float]:
    """The width of a line up to its first space, and up to the last slash before it, where no line is broken."""
    start, end = line.clusters[0].x0, line.clusters[-1].x1
    ends = [*sorted(x for x in line.spaces if start < x < end), end]
    clusters = [cluster for cluster in line.clusters if cluster.x0 < ends[0]]
    is_number = "".join(cluster.text for cluster in clusters).isdigit() and len(ends) > 1
    slash = max((cluster.x1 for cluster in clusters if cluster.text == "/"), default=start)
    return ends[1 if is_number else 0] - start, slash - start


def _is_centred(line: PrintedLine, page: Margins) -> bool:
    """Whether a line has equal space on its left and right."""
    if _is_on_middle(line, page) and line.clusters[0].x0 > WIDEST_MARGIN * page.page:
        return True
    before, after = line.clusters[0].x0 - page.left, page.right - line.clusters[-1].x1
    return before > INDENT and abs(before - after) <= 2 * ALIGNED


def _is_on_middle(line: PrintedLine, page: Margins) -> bool:
    """Whether the middle of a line is that of the page."""
    return page.page > 0 and abs(line.clusters[0].x0 + line.clusters[-1].x1 - page.page) <= 4 * ALIGNED


def _hangs(line: PrintedLine, first: PrintedLine) -> bool:
    """Whether a line is aligned with the text after the number in the paragraph's first line (hanging indent)."""
    number_ends = first.clusters[0].x0 + first_word(first)
    text = next((cluster.x0 for cluster in first.clusters if cluster.x0 >= number_ends), None)
    return text is not None and abs(line.clusters[0].x0 - text) <= ALIGNED
