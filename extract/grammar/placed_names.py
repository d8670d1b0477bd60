"""Names of projects that print where the project belongs: its level in brackets, behind a dash, or before a colon.

โครงการปลูกใจ (ภารกิจที่ 1.1)      [มิติที่ 2 ภารกิจ 2.1] โครงการปลูกใจ
โครงการปลูกใจ – กลยุทธ์ที่ 3.2      โครงการปลูกใจ (สนองมิติที่ 1 สร้างวัฒนธรรมสุจริต)
โครงการปลูกใจ มิติที่ 1 ภารกิจที่ 1.1   ภารกิจที่ 1.1 : โครงการปลูกใจ
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from extract.grammar.family import family
from extract.grammar.levels import LevelScheme
from extract.grammar.terms import kind_of
from extract.model.plan import Path, path_of
from normalize.lexicon import either

_BRACKET = re.compile(r"\s*(?:\((?P<round>(?:[^()]|\([^()]*\))*)\)|\[(?P<square>[^\[\]]*)\])")
_BEHIND = re.compile(r"(?:\s+[-–—/|]|\s*:)\s*(?=(?P<tail>[^-–—/|:]*)$)")
_BEFORE = re.compile(r"(?P<lead>[^:]{3,60}?)\s*:\s*(?P<name>\S.*)")
_SPACE = re.compile(r"\s+(?=\S)")
_CODE = re.compile(r"[1-9]\d?(?:\.[1-9]\d?){1,2}")
_BETWEEN = " ,;:/|-–—.()"
_PART = re.compile(r"\s*[/,;|]\s*")


def placed_name(name: str, scheme: LevelScheme) -> tuple[str, Path]:
    """A name without the level that it prints, and the path of that level; the path is empty if it prints none.

    In brackets the level may have its own name behind it, elsewhere it may not: `มาตรการ - มิติที่ 1 สร้างสุข` is a
    name. Behind no more than a space there must be two levels or a code. What is in brackets without a level's number
    (ระยะที่ 2) stays part of the name.
    """
    for match in _BRACKET.finditer(name):
        path, _ = _level(match["round"] or match["square"] or "", scheme)
        bare = " ".join(f"{name[: match.start()]} {name[match.end() :]}".split())
        if path and bare:
            return bare, path
    return _unbracketed(name, scheme)


def _unbracketed(name: str, scheme: LevelScheme) -> tuple[str, Path]:
    behind, before = _BEHIND.search(name), _BEFORE.fullmatch(name)
    if behind is not None and behind.start() and (path := _alone(behind["tail"], scheme)):
        return name[: behind.start()].rstrip(), path
    if before is not None and kind_of(before["name"]) and (path := _alone(before["lead"], scheme)):
        return before["name"], path
    for space in _SPACE.finditer(name):
        path = _alone(name[space.end() :], scheme)
        if len(path) > 1 and all(path):
            return name[: space.start()], path
    return name, ()


def placed_behind(text: str, scheme: LevelScheme) -> tuple[str, Path]:
    """What stands behind the money of an entry without the level that it prints, and that: 5,000 บาท [มิติที่ 2]."""
    for match in _BRACKET.finditer(text):
        path, _ = _level((match["round"] or match["square"] or "").strip(_BETWEEN), scheme)
        if path and all(path):
            return f"{text[: match.start()]} {text[match.end() :]}".strip(), path
    path, rest = _level(text.strip(_BETWEEN), scheme)
    return (rest, path) if path and all(path) else (text, ())


def are_listed(paths: Sequence[Path]) -> bool:
    """Whether the last dimension of headings with nothing between them goes on from the one before.

    They are a list of the levels of the plan: what is below belongs to none of them. Codes do not count: they may be of
    a list in a block.
    """
    dimensions = [number for number, _ in groupby(path[0] for path in paths if len(path) == 1)]
    return len(dimensions) > 1 and dimensions[-1] == dimensions[-2] + 1


def within(path: Path, printed: Path) -> Path:
    """The path of a project below the headings in `path` whose own name prints a level, which counts before these.

    A level that prints no code of the levels above it (กลยุทธ์ที่ 2) has 0 for them.
    """
    own = tuple(number or above for number, above in zip(printed, (*path, *printed[len(path) :]), strict=False))
    return own[:3] if all(own) and own != path[: len(own)] else path


def _alone(text: str, scheme: LevelScheme) -> Path:
    """The path that a text states if it has nothing but levels with their words."""
    path, rest = _level(text, scheme)
    return () if rest or _CODE.fullmatch(text.strip(_BETWEEN)) else path


def _level(text: str, scheme: LevelScheme) -> tuple[Path, str]:
    """The path that a text states, from the outermost level on, and what is left of it behind the last one's number."""
    path: Path = ()
    rest = ""
    for part in _PART.split(_leads().sub("", " ".join(text.split()))):
        rest = part.strip(_BETWEEN)
        if _CODE.fullmatch(rest):
            path, rest = path_of(rest), ""
        while (heading := scheme.read(rest)) is not None and heading.numbers:
            above = () if heading.is_code or heading.depth == 1 else path[:1] or (0,)
            path, rest = (*above, *heading.numbers), heading.title.strip(_BETWEEN)
        if not path:
            break
    return path, rest


@cache
def _leads() -> re.Pattern[str]:
    """What may stand before the level: ตามมิติที่ 1, สอดคล้องกับภารกิจที่ 1.1."""
    return re.compile(rf"\s*(?:{either(family().block.placed_by)})*\s*")
