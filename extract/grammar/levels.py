"""The levels of one document: the words that announce its headings, and the parsing of these headings.

Plans name their levels มิติ and ภารกิจ, or ยุทธศาสตร์ and กลยุทธ์, ด้าน and แนวทาง, and many others. Some are numbered,
some are not. A document uses one word per level throughout. Its words are therefore determined once, and all its
headings, in lines and in tables, are parsed with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.grammar.family import LevelWord, family
from extract.grammar.numbering import NumberStyle, code_in_parts, parse_number
from extract.grammar.patterns import Levels, level_patterns, patterns, usual_words
from extract.grammar.terms import kind_of
from extract.model.plan import Path, path_of
from normalize.text import comparable

LONGEST_TITLE = 220
"""Maximum length in characters of a heading line. Longer lines are prose."""


@dataclass(frozen=True, slots=True)
class LevelHeading:
    """A heading as printed: its depth (1 is the outermost), its own number or code, and its title.

    `numbers` is empty if none is printed. If `is_code` is true, it also contains the numbers of the levels above.
    """

    depth: int
    numbers: Path
    title: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class LevelScheme:
    """The level words of a document. `unnumbered` contains the depths whose headings print no number."""

    words: tuple[LevelWord, ...]
    unnumbered: frozenset[int] = frozenset()
    runs_on: bool = False
    """Whether the numbers of the inner level count through the whole plan: their place in the outer one counts."""
    levels: Levels = field(init=False, repr=False, compare=False)
    """The regular expressions for these words."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "levels", level_patterns(self.words))

    def read(self, text: str) -> LevelHeading | None:
        """Parses a line or cell as a heading with one of the document's words. None if it is not a heading."""
        if len(text) > LONGEST_TITLE:
            return None
        levels = self.levels
        if match := levels.heading.match(text):
            match = _innermost(match)
            return LevelHeading(1, (int(match["number"]),), _title(match["title"]))
        if self._has_word_before_code(text) and (match := levels.section.match(text)):
            path = path_of(match["code"])
            return LevelHeading(len(path), path, _title(match["title"]), is_code=True)
        if match := levels.relative.match(text):
            code = code_in_parts(text[match.start("number") :].strip())
            if code is not None:
                return LevelHeading(2, (int(code["first"]), int(code["last"])), _title(code["title"]), is_code=True)
            title = _title(match["title"])
            return LevelHeading(2, () if self.runs_on and title else (int(match["number"]),), title)
        return self._unnumbered(text)

    @property
    def _naming(self) -> frozenset[str]:
        return frozenset(word.word for word in self.words if word.named)

    def _has_word_before_code(self, text: str) -> bool:
        return self.levels.section_label.match(text.lstrip(" -")) is not None

    def _unnumbered(self, text: str) -> LevelHeading | None:
        match = self.levels.unnumbered.match(text) if self.unnumbered else None
        if match is None:
            return None
        depth = 1 if match["outer"] else 2
        word = "outer" if match["outer"] else "inner"
        is_named = not match["number"] and match.end(word) == match.start("title") and match[word] in self._naming
        title = _title(match[word] + match["title"] if is_named else match["title"])
        if depth not in self.unnumbered or not title:
            return None
        letter = parse_number(title)
        if not match["number"] and letter is not None and letter.style is NumberStyle.LETTER and letter.rest:
            return LevelHeading(depth, (letter.position,), letter.rest)  # กลยุทธ์ ก. ...
        return LevelHeading(depth, (int(match["number"]),) if match["number"] else (), title)


def _innermost(match: re.Match[str]) -> re.Match[str]:
    """The heading in a heading, if its title is one: หน่วยที่ 1 มิติที่ 1 การสร้างวัฒนธรรมสุจริต."""
    inner = patterns().any_level.heading.match(match["title"].strip(" :*_"))
    return match if inner is None or not inner["title"].strip() else _innermost(inner)


def _title(text: str) -> str:
    """A heading's title without the count of its projects, and without its translation behind a slash."""
    return _TRANSLATION.sub("", patterns().counts.tail.sub("", text)).strip(" :*_")


_TRANSLATION = re.compile(r"\s*/\s*[A-Za-z][^\u0e00-\u0e7f]*$")


_CODED = re.compile(
    r"""[\s*#•–-]*
    (?P<word>[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e4e]{1,24}?) \s* (?:ที่)? \s*
    (?P<code>[1-9]\d?\.\d{1,2}) (?![\d.]) [\s:*]* (?P<title>\D{4})""",
    re.VERBOSE,
)


