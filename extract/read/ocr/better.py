"""Chooses between a damaged text layer and what OCR reads on the same page, by the words in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extract.read.layout.printed import PrintedPage
from extract.read.quality import foreign_letters
from normalize.thai_words import words_of

DAMAGED = 3
"""Number of right letters that a letter of another script in a Thai word outweighs."""


def is_better(found: PrintedPage, layer: PrintedPage) -> bool:
    """Whether OCR found more letters in words than the text layer has.

    Words in both are right, and count for neither.
    """
    ours, theirs = list(_texts(layer)), list(_texts(found))
    here, there = Counter(words_of(ours)), Counter(words_of(theirs))
    return _weight(there - here) > _weight(here - there) - DAMAGED * foreign_letters(ours)


def _weight(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())


def _texts(page: PrintedPage) -> Iterator[str]:
    return (segment.text for part in page.parts for line in part.lines for segment in line.segments())
