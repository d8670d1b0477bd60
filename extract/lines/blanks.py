"""Blanks of a form that were filled in: the dots or rules around what was written are no text.

`ชื่อโครงการ ....โครงการปลูกป่า....` Dots that lead to a page's number, or to the end of a line, stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.model.document import Block, Line

_RULE = re.compile(r"\s*(?:[.…]{2,}|_{3,})\s*")
_PAGE = re.compile(r"[\d\s\-–]*$")
_SPACES = re.compile(r" {2,}")


def filled_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, their lines without the rules of blanks."""
    for block in blocks:
        yield replace(block, text=without_rules(block.text)) if isinstance(block, Line) else block


def without_rules(text: str) -> str:
    """A line without the rules around what was filled in; `raw` keeps them.

    >>> without_rules("งบประมาณ ..5,000.. บาท")
    'งบประมาณ 5,000 บาท'
    """
    rules = list(_RULE.finditer(text))
    if not any(text[rule.end() :] and not _PAGE.match(text, rule.end()) for rule in rules):
        return text
    return _SPACES.sub(" ", _RULE.sub(" ", text)).rstrip()
