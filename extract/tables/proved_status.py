"""Columns of a status table whose titles say nothing, or not enough, proved by their figures.

A share is what was done of what was planned, in every row: so the three columns are known at once. Of the columns that
are left, two small ones count projects, and no row has more done than planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from extract.tables.headers import Row, text_of
from extract.tables.level_column import figure_of, holds_numbers

NEAR = Decimal("0.06")
"""Tolerance in percentage points between a printed share and the share computed from its parts."""

FEWEST_SHARES, FEWEST_DIFFERENT = 2, 2
"""Rows with a share, and different shares among them, at the least."""

MOST_PROJECTS = 1_000
"""No level has as many projects; money is more."""

MONEY = "budget_"
"""What the roles of columns of money begin with."""

PAIRS = {"projects_": ("projects_planned", "projects_done"), MONEY: ("budget_planned", "budget_spent")}

Figures = list[Decimal | None]


def prove_roles(roles: dict[int, str], body: Sequence[Row], width: int) -> None:
    """Adds the roles of columns that their figures prove, to those that their titles tell."""
    known = set(roles.values())
    columns: dict[int, Figures] = {
        column: [figure_of(text_of(row, column)) for row in body]
        for column in range(width)
        if column in roles or holds_numbers(body, column)
    }
    for planned, done, share in _shares(columns):
        kind = _kind(columns[planned], [roles.get(column, "") for column in (planned, done, share)])
        for column, role in zip((planned, done, share), (*PAIRS[kind], f"percent_{kind}".rstrip("_")), strict=True):
            if column not in roles and role not in known:
                roles[column] = role
                known.add(role)
    for kind in PAIRS:
        _prove_pair(roles, columns, kind)


def _shares(columns: dict[int, Figures]) -> Iterator[tuple[int, int, int]]:
    """The columns of what was planned, what was done, and the share of the one in the other."""
    for share, shares in columns.items():
        for planned, done in combinations([column for column in columns if column != share], 2):
            if _is_share(columns[planned], columns[done], shares):
                yield planned, done, share


def _is_share(planned: Figures, done: Figures, share: Figures) -> bool:
    rows = [(a, b, c) for a, b, c in zip(planned, done, share, strict=True) if a and b is not None and c is not None]
    shares = {c for _, _, c in rows}
    is_shown = len(rows) >= FEWEST_SHARES and len(shares) >= FEWEST_DIFFERENT
    return is_shown and all(abs(100 * b / a - c) <= NEAR for a, b, c in rows)


def _kind(planned: Figures, roles: Sequence[str]) -> str:
    """Whether columns are about projects or money: by what is known of one of them, else by how large they are."""
    told = next((kind for kind in PAIRS for role in roles if kind.rstrip("_") in role), None)
    return told or ("projects_" if max(filter(None, planned)) < MOST_PROJECTS else MONEY)


def _prove_pair(roles: dict[int, str], columns: dict[int, Figures], kind: str) -> None:
    """Two columns that are left, of small numbers or of large ones: what was planned and what was done of it."""
    missing = [role for role in PAIRS[kind] if role not in roles.values()]
    free = [column for column, figures in columns.items() if column not in roles and _is_of(figures, kind)]
    if not missing or len(free) != len(missing) or not any(role.startswith(MONEY) for role in roles.values()):
        return
    found = roles | dict(zip(free, missing, strict=True))
    planned, done = (next(column for column, role in found.items() if role == name) for name in PAIRS[kind])
    pairs = [(a, b) for a, b in zip(columns[planned], columns[done], strict=True) if a is not None and b is not None]
    is_shown = _sum_up(columns[planned], columns[done]) or (len(free) == 1 and len(pairs) > FEWEST_SHARES)
    if all(b <= a for a, b in pairs) and is_shown:
        roles |= {column: found[column] for column in free}


def _is_of(figures: Figures, kind: str) -> bool:
    """Whether the figures of a column may count projects, or be money."""
    values = [figure for figure in figures if figure is not None]
    is_small = bool(values) and max(values) < MOST_PROJECTS and all(value == int(value) for value in values)
    return is_small if kind != MONEY else bool(values) and max(values) >= MOST_PROJECTS


def _sum_up(*columns: Figures) -> bool:
    """Whether the last row of each column is the sum of the others."""
    values = [[figure or Decimal(0) for figure in figures] for figures in columns]
    return all(len(each) > FEWEST_SHARES and sum(each[:-1]) == each[-1] != 0 for each in values)
