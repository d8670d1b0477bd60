"""Forms that are laid out with spaces: numbered labels at the left, and their texts, of several lines, beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.read.text.laid.lines import LaidLine, is_counted_text, text_of
from extract.read.text.laid.rows import paragraphs
from extract.read.text.text_rows import TextRow
from normalize.script import MARK, TAILED

FEWEST_LABELS, FEWEST_LINES = 2, 5
"""Minimum number of labels with a text beside them, and of all lines of the form."""

NEAR = 1
"""Maximum distance in places of a text from the place where the texts begin."""

FARTHEST_LEFT = 4
"""Maximum indent of a label."""

FARTHEST = 4
"""How far to the left of its place a text may begin."""

LEAST_RIGHT = 12
"""Minimum indent of the texts."""

_FALSE_GAP = re.compile(rf"[{TAILED}][{MARK}]+ $")
"""What may be no space: programs take the room behind these letters for one."""


def laid_forms(lines: Sequence[LaidLine]) -> Iterator[tuple[int, int, list[TextRow]]]:
    """The forms among lines: the index of the first line of each and of that behind its last, and its rows."""
    at = 0
    while at < len(lines):
        rows = list(_rows_from(lines, at)) if _begins_label(lines[at]) else []
        is_wide = any(len(lines[first].pieces) > 1 for first, _, _ in rows)
        if len(rows) >= FEWEST_LABELS and is_wide and rows[-1][1] - at >= FEWEST_LINES:
            yield at, rows[-1][1], [row for _, _, row in rows]
            at = rows[-1][1]
        else:
            at += 1


def _rows_from(lines: Sequence[LaidLine], at: int) -> Iterator[tuple[int, int, TextRow]]:
    """The rows of a form that begins with a line, one after the other: first line, line behind the last, cells."""
    usual: int | None = None
    while at < len(lines) and _begins_label(lines[at]):
        end = at + 1
        while end < len(lines) and not _begins_label(lines[end]) and not lines[end].is_apart:
            end += 1
        x = _text_start(lines[at:end], usual)
        if x is None:
            return
        while end > at + 1 and not _is_inside(lines[end - 1], x):
            end -= 1
        if not all(_is_inside(line, x) for line in lines[at + 1 : end]):
            return
        yield at, end, _row(lines[at:end], x)
        at, usual = end, x


def _begins_label(line: LaidLine) -> bool:
    """Whether a line begins with a numbered label."""
    return line.pieces[0].start <= FARTHEST_LEFT and is_counted_text(line.pieces[0].text)


def _text_start(lines: Sequence[LaidLine], usual: int | None) -> int | None:
    """Where the texts beside a label begin: as those of the lines below it, those of the row above, or behind a gap.

    The label may be so long that one space is between both.
    """
    first = lines[0]
    below = Counter(piece.start for line in lines[1:] for piece in line.pieces[:2] if piece.start >= LEAST_RIGHT)
    known = [x for x, _ in below.most_common(1)] or ([usual] if usual is not None else [])
    beside = [first.pieces[1].start] if len(first.pieces) == 2 else []
    for x in known:
        near = [at for at in range(x - FARTHEST, x + NEAR + 1) if _begins_text(first, at)]
        if near:
            return min(near, key=lambda at: abs(at - x))
    return beside[0] if beside and not below else None


def _begins_text(line: LaidLine, at: int) -> bool:
    """Whether a word begins at a place of a line, behind a space."""
    if not 0 < at < len(line.places) or not line.places[at - 1].isspace() or line.places[at].isspace():
        return False
    return not _FALSE_GAP.search("".join(line.places[max(at - 4, 0) : at]))


def _is_inside(line: LaidLine, x: int) -> bool:
    """Whether the texts of a line are the rest of a label, or texts that begin at a place or further to the right."""
    return all(piece.start >= x - NEAR or piece.end < x for piece in line.pieces) and (
        line.pieces[0].start <= FARTHEST_LEFT or line.pieces[0].start >= x - NEAR
    )


def _row(lines: Sequence[LaidLine], x: int) -> TextRow:
    places = [line.places for line in lines]
    starts = [x, *(min([p.start for p in line.pieces if p.start >= x - NEAR], default=x) for line in lines[1:])]
    labels = [text_of(own[:at]) for own, at in zip(places, starts, strict=True)]
    texts = [" ".join(text_of(own[at:]).split()) for own, at in zip(places, starts, strict=True)]
    return TextRow(lines[0].number, [paragraphs([t for t in labels if t]), paragraphs([t for t in texts if t])])
