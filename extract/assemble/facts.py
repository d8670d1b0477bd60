"""Facts that a document states about itself: kind, title, organization, fiscal years and number of projects."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from extract.assemble.counted_cards import count_of_cards
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.grammar.titles import misspelled_title_kind, own_title_kind, title_kind
from extract.lines.marks import has_leaders
from extract.model.document import Line, Place
from extract.model.plan import DocumentKind, Facts, Finding, Plan, Value
from normalize.organizations import identify
from normalize.revisions import is_revision_note, without_revised_year
from normalize.years import FiscalSpan, fiscal_span
from schemas.checks import CheckCode

COVER_LINES = 60
"""Number of lines at the beginning that are searched first for the plan's years."""

HEAD_LINES = 5
"""Lines at the beginning among which a title in words of the document's own is."""

TITLE_LINES = 4
"""Maximum number of lines of a title."""

TITLE_LENGTH = 220

NOTE_REACH = 10
"""Lines of a cover, from the title, that may be a note on its revision."""

FEWEST_COUNTED = 4
"""Projects, at the least, whose number is no accident where a sentence counts as many."""

MOST_LOST = 2
"""The projects that were read may be half as many as a sentence counts, or twice as many."""

ORDINALS = (
    *{ordinal for level in family().levels for ordinal in level.ordinals},
    *(title for title, role in family().columns.keys.items() if role == "order"),
)
"""Words before the number of a level or an item."""

_IN_NUMBER = re.compile(r"[\d.,(/]\s*$")
_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")

LEVEL_REACH = 20
"""Number of characters at the beginning of a line that may name the heading whose projects it counts."""


def read_facts(
    lines: Sequence[Line], captions: Collection[Place], plan: Plan, table_years: Sequence[int], progress_blocks: int
) -> tuple[Facts, list[Finding]]:
    """The facts of a document, and the findings about them.

    `captions` are the places of lines that are captions of tables. `progress_blocks` is the number of blocks with
    headings of a progress report.
    """
    facts = Facts()
    titles = [title_kind(line.text) if len(line.text) <= TITLE_LENGTH else None for line in lines]
    if not any(titles):
        cover = [line.text if len(line.text) <= TITLE_LENGTH else "" for line in lines[:COVER_LINES]]
        titles[: len(cover)] = map(misspelled_title_kind, cover)
    if not any(titles):
        head = [line.text if len(line.text) <= TITLE_LENGTH else "" for line in lines[:HEAD_LINES]]
        titles[: len(head)] = map(own_title_kind, head)
    title_at = _title_start(lines, titles, None, captions)
    titled = titles[title_at] if title_at is not None else None
    facts.kind = _kind(titled, plan, progress_blocks)
    title_at = _title_start(lines, titles, facts.kind, captions)
    if title_at is not None:
        facts.title = _title(lines, title_at)
    findings = _organization(facts, lines)
    _fiscal_years(facts, lines, plan, title_at, table_years)
    facts.stated_project_count = _stated_count(lines, plan, facts)
    return facts, findings


# -- kind and title ---------------------------------------------------------------------------------------------


def _title_start(
    lines: Sequence[Line],
    titles: Sequence[DocumentKind | None],
    kind: DocumentKind | None,
    captions: Collection[Place],
) -> int | None:
    """The index of the first line of the title: the first title line of that kind.

    `titles` contains the document kind named by each line, None for lines that are not titles. Other titles are
    preferred to the subject of a memo, and that to a table caption.
    """
    ranks = [
        None if found is None or kind not in (None, found) else _title_rank(line, captions)
        for line, found in zip(lines, titles, strict=True)
    ]
    best = min((rank for rank in ranks if rank is not None), default=None)
    return None if best is None else ranks.index(best)


def _title_rank(line: Line, captions: Collection[Place]) -> int:
    if line.place in captions:
        return 2
    return 1 if line.text.lstrip().startswith(family().titles.subject) else 0


