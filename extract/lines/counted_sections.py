"""Headings of sections that a number or a letter counts within their dimension, or a code that is printed in parts.

มิติที่ 1 สร้างคน               มิติที่ 1 สร้างคน
ก. การสร้างจิตสำนึก              1. 1) การสร้างจิตสำนึก
โครงการที่ 1 ...                 โครงการที่ 1 ...

A number before a line is of a list as a rule. It counts sections where the line is right above a project's block, where
the first of every dimension that has some is right below its heading, and where they count up from one in each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import NumberStyle, ProjectCode, code_in_parts, parse_number
from extract.grammar.terms import kind_of
from extract.lines.marks import Mark, MarkKind

FEWEST = 2
"""Minimum number of sections that are counted alike."""

LONGEST = 160
"""Maximum length in characters of a heading."""

_STYLES = frozenset({NumberStyle.DOT, NumberStyle.CLOSE, NumberStyle.PAREN, NumberStyle.LETTER})

_ENDS_SECTION = frozenset({MarkKind.DIMENSION, MarkKind.FIELD, MarkKind.ORDINAL, MarkKind.LABEL})


@dataclass(frozen=True, slots=True)
class _Printed:
    """The number of a line: how it is printed, the dimension (0: not printed), the position, and the text behind it."""

    style: str
    dimension: int
    position: int
    title: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A numbered line right above a block: its index, its number, and the number of the dimension it stands in."""

    index: int
    printed: _Printed
    dimension: int


def with_counted_sections(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with the headings of sections that are counted within their dimensions."""
    found = list(_candidates(marks))
    firsts = {candidate.printed.style for candidate in found if candidate.printed.position == 1}
    for style in sorted(firsts):
        mine = _in_turn([candidate for candidate in found if candidate.printed.style == style], marks)
        if len(mine) >= FEWEST:
            made = {candidate.index: _heading(marks[candidate.index], candidate) for candidate in mine}
            return [made.get(index, mark) for index, mark in enumerate(marks)]
    return list(marks)


def _candidates(marks: Sequence[Mark]) -> Iterator[_Candidate]:
    dimension = 0
    for index, (mark, following) in enumerate(pairwise(marks)):
        if mark.kind is MarkKind.DIMENSION:
            dimension = mark.value
        elif dimension and mark.kind is MarkKind.TEXT and _begins_block(following):
            printed = _printed(mark.line.text.strip())
            if printed is not None and printed.dimension in (0, dimension):
                yield _Candidate(index, printed, dimension)


def _begins_block(mark: Mark) -> bool:
    is_name = mark.kind is MarkKind.FIELD and mark.key == Field.NAME
    return is_name or mark.kind in (MarkKind.ORDINAL, MarkKind.LABEL)


def _printed(text: str) -> _Printed | None:
    """The number of a line that may be a heading."""
    if len(text) > LONGEST:
        return None
    code = code_in_parts(text)
    if code is not None:
        style = f"{code['sign']}{code['close'].strip()}"
        return _checked(_Printed(style, int(code["first"]), int(code["last"]), code["title"]))
    number = parse_number(text)
    if number is None or number.style not in _STYLES or number.depth > 1 or number.bulleted:
        return None
    return _checked(_Printed(number.style.name, 0, number.position, number.rest.strip()))


def _checked(printed: _Printed) -> _Printed | None:
    """The number, unless a project's name or the heading of a field is behind it."""
    title = printed.title
    is_other = bool(kind_of(title)) or family().headings.match(title.strip(" :")) is not None
    return printed if printed.position and title and not is_other else None


def _in_turn(found: Iterable[_Candidate], marks: Sequence[Mark]) -> list[_Candidate]:
    """The candidates that count up within each dimension, the first right below its heading. None if one does not."""
    taken: list[_Candidate] = []
    dimension = due = 0
    for candidate in found:
        if candidate.dimension != dimension:
            dimension, due = candidate.dimension, 1
        if candidate.printed.position != due or (due > 1 and _is_item(candidate, marks)):
            continue
        if due == 1 and marks[candidate.index - 1].kind is not MarkKind.DIMENSION:
            return []
        taken.append(candidate)
        due += 1
    return taken


def _is_item(candidate: _Candidate, marks: Sequence[Mark]) -> bool:
    """Whether a list above has the number before: then the line is its last item."""
    for index in range(candidate.index - 1, -1, -1):
        mark = marks[index]
        before = _printed(mark.text.strip() if mark.kind is MarkKind.FIELD else mark.line.text.strip())
        if before is not None and before.style == candidate.printed.style:
            return before.position == candidate.printed.position - 1
        if mark.kind in _ENDS_SECTION:
            return False
    return False


def _heading(mark: Mark, candidate: _Candidate) -> Mark:
    code = f"{candidate.dimension}.{candidate.printed.position}"
    text = candidate.printed.title
    return Mark(MarkKind.SECTION, mark.line, text, code=ProjectCode(code, "", 0, code), sure=True)
