"""Headings of levels that the document prints and the plan lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio, ratio

from extract.grammar.family import family
from extract.grammar.numbering import parse_code
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from extract.model.document import Block, Grid, Place
from extract.model.plan import Finding, Plan
from normalize.lexicon import either
from normalize.script import LETTER
from normalize.text import comparable
from phaen.check.placed import Placed
from phaen.check.unplaced_names import LABEL, has_leaders, names_project
from schemas.checks import CheckCode

LONGEST_HEADING = 160
"""Characters beyond which a line that names a level is prose."""

NEXT = 4
"""Blocks below a bare code among which its table or project is, with nothing but deeper headings between."""

AHEAD = 8
"""Blocks below a heading among which its table or its first project is."""

ALIKE = 80
"""Of 100: a title that is a heading's name but for its spelling."""

WITHIN = 92
"""Of 100: a title that is a part of a heading's name, or the other way round."""

SHORTEST = 6

LONG = 6
"""Letters of a word of a level that is known with one of them misread."""

GARBLED = re.compile(
    rf"(?P<word>[{LETTER}]{{{LONG - 1},}}?)(?:{either(sorted({o for e in family().levels for o in e.ordinals}))})\s*"
    r"(?P<number>\d{1,2})(?![\d/.])\s*(?P<title>\S.*)"
)
"""A word with an ordinal, a number and a title."""


def headings_unplaced(plan: Plan, placed: Placed | None = None) -> list[Finding]:
    """A finding for each heading of a level that leads to a table or a project and that the plan has not."""
    known, placed = KnownHeadings(plan), placed or Placed(plan)
    found: dict[str, Finding] = {}
    blocks = [block for block in plan.document.blocks() if isinstance(block, Grid) or block.text.strip()]
    for index, block in enumerate(blocks):
        candidates = _candidates(block, blocks[index + 1 : index + 1 + AHEAD], known, placed)
        for number, title, text, place in candidates:
            key = f"{number} {comparable(title)}"
            if key not in found and not known.has(number, title):
                found[key] = Finding(CheckCode.HEADING_UNPLACED, None, "", " ".join(text.split()), place)
    return list(found.values())


def _candidates(
    block: Block, below: Sequence[Block], known: KnownHeadings, placed: Placed
) -> Iterator[tuple[str, str, str, Place]]:
    """Number or code, title, text and place of what may be a heading.

    A heading with a bare code leads to its project at once.
    """
    if isinstance(block, Grid):
        if not placed.of_projects(block.cells):
            yield from _in_form(block)
        return
    if not any(map(str.isdigit, block.text)) or placed.in_block(block.place):
        return
    for number, title in _level(block.text):
        if any(_is_of_project(other, placed) for other in below):
            yield number, title, block.text, block.place
    for number, title in _bare(block.text, known):
        first = next((other for other in below[:NEXT] if not _is_between(other, number, known)), None)
        if first is not None and _is_of_project(first, placed):
            yield number, title, block.text, block.place


def _is_between(block: Block, code: str, known: KnownHeadings) -> bool:
    """Whether a block may be between a heading and its table or project: a deeper heading, a unit of money."""
    if isinstance(block, Grid):
        return False
    if patterns().cells.stated_unit.search(block.text):
        return True
    return any(number.startswith(f"{code}.") for number, _ in _bare(block.text, known))


class KnownHeadings:
    """The headings of a plan, to ask whether a printed one is among them."""

    def __init__(self, plan: Plan) -> None:
        self.outer = {heading.path[0] for heading in plan.headings}
        self.codes = {heading.code for heading in plan.headings}
        self._unnamed = {heading.code for heading in plan.headings if not heading.name.strip()}
        self.projects = {comparable(project.name.value) for project in plan.projects if project.name is not None}
        self._names = [comparable(heading.name) for heading in plan.headings if heading.name]

    def has(self, number: str, title: str) -> bool:
        """Whether a heading with this number or code and this title is in the plan."""
        if number in self._unnamed:
            return True
        return self.is_named(title) if self._names else number in self.codes

    def is_named(self, title: str) -> bool:
        """Whether a title is a heading's name but for its spelling."""
        name = comparable(title)
        return name in self._names or any(
            ratio(name, other, score_cutoff=ALIKE)
            or (min(len(name), len(other)) >= SHORTEST and partial_ratio(name, other, score_cutoff=WITHIN))
            for other in self._names
        )


def level_title(text: str) -> tuple[str, str] | None:
    """Number or code, and title, of the heading of a level that a text is; None if it is none."""
    return next(_level(text), None)


def _level(text: str) -> Iterator[tuple[str, str]]:
    """Number or code, and title, of the heading that a line is; none if it is no heading of a level."""
    text = text.strip()
    if len(text) > LONGEST_HEADING or has_leaders(text):
        return
    levels = patterns().any_level
    begins = text[:40]
    if levels.section_label.search(begins) or levels.single.search(begins):
        section = levels.section.match(text)
        if section and section["title"].strip() and not text[:1].isdigit():
            yield section["code"], section["title"]
            return
    heading = levels.heading.match(text)
    if heading and levels.single.search(begins) and heading["title"].strip():
        yield str(int(heading["number"])), heading["title"]
        return
    garbled = GARBLED.match(text)
    if garbled and _is_garbled(garbled["word"]):
        yield str(int(garbled["number"])), garbled["title"]


def _is_garbled(word: str) -> bool:
    """Whether a word is a long one of a level but for a letter, as a scan has it: กอยุทธ์ for กลยุทธ์."""
    return any(
        len(level.word) >= LONG and Levenshtein.distance(word, level.word, score_cutoff=1) == 1
        for level in family().levels
    )


def _bare(text: str, known: KnownHeadings) -> Iterator[tuple[str, str]]:
    """Code and title of a line that begins with a code which counts within a dimension of the plan."""
    text = text.strip()
    if not text[:1].isdigit() or len(text) > LONGEST_HEADING or has_leaders(text):
        return
    bare = patterns().any_level.section.match(text)
    if bare is None or family().headings.match(bare["title"].strip(" :")):
        return  # a field's
    code = parse_code(text)
    if code is not None and code.item and kind_of(text[code.end :].lstrip(" .:)")):
        return  # a project's, with its number in the section: 1.1.1 (2) โครงการ...
    if comparable(bare["title"]) in known.projects:
        return  # a project's code
    if bare["title"].strip() and int(bare["code"].split(".")[0]) in known.outer:
        yield bare["code"], bare["title"]


def _in_form(grid: Grid) -> Iterator[tuple[str, str, str, Place]]:
    """Headings of levels in the cells of a form: the word and the number in one cell, or in two."""
    for row in grid.rows():
        texts = [cell.text.strip() for cell in row]
        for cell, text in zip(row, texts, strict=True):
            for number, title in _level(text):
                yield number, title, text, cell.place
        if len(texts) == 2 and texts[0]:
            text = " ".join(texts)
            for number, title in _level(LABEL.sub("", text, count=1)):
                yield number, title, text, row[0].place


def _is_of_project(block: Block, placed: Placed) -> bool:
    if isinstance(block, Grid):
        return placed.of_projects(block.cells) or any(placed.in_block(c.place) or names_project(c) for c in block.cells)
    if patterns().announcements.part.match(block.text.strip("* ")):
        return False  # what is above a part belongs to the part before it
    return placed.in_block(block.place) or LABEL.sub("", block.text, count=1).startswith(family().kinds)
