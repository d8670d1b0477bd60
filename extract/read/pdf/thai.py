"""Converts glyphs of a PDF page to lines of Thai text, whatever their order and codes in the text layer.

Glyphs are identified by their font and the position of their ink. Every repair has a reason code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extract.read.layout.printed import NUMERIC, PrintedLine, usual_word_gap
from extract.read.pdf.clusters import clusters
from extract.read.pdf.codes import decode
from extract.read.pdf.doubles import without_doubles
from extract.read.pdf.glyph_arrays import Numbers
from extract.read.pdf.glyph_rows import Row, rows
from extract.read.pdf.glyphs import Char, Glyphs
from extract.read.pdf.leaders import without_leaders
from extract.read.pdf.letters import AA, MARKS
from extract.read.pdf.mixed import in_order
from extract.read.pdf.plain import plain_lines, plain_rows, seen, settle
from extract.read.pdf.rings import RAISED, base_text, is_mark, name_rings
from extract.read.pdf.spaces import Drawn, Letters, spaces
from extract.read.pdf.thai_marks import Base, Drifts, Sorted, ThaiMark, attach, both, drifts, seen_in

FEWEST_SPACES = 3
"""Minimum number of spaces on a page that draws its spaces, and does not only leave room for them."""


@dataclass(slots=True)
class PageText:
    """The printed lines of a page in reading order, and their repairs."""

    lines: list[PrintedLine]
    repairs: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Parts:
    row: Row
    letters: Sorted
    drawn_spaces: list[Char]
    is_mixed: bool
    """Whether texts are printed over each other. Their spaces are in the letters' texts then."""


def page_text(glyphs: Glyphs, shadows: Numbers | None = None) -> PageText:
    """The lines formed by the glyphs of one writing direction. `shadows`: distances at which text is repeated."""
    repairs: Counter[str] = Counter()
    found = rows(without_leaders(without_doubles(decode(glyphs, repairs), repairs, shadows), repairs))
    plain = plain_rows(found)
    others = {int(number): found.row(int(number)) for number in np.flatnonzero(~plain.is_plain)}
    name_rings(list(others.values()), repairs)
    parts = {number: _parts(row, repairs) for number, row in others.items()}
    known = drifts(both(seen(plain), seen_in([part.letters for part in parts.values()])))
    parts |= {number: _parts(found.row(number), repairs) for number in settle(plain, known).tolist()}
    lines = dict(plain_lines(plain, repairs))
    lines |= {number: _line(part, known, repairs) for number, part in parts.items()}
    made = [lines[number] for number in sorted(lines) if lines[number].clusters]
    if sum(len(line.spaces) for line in made) >= FEWEST_SPACES:
        for line in made:
            line.draws_spaces = True
    gap = usual_word_gap(made)
    for line in made:
        line.word_gap = gap
    return PageText(made, repairs)


def _parts(row: Row, repairs: Counter[str]) -> _Parts:
    """The letters, marks and spaces of a row.

    Where pdfium inserted a space or a line end, it interrupted the content order, which is then weaker evidence.
    """
    bases: list[Base] = []
    marks: list[ThaiMark] = []
    drawn: list[Char] = []
    before: Base | None = None
    last = -1
    floor = row.baseline - RAISED * row.height
    for char in row.chars:
        text = char.char
        if text in MARKS or (char.bottom <= floor and is_mark(char, row, repairs)):
            marks.append(ThaiMark(char, before, char.index == last + 1))
        elif text.isspace():
            drawn.append(char)
        else:
            before = Base(char, base_text(char, row, repairs) if text in AA else text)
            bases.append(before)
        last = char.index
    bases, is_mixed = in_order(bases, [space.index for space in drawn], row.height)
    return _Parts(row, Sorted(bases, marks, row.height), drawn, is_mixed)


def _line(parts: _Parts, known: Drifts, repairs: Counter[str]) -> PrintedLine:
    letters, height = parts.letters, parts.row.height
    attach(letters, known, repairs)
    places = [] if parts.is_mixed else spaces(_drawn(parts), _inks(letters.bases), height, repairs)
    return PrintedLine(clusters(letters.bases, height, repairs), places, height, parts.row.baseline)


def _drawn(parts: _Parts) -> list[Drawn]:
    return [(space.middle, space.lead) for space in parts.drawn_spaces]


def _inks(bases: Sequence[Base]) -> Letters:
    chars = [base.char for base in bases]
    gaps = [
        at
        for at in range(1, len(chars))
        if chars[at].spaced
        and chars[at].index > chars[at - 1].index
        and not {chars[at].char, chars[at - 1].char} <= NUMERIC
    ]
    return Letters([char.x0 for char in chars], [char.x1 for char in chars], gaps)
