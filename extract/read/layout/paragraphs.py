"""Where paragraphs begin among the printed lines of a page: from indents, distances and how far each line reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.read.layout.printed import FALSE_SPACE, PrintedLine
from extract.read.markup_terms import markup

FAR = 1.6
"""A line further below the one above than this many usual distances begins a paragraph."""

INDENT = 12.0
"""Points by which a line's beginning stands right of the one above where a paragraph begins."""

ALIGNED = 3.0
"""Points within which two lines begin at one place."""

LONGEST_WORD = 0.18
"""Share of the text's width that the first word of a line takes at most: a line that leaves more room ended early."""

LEADER = 8.0
"""A gap this wide, in letter heights, leads from a title to its page number, or parts two columns."""

LEADER_TAIL = 12
"""Letters at the end of a line among which the last dots of a leader stand."""

FEWEST_AT_MARGIN = 0.05
"""Share of a page's lines that begin at its left margin, at the least; fewer hang out of it."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a page begins and ends, and the usual distance of two lines, in points."""

    left: float
    right: float
    step: float

    @property
    def width(self) -> float:
        """The width of the text."""
        return self.right - self.left


def margins(lines: Sequence[PrintedLine], edges: Sequence[float] = ()) -> Margins:
    """The margins of a page's lines; `edges` are the right sides of its tables, which keep to the margin as well."""
    starts = sorted(line.clusters[0].x0 for line in lines)
    needed = max(2, FEWEST_AT_MARGIN * len(starts))
    left = next((x for x in starts if sum(x <= other <= x + ALIGNED for other in starts) >= needed), starts[0])
    right = max([*edges, *(line.clusters[-1].x1 for line in lines)])
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    return Margins(left, right, median(steps) if steps else 0.0)


def paragraph_starts(lines: Sequence[PrintedLine], page: Margins) -> list[bool]:
    """For each line whether it begins a paragraph."""
    starts: list[bool] = []
    spread = [is_spread(line) for line in lines]
    first = 0
    for index, line in enumerate(lines):
        alone = spread[index] or spread[index - 1]
        is_start = index == 0 or alone or _begins(line, lines[first:index], page)
        if is_start:
            first = index
        starts.append(is_start)
    return starts


def _begins(line: PrintedLine, paragraph: Sequence[PrintedLine], page: Margins) -> bool:
    """Whether a line begins a paragraph below the lines of the one before it."""
    first, above = paragraph[0], paragraph[-1]
    if page.step > 0 and line.baseline - above.baseline > FAR * page.step:
        return True
    if _is_centred(line, page) and _is_centred(above, page):
        return ended_early(above, line, page)
    shift = line.clusters[0].x0 - above.clusters[0].x0
    if shift > INDENT:
        return not (above is first and _hangs(line, first)) or ended_early(above, line, page)
    if shift < -ALIGNED and above is not first:
        return True  # out of a paragraph that hangs
    return not _is_below_indent(line, paragraph) and ended_early(above, line, page)


def _is_below_indent(line: PrintedLine, paragraph: Sequence[PrintedLine]) -> bool:
    """Whether a line at the margin belongs to a paragraph that began with an indent, wherever its last line ended."""
    if len(paragraph) < 2 or paragraph[0].clusters[0].x0 <= line.clusters[0].x0 + INDENT:
        return False
    starts = markup().entry_starts  # such a line is no rest of a paragraph that ended early
    longest = max(map(len, starts))
    return not "".join(cluster.text for cluster in line.clusters[:longest]).startswith(starts)


def is_spread(line: PrintedLine) -> bool:
    """Whether a line is an entry of its own: a wide gap or dots lead from one part of it to another."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(line.clusters)]
    if max(gaps, default=0.0) > LEADER * line.height:
        return True
    return "...." in "".join(cluster.text for cluster in line.clusters[-LEADER_TAIL:])


def ended_early(above: PrintedLine, line: PrintedLine, page: Margins) -> bool:
    """Whether the first word of a line would have had room on the line above, which ended of its own accord."""
    word = min(first_word(line), LONGEST_WORD * page.width)
    return page.right - above.clusters[-1].x1 > word + line.height * FALSE_SPACE


def first_word(line: PrintedLine) -> float:
    """The width of a line up to its first space, in points; a number stays with the unit behind it."""
    start, end = line.clusters[0].x0, line.clusters[-1].x1
    ends = [*sorted(x for x in line.spaces if start < x < end), end]
    word = "".join(cluster.text for cluster in line.clusters if cluster.x0 < ends[0])
    return (ends[1] if word.isdigit() and len(ends) > 1 else ends[0]) - start


def _is_centred(line: PrintedLine, page: Margins) -> bool:
    """Whether a line leaves as much room at its left as at its right."""
    before, after = line.clusters[0].x0 - page.left, page.right - line.clusters[-1].x1
    return before > INDENT and abs(before - after) <= 2 * ALIGNED


def _hangs(line: PrintedLine, first: PrintedLine) -> bool:
    """Whether a line begins below the text behind the number of the paragraph's first line."""
    number_ends = first.clusters[0].x0 + first_word(first)
    text = next((cluster.x0 for cluster in first.clusters if cluster.x0 >= number_ends), None)
    return text is not None and abs(line.clusters[0].x0 - text) <= ALIGNED
