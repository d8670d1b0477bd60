"""Fields of projects that run on into what a heading without known words, or a lost one, should have begun.

Such a field shows it by its own form: a list behind a department, a list that begins again, text below a list, money in
a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.lines.told_fields import is_time
from extract.model.plan import Finding, Plan, Project, Value
from normalize.money import looks_like_money
from normalize.text import comparable
from phaen.check.doubtful_fields import OWNERS, Widths, doubtful
from phaen.check.unplaced_names import LABEL

WITHOUT_LIST = (*OWNERS, Field.DURATION)
"""Fields of a few words: a list behind a line of them is another field's."""

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a field: the sign before it without its number, and the number if it is one, no code in parts."""

    line: str
    sign: str
    number: int

    @property
    def is_bare(self) -> bool:
        return not self.sign


def fields_run_on(plan: Plan) -> list[Finding]:
    """A finding for each field whose form shows where another begins."""
    told = {(id(f.about), f.field) for f in plan.findings if f.code.value == "field_doubtful"}
    detailed = [project for project in plan.projects if project.in_details]
    widths = Widths(detailed)
    findings = []
    for project in detailed:
        for key, value in project.fields.items():
            more = next(_strange(project, key, value, widths), "")
            if more and (id(project), str(key)) not in told:
                findings.append(doubtful(project, key, value, more))
    return findings


def _strange(project: Project, key: str, value: Value[str], widths: Widths) -> Iterator[str]:
    """The lines of a field at which another may begin."""
    entries = _entries(value.value)
    has_groups = any(family().group_headings.exact(entry.line) is not None for entry in entries)
    if not has_groups:
        held = comparable(value.value)
        printed = [entry for entry in _entries(value.raw) if comparable(entry.line) in held]
        yield from _below_list(printed, widths.least(project, key, value))
    if key in WITHOUT_LIST or (key == Field.RATIONALE and Field.OBJECTIVES not in project.fields):
        yield from _list_behind(entries)
    if not has_groups:  # each may have a list
        yield from _begun_again(entries)
    yield from _of_other_fields(project, key, entries)


def _entries(text: str) -> list[_Entry]:
    return [_entry(line.strip()) for line in text.split("\n") if line.strip()]


def _entry(line: str) -> _Entry:
    label = LABEL.match(line)
    words = label[0].strip() if label else ""
    numbers = _NUMBER.findall(words)
    return _Entry(line, _NUMBER.sub("0", words), int(numbers[0]) if len(numbers) == 1 else 0)


def _below_list(entries: Sequence[_Entry], full: float) -> Iterator[str]:
    """A line without a sign below a list of which every line has one, if the line above it was not broken."""
    first = next((index for index, entry in enumerate(entries) if entry.is_bare), len(entries))
    if first > 0 and all(entry.is_bare for entry in entries[first:]):
        yield from (entry.line for entry in entries[first : first + 1] if len(entries[first - 1].line) < full)


def _list_behind(entries: Sequence[_Entry]) -> Iterator[str]:
    """The first line of a list behind lines that have no sign."""
    first = next((index for index, entry in enumerate(entries) if not entry.is_bare), 0)
    if first and not any(entry.is_bare for entry in entries[first:]):
        yield entries[first].line


def _begun_again(entries: Sequence[_Entry]) -> Iterator[str]:
    """The first line of a second list that is numbered from 1 on as the first is, or the heading between them."""
    for index, entry in enumerate(entries):
        if entry.number != 1 or not index:
            continue
        before = entries[index - 1]
        if before.is_bare and index > 1:
            before = entries[index - 2]
        if before.number and before.sign == entry.sign:
            yield entries[index - 1 if entries[index - 1].is_bare else index].line


def _of_other_fields(project: Project, key: str, entries: Sequence[_Entry]) -> Iterator[str]:
    """A line that is nothing but money or a time, in a field of something else of a project that lacks these."""
    for entry in entries[1:]:
        text = LABEL.sub("", entry.line, count=1).strip()
        if project.budget_text is None and looks_like_money(text) and not text.isdecimal():
            yield entry.line
        if key != Field.DURATION and Field.DURATION not in project.fields and is_time(text):
            yield entry.line
