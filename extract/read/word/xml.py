"""Parses the XML of a Word file without entity expansion or network access, and finds elements by short names.

Names and meanings are those of ECMA-376 (Office Open XML), part 1, chapter 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.model.errors import SourceTooLarge, UnreadableSource
from extract.read.settings import DEFAULTS

Element = Any
"""An lxml element (lxml has no type annotations)."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

PARAGRAPH, TABLE, ROW, CELL, RUN = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}r"
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
"""Tracked changes: deleted text, and text moved elsewhere."""

_PROPERTIES = frozenset(
    f"{W}{name}"
    for name in ("pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "tblGrid")
)
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""Namespaces of strict Office Open XML (ISO/IEC 29500), and the equivalents of the transitional form."""

_OFF = frozenset({"0", "false", "off", "none"})


def parse(data: bytes, source: str, part: str) -> Element:
    """Parse one part of a file and return its root. Entities and excessive amounts of mark-up are rejected.

    Raises: `UnreadableSource` for invalid XML, `SourceTooLarge`.
    """
    from lxml import etree

    if data.count(b"<") > DEFAULTS.max_xml_tags:
        raise SourceTooLarge(source, f"{part} has more than {DEFAULTS.max_xml_tags:,} XML tags")
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(source, f"{part} in it is damaged: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableSource(source, f"{part} in it declares a document type, which no Word file does")
    return root


def children(element: Element) -> Iterator[Element]:
    """The visible child elements, without properties. Of alternatives only the first is used."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _PROPERTIES:
            continue
        if child.tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            if chosen is None:
                chosen = child.find(f"{MC}Fallback")
            if chosen is not None:
                yield chosen
        else:
            yield child


def parts(element: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """The elements named in `wanted`, also inside wrapper elements. Text deleted by tracked changes is omitted."""
    for child in children(element):
        if child.tag in wanted:
            yield child
        elif child.tag not in DELETED:
            yield from parts(child, wanted)


def find(element: Element, *names: str) -> Element | None:
    """Follow a path: the first child w:`names[0]`, its first child w:`names[1]` and so on; None if one is missing."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(W + name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the w: namespace."""
    found = None if element is None else element.get(W + name)
    return None if found is None else str(found)


def relationship(element: Element) -> str:
    """The identifier of the part that an element refers to (r:id, of either kind of the format); empty if none."""
    return next((str(found) for name, found in element.items() if name.endswith("/relationships}id")), "")


def number(element: Element | None, default: int = 0, name: str = "val") -> int:
    """An attribute as an integer of up to nine digits; `default` for anything else."""
    text = (value(element, name) or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else default


def toggle(properties: Element | None, name: str) -> bool | None:
    """An on/off property; None if it is not set."""
    element = find(properties, name) if properties is not None else None
    return None if element is None else (value(element) or "true") not in _OFF
