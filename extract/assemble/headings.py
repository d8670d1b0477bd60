"""The dimensions and sections of a plan, from the lines of the details and the cells of the summary table."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extract.blocks.block_types import HeadingLines, Outline
from extract.blocks.items import join
from extract.grammar.family import family
from extract.grammar.names import clean_name
from extract.grammar.patterns import patterns
from extract.grammar.told_sums import told_sums
from extract.lines.document_lines import DocumentLines
from extract.lines.marks import Mark, MarkKind
from extract.model.document import Place
from extract.model.plan import Finding, Heading, Path, Project, RowRef, path_of
from extract.tables.summary_types import Summary, TableHeading
from normalize.standard_headings import standard_headings
from normalize.text import comparable
from schemas.checks import CheckCode

SECTION_DEPTH = 2
"""Levels of a section's code."""


def read_headings(
    found: Outline,
    summary: Summary,
    lines: DocumentLines,
    heal: Callable[[str], str],
    tables: Sequence[Place] = (),
) -> list[Heading]:
    """The plan's headings by path, mapped to the national framework that fits most of them.

    `tables` are the places of all tables in order: no heading goes on below one, nor with its title.
    """
    captions = lines.captions
    leading = [_until_table(heading, tables, captions) for heading in found.dimensions]
    dimensions = _dimensions(leading, summary.dimensions, heal)
    named = {heading.path for heading in found.sections} | {heading.path for heading in summary.sections}
    coded = [_until_table(heading, tables, captions) for heading in found.sections]
    sections = _sections([*coded, *_above_tables(summary, lines.marks, named)], summary.sections, heal)
    headings = [*dimensions, *sections]
    standardize(headings)
    return headings


def without_projects(headings: Sequence[Heading], projects: Iterable[Project]) -> list[Heading]:
    """The headings without those that are projects: "1.1.1 โครงการ..." above the block of that name.

    The code is the project's own and stays with it.
    """
    own: defaultdict[Path, list[Project]] = defaultdict(list)
    for project in projects:
        own[project.path].append(project)
    return [
        heading
        for heading in headings
        if len(heading.path) <= SECTION_DEPTH or not _is_only(heading, own[heading.path])
    ]


def _is_only(heading: Heading, projects: Sequence[Project]) -> bool:
    """Whether a heading is the only project that it has."""
    names = [comparable(project.name.value) for project in projects if project.name is not None]
    return names == [comparable(heading.name)]


def unlike_headings(found: Outline, summary: Summary) -> list[Finding]:
    """A finding for each dimension that the summary table calls something else than the details."""
    told = {heading.path: name for heading in found.dimensions if heading.leads and (name := _heading_name(heading))}
    listed: dict[Path, TableHeading] = {}
    for cell in summary.dimensions:
        listed.setdefault(cell.path, cell)
    return [
        Finding(CheckCode.HEADING_NAMES_DIFFER, RowRef("dimensions", str(path[0])), cell.name, told[path], cell.place)
        for path, cell in listed.items()
        if path in told and not _is_alike(cell.name, told[path])
    ]


def _is_alike(name: str, other: str) -> bool:
    a, b = comparable(name), comparable(other)
    return a in b or b in a or Levenshtein.normalized_similarity(a, b) >= ALIKE


def _until_table(heading: HeadingLines, tables: Sequence[Place], captions: Set[Place]) -> HeadingLines:
    """A heading without the lines that stand below the next table, and without those above it that stand apart."""
    at = bisect_right(tables, heading.lines[0].place) if heading.lines else len(tables)
    if at == len(tables):
        return heading
    above = [line for line in heading.lines if line.place < tables[at]]
    is_bare = bool(above) and (not above[0].text.strip() or _is_number(above[0].text))
    first = 2 if is_bare else 1  # the name of a bare number may stand apart from it
    title = next((i for i, line in enumerate(above) if i >= first and (line.gap or line.place in captions)), len(above))
    return HeadingLines(heading.path, above[:title], heading.leads)


def standardize(headings: Sequence[Heading]) -> None:
    """Set the standard heading of each heading of a document."""
    found = standard_headings({heading.path: heading.name for heading in headings})
    for heading in headings:
        heading.standard = found.get(heading.path)


def _above_tables(summary: Summary, marks: Sequence[Mark], named: Set[Path]) -> Iterator[HeadingLines]:
    """The lines that name the sections of tables without a column for them: the nearest of its code above each row.

    One of three levels is right above its table, or the first line of its list.
    """
    lines: dict[Path, list[Mark]] = {}
    for mark in marks:
        if mark.code is not None and mark.kind is MarkKind.SECTION and mark.text:
            lines.setdefault(path_of(mark.code.section), []).append(mark)
    behind = {mark.line.place: following.line.place for mark, following in pairwise(marks)}
    first: dict[Path, Place] = {}
    for project in (project for row in summary.rows for project in row.projects):
        for depth in range(SECTION_DEPTH, len(project.path) + 1):
            first.setdefault(project.path[:depth], project.place)
    for path, place in first.items():
        above = [mark for mark in lines.get(path, ()) if mark.line.place < place]
        is_near = len(path) <= SECTION_DEPTH or (bool(above) and behind.get(above[-1].line.place, place) >= place)
        if above and is_near and path not in named:
            yield HeadingLines(path, [above[-1].content()], False)


