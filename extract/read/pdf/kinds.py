"""Properties of glyph codes as flags: maps a column of codes to a column of flags."""

from __future__ import annotations

import string
from enum import IntFlag, auto

import numpy as np

from extract.read.pdf.font_data import font_data
from extract.read.pdf.glyph_arrays import Integers
from extract.read.pdf.letters import AA, ABOVE, BELOW, CONSONANTS, FLAT, MARKS, TONES, TOPS, UNKNOWN

NO_TEXT = frozenset("\r\n\x00\ufffe\uffff\x02")

RAISED_MARKS = ABOVE | TONES | TOPS

GROUNDED = frozenset(string.ascii_letters + string.digits + ",.;:!?()[]{}/&%$#@+")
"""Characters that touch the baseline in every font. The dot of a comma is on the baseline."""

ARABIC = frozenset("0123456789")


class Kind(IntFlag):
    """The flags of a code."""

    MARK = auto()
    SPACE = auto()
    FLAT = auto()
    """A consonant whose ink gives the height of a letter."""
    ALNUM = auto()
    CONSONANT = auto()
    AA = auto()
    """Sara aa and sara am."""
    ABOVE = auto()
    """A vowel above, on which a tone may be stacked."""
    BELOW = auto()
    RAISED = auto()
    """A mark above the letters."""
    GROUNDED = auto()
    DIGIT = auto()
    """An Arabic digit."""
    MEANINGLESS = auto()
    """A code that names no character."""
    BLANK = auto()
    """A space that must have no ink."""
    DROPPED = auto()
    """A line end, or a control code for drawing the preceding mark."""
    PRIVATE = auto()
    """A private-use code with a fixed meaning."""
    LATIN = auto()
    """A code from the upper half of Latin-1."""
    OLD = auto()
    """A code for which 8-bit Thai fonts have a Thai character."""
    KNOWN = auto()
    """Set once the flags of the code have been computed."""


_KINDS = np.zeros(0x110000, dtype=np.int64)
"""The flags of all codes, computed on first use. Unused parts take no memory."""


def kinds_of(codes: Integers) -> Integers:
    """The flags of each code."""
    kinds: Integers = _KINDS[codes]
    if not kinds.all():
        for code in np.unique(codes[kinds == 0]).tolist():
            _KINDS[code] = _kind(code)
        kinds = _KINDS[codes]
    return kinds


def _kind(code: int) -> int:
    char = chr(code)
    data = font_data()
    flags = {
        Kind.MARK: char in MARKS,
        Kind.SPACE: char.isspace() and char not in MARKS,
        Kind.FLAT: char in FLAT,
        Kind.ALNUM: char.isalnum(),
        Kind.CONSONANT: char in CONSONANTS,
        Kind.AA: char in AA,
        Kind.ABOVE: char in ABOVE,
        Kind.BELOW: char in BELOW,
        Kind.RAISED: char in RAISED_MARKS,
        Kind.GROUNDED: char in GROUNDED,
        Kind.DIGIT: char in ARABIC,
        Kind.MEANINGLESS: is_meaningless(char),
        Kind.BLANK: char in " \xa0",
        Kind.DROPPED: char in NO_TEXT or char in data.hints,
        Kind.PRIVATE: char in data.private_use,
        Kind.LATIN: "\x80" <= char <= "\xfc",
        Kind.OLD: bool(old_meaning(char)),
    }
    return int(sum((flag for flag, is_set in flags.items() if is_set), start=Kind.KNOWN))


def is_meaningless(code: str) -> bool:
    """Whether a code names no character: U+FFFD, control codes, private-use codes without a fixed meaning."""
    data = font_data()
    is_private = "\ue000" <= code <= "\uf8ff" and code not in data.private_use and code not in data.hints
    return code == UNKNOWN or is_private or (code < " " and code not in "\t\n\r")


def old_meaning(code: str) -> str:
    """The Thai character in an 8-bit Thai font at the Windows code of this Latin character; "" if none."""
    if code < "\x80":
        return ""
    try:
        byte = code.encode("cp1252")
    except UnicodeEncodeError:
        return ""
    meaning = font_data().old_codes.get(chr(byte[0]), "")
    if meaning or byte[0] < 0xA1:
        return meaning
    return byte.decode("cp874", "ignore")
