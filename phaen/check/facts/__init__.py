"""One finding for each fact.

    one_finding_per_fact(plan) -> None      changes the findings of a checked plan in place

The checks look at amounts, rows, totals and fields one by one, so one fact may show in many of them. Here they become
one finding with parts: findings of one code with one cause (`same_cause`), and sums and counts that differ because of
something else that was found (`sum_causes`).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.model.plan import Finding, Plan
from schemas.checks import CheckCode, Severity

ROUNDED = (CheckCode.TOTAL_MISMATCH, CheckCode.BUDGET_MISMATCH, CheckCode.BUDGET_CONTRADICTED)
"""Contradictions that are mere rounding if less than LEAST_STAKE is at stake."""

LEAST_STAKE = Decimal(1)
"""Baht."""


def one_finding_per_fact(plan: Plan) -> None:
    """Replaces the findings of a plan, in their order."""
    from phaen.check.facts.same_cause import merged
    from phaen.check.facts.sum_causes import with_causes

    plan.findings = [_by_stake(finding) for finding in with_causes(merged(plan.findings, plan), plan)]


def _by_stake(finding: Finding) -> Finding:
    """The finding, as an information if it is mere rounding."""
    is_rounding = finding.code in ROUNDED and finding.stake is not None and finding.stake < LEAST_STAKE
    return replace(finding, own_severity=Severity.INFO) if is_rounding else finding
