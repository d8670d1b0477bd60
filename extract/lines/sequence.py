"""The best sequence of headings in a document, selected by dynamic programming over candidates and their neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.lines.labels import How, Label, Shape, nearest_field

FEWEST_BLOCKS = 2
"""Minimum number of occurrences for a heading to belong to the form."""

MOST_BEFORE = 24
"""Number of preceding candidates considered as predecessors of a heading."""

MOST_GAINED = 2.0
"""The highest score for one heading following another."""

NAMED = 0.8
"""Minimum share of the places between two headings at which a project is named."""

LOW = 2
"""The number of the heading behind a name at the most, if the name's number is that of the project."""


@dataclass(slots=True)
class Form:
    """The form of a document's blocks. `shape` is the shape of heading numbers, `blocks` their approximate count."""

    shape: Shape
    how: How
    blocks: int
    is_mixed: bool = False
    """Whether a known heading is on a line of its own in most blocks, whatever the others are like."""
    counts: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    """The headings of names in any shape: their number may be the project's."""
    taken: frozenset[int] = frozenset()
    """The positions of known headings."""
    free: frozenset[str] = frozenset()
    """Unknown words that have another position in most blocks: a field more or less before them moves them."""
    follows: Counter[tuple[str, str]] = field(default_factory=Counter)
    parts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Neighbours between which a project is named, and that are not in order within one block."""
    turns: frozenset[tuple[str, str]] = frozenset()
    """Neighbours that are in order, but the last and the first heading of the blocks of a document."""

    def learn(self, labels: Sequence[Label], named: Sequence[int]) -> None:
        """Take in which known headings are neighbours, and between which of them a project is named."""
        standing = [_standing(label, named) for label in labels]
        self.turns = _turns(standing)
        for before, label in pairwise(standing):
            is_parted = label.named > before.named and not self.goes_up(before, label)
            (self.parts if is_parted else self.follows)[before.words, label.words] += 1

    def goes_up(self, before: _Standing, label: _Standing) -> bool:
        """Whether both headings have a place in the order of a block, and come in that order: no block ends there."""
        return _goes_up(before, label) and (before.words, label.words) not in self.turns


@dataclass(frozen=True, slots=True)
class Step:
    """A selected heading. `begins` is true if a block begins with it."""

    label: Label
    begins: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """What of a candidate tells what it may follow; read once, since every pair is weighed."""

    words: str
    key: Field | None
    position: int
    rank: int
    is_first: bool
    is_placed: bool
    """Whether it has a place in the order of a block."""
    may_begin: bool
    """Whether a block may begin with it that no other comes before."""
    named: int
    part: int = 0


def best_sequence(
    candidates: Sequence[tuple[Label, float]], form: Form, named: Sequence[int], parts: Sequence[int]
) -> list[Step]:
    """The sequence of headings with the highest score. `named[i]` is the number of name lines above mark `i`, and
    `parts[i]` that of titles of parts.
    """
    told = sum(label.progress and not label.words for label, _ in candidates)
    standing = [
        replace(_standing(label, named, told >= FEWEST_BLOCKS), part=parts[label.index]) for label, _ in candidates
    ]
    scores: list[float] = []
    back: list[tuple[int, bool]] = []
    for at, (_, own) in enumerate(candidates):
        this = standing[at]
        is_below_name = this.named > 0 and this.key is None  # of unknown words, whatever a block begins with elsewhere
        best, came, begun = (0.0 if this.may_begin or is_below_name else -3.0), -1, True
        for before in range(at - 1, max(0, at - MOST_BEFORE) - 1, -1):
            if scores[before] + MOST_GAINED < best:
                continue
            gain, begins = _transition(standing[before], this, form)
            score = scores[before] + gain
            if score > best or (score == best and came >= 0):
                best, came, begun = score, before, begins
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


def _standing(label: Label, named: Sequence[int], tells_money: bool = False) -> _Standing:
    """`tells_money`: the document tells the planned and spent money of several projects in sentences."""
    known, key = family(), label.key
    rank = known.rank[key] if key is not None else -1
    is_placed = key is not None and not label.progress and key not in known.anywhere
    return _Standing(
        label.words,
        key,
        label.position,
        rank,
        key in known.first,
        is_placed,
        _may_begin(label, tells_money),
        named[label.index],
    )


def _turns(labels: Sequence[_Standing]) -> frozenset[tuple[str, str]]:
    """The last and the first heading of blocks that have an order of their own, in which the former goes before.

    The blocks begin with the first heading of the document, above which a project is named each time, and go back in
    the usual order somewhere else, where none is named: department, money, results, and the reasons at last.
    """
    pairs = list(pairwise(labels))
    counts = Counter((before.words, label.words) for before, label in pairs)
    apart = Counter((before.words, label.words) for before, label in pairs if label.named > before.named)
    back = Counter(
        (before.words, label.words)
        for before, label in pairs
        if _goes_up(label, before) and label.named == before.named
    )
    if not labels or not any(count >= FEWEST_BLOCKS for count in back.values()):
        return frozenset()
    found = {pair for pair, count in apart.items() if count >= max(FEWEST_BLOCKS, NAMED * counts[pair])}
    return frozenset(pair for pair in found if pair[1] == labels[0].words)


def _may_begin(label: Label, tells_money: bool) -> bool:
    if label.position:
        return label.key == Field.NAME or label.position == 1
    if label.progress and not label.words:
        return tells_money  # planned and spent, below the name
    return (label.key or nearest_field(label.words)) in family().first


def _transition(before: _Standing, label: _Standing, form: Form) -> tuple[float, bool]:
    """The score for one heading following another, and whether a block begins between them."""
    is_name, is_named = label.key == Field.NAME, label.named > before.named
    begin = 1.0 if is_name else (0.5 if is_named else -3.0)
    if label.part != before.part:
        return max(begin, 0.0 if label.may_begin else begin), True  # no block goes on into the next part
    if label.position and before.position:
        return _by_number(before, label, begin)
    is_back = label.key is not None and before.key is not None and label.rank < before.rank
    is_parted = form.parts[before.words, label.words] >= FEWEST_BLOCKS and not form.goes_up(before, label)
    if is_name or (is_named and (is_back or is_parted or label.is_first)):
        return begin, True
    parted, followed = (pairs[before.words, label.words] for pairs in (form.parts, form.follows))
    if followed >= FEWEST_BLOCKS and (not is_parted or followed > parted):
        return 1.5, False
    if is_named or is_parted:
        return max(begin, 0.0), True  # without a recognised name, it is one that a scan damaged
    return (-1.0 if is_back or label.key == before.key is not None else 0.5), False


def _by_number(before: _Standing, label: _Standing, begin: float) -> tuple[float, bool]:
    """The same for two numbered headings. The number of a name may be the project's: 7. ชื่อโครงการ, 2. หลักการ."""
    step, is_low = label.position - before.position, label.position <= LOW
    if before.key == Field.NAME != label.key and is_low:
        return 2.0, False
    if label.key == Field.NAME and not (is_low and step == 1):
        return begin + 0.5, True
    return _step(step, label.position, begin)


def _goes_up(before: _Standing, label: _Standing) -> bool:
    """Whether both headings have a place in the order of a block, and come in that order."""
    return before.is_placed and label.is_placed and before.rank < label.rank


def _step(step: int, position: int, begin: float) -> tuple[float, bool]:
    """The same for numbers: they increase by one, skip some, or decrease. Only a new block decreases them."""
    if step == 1:
        return 2.0, False
    if step > 1:
        return -0.5 * min(step, 8), False
    return begin + (0.5 if position == 1 else -2.0), True
