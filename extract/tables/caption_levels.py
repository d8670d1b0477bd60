"""Dimensions that only the captions of tables name: ตารางที่ 2 ผลการดำเนินงาน มิติที่ 2 การเปิดเผยงาน."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from extract.grammar.levels import LevelScheme
from extract.model.document import Block, Line, Place
from extract.model.plan import Path
from extract.tables.summary_types import Above, Summary, TableHeading

LONGEST_CAPTION = 160
FEWEST = 2
"""Minimum number of dimensions that captions name. One may be that of a sentence."""

_SIGNS = " :-–.()"


def caption_headings(blocks: Iterable[Block], scheme: LevelScheme, lines: Sequence[Above]) -> list[TableHeading]:
    """The dimension that the line directly above each table speaks of.

    Empty if the captions do not name several, or if one of the `lines` that name dimensions stands above the first.
    """
    found: list[TableHeading] = []
    last: Line | None = None
    for block in blocks:
        if isinstance(block, Line):
            last = block
            continue
        heading = _heading(last.text, last.place, scheme) if last is not None else None
        found += [heading] if heading is not None else []
        last = None
    is_headed = any(line.place <= found[0].place for line in lines) if found else True
    return found if not is_headed and len({heading.path for heading in found}) >= FEWEST else []


def _heading(text: str, place: Place, scheme: LevelScheme) -> TableHeading | None:
    mentions = list(scheme.levels.mention.finditer(text)) if len(text) <= LONGEST_CAPTION else []
    if len(mentions) != 1:
        return None
    (mention,) = mentions
    return TableHeading((int(mention["number"]),), text[mention.end() :].strip(_SIGNS), place)


def as_above(headings: Iterable[TableHeading]) -> list[Above]:
    """The headings as lines above tables."""
    return [Above(heading.place, heading.path) for heading in headings]


def name_dimensions(summary: Summary, headings: Iterable[TableHeading], others: Set[Path] = frozenset()) -> None:
    """Adds the names of the dimensions that the summary's projects or `others` have, where no cell of it does."""
    used = {project.path[:1] for row in summary.rows for project in row.projects} | others
    known = {heading.path for heading in summary.headings}
    for heading in headings:
        if heading.name and heading.path in used - known:
            known.add(heading.path)
            summary.headings.append(heading)
