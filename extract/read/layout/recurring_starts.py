"""Marks lines that begin a paragraph because others of the same words do, where the layout alone does not show it.

A line may go on with the one above if that one is nearly full. If the same words begin paragraphs elsewhere in the
document (a heading of a form, a label before a colon, the sum of a level), they do so here. A bullet always does. Words
begin a paragraph if there is a gap above them, or if the line above ends where the first of them would have fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.model.document import Block, Line, Page
from extract.read.markup_terms import markup
from normalize.thai_words import first_word

FEWEST = 2
"""Minimum number of paragraphs elsewhere that begin with the same words."""

FEWEST_LABELS = 3
"""The same for a label without a colon, below another one."""

SHORTEST = 4
"""Minimum number of letters of such words."""

LONGEST_LABEL = 40
"""Maximum number of characters of a label before a colon."""

_NUMBERS = re.compile(r"\d[\d,.]*")
_LABEL = re.compile(rf"([^:]{{{SHORTEST},{LONGEST_LABEL}}}?)\s*:(?!\d)")


def with_recurring_starts(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, with `gap` set for the lines whose words begin paragraphs elsewhere, and seldom go on with one."""
    edges = _edges(pages)
    starts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for page in pages:
        before: Line | None = None
        for block in page.blocks:
            if isinstance(block, Line):
                begins = block.gap or (before is not None and _had_room(before, block, edges.get(page.width, 0)))
                (starts if begins else others).update(_keys(block))
            before = block if isinstance(block, Line) else None
    known = {key for key, count in starts.items() if count >= FEWEST and count > others[key]}
    labels = _first_words(pages)
    return tuple(_marked(page, known, labels) for page in pages)


def _first_words(pages: Sequence[Page]) -> set[str]:
    """The first words of many paragraphs that seldom begin other lines: the labels of a form without colons."""
    starts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Line) and (label := _first_word(block)):
                (starts if block.gap else others)[label] += 1
    return {label for label, count in starts.items() if count >= FEWEST_LABELS and others[label] <= 1}


def _first_word(line: Block) -> str:
    """The text up to the first space, if it is long enough and another text follows."""
    word, _, rest = line.text.strip().partition(" ") if isinstance(line, Line) else ("", "", "")
    return word if rest and sum(map(str.isalpha, word)) >= SHORTEST else ""


def _edges(pages: Sequence[Page]) -> dict[float | None, float]:
    """How far right the lines reach, by the width of the page, in points."""
    edges: dict[float | None, float] = {}
    for page in pages:
        ends = (block.place.box.x1 for block in page.blocks if isinstance(block, Line) and block.place.box is not None)
        edges[page.width] = max([edges.get(page.width, 0), *ends])
    return edges


def _had_room(before: Line, line: Line, edge: float) -> bool:
    """Whether the first word of a line would have fitted at the end of the line above, with a space."""
    upper, lower = before.place.box, line.place.box
    text = " ".join(line.text.split())
    if upper is None or lower is None or not text:
        return False
    letter = (lower.x1 - lower.x0) / len(text)
    return upper.x1 + letter * (len(first_word(text)) + 1) < edge


def _marked(page: Page, known: set[str], labels: set[str]) -> Page:
    changed = {
        id(block)
        for block in page.blocks
        if isinstance(block, Line) and not block.gap and (_is_item(block) or not known.isdisjoint(_keys(block)))
    }
    for above, block in pairwise(page.blocks):
        is_below = isinstance(above, Line) and isinstance(block, Line) and above.gap and not block.gap
        if is_below and {_first_word(above), _first_word(block)} <= labels:
            changed.add(id(block))
    if not changed:
        return page
    blocks = tuple(
        replace(block, gap=True) if isinstance(block, Line) and id(block) in changed else block for block in page.blocks
    )
    return replace(page, blocks=blocks)


def _is_item(line: Line) -> bool:
    """Whether a line begins with a sign that is always a bullet."""
    found = markup().bullet.match(line.raw.lstrip())
    return found is not None and not found[0][0].isascii()


def _keys(line: Line) -> Iterator[str]:
    """The words of a line, with any number in place of its numbers, and its label before a colon."""
    text = " ".join(line.text.split())
    if sum(c.isalpha() for c in text) >= SHORTEST:
        yield _NUMBERS.sub("0", text)
    if found := _LABEL.match(text):
        yield f"{found[1]}:"
