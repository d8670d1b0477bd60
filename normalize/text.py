"""Thai text in one written form, so that what looks alike is alike.

Everything here is a pure function of one string, linear in its length, and leaves well-formed Thai as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import regex

from normalize.numerals import arabic
from normalize.remember import remembered
from normalize.script import CONSONANT, DIGIT, MARK, SPELLED, TONE, VOWEL_MARK

_REMOVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200d\u2060\ufeff]+")
_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")

# One search tells the common line, which needs nothing, from the rare one. It may point at sound text (the steps then
# change nothing), but never misses what a step would change. A lone nikhahit counts: most are a torn sara am.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\uf700-\uf71aํ]"
    f"|เเ| [{MARK}]|[{VOWEL_MARK}][{VOWEL_MARK}]|[{TONE}์๎][{MARK}]|า[{TONE}]|ำ[{TONE}าำ]|[{CONSONANT}] +[{TONE}]?า"
)

# Private-use codes of Windows' Thai fonts (U+F700 to U+F71A): marks drawn moved, letters without their foot.
_MOVED = {0xF700 + place: letter for place, letter in enumerate("ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ุู\u0e3a")}
_IS_MOVED = re.compile("[\uf700-\uf71a]")

# unicodedata.normalize sorts a run of marks in quadratic time. No script writes this many on one letter.
_HOSTILE_RUN = regex.compile(r"\p{M}{64}")

_MARKS = re.compile(f"[{MARK}]{{2,}}")
# Marks of one consonant in the order of Unicode and of Thai keyboards: below or above, nikhahit, tone, silencer.
_ORDER = {mark: rank for rank, mark in enumerate("ฺุูัิีึื็ํ่้๊๋์๎")}

# Sara am that was torn into a ring (nikhahit) and sara aa, or that took one of its halves twice.
_TORN_AM = re.compile(f"ํ([{TONE}์๎]*)[าำ]")
_AM_TWICE = re.compile("(?:าํ|ำ[าำํ])[าำํ]*")
_AM_BEFORE_TONE = re.compile(f"ำ([{TONE}]+)")
_AA_BEFORE_TONE = re.compile(f"(?<=[{CONSONANT}])า([{TONE}])")

# Sara am whose ring became a space: no word begins with sara aa. After sara e it is the sara aa of เ-า, cut off.
_SPLIT_AM = re.compile(f"(?<!เ)([{CONSONANT}]) +า")
# The same with a tone mark. A tone mark cut off from its consonant ("หน ้า", "ต ่าง") looks alike, so only syllables that
# are read with sara am alone are joined: น้ำ, ต่ำ, ซ้ำ, ย้ำ, คว่ำ, and ล้ำ before a space or the line's end.
_SPLIT_AM_TONE = re.compile(
    "(?<![เแห])(?:(น) +(้)|(ต) +(่)(?!าง)|(ซ) +(้)(?!าย)|(ย) +(้)(?!าย)|(?<=ค)(ว) +(่)|(ล) +(้)(?=า(?:\\s|$)))า"
)

# A mark behind a space belongs to the letter before: where Thai goes on behind it, or where it is a vowel mark's tone.
# ถ ้า may be ถ้า or ถ้ำ whose ring was lost, so it stays, and so do its like.
_MARK_APART = re.compile(
    f"(?<=[{CONSONANT}{VOWEL_MARK}])(?<![ถคชด](?= [{TONE}]า)) ([{MARK}])(?=[{CONSONANT}เ-ไะาำ{MARK}])"
    f"|(?<=[{VOWEL_MARK}]) ([{TONE}])"
)

_IGNORED = re.compile("[\\s\"'`´“”„‘’‚«»‹›′″•·●○◦‣⁃∙■□▪▫◆◇►▶➢➤✓✔*\\-‐‑‒–—―−.…,:：]+")

_THAI = re.compile(f"[{SPELLED}]")
_NO_SPACE_AFTER = frozenset("([{“‘«/")
_NO_SPACE_BEFORE = frozenset(")]}”’»/.,;:!?%ะาำ")


def repair(text: str) -> str:
    """`text` in NFC and in standard Thai storage order, without invisible characters; idempotent.

    - Marks of one consonant: vowel, nikhahit, tone; one of each. เเ becomes แ. A torn or doubled sara am becomes one.
    - "ก าหนด" and "น ้า" (the ring of a sara am lost to a space) become "กำหนด" and "น้ำ".
    - Zero-width characters, soft hyphens and control characters but line feed and tab go; other spaces become " ".

    Digits stay as printed (see `normalize.numerals.arabic`). Nothing else is dropped.
    """
    for _ in range(4):  # one step may uncover work for another; two rounds are the rule
        if _is_sound(text):
            break
        before, text = text, _repair_once(text)
        if text == before:
            break
    return text


@remembered
def normalize_line(text: str) -> str:
    """One line as the parsers read it: repaired, with Arabic digits."""
    return arabic(repair(text))


@remembered
def comparable(text: str) -> str:
    """The form in which two spellings are compared: repaired, Arabic digits, case folded.

    White space, quotes, bullets, dashes, full stops, commas and colons are gone; brackets, slashes and the rest stay.
    """
    folded = _IGNORED.sub("", normalize_line(text).casefold())
    return repair(folded)


def join_lines(lines: Iterable[str]) -> str:
    """Hard-wrapped lines as one. Thai runs on without a space; Latin words, numbers and punctuation get one.

    >>> join_lines(["การป้องกันการ", "ทุจริต ปี", "2566"])
    'การป้องกันการทุจริต ปี 2566'
    """
    kept = [line for line in map(str.strip, lines) if line]
    if not kept:
        return ""
    return kept[0] + "".join(_glue(left, right) + right for left, right in pairwise(kept))


def _is_sound(text: str) -> bool:
    return not _SUSPECT.search(text) and (text.isascii() or unicodedata.is_normalized("NFC", text))


def _repair_once(text: str) -> str:
    text = _SPACE.sub(" ", _REMOVED.sub("", text))
    text = text.translate(_MOVED) if _IS_MOVED.search(text) else text
    text = _compose(_MARKS.sub(_order_marks, text))
    text = _MARKS.sub(_order_marks, text)
    text = _SPLIT_AM.sub(r"\1ำ", text)
    text = _SPLIT_AM_TONE.sub(_join_split_am, text)
    text = _MARK_APART.sub(r"\1\2", text)
    text = _TORN_AM.sub(r"\1ำ", text)
    text = _AM_TWICE.sub("ำ", text)
    text = _AM_BEFORE_TONE.sub(r"\1ำ", text)
    text = _AA_BEFORE_TONE.sub(r"\1า", text)
    return text.replace("เเ", "แ")


def _compose(text: str) -> str:
    """NFC, left out for a line with a run of marks that no script writes and that would take quadratic time."""
    return text if _HOSTILE_RUN.search(text) else unicodedata.normalize("NFC", text)


def _order_marks(match: re.Match[str]) -> str:
    return "".join(sorted(set(match[0]), key=_ORDER.__getitem__))


def _join_split_am(match: re.Match[str]) -> str:
    return "".join(filter(None, match.groups())) + "ำ"


def _glue(left: str, right: str) -> str:
    """What belongs between two pieces of a wrapped line: a space or nothing."""
    last, first = left[-1], right[0]
    if last in _NO_SPACE_AFTER or first in _NO_SPACE_BEFORE or unicodedata.combining(first):
        return ""
    if _THAI.match(last) and _THAI.match(first):
        return ""
    return "" if _is_cut(left, right) else " "


def _is_cut(left: str, right: str) -> bool:
    """A hyphen between word characters ("2566-|2570") or a number cut after its comma ("100,|000")."""
    last, before, first = left[-1], left[-2:-1], right[0]
    if last == "-":
        return before.isalnum() and first.isalnum()
    return last == "," and before.isdigit() and bool(re.match(rf"[0-9{DIGIT}]{{3}}(?![0-9{DIGIT}])", right))
