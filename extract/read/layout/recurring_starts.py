"""Marks lines that begin a paragraph because others of the same words do, where the layout alone does not show it.

A line may go on with the one above if that one is nearly full. If the same words begin paragraphs elsewhere in the
document (a heading of a form, a label before a colon, the sum of a level), they do so here. A bullet always does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.model.document import Line, Page
from extract.read.markup_terms import markup

FEWEST = 2
"""Minimum number of paragraphs elsewhere that begin with the same words."""

SHORTEST = 4
"""Minimum number of letters of such words."""

LONGEST_LABEL = 40
"""Maximum number of characters of a label before a colon."""

_NUMBERS = re.compile(r"\d[\d,.]*")
_LABEL = re.compile(rf"([^:]{{{SHORTEST},{LONGEST_LABEL}}}?)\s*:(?!\d)")


def with_recurring_starts(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, with `gap` set for the lines whose words begin paragraphs elsewhere, and seldom go on with one."""
    lines = [block for page in pages for block in page.blocks if isinstance(block, Line)]
    starts = Counter(key for line in lines if line.gap for key in _keys(line))
    others = Counter(key for line in lines if not line.gap for key in _keys(line))
    known = {key for key, count in starts.items() if count >= FEWEST and count > others[key]}
    return tuple(_marked(page, known) for page in pages)


def _marked(page: Page, known: set[str]) -> Page:
    changed = {
        id(block)
        for block in page.blocks
        if isinstance(block, Line) and not block.gap and (_is_item(block) or not known.isdisjoint(_keys(block)))
    }
    if not changed:
        return page
    blocks = tuple(
        replace(block, gap=True) if isinstance(block, Line) and id(block) in changed else block for block in page.blocks
    )
    return replace(page, blocks=blocks)


def _is_item(line: Line) -> bool:
    """Whether a line begins with a sign that is always a bullet."""
    found = markup().bullet.match(line.text)
    return found is not None and not line.text[0].isascii()


def _keys(line: Line) -> Iterator[str]:
    """The words of a line, with any number in place of its numbers, and its label before a colon."""
    text = " ".join(line.text.split())
    if sum(c.isalpha() for c in text) >= SHORTEST:
        yield _NUMBERS.sub("0", text)
    if found := _LABEL.match(text):
        yield f"{found[1]}:"
