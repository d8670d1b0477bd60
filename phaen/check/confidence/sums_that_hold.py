"""The amounts that a sum of the plan proves: a printed total or a block agrees with what was read."""

from __future__ import annotations

from extract.model.plan import Method, Plan
from phaen.check.solve.evidence import evidence_of, in_satang


def proved_amounts(plan: Plan) -> frozenset[int]:
    """The identities of amounts, totals and projects (for what their blocks print) that are in a sum that holds.

    A sum of nothing proves nothing: dashes are easily mistaken for each other. One that was used to derive an amount
    holds whatever the others are.
    """
    found: set[int] = set()
    for entry in evidence_of(plan).stated:
        values = [amount.money for amount in entry.amounts]
        is_derived = any(value is not None and value.method is Method.RECONCILED for value in values)
        if entry.lost or not entry.total or None in values or is_derived:
            continue
        if sum(in_satang(value.value) for value in values if value is not None) == entry.total:
            found.update(map(id, entry.amounts))
            found.add(id(entry.stated_by))
    return frozenset(found)
