"""What is to be solved: amounts that are not known, the readings that their print allows, and sums that contain them.

All values are whole satang, not negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Alternative = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Cells whose print allows several readings together. Exactly one alternative is true.

    An alternative gives the value of each cell, None where it says nothing about it.
    """

    cells: tuple[int, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells that add up to a number, in addition to those that are known."""

    cells: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Cells by number, from 0 on, with what is known of them. A cell in no choice may be anything."""

    cells: int
    choices: tuple[Choice, ...]
    sums: tuple[Sum, ...]

    def without(self, number: int) -> Problem:
        """The problem without one of its sums."""
        return Problem(self.cells, self.choices, self.sums[:number] + self.sums[number + 1 :])

    def parts(self) -> list[tuple[list[int], Problem]]:
        """The parts that have nothing in common, each with the numbers that its cells have here."""
        roots = _roots(self.cells, [*(c.cells for c in self.choices), *(s.cells for s in self.sums)])
        members: dict[int, list[int]] = {}
        for cell, root in enumerate(roots):
            members.setdefault(root, []).append(cell)
        choices: dict[int, list[Choice]] = {}
        sums: dict[int, list[Sum]] = {}
        for choice in self.choices:
            choices.setdefault(roots[choice.cells[0]], []).append(choice)
        for entry in self.sums:
            sums.setdefault(roots[entry.cells[0]], []).append(entry)
        return [(cells, _part(cells, choices.get(root, []), sums.get(root, []))) for root, cells in members.items()]


def _part(cells: Sequence[int], choices: Iterable[Choice], sums: Iterable[Sum]) -> Problem:
    at = {cell: number for number, cell in enumerate(cells)}
    return Problem(
        len(cells),
        tuple(Choice(tuple(at[cell] for cell in choice.cells), choice.alternatives) for choice in choices),
        tuple(Sum(tuple(at[cell] for cell in entry.cells), entry.total) for entry in sums),
    )


def _roots(count: int, together: Iterable[Sequence[int]]) -> list[int]:
    """For each cell the smallest one that it is connected to."""
    parent = list(range(count))

    def root(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for cells in together:
        for other in cells[1:]:
            a, b = sorted((root(cells[0]), root(other)))
            parent[b] = a
    return [root(cell) for cell in range(count)]
