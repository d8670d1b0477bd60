"""PDF files with a text layer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extract.document import Block, Document, Grid, Line, Page, TextSource
from extract.errors import EncryptedSource, UnreadableSource
from extract.read.interface import Source
from extract.read.pdf_chars import read_chars
from extract.read.pdf_pages import PageLayout, page_blocks
from extract.read.pdf_rules import read_rules
from extract.read.pdf_thai import PageText, page_text
from extract.read.quality import text_quality

MARGIN = 0.12
"""Share of a page's height at its top and bottom where running headers and page numbers stand."""

FEWEST_PAGES = 3
"""Pages on which a line must come again to be a running header."""

RECURRING = 0.3
"""Share of the pages on which it must come again."""

_DIGITS = re.compile(r"\d+")
_LONE_NUMBER = re.compile(r"[-–\s]*(?:หน้า(?:ที่)?\s*)?\d{1,4}[-–\s]*")


def read_pdf(source: Source) -> Document:
    """The document in a PDF.

    Raises EncryptedSource for one that needs a password, UnreadableSource for one that is damaged, or has no text
    layer at all.
    """
    import pypdfium2
    from pypdfium2 import raw

    document = _open(source, pypdfium2)
    try:
        pages = tuple(_page(document, index, raw) for index in range(len(document)))
    finally:
        document.close()
    if not any(page.blocks for page in pages):
        raise UnreadableSource(source.name, "no page has a text layer: this is a scan, which cannot be read yet")
    return Document(source.name, source.sha256, TextSource.PDF_TEXT, _without_furniture(pages))


def _open(source: Source, pypdfium2: Any) -> Any:  # noqa: ANN401 (pypdfium2 has no types)
    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedSource(source.name, "the file is locked by a password") from error
        raise UnreadableSource(source.name, f"the PDF is damaged: {error}") from error
    if len(document) == 0:
        raise UnreadableSource(source.name, "the PDF has no pages")
    return document


def _page(document: Any, index: int, raw: Any) -> Page:  # noqa: ANN401
    """One page; one that cannot be loaded, or shows something but holds no text, is empty and has quality 0."""
    try:
        page = document[index]
    except Exception:
        return Page(index + 1, (), TextSource.PDF_TEXT, quality=0.0, repairs={"unreadable": 1})
    try:
        return _read_page(page, index + 1, raw)
    finally:
        page.close()


def _read_page(page: Any, number: int, raw: Any) -> Page:  # noqa: ANN401
    width, height = page.get_size()
    parts = read_chars(page, raw)
    if not parts:
        is_blank = raw.FPDFPage_CountObjects(page.raw) == 0
        repairs = {} if is_blank else {"no_text": 1}
        quality = 1.0 if is_blank else 0.0
        return Page(number, (), TextSource.PDF_TEXT, width, height, page.get_rotation(), quality, repairs)
    main, *others = parts
    text: PageText = page_text(main.chars)
    horizontal, vertical = read_rules(page, raw, main.frame, page.get_rotation() // 90 % 4)
    blocks = page_blocks(PageLayout(number, text, horizontal, vertical, main.frame))
    text.repairs.update({"hidden": main.unseen, "other_direction": sum(len(part.chars) for part in others)})
    repairs = {code: count for code, count in sorted(text.repairs.items()) if count}
    quality = text_quality(_texts(blocks))
    return Page(number, tuple(blocks), TextSource.PDF_TEXT, width, height, page.get_rotation(), quality, repairs)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text


# -- furniture ----------------------------------------------------------------------------------------------------


def _without_furniture(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages without running headers, footers and page numbers: lines at the edge that come again on many pages."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edge_lines(page)})
    needed = max(FEWEST_PAGES, RECURRING * len(pages))
    recurring = {key for key, count in counts.items() if count >= needed}
    return tuple(
        replace(page, blocks=tuple(b for b in page.blocks if not _is_furniture(b, page, recurring))) for page in pages
    )


def _is_furniture(block: Block, page: Page, recurring: set[str]) -> bool:
    if not isinstance(block, Line) or not _is_at_edge(block, page):
        return False
    return _key(block) in recurring or _LONE_NUMBER.fullmatch(block.text) is not None


def _edge_lines(page: Page) -> Iterator[Line]:
    return (block for block in page.blocks if isinstance(block, Line) and _is_at_edge(block, page))


def _is_at_edge(line: Line, page: Page) -> bool:
    box, height = line.place.box, page.height
    return (
        box is not None
        and height is not None
        and not MARGIN * height < (box.top + box.bottom) / 2 < (1 - MARGIN) * height
    )


def _key(line: Line) -> str:
    return _DIGITS.sub("0", "".join(line.text.split()))
