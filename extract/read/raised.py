"""Raised text: a mark of a note behind a word or a figure is no part of it, a power stays one."""

from __future__ import annotations

import re

from extract.read.markup_terms import markup
from normalize.script import CONSONANT, DIGITS

NOTE_MARK = "note_mark"
"""The repair that counts the marks of notes left out."""

LONGEST = 5
"""Characters of a raised mark; longer raised text is text."""

REACH = 40
"""Characters before raised text that tell a unit of length."""

_POWERS = {"2": "²", "3": "³", DIGITS[2]: "²", DIGITS[3]: "³"}
_MARK = re.compile(r"[\s\[(]*+(?:\d{1,3}(?:,\s*+\d{1,3})*+|[*†‡§#]{1,3}|[a-zA-Z" + CONSONANT + r"])[\])]*+\s*+")


def raised_text(content: str, before: str) -> str | None:
    """What is read for raised text behind `before`: nothing for a mark of a note, None where it is read as it is."""
    content = content.strip()
    if content and not content.strip("()[],"):
        return ""  # around a mark that is raised by itself
    if len(content) > LONGEST or not _MARK.fullmatch(content):
        return None
    return _POWERS.get(content, "") if markup().length_unit.search(before) else ""
