"""The places that the blocks of a plan take up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from extract.model.document import Place
from extract.model.plan import Project


class BlockSpans:
    """The spans of the detail blocks, to be asked for very many lines. Spans that overlap are one."""

    def __init__(self, projects: Iterable[Project]) -> None:
        spans = sorted((p.detail_place, p.detail_last or p.detail_place) for p in projects if p.detail_place)
        self._starts: list[Place] = []
        self._ends: list[Place] = []
        for first, last in spans:
            if self._ends and first <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], last)
            else:
                self._starts.append(first)
                self._ends.append(last)

    def hold(self, place: Place) -> bool:
        """Whether a place is within a block."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place <= self._ends[index]
