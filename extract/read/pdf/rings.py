"""Sara am: identifies its ring whatever its code, and distinguishes sara am from sara aa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.read.pdf.glyph_rows import Row
from extract.read.pdf.glyphs import Char
from extract.read.pdf.letters import AA, MARKS, UNKNOWN
from normalize.script import NIKHAHIT, SARA_AA, SARA_AM

RAISED = 0.55
"""Minimum height of the bottom of a raised mark above the baseline, in letter heights."""

ROUND = 0.65
"""Minimum ratio of the sides of a ring's ink box."""

TALL = 0.22
"""Minimum height that the ring of sara am adds to sara aa, in letter heights."""


_NOTHING = frozenset((" ", "\xa0", UNKNOWN, SARA_AM))


def is_raised(char: Char, row: Row) -> bool:
    """Whether a glyph's ink is small and above the letters."""
    height = char.bottom - char.top
    return 0 < height < row.height and row.baseline - char.bottom >= RAISED * row.height and char.width < row.height


def is_round(char: Char) -> bool:
    """Whether a glyph's ink is about as wide as it is high."""
    return ROUND <= char.width / char.height <= 1 / ROUND


def name_rings(rows: Sequence[Row], repairs: Counter[str]) -> None:
    """Correct the code of sara am's ring if the font gives it another one: a space, a zero, U+FFFD, sara am.

    Only a mark is raised before sara aa. It may be a tone without a code, but a tone also occurs before other letters.
    A glyph is therefore the ring only if it is raised only before sara aa, and is round or has a meaningless code.
    Glyphs of one font and code are distinguished by size, as many fonts give several glyphs the code of a space.
    """
    raised: dict[tuple[int, str, int, int], list[tuple[Char, bool]]] = {}
    for row in rows:
        floor = row.baseline - RAISED * row.height
        suspects = [c for c in row.chars if c.bottom <= floor and c.char not in MARKS and is_raised(c, row)]
        if suspects:
            _collect(row, suspects, raised)
    for (_, code, *_), found in raised.items():
        if all(before_aa and (code in _NOTHING or is_round(char)) for char, before_aa in found):
            repairs["sara_am_ring"] += len(found)
            for char, _ in found:
                char.char, char.unsure = NIKHAHIT, False


def _collect(
    row: Row, suspects: Sequence[Char], raised: dict[tuple[int, str, int, int], list[tuple[Char, bool]]]
) -> None:
    floor = row.baseline - RAISED * row.height
    letters = [c for c in row.chars if c.bottom > floor and c.char not in MARKS and not c.char.isspace()]
    for char in suspects:
        if char.char in MARKS:
            continue
        # in tenths of the letter height, so that one glyph at two font sizes is the same
        size = (round(10 * char.width / row.height), round(10 * char.height / row.height))
        after = min((c for c in letters if c.middle > char.middle), key=lambda c: c.middle, default=None)
        raised.setdefault((char.font, char.char, *size), []).append((char, after is not None and after.char in AA))


def is_mark(char: Char, row: Row, repairs: Counter[str]) -> bool:
    """Whether a glyph is a mark by its ink, although its code is not a mark."""
    if not is_raised(char, row):
        return False
    if char.char == SARA_AM:
        repairs["sara_am_ring"] += 1
        char.char = NIKHAHIT
        return True
    if char.char.isspace() or char.char == UNKNOWN or char.unsure:
        repairs["unmapped_mark"] += 1
        char.char = UNKNOWN
        return True
    return False


def base_text(char: Char, row: Row, repairs: Counter[str]) -> str:
    """The text of a sara am or sara aa, distinguished by the ring."""
    text = char.char
    rise = (row.baseline - char.top) / row.height - 1
    if text == SARA_AM and rise < TALL:
        repairs["aa_as_am"] += 1
        return SARA_AA
    if text == SARA_AA and rise > TALL * 1.5:
        repairs["am_as_aa"] += 1
        return SARA_AM
    return text
