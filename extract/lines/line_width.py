"""Whether a text was broken into lines at a fixed width, as by a mail program, a terminal, or copying from a PDF.

Such a text shows it: many lines end where the first word of the next line would not fit, and hardly any is longer. A
line that ends so is continued by the next one; a line in which that word had room was ended by the author. Sources
whose lines have boxes need none of this, since their readers see where a paragraph begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grammar.numbering import list_number
from extract.model.document import Block, Line
from normalize.script import MARK, NARROW_LETTER
from normalize.text import comparable
from normalize.thai_words import first_word

FEWEST = 8
"""Minimum number of full lines for a decision."""

SHARE = 0.5
"""Minimum share of full lines among the long ones that another follows. A paragraph's last line is not full, and by
chance about one line in ten is."""

BEYOND = 0.02
"""Maximum share of lines that are longer than the width: addresses and other words that cannot be broken."""

MANY, ABOUT = 40, 0.12
"""Minimum number of lines whose longest ones tell about the width of a page, and by which share they may be wrong."""

NARROWEST, WIDEST = 30, 200
"""The widths, in letters, at which texts are broken."""

LONGEST_WORD = 16
"""Maximum number of letters of a usual word. Where too few lines come so near the width, no words are looked up."""

Measure = Callable[[str], float]

_MARKS = re.compile(f"[{MARK}]")
_NARROW = re.compile(rf"[ .,:;!|()\[\]'il{NARROW_LETTER}]")


def _columns(text: str) -> float:
    """The width in a font whose letters are equally wide. Marks above and below take no room."""
    return len(_MARKS.sub("", text))


def _in_print(text: str) -> float:
    """About the width in the fonts of print, in letters: some letters have half the width of the others."""
    return _columns(text) - len(_NARROW.findall(text)) / 2


MEASURES: tuple[tuple[Measure, float], ...] = ((len, 0), (_columns, 0), (_in_print, 0.04))
"""How lines may have been measured, with the share of the width by which a measure may be wrong."""


@dataclass(frozen=True, slots=True)
class LineWidth:
    """The width at which a text was broken, and how it was measured."""

    measure: Measure
    width: float
    slack: float = 0

    def is_full(self, text: str, following: str) -> bool:
        """Whether the line fits into the width, and the first word of the following line would not have fitted too."""
        length, least = self.measure(text), self.width * (1 - self.slack)
        return length <= self.width * (1 + self.slack) and length + self.measure(first_word(following)) > least


def line_width(blocks: Iterable[Block]) -> LineWidth | None:
    """The width at which a text was broken. None for one that was not, and for sources whose lines have boxes."""
    pairs = list(following_lines(blocks))
    # A text that follows several lines is a heading, and no rest of one. A line of a form that recurs with other boxes
    # ticked tells its length once.
    after = [(one, two) for two, one in {two.text: one.text for one, two in pairs}.items()]
    followed = list({comparable(one): (one, two) for one, two in after}.values())
    if len(followed) < FEWEST:
        return None
    found = (best for measure, slack in MEASURES if (best := _best(followed, measure, slack)) is not None)
    return max(found, key=lambda entry: entry[0], default=(0, None))[1]


def print_width(blocks: Iterable[Block]) -> LineWidth | None:
    """About the width of the page that lines without boxes come from: hardly any of them is longer. None for few lines.

    It may be that of no line break. For lines of which little is known but that they are long.
    """
    lengths = sorted((_in_print(b.text) for b in blocks if isinstance(b, Line) and b.place.box is None), reverse=True)
    at = int(len(lengths) * BEYOND)
    if len(lengths) < MANY or not NARROWEST <= lengths[at] <= WIDEST:
        return None
    return LineWidth(_in_print, lengths[at], ABOUT)


def following_lines(blocks: Iterable[Block]) -> Iterator[tuple[Line, Line]]:
    """The pairs of adjacent lines without boxes of which the second may continue the first."""
    for one, two in pairwise(blocks):
        if not isinstance(one, Line) or not isinstance(two, Line) or one.place.box or two.place.box:
            continue
        if not two.gap and two.text and list_number(two.text) is None:
            yield one, two


def _best(followed: Sequence[tuple[str, str]], measure: Measure, slack: float) -> tuple[float, LineWidth] | None:
    """The share of full lines, and the width with the largest one. None if no width explains the lines."""
    lengths = sorted((measure(text) for text, _ in followed), reverse=True)
    candidates = {lengths[at] for at in range(int(len(lengths) * BEYOND) + 1)}
    best = None
    for width in sorted(candidates):
        if not NARROWEST <= width <= WIDEST:
            continue
        tried = LineWidth(measure, width, slack)
        long = [pair for pair in followed if 2 * measure(pair[0]) > width]
        if sum(measure(text) + LONGEST_WORD > width * (1 - slack) for text, _ in long) < max(FEWEST, SHARE * len(long)):
            continue
        full = sum(tried.is_full(*pair) for pair in long)
        if full >= max(FEWEST, SHARE * len(long)) and (best is None or full / len(long) > best[0]):
            best = (full / len(long), tried)
    return best
