"""Levels counted by letters: หมวด ก, หมวด ข; แนวทาง ก.1; รวมหมวด ก. Their letters become numbers.

Everything below reads numbers, so this is done once, before anything is read. Letters count levels if those behind one
word of levels come in the order of the alphabet, and the word never has numbers. The original text is kept (`raw`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from extract.grammar.family import family
from extract.grammar.numbering import LIST_LETTERS
from extract.grammar.terms import kind_of
from extract.model.document import Block, Cell, Document, Grid, Line
from normalize.lexicon import either
from normalize.script import CONSONANT, WORD

FEWEST = 2
"""Minimum number of different letters."""

_LETTER = f"(?P<letter>[{CONSONANT}]|[A-Z])"
_CODE = re.compile(
    rf"(?P<before>\W*(?:[{WORD}]{{2,25}}\s+)?){_LETTER}\s?\.?\s?(?P<number>\d{{1,2}})(?P<behind>[.)]?\s+(?P<title>\D.*))?",
    re.DOTALL,
)
_ITEM = re.compile(rf"\W*{_LETTER}\.?\d{{1,2}}\s?[.\-–/(]\s?\d")
_ENDS = rf"(?![{WORD}A-Za-z])"


@dataclass(frozen=True, slots=True)
class _Letters:
    """The words before the letters that count levels, and the numbers of these letters."""

    words: re.Pattern[str]
    numbers: dict[str, int]
    are_coded: bool
    """Whether codes of three parts begin with the letters: then those of two parts are of levels."""

    def numbered(self, text: str) -> str:
        """A text with numbers for the letters."""
        lines = [self._line(line) for line in text.split("\n")]
        return "\n".join(lines)

    def _line(self, text: str) -> str:
        code = _CODE.fullmatch(text)
        if code is not None and code["letter"] in self.numbers and self._is_level(code):
            text = f"{code['before']}{self.numbers[code['letter']]}.{code['number']}{code['behind'] or ''}"
        return self.words.sub(self._number, text)

    def _is_level(self, code: re.Match[str]) -> bool:
        title = code["title"]
        has_word = code["before"].strip() != ""
        return bool(title) and not kind_of(title) and (has_word or self.are_coded)

    def _number(self, match: re.Match[str]) -> str:
        number = self.numbers.get(match["letter"])
        return match[0] if number is None else f"{match['word']} {number}"


def with_numbered_levels(document: Document) -> Document:
    """The document, with numbers for the letters that count its levels."""
    found = _letters(list(_texts(document)))
    if found is None:
        return document
    pages = tuple(replace(page, blocks=tuple(_block(block, found) for block in page.blocks)) for page in document.pages)
    return replace(document, pages=pages)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks():
        cells: Sequence[Line | Cell] = block.cells if isinstance(block, Grid) else [block]
        yield from (line.strip() for cell in cells for line in cell.text.split("\n") if line.strip())


def _letters(texts: Sequence[str]) -> _Letters | None:
    known = [level for level in family().levels if not level.plain]
    names = {name for level in known for name in (level.word, *level.spellings)}
    ordinals = {ordinal for level in known for ordinal in level.ordinals if ordinal}
    begin = rf"(?P<level>{either(names)})(?P<word>(?:{either(ordinals)})?)\s*"
    lettered = re.compile(rf"{begin}{_LETTER}(?=[\s.):]|$)")
    counted = re.compile(rf"{begin}\d")
    letters: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        if match := lettered.match(text):
            letters[match["level"]].append(match["letter"])
    numbered = {match["level"] for text in texts if (match := counted.match(text))} if letters else set()
    words = {name for name, found in letters.items() if name not in numbered and _count_up(found)}
    if not words:
        return None
    order = _order(letters[min(words)][0])
    numbers = {letter: order.find(letter) + 1 for name in words for letter in letters[name]}
    are_coded = any((match := _ITEM.match(text)) and match["letter"] in numbers for text in texts)
    spelled = rf"(?P<word>(?:{either(words)})(?:{either(ordinals)})?)\s*{_LETTER}{_ENDS}"
    return _Letters(re.compile(spelled), numbers, are_coded)


def _order(letter: str) -> str:
    return ascii_uppercase if letter in ascii_uppercase else LIST_LETTERS


def _count_up(letters: Sequence[str]) -> bool:
    """Whether letters first occur in the order of their alphabet, from its first on."""
    distinct = "".join(dict.fromkeys(letters))
    return len(distinct) >= FEWEST and _order(distinct[0]).startswith(distinct)


def _block(block: Block, letters: _Letters) -> Block:
    if isinstance(block, Line):
        return replace(block, text=letters.numbered(block.text))
    return replace(block, cells=tuple(replace(cell, text=letters.numbered(cell.text)) for cell in block.cells))
