"""The dimensions and sections of a plan: from the lines of the details and the cells of the summary table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from extract.blocks.block_types import Heading, Outline
from extract.blocks.items import join
from extract.grammar.names import clean_name
from extract.model.plan import Dimension, Plan, Section
from extract.tables.summary_types import NamedHeading, Summary
from normalize.frameworks import choose_framework, match_dimension, match_section
from normalize.text import comparable


def read_headings(plan: Plan, found: Outline, summary: Summary, heal: Callable[[str], str]) -> None:
    """Fill the plan's dimensions and sections and bring them onto the national framework."""
    plan.dimensions = _dimensions(found.dimensions, summary.dimensions, heal)
    plan.sections = _sections(found.sections, summary.sections, heal)
    _standardize(plan)


def _standardize(plan: Plan) -> None:
    """Bring the headings onto the national framework that most of them fit."""
    missions = [section for section in plan.sections if section.code.count(".") == 1]
    framework = choose_framework([*(d.name for d in plan.dimensions), *(s.name for s in missions)])
    for dimension in plan.dimensions:
        match = match_dimension(dimension.name, number=dimension.number, framework=framework)
        dimension.standard_name = match.name if match else ""
    for section in missions:
        found = match_section(section.name, section.dimension, code=section.code, framework=framework)
        section.standard_section = found.code if found else ""


def _heading_name(heading: Heading) -> str:
    return clean_name(join([line.text for line in heading.lines if line.text.strip()]))


def _dimensions(
    headings: Sequence[Heading], cells: Sequence[NamedHeading], heal: Callable[[str], str]
) -> list[Dimension]:
    """One dimension a number: named as the details spell it most often, else the table, else another list."""
    best: dict[int, Dimension] = {}
    for group in ([h for h in headings if h.in_details], cells, [h for h in headings if not h.in_details]):
        names: dict[int, Counter[str]] = {}
        first: dict[tuple[int, str], Dimension] = {}
        for heading in group:
            text = _heading_name(heading) if isinstance(heading, Heading) else heal(" ".join(heading.name.split()))
            place = heading.lines[0].place if isinstance(heading, Heading) else heading.place
            key = comparable(text)
            if key:
                names.setdefault(heading.dimension, Counter())[key] += 1
                first.setdefault((heading.dimension, key), Dimension(heading.dimension, text, place))
        for number, counted in names.items():
            best.setdefault(number, first[number, counted.most_common(1)[0][0]])
    return [best[number] for number in sorted(best)]


SAME_HEADING = 0.75
"""Likeness of two spellings of one heading."""


def _sections(headings: Sequence[Heading], cells: Sequence[NamedHeading], heal: Callable[[str], str]) -> list[Section]:
    """One section a code, in the order of the codes, named as its heading in the details first spells it.

    Headings that are typed again above every project are labels: there the table names the section, if it means the
    same one. It also does where the heading in the details was cut short.
    """
    best: dict[str, Section] = {}
    are_labels = len({heading.code for heading in headings}) < len(headings)
    for heading in headings:
        found = Section(heading.code, heading.dimension, _heading_name(heading), heading.lines[0].place)
        best.setdefault(heading.code, found)
    for cell in cells:
        name = heal(" ".join(cell.name.split()))
        known = best.setdefault(cell.code, Section(cell.code, cell.dimension, name, cell.place))
        if _is_cut(known.name, name) or (are_labels and _is_same(name, known.name)):
            known.name = name
    return [best[code] for code in sorted(best, key=lambda c: [int(part) for part in c.split(".")])]


def _is_cut(name: str, fuller: str) -> bool:
    a, b = comparable(name), comparable(fuller)
    return len(a) < len(b) and b.startswith(a)


def _is_same(a: str, b: str) -> bool:
    return Levenshtein.normalized_similarity(comparable(a), comparable(b)) >= SAME_HEADING
