"""The lines of table cells, and what one of them may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.read.layout.printed import Segment

SAME_LINE = 0.4
"""Maximum distance of two baselines of one line, in letter heights."""

DASHES = frozenset("-–—")
NUMBERED = re.compile(r"[-•\s]*\(?\d{1,3}(?:\.\d{1,2})*\s?[.)]|\d(?:\.\d{1,2})+\s")
SHARE = re.compile(r"\d{1,3}\.\d{1,2} ?%?")
LONE_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")

NUMBER_ALONE = re.compile(r"\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+")
"""Matches a line that is only the number of an entry; the column was too narrow for more."""


@dataclass(slots=True)
class CellLine:
    """One printed line of a cell: its segments, their text, and its position in the turned frame."""

    text: str
    number: int
    baseline: float
    height: float
    segments: list[Segment]
