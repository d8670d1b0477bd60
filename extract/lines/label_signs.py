"""Signs in place of the colon behind labels: ชวนใคร = ผู้ปกครอง 60 คน, ตรงไหน → ศาลาประชาคม.

Several labels recur before the same sign, and other texts follow it each time. The sign may be a wide gap, if it is the
only one of its line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from extract.model.document import Block, Line
from normalize.text import comparable

FEWEST_LABELS, FEWEST_LINES = 3, 3
"""Different labels before a sign, and lines with each of them, at the least."""

_SIGNED = re.compile(
    r"(?P<head>[^\d=|:\u2190-\u21ff\u2794-\u27bf\u00bb>]{2,40}?)\s*"
    r"(?P<sign>={1,2}>?|[\u2190-\u21ff\u2794-\u27bf\u00bb]|>{1,2}|-{1,2}>)\s*(?P<text>\S.*)",
    re.DOTALL,
)
_GAP = re.compile(r"(?P<head>[^\d\s=|:]\S*(?: \S+){0,5})(?:[ \u00a0]{3,}|\t+)(?P<text>\S+(?:[ \u00a0]{1,2}\S+)*)")
"""A text, a gap in place of a sign, and another text."""

MOST_OF_TEXT, FEWEST_DIFFERING = 0.5, 2
"""Maximum share of the lines of a label that have the same text behind a gap, and for how many labels it must be so.

Else they are rows of a table."""


def with_label_colons(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with a colon in place of the sign that parts labels from their texts."""
    found = {at: parts for at, block in enumerate(blocks) if isinstance(block, Line) and (parts := _parts(block.text))}
    behind: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for head, sign, text in found.values():
        behind[sign][comparable(head)].append(text)
    signs = {sign: _labels(heads, is_gap=sign == GAP) for sign, heads in behind.items()}
    known = {sign for sign, labels in signs.items() if len(labels) >= FEWEST_LABELS}
    return [
        replace(block, text=f"{found[at][0]} : {found[at][2]}")
        if at in found and isinstance(block, Line) and _is_label(found[at], known, signs)
        else block
        for at, block in enumerate(blocks)
    ]


GAP = " "

_Parts = tuple[str, str, str]
"""A label, the sign behind it, and the text."""


def _parts(text: str) -> _Parts | None:
    text = text.strip()
    if (match := _SIGNED.fullmatch(text)) is not None:
        return match["head"].strip(), match["sign"], match["text"]
    match = _GAP.fullmatch(text)
    return (match["head"], GAP, match["text"]) if match is not None else None


def _labels(heads: Mapping[str, Sequence[str]], *, is_gap: bool) -> set[str]:
    """The texts that recur before a sign."""
    often = {head: texts for head, texts in heads.items() if len(texts) >= FEWEST_LINES}
    if not is_gap:
        return set(often)
    differ = sum(Counter(texts).most_common(1)[0][1] <= MOST_OF_TEXT * len(texts) for texts in often.values())
    return set(often) if differ >= FEWEST_DIFFERING else set()


def _is_label(parts: _Parts, known: Set[str], labels: Mapping[str, Set[str]]) -> bool:
    """Whether a line has a label. Behind a gap only what recurs is one."""
    head, sign, _ = parts
    return sign in known and (sign != GAP or comparable(head) in labels[sign])
