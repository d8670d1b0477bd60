"""Departments that stand above the tables of their projects: ผู้รายงาน : กองช่าง, 3.2 กองคลัง.

One above a single table may be anything. Where most tables below such lines have different ones, and no column of their
own for it, they say who is responsible.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.grammar.numbering import leading_code, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.model.document import Block, Grid, Line, Place
from normalize.departments import departments
from normalize.text import comparable

NEAR = 2
"""Lines above a table among which the department is: a line of the unit may be between."""

LONGEST = 80
"""Maximum length in characters of such a line."""

FEWEST = 2
"""Different departments, at the least."""

MOST = 0.6
"""Minimum share of the tables from the first with a department on that have one."""

_LABEL = re.compile(r"\s*:\s*|\s+[-–—]+\s+")
"""Between a label and the department."""


def offices_above(blocks: Iterable[Block]) -> dict[Place, str]:
    """The department above each table, by the place of the table."""
    blocks = list(blocks)
    labels = Counter(_label(block.text) for block in blocks if isinstance(block, Line))
    tables_in_all = sum(isinstance(block, Grid) for block in blocks)
    fields = {label for label, count in labels.items() if label and count > tables_in_all}
    found: dict[Place, str] = {}
    lines: list[str] = []
    tables = 0
    for block in blocks:
        if isinstance(block, Line):
            lines += [block.text.strip()] if block.text.strip() and _label(block.text) not in fields else []
        elif isinstance(block, Grid):
            office = _nearest(lines)
            found |= {block.place: office} if office else {}
            tables += bool(found)
            lines = []
    is_habit = len(set(found.values())) >= FEWEST and len(found) >= MOST * tables
    return found if is_habit else {}


def _label(line: str) -> str:
    """What a line has before the last sign of a label; more lines than there are tables have a field's heading."""
    parts = _LABEL.split(line.strip())
    return comparable(" ".join(parts[:-1])) if len(parts) > 1 and len(line) <= LONGEST else ""


def _nearest(lines: Sequence[str]) -> str:
    return next((office for line in reversed(lines[-NEAR:]) if (office := _office(line))), "")


def _office(line: str) -> str:
    """The department that a line names, and nothing else, behind a number or a label."""
    if len(line) > LONGEST:
        return ""
    number, code = parse_number(line), leading_code(line)
    bare = line[code.end :].strip() if code is not None else number.rest if number is not None else line
    text = _LABEL.split(bare)[-1].strip(" .")
    is_department = patterns().cells.department.match(text) is not None and not kind_of(text)
    return text if is_department and len(departments(text)) == 1 and not any(map(str.isdigit, text)) else ""
