"""White space in the source of a web page: a browser shows tabs and any number of spaces as one space."""

from __future__ import annotations

import re

PAGE_REACH = 2000
"""Characters within which a page says that it is one."""

_PAGE = re.compile(r"<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
_KEPT = re.compile(r"(<(pre|textarea|xmp)\b.*?</\2\s*>)", re.IGNORECASE | re.DOTALL)
_TAGS_OF_KEPT = 2
"""Groups of `_KEPT`: `split` gives both between the texts."""


def is_web_page(text: str) -> bool:
    """Whether a text says at its beginning that it is a web page."""
    return _PAGE.search(text, 0, PAGE_REACH) is not None


def without_source_tabs(text: str) -> str:
    """A text with spaces for the tabs of a web page, of the same length. Those of preformatted text stay."""
    if "\t" not in text or not is_web_page(text):
        return text
    parts = _KEPT.split(text)
    step = _TAGS_OF_KEPT + 1
    plain = [part.replace("\t", " ") for part in parts[::step]]
    kept = parts[1::step]
    return "".join(piece for pair in zip(plain, [*kept, ""], strict=True) for piece in pair)
