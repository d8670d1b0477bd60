"""Cells with project names: several projects in one cell, sub-headings, and a department after a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grammar.levels import LevelScheme
from extract.grammar.numbering import parse_code, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from normalize.script import CONSONANT, LIST_LETTERS

LONGEST_DEPARTMENT = 60

MOST_SKIPPED = 3
"""Numbers that the projects of one cell may skip."""

_NUMBER_IN_CELL = re.compile(r"(?:(?<=\s)|^)(?:-\s*)?\(?(\d{1,3})\s?([.)])\s*(?=[^\d\s.)])")
_CODE_IN_CELL = re.compile(r"(?:(?<=\s)|^)(\d(?:\.\d{1,2}){2,3}\.?\s*(?:\(\s*\d{1,2}\s*\))?)\s*(?=[^\d\s.)])")
_LETTER_IN_CELL = re.compile(rf"(?:(?<=\s)|^)(?:-\s*)?\(?([{LIST_LETTERS}])\s?([.)])\s*(?=[^\s.)])")
_SUBHEADING = re.compile(r"[1-9]\d?(?:\.\d{1,2}){1,3}\.?(?![\d(])\s*(?=[^\d\s.)(])")
_BRACKETED = re.compile(r"(?P<title>.*\S)\s*\((?P<department>[^()]+(?:\([^()]*\))?[^()]*)\)\s*", re.DOTALL)
_ABBREVIATED = re.compile(rf"[{CONSONANT}]{{2,4}}\.(?:\s*[/,]\s*[{CONSONANT}]{{2,4}}\.)*")


@dataclass(frozen=True, slots=True)
class CellPart:
    """Part of a project cell: a sub-heading with its own code (empty if there is none) and the text below it."""

    heading: str
    text: str


def cell_parts(text: str) -> list[CellPart]:
    """The sub-headings of a cell (1.1.2 name), each with the projects below it. One part if there are none.

    A line is a sub-heading if it begins with a code, the code is not followed by a kind word, and a line with a number
    or a kind word follows.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    at = [index for index, line in enumerate(lines) if _is_subheading(lines, index)]
    if not at:
        return [CellPart("", text)]
    parts = [CellPart("", "\n".join(lines[: at[0]]))] if at[0] else []
    for start, end in zip(at, [*at[1:], len(lines)], strict=True):
        first = next((i for i in range(start + 1, end) if _begins_entry(lines[i])), end)
        parts.append(CellPart(" ".join(lines[start:first]), "\n".join(lines[first:end])))
    return parts


