"""Signs in place of the colon behind labels: ชวนใคร = ผู้ปกครอง 60 คน, ตรงไหน → ศาลาประชาคม.

Several labels recur before the same sign, and other texts follow it each time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
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


def with_label_colons(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with a colon in place of the sign that parts labels from their texts."""
    found = {
        at: match
        for at, block in enumerate(blocks)
        if isinstance(block, Line) and (match := _SIGNED.fullmatch(block.text.strip())) is not None
    }
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for match in found.values():
        labels[match["sign"]][comparable(match["head"])] += 1
    signs = {sign for sign, heads in labels.items() if sum(n >= FEWEST_LINES for n in heads.values()) >= FEWEST_LABELS}
    return [
        replace(block, text=f"{found[at]['head'].strip()} : {found[at]['text']}")
        if at in found and found[at]["sign"] in signs and isinstance(block, Line)
        else block
        for at, block in enumerate(blocks)
    ]
