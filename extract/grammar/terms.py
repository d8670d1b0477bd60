"""Functions on the family's words that need more than one vocabulary lookup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.grammar.family import Family, family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.vocabulary import LONGEST_HEADING
from normalize.remember import remembered
from normalize.text import comparable

LONGEST_HEAD = 200
"""Number of characters in which a heading before a colon must end."""

_QUOTES = " “\"'”‘("


def kind_of(name: str) -> str:
    """The kind word (โครงการ, กิจกรรม, มาตรการ) at the beginning of a project's name. Empty if there is none.

    A sentence that refers to a project by it has none: โครงการนี้ได้รับงบ 5,000 บาท.
    """
    start, kinds = name.lstrip(_QUOTES), family().kinds
    kind = next(kind for kind in kinds if start.startswith(kind)) if start.startswith(kinds) else ""
    return "" if kind and start.startswith(family().items.references, len(kind)) else kind


def is_title(text: str) -> bool:
    """Whether a line begins like the title of a plan or report."""
    titles = family().titles
    return comparable(text).startswith((*titles.action_plan, *titles.progress_report))


def heading_field(body: str, *, is_numbered: bool) -> Field | None:
    """The field of a heading line without its number: alone, before a colon, or, after a number, before its content."""
    words = body[:LONGEST_HEAD].partition(":")[0].strip()
    key = family().headings.exact(words) or family().progress_headings.exact(words)
    if key is not None or not is_numbered:
        return key
    match = patterns().announcements.heading.match(body.strip())
    return family().prefixes[comparable(match[1] or match[2])] if match else None


def near_field(words: str, *, progress: bool = False) -> Field | None:
    """The field of a heading whose words are nearly a listed heading's.

    None if it has a stem of another field, and none of this one: ผู้ดำเนินการ is not ผลดำเนินการ.
    """
    known = family()
    key = (known.progress_headings if progress else known.headings).match(words)
    if key is None or key not in known.stems.values():
        return key
    text = comparable(words)
    fields = {field for stem, field in known.stems.items() if comparable(stem) in text}
    return None if fields and key not in fields else key


def report_field(words: str) -> Field | None:
    """OTHER for a heading of what was spent, or of why nothing was done: no word for money there means the budget."""
    if any(map(str.isdigit, words)):
        return None  # a line that tells the money itself
    spent = patterns().cells.spent.search(words)
    tells_spent = spent is not None and (spent.start() == 0 or words.startswith(family().reports.money))
    return Field.OTHER if tells_spent or family().columns.match(words) == "reason" else None


@remembered
def compound_field(text: str) -> Field | None:
    """The field of a heading that names several (ตัวชี้วัด/ผลผลิต/ผลที่คาดว่าจะได้รับ): the field of its first part.

    Every part must match a heading exactly. Later parts may also be a kind word (โครงการ).
    """
    if len(text) > LONGEST_HEADING or _PARTS[-1].search(text) is None:
        return None
    return next((key for pattern in _PARTS if (key := _first_of(pattern.split(text), family()))), None)


_PARTS = (re.compile(r"[/,]"), re.compile(r"[/, ]|และ"))
"""Separators between the headings named in one line. และ is only tried second, since it may be part of a heading."""


def _first_of(parts: Sequence[str], known: Family) -> Field | None:
    first, *others = [part.strip() for part in parts if part.strip()] or [""]
    key = _part_field(first, known) if others else None
    return key if key and all(part in known.kinds or _part_field(part, known) for part in others) else None


def _part_field(part: str, known: Family) -> Field | None:
    return known.headings.exact(part) or (Field.RESULTS if known.group_headings.exact(part) else None)
