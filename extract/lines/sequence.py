"""The best sequence of headings in a document, selected by dynamic programming over candidates and their neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.lines.labels import How, Label, Shape

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
    follows: Counter[tuple[str, str]] = field(default_factory=Counter)


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
    return label.key == Field.NAME or label.position == 1 or (label.key in family().first and not label.position)


def _transition(before: Label, label: Label, form: Form, is_named: bool) -> tuple[float, bool]:
    """The score for one heading following another, and whether a block begins between them."""
    begin = 1.0 if label.key == Field.NAME else (0.5 if is_named else -3.0)
    if label.position and before.position:
        return _step(label.position - before.position, label.position, begin)
    rank = family().rank
    is_back = label.key is not None and before.key is not None and rank[label.key] < rank[before.key]
    if label.key == Field.NAME or (is_named and (is_back or label.key in family().first)):
        return begin, True
    if form.follows[before.words, label.words] >= FEWEST_BLOCKS:
        return 1.5, False
    if is_named:
        return begin, True
    return (-1.0 if is_back or label.key == before.key is not None else 0.5), False


def _step(step: int, position: int, begin: float) -> tuple[float, bool]:
    """The same for numbers: they increase by one, skip some, or decrease. Only a new block decreases them."""
    if step == 1:
        return 2.0, False
    if step > 1:
        return -0.5 * min(step, 8), False
    return begin + (0.5 if position == 1 else -2.0), True
