"""Cleans names of projects and headings: removes numbers, labels, and spaces within words from narrow columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from extract.grammar.family import family
from extract.grammar.field import Field
from extract.grammar.numbering import NumberStyle, parse_code, parse_number
from extract.grammar.patterns import patterns
from extract.grammar.terms import kind_of
from normalize.remember import remembered
from normalize.script import CONSONANT, LEADING_VOWEL, REPETITION, SPELLED, THAI
from normalize.thai_words import LONGEST
from normalize.word_gaps import is_gap

_SPACES = re.compile(r"\s+")
_GAP = re.compile(rf"(?<=[{THAI}/]) (?=[{THAI}])")
_LAST_LETTERS = re.compile(rf"[{SPELLED}]+$")
_FIRST_LETTERS = re.compile(rf"[{SPELLED}]+")
CONTEXTS = (5, 3)
"""Numbers of characters on each side of a space that are searched in the document without the space."""


LONGEST_CODE = 24
"""Maximum length in characters of a code at the beginning of a name, including misread codes."""

# the rest of a code misread by OCR, "ๆ.3(2) " or ",2(1) ", and of a rule beside a name, "| "
_BROKEN_CODE = re.compile(
    rf"""[{CONSONANT}]? [^{THAI}\w]*
    (?: [\d{REPETITION}™©®] [^{CONSONANT}{LEADING_VOWEL}\w™©®]* )+
    \( [^{CONSONANT}{LEADING_VOWEL}A-Za-z]{{1,3}} \) \s*""",
    re.VERBOSE,
)
# a number misread by OCR, "«5 ", "5! "
_DAMAGED_NUMBER = re.compile(rf"[^{THAI}A-Za-z(\"“‘']{{1,6}}")
_LETTER_CODE = re.compile(
    rf"(?:[{CONSONANT}]|[A-Z])(?:\.?\d{{1,2}}[.\-–]|-)\d{{1,2}}[.)]?\s+(?=[{CONSONANT}{LEADING_VOWEL}])"
)
"""A code whose level is counted by a letter: ก.1-2, ก-1."""
_LEVEL_BEFORE = re.compile(rf"[(\[][{THAI}\s]+\d[^()\[\]]*[)\]]\s*")
"""What stands before a name and prints a number behind a word: (ภารกิจที่ 1.1)."""
_DIRT = re.compile(rf"[|\\,;'`~*^_\ufffd{REPETITION}™©®\s]+")


@remembered
def clean_name(text: str) -> str:
    """A name without leading number, code, bullet or colon and without "(continued)". Whitespace is normalised."""
    text = patterns().announcements.continued.sub("", _SPACES.sub(" ", text).strip(" :\t"))
    for _ in range(3):
        shorter = _without_number(text)
        if shorter == text:
            break
        text = shorter
    return _without_dirt(_without_label(behind_damaged_number(text)))


def behind_damaged_number(text: str) -> str:
    """A name without the signs and digits before its kind word, which a scan made of its number."""
    damaged = _DAMAGED_NUMBER.match(text)
    rest = text[damaged.end() :] if damaged else ""
    return rest if kind_of(rest) else text


def _without_label(text: str) -> str:
    """A name without the label before it: โครงการ มาตรการออกคำสั่ง is a measure, เรื่อง โครงการอบรม a project."""
    label = kind_of(text) or next((word for word in _name_words() if text.startswith(word)), "")
    rest = text[len(label) :]
    kind = kind_of(rest.lstrip(" :")) if label and rest[:1] in " :" else ""
    return rest.lstrip(" :") if kind and rest.lstrip(" :")[len(kind) : len(kind) + 1].strip() else text


@cache
def _name_words() -> tuple[str, ...]:
    """The words that may stand before a name, the longest first: ชื่อเรื่อง before ชื่อ."""
    name = family().fields[Field.NAME]
    return tuple(sorted({*name.headings, *name.before_colon}, key=len, reverse=True))


@remembered
def named_kind(text: str) -> str:
    """The kind word with which a printed name begins, behind its number, code, bullet, letter or level in brackets.

    Empty without one.
    """
    name = clean_name(text)
    bracket = _LEVEL_BEFORE.match(name)
    name = name[bracket.end() :] if bracket is not None else name
    number = parse_number(name)
    return kind_of(number.rest if number is not None and number.style is NumberStyle.LETTER else name)


def _without_dirt(text: str) -> str:
    broken = _BROKEN_CODE.match(text, 0, LONGEST_CODE) or _DIRT.match(text)
    rest = text[broken.end() :] if broken else ""
    return rest if any(map(str.isalpha, rest)) else text


def _without_number(text: str) -> str:
    if lettered := _LETTER_CODE.match(text):
        return text[lettered.end() :]
    code = parse_code(text) if text[:1].isdigit() else None
    if code is not None:
        return text[code.end :].lstrip(" .:)")
    number = parse_number(text)
    if number is None or not number.rest or number.style in (NumberStyle.LETTER,):
        return text
    if number.style is NumberStyle.BARE and number.depth == 1:
        return text
    return number.rest.strip(" :")


def gap_healer(corpus: str) -> Callable[[str], str]:
    """Returns a function that removes spaces within words, left by line wraps in a narrow column.

    A space is removed if the document's running text contains the letters around it without a space and never with one,
    or, where it has neither, if the letters around it are a word only together.
    """

    @lru_cache(maxsize=8192)
    def printed(left: str, right: str) -> bool | None:
        """Whether the document prints these letters without a space; None if it has them neither way."""
        for width in CONTEXTS:
            before, after = left[-width:], right[:width]
            if f"{before} {after}" in corpus:
                return False
            if before + after in corpus:
                return True
        return None

    def is_false(left: str, right: str) -> bool:
        told = printed(left[-max(CONTEXTS) :].rpartition(" ")[2], right[: max(CONTEXTS)].partition(" ")[0])
        if told is not None:
            return told
        last, first = _LAST_LETTERS.search(left), _FIRST_LETTERS.match(right)
        return last is not None and first is not None and is_gap(last[0], first[0])

    def heal(text: str) -> str:
        pieces = _GAP.split(text)
        healed = pieces[0]
        for piece in pieces[1:]:
            healed += piece if is_false(healed[-LONGEST:], piece[:LONGEST]) else f" {piece}"
        return healed

    return heal
