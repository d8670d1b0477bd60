"""The lines of tables that are laid out with spaces: their texts, where they stand, and what they may be."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice, zip_longest

import regex

from extract.read.layout.cell_lines import LONE_NUMBER, NUMBERED
from extract.read.markup_terms import markup
from extract.read.text.text_rows import is_value
from normalize.money import MoneyStatus, looks_like_money, parse_money
from normalize.numerals import arabic
from normalize.script import CONSONANT

_PIECE = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_YEAR = re.compile(r"(?:\D*\s)?25\d\d\D*")
_LEAD = re.compile(rf"^[\s\-–•*]*(?:\(?[\d{CONSONANT}]{{1,3}}(?:\.\d{{1,2}})*[.)]\s*)?")

MOST_PIECES = 60
"""Maximum number of texts of a line of a table. More are not looked at."""

FEWEST_RUNNING = 2
"""Minimum number of pages with a title."""

BEFORE_NAME, FEWEST_OF_LEVEL = 3, 2
"""Maximum number of spaces between the number of a level and its name, which are two texts at least."""

_NUMBER = re.compile(r"\d+")
_VALUE = re.compile(r"\D*\d+(?:\.\d+)?")
_AMOUNT_FIRST = re.compile(r"(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?) (?=\S)")
PlacesOf = Callable[[str], Sequence[str]]
"""Divides a line into places."""

CHARACTERS: PlacesOf = str
"""Most programs count each mark of a Thai letter as a place."""

LETTERS: PlacesOf = regex.compile(r"\X").findall
"""Others count none of them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a line without a wide gap, and the characters that it covers."""

    text: str
    start: int
    end: int

    def is_mark(self) -> bool:
        """Whether it is an amount, a dash, or words for no money."""
        text = arabic(self.text)
        return not _YEAR.fullmatch(text) and is_amount(text)

    def is_counting(self) -> bool:
        """Whether it ends with a number that is no year: the value of an indicator."""
        return _VALUE.fullmatch(arabic(self.text)) is not None and _YEAR.fullmatch(arabic(self.text)) is None


@dataclass(slots=True)
class LaidLine:
    """A line with its pieces, and whether a blank line is above it."""

    number: int
    places: Sequence[str]
    """What is at each place: a character, or a letter with its marks."""
    pieces: list[Piece]
    is_apart: bool
    cells: dict[int, str] = field(default_factory=dict)
    is_heading: bool = False
    is_running: bool = False
    """Whether it is a title that is printed on several pages."""

    def has_mark(self) -> bool:
        """Whether a text of it is an amount, a dash, or words for no money."""
        return any(piece.is_mark() for piece in self.pieces)


def laid_line(number: int, raw: str, is_apart: bool, places_of: PlacesOf) -> LaidLine:
    """A line of the source, divided into places."""
    shown = raw.expandtabs(8)
    places = places_of(shown)
    pieces_of = islice(_PIECE.finditer(shown), MOST_PIECES + 1)
    spans = [span for match in pieces_of for span in _apart(match[0], match.start())]
    if places is shown:
        pieces = [Piece(shown[first:end], first, end) for first, end in spans]
    else:
        starts = [0, *accumulate(map(len, places))]
        pieces = [Piece(shown[a:b], bisect_right(starts, a) - 1, bisect_left(starts, b)) for a, b in spans]
    return LaidLine(number, places, _with_level(pieces), is_apart)


def mark_running(lines: Sequence[LaidLine]) -> None:
    """Mark the lines between blank lines that recur but for their numbers: titles of pages, also amid a table."""
    alone = [
        line
        for line, below in zip_longest(lines, lines[1:])
        if line.is_apart and (below is None or below.is_apart) and not line.has_mark()
    ]
    texts = {line.number: _NUMBER.sub("0", text_of(line.places)) for line in alone}
    often = Counter(texts.values())
    for line in alone:
        line.is_running = often[texts[line.number]] >= FEWEST_RUNNING


def _with_level(pieces: list[Piece]) -> list[Piece]:
    """The texts of a line; the number of a level and its name are one."""
    if len(pieces) < FEWEST_OF_LEVEL or not (names_level(pieces[0].text) or _is_counted_heading(pieces)):
        return pieces
    level, name, *others = pieces
    if name.start - level.end > BEFORE_NAME or name.is_mark():
        return pieces
    return [Piece(f"{level.text} {name.text}", level.start, name.end), *others]


def _is_counted_heading(pieces: Sequence[Piece]) -> bool:
    """Whether a line is any word with its number, and one text: a heading. Columns with numbers are several."""
    return (
        len(pieces) == FEWEST_OF_LEVEL
        and markup().counted_word.fullmatch(arabic(pieces[0].text)) is not None
        and markup().counted_word.fullmatch(arabic(pieces[1].text)) is None
    )


def _apart(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The beginnings and ends of the texts in a piece: an amount at the right of its column touches the next text."""
    found = _AMOUNT_FIRST.match(text)
    if found is None or looks_like_money(arabic(text)):
        yield start, start + len(text)
        return
    unit_end = text.find(" ", found.end())
    has_unit = unit_end > 0 and looks_like_money(arabic(text[:unit_end]))  # 300,000 บาท
    end = unit_end if has_unit else found.end("amount")
    yield start, start + end
    yield start + end + 1, start + len(text)


def text_of(places: Sequence[str]) -> str:
    """The text of some places."""
    return "".join(places).strip()


def is_entry(text: str) -> bool:
    """Whether a text begins as an entry or a level: with a number, or the word of a level and its number."""
    return is_counted(text) or names_level(text)


def is_counted(text: str) -> bool:
    """Whether a text begins with a number, and is not a year."""
    written = arabic(text.strip())
    return not _YEAR.fullmatch(written) and bool(NUMBERED.match(written) or LONE_NUMBER.fullmatch(written))


def is_counted_text(text: str) -> bool:
    """Whether a text begins with a number and goes on."""
    return is_counted(text) and not LONE_NUMBER.fullmatch(arabic(text.strip()))


def is_year(text: str) -> bool:
    """Whether a text is a year, perhaps behind a word."""
    return _YEAR.fullmatch(text) is not None


def names_level(text: str) -> bool:
    """Whether a text begins with the word of a level and its number."""
    return markup().numbered_label.match(arabic(text.strip())) is not None


def is_amount(text: str) -> bool:
    """Whether a text is an amount, a dash, or words for no money. A unit alone (thousand baht) is none."""
    if is_value(text) and any(map(str.isdecimal, text)):
        return True
    return looks_like_money(text) and (
        any(map(str.isdecimal, text)) or parse_money(text).status is not MoneyStatus.AMOUNT
    )


def is_mark(text: str) -> bool:
    """Whether a text tells a row apart: an amount, a dash, words for no money, or an order number."""
    written = arabic(text)
    return bool(written) and (is_amount(written) or bool(LONE_NUMBER.fullmatch(written)))


def begins_entry(text: str) -> bool:
    """Whether a text begins with a number or a bullet, and goes on."""
    written = arabic(text)
    lead = _LEAD.match(written)
    return lead is not None and bool(lead[0].strip()) and len(written) > lead.end()


def without_lead(text: str) -> str:
    """A text without the number or the bullet that it begins with."""
    return _LEAD.sub("", arabic(text))
