"""The checks: complete a plan tree (lost amounts, sums) and add its findings.

    check_plan(plan) -> None      raises no exceptions; changes the plan in place

Lost amounts of the summary table are filled only if another part of the plan proves them. Each such value has the
method `reconciled` and a finding. Every printed total is compared with the sum of its parts. At the end, findings that
show one fact become one.
"""

from __future__ import annotations

from extract.model.plan import Plan


def check_plan(plan: Plan) -> None:
    """Reconcile, sum and check a plan in place."""
    from phaen.check.accounts import account
    from phaen.check.document_checks import check_document
    from phaen.check.doubt import check_doubt
    from phaen.check.facts import one_finding_per_fact
    from phaen.check.halves_differ import halves_differ
    from phaen.check.lacks import check_lacks
    from phaen.check.leftovers import leftovers
    from phaen.check.listed_counts import listed_counts
    from phaen.check.lost_columns import check_lost_columns
    from phaen.check.lost_totals import check_lost_totals
    from phaen.check.lost_years import restore_lost_years
    from phaen.check.numbers import check_numbers
    from phaen.check.placed import Placed
    from phaen.check.printed_twice import printed_twice
    from phaen.check.project_checks import check_projects
    from phaen.check.run_on_fields import fields_run_on
    from phaen.check.solve import solve_amounts
    from phaen.check.standards import headings_without_standard
    from phaen.check.total_checks import check_totals
    from phaen.check.unnamed_levels import levels_unnamed
    from phaen.check.unplaced_cells import cells_unplaced
    from phaen.check.unplaced_text import texts_unplaced

    restore_lost_years(plan)
    plan.add(solve_amounts(plan))
    plan.add(check_totals(plan))
    plan.add(check_projects(plan))
    plan.add(halves_differ(plan))
    plan.add(leftovers(plan))
    plan.add(printed_twice(plan))
    plan.add(check_numbers(plan))
    plan.add(check_doubt(plan))
    plan.add(check_lost_columns(plan))
    plan.add(check_lost_totals(plan))
    plan.add(headings_without_standard(plan))
    placed = Placed(plan)
    plan.add(check_document(plan, placed))
    plan.add(listed_counts(plan))
    plan.add(check_lacks(plan, placed))
    plan.add(fields_run_on(plan))
    plan.add(levels_unnamed(plan, placed))
    plan.add(account(plan, placed))
    plan.add(texts_unplaced(plan))
    plan.add(cells_unplaced(plan, placed))
    one_finding_per_fact(plan)