def cut_headings(text: str, scheme: LevelScheme) -> tuple[list[str], str]:
    """The headings with a level word that begin a cell of projects, and the text below them.

    A heading goes on in the lines below it, up to the next or to a line that begins a project.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    first = next((index for index, line in enumerate(lines) if _begins_entry(line)), len(lines))
    at = [index for index, line in enumerate(lines[:first]) if scheme.read(line)]
    if not at or at[0] or first == len(lines):
        return [], text
    bounds = [*at, first]
    return [" ".join(lines[a:b]) for a, b in pairwise(bounds)], "\n".join(lines[first:])


def _is_subheading(lines: Sequence[str], index: int) -> bool:
    code = _SUBHEADING.match(lines[index])
    if code is None or kind_of(lines[index][code.end() :]):
        return False
    for below in range(index + 1, len(lines)):
        if _begins_entry(lines[below]):
            return True
        if inner := _SUBHEADING.match(lines[below]):
            return _depth(inner[0]) > _depth(code[0]) and inner[0].startswith(code[0].strip(" ."))
    return False


def _depth(code: str) -> int:
    """The levels of a printed code: 2 of 1.1, 3 of 1.1.2."""
    return code.strip(" .").count(".") + 1


def _begins_entry(line: str) -> bool:
    number = _NUMBER_IN_CELL.match(line) or _LETTER_IN_CELL.match(line)
    rest = line[number.end() :] if number else line.lstrip("-•– ")
    return bool(kind_of(rest)) or (number is not None and not _SUBHEADING.match(line))


def without_department(name: str, *, abbreviated: bool = False) -> tuple[str, str]:
    """A name and the department in brackets after it. The department is empty if there is none.

    `abbreviated`: letters before a full stop are one, too: (กศ.).

    >>> without_department("โครงการปลูกใจ (ระยะที่ 2) (กองการศึกษา)")
    ('โครงการปลูกใจ (ระยะที่ 2)', 'กองการศึกษา')
    """
    match = _BRACKETED.fullmatch(name)
    if match is None or len(match["department"]) > LONGEST_DEPARTMENT:
        return name, ""
    department = " ".join(match["department"].split())
    is_known = patterns().cells.department.match(department) or (abbreviated and _ABBREVIATED.fullmatch(department))
    return (match["title"], department) if is_known else (name, "")


def split_projects(text: str, amounts: int = 0, *, is_one: bool = False) -> list[tuple[str, str]]:
    """The projects of one cell, each with its printed number (may be empty) and its text.

    `amounts` is the number of amounts beside the cell. Unnumbered projects within a line are only split at kind words
    if their number equals `amounts`. `is_one`: the row prints one number and one amount; a line of its cell that begins
    with a kind word goes on with the name.

    >>> split_projects("6) โครงการ ก 7) โครงการ ข")
    [('6', 'โครงการ ก'), ('7', 'โครงการ ข')]
    """
    text = text.strip()
    cuts = _number_cuts(text) or _letter_cuts(text) or _code_cuts(text)
    if len(cuts) > 1:
        return [_numbered(text[a:b]) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    starts = [i for i, line in enumerate(lines) if kind_of(line.removeprefix("-").strip())]
    if len(starts) > 1 and starts[0] == 0 and not is_one:
        pieces = ["\n".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
        return [_numbered(piece) for piece in pieces]
    cuts = [match.start() for match in patterns().cells.kind_start.finditer(text)]
    if amounts > 1 and len(cuts) == amounts and cuts[0] == 0:
        return [_numbered(text[a:b]) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return [_numbered(text)]


def _number_cuts(text: str) -> list[int]:
    """Where numbered projects begin. The numbers must be consecutive and in the same style."""
    cuts: list[int] = []
    due, sign = 0, ""
    for match in _NUMBER_IN_CELL.finditer(text):
        if not cuts and not _is_bullet(text[: match.start()]):
            return []
        if not cuts or (match[2] == sign and _follows(int(match[1]), due, text[match.end() :])):
            cuts.append(match.start())
            due, sign = int(match[1]) + 1, match[2]
    return cuts if len(cuts) > 1 else []


def _follows(number: int, due: int, name: str) -> bool:
    """Whether a number is the one that is due, or a little higher before a kind word: the rows between were lost."""
    return number == due or (due < number <= due + MOST_SKIPPED and bool(kind_of(name)))


def _letter_cuts(text: str) -> list[int]:
    """Where lettered projects begin. The letters must be consecutive and in the same style."""
    found = list(_LETTER_IN_CELL.finditer(text))
    if len(found) < 2 or not _is_bullet(text[: found[0].start()]):
        return []
    due, cuts = LIST_LETTERS.index(found[0][1]), []
    for match in found:
        if match[2] == found[0][2] and due < len(LIST_LETTERS) and match[1] == LIST_LETTERS[due]:
            cuts.append(match.start())
            due += 1
    return cuts if len(cuts) > 1 else []


def _code_cuts(text: str) -> list[int]:
    cuts = [match.start() for match in _CODE_IN_CELL.finditer(text)]
    return cuts if len(cuts) > 1 and _is_bullet(text[: cuts[0]]) else []


def behind_letter(name: str) -> tuple[str, str]:
    """The letter that may number a name, and the name behind it. Both parts are as they were without one.

    >>> behind_letter("ก. การทบทวนแผน")
    ('ก', 'การทบทวนแผน')
    """
    letter = _LETTER_IN_CELL.match(name)
    return (letter[1], name[letter.end() :]) if letter is not None else ("", name)


def _is_bullet(text: str) -> bool:
    """Whether a text before a number is nothing of a name: blanks, a bullet, a bracket."""
    return len(text) <= 2 and not text.strip(" -.(•–")


def _numbered(text: str) -> tuple[str, str]:
    flat = " ".join(text.split()).lstrip("-•–·* ")
    code = parse_code(flat) if flat[:1].isdigit() else None
    if code is not None and flat[code.end :].strip(" .)"):
        return code.printed, flat[code.end :].lstrip(" .)").rstrip()
    letter = _LETTER_IN_CELL.match(flat)
    if letter is not None and kind_of(flat[letter.end() :]):
        return letter[1], flat[letter.end() :]
    number = parse_number(flat)
    if number is not None and number.codes and number.rest:
        return number.printed.strip(".)("), number.rest
    return "", flat
