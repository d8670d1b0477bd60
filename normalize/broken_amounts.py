"""Joins amounts that a narrow column breaks within the number: "105,556,92" above "5"."""

from __future__ import annotations

import re

from normalize.numerals import arabic

_DIGIT = r"[\d\ufffd]"  # U+FFFD represents an unreadable digit
_TAIL, _HEAD = re.compile(rf"[{_DIGIT[1:-1]},]+$"), re.compile(rf"[{_DIGIT[1:-1]},]+(?:\.\d+)?")
_GROUPED = re.compile(rf"{_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}})+(?:\.\d+)?")
_ALONE = re.compile(rf"(?!0{_DIGIT}*,){_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}})*(?:\.\d+)?|{_DIGIT}+(?:\.\d+)?")


def unbroken(text: str) -> str:
    """The text of a cell with broken amounts joined. Other line ends are kept.

    Two parts at a line end are one amount if together they have commas at every third digit, and one of them alone has
    not. Two complete amounts on successive lines remain two.

    >>> unbroken("105,556,92\\n5")
    '105,556,925'
    >>> unbroken("1\\n50,000")
    '1\\n50,000'
    """
    lines = text.split("\n")
    joined = lines[:1]
    for line in lines[1:]:
        if _goes_on(joined[-1], line):
            joined[-1] = joined[-1].rstrip() + line.lstrip()
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(above: str, below: str) -> bool:
    tail, head = _TAIL.search(arabic(above).rstrip()), _HEAD.match(arabic(below).lstrip())
    if tail is None or head is None:
        return False
    is_whole = _GROUPED.fullmatch(tail[0] + head[0]) is not None
    return is_whole and not (_ALONE.fullmatch(tail[0]) and _ALONE.fullmatch(head[0]))
