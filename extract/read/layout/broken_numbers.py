"""Puts numbers together that were too wide for their cell and were broken within: `1` `,200,000`, `96,00` `0`.

Word processors break a number in a narrow cell before a comma or between two digits, and all programs break a code
after its dash: `1-` `02`. Two lines are one number if one of them cannot stand alone, or if they form a number with
commas that has no room on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.read.layout.cell_lines import CellLine
from extract.read.layout.lattice import RuledCell
from normalize.numerals import arabic

WIDEST_PADDING = 8.0
"""Maximum distance in points between the text of a cell and its border, if no text reaches the border."""

USUAL, EQUAL = 0.2, 0.5
"""Minimum share of lines with the usual distance, and how much it varies with their letters, in points."""

BESIDE = 0.3
"""Room between two parts of a number, in letter heights, including what a line leaves unused."""

MOST_SINGLE = 2
"""Maximum number of digits of a first part that could be a number itself, such as a count above an amount."""

_CODE = re.compile(r"[^\W\d_]{0,4}\.?\d{1,4}[-–/]"), re.compile(r"\d{1,4}")
"""A code broken after its dash, alone in its cell, and the rest of it."""
_PART = re.compile(r"[\d.,]*\d[\d.,]*")
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?|\d+(?:\.\d+)?")
_BEGUN = re.compile(r"\d{1,3}(?:,\d{3})*(?:,\d{0,3})?|\d{1,3}(?:,\d{3})+\.\d{0,2}")
_ONE_DECIMAL = re.compile(r"\d{1,3}(?:,\d{3})+\.\d")
_REST = re.compile(r"[,.]\d|0\d*[,.]\d")


def padding(cells: Sequence[RuledCell], filled: Mapping[int, Sequence[CellLine]]) -> float:
    """The distance in points between texts and the left or right border of their cells, in a table.

    It is the least one that many lines have: a few letters reach out of the room for text. If all differ, the least.
    """
    rooms = sorted(
        min(line.segments[0].x0 - cells[i].x0, cells[i].x1 - line.segments[-1].x1)
        for i, lines in filled.items()
        for line in lines
    )
    rooms = [room for room in rooms if room > 0]
    usual = (room for room in rooms if sum(room <= other <= room + EQUAL for other in rooms) >= USUAL * len(rooms))
    return min([WIDEST_PADDING, next(usual, rooms[0] if rooms else WIDEST_PADDING)])


def whole_numbers(lines: Sequence[CellLine], width: float) -> list[CellLine]:
    """The lines of a cell, with broken numbers as one line each. `width`: of the room for text, in points."""
    if len(lines) == 2 and all(p.fullmatch(arabic(x.text).strip()) for p, x in zip(_CODE, lines, strict=True)):
        return [_joined(lines)]
    made: list[CellLine] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at, width)
        made.append(_joined(lines[at:end]) if end > at + 1 else lines[at])
        at = end
    return made


def goes_on(above: str, below: str) -> bool:
    """Whether two texts are parts of one number of which at least one cannot be a number itself."""
    above, below = arabic(above).strip(), arabic(below).strip()
    if not _is_part(above) or not _is_part(below) or not _BEGUN.fullmatch(above + below):
        return False
    return _is_sure(above, below) or bool(_ONE_DECIMAL.fullmatch(above))


def may_go_on(above: str, below: str) -> bool:
    """Whether two texts form one number with commas, though each may be a number itself: `81` and `5,000.00`."""
    above, below = arabic(above).strip(), arabic(below).strip()
    is_one = _is_part(above) and _is_part(below) and "," in above + below
    return is_one and bool(_BEGUN.fullmatch(above + below))


def _end(lines: Sequence[CellLine], first: int, width: float) -> int:
    """The end of the number that begins with a line; the next line if it is no broken number."""
    text, wide, end = arabic(lines[first].text).strip(), _width(lines[first]), first + 1
    best = end
    while end < len(lines) and _is_part(text) and _is_part(part := arabic(lines[end].text).strip()):
        wide += _width(lines[end]) + BESIDE * lines[end].height
        is_one = _is_sure(text, part) or (wide > width and _may_be_one(text, part))
        if not is_one or not _BEGUN.fullmatch(text + part):
            break
        text, end = text + part, end + 1
        best = end if _WHOLE.fullmatch(text) or _is_sure(text, part) else best
    return best


def _is_part(text: str) -> bool:
    return bool(_PART.fullmatch(text))


def _is_sure(text: str, part: str) -> bool:
    """Whether one of two parts cannot be a number itself."""
    return not _WHOLE.fullmatch(text) or bool(_REST.match(part))


def _may_be_one(text: str, part: str) -> bool:
    """Whether two numbers are probably parts of one: a few digits before the comma, or the rest of the decimals."""
    return "." in text if "," in text else len(text) <= MOST_SINGLE and "," in part


def _width(line: CellLine) -> float:
    return line.segments[-1].x1 - line.segments[0].x0


def _joined(lines: Iterable[CellLine]) -> CellLine:
    first, *others = lines
    text = first.text.strip() + "".join(line.text.strip() for line in others)
    return replace(first, text=text, segments=[*first.segments, *(s for line in others for s in line.segments)])
