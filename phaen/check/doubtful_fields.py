"""Fields of projects that go on with what is printed below them: another heading, another project, a title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.terms import is_title
from extract.model.plan import Finding, Plan, Project, Value
from normalize.lexicon import either
from normalize.text import comparable
from phaen.check.unplaced_names import LABEL
from schemas.checks import CheckCode

LONGEST_HEADING = 160
"""Characters beyond which a line is prose; a finding shows no more of a field."""

SHORT_FIELDS = (Field.RESPONSIBLE, Field.LOCATION, Field.DURATION)
LONG_FIELD = 120
"""Characters that a field of who, where or when may have wherever it is printed."""

TIMES_LONGER = 3
MOST_LINES = 3
FEWEST = 3
"""Values from which on it is known how many lines a field has."""

WIDEST, FULL = 0.8, 0.75
"""Of the lines of a page's texts the share that is no wider than its margins allow, and what of that is a full line."""

NARROWEST = 60
"""Letters of a line of a text from which on it may have been broken at a margin that is not known."""

SHORTEST_END = 8
"""Letters at the end of several values that may be the heading of another field."""

OWNERS = (Field.RESPONSIBLE, Field.LOCATION, Field.TARGET_GROUP)
"""Fields in which the name of a body may be on a line of its own."""


def fields_doubtful(plan: Plan) -> list[Finding]:
    """Fields that hold more than their text: a level, a part, a title, a project; short ones that are far too long."""
    detailed = [p for p in plan.projects if p.in_details]
    names = {comparable(v.value) for p in plan.projects for v in (p.name, p.summary_name) if v is not None}
    full = _full_width(detailed)
    findings = []
    for key in dict.fromkeys(key for project in detailed for key in project.fields):
        texts = [(p, p.fields[key]) for p in detailed if key in p.fields]
        strange = _strange_ends([value.value for _, value in texts]) if key in SHORT_FIELDS else ()
        usual = _Usual([value.value for _, value in texts])
        for project, value in texts:
            width = _width(value, full, is_last=key == _last_field(project))
            more = next(_swallowed(value.value, key, names - {_name(project)}, width), "")
            if not more and key in SHORT_FIELDS and usual.is_exceeded(value.value):
                more = value.value
            if not more and (value.value.startswith("|") or value.value.rstrip().endswith(strange)):
                more = value.value
            if more:
                findings.append(doubtful(project, key, value, more))
    return findings


def doubtful(project: Project, key: str, value: Value[str], more: str) -> Finding:
    """The finding that a field goes on with `more`."""
    found = " ".join(more.split())[:LONGEST_HEADING]
    place = value.place or project.detail_place
    return Finding(CheckCode.FIELD_DOUBTFUL, project, "", found, place, {"what": str(key)}, field=str(key))


def _name(project: Project) -> str:
    return comparable(project.name.value) if project.name else ""


class _Usual:
    """How long the values of one field are, in letters and in lines."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._length = median(map(len, texts))
        self._lines = median(len(text.split("\n")) for text in texts) if len(texts) >= FEWEST else MOST_LINES + 1

    def is_exceeded(self, text: str) -> bool:
        """Whether a value of a short field is far longer than the others."""
        lines = len(text.split("\n"))
        return len(text) > max(LONG_FIELD, TIMES_LONGER * self._length) or lines > max(MOST_LINES, self._lines)


# -- lines that are another thing's ---------------------------------------------------------------------------------


def _full_width(projects: Sequence[Project]) -> float:
    """The letters of a line that was broken at the margin: only pages have margins, not lines of a text."""
    values = (value for project in projects for value in project.fields.values() if _is_on_page(value))
    lengths = sorted(len(line) for value in values for line in value.value.split("\n")[:-1])
    return lengths[int(len(lengths) * WIDEST)] * FULL if lengths else 0


class Widths:
    """The letters from which on the lines of a plan's fields may go on below."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self._on_pages = _full_width(projects)

    def least(self, project: Project, key: str, value: Value[str]) -> float:
        """The letters from which on a line of a field may have been broken: on pages any, but for the last field."""
        if not _is_on_page(value):
            return NARROWEST
        return self._on_pages if key == _last_field(project) else 0


def _width(value: Value[str], full: float, *, is_last: bool) -> float | None:
    """The letters from which on a line goes on; None if none is known to. Within a block of a page every line does."""
    return None if not _is_on_page(value) else full if is_last else 0


def _last_field(project: Project) -> str:
    """The field that is printed last: behind it a title or a body may follow."""
    places = {key: value.place for key, value in project.fields.items() if value.place is not None}
    return max(places, key=lambda key: places[key], default="")


def _is_on_page(value: Value[str]) -> bool:
    return value.place is not None and value.place.box is not None


def _swallowed(text: str, key: str, names: set[str], full: float | None) -> Iterator[str]:
    """The lines behind the first that are a heading, a title or another project's name."""
    lines = text.split("\n")
    for index, line in enumerate(lines[1:], 1):
        goes_on = full is not None and len(lines[index - 1]) >= full
        if len(line) <= LONGEST_HEADING and _is_other(line.strip(), key, names, index == len(lines) - 1, goes_on):
            yield line


def _is_other(line: str, key: str, names: set[str], is_last: bool, goes_on: bool) -> bool:
    """Whether a line is another thing's. One that goes on from a full line is no title and no body by itself."""
    known = patterns()
    if known.announcements.part.match(line) or known.announcements.label.match(line):
        return True
    if _is_title(line) and not goes_on:
        return True
    if _FORM.search(line) or comparable(LABEL.sub("", line, count=1)) in names:
        return True
    levels = known.any_level
    heading = levels.heading.match(line) or levels.relative.match(line)
    if heading and heading["title"].strip() and (is_last or key != Field.RATIONALE):
        return True
    return is_last and not goes_on and key not in OWNERS and bool(known.borders.body.fullmatch(line))


def _is_title(line: str) -> bool:
    return is_title(line) and not LABEL.match(line)


_KINDS = either(family().kinds)
_FORM = re.compile(rf"{_KINDS}\s*/\s*{_KINDS}(?:\s*/\s*{_KINDS}|\)?$)|^(?:ตาราง(?:ที่\s*\d|สรุป)|แบบเสนอ|บัญชีสรุป)")
"""The title of a form or a table."""


def _strange_ends(texts: Sequence[str]) -> tuple[str, ...]:
    """Long ends of several values that hold the stem of a field's heading, and are not all of any value."""
    ends = Counter(end for text in set(texts) if (end := text.rstrip()[-SHORTEST_END:]) != text.rstrip())
    common = [end for end, count in ends.items() if count >= FEWEST]
    return tuple(end for end in common if any(_holds_stem(text, end, texts) for text in texts))


def _holds_stem(text: str, end: str, texts: Sequence[str]) -> bool:
    """Whether the end that a text has in common with the others begins with the heading of another field."""
    alike = [other.rstrip() for other in set(texts) if other.rstrip().endswith(end)]
    shortest = min(alike, key=len)
    size = next((n for n in range(len(shortest)) if len({other[-n - 1] for other in alike}) > 1), len(shortest))
    common = shortest[len(shortest) - size :].strip()
    if not text.rstrip().endswith(end) or size == len(shortest):
        return False
    return family().headings.match(common) is not None or any(
        common.startswith(stem) for traits in family().fields.values() for stem in traits.stems
    )
