"""Headings that share their line with their content and have no known words: their first words recur.

5. พื้นที่ทำงาน ศาลากลาง
งบประมาณตามแผน 30,000 บาท
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.grammar.family import family
from extract.grammar.numbering import parse_number
from extract.grammar.terms import kind_of
from extract.lines.labels import LONGEST_LABEL, How, Label, Shape, may_name, shape_of, without_digits
from extract.lines.marks import Mark, MarkKind
from extract.lines.sequence import FEWEST_BLOCKS
from normalize.money import looks_like_money

FEWEST_OWN = 4
"""Minimum number of blocks for words of the document's own to be headings because each block has them once."""

ONCE = (0.7, 1.2)
"""How often such words stand in a block, at the least and at the most."""

SHORTEST_OWN, LONGEST_OWN = 4, 25
"""Length of such words in characters."""


def parted(found: Sequence[Label], marks: Sequence[Mark] = ()) -> list[Label]:
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

    found = sorted([*found, *_long_lines(found, marks)], key=lambda label: label.index)
    own = _own_heads(found)
    made = [
        label.parted()
        if _head_of(label) in own
        or (
            label.key is None
            and label.how is How.ALONE
            and label.first != label.words
            and differs(label)
            and (label.number is not None or heads(label))
        )
        else label
        for label in found
    ]
    return [label for label in made if len(label.body) <= LONGEST_LABEL or label.how is not How.ALONE]


def _below_headings(found: Sequence[Label]) -> Counter[tuple[Shape, str]]:
    """How often a line with some first word is the content of a known heading right above it."""
    open_ = {label.index for label in found if label.key is not None and not label.content}
    return Counter((label.shape, label.first) for label in found if label.key is None and label.index - 1 in open_)


def _long_lines(found: Sequence[Label], marks: Sequence[Mark]) -> list[Label]:
    """The lines that are too long for a heading alone, of which the first words may be one."""
    known = {label.index for label in found}
    lines = [(index, mark) for index, mark in enumerate(marks) if mark.kind is MarkKind.TEXT and index not in known]
    return [
        Label(index, without_digits(text), None, False, "", None, shape_of(None), How.ALONE, text)
        for index, mark in lines
        if len(text := mark.line.text.strip()) > LONGEST_LABEL and mark.number is None and parse_number(text) is None
    ]


def _own_heads(found: Sequence[Label]) -> set[tuple[Shape, str]]:
    """The first words of lines that each block has once, with other words behind them.

    Thai sentences have no spaces between words, so those of two projects hardly ever begin with the same short text.
    """
    known = Counter(label.key for label in found if label.key is not None)
    blocks = max(known.values(), default=0)
    behind: defaultdict[tuple[Shape, str], list[str]] = defaultdict(list)
    for label in found:
        if (head := _head_of(label)) is not None:
            behind[head].append(label.parted().content)
    least, most = (share * blocks for share in ONCE)
    often = {head: texts for head, texts in behind.items() if blocks >= FEWEST_OWN and least <= len(texts) <= most}
    return {head for head, texts in often.items() if _are_contents(texts, family().name_word in head[1])}


def _are_contents(texts: Sequence[str], are_names: bool) -> bool:
    """Whether texts are what headings have behind them: they differ, or tell a time; other headings than that of the
    name have no names of projects behind them."""
    names = sum(bool(kind_of(number.rest if (number := parse_number(text)) is not None else text)) for text in texts)
    differ = len(set(texts)) * 2 > len(texts) or all(any(map(str.isdecimal, text)) for text in texts)
    return differ and (are_names or names * 2 < len(texts))


def _head_of(label: Label) -> tuple[Shape, str] | None:
    """The first words of a line that has no bullet and is no known heading, if more is behind them."""
    is_item = label.number is not None and not label.position
    if label.key is not None or label.how is not How.ALONE or is_item:
        return None
    made = label.parted()
    is_short = SHORTEST_OWN <= len(made.words) <= LONGEST_OWN
    return (label.shape, made.words) if is_short and made.content else None
