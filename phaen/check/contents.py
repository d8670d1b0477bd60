"""The contents page against what was read: headings of levels and projects that it names and the plan lacks."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model.document import Grid, Place
from extract.model.plan import Finding, Plan
from extract.tables.titled import is_contents
from normalize.text import normalize_line
from phaen.check.unplaced_headings import KnownHeadings, level_title
from phaen.check.unplaced_names import PAGE, KnownNames, has_leaders, named_project
from schemas.checks import CheckCode

LEAST_ENTRIES = 3
"""Entries from which on lines with dots and pages are a contents page."""


def contents_unplaced(plan: Plan) -> Iterator[Finding]:
    """A finding for each heading of a level and each project's name on the contents page that the plan lacks."""
    entries = list(_entries(plan))
    if len(entries) < LEAST_ENTRIES or not plan.projects:
        return
    headings, names = KnownHeadings(plan), KnownNames(plan)
    for text, place in entries:
        title = level_title(text)
        if title is not None:
            if not headings.has(*title):
                yield Finding(CheckCode.HEADING_UNPLACED, None, "", text, place)
            continue
        named = named_project(text, place)
        if named is not None and not names.has(named.name):
            yield Finding(CheckCode.PROJECT_UNPLACED, None, "", named.name, place)


def _entries(plan: Plan) -> Iterator[tuple[str, Place]]:
    """The entries of the contents page, without dots and pages, and their places."""
    for block in plan.document.blocks():
        if isinstance(block, Grid):
            if is_contents(block):
                for row in block.rows():
                    text = " ".join(cell.text.strip() for cell in row[:-1] if cell.text.strip())
                    yield " ".join(text.split()), row[0].place
        elif has_leaders(block.text):
            yield PAGE.sub("", normalize_line(block.text)).strip(" .…·_\t"), block.place
