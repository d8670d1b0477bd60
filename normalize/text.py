"""Normalizes Thai text, so that texts that look the same are equal.

All functions are pure and linear in the length of the text, and do not change well-formed Thai.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import regex

from normalize.numerals import arabic
from normalize.remember import remembered
from normalize.script import CONSONANT, DIGIT, MARK, SPELLED, TONE, VOWEL_MARK

_REMOVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200d\u2060\ufeff]+")
# Narrow spaces and those as wide as a digit stand between the groups of a number, like commas.
_GROUP_SPACE = re.compile(f"(?<=[{DIGIT}0-9])[\u2007\u2009\u202f](?=[{DIGIT}0-9]{{3}}(?![{DIGIT}0-9]))")
_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")

# One search finds the rare lines that may need repair. It may match well-formed text (then the steps change nothing),
# but never misses text that a step would change. It includes a single nikhahit: most are part of a split sara am.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\uf700-\uf71aํ]"
    f"|เเ| [{MARK}]|[{VOWEL_MARK}][{VOWEL_MARK}]|[{TONE}์๎][{MARK}]|า[{TONE}]|ำ[{TONE}าำ]|[{CONSONANT}] +[{TONE}]?า"
)

# The same search on one byte per character, for text that cp874 can encode (almost all). It is much faster. The pairs
# are those of _SUSPECT in classes of characters. Text without any of them is also in NFC.
_LETTERS = bytes(range(256)).decode("cp874", "replace").replace("\ufffd", "\ufffe")  # U+FFFE: no character
_ENCODING = codecs.charmap_build(_LETTERS)
_CLASSES_OF = (
    ("S", " "), ("V", f"[{VOWEL_MARK}]"), ("T", f"[{TONE}์๎]"), ("A", "า"), ("M", "ำ"), ("E", "เ"),
    ("X", "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u200b-\u200dํ]"),
)  # fmt: skip
_CLASSES = "".join(
    next((name for name, pattern in _CLASSES_OF if re.match(pattern, letter)), ".") for letter in _LETTERS
).encode()
_SUSPECT_PAIR = re.compile(b"X|S[VTA]|VV|T[VT]|AT|M[TAM]|EE")

# Private-use codes of Windows' Thai fonts (U+F700 to U+F71A): shifted marks, letters without their descender.
_MOVED = {0xF700 + place: letter for place, letter in enumerate("ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ุู\u0e3a")}
_IS_MOVED = re.compile("[\uf700-\uf71a]")

# unicodedata.normalize sorts a run of marks in quadratic time. No script has this many marks on one letter.
_HOSTILE_RUN = regex.compile(r"\p{M}{64}")

_MARKS = re.compile(f"[{MARK}]{{2,}}")
# Marks of one consonant in the order of Unicode and Thai keyboards: below or above, nikhahit, tone, thanthakhat.
_ORDER = {mark: rank for rank, mark in enumerate("ฺุูัิีึื็ํ่้๊๋์๎")}

# Sara am that is split into a ring (nikhahit) and sara aa, or in which one of the parts is repeated.
_TORN_AM = re.compile(f"ํ([{TONE}์๎]*)[าำ]")
_AM_TWICE = re.compile("(?:าํ|ำ[าำํ])[าำํ]*")
_AM_BEFORE_TONE = re.compile(f"ำ([{TONE}]+)")
_AA_BEFORE_TONE = re.compile(f"(?<=[{CONSONANT}])า([{TONE}])")

# Sara am whose ring became a space: no word begins with sara aa. After sara e it is the separated sara aa of เ-า.
_SPLIT_AM = re.compile(f"(?<!เ)([{CONSONANT}]) +า")
# The same with a tone mark. A tone mark separated from its consonant ("หน ้า", "ต ่าง") looks the same, so only syllables
# that exist only with sara am are joined: น้ำ, ต่ำ, ซ้ำ, ย้ำ, คว่ำ, and ล้ำ before a space or the end of the line.
_SPLIT_AM_TONE = re.compile(
    "(?<![เแห])(?:(น) +(้)|(ต) +(่)(?!าง)|(ซ) +(้)(?!าย)|(ย) +(้)(?!าย)|(?<=ค)(ว) +(่)|(ล) +(้)(?=า(?:\\s|$)))า"
)

# A mark after a space belongs to the letter before it, if Thai text follows or if it is the tone of a vowel mark. ถ ้า
# may be ถ้า or ถ้ำ without its ring, so this and similar syllables are not changed.
_MARK_APART = re.compile(
    f"(?<=[{CONSONANT}{VOWEL_MARK}])(?<![ถคชด](?= [{TONE}]า)) ([{MARK}])(?=[{CONSONANT}เ-ไะาำ{MARK}])"
    f"|(?<=[{VOWEL_MARK}]) ([{TONE}])"
)

_IGNORED = re.compile("[\\s\"'`´“”„‘’‚«»‹›′″•·●○◦‣⁃∙■□▪▫◆◇►▶➢➤✓✔*\\-‐‑‒–—―−.…,:：]+")

# The steps of `comparable` on such bytes: those that are dropped, and what the others become. The rest has Thai digits.
_DROPPED = bytes(code for code, letter in enumerate(_LETTERS) if _IGNORED.match(letter))
_FOLDED, _ = codecs.charmap_encode(arabic(_LETTERS.replace("\ufffe", " ")).casefold(), "strict", _ENCODING)
_NO_DIGITS = bytes(code for code, letter in enumerate(_LETTERS) if arabic(letter) == letter)

_THAI = re.compile(f"[{SPELLED}]")
_NO_SPACE_AFTER = frozenset("([{“‘«/")
_NO_SPACE_BEFORE = frozenset(")]}”’»/.,;:!?%ะาำ")


def repair(text: str) -> str:
    """`text` in NFC and in standard Thai storage order, without invisible characters; idempotent.

    - Marks of one consonant: vowel, nikhahit, tone; one of each. เเ becomes แ. A split or doubled sara am becomes one.
    - "ก าหนด" and "น ้า" (the ring of a sara am lost to a space) become "กำหนด" and "น้ำ".
    - Zero-width characters, soft hyphens and control characters except line feed and tab are removed; other spaces
      become " ", narrow ones between three digits and others ",".

    Digits are not changed (see `normalize.numerals.arabic`). Nothing else is removed.
    """
    for _ in range(4):  # one step may make another one necessary; two rounds are usual
        if _is_sound(text):
            break
        before, text = text, _repair_once(text)
        if text == before:
            break
    return text


@remembered
def normalize_line(text: str) -> str:
    """One line in the form used by the parsers: repaired, with Arabic digits."""
    codes = _sound_codes(text)
    if codes is None:
        return arabic(repair(text))
    return arabic(text) if codes.translate(None, _NO_DIGITS) else text


@remembered
def comparable(text: str) -> str:
    """The form for comparing two spellings: repaired, Arabic digits, case folded.

    White space, quotes, bullets, dashes, full stops, commas and colons are removed; brackets, slashes and other
    characters are kept.
    """
    codes = _sound_codes(text)
    folded = None if codes is None else codes.translate(_FOLDED, _DROPPED)
    if folded is not None and folded == codes:
        return text
    if folded is None or not _is_sound_code(folded):
        return repair(_IGNORED.sub("", normalize_line(text).casefold()))
    return codecs.charmap_decode(folded, "strict", _LETTERS)[0]


def join_lines(lines: Iterable[str]) -> str:
    """Join hard-wrapped lines. Thai is joined without a space; Latin words, numbers and punctuation with a space.

    >>> join_lines(["การป้องกันการ", "ทุจริต ปี", "2566"])
    'การป้องกันการทุจริต ปี 2566'
    """
    kept = [line for line in map(str.strip, lines) if line]
    if not kept:
        return ""
    return kept[0] + "".join(glue(left, right) + right for left, right in pairwise(kept))


def shown_width(text: str) -> int:
    """The width of a text in terminal columns: marks above and below a letter have none."""
    return sum(unicodedata.category(character) != "Mn" for character in text)


def _is_sound(text: str) -> bool:
    return _sound_codes(text) is not None or _is_sound_unicode(text)


def _is_sound_unicode(text: str) -> bool:
    return not _SUSPECT.search(text) and (text.isascii() or unicodedata.is_normalized("NFC", text))


def _sound_codes(text: str) -> bytes | None:
    """Sound text in cp874. None if it may need repair, or has characters that cp874 lacks."""
    try:
        codes, _ = codecs.charmap_encode(text, "strict", _ENCODING)
    except UnicodeEncodeError:
        return None
    return codes if _is_sound_code(codes) else None


def _is_sound_code(codes: bytes) -> bool:
    return _SUSPECT_PAIR.search(codes.translate(_CLASSES)) is None


def _repair_once(text: str) -> str:
    text = _SPACE.sub(" ", _GROUP_SPACE.sub(",", _REMOVED.sub("", text)))
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
    """Normalize to NFC, except a line with an impossibly long run of marks, which would take quadratic time."""
    return text if _HOSTILE_RUN.search(text) else unicodedata.normalize("NFC", text)


def _order_marks(match: re.Match[str]) -> str:
    return "".join(sorted(set(match[0]), key=_ORDER.__getitem__))


def _join_split_am(match: re.Match[str]) -> str:
    return "".join(filter(None, match.groups())) + "ำ"


def glue(left: str, right: str) -> str:
    """The separator between two pieces of a wrapped line: a space or nothing."""
    last, first = left[-1], right[0]
    if last in _NO_SPACE_AFTER or first in _NO_SPACE_BEFORE or unicodedata.combining(first):
        return ""
    if _THAI.match(last) and _THAI.match(first):
        return ""
    return "" if _is_cut(left, right) else " "


def _is_cut(left: str, right: str) -> bool:
    """Whether a hyphen between word characters ("2566-|2570") or a number after its comma ("100,|000") is broken."""
    last, before, first = left[-1], left[-2:-1], right[0]
    if last == "-":
        return before.isalnum() and first.isalnum()
    return last == "," and before.isdigit() and bool(re.match(rf"[0-9{DIGIT}]{{3}}(?![0-9{DIGIT}])", right))
