"""Joins the two halves of a project: its row in the summary table and its detail block."""

from __future__ import annotations

from collections.abc import Callable

from extract.blocks.fields import set_years
from extract.blocks.items import items
from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.terms import kind_of
from extract.model.document import Line
from extract.model.plan import Item, Method, Project, Value
from extract.tables.summary_types import SummaryProject
from normalize.text import comparable
from normalize.thai_words import thai_share

SCHEDULE = "schedule"
"""The column of the months, quarters or years that are marked in a table."""

KIND = "kind"
"""The column of the kinds of projects."""

CLEARER = 0.03
"""Minimum difference between the shares of two names' letters in known words for one to be the better reading."""

REPLACEMENT = "\ufffd"
"""What readers put for a character that the source does not tell."""

NAMED = 20
"""Minimum number of Thai letters of a name for its share of known words to be meaningful."""


def joined(entry: SummaryProject, block: Project | None, heal: Callable[[str], str]) -> Project:
    """The project of a summary row and its block, if any. `heal` closes gaps from line wraps in a name."""
    project = block or Project()
    name = Value(heal(entry.name), entry.raw, entry.place)
    project.summary_name = name
    project.summary_place = entry.place
    project.detail_name = project.name
    if project.name is None or _reads_better(name, project.name):
        project.name = name
    told = comparable(entry.fields.get(KIND, ""))
    project.kind = project.kind or kind_of(project.name.value) or kind_of(name.value) or kind_of(told)
    project.item = project.item or entry.number
    project.summary_item = entry.number
    project.reported = entry.reported
    project.summary_path = entry.path
    if entry.path[: len(project.path)] == project.path:
        project.path = entry.path
    if schedule := entry.fields.get(SCHEDULE):
        project.fields[SCHEDULE] = Value(schedule, schedule, entry.place)
    _summary_fields(project, entry)
    return project


def _reads_better(name: Value[str], other: Value[str]) -> bool:
    """Whether a name is whole where the other lacks letters that its font does not tell, or lies under a stamp, say.

    Of names that OCR has read the one in words counts.
    """
    lost = [value.value.count(REPLACEMENT) for value in (name, other)]
    if lost[0] != lost[1]:
        return lost[0] < lost[1]
    if other.method is not Method.OCR:
        return False
    share, known = thai_share([name.value], NAMED), thai_share([other.value], NAMED)
    return share is not None and known is not None and share > known + CLEARER


def _summary_fields(project: Project, entry: SummaryProject) -> None:
    """Adds fields from columns of the summary table, unless the detail block prints them."""
    for role in family().column_fields:
        text = entry.fields.get(role)
        if text and role == Field.RESPONSIBLE and role in project.fields:
            project.listed_responsible = Value(text, text, entry.place)
        if not text or role in project.fields:
            continue
        project.fields[role] = Value(text, text, entry.place)
        if role in family().itemized and not any(item.field == role for item in project.items):
            lines = [Line(part, part, entry.place, gap=True) for part in text.split("\n") if part.strip()]
            for position, item in enumerate(items(lines), start=1):
                project.items.append(Item(role, "", position, item.number, item.text, entry.place))
    if project.fiscal_year_first is None:
        set_years(project)
