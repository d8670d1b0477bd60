"""Sara am: its ring under any code, and which glyph is a plain sara aa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from extract.read.pdf.font_data import font_data
from extract.read.pdf.glyph_rows import Row
from extract.read.pdf.glyphs import Char
from extract.read.pdf.letters import AA, CONSONANTS, MARKS, TONES, TOPS, UNKNOWN
from normalize.script import NIKHAHIT, SARA_AA, SARA_AM

RAISED = 0.55
"""A mark's foot stands at least this many letter heights above the baseline."""

ROUND = 0.65
"""Least ratio of a ring's sides."""

TALL = 0.22
"""What sara am's ring adds to the height of sara aa, in letter heights, at the least."""


_NOTHING = frozenset((" ", "\xa0", UNKNOWN, SARA_AM))


def is_raised(char: Char, row: Row) -> bool:
    """Whether a glyph's ink is small and stands above the letters."""
    height = char.bottom - char.top
    return 0 < height < row.height and row.baseline - char.bottom >= RAISED * row.height and char.width < row.height


def is_round(char: Char) -> bool:
    """Whether a glyph's ink is about as wide as it is high."""
    return ROUND <= char.width / char.height <= 1 / ROUND


def name_rings(rows: Sequence[Row], repairs: Counter[str]) -> None:
    """Call sara am's ring a ring where the font gives it the code of something else: a space, a zero, U+FFFD, sara am.

    Nothing but a mark stands raised before sara aa. A tone without a code would too, but stands before other letters
    as well; so a glyph is the ring only if it stands raised before sara aa alone, and is round or has a code that means
    nothing. Glyphs of one font and code are told apart by their size: many a font calls several of its glyphs a space.
    """
    raised: dict[tuple[int, str, int, int], list[tuple[Char, bool]]] = {}
    for row in rows:
        floor = row.baseline - RAISED * row.height
        suspects = [c for c in row.chars if c.bottom <= floor and c.char not in MARKS and is_raised(c, row)]
        if suspects:
            _name_tones(row, suspects, repairs)
            _collect(row, suspects, raised)
    for (_, code, *_), found in raised.items():
        if all(before_aa and (code in _NOTHING or is_round(char)) for char, before_aa in found):
            repairs["sara_am_ring"] += len(found)
            for char, _ in found:
                char.char, char.unsure = NIKHAHIT, False


@cache
def _raised_tones() -> dict[str, str]:
    """The tones above a vowel of the UPC fonts, by their glyph numbers taken as characters."""
    return {chr(code): char for code, char in font_data().family("UPC").items() if char in TONES | TOPS}


def _name_tones(row: Row, suspects: Sequence[Char], repairs: Counter[str]) -> None:
    """Accented capitals that stand raised over Thai letters are tones: no capital is small and raised."""
    if not any(char.char in CONSONANTS for char in row.chars):
        return
    for char in suspects:
        if char.char in _raised_tones():
            char.char, char.unsure = _raised_tones()[char.char], False
            repairs["raised_tone"] += 1


def _collect(
    row: Row, suspects: Sequence[Char], raised: dict[tuple[int, str, int, int], list[tuple[Char, bool]]]
) -> None:
    floor = row.baseline - RAISED * row.height
    letters = [c for c in row.chars if c.bottom > floor and c.char not in MARKS and not c.char.isspace()]
    for char in suspects:
        if char.char in MARKS:
            continue
        # in tenths of a letter's height, so that one glyph at two sizes is one
        size = (round(10 * char.width / row.height), round(10 * char.height / row.height))
        after = min((c for c in letters if c.middle > char.middle), key=lambda c: c.middle, default=None)
        raised.setdefault((char.font, char.char, *size), []).append((char, after is not None and after.char in AA))


def is_mark(char: Char, row: Row, repairs: Counter[str]) -> bool:
    """Whether a glyph that no code calls a mark is one by its ink."""
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
    """The text of a sara am or sara aa: they are told apart by whether the ring is there."""
    text = char.char
    rise = (row.baseline - char.top) / row.height - 1
    if text == SARA_AM and rise < TALL:
        repairs["aa_as_am"] += 1
        return SARA_AA
    if text == SARA_AA and rise > TALL * 1.5:
        repairs["am_as_aa"] += 1
        return SARA_AM
    return text
