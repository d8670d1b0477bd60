"""Page furniture that a reader could not separate from the text: page numbers, running titles, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.terms import is_title
from extract.lines.heading_style import heading_number
from extract.model.document import Line, Place
from normalize.lexicon import either
from normalize.text import comparable

FEWEST_REPEATS = 2
"""A number must count up at least this often, and a title recur more often than this, to be page furniture."""

LONGEST = 200
"""Maximum length in characters of a running title."""

REACH = 2
"""Number of lines above and below a page number that may contain a running title."""

_BARS = re.compile(r"\s*[|·•]\s*")
_RAISED = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+")
_DIGITS = re.compile(r"\d+")


def furniture(lines: Sequence[Line]) -> set[Place]:
    """The places of page numbers and running titles.

    These are page numbers that count up through the document, recurring title lines, and lines that recur next to page
    numbers or at the edges of pages. Lines with a box come from a reader that knows their position on the page and has
    already removed running titles. Any title it leaves is the plan's name in wrapped prose.
    """
    numbers = _page_numbers(lines)
    found = {lines[index].place for index in numbers}
    unplaced = [line for line in lines if line.place.box is None and len(line.text) <= LONGEST]
    titles = [line for line in unplaced if _names_plan(line.text)]
    counts = Counter(_shape(line) for line in titles)
    found |= {line.place for line in titles if counts[_shape(line)] > FEWEST_REPEATS}
    found |= _paged(unplaced)
    return (
        found
        | _beside(lines, numbers)
        | _at_edges(lines)
        | _set_off(lines)
        | _printed(unplaced)
        | _barred(unplaced)
        | _with_page(unplaced)
        | _notes(lines)
    )


def _names_plan(text: str) -> bool:
    """Whether a line is the title of a plan, perhaps behind the name of its body."""
    body, _, rest = text.strip().partition(" ")
    return is_title(text) or (is_title(rest.strip()) and patterns().borders.body.fullmatch(body) is not None)


def _paged(lines: Sequence[Line]) -> set[Place]:
    """Titles with the number of the page behind them that come again with a greater one."""
    pages: dict[str, list[tuple[int, Line]]] = {}
    for line in lines:
        if (match := patterns().announcements.paged.fullmatch(line.text.strip())) is not None:
            pages.setdefault(_shape(line), []).append((int(match[1]), line))
    return {
        line.place
        for found in pages.values()
        if len(found) > 1 and all(a[0] < b[0] for a, b in pairwise(found))
        for _, line in found
    }


def _notes(lines: Sequence[Line]) -> set[Place]:
    """Footnotes: lines that begin with a raised number that stands behind a word above."""
    found: set[Place] = set()
    called: set[str] = set()
    for line in lines:
        note = _RAISED.match(line.text.strip())
        if note is not None and note[0] in called:
            found.add(line.place)
        called.update(call[0] for call in _RAISED.finditer(line.text) if call.start())
    return found


def _printed(lines: Sequence[Line]) -> set[Place]:
    """Recurring lines that say by what a page was printed or scanned, and addresses alone."""
    printed = [line for line in lines if patterns().borders.printed.fullmatch(line.text.strip())]
    counts = Counter(map(_shape, printed))
    return {line.place for line in printed if counts[_shape(line)] >= FEWEST_REPEATS}


def _barred(lines: Sequence[Line]) -> set[Place]:
    """Running titles whose first or last part between bars is the number of the page: they come again, counting up."""
    pages: dict[str, list[tuple[int, Line]]] = {}
    for line in lines:
        parts = [part for part in _BARS.split(line.text.strip()) if part]
        for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
            if (match := patterns().announcements.page.fullmatch(part)) is not None:
                pages.setdefault(_shape(line), []).append((int(match[1]), line))
                break
    rising = (run for run in pages.values() if all(a[0] < b[0] for a, b in pairwise(run)))
    return {line.place for run in rising if len(run) > FEWEST_REPEATS for _, line in run}


def _with_page(lines: Sequence[Line]) -> set[Place]:
    """Running titles with the word and the number of the page between others: they come again, counting up."""
    word = re.compile(rf"(?:^|\s|\W){either(family().closing.page)}\s*(\d{{1,4}})(?!\S)")
    pages: dict[str, list[tuple[int, Line]]] = {}
    for line in lines:
        if (match := word.search(line.text)) is not None:
            pages.setdefault(_shape(line), []).append((int(match[1]), line))
    rising = (run for run in pages.values() if all(a[0] < b[0] for a, b in pairwise(run)))
    return {line.place for run in rising if len(run) > FEWEST_REPEATS for _, line in run}


def _set_off(lines: Sequence[Line]) -> set[Place]:
    """Names of bodies that recur alone between blank lines, as in a page header."""
    alone = [
        line
        for line, following in pairwise(lines)
        if line.gap and following.gap and _is_short(line) and patterns().borders.body.fullmatch(line.text.strip())
    ]
    counts = Counter(_shape(line) for line in alone)
    if max(counts.values(), default=0) <= FEWEST_REPEATS:
        return set()
    within = Counter(_shape(lines[index]) for index in _ends_of_fields(lines, {line.place for line in alone}))
    often = {shape for shape, count in counts.items() if count > FEWEST_REPEATS}
    longest = 2 * max(len(line.text) for line in alone)  # spaces and digits are no part of a shape
    leading = [
        (a, shape) for a, line in pairwise(lines) if len(line.text) <= longest and (shape := _shape(line)) in often
    ]
    shapes = {_shape(above) for above, _ in leading}
    headings = Counter(
        shape for line in lines if heading_number(line.text) is not None and (shape := _shape(line)) in shapes
    )
    pairs = Counter((_shape(above), shape) for above, shape in leading)
    below: dict[str, Counter[str]] = {shape: Counter() for shape in often}
    for above, shape in leading:
        if _is_heading(above) or _leads(headings[_shape(above)], pairs[_shape(above), shape]):
            below[shape][_shape(above)] += 1
    again = {s for s in often if _comes_anywhere(below[s], counts[s]) and within[s] * 2 <= counts[s]}
    return {line.place for line in alone if _shape(line) in again}


def _comes_anywhere(below: Counter[str], count: int) -> bool:
    """Whether a line is the content of no heading. A page may end below any heading, content belongs to one or two."""
    most = max(below.values(), default=0)
    return most * 3 < count and below.total() * 3 < count * 2


def _ends_of_fields(lines: Sequence[Line], places: Set[Place]) -> Iterator[int]:
    """The indices of the lines at these places that stand right above a field's heading, as the end of the one before.

    The field before comes earlier in the order of a block, so no block begins between them, as it may on a new page.
    """
    above: Field | None = None
    for index, (line, following) in enumerate(pairwise(lines)):
        above = _heading(line) or above
        below = _heading(following) if line.place in places else None
        if above is not None and below is not None and family().rank[above] < family().rank[below]:
            yield index


def _leads(count: int, followed: int) -> bool:
    """Whether a numbered line is a heading of unknown words: it recurs, and the same follows it in most places."""
    return count > FEWEST_REPEATS and followed * 2 > count


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """The indices of page number lines. Empty unless nearly every number is greater than the one before."""
    page = patterns().announcements.page
    seen = [(index, int(match[1])) for index, line in enumerate(lines) if (match := page.fullmatch(line.text.strip()))]
    rising = sum(a[1] < b[1] for a, b in pairwise(seen))
    if rising < FEWEST_REPEATS or rising * 5 < (len(seen) - 1) * 4:
        return []
    return [index for index, _ in seen]


def _beside(lines: Sequence[Line], numbers: Sequence[int]) -> set[Place]:
    """Lines that recur next to page numbers, and almost nowhere else."""
    near = {index for number in numbers for index in _near(number, numbers, len(lines))}
    beside = {
        index for index in near if _is_short(lines[index]) and not patterns().any_level.single.match(lines[index].text)
    }
    counts = Counter(_shape(lines[index]) for index in beside)
    again = {shape for shape, count in counts.items() if count > FEWEST_REPEATS}
    if not again:
        return set()
    everywhere = Counter(shape for line in lines if _is_short(line) and (shape := _shape(line)) in again)
    mostly = {shape for shape in again if counts[shape] * 4 >= everywhere[shape] * 3}
    passing = {shape for shape in mostly if counts[shape] * 2 >= len(numbers)}
    return {lines[index].place for index in beside if _shape(lines[index]) in passing}


def _at_edges(lines: Sequence[Line]) -> set[Place]:
    """Lines that recur at the top or at the bottom of most pages, and almost nowhere else."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.place.page)]
    if len(pages) <= FEWEST_REPEATS + 1:
        return set()
    led = {below.place for above, below in pairwise(lines) if _is_heading(above)}
    at_edge = (line for page in pages for line in (*page[:REACH], *page[-REACH:]))
    edges = {line.place: line for line in at_edge if _is_short(line) and not _begins_content(line)}
    counts = Counter(map(_shape, edges.values()))
    often = {shape for shape, count in counts.items() if count > FEWEST_REPEATS and count * 2 >= len(pages)}
    everywhere = Counter(shape for line in lines if often and _is_short(line) and (shape := _shape(line)) in often)
    below = Counter(_shape(line) for place, line in edges.items() if place in led)
    again = {
        shape for shape in often if counts[shape] * 4 >= everywhere[shape] * 3 and below[shape] * 3 < counts[shape]
    }
    return {place for place, line in edges.items() if _shape(line) in again}


def _begins_content(line: Line) -> bool:
    """Whether a line announces a project's block or a level, or is a heading with its content.

    A page may hold a block or a level each.
    """
    words, text = patterns().announcements, line.text.strip()
    if patterns().any_level.single.match(text):
        return True
    return any(pattern.match(text) is not None for pattern in (words.label, words.ordinal, words.heading))


def _near(number: int, numbers: Sequence[int], count: int) -> Iterator[int]:
    for distance in range(1, REACH + 1):
        yield from (index for index in (number - distance, number + distance) if 0 <= index < count)


def _is_short(line: Line) -> bool:
    """Whether a line may be a running title. Numbered lines and field headings are not: they may begin any page."""
    if line.place.box is not None or len(line.text) > LONGEST or heading_number(line.text) is not None:
        return False
    return not _is_heading(line)


def _is_heading(line: Line) -> bool:
    """Whether a line is a field heading."""
    return _heading(line) is not None


def _heading(line: Line) -> Field | None:
    """The field of a line that is a heading."""
    number = heading_number(line.text)
    words = (number.rest if number is not None else line.text).strip().removesuffix(":")
    return family().headings.match(words) or family().progress_headings.match(words)


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", comparable(line.text))
