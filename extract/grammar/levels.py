"""The levels of one document: which words announce its headings, and what a heading of one of them says.

Plans name their levels มิติ and ภารกิจ, or ยุทธศาสตร์ and กลยุทธ์, ด้าน and แนวทาง, and many more; a few number them,
a few do not. A document uses one word a level throughout, so its words are found once, and every heading of it, in
lines and in tables, is read by them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.grammar.family import LevelWord, family
from extract.grammar.patterns import Levels, level_patterns, patterns, usual_words
from extract.model.plan import Path, path_of
from normalize.text import comparable

LONGEST_TITLE = 220
"""Characters of a heading's line; longer ones are prose."""


@dataclass(frozen=True, slots=True)
class LevelHeading:
    """A heading as it is printed: its depth (1 is the outermost), its own number or code, its title.

    `numbers` is empty where none is printed; `is_code` tells that it holds the numbers of the levels above as well.
    """

    depth: int
    numbers: Path
    title: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class LevelScheme:
    """The words of a document's levels; `unnumbered` are the depths whose headings print no number."""

    words: tuple[LevelWord, ...]
    unnumbered: frozenset[int] = frozenset()

    @property
    def levels(self) -> Levels:
        """The expressions of these words."""
        return level_patterns(self.words)

    def read(self, text: str) -> LevelHeading | None:
        """The heading that a line or a cell is, by one of the document's words; None if it is none."""
        if len(text) > LONGEST_TITLE:
            return None
        levels = self.levels
        if match := levels.heading.match(text):
            return LevelHeading(1, (int(match["number"]),), _title(match["title"]))
        if self._has_word_before_code(text) and (match := levels.section.match(text)):
            path = path_of(match["code"])
            return LevelHeading(len(path), path, _title(match["title"]), is_code=True)
        if match := levels.relative.match(text):
            return LevelHeading(2, (int(match["number"]),), _title(match["title"]))
        return self._unnumbered(text)

    def _has_word_before_code(self, text: str) -> bool:
        return self.levels.section_label.match(text.lstrip(" -")) is not None

    def _unnumbered(self, text: str) -> LevelHeading | None:
        match = self.levels.unnumbered.match(text) if self.unnumbered else None
        if match is None:
            return None
        depth = 1 if match["outer"] else 2
        title = _title(match["title"])
        if depth not in self.unnumbered or not title:
            return None
        return LevelHeading(depth, (int(match["number"]),) if match["number"] else (), title)


def _title(text: str) -> str:
    """A heading's title without the count of its projects."""
    return patterns().counts.tail.sub("", text).strip(" :*_")


def usual_scheme() -> LevelScheme:
    """The words that are looked for in every document."""
    return LevelScheme(usual_words(family()))


@dataclass(slots=True)
class LevelNumbers:
    """The numbers of headings that print none: those of one parent count up in the order in which they first occur."""

    known: dict[tuple[Path, str], int] = field(default_factory=dict)
    last: dict[Path, int] = field(default_factory=dict)

    def path(self, heading: LevelHeading, above: Path) -> Path:
        """The path of a heading below the headings in force; empty where it would hang in the air."""
        if heading.is_code:
            return heading.numbers
        parent = above[: heading.depth - 1]
        if len(parent) < heading.depth - 1:
            return ()
        number = heading.numbers[0] if heading.numbers else self.number(parent, heading.title)
        self.note(parent, heading.title, number)
        return (*parent, number)

    def number(self, parent: Path, title: str) -> int:
        """The number of a title below `parent`: the one it had before, or the next one."""
        return self.known.get((parent, comparable(title))) or self.last.get(parent, 0) + 1

    def note(self, parent: Path, title: str, number: int) -> None:
        """Remember the number of a title."""
        if title:
            self.known.setdefault((parent, comparable(title)), number)
        self.last[parent] = max(self.last.get(parent, 0), number)
