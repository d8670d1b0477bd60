"""The fields of the labels of parallel paragraphs: by what stands behind them, by their words, or by their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import patterns
from extract.lines.hinted_fields import hinted_field
from normalize.calendar import month_pattern
from normalize.lexicon import either
from normalize.money import MoneyStatus, parse_money
from normalize.years import fiscal_span

MOST = 2 / 3
"""Share of the texts behind a label that show its field, and of the paragraphs in which it has its place."""

NONE = -1
"""The number of no label."""

SHORTEST_REASON = 15
"""Characters on average of the reasons for a project."""

LONGEST_TIME = 60
"""Characters at the beginning of a text among which a time is."""

LONGEST_LEAD = 30
"""Characters before an amount that are words about it, and no text of another field."""

_DIGIT = re.compile(r"\d")

MONEY_CLAUSES = 24
"""Words at the beginning of a text among which its money is."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands behind a label in a paragraph: the number of the label, its words, and the text with its place."""

    phrase: int
    words: str
    text: str
    at: int


def fields_of(parts: Sequence[Sequence[Part]]) -> dict[int, Field]:
    """The field of each label, by what stands behind it, by its words, or by its place."""
    texts: dict[int, list[str]] = {}
    words: dict[int, str] = {}
    for part in (part for mine in parts for part in mine):
        texts.setdefault(part.phrase, []).append(part.text)
        words[part.phrase] = max(words.get(part.phrase, ""), part.words, key=len)
    keys: dict[int, Field] = {}
    for told in (_by_content, _by_words):
        for phrase, mine in texts.items():
            key = told(words[phrase], mine) if phrase not in keys else None
            if key is not None and (key is Field.BUDGET or key not in keys.values()):
                keys[phrase] = key
    return keys | _by_place(parts, keys, texts)


def field_shown(texts: Sequence[str]) -> Field | None:
    """The field that most of these texts show: money, a department, an aim, a time, a number of persons."""
    filled = [text for text in texts if text]
    key = _by_content("", filled)
    persons = sum(_persons().search(text) is not None for text in filled)
    return Field.TARGET_GROUP if key is None and filled and persons >= MOST * len(filled) else key


@cache
def _persons() -> re.Pattern[str]:
    """A number of persons: นักเรียน 300 คน."""
    return re.compile(rf"\d\s*{either(family().items.people)}")


def _by_content(words: str, texts: Sequence[str]) -> Field | None:
    filled = [text for text in texts if text]
    shown: Mapping[Field, Callable[[str], bool]] = {
        Field.BUDGET: lambda text: len(_DIGIT.split(text, maxsplit=1)[0]) <= LONGEST_LEAD and bool(money_of(text)),
        Field.RESPONSIBLE: is_department,
        Field.OBJECTIVES: lambda text: text.startswith(family().items.aims),
        Field.DURATION: _is_time,
    }
    if aims_of().search(words.strip()):
        return Field.OBJECTIVES
    return next((key for key, fits in shown.items() if filled and sum(map(fits, filled)) >= MOST * len(filled)), None)


def _by_words(words: str, _texts: Sequence[str]) -> Field | None:
    return hinted_field(words)


def _by_place(
    parts: Sequence[Sequence[Part]], keys: Mapping[int, Field], texts: Mapping[int, Sequence[str]]
) -> dict[int, Field]:
    """The fields of labels that show none: the last has the results, the one before the objectives the reasons."""
    found: dict[int, Field] = {}
    last = Counter(mine[-1].phrase for mine in parts if mine)
    before = Counter(
        first.phrase
        for mine in parts
        for first, second in pairwise(mine)
        if keys.get(second.phrase) is Field.OBJECTIVES
    )
    for counts, key, shortest in ((last, Field.RESULTS, 0), (before, Field.RATIONALE, SHORTEST_REASON)):
        phrase, count = counts.most_common(1)[0] if counts else (NONE, 0)
        is_open = phrase not in keys and phrase not in found and key not in keys.values()
        is_long = sum(map(len, texts.get(phrase, ()))) >= shortest * len(texts.get(phrase, ()))
        if is_open and is_long and count >= MOST * len(parts):
            found[phrase] = key
    return found


def is_department(text: str) -> bool:
    """Whether a text begins as the name of a department does."""
    return patterns().cells.department.match(text) is not None


def _is_time(text: str) -> bool:
    head = text[:LONGEST_TIME]
    return bool(_month().search(head) or fiscal_span(head) or any(word in head for word in family().items.times))


@cache
def aims_of() -> re.Pattern[str]:
    """The words of an aim, with which a label begins or which end it."""
    aims = either(family().items.aims)
    return re.compile(rf"\A{aims}.*|{aims}\Z")


@cache
def _month() -> re.Pattern[str]:
    return re.compile(month_pattern())


def money_of(text: str) -> str:
    """The money with which a text begins, in its first clauses; empty if there is none."""
    clauses = list(re.finditer(r"\S+", text))
    best = ""
    for clause in clauses[:MONEY_CLAUSES]:
        said = text[: clause.end()]
        money = parse_money(said)
        has_unit = any(unit in said for unit in family().units)
        if money.status is MoneyStatus.NONE or (money.status is MoneyStatus.AMOUNT and has_unit):
            best = said
        elif best:
            break
    return best
