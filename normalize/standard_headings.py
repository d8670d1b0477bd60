"""The headings of a document in the national framework, by their codes and names together.

A name decides where only one standard name is like it. Where several are (a name was cut off, or two have the same
name), the printed code decides, if the document's codes are the framework's; else the heading above does. A name that
is worded differently is matched only if its code is the framework's and its words are those of no other heading. All
else matches nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from normalize.frameworks import Standard, choose_framework, heading_key, similar, standards
from normalize.remember import ENTRIES, forgettable

Path = tuple[int, ...]
"""The numbers of a heading: (1, 2) is section 1.2."""

LEVELS = (1, 2, 3)

RIVAL = 0.06
"""Standard names that score less than this below the best one are rivals: the name alone does not decide."""

HOME = 0.10
"""How much less a name of the document's own framework may score than one of another: frameworks share most names."""

ABROAD = 0.92
"""Minimum similarity to a name of another framework than the document's."""

SURE = 0.9
"""Share of a dimension's headings with one standard name whose codes are the framework's, for codes to decide."""

FEWEST = 2
"""Headings of a dimension with one standard name, at the least, for codes to decide."""

GRAM = 3
SAME_WORDS = 0.45
"""Minimum part (0..1) of the letters of a name, weighted by how few names have them, that its standard name has."""

REWORDED = 0.5
"""The same for a name that is worded differently and has the code of its standard name."""

CLEARER = 0.12
"""How much more of a reworded name its standard name must have than any other."""


def standard_headings(names: Mapping[Path, str]) -> dict[Path, Standard]:
    """The standard heading of each heading that has one. `names` are those of a document's headings by their paths."""
    home = choose_framework([name for path, name in names.items() if len(path) < LEVELS[-1]])
    likely = {path: _candidates(name, len(path), home) for path, name in names.items() if len(path) in LEVELS}
    found = {path: known[0] for path, known in likely.items() if len(known) == 1}
    sure = dict(found)
    for path in sorted(path for path in likely if path not in found):
        codes_tell = _codes_tell(sure, path)
        chosen = (
            _by_code(path, likely[path], found, codes_tell=codes_tell)
            if likely[path]
            else _reworded(path, names[path], home, found, codes_tell=codes_tell)
        )
        if chosen is not None:
            found[path] = chosen
    return {path: found[path] for path in names if path in found}


def code_of_path(path: Path) -> str:
    """The code of a path: "1.2"."""
    return ".".join(map(str, path))


def _candidates(name: str, level: int, home: str) -> list[Standard]:
    """The standard headings that a name may be, those of the document's framework before those of others."""
    key = heading_key(name)
    scored = [(known, score) for known, score in similar(name, level) if _share(key, known, level) >= SAME_WORDS]
    if not scored:
        return []
    top = max(score for _, score in scored)
    at_home = [(known, score) for known, score in scored if known.framework == home and score >= top - HOME]
    scored = at_home or [(known, score) for known, score in scored if score >= ABROAD]
    top = max((score for _, score in scored), default=0.0)
    return [known for known, score in scored if score > top - RIVAL]


def _codes_tell(found: Mapping[Path, Standard], path: Path) -> bool:
    """Whether the printed code of a heading is the framework's, as the headings with one standard name show.

    All its siblings must have their own codes, and nearly all headings of its dimension; of the whole document, if the
    dimension has too few.
    """
    agree = {other: known.code == code_of_path(other) for other, known in found.items()}
    near = [is_own for other, is_own in agree.items() if other[0] == path[0]]
    siblings = [is_own for other, is_own in agree.items() if other[:-1] == path[:-1]]
    groups = [near] if len(near) >= FEWEST else [near, list(agree.values())]
    is_usual = all(sum(group) >= SURE * len(group) for group in groups)
    return is_usual and all(siblings) and len(agree) >= FEWEST


def _by_code(
    path: Path, candidates: Sequence[Standard], found: Mapping[Path, Standard], *, codes_tell: bool
) -> Standard | None:
    """The one of several candidates with the printed code, or below the standard heading of the heading above."""
    above = found.get(path[:-1])
    below = [known for known in candidates if above is not None and _parent(known) == (above.framework, above.code)]
    coded = [known for known in candidates if known.code == code_of_path(path)] if codes_tell else []
    for choice in (coded, below):
        if len(choice) == 1:
            return choice[0]
    return None


def _parent(known: Standard) -> tuple[str, str]:
    return known.framework, known.code.rpartition(".")[0]


def _reworded(path: Path, name: str, home: str, found: Mapping[Path, Standard], *, codes_tell: bool) -> Standard | None:
    """The standard heading of the printed code, if the name has its words and those of no other."""
    if not codes_tell or (len(path) > 1 and not _is_own(path[:-1], home, found)):
        return None
    key, code = heading_key(name), code_of_path(path)
    shares = {known.code: _share(key, known, len(path)) for known in standards(len(path)) if known.framework == home}
    own = shares.pop(code, 0.0)
    if own < REWORDED or own < max(shares.values(), default=0.0) + CLEARER:
        return None
    return next(known for known in standards(len(path)) if (known.framework, known.code) == (home, code))


def _is_own(path: Path, home: str, found: Mapping[Path, Standard]) -> bool:
    """Whether a heading is that of its code in the document's framework."""
    known = found.get(path)
    return known is not None and (known.framework, known.code) == (home, code_of_path(path))


def _share(key: str, known: Standard, level: int) -> float:
    """The part of a name's letter groups that a standard name has. Groups that few standard names have count more."""
    weighted, total = _weighted(key, level)
    theirs = _standard_grams(known.key)
    return sum(weight for gram, weight in weighted if gram in theirs) / total if total else 0.0


@forgettable
@lru_cache(maxsize=ENTRIES)
def _weighted(key: str, level: int) -> tuple[Sequence[tuple[str, float]], float]:
    """The letter groups of a name with their weights, and the sum of these."""
    weights, default = _weights(level)
    weighted = [(gram, weights.get(gram, default)) for gram in sorted(_grams(key))]
    return weighted, sum(weight for _, weight in weighted)


@cache
def _weights(level: int) -> tuple[Mapping[str, float], float]:
    """The weights of letter groups, and that of a group that no standard name has."""
    keys = {known.key for known in standards(level)}
    counts = Counter(gram for key in keys for gram in _grams(key))
    weights = {gram: math.log(1 + len(keys) / count) for gram, count in counts.items()}
    return weights, max(weights.values())


@cache
def _standard_grams(key: str) -> frozenset[str]:
    return _grams(key)


def _grams(key: str) -> frozenset[str]:
    return frozenset(key[start : start + GRAM] for start in range(len(key) - GRAM + 1))
