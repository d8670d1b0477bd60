"""Properties of glyph codes as flags: maps a column of codes to a column of flags."""

from __future__ import annotations

import string
from enum import IntFlag, auto

import numpy as np

from extract.read.layout.printed import NUMERIC
from extract.read.pdf.font_data import font_data
from extract.read.pdf.glyph_arrays import Integers
from extract.read.pdf.letters import AA, ABOVE, BELOW, CONSONANTS, FLAT, MARKS, TONES, TOPS, UNKNOWN

NO_TEXT = frozenset(
    "\r\n\x00\ufffe\uffff\x02" + "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u034f"
    # directions of writing
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
)
"""Line ends and characters without width."""

RAISED_MARKS = ABOVE | TONES | TOPS

ACCENTED = frozenset(char for char in map(chr, range(0xC0, 0x180)) if char.isalpha())

GROUNDED = frozenset(string.ascii_letters + string.digits + ",.;:!?()[]{}/&%$#@+") | ACCENTED
"""Characters that touch the baseline in every font. The dot of a comma is on the baseline."""

ARABIC = frozenset("0123456789")

LATIN = frozenset(
    "".join(bytes(range(0x80, 0x100)).decode(encoding, "ignore") for encoding in ("cp1252", "mac_roman", "latin-1"))
    + "\u2126\u2044\u0192\u2039\u203a\ufb01\ufb02\u2020\u2021\u201a\u201e\u2030\u02c6\u02dc"
    + "".join(ACCENTED)
    + "\u02d8\u02d9\u02da\u02dd\u02db\u02c7\u0141\u0142\u0131\u0152\u0153"
)
"""The characters above ASCII of the 8-bit Latin encodings, those of PostScript, and other accented letters."""

SIGNS = frozenset("\xa0\xad“”‘’–—…•·°×÷±§©®™¼½¾¹²³£¥€ƒ")
"""Those that occur in Thai text."""


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
    NUMERIC = auto()
    """An Arabic digit, a comma or a full stop."""
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
    """A character above ASCII of an 8-bit Latin encoding."""
    OLD = auto()
    """One of these that Thai text does not contain: a letter, an accent, a sign of mathematics, a control code."""
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
        Kind.NUMERIC: char in NUMERIC,
        Kind.DIGIT: char in ARABIC,
        Kind.MEANINGLESS: is_meaningless(char),
        Kind.BLANK: char in " \xa0",
        Kind.DROPPED: char in NO_TEXT or char in data.hints,
        Kind.PRIVATE: char in data.private_use,
        Kind.LATIN: char in LATIN,
        Kind.OLD: char in LATIN and char not in SIGNS,
    }
    return int(sum((flag for flag, is_set in flags.items() if is_set), start=Kind.KNOWN))


def is_meaningless(code: str) -> bool:
    """Whether a code names no character: U+FFFD, control codes, private-use codes without a fixed meaning."""
    data = font_data()
    is_private = "\ue000" <= code <= "\uf8ff" and code not in data.private_use and code not in data.hints
    return code == UNKNOWN or is_private or (code < " " and code not in "\t\n\r")
