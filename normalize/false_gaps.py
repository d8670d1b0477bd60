"""Closes gaps inside words that programs print which place the letters of a page one by one.

A mark that overhangs its letter leaves room behind it, which such programs take for a space: "ป้ องกัน", "เป็ น". A mark
that is drawn before its letter ends up behind the next one: "ทัง้ สิน". Only gaps where no Thai word can end are closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.script import CONSONANT, LEADING_VOWEL, LETTER, MAITAIKHU, TAILED, TONE, UPPER_LOWER_VOWEL

_SHORT_A = "ั"
"""Mai han akat: a consonant always follows it."""

_HIGH_I = "ิ-ื"
"""The four vowels above a letter that are half of another behind เ: เ-ิ-น, เ-ี-ย, เ-ื-อ."""

_NEVER_LAST = (
    rf"{_SHORT_A}[{TONE}]?",
    rf"(?:[{LEADING_VOWEL}][{CONSONANT}]|(?!ก)[{CONSONANT}]){MAITAIKHU}",
    rf"เ[{CONSONANT}]{{1,2}}[{_HIGH_I}][{TONE}]?",
    rf"(?<![{LEADING_VOWEL}])(?<![{LEADING_VOWEL}][{CONSONANT}])(?!บ)[{CONSONANT}][{TONE}]",
)
"""What no word ends with. The words ก็ and บ่ do end so; a vowel written before the consonant allows it, too."""

_GAP = re.compile(rf"(?P<before>{'|'.join(_NEVER_LAST)}) (?=[{CONSONANT}ะา])")
_LATE_TONE = re.compile(
    rf"(?<=[{CONSONANT}][{UPPER_LOWER_VOWEL}])(?P<last>[{CONSONANT}])(?P<tone>[{TONE}])"
    rf"(?: (?=[{LETTER}])|(?![{LETTER}]))"
)
_SIGNS = re.compile(rf"[{_SHORT_A}{_HIGH_I}{MAITAIKHU}{TONE}](?: |\Z)")


_TAILED = rf"[{TAILED}][{UPPER_LOWER_VOWEL}{MAITAIKHU}{TONE}]{{1,2}}"
"""A letter with a tail at its right, and the marks that stand left of it for its sake."""

_BEHIND_TAIL = re.compile(rf"(?P<before>{_TAILED}) (?=[{CONSONANT}])")
_CLOSE_TO_TAIL = re.compile(rf"{_TAILED}[{CONSONANT}]")

FEWEST_TAILS = 3
"""Minimum number of gaps behind such a letter."""


def parts_tails(texts: Sequence[str]) -> bool:
    """Whether a document has a gap behind every marked letter with a tail, some of them where no word can end.

    Then none of these gaps is one: ปี งบประมาณ.
    """
    gaps = [found for text in texts for found in _BEHIND_TAIL.finditer(text)]
    if len(gaps) < FEWEST_TAILS or any(_CLOSE_TO_TAIL.search(text) for text in texts):
        return False
    return any(is_false_gap(found.string, found.end() - 1) for found in gaps)


def close_gaps(text: str, behind_tails: bool = False) -> str:
    """The text without gaps where no word can end, and with each tone on the syllable that it is printed on.

    `behind_tails`: also without those that `parts_tails` found in its document.

    >>> close_gaps("การป้ องกันทัง้ สิน")
    'การป้องกันทั้งสิน'
    """
    if not (behind_tails or _SIGNS.search(text)):
        return text
    closed = _GAP.sub(r"\g<before>", _LATE_TONE.sub(r"\g<tone>\g<last>", text))
    return _BEHIND_TAIL.sub(r"\g<before>", closed) if behind_tails else closed


def is_false_gap(text: str, at: int) -> bool:
    """Whether the space at an index of a text is one that `close_gaps` closes."""
    found = _GAP.search(text, max(at - 4, 0), at + 2)
    return found is not None and found.end() == at + 1
