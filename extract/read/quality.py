"""How far a text can be trusted, judged by its characters alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

# U+FFFD, private-use characters (what fonts without a character map leave), and marks that stand on nothing.
_ILL_FORMED = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]|(?<![ก-ฮัิ-ฺ็-๎])[ัิ-ฺ็-๎]")


def text_quality(texts: Iterable[str]) -> float:
    """The share (0..1) of the visible characters of `texts` that are well-formed; 1 where there are none."""
    visible = ill = 0
    for text in texts:
        visible += len(text) - text.count(" ") - text.count("\n")
        ill += sum(1 for _ in _ILL_FORMED.finditer(text))
    return 1 - ill / visible if visible else 1.0