def _heading_name(heading: HeadingLines) -> str:
    """A heading's name without its number and the count of its projects. Lines that sum up are no part of it."""
    lines = [line.text for line in heading.lines if line.text.strip() and not _sums(line.text)]
    name = clean_name(join(lines))
    return patterns().counts.tail.sub("", name).rstrip(" (") or name


def _is_number(text: str) -> bool:
    """Whether a text is the word of a level with its number, and no name: มิติที่ 1."""
    found = patterns().any_level.heading.match(text)
    return found is not None and not found["title"].strip()


def _sums(text: str) -> bool:
    """Whether a line has nothing but sums: จำนวน 2 โครงการ งบประมาณ 6,000 บาท."""
    is_count = not patterns().counts.tail.sub("", f" {text.strip()}").strip()
    return len(told_sums(text)) > 1 and (is_count or text.strip().startswith(family().totals.sums))


def _dimensions(
    headings: Sequence[HeadingLines], cells: Sequence[TableHeading], heal: Callable[[str], str]
) -> list[Heading]:
    """One dimension per number, with the most frequent name in the details, else in the table, else in other lists.

    The name in the table is also used if the one in the details was cut off.
    """
    best: dict[Path, Heading] = {}
    for group in ([h for h in headings if h.leads], cells, [h for h in headings if not h.leads]):
        names: dict[Path, Counter[str]] = {}
        first: dict[tuple[Path, str], Heading] = {}
        for heading in group:
            text = _heading_name(heading) if isinstance(heading, HeadingLines) else heal(" ".join(heading.name.split()))
            place = heading.lines[0].place if isinstance(heading, HeadingLines) else heading.place
            key = comparable(text)
            if key and not _is_number(text):
                names.setdefault(heading.path, Counter())[key] += 1
                first.setdefault((heading.path, key), Heading(heading.path, text, place))
        for path, counted in names.items():
            best.setdefault(path, first[path, counted.most_common(1)[0][0]])
    for cell in cells:
        name = heal(" ".join(cell.name.split()))
        if cell.path in best and _is_cut(best[cell.path].name, name):
            best[cell.path].name = name
    return [best[path] for path in sorted(best)]


ALIKE = 0.6
"""Minimum similarity of the names of one dimension in the summary table and in the details."""

SAME_HEADING = 0.75
"""Minimum similarity of two spellings of one heading."""


def _sections(
    headings: Sequence[HeadingLines], cells: Sequence[TableHeading], heal: Callable[[str], str]
) -> list[Heading]:
    """One section per code, in the order of the codes, with the first name in the details.

    If headings are repeated above every project, they are labels: the name in the table is then used if it is similar.
    It is also used if the heading in the details was cut off.
    """
    best: dict[Path, Heading] = {}
    are_labels = len({heading.path for heading in headings}) < len(headings)
    forms = _titles_of_forms(headings)
    celled = [(cell, _without_item(heal(" ".join(cell.name.split())), cell.path)) for cell in cells]
    in_cells = {(cell.path, comparable(name)) for cell, name in celled}
    for heading in headings:
        own = [line for line in heading.lines if comparable(line.text) not in forms]
        name = _heading_name(HeadingLines(heading.path, own, heading.leads))
        found = Heading(heading.path, name, heading.lines[0].place)
        known = best.setdefault(heading.path, found)
        if (found.path, comparable(name)) in in_cells and (known.path, comparable(known.name)) not in in_cells:
            best[heading.path] = found  # what has the same code before the tables is a heading of the introduction
    for cell, name in celled:
        known = best.setdefault(cell.path, Heading(cell.path, name, cell.place))
        if _is_cut(known.name, name) or (are_labels and _is_same(name, known.name)):
            known.name = name
    return [best[path] for path in sorted(best)]


def _without_item(name: str, path: Path) -> str:
    """A name without the word and the number before it, where that is the section's own: ข้อ 2 เด็กและเยาวชน."""
    item = patterns().announcements.item.match(name)
    return name[item.end() :] if item is not None and path and int(item["number"]) == path[-1] else name


FEWEST_FORMS = 3
"""Headings with the same line below them, at the least, for it to be no part of their names."""


def _titles_of_forms(headings: Sequence[HeadingLines]) -> frozenset[str]:
    """The lines that stand below most headings, whatever these are: titles of the forms that follow them."""
    paths = {heading.path for heading in headings}
    below = Counter(text for _, text in {(h.path, comparable(line.text)) for h in headings for line in h.lines[1:]})
    return frozenset(text for text, n in below.items() if n >= FEWEST_FORMS and n * 2 > len(paths))


def _is_cut(name: str, fuller: str) -> bool:
    a, b = comparable(name), comparable(fuller)
    return len(a) < len(b) and b.startswith(a)


def _is_same(a: str, b: str) -> bool:
    return Levenshtein.normalized_similarity(comparable(a), comparable(b)) >= SAME_HEADING
