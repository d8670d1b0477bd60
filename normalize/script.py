"""Named constants of the Thai script: classes of letters and marks for regular expressions, digits, single signs.

A class constant is used inside the brackets of a regular expression: `[{CONSONANT}]`. Single signs and digits are
plain strings. This module contains no words.
"""

from __future__ import annotations

# -- classes ----------------------------------------------------------------------------------------------------------

CONSONANT = "ก-ฮ"
"""The letters that carry marks, including ฤ and ฦ."""

TAILED = "ปฝฟ"
"""The letters with a tail at their right, whose marks stand left of it."""

LEADING_VOWEL = "เ-ไ"
"""Vowels written before their consonant."""

FOLLOWING_VOWEL = "ะาำ"
"""Vowels written after their consonant as separate letters."""

NARROW_LETTER = "เ-ไา"
"""Letters of about half the width of the others in the fonts of print."""

UPPER_LOWER_VOWEL = "ิ-ูั"
"""The vowels above and below a consonant. A consonant carries at most one of them."""

VOWEL_MARK = "ัิ-ฺ็"
"""The same with phinthu and maitaikhu: the marks nearest to the consonant."""

TONE = "่-๋"
"""The four tone marks."""

TOP_MARK = "์-๎"
"""Thanthakhat, nikhahit and yamakkan."""

MARK = "ัิ-ฺ็-๎"
"""All marks above or below a consonant, which do not advance the line."""

FOLLOWING = "ะ-ฺเ-์"
"""Characters other than consonants that may follow the first letters of a word: vowels, marks, ๆ."""

ATTACHED = "ะ-ฺ็-๎"
"""Vowels and marks that belong to the preceding letter. No word begins with one."""

LETTER = "ก-ฺเ-๎"
"""Letters, vowels and marks, including ๆ: the characters of words."""

WORD = "ก-๎"
"""The same with the baht sign. A match with none of these before or after it is a whole word."""

SPELLED = "ก-ฺเ-ๅ็-๎"
"""`LETTER` without ๆ."""

DIGIT = "๐-๙"
"""Thai digits."""

THAI = "\u0e00-\u0e7f"
"""The Unicode block of the script."""

ASSIGNED = "ก-๛"
"""The assigned codes of the block."""

# -- digits and signs -------------------------------------------------------------------------------------------------

DIGITS = "๐๑๒๓๔๕๖๗๘๙"
"""The digits from 0 to 9."""

TO_ARABIC = str.maketrans(DIGITS, "0123456789")
FROM_ARABIC = str.maketrans("0123456789", DIGITS)

NIKHAHIT, SARA_AA, SARA_AM, SARA_E, SARA_AE = "ํ", "า", "ำ", "เ", "แ"
SARA_U, SARA_UU, PHINTHU = "ุ", "ู", "ฺ"
MAITAIKHU, THANTHAKHAT, YAMAKKAN = "็", "์", "๎"
REPETITION = "ๆ"
ABBREVIATION = "ฯ"
BAHT_SIGN = "฿"
LAKKHANGYAO = "ๅ"

TONES = "่้๊๋"
"""The tone marks in the order of their codes."""

ABOVE = "ัิีึื็ํ"
"""The vowels and the ring above a consonant."""

# -- alphabets --------------------------------------------------------------------------------------------------------

LETTERS = "".join(map(chr, range(0x0E01, 0x0E5C)))
"""All codes from ก to the last sign, including unassigned ones."""

FLAT_CONSONANTS = "กขคฆงจฉชซฌณดตถทธนบผพภมยรลวศษสหอฮ"
"""Consonants without ascender or descender. Their ink gives the height of a letter."""

LIST_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""The letters used to number lists, in order, without the rare ones."""

DASHES = "-‐‑‒–—―−─━﹣－"
"""Signs that stand for nothing in a cell: hyphens, dashes, minus signs, and lines of boxes in their place."""
