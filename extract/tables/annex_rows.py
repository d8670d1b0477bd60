"""Money in a table of its own, by the codes of projects that another table lists without money.

| รหัส | โครงการ        | ต.ค. | พ.ย. |        | รหัส | งบประมาณ | แผนงาน      |
| ก-1  | โครงการค่ายคนดี |  ✓  |      |        | ก-1  | 20,000  | การศึกษา     |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.grammar.names import named_kind
from extract.tables.summary_types import SummaryRow
from normalize.text import comparable

FEWEST, MOST = 2, 0.7
"""Minimum number of rows with money whose code a listed project has, and their share of all rows with money."""

LONGEST_CODE = 12
"""Maximum length in characters of a code."""


def join_annex(rows: Sequence[SummaryRow]) -> list[SummaryRow]:
    """The rows; those without a project's name are made the money of the project of their code.

    A code of two projects decides nothing: its money is no project's.
    """
    paid = [row for row in rows if row.money and _code(row)]
    owners: defaultdict[str, list[SummaryRow]] = defaultdict(list)
    for row in rows:
        if not row.money and _code(row) and named_kind(row.projects[0].name):
            owners[_code(row)].append(row)
    annex = [row for row in paid if _code(row) in owners and not named_kind(row.projects[0].name)]
    if len(annex) < FEWEST or len(annex) < MOST * len(paid):
        return list(rows)
    for row in annex:
        if len(owners[_code(row)]) == 1:
            owners[_code(row)][0].money = row.money
    taken = set(map(id, annex))
    return [row for row in rows if id(row) not in taken]


def _code(row: SummaryRow) -> str:
    """The number of a row's only project, else the short text before its name."""
    if len(row.projects) != 1:
        return ""
    code = row.projects[0].number or row.text
    return comparable(code) if len(code) <= LONGEST_CODE else ""