def _kind(titled: DocumentKind | None, plan: Plan, progress_blocks: int) -> DocumentKind:
    """The kind of the document, report or plan. The blocks decide first, then the title."""
    detailed = [p for p in plan.projects if p.in_details]
    if detailed and progress_blocks * 2 > len(detailed):
        return DocumentKind.PROGRESS_REPORT
    reasoned = sum(Field.RATIONALE in p.fields for p in detailed)
    if reasoned and (titled is not DocumentKind.PROGRESS_REPORT or reasoned * 2 > len(detailed)):
        return DocumentKind.ACTION_PLAN
    reported = sum(p.reported is not None and p.reported.status is not None for p in plan.projects)
    tells = plan.progress or reported * 2 > len(plan.projects)
    if _tells_what_came(plan):
        return DocumentKind.PROGRESS_REPORT
    if tells and titled is not DocumentKind.ACTION_PLAN:
        return DocumentKind.PROGRESS_REPORT
    if titled is not None:
        return titled
    return DocumentKind.ACTION_PLAN if plan.projects else DocumentKind.UNKNOWN


def _tells_what_came(plan: Plan) -> bool:
    """Whether most projects tell what was done, what came of it and what was spent, whatever the title says."""
    told = [p for p in plan.projects if p.reported is not None and "budget_spent" in p.reported.money]
    return bool(told) and all({Field.METHODS, Field.RESULTS} <= p.fields.keys() for p in plan.projects)


def _title(lines: Sequence[Line], start: int) -> Value[str]:
    """The title with its continuation lines: short lines, up to the years or the organization."""
    taken = [lines[start]]
    for line in lines[start + 1 : start + TITLE_LINES]:
        text = line.text.strip()
        if not patterns().borders.title_goes_on.match(text) and not is_revision_note(text):
            break
        if len(text) > 120:
            break
        taken.append(line)
    taken += _apart_notes(lines, start, start + len(taken))
    text = " ".join(" ".join(line.text.split()) for line in taken).removeprefix(family().titles.subject).strip()
    return Value(text, "\n".join(line.raw for line in taken), taken[0].place)


