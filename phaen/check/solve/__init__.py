"""Solves the amounts of the summary table that the print leaves open.

    solve_amounts(plan) -> list[Finding]      raises no exceptions; fills `Amount.money` in place

An amount that is not clear is a cell that may be any of the readings of its own print. Printed totals and detail blocks
are sums over the cells and the clear amounts. What the print alone decides is taken. Otherwise an amount is taken only
if it has the same value in every solution, and where the plan contradicts itself, only if it has that value whichever
single sum is left out. All else stays empty, with a finding.

This is exact: no weights, no estimates. Only the size of the search is limited (phaen.check.solve.search).
"""

from __future__ import annotations

from phaen.check.solve.solved_amounts import solve_amounts

__all__ = ["solve_amounts"]
