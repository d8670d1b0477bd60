"""The mark-up terms of schemas/markup.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Signature:
    """The first bytes of a file type, and its accepted suffixes."""

    kind: str
    magic: bytes
    suffixes: frozenset[str]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A line that ends a page. Group `page`, if any, is the number of the next one, counted from `first`."""

    pattern: re.Pattern[str]
    first: int


@dataclass(frozen=True, slots=True)
class Markup:
    """The content of schemas/markup.toml, with compiled expressions."""

    signatures: tuple[Signature, ...]
    block_tags: frozenset[str]
    inline_tags: frozenset[str]
    silent_tags: tuple[str, ...]
    unseen_tags: frozenset[str]
    frame_tags: frozenset[str]
    frame_holders: frozenset[str]
    frame_words: frozenset[str]
    valueless_inputs: frozenset[str]
    bullet: re.Pattern[str]
    """A bullet at the start of a text, with the space after it."""
    site_below: re.Pattern[str]
    """Matches a line of a web site below its text."""
    ornament: re.Pattern[str]
    page_breaks: tuple[PageBreak, ...]
    page_break_starts: str
    page_break_longest: int
    dashed_number: re.Pattern[str]
    page_number: re.Pattern[str]
    """Matches any form of a printed page number alone on a line."""
    page_words: str
    """Regex source for the words before a page number at the edge of a page."""
    page_of: str
    """Regex source for the words between a page number and the number of pages."""
    length_unit: re.Pattern[str]
    """Matches a unit of length at the end of a text: a raised 2 or 3 after it is a power."""
    entry_starts: tuple[str, ...]
    """First words of list entries or cells."""
    entry_words: re.Pattern[str]
    """Matches a text of nothing but first words of entries."""
    numbered_entry: re.Pattern[str]
    """Matches a number, perhaps behind a word that makes it an ordinal, and the first word of an entry, without space,
    and a letter that goes on: a count has none."""
    label_starts: tuple[str, ...]
    """First words of levels and totals."""
    sum_starts: tuple[str, ...]
    """First words of totals."""
    before_numbers: tuple[str, ...]
    """Words that make the number behind them an ordinal."""
    caption: re.Pattern[str]
    """Matches the beginning of the numbered caption of a table."""
    unit_caption: re.Pattern[str]
    """Matches the beginning of what states the unit of a table's money, with a colon."""
    counted_word: re.Pattern[str]
    """Matches any word that counts, with its number: ตอนที่ 2."""
    label_end: re.Pattern[str]
    """Matches a text that ends with the word of a level, whose number follows."""
    numbered_label: re.Pattern[str]
    """Matches the beginning of a text that names a level by its number; group `code` if that is one of two parts."""


@cache
def markup() -> Markup:
    """The mark-up terms, loaded from the package on first use."""
    table = tomllib.loads(files("schemas").joinpath("markup.toml").read_text("utf-8"))
    tags, breaks, numbers = table["tags"], table["page_breaks"], table["page_numbers"]
    return Markup(
        signatures=tuple(_signature(row) for row in table["signature"]),
        block_tags=frozenset(tags["block"]),
        inline_tags=frozenset(tags["inline"]),
        silent_tags=tuple(tags["silent"]),
        unseen_tags=frozenset(tags["unseen"]),
        frame_tags=frozenset(tags["frame"]),
        frame_holders=frozenset(tags["frame_holders"]),
        frame_words=frozenset(tags["frame_words"]),
        valueless_inputs=frozenset(tags["valueless_inputs"]),
        bullet=_bullet(table["bullets"]),
        site_below=_any_of(table["site"]["below"]),
        ornament=_any_of(table["ornaments"]["patterns"]),
        page_breaks=tuple(PageBreak(_any_of([row["pattern"]]), row["first"]) for row in table["page_break"]),
        page_break_starts=breaks["starts"],
        page_break_longest=breaks["longest"],
        dashed_number=_any_of([numbers["dashed"]]),
        page_number=_any_of([re.sub(r"\?P<\w+>", "?:", numbers[form]) for form in ("dashed", "worded", "bare")]),
        page_words=f"(?:{'|'.join(numbers['words'])})",
        page_of=f"(?:{'|'.join(numbers['of'])})",
        length_unit=re.compile(rf"(?:{'|'.join(table['lengths']['units'])})\.?\s*+$"),
        entry_starts=tuple(table["entries"]["starts"]),
        entry_words=re.compile(rf"(?:(?:{'|'.join(table['entries']['starts'])})[/\s]*)+"),
        label_starts=tuple(table["entries"]["labels"]),
        numbered_entry=re.compile(
            rf"(?:[^\s\d]{{2,16}}(?:{'|'.join(table['entries']['before_numbers'])}))?"
            rf"\d{{1,2}}[^\w\s]?(?:{'|'.join(table['entries']['starts'])})\w"
        ),
        sum_starts=tuple(table["entries"]["sums"]),
        before_numbers=tuple(table["entries"]["before_numbers"]),
        caption=re.compile(
            rf"(?:{'|'.join(table['entries']['captions'])})(?:{'|'.join(table['entries']['before_numbers'])})?\s*\d"
        ),
        unit_caption=re.compile(rf"\(?\s*(?:{'|'.join(table['entries']['units'])})\s*[:=]"),
        counted_word=re.compile(rf"[^\s\d]{{2,20}}{table['entries']['ordinal']} ?\d{{1,2}}\b"),
        label_end=re.compile(
            rf".*(?:{'|'.join(table['entries']['labels'])})(?:{'|'.join(table['entries']['before_numbers'])})$"
        ),
        numbered_label=re.compile(
            rf"(?:{'|'.join(table['entries']['labels'])})(?:{'|'.join(table['entries']['before_numbers'])})?"
            r"\s*\d+(?P<code>\.\d)?"
        ),
    )


def _signature(row: dict[str, Any]) -> Signature:
    return Signature(row["kind"], bytes.fromhex(row["hex"]), frozenset(row["suffixes"]))


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _bullet(table: dict[str, list[str]]) -> re.Pattern[str]:
    spaced, signs = (re.escape("".join(table[key])) for key in ("spaced", "signs"))
    return re.compile(rf"(?:[{spaced}]\s|[{signs}])\s*(?=\S)")


def with_bullet(text: str) -> str:
    """A text with `- ` for its bullet, whatever its sign, as in the other readers.

    A private code is a bullet whose font is lost if a space follows it; other private codes are letters.
    """
    if not text or text[0].isascii() or text[0].isalpha():
        return text
    found = markup().bullet.match(text)
    is_private = "\ue000" <= text[0] <= "\uf8ff"
    if found is None or (is_private and not found[0][1:2].isspace()):
        return text
    return f"- {text[found.end() :]}"
