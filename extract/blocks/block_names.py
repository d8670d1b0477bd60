"""Finds the lines that name a project if no heading announces its name."""

from __future__ import annotations

from collections.abc import Sequence

from extract.grammar.names import behind_damaged_number
from extract.grammar.numbering import NumberStyle, parse_number
from extract.grammar.terms import kind_of
from extract.model.document import Line

NAME_LINES = 4
"""Maximum number of lines of a project name without a heading."""


def name_length(lines: Sequence[Line], due: int) -> int:
    """The number of last lines that name the next block, found by the due number, else by a kind word."""
    if not lines:
        return 0
    for count in range(1, min(NAME_LINES, len(lines)) + 1):
        number = parse_number(lines[-count].text)
        is_due = number is not None and number.last == due and bool(kind_of(number.rest))
        if number is not None and number.depth and (number.style is not NumberStyle.PAREN or is_due):
            if kind_of(number.rest) or number.last in (due, due - 1, due + 1) or number.depth > 1:
                return count
            break
        if kind_of(behind_damaged_number(lines[-count].text)):
            return count
    return 1
