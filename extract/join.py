"""The two halves of a project: its row in the summary table and its detail block, however each spells its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio

from extract.plan import Project
from extract.summary import SummaryProject
from extract.terms import terms
from normalize.text import comparable

SAME_NAME = 0.78
"""Likeness of two names from which they are the same project's wherever they stand."""

SAME_PLACE_NAME = 0.6
"""Likeness that is enough within one section, where each has no better partner."""

DIMENSION_BONUS = 0.05
SECTION_BONUS = 0.03
NUMBER_BONUS = 0.05
SHORTEST_PART = 14
"""Letters a name must have for being a part of the other to count."""


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    distance: float
    row: int
    block: int


def join(rows: Sequence[SummaryProject], blocks: Sequence[Project]) -> dict[int, int]:
    """The index of the detail block for each summary project that has one."""
    names = [_core(row.name) for row in rows]
    others = [_core(block.name.value) if block.name else "" for block in blocks]
    pairs: list[_Pair] = []
    for i, row in enumerate(rows):
        for j, block in enumerate(blocks):
            score = likeness(names[i], others[j])
            needed = SAME_PLACE_NAME if _same_place(row, block) else SAME_NAME
            if score >= needed:
                distance = abs(i / max(1, len(rows)) - j / max(1, len(blocks)))
                pairs.append(_Pair(round(score + _bonus(row, block), 3), distance, i, j))
    return _best(pairs)


def _best(pairs: list[_Pair]) -> dict[int, int]:
    """Pairs one to one, the most alike first, ties by nearness in the document."""
    joined: dict[int, int] = {}
    used: set[int] = set()
    for pair in sorted(pairs, key=lambda p: (-p.score, p.distance, p.row, p.block)):
        if pair.row not in joined and pair.block not in used:
            joined[pair.row] = pair.block
            used.add(pair.block)
    return joined


def _core(name: str) -> str:
    """A name for comparison: without its kind word, which one half often leaves out."""
    text = comparable(name)
    for _ in range(2):
        for kind in terms().kinds:
            text = text.removeprefix(kind)
    return text


def likeness(a: str, b: str) -> float:
    """How alike two names are, 0..1; one that holds the other whole is alike too."""
    if not a or not b:
        return 0.0
    score = Levenshtein.normalized_similarity(a, b)
    if score < SAME_NAME and min(len(a), len(b)) >= SHORTEST_PART:
        part = partial_ratio(a, b) / 100
        if part >= 0.92:
            score = max(score, SAME_NAME + (part - 0.92))
    return score


def _same_place(row: SummaryProject, block: Project) -> bool:
    return bool(row.section) and row.section == block.section and row.dimension == block.dimension


def _bonus(row: SummaryProject, block: Project) -> float:
    bonus = 0.0
    if row.dimension is not None and row.dimension == block.dimension:
        bonus += DIMENSION_BONUS
    if row.section and row.section == block.section:
        bonus += SECTION_BONUS
    if row.number and row.number == block.item:
        bonus += NUMBER_BONUS
    return bonus
