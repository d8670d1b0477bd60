"""The table of terms (schemas/terms.toml), and approximate matching against it.

An OCR slip or two does not hide a heading: the longer the word, the more edits are allowed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from normalize.text import comparable

FIELD_ORDER = (
    "name", "rationale", "objectives", "target_group", "location", "methods", "duration", "budget", "responsible",
    "results", "remarks", "other",
)  # fmt: skip
"""The columns a block's fields go to, in the order in which plans print them."""

RANK = {key: rank for rank, key in enumerate(FIELD_ORDER)}
LONGEST_HEADING = 70
"""Characters without white space; a longer line is no heading."""

SHORTEST_BEGINNING = 8
"""Letters of the words that a text may begin with, at the least."""

CHARACTERS_PER_EDIT = 5
"""A word of ten letters may differ in two of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words in comparable form, each with the key it stands for."""

    keys: Mapping[str, str]

    def exact(self, text: str) -> str | None:
        """The key of the word that `text` is to the letter, None if it is none."""
        return self.keys.get(comparable(text))

    def begins(self, text: str) -> str | None:
        """The key of the longest word that `text` begins with, None if there is none; short words do not count."""
        start = comparable(text)
        words = _by_beginning(self).get(start[:SHORTEST_BEGINNING], ())
        return next((self.keys[word] for word in words if start.startswith(word)), None)

    def match(self, text: str) -> str | None:
        """The key of the word that `text` is, but for slips; None if it is none of them."""
        return _nearest(self, comparable(text))


@cache
def _by_beginning(vocabulary: Vocabulary) -> Mapping[str, Sequence[str]]:
    """The words long enough to be looked for at the beginning of a text, by their first letters, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary.keys, key=len, reverse=True):
        if len(word) >= SHORTEST_BEGINNING:
            found.setdefault(word[:SHORTEST_BEGINNING], []).append(word)
    return found


@lru_cache(maxsize=4096)
def _nearest(vocabulary: Vocabulary, text: str) -> str | None:
    if not text or len(text) > LONGEST_HEADING:
        return None
    if text in vocabulary.keys:
        return vocabulary.keys[text]
    allowed = len(text) // CHARACTERS_PER_EDIT
    found = process.extractOne(text, vocabulary.keys.keys(), scorer=Levenshtein.distance, score_cutoff=allowed)
    return vocabulary.keys[found[0]] if found and found[1] <= len(found[0]) // CHARACTERS_PER_EDIT else None


@dataclass(frozen=True, slots=True)
class Terms:
    """schemas/terms.toml, ready for matching."""

    kinds: tuple[str, ...]
    fields: Vocabulary
    progress: Vocabulary
    before_colon: Vocabulary
    groups: Vocabulary
    ordinals: re.Pattern[str]
    labels: re.Pattern[str]
    parts: re.Pattern[str]
    ends: re.Pattern[str]
    continued: re.Pattern[str]
    prefixes: re.Pattern[str]
    group_prefixes: re.Pattern[str]
    prefix_keys: Mapping[str, str]
    progress_prefixes: frozenset[str]
    columns: Vocabulary
    risk_columns: Vocabulary
    target_columns: Vocabulary
    progress_columns: Vocabulary
    totals: re.Pattern[str]
    sums: tuple[str, ...]
    grand: tuple[str, ...]
    titles: Mapping[str, tuple[str, ...]]
    conjunctions: tuple[str, ...]
    continuations: tuple[str, ...]
    aims: tuple[str, ...]
    times: tuple[str, ...]

    def compound(self, text: str) -> str | None:
        """The field of a heading that names several (ตัวชี้วัด/ผลผลิต/ผลที่คาดว่าจะได้รับ): its first part's.

        Every part must be a heading to the letter; a kind word (โครงการ) may stand among the later ones.
        """
        if len(text) > LONGEST_HEADING:
            return None
        return next((key for pattern in _PARTS if (key := self._first_of(pattern.split(text)))), None)

    def _first_of(self, parts: Sequence[str]) -> str | None:
        parts = [part.strip() for part in parts if part.strip()]
        if len(parts) < 2:
            return None
        keys = [self.fields.exact(part) or ("results" if self.groups.exact(part) else None) for part in parts]
        later = zip(parts[1:], keys[1:], strict=True)
        return keys[0] if keys[0] and all(key or part in self.kinds for part, key in later) else None


_PARTS = (re.compile(r"[/,]"), re.compile(r"[/, ]|และ"))
"""What parts the headings that one line names together: และ only where it is not a word of one of them."""


def _vocabulary(groups: Mapping[str, Iterable[str]]) -> Vocabulary:
    return Vocabulary({comparable(word): key for key, words in groups.items() for word in words})


def spaced(words: Iterable[str]) -> str:
    """A pattern that finds any of the words, longest first, with any white space inside them."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s*".join(re.escape(c) for c in word if not c.isspace()) for word in ordered)


