"""The level that a column left of the projects holds, by its cells, where its title is unknown or misleads.

A level heads several rows that stand together, or it is one of the national framework, or it begins with the word of a
level. A text of one row, or one that comes and goes, says something else about the project: its process, its place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.levels import counted_word
from extract.grammar.patterns import patterns
from extract.tables.column_content import LONG, MOST, NAMED, ColumnContent
from extract.tables.headers import Header
from normalize.frameworks import match_dimension, match_section
from normalize.text import comparable


def shown_level(texts: Sequence[str], content: ColumnContent, rows: int, taken: Collection[str]) -> str | None:
    """The level of a column by its cells, beside `rows` projects. None if they show none, or it is `taken`."""
    if content.coded >= MOST and "section" not in taken:
        return "section"
    if "dimension" not in taken and _are_counted(texts):
        return "dimension"
    levels = [level for level in ("dimension", "section") if level not in taken]
    if not levels or content.letters < LONG or not (_heads_rows(texts, rows) or _is_named(texts)):
        return None
    return levels[0]


def named_level(texts: Sequence[str], path: Sequence[str], taken: Collection[str]) -> str | None:
    """The level of a column behind the projects whose title has the word of one, อยู่ในด้าน, and whose cells head rows."""
    words = [word for level in family().levels if level.depth == 1 for word in (level.word, *level.spellings)]
    is_titled = any(comparable(word) in comparable(title) for title in path for word in words)
    filled = [text for text in texts if text]
    is_level = len(filled) * 2 > len(texts) and _heads_rows(texts, len(filled))
    return "dimension" if is_titled and is_level and "dimension" not in taken else None


def _heads_rows(texts: Sequence[str], rows: int) -> bool:
    """Whether the cells head several rows each, that stand together."""
    filled = [comparable(text) for text in texts if text]
    runs = [text for text, _ in groupby(filled)]
    return len(runs) == len(set(runs)) < rows


def _are_counted(texts: Sequence[str]) -> bool:
    """Whether all cells have one word, that no list need have, and a number that does not go down: แกนที่ 1, แกนที่ 2."""
    found = [counted_word(" ".join(text.split())) for text in texts if text]
    words = {counted[0] for counted in found if counted is not None}
    numbers = [counted[1] for counted in found if counted is not None]
    return len(words) == 1 and len(numbers) == len(found) and numbers == sorted(numbers)


def _is_named(texts: Sequence[str]) -> bool:
    """Whether enough cells are levels of the national framework, or begin with the word of a level."""
    filled = [text for text in texts if text]
    return sum(map(_is_level, filled)) >= NAMED * len(filled) > 0


def _is_level(text: str) -> bool:
    levels = patterns().any_level
    if levels.heading.match(text) or levels.relative.match(text):
        return True
    return match_dimension(text) is not None or match_section(text) is not None


# -- titles that mislead ---------------------------------------------------------------------------------------------


def settle_levels(header: Header, contents: Sequence[ColumnContent]) -> None:
    """Corrects the roles of columns whose cells give the kind or a level, and of two columns titled as one level."""
    _kinds_and_dimensions(header, contents)
    _two_levels(header, contents)


def _kinds_and_dimensions(header: Header, contents: Sequence[ColumnContent]) -> None:
    """Columns whose cells give the kind of the project in their row, or its dimension, whatever they are called."""
    for column, content in enumerate(contents):
        if content.kind_words >= MOST and "kind" not in header.roles.values():
            header.roles[column] = "kind"
        role = header.roles.get(column)
        is_misnamed = role == Field.RESPONSIBLE and content.departments < NAMED  # ส่วนงาน over ส่วนงานที่ 1.1
        is_free = column not in header.years and (role in (None, "section") or is_misnamed)
        is_dimension = content.dimensions >= MOST and not content.holds_projects
        if is_free and is_dimension and "dimension" not in header.roles.values():
            header.roles[column] = "dimension"
        elif is_misnamed and content.coded >= MOST and "section" not in header.roles.values():
            header.roles[column] = "section"


def _two_levels(header: Header, contents: Sequence[ColumnContent]) -> None:
    """Of two columns titled as one level the left one is the outer: แผนงาน | แนวทาง."""
    for twice, missing, which in (("section", "dimension", 0), ("dimension", "section", 1)):
        columns = [column for column, role in sorted(header.roles.items()) if role == twice]
        is_free = missing not in header.roles.values() and len(columns) == 2
        if is_free and contents[columns[0]].coded < MOST and all(contents[column].filled for column in columns):
            header.roles[columns[which]] = missing
