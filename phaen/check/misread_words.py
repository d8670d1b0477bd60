"""Names and departments of scans that OCR has misread: their letters make no words, or they name no department.

A misread letter mostly leaves something that is no word. A misread department may be made of words (ทองคลัง for
กองคลัง), but is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extract.grammar.field import Field
from extract.model.document import Line, Place, TextSource
from extract.model.plan import Finding, Plan, Project, RowRef, Subject
from normalize.departments import departments
from normalize.script import CONSONANT
from phaen.check.confidence.spelling import has_taken, is_in_words
from schemas.checks import CheckCode

LONGEST_DEPARTMENT = 60
"""Characters of a department. Longer texts say more than who is responsible."""

MOST_SHOWN = 160
"""Characters of what a finding quotes."""

_SIGNS = str.maketrans(":;,ฯ", "    ")
"""Signs between words, which may stand alone, and the sign of a name that is cut short."""

_ABBREVIATED = re.compile(rf"(?:[{CONSONANT}]{{1,4}}\.)+")
"""Abbreviations, which no dictionary has."""


def words_misread(plan: Plan) -> list[Finding]:
    """A finding for each name of the body, of a project or of a heading and each department, on pages read by OCR, that
    is misread."""
    scanned = {page.number for page in plan.document.pages if page.text_source is TextSource.OCR}
    if not scanned:
        return []
    own, short = _own_names(plan), _abbreviations(plan)
    of_projects = (entry for project in plan.projects for entry in _of_project(project, own, short))
    found = [*_of_body(plan), *_of_headings(plan, own), *of_projects]
    return [finding for finding in found if finding.place is not None and finding.place.page in scanned]


def _of_body(plan: Plan) -> Iterator[Finding]:
    """The names of the body and its places are in no dictionary, but may have a word that OCR makes of another one."""
    facts = plan.facts
    named = {"organization": facts.organization, "subdistrict": facts.subdistrict, "district": facts.district}
    for field, value in named.items():
        if value is not None and has_taken(value.value):
            yield _finding(RowRef("documents", plan.document.document_id), value.value, value.place, field)


def _of_headings(plan: Plan, own: list[str]) -> Iterator[Finding]:
    for heading in plan.headings:
        if heading.name and not _in_words(heading.name, own):
            row = ("dimensions", str(heading.path[0])) if heading.level == 1 else ("sections", heading.code)
            yield _finding(RowRef(*row), heading.name, heading.place, "name")


def _of_project(project: Project, own: list[str], short: frozenset[str]) -> Iterator[Finding]:
    name = project.name or project.summary_name
    if name is not None and name.value and not _in_words(name.value, own):
        yield _finding(project, name.value, name.place or project.summary_place, "name")
    who = project.fields.get(Field.RESPONSIBLE)
    if who is not None and 0 < len(who.value) <= LONGEST_DEPARTMENT:
        is_known = departments(who.value) or any(each in who.value for each in own)
        is_none = not is_known and not short.issuperset(who.value.split())
        if is_none or not _in_words(who.value, own):
            yield _finding(project, who.value, who.place or project.summary_place, str(Field.RESPONSIBLE))


def _own_names(plan: Plan) -> list[str]:
    """The names of the body and of its places, which no dictionary has."""
    facts = plan.facts
    values = (facts.organization, facts.subdistrict, facts.district, facts.province)
    return sorted((value.value for value in values if value is not None and value.value), key=len, reverse=True)


def _abbreviations(plan: Plan) -> frozenset[str]:
    """The abbreviations of departments that are printed more than once: for several projects, or in an explanation."""
    lines = (block.text for page in plan.document.pages for block in page.blocks if isinstance(block, Line))
    values = (project.fields.get(Field.RESPONSIBLE) for project in plan.projects)
    texts = [*lines, *(value.value for value in values if value is not None)]
    counts = Counter(word for text in texts for word in text.split() if _ABBREVIATED.fullmatch(word))
    return frozenset(word for word, count in counts.items() if count > 1)


def _in_words(text: str, own: list[str]) -> bool:
    for name in own:
        text = text.replace(name, " ")
    words = " ".join(_ABBREVIATED.sub(" ", text).translate(_SIGNS).split())
    return not words or (is_in_words(words) and not has_taken(words))


def _finding(about: Subject, text: str, place: Place | None, field: str) -> Finding:
    return Finding(CheckCode.OCR_MISREAD, about, "", " ".join(text.split())[:MOST_SHOWN], place, field=field)
