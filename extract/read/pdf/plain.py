"""Fast processing of plain rows: rows whose marks are at the letters that they follow, and whose codes are reliable.

Nearly all rows of most pages are plain. Their clusters are built directly from the columns: the tests that `rings`,
`thai_marks` and `clusters` do for each glyph are done for all glyphs at once. A row with any doubt is not plain. It is
left to those modules, which make all decisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from extract.read.layout.printed import Cluster, PrintedLine
from extract.read.pdf.glyph_arrays import Flags, Integers, Numbers
from extract.read.pdf.glyph_rows import Rows
from extract.read.pdf.kinds import Kind
from extract.read.pdf.letters import UNKNOWN
from extract.read.pdf.mixed import OVER
from extract.read.pdf.rings import RAISED, TALL
from extract.read.pdf.spaces import Drawn, Letters, spaces
from extract.read.pdf.thai_marks import (
    AT_LETTER,
    BESIDE,
    NEAR_FOOT,
    NEIGHBOURS,
    SAME_ORIGIN,
    Base,
    Drifts,
    Seen,
    believable,
    claimed,
    drift_of,
    in_storage_order,
)
from normalize.script import NIKHAHIT, SARA_AA, SARA_AM, SARA_E

MOST_VOWELS = 16
"""Maximum number of vowels near a tone in a plain row. More do not occur in text."""


@dataclass(slots=True)
class PlainRows:
    """The plain rows, and the indices of their letters and marks.

    `before` is the index of the letter before each mark in the content. All are in the order of the glyphs of the rows.
    The glyphs of a row are included until it is found not to be plain.
    """

    found: Rows
    is_plain: Flags
    letters: Integers
    marks: Integers
    before: Integers

    def leave(self, rows: Integers) -> None:
        """Remove rows that are not plain."""
        if not len(rows):
            return
        self.is_plain[rows] = False
        self.letters = self.letters[self.is_plain[self.found.numbers[self.letters]]]
        kept = self.is_plain[self.found.numbers[self.marks]]
        self.marks, self.before = self.marks[kept], self.before[kept]


def plain_rows(found: Rows) -> PlainRows:
    """The rows that are plain, unless their fonts draw marks with an offset (see `settle`)."""
    is_mark = (found.glyphs.kinds & Kind.MARK) != 0
    is_letter = ~is_mark & ((found.glyphs.kinds & Kind.SPACE) == 0)
    letters, marks = np.flatnonzero(is_letter), np.flatnonzero(is_mark)
    last = np.maximum.accumulate(np.where(is_letter, np.arange(len(is_mark)), -1))
    plain = PlainRows(found, np.ones(len(found), dtype=np.bool_), letters, marks, last[marks])
    odd = _raised(found) | _misnamed(found)
    plain.leave(found.numbers[odd])
    plain.leave(_unsorted(plain))
    plain.leave(_lone_marks(plain))
    plain.leave(_repeating(plain))
    plain.leave(_unjoined(plain))
    plain.leave(_stacked_elsewhere(plain))
    return plain


# -- reasons for a row not to be plain ----------------------------------------------------------------------------


def _raised(found: Rows) -> Flags:
    """Glyphs with small ink above the letters, whose code is not a mark (see `rings`)."""
    glyphs, heights, feet = found.glyphs, found.heights[found.numbers], found.baselines[found.numbers]
    height = glyphs.bottom - glyphs.top
    raised: Flags = (
        ((found.glyphs.kinds & Kind.MARK) == 0)
        & (glyphs.bottom <= feet - RAISED * heights)
        & (height > 0)
        & (height < heights)
        & (glyphs.x1 - glyphs.x0 < heights)
    )
    return raised


def _misnamed(found: Rows) -> Flags:
    """Sara am without its ring, sara aa with one."""
    codes = found.glyphs.codes
    rise = (found.baselines[found.numbers] - found.glyphs.top) / found.heights[found.numbers] - 1
    misnamed: Flags = ((codes == ord(SARA_AM)) & (rise < TALL)) | ((codes == ord(SARA_AA)) & (rise > TALL * 1.5))
    return misnamed


def _unsorted(plain: PlainRows) -> Integers:
    """Rows whose letters are not in order from left to right or lie over each other, or with a sara ae in two parts."""
    glyphs, letters = plain.found.glyphs, plain.letters
    left, right, runs = glyphs.x0[letters], glyphs.x1[letters], glyphs.runs[letters]
    least = np.minimum((right - left)[1:], (right - left)[:-1])
    is_over = (right[:-1] - left[1:] > OVER * least) & (runs[1:] != runs[:-1])
    is_over &= (glyphs.kinds[letters[1:]] & Kind.AA) == 0  # the ring of sara am is over the letter before
    middles, codes, rows = (glyphs.x0 + glyphs.x1)[letters], glyphs.codes[letters], plain.found.numbers[letters]
    is_double = (codes[1:] == ord(SARA_E)) & (codes[:-1] == ord(SARA_E))
    odd: Integers = rows[1:][(rows[1:] == rows[:-1]) & ((middles[1:] < middles[:-1]) | is_double | is_over)]
    return odd


def _lone_marks(plain: PlainRows) -> Integers:
    """Rows with a mark that follows no consonant."""
    found, rows = plain.found, plain.found.numbers[plain.marks]
    is_lone = (plain.before < found.starts[rows]) | ((found.glyphs.kinds[plain.before] & Kind.CONSONANT) == 0)
    odd: Integers = rows[is_lone]
    return odd


def _repeating(plain: PlainRows) -> Integers:
    """Rows with a mark at the position of its letter, as in an ActualText."""
    glyphs, marks, before = plain.found.glyphs, plain.marks, plain.before
    rows = plain.found.numbers[marks]
    height = plain.found.heights[rows]
    is_high = glyphs.bottom[marks] - glyphs.top[marks] > height * AT_LETTER
    reaches_down = glyphs.bottom[marks] > glyphs.bottom[before] - height * NEAR_FOOT
    odd: Integers = rows[is_high & reaches_down & (np.abs(glyphs.x[marks] - glyphs.x[before]) < SAME_ORIGIN)]
    return odd


def _unjoined(plain: PlainRows) -> Integers:
    """Rows with a ring that has no sara aa after its letter."""
    found = plain.found
    ringed = plain.before[found.glyphs.codes[plain.marks] == ord(NIKHAHIT)]
    at = np.searchsorted(plain.letters, ringed) + 1
    following = plain.letters[np.minimum(at, len(plain.letters) - 1)] if len(ringed) else ringed
    codes = found.glyphs.codes[following]
    is_joined = ((found.glyphs.kinds[following] & Kind.AA) != 0) | (codes == ord(UNKNOWN))
    is_joined &= (at < len(plain.letters)) & (found.numbers[following] == found.numbers[ringed])
    odd: Integers = found.numbers[ringed[~is_joined]]
    return odd


def _stacked_elsewhere(plain: PlainRows) -> Integers:
    """Rows with a tone over the upper vowel of a letter other than the preceding one."""
    found, glyphs = plain.found, plain.found.glyphs
    kinds = found.glyphs.kinds[plain.marks]
    is_vowel = (kinds & Kind.ABOVE) != 0
    is_tone = ~is_vowel & ((kinds & Kind.BELOW) == 0)
    if not is_vowel.any() or not is_tone.any():
        return np.zeros(0, dtype=np.int64)
    middles = (glyphs.x0[plain.marks] + glyphs.x1[plain.marks]) / 2
    rows = found.numbers[plain.marks]
    width = float((glyphs.x1[plain.marks] - glyphs.x0[plain.marks])[is_vowel].max()) / 2
    reach = width + BESIDE * found.heights[rows[is_tone]] + 0.01
    # rows placed side by side, further apart than the reach of any tone
    along = middles + rows * (float(middles.max() - middles.min()) + 2 * float(reach.max()) + 1)
    order = np.flatnonzero(is_vowel)[np.argsort(along[is_vowel])]
    first = np.searchsorted(along[order], along[is_tone] - reach)
    count = np.searchsorted(along[order], along[is_tone] + reach) - first
    crowded = rows[is_tone][count > MOST_VOWELS]
    count = np.minimum(count, MOST_VOWELS)
    tones = np.repeat(np.flatnonzero(is_tone), count)
    vowels = order[np.repeat(first - np.cumsum(count) + count, count) + np.arange(len(tones))]
    heights = found.heights[rows[tones]]
    aside = np.abs(middles[tones] - middles[vowels]) / heights
    tone, vowel = plain.marks[tones], plain.marks[vowels]
    on_top = glyphs.bottom[tone] <= (glyphs.top[vowel] + glyphs.bottom[vowel]) / 2
    over = aside <= (glyphs.x1[vowel] - glyphs.x0[vowel]) / 2 / heights + BESIDE
    elsewhere = on_top & over & (plain.before[tones] != plain.before[vowels]) & (rows[tones] == rows[vowels])
    return np.concatenate((crowded, rows[tones[elsewhere]]))


# -- marks that fonts draw with an offset -------------------------------------------------------------------------


def seen(plain: PlainRows) -> Seen:
    """The mark offsets of fonts observed in plain rows."""
    found, glyphs, marks, before = plain.found, plain.found.glyphs, plain.marks, plain.before
    below = (found.glyphs.kinds[marks] & Kind.BELOW) != 0
    aim = (glyphs.x0[before] + 3 * glyphs.x1[before]) / 4
    aside = ((glyphs.x0[marks] + glyphs.x1[marks]) / 2 - aim) / found.heights[found.numbers[marks]]
    is_next = glyphs.indices[marks] == glyphs.indices[marks - 1] + 1
    return Seen(glyphs.fonts[marks], glyphs.codes[marks], below, believable(np.where(is_next, aside, np.nan), below))


def settle(plain: PlainRows, known: Drifts) -> Integers:
    """Remove the rows in which a mark, corrected by its font's offset, fits another letter; returns their numbers."""
    found, glyphs, before = plain.found, plain.found.glyphs, plain.before
    told = seen(plain)
    rows = found.numbers[plain.marks]
    drift = np.array(list(map(drift_of, told.fonts.tolist(), told.codes.tolist(), told.below.tolist(), repeat(known))))
    drift = drift * found.heights[rows]
    middles = (glyphs.x0[plain.marks] + glyphs.x1[plain.marks]) / 2 - drift
    is_over = ((glyphs.x0[before] + glyphs.x1[before]) / 2 <= middles) & (middles <= glyphs.x1[before])
    claims = np.flatnonzero(~is_over)
    moved = rows[claims[_moved(plain, claims, drift[claims], middles[claims])]] if len(claims) else claims
    left: Integers = np.unique(moved)
    plain.leave(left)
    return left


