"""Numbers at the beginning of a line: `1.` `1)` `1/` `(1)` `1.2.3` `- 1)` `ก)` `ก.` and plain bullets.

All digits are Arabic here. Readers convert Thai digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from normalize.remember import remembered
from normalize.script import CONSONANT

LIST_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""The letters used in lists, in order. ฃ, ฅ and ฆ are not used."""


class NumberStyle(StrEnum):
    """How a number is printed. The value shows the printed form."""

    DOT = "1."
    CLOSE = "1)"
    PAREN = "(1)"
    BARE = "1"
    LETTER = "ก)"
    BULLET = "-"
    WORD = "ข้อ 1"


@dataclass(frozen=True, slots=True)
class Number:
    """The number or bullet before the text of a line.

    `codes` is (1, 2, 3) for 1.2.3 and empty for letters and bullets. `rest` is the text after the number.
    """

    codes: tuple[int, ...]
    style: NumberStyle
    printed: str
    rest: str
    bulleted: bool = False
    indented: bool = False

    @property
    def depth(self) -> int:
        """The number of levels: 3 for 1.2.3, 0 for letters and bullets."""
        return len(self.codes)

    @property
    def last(self) -> int:
        """The last number: 3 for 1.2.3. 0 for letters and bullets."""
        return self.codes[-1] if self.codes else 0

    @property
    def position(self) -> int:
        """The last number. For letters, the position in the list (ก ข ค ง จ). 0 for bullets."""
        if self.style is NumberStyle.LETTER:
            return LIST_LETTERS.find(self.printed.strip("(). ")) + 1
        return self.last


# A year (four digits), an amount (100,000), a share (5%) or a date (1/2) is not a list number.
_NUMBERED = re.compile(
    rf"""(?P<indent>\s?) (?P<bullet>-\s*)?
    (?: \(\s*(?P<paren>\d{{1,3}})\s*\)
    |   (?P<code>\d{{1,3}}(?:\.\d{{1,3}})*) (?P<close>\s?\) | \.\) | \.(?!\d) | /(?=\s+[^\d\s]) | (?=\s|[^\d,.\s/%:]))
    |   \(? (?P<letter>[{CONSONANT}]) (?: \s?\) | \.(?=\s) ) )    # ก.ย. is a month, จ.ตาก a province
    \s* (?P<rest>.*)""",
    re.DOTALL | re.VERBOSE,
)
_BULLETED = re.compile(r"(?P<indent>\s?)-\s+(?P<rest>.*)", re.DOTALL)
_CODE = re.compile(
    r"\(?\s*(?:[^\s\d(]{1,10}\s*+)?(?P<code>\d(?:\.\d{1,2}){1,3})"
    r"\s*+\.?\s*+(?P<bracket>\(\s*+(?P<item>\d{1,2})\s*+\))?\s*+\)?"
)


_IN_PARTS = re.compile(
    r"\(?(?P<first>\d{1,2})\s*(?P<sign>[.\-/])\s*(?P<last>\d{1,2})(?P<close>\s*[.)]?)\s+(?P<title>[^\W\d].*)", re.DOTALL
)


def code_in_parts(text: str) -> re.Match[str] | None:
    """The code of two levels before a text, whatever is between and behind its numbers: 1.1), 1. 1, 1 . 1, 1-1.

    The groups are `first`, `sign`, `last`, `close` and `title`. A number of a list before another one looks the same.
    """
    return _IN_PARTS.fullmatch(text)


@remembered
def parse_number(text: str) -> Number | None:
    """The number or bullet at the beginning of `text`. None if there is none.

    >>> parse_number("- 2.1) ประชุมคณะทำงาน").codes
    (2, 1)
    """
    match = _NUMBERED.match(text)
    if match is None:
        bullet = _BULLETED.match(text)
        if bullet is None:
            return None
        return Number((), NumberStyle.BULLET, "", bullet["rest"], True, bool(bullet["indent"]))
    printed = text[: match.start("rest")].strip().removeprefix("-").strip()
    codes = match["paren"] or match["code"] or ""
    return Number(
        tuple(int(part) for part in codes.split(".") if part),
        _style(match),
        printed,
        match["rest"],
        match["bullet"] is not None,
        bool(match["indent"]),
    )


def list_number(text: str) -> Number | None:
    """The number of a list item. A bare `3 ` or a bare code is excluded: it more often begins a sentence."""
    number = parse_number(text)
    if number is None:
        return None
    if number.style is NumberStyle.BARE and (number.depth < 2 or not number.rest):
        return None
    return number


def _style(match: re.Match[str]) -> NumberStyle:
    if match["letter"]:
        return NumberStyle.LETTER
    if match["paren"]:
        return NumberStyle.PAREN
    close = match["close"].strip()
    if close.endswith((")", "/")):
        return NumberStyle.CLOSE
    return NumberStyle.DOT if close == "." else NumberStyle.BARE


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A template code such as 2.2.1 (3): the section and the project's number in it (may be empty)."""

    section: str
    item: str
    end: int
    printed: str
    """The code as printed, without brackets around the whole code."""


def parse_code(text: str) -> ProjectCode | None:
    """The template code at the beginning of `text`, possibly bracketed or after the word มิติ. None if there is none."""
    match = _CODE.match(text)
    if match is None:
        return None
    end = match.end("bracket") if match["bracket"] else match.end("code")
    return ProjectCode(match["code"], match["item"] or "", match.end(), text[match.start("code") : end])


def leading_code(text: str) -> ProjectCode | None:
    """The code of a level that a text begins with, bare or in brackets: 1.1 or (1.1). None if a word is before it."""
    return parse_code(text) if text.lstrip("( ")[:1].isdigit() else None
