"""The Thai letters and marks by what matters for their place on a line."""

from __future__ import annotations

NIKHAHIT, SARA_AA, SARA_AM, SARA_E, SARA_AE = "\u0e4d", "\u0e32", "\u0e33", "\u0e40", "\u0e41"
AA = frozenset((SARA_AA, SARA_AM))
UNKNOWN = "\ufffd"

STAND_INS = "".join(map(chr, range(0xF0000, 0xF0020)))
"""Private codes that stand for marks whose meaning is being looked for; the first half of them is below the letters."""

BELOW = frozenset("\u0e38\u0e39\u0e3a" + STAND_INS[:16])
ABOVE = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d")
TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b")
TOPS = frozenset("\u0e4c\u0e4e")
MARKS = BELOW | ABOVE | TONES | TOPS | frozenset(STAND_INS)

RANK = {**dict.fromkeys(BELOW, 0), **dict.fromkeys(ABOVE, 1), **dict.fromkeys(TONES, 2), **dict.fromkeys(TOPS, 3)}
"""Storage order of the marks of one letter."""

CONSONANTS = frozenset(chr(code) for code in range(0x0E01, 0x0E2F))
"""The letters that carry marks, ฤ and ฦ among them."""

FLAT = frozenset("กขคฆงจฉชซฌณดตถทธนบผพภมยรลวศษสหอฮ")
"""Consonants without a part above or below the others: their ink gives the height of a letter."""
