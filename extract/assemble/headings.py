"""The dimensions and sections of a plan, from the lines of the details and the cells of the summary table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from extract.blocks.block_types import HeadingLines, Outline
from extract.blocks.items import join
from extract.grammar.names import clean_name
from extract.model.plan import Heading, Path
from extract.tables.summary_types import Summary, TableHeading
from normalize.frameworks import choose_framework, match_dimension, match_section
from normalize.text import comparable


def read_headings(found: Outline, summary: Summary, heal: Callable[[str], str]) -> list[Heading]:
    """The plan's headings by path, mapped to the national framework that fits most of them."""
    dimensions = _dimensions(found.dimensions, summary.dimensions, heal)
    sections = _sections(found.sections, summary.sections, heal)
    _standardize(dimensions, sections)
    return [*dimensions, *sections]


def _standardize(dimensions: Sequence[Heading], sections: Sequence[Heading]) -> None:
    missions = [section for section in sections if section.level == 2]
    framework = choose_framework([*(d.name for d in dimensions), *(s.name for s in missions)])
    for dimension in dimensions:
        match = match_dimension(dimension.name, number=dimension.path[0], framework=framework)
        dimension.standard = match.name if match else ""
    for section in missions:
        found = match_section(section.name, section.path[0], code=section.code, framework=framework)
        section.standard = found.code if found else ""


def _heading_name(heading: HeadingLines) -> str:
    return clean_name(join([line.text for line in heading.lines if line.text.strip()]))


def _dimensions(
    headings: Sequence[HeadingLines], cells: Sequence[TableHeading], heal: Callable[[str], str]
) -> list[Heading]:
    """One dimension per number, with the most frequent name in the details, else in the table, else in other lists."""
    best: dict[Path, Heading] = {}
    for group in ([h for h in headings if h.leads], cells, [h for h in headings if not h.leads]):
        names: dict[Path, Counter[str]] = {}
        first: dict[tuple[Path, str], Heading] = {}
        for heading in group:
            text = _heading_name(heading) if isinstance(heading, HeadingLines) else heal(" ".join(heading.name.split()))
            place = heading.lines[0].place if isinstance(heading, HeadingLines) else heading.place
            key = comparable(text)
            if key:
                names.setdefault(heading.path, Counter())[key] += 1
                first.setdefault((heading.path, key), Heading(heading.path, text, place))
        for path, counted in names.items():
            best.setdefault(path, first[path, counted.most_common(1)[0][0]])
    return [best[path] for path in sorted(best)]


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
    for heading in headings:
        found = Heading(heading.path, _heading_name(heading), heading.lines[0].place)
        best.setdefault(heading.path, found)
    for cell in cells:
        name = heal(" ".join(cell.name.split()))
        known = best.setdefault(cell.path, Heading(cell.path, name, cell.place))
        if _is_cut(known.name, name) or (are_labels and _is_same(name, known.name)):
            known.name = name
    return [best[path] for path in sorted(best)]


def _is_cut(name: str, fuller: str) -> bool:
    a, b = comparable(name), comparable(fuller)
    return len(a) < len(b) and b.startswith(a)


def _is_same(a: str, b: str) -> bool:
    return Levenshtein.normalized_similarity(comparable(a), comparable(b)) >= SAME_HEADING
