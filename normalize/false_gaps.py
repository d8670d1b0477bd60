"""Closes gaps inside words that programs print which place the letters of a page one by one.

A mark that overhangs its letter leaves room behind it, which such programs take for a space: "ป้ องกัน", "เป็ น". A mark
that is drawn before its letter ends up behind the next one: "ทัง้ สิน". Only gaps where no Thai word can end are closed.
"""

from __future__ import annotations

import re

from normalize.script import CONSONANT, LEADING_VOWEL, LETTER, MAITAIKHU, TONE, UPPER_LOWER_VOWEL

_SHORT_A = "ั"
"""Mai han akat: a consonant always follows it."""

_NEVER_LAST = (
    rf"{_SHORT_A}[{TONE}]?",
    rf"(?:[{LEADING_VOWEL}][{CONSONANT}]|(?!ก)[{CONSONANT}]){MAITAIKHU}",
    rf"(?<![{LEADING_VOWEL}])(?<![{LEADING_VOWEL}][{CONSONANT}])(?!บ)[{CONSONANT}][{TONE}]",
)
"""What no word ends with. The words ก็ and บ่ do end so; a vowel written before the consonant allows it, too."""

_GAP = re.compile(rf"(?P<before>{'|'.join(_NEVER_LAST)}) (?=[{CONSONANT}ะา])")
_LATE_TONE = re.compile(
    rf"(?<=[{CONSONANT}][{UPPER_LOWER_VOWEL}])(?P<last>[{CONSONANT}])(?P<tone>[{TONE}])"
    rf"(?: (?=[{LETTER}])|(?![{LETTER}]))"
)
_SIGNS = re.compile(rf"[{_SHORT_A}{MAITAIKHU}{TONE}](?: |\Z)")


def close_gaps(text: str) -> str:
    """The text without gaps where no word can end, and with each tone on the syllable that it is printed on.

    >>> close_gaps("การป้ องกันทัง้ สิน")
    'การป้องกันทั้งสิน'
    """
    if not _SIGNS.search(text):
        return text
    return _GAP.sub(r"\g<before>", _LATE_TONE.sub(r"\g<tone>\g<last>", text))


def is_false_gap(text: str, at: int) -> bool:
    """Whether the space at an index of a text is one that `close_gaps` closes."""
    found = _GAP.search(text, max(at - 4, 0), at + 2)
    return found is not None and found.end() == at + 1
