"""Names that hold more than a name, or none: of projects and of headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.grammar.family import family
from extract.grammar.numbering import NumberStyle, parse_number
from extract.grammar.patterns import patterns
from extract.model.plan import Finding, Heading, Path, Plan, Project, RowRef, Value
from normalize.lexicon import either
from normalize.text import comparable, normalize_line
from normalize.years import years_named
from phaen.check.unplaced_names import LABEL, has_leaders
from schemas.checks import CheckCode

LONGEST_NAME = 300
"""Characters that a name may have."""

TIMES_LONGER = 4
LONG_HEADING = 160
"""Characters of a heading's name that are much only if the others of its level have far fewer."""

COMMON_END = 12
"""Characters at the end of several names that belong to none of them: the title of the form that follows."""

LEAST_NAMES = 3

LEAST_PART = 4
"""Letters before or behind the colon in a name."""

MOST_ALIKE = 0.6
"""Of the names the share that ends alike if it is not by chance."""

LEAST_TITLE = 8
"""Letters of a heading behind a name: a mention of its number is none."""


def names_doubtful(plan: Plan) -> list[Finding]:
    """Names of projects that begin with a label, are another thing's, or hold a heading; the same of headings."""
    return [*_of_projects(plan), *_of_headings(plan)]


# -- projects -------------------------------------------------------------------------------------------------------


def _of_projects(plan: Plan) -> Iterator[Finding]:
    taken = {comparable(heading.name) for heading in plan.headings if heading.name}
    body = comparable(plan.facts.organization.value) if plan.facts.organization is not None else ""
    behind, beside = _recurring_ends(plan.projects), _beside_colons(plan.projects)
    alike = _alike(plan.projects, body)
    for project in plan.projects:
        is_more = _end_behind(project) in behind or not beside.isdisjoint(_parts(project))
        is_more = is_more or not alike.isdisjoint(_lines_and_ends(project))
        name = _doubtful(project, taken, body) or (project.name if is_more else None)
        if name is not None:
            place = project.detail_place or project.summary_place
            yield Finding(CheckCode.NAME_DOUBTFUL, project, "", name.value, place, field="name")


def _doubtful(project: Project, taken: set[str], body: str) -> Value[str] | None:
    names = [name for name in (project.name, project.detail_name, project.summary_name) if name is not None]
    for name in names:
        bare = comparable(name.value)
        if bare in taken or (body and bare.startswith(body)) or holds_more(name.value):
            return name
    return None


def _recurring_ends(projects: Sequence[Project]) -> set[str]:
    """What one half of most projects has behind the other half's name, but for figures: it is no part of the names."""
    both = sum(project.detail_name is not None and project.summary_name is not None for project in projects)
    ends = Counter(end for project in projects if (end := _end_behind(project)))
    return {end for end, count in ends.items() if count >= LEAST_NAMES and count * 2 >= both}


def _end_behind(project: Project) -> str:
    """What one of a project's names has behind the other, each figure as 0; empty if that is a year, or nothing."""
    if project.detail_name is None or project.summary_name is None:
        return ""
    short, long = sorted((comparable(project.detail_name.value), comparable(project.summary_name.value)), key=len)
    end = long[len(short) :] if long.startswith(short) else ""
    return "" if years_named(end) else _FIGURES.sub("0", end)


def _beside_colons(projects: Sequence[Project]) -> set[str]:
    """What several names have before or behind a colon alike: a label, or what is said of each of them."""
    parts = Counter(part for project in projects for part in _parts(project))
    return {part for part, count in parts.items() if count >= LEAST_NAMES}


def _parts(project: Project) -> set[str]:
    """What a project's name has before and behind its first colon, each figure as 0."""
    head, colon, tail = project.name.value.partition(":") if project.name is not None else ("", "", "")
    ends = [("before", head), ("behind", tail)] if colon else []
    return {f"{end} {_FIGURES.sub('0', bare)}" for end, text in ends if len(bare := comparable(text)) >= LEAST_PART}


def _alike(projects: Sequence[Project], body: str) -> set[str]:
    """Lines below the first, and last words, that most names have alike but for figures: they are of the form.

    Years and the document's body may be behind any name.
    """
    counts = Counter(part for project in projects for part in _lines_and_ends(project))
    least = max(LEAST_NAMES, MOST_ALIKE * len(projects))
    return {part for part, count in counts.items() if count >= least and not (body and (part in body or body in part))}


def _lines_and_ends(project: Project) -> set[str]:
    """The lines of a project's name below its first, and its last one or two words, each figure as 0."""
    if project.name is None:
        return set()
    held, words = comparable(project.name.value), project.name.value.split()
    lines = [bare for line in project.name.raw.split("\n")[1:] if (bare := comparable(line)) and bare in held]
    ends = [comparable(" ".join(words[-size:])) for size in (1, 2) if len(words) > size]
    return {_FIGURES.sub("0", text) for text in (*lines, *ends) if len(text) >= LEAST_PART and not years_named(text)}


