"""The best sequence of headings in a document, selected by dynamic programming over candidates and their neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.lines.labels import How, Label, Shape, nearest_field

FEWEST_BLOCKS = 2
"""Minimum number of occurrences for a heading to belong to the form."""

MOST_BEFORE = 24
"""Number of preceding candidates considered as predecessors of a heading."""


@dataclass(slots=True)
class Form:
    """The form of a document's blocks. `shape` is the shape of heading numbers, `blocks` their approximate count."""

    shape: Shape
    how: How
    blocks: int
    counts: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    """The headings of names in any shape: their number may be the project's."""
    follows: Counter[tuple[str, str]] = field(default_factory=Counter)
    parts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Neighbours between which a project is named, and that are not in order within one block."""

    def learn(self, labels: Sequence[Label], named: Sequence[int]) -> None:
        """Take in which known headings are neighbours, and between which of them a project is named."""
        for before, label in pairwise(labels):
            is_parted = named[label.index] > named[before.index] and not _goes_up(before, label)
            (self.parts if is_parted else self.follows)[before.words, label.words] += 1


@dataclass(frozen=True, slots=True)
class Step:
    """A selected heading. `begins` is true if a block begins with it."""

    label: Label
    begins: bool


def best_sequence(candidates: Sequence[tuple[Label, float]], form: Form, named: Sequence[int]) -> list[Step]:
    """The sequence of headings with the highest score. `named[i]` is the number of name lines above mark `i`."""
    scores: list[float] = []
    back: list[tuple[int, bool]] = []
    for at, (label, own) in enumerate(candidates):
        best, came, begun = (0.0 if _may_begin(label) else -3.0), -1, True
        for before in range(max(0, at - MOST_BEFORE), at):
            other = candidates[before][0]
            gain, begins = _transition(other, label, form, named[label.index] > named[other.index])
            if scores[before] + gain > best:
                best, came, begun = scores[before] + gain, before, begins
        scores.append(best + own)
        back.append((came, begun))
    if not scores:
        return []
    at = max(range(len(scores)), key=lambda i: scores[i])
    steps: list[Step] = []
    while at >= 0:
        came, begun = back[at]
        steps.append(Step(candidates[at][0], begun))
        at = came
    return steps[::-1]


def _may_begin(label: Label) -> bool:
    if label.position:
        return label.key == Field.NAME or label.position == 1
    return (label.key or nearest_field(label.words)) in family().first


def _transition(before: Label, label: Label, form: Form, is_named: bool) -> tuple[float, bool]:
    """The score for one heading following another, and whether a block begins between them."""
    begin = 1.0 if label.key == Field.NAME else (0.5 if is_named else -3.0)
    if label.position and before.position:
        return _step(label.position - before.position, label.position, begin)
    rank = family().rank
    is_back = label.key is not None and before.key is not None and rank[label.key] < rank[before.key]
    is_parted = form.parts[before.words, label.words] >= FEWEST_BLOCKS and not _goes_up(before, label)
    if label.key == Field.NAME or (is_named and (is_back or is_parted or label.key in family().first)):
        return begin, True
    if form.follows[before.words, label.words] >= FEWEST_BLOCKS:
        return 1.5, False
    if is_named:
        return begin, True
    return (-1.0 if is_back or label.key == before.key is not None else 0.5), False


def _goes_up(before: Label, label: Label) -> bool:
    """Whether both headings have a place in the order of a block, and come in that order."""
    known = family()
    if before.key is None or label.key is None or before.progress or label.progress:
        return False
    return not known.anywhere & {before.key, label.key} and known.rank[before.key] < known.rank[label.key]


def _step(step: int, position: int, begin: float) -> tuple[float, bool]:
    """The same for numbers: they increase by one, skip some, or decrease. Only a new block decreases them."""
    if step == 1:
        return 2.0, False
    if step > 1:
        return -0.5 * min(step, 8), False
    return begin + (0.5 if position == 1 else -2.0), True
