"""Headings that are no misspelt ones though they nearly are: each block prints them, beside one of that field.

แผนการปฏิบัติ is nearly ผลการปฏิบัติ. If all blocks spell it alike, and have ผลสำเร็จ as well, it is another heading; so it
is if they have it where no results stand, before the place or the methods.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.lines.labels import Label, is_misspelt, nearest_field

FEWEST = 3
"""Blocks, at the least, that spell a heading alike: a slip of the pen or of a scan is not made as often."""

BESIDE = 0.6
"""Minimum share of these blocks with another heading of the same field."""


def without_slips(labels: Sequence[Label]) -> list[Label]:
    """The candidates; those that are nearly the heading of a field that their blocks head otherwise are unknown."""
    counts = Counter((label.key or nearest_field(label.words), label.words) for label in labels if label.words)
    by_field: defaultdict[Field, dict[str, int]] = defaultdict(dict)
    for (key, words), count in counts.items():
        by_field[key][words] = count
    slips = {
        (key, words)
        for key, found in by_field.items()
        for words, count in found.items()
        if count >= FEWEST and is_misspelt(words) and (_is_beside(words, found) or _is_out_of_place(words, key, labels))
    }
    return [
        replace(label, key=None, progress=False) if (label.key, label.words) in slips else label for label in labels
    ]


def _is_beside(words: str, found: dict[str, int]) -> bool:
    """Whether other words that are no slip head the field in most of the blocks."""
    others = max((count for other, count in found.items() if other != words and not is_misspelt(other)), default=0)
    return others >= BESIDE * found[words]


def _is_out_of_place(words: str, key: Field, labels: Sequence[Label]) -> bool:
    """Whether most blocks have the words before a field that comes before theirs in all plans."""
    known = [label for label in labels if label.words == words or _is_sure(label)]
    pairs = [(a, b) for a, b in pairwise(known) if a.words == words and b.words != words]
    ranks = family().rank
    early = sum(b.key is not Field.NAME and ranks[b.key or key] < ranks[key] for _, b in pairs)
    return len(pairs) >= FEWEST and early >= BESIDE * len(pairs)


def _is_sure(label: Label) -> bool:
    return label.key is not None and label.key not in family().anywhere and not is_misspelt(label.words)
