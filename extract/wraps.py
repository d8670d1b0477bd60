"""Printed lines to the lines that an author typed: wraps that the page's width made are undone.

Only lines with a place on a page (a box) are joined: there the reader has seen where paragraphs begin. A line stays
alone where it begins a paragraph, an item of a list, or is a heading by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.document import Block, Line
from extract.items import list_number
from extract.marks import MarkKind, classify
from normalize.text import join_lines

MOST_LINES = 400
"""Printed lines of one paragraph; a longer one is no paragraph."""


def unwrapped(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with each paragraph's printed lines joined; `place` is the first line's, `last` the last one's."""
    run: list[Line] = []
    for block in blocks:
        if isinstance(block, Line) and run and _goes_on(block, run):
            run.append(block)
            continue
        if run:
            yield _joined(run)
        run = [block] if isinstance(block, Line) else []
        if not isinstance(block, Line):
            yield block
    if run:
        yield _joined(run)


def _goes_on(line: Line, run: Sequence[Line]) -> bool:
    if line.gap or line.place.box is None or len(run) >= MOST_LINES:
        return False
    if list_number(line.text) is not None or not line.text:
        return False
    mark = classify(line)
    if mark.kind is not MarkKind.TEXT:
        return mark.glued and mark.number is None
    return not _is_heading_alone(run)


def _is_heading_alone(run: Sequence[Line]) -> bool:
    """Whether the lines so far are a field's heading without content, a label or the like, which nothing goes on."""
    if len(run) > 1:
        return False
    mark = classify(run[0])
    if mark.kind in (MarkKind.TEXT, MarkKind.DIMENSION, MarkKind.SECTION):
        return False
    return not mark.text


def _joined(run: Sequence[Line]) -> Line:
    if len(run) == 1:
        return run[0]
    text, raw = join_lines([line.text for line in run]), "\n".join(line.raw for line in run)
    known = [line.confidence for line in run if line.confidence is not None]
    return replace(run[0], text=text, raw=raw, confidence=min(known, default=None), last=run[-1].place)
