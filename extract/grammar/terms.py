"""Questions asked of the family's words that are more than one look into a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.grammar.family import Family, family
from extract.grammar.field import Field
from extract.grammar.vocabulary import LONGEST_HEADING
from normalize.text import comparable

_QUOTES = " “\"'”‘("


def kind_of(name: str) -> str:
    """The kind word (โครงการ, กิจกรรม, มาตรการ) that a project's name begins with, or an empty string."""
    start = name.lstrip(_QUOTES)
    return next((kind for kind in family().kinds if start.startswith(kind)), "")


def is_title(text: str) -> bool:
    """Whether a line begins as the titles of plans and reports do."""
    titles = family().titles
    return comparable(text).startswith((*titles.action_plan, *titles.progress_report))


def compound_field(text: str) -> Field | None:
    """The field of a heading that names several (ตัวชี้วัด/ผลผลิต/ผลที่คาดว่าจะได้รับ): its first part's.

    Every part must be a heading to the letter; a kind word (โครงการ) may stand among the later ones.
    """
    if len(text) > LONGEST_HEADING:
        return None
    return next((key for pattern in _PARTS if (key := _first_of(pattern.split(text), family()))), None)


_PARTS = (re.compile(r"[/,]"), re.compile(r"[/, ]|และ"))
"""What parts the headings that one line names together: และ only where it is not a word of one of them."""


def _first_of(parts: Sequence[str], known: Family) -> Field | None:
    parts = [part.strip() for part in parts if part.strip()]
    if len(parts) < 2:
        return None
    keys = [
        known.headings.exact(part) or (Field.RESULTS if known.group_headings.exact(part) else None) for part in parts
    ]
    later = zip(parts[1:], keys[1:], strict=True)
    return keys[0] if keys[0] and all(key or part in known.kinds for part, key in later) else None


def _field_of(part: str, known: Family) -> Field | None:
    """The field that a part of a compound heading names; the groups are those of the results."""
    return known.headings.exact(part) or (Field.RESULTS if known.group_headings.exact(part) else None)
