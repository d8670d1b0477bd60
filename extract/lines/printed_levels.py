"""Levels that are printed among the fields of a block, or in a cell of its form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.grammar.field import Field
from extract.grammar.numbering import Number, NumberStyle
from extract.lines.marks import Mark
from extract.lines.ticks import ends_with_level
from extract.model.plan import Path
from normalize.frameworks import match_dimension

LONGEST_NAME = 300
"""Maximum length in characters of a level's name."""

LEVEL = re.compile(
    r"(?:[^\s\d:]{2,25}\s*)?(?P<code>\d{1,2}(?:\.\d{1,2}){0,3})(?![,\d])\s*[.:)\-–]*\s*(?P<title>\D.{3,})"
)
BARE_LEVEL = re.compile(r"(?P<word>[^\s\d:]{0,40})\s*:?\s*(?P<code>\d{1,2}(?:\.\d{1,2}){0,3})(?P<title>)")
"""A level without its name: its word, and its number beside it or in the next cell."""


def labelled_level(put: Mark) -> tuple[str, str] | None:
    """The code and the name of a level behind a label that ends with its word: สนองมิติที่ : 1 การสร้างวัฒนธรรม.

    A level of the national framework may be printed without its number.
    """
    head, colon, content = put.line.text.partition(":")
    text = content.strip()
    bare = BARE_LEVEL.fullmatch(text)
    if not colon or len(text) > LONGEST_NAME or not ends_with_code(head, bare["code"] if bare else ""):
        return None
    found = LEVEL.fullmatch(text) or BARE_LEVEL.fullmatch(text)
    if found is not None:
        return found["code"], found["title"]
    known = match_dimension(text)
    return (str(known.number), text) if known is not None else None


def level_in(text: str) -> re.Match[str] | None:
    """The `code` and `title` of a line with a level. The title may be missing behind a level's word."""
    bare = BARE_LEVEL.fullmatch(text)
    return bare if bare is not None and ends_with_code(bare["word"], bare["code"]) else LEVEL.fullmatch(text)


def ends_with_code(label: str, code: str) -> bool:
    """Whether a label ends with the word of a level that a number of so many parts may be of: ภารกิจ before 1.1."""
    return ends_with_level(label, 1 + code.count("."))


@dataclass(slots=True)
class LevelPosition:
    """The position of a line in a block. `due` is the next number. `is_open` is true if only the name is above."""

    inside: bool = False
    due: int = 0
    is_open: bool = False
    path: Path = ()

    def is_due(self, number: Number) -> bool:
        """Whether a number is the next. The number of a name may be the project's, so that its level has the first.

        A bullet is next below a name.
        """
        if number.style is NumberStyle.BULLET:
            return self.is_open
        return number.position == self.due or (self.is_open and number.position == 1)

    def after(self, put: Mark, *, begins: bool) -> None:
        """Moves past a field."""
        if put.key == Field.NAME or (begins and not self.inside):
            self.inside, self.path = True, ()
        self.is_open = put.key == Field.NAME
        if put.number is not None:
            self.due = put.number.last + 1
        elif self.is_open:
            self.due = 1