@cache
def terms() -> Terms:
    """The terms, read once."""
    data: dict[str, Any] = tomllib.loads(files("schemas").joinpath("terms.toml").read_text("utf-8"))
    fields = {entry["key"]: entry["headings"] for entry in data["field"]}
    groups = {entry["name"]: entry["headings"] for entry in data["group"]}
    # the headings of reports may share their line with text too
    prefixed = {key: list(words) for key, words in fields.items()}
    for entry in data["field"]:
        prefixed[entry["key"]] += entry.get("progress", ())
    block = data["block"]
    return Terms(
        kinds=tuple(data["kinds"]),
        fields=_vocabulary(fields),
        before_colon=_vocabulary({entry["key"]: entry.get("before_colon", ()) for entry in data["field"]}),
        progress=_vocabulary({entry["key"]: entry.get("progress", ()) for entry in data["field"]}),
        groups=_vocabulary(groups),
        ordinals=re.compile(
            rf"\(?(?:{spaced(block['ordinal_words'])})\s*:?\s*"
            r"(?:(?P<code>\d(?:\.\d{1,2}){1,3}\s*(?:\(\s*\d{1,2}\s*\))?)|(?P<number>\d{1,3})(?!\d|\.\d))\s*[.):]*\s*(?:\([^()]*\))?\s*"
            rf"(?P<rest>$|(?=(?:\d{{1,2}}\s*[.)]\s*)?(?:ชื่อ)?(?:{'|'.join(data['kinds'])})))"
        ),
        ends=re.compile(
            rf"(?:{spaced(block['ends'])})(?=[\s:ก-ฮ\d-]{{0,4}}$|\s)|(?:{spaced(block['ends_by_body'])})\s*(?:{spaced(block['bodies'])})"
        ),
        continued=re.compile(rf"\s*(?:{spaced(block['continued'])})\s*$"),
        labels=re.compile(rf"(?:{spaced(block['labels'])})\s*(?P<code>\(.*\)|(?:\S{{0,8}}\s*)?\d[\d.()\s]*)?\s*:?\s*$"),
        parts=re.compile(rf"(?:{spaced(block['parts'])})\s*\d+(?!\d*[,.]\d)"),
        prefixes=re.compile(
            rf"(?:({spaced(word for words in prefixed.values() for word in words)})(?=\s|:|$)"
            rf"|(ชื่อโครงการ)(?=\s*(?:{'|'.join(data['kinds'])})))"
        ),
        group_prefixes=re.compile(
            rf"({spaced(word for words in groups.values() for word in words)})\s*(?::\s*(?=\S)|(?=\s(?:-\s|\(?1[.)])))"
        ),
        prefix_keys={comparable(word): key for key, words in prefixed.items() for word in words},
        progress_prefixes=frozenset(comparable(word) for entry in data["field"] for word in entry.get("progress", ())),
        columns=_vocabulary(data["columns"]),
        risk_columns=_vocabulary(data["risk_columns"]),
        target_columns=_vocabulary(data["target_columns"]),
        progress_columns=_vocabulary(data["progress_columns"]),
        totals=re.compile(rf"(?:{_tones_optional(spaced(data['totals']['words']))}|[\d\s().:/\-–])+$"),
        sums=tuple(data["totals"]["sums"]),
        grand=tuple(comparable(word) for word in data["totals"]["grand"]),
        titles={kind: tuple(comparable(word) for word in words) for kind, words in data["titles"].items()},
        conjunctions=tuple(data["items"]["conjunctions"]),
        continuations=tuple(data["items"]["continuations"]),
        aims=tuple(data["unheaded"]["aims"]),
        times=tuple(data["unheaded"]["times"]),
    )


def _tones_optional(pattern: str) -> str:
    """A pattern that matches without tone marks, too: scans lose these first."""
    return re.sub("([\u0e48-\u0e4b])", r"\1?", pattern)


def kind_of(name: str) -> str:
    """The kind word (โครงการ, กิจกรรม, มาตรการ) that a project's name begins with, or an empty string."""
    start = name.lstrip(" “\"'”‘(")
    return next((kind for kind in terms().kinds if start.startswith(kind)), "")


def is_title(text: str) -> bool:
    """Whether a line begins as the titles of plans and reports do."""
    start = comparable(text)
    return any(start.startswith(word) for words in terms().titles.values() for word in words)
