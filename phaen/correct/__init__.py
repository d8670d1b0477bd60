"""Corrections: what a person has found wrong in a reading, applied to the plan before it is solved and checked.

    correct_plan(plan, corrections) -> None       before the checks; raises no exceptions
    settle_findings(plan, corrections) -> None    after the checks

The format of the file is described in docs/corrections.md. `corrections_file` reads it, `correction` defines a row.
"""
