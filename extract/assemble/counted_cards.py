"""How many blocks a sentence says that there are, in the words that count them: มีบัตร 8 ใบ, above บัตรใบที่ 1."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.grammar.family import family
from extract.model.document import Line
from extract.model.plan import Value
from normalize.lexicon import either
from normalize.script import LETTER
from normalize.text import comparable

FEWEST = 3
"""Lines that count, at the least."""

LONGEST = 300
"""Characters of the line that says how many there are."""

_COUNTER = re.compile(r"\W*(?P<words>\D{2,40}?)\s*(?P<number>\d{1,3})\W*")
_SAID = re.compile(rf"(?P<thing>[{LETTER}]{{2,20}})\s*(?P<count>\d{{1,3}})\s*(?P<unit>[{LETTER}]{{1,12}})")


def count_of_cards(lines: Sequence[Line]) -> Value[int] | None:
    """The number that a line gives before the words with which other lines count up from one; None if there is none."""
    counted: dict[str, list[int]] = {}
    for line in lines:
        if (found := _COUNTER.fullmatch(line.text.strip())) is not None:
            counted.setdefault(_without_ordinal(found["words"]), []).append(int(found["number"]))
    words = {
        word
        for word, numbers in counted.items()
        if numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= FEWEST
    }
    for line in lines if words else ():
        for said in _SAID.finditer(line.text) if len(line.text) <= LONGEST else ():
            thing, unit = comparable(said["thing"]), comparable(said["unit"])
            if any(word.endswith(unit) and thing.endswith(word.removesuffix(unit)) and word != unit for word in words):
                return Value(int(said["count"]), line.raw, line.place)
    return None


def _without_ordinal(words: str) -> str:
    ordinals = either({ordinal for level in family().levels for ordinal in level.ordinals})
    return comparable(re.sub(rf"{ordinals}\s*$", "", words))
