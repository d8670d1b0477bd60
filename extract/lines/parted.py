"""Headings that share their line with their content and have no known words: their first words recur.

5. พื้นที่ทำงาน ศาลากลาง
งบประมาณตามแผน 30,000 บาท
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.lines.labels import How, Label, Shape, may_name
from extract.lines.sequence import FEWEST_BLOCKS
from normalize.money import looks_like_money


def parted(found: Sequence[Label]) -> list[Label]:
    """The candidates. If many begin with the same first word, they are split after it: `5. พื้นที่ทำงาน ศาลากลาง`."""
    whole = Counter((label.shape, label.words) for label in found)
    first = Counter((label.shape, label.first) for label in found if label.key is None)
    below = _below_headings(found)
    bare = sum(label.how is How.GLUED and label.key is not None and label.number is None for label in found)

    def differs(label: Label) -> bool:
        """Whether what stands behind the first word is content: it differs, or it is money (digits do not count)."""
        alike = 0 if looks_like_money(label.parted().content) else whole[label.shape, label.words]
        return max(FEWEST_BLOCKS, alike + 1) <= first[label.shape, label.first]

    def heads(label: Label) -> bool:
        """Whether the first word of a line without a number may be a heading."""
        group = label.shape, label.first
        return may_name(label.first) and (bare >= FEWEST_BLOCKS or 2 * below[group] < first[group])

    return [
        label.parted()
        if label.key is None
        and label.how is How.ALONE
        and label.first != label.words
        and differs(label)
        and (label.number is not None or heads(label))
        else label
        for label in found
    ]


def _below_headings(found: Sequence[Label]) -> Counter[tuple[Shape, str]]:
    """How often a line with some first word is the content of a known heading right above it."""
    open_ = {label.index for label in found if label.key is not None and not label.content}
    return Counter((label.shape, label.first) for label in found if label.key is None and label.index - 1 in open_)
