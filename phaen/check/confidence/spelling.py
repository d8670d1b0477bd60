"""Whether the words of a text are words. OCR that misreads a letter or a mark usually leaves something else.

What it leaves may be a word, too, where two letters look alike: ซื่อ and ชื่อ. Such a word proves nothing, and if both
halves of a project have it, both may be misread.
"""

from __future__ import annotations

import re

from normalize.lexicon import load
from normalize.remember import remembered
from normalize.script import LETTER
from normalize.thai_words import dictionary, unknown_letters, words_of

_RUN = re.compile(f"[{LETTER}]+")
_STRAY = re.compile(r"(?:^|\s)[^\w\s()/\"“”–-]+(?:\s|$)|\ufffd")
"""Signs alone, where print has specks or a rule."""


@remembered
def is_in_words(text: str) -> bool:
    """Whether a text has Thai letters, and each run of them is a sequence of words of the dictionary.

    >>> is_in_words("โครงการส่งเสริมคุณธรรม"), is_in_words("โครงการส่งเสริมคุณธรมม"), is_in_words("2-")
    (True, False, False)
    """
    runs = _RUN.findall(text)
    return bool(runs) and _STRAY.search(text) is None and all(unknown_letters(run) == 0 for run in runs)


@remembered
def has_rival(text: str) -> bool:
    """Whether a word of a text is another word if one letter is replaced by one that looks like it.

    >>> has_rival("ห้องเรียนชื่อตรง"), has_rival("โครงการสุจริต")
    (True, False)
    """
    return any(_rivals(word) for word in words_of([text]))


@remembered
def has_taken(text: str) -> bool:
    """Whether a text has a word that OCR reads for one of the same shape, and that plans do not use.

    >>> has_taken("โครงการรักษ์น้าใส"), has_taken("กิจกรรมหน้าเสาธง")
    (True, False)
    """
    known = load("confidence.toml")
    return any(pair in text for pair in known["taken_pairs"]) or any(
        word in known["taken"] for word in words_of([text])
    )


@remembered
def _rivals(word: str) -> bool:
    known = dictionary()
    for at, letter in enumerate(word):
        for group in load("confidence.toml")["alike"]:
            if letter in group and any(
                word[:at] + other + word[at + 1 :] in known for other in group if other != letter
            ):
                return True
    return False
