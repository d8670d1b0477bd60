"""Names of projects that print where the project belongs: its level in brackets, or behind a dash.

โครงการปลูกใจ (ภารกิจที่ 1.1)      [มิติที่ 2 ภารกิจ 2.1] โครงการปลูกใจ
โครงการปลูกใจ – กลยุทธ์ที่ 3.2      โครงการปลูกใจ (สนองมิติที่ 1 สร้างวัฒนธรรมสุจริต)
"""

from __future__ import annotations

import re
from functools import cache

from extract.grammar.family import family
from extract.grammar.levels import LevelScheme
from extract.model.plan import Path, path_of
from normalize.lexicon import either

_BRACKET = re.compile(r"\s*(?:\((?P<round>(?:[^()]|\([^()]*\))*)\)|\[(?P<square>[^\[\]]*)\])")
_BEHIND = re.compile(r"(?:\s+[-–—/|]|\s*:)\s*(?=(?P<tail>[^-–—/|:]*)$)")
_CODE = re.compile(r"[1-9]\d?(?:\.[1-9]\d?){1,2}")
_BETWEEN = " ,;:/|-–—.()"


def placed_name(name: str, scheme: LevelScheme) -> tuple[str, Path]:
    """A name without the level that it prints, and the path of that level; the path is empty if it prints none.

    In brackets the level may have its own name behind it, behind a dash it may not: `มาตรการ - มิติที่ 1 สร้างสุข` is a
    name. What is in brackets without a level's number (ระยะที่ 2) stays part of the name.
    """
    for match in _BRACKET.finditer(name):
        path, _ = _level(match["round"] or match["square"] or "", scheme)
        bare = " ".join(f"{name[: match.start()]} {name[match.end() :]}".split())
        if path and bare:
            return bare, path
    behind = _BEHIND.search(name)
    if behind is not None and behind.start():
        path, rest = _level(behind["tail"], scheme)
        if path and not rest and not _CODE.fullmatch(behind["tail"].strip()):
            return name[: behind.start()].rstrip(), path
    return name, ()


def within(path: Path, printed: Path) -> Path:
    """The path of a project below the headings in `path` whose own name prints a level, which counts before these.

    A level that prints no code of the levels above it (กลยุทธ์ที่ 2) has 0 for them.
    """
    own = tuple(number or above for number, above in zip(printed, (*path, *printed[len(path) :]), strict=False))
    return own[:3] if all(own) and own != path[: len(own)] else path


def _level(text: str, scheme: LevelScheme) -> tuple[Path, str]:
    """The path that a text states, from the outermost level on, and what is left of it behind the last one's number."""
    text = _leads().sub("", " ".join(text.split()))
    if _CODE.fullmatch(text):
        return path_of(text), ""
    path: Path = ()
    while (heading := scheme.read(text)) is not None and heading.numbers:
        path = (
            heading.numbers
            if heading.is_code
            else (*((path[:1] or (0,)) if heading.depth > 1 else ()), *heading.numbers)
        )
        text = heading.title.strip(_BETWEEN)
    return path, text


@cache
def _leads() -> re.Pattern[str]:
    """What may stand before the level: ตามมิติที่ 1, สอดคล้องกับภารกิจที่ 1.1."""
    return re.compile(rf"\s*(?:{either(family().block.placed_by)})*\s*")