def _apart_notes(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """The note on a revision that stands apart from the title on a cover: above it, or below the body."""
    near = [*lines[max(0, start - 1) : start], *lines[end : start + NOTE_REACH]]
    return [line for line in near if is_revision_note(line.text.strip())][:1]


# -- organization -------------------------------------------------------------------------------------------------


def _organization(facts: Facts, lines: Sequence[Line]) -> list[Finding]:
    found = identify([line.text for line in lines])
    facts.organization = _fact(found.organization, found.organization_line, lines)
    facts.organization_type = found.organization_type or ""
    facts.subdistrict = _fact(found.subdistrict, found.subdistrict_line, lines)
    facts.district = _fact(found.district, found.district_line, lines)
    facts.province = _fact(found.province, found.province_line, lines)
    facts.province_code = found.province_code
    facts.district_code, facts.subdistrict_code = found.district_code, found.subdistrict_code
    name = found.organization or ""
    findings = [
        Finding(code, None, name, spelling, lines[index].place)
        for code, places in (
            (CheckCode.ORGANIZATION_VARIANT, found.variants),
            (CheckCode.ORGANIZATION_FOREIGN, found.foreign),
        )
        for spelling, index in places
    ]
    province = facts.province
    if found.province_raw and province and found.province_raw != province.value:
        findings.append(Finding(CheckCode.PROVINCE_CORRECTED, None, province.value, found.province_raw, province.place))
    return findings


def _fact(value: str | None, index: int | None, lines: Sequence[Line]) -> Value[str] | None:
    if not value:
        return None
    if index is None or not 0 <= index < len(lines):
        return Value(value, value, None)
    return Value(value, lines[index].raw, lines[index].place)


# -- years --------------------------------------------------------------------------------------------------------


def _fiscal_years(
    facts: Facts, lines: Sequence[Line], plan: Plan, title_at: int | None, table_years: Sequence[int]
) -> None:
    """Sets the fiscal years from the title, else the cover, the summary table's columns, or most projects."""
    revised = [replace(line, text=without_revised_year(line.text)) for line in _lines_of_title(lines, title_at)]
    found = _title_years(revised, facts.kind) or _title_years(_lines_of_title(lines, title_at), facts.kind)
    found = found or _cover_years(lines[:COVER_LINES]) or _cover_years(lines)
    if found is None and table_years:
        found = (FiscalSpan(table_years[0], table_years[-1]), "", None)
    if found is None:
        found = _project_years(plan)
    if found is None:
        return
    span, raw, place = found
    facts.fiscal_year_first = Value(span.first, raw, place)
    facts.fiscal_year_last = Value(span.last, raw, place)


_Years = tuple[FiscalSpan, str, Place | None]


def _lines_of_title(lines: Sequence[Line], title_at: int | None) -> Sequence[Line]:
    """The lines that may print the years of the title, and the next one, on which the last year may be."""
    return [] if title_at is None else lines[title_at : title_at + TITLE_LINES + 2]


def _title_years(lines: Sequence[Line], kind: DocumentKind) -> _Years | None:
    """The years in the title's lines. A report covers the single year it names, even if a plan's span is also named."""
    found: list[_Years] = []
    for index, line in enumerate(lines[: TITLE_LINES + 1]):
        span = _span(lines, index) if len(line.text) <= TITLE_LENGTH else None
        if span is not None:
            found.append((span, line.raw, line.place))
    if kind is DocumentKind.PROGRESS_REPORT:
        return next((years for years in found if years[0].first == years[0].last), found[0] if found else None)
    return found[0] if found else None


def _cover_years(lines: Sequence[Line]) -> _Years | None:
    """The span in most lines that name the plan."""
    spans: Counter[FiscalSpan] = Counter()
    where: dict[FiscalSpan, Line] = {}
    for index, line in enumerate(lines):
        if any(word in line.text for word in family().titles.dated):
            span = _span(lines, index)
            if span is not None:
                spans[span] += 1
                where.setdefault(span, line)
    if not spans:
        return None
    span = max(spans, key=lambda s: (spans[s], s.last - s.first))
    return span, where[span].raw, where[span].place


def _span(lines: Sequence[Line], index: int) -> FiscalSpan | None:
    """The years of a line; a span whose last year alone was wrapped on to the next line is whole."""
    text = lines[index].text
    span = fiscal_span(text)
    below = lines[index + 1].text.split() if index + 1 < len(lines) else []
    if span is None or span.first != span.last or not below or not below[0][:4].isdigit():
        return span
    whole = fiscal_span(f"{text} {below[0]}")
    return whole if whole is not None and whole.first == span.first else span


def _project_years(plan: Plan) -> _Years | None:
    spans = Counter(
        (p.fiscal_year_first.value, p.fiscal_year_last.value)
        for p in plan.projects
        if p.fiscal_year_first and p.fiscal_year_last
    )
    if not spans:
        return None
    first, last = spans.most_common(1)[0][0]
    return FiscalSpan(first, last), "", None


# -- count --------------------------------------------------------------------------------------------------------


def _stated_count(lines: Sequence[Line], plan: Plan, facts: Facts) -> Value[int] | None:
    """The number of projects stated by the document: in prose, else the grand total, else the status table.

    Else a count in prose that is that of all projects, or the only one near it.
    """
    outside = _outside_blocks(lines, plan)
    stated = _prose_count(outside)
    if stated is not None:
        return stated
    grand = next((t.printed_count for t in plan.totals if t.dimension is None and t.printed_count), None)
    if grand is not None:
        return grand
    planned = next((p.values.get("projects_planned") for p in plan.progress if p.dimension is None), None)
    if planned:
        return Value(int(planned.value), planned.raw, planned.place)
    counted = _count_of_all(outside, len(plan.projects)) or count_of_cards(lines)
    if counted is not None or facts.kind is DocumentKind.PROGRESS_REPORT:
        return counted
    return _only_count(outside, len(plan.projects), facts.fiscal_year_first)


def _outside_blocks(lines: Iterable[Line], plan: Plan) -> list[Line]:
    """The lines outside all projects' detail blocks. Counts within a block are about that project."""
    spans = sorted((p.detail_place, p.detail_last) for p in plan.projects if p.detail_place and p.detail_last)
    starts = [first for first, _ in spans]
    outside = []
    for line in lines:
        index = bisect_right(starts, line.place) - 1
        if index < 0 or line.place > spans[index][1]:
            outside.append(line)
    return outside


def _prose_count(lines: Sequence[Line]) -> Value[int] | None:
    """The count that is stated most often. Those of projects outweigh those of other things: 31 เรื่อง."""
    found: list[tuple[int, Line]] = []
    others: list[tuple[int, Line]] = []
    for line, text in _counting(lines):
        matches = [m for p in (patterns().counts.stated, patterns().counts.listed) for m in p.finditer(text)]
        behind = patterns().counts.count.finditer(text, matches[0].end("count")) if matches else ()
        of_projects = [m for m in matches if _counts_projects(m)] or [m for m in behind if _counts_projects(m)]
        found += [(int(match["count"]), line) for match in of_projects]
        others += [(int(match["count"]), line) for match in matches if not of_projects]
    found = found or others
    if not found:
        return None
    counts = Counter(count for count, _ in found)
    chosen = max(counts, key=lambda count: (counts[count], count))
    line = next(line for count, line in found if count == chosen)
    return Value(chosen, line.raw, line.place)


def _counts_projects(match: re.Match[str]) -> bool:
    """Whether a kind of project is behind a count."""
    return match.string[match.end("count") :].lstrip().startswith(family().kinds)


def _count_of_all(lines: Sequence[Line], projects: int) -> Value[int] | None:
    """A count of projects in prose that no word of a sum announces, if it is that of all projects of the document."""
    for line, text in _counting(lines) if projects >= FEWEST_COUNTED else ():
        if any(int(match["count"]) == projects for match in patterns().counts.count.finditer(text)):
            return Value(projects, line.raw, line.place)
    return None


def _only_count(lines: Sequence[Line], projects: int, first: Value[int] | None) -> Value[int] | None:
    """The one count of projects in prose that no word announces, if as many may have been lost or read twice.

    A count of the projects of another year is none of the plan's.
    """
    found: dict[int, Line] = {}
    for line, text in _counting(lines) if projects >= FEWEST_COUNTED else ():
        for match in patterns().counts.count.finditer(text):
            before = text[: match.start("count")].rstrip()
            is_number = not before or before.endswith(ORDINALS) or _IN_NUMBER.search(before)
            if _counts_projects(match) and not is_number and not _names_earlier(text, first):
                found.setdefault(int(match["count"]), line)
    if len(found) != 1:
        return None
    count, line = found.popitem()
    return Value(count, line.raw, line.place) if projects <= count * MOST_LOST <= projects * MOST_LOST**2 else None


def _names_earlier(text: str, first: Value[int] | None) -> bool:
    """Whether a text speaks of what was before the plan."""
    if any(word in text for word in family().cells.past):
        return True
    return first is not None and any(int(year) < first.value for year in _YEAR.findall(text))


FULL_LINE = 40
"""Characters of a line that may go on below a gap, as on pages whose lines stand far apart."""


def _counting(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """The lines that count for no level and are none of a contents page (... 4), with the line below one whose count
    has its noun there."""
    for line, below in zip_longest(lines, lines[1:]):
        if patterns().any_level.numbered.search(line.text, 0, LEVEL_REACH) or has_leaders(line.text):
            continue
        text = line.text.rstrip()
        if below is not None and text[-1:].isdigit() and (not below.gap or len(text) >= FULL_LINE):
            text = f"{text} {below.text.strip()}"
        yield line, text
