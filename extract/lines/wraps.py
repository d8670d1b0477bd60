"""Joins printed lines to the lines typed by the author: line breaks caused by the page width are removed.

Lines with a box are joined, since for these the reader knows where paragraphs begin, and so are those of a text that
was broken at a fixed width (see `line_width`). A line is not joined if it begins a paragraph or a list item, or is a
heading by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grammar.names import named_kind
from extract.grammar.numbering import list_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.grammar.vocabulary import LONGEST_HEADING
from extract.lines.heading_style import PLAIN, HeadingStyle
from extract.lines.line_width import LineWidth, line_width, print_width
from extract.lines.marks import MarkKind, classify
from extract.model.document import Block, Line
from normalize.amounts import PieceKind, find_pieces
from normalize.numerals import arabic
from normalize.text import comparable, join_lines

MOSTLY = 3
"""Minimum ratio of numbered to unnumbered headings for a document that numbers its headings."""

FULL = 0.92
"""Share of the width of a document's text that a line reaches if the page's edge ended it."""

LONGEST_NUMBER = 4
"""Maximum number of letters that a scan makes of the number of a project, with its full stop."""

_ENDED = re.compile(r"</(?:p|h[1-6]|li|div)>\s*$", re.IGNORECASE)
"""The end of an element of a web page: what it holds is whole."""

_HEADED = re.compile(r"</h[1-6]>\s*$", re.IGNORECASE)
"""The end of a heading of a web page, which no text goes on, whatever the widths of the lines."""

_COUNT = re.compile(r"(?P<words>\D{2,}?)\s*(?P<number>\d{1,3})")
LONGEST_COUNT, FEWEST_COUNTED = 60, 3
"""Maximum length in characters of a line that only counts, and the number that its count reaches at the least."""

MOST_LINES = 400
"""Maximum number of printed lines in a paragraph. A longer run of lines is not a paragraph."""


def unwrapped(blocks: Iterable[Block], style: HeadingStyle = PLAIN) -> Iterator[Block]:
    """The blocks, with the printed lines of each paragraph joined. `place` and `last` are the first and last line's."""
    kept = list(blocks)
    width = line_width(kept)
    numbered = _headings_are_numbered(kept, style, width is not None)
    page = _Page.of(kept, style, width)
    run: list[Line] = []
    for block in kept:
        if (
            isinstance(block, Line)
            and run
            and page.follows(run, block)
            and not page.names_project(run, block)
            and (_goes_on(block, run, numbered, style) or page.wraps(run, block))
        ):
            run.append(block)
            continue
        if run:
            yield _joined(run)
        run = [block] if isinstance(block, Line) else []
        if not isinstance(block, Line):
            yield block
    if run:
        yield _joined(run)


@dataclass(frozen=True, slots=True)
class _Page:
    """How often each line occurs in the document, in comparable form, and how far right the lines reach: in points, or
    in letters for lines without boxes that were broken at a width, `about` for those that may have been."""

    counts: Counter[str]
    right: float
    style: HeadingStyle
    width: LineWidth | None
    about: LineWidth | None
    counters: frozenset[str]
    """The words of lines that do nothing but count up: รายการสอบทานที่ 1."""

    @classmethod
    def of(cls, blocks: Iterable[Block], style: HeadingStyle, width: LineWidth | None) -> _Page:
        lines = [block for block in blocks if isinstance(block, Line)]
        ends = [line.place.box.x1 for line in lines if line.place.box is not None]
        counts = Counter(comparable(line.text) for line in lines if line.place.box is not None or width)
        return cls(counts, max(ends, default=0.0), style, width, print_width(lines), _counting_words(lines))

    def follows(self, run: Sequence[Line], line: Line) -> bool:
        """Whether the line may be of the same paragraph as the lines before it."""
        if line.gap or not line.text or len(run) >= MOST_LINES or _HEADED.search(run[-1].raw):
            return False
        if (count := _COUNT.fullmatch(line.text.strip())) is not None and count["words"] in self.counters:
            return False
        if line.place.box is None:
            is_open = self._is_level(run) and not _ENDED.search(run[-1].raw)
            return self._fills(self.width, run, line) or (is_open and self._fills(self.about, run, line))
        return True

    def _fills(self, width: LineWidth | None, run: Sequence[Line], line: Line) -> bool:
        return width is not None and width.is_full(run[-1].text, line.text)

    def _is_level(self, run: Sequence[Line]) -> bool:
        """Whether a line is the heading of a level: no text of its own is right below one that fills its line."""
        return len(run) == 1 and classify(run[0], self.style).kind in (MarkKind.DIMENSION, MarkKind.SECTION)

    def names_project(self, run: Sequence[Line], line: Line) -> bool:
        """Whether a line below a level's heading that ends before the edge begins with a kind word, be it behind a
        number that a scan has made letters of."""
        if self._is_full(run[-1]) or classify(run[0], self.style).kind not in (MarkKind.DIMENSION, MarkKind.SECTION):
            return False
        first, _, rest = line.text.strip().partition(" ")
        return bool(kind_of(line.text.strip()) or (len(first) <= LONGEST_NUMBER and kind_of(rest.strip())))

    def _is_full(self, line: Line) -> bool:
        """Whether a line ends at the right edge. One without a box does, if another follows it."""
        return line.place.box is None or line.place.box.x1 >= FULL * self.right

    def wraps(self, run: Sequence[Line], line: Line) -> bool:
        """Whether a line is the rest of a full one: it closes its bracket, or occurs nowhere else, as no heading of a
        form does, though its words are those of a heading."""
        if not self._is_full(run[-1]) or list_number(line.text) is not None:
            return False
        before = "".join(entry.text for entry in run)
        closes = before.count("(") > before.count(")") and 0 <= line.text.find(")") < (line.text + "(").find("(")
        mark = classify(line, self.style)
        is_word = mark.kind is MarkKind.FIELD and mark.number is None and not mark.text
        return closes or (is_word and self.counts[comparable(line.text)] == 1 and len(before) > LONGEST_HEADING)


