"""Parts of the sentences of findings, in both languages, read from phrases.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from schemas.bilingual import Bilingual


def phrase(name: str, **values: str | int | Bilingual) -> Bilingual:
    """The phrase of that name with its values filled in. Raises KeyError if there is none or a value is missing."""
    template = _phrases()[name]
    english = {key: value.en if isinstance(value, Bilingual) else value for key, value in values.items()}
    thai = {key: value.th if isinstance(value, Bilingual) else value for key, value in values.items()}
    return Bilingual(template.en.format_map(english), template.th.format_map(thai))


def joined(parts: Iterable[Bilingual], by: str = "; ") -> Bilingual:
    """The parts one after the other."""
    parts = list(parts)
    return Bilingual(by.join(part.en for part in parts), by.join(part.th for part in parts))


@cache
def _phrases() -> dict[str, Bilingual]:
    data = tomllib.loads(files("schemas").joinpath("phrases.toml").read_text(encoding="utf-8"))
    return {name: Bilingual(**texts) for name, texts in data.items()}
