"""Signs around lines that are no text: of blanks of a form that were filled in, dots or rules; of headings, brackets.

`ชื่อโครงการ ....โครงการปลูกป่า....` Dots that lead to a page's number, or to the end of a line, stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.grammar.numbering import parse_number
from extract.grammar.terms import heading_field
from extract.model.document import Block, Line

_RULE = re.compile(r"\s*(?:[.…]{2,}|_{3,})\s*")
_RULED = ("..", "…", "___")
_LED = re.compile(r"(?P<label>(?:\(?\w{1,2}[.)]\s*)?[^\d.…_:]{2,30}?)\s*(?:[.…]{4,}|_{4,})\s*(?P<text>[^.…_:].*)")
_PAGE = re.compile(r"[\d\s\-–]*$")
_SPACES = re.compile(r" {2,}")


def filled_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, their lines without the rules of blanks and the brackets around headings."""
    for block in blocks:
        if isinstance(block, Line):
            text = unframed(between_dashes(without_rules(block.text)))
            yield block if text == block.text else replace(block, text=text)
        else:
            yield block


def between_dashes(text: str) -> str:
    """A heading without the dash behind it, if one is before it; any other line as it is, as is one with a label: its
    dash stands for what is missing.

    >>> between_dashes("- มิติที่ 1 การสร้างวัฒนธรรม —")
    '- มิติที่ 1 การสร้างวัฒนธรรม'
    """
    if len(text) > LONGEST_LINE or not text.startswith("- ") or text[-1:] not in _DASHES:
        return text
    inner = text.rstrip(_DASHES)
    return inner.rstrip() if inner.endswith(" ") and inner.rstrip()[-1:] not in _LABELS else text


def unframed(text: str) -> str:
    """A heading of a field without the brackets around it; any other line as it is.

    >>> unframed("[ 2. วัตถุประสงค์ ]")
    '2. วัตถุประสงค์'
    """
    bare = text.strip()
    if not bare or _FRAMES.get(bare[0]) != bare[-1] or len(bare) > LONGEST_HEADING:
        return text
    inner = bare[1:-1].strip()
    number = parse_number(inner)
    words = number.rest if number is not None and number.codes else inner
    return inner if heading_field(words.strip(" :"), is_numbered=False) is not None else text


LONGEST_LINE = 160
"""Characters of a heading between dashes."""

LONGEST_HEADING = 80
"""Characters of a heading in brackets."""

_DASHES = "-–—"
_LABELS = (":", "=", ".", "…")
_FRAMES = {"[": "]", "(": ")", "{": "}", "<": ">", "【": "】", "〔": "〕", "«": "»", "“": "”", '"': '"'}


def without_rules(text: str) -> str:
    """A line without the rules around what was filled in; `raw` keeps them.

    One rule between a label and its text parts them as a colon does.

    >>> without_rules("งบประมาณ ..5,000.. บาท"), without_rules("3. ผู้เสนอ ........ สำนักปลัด")
    ('งบประมาณ 5,000 บาท', '3. ผู้เสนอ : สำนักปลัด')
    """
    if not any(sign in text for sign in _RULED):
        return text
    rules = list(_RULE.finditer(text))
    led = _LED.fullmatch(text.strip()) if len(rules) == 1 else None
    if led is not None and not _PAGE.fullmatch(led["text"]):
        return f"{led['label']} : {led['text']}"
    if not any(text[rule.end() :] and not _PAGE.match(text, rule.end()) for rule in rules):
        return text
    return _SPACES.sub(" ", _RULE.sub(" ", text)).rstrip()
