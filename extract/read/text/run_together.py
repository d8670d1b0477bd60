"""Texts whose line breaks mean nothing: the words of a page are one run, as sites that show documents copy them.

    Page 7: แผนปฏิบัติการ
    7 ๓) วัตถุประสงค์ ๓.๑ เพื่อให้ตรวจสอบได้ ๓.๒ เพื่อลดข้อร้องเรียน ๔) เป้าหมาย พนัก
    งาน ๓๐ คน

Lines begin at the numbers that count up, at the names of levels and at totals. The amounts at their ends are cells if
the columns of years were copied before them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.markup_terms import markup
from extract.read.text.run_rows import RunTable, run_table
from extract.read.text.source_lines import SourceLine
from extract.read.text.text_rows import TextRow
from extract.read.text.torn_marks import first_line, without_overhang
from normalize.numerals import arabic
from normalize.script import ATTACHED, LETTER
from normalize.text import glue
from normalize.word_gaps import is_gap

FEWEST_INSIDE = 12
"""Minimum number of numbers within lines that count up."""

INSIDE = 0.6
"""Minimum share of them among all."""

FEWEST_PAGES = 3
"""Minimum number of pages whose first line says so."""

FIRST_PAGE = "[page 1]"
"""Its mark: what is before it is no page of its own."""

SHARED = 0.5
"""Minimum share of these lines that end with the title of the document."""

_CELL_BREAK = re.compile(r"\n|\||\t|[ ]{3,}|<br[ ]?/?>")
_SIGNS = "#*_>•-–— \t"
"""Signs before the first word of a line: of a heading, a list, bold print."""

_PAGE = re.compile(r"Page (?P<page>\d{1,4}):[ \t]*(?P<text>.*)")
_MARK = re.compile(
    r"(?<!\S)(?:\((?P<round>\d{1,2})\)|(?P<bracket>\d{1,2})\)|(?P<stop>\d{1,2})\.(?=\s)"
    r"|(?P<code>\d{1,2}(?:\.\d{1,2}){1,2})[.)]?(?=\s))(?=\s*[^\d\s])"
)
_RUN_END, _RUN_START = re.compile(f"[{LETTER}]{{1,24}}$"), re.compile(f"[{LETTER}]{{1,24}}")
_BELONG = re.compile(f"[{ATTACHED}]")
_SUM = re.compile(r"[^\d\s]+(?:\s[^\d\s]+)?(?:\s(?:\d{1,3},\d{3}|[-–]|0)){2}(?!\S)")
_WORD = re.compile(r"(?<![^ ])\S")
_THAI = re.compile(f"[{LETTER}]")


@dataclass(slots=True)
class _Counted:
    """The last number of each style and, of codes, below each number."""

    last: dict[str, int] = field(default_factory=dict)

    def goes_on(self, key: str, number: int) -> bool:
        """Whether a number is one more than the last, or the first."""
        if number != 1 and number != self.last.get(key, 0) + 1:
            return False
        self.last[key] = number
        return True


@dataclass(slots=True)
class RunPage:
    """A page: its mark, which is a line of the source, and its lines or the parts that they are divided into."""

    mark: SourceLine | None
    lines: list[SourceLine]
    table: RunTable | None = None


def is_run_together(text: str) -> bool:
    """Whether most numbers of entries are within lines, and the names of levels too: one list may be on one line.

    The first number of a list may be within a line anyway, behind its heading. The cells of a row are lines here.
    """
    counted, entries, levels = _Counted(), Counter[bool](), Counter[bool]()
    for raw in _CELL_BREAK.split(text):
        line = arabic(raw.strip().lstrip(_SIGNS))
        entries.update(at > 0 for at, number in _numbers(line, counted) if number > 1 or not at)
        levels.update(at > 0 for at in _levels(line, counted))
    inside = entries[True]
    return inside >= FEWEST_INSIDE and inside >= INSIDE * entries.total() and levels[True] > levels[False]


def parted_pages(lines: Iterable[SourceLine]) -> Iterator[tuple[list[SourceLine], Sequence[TextRow] | None]]:
    """The lines, divided where entries begin, each list with the table below it, if there is one."""
    counted = _Counted()
    pages = [RunPage(mark, _without_number(page, mark)) for mark, page in _pages(list(lines))]
    for page, below in pairwise([*pages, RunPage(None, [])]):
        kept = without_overhang([line.raw for line in page.lines], first_line(line.raw for line in below.lines))
        lines = [line.with_text(text) for line, text in zip(page.lines, kept, strict=True)]
        if page.mark or len(pages) == 1:
            page.lines = _parted(lines, counted)
    for page in pages:
        page.table = run_table([line.raw for line in page.lines])
    for above, below in pairwise(pages):
        if above.table and below.table:
            above.table.take_rest(below.table)
    for page in pages:
        yield from _parts(page)


def _parts(page: RunPage) -> Iterator[tuple[list[SourceLine], Sequence[TextRow] | None]]:
    mark = [page.mark] if page.mark and page.mark.raw != FIRST_PAGE else []
    if page.table is None:
        yield [*mark, *page.lines], None
        return
    first, end = page.table.first, page.table.end
    above = page.lines[first]
    head = [above.with_text(page.table.before)] if page.table.before else []
    numbers = [line.number for line in page.lines]
    yield [*mark, *page.lines[:first], *head], page.table.text_rows(numbers)
    yield page.lines[end:], None


def _pages(lines: Sequence[SourceLine]) -> Iterator[tuple[SourceLine | None, list[SourceLine]]]:
    """The lines of each page behind its mark; what is before the first one has none."""
    found = {at: match for at, line in enumerate(lines) if (match := _PAGE.fullmatch(line.raw.strip()))}
    counts = [int(match["page"]) for match in found.values()]
    if len(found) < FEWEST_PAGES or any(b <= a for a, b in pairwise(counts)):
        yield None, list(lines)
        return
    title, times = Counter(match["text"] for match in found.values()).most_common(1)[0]
    is_title = times >= SHARED * len(found)
    starts = sorted(found)
    yield None, list(lines[: starts[0]])
    for start, end in pairwise([*starts, len(lines)]):
        match = found[start]
        rest = "" if is_title and title.startswith(match["text"]) else match["text"]
        first = [lines[start].with_text(rest)] if rest else []
        mark = lines[start].with_text(f"[page {match['page']}]")
        yield mark, _without_frame([*first, *lines[start + 1 : end]])


def _without_frame(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines of a page without the words of the site below them, which begin with a line in Latin letters."""
    for at, line in enumerate(lines):
        is_apart = at > 0 and not lines[at - 1].raw.strip()
        if is_apart and any(map(str.isalpha, line.raw)) and not _THAI.search(line.raw):
            return list(lines[:at])
    return list(lines)


