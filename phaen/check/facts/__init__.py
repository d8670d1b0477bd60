"""One finding for each fact.

    one_finding_per_fact(plan) -> None      changes the findings of a checked plan in place

The checks look at amounts, rows, totals and fields one by one, so one fact may show in many of them. Here they become
one finding with parts: findings of one code with one cause (`same_cause`), and sums and counts that differ because of
something else that was found (`sum_causes`). The severity of contradictions depends on the money at stake (`by_stake`).
"""

from __future__ import annotations

from extract.model.plan import Plan


def one_finding_per_fact(plan: Plan) -> None:
    """Replaces the findings of a plan, in their order."""
    from phaen.check.facts.by_stake import by_stake, money_of
    from phaen.check.facts.same_cause import merged
    from phaen.check.facts.sum_causes import with_causes

    money = money_of(plan)
    plan.findings = [by_stake(finding, money) for finding in with_causes(merged(plan.findings, plan), plan)]
