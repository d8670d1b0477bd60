"""Marks of notes behind amounts: raised digits, asterisks, "1)" or "(1)". They are no digits of the amount."""

from __future__ import annotations

import re

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SIGNS = re.compile(rf"[{_RAISED}]+[⁾)]?|⁽[{_RAISED}]+⁾|(?<=[0-9])[*†‡§]+(?!\s*[0-9])")
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{1,2})?"
_MARK = r"[ \t]*(?:\([0-9]\)|\[[0-9]\]|\*[0-9]\))|[ \t]+[0-9]{1,2}[)/]"
_BEHIND = re.compile(rf"(?m)(?<![0-9.,]){_FIGURE}(?:[ \t]*บาท)?(?P<mark>{_MARK})[ \t]*$")
_GLUED = re.compile(r"(?m)(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{2})?(?P<mark>[0-9]\))[ \t]*$")
_LISTED = re.compile(r"(?m)^[ \t]*\(?[0-9]{1,2}[).]")


def without_note_marks(text: str) -> str:
    """`text` (Arabic digits) with the marks of notes behind its figures blanked out; other positions are unchanged.

    A number with a bracket is a mark only at the end of a line, and where no line begins with such a number.

    >>> without_note_marks("20,000¹"), without_note_marks("20,000 1)"), without_note_marks("1) 500 2) 700")
    ('20,000 ', '20,000   ', '1) 500 2) 700')
    """
    text = _SIGNS.sub(lambda match: " " * len(match[0]), text)
    if text[-1:] not in ")]/0123456789 " and "\n" not in text:
        return text
    if _LISTED.search(text):
        return text
    return _GLUED.sub(_blanked, _BEHIND.sub(_blanked, text))


def _blanked(match: re.Match[str]) -> str:
    start, end = match.span("mark")
    at = match.start()
    return match[0][: start - at] + " " * (end - start) + match[0][end - at :]
