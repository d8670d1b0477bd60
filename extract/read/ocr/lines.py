"""Builds a printed line from the text and number pieces of one row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.read.layout.printed import FALSE_SPACE, Cluster, PrintedLine
from extract.read.ocr.glyph_pictures import GlyphRow
from extract.read.ocr.ink import Ink
from extract.read.ocr.ocr_interface import Piece, PixelBox
from normalize.script import DIGITS, WORD

SPACE = 0.3
"""Minimum gap between a number and its neighbour that is a space, in letter heights."""
COUNTED = re.compile(r"\d{1,2},")
"""The number of an entry at the beginning of a row, whose full stop the engine reads as a comma: no amount ends so."""

CODE = re.compile(rf"[0-9{DIGITS}]{{1,2}},[0-9{DIGITS}]")
"""The code of a heading (2.1) before words, whose full stop is read as a comma. No amount has one digit behind it."""

BARS = re.compile(r"[|\u00a6\[\]]+")
BAR_BEFORE = re.compile(rf"^[|\u00a6\[\]]+(?=[{WORD}])")
BAR_BEHIND = re.compile(rf"(?<=[{WORD}])[|\u00a6\[\]]+$")
"""Pieces of rules that the engine has read, alone or with a word. A pair of brackets is none."""

SPECKS = re.compile(r"[.,'\"`\u2018\u2019:;^~*]+")
FAR = 2.0
"""Minimum distance of such signs from all words that are no part of the text, in letter heights."""

LETTER = 0.6
"""Minimum height of ink that is a letter of a word beside it, in letter heights. Marks and specks are lower."""


def on_ink(boxes: Sequence[PixelBox], ink: Sequence[Ink], letter: float) -> list[PixelBox]:
    """The boxes of the words of a row as wide as their ink: columns part at the white between them.

    The engine extends boxes into the white beside a word, and its box of a word may miss its first letter, or most of
    its only one. Ink that reaches into the boxes of two words moves neither. `letter` is the letter height of the row.
    """
    shrunk = [_shrunk(box, ink) for box in boxes]
    found = list(shrunk)
    for piece in ink:
        met = [at for at, box in enumerate(shrunk) if box[0] < piece.x1 and box[2] > piece.x0]
        if not met and shrunk and piece.bottom - piece.top >= LETTER * letter:
            met = [min(range(len(shrunk)), key=lambda at: max(shrunk[at][0] - piece.x1, piece.x0 - shrunk[at][2]))]
        if len(met) == 1:
            x0, top, x1, bottom = found[met[0]]
            found[met[0]] = min(x0, piece.x0), top, max(x1, piece.x1), bottom
    return found


def _shrunk(box: PixelBox, ink: Sequence[Ink]) -> PixelBox:
    """A box without the white at its sides."""
    own = [piece for piece in ink if box[0] <= (piece.x0 + piece.x1) / 2 <= box[2]]
    if not own:
        return box
    return max(box[0], min(p.x0 for p in own)), box[1], min(box[2], max(p.x1 for p in own)), box[3]


def with_numbers(text: Iterable[Piece], numbers: Sequence[Piece]) -> list[Piece]:
    """All pieces from left to right. A text piece that overlaps a number is split there."""
    pieces = list(text)
    for number in numbers:
        for index, piece in enumerate(pieces):
            left, right = number.box[0] - piece.box[0], piece.box[2] - number.box[2]
            if left > 0 and right > 0:
                pieces[index : index + 1] = _cut(piece, number.box)
                break
    return sorted([*pieces, *numbers], key=lambda piece: piece.box[0] + piece.box[2])


def without_junk(pieces: Sequence[Piece], letter: float) -> list[Piece]:
    """The pieces of a row without what is left of the rules beside them, and without signs far from all words, which
    are specks or dots of a rule. `letter` is the letter height of the row."""
    pieces = _without_bars(pieces)
    far = FAR * letter
    gaps = [far, *(b.box[0] - a.box[2] for a, b in pairwise(pieces)), far]
    return [p for at, p in enumerate(pieces) if min(gaps[at : at + 2]) < far or not SPECKS.fullmatch(p.text)]


def _without_bars(pieces: Sequence[Piece]) -> list[Piece]:
    text = "".join(piece.text for piece in pieces)
    if not BARS.search(text) or ("[" in text and "]" in text):
        return list(pieces)
    kept = (piece for piece in pieces if not BARS.fullmatch(piece.text))
    return [replace(piece, text=BAR_BEHIND.sub("", BAR_BEFORE.sub("", piece.text))) for piece in kept]


def _cut(piece: Piece, gap: PixelBox) -> list[Piece]:
    """Split a piece at a number inside it, assuming letters of equal width."""
    x0, top, x1, bottom = piece.box
    left, right = gap[0] - x0, x1 - gap[2]
    at = round(len(piece.text) * left / (left + right))
    parts = (
        replace(piece, text=piece.text[:at], box=(x0, top, gap[0], bottom)),
        replace(piece, text=piece.text[at:], box=(gap[2], top, x1, bottom)),
    )
    return [part for part in parts if part.text]


def printed_line(pieces: Sequence[Piece], row: GlyphRow, numbers: frozenset[int], scale: float) -> PrintedLine:
    """A line in points. `numbers` are the ids of the pieces that are numbers, `scale` is points per pixel."""
    height = max(row.body, 1.0)
    clusters: list[Cluster] = []
    spaces: list[float] = []
    previous: Piece | None = None
    for piece in pieces:
        x0, top, x1, bottom = (value * scale for value in piece.box)
        if previous is not None and {id(piece), id(previous)} & numbers:
            is_spaced = piece.box[0] - previous.box[2] >= SPACE * height
        else:
            is_spaced = True
        if clusters and not is_spaced:
            clusters[-1] = _joined(clusters[-1], Cluster(piece.text, x0, x1, top, bottom, piece.confidence))
        else:
            if clusters:
                # the engine's boxes may touch at a space, which would then be lost
                x0 = max(x0, clusters[-1].x1 + 1.1 * FALSE_SPACE * height * scale)
                spaces.append((clusters[-1].x1 + x0) / 2)
            clusters.append(Cluster(piece.text, x0, max(x0, x1), top, bottom, piece.confidence, others=piece.others))
        previous = piece
    if len(clusters) > 1 and COUNTED.fullmatch(clusters[0].text):
        clusters[0] = replace(clusters[0], text=f"{clusters[0].text[:-1]}.")
    for at, (code, word) in enumerate(pairwise(clusters)):
        if CODE.fullmatch(code.text) and word.text[:1].isalpha():
            clusters[at] = replace(code, text=code.text.replace(",", "."))
    return PrintedLine(clusters, spaces, height * scale, row.bottom * scale)


def _joined(a: Cluster, b: Cluster) -> Cluster:
    confidence = min(a.confidence or 0.0, b.confidence or 0.0)
    x1, top, bottom = max(a.x1, b.x1), min(a.top, b.top), max(a.bottom, b.bottom)
    return Cluster(a.text + b.text, min(a.x0, b.x0), x1, top, bottom, confidence)
