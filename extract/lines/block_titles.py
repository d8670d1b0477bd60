"""Lines that name a block: the name of a project after its number, its code or, in some documents, a bullet."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grammar.field import Field
from extract.grammar.names import behind_damaged_number
from extract.grammar.numbering import NumberStyle, ProjectCode, parse_code, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.lines.labels import Label
from extract.lines.marks import Mark, MarkKind
from extract.lines.sequence import FEWEST_BLOCKS
from normalize.script import CONSONANT, LEADING_VOWEL, LETTER
from normalize.text import comparable

MOST = 0.6
"""Share of the headings of some words that must stand below a name behind a bullet for such names to begin blocks."""

FARTHEST = 4
"""Number of lines, at the most, from a title to the first heading of its block."""

FEWEST_COUNTED, COUNTED = 4, 0.75
"""Lines with the same word and a number for it to count blocks, and the share of them one above the one before."""


@dataclass(frozen=True, slots=True)
class Title:
    """A line with a project name. `body` is the name after the number (`value`) or the code."""

    body: str
    value: int
    code: ProjectCode | None
    bulleted: bool

    @classmethod
    def of(cls, text: str) -> Title:
        """Parses a line."""
        text = text.strip()
        code = parse_code(text)
        if code is not None and code.item:
            return cls(text[code.end :].strip(" .:)"), 0, code, False)
        item = patterns().announcements.item.match(text)
        if item is not None:
            return cls(text[item.end() :].strip(), int(item["number"]), None, False)
        number = parse_number(text)
        if number is None and (counter := _counter(text)) is not None:
            return counter
        if number is None:
            return cls(behind_damaged_number(text), 0, None, False)
        body = behind_damaged_number(number.rest.strip())
        return cls(body, number.position, None, number.style is NumberStyle.BULLET)


def _counter(text: str) -> Title | None:
    """A project name with a kind word behind any word or sign with a number. A count of projects is none."""
    found = patterns().announcements.counter.match(text)
    if found is None or kind_of(found["body"]) in ("", found["body"].strip()):
        return None
    return Title(found["body"], int(found["number"]), None, False)


def counted_titles(marks: Sequence[Mark]) -> dict[int, Title]:
    """Lines that begin with a word and a number that counts up from one through the document: เรื่องที่ 1, เรื่องที่ 2.

    A clerk may skip a number or give one twice; most go up by one. Headings of the plan and of its parts count up, too;
    what says the same as one of the plan is a level among the fields: ก. เป้าประสงค์ที่ 1 ...
    """
    lines: defaultdict[str, dict[int, Title]] = defaultdict(dict)
    levels = {comparable(mark.text) for mark in marks if mark.kind is MarkKind.DIMENSION and mark.text}
    for index, mark in enumerate(marks):
        counter = patterns().announcements.counter.match(mark.line.text.strip())
        if counter is None or not counter["ordinal"] or mark.kind is MarkKind.PART:
            continue
        if comparable(counter["body"]) not in levels:
            lines[counter["word"]][index] = Title(counter["body"], int(counter["number"]), None, False)
    found = [titles for titles in lines.values() if _counts_up([title.value for title in titles.values()])]
    return {index: title for titles in found for index, title in titles.items()}


def coded_titles(marks: Sequence[Mark]) -> dict[int, Title]:
    """Lines that begin with a code of the document's own, apart from each other: รหัส 1-01 ค่ายคนดี, [ก-2] ตลาดใส."""
    return {index: Title(found["body"].strip(), 0, None, False) for index, found in _coded(marks).items()}


def title_codes(marks: Sequence[Mark]) -> dict[str, str]:
    """The names of blocks by their codes."""
    return {found["code"]: found["body"].strip() for found in _coded(marks).values()}


def _coded(marks: Sequence[Mark]) -> dict[int, re.Match[str]]:
    """The same word and form of code stand before most of them, and no code is used twice."""
    lines: defaultdict[tuple[str, str], dict[int, re.Match[str]]] = defaultdict(dict)
    for index, mark in enumerate(marks):
        found = _CODED.match(mark.line.text) if _may_name(mark) else None
        if found is not None and not _PLAIN.fullmatch(found["code"]):
            form = _DIGITS.sub("0", found["code"])
            lines[found["word"] or "", "".join(LETTER_SIGN if c.isalpha() else c for c in form)][index] = found
    titles: dict[int, re.Match[str]] = {}
    for mine in lines.values():
        codes = {found["code"] for found in mine.values()}
        apart = sum(index + 1 not in mine for index in mine)
        if len(mine) >= FEWEST_CODED and len(codes) == len(mine) and apart >= COUNTED * len(mine):
            titles |= mine
    return titles


def _may_name(mark: Mark) -> bool:
    return mark.kind is MarkKind.TEXT or (mark.kind is MarkKind.FIELD and mark.key == Field.NAME and not mark.cell)


