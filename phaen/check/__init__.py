"""The checks: a plan tree is completed (lost amounts, sums) and its findings are added.

    check_plan(plan) -> None      raises nothing; changes the plan in place

Amounts that the summary table lost are filled only where another part of the plan proves them; every such value has
the method `reconciled` and a finding. Every printed total is compared with the sum of its parts.
"""

from __future__ import annotations

from extract.model.plan import Plan


def check_plan(plan: Plan) -> None:
    """Reconcile, sum and check a plan."""
    from phaen.check.accounts import account
    from phaen.check.document_checks import check_document
    from phaen.check.doubt import check_doubt
    from phaen.check.lacks import check_lacks
    from phaen.check.numbers import check_numbers
    from phaen.check.project_checks import check_projects
    from phaen.check.reconcile import reconcile
    from phaen.check.total_checks import check_totals

    plan.add(reconcile(plan))
    plan.add(check_totals(plan))
    plan.add(check_projects(plan))
    plan.add(check_numbers(plan))
    plan.add(check_doubt(plan))
    plan.add(check_document(plan))
    plan.add(check_lacks(plan))
    plan.add(account(plan))
