"""The assignment of greatest weight between two sides, over a sparse set of weighted pairs.

Successive shortest augmenting paths in plain Python: scipy's `linear_sum_assignment` wants a dense matrix and brings
some 40 MB for one function, and the pairs of two halves of a plan fall apart into components of a few names each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pair = tuple[int, int]
Weights = Mapping[Pair, float]
_Graph = dict[int, dict[int, float]]

MOST_IN_COMPONENT = 4_000
"""Pairs of a component that is solved exactly; one with more (hundreds of halves of one name) is taken greedily."""

EPSILON = 1e-9


def assign(weights: Weights) -> dict[int, int]:
    """Partners from left to right, one to one, such that the sum of the weights is the greatest there is.

    Weights must be positive; a pair that is not given is impossible. Deterministic.

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})
    {0: 1, 1: 0}
    """
    found: dict[int, int] = {}
    for component in _components(weights):
        if len(component) == 1:
            found.update(component.keys())
        elif len(component) > MOST_IN_COMPONENT:
            found.update(_greedy(component))
        else:
            found.update(_solve(component))
    return dict(sorted(found.items()))


def margins(weights: Weights, found: Mapping[int, int]) -> dict[int, float]:
    """For each assigned left side, how much the sum falls if it takes another partner, whose own gets what is left.

    Exchanges of two are looked at, which is what two halves of like names are in doubt about.
    """
    owners = {right: left for left, right in found.items()}
    least = {left: weights[left, right] for left, right in found.items()}
    for (left, right), weight in weights.items():
        mine = found.get(left)
        if mine == right:
            continue
        other = owners.get(right)
        now = (0.0 if mine is None else weights[left, mine]) + (0.0 if other is None else weights[other, right])
        then = weight + (0.0 if other is None or mine is None else weights.get((other, mine), 0.0))
        for side in (left, other):
            if side is not None and side in least:
                least[side] = min(least[side], now - then)
    return {left: max(0.0, value) for left, value in least.items()}


def _components(weights: Weights) -> list[dict[Pair, float]]:
    """The pairs by what they hang together with."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in weights:
        parent[root(("left", left))] = root(("right", right))
    groups: dict[tuple[str, int], dict[Pair, float]] = {}
    for pair, weight in sorted(weights.items()):
        groups.setdefault(root(("left", pair[0])), {})[pair] = weight
    return list(groups.values())


def _greedy(weights: Weights) -> dict[int, int]:
    found: dict[int, int] = {}
    used: set[int] = set()
    for left, right in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        if left not in found and right not in used:
            found[left] = right
            used.add(right)
    return found


def _solve(weights: Weights) -> dict[int, int]:
    """Each left side in turn takes the path of exchanges that gains most."""
    exchange = _Exchange()
    for (left, right), weight in weights.items():
        exchange.graph.setdefault(left, {})[right] = weight
    for left in exchange.graph:
        exchange.augment(left)
    return exchange.partner


@dataclass(slots=True)
class _Exchange:
    """The partners found so far, by either side."""

    graph: _Graph = field(default_factory=dict)
    partner: dict[int, int] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)

    def augment(self, start: int) -> None:
        """The path of exchanges from `start` that gains most, by Bellman and Ford: a loss on the way is negative."""
        gain, queue = {start: 0.0}, [start]
        best: dict[int, float] = {}
        came: dict[int, int] = {}  # right sides, by the left side that reaches for them
        for left in queue:
            for right, weight in self.graph[left].items():
                reached = gain[left] + weight
                if self.partner.get(left) == right or reached <= best.get(right, float("-inf")) + EPSILON:
                    continue
                best[right], came[right] = reached, left
                loser = self.owner.get(right)
                if loser is not None:
                    gain[loser] = reached - self.graph[loser][right]
                    queue.append(loser)
        self._exchange(start, self._end(best, gain), came)

    def _end(self, best: Mapping[int, float], gain: Mapping[int, float]) -> int | None:
        """The right side that the best path ends at: a free one, or that of a left side which then goes without."""
        free = max((right for right in best if right not in self.owner), key=lambda right: best[right], default=None)
        loser = max(gain, key=lambda left: gain[left])
        if free is not None and best[free] > gain[loser] + EPSILON:
            return free
        return self.partner.pop(loser, None)

    def _exchange(self, start: int, right: int | None, came: Mapping[int, int]) -> None:
        while right is not None:
            left = came[right]
            before = self.partner.get(left)
            self.owner[right], self.partner[left] = left, right
            right = None if left == start else before