def _moved(plain: PlainRows, claims: Integers, drift: Numbers, middles: Numbers) -> list[int]:
    """The numbers of those marks in `claims` that fit a letter other than the one before them.

    `claims` are numbers of marks, `drift` the offsets of their fonts, `middles` their middles without the offset.
    """
    found, glyphs = plain.found, plain.found.glyphs
    marks, before = plain.marks[claims], plain.before[claims]
    rows = found.numbers[marks]
    consonants = plain.letters[(glyphs.kinds[plain.letters] & Kind.CONSONANT) != 0]
    aims = (glyphs.x0[consonants] + glyphs.x1[consonants]) / 2
    ends = np.searchsorted(consonants, found.starts)
    near: list[list[int]] = []
    for row, middle in zip(rows.tolist(), middles.tolist(), strict=True):
        first, last = ends[row], ends[row + 1]
        at = int(first + np.searchsorted(aims[first:last], middle))
        near.append(consonants[max(at - NEIGHBOURS, first) : min(at + NEIGHBOURS, last)].tolist())
    asked = list({*marks.tolist(), *before.tolist(), *(place for places in near for place in places)})
    bases = {place: Base(char, char.char) for place, char in zip(asked, glyphs.chars(np.array(asked)), strict=True)}
    moved = []
    for at, (mark, own, row) in enumerate(zip(marks.tolist(), before.tolist(), rows.tolist(), strict=True)):
        letters = [bases[place] for place in near[at]]
        owner = claimed(bases[mark].char, bases[own], letters, float(drift[at]), float(found.heights[row]))
        if owner is not bases[own]:
            moved.append(at)
    return moved


