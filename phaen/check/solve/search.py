"""Finds solutions of a problem: bounds are narrowed by sums and readings, then one choice after the other is tried.

The work is limited, and counted in steps of narrowing, never in seconds: the same plan gives the same rows on every
machine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass

from phaen.check.solve.equations import Equation, equations_of
from phaen.check.solve.problem import Problem

UNBOUNDED = 1 << 60
"""More satang than any sum: the upper bound of a cell that may be anything."""

MOST_STEPS = 30_000
"""Equations and choices that are looked at for one part of a plan. Most parts need fewer than 100."""


class TooLargeError(Exception):
    """The part of the plan is too large to be searched."""


@dataclass(slots=True)
class Bounds:
    """What is left of a problem at one node: the least and the most of each cell, the alternatives still possible."""

    low: list[int]
    high: list[int]
    possible: list[list[int]]

    def copy(self) -> Bounds:
        """Bounds that can be narrowed without these."""
        return Bounds(self.low.copy(), self.high.copy(), self.possible.copy())


class Search:
    """The search of one problem. `steps` counts down over all questions that are asked."""

    def __init__(self, problem: Problem, steps: int = MOST_STEPS) -> None:
        self.problem = problem
        self.steps = steps
        found = equations_of(problem)
        self._is_consistent = found is not None
        self._equations: list[Equation] = found or []
        self._of: list[list[tuple[bool, int]]] = [[] for _ in range(problem.cells)]
        """The equations (True) and choices (False) of each cell, by number."""
        for number, entry in enumerate(self._equations):
            for cell in entry.cells:
                self._of[cell].append((True, number))
        for number, choice in enumerate(problem.choices):
            for cell in choice.cells:
                self._of[cell].append((False, number))

    def proved(self, wanted: Collection[int] | None = None) -> dict[int, int] | None:
        """The cells that have the same value in every solution, among the wanted ones. None if there is no solution.

        Raises TooLargeError if even one solution cannot be found; later, what is not certain yet is left out.
        """
        bounds = self._root()
        first = self._solution(bounds.copy()) if bounds is not None else None
        if bounds is None or first is None:
            return None
        cells = range(self.problem.cells) if wanted is None else wanted
        sure = {cell: first[cell] for cell in cells if bounds.low[cell] == bounds.high[cell]}
        open_ = [cell for cell in cells if bounds.low[cell] < bounds.high[cell] < UNBOUNDED]
        with suppress(TooLargeError):
            sure |= self._agreed(bounds, first, open_)
        return sure

    def _agreed(self, bounds: Bounds, first: list[int], open_: list[int]) -> dict[int, int]:
        """Those of the open cells that no other solution gives another value than the first one."""
        sure: dict[int, int] = {}
        while open_:
            cell = open_.pop()
            other = self._other(bounds, cell, first[cell])
            if other is None:
                sure[cell] = first[cell]
            else:
                open_ = [at for at in open_ if other[at] == first[at]]
        return sure

    def _other(self, bounds: Bounds, cell: int, value: int) -> list[int] | None:
        """A solution in which a cell has another value."""
        for low, high in ((bounds.low[cell], value - 1), (value + 1, bounds.high[cell])):
            narrowed = self._narrowed(bounds, cell, low, high)
            found = self._solution(narrowed) if narrowed is not None else None
            if found is not None:
                return found
        return None

    # -- one solution -------------------------------------------------------------------------------------------------

    def _root(self) -> Bounds | None:
        if not self._is_consistent:
            return None
        count = self.problem.cells
        possible = [list(range(len(choice.alternatives))) for choice in self.problem.choices]
        bounds = Bounds([0] * count, [UNBOUNDED] * count, possible)
        due = {(True, number) for number in range(len(self._equations))}
        due |= {(False, number) for number in range(len(possible))}
        return bounds if self._narrow(bounds, due) else None

    def _solution(self, bounds: Bounds) -> list[int] | None:
        """A solution within bounds that are narrowed already."""
        children = self._children(bounds)
        if children is None:
            return bounds.low
        for child in children:
            if child is not None and (found := self._solution(child)) is not None:
                return found
        return None

    def _children(self, bounds: Bounds) -> Iterator[Bounds | None] | None:
        """The nodes below one: the alternatives of the smallest choice, or halves of a cell. None below a solution."""
        open_ = [(len(left), number) for number, left in enumerate(bounds.possible) if len(left) > 1]
        if open_:
            return self._alternatives(bounds, min(open_)[1])
        for cell in range(self.problem.cells):
            if bounds.low[cell] < bounds.high[cell] < UNBOUNDED:
                return self._halves(bounds, cell)
        return None  # what has no upper bound is in no sum

    def _alternatives(self, bounds: Bounds, number: int) -> Iterator[Bounds | None]:
        for alternative in bounds.possible[number]:
            child = bounds.copy()
            child.possible[number] = [alternative]
            yield child if self._narrow(child, {(False, number)}) else None

    def _halves(self, bounds: Bounds, cell: int) -> Iterator[Bounds | None]:
        """The most, the least, then what is between: in sums of sums, some solution has nearly all cells at a bound."""
        low, high = bounds.low[cell], bounds.high[cell]
        yield self._narrowed(bounds, cell, high, high)
        yield self._narrowed(bounds, cell, low, low)
        middle = (low + high) // 2
        if low + 1 <= middle < high:
            yield self._narrowed(bounds, cell, low + 1, middle)
        if middle + 1 < high:
            yield self._narrowed(bounds, cell, middle + 1, high - 1)

    # -- narrowing ----------------------------------------------------------------------------------------------------

    def _narrowed(self, bounds: Bounds, cell: int, low: int, high: int) -> Bounds | None:
        if low > high:
            return None
        child = bounds.copy()
        child.low[cell], child.high[cell] = low, high
        return child if self._narrow(child, set(self._of[cell])) else None

    def _narrow(self, bounds: Bounds, due: set[tuple[bool, int]]) -> bool:
        """Narrows the bounds by everything that is due and what follows. Returns whether something is left."""
        while due:
            self.steps -= 1
            if self.steps < 0:
                raise TooLargeError
            is_equation, number = due.pop()
            changed = self._by_equation(bounds, number) if is_equation else self._by_choice(bounds, number)
            if changed is None:
                return False
            for cell in changed:
                due.update(self._of[cell])
        return True

    def _by_equation(self, bounds: Bounds, number: int) -> list[int] | None:
        entry, low, high = self._equations[number], bounds.low, bounds.high
        pairs = list(zip(entry.cells, entry.factors, strict=True))
        least = sum(factor * (low if factor > 0 else high)[cell] for cell, factor in pairs)
        most = sum(factor * (high if factor > 0 else low)[cell] for cell, factor in pairs)
        if not least <= entry.total <= most:
            return None
        changed = []
        for cell, factor in pairs:
            first, last = (low, high) if factor > 0 else (high, low)
            a = entry.total - most + factor * last[cell]  # what is left for this cell, at least and at most
            b = entry.total - least + factor * first[cell]
            a, b = (a, b) if factor > 0 else (-b, -a)
            size = abs(factor)
            a, b = -(-a // size), b // size
            if a > low[cell] or b < high[cell]:
                low[cell], high[cell] = max(a, low[cell]), min(b, high[cell])
                if low[cell] > high[cell]:
                    return None
                changed.append(cell)
        return changed

    def _by_choice(self, bounds: Bounds, number: int) -> list[int] | None:
        choice, low, high = self.problem.choices[number], bounds.low, bounds.high
        pairs = choice.alternatives
        left = [
            at
            for at in bounds.possible[number]
            if all(
                value is None or low[cell] <= value <= high[cell]
                for cell, value in zip(choice.cells, pairs[at], strict=True)
            )
        ]
        bounds.possible[number] = left
        if not left:
            return None
        changed = []
        for column, cell in enumerate(choice.cells):
            values = [pairs[at][column] for at in left]
            known = [value for value in values if value is not None]
            if len(known) < len(values) or (min(known) <= low[cell] and max(known) >= high[cell]):
                continue
            low[cell], high[cell] = max(low[cell], min(known)), min(high[cell], max(known))
            changed.append(cell)
        return changed
