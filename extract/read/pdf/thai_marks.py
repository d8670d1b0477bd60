"""Marks to the letters that carry them.

Two witnesses say whose a mark is: the order of the content, which most programs write as the text was typed, and the
ink. The letter before the mark keeps it unless another letter's ink claims it far better; where the order is damaged
(a mark before its letter, or one letter late) the mark's ink is nowhere near the letter before it. Slanted and
fixed-width fonts draw all their marks aside: how far is learnt from the page, font by font.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers
from extract.read.pdf.glyph_rows import medians
from extract.read.pdf.glyphs import Char
from extract.read.pdf.letters import ABOVE, BELOW, CONSONANTS, MARKS, RANK

OFF_AIM = 0.3
"""What a point between a mark's middle and a letter's right half weighs against a point of common ink."""

TRUST = 0.35
"""By how much, in letter heights, another letter's claim must exceed that of the letter before a mark."""

MOST_DRIFT = 0.7
"""How far aside, in letter heights, a font may draw its marks; what stands further belongs to another letter."""

ORDER = 0.15
"""What the order of the content weighs where a mark may be stacked on two vowels, in letter heights."""

LEAST_DRIFT = 0.4
"""How far against the slant: to the left above, to the right below."""

FEWEST = 4
"""Marks of a font that tell how far aside it draws them."""

LEARNT_SHARE = 0.65
"""Share of a font's marks of a kind that must tell."""

NEIGHBOURS = 3
"""Letters to the left and right of a mark that may claim it."""

BESIDE = 0.2
"""How far beside an upper vowel of another letter a tone may stand that is stacked on it, in letter heights."""

BESIDE_OWN = 0.5
"""The same for the vowel of the letter that the tone follows."""

AT_LETTER, NEAR_FOOT, SAME_ORIGIN = 0.7, 0.3, 0.2
"""A mark has its letter's ink if it is so high, in letter heights, reaches down so near to the letter's foot, and has
its origin within so many points."""

Drifts = dict[tuple[int, int], float]
"""Font and code of a mark, or font and `SIDE_ABOVE` or `SIDE_BELOW` for all marks there -> letter heights."""

SIDE_ABOVE, SIDE_BELOW = -1, -2


@dataclass(slots=True)
class Base:
    """A letter on the baseline and the marks that it carries."""

    char: Char
    text: str
    marks: tuple[Char, ...] = ()
    repeats: tuple[Char, ...] = ()
    """Marks that an ActualText gives at the letter's own place; their glyphs come again as marks."""


@dataclass(slots=True)
class ThaiMark:
    """A mark, the letter before it in the content, and whether nothing that pdfium put in stands between them."""

    char: Char
    before: Base | None
    is_next: bool = True


@dataclass(slots=True)
class Sorted:
    """The letters of a row from left to right, and its marks."""

    bases: list[Base]
    marks: list[ThaiMark]
    height: float


@dataclass(slots=True)
class Seen:
    """What marks tell of how far aside their fonts draw them: columns, an entry a mark.

    `aside` is how far the mark stands right of its usual place over the letter before it, in letter heights; NaN where
    it tells nothing. `below` tells marks below the letters.
    """

    fonts: Integers
    codes: Integers
    below: Flags
    aside: Numbers


def believable(aside: Numbers, below: Flags) -> Numbers:
    """The distances that a font may draw its marks aside; NaN for the others."""
    along = np.where(below, -aside, aside)
    return np.where((along >= -LEAST_DRIFT) & (along <= MOST_DRIFT), aside, np.nan)


def seen_in(rows: Sequence[Sorted]) -> Seen:
    """What the marks of some rows tell: those that follow their letter in the content, near it."""
    marks = [(item, row.height) for row in rows for item in row.marks]
    below = np.array([item.char.char in BELOW for item, _ in marks], dtype=np.bool_)
    return Seen(
        np.array([item.char.font for item, _ in marks], dtype=np.int64),
        np.array([ord(item.char.char) for item, _ in marks], dtype=np.int64),
        below,
        believable(np.array([_aside(item, height) for item, height in marks], dtype=np.float64), below),
    )


def _aside(item: ThaiMark, height: float) -> float:
    mark, before = item.char, item.before
    if not item.is_next or before is None or before.text not in CONSONANTS:
        return math.nan
    return ((mark.x0 + mark.x1) / 2 - _aim(before.char)) / height


def both(a: Seen, b: Seen) -> Seen:
    """What the marks of both tell."""
    return Seen(
        np.concatenate((a.fonts, b.fonts)),
        np.concatenate((a.codes, b.codes)),
        np.concatenate((a.below, b.below)),
        np.concatenate((a.aside, b.aside)),
    )


def drifts(marks: Seen) -> Drifts:
    """How far right of its usual place, in letter heights, a font draws each of its marks.

    Learnt where most of these marks tell.
    """
    known: Drifts = {}
    tells = ~np.isnan(marks.aside)
    _, fonts = np.unique(marks.fonts, return_inverse=True)
    for codes in (marks.codes, np.where(marks.below, SIDE_BELOW, SIDE_ABOVE)):
        _, first, groups = np.unique(fonts * 2**22 + codes, return_index=True, return_inverse=True)
        count = len(first)
        all_marks, telling = np.bincount(groups, minlength=count), np.bincount(groups[tells], minlength=count)
        learnt = medians(marks.aside[tells], groups[tells], count)
        for at in np.flatnonzero(telling >= np.maximum(FEWEST, LEARNT_SHARE * all_marks)).tolist():
            known[int(marks.fonts[first[at]]), int(codes[first[at]])] = float(learnt[at])
    return known


def drift_of(font: int, code: int, is_below: bool, known: Drifts) -> float:
    """How far aside a font draws a mark, in letter heights."""
    side = SIDE_BELOW if is_below else SIDE_ABOVE
    return known.get((font, code), known.get((font, side), 0.0))


