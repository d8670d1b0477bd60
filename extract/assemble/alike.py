"""How alike the names of two halves of a project are, and which pairs of names may be alike at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio

from extract.grammar.patterns import patterns
from normalize.remember import remembered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]
    Places = NDArray[np.int64]

SAME_NAME = 0.78
"""Minimum similarity of two names for the same project, at any position."""

SAME_PLACE_NAME = 0.6
"""Minimum similarity within one section, if neither has a better partner."""

LOOSE_PART = 0.85
"""Minimum share of a short name contained in a long one, for remaining halves in one dimension."""

CLOSE_PART = 0.92
"""Minimum share of the shorter name in the longer one for the two to be the same name."""

BODY_COST = 0.04
"""Subtracted from the similarity if two names only match without the body at their end."""

SHORTEST_PART = 14
"""Minimum length in letters of a name that may match as part of another."""

SHORTEST_BEGINNING = 8
"""The same, if the longer name begins with it."""

FEW_PAIRS = 40_000
"""Maximum number of pairs of names that are compared one by one. More are first compared all at once."""

SHARED = 0.6
"""Minimum share of the pairs of letters of a name that a longer name has, if it contains most of the name."""


@remembered
def without_owner(name: str) -> str:
    """A name without the body at its end: "... ของเทศบาลตำบล ก", "... ขององค์กรปกครองส่วนท้องถิ่น"."""
    return patterns().borders.owner.sub("", name)


def likeness(a: str, b: str) -> float:
    """The similarity of two names, 0..1. It is also high if one contains the other."""
    if not a or not b:
        return 0.0
    score = Levenshtein.normalized_similarity(a, b)
    short, other = without_owner(a), without_owner(b)
    if (short != a or other != b) and min(len(short), len(other)) >= SHORTEST_PART:
        score = max(score, Levenshtein.normalized_similarity(short, other) - BODY_COST)
    if score < SAME_NAME:
        part = part_of(a, b, CLOSE_PART)
        if part >= CLOSE_PART:
            score = max(score, SAME_NAME + (part - CLOSE_PART))
        elif min(len(a), len(b)) >= SHORTEST_BEGINNING and (a.startswith(b) or b.startswith(a)):
            score = SAME_NAME  # ตลาดนัดสีขาว (เพิ่มเติม)
    return score


def part_of(a: str, b: str, least: float) -> float:
    """How much of the shorter name the longer one contains, 0..1; 0 if it is clearly less than `least`."""
    if min(len(a), len(b)) < SHORTEST_PART:
        return 0.0
    return partial_ratio(a, b, score_cutoff=100 * least - 1) / 100


def likely_pairs(names: Sequence[str], others: Sequence[str]) -> Iterable[tuple[int, int]]:
    """The indices of all pairs that can be one project by their names, in order; all pairs of a plan of usual size."""
    if len(names) * len(others) <= FEW_PAIRS:
        return product(range(len(names)), range(len(others)))
    import numpy as np

    mine, theirs = [without_owner(name) for name in names], [without_owner(name) for name in others]
    found = [_similar(names, others, SAME_PLACE_NAME), _contained(mine, theirs, LOOSE_PART)]
    left, right = (
        [i for i, (a, b) in enumerate(zip(*pair, strict=True)) if a != b] for pair in ((names, mine), (others, theirs))
    )
    every = list(range(len(names))), list(range(len(others)))
    for rows, columns in ((left, every[1]), (every[0], right)):  # those that end with a body, with and without it
        if rows and columns:
            places = np.array(rows), np.array(columns)
            part = [mine[i] for i in rows], [theirs[j] for j in columns]
            whole = [names[i] for i in rows], [others[j] for j in columns]
            for pairs in (_similar(*part, SAME_PLACE_NAME + BODY_COST), _contained(*whole, CLOSE_PART)):
                found += [np.stack([places[0][pairs[:, 0]], places[1][pairs[:, 1]]], axis=1)]
    return ((i, j) for i, j in np.unique(np.concatenate(found), axis=0).tolist())


def _similar(names: Sequence[str], others: Sequence[str], least: float) -> Places:
    """The pairs of names with at least this similarity, shape (pairs, 2)."""
    import numpy as np
    from rapidfuzz import process

    alike = process.cdist(names, others, scorer=Levenshtein.normalized_similarity, score_cutoff=least)
    result: Places = np.argwhere(alike > 0)
    return result


def _contained(names: Sequence[str], others: Sequence[str], least: float) -> Places:
    """The pairs of names of which one contains at least this share of the other, shape (pairs, 2).

    The exact search is slow. It is made where the longer name has enough of the shorter one's pairs of letters.
    """
    import numpy as np
    from rapidfuzz import process

    pairs: dict[str, int] = {}
    mine, theirs = (_pairs_of_letters(side, pairs) for side in (names, others))
    mine, theirs = (np.pad(side, ((0, 0), (0, len(pairs) - side.shape[1]))) for side in (mine, theirs))
    long, wide = (np.array([len(name) for name in side], np.float32) for side in (names, others))
    shorter = np.minimum(long[:, None], wide[None, :])
    shared = np.where(long[:, None] <= wide[None, :], mine @ (theirs > 0).T, ((mine > 0) @ theirs.T))
    places = np.argwhere((shorter >= SHORTEST_PART) & (shared >= SHARED * shorter - 2))
    left, right = [names[i] for i in places[:, 0].tolist()], [others[j] for j in places[:, 1].tolist()]
    scores: Any = process.cpdist(left, right, scorer=partial_ratio, score_cutoff=100 * least - 1)
    result: Places = places[scores > 0]
    return result


def _pairs_of_letters(names: Sequence[str], numbers: dict[str, int]) -> Numbers:
    """How often each name has each pair of adjacent letters. `numbers` are their columns, and grows."""
    import numpy as np

    rows, columns = [], []
    for row, name in enumerate(names):
        for at in range(len(name) - 1):
            rows.append(row)
            columns.append(numbers.setdefault(name[at : at + 2], len(numbers)))
    made = np.zeros((len(names), max(1, len(numbers))), np.float32)
    np.add.at(made, (rows, columns), 1)
    return made
