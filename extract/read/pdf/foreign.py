"""Repairs letters of other scripts within Thai words: a glyph that the font gives a wrong code, the same everywhere.

Each Thai letter is tried for all occurrences on the page. Those within words vote, as for marks (`language`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.read.layout.printed import Cluster, PrintedLine, PrintedPage
from extract.read.pdf.language import spell
from extract.read.pdf.letters import STAND_INS
from normalize.script import LETTER, LIST_LETTERS, MARK, THAI

REPAIR = "font_language"
"""The code in `Page.repairs`."""

MOST = 16
"""Maximum number of different letters that are looked for. A page with more is not Thai."""

_FOREIGN = re.compile(f"[^\\W\\d_{THAI}]")
_THAI = re.compile(f"[{LETTER}]")
_ASCII = re.compile("[A-Za-z]")
_VOWELS = "".join(map(chr, (*range(0x0E30, 0x0E33, 2), *range(0x0E40, 0x0E45))))


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A cluster that begins with a letter of another script, and whether Thai letters are on both sides of it."""

    cluster: Cluster
    is_within: bool


def mend_foreign(printed: PrintedPage) -> int:
    """Replace such letters in the lines of a page where its words determine them; returns their number."""
    lines = [line for part in printed.parts for line in part.lines]
    found = {id(line): list(_foreign(line)) for line in lines}
    letters = sorted({each.cluster.text[0] for places in found.values() for each in places if each.is_within})
    if not letters or len(letters) > MOST:
        return 0
    codes = dict(zip(letters, STAND_INS[-MOST:], strict=False))
    texts = [_text(line, found[id(line)], codes) for line in lines if found[id(line)]]
    answers = spell(texts, dict.fromkeys(codes.values(), LIST_LETTERS + _VOWELS))
    mended = 0
    for each in (each for places in found.values() for each in places):
        letter = each.cluster.text[0]
        answer = answers.get(codes.get(letter, ""))
        if answer and (each.is_within or not _ASCII.match(letter)):
            each.cluster.text = answer + each.cluster.text[1:]
            mended += 1
    return mended


def _foreign(line: PrintedLine) -> Iterator[_Foreign]:
    """The letters of other scripts in or at Thai words."""
    if not any(_FOREIGN.match(cluster.text) for cluster in line.clusters):
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
