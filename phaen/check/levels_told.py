"""Whether a document speaks of levels at all: a plan that prints none lacks none."""

from __future__ import annotations

from collections.abc import Iterator

from extract.grammar.family import family
from extract.grammar.patterns import patterns
from extract.grammar.terms import is_title
from extract.model.document import Grid
from extract.model.plan import Plan
from normalize.frameworks import match_dimension

LONGEST = 160
"""Characters beyond which a line is prose, whose words for levels are any words."""


def tells_of_levels(plan: Plan) -> bool:
    """Whether a heading or a project's level was read, or a short text names one: by its number or before its name."""
    is_read = plan.headings or any(project.dimension is not None for project in plan.projects)
    return bool(is_read) or any(map(_names_level, _texts(plan)))


def _texts(plan: Plan) -> Iterator[str]:
    for block in plan.document.blocks():
        yield from (cell.text for cell in block.cells) if isinstance(block, Grid) else (block.text,)


def _names_level(text: str) -> bool:
    text = " ".join(text.split())
    if not text or len(text) > LONGEST or is_title(text):
        return False
    levels = patterns().any_level
    if levels.mention.search(text) or levels.several.search(text) or match_dimension(text) is not None:
        return True
    label, colon, _ = text.partition(":")
    return family().columns.exact(label if colon else text) in ("dimension", "section")