def attach(row: Sorted, known: Drifts, repairs: Counter[str]) -> None:
    """Give each mark of a row to a letter; a tone above a vowel goes where the vowel went."""
    letters = [base for base in row.bases if base.text in CONSONANTS] or row.bases
    if not letters or not row.marks:
        return
    vowels: list[tuple[Char, Base]] = []
    marks = list(_without_repeats(row, letters))
    if len(marks) > 1:
        marks.sort(key=lambda pair: RANK.get(pair[0].char, 4))
    for mark, before in marks:
        drift = drift_of(mark.font, ord(mark.char), mark.char in BELOW, known) * row.height
        owner = _stack_owner(mark, before, vowels, row.height)
        if owner is None:
            owner = _owner(mark, before, letters, drift, row.height)
        if owner is not before:
            repairs["moved_mark"] += 1
        owner.marks += (mark,)
        if mark.char in ABOVE:
            vowels.append((mark, owner))


def _owner(mark: Char, before: Base | None, letters: Sequence[Base], drift: float, height: float) -> Base:
    """The letter that a mark belongs to, of those of its row from left to right."""
    middle = (mark.x0 + mark.x1) / 2 - drift
    if before is not None and before.text in CONSONANTS and _is_over(middle, before.char):
        return before
    at = bisect_left(letters, middle, key=lambda base: base.char.middle)
    return claimed(mark, before, letters[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS], drift, height)


def claimed(mark: Char, before: Base | None, near: Sequence[Base], drift: float, height: float) -> Base:
    """The letter that a mark belongs to, of those near it from left to right and the one before it."""
    best = max(near, key=lambda base: closeness(mark, base.char, drift))
    if before is None or before is best or before.text not in CONSONANTS:
        return best
    claim = closeness(mark, best.char, drift) - closeness(mark, before.char, drift)
    is_behind = mark.middle - drift < before.char.x0 - 0.05 * height
    return best if claim > TRUST * height or (is_behind and claim > 0) else before


def _is_over(middle: float, letter: Char) -> bool:
    """Whether a mark stands over the right half of a letter, where no other letter can claim it."""
    return (letter.x0 + letter.x1) / 2 <= middle <= letter.x1


def closeness(mark: Char, base: Char, drift: float = 0.0) -> float:
    """How well a mark's ink suits a letter's: it covers the letter, and stands over its right half.

    Fonts draw marks right-aligned, some reaching over the next letter or starting just left of a narrow one, so
    neither where the ink begins nor where it ends decides alone.
    """
    x0, x1 = mark.x0 - drift, mark.x1 - drift
    overlap = min(x1, base.x1) - max(x0, base.x0)
    return min(overlap, (x1 - x0) / 2) - OFF_AIM * abs((x0 + x1) / 2 - _aim(base))


def _aim(base: Char) -> float:
    return (base.x0 + 3 * base.x1) / 4


def _stack_owner(mark: Char, before: Base | None, vowels: Sequence[tuple[Char, Base]], height: float) -> Base | None:
    """The letter whose upper vowel a mark is stacked on: higher than its middle, over its ink or just beside it."""
    if mark.char in BELOW or mark.char in ABOVE:
        return None
    best, owner = 1e9, None
    middle = (mark.x0 + mark.x1) / 2
    for vowel, base in vowels:
        aside = abs(middle - (vowel.x0 + vowel.x1) / 2) / height
        reach = (vowel.x1 - vowel.x0) / 2 / height + (BESIDE_OWN if base is before else BESIDE)
        if aside > reach:
            continue
        on_top = mark.top < vowel.top if base is before else mark.bottom <= vowel.middle_height
        if on_top and aside - (ORDER if base is before else 0.0) < best:
            best, owner = aside - (ORDER if base is before else 0.0), base
    return owner


def _without_repeats(row: Sorted, letters: Sequence[Base]) -> Iterator[tuple[Char, Base | None]]:
    """The marks but for those that an ActualText gives at their letter's own place.

    pdfium shares the ink of the letter's glyph out among the characters of the ActualText: it is put together again.
    """
    for mark, before in ((m.char, m.before) for m in row.marks):
        owner = before if before is not None and _repeats(mark, before.char, row.height) else None
        if owner is None and before is None:
            owner = next((base for base in letters if _repeats(mark, base.char, row.height)), None)
        if owner is None:
            yield mark, before
            continue
        owner.repeats += (mark,)
        owner.char.x1 = max(owner.char.x1, mark.x1)


def _repeats(mark: Char, base: Char, height: float) -> bool:
    """Whether a mark has the ink of its letter: an ActualText gives it there, and its own glyph comes again."""
    at_letter = mark.bottom - mark.top > height * AT_LETTER and mark.bottom > base.bottom - height * NEAR_FOOT
    return at_letter and abs(mark.x - base.x) < SAME_ORIGIN


def marks_of(base: Base, unknown: str, repairs: Counter[str]) -> list[str]:
    """The marks of a letter in storage order, each once; those of an ActualText stand for their glyphs."""
    if not base.repeats:
        if len(base.marks) == 1:
            return [base.marks[0].char]
        return in_storage_order(mark.char for mark in base.marks)
    repairs["actual_text"] += 1
    told = [mark.char for mark in base.repeats]
    classes = {RANK.get(mark) for mark in told}
    also = [m.char for m in base.marks if m.char in MARKS and RANK.get(m.char) not in classes and m.char != unknown]
    return in_storage_order([*told, *also])


def in_storage_order(marks: Iterable[str]) -> list[str]:
    """The marks of one letter, each once."""
    return sorted(dict.fromkeys(marks), key=lambda mark: RANK.get(mark, 4))
