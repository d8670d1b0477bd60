"""Repairs letters of other scripts within Thai words: a glyph that the font gives a wrong code, the same everywhere.

Each Thai letter is tried for all occurrences on the page. Those within words vote, as for marks (`language`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.read.layout.printed import Cluster, PrintedLine
from extract.read.pdf.glyph_arrays import Flags, Integers
from extract.read.pdf.glyphs import Glyphs
from extract.read.pdf.kinds import kinds_of
from extract.read.pdf.language import FEWEST, spell
from extract.read.pdf.letters import STAND_INS
from normalize.script import LETTER, LIST_LETTERS, MARK, THAI

REPAIR = "font_language"
"""The code in `Page.repairs`."""

MOST = 16
"""Maximum number of different letters that are looked for. A page with more is not Thai."""

FIRST_ACCENTED = 0xC0
"""The first code of accented Latin letters. Letters of other scripts are above it."""

_FOREIGN = re.compile(f"[^\\W\\d_{THAI}]")
_THAI = re.compile(f"[{LETTER}]")
_ASCII = re.compile("[A-Za-z]")
_VOWELS = "".join(map(chr, (*range(0x0E30, 0x0E33, 2), *range(0x0E40, 0x0E45))))


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A cluster that begins with a letter of another script, and whether Thai letters are on both sides of it."""

    cluster: Cluster
    is_within: bool


def mend_foreign(glyphs: Glyphs, lines: Sequence[PrintedLine]) -> tuple[Glyphs, int]:
    """The glyphs of one direction with such letters replaced where the words of the lines determine them; their number.

    Only then are marks given to the letters below them, so the lines must be formed again.
    """
    if not (_is_letter(glyphs.codes) & ~_is_thai(glyphs.codes)).any():
        return glyphs, 0
    found = {id(line): list(_foreign(line)) for line in lines}
    places = [each for line in lines for each in found[id(line)]]
    counts = Counter(each.cluster.text[0] for each in places if each.is_within)
    letters = sorted(letter for letter, count in counts.items() if count >= FEWEST)
    if not letters or len(counts) > MOST:
        return glyphs, 0
    codes = dict(zip(letters, STAND_INS[-MOST:], strict=False))
    texts = [_text(line, found[id(line)], codes) for line in lines if found[id(line)]]
    answers = spell(texts, dict.fromkeys(codes.values(), LIST_LETTERS + _VOWELS))
    named = glyphs.codes.copy()
    beside = Counter(each.cluster.text[0] for each in places)
    for each in places:
        letter = each.cluster.text[0]
        answer = answers.get(codes.get(letter, ""))
        is_latin = _ASCII.match(letter) and beside[letter] < np.count_nonzero(glyphs.codes == ord(letter))
        if answer and (each.is_within or not is_latin):
            named[(glyphs.codes == ord(letter)) & (glyphs.x0 == each.cluster.x0) & _is_beside(glyphs, each)] = ord(
                answer
            )
    changed = int(np.count_nonzero(named != glyphs.codes))
    return (replace(glyphs, codes=named, kinds=kinds_of(named)), changed) if changed else (glyphs, 0)


def _is_letter(codes: Integers) -> Flags:
    """Whether codes are above those of signs, or Latin letters."""
    latin = ((codes | 0x20) >= ord("a")) & ((codes | 0x20) <= ord("z"))
    found: Flags = latin | (codes >= FIRST_ACCENTED)
    return found


def _is_thai(codes: Integers) -> Flags:
    found: Flags = (codes >= ord(THAI[0])) & (codes <= ord(THAI[-1]))
    return found


def _is_beside(glyphs: Glyphs, each: _Foreign) -> Flags:
    """Whether glyphs are at the height of a letter."""
    found: Flags = (glyphs.bottom >= each.cluster.top) & (glyphs.top <= each.cluster.bottom)
    return found


def _foreign(line: PrintedLine) -> Iterator[_Foreign]:
    """The letters of other scripts in or at Thai words."""
    if not _FOREIGN.search("".join(cluster.text for cluster in line.clusters)):
        return
    for at, cluster in enumerate(line.clusters):
        if not _FOREIGN.match(cluster.text):
            continue
        before = "" if at == 0 or _is_apart(line, at) else line.clusters[at - 1].text[:1]
        last = at + 1 == len(line.clusters) or _is_apart(line, at + 1)
        behind = "" if last else line.clusters[at + 1].text[:1]
        sides = [bool(_THAI.match(side)) for side in (before, behind)]
        has_mark = bool(re.search(f"[{MARK}]", cluster.text[1:]))
        if any(sides) and all(is_thai or not side for is_thai, side in zip(sides, (before, behind), strict=True)):
            yield _Foreign(cluster, all(sides) or has_mark)


def _is_apart(line: PrintedLine, at: int) -> bool:
    left, right = line.clusters[at - 1], line.clusters[at]
    return right.x0 - left.x1 > line.height or any(left.x1 <= space <= right.x0 for space in line.spaces)


def _text(line: PrintedLine, places: list[_Foreign], codes: dict[str, str]) -> str:
    own = {id(each.cluster) for each in places}
    text = ""
    for at, cluster in enumerate(line.clusters):
        text += " " if at and _is_apart(line, at) else ""
        letter = cluster.text[:1]
        text += (codes.get(letter, letter) if id(cluster) in own else letter) + cluster.text[1:]
    return text
