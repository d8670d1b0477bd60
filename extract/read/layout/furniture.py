"""Removes furniture: running headers, footers and page numbers at the edges of pages.

A line repeated on many pages is a running header only if its position holds no other text: a heading that begins
each project on a new page is at a position where other pages have text. Removed lines are counted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.model.document import Box, Line, Page
from extract.read.markup_terms import markup
from normalize.script import CONSONANT

MARGIN = 0.12
"""Share of a page's height, at its top and at its bottom, searched for running headers and page numbers."""

FEWEST_PAGES = 3
"""Minimum number of pages on which a running header is repeated."""

RECURRING = 0.1
"""Minimum share of pages on which it is repeated. Headers of odd or even pages or of a chapter are not on all."""

OWN_PLACE = 0.75
"""Minimum share of running headers among the lines at the same height."""

ELSEWHERE = 2
"""Running headers at an edge, at the least, for each line of their words away from the edges."""

BAND = 4.0
"""Points. Lines within this distance are at the same height."""

COUNTS_ON = 0.5
"""Share of a numbered line's pages on which its number is due, from which on it is a heading."""

TALLEST = 24.0
"""Points. A line whose box is taller than this, and taller than wide, is written sideways."""

_DIGITS = re.compile(r"\d+")
_HEADING = re.compile(r"(\(?)(\d{1,2})([.)])\s*[^\s\d]")
"""A numbered heading: the signs around its number are its style."""
_SIGNS = r"[-–—~.•*\s\[\](){}|]*"
_ROMAN = re.compile(rf"{_SIGNS}(?=[ivxlc])(?:x{{0,3}})(?:ix|iv|v?i{{0,3}}){_SIGNS}", re.IGNORECASE)
_THAI_LETTER = re.compile(rf"{_SIGNS}[{CONSONANT}]{_SIGNS}")


@dataclass(frozen=True, slots=True)
class _EdgeLine:
    """A line at the top or bottom edge of a page. `band` is its distance from that edge, in bands."""

    page: int
    line: Line
    edge: str
    band: int
    key: str


@cache
def _number() -> re.Pattern[str]:
    """Matches a page number with the signs and words around it."""
    words, of = markup().page_words, markup().page_of
    return re.compile(rf"{_SIGNS}(?:{words}\s*)?(\d{{1,4}})(?:\s*{of}\s*\d{{1,4}})?{_SIGNS}", re.IGNORECASE)


@cache
def _sure_number() -> re.Pattern[str]:
    """Matches a page number between dashes, or after a word for "page"."""
    return re.compile(rf"[-–—~]\s*\d{{1,4}}\s*[-–—~]|{markup().page_words}\s*\d{{1,4}}.*", re.IGNORECASE)


