"""Restores marks that OCR loses: a tone mark above a vowel (ท้องถิน), the ring of sara am below one (น้ามัน).

They are the smallest ink of a page, and touch what is below them. Only what proves its loss is restored: the letters
make one word of the dictionary with their marks, none without them, and better words than any other reading of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

from normalize.remember import remembered
from normalize.script import LETTER
from normalize.thai_words import SHORTEST, START, dictionary, ends_word, unknown_letters

FEWEST = 3
"""Minimum number of letters of a word that is restored. Shorter ones are too similar to others."""

MOST_MARKS = 4
"""Maximum number of marks of a word that may be lost."""

DAMAGED = 0.8
"""Weight of a damaged word relative to an intact one of the same length."""

_LOST = re.compile("(?<=[ัิีึื])[่้๊๋]|ำ")
_RUN = re.compile(f"[{LETTER}]{{5,400}}")
_WITHOUT_RING = {"ำ": "า"}


def with_tones(text: str) -> str:
    """The text with the marks that its words prove to be lost.

    >>> with_tones("การปกครองส่วนท้องถิน"), with_tones("ค่าน้ามันเชื้อเพลิง"), with_tones("ถิ่นฐาน")
    ('การปกครองส่วนท้องถิ่น', 'ค่าน้ำมันเชื้อเพลิง', 'ถิ่นฐาน')
    """
    return _RUN.sub(lambda run: _restored(run[0]), text)


@remembered
def _restored(run: str) -> str:
    steps, at, pieces = _best_words(run), 0, list[str]()
    while at < len(run):
        piece = run[at : steps[at]]
        pieces.append(piece if piece in dictionary() else _damaged().get(piece, piece))
        at = steps[at]
    made = "".join(pieces)
    return made if made != run and unknown_letters(made) <= unknown_letters(run) else run


def _best_words(run: str) -> list[int]:
    """The end of the word, intact or damaged, that begins at each position, for the largest sum of squared lengths."""
    best, steps = [0.0] * (len(run) + 1), [0] * len(run)
    known, damaged = dictionary(), _damaged()
    for at in range(len(run) - 1, -1, -1):
        best[at], steps[at] = best[at + 1], at + 1
        for length in (SHORTEST, *_lengths().get(run[at : at + START], ())):
            end = at + length
            piece = run[at:end]
            is_known = piece in known
            if end <= len(run) and (is_known or piece in damaged) and ends_word(run[end : end + 1]):
                worth = length**2 * (1 if is_known else DAMAGED) + best[end]
                if worth > best[at]:
                    best[at], steps[at] = worth, end
    return steps


@cache
def _damaged() -> Mapping[str, str]:
    """The words by their forms without some of their marks, each the form of one word and no word itself."""
    found: dict[str, set[str]] = {}
    for word in dictionary():
        if len(word) > FEWEST:
            for form in _lost_forms(word):
                found.setdefault(form, set()).add(word)
    return {form: words.pop() for form, words in found.items() if len(words) == 1 and form not in dictionary()}


def _lost_forms(word: str) -> Iterator[str]:
    places = [(found.start(), found[0]) for found in _LOST.finditer(word)]
    for count in range(1, len(places) + 1) if len(places) <= MOST_MARKS else ():
        for lost in combinations(places, count):
            letters = list(word)
            for at, mark in lost:
                letters[at] = _WITHOUT_RING.get(mark, "")
            yield "".join(letters)


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Maps the first three letters to the lengths of the words, intact and damaged, that begin with them."""
    found: dict[str, set[int]] = {}
    for word in (*dictionary(), *_damaged()):
        if len(word) >= START:
            found.setdefault(word[:START], set()).add(len(word))
    return {start: tuple(sorted(lengths)) for start, lengths in found.items()}
