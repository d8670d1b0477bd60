"""The severity of findings about money, by how much depends on them, in baht and as a share of the plan's money.

Only contradictions have another severity: both of their sides are printed. A doubt about a reading keeps its own, since
nobody knows yet what is printed.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.model.plan import Basis, Finding, Plan, Project
from schemas.checks import CheckCode, Severity

CONTRADICTIONS = frozenset({CheckCode.TOTAL_MISMATCH, CheckCode.BUDGET_MISMATCH, CheckCode.BUDGET_CONTRADICTED})

ROUNDING = Decimal(1)
"""Baht below which a contradiction is mere rounding."""

SMALL, SMALL_SHARE = Decimal(1_000), Decimal("0.001")
"""Baht, and share of the plan's money, up to which a contradiction need not be examined before the numbers are used."""

LARGE, LARGE_SHARE = Decimal(10_000), Decimal("0.05")
"""Baht, and share of the plan's money, from which on it must."""


def by_stake(finding: Finding, money: Decimal) -> Finding:
    """The finding with the severity that its stake has in a plan of this much money."""
    if finding.code not in CONTRADICTIONS or finding.stake is None:
        return finding
    severity = _severity(finding.severity, finding.stake, money)
    return finding if severity is finding.severity else replace(finding, own_severity=severity)


def _severity(own: Severity, stake: Decimal, money: Decimal) -> Severity:
    if stake < ROUNDING:
        return Severity.INFO
    if own is Severity.ERROR and stake <= SMALL and stake <= SMALL_SHARE * money:
        return Severity.WARNING
    if own is Severity.WARNING and stake >= LARGE and stake >= LARGE_SHARE * money:
        return Severity.ERROR
    return own


def money_of(plan: Plan) -> Decimal:
    """The money of a plan in baht: one amount for each project and year, those of the table first."""
    return sum((_money(project) for project in plan.projects), Decimal(0))


def _money(project: Project) -> Decimal:
    for basis in (Basis.SUMMARY, Basis.DETAIL):
        amounts = [a.money.value for a in project.amounts if a.basis is basis and a.money is not None]
        if amounts:
            return sum(amounts, Decimal(0))
    return project.budget_total.value if project.budget_total is not None else Decimal(0)
