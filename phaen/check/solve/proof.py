"""What the evidence proves: by all of it, or where it contradicts itself, whichever single sum is left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from phaen.check.solve.equations import sums_in_doubt
from phaen.check.solve.problem import Problem
from phaen.check.solve.search import MOST_STEPS, Search, TooLargeError


@dataclass(slots=True)
class Proof:
    """The values that are proved, by cell. The cells of parts that contradict themselves, and of those too large."""

    values: dict[int, int] = field(default_factory=dict)
    contradictory: set[int] = field(default_factory=set)
    too_large: set[int] = field(default_factory=set)


def prove(problem: Problem, steps: int = MOST_STEPS) -> Proof:
    """The cells that have one value, part by part. `steps` limits the search in each part."""
    proof = Proof()
    for cells, part in problem.parts():
        try:
            found = Search(part, steps).proved()
            values = _whichever(part, steps) if found is None else found
        except TooLargeError:
            proof.too_large.update(cells)
            continue
        proof.values.update({cells[at]: value for at, value in values.items()})
        if found is None:
            proof.contradictory.update(cells)
    return proof


def _whichever(part: Problem, steps: int) -> dict[int, int]:
    """The cells that have the same value whichever single sum is left out that lets the rest agree."""
    agreed: dict[int, int] | None = None
    for number in sums_in_doubt(part):
        search = Search(part.without(number), steps)
        found = search.proved(None if agreed is None else list(agreed))
        steps = search.steps
        if found is not None:
            known = found if agreed is None else agreed
            agreed = {cell: value for cell, value in known.items() if found.get(cell) == value}
        if agreed == {}:
            break
    return agreed or {}
