"""Glyphs of a PDF page to lines of Thai text, whatever their order and their codes in the text layer.

What a glyph is follows from its font and from where its ink stands. Every repair has a reason code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.read.layout.printed import PrintedLine
from extract.read.pdf.chars import Char
from extract.read.pdf.clusters import clusters
from extract.read.pdf.codes import decode
from extract.read.pdf.letters import AA, MARKS
from extract.read.pdf.marks import Base, Drifts, Mark, Sorted, attach, drifts
from extract.read.pdf.rings import RAISED, base_text, is_mark, name_rings
from extract.read.pdf.rows import Row, rows, without_doubles
from extract.read.pdf.spaces import spaces


@dataclass(slots=True)
class PageText:
    """The printed lines of a page in reading order, and what was repaired in them."""

    lines: list[PrintedLine]
    repairs: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Parts:
    row: Row
    letters: Sorted
    drawn_spaces: list[Char]


def page_text(chars: Sequence[Char]) -> PageText:
    """The lines of the characters of one direction of writing."""
    repairs: Counter[str] = Counter()
    found = rows(without_doubles(decode(chars, repairs), repairs))
    name_rings(found, repairs)
    parts = [_parts(row, repairs) for row in found]
    known = drifts([part.letters for part in parts])
    lines = [_line(part, known, repairs) for part in parts]
    return PageText([line for line in lines if line.clusters], repairs)


def _parts(row: Row, repairs: Counter[str]) -> _Parts:
    """The letters, marks and spaces of a row.

    Where pdfium broke the order of the content, it put a space or a line end in: the order then tells less.
    """
    bases: list[Base] = []
    marks: list[Mark] = []
    drawn: list[Char] = []
    before: Base | None = None
    last, right, is_sorted = -1, -1e9, True
    floor = row.baseline - RAISED * row.height
    for char in row.chars:
        text = char.char
        if text in MARKS or (char.bottom <= floor and is_mark(char, row, repairs)):
            marks.append(Mark(char, before, char.index == last + 1))
        elif text.isspace():
            drawn.append(char)
        else:
            before = Base(char, base_text(char, row, repairs) if text in AA else text)
            bases.append(before)
            middle = char.x0 + char.x1
            is_sorted = is_sorted and middle >= right
            right = middle
        last = char.index
    if not is_sorted:
        bases.sort(key=lambda base: base.char.x0 + base.char.x1)
    return _Parts(row, Sorted(bases, marks, row.height), drawn)


def _line(parts: _Parts, known: Drifts, repairs: Counter[str]) -> PrintedLine:
    letters, height = parts.letters, parts.row.height
    attach(letters, known, repairs)
    places = spaces(parts.drawn_spaces, letters.bases, height, repairs)
    return PrintedLine(clusters(letters.bases, height, repairs), places, height, parts.row.baseline)
