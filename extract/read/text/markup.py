"""Removes the markup of OCR services and converters from a text, without moving a line.

There are two steps. `strip_markup` works on a range of many lines, because tags and bold pairs may span lines; it keeps
every line feed and form feed, so that its lines correspond to the lines of the source. `paragraphs` and `cell_text`
then finish one line or one table cell.

The expressions are linear on hostile text: none can match past the next "<". (Python's `html.parser` is not: it takes
quadratic time on a long run of unclosed tags, and it does not return unknown tags verbatim.)
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from html.entities import html5
from io import StringIO

from extract.read.markup_terms import markup
from extract.read.settings import DEFAULTS
from normalize.text import normalize_line

PARAGRAPH = "\x1e"
"""Ends a paragraph within a line (the ASCII record separator; removed from the source text)."""

APART = "\x1d"
"""Begins a paragraph that a page sets apart from the one above: a heading (the ASCII group separator, as above)."""

_SET_APART = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend"})

# White space may be missing after a quoted value, as in `<td rowspan="2"class="x">`.
_ATTRIBUTE = r"""(?:\s++|(?<=["']))[A-Za-z_:@][\w:.-]*+(?:\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>]++))?+"""
_NAME = r"(?:[A-Za-z][A-Za-z0-9]?[A-Za-z0-9]?:)?[A-Za-z][\w-]*+"
TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAME})(?P<attributes>(?:{_ATTRIBUTE})*+)\s*+/?>", re.ASCII)
"""One start or end tag. Anything that is not well-formed (`<http://...>`, `a < b`) is text.

A name may have a short prefix, as the tags have that Word adds to its web pages: `<o:p>`, `<st1:place>`.
"""

_COMMENT_START, _COMMENT_END = re.compile("<!--"), re.compile("-->")
_DECLARATION = re.compile(r"<!doctype\s[^<>]*+>|<!\[(?:if\s[^<>\]]*+|endif)\]>", re.IGNORECASE)
"""The document type, and the conditions that word processors put around numbers and bullets in their web pages."""
_IMAGE = re.compile(r"!\[[^\[\]\n\f]*+\]\([^()\n\f]*+\)")
_MARKER = re.compile(r"(?<!\*)\*{2,4}(?!\*)|(?<!_)__(?!_)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HEADING = re.compile(r"#{1,6}(?=\s)|#{2,6}(?!#)")
_ESCAPED = re.compile(r"\\(?=[.\-+*#_|])|(?<=\d)\\(?=\))")
"""A Markdown backslash escape, as in `1\\.`; \\( and \\[ begin formulas."""
_PART = re.compile(f"[^{PARAGRAPH}]+")
_NOT_LINE_END = re.compile(r"[^\n\f]+")
_ODD = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")
_ODD_TO_PLAIN = {code: " " if chr(code).isspace() else None for code in (*range(0x20), 0x7F, 0x85, 0x2028, 0x2029)}


def strip_markup(text: str) -> str:
    """`text` without tags, comments, images and bold markers. The ends of block elements become `PARAGRAPH`.

    All line feeds and form feeds are kept. Unknown tags are kept verbatim, unless their names have a prefix.
    """
    text = text.replace(PARAGRAPH, " ").replace(APART, " ")
    if "<" in text:
        text = _without_elements(text)
        text = _replace(TAG, _tag_replacement, text)
    if "![" in text:
        text = _replace(_IMAGE, lambda _: "", text)
    return without_emphasis(text)


def paragraphs(clean: str) -> Iterator[str]:
    """The normalized, non-empty texts of one line of the result of `strip_markup`."""
    return (text for text, _ in set_paragraphs(clean))


def set_paragraphs(clean: str) -> Iterator[tuple[str, bool]]:
    """The same, with whether the page sets each apart from the one above."""
    for part in _PART.finditer(clean):
        if text := _finish(part[0]):
            yield text, part[0].lstrip(" ").startswith(APART)


def cell_text(raw: str) -> str:
    """The text of a table cell: its paragraphs joined by line feeds. Other runs of white space become one space."""
    if not raw or raw.isspace():
        return ""
    # Literal line feeds are removed first: only markup makes paragraphs.
    clean = strip_markup(raw.replace("\n", " "))
    return "\n".join(" ".join(text.split()) for text in paragraphs(clean))


def _finish(part: str) -> str:
    text = _ENTITY.sub(_entity_character, part) if "&" in part else part
    text = _ESCAPED.sub("", text) if "\\" in text else text
    text = (text.translate(_ODD_TO_PLAIN) if _ODD.search(text) else text).strip()
    if text.startswith("#"):
        text = without_heading_marks(text)
    found = markup().bullet.match(text)
    text = f"- {text[found.end() :]}" if found else text
    return normalize_line(text).strip()


def _entity_character(found: re.Match[str]) -> str:
    """The character of an entity. `html.unescape` alone would also convert the "&not" in "&notes;"."""
    entity = found[0]
    return html.unescape(entity) if entity[1] == "#" else html5.get(entity[1:], entity)


def without_heading_marks(text: str) -> str:
    """A line without the number signs of a Markdown heading before and after it."""
    found = _HEADING.match(text)
    if not found:
        return text
    text = text[found.end() :].strip()
    closed = text.rstrip("#")
    return closed.rstrip() if closed[-1:].isspace() or not closed else text


def _tag_replacement(found: re.Match[str]) -> str:
    name = found["name"].casefold()
    if name in markup().block_tags:
        apart = APART if name in _SET_APART and not found["end"] else ""
        return PARAGRAPH + _line_ends(found[0]) + apart
    return _line_ends(found[0]) if name in markup().inline_tags or ":" in name else found[0]


def _line_ends(text: str) -> str:
    return _NOT_LINE_END.sub("", text) if "\n" in text or "\f" in text else ""


def _without_elements(text: str) -> str:
    """Without comments, the document type, and the elements whose content is not shown."""
    text = _blank_out(text, _COMMENT_START, _COMMENT_END)
    text = _DECLARATION.sub(lambda found: _line_ends(found[0]), text)
    for name in markup().silent_tags:
        start, end = (re.compile(rf"<{slash}{name}(?=[\s>])[^<>]*+>", re.IGNORECASE) for slash in ("", "/"))
        text = _blank_out(text, start, end)
    return text


def _blank_out(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    """Without the text from each `start` to the next `end`, except line ends. An unclosed start is kept."""
    kept, position = StringIO(), 0
    while (first := start.search(text, position)) and (last := end.search(text, first.end())):
        kept.write(text[position : first.start()])
        kept.write(_line_ends(text[first.start() : last.end()]))
        position = last.end()
    return kept.getvalue() + text[position:] if position else text


def _replace(pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str) -> str:
    """`pattern.sub` with less memory: `sub` keeps all pieces of a large text as objects until the end."""
    kept, position = StringIO(), 0
    for found in pattern.finditer(text):
        kept.write(text[position : found.start()])
        kept.write(replacement(found))
        position = found.end()
    return kept.getvalue() + text[position:] if position else text


def without_emphasis(text: str) -> str:
    """Without the markers of bold text. An unpaired marker is kept, since it may be a footnote mark."""
    if "**" not in text and "__" not in text:
        return text
    paired = iter(_paired_markers(text))
    return _replace(_MARKER, lambda found: "" if next(paired) else found[0], text)


def _paired_markers(text: str) -> bytearray:
    """For each marker in `text`, in order, whether it is part of a pair."""
    paired = bytearray()
    waiting: dict[str, tuple[int, int]] = {}
    for index, found in enumerate(_MARKER.finditer(text)):
        paired.append(False)
        sign, closes, opens = found[0][0], _closes(text, found), _opens(text, found)
        opener = waiting.pop(sign, None) if closes or opens else None
        if opener and closes and _near(text, opener[1], found.start()):
            paired[opener[0]] = paired[index] = True
            # Four asterisks between two bold words end the first and begin the second.
            opens = opens and len(found[0]) == 4
        if opens:
            waiting[sign] = (index, found.end())
    return paired


def _opens(text: str, marker: re.Match[str]) -> bool:
    return _is_alone(text, marker) or _stands_between(
        marker[0], text[marker.start() - 1 : marker.start()], text[marker.end() : marker.end() + 1]
    )


def _closes(text: str, marker: re.Match[str]) -> bool:
    return _is_alone(text, marker) or _stands_between(
        marker[0], text[marker.end() : marker.end() + 1], text[marker.start() - 1 : marker.start()]
    )


def _is_alone(text: str, marker: re.Match[str]) -> bool:
    """Whether two asterisks are all of a line: the bold text is on the lines below or above."""
    before, after = text[marker.start() - 1 : marker.start()], text[marker.end() : marker.end() + 1]
    return marker[0] == "**" and before in ("", "\n") and after in ("", "\n")


def _stands_between(marker: str, outer: str, inner: str) -> bool:
    """Whether a marker has text on its inner side. Underscores, which are also used as blanks, require words."""
    if not inner or inner.isspace() or inner == PARAGRAPH:
        return False
    return marker != "__" or (not outer.isalnum() and (inner.isalnum() or not inner.isascii()))


def _near(text: str, start: int, end: int) -> bool:
    """Whether a pair of markers around `text[start:end]` is plausible: few lines, no page break, no table cell."""
    if text.count("\n", start, end) >= DEFAULTS.emphasis_lines:
        return False
    return text.find("\f", start, end) < 0 and text.find("\t", start, end) < 0
