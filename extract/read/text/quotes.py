"""Texts that were quoted: a `>` before every line, as mail programs and Markdown have it."""

from __future__ import annotations

import re
from itertools import islice

FEWEST = 3
"""Lines with the sign before their text, at the least. One or two may mean "more than"."""

_QUOTED = re.compile(r"^[ \t]{0,3}>(?:[ \t]?>)*+[ \t]++(?=[^\s\d>])", re.MULTILINE)
_SIGNS = re.compile(r"[ \t]{0,3}>(?:[ \t]?>)*+(?:[ \t]|$)")


def is_quoted(text: str) -> bool:
    """Whether a text has quoted lines."""
    return ">" in text and sum(1 for _ in islice(_QUOTED.finditer(text), FEWEST)) == FEWEST


def unquoted(line: str) -> str:
    """A line without the signs of quotation before it."""
    found = _SIGNS.match(line)
    return line[found.end() :] if found else line
