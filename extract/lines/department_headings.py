"""Headings that name the department of the blocks below them, in details that are divided by departments.

3.1 กองคลัง
ชื่อโครงการ : ...
ผู้รับผิดชอบ : กองคลัง

Whatever counts them, they are no levels of the plan: no dimension stands among them, and the blocks below name the same
department, or name none and the headings have the words of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.lines.marks import Mark, MarkKind
from normalize.lexicon import either
from normalize.text import comparable

FEWEST = 2
"""Minimum number of different departments."""

SHARE = 0.75
"""Minimum share of the lines counted alike, right above blocks, that name a department."""

LONGEST = 80
"""Maximum length in characters of such a heading."""

BETWEEN = 2
"""Maximum number of lines between such a heading and the first field of a block: a code, a number."""

_COUNTED = re.compile(r"\D{0,25}?(?:\d{1,2}(?:\.\d{1,2})*|(?<![^\W\d_])[^\W\d_](?=[.)]))\s*[.):\-]*\s*(?P<rest>\D.*)")
_NUMBER = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")

_HEADINGS = frozenset({MarkKind.TEXT, MarkKind.SECTION, MarkKind.DIMENSION})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line right above a block: its index, what it names, and what is printed before that."""

    index: int
    title: str
    style: str
    agrees: bool


def with_department_headings(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with the headings that name departments as parts of the document."""
    found = list(_candidates(marks))
    for style in sorted({candidate.style for candidate in found if candidate.agrees}):
        mine = [candidate for candidate in found if candidate.style == style]
        agreed = [candidate for candidate in mine if candidate.agrees]
        names = {comparable(candidate.title) for candidate in agreed}
        if len(names) >= FEWEST and len(agreed) >= SHARE * len(mine) and not _under_dimensions(marks, mine):
            chosen = {candidate.index for candidate in mine}
            return [_part(mark) if index in chosen else mark for index, mark in enumerate(marks)]
    return list(marks)


def _part(mark: Mark) -> Mark:
    return replace(mark, kind=MarkKind.PART, text=mark.line.text.strip(), code=None, level=None, number=None)


def _candidates(marks: Sequence[Mark]) -> Iterator[_Candidate]:
    for index, mark in enumerate(marks):
        text = mark.line.text.strip()
        if mark.kind not in _HEADINGS or mark.cell or len(text) > LONGEST or _is_content(marks, index):
            continue
        begin = _beginning(marks, index + 1)
        if begin is None:
            continue
        counted = _COUNTED.fullmatch(text)
        title = counted["rest"].strip() if counted else text
        style = _style(text[: counted.start("rest")]) if counted else ""
        yield _Candidate(index, title, style, _agrees(title, _departments(marks, begin)))


def _is_content(marks: Sequence[Mark], index: int) -> bool:
    """Whether a line may be what the block above it says of its department: no blank line sets it off."""
    above = next((mark.key for mark in reversed(marks[:index]) if mark.kind is MarkKind.FIELD), None)
    return above == Field.RESPONSIBLE and not marks[index].line.gap


def _style(before: str) -> str:
    """How a heading is counted: the words and signs before its name, 0 for each number, x for a letter."""
    signs = _NUMBER.sub("0", "".join(before.split()))
    return signs if "0" in signs else _LETTER.sub("x", signs)


def _beginning(marks: Sequence[Mark], first: int) -> int | None:
    """The index of the first mark of a block that begins here, or a few lines below."""
    for index in range(first, min(first + BETWEEN + 1, len(marks))):
        mark = marks[index]
        if mark.kind in (MarkKind.ORDINAL, MarkKind.LABEL) or mark.begins or _names(mark):
            return index
        if mark.kind is not MarkKind.TEXT:
            return None
    return None


def _names(mark: Mark) -> bool:
    return mark.kind is MarkKind.FIELD and mark.key == Field.NAME


def _departments(marks: Sequence[Mark], begin: int) -> str | None:
    """What the block that begins here says of its department. None if it has no such field."""
    for index in range(begin + 1, len(marks)):
        mark = marks[index]
        if mark.kind in (MarkKind.DIMENSION, MarkKind.PART) or _names(mark):
            return None
        if mark.kind is MarkKind.FIELD and mark.key == Field.RESPONSIBLE:
            return mark.text or (marks[index + 1].line.text if index + 1 < len(marks) else "")
    return None


def _agrees(title: str, department: str | None) -> bool:
    """Whether a heading names the department of the block below it."""
    if department is None:
        return _office().match(title) is not None
    one, other = comparable(title), comparable(department)
    return len(one) > 1 and (one in other or (len(other) > 1 and other in one))


@cache
def _office() -> re.Pattern[str]:
    return re.compile(either(family().cells.offices))


def _under_dimensions(marks: Sequence[Mark], found: Sequence[_Candidate]) -> bool:
    """Whether dimensions stand among the headings, or right above the first: then these are parts of dimensions."""
    own = {candidate.index for candidate in found}
    first, last = found[0].index, found[-1].index
    among = range(max(0, first - 1), last)
    return any(marks[index].kind is MarkKind.DIMENSION and index not in own for index in among)