def coded_word(text: str) -> tuple[str, str] | None:
    """The word before a heading's two-level code, and the code. None for any other text, and for the known words.

    >>> coded_word("ขบวนงานที่ 2.1 เปิดเผยข้อมูล")
    ('ขบวนงาน', '2.1')
    """
    match = _CODED.match(text)
    if match is None or len(text) > LONGEST_TITLE or kind_of(match["title"]):
        return None
    known = family()
    is_known = any(match["word"] in (level.word, *level.spellings) for level in known.levels)
    is_kind = match["word"].startswith((*known.kinds, known.name_word, *known.totals.sums))
    return None if is_known or is_kind or match["word"] in known.block.ordinal_words else (match["word"], match["code"])


_COUNTED = re.compile(
    r"""[\s*#•(–-]*
    (?P<word>[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e4e]{1,24}?) (?: \s* (?P<ordinal>ที่) \s* | \s+ )
    (?P<number>[1-9]\d?) (?![\d.,/]*\d) [\s.:)*–-]* (?P<title>.*)""",
    re.VERBOSE,
)


def counted_word(text: str, *, bare: bool = False) -> tuple[str, int, str] | None:
    """The word before a heading's number, the number and the title. None for any other text, and for the known words.

    `bare`: ที่ may be missing between them.

    >>> counted_word("แกนที่ 2 เปิดเผยข้อมูล")
    ('แกน', 2, 'เปิดเผยข้อมูล')
    """
    match = _COUNTED.match(text)
    if (
        match is None
        or not (bare or match["ordinal"])
        or len(text) > LONGEST_TITLE
        or kind_of(match["title"])
        or _counts_other_things(match["word"])
    ):
        return None
    return match["word"], int(match["number"]), match["title"]


def behind_count(text: str) -> str:
    """A text without the word and the number that count it. The word of a level counts projects if one is named there.

    >>> behind_count("เรื่องที่ 3 โครงการคลองใส"), behind_count("ข้อ 3 โครงการคลองใส"), behind_count("ข้อ 3 ปลุกใจ")
    ('โครงการคลองใส', 'โครงการคลองใส', 'ข้อ 3 ปลุกใจ')
    """
    match = _COUNTED.match(text) if len(text) <= LONGEST_TITLE else None
    if match is None or (_is_known(match["word"]) and not kind_of(match["title"])):
        return text
    return match["title"]


def _is_known(word: str) -> bool:
    return any(word in (level.word, *level.spellings) for level in family().levels)


def _counts_other_things(word: str) -> bool:
    known = family()
    is_known = _is_known(word)
    is_project = any(kind in word for kind in known.kinds) or word.startswith(known.name_word)
    is_sum = word.startswith(known.totals.sums)  # รวมมิติที่ 1
    return is_known or is_project or is_sum or word in known.block.not_levels


def level_word(word: str, depth: int) -> LevelWord:
    """A word that only this document uses for a level."""
    return LevelWord(depth, False, False, word, (), "", (), ("ที่",), "")


def usual_scheme() -> LevelScheme:
    """The words that are searched in every document."""
    return LevelScheme(usual_words(family()))


@dataclass(slots=True)
class LevelNumbers:
    """Numbers for unnumbered headings. Headings with the same parent are numbered in order of first occurrence."""

    known: dict[tuple[Path, str], int] = field(default_factory=dict)
    last: dict[Path, int] = field(default_factory=dict)

    def copy(self) -> LevelNumbers:
        """The same numbers, to be continued apart."""
        return LevelNumbers(self.known.copy(), self.last.copy())

    def path(self, heading: LevelHeading, above: Path) -> Path:
        """The path of a heading below the current headings. Empty if a parent level is missing."""
        if heading.is_code:
            return heading.numbers
        parent = above[: heading.depth - 1]
        if len(parent) < heading.depth - 1:
            return ()
        number = heading.numbers[0] if heading.numbers else self.number(parent, heading.title)
        self.note(parent, heading.title, number)
        return (*parent, number)

    def number(self, parent: Path, title: str) -> int:
        """The number of a title below `parent`: its previous number, or the next one."""
        return self.known.get((parent, comparable(title))) or self.last.get(parent, 0) + 1

    def note(self, parent: Path, title: str, number: int) -> None:
        """Stores the number of a title."""
        if title:
            self.known.setdefault((parent, comparable(title)), number)
        self.last[parent] = max(self.last.get(parent, 0), number)
