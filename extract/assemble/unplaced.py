"""Finds blocks that stand below the last heading of the tables only because all tables are printed before all blocks.

Such a heading is that of a table: 2.1 and its table, 2.2 and its table, then the blocks of both. The details print no
levels, and the rows of the tables tell where their blocks belong.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from extract.model.plan import Path, Project
from extract.tables.summary_types import SummaryProject


def take_places_of_rows(rows: Sequence[SummaryProject], blocks: Sequence[Project], partners: Mapping[int, int]) -> None:
    """Take the path from each block that has a row and stands below the heading of another section's table.

    `partners` gives the block of each row, both by index. Where a block's section has no other blocks, and the heading
    above it none but a table of its own, the difference is not the document's own. Any other difference is.
    """
    paths = {block: rows[row].path for row, block in partners.items()}
    for run in _runs(rows, blocks):
        below = blocks[run[0]].path
        others = {paths[j] for j in run if j in paths and not _within(paths[j], below)}
        elsewhere = {block.path for j, block in enumerate(blocks) if j not in run}
        if below and others and not any(_within(path, other) for path in elsewhere for other in others):
            for j in run:
                if j in paths:
                    blocks[j].path = ()


def _runs(rows: Sequence[SummaryProject], blocks: Sequence[Project]) -> Iterator[range]:
    """The blocks, by index, that follow each other below one heading, right behind the rows of its table."""
    listed = sorted((row.place, row.path) for row in rows)
    places = [place for place, _ in listed]

    def above(j: int) -> tuple[Path, int]:
        place = blocks[j].detail_place
        return blocks[j].path, bisect_left(places, place) if place is not None else 0

    for (path, rows_above), group in groupby(range(len(blocks)), key=above):
        members = list(group)
        if path and rows_above and _within(listed[rows_above - 1][1], path):
            yield range(members[0], members[-1] + 1)


def _within(path: Path, level: Path) -> bool:
    return path[: len(level)] == level
