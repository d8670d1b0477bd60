"""Text in the details of projects that no field holds.

Where blocks follow each other, every line belongs to something: it is in a value of its project, it is a heading, or it
recurs in most blocks and is part of the form. What is left was lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.terms import is_title
from extract.lines.labels import known_key
from extract.model.document import Line
from extract.model.plan import Facts, Finding, Plan, Project, Value
from normalize.lexicon import either
from normalize.text import comparable
from phaen.check.accounts import FURNITURE
from phaen.check.unplaced_headings import KnownHeadings
from phaen.check.unplaced_names import LABEL, has_leaders
from schemas.checks import CheckCode

FEWEST_BLOCKS = 3
"""Blocks from which on it is known what recurs in them."""

SHORTEST = 10
"""Letters of a line that are no chance."""

LEAST_END = 6
LONGEST_LABEL = 40
"""Letters of a value at the end of a line, and of the label that may be before it."""

USUAL_SHARE = 0.5
"""What at least this share of the blocks have is part of the form."""

LEAST_ALIKE = 3
"""Lines that begin with one word and are in no value of any block: a heading with its text; or lines that differ in
their ascending numbers alone: pages, or the blocks themselves."""

MOST_LETTERS = 40_000
"""Letters of a block, the next one and all headings beyond which its lines are not looked for: none has so many."""

LONGEST_HEADING = 160
SHOWN = 120

TOLD = frozenset({
    CheckCode.FIELD_UNKNOWN, CheckCode.FIELD_DOUBTFUL, CheckCode.HEADING_UNPLACED, CheckCode.PROJECT_UNPLACED,
    CheckCode.BLOCK_UNPLACED, CheckCode.AMOUNT_UNPLACED, CheckCode.TEMPLATE_TEXT, CheckCode.FIELD_HEADING_CORRECTED,
})  # fmt: skip
"""Findings that tell of the text from their line on."""

_FORM = re.compile(rf"{either(family().kinds)}\s*/\s*{either(family().kinds)}")
"""The title of a form."""

_BRACKETS = re.compile(r"\([^()]*\)?")
_BREAK = re.compile(r"\s*:|\s")
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Left:
    """A line that no value of its block holds."""

    block: int
    line: Line
    shape: str


def texts_unplaced(plan: Plan) -> list[Finding]:
    """A finding for each run of lines within the blocks that is in no value."""
    projects = [p for p in plan.projects if p.detail_place is not None and p.detail_last != p.detail_place]
    projects.sort(key=lambda p: p.detail_place.spot if p.detail_place else (0, 0, 0))
    if len(projects) < FEWEST_BLOCKS:
        return []
    blocks = _Blocks(plan, projects)
    return [_finding(projects[run[0].block], run) for run in blocks.runs()]


def _finding(project: Project, run: Sequence[_Left]) -> Finding:
    text = " ".join(run[0].line.text.split())[:SHOWN]
    return Finding(CheckCode.TEXT_UNPLACED, project, "", text, run[0].line.place)


class _Blocks:
    """The blocks of a plan, with what their values and the headings hold."""

    def __init__(self, plan: Plan, projects: Sequence[Project]) -> None:
        self._starts = [p.detail_place.spot for p in projects if p.detail_place]
        self._last = max(p.detail_last.spot for p in projects if p.detail_last)
        common = "\n".join(comparable(text) for text in of_all(plan))
        reported: dict[int, list[str]] = {}
        for report in plan.project_progress:
            reported.setdefault(id(report.project), []).extend(value.raw for value in report.values())
        texts = ([*of_project(project), *reported.get(id(project), ())] for project in projects)
        own = ["\n".join(map(comparable, each)) for each in texts]
        self._held = [f"{common}\n{one}\n{other}" for one, other in pairwise([*own, ""])]
        self._headings = KnownHeadings(plan)
        self._told = {f.place.spot for f in plan.findings if f.code in TOLD and f.place is not None}
        unknown = (f for f in plan.findings if f.code is CheckCode.FIELD_UNKNOWN)
        self._unknown = tuple(_shape(finding.found) for finding in unknown)
        lines = (b for b in plan.document.blocks() if isinstance(b, Line) and b.text.strip())
        within = (line for line in lines if self._starts[0] <= line.place.spot <= self._last)
        self._entries = [_Left(self._block(line), line, _shape(line.text)) for line in within]
        self._shapes = Counter(shape for _, shape in {(entry.block, entry.shape) for entry in self._entries})
        self._counted = _counted(self._entries)

    def runs(self) -> Iterator[list[_Left]]:
        """The lines that are left, those that follow each other together."""
        left = list(self._left())
        begun = {(entry.block, _beginning(entry.line.text)) for run in left for entry in run}
        alike = Counter(beginning for _, beginning in begun)
        for run in left:
            lost = [e for e in run if alike[_beginning(e.line.text)] < LEAST_ALIKE and not self._is_heading(e)]
            if lost:
                yield lost

    def _left(self) -> Iterator[list[_Left]]:
        """Runs of lines that no value holds. Below a heading that is told, or that is part of the form, nothing is."""
        run: list[_Left] = []
        is_told = False
        for entry in self._entries:
            bare = _bare(entry.line.text)
            is_unknown = entry.line.place.spot in self._told or entry.shape.startswith(self._unknown)
            is_unknown = is_unknown or (not self._is_text(bare, entry.block) and _is_left_out(entry.line.text))
            if not is_unknown and self._is_held(entry, bare):
                if run:
                    yield run
                run, is_told = [], False
                continue
            is_told = is_told or is_unknown or self._is_usual(self._shapes[entry.shape])
            if not is_told and entry.shape not in self._counted:
                run.append(entry)
        if run:
            yield run

    def _block(self, line: Line) -> int:
        return bisect_right(self._starts, line.place.spot) - 1

    def _is_usual(self, count: int) -> bool:
        return count >= USUAL_SHARE * len(self._starts)

    def _is_text(self, bare: str, block: int) -> bool:
        """Whether the values of a block hold a whole line without its number."""
        held = self._held[block]
        return len(held) > MOST_LETTERS or comparable(bare) in held

    def _is_held(self, entry: _Left, text: str) -> bool:
        """Whether the values of a block, or of the next, hold a line, or what is behind its label."""
        bare = comparable(text)
        short = comparable(_BRACKETS.sub("", text)) if "(" in text else bare
        if len(short) < SHORTEST or FURNITURE.fullmatch(entry.line.text):
            return True
        held = self._held[entry.block]
        if len(held) > MOST_LETTERS:
            return True
        longest = min(LONGEST_LABEL, len(bare) - LEAST_END)
        if len(bare) > 2 * SHORTEST and bare[:-SHORTEST] in held:
            return True
        return bare[max(longest, 0) :] in held  # a shorter label would leave more, which holds this end

    def _is_heading(self, entry: _Left) -> bool:
        """Whether a line is a heading, a title, a signature, or names a level."""
        text = entry.line.text.strip()
        known = patterns()
        if has_leaders(text) or (text.startswith("(") and text.endswith(")")) or is_title(text) or _FORM.search(text):
            return True
        if known.announcements.part.match(text) or known.announcements.label.match(text):
            return True
        if (len(text) <= LONGEST_HEADING and known.any_level.single.search(text)) or known.counts.tail.search(text):
            return True
        bare = _bare(text)
        return family().headings.match(bare) is not None or self._headings.is_named(bare)


def _counted(entries: Sequence[_Left]) -> set[str]:
    """The shapes of lines that differ in their ascending numbers alone."""
    numbers: dict[str, list[list[int]]] = {}
    for entry in entries:
        if "0" not in entry.shape and _FIGURES.search(entry.line.text) is None:
            continue
        found = [int(figure) for figure in _FIGURES.findall(comparable(entry.line.text))]
        if found:
            numbers.setdefault(entry.shape, []).append(found)
    return {
        shape
        for shape, values in numbers.items()
        if len(values) >= LEAST_ALIKE and all(one < other for one, other in pairwise(values))
    }


def _bare(text: str) -> str:
    """A text without the number or bullet before it."""
    label = LABEL.match(text)
    return text[label.end() :] if label else text


def _beginning(text: str) -> str:
    """What a line has before the first colon or space: the heading, if it is one with its text behind it."""
    return _BREAK.split(_bare(text).strip(), maxsplit=1)[0]


def _is_left_out(text: str) -> bool:
    """Whether a line is, or begins with, the heading of a field that the dataset leaves out."""
    return any(known_key(words)[0] == Field.OTHER for words in (_bare(text).strip(), _beginning(text)))


def _shape(text: str) -> str:
    return _FIGURES.sub("0", comparable(_bare(text)) or comparable(text))


def of_all(plan: Plan) -> Iterator[str]:
    """What is printed between the blocks and belongs to no project."""
    yield from (heading.name for heading in plan.headings)
    facts = (getattr(plan.facts, name) for name in Facts.__slots__)
    yield from (value.raw for value in facts if isinstance(value, Value))
    for total in plan.totals:
        yield from (value.raw for value in (total.printed, total.printed_count) if value is not None)


def of_project(project: Project) -> Iterator[str]:
    """All that was read of a project."""
    values = (
        project.name, project.summary_name, project.detail_name, project.budget_text, project.listed_responsible,
        *project.fields.values(),
    )  # fmt: skip
    for value in values:
        if value is not None:
            yield from (value.value, value.raw)
    yield from (item.text for item in project.items)
    yield from (amount.text for amount in project.amounts)
    if project.reported is not None:
        yield from (value.raw for report in project.reported.rounds() for value in report.values())
