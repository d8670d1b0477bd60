"""The columns of a table that say where a risk is, what it is and how grave: they are no columns of projects or levels.

A plan that is made of its risks prints them beside its projects:

| กระบวนงาน | เหตุการณ์ความเสี่ยง | โครงการ | งบประมาณ |

The process of a row is no level of the plan, however it is numbered.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.tables.column_content import MOST, ColumnContent
from extract.tables.headers import Header

RISK = "risk"
"""The role of these columns."""

RISK_ROLES = ("risks", "likelihood", "impact", "sort", "score")
"""The columns of a table of risks that say what the risk is and how grave."""

STEP = "step"
"""The column of a table of risks that says in which process the risk is."""

_OTHERS = ("project", "dimension", Field.BUDGET)
_FREE = (None, Field.METHODS)
_LEVELS = ("dimension", "section")


def is_of_risks(header: Header) -> bool:
    """Whether a title speaks of risks."""
    return any(speaks_of_risk(header, column) for column in range(len(header.titles)))


def speaks_of_risk(header: Header, column: int) -> bool:
    """Whether the title of a column speaks of risks."""
    return any(word in header.titles[column] for word in family().cells.risk)


def read_risk_titles(header: Header, paths: Sequence[Sequence[str]], contents: Sequence[ColumnContent]) -> None:
    """Gives the columns about risks their role. In a table of risks, the measures are its projects.

    A column of processes is recognised in any table by its title. In a table of risks it may also have a title that
    other tables give to a level (ภารกิจ, ด้าน): then its cells decide.
    """
    speaks_of_risks, rows = is_of_risks(header), max((content.filled for content in contents), default=0)
    for column, path in enumerate(paths):
        named = _named(path)
        if named == STEP and _is_process(header.roles.get(column), contents[column], speaks_of_risks, rows):
            header.roles[column] = RISK
        elif not speaks_of_risks:
            continue
        elif named == "measures" and header.column("project") is None:
            header.roles[column] = "project"
        elif named in RISK_ROLES and header.roles.get(column) not in _OTHERS:
            header.years.pop(column, None)
            header.roles[column] = RISK


def _named(path: Sequence[str]) -> str | None:
    """What the titles above a column say of a risk."""
    known = family().risk_columns
    return next((role for text in (" ".join(path), *reversed(path)) if (role := known.match(text))), None)


def _is_process(role: str | None, content: ColumnContent, speaks_of_risks: bool, rows: int) -> bool:
    """Whether cells below a title of processes are such: no levels, which head several rows, and no projects."""
    if content.dimensions >= MOST or content.coded >= MOST or content.holds_projects:
        return False
    heads_rows = content.filled * (1 - content.repeats) < rows
    return role is None or (speaks_of_risks and (role in _FREE or (role in _LEVELS and not heads_rows)))
