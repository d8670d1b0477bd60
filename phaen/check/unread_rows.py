"""Tables that a copy has left as lines, and that were not put together again, or not all of them.

A header that still stands as lines above names that the plan has not is a table that was not read. Lines among those
of a table that was put together are cells of which no rule proves the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from extract.grammar.family import family
from extract.grammar.names import named_kind
from extract.lines.level_scheme import level_scheme
from extract.model.document import Grid, Line, Place, TextSource
from extract.model.plan import Finding, Plan, RowRef
from extract.tables.lost_header import Headers, Title
from extract.tables.lost_rules import may_be_title, runs_of_lines
from normalize.money import looks_like_money
from normalize.text import comparable
from phaen.check.placed import Placed
from phaen.check.unplaced_names import LABEL, KnownNames
from schemas.checks import CheckCode

REACH = 60
"""Lines below a header among which its first row is."""

TITLES_BEFORE = 4
"""Lines of a header before the title of the projects, at the most."""

MOST_TOLD = 120
"""Characters of what a finding quotes."""

SEVERAL_AMOUNTS, LEAST_ROWS = 2, 3
"""Amounts of a line, and such lines of a page, from which on they are a table's. Prose has one here and there."""

BELOW_TITLE = 40
"""Lines below the title of a table among which its rows are."""

_AMOUNT = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")

_DASHES = ("-", "–", "—")


def rows_unread(plan: Plan, placed: Placed | None = None) -> list[Finding]:
    """A finding for each table in lines that was not read, and for each with cells that were left out.

    Also for each page read by OCR whose lines print the amounts of a table of which no rule was found.
    """
    placed = placed or Placed(plan)
    return [*_headers(plan), *_left_out(plan, placed), *_scanned(plan, placed)]


def _headers(plan: Plan) -> Iterator[Finding]:
    runs = [(run, at) for run in runs_of_lines(plan.document.blocks()) if (at := _near_titles(run))]
    known = KnownNames(plan)
    runs = [(run, at) for run, at in runs if any(_is_unread(name, known) for name in _names(run))]
    if not runs:
        return
    scheme = level_scheme(plan.document.blocks())
    for run, at in runs:
        headers, after = Headers(run, scheme), 0
        for index in at:
            found = headers.at(index) if index >= after else None
            if found is None:
                continue
            titles, after = found
            if (name := _first_unread(run[after : after + REACH], known)) is not None:
                yield _unread([*_printed(titles), name], run[index].place)


def _near_titles(run: Sequence[Line]) -> list[int]:
    """The lines at which a header may begin: those that are titles of projects, and some above them."""
    titles = [index for index, line in enumerate(run) if may_be_title(line)]
    return sorted({near for index in titles for near in range(max(0, index - TITLES_BEFORE), index + 1)})


def _printed(titles: Sequence[Title]) -> list[str]:
    return [title.text for title in titles]


def _first_unread(lines: Sequence[Line], known: KnownNames) -> str | None:
    """The first name of a project among lines, if the plan has none of that name."""
    name = next(_names(lines), None)
    return name if name is not None and _is_unread(name, known) else None


def _names(lines: Sequence[Line]) -> Iterator[str]:
    texts = (LABEL.sub("", line.text, count=1).strip() for line in lines)
    return (text for text in texts if named_kind(text))


def _is_unread(name: str, known: KnownNames) -> bool:
    return not known.has(comparable(name))


def _left_out(plan: Plan, placed: Placed) -> Iterator[Finding]:
    """A finding for each table among whose lines some were not read. Their amounts have findings of their own."""
    span: tuple[Place, Place] | None = None
    lost: list[Line] = []
    for block in (*plan.document.blocks(), None):
        if isinstance(block, Line) and span is not None and span[0] < block.place <= span[1]:
            text = block.text.strip()
            if text and text not in _DASHES and not looks_like_money(text) and not placed.holds(block.place):
                lost.append(block)
            continue
        if lost:
            yield _unread([line.text.strip() for line in lost], lost[0].place)
            lost = []
        span = _span(block) if isinstance(block, Grid) else None


def _scanned(plan: Plan, placed: Placed) -> Iterator[Finding]:
    """A finding for each page of a scan on which several lines print several amounts each, and none was read.

    Below the title of a table of projects, one amount each is enough.
    """
    for page in plan.document.pages:
        if page.text_source is not TextSource.OCR:
            continue
        lines = [block for block in page.blocks if isinstance(block, Line) and not _is_placed(block, placed)]
        rows = [line for line in lines if len(_AMOUNT.findall(line.text)) >= SEVERAL_AMOUNTS]
        announced = [line for run in _below_titles(page.blocks) for line in run if line in lines]
        for found in (rows, [line for line in announced if _AMOUNT.search(line.text)]):
            if len(found) >= LEAST_ROWS:
                yield _unread([line.text.strip() for line in found], found[0].place)
                break


def _below_titles(blocks: Sequence[Line | Grid]) -> Iterator[Sequence[Line]]:
    """The lines below each title of a table of projects, up to a table."""
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and comparable(block.text).startswith(family().titles.summaries):
            below = blocks[at + 1 : at + 1 + BELOW_TITLE]
            yield list(takewhile(lambda other: isinstance(other, Line), below))  # type: ignore[arg-type]


def _is_placed(line: Line, placed: Placed) -> bool:
    return placed.in_block(line.place) or placed.holds(line.place)


def _span(grid: Grid) -> tuple[Place, Place]:
    places = [cell.place for cell in grid.cells]
    return min(places), max(places)


def _unread(texts: Sequence[str], place: Place) -> Finding:
    return Finding(CheckCode.TABLE_UNREAD, RowRef("tables", ""), "", " | ".join(texts)[:MOST_TOLD], place, {"why": ""})
