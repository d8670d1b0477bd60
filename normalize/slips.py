"""Repairs slips of spelling in names: a letter too many, too few, another one, or two in the wrong order."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate

from normalize.catalogue import standard_projects
from normalize.remember import remembered
from normalize.script import SPELLED
from normalize.thai_words import LONGEST, dictionary
from normalize.word_gaps import UNKNOWN, read_words

SHORTEST = 5
"""Minimum number of letters of a word that is put in place of a slip. Shorter words are too similar to each other."""

_MOST_LETTERS = 200
"""Letters of a run that is examined. A longer one is a paragraph."""

_LEAST_GAIN = 2
"""Minimum number of words that a repair saves. A slip tears a word: บุ|คล|กร for บุคลากร."""

_RUN = re.compile(f"[{SPELLED}]+")
_SOURCES = (
    "frameworks/2561-2564.toml",
    "frameworks/2566-2570.toml",
    "departments.toml",
    "plan_words.toml",
)
"""Files of `schemas/` whose words are those of plans. Only these, and those of the labels of common projects, are put
in place of a slip. Common projects are recognized by parts of words, too."""


@remembered
def repaired(name: str) -> str:
    """The name with its slips repaired; empty if there is none, or more than one way to repair it.

    A slip is repaired only if a word of plans differs from it by one letter, and all letters are in words afterwards,
    and in fewer words.

    >>> repaired("มาตรการป้องกันการทุจรต"), repaired("มาตรการป้องกันการทุจริต")
    ('มาตรการป้องกันการทุจริต', '')
    """
    changed = _RUN.sub(lambda run: _repaired_run(run[0]) or run[0], name)
    return changed if changed != name else ""


def _repaired_run(run: str) -> str:
    """A run of Thai letters with its slips repaired, empty if that is not clear."""
    before = _cost(run)
    if len(run) > _MOST_LETTERS or before < _LEAST_GAIN:
        return ""
    costs = {candidate: _cost(candidate) for candidate in _candidates(run) if not read_words(candidate).unknown}
    least = min(costs.values(), default=before)
    best = [candidate for candidate, cost in costs.items() if cost == least]
    return best[0] if least <= before - _LEAST_GAIN and len(best) == 1 else ""


def _cost(run: str) -> int:
    """How badly letters make words: the words, and more for letters outside them."""
    reading = read_words(run)
    return reading.count + UNKNOWN * reading.unknown


def _candidates(run: str) -> Iterator[str]:
    """The run with a few of its words, that may be a torn one, as a word of plans."""
    bounds = [0, *accumulate(len(piece) for piece, _ in read_words(run).pieces)]
    for place, start in enumerate(bounds):
        for end in bounds[place + 2 :]:
            if end - start > LONGEST:
                break
            for word in _words_near(run[start:end]) if end - start >= SHORTEST - 1 else ():
                yield run[:start] + word + run[end:]


def _words_near(text: str) -> Iterable[str]:
    """The words of plans that differ from a text by one letter.

    A word that is whole beside a letter is none: the letter belongs to the next word.
    """
    if text in dictionary():
        return ()
    near: set[str] = set()
    for shorter in (text, *_shortened(text)):
        near.update(_index().get(shorter, ()))
    torn = (word for word in near if not text.startswith(word) and not text.endswith(word))
    return (word for word in torn if _differs_by_one(word, text))


def _differs_by_one(word: str, text: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(word, text, score_cutoff=1) == 1


def _shortened(text: str) -> Iterator[str]:
    """The text without one of its letters."""
    return (text[:at] + text[at + 1 :] for at in range(len(text)))


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """The words of plans, by themselves and by themselves without one letter."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words_of_plans()):
        for key in {word, *_shortened(word)}:
            found[key].append(word)
    return {key: tuple(words) for key, words in found.items()}


@cache
def words_of_plans() -> frozenset[str]:
    """The words of the national frameworks, of the common projects and of departments that are long enough."""
    texts = [text for name in _SOURCES for text in _texts(_loaded(name))]
    texts += [project.name for project in standard_projects().values()]
    runs = {run for text in texts for run in _RUN.findall(text)}
    whole = runs & dictionary()
    return frozenset(word for run in runs for word in (*read_words(run).words, *whole & {run}) if len(word) >= SHORTEST)


def _loaded(name: str) -> object:
    path = files("schemas")
    for part in name.split("/"):
        path = path.joinpath(part)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _texts(data: object) -> Iterator[str]:
    """All texts in a data file."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
