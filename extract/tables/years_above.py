"""The year that a heading of its own gives the entries of a list below it.

ปีงบประมาณ 2567 ทำ 2 เรื่อง
- โครงการค่ายคนดี ใช้เงิน 5,000 บาท
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.grammar.family import family
from extract.model.document import Line, Place
from normalize.text import comparable, normalize_line
from normalize.year_mentions import PLAN_YEARS, year_mentions

FEWEST = 2
"""Years that have a heading, at the least."""

LONGEST = 70
"""Characters of such a heading."""


def years_above(lines: Sequence[Line]) -> dict[Place, int]:
    """The year of each line that heads the entries below it with one: the same words stand before years that go up."""
    found: defaultdict[str, dict[Place, int]] = defaultdict(dict)
    for line in lines:
        if (headed := _headed(line.text)) is not None:
            found[headed[0]][line.place] = headed[1]
    dated: dict[Place, int] = {}
    for years in found.values():
        distinct = list(dict.fromkeys(years.values()))
        if len(distinct) >= FEWEST and distinct == sorted(distinct):
            dated |= years
    return dated


def _headed(text: str) -> tuple[str, int] | None:
    """The words before the only year of a short line that tells no money, and that year."""
    text = normalize_line(text).strip(" *#-–—•")
    mentions = [mention for mention in year_mentions(text) if mention.year in PLAN_YEARS]
    if len(text) > LONGEST or len(mentions) != 1 or mentions[0].month or text.startswith(family().kinds):
        return None
    rest = text[mentions[0].end :]
    tells_money = any(unit in rest for unit in family().units) and any(map(str.isdigit, rest))
    is_year = family().titles.year in text[: mentions[0].end]
    return (comparable(text[: mentions[0].start]), mentions[0].year) if is_year and not tells_money else None