def without_furniture(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages without running headers, footers and page numbers; `furniture` in `repairs` counts them."""
    edge_lines = [entry for index, page in enumerate(pages) for entry in _edge_lines(index, page)]
    gone = _recurring(edge_lines, pages) | _numbers(edge_lines, pages) | _repeated(edge_lines, pages)
    counts = Counter(entry.page for entry in edge_lines if id(entry.line) in gone)
    return tuple(
        replace(
            page,
            blocks=tuple(block for block in page.blocks if id(block) not in gone),
            repairs=dict(sorted({**page.repairs, "furniture": counts[index]}.items())),
        )
        if counts[index]
        else page
        for index, page in enumerate(pages)
    )


def _edge_lines(index: int, page: Page) -> Iterator[_EdgeLine]:
    """The lines at the top and bottom of a page; for sideways lines, at its left and right."""
    for line in page.blocks:
        box = line.place.box
        if not isinstance(line, Line) or box is None or page.height is None or page.width is None:
            continue
        upright = ("y", (box.top + box.bottom) / 2, page.height)
        sideways = ("x", (box.x0 + box.x1) / 2, page.width)
        is_turned = box.bottom - box.top > max(box.x1 - box.x0, TALLEST)
        beside = _is_number(line.text) and _is_beside(box, page)
        axes = [sideways] if is_turned else [upright, sideways] if beside else [upright]
        for name, middle, length in axes:
            if not MARGIN * length < middle < (1 - MARGIN) * length:
                side, distance = ("start", middle) if middle < length / 2 else ("end", length - middle)
                yield _EdgeLine(index, line, f"{name} {side}", round(distance / BAND), _key(line))
                break


def _is_beside(box: Box, page: Page) -> bool:
    """Whether a line is left or right of everything else on the page. A year that a full title left to a line of its
    own begins at the margin."""
    others = [block.place.box for block in page.blocks if block.place.box not in (None, box)]
    sides = [(other.x0, other.x1) for other in others if other is not None]
    return all(box.x1 <= x0 for x0, _ in sides) or all(box.x0 >= x1 for _, x1 in sides)


def _is_number(text: str) -> bool:
    return any(pattern.fullmatch(text.strip()) for pattern in (_number(), _ROMAN, _THAI_LETTER))


def _key(line: Line) -> str:
    return _DIGITS.sub("0", "".join(line.text.split()))


def _repeated(lines: Sequence[_EdgeLine], pages: Sequence[Page]) -> set[int]:
    """The ids of lines that are the same, at the same place, on both pages of a document; that of the first is kept."""
    if len(pages) >= FEWEST_PAGES:
        return set()
    first = [entry.line for entry in lines if entry.page == 0]
    others = [entry.line for entry in lines if entry.page > 0 and not _is_number(entry.line.text)]
    return {id(line) for line in others if any(_is_same(line, other) for other in first)}


def _is_same(line: Line, other: Line) -> bool:
    a, b = line.place.box, other.place.box
    if a is None or b is None or line.text != other.text:
        return False
    return max(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.top - b.top)) <= 1.0


def _recurring(lines: Sequence[_EdgeLine], pages: Sequence[Page]) -> set[int]:
    """The ids of running headers and footers: they are repeated, and no other lines share their height on the page.

    Plain numbers are excluded, as they differ only in their value and are judged by it. A line that is printed as well
    away from the edges is a heading that happens to begin or end pages, as is one whose number is due where it stands.
    """
    at_edges = {id(entry.line) for entry in lines}
    elsewhere = Counter(
        _key(line) for page in pages for line in page.blocks if isinstance(line, Line) and id(line) not in at_edges
    )
    due, counting = _due(pages), _with_other_numbers(lines)
    numbered = Counter((entry.edge, entry.key, id(entry.line) in due) for entry in lines)
    lines = [
        entry
        for entry in lines
        if not _is_number(entry.line.text)
        and (entry.edge, entry.key) not in counting
        and numbered[entry.edge, entry.key, True] <= COUNTS_ON * numbered[entry.edge, entry.key, False]
    ]
    found = Counter((entry.edge, entry.key, page) for entry in lines for page in {entry.page})
    counts = Counter((edge, key) for edge, key, _ in found)
    needed = max(FEWEST_PAGES, RECURRING * len(pages))
    bands: defaultdict[tuple[str, int], list[_EdgeLine]] = defaultdict(list)
    for entry in lines:
        for band in (entry.band - 1, entry.band, entry.band + 1):
            bands[entry.edge, band].append(entry)
    gone = set()
    for entry in lines:
        if counts[entry.edge, entry.key] >= max(needed, ELSEWHERE * elsewhere[entry.key]):
            beside = bands[entry.edge, entry.band]
            if sum(counts[other.edge, other.key] >= needed for other in beside) >= OWN_PLACE * len(beside):
                gone.add(id(entry.line))
    return gone


def _with_other_numbers(lines: Sequence[_EdgeLine]) -> set[tuple[str, str]]:
    """The edges and keys of lines whose numbers differ though they neither count the pages nor the chapters.

    Such as the number of a project above its fields, or the amount below a heading that ended the page before.
    """
    groups: defaultdict[tuple[str, str], list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
    for entry in lines:
        groups[entry.edge, entry.key].append((entry.page, tuple(map(int, _DIGITS.findall(entry.line.text)))))
    return {place for place, group in groups.items() if "0" in place[1] and not _is_counted(sorted(group))}


def _is_counted(group: Sequence[tuple[int, tuple[int, ...]]]) -> bool:
    """Whether each number of a repeated line is the same, goes with the pages, or rises from chapter to chapter."""
    for values in zip(*(numbers for _, numbers in group), strict=False):
        offsets = Counter(value - page for value, (page, _) in zip(values, group, strict=True))
        steps = [b - a for a, b in pairwise(values)]
        is_chapter = min(steps, default=0) >= 0 and 2 * steps.count(0) >= len(steps)
        if not is_chapter and max(offsets.values()) < OWN_PLACE * len(values):
            return False
    return True


def _due(pages: Sequence[Page]) -> set[int]:
    """The ids of the lines whose number is due: it follows the number of the heading above and precedes the next one.

    A first number is due where the one below is 2, and a last one where the one below is 1.
    """
    runs: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for page in pages:
        for line in page.blocks:
            match = _HEADING.match(line.text) if isinstance(line, Line) else None
            if match is not None:
                runs[match[1], match[3]].append((int(match[2]), id(line)))
    due: set[int] = set()
    for run in runs.values():
        numbers = [0, *(number for number, _ in run), 1]
        for above, (number, identity), below in zip(numbers, run, numbers[2:], strict=False):
            goes_on = above + 1 == number or (number == 1 and below == 2)
            if goes_on and below in (number + 1, 1):
                due.add(identity)
    return due


def _numbers(lines: Sequence[_EdgeLine], pages: Sequence[Page]) -> set[int]:
    """The ids of page numbers: outermost lines whose numbers increase with the pages, or that are marked as such."""
    outermost = _outermost(lines)
    offsets: defaultdict[tuple[str, int], list[_EdgeLine]] = defaultdict(list)
    gone: set[int] = set()
    letters: defaultdict[str, list[_EdgeLine]] = defaultdict(list)
    for entry in outermost:
        text = entry.line.text.strip()
        match = _number().fullmatch(text)
        if match is not None:
            offsets[entry.edge, int(match[1]) - entry.page].append(entry)
            if _sure_number().fullmatch(text):
                gone.add(id(entry.line))
        elif _ROMAN.fullmatch(text) or _THAI_LETTER.fullmatch(text):
            letters[entry.edge].append(entry)
    alone = len(pages) < FEWEST_PAGES or sum(map(len, offsets.values())) == 1
    for group in [*offsets.values(), *letters.values()]:
        if len({entry.page for entry in group}) > 1 or alone:
            gone |= {id(entry.line) for entry in group}
    return gone


def _outermost(lines: Sequence[_EdgeLine]) -> list[_EdgeLine]:
    """The lines nearest to each edge of each page."""
    nearest: dict[tuple[int, str], int] = {}
    for entry in lines:
        key = (entry.page, entry.edge)
        nearest[key] = min(nearest.get(key, entry.band), entry.band)
    return [entry for entry in lines if entry.band <= nearest[entry.page, entry.edge] + 1]