def _counting_words(lines: Sequence[Line]) -> frozenset[str]:
    """The words before the only number of lines that count up from one."""
    last: dict[str, int] = {}
    for line in lines:
        count = _COUNT.fullmatch(line.text.strip()) if len(line.text) <= LONGEST_COUNT else None
        if count is not None and int(count["number"]) == last.get(count["words"], 0) + 1:
            last[count["words"]] = int(count["number"])
    return frozenset(words for words, number in last.items() if number >= FEWEST_COUNTED)


def _headings_are_numbered(blocks: Sequence[Block], style: HeadingStyle, is_broken: bool) -> bool:
    """Whether the document numbers its field headings. Heading words without a number are then part of a text."""
    counts = {True: 0, False: 0}
    for block in blocks:
        if not isinstance(block, Line) or len(block.text) > LONGEST_HEADING:
            continue
        if is_broken if block.place.box is None else block.gap:
            mark = classify(block, style)
            if mark.kind is MarkKind.FIELD and not mark.glued and not mark.text:
                counts[mark.number is not None] += 1
    return counts[True] > MOSTLY * counts[False]


def _goes_on(line: Line, run: Sequence[Line], numbered: bool, style: HeadingStyle) -> bool:
    if list_number(line.text) is not None or patterns().borders.signature.match(line.text):
        return False
    mark = classify(line, style)
    if mark.kind is MarkKind.FIELD and mark.number is None and not mark.text and numbered:
        return not _is_heading_alone(run, style)
    if mark.kind is not MarkKind.TEXT:
        return mark.glued and mark.number is None and not _tells_budget(line, run)
    is_labelled = " : " in line.text[:LONGEST_HEADING] and _tells_budget(line, run)
    return not is_labelled and not _is_heading_alone(run, style)


def _tells_budget(line: Line, run: Sequence[Line]) -> bool:
    """Whether a line below the name of a project alone has the heading of a budget and its money."""
    is_name = len(run) == 1 and bool(named_kind(run[0].text))
    return is_name and any(
        piece.kind is PieceKind.NONE or (piece.kind is PieceKind.AMOUNT and piece.strong)
        for piece in find_pieces(arabic(line.text))
    )


def _is_heading_alone(run: Sequence[Line], style: HeadingStyle) -> bool:
    """Whether the lines so far are a heading without content, a label or similar. No line continues these."""
    if len(run) > 1:
        return False
    mark = classify(run[0], style)
    if mark.kind in (MarkKind.TEXT, MarkKind.DIMENSION, MarkKind.SECTION):
        return False
    return not mark.text


def _joined(run: Sequence[Line]) -> Line:
    if len(run) == 1:
        return run[0]
    text, raw = join_lines([line.text for line in run]), "\n".join(line.raw for line in run)
    known = [line.confidence for line in run if line.confidence is not None]
    return replace(run[0], text=text, raw=raw, confidence=min(known, default=None), last=run[-1].place)
