"""The Thai script by name: classes of its letters and marks for regular expressions, its digits, single signs.

A constant that is a class is written to stand between the brackets of a regular expression: `[{CONSONANT}]`.
Single signs and digits are plain strings. Nothing here knows a word.
"""

from __future__ import annotations

# -- classes ----------------------------------------------------------------------------------------------------------

CONSONANT = "ก-ฮ"
"""The letters that carry marks, ฤ and ฦ among them."""

LEADING_VOWEL = "เ-ไ"
"""Vowels written before their consonant."""

FOLLOWING_VOWEL = "ะาำ"
"""Vowels written behind their consonant as letters of their own."""

UPPER_LOWER_VOWEL = "ิ-ูั"
"""The vowels above and below a consonant: it carries one of them at the most."""

VOWEL_MARK = "ัิ-ฺ็"
"""The same, phinthu and maitaikhu: the marks nearest to the consonant."""

TONE = "่-๋"
"""The four tone marks."""

TOP_MARK = "์-๎"
"""Thanthakhat, nikhahit and yamakkan."""

MARK = "ัิ-ฺ็-๎"
"""Every mark above or below a consonant: what stands on no line of its own."""

FOLLOWING = "ะ-ฺเ-์"
"""What may follow a word's first letters, beside consonants: vowels, marks, ๆ."""

ATTACHED = "ะ-ฺ็-๎"
"""Vowels and marks that belong to the letter before them: no word begins with one."""

LETTER = "ก-ฺเ-๎"
"""Letters, vowels and marks, ๆ among them: what words are made of."""

WORD = "ก-๎"
"""The same and the sign of the baht: where none of these stands before or behind it, a word is whole."""

SPELLED = "ก-ฺเ-ๅ็-๎"
"""`LETTER` without ๆ."""

DIGIT = "๐-๙"
"""Thai digits."""

THAI = "\u0e00-\u0e7f"
"""The block of the script in Unicode."""

ASSIGNED = "ก-๛"
"""The codes of the block that mean something."""

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
"""All codes from ก to the last sign, unassigned ones among them."""

FLAT_CONSONANTS = "กขคฆงจฉชซฌณดตถทธนบผพภมยรลวศษสหอฮ"
"""Consonants without a part above or below the others: their ink gives the height of a letter."""

LIST_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""The letters that number lists, in order; the rare ones are left out."""
