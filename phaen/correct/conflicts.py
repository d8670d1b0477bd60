"""Finds rows of a corrections file that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from phaen.correct.correction import CHECKS, Action, Correction, Corrections

Problem = tuple[int, str]
"""The row of the file, and what is wrong with it."""

_CONSUMING = frozenset({Action.MERGE, Action.JOIN})


def conflicts(corrections: Corrections) -> list[Problem]:
    """The conflicts between the corrections of one document, each with the later of its rows."""
    kept, problems = _kept_anchors(corrections)
    if problems:
        return problems
    by_anchor: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        if correction.table != CHECKS:
            by_anchor[_last(correction.anchor, kept)].append(correction)
    return sorted(problem for rows in by_anchor.values() for problem in _of_one(rows))


def _kept_anchors(corrections: Corrections) -> tuple[Mapping[str, str], list[Problem]]:
    """For each anchor that another project takes over, the anchor of that project."""
    kept: dict[str, Correction] = {}
    problems = []
    for correction in corrections:
        if correction.action not in _CONSUMING:
            continue
        first = kept.setdefault(correction.new, correction)
        if first is not correction and first.anchor != correction.anchor:
            problems.append(_against(first, correction, "both take over one project"))
    anchors = {anchor: correction.anchor for anchor, correction in kept.items()}
    problems += [
        (kept[anchor].row, "projects are merged in a circle") for anchor in anchors if _is_circle(anchor, anchors)
    ]
    return anchors, problems


def _is_circle(anchor: str, kept: Mapping[str, str]) -> bool:
    at = kept[anchor]
    for _ in kept:
        if at == anchor:
            return True
        if at not in kept:
            return False
        at = kept[at]
    return False


def _last(anchor: str, kept: Mapping[str, str]) -> str:
    while anchor in kept:
        anchor = kept[anchor]
    return anchor


def _of_one(rows: Iterable[Correction]) -> Iterator[Problem]:
    """The conflicts between corrections of one row of the dataset."""
    places: dict[tuple[str, str], Correction] = {}
    every = sorted(rows, key=lambda correction: correction.row)
    for correction in every:
        if correction.action in _CONSUMING:
            continue
        field = correction.field if correction.action is Action.SET else ""
        first = places.setdefault((correction.action, field), correction)
        if first.new != correction.new or first.field != correction.field:
            yield _against(first, correction, f"both {correction.action} {correction.field or 'one row'}")
    deleted = next((correction for correction in every if correction.action is Action.DELETE), None)
    others = [correction for correction in every if correction.action is not Action.DELETE]
    if deleted is not None and others:
        yield _against(deleted, others[0], "one deletes the row that the other corrects")


def _against(one: Correction, other: Correction, why: str) -> Problem:
    first, second = sorted((one.row, other.row))
    return second, f"conflicts with row {first}: {why}"
