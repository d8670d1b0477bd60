"""Lines above the projects of a level that the plan lacks: its names in a form that no rule reads.

Where projects, or the headings of deeper levels, have a level above them that has no name, the lines that stand alone
above the first of each such level are its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.grammar.family import family
from extract.grammar.patterns import patterns
from extract.grammar.terms import is_title, kind_of
from extract.model.document import Block, Grid, Line, Spot
from extract.model.plan import Finding, Plan
from normalize.text import comparable
from phaen.check.placed import Placed
from phaen.check.unplaced_headings import KnownHeadings
from phaen.check.unplaced_names import LABEL
from schemas.checks import CheckCode

LEAST_LINES = 3
"""Different lines from which on they are the names of a level: captions and introductions are one or two."""

LONGEST_NAME = 100

LEAST_SHARE = 0.5
"""Of the groups of projects without the level, the share that must have such a line above them."""

SHORTEST = 6

_SIGN = re.compile(r"[\d:()*|]")

Path = tuple[int, ...]


def levels_unnamed(plan: Plan, placed: Placed) -> list[Finding]:
    """A finding for each line that may name a level above projects, or above sections, that lack it."""
    found: dict[str, Finding] = {}
    for depth in (1, 2):
        if depth == 1 and any(heading.level == 1 and heading.name.strip() for heading in plan.headings):
            continue
        for line in _names(plan, placed, depth):
            text = " ".join(line.text.split())
            found.setdefault(comparable(text), Finding(CheckCode.HEADING_UNPLACED, None, "", text, line.place))
    return list(found.values())


def _names(plan: Plan, placed: Placed, depth: int) -> list[Line]:
    """The lines directly above the first project or heading of each group that lacks a level."""
    known = KnownHeadings(plan)
    above = list(_above_groups(plan, placed, depth))
    lines = [block for block in above if isinstance(block, Line) and _may_name(block, known)]
    texts = {comparable(line.text) for line in lines}
    return lines if len(texts) >= LEAST_LINES and len(lines) >= LEAST_SHARE * len(above) else []


def _above_groups(plan: Plan, placed: Placed, depth: int) -> Iterator[Block]:
    """The block above each group of projects that lacks the level of a depth, if nothing was read from it.

    What is below the first level has numbers that tell the groups; below the second, what stands above them does.
    """
    paths = _paths(plan)
    above: Block | None = None
    last: Path | None = None
    for block in plan.document.blocks():
        if isinstance(block, Line) and not block.text.strip():
            continue
        path = _path(block, paths)
        if path is not None:
            lacks = path[:depth] != last if depth == 1 else len(path) < depth
            if lacks and above is not None and not _is_read(above, placed):
                yield above
            last = path[:depth]
        above = block


def _paths(plan: Plan) -> dict[Spot, Path]:
    """The levels of each project and each heading, where they are printed."""
    paths: dict[Spot, Path] = {heading.place.spot: heading.path for heading in plan.headings}
    for project in plan.projects:
        if project.summary_place is not None:
            paths[project.summary_place.spot] = project.summary_path or project.path
        if project.detail_place is not None:
            paths[project.detail_place.spot] = project.path
    return paths


def _path(block: Block, paths: dict[Spot, Path]) -> Path | None:
    if isinstance(block, Line):
        return paths.get(block.place.spot)
    return next((paths[cell.place.spot] for cell in block.cells if cell.place.spot in paths), None)


def _is_read(block: Block, placed: Placed) -> bool:
    places = [cell.place for cell in block.cells] if isinstance(block, Grid) else [block.place]
    return any(placed.holds(place) or placed.in_block(place) or placed.is_of_table(place) for place in places)


def _may_name(line: Line, known: KnownHeadings) -> bool:
    """Whether a line may be the name of a level: words alone, no title, caption, part, sum or project.

    With a number it would have been read, or it counts something else: pages, quarters.
    """
    text = line.text.strip()
    if not SHORTEST <= len(text) <= LONGEST_NAME or _SIGN.search(text) or LABEL.match(text):
        return False
    if is_title(text) or text.startswith(family().titles.summaries) or kind_of(text):
        return False
    words = patterns()
    if (
        words.announcements.part.match(text)
        or words.announcements.label.match(text)
        or words.cells.stated_unit.search(text)
    ):
        return False
    return not words.cells.total.match(text) and not text.startswith(family().totals.sums) and not known.is_named(text)
