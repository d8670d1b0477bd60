"""Rows in which one text is printed over another: a name longer than its cell over an amount.

From left to right, the letters of both would be mixed. They are kept apart by the order of the content.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.read.pdf.glyphs import Char
from extract.read.pdf.letters import AA
from extract.read.pdf.thai_marks import Base

OVER = 0.3
"""Minimum share of the narrower of two letters of different objects that lies over the other one."""

BACK = 0.3
"""A letter this far to the left of the one before it begins another text, in letter heights."""

APART = 1.2
"""Minimum gap between two texts, in letter heights."""

ROOM = 0.8
"""Minimum room between two letters for another one, in widths of that letter."""


def in_order(bases: Sequence[Base], spaces: Sequence[int], height: float) -> tuple[list[Base], bool]:
    """The letters of a row from left to right, and whether texts are printed over each other.

    If so, these follow each other as a whole; each letter has the number of its text as `run`, and a space before it if
    one of `spaces` (indices of the drawn spaces) precedes it.
    """
    ordered = sorted(bases, key=lambda base: base.char.x0 + base.char.x1)
    if not any(_is_over(one.char, other.char) for one, other in pairwise(ordered)):
        return ordered, False
    texts = _texts(bases, height)
    number = {id(base): at for at, text in enumerate(texts) for base in text}
    mixed = _mixed([number[id(base)] for base in ordered], ordered)
    if not mixed:
        return ordered, False
    before = set(spaces)
    for at, text in enumerate(texts):
        for base in text:
            base.char.run = at
            if base is not text[0] and base.char.index - 1 in before:
                base.text = f" {base.text}"
    starts = [min(base.char.middle for base in text) for text in texts]
    whole = [number[id(base)] in mixed for base in ordered]
    keys = [
        starts[base.char.run] if is_whole else base.char.middle for base, is_whole in zip(ordered, whole, strict=True)
    ]
    return [ordered[at] for at in sorted(range(len(ordered)), key=lambda at: keys[at])], True


def _is_over(one: Char, other: Char) -> bool:
    return one.run != other.run and other.char not in AA and one.x1 - other.x0 > OVER * min(one.width, other.width)


def _texts(bases: Sequence[Base], height: float) -> list[list[Base]]:
    """The letters in the order in which they are drawn, split where they jump back or far ahead."""
    texts: list[list[Base]] = []
    for base in sorted(bases, key=lambda base: (base.char.run, base.char.index)):
        last = texts[-1][-1].char if texts else base.char
        back = last.x0 - BACK * height if last.run == base.char.run else last.x1 - BACK * height / 2
        if not texts or base.char.x0 < back or base.char.x0 > last.x1 + APART * height:
            texts.append([])
        texts[-1].append(base)
    return texts


def _mixed(numbers: Sequence[int], ordered: Sequence[Base]) -> set[int]:
    """The texts of which a letter is printed between two letters of another text that leave no room for it."""
    mixed: set[int] = set()
    for at in range(1, len(numbers) - 1):
        own, char = numbers[at], ordered[at].char
        left = next((place for place in range(at - 1, -1, -1) if numbers[place] != own), None)
        right = next((place for place in range(at + 1, len(numbers)) if numbers[place] != own), None)
        if left is None or right is None or numbers[left] != numbers[right]:
            continue
        if ordered[right].char.x0 - ordered[left].char.x1 < ROOM * char.width:
            mixed.update((own, numbers[left]))
    return mixed
