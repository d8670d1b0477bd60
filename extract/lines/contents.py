"""The table of contents: lines that end with numbers of pages that count up.

What it lists stands again where it belongs, so no heading, block or project is read from it. The checks compare it
with what was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.grammar.family import family
from extract.model.document import Block, Line, Place
from normalize.text import comparable

FEWEST = 3
"""Entries of a table of contents."""

MOST_BETWEEN = 2
"""Lines without a page number between two entries: the first lines of one that is wrapped."""

MOST_PAGES = 60
"""Pages between two entries. A step further is no count of pages."""

LONGEST_ENTRY = 250
"""Maximum length in characters. A longer line is prose."""

LONGEST_TITLE = 40

_LED = re.compile(r"(?:[.…·_]\s?){4,}\s*(?P<page>\d{1,3})\s*(?:[-–]\s*\d{1,3}\s*)?$|…{2,}\s*(?P<dotted>\d{1,3})\s*$")
_BARE = re.compile(r"[^\d\s,.]\s*[)\"”]?\s+(?P<page>\d{1,3})\s*$")


@dataclass(frozen=True, slots=True)
class _Entry:
    """The index of a line, the page that it ends with, and whether dots lead to it."""

    index: int
    page: int
    led: bool


def without_contents(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without the lines of tables of contents."""
    kept = list(blocks)
    listed = contents_lines([block for block in kept if isinstance(block, Line)])
    return (block for block in kept if not isinstance(block, Line) or block.place not in listed)


def contents_lines(lines: Sequence[Line]) -> set[Place]:
    """The places of the lines of tables of contents, from the first entry to the last, with its title."""
    found: set[Place] = set()
    for first, last in _tables(lines):
        found |= {line.place for line in lines[first : last + 1]}
    return found


def _tables(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each: led entries, or any below the title of contents."""
    titles = [index for index, line in enumerate(lines) if _is_title(line.text)]
    entries = [entry for index, line in enumerate(lines) if (entry := _entry(index, line.text)) is not None]
    for run in _runs(entries):
        title = next((t for t in titles if 0 < run[0].index - t <= MOST_BETWEEN + 1), None)
        named = run if title is not None else [entry for entry in run if entry.led]
        if len(named) >= FEWEST and (title is not None or not _are_round(named)):
            yield (title if title is not None else named[0].index), named[-1].index


def _entry(index: int, text: str) -> _Entry | None:
    if len(text) > LONGEST_ENTRY or not text.rstrip()[-1:].isdigit():
        return None
    led = _LED.search(text)
    if led is not None:
        return _Entry(index, int(led["page"] or led["dotted"]), led=True) if led.start() else None
    bare = _BARE.search(text)
    return _Entry(index, int(bare["page"]), led=False) if bare is not None else None


def _runs(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """Entries near each other whose pages count up. A smaller number without dots is that of a part: ส่วนที่ 2."""
    run: list[_Entry] = []
    for entry in entries:
        if run and entry.index - run[-1].index > MOST_BETWEEN + 1:
            yield run
            run = []
        if not run or run[-1].page <= entry.page <= run[-1].page + MOST_PAGES:
            run.append(entry)
        elif entry.led:
            yield run
            run = [entry]
    if run:
        yield run


def _are_round(entries: Sequence[_Entry]) -> bool:
    """Whether all numbers are round, as amounts are: a list of projects with their money."""
    return all(entry.page % 10 == 0 for entry in entries)


def _is_title(text: str) -> bool:
    words = comparable(text)
    return len(words) <= LONGEST_TITLE and words.startswith(tuple(map(comparable, family().block.contents)))
