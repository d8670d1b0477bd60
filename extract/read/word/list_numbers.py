"""Automatic numbering: computes the list numbers that Word prints but does not store in the text.

The rules are those of ECMA-376 part 1, 17.9. Where it does not specify them, they follow Word: all lists of one
abstract list share a counter, and a list that overrides the start restarts at its first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extract.read.word.number_formats import formatted
from extract.read.word.styles import ListPlace, Styles, WordStyle
from extract.read.word.xml import Element, W, find, number, toggle, value

LEVELS = 9
LONGEST = 100
"""Maximum length in characters of a level's text. Longer ones repeated in every paragraph would exhaust the memory."""
_FIELD = re.compile(r"%([1-9])")
_SPACES = {"nothing": ""}
_LINKS = 8
"""Maximum number of steps from an abstract list through a style to another list. Word makes one step."""


@dataclass(frozen=True, slots=True)
class Label:
    """The text printed before a paragraph, including the space after it. Every bullet is "- ", whatever its sign."""

    text: str
    level: int
    is_bullet: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an abstract list. `restart` is the level (1-based) that restarts it, 0 for none."""

    start: int = 0
    kind: str = "decimal"
    text: str = ""
    space: str = " "
    is_legal: bool = False
    restart: int | None = None
    style: str | None = None
    is_hidden: bool = False


@dataclass(slots=True)
class AbstractList:
    """The levels shared by all lists of it, and their counters; None before the first use."""

    levels: dict[int, Level]
    style_link: str | None = None
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class NumberedList:
    """A list (w:num): its abstract list and its overrides. A start override is removed once used."""

    abstract: AbstractList
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The numbering of one document. It keeps counters, so paragraphs must be passed in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, NumberedList] = {}
        if root is not None:
            abstract = {value(e, "abstractNumId"): _abstract_list(e) for e in root.iter(f"{W}abstractNum")}
            for element in root.iter(f"{W}num"):
                made = abstract.get(value(find(element, "abstractNumId")))
                if made is not None:
                    self._lists[value(element, "numId") or ""] = _numbered_list(element, made)

    def label(self, own: ListPlace | None, styles: tuple[WordStyle, ...]) -> Label | None:
        """The label of the next paragraph, or None. `own` is its w:numPr, `styles` the chain of its style."""
        found = self._place(own, styles)
        if found is None:
            return None
        numbered, index = found
        level = _level(numbered, index)
        _count(numbered, index)
        if level.is_hidden:
            return None
        if level.kind == "bullet":
            return Label("- ", index, is_bullet=True)
        text = _FIELD.sub(lambda match: _part(numbered, level, int(match[1]) - 1), level.text)
        return Label(text + level.space, index) if text.strip() else None

    def _place(self, own: ListPlace | None, styles: tuple[WordStyle, ...]) -> tuple[NumberedList, int] | None:
        from_style = next((s for s in styles if s.place and s.place.list_id is not None), None)
        inherited = from_style.place if from_style else None
        list_id = own.list_id if own and own.list_id is not None else inherited.list_id if inherited else None
        numbered = self._resolved(list_id)
        if numbered is None:
            return None
        said = own.level if own else None
        index = _level_of_style(numbered, styles, inherited) if said is None else said
        return numbered, min(max(index, 0), LEVELS - 1)

    def _resolved(self, list_id: str | None) -> NumberedList | None:
        """The list of that id. If its levels are defined in the list of a style, that list is used."""
        found = self._lists.get(list_id or "")
        for _ in range(_LINKS):
            if found is None or found.abstract.levels or not found.abstract.style_link:
                return found
            linked = next((s.place for s in self._styles.chain(found.abstract.style_link) if s.place), None)
            found = self._lists.get(linked.list_id or "") if linked else None
        return found


def _level_of_style(numbered: NumberedList, styles: tuple[WordStyle, ...], inherited: ListPlace | None) -> int:
    names = {style.name for style in styles[:1]}
    for index, level in sorted(numbered.abstract.levels.items()):
        if level.style in names:
            return index
    return inherited.level or 0 if inherited else 0


def _level(numbered: NumberedList, index: int) -> Level:
    return numbered.levels.get(index) or numbered.abstract.levels.get(index) or Level()


def _count(numbered: NumberedList, index: int) -> None:
    """Count one paragraph of level `index`. Deeper levels restart, unless they override it."""
    counts = numbered.abstract.counts
    start = numbered.starts.pop(index, None)
    if start is not None:
        counts[index] = start
    else:
        last = counts[index]
        counts[index] = _level(numbered, index).start if last is None else last + 1
    for deeper in range(index + 1, LEVELS):
        restart = _level(numbered, deeper).restart
        if index < (deeper if restart is None else restart):
            counts[deeper] = None


def _part(numbered: NumberedList, shown: Level, index: int) -> str:
    """The number of one level within a label. For a level not used yet, its start value."""
    level = _level(numbered, index)
    count = numbered.abstract.counts[index]
    kind = "decimal" if shown.is_legal or level.kind == "bullet" else level.kind
    return formatted(level.start if count is None else count, kind)


def _abstract_list(element: Element) -> AbstractList:
    return AbstractList(dict(_levels(element)), value(find(element, "numStyleLink")))


def _numbered_list(element: Element, abstract: AbstractList) -> NumberedList:
    made = NumberedList(abstract, {}, {})
    for override in element.iter(f"{W}lvlOverride"):
        index, start = number(override, -1, "ilvl"), find(override, "startOverride")
        for _, level in _levels(override):
            made.levels[index] = level
        if start is not None:
            made.starts[index] = number(start)
            made.levels[index] = replace(_level(made, index), start=made.starts[index])
    return made


def _levels(element: Element) -> Iterator[tuple[int, Level]]:
    for level in element.iter(f"{W}lvl"):
        index = number(level, -1, "ilvl")
        if not 0 <= index < LEVELS:
            continue
        restart = find(level, "lvlRestart")
        yield (
            index,
            Level(
                number(find(level, "start")),
                _kind(level),
                (value(find(level, "lvlText")) or "")[:LONGEST],
                _SPACES.get(value(find(level, "suff")) or "tab", " "),
                bool(toggle(level, "isLgl")),
                None if restart is None else number(restart),
                value(find(level, "pStyle")),
                bool(toggle(find(level, "rPr"), "vanish")),
            ),
        )


def _kind(level: Element) -> str:
    """The name of the number format. Newer Word versions may give a digit pattern and the named format next to it."""
    names = [value(found) for found in level.iter(f"{W}numFmt")]
    return (names[-1] if names else None) or "decimal"
