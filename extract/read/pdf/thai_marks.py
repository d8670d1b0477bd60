"""Assigns marks to the letters that carry them.

There are two kinds of evidence: the content order, which in most programs is the typing order, and the ink. A mark
belongs to the letter before it unless it fits the ink of another letter far better. If the order is damaged (a mark
before its letter, or one letter late), the ink of the mark is far from the letter before it. Slanted and fixed-width
fonts draw all marks with an offset, which is learnt from the page for each font.
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
"""Weight of a point of distance between a mark's middle and a letter's right half, relative to a point of overlap."""

TRUST = 0.35
"""Minimum advantage in closeness of another letter over the letter before a mark, in letter heights."""

MOST_DRIFT = 0.7
"""Maximum mark offset of a font, in letter heights. A mark further away belongs to another letter."""

ORDER = 0.15
"""Weight of the content order if a mark may be stacked on two vowels, in letter heights."""

LEAST_DRIFT = 0.4
"""Maximum mark offset against the slant (to the left above the letters, to the right below), in letter heights."""

FEWEST = 4
"""Minimum number of marks of a font to determine its offset."""

LEARNT_SHARE = 0.65
"""Minimum share of a font's marks of one kind with an observed offset."""

FEWEST_KINDS, SPREAD = 2, 0.15
"""Minimum number of different marks whose offsets differ from that of their side by no more than this."""

NEIGHBOURS = 3
"""Number of letters to the left and right of a mark that it may belong to."""

BESIDE = 0.2
"""Maximum horizontal distance of a tone from an upper vowel of another letter it is stacked on, in letter heights."""

BESIDE_OWN = 0.5
"""The same for the vowel of the letter before the tone."""

AT_LETTER, NEAR_FOOT, SAME_ORIGIN = 0.7, 0.3, 0.2
"""A mark has its letter's ink if it has this minimum height and this maximum distance from the letter's bottom (in
letter heights), and its origin is within this many points."""

Drifts = dict[tuple[int, int], float]
"""Maps font and code of a mark, or font and `SIDE_ABOVE` or `SIDE_BELOW` for all marks there, to letter heights."""

SIDE_ABOVE, SIDE_BELOW = -1, -2


@dataclass(slots=True)
class Base:
    """A letter on the baseline and the marks that it carries."""

    char: Char
    text: str
    marks: tuple[Char, ...] = ()
    repeats: tuple[Char, ...] = ()
    """Marks that an ActualText gives at the position of the letter. Their glyphs occur again as marks."""


@dataclass(slots=True)
class ThaiMark:
    """A mark, the letter before it in the content, and whether pdfium inserted nothing between them."""

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
    """Observed offsets of marks as columns, one entry per mark.

    `aside` is the offset of the mark to the right of its usual position over the letter before it, in letter heights;
    NaN if unknown. `below` flags marks below the letters.
    """

    fonts: Integers
    codes: Integers
    below: Flags
    aside: Numbers


def believable(aside: Numbers, below: Flags) -> Numbers:
    """The offsets that are plausible for a font; NaN for the others."""
    along = np.where(below, -aside, aside)
    return np.where((along >= -LEAST_DRIFT) & (along <= MOST_DRIFT), aside, np.nan)


def seen_in(rows: Sequence[Sorted]) -> Seen:
    """The observed offsets in some rows, from marks that follow their letter in the content and are near it."""
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
    """The observed offsets of both."""
    return Seen(
        np.concatenate((a.fonts, b.fonts)),
        np.concatenate((a.codes, b.codes)),
        np.concatenate((a.below, b.below)),
        np.concatenate((a.aside, b.aside)),
    )


