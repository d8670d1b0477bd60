"""The departments of projects listed in lines: behind their money, on a line of their own, or told to do it."""

from __future__ import annotations

import re
from functools import cache

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.patterns import copulas, patterns
from normalize.lexicon import either

LONGEST_DEPARTMENT = 80

LONGEST_LEAD = 8
"""Letters before a department in a sentence."""


def named_department(text: str) -> str:
    """The department that a line names behind its label: ผู้รับผิดชอบ : กองคลัง; or that is all of the line."""
    text = text.strip("-–•() ")
    match = _responsible().fullmatch(text)
    found = (match["who"] if match is not None else text).strip(" ()")
    is_short = 0 < len(found) <= LONGEST_DEPARTMENT and not any(character.isdigit() for character in found)
    return found if is_short and (match is not None or patterns().cells.department.match(found)) else ""


@cache
def _responsible() -> re.Pattern[str]:
    stems = either(word for word, key in family().stems.items() if key is Field.RESPONSIBLE)
    words = rf"{copulas()}{stems}(?:{either(family().kinds)})?"
    return re.compile(rf"{words}\s*(?:[:：\-–]|(?<=\S)(?=\s))\s*(?P<who>\S.*)")


def department_behind(text: str) -> str:
    """A department after the money: (กองคลัง), / กองคลัง)."""
    found = text.strip(" ()/,;:-–|")
    lead, told, end = _told(found)
    if end or lead:
        return told if end else _handed(found) or told
    if found and patterns().cells.department.match(found):
        return found
    return _labelled(found) or _handed(found)


def _handed(text: str) -> str:
    """A department before the word for what it is: ให้กองคลังเป็นผู้ดำเนินการ โดยเร็ว."""
    match = _role().match(text)
    found = match["who"] if match is not None else ""
    starts = range(min(LONGEST_LEAD, len(found)))
    return next((found[at:] for at in starts if patterns().cells.department.match(found[at:])), "")


def _told(text: str) -> tuple[str, str, str]:
    """A department between words for who does it: มอบให้กองคลังดำเนินการ, โดยกองช่าง, (กองคลังรับผิดชอบ)."""
    match = _doing().fullmatch(text)
    is_department = match is not None and patterns().cells.department.match(match["who"]) is not None
    return (match["lead"] or "", match["who"], match["end"] or "") if match and is_department else ("", "", "")


@cache
def _doing() -> re.Pattern[str]:
    items = family().items
    return re.compile(rf"(?P<lead>{either(items.handed)})?\s*(?P<who>\S.{{2,60}}?)\s*(?P<end>{either(items.doing)})?")


@cache
def _role() -> re.Pattern[str]:
    stems = either(word for word, key in family().stems.items() if key is Field.RESPONSIBLE)
    return re.compile(rf"(?P<who>\S{{3,{LONGEST_DEPARTMENT}}}?){copulas()}{stems}")


def _labelled(text: str) -> str:
    """A department behind its label: ผู้รับผิดชอบ กองคลัง."""
    match = _responsible().fullmatch(text)
    return match["who"].strip() if match is not None and len(match["who"]) <= LONGEST_DEPARTMENT else ""
