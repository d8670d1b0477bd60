"""Forms that are laid out with spaces: numbered labels at the left, and their texts, of several lines, beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.read.text.laid.lines import LaidLine, is_counted_text
from extract.read.text.laid.rows import paragraphs
from extract.read.text.text_rows import TextRow

FEWEST_LABELS = 3
"""Minimum number of labels with a text beside them."""

NEAR = 1
"""Maximum distance in places of a text from the place where the texts begin."""

FARTHEST_LEFT = 4
"""Maximum indent of a label."""


def laid_forms(lines: Sequence[LaidLine]) -> Iterator[tuple[int, int, list[TextRow]]]:
    """The forms among lines: the index of the first line of each and of that behind its last, and its rows."""
    at = 0
    while at < len(lines):
        if not _is_labelled(lines[at]):
            at += 1
            continue
        x = lines[at].pieces[1].start
        end = at + 1
        while end < len(lines) and _is_inside(lines[end], x):
            end += 1
        labels = [index for index in range(at, end) if _begins_label(lines[index], x)]
        beside = sum(_is_labelled(lines[index]) for index in labels)
        if beside >= FEWEST_LABELS:
            yield at, end, [_row(lines[a:b], x) for a, b in pairwise([*labels, end])]
            at = end
        else:
            at += 1


def _is_labelled(line: LaidLine) -> bool:
    """Whether a line begins with a numbered label, and has one text beside it."""
    if len(line.pieces) != 2 or line.pieces[0].start > FARTHEST_LEFT:
        return False
    return is_counted_text(line.pieces[0].text)


def _begins_label(line: LaidLine, x: int) -> bool:
    first = line.pieces[0]
    return first.start <= FARTHEST_LEFT and first.end < x and is_counted_text(first.text)


def _is_inside(line: LaidLine, x: int) -> bool:
    """Whether the texts of a line are labels, or texts that begin at a place or further to the right."""
    return all(piece.start >= x - NEAR or piece.end < x for piece in line.pieces) and (
        line.pieces[0].start <= FARTHEST_LEFT or line.pieces[0].start >= x - NEAR
    )


def _row(lines: Sequence[LaidLine], x: int) -> TextRow:
    labels = [piece.text for line in lines for piece in line.pieces if piece.start < x - NEAR]
    texts = [" ".join(piece.text for piece in line.pieces if piece.start >= x - NEAR) for line in lines]
    return TextRow(lines[0].number, [paragraphs(labels), paragraphs([text for text in texts if text])])
