"""Names of projects that the document prints outside the places that were read: in lists, forms, rows, contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import partial_ratio, ratio

from extract.grammar.family import family
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.model.document import Cell, Grid, Place
from extract.model.plan import Finding, Plan, Project
from normalize.lexicon import either
from normalize.text import comparable
from phaen.check.placed import Placed
from schemas.checks import CheckCode

LABEL = re.compile(
    r"\s*(?:[-*•|]\s*|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s+|\(?(?:\d{1,3}|[ก-ฮ])[.)]\s*|ข้อ(?:ที่)?\s*\d{1,3}\s*[.):]?\s*)+"
)
"""What may be printed before a name and is no part of it."""

PAGE = re.compile(r"[\s.…·_]*\d{0,3}\s*$")
"""The dots and the page at the end of a line of contents."""

_LEADERS = re.compile(r"\.{4,}|…{2,}|\t\s*\d{1,3}\s*$")

LONGEST_NAME = 160
LEAST_NAME = 8
"""Letters behind the kind word that a name has."""

ALIKE = 85
"""Of 100: two spellings of one name."""

SAME_BEGINNING = 12
ABRIDGED = 0.95
"""Letters with which an abridged name begins as the whole one does, and the share of its letters that this has."""

CONNECTIVES = ("และ", "หรือ")
FORM_COLUMNS = 3
LEAST_LABELS = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a project that is printed at a place."""

    name: str
    place: Place
    is_listed: bool
    """Whether a number, a bullet or the label of a name is before it."""

    def label(self) -> str:
        """What is printed before a colon: of names that do not differ in it, it is the heading of something else."""
        head, colon, _ = self.name.partition(":")
        return comparable(head) if colon else ""


def has_leaders(text: str) -> bool:
    """Whether dots or a tab lead to a page, as in a table of contents."""
    return ("...." in text or "……" in text or "\t" in text) and _LEADERS.search(text) is not None


def names_unplaced(plan: Plan, placed: Placed | None = None) -> list[Finding]:
    """A finding for each name of a project that no project of the plan has, at its first place."""
    placed, known = placed or Placed(plan), KnownNames(plan)
    findings: dict[str, Finding] = {}
    outside = list(_outside(plan, placed))
    labels = Counter(named.label() for named in outside)
    for named in outside:
        if labels[named.label()] > 1 and named.label():
            continue  # กิจกรรมที่ดำเนินการ: ..., a heading that recurs
        key = comparable(named.name)
        if key not in findings and not known.has(key):
            findings[key] = Finding(CheckCode.PROJECT_UNPLACED, None, "", named.name, named.place)
    return list(findings.values())


class KnownNames:
    """The names of the plan, to ask whether a printed name is one of them but for its spelling."""

    def __init__(self, plan: Plan) -> None:
        gone = (thing for thing in plan.dismissed if isinstance(thing, Project))
        values = (v for p in (*plan.projects, *gone) for v in (p.name, p.summary_name, p.detail_name) if v is not None)
        self._names = {comparable(value.value) for value in values}
        self._names |= {comparable(heading.name) for heading in plan.headings}

    def has(self, name: str) -> bool:
        """Whether it is a name of the plan, a part of one, or goes on behind one; a kind word before it does not count.

        A name with words left out begins as the plan's does and has nothing that this has not.
        """
        kind = kind_of(name)
        bare = name.removeprefix(kind) if kind and len(name) > len(kind) + LEAST_NAME else name
        return name in self._names or any(self._is(one, other) for one in {name, bare} for other in self._names)

    @staticmethod
    def _is(name: str, other: str) -> bool:
        if ratio(name, other, score_cutoff=ALIKE):
            return True
        if min(len(name), len(other)) > LEAST_NAME and partial_ratio(name, other, score_cutoff=95):
            return True
        is_begun = len(name) > 2 * SAME_BEGINNING and name[:SAME_BEGINNING] == other[:SAME_BEGINNING]
        return is_begun and LCSseq.similarity(name, other) >= ABRIDGED * len(name)


def _outside(plan: Plan, placed: Placed) -> Iterator[Named]:
    """Names outside blocks and rows that were read."""
    before = ""
    for block in plan.document.blocks():
        if isinstance(block, Grid):
            yield from _of_grid(block, placed, before)
            before = ""
            continue
        text = block.text.strip()
        if text and not placed.in_block(block.place) and not placed.holds(block.place):
            named = named_project(text, block.place)
            if named is not None and named.is_listed and not placed.is_of_other_years(before):
                yield named
        if text and not LABEL.match(text):
            before = text if len(text) <= LONGEST_NAME else ""


def _of_grid(grid: Grid, placed: Placed, before: str) -> Iterator[Named]:
    """Names in the rows of a table of projects that were not read."""
    cells = [c for c in grid.cells if not placed.in_block(c.place) and not placed.holds(c.place)]
    if not placed.of_projects(grid.cells) or placed.is_of_other_years(before):
        return
    rows: dict[int, list[Named]] = {}
    for cell in cells:
        named = named_project(cell.text, cell.place)
        if named is not None:
            rows.setdefault(cell.row, []).append(named)
    yield from (found[0] for found in rows.values() if len(found) == 1)


def is_form_of_fields(grid: Grid) -> bool:
    """Whether the first column of a narrow table holds headings of a project's fields."""
    if grid.column_count > FORM_COLUMNS:
        return False
    return sum(cell.column == 0 and is_label(cell) for cell in grid.cells) >= LEAST_LABELS


def is_label(cell: Cell) -> bool:
    """Whether a cell holds the heading of a field."""
    return family().headings.match(LABEL.sub("", cell.text, count=1).strip(" :")) is not None


def named_project(text: str, place: Place) -> Named | None:
    """The name that a line or cell begins with, without number and label; None if it begins with none."""
    if len(text) > LONGEST_NAME or has_leaders(text):
        return None
    label = LABEL.match(text)
    rest = text[label.end() :] if label else text
    name = _behind_label(rest)
    kind = kind_of(name or rest)
    if not kind or len(name or rest) < len(kind) + LEAST_NAME or _is_title(rest, kind):
        return None
    return Named((name or rest).strip(), place, bool(label or name))


def name_in_form(grid: Grid) -> Named | None:
    """The name of the project that a form is about."""
    cells = (cell for cell in grid.cells if not (cell.column == 0 and is_label(cell)))
    return next((named for cell in cells if (named := named_project(cell.text, cell.place)) is not None), None)


def names_project(cell: Cell) -> bool:
    """Whether a cell holds a project's name, and not the title of a column."""
    return named_project(cell.text, cell.place) is not None


def _is_title(text: str, kind: str) -> bool:
    """Whether it names projects as such: the title of a column, the announcement of a list."""
    if text[len(kind) :].lstrip().startswith("/"):
        return True
    if family().columns.match(text) is not None or family().risk_columns.match(text) is not None:
        return True
    kinds = either((*family().kinds, *CONNECTIVES))
    return bool(re.fullmatch(rf"(?:{kinds}|[\s/])+", text)) or bool(patterns().cells.total.match(text))


def _behind_label(text: str) -> str:
    """What follows the label of a name: ชื่อโครงการ : ..."""
    label, colon, name = text.partition(":")
    is_name = colon and any(label.strip() == family().name_word + kind for kind in family().kinds)
    return name.strip() if is_name else ""
