"""Puts marks back that programs print on a line of their own, which print the page of a PDF with spaces.

They place letters by their position. A mark above a letter that overlaps it is printed below the line, and the rest of
the line behind it:

    เพื่อให้ทุกขัน
                  ้ ตอนของการทำงาน

The letters of the first line of a page whose marks reach over its edge are printed a second time, below the last line
of the page before. These are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.read.text.source_lines import SourceLine
from normalize.script import CONSONANT, FOLLOWING_VOWEL, MAITAIKHU, MARK, TONE, UPPER_LOWER_VOWEL

_OVERHANG = re.compile(
    rf"[{CONSONANT}][{UPPER_LOWER_VOWEL}{MAITAIKHU}]?[{TONE}]?[{FOLLOWING_VOWEL}]?(?<=[{MARK}{FOLLOWING_VOWEL}])"
)
_TORN = re.compile(rf"(?P<indent>[ \t]+)(?P<mark>[{MARK}]+)(?P<rest>.*)", re.DOTALL)


def rejoined(lines: Iterable[SourceLine]) -> Iterator[SourceLine]:
    """The lines, with each that begins with a mark put back into the line above it."""
    held: SourceLine | None = None
    for line in lines:
        text = None if held is None else _with_mark(held.raw, line.raw)
        if held is not None and text is not None:
            held = held.with_text(text)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _with_mark(above: str, raw: str) -> str | None:
    """A line with the mark that the line below it begins with, and the rest of that line; None if it has none."""
    found = _TORN.fullmatch(raw) if raw[:1].isspace() else None
    if found is None or not 0 < len(found["indent"]) <= len(above):
        return None
    before, after = above[: len(found["indent"])], above[len(found["indent"]) :]
    if before[-1:] == " " and re.fullmatch(f"[{MARK}]", before[-2:-1]):
        before = before[:-1]  # its own room was taken for a space
    return before + found["mark"] + after + found["rest"].removeprefix(" ")


def without_overhang(lines: Sequence[str], following: str) -> list[str]:
    """The lines of a page without the letters at its end that reach over from the first line of the next page."""
    kept = list(lines)
    for at in range(len(kept) - 1, -1, -1):
        words = kept[at].split()
        if len(words) == 1 and words[0].isdecimal():
            continue  # the number of the page
        while words and _OVERHANG.fullmatch(words[-1]) and words[-1] in following:
            kept[at] = kept[at].rstrip().removesuffix(words.pop()).rstrip()
        if words:
            break
    return kept


def first_line(lines: Iterable[str]) -> str:
    """The first line of a page that is not its number."""
    return next((line for line in lines if line.strip() and not line.strip().isdecimal()), "")
