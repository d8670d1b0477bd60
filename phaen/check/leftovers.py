"""Texts that a plan has left over from a form, from another block, or from an older plan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from extract.grammar.field import Field
from extract.model.plan import Finding, Plan, Project, Value
from normalize.dates import find_dates
from normalize.text import comparable, normalize_line
from phaen.check.facts.sentences import column_words, project_label
from schemas.checks import CheckCode

SHOWN = 80
"""Letters of a text that a finding shows."""

LEAST_COPIED = 60
"""Letters from which on two equal texts about results are no chance."""

LEAST_TOPIC = 14
"""Letters of a name that a text has in it, running, to be about that project."""

TIMES_MORE = 2
"""How many times more of the other project's name than of its own a copied text holds."""

TEMPLATE = re.compile(
    r"[.…]{6,}+(?!\s*\d+\s*$)|_{5,}|(?<![A-Za-z0-9./-])[Xx]{3,}(?![A-Za-z./-])|25[Xx]{2}"
    r"|\(\s*ระบุ[^)]{0,40}\)|ระบุ\s*[.…_]{3,}|จำนวน\s*ระบุ\S{0,25}\s+(?:คน|ครั้ง|บาท|แห่ง|วัน|เล่ม|รุ่น)"
)
"""Blanks of a form, letters in place of figures, and words that say what is to be filled in."""

SCHEDULED = (Field.DURATION, Field.METHODS)
"""Fields that say when something is to be done."""

ENACTED = re.compile(r"(?:ลงวันที่|ณ\s*วันที่|เมื่อวันที่|ประกาศ|มติ|คำสั่ง|หนังสือ|ระเบียบ|พ\.?ร\.?บ\.?|ตั้งแต่วันที่)[^\n]{0,30}$")
"""Words before the date of a law, a letter or a decision."""

NEW_YEAR = (10, 1)
"""Month and day on which a fiscal year begins."""

BUDDHIST_ERA = 543


def leftovers(plan: Plan) -> list[Finding]:
    """Findings about texts that are not the project's own."""
    detailed = [project for project in plan.projects if project.in_details]
    return [*_templates(detailed), *_copied(detailed), *_dates(plan, detailed)]


def _finding(code: CheckCode, project: Project, key: str, value: Value[str], found: str) -> Finding:
    place = value.place or project.detail_place
    text = " ".join(found.split())[:SHOWN]
    return Finding(code, project, "", text, place, field=str(key))


# -- forms ------------------------------------------------------------------------------------------------------------


def _templates(projects: Sequence[Project]) -> Iterator[Finding]:
    for project in projects:
        for key, value in project.fields.items():
            match = TEMPLATE.search(value.value)
            if match is not None:
                around = value.value[max(0, match.start() - SHOWN // 4) : match.end() + SHOWN // 4]
                yield _finding(CheckCode.TEMPLATE_TEXT, project, key, value, around)


# -- copies -----------------------------------------------------------------------------------------------------------


def _copied(projects: Sequence[Project]) -> Iterator[Finding]:
    """Results that two blocks have word for word, and that are about the other project."""
    same: dict[str, list[Project]] = defaultdict(list)
    for project in projects:
        value = project.fields.get(Field.RESULTS)
        text = comparable(value.value) if value is not None else ""
        if len(text) >= LEAST_COPIED:
            same[text].append(project)
    for text, owners in same.items():
        for project in owners:
            of = next((other for other in owners if _is_of(text, other, project)), None)
            if of is not None:
                value = project.fields[Field.RESULTS]
                found = _finding(CheckCode.TEXT_COPIED, project, Field.RESULTS, value, value.value)
                found.values = {"field": column_words([Field.RESULTS]), "of": project_label(of)}
                yield found


def _is_of(text: str, other: Project, project: Project) -> bool:
    """Whether a text is about another project and not about this one."""
    if other is project:
        return False
    theirs, own = (_shared(text, entry) for entry in (other, project))
    return theirs >= LEAST_TOPIC and theirs >= TIMES_MORE * own


def _shared(text: str, project: Project) -> int:
    """The length of the longest run of letters that a text has in common with a project's name."""
    name = comparable(project.name.value) if project.name else ""
    best = 0
    for start in range(len(name)):
        while start + best < len(name) and name[start : start + best + 1] in text:
            best += 1
    return best


# -- dates ------------------------------------------------------------------------------------------------------------


def _dates(plan: Plan, projects: Sequence[Project]) -> Iterator[Finding]:
    first, last = plan.facts.fiscal_year_first, plan.facts.fiscal_year_last
    if first is None or last is None:
        return
    begins = date(first.value - 1 - BUDDHIST_ERA, *NEW_YEAR)
    ends = date(last.value - BUDDHIST_ERA, *NEW_YEAR)
    span = f"{first.value}-{last.value}"
    for project in projects:
        for key in SCHEDULED:
            value = project.fields.get(key)
            if value is None:
                continue
            for text, day, start in find_dates(value.value):
                if not begins <= day < ends and not ENACTED.search(normalize_line(value.value)[:start]):
                    found = _finding(CheckCode.DATE_OUTSIDE, project, key, value, text)
                    found.expected = span
                    yield found
                    break
