"""The field that unlisted words of a label hint at: whom it is for, where it is, what is hoped for."""

from __future__ import annotations

import re
from functools import cache

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.lines.labels import known_key, nearest_field
from normalize.lexicon import either
from normalize.remember import remembered
from normalize.text import comparable

_EDGES = ' \t\n,;:=\u2013\u2014\u201c\u201d"\u2018\u2019\u00ab\u00bb'


@remembered
def hinted_field(words: str) -> Field | None:
    """The field of a label with these words; None if they hint at none, or at more than what is kept.

    Words that name persons are of those whom a project is for, unless they name who is in charge.
    """
    items = family().items
    bare = _copula().sub("", words.strip(_EDGES))
    key = known_key(bare)[0]
    if key is not None and key is not Field.NAME:
        return key
    near = nearest_field(comparable(bare))
    if bare.startswith((*items.persons, *items.whom)):
        return near if near in (Field.RESPONSIBLE, Field.REMARKS) else Field.TARGET_GROUP
    if near is not Field.OTHER:
        return near
    hints = (
        (Field.RATIONALE, items.because),
        (Field.RESULTS, (*items.succeeds, *items.expects)),
        (Field.OBJECTIVES, items.hopes),
        (Field.LOCATION, items.spots),
    )
    return next((key for key, stems in hints if any(stem in bare for stem in stems)), None)


@cache
def _copula() -> re.Pattern[str]:
    return re.compile(rf"\s*{either(family().items.means)}$")
