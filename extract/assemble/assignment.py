"""Maximum weight assignment between two sides, over a sparse set of weighted pairs.

Implemented as successive shortest augmenting paths in plain Python. scipy's `linear_sum_assignment` requires a dense
matrix and adds about 40 MB for one function, and the pairs of a plan form components of only a few names each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pair = tuple[int, int]
Weights = Mapping[Pair, float]
_Graph = dict[int, dict[int, float]]

MOST_IN_COMPONENT = 4_000
"""Maximum number of pairs in a component solved exactly. Larger ones (hundreds of equal names) are solved greedily."""

EPSILON = 1e-9


def assign(weights: Weights) -> dict[int, int]:
    """One-to-one partners from left to right with the maximum sum of weights.

    Weights must be positive. Missing pairs are not allowed in the result. Deterministic.

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
    """The loss for each assigned left side if it takes another partner, whose owner gets the partner that is freed.

    Only exchanges of two are considered. They cover the doubtful cases: two halves with similar names.
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
    """The pairs, grouped by connected component."""
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
    """Adds the left sides one by one, each by the augmenting path with the greatest gain."""
    exchange = _Exchange()
    for (left, right), weight in weights.items():
        exchange.graph.setdefault(left, {})[right] = weight
    for left in exchange.graph:
        exchange.augment(left)
    return exchange.partner


@dataclass(slots=True)
class _Exchange:
    """The partners found so far, indexed by both sides."""

    graph: _Graph = field(default_factory=dict)
    partner: dict[int, int] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)

    def augment(self, start: int) -> None:
        """Applies the best augmenting path from `start`, found with Bellman-Ford, since losses are negative weights."""
        gain, queue = {start: 0.0}, [start]
        best: dict[int, float] = {}
        came: dict[int, int] = {}  # right sides, each with the left side that reaches it
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
        """The right side at the end of the best path: a free one, or one whose left side then loses its partner."""
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