# -- lines --------------------------------------------------------------------------------------------------------


def plain_lines(plain: PlainRows, repairs: Counter[str]) -> Iterator[tuple[int, PrintedLine]]:
    """The lines of the plain rows with their numbers. Rows without letters are omitted."""
    found, glyphs, letters = plain.found, plain.found.glyphs, plain.letters
    clusters = _clusters(plain, repairs)
    left, right = glyphs.x0[letters].tolist(), glyphs.x1[letters].tolist()
    ends = np.searchsorted(letters, found.starts).tolist()
    drawn, gaps = _drawn(plain), _gaps(plain)
    heights, feet = found.heights.tolist(), found.baselines.tolist()
    for row in np.flatnonzero(np.diff(ends)).tolist():
        first, last = ends[row], ends[row + 1]
        places: list[float] = []
        if row in drawn or row in gaps:
            inks = Letters(left[first:last], right[first:last], [at - first for at in gaps.get(row, ())])
            places = spaces(drawn.get(row, ()), inks, heights[row], repairs)
        made = [cluster for cluster in clusters[first:last] if cluster is not None]
        yield row, PrintedLine(made, places, heights[row], feet[row])


def _drawn(plain: PlainRows) -> dict[int, list[Drawn]]:
    """The drawn spaces of each plain row."""
    found, glyphs = plain.found, plain.found.glyphs
    places = np.flatnonzero((found.glyphs.kinds & Kind.SPACE) != 0)
    places = places[plain.is_plain[found.numbers[places]]]
    middles, leads = (glyphs.x0[places] + glyphs.x1[places]) / 2, glyphs.lead[places]
    drawn: dict[int, list[Drawn]] = {}
    for row, middle, lead in zip(found.numbers[places].tolist(), middles.tolist(), leads.tolist(), strict=True):
        drawn.setdefault(row, []).append((middle, lead))
    return drawn