def _without_number(lines: Sequence[SourceLine], mark: SourceLine | None) -> list[SourceLine]:
    """The lines of a page without its number at the beginning."""
    if mark is None or not lines:
        return list(lines)
    number, _, rest = lines[0].raw.strip().partition(" ")
    is_number = arabic(number) == re.sub(r"\D", "", mark.raw)
    return [lines[0].with_text(rest), *lines[1:]] if is_number else list(lines)


def _parted(lines: Sequence[SourceLine], counted: _Counted) -> list[SourceLine]:
    """The lines of a page, paragraph by paragraph, divided anew where entries begin."""
    made: list[SourceLine] = []
    run: list[SourceLine] = []
    for line in lines:
        if line.raw.strip():
            run.append(line)
            continue
        made += [*_divided(run, counted), line]
        run = []
    return [*made, *_divided(run, counted)]


def _divided(run: Sequence[SourceLine], counted: _Counted) -> list[SourceLine]:
    text, starts = "", []
    for line in run:
        raw = line.raw.strip()
        starts.append(len(text))
        text += (_between(text, raw) if text else "") + raw
    cuts = sorted({0, *_entries(arabic(text), counted)}) if text else []
    return [
        run[bisect_right(starts, a) - 1].with_text(text[a:b].strip())
        for a, b in pairwise([*cuts, len(text)])
        if text[a:b].strip()
    ]


def _between(above: str, below: str) -> str:
    """What is between two lines: nothing if a word goes on, else a space, which the line break has taken the place
    of."""
    left, right = _RUN_END.search(above), _RUN_START.match(below)
    if left and right:
        return "" if is_gap(left[0], right[0]) or _BELONG.match(right[0]) else " "
    return glue(above, below)


def _entries(text: str, counted: _Counted) -> list[int]:
    """Where entries, levels and totals begin in a text with Arabic digits."""
    return sorted([*_levels(text, counted), *(at for at, _ in _numbers(text, counted))])


def _levels(text: str, counted: _Counted) -> list[int]:
    words = (match.start() for match in _WORD.finditer(text))
    return [at for at in words if _begins_level(text, at, counted)]


def _numbers(text: str, counted: _Counted) -> Iterator[tuple[int, int]]:
    """The places of numbers that count up, and these numbers: of a code the last one."""
    for match in _MARK.finditer(text):
        style = str(match.lastgroup)
        *above, own = match[style].split(".")
        if counted.goes_on(".".join([style, *above]), int(own)):
            yield match.start(), int(own)


def _begins_level(text: str, at: int, counted: _Counted) -> bool:
    """Whether the name of a level that counts up, or a total with its amounts, begins at a place of a text."""
    if not text.startswith(markup().label_starts, at):
        return False
    if text.startswith(markup().sum_starts, at):
        return _SUM.match(text[at : at + 60]) is not None
    level = markup().numbered_label.match(text, at)
    number = re.search(r"\d+", level[0]) if level else None
    if level is None or number is None:
        return False
    key = text[at : at + number.start()]
    return counted.last.get(key) == int(number[0]) or counted.goes_on(key, int(number[0]))
