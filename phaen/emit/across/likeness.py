"""Which projects of two documents are the same, by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extract.assemble.assignment import assign
from normalize.project_names import project_key

if TYPE_CHECKING:
    import pyarrow as pa

SAME_PROJECT = 0.85
"""Minimum similarity (0..1) of the names of one project in two documents. Two that differ in a word are below it."""

MOST_PAIRS = 4_000_000
"""Maximum number of pairs of names that are compared; of more, only equal names are the same."""


def project_keys(tables: Mapping[str, pa.Table]) -> list[str]:
    """The names of a document's projects in the form for comparing, in order; empty for a project without a name."""
    organization = next(iter(tables["documents"]["organization"].to_pylist()), None)
    names = tables["projects"]["name"].to_pylist()
    return [project_key(name, organization or "") if name else "" for name in names]


def partners(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """The pairs of equal or similar names, one to one: the index on the right by the index on the left."""
    from rapidfuzz.distance import Levenshtein

    equal: dict[str, list[int]] = {}
    for j in reversed(range(len(right))):
        equal.setdefault(right[j], []).append(j)
    found = {i: equal[key].pop() for i, key in enumerate(left) if key and equal.get(key)}
    taken = set(found.values())
    rest = [i for i, key in enumerate(left) if key and i not in found]
    free = [j for j, key in enumerate(right) if key and j not in taken]
    if len(rest) * len(free) > MOST_PAIRS:
        return found
    scores = {
        (i, j): score
        for i in rest
        for j in free
        if (score := Levenshtein.normalized_similarity(left[i], right[j], score_cutoff=SAME_PROJECT))
    }
    return {**found, **assign(scores)}
