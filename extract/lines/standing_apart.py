"""Lines with unknown words that recur in the blocks and stand apart: headings; and those that are content."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from extract.grammar.field import Field
from extract.lines.labels import Label
from extract.lines.marks import Mark
from extract.lines.sequence import FEWEST_BLOCKS, Form
from normalize.money import MoneyStatus, parse_money


def standing_apart(found: Sequence[Label], marks: Sequence[Mark], form: Form) -> frozenset[str]:
    """The words of recurring lines that have text above and below and occur between the same known headings."""
    is_known = {label.index for label in found if label.key is not None and label.shape == form.shape}
    is_open = {label.index for label in found if label.index in is_known and not (label.content or _is_told(label))}
    above: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    places: defaultdict[str, list[int]] = defaultdict(list)
    touching = _contents_alike(found, form)
    known = [label for label in found if label.index in is_known]
    at = 0
    for label in found:
        while at < len(known) and known[at].index <= label.index:
            at += 1
        if label.key is not None or label.shape != form.shape or form.counts[label.words] < FEWEST_BLOCKS:
            continue
        if label.index - 1 in is_open or label.index + 1 in is_known or label.index + 1 >= len(marks):
            touching.add(label.words)
        before = known[at - 1].words if at else ""
        after = known[at].words if at < len(known) else ""
        above[label.words][before, after] += 1
        places[label.words].append(label.index)
    apart = {
        words
        for words, pairs in above.items()
        if words not in touching and pairs.most_common(1)[0][1] * 5 >= sum(pairs.values()) * 3
    }
    at_line = {index: words for words in apart for index in places[words]}
    return frozenset(words for words in apart if not _is_beside_oftener(words, places, at_line))


def _is_told(label: Label) -> bool:
    """Whether the heading of a budget says by itself that there is none."""
    return label.key is Field.BUDGET and parse_money(label.body).status is MoneyStatus.NONE


def _contents_alike(found: Sequence[Label], form: Form) -> set[str]:
    """The words of recurring lines that all blocks print as the content of a heading: ทั้งปี between two headings.

    They stand right below one line that recurs, and right above another one below which the blocks differ.
    """
    bodies = Counter(label.body for label in found if label.shape == form.shape)
    mine = [label for label in found if label.shape == form.shape and bodies[label.body] >= FEWEST_BLOCKS]
    at = {label.index: label.words for label in mine}
    below: defaultdict[str, list[bool]] = defaultdict(list)
    """Of each line that recurs, whether what is below it recurs, too."""
    for label in mine:
        below[label.words].append(bool(label.content) or label.index + 1 in at)
    firm = {words for words, beside in below.items() if sum(beside) * 2 < len(beside)}
    between: Counter[str] = Counter()
    for label in mine:
        is_below = label.index - 1 in at and at[label.index - 1] != label.words
        between[label.words] += is_below and at.get(label.index + 1) in firm
    return {
        label.words for label in mine if label.key is None and between[label.words] * 5 >= len(below[label.words]) * 3
    }


def _is_beside_oftener(words: str, places: Mapping[str, Sequence[int]], at_line: Mapping[int, str]) -> bool:
    """Whether a line is adjacent to one that recurs more often. It is then the content of that heading."""
    beside = (at_line.get(index + step) for index in places[words] for step in (-1, 1))
    return any(other is not None and len(places[other]) > len(places[words]) for other in beside)