def drifts(marks: Seen) -> Drifts:
    """The offset of each mark of a font to the right of its usual position, in letter heights.

    It is determined if most of these marks have an observed offset. That of a side is determined by several marks: a
    font draws one of them further left over tall letters.
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
            of_side = codes[first[at]] < 0
            agreeing = (groups == at) & (np.abs(marks.aside - learnt[at]) <= SPREAD)
            if not of_side or len(np.unique(marks.codes[agreeing])) >= FEWEST_KINDS:
                known[int(marks.fonts[first[at]]), int(codes[first[at]])] = float(learnt[at])
    return known


def drift_of(font: int, code: int, is_below: bool, known: Drifts) -> float:
    """The offset of a mark in a font, in letter heights."""
    side = SIDE_BELOW if is_below else SIDE_ABOVE
    return known.get((font, code), known.get((font, side), 0.0))


def attach(row: Sorted, known: Drifts, repairs: Counter[str]) -> None:
    """Assign each mark of a row to a letter. A tone above a vowel goes to the letter of the vowel."""
    letters = [base for base in row.bases if base.text in CONSONANTS] or row.bases
    if not letters or not row.marks:
        return
    vowels: list[tuple[Char, Base]] = []
    marks = list(_without_repeats(row, letters))
    if len(marks) > 1:
        marks.sort(key=lambda pair: RANK.get(pair[0].char, 4))
    for mark, before in marks:
        drift = drift_of(mark.font, ord(mark.char), mark.char in BELOW, known) * row.height
        owner = _stack_owner(mark, before, vowels, drift, row.height)
        if owner is None:
            owner = _owner(mark, before, letters, drift, row.height)
        if owner is not before:
            repairs["moved_mark"] += 1
        owner.marks += (mark,)
        if mark.char in ABOVE:
            vowels.append((mark, owner))


def _owner(mark: Char, before: Base | None, letters: Sequence[Base], drift: float, height: float) -> Base:
    """The letter of a mark among the letters of its row, given from left to right."""
    middle = (mark.x0 + mark.x1) / 2 - drift
    if before is not None and before.text in CONSONANTS and _is_over(middle, before.char):
        return before
    at = bisect_left(letters, middle, key=lambda base: base.char.middle)
    return claimed(mark, before, letters[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS], drift, height)


def claimed(mark: Char, before: Base | None, near: Sequence[Base], drift: float, height: float) -> Base:
    """The letter of a mark among those near it, given from left to right, and the one before it."""
    best = max(near, key=lambda base: closeness(mark, base.char, drift))
    if before is None or before is best or before.text not in CONSONANTS:
        return best
    claim = closeness(mark, best.char, drift) - closeness(mark, before.char, drift)
    is_behind = mark.middle - drift < before.char.x0 - 0.05 * height
    return best if claim > TRUST * height or (is_behind and claim > 0) else before


def _is_over(middle: float, letter: Char) -> bool:
    """Whether a mark is over the right half of a letter, so that it cannot belong to another one."""
    return (letter.x0 + letter.x1) / 2 <= middle <= letter.x1


def closeness(mark: Char, base: Char, drift: float = 0.0) -> float:
    """How well a mark's ink fits a letter: by its overlap with the letter and its distance from the right half.

    Fonts draw marks right-aligned. Some extend over the next letter or start just left of a narrow one, so neither the
    start nor the end of the ink decides alone.
    """
    x0, x1 = mark.x0 - drift, mark.x1 - drift
    overlap = min(x1, base.x1) - max(x0, base.x0)
    return min(overlap, (x1 - x0) / 2) - OFF_AIM * abs((x0 + x1) / 2 - _aim(base))


def _aim(base: Char) -> float:
    return (base.x0 + 3 * base.x1) / 4


def _stack_owner(
    mark: Char, before: Base | None, vowels: Sequence[tuple[Char, Base]], drift: float, height: float
) -> Base | None:
    """The letter whose upper vowel a mark is stacked on: above its middle, over its ink or just next to it.

    A mark over the letter before it, which has no vowel above, is not on the vowel of the next letter beside it.
    """
    if mark.char in BELOW or mark.char in ABOVE:
        return None
    best, owner = 1e9, None
    middle = (mark.x0 + mark.x1) / 2
    if before is not None and before.text in CONSONANTS and _is_over(middle - drift, before.char):
        vowels = [pair for pair in vowels if pair[1] is before or pair[1].char.x0 <= middle]
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
    """The marks without those that an ActualText gives at the position of their letter.

    pdfium divides the ink of the letter's glyph among the characters of the ActualText. It is joined again here.
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
    """Whether a mark has the ink of its letter, as in an ActualText. Its own glyph then occurs again."""
    at_letter = mark.bottom - mark.top > height * AT_LETTER and mark.bottom > base.bottom - height * NEAR_FOOT
    return at_letter and abs(mark.x - base.x) < SAME_ORIGIN


def marks_of(base: Base, unknown: str, repairs: Counter[str]) -> list[str]:
    """The marks of a letter in storage order, each once. Those of an ActualText replace their glyphs."""
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
