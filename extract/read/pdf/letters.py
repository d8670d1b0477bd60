"""Groups of Thai letters and marks by their position on a line."""

from __future__ import annotations

from normalize import script
from normalize.script import SARA_AA, SARA_AM

AA = frozenset((SARA_AA, SARA_AM))
UNKNOWN = "\ufffd"

STAND_INS = "".join(map(chr, range(0xF0000, 0xF0020)))
"""Private-use placeholders for marks not identified yet. The first half is for marks below the letters."""

BELOW = frozenset(script.SARA_U + script.SARA_UU + script.PHINTHU + STAND_INS[:16])
ABOVE = frozenset(script.ABOVE)
TONES = frozenset(script.TONES)
TOPS = frozenset(script.THANTHAKHAT + script.YAMAKKAN)
MARKS = BELOW | ABOVE | TONES | TOPS | frozenset(STAND_INS)

RANK = {**dict.fromkeys(BELOW, 0), **dict.fromkeys(ABOVE, 1), **dict.fromkeys(TONES, 2), **dict.fromkeys(TOPS, 3)}
"""Storage order of the marks of one letter."""

CONSONANTS = frozenset(chr(code) for code in range(0x0E01, 0x0E2F))
"""The letters that carry marks, including ฤ and ฦ."""

FLAT = frozenset(script.FLAT_CONSONANTS)
"""Consonants without ascender or descender. Their ink gives the height of a letter."""
