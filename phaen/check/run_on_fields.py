"""Fields of projects that run on into what a heading without known words, or a lost one, should have begun.

Such a field shows it by its own form: a list behind a department, a list that begins again, text below a list, money in
a place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.lines.told_fields import is_time
from extract.model.plan import Finding, Plan, Project, Value
from normalize.calendar import month_pattern
from normalize.lexicon import either
from normalize.money import looks_like_money
from normalize.script import LETTER
from normalize.text import comparable, normalize_line
from phaen.check.doubtful_fields import OWNERS, Widths, doubtful
from phaen.check.unplaced_names import LABEL
from schemas.checks import CheckCode

FEWEST, LEAST_SHARE = 3, 0.5
"""Blocks of which at least so many show the same."""

RARE = 0.25
"""Blocks of which at the most so many are exceptions."""

WITHOUT_LIST = (*OWNERS, Field.DURATION)
"""Fields of a few words: a list behind a line of them is another field's."""

_PARTED = re.compile(rf"\s*([{LETTER}][^:\t=→]{{1,38}}?)\s*[:\t=→]\s*\S")
_ALONE = re.compile(rf"([{LETTER}][^:\t=→\d]{{1,38}})")
_TIMES = re.compile(rf"{month_pattern()}|{either((*family().items.times, *family().items.moments))}")
_MONEY = re.compile(rf"\d,\d{{3}}|\d{{4}}|{either((*family().units, *family().reports.money, family().titles.year))}")
_MARKUP = re.compile(r"</?[a-z][^<>]*>")
_NUMBER = re.compile(r"\d+")
_BULLET = re.compile(r"[^\w\s\"'“”‘’(\[<\u0e00-\u0e7f]+\s*")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a field: the sign before it without its number, and the number if it is one, no code in parts."""

    line: str
    sign: str
    number: int

    @property
    def is_bare(self) -> bool:
        return not self.sign


@dataclass(frozen=True, slots=True)
class _Text:
    """A field of more than one line. `printed` are its lines as printed, without headings: those in its text."""

    project: Project
    key: str
    value: Value[str]
    printed: Sequence[str]


def fields_run_on(plan: Plan) -> list[Finding]:
    """A finding for each field whose form shows where another begins, and for durations that are no times."""
    told = {(id(f.about), f.field) for f in plan.findings if f.code is CheckCode.FIELD_DOUBTFUL}
    detailed = [project for project in plan.projects if project.in_details]
    texts = list(_texts(detailed))
    widths, headings = Widths(detailed), _headings_within(texts, len(detailed))
    findings = []
    for text in texts:
        more = _below(text, headings[text.key]) or next(_strange(text, widths), "")
        if more and (id(text.project), text.key) not in told:
            findings.append(doubtful(text.project, text.key, text.value, more))
    return [*findings, *_behind_money(detailed), *_beheaded(detailed), *_timeless(detailed)]


def _texts(projects: Sequence[Project]) -> Iterator[_Text]:
    """The fields of more than one line."""
    for project in projects:
        for key, value in project.fields.items():
            if "\n" not in value.raw and "\n" not in value.value:
                continue
            held = comparable(value.value)
            printed = [line for line in _lines(value.raw) if comparable(line) in held]
            yield _Text(project, str(key), value, printed)


def _headings_within(texts: Iterable[_Text], blocks: int) -> Mapping[str, set[str]]:
    """What stands before a sign, or alone, on lines within a field of many blocks, by field."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        counts[text.key].update({words for line in text.printed[1:] if (words := _heading(line, text.key))})
    least = max(FEWEST, LEAST_SHARE * blocks)
    return {key: {words for words, n in found.items() if n >= least} for key, found in counts.items()}


def _heading(line: str, key: str) -> str:
    """The words before a sign that parts them from the rest of a line; in a field of a few words all of a line.

    Those of groups of results are known.
    """
    match = _PARTED.match(line) or (_ALONE.fullmatch(line) if key in WITHOUT_LIST else None)
    words = match[1].strip() if match else ""
    return "" if family().group_headings.exact(words) is not None else words


def _below(text: _Text, headings: Collection[str]) -> str:
    """The first line of a field that begins with one of these headings."""
    lines = text.printed[1:] if headings else ()
    return next((line for line in lines if _heading(line, text.key) in headings), "")


def _behind_money(projects: Sequence[Project]) -> Iterator[Finding]:
    """Budgets below which a line says nothing of money."""
    for project in projects:
        value = project.budget_text
        lines = _lines(value.raw)[1:] if value is not None and "\n" in value.raw else ()
        more = next((line for line in lines if not _is_of_money(line)), "")
        if value is not None and more:
            yield doubtful(project, "budget_text", value, more)


def _beheaded(projects: Sequence[Project]) -> Iterator[Finding]:
    """Budgets that begin with what the others have before a later amount (ใช้ไปแล้ว): their first line is lost."""
    texts = [(p, p.budget_text, _lines(p.budget_text.raw)) for p in projects if p.budget_text is not None]
    begun = Counter(_before_figure(lines[0]) for _, _, lines in texts if lines)
    later = Counter(words for _, _, lines in texts for words in {_before_figure(line) for line in lines[1:]} if words)
    for project, value, lines in texts:
        words = _before_figure(lines[0]) if lines else ""
        if later[words] >= max(FEWEST, LEAST_SHARE * len(texts)) and begun[words] <= RARE * len(texts):
            yield doubtful(project, "budget_text", value, lines[0])


def _before_figure(line: str) -> str:
    figure = _NUMBER.search(line)
    return comparable(line[: figure.start()]) if figure else ""


def _is_of_money(line: str) -> bool:
    text = LABEL.sub("", line, count=1)
    return looks_like_money(text) or _MONEY.search(text) is not None


def _timeless(projects: Sequence[Project]) -> Iterator[Finding]:
    """Durations without a number or a word for a time, if most of a plan are so."""
    texts = [(p, p.fields[Field.DURATION]) for p in projects if Field.DURATION in p.fields]
    strange = [(project, value) for project, value in texts if not _tells_time(value.value)]
    if len(strange) >= max(FEWEST, LEAST_SHARE * len(texts)):
        yield from (doubtful(project, Field.DURATION, value, value.value) for project, value in strange)


def _tells_time(text: str) -> bool:
    return bool(_NUMBER.search(text) or _TIMES.search(text))


def _strange(text: _Text, widths: Widths) -> Iterator[str]:
    """The lines of a field at which another may begin."""
    project, key = text.project, text.key
    entries = [_entry(line) for line in _lines(text.value.value)]
    printed = [_entry(line) for line in text.printed]
    has_groups = any(family().group_headings.exact(entry.line) is not None for entry in entries)
    if not has_groups:
        yield from _below_list(printed, widths.least(project, key, text.value))
    if key in WITHOUT_LIST or (key == Field.RATIONALE and Field.OBJECTIVES not in project.fields):
        yield from _list_behind(entries)
    if not has_groups:  # each may have a list
        yield from _begun_again(entries)
    yield from _of_other_fields(project, key, printed)


def _lines(text: str) -> list[str]:
    """The lines of a text, without mark-up."""
    lines = (normalize_line(_MARKUP.sub("", line)).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def _entry(line: str) -> _Entry:
    label = LABEL.match(line) or _BULLET.match(line)
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