def holds_more(name: str) -> bool:
    """Whether a name has a number or a label before it, a heading or a page behind it, or is empty."""
    label = LABEL.match(name)
    rest = name[label.end() :] if label else name
    if not comparable(rest) or len(name) > LONGEST_NAME or has_leaders(name):
        return True
    if (label and rest.startswith(family().kinds)) or _LABELLED.match(rest) or _NEXT.search(rest):
        return True
    return _holds_heading(name)


def _holds_heading(name: str) -> bool:
    """Whether the heading of a level with its number and title is the name, or is behind it."""
    levels = patterns().any_level
    if levels.heading.match(name):
        return True
    found = (levels.heading.match(name[match.start() :]) for match in levels.single.finditer(name) if match.start())
    return any(heading is not None and len(heading["title"]) >= LEAST_TITLE for heading in found)


_FIGURES = re.compile(r"\d+")
_LABELLED = re.compile(rf"\s*{re.escape(family().name_word)}\s*{either(family().kinds)}\s*:")
"""The label of a name."""

_NUMBERED = re.compile(r"(?:\S{2,20}ที่\s*)?\d{1,2}(?:\.\d{1,2})*\s+(?=[ก-ฮเแโใไ])")
_CODE = re.compile(r"\s[1-9]\.\d{1,2}(?:\.\d{1,2})?\s+[ก-ฮเแโใไ]")
"""A number before a heading's name, a code within it."""

_NEXT = re.compile(rf"\s\(?\d{{1,3}}[.)]\s*{either(family().kinds)}")
"""Another project's number and kind word."""


# -- headings -------------------------------------------------------------------------------------------------------


def _of_headings(plan: Plan) -> Iterator[Finding]:
    ends, unnumbered = _common_ends(plan), _unnumbered(plan)
    for heading in plan.headings:
        others = [len(other.name) for other in plan.headings if other.level == heading.level and other is not heading]
        if _is_doubtful(heading, others) or heading.name.endswith(ends) or heading.path in unnumbered:
            row = ("dimensions", str(heading.path[0])) if heading.level == 1 else ("sections", heading.code)
            found = " ".join(heading.name.split())[:LONGEST_NAME]
            yield Finding(CheckCode.NAME_DOUBTFUL, RowRef(*row), "", found, heading.place)


def _unnumbered(plan: Plan) -> set[Path]:
    """The dimensions whose line or row does not print their number, where those of most others do."""
    texts: dict[tuple[int, int], str] = {}
    for heading in plan.dimensions:
        texts[heading.place.page, heading.place.line] = ""
    for page, parts in (plan.document.parts() if len(texts) >= LEAST_NAMES else {}).items():
        for part in parts:
            if (page, part.place.line) in texts:
                texts[page, part.place.line] += f" {normalize_line(part.text)}"
    without = {
        heading.path
        for heading in plan.dimensions
        if str(heading.path[0]) not in texts.get((heading.place.page, heading.place.line), "")
    }
    return without if len(plan.dimensions) >= LEAST_NAMES and len(without) * 2 < len(plan.dimensions) else set()


def _is_doubtful(heading: Heading, others: Sequence[int]) -> bool:
    name = heading.name.strip()
    if not comparable(name) or name.startswith(family().kinds[:2]):
        return True  # none, or a project's
    if _is_numbered(name) or has_leaders(name) or any(pattern.search(name) for pattern in (_NEXT, _CODE)):
        return True
    if patterns().counts.tail.search(name) or patterns().cells.stated_unit.search(name):
        return True
    return len(name) > LONG_HEADING and bool(others) and len(name) > TIMES_LONGER * sum(others) / len(others)


def _is_numbered(name: str) -> bool:
    """Whether a name begins with the number or the word of a heading."""
    number, levels = parse_number(name), patterns().any_level
    if number is not None and number.rest and number.style is not NumberStyle.BARE:
        return True
    expressions = (_NUMBERED, levels.heading, levels.section_label, levels.relative)
    return any(expression.match(name) for expression in expressions)


def _common_ends(plan: Plan) -> tuple[str, ...]:
    """Long ends that several names have in common in common, of more than one kind: titles of forms."""
    names = list(dict.fromkeys(heading.name for heading in plan.headings if len(heading.name) > 2 * COMMON_END))
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name[-COMMON_END:], []).append(name)
    ends = [_suffix(group) for group in groups.values() if len(group) >= LEAST_NAMES]
    return tuple(end for end in ends if end and _is_of_form(end))


def _suffix(names: Sequence[str]) -> str:
    """The longest end that all names have, without spaces around it."""
    first = min(names, key=len)
    size = next((n for n in range(len(first)) if len({name[-n - 1] for name in names}) > 1), len(first))
    return first[len(first) - size :].strip()


def _is_of_form(end: str) -> bool:
    return any(f"{kind}/" in end for kind in family().kinds)
