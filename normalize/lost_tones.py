"""Restores marks that OCR loses: a tone mark above a vowel (ท้องถิน), the ring of sara am below one (น้ามัน), others.

They are the smallest ink of a page, and touch what is below them. Only what proves its loss is restored: the letters
make one word of the dictionary with their marks, none without them, and better words than any other reading of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from normalize.lexicon import load
from normalize.remember import remembered
from normalize.script import SPELLED
from normalize.thai_words import SHORTEST, START, dictionary, ends_word, unknown_letters

FEWEST, FEWEST_OTHER = 3, 4
"""Minimum number of letters of a word without its tones, and with another mark lost or false, that is restored."""

MOST_MARKS = 4
"""Maximum number of marks of a word that may be lost."""

DAMAGED = 0.8
"""Weight of a damaged word relative to an intact one of the same length."""

_RUN = re.compile(f"[{SPELLED}]{{{FEWEST},400}}")
_LOST = re.compile("(?<=[ัิีึื])[่้๊๋]|ำ")
_SINGLE = re.compile("[ัิีึืุู็่้๊๋์]")
_WITHOUT_RING = {"ำ": "า"}


def with_tones(text: str) -> str:
    """The text with the marks that its words prove to be lost.

    >>> with_tones("การปกครองส่วนท้องถิน"), with_tones("ค่าน้ามันเชื้อเพลิง"), with_tones("ถิ่นฐาน")
    ('การปกครองส่วนท้องถิ่น', 'ค่าน้ำมันเชื้อเพลิง', 'ถิ่นฐาน')
    """
    return _RUN.sub(lambda run: _restored(run[0]), text)


@remembered
def _restored(run: str) -> str:
    """A run of letters with its marks. Any mark may be lost, or be a false one, where the letters are no words without
    it and all are words with it."""
    made = _read(run, _tones())
    before, after = unknown_letters(run), unknown_letters(made)
    if after > before:
        made, after = run, before
    if not after:
        return made
    best = _read(made, _marks())
    return made if unknown_letters(best) else best


@dataclass(frozen=True, slots=True)
class _Damaged:
    """Words by their damaged forms, and the lengths of all words and forms by their first letters."""

    words: Mapping[str, str]
    lengths: Mapping[str, Sequence[int]]


def _read(run: str, damaged: _Damaged) -> str:
    """The run as words, intact or damaged, with the largest sum of squared lengths: the damaged ones restored."""
    best, steps = [0.0] * (len(run) + 1), [0] * len(run)
    known = dictionary()
    for at in range(len(run) - 1, -1, -1):
        best[at], steps[at] = best[at + 1], at + 1
        for length in (SHORTEST, *damaged.lengths.get(run[at : at + START], ())):
            end = at + length
            piece = run[at:end]
            is_known = piece in known
            if end <= len(run) and (is_known or piece in damaged.words) and ends_word(run[end : end + 1]):
                worth = length**2 * (1 if is_known else DAMAGED) + best[end]
                if worth > best[at]:
                    best[at], steps[at] = worth, end
    pieces, at = list[str](), 0
    while at < len(run):
        piece = run[at : steps[at]]
        pieces.append(piece if piece in known else damaged.words.get(piece, piece))
        at = steps[at]
    return "".join(pieces)


@cache
def _tones() -> _Damaged:
    words = (*dictionary(), *load("lost_marks.toml")["tones"])
    return _damaged((form, word) for word in words for form in _without_tones(word) if len(form) >= FEWEST)


@cache
def _marks() -> _Damaged:
    return _damaged(
        (form, word) for word in dictionary() if len(word) > FEWEST_OTHER for form in _with_other_marks(word)
    )


def _damaged(forms: Iterator[tuple[str, str]]) -> _Damaged:
    """The forms of one word each that are no words themselves."""
    found: dict[str, set[str]] = {}
    for form, word in forms:
        found.setdefault(form, set()).add(word)
    words = {form: each.pop() for form, each in found.items() if len(each) == 1 and form not in dictionary()}
    lengths: dict[str, set[int]] = {}
    for word in (*dictionary(), *words):
        if len(word) >= START:
            lengths.setdefault(word[:START], set()).add(len(word))
    return _Damaged(words, {start: tuple(sorted(each)) for start, each in lengths.items()})


def _without_tones(word: str) -> Iterator[str]:
    """The forms of a word without some of its tone marks above vowels and rings."""
    places = [(found.start(), found[0]) for found in _LOST.finditer(word)]
    for count in range(1, len(places) + 1) if len(places) <= MOST_MARKS else ():
        for lost in combinations(places, count):
            letters = list(word)
            for at, mark in lost:
                letters[at] = _WITHOUT_RING.get(mark, "")
            yield "".join(letters)


def _with_other_marks(word: str) -> Iterator[str]:
    """The forms of a word without one of its marks, or with a false ring."""
    yield from (word[: found.start()] + word[found.end() :] for found in _SINGLE.finditer(word))
    yield from (f"{word[:at]}ำ{word[at + 1 :]}" for at, letter in enumerate(word) if letter == "า")