def _gaps(plain: PlainRows) -> dict[int, list[int]]:
    """For each plain row, the numbers of the letters before which pdfium sees a gap.

    Within numbers that proves nothing: the ink of a 1 or a comma is narrow.
    """
    glyphs, letters, rows = plain.found.glyphs, plain.letters, plain.found.numbers[plain.letters]
    follows = (rows[1:] == rows[:-1]) & (glyphs.indices[letters[1:]] > glyphs.indices[letters[:-1]])
    is_number = (glyphs.kinds[letters] & Kind.NUMERIC) != 0
    follows &= ~(is_number[1:] & is_number[:-1])
    gaps: dict[int, list[int]] = {}
    for at in (np.flatnonzero(glyphs.spaced[letters[1:]] & follows) + 1).tolist():
        gaps.setdefault(int(rows[at]), []).append(at)
    return gaps


def _clusters(plain: PlainRows, repairs: Counter[str]) -> list[Cluster | None]:
    """The cluster of each letter; None for a sara aa that was joined to the ring before it."""
    glyphs, letters, marks = plain.found.glyphs, plain.letters, plain.marks
    made = list(
        map(
            Cluster,
            map(chr, glyphs.codes[letters].tolist()),
            glyphs.x0[letters].tolist(),
            glyphs.x1[letters].tolist(),
            glyphs.top[letters].tolist(),
            glyphs.bottom[letters].tolist(),
            repeat(None),
            glyphs.runs[letters].tolist(),
        )
    )
    carried: dict[int, list[str]] = {}
    owners = np.searchsorted(letters, plain.before).tolist()
    codes, tops, bottoms = glyphs.codes[marks].tolist(), glyphs.top[marks].tolist(), glyphs.bottom[marks].tolist()
    for owner, code, top, bottom in zip(owners, codes, tops, bottoms, strict=True):
        carried.setdefault(owner, []).append(chr(code))
        cluster = made[owner]
        cluster.top = top if top < cluster.top else cluster.top  # min() and max() are slower
        cluster.bottom = bottom if bottom > cluster.bottom else cluster.bottom
    joined: list[int] = []
    for owner, texts in carried.items():
        told = in_storage_order(texts) if len(texts) > 1 else texts
        if NIKHAHIT in told:
            told = [*(mark for mark in told if mark != NIKHAHIT), SARA_AM]
            _join(made[owner], made[owner + 1])
            joined.append(owner + 1)
        made[owner].text += "".join(told)
    if joined:
        repairs["sara_am_joined"] += len(joined)
    return _without(made, joined)


def _join(letter: Cluster, following: Cluster) -> None:
    """Add the ink of a sara aa after a ring to the letter of the ring."""
    letter.x1, letter.top = max(letter.x1, following.x1), min(letter.top, following.top)


def _without(made: list[Cluster], joined: Sequence[int]) -> list[Cluster | None]:
    kept: list[Cluster | None] = [*made]
    for at in joined:
        kept[at] = None
    return kept
