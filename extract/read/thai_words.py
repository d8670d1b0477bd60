"""Whether a text is Thai, judged by its words: a damaged text layer has Thai letters in no order that makes words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

SAMPLE = 600
"""Letters of a page that are looked at."""

FEWEST = 40
"""Letters that a page must have to be judged; a heading or a page number tells nothing."""

LONGEST = 24
"""Letters of the longest words that are looked for."""

SHORTEST = 2
"""Letters of the shortest words that count: every letter is a word of the dictionary."""

FOREIGN = 0.3
"""Share of letters from U+00A1 to U+00FF from which on a text is Thai in an old 8-bit code."""

_THAI = re.compile("[ก-ฺเ-ๆ็-๎]+")
_LATIN_1 = re.compile("[\u00a1-\u00ff]")


def thai_share(texts: Iterable[str]) -> float | None:
    """The share (0..1) of a text's Thai letters that stand in words; 0 for 8-bit codes, None where nothing tells.

    >>> thai_share(["โครงการส่งเสริมการมีส่วนร่วมของประชาชนในการพัฒนาท้องถิ่น"])
    1.0
    """
    text = "".join(texts)
    letters = sum(c.isalpha() for c in text)
    if letters >= FEWEST and len(_LATIN_1.findall(text)) > FOREIGN * letters:
        return 0.0
    runs = _THAI.findall(text)
    total = known = 0
    for run in runs:
        total += len(run)
        known += _known(run)
        if total >= SAMPLE:
            break
    return known / total if total >= FEWEST else None


def _known(run: str) -> int:
    """The letters of a run that words take, the longest word first at each place."""
    words = _words()
    at = known = 0
    while at < len(run):
        end = next((e for e in range(min(len(run), at + LONGEST), at + SHORTEST - 1, -1) if run[at:e] in words), None)
        known += end - at if end else 0
        at = end or at + 1
    return known


@cache
def _words() -> frozenset[str]:
    from pythainlp.corpus.common import thai_words

    return frozenset(word for word in thai_words() if SHORTEST <= len(word) <= LONGEST)