FEWEST_CODED = 3
"""Lines that begin with such a code, at the least."""

LETTER_SIGN = "a"

_CODED = re.compile(
    rf"""\W{{0,3}}? (?P<word>[{CONSONANT}{LEADING_VOWEL}][{LETTER}]{{2,20}}? (?=[\s\d(\[]))? \s*
    (?P<open>[\[(])? \s*
    (?P<code>(?:[A-Z{CONSONANT}]{{1,3}}[.\-/]?)?\d{{1,3}}(?:[.\-/]\d{{1,3}})?) (?![\d.\-/])
    \s*[\])]? [\s:.)\-\u2013\u2014]+ (?P<body>[{LETTER}"\u201c].{{3,}})""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"[\d.]+")
_DIGITS = re.compile(r"\d+")


def _counts_up(numbers: Sequence[int]) -> bool:
    steps = [after - before for before, after in pairwise(numbers)]
    is_long = len(numbers) >= FEWEST_COUNTED and numbers[0] == 1
    return is_long and steps.count(1) >= COUNTED * len(steps) and min(steps) >= 0


def due_titles(names: Sequence[int], labels: Sequence[Label], marks: Sequence[Mark]) -> frozenset[int]:
    """Lines without kind word that name blocks, since they stand where the others do: `names`, with kind words."""
    return _below_ordinals(marks) | _due_numbers(names, labels, marks)


def _below_ordinals(marks: Sequence[Mark]) -> frozenset[int]:
    """The lines below ลำดับที่ 1, ลำดับที่ 2, if most of them have kind words."""
    below = [
        index
        for index, (mark, line) in enumerate(pairwise(marks), 1)
        if mark.kind is MarkKind.ORDINAL and line.kind is MarkKind.TEXT
    ]
    kinded = sum(bool(kind_of(Title.of(marks[index].line.text).body)) for index in below)
    return frozenset(below) if kinded >= max(FEWEST_BLOCKS, MOST * len(below)) else frozenset()


def _due_numbers(names: Sequence[int], labels: Sequence[Label], marks: Sequence[Mark]) -> frozenset[int]:
    """The lines whose number is due between those of the names.

    A heading below which most names stand is soon below the due one, too.
    """
    styles = Counter(style for at in names if (style := _style(marks[at])) is not None)
    style, count = styles.most_common(1)[0] if styles else (None, 0)
    if count < FEWEST_COUNTED or count < MOST * len(names):
        return frozenset()
    known = sorted(label.index for label in labels if label.key is not None)
    first = Counter(_words(marks[at]) for at in (_next(known, name) for name in names) if at is not None)
    words, leading = first.most_common(1)[0] if first else ("", 0)
    begins = {at for at in known if _words(marks[at]) == words} if leading >= MOST * len(names) else set()
    found: set[int] = set()
    due, is_new = 1, True
    lines = set(names)
    for index, mark in enumerate(marks):
        if index in lines:
            due, is_new = Title.of(mark.line.text).value + 1, False
            continue
        is_new = is_new or mark.kind in (MarkKind.DIMENSION, MarkKind.SECTION)
        value = Title.of(mark.line.text).value if mark.kind is MarkKind.TEXT and _style(mark) is style else 0
        below = _next(known, index) if value and value in (due, 1 if is_new else due) else None
        is_near = below in begins and below - index <= FARTHEST and lines.isdisjoint(range(index, below))
        if below is not None and is_near:
            found.add(index)
            due, is_new = value + 1, False
    return frozenset(found)


def _style(mark: Mark) -> NumberStyle | None:
    number = parse_number(mark.line.text.strip())
    is_title = number is not None and number.depth == 1 and bool(number.rest) and number.style is not NumberStyle.BARE
    return number.style if number is not None and is_title else None


def _words(mark: Mark) -> str:
    return comparable(mark.line.text.partition(":")[0])


def _next(places: Sequence[int], index: int) -> int | None:
    at = bisect_right(places, index)
    return places[at] if at < len(places) else None


def listed_names(labels: Sequence[Label], marks: Sequence[Mark]) -> frozenset[int]:
    """Names behind a bullet, if most headings of some words stand right below one: these begin the blocks."""
    below: defaultdict[str, list[int]] = defaultdict(list)
    for label in labels:
        if label.key is not None:
            below[label.words].append(label.index - 1)
    named = {words: [at for at in places if _is_listed(marks, at)] for words, places in below.items()}
    found = [at for words, at in named.items() if len(at) >= FEWEST_BLOCKS and len(at) >= MOST * len(below[words])]
    return frozenset(index for places in found for index in places)


def _is_listed(marks: Sequence[Mark], at: int) -> bool:
    title = Title.of(marks[at].line.text) if at >= 0 and marks[at].kind is MarkKind.TEXT else None
    return title is not None and title.bulleted and bool(kind_of(title.body))
