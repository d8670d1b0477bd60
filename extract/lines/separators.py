"""Signs between the headings of a document's fields and their text: งบประมาณ - 5,000 บาท, งบประมาณ ➜ 5,000 บาท.

One that stands behind most headings and begins no other line is the document's way to part them, not a bullet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.lines.marks import Mark, MarkKind

FEWEST = 4
"""Minimum number of headings with the sign."""

MOST = 0.6
"""Share of the headings with text beside or below them that have it."""

_SIGN = re.compile(r"(?P<sign>[:;=~|>\-\u2010-\u2015\u2190-\u21ff\u2794-\u27bf]{1,3})\s*(?=\S)")


def without_separators(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with the text of fields as it is behind the sign that parts them from their headings."""
    places = dict(_texts(marks))
    signs = Counter(sign for text in places.values() if (sign := _sign(text)))
    begin = {sign for index, mark in enumerate(marks) if index not in places and (sign := _sign(mark.line.text))}
    parting = {sign for sign, n in signs.items() if n >= FEWEST and n >= MOST * len(places) and sign not in begin}
    if not parting:
        return list(marks)
    return [
        _behind(mark) if index in places and _sign(places[index]) in parting else mark
        for index, mark in enumerate(marks)
    ]


def _texts(marks: Sequence[Mark]) -> Iterator[tuple[int, str]]:
    """The first text of each field by the index of its mark: behind the heading, or the line below it.

    A dash before the line below is the bullet of a list.
    """
    for index, mark in enumerate(marks):
        if mark.kind is MarkKind.FIELD and mark.text.strip():
            yield index, mark.text.strip()
        elif mark.kind is MarkKind.TEXT and index and _is_bare(marks[index - 1]):
            text = mark.line.text.strip()
            if text.startswith((":", "=")) or not _sign(text):
                yield index, text


def _is_bare(mark: Mark) -> bool:
    return mark.kind is MarkKind.FIELD and not mark.text.strip()


def _sign(text: str) -> str:
    found = _SIGN.match(text.strip())
    return found["sign"] if found is not None else ""


def _behind(mark: Mark) -> Mark:
    """The mark with its text behind the sign."""
    if mark.kind is MarkKind.FIELD:
        return replace(mark, text=_SIGN.sub("", mark.text.strip(), count=1))
    text = _SIGN.sub("", mark.line.text.strip(), count=1)
    return replace(mark, line=replace(mark.line, text=text), text=text)
